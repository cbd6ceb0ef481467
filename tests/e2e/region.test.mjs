// Another region is files: its folder laid over the build under test gives a site with its own questions, words, name,
// colours and marks, which works without a network. The programs are the same to the byte.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { inflateSync } from 'node:zlib';
import { assertAccessible, assertClean } from './support/browser.mjs';
import { BUILD } from './support/firms.mjs';
import { App, start } from './support/steps.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
const REGION = 'tests/fixtures/region/exempelregionen';
const OUT = 'target/dist-region';
const SITE = join(ROOT, OUT);
/** What only the region that the tool was first made for is called. */
const FOREIGN = /Skåne|Kickstart AI|Scania/i;

const json = (path) => JSON.parse(readFileSync(path, 'utf8'));
const own = (path) => json(join(ROOT, REGION, path));
const texts = (locale) => Object.assign({}, ...[`ui/${locale}.json`, `ui/${locale}/later.json`, `exempel/${locale}.json`, `exempel/${locale}/firm.json`, `exempel/${locale}/orders.json`].map((name) => json(join(SITE, 'questions', name)).texts), json(join(SITE, `seeds/use-cases/${locale}.json`)).texts);
const colours = own('seeds/region/colours.json');
const rgb = (hex) => `rgb(${[1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)).join(', ')})`;

const level = (value) => ({ level: value });
const FIRM = {
  'profile.sector': { choice: 'boatbuilding' }, 'profile.headcount': { choice: '1-9' }, 'profile.municipality': { choice: '9002' }, 'profile.goal': { choice: 'time' }, 'profile.business': { choice: 'steady' },
  'picker.orders': { choice: 'much' }, 'picker.planning': { choice: 'none' }, 'picker.books': { choice: 'some' }, 'picker.chosen': { choices: ['orders'] },
  'orders.signals': { choices: ['retyped-orders'] }, 'orders.simpler-fix': { choices: [] },
  ...Object.fromEntries(Object.entries({ W: 2, D: 2, S: 2, P: 2, G: 2, U: 1, N1: 2, N2: 2, N3: 2 }).map(([id, value]) => [`orders.${id}`, level(value)])),
  'enabler.direction': level(1), 'enabler.ai-rules': level(1), 'firm.signals': { choices: ['unsure-start'] },
};

/** The app with the region's own work areas in the picker. */
class RegionApp extends App {
  async pick(answers) {
    for (const id of ['orders', 'planning', 'books']) await this.choose(`picker.${id}`, answers[`picker.${id}`].choice);
  }
}

let site;
before(async () => {
  execFileSync('cargo', ['xtask', 'dist', '--region', REGION, '--from', BUILD, '--out', OUT], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  site = await start({ dir: SITE });
});
after(() => site?.stop());

test('the programs of a region are those of the build, byte for byte', () => {
  const programs = readdirSync(BUILD).filter((name) => /\.(wasm|js)$/.test(name) && name !== 'sw.js');
  assert.ok(programs.filter((name) => name.endsWith('.wasm')).length >= 4);
  for (const name of programs) assert.ok(readFileSync(join(BUILD, name)).equals(readFileSync(join(SITE, name))), name);
  assert.deepEqual(readdirSync(SITE).filter((name) => /\.(wasm|js)$/.test(name) && name !== 'sw.js').sort(), programs.sort());
});

test('page and manifest have the name, the first words, the colours and the marks of the region before any program has come', async () => {
  const say = texts('sv');
  const manifest = json(join(SITE, 'manifest.webmanifest'));
  assert.equal(manifest.name, 'Exempellyftet – självtest');
  assert.equal(manifest.short_name, 'Självtest');
  assert.equal(manifest.theme_color, colours.light.paper);
  const page = await site.newPage({ javaScriptEnabled: false });
  await page.goto('/');
  assert.equal(await page.title(), 'Exempellyftet – självtest');
  assert.equal((await page.locator('h1').innerText()).trim(), say['start.heading']);
  assert.equal((await page.locator('.brand').innerText()).trim(), 'Exempellyftet självtest');
  assert.deepEqual(await page.locator('meta[name=theme-color]').evaluateAll((all) => all.map((meta) => meta.content)), [colours.light.paper, colours.dark.paper]);
  const shared = await page.locator('meta[property^="og:"]').evaluateAll((all) => Object.fromEntries(all.map((meta) => [meta.getAttribute('property'), meta.content])));
  assert.deepEqual(shared, { 'og:type': 'website', 'og:title': say['start.heading'], 'og:description': say['start.what'], 'og:site_name': 'Exempellyftet självtest' });
  assert.ok((await page.locator('.brand svg').innerHTML()).includes('M3 14h18'), 'the mark');
  for (const name of ['index.html', '404.html', 'manifest.webmanifest']) assert.doesNotMatch(readFileSync(join(SITE, name), 'utf8'), FOREIGN, name);
  for (const icon of readdirSync(join(ROOT, REGION, 'style/icons'))) {
    assert.ok(readFileSync(join(SITE, 'icons', icon)).equals(readFileSync(join(ROOT, REGION, 'style/icons', icon))), icon);
  }
});

test('questions, result, advice and PDF are the region\'s, in its words and colours, with the network off', async () => {
  const say = texts('sv');
  const page = await site.newPage({ keepsCopy: true });
  const app = new RegionApp(page);
  await app.open('/');
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
  await page.context().setOffline(true);
  await app.open('/');
  assert.equal(await app.h1(), say['start.heading']);
  const paint = (selector, what) => page.locator(selector).first().evaluate((element, name) => getComputedStyle(element)[name], what);
  assert.equal(await paint('main .btn', 'backgroundColor'), rgb(colours.light.accent));
  assert.equal(await paint('html', 'backgroundColor'), rgb(colours.light.paper));
  const seen = [];
  const look = async () => seen.push(`${await page.title()}\n${await page.locator('body').innerText()}`);
  await look();
  await page.locator('main .btn').first().click();
  await app.at('/fragor/foretaget/sector');
  const asked = [];
  while (app.path() !== '/svar') {
    assert.ok(asked.length < 60, 'the way ends');
    asked.push(app.question());
    await app.fill(FIRM);
    await look();
    await app.next();
  }
  // Every question once: five of the firm, the two of the picker, nine and the signals of the area, three of the whole.
  assert.equal(asked.length, 5 + 2 + 10 + 3, asked.join(' '));
  for (const path of ['/resultat', '/forslag', '/plan', '/mina-uppgifter', '/om', '/metod', '/exempel', '/lagen']) {
    await app.open(path);
    await app.loaded();
    await look();
    if (path === '/resultat') {
      const text = await page.locator('main').innerText();
      assert.ok(text.includes(say['process.orders.name']));
      assert.ok(text.includes(say['use-case.read-orders.title']));
      await assertAccessible(page);
    }
  }
  for (const text of seen) assert.doesNotMatch(text, FOREIGN);
  // A key without its text shows itself.
  for (const text of seen) assert.doesNotMatch(text, /\b(?:process|use-case|dimension|level|outcome|reason|signal|frame|benchmark|actor)\.[a-z]/i);

  await app.open('/resultat');
  await app.loaded();
  const { bytes } = await app.downloadBytes(() => page.getByRole('button', { name: say['pdf.save'], exact: true }).click());
  const pdf = bytes.toString('latin1');
  const drawn = [...pdf.matchAll(/stream\r?\n([\s\S]*?)endstream/g)].map(([, body]) => {
    try {
      return inflateSync(Buffer.from(body, 'latin1')).toString('latin1');
    } catch {
      return body;
    }
  });
  const share = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255);
  const fills = drawn.flatMap((text) => [...text.matchAll(/([\d.]+) ([\d.]+) ([\d.]+) (?:rg|scn)\b/g)].map(([, ...parts]) => parts.map(Number)));
  const has = (hex) => fills.some((fill) => fill.every((part, at) => Math.abs(part - share(hex)[at]) < 0.003));
  assert.ok(has(colours.light.accent), 'the cover has the colour of the region');
  assert.ok(!has(json(join(BUILD, 'seeds/region/colours.json')).light.accent), 'and not that of the build');
  assertClean(page);
});

test('what is not in order in a region stops the build with a sentence that names file, key and cure', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kickstart-region-'));
  try {
    execFileSync('cp', ['-r', `${join(ROOT, REGION)}/.`, folder]);
    const path = join(folder, 'questions/ui/sv.json');
    const file = json(path);
    delete file.texts['frame.behind'];
    writeFileSync(path, JSON.stringify(file));
    const run = () => execFileSync('node', ['xtask/region.mjs', SITE, folder], { cwd: ROOT, encoding: 'utf8', stdio: 'pipe' });
    assert.throws(run, ({ stdout, stderr }) => {
      assert.match(stdout + stderr, /questions\/ui\/sv\.json › frame\.behind: .*Skåne/);
      return /Nothing was built from it/.test(stderr);
    });
    writeFileSync(path, readFileSync(join(ROOT, REGION, 'questions/ui/sv.json')));
    writeFileSync(join(folder, 'style/mark.svg'), '<svg viewBox="0 0 24 24"><script>1</script></svg>');
    assert.throws(run, ({ stderr }) => /<script> cannot be part of the mark/.test(stderr));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
