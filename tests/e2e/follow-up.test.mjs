// A firm opens its half-year-old report, answers again, and sees what has moved and why: from a PDF and from a file, and
// beside answers that are there already.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible, assertClean } from './support/browser.mjs';
import { JOURNEY, draft, without } from './support/firms.mjs';
import { App, pathOf, start, words } from './support/steps.mjs';

const say = words('sv');
const LABEL = 'Elfirman i Eslöv';
/** Half a year and a little, in milliseconds. */
const HALF_A_YEAR = 184 * 24 * 60 * 60 * 1000;
let site;
after(() => site.stop());

async function opened(path, stored, { ago = 0 } = {}) {
  const page = await site.withDraft(stored);
  await page.addInitScript((ago) => {
    const Now = Date;
    globalThis.Date = class extends Now {
      constructor(...given) {
        super(...(given.length ? given : [Now.now() - ago]));
      }

      static now() {
        return Now.now() - ago;
      }
    };
  }, ago);
  const app = new App(page);
  await app.open(path);
  await app.loaded();
  return { page, app };
}

const press = (page, key) => () => page.getByRole('button', { name: say(key), exact: true }).click();

/** The report of half a year ago, as the tool saved it then: as a PDF and as a file. */
let old;
before(async () => {
  site = await start();
  const { page, app } = await opened('/resultat', draft(JOURNEY, { label: LABEL }), { ago: HALF_A_YEAR });
  const pdf = await app.downloadBytes(press(page, 'pdf.save'));
  await page.locator('[data-pdf=done]').waitFor();
  const json = await app.download(press(page, 'result.label.save-file'));
  await page.context().close();
  old = {
    report: JSON.parse(json.text),
    pdf: { name: pdf.name, mimeType: 'application/pdf', buffer: pdf.bytes },
    json: { name: json.name, mimeType: 'application/json', buffer: Buffer.from(json.text) },
  };
});

/** A day as Swedish writes it. */
function day(stamp) {
  const [year, month, date] = stamp.slice(0, 10).split('-').map(Number);
  return say('format.date', { day: date, month: say(`format.month.${month}`), year });
}

/**
 * Now: in sales D and S are one level higher and W is the same, in production P is known and W lower, in finance nothing
 * is different. Sales: 3,2,2,2,2 gives 0,4·2 + 0,6·2,2 = 2,12; 3,3,3,2,2 gives 0,4·2 + 0,6·2,6 = 2,36.
 */
const NOW = {
  ...JOURNEY,
  'sales-quoting.D': { level: 3 },
  'sales-quoting.S': { level: 3 },
  'production-delivery.P': { level: 2 },
  'production-delivery.W': { level: 1 },
  'enabler.ai-rules': { level: 4 },
};
/** What is asked again: all but the firm, its time and its choice. */
const ASKED = without(NOW, /^(profile|picker)\./);

const row = (page, name) => page.locator('.chart table.twin tbody tr', { has: page.locator('th', { hasText: name }) });

/** What the page says of those two ends. */
async function assertCompared(page, app) {
  await app.at('/uppfoljning');
  const sales = say('process.sales-quoting.name');
  assert.equal(await app.h1(), say('follow.up', { up: sales }));
  const main = await page.locator('main').innerText();
  assert.ok(main.includes(say('follow.lead', { date: day(old.report.savedAt) })), main.slice(0, 500));
  await page.locator('.chart details summary').click();
  const cells = async (name) => (await row(page, name).locator('td').allInnerTexts()).map((text) => text.trim());
  assert.equal((await cells(sales))[0], say('follow.pair-told', { then: '2,12', now: '2,36' }));
  const finance = await cells(say('process.finance-admin.name'));
  assert.equal(finance[0], say('follow.pair-same', { now: '1,60' }));
  // P was not known then: the two numbers rest on different answers, and the page says so.
  const people = say('dimension.P.name').toLowerCase();
  const why = say('follow.area.other-basis', { list: people });
  const production = await cells(say('process.production-delivery.name'));
  assert.equal(production[0], say('follow.pair-apart', { why }));
  const arrows = page.locator('.chart svg:visible polygon');
  assert.equal(await arrows.count(), 1, 'one process has moved and can be compared');
  // What moved, in the words of the answers, each leading to its question.
  assert.ok(await page.locator(`main a[href$="${pathOf('sales-quoting.D')}"]`).count() > 0);
  assert.equal(await page.locator(`main a[href$="${pathOf('sales-quoting.W')}"]`).count(), 0, 'what is the same is not listed');
  for (const key of ['follow.now-up', 'follow.now-down', 'follow.apart.unknown-then']) assert.ok(main.includes(say(key)), `“${say(key)}”`);
  await assertAccessible(page);
}

for (const kind of ['pdf', 'json']) {
  test(`an old report as ${kind} is opened from the start page, answered again and compared`, async () => {
    const { page, app } = await opened('/', null);
    await page.getByRole('link', { name: say('start.follow-up'), exact: true }).click();
    await app.at('/uppfoljning');
    assert.equal(await app.h1(), say('start.follow-up'));
    await page.locator('#open-file').setInputFiles(old[kind]);
    await page.locator('[data-opened=taken]').waitFor();
    assert.equal(await page.getByRole('button', { name: say('follow.again.button'), exact: true }).count(), 1);
    await press(page, 'follow.again.button')();
    // The firm, its time and its choice came along; the first question is that of the first process.
    await app.at(pathOf('sales-quoting.W'));
    const kept = await app.answers();
    for (const [question, value] of Object.entries(JOURNEY).filter(([id]) => /^(profile|picker)\./.test(id))) assert.deepEqual(kept[question], value, question);
    assert.equal(Object.keys(kept).length, Object.keys(JOURNEY).filter((id) => /^(profile|picker)\./.test(id)).length);
    const level = await page.locator('label', { has: app.input('sales-quoting.W', '3') }).innerText();
    const before = page.locator('.hint', { hasText: say('ask.before', { answer: '' }).trim() });
    assert.equal((await before.innerText()).trim(), say('ask.before', { answer: level.replace(/^3\s*/, '').trim() }));
    assert.equal(await page.locator('form.ask input:checked').count(), 0, 'it is shown, not answered');
    await app.walk(ASKED);
    await app.open('/resultat');
    await app.loaded();
    await page.getByRole('link', { name: say('follow.see'), exact: true }).click();
    await assertCompared(page, app);
    // It is there after a reload, and goes along in the file.
    await page.reload();
    await app.ready();
    await app.loaded();
    await assertCompared(page, app);
    await app.open('/resultat');
    await app.loaded();
    const saved = await app.download(press(page, 'result.label.save-file'));
    const { history, reportId, organisation } = JSON.parse(saved.text);
    assert.equal(history.length, 1);
    assert.equal(history[0].reportId, old.report.reportId);
    assert.deepEqual(history[0].answers, old.report.answers);
    assert.notEqual(reportId, old.report.reportId);
    assert.equal(organisation.label, LABEL);
    assertClean(page);
  });
}

test('beside answers that are there, an old report is compared and nothing is replaced', async () => {
  const { page, app } = await opened('/uppfoljning', draft(NOW));
  await page.locator('#open-file').setInputFiles(old.json);
  await page.locator('[data-opened=asks]').waitFor();
  assert.deepEqual(await app.answers(), NOW, 'asking changes nothing');
  await press(page, 'follow.compare.button')();
  await page.locator('.chart').waitFor();
  await assertCompared(page, app);
  assert.deepEqual(await app.answers(), NOW);
  // The same file once more is the same earlier answers.
  await page.locator('#open-file').setInputFiles(old.json);
  await page.locator('[data-opened=asks]').waitFor();
  await press(page, 'follow.compare.button')();
  await page.locator('[data-opened]').waitFor({ state: 'detached' });
  assert.equal((await app.stored()).assessment.history.length, 1);
  assertClean(page);
});

test('the answers that are here become the earlier ones, notes and plan kept, and the page says that nothing can be compared yet', async () => {
  const { page, app } = await opened('/mina-uppgifter', null);
  await page.locator('#open-file').setInputFiles(old.json);
  await page.locator('[data-opened=taken]').waitFor();
  await app.open('/uppfoljning');
  await app.loaded();
  await press(page, 'follow.again.button')();
  await app.at(pathOf('sales-quoting.W'));
  await app.open('/uppfoljning');
  await app.loaded();
  assert.equal(await app.h1(), say('follow.begun'));
  assert.equal(await page.locator('.chart svg:visible polygon').count(), 0);
  const main = await page.locator('main').innerText();
  assert.ok(main.includes(say('follow.apart.not-now')));
  assertClean(page);
});
