// When things go wrong: no answer is lost, and there are words and a way out for each case.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertClean, recordOf } from './support/browser.mjs';
import { JOURNEY, draft, without } from './support/firms.mjs';
import { App, DRAFT, start, words } from './support/steps.mjs';
import { denyStorage, fillStorage } from './support/weather.mjs';

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

const noNotice = (page) => page.locator('[data-notice]').waitFor({ state: 'detached' });
const saveFile = (notice) => notice.getByRole('button', { name: say('result.label.save-file') });

test('storage that the browser refuses: the way can be gone, and saved as a file', async () => {
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

test('storage that is full from the start, and storage that fills up on the way', async () => {
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

test('a stored draft that cannot be read is left alone, can be saved, and is set aside on a new start', async () => {
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

test('storage cleared from outside while the page is open', async () => {
  const page = await site.withDraft(draft(JOURNEY));
  const app = new App(page);
  await app.open('/fragor/sales-quoting/W');
  const other = await page.context().newPage();
  await other.goto('/questions/index.json');
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
  await second.page.goto(new URL('/fragor/foretaget/sector', site.url).href);
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

test('a content file that is missing is named, and comes with “try again”', async () => {
  const page = await site.withDraft(draft(JOURNEY));
  const file = 'questions/ai-maturity/sv/finance-admin.json';
  await page.route(`**/${file}`, (route) => route.fulfill({ status: 404, body: 'no such file' }));
  const app = new App(page);
  await app.open('/');
  const notice = await assertNotice(page, 'offline-missing');
  assert.ok((await notice.innerText()).includes(file));
  await app.open('/fragor/finance-admin/W');
  await assertNotice(page, 'offline-missing');
  await page.locator('.ask-body').getByText(say('ask.loading')).waitFor();
  await page.getByRole('button', { name: say('notice.try-again') }).click();
  await assertNotice(page, 'offline-missing'); // still missing
  await page.unroute(`**/${file}`);
  await page.getByRole('button', { name: say('notice.try-again') }).click();
  await noNotice(page);
  await app.input('finance-admin.W', '2').waitFor();
  assert.deepEqual(await app.answers(), JOURNEY);
  await app.loaded();
  await app.open('/resultat');
  await page.locator('.verdicts').waitFor();
  assertClean(page, { ignore: [/404/] });
});

test('when the app cannot start, the page itself says so', async () => {
  const cases = {
    'the index is missing': ['**/questions/index.json', (route) => route.fulfill({ status: 404, body: '' })],
    'the questionnaire is broken': ['**/questionnaire.json', (route) => route.fulfill({ status: 200, contentType: 'application/json', body: '{"format":' })],
    'the host answers with a page': ['**/questions/ui/sv.json', (route) => route.fulfill({ status: 200, contentType: 'text/html', body: '<!doctype html>' })],
    'the program is blocked': ['**/*.wasm', (route) => route.abort()],
    'the program is damaged': ['**/*.wasm', (route) => route.fulfill({ status: 200, contentType: 'application/wasm', body: 'x' })],
    'the script is blocked': ['**/app-*.js', (route) => route.abort()],
  };
  for (const [name, [pattern, answer]] of Object.entries(cases)) {
    const page = await site.withDraft(draft(JOURNEY));
    await page.route(pattern, answer);
    await page.goto('/');
    const section = page.locator('#boot-failed');
    await section.waitFor({ timeout: 5000 }).catch(() => assert.fail(`${name}: the section is not shown`));
    assert.ok((await section.innerText()).includes('Svar som redan är sparade i den här enheten finns kvar.'), name);
    assert.equal(await page.locator('h1:visible, [role=heading][aria-level="1"]:visible').count(), 1, `${name}: one heading`);
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

test('ten thousand characters pasted into a note survive a reload', async () => {
  const page = await site.withDraft(draft(JOURNEY));
  const app = new App(page);
  await app.open('/fragor/sales-quoting/W');
  await page.locator('.ask-body summary').click();
  const note = page.locator('.ask-body textarea');
  await note.focus();
  const text = 'Räksmörgås à la carte, ”citat” \\ 🥖\n'.repeat(400).slice(0, 10_000);
  await page.keyboard.insertText(text);
  assert.equal(await note.inputValue(), text);
  await page.reload();
  await app.ready();
  assert.equal(await note.inputValue(), text);
  await app.open('/svar');
  await page.locator('.check-note').waitFor();
  assertClean(page);
});

test('over a slow network whoever is ahead of the texts is told, and keeps the place', async () => {
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
