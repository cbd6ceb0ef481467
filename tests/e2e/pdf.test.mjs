// The report as a PDF: made beside the page, saved, and opened again with every answer.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { assertAccessible, assertClean } from './support/browser.mjs';
import { JOURNEY, draft } from './support/firms.mjs';
import { App, madeAt, start, words } from './support/steps.mjs';

const say = words('sv');
const KICKSTART = join(import.meta.dirname, '../../target/debug/kickstart');
const NOTE = 'Bilderna ligger i telefonerna, fråga Åsa 🙂';
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

async function opened(path, stored) {
  const page = await site.withDraft(stored);
  const app = new App(page);
  await app.open(path);
  await app.loaded();
  return { page, app };
}

const press = (page, key) => () => page.getByRole('button', { name: say(key), exact: true }).click();

test('the report is saved as a PDF and opened again with every answer', async () => {
  const { page, app } = await opened('/resultat', draft(JOURNEY, { notes: { 'production-delivery.D': NOTE }, label: 'Elfirman i Eslöv' }));
  const { name, bytes } = await app.downloadBytes(press(page, 'pdf.save'));
  await page.locator('[data-pdf=done]').waitFor();
  assert.match(name, /^rapport-\d{4}-\d\d-\d\d\.pdf$/);
  assert.equal(bytes.subarray(0, 5).toString(), '%PDF-');
  assertClean(page);

  const other = await opened('/mina-uppgifter', null);
  await other.page.locator('#open-file').setInputFiles({ name, mimeType: 'application/pdf', buffer: bytes });
  await other.page.locator('[data-opened=taken]').waitFor();
  assert.deepEqual(await other.app.answers(), JOURNEY);
  // Notes stay at home unless they are ticked.
  assert.ok(!JSON.stringify(await other.page.evaluate(() => ({ ...localStorage }))).includes('fråga Åsa'));
  assertClean(other.page);

  // The command line reads the same report out of it, and makes the same file of that.
  if (existsSync(KICKSTART)) {
    const folder = mkdtempSync(join(tmpdir(), 'kickstart-pdf-'));
    const [pdf, json, again] = ['a.pdf', 'a.kickstart.json', 'b.pdf'].map((one) => join(folder, one));
    writeFileSync(pdf, bytes);
    writeFileSync(json, execFileSync(KICKSTART, ['read', pdf]));
    const { savedAt } = JSON.parse(readFileSync(json, 'utf8'));
    // Both say when it was made, to the second: of two copies the one that was saved last counts.
    assert.equal(madeAt(bytes), savedAt);
    assert.ok(Math.abs(Date.now() - Date.parse(savedAt)) < 60_000, savedAt);
    execFileSync(KICKSTART, ['report', json, '-o', again, '--date', savedAt]);
    assert.ok(readFileSync(again).equals(bytes), 'the app and the command line write the same bytes');
  }
});

test('notes go along when they are ticked, what the font lacks is told, and one page can be had', async () => {
  const { page, app } = await opened('/mina-uppgifter', draft(JOURNEY, { notes: { 'production-delivery.D': NOTE } }));
  const whole = await app.downloadBytes(press(page, 'pdf.save'));
  await page.locator('[data-pdf=done]').waitFor();
  assert.match(await page.locator('main').innerText(), /🙂/);
  const short = await app.downloadBytes(press(page, 'pdf.save-summary'));
  assert.ok(short.bytes.length < whole.bytes.length / 3, `${short.bytes.length} of ${whole.bytes.length}`);
  const other = await opened('/mina-uppgifter', null);
  await other.page.locator('#open-file').setInputFiles({ name: 'a.pdf', mimeType: 'application/pdf', buffer: whole.bytes });
  await other.page.locator('[data-opened=taken]').waitFor();
  assert.ok(JSON.stringify(await other.page.evaluate(() => ({ ...localStorage }))).includes('fråga Åsa'));
  assertClean(page);
});

test('when the program for PDFs cannot be had, the page says what to do and offers the answers as a file, or printed', async () => {
  const { page, app } = await opened('/resultat', draft(JOURNEY));
  await page.evaluate(() => { Object.assign(window, { printed: 0, print: () => { window.printed += 1; } }); });
  const dead = (route) => route.abort();
  await page.context().route('**/pdf-*.wasm', dead);
  await press(page, 'pdf.save')();
  const failed = page.locator('[data-pdf=failed]');
  await failed.waitFor();
  assert.match(await failed.innerText(), new RegExp(say('pdf.failed.do')));
  const { text } = await app.download(() => failed.getByRole('button', { name: say('result.label.save-file') }).click());
  assert.equal(JSON.parse(text).format, 'kickstart-report');
  await failed.getByRole('button', { name: say('pdf.print') }).click();
  assert.equal(await page.evaluate(() => window.printed), 1);
  // Paper has the result, and not that the PDF failed.
  await page.emulateMedia({ media: 'print' });
  assert.ok(!(await failed.isVisible()) && (await page.locator('h1').isVisible()));
  await page.emulateMedia({ media: 'screen' });
  // Where the page is another one, the way leads to the result.
  const data = await opened('/mina-uppgifter', draft(JOURNEY));
  await data.page.context().route('**/pdf-*.wasm', dead);
  await press(data.page, 'pdf.save')();
  await data.page.locator('[data-pdf=failed]').getByRole('link', { name: say('pdf.to-result') }).click();
  await data.app.at('/resultat');
  // Once it can be had again, the next try makes it, in a worker of its own.
  await page.context().unroute('**/pdf-*.wasm', dead);
  const { bytes } = await app.downloadBytes(press(page, 'pdf.save'));
  assert.equal(bytes.subarray(0, 5).toString(), '%PDF-');
});

test('how far it has come is told, it can be stopped, and the next try makes it', async () => {
  const { page, app } = await opened('/resultat', draft(JOURNEY));
  let release;
  const held = new Promise((resolve) => (release = resolve));
  const slow = async (route) => {
    await held;
    await route.continue().catch(() => {});
  };
  await page.context().route('**/kart-sans-regular*.ttf', slow);
  await press(page, 'pdf.save')();
  const progress = page.locator('progress');
  await progress.waitFor();
  await page.waitForFunction(() => document.querySelector('progress')?.value === 2);
  assert.equal(await progress.getAttribute('aria-label'), say('pdf.progress'));
  assert.match(await page.locator('[data-pdf=working]').innerText(), new RegExp(say('pdf.working').slice(0, 10)));
  await assertAccessible(page);
  await press(page, 'action.cancel')();
  assert.equal(await page.locator('[data-pdf]').count(), 0);
  release();
  await page.context().unroute('**/kart-sans-regular*.ttf', slow);
  const { bytes } = await app.downloadBytes(press(page, 'pdf.save'));
  assert.equal(bytes.subarray(0, 5).toString(), '%PDF-');
  assertClean(page);
});

test('a contact goes along only while it is ticked', async () => {
  const { page, app } = await opened('/mina-uppgifter', draft(JOURNEY));
  const saved = async () => JSON.parse((await app.download(press(page, 'result.label.save-file'))).text);
  assert.equal(await page.locator('#contact-given').isChecked(), false, 'off until they tick it');
  assert.equal(await page.locator('#contact').count(), 0);
  assert.equal((await saved()).organisation.contact, undefined);
  await page.locator('#contact-given').check();
  await page.locator('#contact').fill('Åsa Berg, 0451-12345');
  await assertAccessible(page);
  const given = await saved();
  assert.deepEqual([given.organisation.contact, given.consent.contact], ['Åsa Berg, 0451-12345', true]);
  await page.reload();
  await app.loaded();
  assert.equal(await page.locator('#contact').inputValue(), 'Åsa Berg, 0451-12345');
  await page.locator('#contact-given').uncheck();
  assert.equal(await page.locator('#contact').count(), 0);
  const without = await saved();
  assert.deepEqual([without.organisation.contact, without.consent.contact], [undefined, undefined]);
  assertClean(page);
});

test('a workshop is saved as a PDF, opened again from it, and as one that names nobody', async () => {
  const { page, app } = await opened('/workshop', null);
  await page.locator('#workshop-name').fill('Elfirman i Eslöv');
  await page.locator('input[name=process][value=sales-quoting]').check();
  await page.getByRole('button', { name: say('workshop.begin') }).click();
  await page.locator('[data-join]').waitFor();
  const { name, bytes } = await app.downloadBytes(press(page, 'workshop.pdf'));
  await page.locator('[data-pdf=done]').waitFor();
  assert.match(name, /^workshop-\d{4}-\d\d-\d\d\.pdf$/);
  assert.equal(bytes.subarray(0, 5).toString(), '%PDF-');
  await assertAccessible(page);
  const { text } = await app.download(press(page, 'workshop.save'));
  await page.getByLabel(say('workshop.pdf-nameless')).check();
  const bare = await app.downloadBytes(press(page, 'workshop.pdf'));
  assert.equal(bare.bytes.subarray(0, 5).toString(), '%PDF-');
  assertClean(page);

  // Another browser opens the workshop out of the PDF; out of the other there is nothing to have.
  const other = await opened('/workshop', null);
  const file = (buffer) => ({ name: 'w.pdf', mimeType: 'application/pdf', buffer });
  await other.page.locator('#open-workshop').setInputFiles(file(bare.bytes));
  await other.page.getByText(/PDF-filen innehåller inga svar/).waitFor();
  await other.page.locator('#open-workshop').setInputFiles(file(bytes));
  await other.page.locator('#room-name').waitFor();
  assert.equal(await other.page.locator('#room-name').inputValue(), 'Elfirman i Eslöv');
  assertClean(other.page);

  // The command line makes the same file of the same workshop.
  if (existsSync(KICKSTART)) {
    const folder = mkdtempSync(join(tmpdir(), 'kickstart-workshop-'));
    const [json, again] = ['w.kickstart-workshop.json', 'w.pdf'].map((one) => join(folder, one));
    writeFileSync(json, text);
    execFileSync(KICKSTART, ['workshop', json, '-o', again, '--date', madeAt(bytes)]);
    assert.ok(readFileSync(again).equals(bytes), 'the app and the command line write the same bytes');
  }
});

test('result and advice can be printed as they stand, without buttons and with everything open', async () => {
  const { page, app } = await opened('/forslag', draft(JOURNEY));
  await app.whole();
  const bare = async () => {
    await page.emulateMedia({ media: 'print' });
    assert.ok(await page.locator('h1').isVisible());
    for (const button of await page.locator('button').all()) assert.equal(await button.isVisible(), false, await button.innerText());
  };
  await bare();
  // Why an idea is one for them is told on paper; why they say no to it is asked on the screen alone.
  assert.ok(await page.locator('.fold .facts').first().isVisible());
  const asked = page.locator('.fold fieldset');
  assert.ok((await asked.count()) > 0 && (await page.locator('.fold fieldset:visible').count()) === 0);
  await page.emulateMedia({ media: 'screen' });
  await app.open('/resultat');
  await app.loaded();
  await app.whole();
  await bare();
  const shown = page.locator('main svg[role=img]:visible');
  assert.ok((await shown.count()) >= 2);
  const printed = await page.pdf({ format: 'A4' });
  assert.equal(printed.subarray(0, 5).toString(), '%PDF-');
});
