// Every text that a file can hold says something that a page should not do. It is shown as text on every screen, does
// nothing, and no screen breaks of it. Which texts there are is read from the published schemas.

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { assertClean } from './support/browser.mjs';
import { BUILD, JOURNEY, draft, reportsOf } from './support/firms.mjs';
import { CODE, KEY, workshopOf } from './support/rooms.mjs';
import { SCREENS } from './support/screens.mjs';
import { App, DRAFT, start } from './support/steps.mjs';

let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

/** Begins alike everywhere, so that it is found where only little of it fits. */
const MARK = '<b>\u202e"\'&amp;';
const HOSTILE = `${MARK}<img src=x onerror="window.tookOver=1"><script>window.tookOver=1</script>{area}[x](javascript:alert(1))=1+1\u0000\u2028`;
/** Texts that are more than text: a version that is not ours refuses the file, a day is a day, what was kept is JSON. */
const MORE = /formatVersion$|(^|[^\]])\/pack\/version$|plan\/(start|checkOn)$|kept\/|\/last$|reports\[\]$|\/locale$/;

const schema = (name) => JSON.parse(readFileSync(join(import.meta.dirname, `../../questions/schema/${name}.schema.json`), 'utf8'));

/** Every text of a format by its way, and the value with the payload in those that are there. */
function planted(shape, value, way = '', all = new Set(), met = new Set()) {
  if (shape.type === 'string' && 'maxLength' in shape) {
    all.add(way);
    if (value === undefined) return { value, all, met };
    met.add(way);
    return { value: MORE.test(way) ? value : [...HOSTILE].slice(0, shape.maxLength).join(''), all, met };
  }
  const into = (inner, held, way) => planted(inner, held, way, all, met).value;
  let made = value;
  for (const [name, inner] of Object.entries(shape.properties ?? {})) {
    const held = value && typeof value === 'object' ? value[name] : undefined;
    const put = into(inner, held, `${way}/${name}`);
    if (held !== undefined) made = { ...made, [name]: put };
  }
  if (shape.items) {
    if (Array.isArray(value)) made = value.map((item) => into(shape.items, item, `${way}[]`));
    else into(shape.items, undefined, `${way}[]`);
  }
  return { value: made, all, met };
}

/** A file with the payload in every text; the suite's own file must have every text that the format has. */
function hostile(name, full) {
  const { value, all, met } = planted(schema(name), full);
  assert.deepEqual([...met].sort(), [...all].sort(), `the file here has every text of ${name}`);
  return value;
}

const PLAN = {
  chosen: { own: 0, process: 'sales-quoting' }, own: [{ title: 'a' }], firstStep: 'a', measure: 'a', before: 'a', owner: 'a', start: '2026-12-01', checkOn: '2027-01-15',
  rejected: [{ useCase: 'quote-draft-from-history', reason: 'other', words: 'a' }],
};

function fullDraft() {
  const made = JSON.parse(draft(JOURNEY, { label: 'a', last: 'sales-quoting.W', earlier: [{ answers: { ...JOURNEY, 'sales-quoting.W': { level: 1 } }, savedAt: '2026-05-24T09:00:00Z' }] }));
  const { assessment } = made;
  assessment.answers.forEach((answer) => { answer.note = 'a'; });
  Object.assign(assessment.history[0].pack, { digest: 'a' });
  assessment.history[0].answers[0].note = 'a';
  return { ...made, formatVersion: '1.2', assessment: { ...assessment, contact: 'a', plan: PLAN } };
}

function fullReport(at = 0) {
  const report = reportsOf(at + 1)[at];
  const history = JSON.parse(JSON.stringify(fullDraft().assessment.history));
  return {
    ...report, formatVersion: '1.3', savedAt: '2026-11-20T08:00:00Z', digest: 'a', plan: PLAN, history, consent: { notes: true, contact: true }, tool: { name: 'a', version: 'a' },
    pack: { ...report.pack, digest: 'a' }, content: { useCases: 'a' }, organisation: { ...report.organisation, contact: 'a' }, answers: report.answers.map((answer) => ({ ...answer, note: 'a' })),
  };
}

const hostileDraft = () => JSON.stringify(hostile('draft', fullDraft()));
const hostileReport = (at) => JSON.stringify(hostile('report', fullReport(at)));

function hostileWorkshop(more = {}) {
  const full = JSON.parse(workshopOf({ people: 6, reports: 1, revealed: ['sales-quoting.W'], current: 'sales-quoting.W', ...more }));
  full.digest = 'a';
  full.ballots.push({ participant: 'P00099', answers: [{ q: 'sales-quoting.W', value: { level: 2 }, note: 'a' }] });
  full.agreed = [{ q: 'sales-quoting.W', value: { level: 2 }, note: 'a' }];
  const { digest } = full.pack;
  const made = hostile('workshop', full);
  // Votes go with the questions of their workshop, which are named by their digest.
  return JSON.stringify({ ...made, pack: { ...made.pack, digest }, reports: [hostileReport(0), hostileReport(1)] });
}

const buffer = (name, text) => ({ name, mimeType: 'application/json', buffer: Buffer.from(text) });

async function opened(options) {
  const page = await site.withDraft(hostileDraft(), options);
  await page.addInitScript(([key, text]) => localStorage.setItem(key, text), [KEY, hostileWorkshop(options?.room)]);
  const dialogs = [];
  page.on('dialog', (dialog) => { dialogs.push(dialog.message()); dialog.dismiss(); });
  page.dialogs = dialogs;
  return { page, app: new App(page) };
}

/** Nothing ran, nothing was built out of a text, and no address leads to a script. */
async function harmless(page, where) {
  const found = await page.evaluate(() => ({
    tookOver: window.tookOver ?? null,
    built: document.querySelectorAll('main img:not([src^="blob:"]), main script, main iframe, main object, main embed, main style').length,
    handlers: [...document.querySelectorAll('*')].filter((one) => [...one.attributes].some(({ name }) => /^on/.test(name))).length,
    scripts: [...document.querySelectorAll('[href], [src], [action]')].filter((one) => /^\s*(javascript|data):/i.test(one.getAttribute('href') ?? one.getAttribute('src') ?? one.getAttribute('action'))).length,
    broken: document.querySelector('#panic:not([hidden])') !== null,
  }));
  assert.deepEqual(found, { tookOver: null, built: 0, handlers: 0, scripts: 0, broken: false }, where);
  assert.deepEqual(page.dialogs, [], where);
}

/** Whether a text of ours is shown with the payload as text, or stands in a field. */
const shows = (page) => page.evaluate((mark) => {
  const fields = [...document.querySelectorAll('input, textarea')].some((field) => field.value.includes(mark));
  return fields || document.body.innerText.includes(mark);
}, MARK.slice(0, 3));

test('every screen with hostile texts shows them as texts', async () => {
  const paths = [...new Set(SCREENS.filter((screen) => !screen.rescue && !screen.partial).map((screen) => screen.path))].filter((path) => path !== '/rapporter' && path !== '/program');
  const { page, app } = await opened();
  const shown = [];
  for (const path of paths) {
    await app.open(path);
    await app.loaded();
    await page.locator('main details').evaluateAll((all) => all.forEach((one) => { one.open = true; }));
    await harmless(page, path);
    if (await shows(page)) shown.push(path);
  }
  for (const path of ['/svar', '/mina-uppgifter', '/plan', '/fragor/sales-quoting/W', '/workshop', `/workshop/${CODE}`]) assert.ok(shown.includes(path), `${path}: ${shown}`);
  assertClean(page);
  // The draft was read, not set aside.
  const kept = await page.evaluate((key) => JSON.parse(localStorage.getItem(key)), DRAFT);
  assert.ok(kept.assessment.label.startsWith(MARK), kept.assessment.label);
});

/** A copy of the build in which every word of the content, and every name in its catalogues, begins with the payload. */
function hostileBuild(t) {
  const dir = mkdtempSync(join(tmpdir(), 'kickstart-hostile-'));
  t.after(() => rmSync(dir, { recursive: true }));
  cpSync(BUILD, dir, { recursive: true });
  const NAMES = new Set(['name', 'provider', 'title', 'publisher']);
  const named = (value, inside) => {
    if (typeof value === 'string') return inside && NAMES.has(inside) ? `${MARK}<img src=x onerror=1>${value}`.slice(0, 60) : value;
    if (Array.isArray(value)) return value.map((item) => named(item));
    return value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, named(item, key)])) : value;
  };
  const counts = { texts: 0, catalogues: 0 };
  for (const folder of ['questions', 'seeds']) {
    for (const entry of readdirSync(join(dir, folder), { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath ?? entry.path, entry.name);
      if (!entry.isFile() || !path.endsWith('.json') || /[/\\](schema|demo)[/\\]/.test(path)) continue;
      const value = JSON.parse(readFileSync(path, 'utf8'));
      if (value.format === 'kickstart-prose') {
        for (const [key, text] of Object.entries(value.texts)) {
          // An address that leads to a script instead; else the payload, and then the text with its names to fill in.
          value.texts[key] = /^https?:/.test(text) ? 'javascript:window.tookOver=1' : [...`${HOSTILE.replace('{area}', '')} ${text}`].slice(0, 1200).join('');
          counts.texts += 1;
        }
        writeFileSync(path, JSON.stringify(value));
      } else if (/(actors|funding|training|law|benchmarks|use-cases)\.json$/.test(path)) {
        writeFileSync(path, JSON.stringify(named(value)));
        counts.catalogues += 1;
      } else continue;
      for (const ending of ['.br', '.gz']) rmSync(path + ending, { force: true });
    }
  }
  assert.ok(counts.texts > 2000 && counts.catalogues === 6, JSON.stringify(counts));
  return dir;
}

test('every screen with the words of a hostile pack shows them as texts', async (t) => {
  const served = await start({ dir: hostileBuild(t) });
  t.after(() => served.stop());
  const paths = [...new Set(SCREENS.filter((screen) => !screen.rescue && !screen.partial).map((screen) => screen.path))];
  const page = await served.withDraft(draft(JOURNEY, { label: 'a' }));
  await page.addInitScript(([key, text]) => localStorage.setItem(key, text), [KEY, workshopOf({ people: 6, reports: 1, revealed: ['sales-quoting.W'], current: 'sales-quoting.W' })]);
  page.dialogs = [];
  page.on('dialog', (dialog) => { page.dialogs.push(dialog.message()); dialog.dismiss(); });
  const app = new App(page);
  for (const path of paths) {
    await app.open(path);
    await app.loaded();
    await page.locator('main details').evaluateAll((all) => all.forEach((one) => { one.open = true; }));
    await harmless(page, path);
    assert.ok(await shows(page), path);
  }
  assertClean(page);
});

test('files with hostile texts and hostile names are taken in or refused in words', async () => {
  const { page, app } = await opened();
  const name = `${MARK}<img src=x onerror=window.tookOver=1>.json`.replaceAll('/', '');
  for (const [path, field] of [['/mina-uppgifter', '#open-file'], ['/uppfoljning', '#open-file'], ['/workshop', '#open-workshop']]) {
    for (const text of [hostileReport(0), hostileWorkshop(), '{"format": "<b>"}', HOSTILE]) {
      await app.open(path);
      await app.loaded();
      await page.locator(field).setInputFiles(buffer(name, text));
      await page.waitForTimeout(300);
      await harmless(page, `${path} ${text.slice(0, 40)}`);
    }
  }
  await app.open(`/workshop/${CODE}`);
  await app.loaded();
  await page.locator('details', { has: page.locator('#handed-files') }).first().evaluate((one) => { one.open = true; });
  await page.locator('#handed-files').setInputFiles([buffer(name, hostileReport(2)), buffer(name, HOSTILE)]);
  await page.locator('[data-told]').waitFor();
  await page.locator('#pasted-code').fill(HOSTILE.replaceAll('\u0000', ''));
  await page.locator('form', { has: page.locator('#pasted-code') }).locator('button').click();
  await page.waitForTimeout(300);
  await harmless(page, 'handed in');
  assertClean(page);
});

test('many reports with hostile texts stand side by side as texts', async () => {
  const { page, app } = await opened();
  await app.open('/rapporter');
  await app.loaded();
  const files = [0, 1, 2, 3, 4, 5].map((at) => buffer(`${MARK}${at}.json`, hostileReport(at)));
  await page.locator('#open-reports').setInputFiles([...files, buffer(`${MARK}w.json`, hostileWorkshop()), buffer(`${MARK}x.json`, HOSTILE)]);
  await page.locator('table.room').waitFor();
  await app.whole();
  await page.locator('main details').evaluateAll((all) => all.forEach((one) => { one.open = true; }));
  await harmless(page, 'the room');
  assert.ok((await page.locator('table.room tbody').innerText()).includes(MARK.slice(0, 3)));
  await page.locator('table.room tbody button').first().click();
  await page.locator('#firm-heading').waitFor();
  await harmless(page, 'a firm');
  assert.ok((await page.locator('#firm-heading').innerText()).includes(MARK.slice(0, 3)));
  await app.open('/program');
  await app.loaded();
  await harmless(page, 'the programme');
  assertClean(page);
});

test('a link with a hostile code and hostile content in its address is refused in words', async () => {
  const { page, app } = await opened();
  for (const address of ['/delta#<img src=x onerror=window.tookOver=1>', '/delta#H%00%3Cscript%3E', '/workshop/%3Cscript%3Ewindow.tookOver=1%3C%2Fscript%3E', '/fragor/%3Cb%3E/%22', '/fragor/a/%2e%2e/%2e%2e/x', '/delta/999999999999999999999', `/delta#${'H'.repeat(50_000)}`]) {
    await app.open(address);
    await app.loaded();
    assert.ok((await app.h1()).length > 0, address);
    await harmless(page, address.slice(0, 60));
  }
  assertClean(page);
});
