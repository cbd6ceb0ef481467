// Opening a file: every file ends as taken in, taken in with remarks, or refused with the reason; their own answers are
// never replaced without being asked.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertClean } from './support/browser.mjs';
import { JOURNEY, OTHER, content, draft } from './support/firms.mjs';
import { App, DRAFT, start, words } from './support/steps.mjs';

const say = words('sv');
const demo = content('seeds/demo/el-montage.kickstart.json');
const text = (report) => JSON.stringify(report);
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

/** Files that must be refused, and with which sentences. */
const REFUSED = {
  'not-json.kickstart.json': ['broken-file', '{"format": "kickstart-report", oops'],
  'cut-off.kickstart.json': ['broken-file', text(demo).slice(0, 4000)],
  'empty.kickstart.json': ['broken-file', ''],
  'picture.json': ['broken-file', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe, 0x00])],
  'too-deep.kickstart.json': ['broken-file', `${'['.repeat(60)}${']'.repeat(60)}`],
  'answers-are-text.kickstart.json': ['broken-file', text({ ...demo, answers: 'none' })],
  'note-too-long.kickstart.json': ['broken-file', text({ ...demo, answers: [{ q: 'sales-quoting.W', note: 'x'.repeat(10_001) }] })],
  'too-large.kickstart.json': ['file-too-large', text({ ...demo, filler: 'x'.repeat(4 * 1024 * 1024) })],
  'newer.kickstart.json': ['newer-file', text({ ...demo, formatVersion: '2.0' })],
  'foreign.json': ['not-our-file', '{"hello": "world", "answers": []}'],
  'draft.json': ['not-our-file', draft(JOURNEY)],
  'a-list.json': ['not-our-file', '[1, 2, 3]'],
  'somebody-elses.pdf': ['not-our-file', '%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n'],
  'locked.pdf': ['broken-file', '%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R /Encrypt 2 0 R >>\n%%EOF\n'],
  'cut-off.pdf': ['broken-file', '%PDF-1.7\n1 0 obj\n<< /Type /Cata'],
  'other-pack.kickstart.json': ['other-questionnaire', text({ ...demo, pack: { ...demo.pack, id: 'cyber-security' } })],
};

test('a file that cannot be used is refused with its reason, and their own answers stay as they are', async () => {
  const page = await site.withDraft(draft(JOURNEY));
  const app = new App(page);
  await app.open('/mina-uppgifter');
  const before = await page.evaluate((key) => localStorage.getItem(key), DRAFT);
  for (const [name, [key, body]] of Object.entries(REFUSED)) {
    await page.locator('#open-file').setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(body) });
    const said = page.locator('[data-opened=refused]', { hasText: name });
    await said.waitFor();
    const shown = await said.innerText();
    for (const part of ['happened', 'kept', 'do']) {
      const sentence = say(`errors.${key}.${part}`, { limit: '4 MB' });
      assert.ok(shown.includes(sentence), `${name}: “${sentence}” in “${shown}”`);
    }
    assert.equal(await page.evaluate((it) => localStorage.getItem(it), DRAFT), before, name);
    assert.ok(!/[{}]/.test(shown), `${name}: no hole in “${shown}”`);
  }
  assert.deepEqual(await app.answers(), JOURNEY);
  assertClean(page);
});

test('a file never replaces their own answers without being asked', async () => {
  const page = await site.withDraft(draft(JOURNEY));
  const app = new App(page);
  await app.open('/mina-uppgifter');
  const asks = await app.import('el-montage.kickstart.json', text(demo));
  assert.equal(asks.kind, 'asks');
  assert.ok(asks.text.includes(say('data.open.ask', { file: 'el-montage.kickstart.json' })));
  assert.ok(asks.text.includes(say('data.open.ask-more', { n: demo.answers.length })));
  assert.deepEqual(await app.answers(), JOURNEY);

  const kept = await app.download(() => page.getByRole('button', { name: say('data.open.save-first') }).click());
  assert.equal(JSON.parse(kept.text).answers.length, Object.keys(JOURNEY).length);
  await page.locator('[data-opened]').getByRole('button', { name: say('action.cancel') }).click();
  await page.locator('[data-opened]').waitFor({ state: 'detached' });
  assert.deepEqual(await app.answers(), JOURNEY);

  await app.import('el-montage.kickstart.json', text(demo));
  await page.getByRole('button', { name: say('data.open.replace') }).click();
  const taken = page.locator('[data-opened=taken]');
  await taken.waitFor();
  assert.ok((await taken.innerText()).includes(say('data.open.taken', { file: 'el-montage.kickstart.json' })), 'without remarks');
  assert.equal(await page.locator('#firm-name').inputValue(), 'El & Montage AB');
  assert.equal(Object.keys(await app.answers()).length, demo.answers.length);
  await page.reload();
  await app.ready();
  assert.equal(await page.locator('#firm-name').inputValue(), 'El & Montage AB');

  // The same file again changes nothing, so nothing is asked.
  assert.equal((await app.import('el-montage.kickstart.json', text(demo))).kind, 'taken');
  assertClean(page);
});

test('a file is taken in with remarks: a newer minor version, a changed result, an unknown question', async () => {
  const page = await site.newPage();
  const app = new App(page);
  const report = {
    ...demo, formatVersion: '1.7', inventedLater: { kept: true },
    answers: [...demo.answers, { q: 'sales-quoting.Z9', value: { level: 3 } }, { q: 'enabler.direction', value: { level: 4 } }],
    results: { ...demo.results, processes: demo.results.processes.map((one) => ({ ...one, outcome: 'do-now' })) },
  };
  await app.open('/mina-uppgifter');
  const { kind, text: said } = await app.import('rapport.kickstart.json', text(report));
  assert.equal(kind, 'taken');
  assert.ok(said.includes(say('data.open.taken-notes', { file: 'rapport.kickstart.json' })), said);
  assert.ok(said.includes('sales-quoting.Z9'), said);
  assert.ok((await page.locator('[data-opened] li').count()) >= 3, said);
  assert.ok(!/[{}]/.test(said), said);
  assert.deepEqual((await app.answers())['enabler.direction'], { level: 4 }, 'of two answers the last holds');

  // What this version does not know is carried along.
  const again = JSON.parse((await app.download(() => page.locator('section[aria-labelledby=h-save] .btn').first().click())).text);
  assert.deepEqual(again.inventedLater, { kept: true });
  assert.equal(again.formatVersion, '1.7');
  assert.ok(again.answers.some((item) => item.q === 'sales-quoting.Z9' && item.value.level === 3));
  assert.deepEqual(again.results, demo.results, 'results are computed anew');
  assertClean(page);
});

test('a file can be dropped, notes leave only when they are ticked, and a name comes along', async () => {
  const page = await site.withDraft(draft(OTHER, { notes: { 'marketing.W': 'Bara för oss' }, label: 'Hemgården' }));
  const app = new App(page);
  await app.open('/mina-uppgifter');
  const save = () => app.download(() => page.locator('section[aria-labelledby=h-save] .btn').first().click());
  const withNotes = JSON.parse((await save()).text);
  assert.equal(withNotes.answers.find((item) => item.q === 'marketing.W').note, 'Bara för oss');
  assert.deepEqual(withNotes.consent, { notes: true });
  await page.getByText(say('data.with-notes')).click();
  const { text: bare } = await save();
  assert.ok(!bare.includes('Bara för oss'));
  assert.deepEqual(JSON.parse(bare).consent, { notes: false });
  assert.equal(JSON.parse(bare).organisation.label, 'Hemgården');

  const dropped = await page.evaluateHandle((body) => {
    const data = new DataTransfer();
    data.items.add(new File([body], 'slapp.kickstart.json', { type: 'application/json' }));
    return data;
  }, text(demo));
  await page.dispatchEvent('.drop', 'drop', { dataTransfer: dropped });
  await page.locator('[data-opened=asks]', { hasText: 'slapp.kickstart.json' }).waitFor();
  assertClean(page);
});

test('the example firm is shown, marked, and never touches their own answers', async () => {
  // sales-quoting 3 3 2 2 2 → 0.4·2 + 0.6·2.4 = 2.24; N 3 3 3 → √(0.75·0.75) → 75.0: all the idea needs is there.
  // customer-service 2 1 1 1 1 → 0.4 + 0.6·1.2 = 1.12; N 1 0 1 → √(1/8·1/4) → 17.7: too little to win.
  // production-delivery 2 1 1 1 0 → 0 + 0.6·1 = 0.60; N 3 2 3 → √(5/8·3/4) → 68.5: G 0 where 2 is needed.
  // finance-admin 2 3 3 ? 1 → 0.4 + 0.6·2.25 = 1.75, 1.08…2.08; N 2 1 2 → √(3/8·1/2) → 43.3: a small idea is ready.
  const page = await site.withDraft(draft(JOURNEY));
  const app = new App(page);
  await app.open('/exempel');
  await page.locator('.verdicts').waitFor();
  assert.equal(await page.locator('.tag').innerText(), say('result.label.demo'));
  assert.ok((await page.locator('.who').innerText()).includes('El & Montage AB'));
  const rows = await page.locator('.verdicts tbody tr').evaluateAll((all) => all.map((row) => [...row.cells].slice(0, 2).map((cell) => cell.innerText.trim())));
  const expected = [['sales-quoting', 'do-now'], ['customer-service', 'not-now'], ['production-delivery', 'prepare'], ['finance-admin', 'trial']];
  assert.deepEqual(rows, expected.map(([id, outcome]) => [say(`process.${id}.name`), say(`outcome.${outcome}.name`)]));
  const main = await page.locator('main').innerText();
  for (const number of ['2,24', '75', '1,12', '17,7', '0,60', '68,5', '1,75', '1,08', '2,08', '43,3']) assert.ok(main.includes(number), number);
  assert.equal(await page.locator('main a[href*="/fragor/"]').count(), 0, 'nothing on it leads to their own questions');
  assert.deepEqual(await app.answers(), JOURNEY);
  assertClean(page);
});
