// The programme's leader puts three workshops together: every firm counts once, the numbers stand against goals that can
// be changed, small groups are not shown, what has moved is counted, and the figures go along as files.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible, assertClean } from './support/browser.mjs';
import { reportsOf, workshopOf } from './support/firms.mjs';
import { App, start, words } from './support/steps.mjs';
import { denyStorage } from './support/weather.mjs';

const say = words('sv');
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

async function opened(path = '/program') {
  const page = await site.withDraft(null);
  const app = new App(page);
  await app.open(path);
  await app.loaded();
  return { page, app };
}

const file = (name, body) => ({ name, mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(body)) });

/** Firms in three places: twenty-four that were at a workshop and have chosen an idea, and three that have not. The first eight remember what they answered in the spring. */
const FIRMS = reportsOf(27).map((report, at) => {
  const one = structuredClone(report);
  if (at < 24) Object.assign(one, { formatVersion: '1.1', plan: { chosen: { useCase: 'quote-draft-from-history', process: 'sales-quoting' } } });
  if (at < 8) {
    const then = one.answers.map((answer) => (/^sales-quoting\.[WDSPG]$/.test(answer.q) ? { q: answer.q, value: { level: 1 } } : answer));
    one.formatVersion = '1.2';
    one.history = [{ reportId: `then-${at}`, savedAt: '2026-04-10T08:00:00Z', pack: one.pack, answers: then }];
  }
  return one;
});
/** Three workshops; one firm was at two of them, and its report of the spring lies beside. */
const WORKSHOPS = [FIRMS.slice(0, 8), FIRMS.slice(8, 17), [FIRMS[3], ...FIRMS.slice(17, 24)]].map((reports, at) => file(`Workshop ${at + 1}.kickstart-workshop.json`, workshopOf(at, reports)));
const ALONE = FIRMS.slice(24).map((report) => file(`${report.organisation.label}.kickstart.json`, report));
const SPRING = file('I våras.kickstart.json', { ...reportsOf(1)[0], reportId: 'then-0', savedAt: '2026-04-10T08:00:00Z' });

const twin = (page, id) => page.locator(`figure:has(#programme-${id}-chart-narrow-t) table.twin tbody tr`);
async function rows(page, id) {
  return twin(page, id).evaluateAll((all) => all.map((row) => [...row.cells].map((cell) => cell.textContent.trim())));
}

test('three workshops are put together, counted once and set against goals that are kept', async () => {
  const { page, app } = await opened();
  assert.equal(await app.h1(), say('programme.heading'));
  assert.deepEqual(await rows(page, 'goals'), [[say('programme.reached'), '0', '1\u00a0000'], [say('programme.supported'), '0', '100']]);
  await page.locator('#open-reports').setInputFiles([...WORKSHOPS, ...ALONE, SPRING]);
  await page.locator('#programme-sectors-chart-narrow-t').waitFor({ state: 'attached' });
  await app.whole();
  assert.deepEqual(await rows(page, 'goals'), [[say('programme.reached'), '27', '1\u00a0000'], [say('programme.supported'), '24', '100']]);
  const told = await page.locator('[data-fates=noted]').innerText();
  assert.ok(told.includes('I våras.kickstart.json'), told);

  // Those who answered in the spring were reached then; the rest in the month their report was begun.
  const begun = FIRMS[20].createdAt;
  const month = (stamp) => say('format.month-year', { month: say(`format.month.${Number(stamp.slice(5, 7))}`), year: stamp.slice(0, 4) });
  assert.deepEqual(await rows(page, 'months'), [[month('2026-04'), '8', '8'], [month(begun), '19', '16']]);
  // Every place has nine firms, and all are of one sector.
  const places = await rows(page, 'municipalities');
  assert.deepEqual(places.map(([, reached]) => reached), ['9', '9', '9']);
  assert.deepEqual((await rows(page, 'sectors')).map(([, ...counts]) => counts), [['27', '24']]);
  // What has moved, in the only process where their answers differ.
  const moves = await rows(page, 'moves');
  const sales = moves.find(([name]) => name === say('process.sales-quoting.name'));
  assert.deepEqual(sales.slice(1), ['8', '0', '0', '0']);
  assert.ok(moves.filter((row) => row !== sales).every(([, up, same, down]) => up === '0' && down === '0' && same === '8' || same === '0'), `${moves}`);
  for (const kind of ['hindrances', 'wanted', 'funding']) await page.getByRole('heading', { name: say(`reports.${kind}.heading`) }).waitFor();
  await assertAccessible(page);

  // The goals can be changed, only to what a goal can be, and stay after a reload.
  await page.locator('#goal-reached').fill('inga');
  await page.locator('#goal-reached').blur();
  await page.getByText(say('programme.goals.wrong')).waitFor();
  await page.locator('#goal-reached').fill('54');
  await page.locator('#goal-reached').blur();
  await page.waitForFunction(() => [...document.querySelectorAll('table.twin td')].some((cell) => cell.textContent === '54'));
  assert.deepEqual((await rows(page, 'goals'))[0], [say('programme.reached'), '27', '54']);
  assert.ok((await page.locator('figure svg:visible').first().textContent()).includes(say('programme.goal-bar', { n: 27, of: 54, percent: 50 })));

  const json = JSON.parse((await app.download(() => page.getByRole('button', { name: say('reports.json'), exact: true }).click())).text);
  assert.deepEqual(json.progress.goals, { reached: 54, supported: 100 });
  assert.deepEqual([json.progress.reached, json.moves.firms], [27, 8]);
  const csv = await app.download(() => page.getByRole('button', { name: say('reports.csv'), exact: true }).click());
  assert.equal(new Set(csv.text.trim().split('\r\n').slice(1).map((line) => line.split(';')[0])).size, 27);
  const book = await app.downloadBytes(() => page.getByRole('button', { name: say('reports.xlsx'), exact: true }).click());
  assert.equal(book.bytes.subarray(0, 2).toString(), 'PK');
  // What may be handed on has no exact counts, and nothing of fewer than five.
  await page.getByRole('checkbox', { name: say('reports.anonymise') }).check();
  const open = JSON.parse((await app.download(() => page.getByRole('button', { name: say('reports.json'), exact: true }).click())).text);
  assert.equal(open.progress, undefined);
  assert.equal(open.moves, undefined);
  assert.ok(open.published.every((table) => table.rows.every((row) => row.firms >= 10 && row.firms % 5 === 0)));

  // On the other page the same firms stand one by one, and on the way back they are still there.
  await page.getByRole('link', { name: say('programme.reports'), exact: true }).click();
  await page.locator('table.room').waitFor();
  assert.equal(await page.locator('table.room tbody tr').count(), 27);
  await page.getByRole('link', { name: say('programme.open'), exact: true }).first().click();
  await page.locator('#programme-sectors-chart-narrow-t').waitFor({ state: 'attached' });
  assert.deepEqual((await rows(page, 'goals'))[0], [say('programme.reached'), '27', '54']);
  await page.reload();
  await app.ready();
  await app.loaded();
  assert.deepEqual((await rows(page, 'goals'))[0], [say('programme.reached'), '0', '54'], 'goals are kept, reports are not');
  assertClean(page);
});

test('without storage the goals live as long as the page, in another language too', async () => {
  const page = await site.newPage();
  await page.addInitScript(denyStorage);
  const app = new App(page);
  await app.open('/program');
  await app.loaded();
  await page.locator('#goal-reached').fill('54');
  await page.locator('#goal-reached').blur();
  await page.waitForFunction(() => [...document.querySelectorAll('table.twin td')].some((cell) => cell.textContent === '54'));
  await app.speak('en');
  await app.loaded();
  assert.equal(await page.locator('#goal-reached').inputValue(), '54');
  assert.deepEqual((await rows(page, 'goals'))[0].slice(1), ['0', '54']);
  assertClean(page);
});

test('what fewer than five firms share is not shown', async () => {
  const { page, app } = await opened();
  await page.locator('#open-reports').setInputFiles([file('En.kickstart-workshop.json', workshopOf(7, FIRMS.slice(0, 4)))]);
  await page.locator('#programme-sectors-chart-narrow-t').waitFor({ state: 'attached' });
  await app.whole();
  assert.deepEqual((await rows(page, 'sectors')).map(([name, reached]) => [name, reached]), [[say('programme.rest'), '4']]);
  assert.deepEqual(await rows(page, 'moves'), []);
  assert.equal(await page.locator('table.shares').count(), 0);
  await page.getByText(say('programme.moves.none')).first().waitFor({ state: 'attached' });
  assertClean(page);
});
