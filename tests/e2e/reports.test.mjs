// A facilitator takes in what thirty firms have handed over: every file gets its line, the room stands side by side, a firm
// can be looked at more closely, and the tables go along. Reading runs beside the page and can be stopped.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { assertAccessible, assertClean } from './support/browser.mjs';
import { JOURNEY, content, draft, reportsOf } from './support/firms.mjs';
import { CODE, KEY, workshopOf } from './support/rooms.mjs';
import { App, dropped as drop, start, words } from './support/steps.mjs';

const say = words('sv');
const demo = content('seeds/demo/el-montage.kickstart.json');
const pdf = readFileSync(join(import.meta.dirname, '../fixtures/pdf/qpdf-linear.pdf'));
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

async function opened() {
  const page = await site.withDraft(null);
  const app = new App(page);
  await app.open('/rapporter');
  await app.loaded();
  return { page, app };
}

/** Files as the browser's own chooser would give them. */
const file = (name, body) => ({ name, mimeType: name.endsWith('.pdf') ? 'application/pdf' : 'application/json', buffer: Buffer.from(body) });
const FIRMS = reportsOf(22);

/** Twenty-two firms and a PDF; then a copy, an older copy, a correction, and five that cannot be counted with them. */
function dropped() {
  const json = (name, report) => file(`${name}.kickstart.json`, JSON.stringify(report));
  const first = FIRMS[0];
  return [
    ...FIRMS.map((report) => json(report.organisation.label, report)),
    file('el-montage.pdf', pdf),
    json('kopia', FIRMS[1]),
    json('äldre', { ...FIRMS[2], savedAt: '2026-10-01T10:00:00Z' }),
    json('rättelse', { ...first, formatVersion: '1.2', reportId: `${first.reportId.slice(0, -2)}zz`, replaces: first.reportId }),
    file('avbruten.kickstart.json', JSON.stringify(demo).slice(0, 4000)),
    file('avbruten.pdf', pdf.subarray(0, pdf.length / 3)),
    json('nyare', { ...demo, formatVersion: '2.0' }),
    json('andra-frågor', { ...demo, pack: { ...demo.pack, id: 'cyber-security' } }),
  ];
}

test('thirty files are taken in, each with its line, and the firms stand side by side', async () => {
  const { page, app } = await opened();
  await page.locator('#open-reports').setInputFiles(dropped());
  const noted = page.locator('[data-fates=noted]');
  await noted.waitFor();
  const sum = page.getByText(say('cohort.sum', { firms: '23', all: '30', refused: '3' }));
  await sum.waitFor();
  const told = await noted.innerText();
  const first = FIRMS[0].organisation.label;
  const lines = [
    say('cohort.duplicate', { place: 'kopia.kickstart.json', of: `${FIRMS[1].organisation.label}.kickstart.json` }),
    say('cohort.older', { place: 'äldre.kickstart.json', of: `${FIRMS[2].organisation.label}.kickstart.json` }),
    say('cohort.correction', { place: 'rättelse.kickstart.json', of: FIRMS[0].reportId }),
    say('cohort.corrected', { place: `${first}.kickstart.json`, of: 'rättelse.kickstart.json' }),
    say('cohort.beside', { place: 'andra-frågor.kickstart.json', pack: 'cyber-security', version: demo.pack.version }),
    ...['avbruten.kickstart.json', 'avbruten.pdf', 'nyare.kickstart.json'].map((place) => say('cohort.refused', { place })),
  ];
  for (const line of lines) assert.ok(told.includes(line), `“${line}” in “${told}”`);
  const plain = page.locator('[data-fates=taken] li');
  await page.locator('details', { hasText: say('reports.taken') }).locator('summary').click();
  await plain.first().waitFor();
  assert.equal(await plain.count(), 30 - 8);

  // A row a firm, a column a process that any of them went through.
  const rows = page.locator('table.room tbody tr');
  assert.equal(await rows.count(), 23);
  assert.equal(await page.locator('table.room thead th').count(), 1 + 4);
  const names = await rows.locator('th').evaluateAll((all) => all.map((one) => one.firstChild.textContent));
  assert.deepEqual(names, [...names].sort(new Intl.Collator('sv', { numeric: true }).compare));
  const area = say('process.sales-quoting.name');
  await page.locator('#by-order').selectOption({ label: say('reports.by-need', { area }) });
  // The list is drawn a frame at a time: only a whole one is read. A need stands below the advice, in the area's own column.
  const needs = () => page.evaluate((area) => {
    const at = [...document.querySelectorAll('table.room thead th')].findIndex((th) => th.textContent.includes(area));
    return [...document.querySelectorAll('table.room tbody tr')].map((row) => Number(row.children[at].textContent.match(/behov\s([\d,]+)/)?.[1].replace(',', '.') ?? -1));
  }, area);
  await page.waitForFunction((first) => document.querySelector('table.room tbody button').textContent !== first, names[0]);
  await counted(page, 23);
  await still(page);
  const falling = await needs();
  assert.equal(falling.length, 23);
  assert.ok(new Set(falling).size > 2, `needs that differ: ${falling}`);
  assert.deepEqual(falling, [...falling].sort((a, b) => b - a));
  await page.locator('#by-place').selectOption('1280');
  await counted(page, FIRMS.filter((one) => one.organisation.municipality === '1280').length);
  await page.locator('#by-place').selectOption('');
  await counted(page, 23);
  await assertAccessible(page);
  assertClean(page);

  // Chosen once more, the same files change nothing.
  await page.locator('#open-reports').setInputFiles(dropped());
  await page.waitForFunction(() => !document.querySelector('progress'));
  await counted(page, 23);
  assertClean(page);
});

/** Waits until the list, which is drawn a frame at a time, has been the same for a while. */
async function still(page) {
  await page.evaluate(() => delete window.before);
  await page.waitForFunction(() => {
    const now = document.querySelector('table.room tbody').innerText;
    const same = window.before === now && !document.querySelector('[data-later]');
    window.before = now;
    return same;
  }, null, { polling: 100 });
}

/** Waits for so many rows. */
async function counted(page, rows) {
  await page.waitForFunction((wanted) => document.querySelectorAll('table.room tbody tr').length === wanted, rows);
}

async function taken(count = 12) {
  const { page, app } = await opened();
  const files = FIRMS.slice(0, count).map((report) => file(`${report.organisation.label}.kickstart.json`, JSON.stringify(report)));
  await page.locator('#open-reports').setInputFiles(files);
  await counted(page, count);
  await app.whole();
  return { page, app };
}

const press = (page, key) => page.getByRole('button', { name: say(key), exact: true }).click();

test('what the cells show can be changed, and a column head orders by it', async () => {
  const { page } = await taken();
  const head = page.locator('thead th', { hasText: say('process.sales-quoting.name') });
  const column = async () => {
    const at = await head.evaluate((th) => [...th.parentElement.children].indexOf(th));
    return page.locator('table.room tbody tr').evaluateAll((rows, at) => rows.map((row) => [row.children[at].querySelector('b').textContent, row.children[at].className]), at);
  };
  await page.locator('input[name=measure][value=need]').check();
  await page.waitForFunction(() => /^\d/.test(document.querySelector('table.room tbody td b').textContent));
  const number = (text) => Number(text.split('–')[0].replace(',', '.'));
  assert.equal(await head.getAttribute('aria-sort'), null);
  await head.getByRole('button').focus();
  await page.keyboard.press('Enter');
  await page.locator('th[aria-sort=descending]').waitFor();
  await page.waitForFunction(() => document.activeElement.closest('th')?.getAttribute('aria-sort') === 'descending');
  await still(page);
  const falling = await column();
  assert.deepEqual(falling.map(([text]) => number(text)), falling.map(([text]) => number(text)).sort((a, b) => b - a));
  assert.ok(new Set(falling.map(([, step]) => step)).size >= 2, `steps of colour: ${falling}`);
  const step = (one) => Number(one.match(/heat-(\d)/)[1]);
  assert.ok(falling.every(([, one], at) => at === 0 || step(one) <= step(falling[at - 1][1])), 'the greater, the darker');
  await page.keyboard.press('Enter');
  await page.locator('th[aria-sort=ascending]').waitFor();
  await still(page);
  const rising = await column();
  assert.deepEqual(rising.map(([text]) => number(text)), falling.map(([text]) => number(text)).sort((a, b) => a - b));
  assert.equal(await page.locator('#by-order').inputValue(), 'need:sales-quoting');
  await assertAccessible(page);
  assertClean(page);
});

test('a firm can be looked at more closely, and the way back leads to its name', async () => {
  const { page } = await taken();
  const name = page.getByRole('button', { name: FIRMS[4].organisation.label, exact: true });
  await name.click();
  await page.waitForFunction(() => document.activeElement?.id === 'firm-heading');
  assert.equal(await page.locator('#firm-heading').innerText(), FIRMS[4].organisation.label);
  assert.equal(await page.locator('table.room').isVisible(), false);
  const tables = page.locator('[data-firm] table');
  assert.equal(await tables.count(), 4 + 1);
  const need = tables.first().locator('tr', { hasText: say('dimension.N1.name') }).locator('td');
  // Of twelve firms, N1 goes 0 1 2 3 4 over and over: the sixth and seventh in order are 1 and 2.
  assert.match(await need.nth(0).innerText(), /^4: /);
  assert.equal(await need.nth(1).innerText(), '1,5');
  assert.ok((await page.locator('[data-firm]').innerText()).includes(say('cohort.taken', { place: `${FIRMS[4].organisation.label}.kickstart.json` })));
  await assertAccessible(page);
  await page.getByRole('button', { name: say('reports.back'), exact: true }).first().click();
  await page.waitForFunction((label) => document.activeElement?.textContent === label, FIRMS[4].organisation.label);
  assert.ok(await page.locator('table.room').isVisible());
  assertClean(page);
});

test('the spread of every question stands in a fold for each process', async () => {
  const { page } = await taken();
  const fold = page.locator('[data-spreads] details', { hasText: say('process.sales-quoting.name') });
  await fold.locator('summary').click();
  const row = fold.locator('tbody tr', { hasText: say('dimension.N1.name') });
  await row.waitFor();
  const cells = await row.locator('td').allInnerTexts();
  // Twelve firms: 3 said 0, 3 said 1, and 2 each the rest; the scale has no 5.
  assert.deepEqual(cells.slice(0, 6), ['3', '3', '2', '2', '2', '–']);
  assert.deepEqual(cells.slice(6, 9), ['0', '0', '1,5']);
  await assertAccessible(page);
  // Another selection changes what stands in it, and it stays open.
  await page.locator('#by-place').selectOption('1280');
  await page.waitForFunction(() => document.querySelectorAll('table.room tbody tr').length === 4);
  await fold.locator('table').waitFor();
  assert.notDeepEqual(await row.locator('td').allInnerTexts(), cells);
});

test('the tables go along in four forms, made beside the page', async () => {
  const { page, app } = await taken();
  await page.locator('#by-place').selectOption('1280');
  await counted(page, 4);
  const save = (form) => app.downloadBytes(() => press(page, `reports.${form}`));
  const csv = (await save('csv')).bytes.toString();
  assert.ok(csv.startsWith('\ufefffirm;label;'), csv.slice(0, 40));
  assert.equal(csv.trim().split('\r\n').length, 1 + 4 * 4);
  const lines = (await save('ndjson')).bytes.toString().trim().split('\n').map((line) => JSON.parse(line));
  assert.deepEqual(lines.map((line) => line.municipality), ['1280', '1280', '1280', '1280']);
  const json = JSON.parse((await save('json')).bytes.toString());
  assert.deepEqual([json.format, json.firms.length], ['kickstart-cohort', 12]);
  const book = await save('xlsx');
  assert.match(book.name, /^rapporter-\d{4}-\d\d-\d\d\.xlsx$/);
  assert.equal(book.bytes.subarray(0, 2).toString(), 'PK');
  await page.getByRole('checkbox', { name: say('reports.anonymise') }).check();
  const hidden = (await save('csv')).bytes.toString();
  assert.ok(hidden.startsWith('\ufefffirm;sector;') && !FIRMS.some((one) => hidden.includes(one.organisation.label)));
  assert.ok(!JSON.stringify((await save('json')).bytes.toString()).includes('Firma'));
  await page.waitForFunction((text) => !document.querySelector('main').innerText.includes(text), say('reports.saving'));
  assertClean(page);
});

test('choices follow the reports, and are gone with them', async () => {
  const { page } = await taken(3);
  const places = () => page.locator('#by-place option').evaluateAll((all) => all.map((one) => one.value));
  assert.equal((await places()).length, 1 + 3);
  const sectors = page.locator('#by-sector option');
  assert.equal(await sectors.count(), 1 + 1);
  await page.locator('#by-place').selectOption('1280');
  await counted(page, 1);
  const other = structuredClone(FIRMS[5]);
  for (const [q, choice] of [['profile.sector', 'food'], ['profile.municipality', '1281']]) other.answers.find((one) => one.q === q).value = { choice };
  await page.locator('#open-reports').setInputFiles([file('senare.json', JSON.stringify(other))]);
  await page.locator('#by-place option[value="1281"]').waitFor({ state: 'attached' });
  assert.equal(await sectors.count(), 1 + 2);
  assert.equal(await page.locator('#by-place').inputValue(), '1280', 'what was chosen stays');
  await page.locator('#by-place').selectOption('1281');
  await counted(page, 1);

  await press(page, 'reports.clear');
  await page.locator('table.room').waitFor({ state: 'detached' });
  assert.equal(await page.locator('[data-fates], [data-sum]').count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'H1');
  await page.locator('#open-reports').setInputFiles(FIRMS.slice(0, 3).map((one) => file(`${one.reportId}.json`, JSON.stringify(one))));
  await counted(page, 3);
  assert.equal(await page.locator('#by-place').inputValue(), '', 'no old selection is left');
  assert.equal(await sectors.count(), 1 + 1);
  assertClean(page);
});

test('files can be dropped, among them a file of many', async () => {
  const { page } = await opened();
  const line = (at) => JSON.stringify(FIRMS[at]);
  await drop(page, [
    { name: 'en.kickstart.json', text: line(0) },
    { name: 'många.ndjson', text: `${[1, 2, 3, 4].map(line).join('\n')}\n\nskräp\n` },
  ]);
  await counted(page, 5);
  await page.getByText(say('cohort.sum', { firms: 5, all: 6, refused: 1 })).waitFor();
  const told = await page.locator('[data-fates=noted]').innerText();
  assert.ok(told.includes(say('cohort.refused', { place: 'många.ndjson:6' })), told);
  const plain = page.locator('[data-fates=taken] li');
  await page.locator('details', { hasText: say('reports.taken') }).locator('summary').click();
  await plain.first().waitFor();
  assert.deepEqual(await plain.allInnerTexts(), [say('cohort.taken', { place: 'en.kickstart.json' }), say('cohort.lines', { file: 'många.ndjson', n: 4 })]);
  assertClean(page);
});

test('reading can be stopped: what has been read stays, and what is chosen next is read alone', async () => {
  const { page } = await opened();
  const many = Array.from({ length: 3000 }, (_, at) => ({ name: `m-${at}.json`, like: at % 20, id: `m${String(at).padStart(5, '0')}` }));
  await drop(page, many, FIRMS.slice(0, 20).map((one) => JSON.stringify(one)));
  await page.waitForFunction(() => Number(document.querySelector('[data-reading]')?.textContent.match(/\d+/)[0]) > 20);
  assert.equal(await page.locator('progress').getAttribute('aria-label'), say('reports.progress'));
  await press(page, 'action.cancel');
  await drop(page, [{ name: 'efter.json', text: JSON.stringify(FIRMS[21]) }]);
  await page.getByRole('button', { name: say('reports.clear'), exact: true }).waitFor();
  await page.waitForFunction(() => !document.querySelector('progress'));
  const sum = async () => (await page.locator('[data-sum]').innerText()).match(/\d+/g).map(Number);
  await page.waitForFunction(() => document.querySelector('[data-sum]'));
  // Nothing more arrives, however long one waits.
  let [before, now] = [[-1], await sum()];
  for (let round = 0; round < 3; round += 1) {
    await page.waitForTimeout(300);
    [before, now] = [now, await sum()];
  }
  assert.deepEqual(before, now);
  const [firms] = now;
  assert.ok(firms > 20 && firms < 3000, `${firms} firms`);
  const first = await page.locator('[data-rows]').innerText();
  assert.ok(first.includes(String(firms)), first);
  await page.locator('details', { hasText: say('reports.taken') }).locator('summary').click();
  assert.ok((await page.locator('[data-fates=taken]').innerText()).includes('efter.json'), 'the file chosen next has been read');
  assertClean(page);
});

test('a stopped reading says how far it came', async () => {
  const { page } = await opened();
  const many = Array.from({ length: 3000 }, (_, at) => ({ name: `m-${at}.json`, like: 0, id: `m${String(at).padStart(5, '0')}` }));
  await drop(page, many, [JSON.stringify(FIRMS[0])]);
  await page.waitForFunction(() => Number(document.querySelector('[data-reading]')?.textContent.match(/\d+/)[0]) > 20);
  await assertAccessible(page);
  await press(page, 'action.cancel');
  const told = await page.locator('[data-reports=stopped]').innerText();
  const [done, of] = told.match(/\d+/g).map(Number);
  assert.ok(done > 20 && done < of, told);
  await page.locator('table.room').waitFor();
  await page.getByText(say('cohort.sum', { firms: done, all: done, refused: 0 })).waitFor();
  assertClean(page);
});

test('to remove the reports ends a reading too, and nothing is said to be left of it', async () => {
  const { page } = await opened();
  await page.locator('#open-reports').setInputFiles([file('en.json', JSON.stringify(FIRMS[1]))]);
  await page.locator('table.room').waitFor();
  const many = Array.from({ length: 3000 }, (_, at) => ({ name: `m-${at}.json`, like: 0, id: `m${String(at).padStart(5, '0')}` }));
  await drop(page, many, [JSON.stringify(FIRMS[0])]);
  await page.waitForFunction(() => Number(document.querySelector('[data-reading]')?.textContent.match(/\d+/)[0]) > 20);
  await press(page, 'reports.clear');
  await page.waitForFunction(() => !document.querySelector('progress, [data-sum]'));
  await page.waitForTimeout(500);
  assert.equal(await page.locator('[data-reports=stopped]').count(), 0);
  assert.equal(await page.locator('[data-sum]').count(), 0);
  assertClean(page);
});

test('pictures of codes are reports too, and content without the invented firm is read all the same', async () => {
  const phone = await site.withDraft(draft(JOURNEY), { viewport: { width: 390, height: 844 } });
  await phone.goto(new URL(`workshop/${CODE}`, site.url).href);
  await phone.evaluate(([key, text]) => localStorage.setItem(key, text), [KEY, workshopOf({ kind: 'many-firms', people: 0 })]);
  await phone.reload();
  const way = await phone.locator('[data-join]').getAttribute('href');
  await phone.goto(way);
  await phone.getByRole('link', { name: say('join.hand-in') }).click();
  await phone.locator('.hand').waitFor();
  const pictures = [];
  const frames = Number(await phone.locator('.hand').getAttribute('data-frames'));
  for (let frame = 0; frame < frames; frame += 1) {
    pictures.push({ name: `kod ${frame + 1}.png`, mimeType: 'image/png', buffer: await phone.locator('.hand .qr').screenshot() });
    if (frame + 1 < frames) await phone.locator('[data-frame=next]').click();
  }

  const page = await site.withDraft(null);
  await page.context().route('**/seeds/demo/**', (route) => route.abort());
  const app = new App(page);
  await app.open('/rapporter');
  await app.loaded();
  const empty = { name: 'tom.png', mimeType: 'image/png', buffer: await page.locator('h1').screenshot() };
  await page.locator('#open-reports').setInputFiles([...pictures, empty]);
  await page.locator('table.room tbody tr').first().waitFor();
  assert.equal(await page.locator('table.room tbody tr').count(), 1);
  const told = await page.locator('[data-fates=noted]').innerText();
  assert.ok(told.includes(say('problem.no-code-in-picture.what')), told);
  assert.equal(await page.locator('[data-reports=broken]').count(), 0);
});

test('when the program that reads cannot be had, the page says so, and reads once it can', async () => {
  const page = await site.withDraft(null);
  const dead = (route) => route.abort();
  await page.context().route('**/reports-*.wasm', dead);
  const app = new App(page);
  await app.open('/rapporter');
  const broken = page.locator('[data-reports=broken]');
  await broken.waitFor();
  for (const part of ['happened', 'kept', 'do']) assert.ok((await broken.innerText()).includes(say(`reports.broken.${part}`)));
  await assertAccessible(page);
  await page.context().unroute('**/reports-*.wasm', dead);
  await page.locator('#open-reports').setInputFiles([file('a.json', JSON.stringify(FIRMS[0]))]);
  await counted(page, 1);
  assert.equal(await broken.count(), 0);
});

test('in another language the reports are still there', async () => {
  const { page, app } = await taken(5);
  await page.locator('#by-place').selectOption('1280');
  await counted(page, 2);
  await app.speak('en');
  await app.loaded();
  await counted(page, 2);
  const english = words('en');
  assert.ok((await page.locator('table.room').innerText()).includes(english('process.sales-quoting.name')));
  assert.equal(await page.locator('#by-place').inputValue(), '1280');
  assertClean(page);
});

test('nothing of it is kept, and their own answers stay as they are', async () => {
  const { page, app } = await opened();
  const before = await page.evaluate(() => JSON.stringify({ ...localStorage }));
  await page.locator('#open-reports').setInputFiles(dropped().slice(0, 3));
  await page.locator('table.room').waitFor();
  assert.equal(await page.evaluate(() => JSON.stringify({ ...localStorage })), before);
  await app.open('/rapporter');
  await app.loaded();
  assert.equal(await page.locator('table.room').count(), 0);
  assertClean(page);
});
