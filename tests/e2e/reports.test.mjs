// A facilitator takes in what thirty firms have handed over: every file gets its line, the room stands side by side, and
// the tables go along.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { assertAccessible, assertClean } from './support/browser.mjs';
import { content, reportsOf } from './support/firms.mjs';
import { App, start, words } from './support/steps.mjs';

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
  assert.equal(await page.locator('[data-fates=taken] li').count(), 30 - 8);

  // A row a firm, a column a process that any of them went through.
  const rows = page.locator('table.room tbody tr');
  assert.equal(await rows.count(), 23);
  assert.equal(await page.locator('table.room thead th').count(), 1 + 4);
  const names = await rows.locator('th').evaluateAll((all) => all.map((one) => one.firstChild.textContent));
  assert.deepEqual(names, [...names].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)));
  const area = words('sv')('process.sales-quoting.name');
  await page.locator('#by-order').selectOption({ label: say('reports.by-need', { area }) });
  const needs = await rows.evaluateAll((all) => all.map((row) => Number(row.innerText.match(/behov ([\d,]+)/)?.[1].replace(',', '.') ?? -1)));
  assert.ok(needs[0] >= needs.at(-1), `${needs}`);
  await page.locator('#by-size').selectOption('micro');
  await page.getByText(say('reports.none')).waitFor();
  await page.locator('#by-size').selectOption('');
  assert.equal(await rows.count(), 23);
  await page.locator('#by-place').selectOption('1280');
  assert.equal(await rows.count(), FIRMS.filter((one) => one.organisation.municipality === '1280').length);
  await page.locator('#by-place').selectOption('');
  await assertAccessible(page);
  assertClean(page);

  // Dropped once more, the same files change nothing.
  await page.locator('#open-reports').setInputFiles(dropped());
  await page.waitForFunction(() => !document.querySelector('progress'));
  assert.equal(await rows.count(), 23);

  const table = await app.download(() => page.getByRole('button', { name: say('reports.csv'), exact: true }).click());
  const cells = table.text.trim().split('\r\n');
  assert.ok(cells[0].replace('\ufeff', '').startsWith('firm;label;'), cells[0]);
  assert.equal(cells.length, 1 + 23 * 4);
  assert.ok(table.text.includes('El & Montage AB'));
  await page.getByRole('checkbox', { name: say('reports.anonymise') }).check();
  const hidden = await app.download(() => page.getByRole('button', { name: say('reports.csv'), exact: true }).click());
  assert.ok(!hidden.text.includes('El & Montage AB') && !hidden.text.includes(FIRMS[3].organisation.label));
  const json = await app.download(() => page.getByRole('button', { name: say('reports.json'), exact: true }).click());
  assert.equal(JSON.parse(json.text).format, 'kickstart-cohort');

  await page.getByRole('button', { name: say('reports.clear'), exact: true }).click();
  await page.locator('table.room').waitFor({ state: 'detached' });
  assert.equal(await page.locator('[data-fates]').count(), 0);
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
