// A workshop in several windows and tabs, with poor storage, and with many files at once: nothing is lost, nothing comes
// back that was removed, and each thing is said.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertClean, pageIn } from './support/browser.mjs';
import { JOURNEY, draft, reportsOf } from './support/firms.mjs';
import { CODE, KEY, workshopOf } from './support/rooms.mjs';
import { App, start, words } from './support/steps.mjs';
import { fillStorage } from './support/weather.mjs';

const say = words('sv');
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

const address = (path) => new URL(path.replace(/^\//, ''), site.url).href;

/** The facilitator's window of a workshop that is stored. */
async function room(options, { text = null } = {}) {
  const page = await site.withDraft(text);
  await page.goto(site.url);
  await page.evaluate(([key, file]) => localStorage.setItem(key, file), [KEY, workshopOf(options)]);
  return { page, app: await at(page, `/workshop/${CODE}`) };
}

async function at(page, path) {
  const app = new App(page);
  await page.goto(address(path));
  await app.ready();
  await app.loaded();
  return app;
}

/** Another tab of the same browser. */
async function beside(page, path) {
  const tab = await pageIn(page.context(), site.url);
  await at(tab, path);
  return tab;
}

/** The way into the workshop, for another browser. */
const wayIn = (page) => page.locator('[data-join]').getAttribute('href');

async function phone(way) {
  const page = await site.withDraft(null, { viewport: { width: 390, height: 844 } });
  await page.goto(way);
  const app = new App(page);
  await app.ready();
  await app.loaded();
  return { page, app };
}

test('a workshop that one window removes does not come back from another', async () => {
  const { page } = await room();
  const stage = await beside(page, `/workshop/${CODE}/projektor`);
  await page.getByRole('button', { name: say('workshop.remove.button') }).click();
  await page.getByRole('button', { name: say('workshop.remove.yes') }).click();
  await stage.getByRole('heading', { level: 1, name: say('workshop.missing.happened', { code: CODE }) }).waitFor();
  await stage.keyboard.press('PageDown');
  assert.equal(await stage.evaluate((key) => localStorage.getItem(key), KEY), null);
  for (const one of [page, stage]) assertClean(one);
});

test('the time is for one question, and goes with it', async () => {
  const { page } = await room();
  const stage = await beside(page, `/workshop/${CODE}/projektor`);
  await stage.locator('[data-step=on]').click();
  await stage.getByRole('button', { name: say('workshop.time.start') }).click();
  await stage.locator('.clock').waitFor();
  await page.locator('.clock').waitFor();
  await page.locator('[data-step=on]').click();
  for (const one of [page, stage]) {
    await one.getByText(say('workshop.place', { n: 2, of: '' }).trim(), { exact: false }).first().waitFor();
    await one.locator('.clock').waitFor({ state: 'detached' });
    assertClean(one);
  }
});

test('where nothing can be stored, that is said before anything has happened', async () => {
  const page = await site.withDraft(null);
  await page.addInitScript(fillStorage, false);
  await at(page, '/workshop');
  await page.locator('input[name=process][value=marketing]').check();
  await page.getByRole('button', { name: say('workshop.begin') }).click();
  await page.locator('[data-join]').waitFor();
  await page.getByText(say('workshop.not-stored')).waitFor();
});

test('files that are chosen together have a line each', async () => {
  const { page } = await room({ kind: 'many-firms', people: 0 });
  const [one, two] = reportsOf(2).map((report) => JSON.stringify(report));
  const file = (name, text) => ({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
  await page.getByText(say('workshop.intake.other')).click();
  await page.locator('#handed-files').setInputFiles([file('ett.json', one), file('trasig.json', '{'), file('två.json', two)]);
  await page.getByText(`två.json: ${say('workshop.ack.new', { n: 2 })}`).waitFor();
  const lines = await page.locator('[data-told] p').allInnerTexts();
  assert.equal(lines.length, 3, lines.join('\n'));
  assert.equal(lines[0], `ett.json: ${say('workshop.ack.new', { n: 1 })}`);
  assert.match(lines[1], /^trasig\.json/);
  assertClean(page);
});

test('what is to be known of a workshop’s file is said before it is led from here', async () => {
  const page = await site.withDraft(null);
  await at(page, '/workshop');
  const changed = JSON.stringify({ ...JSON.parse(workshopOf()), digest: '0'.repeat(64) });
  await page.locator('#open-workshop').setInputFiles({ name: 'ändrad.json', mimeType: 'application/json', buffer: Buffer.from(changed) });
  await page.getByText(say('data.open.taken-notes', { file: 'ändrad.json' })).waitFor();
  await page.getByText(say('problem.digest-differs.what')).waitFor();
  await page.getByRole('link', { name: say('workshop.open', { code: CODE }) }).click();
  await page.locator('[data-join]').waitFor();
  assertClean(page);
});

test('a link that is opened where the page stands open already is taken', async () => {
  const { page } = await room({ people: 0 });
  const way = await wayIn(page);
  const { page: own } = await phone(way);
  await own.goto(address('/delta/lamna-in'));
  await own.locator('.hand').waitFor();
  const code = (await own.locator('[data-hand]').textContent()).replaceAll('-', '');
  const all = await beside(page, '/workshop');
  await all.evaluate((hash) => { location.hash = hash; }, code);
  await all.getByText(say('workshop.ack.new', { n: 1 })).waitFor();
  await page.locator('.lead').first().getByText(/1$/).waitFor();

  const waiting = await site.withDraft(null);
  await at(waiting, '/delta');
  await waiting.getByText(say('join.none')).waitFor();
  await waiting.evaluate((hash) => { location.hash = hash; }, new URL(way).hash);
  await waiting.getByRole('heading', { level: 1, name: say('join.vote.heading') }).waitFor();
  for (const one of [page, own, all, waiting]) assertClean(one);
});

test('a vote has what was answered in both of its tabs, and ticks that exclude each other do', async () => {
  const { page } = await room({ people: 0 });
  const { page: own } = await phone(await wayIn(page));
  const count = Number((await own.locator('main .lead').innerText()).match(/\d+/)[0]);
  await at(own, `/delta/${count}`);
  const box = (value) => own.locator(`input[value="${value}"]`);
  await box('nothing-sensitive').check();
  await box('personal-data').check();
  assert.equal(await box('nothing-sensitive').isChecked(), false);

  const again = await beside(own, '/delta/1');
  await again.locator('input[value="4"]').check();
  // The first tab has never heard of that answer when it takes the next.
  await box('secrets').check();
  await at(own, '/delta/1');
  assert.ok(await own.locator('input[value="4"]').isChecked());
  await at(own, `/delta/${count}`);
  assert.ok(await box('personal-data').isChecked());
  assert.ok(await box('secrets').isChecked());
  for (const one of [page, own, again]) assertClean(one);
});

test('a firm that has only opened the way in has not begun, and hands in what it answered last', async () => {
  const { page } = await room({ kind: 'many-firms', people: 0 });
  const way = await wayIn(page);
  const { page: own } = await phone(way);
  for (let visit = 0; visit < 2; visit += 1) {
    await own.getByRole('link', { name: say('join.firm.begin') }).waitFor();
    assert.equal(await own.getByRole('link', { name: say('join.hand-in') }).count(), 0);
    await at(own, '/delta');
  }

  // Another tab is in charge of the answers; the code has them all the same.
  const questions = await site.withDraft(draft(JOURNEY));
  await at(questions, '/fragor/foretaget/headcount');
  const tab = await pageIn(questions.context(), site.url);
  await tab.goto(way);
  await new App(tab).loaded();
  await questions.getByRole('button', { name: say('notice.carry-on-here') }).click();
  await questions.locator('.count input').fill('77');
  await questions.locator('.count input').blur();
  await tab.getByRole('link', { name: say('join.hand-in') }).click();
  await tab.locator('.hand').waitFor();
  const code = await tab.locator('[data-hand]').textContent();
  await page.getByText(say('workshop.intake.other')).click();
  await page.locator('#pasted-code').fill(code);
  await page.getByRole('button', { name: say('workshop.paste.take') }).click();
  await page.getByText(say('workshop.ack.new', { n: 1 })).waitFor();
  const [report] = await page.evaluate((key) => JSON.parse(localStorage.getItem(key)).reports, KEY);
  const headcount = JSON.parse(report).answers.find((answer) => answer.q === 'profile.headcount');
  assert.deepEqual(headcount.value, { number: 77 });
});

test('the programme and the shared report are not in the way of a tab with the questions', async () => {
  const { page } = await room({}, { text: draft(JOURNEY) });
  const programme = await beside(page, '/program');
  await programme.locator('#open-reports').waitFor({ state: 'attached' });
  assert.equal(await programme.locator('[data-notice]').count(), 0);
  const led = await beside(page, `/workshop/${CODE}`);
  await led.getByRole('button', { name: say('workshop.agreed-report.on') }).click();
  await led.getByText(say('workshop.agreed-report.ask')).waitFor();
  await led.getByRole('button', { name: say('workshop.agreed-report.replace') }).click();
  await led.waitForURL(/\/svar$/);
  await led.locator('main h1').waitFor();
  assert.equal(await led.locator('[data-notice]').count(), 0);
  const stored = JSON.parse(await led.evaluate(() => localStorage.getItem('kickstart.draft')));
  assert.ok(stored.assessment.answers.some((answer) => answer.q === 'sales-quoting.W'), 'the shared answers are the draft now');
});
