// What a slow network shows, and that nothing moves: the first words without the program, a press that is not lost,
// every file fetched once and ahead of its need, no layout shift on the way.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertClean } from './support/browser.mjs';
import { FULL, JOURNEY, draft } from './support/firms.mjs';
import { shifts } from './support/measure.mjs';
import { App, start, words } from './support/steps.mjs';

const say = words('sv');
let site;
before(async () => void (site = await start()));
after(() => site.stop());

/** A page whose programs do not arrive before `go` is called. */
async function slow(path) {
  const page = await site.newPage();
  const app = new App(page);
  let go;
  const gate = new Promise((open) => { go = open; });
  await page.route('**/*.wasm', (route) => gate.then(() => route.continue()));
  await page.goto(app.base + path, { waitUntil: 'commit' });
  await page.locator('main h1').waitFor();
  return { page, app, go };
}

test('the first words and the button are painted before the program arrives, and the same stays', async () => {
  const { page, app, go } = await slow('/');
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
  const button = page.locator('main a.btn');
  assert.equal(await app.h1(), say('start.heading'));
  assert.equal(await page.locator('main .lead').first().innerText(), say('start.what'));
  assert.equal((await button.innerText()).trim(), say('start.alone.button'));
  const before = await button.evaluate((link) => link.href);
  assert.equal(await page.locator('#app main#main').count(), 0, 'the program is not there yet');
  go();
  await app.ready();
  assert.equal(await button.evaluate((link) => link.href), before);
  assert.equal(await app.h1(), say('start.heading'));
  assertClean(page);
});

test('a press before the program arrives leads to the first question', async () => {
  const { page, app, go } = await slow('/');
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
  const button = page.locator('main a.btn');
  // The script that keeps the press comes right after the words.
  await page.waitForFunction(() => performance.getEntriesByType('resource').some(({ name, responseEnd }) => name.endsWith('/boot.js') && responseEnd > 0));
  await button.click();
  await page.waitForFunction(() => document.querySelector('[data-begin]')?.getAttribute('aria-busy') === 'true');
  assert.equal(await page.locator('#app main#main').count(), 0, 'the program is not there yet');
  go();
  await app.ready();
  await app.input('profile.sector', 'construction').waitFor();
  assert.equal(app.path(), '/fragor/foretaget/sector');
  await page.goBack();
  await app.at('/');
  assertClean(page);
});

test('what the first screens need is fetched once, and asked for by the page itself', async () => {
  const page = await site.newPage();
  const app = new App(page);
  await app.open('/');
  await app.loaded();
  const fetched = await page.evaluate(() => {
    const files = performance.getEntriesByType('resource');
    const late = files.find(({ name }) => name.endsWith('/later.json')).startTime;
    const started = document.querySelector('script[data-wasm]').dataset.wasm;
    const ahead = [...document.querySelectorAll('link[rel$=preload], link[rel=stylesheet], script[src]')].map((link) => link.href || link.src);
    return { names: files.map(({ name }) => name), first: files.filter(({ startTime }) => startTime < late).map(({ name }) => name), ahead: [...ahead, new URL(started, document.baseURI).href] };
  });
  assert.deepEqual(fetched.names.filter((name, at) => fetched.names.indexOf(name) !== at), []);
  const found = fetched.first.filter((name) => !fetched.ahead.includes(name) && !/favicon|manifest|icon-|offline\.js$/.test(name));
  assert.deepEqual(found, [], 'found out only when the program runs');
  assert.ok(fetched.first.length >= 8, String(fetched.first));
  assertClean(page);
});

test('nothing moves by itself from the first words to the plan', async () => {
  const page = await site.newPage({ width: 360, height: 740 });
  const moved = await shifts(page);
  const app = new App(page);
  await app.open('/');
  await app.loaded();
  await page.locator('main a.btn').click();
  await app.at('/fragor/foretaget/sector');
  const asked = await app.walk(JOURNEY);
  assert.ok(asked.length > 40);
  for (const path of ['/resultat', '/forslag', '/plan', '/mina-uppgifter']) {
    await app.open(path);
    await app.loaded();
  }
  const { sum, told } = await moved();
  assert.ok(sum < 0.01, `moved by ${sum.toFixed(3)}:\n${told}`);
  assertClean(page);
});

test('nothing moves by itself on a full result, a wide screen and another language', async () => {
  const page = await site.withDraft(draft(FULL));
  const moved = await shifts(page);
  const app = new App(page);
  for (const path of ['/', '/svar', '/resultat', '/forslag', '/exempel', '/uppfoljning', '/workshop', '/rapporter', '/om']) {
    await app.open(path);
    await app.loaded();
  }
  await app.speak('en');
  const { sum, told } = await moved();
  assert.ok(sum < 0.01, `moved by ${sum.toFixed(3)}:\n${told}`);
  assertClean(page);
});
