// What a build says it is made of: the bill of materials is Cargo.lock's, no licence occurs that deny.toml does not allow,
// every part that is built in has its licence in a file that people find from the about page.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { assertClean } from './support/browser.mjs';
import { BUILD } from './support/firms.mjs';
import { App, start, words } from './support/steps.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const read = (name) => readFileSync(join(ROOT, name), 'utf8');
const built = (name) => readFileSync(join(BUILD, name), 'utf8');
const sbom = JSON.parse(built('sbom.cdx.json'));
const crates = sbom.components.filter(({ purl }) => purl?.startsWith('pkg:cargo/'));
const linked = crates.filter(({ scope }) => scope === 'required');

/** Name, version and checksum of every package of a registry in Cargo.lock. */
function locked() {
  const value = (entry, key) => new RegExp(`^${key} = "(.*)"$`, 'm').exec(entry)?.[1];
  const entries = read('Cargo.lock').split('[[package]]').filter((entry) => value(entry, 'source'));
  return new Map(entries.map((entry) => [`${value(entry, 'name')}@${value(entry, 'version')}`, value(entry, 'checksum')]));
}

/** Whether an SPDX expression can be met with the allowed licences. */
function allowed(expression, licences) {
  const words = expression.match(/\(|\)|[^\s()]+/g);
  const either = () => {
    let holds = both();
    while (words[0] === 'OR') holds = (words.shift(), both()) || holds;
    return holds;
  };
  const both = () => {
    let holds = one();
    while (words[0] === 'AND') holds = (words.shift(), one()) && holds;
    return holds;
  };
  const one = () => {
    const word = words.shift();
    if (word !== '(') return licences.includes(word);
    const holds = either();
    assert.equal(words.shift(), ')', expression);
    return holds;
  };
  const holds = either();
  assert.equal(words.length, 0, `“${expression}” is no licence expression that is understood here`);
  return holds;
}

test('the bill of materials names what Cargo.lock names, with its checksums, and what it is needed for', () => {
  assert.equal(sbom.bomFormat, 'CycloneDX');
  assert.equal(sbom.metadata.component.version, /^\[package\][^[]*?^version = "([^"]*)"$/ms.exec(read('Cargo.toml'))[1]);
  const lock = locked();
  assert.ok(linked.length > 100);
  for (const { name, version, purl, hashes } of crates) {
    assert.equal(purl, `pkg:cargo/${name}@${version}`);
    assert.equal(hashes[0].content, lock.get(`${name}@${version}`), purl);
  }
  const names = linked.map(({ name }) => name);
  for (const name of ['leptos', 'krilla', 'rustybuzz', 'rust_xlsxwriter', 'quircs', 'serde_json']) assert.ok(names.includes(name), `${name} is in one of the three programs`);
  for (const name of ['wasm-bindgen-test', 'lopdf', 'calamine']) assert.ok(!crates.some((crate) => crate.name === name), `${name} is for tests only`);
  assert.ok(crates.some(({ name, scope }) => name === 'serde_derive' && scope === 'excluded') || crates.some(({ name, scope }) => name === 'leptos_macro' && scope === 'excluded'), 'what only compiles is told from what is linked');

  const refs = new Set([sbom.metadata.component, ...sbom.components].map((part) => part['bom-ref']));
  assert.equal(refs.size, sbom.components.length + 1);
  for (const { ref, dependsOn } of sbom.dependencies) for (const each of [ref, ...dependsOn]) assert.ok(refs.has(each), `${each} is listed`);
});

test('no licence occurs that deny.toml does not allow', () => {
  const [, list] = /^allow = \[(.*?)^\]/ms.exec(read('deny.toml'));
  const licences = [...list.matchAll(/"(.*)"/g)].map(([, licence]) => licence);
  assert.ok(licences.includes('MIT') && !licences.some((licence) => /GPL/.test(licence)));
  assert.ok(!allowed('GPL-3.0-only AND MIT', licences) && allowed('(GPL-3.0-only OR MIT) AND Zlib', licences) && !allowed('MIT AND (GPL-3.0-only OR MPL-2.0)', licences));
  for (const { purl, licenses } of crates) assert.ok(allowed(licenses[0].expression, licences), `${purl}: ${licenses[0].expression}`);
});

test('everything that is built in has its licence in licences.txt', () => {
  const text = built('licences.txt');
  const [list, ...parts] = text.split(/\n-{80}\n/);
  for (const { name, version, licenses } of linked) assert.ok(list.includes(`\n${name} ${version} – ${licenses[0].expression}`), name);
  // Heads and texts take turns; a head names those whose text follows.
  const heads = parts.filter((_, at) => at % 2 === 0);
  const texts = parts.filter((_, at) => at % 2 === 1);
  assert.equal(heads.length, texts.length);
  const named = new Set(heads.flatMap((head) => head.split(', ')));
  for (const { name, version } of linked) assert.ok(named.has(`${name} ${version}`), `${name} has no text`);
  for (const each of texts) assert.match(each, /permi(t|ssion)|Redistribution|License|COPYRIGHT/i);
  assert.ok(text.includes('SIL OPEN FONT LICENSE') && text.includes('The Rust Project Contributors'));
  assert.doesNotMatch(text + built('sbom.cdx.json'), /\.cargo\/registry|file:\/\//, 'no place on the machine that built it');
});

test('people find it from the about page', async (t) => {
  const site = await start();
  t.after(() => site.stop());
  const page = await site.newPage();
  const app = new App(page);
  await app.open('/om');
  await app.loaded();
  assertClean(page);
  await page.getByRole('link', { name: words('sv')('about.licences.list') }).click();
  await page.waitForURL((url) => url.pathname === `${app.base}/licences.txt`);
  // Of a page that is plain text the browser asks for an icon that no text can name, so it is not looked at as one of ours.
  assert.ok((await page.locator('body').innerText()).includes('krilla'));
  await page.goBack();
  await app.at('/om');
});
