// When things go wrong: no answer is lost, and there are words and a way out for each case. Each test is named after its
// weather. What has no network at all, and what comes with a newer version, is in offline.test.mjs.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible, assertClean, recordOf } from './support/browser.mjs';
import { JOURNEY, draft, reportsOf, without } from './support/firms.mjs';
import { cutOff, tooWide } from './support/look.mjs';
import { SCREENS, show } from './support/screens.mjs';
import { App, DRAFT, start, words } from './support/steps.mjs';
import { changePolicy, denyStorage, dropFirst, fillStorage, turnClock } from './support/weather.mjs';

const say = words('sv');
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

/** The notice on the screen must be this one, with its three sentences. */
async function assertNotice(page, key) {
  const notice = page.locator(`main [data-notice="${key}"]`);
  await notice.waitFor();
  assert.equal(await page.locator('[data-notice]').count(), 1);
  const text = await notice.innerText();
  for (const part of ['happened', 'kept', 'do']) assert.ok(text.includes(say(`errors.${key}.${part}`)), `${key}.${part} in “${text}”`);
  return notice;
}

/** The whole address of a file or a screen. */
const address = (path) => new URL(path, site.url).href;
const noNotice = (page) => page.locator('[data-notice]').waitFor({ state: 'detached' });
const saveFile = (notice) => notice.getByRole('button', { name: say('result.label.save-file') });

test('storage denied: the way can be gone, and saved as a file', async () => {
  const page = await site.newPage({ width: 360, height: 780 });
  await page.addInitScript(denyStorage);
  const app = new App(page);
  await app.open('/fragor/foretaget/sector');
  await assertNotice(page, 'storage-denied');
  await app.answer('profile.sector', JOURNEY['profile.sector']);
  await app.next();
  await app.answer('profile.headcount', JOURNEY['profile.headcount']);
  await app.next();
  await app.back();
  assert.equal(await page.locator('.count input').inputValue(), '14', 'the answer lives as long as the page');
  const notice = await assertNotice(page, 'storage-denied');
  const file = await app.download(() => saveFile(notice).click());
  assert.deepEqual(JSON.parse(file.text).answers.map((item) => item.q), ['profile.headcount', 'profile.sector']);
  await app.speak('en');
  assert.equal(await page.locator('.count input').inputValue(), '14');
  assertClean(page);
});

test('storage full, from the start and on the way', async () => {
  for (const late of [false, true]) {
    const page = await site.newPage();
    await page.addInitScript(fillStorage, late);
    const app = new App(page);
    await app.open('/fragor/foretaget/sector');
    if (late) {
      await noNotice(page);
      await page.evaluate(() => { window.storageIsFull = true; });
    } else {
      await assertNotice(page, 'storage-full');
    }
    await app.answer('profile.sector', JOURNEY['profile.sector']);
    const notice = await assertNotice(page, 'storage-full');
    const file = await app.download(() => saveFile(notice).click());
    assert.deepEqual(JSON.parse(file.text).answers, [{ q: 'profile.sector', value: { choice: 'construction' } }]);
    // When there is room again, the next answer is stored and the notice goes.
    await page.evaluate(() => { window.storageIsFull = false; });
    await app.next();
    await noNotice(page);
    assert.deepEqual(await app.answers(), { 'profile.sector': { choice: 'construction' } });
    assertClean(page);
  }
});

test('storage corrupt: the draft is left alone, can be saved, and is set aside on a new start', async () => {
  const whole = draft(JOURNEY);
  const cases = {
    'cut off': whole.slice(0, whole.length / 2),
    'another format': JSON.stringify({ format: 'somebody-elses', formatVersion: '1.0' }),
    'a newer version': whole.replace('"formatVersion":"1.0"', '"formatVersion":"2.0"'),
    'not JSON': '\u0000 <script>alert(1)</script>',
    'too deep': '['.repeat(40),
  };
  for (const [name, text] of Object.entries(cases)) {
    const page = await site.withDraft(text);
    const app = new App(page);
    await app.open('/');
    let notice = await assertNotice(page, 'draft-broken');
    const raw = () => page.evaluate((key) => localStorage.getItem(key), DRAFT);
    const before = await raw();
    await app.open('/fragor/foretaget/sector');
    await app.answer('profile.sector', JOURNEY['profile.sector']);
    assert.equal(await raw(), before, `${name}: not overwritten`);
    notice = await assertNotice(page, 'draft-broken');
    const file = await app.download(() => notice.getByRole('button', { name: say('notice.save-draft') }).click());
    assert.equal(file.name, 'kickstart-utkast.json');
    assert.equal(file.text, text, `${name}: saved untouched`);
    await notice.getByRole('button', { name: say('notice.start-again') }).click();
    await noNotice(page);
    await app.answer('profile.sector', JOURNEY['profile.sector']);
    assert.deepEqual(await app.answers(), { 'profile.sector': { choice: 'construction' } });
    assert.equal(await page.evaluate(() => localStorage.getItem('kickstart.broken')), before, `${name}: set aside`);
    assertClean(page);
    await page.context().close();
  }
});

test('storage cleared while the page is open', async () => {
  const page = await site.withDraft(draft(JOURNEY));
  const app = new App(page);
  await app.open('/fragor/sales-quoting/W');
  const other = await page.context().newPage();
  await other.goto(address('questions/index.json'));
  await other.evaluate(() => localStorage.clear());
  const notice = await assertNotice(page, 'storage-cleared');
  const file = await app.download(() => saveFile(notice).click());
  assert.equal(JSON.parse(file.text).answers.length, Object.keys(JOURNEY).length);
  await notice.getByRole('button', { name: say('notice.store-again') }).click();
  await noNotice(page);
  assert.deepEqual(await app.answers(), JOURNEY);
  assertClean(page);
});

test('two tabs: the new one waits, the chosen one has all answers, the other pauses and can come back', async () => {
  const page = await site.newPage();
  const first = new App(page);
  await first.open('/fragor/foretaget/sector');
  await first.answer('profile.sector', JOURNEY['profile.sector']);
  const second = new App(await page.context().newPage());
  await second.page.goto(address('fragor/foretaget/sector'));
  let notice = await assertNotice(second.page, 'second-tab');
  assert.equal(await second.page.locator('form.ask').count(), 0, 'the new tab takes no answers yet');
  await noNotice(page);
  await first.next();
  await first.answer('profile.headcount', { choice: '10-19' });

  const here = (tab) => tab.getByRole('button', { name: say('notice.carry-on-here') });
  await here(second.page).click();
  await noNotice(second.page);
  assert.deepEqual(await second.ticked('profile.sector'), ['construction']);
  await assertNotice(page, 'second-tab');
  assert.equal(await page.locator('form.ask').count(), 0, 'the first tab pauses');
  await second.next();
  assert.deepEqual(await second.ticked('profile.headcount'), ['10-19'], 'what the first tab answered meanwhile is here');
  await second.answer('profile.headcount', { choice: '20-49' });

  await here(page).click();
  await noNotice(page);
  notice = await assertNotice(second.page, 'second-tab');
  assert.ok(await notice.isVisible());
  assert.deepEqual(await first.ticked('profile.headcount'), ['20-49'], 'and back again');
  assertClean(page);
});

test('three tabs: one is in charge at a time, and no answer is lost whichever goes on or is closed', async () => {
  const first = await site.newPage();
  const tabs = [first, await first.context().newPage(), await first.context().newPage()].map((page) => new App(page));
  const here = async (tab) => {
    await tab.page.getByRole('button', { name: say('notice.carry-on-here') }).click();
    await noNotice(tab.page);
  };
  /** Only this one takes answers. */
  const inCharge = async (chosen) => {
    for (const tab of tabs.filter((one) => !one.page.isClosed())) {
      if (tab === chosen) await tab.page.locator('form.ask').waitFor();
      else await assertNotice(tab.page, 'second-tab');
      assert.equal(await tab.page.locator('form.ask').count(), tab === chosen ? 1 : 0);
    }
  };
  const [a, b, c] = tabs;
  await a.open('/fragor/foretaget/sector');
  await a.answer('profile.sector', JOURNEY['profile.sector']);
  for (const tab of [b, c]) await tab.page.goto(address('fragor/foretaget/headcount'));
  await inCharge(a);
  await here(c);
  await inCharge(c);
  await c.answer('profile.headcount', { choice: '10-19' });
  await c.page.close();
  await here(b);
  await inCharge(b);
  await b.answer('profile.headcount', { choice: '20-49' });
  await b.next();
  await b.answer('profile.turnover', JOURNEY['profile.turnover']);
  await here(a);
  await inCharge(a);
  assert.deepEqual(await a.ticked('profile.sector'), ['construction']);
  await a.answer('profile.sector', { choice: 'food' });
  assert.deepEqual(await a.answers(), { 'profile.sector': { choice: 'food' }, 'profile.headcount': { choice: '20-49' }, 'profile.turnover': JOURNEY['profile.turnover'] });
  assertClean(first);
});

test('a tab that slept: its answer is added to what another has stored since, and what it cannot read it leaves', async () => {
  const page = await site.withDraft(draft(without(JOURNEY, 'sales-quoting.W')));
  // Nobody told it: a browser that lets a tab sleep tells it later, or never.
  await page.addInitScript(() => addEventListener('storage', (event) => event.stopImmediatePropagation()));
  const app = new App(page);
  await app.open('/fragor/sales-quoting/W');
  const store = (text) => page.evaluate(([key, text]) => localStorage.setItem(key, text), [DRAFT, text]);
  await store(draft({ ...without(JOURNEY, 'sales-quoting.W'), 'sales-quoting.D': { level: 5 } }, { revision: 9, tab: 'another' }));
  await app.answer('sales-quoting.W', { level: 1 });
  assert.deepEqual(await app.answers(), { ...JOURNEY, 'sales-quoting.W': { level: 1 }, 'sales-quoting.D': { level: 5 } });
  assert.equal((await app.stored()).revision, 10);
  const newer = draft(JOURNEY).replace('"formatVersion":"1.0"', '"formatVersion":"2.0"');
  await store(newer);
  await app.choose('sales-quoting.W', '4');
  await assertNotice(page, 'draft-broken');
  assert.equal(await page.evaluate((key) => localStorage.getItem(key), DRAFT), newer);
  assertClean(page);
});

test('back/forward cache: a page that comes back shows the newest answers and overwrites none', async (t) => {
  const kept = await start({ keepsPages: true });
  t.after(() => kept.stop());
  const page = await kept.newPage();
  await page.addInitScript(() => addEventListener('pageshow', (event) => { window.cameBack = event.persisted; }));
  const app = new App(page);
  await app.open('/fragor/foretaget/sector');
  await app.answer('profile.sector', JOURNEY['profile.sector']);
  await page.evaluate(() => { window.mark = 'the same page'; });
  await page.goto(`${app.base}/licences.txt`);
  const other = await page.context().newPage();
  await other.goto(`${app.base}/questions/index.json`);
  const newer = draft({ 'profile.sector': { choice: 'food' }, 'profile.headcount': { choice: '10-19' } }, { revision: 40, tab: 'another' });
  await other.evaluate(([key, text]) => localStorage.setItem(key, text), [DRAFT, newer]);
  await page.goBack({ waitUntil: 'commit' });
  assert.deepEqual(await page.evaluate(() => [window.mark, window.cameBack]), ['the same page', true], 'the browser kept the page');
  assert.deepEqual(await app.ticked('profile.sector'), ['food']);
  await app.answer('profile.sector', JOURNEY['profile.sector']);
  assert.deepEqual(await app.answers(), { 'profile.sector': JOURNEY['profile.sector'], 'profile.headcount': { choice: '10-19' } });

  // Where another tab has gone on with them meanwhile, that one stays in charge.
  await page.goto(`${app.base}/licences.txt`);
  const second = new App(other);
  await second.open('/fragor/foretaget/group');
  await noNotice(other);
  await page.goBack({ waitUntil: 'commit' });
  await assertNotice(page, 'second-tab');
  assert.equal(await other.locator('form.ask').count(), 1);
  assert.deepEqual(recordOf(page).errors, []);
});

const YEAR = 365 * 24 * 60 * 60 * 1000;

test('the clock wrong, by decades or by millennia: answers are kept, days are shown, and the file opens again', async () => {
  const answers = { ...JOURNEY, 'finance-admin.N3': { level: 2 } };
  const files = [];
  for (const [when, ahead] of [['1970', -Date.now()], ['2099', 73 * YEAR], ['12000', 10_000 * YEAR]]) {
    const page = await site.withDraft(draft(JOURNEY));
    await page.addInitScript(turnClock, ahead);
    const app = new App(page);
    await app.open('/fragor/finance-admin/N3');
    await app.input('finance-admin.N3', '2').waitFor();
    await app.answer('finance-admin.N3', { level: 2 });
    await app.open('/resultat');
    await app.loaded();
    await page.locator('.verdicts').waitFor();
    const saved = await app.download(() => page.getByRole('button', { name: say('result.label.save-file'), exact: true }).click());
    files.push({ name: `${when}.kickstart.json`, mimeType: 'application/json', buffer: Buffer.from(saved.text) });
    if (when === '12000') {
      const pdf = await app.downloadBytes(() => page.getByRole('button', { name: say('pdf.save'), exact: true }).click());
      files.push({ name: `${when}.pdf`, mimeType: 'application/pdf', buffer: pdf.bytes });
    }
    await app.open(when === '2099' ? '/lagen' : '/forslag');
    await app.loaded();
    assert.ok((await app.h1()).length > 0, when);
    assert.equal(await page.locator('#panic').isVisible(), false, when);
    assertClean(page);
    await page.context().close();
  }
  for (const one of files) {
    const page = await site.newPage();
    const app = new App(page);
    await app.open('/mina-uppgifter');
    await page.locator('#open-file').setInputFiles(one);
    await page.locator('[data-opened=taken]').waitFor();
    assert.deepEqual(await app.answers(), answers, one.name);
    assertClean(page);
    await page.context().close();
  }
});

test('the clock set back while answering: the answer given last counts, and the report corrected last', async () => {
  const page = await site.withDraft(draft(JOURNEY, { label: 'Elfirman' }));
  await page.addInitScript(turnClock, 0);
  const app = new App(page);
  const saved = async () => {
    await app.open('/resultat');
    await app.loaded();
    const { text } = await app.download(() => page.getByRole('button', { name: say('result.label.save-file'), exact: true }).click());
    return text;
  };
  const before = await saved();
  await app.open('/fragor/sales-quoting/W');
  await app.answer('sales-quoting.W', { level: 4 });
  await page.evaluate((ahead) => { window.ahead = ahead; }, -2 * YEAR);
  await app.answer('sales-quoting.W', { level: 5 });
  const { savedAt, revision } = await app.stored();
  assert.ok(new Date(savedAt) < Date.now() - YEAR && revision > 8, `${savedAt}, ${revision}`);
  await page.addInitScript(turnClock, -2 * YEAR);
  await page.reload();
  await app.input('sales-quoting.W', '5').waitFor();
  assert.deepEqual(await app.ticked('sales-quoting.W'), ['5']);
  const after = await saved();
  assert.equal(JSON.parse(after).reportId, JSON.parse(before).reportId);
  assert.ok(JSON.parse(after).savedAt > JSON.parse(before).savedAt, 'the stamp goes on from the last one');

  // The PDF that is made right after is later still, within the same second too.
  const { bytes } = await app.downloadBytes(() => page.getByRole('button', { name: say('pdf.save'), exact: true }).click());

  // Whoever takes all of them in counts the newest, whatever the clock said.
  await app.open('/rapporter');
  await app.loaded();
  const json = (name, text) => ({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
  await page.locator('#open-reports').setInputFiles([json('ny.json', after), json('gammal.json', before), { name: 'sist.pdf', mimeType: 'application/pdf', buffer: bytes }]);
  const told = page.locator('[data-fates=noted]');
  for (const place of ['gammal.json', 'ny.json']) await told.getByText(say('cohort.older', { place, of: 'sist.pdf' })).waitFor();
  assert.equal(await page.locator('table.room tbody tr').count(), 1);
  assertClean(page);
});

test('a tab killed in the middle of a note: the note is there when the page is opened again', async () => {
  const page = await site.withDraft(draft(JOURNEY));
  const context = page.context();
  const app = new App(page);
  await app.open('/fragor/sales-quoting/W');
  await page.locator('.ask-body summary').click();
  await page.locator('.ask-body textarea').pressSequentially('Priserna ligger i Görans pärm, och på fre');
  const devtools = await context.newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  devtools.send('Page.crash').catch(() => {}); // whoever is killed does not answer
  await crashed;
  const again = new App(await context.newPage());
  await again.open('/fragor/sales-quoting/W');
  await again.loaded();
  assert.equal(await again.page.locator('.ask-body textarea').inputValue(), 'Priserna ligger i Görans pärm, och på fre');
  assert.deepEqual(await again.answers(), JOURNEY);
});

test('wasm blocked, by the policy or by the browser: it is said plainly, and the answers can be saved', async () => {
  const ways = {
    'by the policy': (page) => changePolicy(page, " 'wasm-unsafe-eval'", ''),
    'by the browser': (page) => page.addInitScript(() => { delete globalThis.WebAssembly; }),
  };
  for (const [way, block] of Object.entries(ways)) {
    const page = await site.withDraft(draft(JOURNEY));
    await block(page);
    await page.goto(site.url);
    const section = page.locator('#boot-failed');
    await section.waitFor();
    const said = await section.locator('#boot-blocked').innerText();
    assert.match(said, /WebAssembly.*WebAssembly/s, way);
    assert.ok((await section.innerText()).includes('finns kvar'), way);
    assert.equal(await page.locator('#app').isVisible(), false);
    await assertAccessible(page);
    const saved = await new App(page).download(() => section.locator('[data-rescue=save]').click());
    assert.equal(saved.text, draft(JOURNEY), way);
    // Elsewhere the file, which is a draft and no report, is refused with its reason; here the answers are still stored.
    assert.equal(await page.evaluate((key) => localStorage.getItem(key), DRAFT), draft(JOURNEY), way);
    await page.context().close();
  }
});

test('the worker blocked: the PDF says how to keep the report without it, and the page of reports says what to do', async () => {
  const ways = {
    'by the policy': (page) => changePolicy(page, "worker-src 'self'", "worker-src 'none'"),
    'by the browser': (page) => page.addInitScript(() => { delete globalThis.Worker; }),
  };
  for (const [way, block] of Object.entries(ways)) {
    const page = await site.withDraft(draft(JOURNEY));
    await block(page);
    const app = new App(page);
    await app.open('/resultat');
    await app.loaded();
    await page.getByRole('button', { name: say('pdf.save'), exact: true }).click();
    const failed = page.locator('[data-pdf=failed]');
    await failed.waitFor();
    for (const part of ['happened', 'kept', 'do']) assert.ok((await failed.innerText()).includes(say(`pdf.failed.${part}`)), way);
    await failed.getByRole('button', { name: say('pdf.print') }).waitFor();
    const saved = await app.download(() => failed.getByRole('button', { name: say('result.label.save-file') }).click());
    assert.equal(JSON.parse(saved.text).answers.length, Object.keys(JOURNEY).length, way);
    // What is printed is the result, with everything opened that is folded on the screen.
    await page.emulateMedia({ media: 'print' });
    assert.ok(await page.locator('.verdicts').isVisible());
    await page.emulateMedia({ media: null });
    await app.open('/rapporter');
    await app.loaded();
    const broken = page.locator('[data-reports=broken]');
    await broken.waitFor();
    for (const part of ['happened', 'kept', 'do']) assert.ok((await broken.innerText()).includes(say(`reports.broken.${part}`)), way);
    await page.locator('#open-reports').setInputFiles([{ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(reportsOf(1)[0])) }]);
    await broken.waitFor();
    assert.equal(await page.locator('progress').count(), 0, `${way}: nothing only seems to go on`);
    assert.deepEqual(await app.answers(), JOURNEY);
    assert.deepEqual(recordOf(page).errors, [], way);
    await page.context().close();
  }
});

test('a flaky network: what fails once is asked for again, and what fails when it is gone comes when it is back', async () => {
  const page = await site.withDraft(draft(JOURNEY));
  const dropped = await dropFirst(page);
  const app = new App(page);
  await app.open('/fragor/sales-quoting/W');
  await app.input('sales-quoting.W', '3').waitFor();
  await page.unrouteAll({ behavior: 'wait' });
  assert.ok([/\/app-.*\.js$/, /\/app-.*\.wasm$/, /\/index\.json$/, /\/sv\.json$/].every((name) => [...dropped].some((path) => name.test(path))), [...dropped].join(' '));
  await page.context().close();

  const gone = await site.withDraft(draft(JOURNEY));
  let cut = true;
  await gone.route('**/questions/ai-maturity/sv/firm.json', (route) => {
    if (!cut) return route.continue();
    return gone.context().setOffline(true).then(() => route.abort('internetdisconnected'));
  });
  const other = new App(gone);
  await other.open('/fragor/sales-quoting/W');
  const notice = await assertNotice(gone, 'offline-missing');
  assert.ok((await notice.innerText()).includes('firm.json'));
  cut = false;
  await gone.context().setOffline(false);
  await noNotice(gone);
  await other.loaded();
  await other.input('sales-quoting.W', '3').waitFor();
  assert.deepEqual(await other.answers(), JOURNEY);
  assert.deepEqual(recordOf(gone).errors, []);
});

test('a language that cannot be had while the rest is on its way: trying again loses no file', async () => {
  const files = (page) => {
    const asked = new Set();
    page.on('request', (request) => /\.(json|md)$/.test(new URL(request.url()).pathname) && asked.add(new URL(request.url()).pathname));
    return asked;
  };
  const calm = await site.newPage();
  const all = files(calm);
  const there = new App(calm);
  await there.open('/');
  await there.loaded();

  const page = await site.newPage();
  const asked = files(page);
  const app = new App(page);
  let release;
  const held = new Promise((done) => (release = done));
  await page.route('**/sv/finance-admin.json', async (route) => {
    await held;
    await route.continue();
  });
  await page.route('**/questions/ui/en.json', (route) => route.abort());
  await app.open('/');
  await page.locator('.top-nav [lang=en]').click();
  await assertNotice(page, 'offline-missing');
  await page.unroute('**/questions/ui/en.json');
  await page.getByRole('button', { name: say('notice.try-again') }).click();
  await page.waitForTimeout(200);
  release();
  await app.loaded();
  assert.deepEqual([...asked].sort(), [...all].sort());
  assertClean(page, { ignore: [/ERR_FAILED/] });
});

test('device language neither sv nor en: the page is in Swedish, says so in both, and can be had in English', async () => {
  const en = words('en');
  for (const tag of ['de-DE', 'pl-PL']) {
    const page = await site.withDraft(null, { tag, width: 360, height: 780 });
    const app = new App(page);
    await app.open('/');
    await app.loaded();
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'sv');
    assert.equal(await app.h1(), say('start.heading'));
    const told = page.locator('[data-foreign]');
    assert.ok((await told.innerText()).includes(say('start.foreign')));
    const other = told.locator('[lang=en]');
    assert.equal(await other.innerText(), en('start.speaks'));
    await assertAccessible(page);
    assert.deepEqual(await tooWide(page), []);
    await other.getByRole('button').click();
    await page.waitForFunction(() => document.documentElement.lang === 'en');
    assert.equal(await app.h1(), en('start.heading'));
    assert.equal(await told.count(), 0);
    await page.reload();
    await app.ready();
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'en', 'what was chosen is kept');
    assert.equal(await told.count(), 0);
    assertClean(page);
    await page.context().close();
  }
  // Whoever reads English too gets that, and is told nothing.
  const page = await site.withDraft(null, { tag: 'de-DE' });
  await page.addInitScript(() => Object.defineProperty(navigator, 'languages', { value: ['de-DE', 'en-US'] }));
  const app = new App(page);
  await app.open('/');
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
  assert.equal(await page.locator('[data-foreign]').count(), 0);
  assertClean(page);
});

test('private mode: answers are kept as long as the window, are gone with it, and the page has said so', async () => {
  const page = await site.withDraft(null);
  const devtools = await page.context().newCDPSession(page);
  const app = new App(page);
  await app.open('/fragor/foretaget/sector');
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  assert.ok(installabilityErrors.some((one) => one.errorId === 'in-incognito'), 'the window is a private one');
  await noNotice(page);
  await app.answer('profile.sector', JOURNEY['profile.sector']);
  await page.close();
  const again = new App(await page.context().newPage());
  await again.open('/fragor/foretaget/sector');
  assert.deepEqual(await again.ticked('profile.sector'), ['construction']);
  await again.open('/mina-uppgifter');
  await again.loaded();
  assert.match(await again.page.locator('main').innerText(), /i ett privat fönster försvinner de när det stängs/);
  await page.context().close();
  const next = new App(await site.newPage());
  await next.open('/fragor/foretaget/sector');
  assert.deepEqual(await next.ticked('profile.sector'), []);
  assertClean(next.page);
});

test('system text at 200 %: nothing is cut off and nothing scrolls sideways on a phone', async () => {
  const names = ['start', 'question-scale', 'picker', 'check-unanswered', 'result', 'plan', 'data', 'room', 'reports'];
  for (const name of names) {
    const screen = SCREENS.find((one) => one.name === name);
    assert.ok(screen, `there is no screen “${name}”`);
    const larger = {
      ...screen,
      before: async (page) => {
        const devtools = await page.context().newCDPSession(page);
        await devtools.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
        await screen.before?.(page);
      },
    };
    const { page } = await show(site, larger, { width: 360, height: 780 });
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize), '32px', name);
    await page.locator('main details').evaluateAll((all) => all.forEach((one) => { one.open = true; }));
    assert.deepEqual(await tooWide(page), [], name);
    assert.deepEqual(await cutOff(page), [], name);
    await page.context().close();
  }
});

test('Back and Forward of the browser through ten steps change nothing', async () => {
  const page = await site.withDraft(draft(without(JOURNEY, 'finance-admin.N3')));
  const app = new App(page);
  await app.open('/fragor/sales-quoting/W');
  await app.loaded();
  const way = [];
  for (let step = 0; step < 10; step += 1) {
    way.push([app.path(), await app.h1()]);
    await app.next();
  }
  const [held, last] = [await app.answers(), app.path()];
  for (const [path, heading] of way.toReversed()) {
    await page.goBack();
    await app.at(path);
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    assert.ok((await page.title()).startsWith(heading));
  }
  for (const [path, heading] of [...way.slice(1), [last]]) {
    await page.goForward();
    await app.at(path);
    if (heading) await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
  }
  assert.deepEqual(await app.answers(), held);
  assertClean(page);
});

test('every kind of screen survives a reload', async () => {
  const page = await site.withDraft(draft(JOURNEY, { label: 'Elfirman' }));
  const app = new App(page);
  const paths = [
    '/', '/fragor/foretaget/headcount', '/fragor/foretaget/municipality', '/arbetsomraden', '/arbetsomraden/val',
    '/fragor/sales-quoting/W', '/fragor/sales-quoting/signals', '/fragor/hela-foretaget/direction', '/fragor/hela-foretaget/signals',
    '/fragor/hela-foretaget/ai-input', '/svar', '/resultat', '/exempel', '/mina-uppgifter', '/om', '/finns/inte',
  ];
  const look = async () => {
    await page.locator('main h1').waitFor();
    await app.loaded();
    return page.evaluate(() => [document.title, document.querySelector('main').innerText, [...document.querySelectorAll('input, select, textarea')].map((one) => [one.name, one.type === 'file' ? '' : one.value, one.checked])]);
  };
  for (const path of paths) {
    await app.open(path);
    const seen = await look();
    await page.reload();
    await app.ready();
    assert.deepEqual(await look(), seen, path);
    assert.equal(app.path(), path);
  }
  assert.deepEqual(await app.answers(), JOURNEY);
  assertClean(page);
});

test('an address of a question in a process that was not chosen, and addresses that do not exist', async () => {
  const page = await site.withDraft(draft(JOURNEY));
  const app = new App(page);
  await app.open('/fragor/marketing/W');
  await app.loaded();
  await app.answer('marketing.W', { level: 3 });
  assert.deepEqual((await app.answers())['marketing.W'], { level: 3 });
  await app.next();
  assert.equal(app.path(), '/svar');
  for (const path of ['/finns/inte', '/fragor', '/fragor/sales-quoting', '/fragor/sales-quoting/Q', '/fragor/inget/W', '/fragor/foretaget/inget', '/fragor/hela-foretaget/inget', '/fragor/a.b/c%20d', '/%3Cscript%3E']) {
    await app.open(path);
    assert.equal(await app.h1(), say('errors.not-found.happened'), path);
    await page.locator('main .btn').click();
    await app.at('/');
  }
  assert.deepEqual((await app.answers())['sales-quoting.W'], JOURNEY['sales-quoting.W']);
  assertClean(page);
});

test('a content file missing: it is named, and comes with “try again”', async () => {
  const page = await site.withDraft(draft(JOURNEY));
  const name = 'questions/ai-maturity/sv/finance-admin.json';
  await page.route(`**/${name}`, (route) => route.fulfill({ status: 404, body: 'no such file' }));
  const app = new App(page);
  await app.open('/');
  const notice = await assertNotice(page, 'file-broken');
  assert.ok((await notice.innerText()).includes(name));
  await app.open('/fragor/finance-admin/W');
  await assertNotice(page, 'file-broken');
  await page.locator('.ask-body').getByText(say('ask.loading')).waitFor();
  await page.getByRole('button', { name: say('notice.try-again') }).click();
  await assertNotice(page, 'file-broken'); // still missing
  await page.unroute(`**/${name}`);
  await page.getByRole('button', { name: say('notice.try-again') }).click();
  await noNotice(page);
  await app.input('finance-admin.W', '2').waitFor();
  assert.deepEqual(await app.answers(), JOURNEY);
  await app.loaded();
  await app.open('/resultat');
  await page.locator('.verdicts').waitFor();
  assertClean(page, { ignore: [/404/] });
});

test('a content file broken: it is named, what works goes on working, and when it is mended the rest comes', async () => {
  const page = await site.withDraft(draft(JOURNEY));
  for (const name of ['questions/ui/sv/later.json', 'seeds/use-cases/use-cases.json', 'seeds/funding/funding.json']) {
    await page.route(`**/${name}`, (route) => route.fulfill({ status: 200, contentType: 'application/json', body: '{"format": "kickstart-' }));
    const app = new App(page);
    await app.open('/fragor/sales-quoting/W');
    const notice = await assertNotice(page, 'file-broken');
    assert.ok((await notice.innerText()).includes(name));
    await app.answer('sales-quoting.W', { level: name.length % 5 });
    assert.deepEqual((await app.answers())['sales-quoting.W'], { level: name.length % 5 });
    await page.unroute(`**/${name}`);
    await notice.getByRole('button', { name: say('notice.try-again') }).click();
    await noNotice(page);
    await app.loaded();
  }
  assertClean(page);
});

test('the second part of the program missing: every screen says so, and comes when it can be had', async () => {
  for (const path of ['/exempel', '/rapporter']) {
    const page = await site.withDraft(draft(JOURNEY));
    await page.route('**/later-*.wasm', (route) => route.abort());
    const app = new App(page);
    await app.open(path);
    const notice = await assertNotice(page, 'offline-missing');
    await page.unroute('**/later-*.wasm');
    await notice.getByRole('button', { name: say('notice.try-again') }).click();
    await noNotice(page);
    await app.loaded();
    const heading = path === '/exempel' ? null : say('reports.heading');
    if (heading) assert.equal(await app.h1(), heading);
    else await page.locator('.verdicts').waitFor();
    assertClean(page, { ignore: [/ERR_FAILED|Failed to fetch|wasm/] });
  }
});

test('the app cannot start: the page itself says so, names a file that is to blame, and hands the answers over', async () => {
  const cases = {
    'questions/index.json': ['**/questions/index.json', (route) => route.fulfill({ status: 404, body: '' })],
    'questions/ai-maturity/questionnaire.json': ['**/questionnaire.json', (route) => route.fulfill({ status: 200, contentType: 'application/json', body: '{"format":' })],
    'questions/ui/sv.json': ['**/questions/ui/sv.json', (route) => route.fulfill({ status: 200, contentType: 'text/html', body: '<!doctype html>' })],
    'the program is blocked': ['**/*.wasm', (route) => route.abort()],
    'the program is damaged': ['**/*.wasm', (route) => route.fulfill({ status: 200, contentType: 'application/wasm', body: 'x' })],
    'the script is blocked': ['**/app-*.js', (route) => route.abort()],
  };
  for (const [name, [pattern, answer]] of Object.entries(cases)) {
    const page = await site.withDraft(draft(JOURNEY));
    await page.route(pattern, answer);
    await page.goto(site.url);
    const section = page.locator('#boot-failed');
    await section.waitFor({ timeout: 10_000 }).catch(() => assert.fail(`${name}: the section is not shown`));
    assert.ok((await section.innerText()).includes('Svar som redan är sparade i den här enheten finns kvar.'), name);
    assert.equal(await page.locator('h1:visible, [role=heading][aria-level="1"]:visible').count(), 1, `${name}: one heading`);
    assert.equal(await section.locator('#boot-file').isVisible(), name.endsWith('.json'), name);
    if (name.endsWith('.json')) assert.equal(await section.locator('#boot-file b').innerText(), name);
    assert.equal(await section.locator('#boot-blocked').isVisible(), false, name);
    const app = new App(page);
    const file = await app.download(() => section.locator('[data-rescue=save]').click());
    assert.equal(file.text, draft(JOURNEY), name);
    await page.unroute(pattern);
    await section.locator('[data-rescue=reload]').click();
    await app.ready();
    assert.deepEqual(await app.answers(), JOURNEY, name);
    assert.deepEqual([recordOf(page).csp, recordOf(page).foreign], [[], []], name);
    await page.context().close();
  }
});

test('after a panic the stored answers can be saved, and a reload goes on', async () => {
  const page = await site.withDraft(draft(JOURNEY));
  const app = new App(page);
  await app.open('/fragor/sales-quoting/W');
  await app.answer('sales-quoting.W', { level: 4 });
  await page.evaluate(() => dispatchEvent(new Event('kickstart:panic')));
  const section = page.locator('#panic');
  await section.waitFor();
  assert.ok(!(await page.locator('#app').isVisible()));
  assert.ok(await page.evaluate(() => document.activeElement.id === 'panic'));
  const raw = await page.evaluate((key) => localStorage.getItem(key), DRAFT);
  const file = await app.download(() => section.locator('[data-rescue=save]').click());
  assert.equal(file.text, raw);
  assert.ok(raw.includes('"level":4'));
  await page.evaluate(() => localStorage.clear());
  await section.locator('[data-rescue=save]').click();
  assert.ok(await section.locator('[data-rescue-note=empty]').isVisible());
  await section.locator('[data-rescue=reload]').click();
  await app.ready();
  assertClean(page);
});

test('a program that traps says so as after a panic', async () => {
  // The smallest program whose function does nothing but trap.
  const trap = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11];
  for (const uncaught of ['in a listener', 'in a promise']) {
    const page = await site.withDraft(draft(JOURNEY));
    const app = new App(page);
    await app.open('/svar');
    await page.evaluate(([bytes, where]) => {
      const { exports } = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes)));
      if (where === 'in a promise') void Promise.resolve().then(() => exports.f());
      else setTimeout(() => exports.f());
    }, [trap, uncaught]);
    await page.locator('#panic [data-rescue=save]').waitFor();
    assert.ok(!(await page.locator('#app').isVisible()), uncaught);
    const { errors } = recordOf(page);
    assert.match(errors.splice(0).join(), /unreachable/);
    assertClean(page);
  }
});

test('a 10,000-character paste into a note survives a reload', async () => {
  const page = await site.withDraft(draft(JOURNEY), { permissions: ['clipboard-read', 'clipboard-write'] });
  const app = new App(page);
  await app.open('/fragor/sales-quoting/W');
  await page.locator('.ask-body summary').click();
  const note = page.locator('.ask-body textarea');
  await note.focus();
  const text = 'Räksmörgås à la carte, ”citat” \\ 🥖\n'.repeat(400).slice(0, 10_000);
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.keyboard.press('ControlOrMeta+V');
  assert.equal(await note.inputValue(), text);
  await page.reload();
  await app.ready();
  assert.equal(await note.inputValue(), text);
  await app.open('/svar');
  await page.locator('.check-note').waitFor();
  assertClean(page);
});

test('a slow network: whoever is ahead of the texts is told, and keeps the place', async () => {
  const page = await site.withDraft(draft(JOURNEY));
  const held = [];
  await page.route('**/sv/sales-quoting.json', (route) => held.push(route));
  const app = new App(page);
  await app.open('/arbetsomraden/val');
  await page.locator('form.ask button[type=submit]').click();
  await app.at('/fragor/sales-quoting/W');
  await page.waitForFunction((text) => document.activeElement?.tagName === 'H1' && document.activeElement.innerText === text, say('ask.loading'));
  await page.waitForFunction(() => document.title.includes('…'));
  for (const route of held) await route.continue();
  await app.input('sales-quoting.W', '3').waitFor();
  await page.waitForFunction((text) => document.activeElement?.tagName === 'H1' && document.activeElement.innerText !== text, say('ask.loading'));
  assert.ok((await page.title()).startsWith(await app.h1()));
  assertClean(page);
});
