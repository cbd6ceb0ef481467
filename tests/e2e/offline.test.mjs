// Without a network after one visit, and with a newer version on the host: everything works, a newer version is offered
// and never forced, and a version that has come only in part changes nothing.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { assertAccessible, assertClean } from './support/browser.mjs';
import { kept, nextDeploy } from './support/deploys.mjs';
import { BUILD, JOURNEY, OTHER, draft, reportsOf } from './support/firms.mjs';
import { App, start, words } from './support/steps.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const say = words('sv');

/** A host and a browser of one test's own, since both are turned off in it. */
async function hosted(t, options) {
  const site = await start({ own: true, ...options });
  t.after(() => site.stop().catch(() => {}));
  return site;
}

/** A visit that lasts until the copy is whole. */
async function visited(site, { path = '/', ...options } = {}) {
  const page = await site.newPage({ keepsCopy: true, ...options });
  const app = new App(page);
  await app.open(path);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
  return { page, app };
}

/** Neither the browser nor the machine reaches the host any more. */
async function off(site, page) {
  await page.context().setOffline(true);
  await site.server.close();
}

const deploy = (page) => page.evaluate(() => document.querySelector('meta[name=deploy]')?.content ?? 'first');
const offered = (page) => page.locator('#update > .notice');
const choose = (page, wish) => page.locator(`[data-update="${wish}"]`).locator('visible=true').click();
const stores = (page) => page.evaluate(() => caches.keys());
/** Asks the host whether it has a newer version, as the browser does at each visit; tells how that ends. */
const looked = (page) => page.evaluate(async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  await registration.update();
  const coming = registration.installing;
  if (coming) await new Promise((done) => coming.addEventListener('statechange', done, { once: true }));
  return registration.waiting ? 'waiting' : coming?.state ?? 'none';
});
const press = (page, key) => () => page.getByRole('button', { name: say(key), exact: true }).click();

test('after one visit everything works with the network off: the questions, a result, the PDF, many reports, the other language', async (t) => {
  const site = await hosted(t);
  // The page that is open is kept too, without being loaded anew.
  const { page, app } = await visited(site);
  await off(site, page);
  await page.locator('main .btn').click();
  await app.at('/fragor/foretaget/sector');
  const asked = await app.walk(JOURNEY);
  assert.ok(asked.length > 30);
  await app.open('/resultat');
  await app.loaded();
  await page.locator('.verdicts').waitFor();
  const { bytes } = await app.downloadBytes(press(page, 'pdf.save'));
  assert.equal(bytes.subarray(0, 5).toString(), '%PDF-');

  await app.open('/exempel');
  await app.loaded();
  await page.locator('.verdicts').waitFor();
  await app.open('/metod');
  await app.loaded();
  await app.speak('en');
  assert.match(await app.h1(), /^The method/);

  await app.open('/rapporter');
  await app.loaded();
  const files = reportsOf(3).map((report, at) => ({ name: `${at}.kickstart.json`, mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(report)) }));
  await page.locator('#open-reports').setInputFiles(files);
  await page.locator('table.room tbody tr').nth(2).waitFor();
  assertClean(page);
});

test('the copy is all of the site, each file as it was built, and what is fetched for it is the same whatever is answered', async (t) => {
  const orders = [];
  for (const answers of [JOURNEY, OTHER]) {
    const site = await hosted(t);
    const page = await site.withDraft(draft(answers), { keepsCopy: true });
    const app = new App(page);
    await app.open('/resultat');
    await app.loaded();
    const begun = site.server.requests.length;
    await page.evaluate(() => navigator.serviceWorker.ready);
    orders.push(site.server.requests.slice(begun).map((line) => line.replace(/^(200|304) /, '')));
    const held = await page.evaluate(async () => {
      const [name] = await caches.keys();
      const store = await caches.open(name);
      return (await store.keys()).map((request) => new URL(request.url).pathname.slice(1));
    });
    assert.deepEqual(held.sort(), [...kept(BUILD).keys()].sort());
    assert.ok(held.some((name) => /^pdf-.*\.wasm$/.test(name)) && held.some((name) => /^reports-.*\.wasm$/.test(name)) && held.includes('questions/ui/en.json'));
    assertClean(page);
  }
  assert.deepEqual(orders[0], orders[1]);
  const worker = orders[0].indexOf('GET /sw.js');
  assert.ok(worker >= 0);
  assert.deepEqual(orders[0].slice(worker + 1), [...kept(BUILD).keys()].map((name) => `GET /${name}`));
});

test('the first screen does not wait for the copy', async (t) => {
  const site = await hosted(t);
  const page = await site.newPage({ keepsCopy: true });
  const app = new App(page);
  await app.open('/');
  await app.loaded();
  assert.ok(!site.server.requests.some((line) => line.endsWith('/sw.js')), 'nothing is kept before the app has all it wants');
  await page.evaluate(() => navigator.serviceWorker.ready);
  const asked = site.server.requests.map((line) => line.split(' ')[2]);
  assert.ok(asked.indexOf('/sw.js') > asked.indexOf('/method.en.md'));
});

test('a newer version is offered between two screens, never forced in the middle of answers, and no answer is lost by it', async (t) => {
  const site = await hosted(t);
  const { page, app } = await visited(site, { width: 360, height: 780 });
  await app.open('/fragor/foretaget/sector');
  await app.answer('profile.sector', JOURNEY['profile.sector']);
  site.server.deploy(nextDeploy(BUILD, 'second'));
  assert.equal(await looked(page), 'waiting');
  await page.waitForTimeout(300);
  assert.equal(await offered(page).isVisible(), false, 'nothing moves under an answer');
  await app.next();
  await offered(page).waitFor();
  assert.equal(await deploy(page), 'first');
  assert.match(await offered(page).innerText(), /En ny version/);
  await page.setViewportSize({ width: 360, height: 2400 }); // where the bar of the question covers nothing
  await assertAccessible(page);
  await page.setViewportSize({ width: 360, height: 780 });
  const sizes = await page.locator('[data-update]:visible').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
  assert.ok(sizes.length === 2 && sizes.every((height) => height >= 44), sizes.join(' '));
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'no sideways scroll');

  // Not now: the old one goes on, also after a reload, until it is offered again.
  await choose(page, 'not-now');
  assert.equal(await offered(page).isVisible(), false);
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'H1');
  await app.answer('profile.headcount', JOURNEY['profile.headcount']);
  await page.reload();
  await app.ready();
  assert.equal(await deploy(page), 'first');
  await offered(page).waitFor();
  await app.speak('en');
  assert.match(await offered(page).innerText(), /a new version/);
  assert.doesNotMatch(await offered(page).innerText(), /En ny version/);

  const given = await app.answers();
  await Promise.all([page.waitForEvent('load'), choose(page, 'now')]);
  await app.ready();
  assert.equal(await deploy(page), 'second');
  assert.deepEqual(await app.answers(), given);
  assert.equal(app.path(), '/fragor/foretaget/headcount');
  await app.loaded();
  assert.equal(await offered(page).isVisible(), false);
  await off(site, page);
  await page.reload();
  await app.ready();
  assert.equal(await deploy(page), 'second');
  assertClean(page);
});

test('a deploy that changes every hash: a page that is open goes on with the files it knows, before and after another window changes', async (t) => {
  const site = await hosted(t);
  const { page, app } = await visited(site);
  await page.evaluate(([key, text]) => localStorage.setItem(key, text), ['kickstart.draft', draft(JOURNEY)]);
  await app.open('/resultat');
  await app.loaded();
  const second = nextDeploy(BUILD, 'second');
  for (const name of kept(BUILD).keys()) if (/^(app|later|pdf|reports)-/.test(name)) assert.ok(!existsSync(join(second, name)), name);
  site.server.deploy(second);
  assert.equal(await looked(page), 'waiting');
  // The program that makes PDFs is fetched only now, under a name that the host no longer has.
  let file = await app.downloadBytes(press(page, 'pdf.save'));
  assert.equal(file.bytes.subarray(0, 5).toString(), '%PDF-');

  const other = await page.context().newPage();
  await other.goto(new URL('/rapporter', site.url).href);
  assert.equal(await deploy(other), 'first');
  await offered(other).waitFor();
  await Promise.all([other.waitForEvent('load'), choose(other, 'now')]);
  assert.equal(await deploy(other), 'second');
  assert.equal(await deploy(page), 'first', 'nobody else is reloaded');
  const gone = [...kept(BUILD).keys()].find((name) => /^reports-.*\.wasm$/.test(name));
  assert.equal(await page.evaluate((name) => fetch(name, { cache: 'reload' }).then((response) => response.status), gone), 200, 'the browser’s own cache is left out');
  await page.locator('.foot-links a').first().click();
  await offered(page).waitFor();
  await Promise.all([page.waitForEvent('load'), choose(page, 'now')]);
  assert.equal(await deploy(page), 'second');

  // When no window shows the old one any more, it goes.
  assert.equal((await stores(page)).length, 2);
  await other.close();
  await page.goto('about:blank');
  await page.goto(new URL('/', site.url).href);
  await app.ready();
  await page.waitForFunction(async () => (await caches.keys()).length === 1);
  assert.equal(await deploy(page), 'second');
  file = await app.open('/resultat').then(() => app.loaded()).then(() => app.downloadBytes(press(page, 'pdf.save')));
  assert.equal(file.bytes.subarray(0, 5).toString(), '%PDF-');
  assertClean(page);
});

test('a half-arrived copy of a newer version changes nothing: a file that is missing, broken off, of another deploy, or a page in its place', async (t) => {
  const site = await hosted(t);
  const { page, app } = await visited(site);
  const second = nextDeploy(BUILD, 'second');
  const pdf = [...kept(second).keys()].find((name) => /^pdf-.*\.wasm$/.test(name));
  const path = join(second, pdf);
  const whole = readFileSync(path);
  const faults = {
    missing: () => rmSync(path),
    'of another deploy': () => writeFileSync(path, Buffer.concat([whole, Buffer.from([0])])),
    'a page in its place': () => writeFileSync(path, readFileSync(join(second, 'index.html'))),
    'broken off': () => { writeFileSync(path, whole); site.server.cut.add(`/${pdf}`); },
  };
  site.server.deploy(second);
  for (const [name, bring] of Object.entries(faults)) {
    bring();
    assert.equal(await looked(page), 'redundant', name);
    await page.reload();
    await app.ready();
    assert.equal(await deploy(page), 'first', name);
    assert.equal(await offered(page).isVisible(), false, name);
  }
  // The old one still has everything, and when the host is whole again the new one comes.
  await page.context().setOffline(true);
  await app.open('/exempel');
  await app.loaded();
  await page.locator('.verdicts').waitFor();
  await page.context().setOffline(false);
  site.server.cut.clear();
  assert.equal(await looked(page), 'waiting');
  await page.reload();
  await offered(page).waitFor();
  await Promise.all([page.waitForEvent('load'), choose(page, 'now')]);
  assert.equal(await deploy(page), 'second');
});

test('a half-arrived copy of a first visit does no harm, and the next visit makes it whole', async (t) => {
  const site = await hosted(t);
  const late = [...kept(BUILD).keys()].find((name) => /^reports-worker-/.test(name));
  const had = [...kept(BUILD).keys()].find((name) => /^pdf-.*\.wasm$/.test(name));
  const asked = (name) => site.server.requests.some((line) => line.endsWith(` /${name}`));
  site.server.cut.add(`/${late}`);
  const page = await site.newPage({ keepsCopy: true });
  const app = new App(page);
  await app.open('/');
  for (let at = 0; at < 60 && !asked(late); at += 1) await page.waitForTimeout(250);
  assert.ok(asked(had) && asked(late));
  await page.waitForFunction(async () => !(await navigator.serviceWorker.getRegistration()));
  await page.locator('main .btn').click();
  await app.at('/fragor/foretaget/sector');
  site.server.cut.clear();
  site.server.requests.length = 0;
  await page.reload();
  await page.evaluate(() => navigator.serviceWorker.ready);
  assert.ok(asked(late) && !asked(had), 'what has come is not fetched again');
  await off(site, page);
  await page.reload();
  await app.ready();
});

test('a kept version that does not start is left by the same offer', async (t) => {
  const broken = nextDeploy(BUILD, 'broken', (dir) => {
    const glue = [...kept(dir).keys()].find((name) => /^app-[0-9a-f]+\.js$/.test(name));
    writeFileSync(join(dir, glue), 'throw new Error("broken");');
  });
  const site = await hosted(t, { dir: broken });
  const page = await site.newPage({ keepsCopy: true });
  await page.goto('/');
  await page.locator('#boot-failed').waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
  site.server.deploy(nextDeploy(BUILD, 'mended'));
  assert.equal(await looked(page), 'waiting');
  await offered(page).waitFor();
  await Promise.all([page.waitForEvent('load'), choose(page, 'now')]);
  await new App(page).ready();
  assert.equal(await deploy(page), 'mended');
});

test('on a host in a sub-folder the copy is of that folder only, and works with the network off', async (t) => {
  const dir = join(ROOT, 'target/dist-base');
  assert.ok(existsSync(join(dir, 'sw.js')), 'target/dist-base is not there: run `cargo xtask dist --base /kartlaggning/ --out target/dist-base`');
  const base = '/kartlaggning';
  const site = await hosted(t, { dir, base: `${base}/` });
  const { page, app } = await visited(site);
  const scope = await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).scope);
  assert.equal(scope, site.url);
  assert.ok((await stores(page)).every((name) => name.startsWith(`kickstart ${base}/ `)));
  // A neighbour's store on the same host is left alone.
  await page.evaluate(() => caches.open('kickstart / 0123456789abcdef'));
  await off(site, page);
  await app.open('/fragor/foretaget/sector');
  await app.answer('profile.sector', JOURNEY['profile.sector']);
  await app.next();
  await page.goto('about:blank');
  await app.open('/exempel');
  await app.loaded();
  await page.locator('.verdicts').waitFor();
  assert.equal((await stores(page)).length, 2);
  assertClean(page);
});

test('the app can be installed: the browser finds nothing wrong with its manifest, at the root and in a sub-folder', async (t) => {
  for (const [dir, base] of [[BUILD, '/'], [join(ROOT, 'target/dist-base'), '/kartlaggning/']]) {
    const site = await hosted(t, { dir, base });
    const { page } = await visited(site);
    const devtools = await page.context().newCDPSession(page);
    const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
    // A context of a test is a private window, where nothing can be installed.
    assert.deepEqual(installabilityErrors.map((one) => one.errorId).filter((id) => id !== 'in-incognito'), []);
    const { url, errors, data } = await devtools.send('Page.getAppManifest');
    assert.deepEqual(errors, []);
    const manifest = JSON.parse(data);
    for (const part of ['start_url', 'scope']) assert.equal(new URL(manifest[part], url).href, site.url, part);
    for (const { src, sizes } of manifest.icons) {
      const png = readFileSync(join(dir, src));
      assert.equal(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`, sizes, src);
      assert.ok(statSync(join(dir, src)).size < 10_000);
    }
  }
});
