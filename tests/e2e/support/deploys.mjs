// What a host has after the next deploy: the same build under other names and with another start page, in a folder of
// its own. Its list of files to keep is made anew, as `cargo xtask dist` would.

import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** A name with a hash, as Trunk and xtask/split.mjs give them. */
const HASHED = /-([0-9a-f]{13,16})(?=[._])/;
const TEXT = /(\.(html|js|css)|_headers)$/;
const LIST = /const FILES = \{\n([^]*?)\};/;

const sha256 = (bytes, form) => createHash('sha256').update(bytes).digest(form);

/** Files that a build's service worker keeps, by address, with their checksums. */
export function kept(dir) {
  const [, list] = LIST.exec(readFileSync(join(dir, 'sw.js'), 'utf8'));
  return new Map([...list.matchAll(/'([^']*)': '([^']+)'/g)].map(([, address, digest]) => [address, digest]));
}

/** The next deploy of a build: every hash is another, and its page carries the name of the deploy. `change` alters its files. */
export function nextDeploy(from, name, change = () => {}) {
  const dir = mkdtempSync(join(tmpdir(), 'kickstart-deploy-'));
  process.on('exit', () => rmSync(dir, { recursive: true, force: true }));
  cpSync(from, dir, { recursive: true, filter: (path) => !/\.(br|gz)$/.test(path) });
  const all = readdirSync(dir, { recursive: true }).filter((path) => statSync(join(dir, path)).isFile());
  const renamed = all.map((path) => basename(path)).filter((path) => HASHED.test(path))
    .map((old) => [old, old.replace(HASHED, () => `-${sha256(old + name, 'hex').slice(0, 16)}`)]);
  for (const path of all.filter((one) => TEXT.test(one))) {
    let text = readFileSync(join(dir, path), 'utf8');
    for (const [old, now] of renamed) text = text.replaceAll(old, now);
    if (path === 'index.html') text = text.replace('<title>', `<meta name="deploy" content="${name}"><title>`);
    writeFileSync(join(dir, path), text);
  }
  for (const [old, now] of renamed) renameSync(join(dir, old), join(dir, now));
  change(dir);
  const list = [...kept(dir).keys()].map((address) => ` '${address}': '${sha256(readFileSync(join(dir, address || 'index.html')), 'base64')}',\n`).join('');
  const worker = readFileSync(join(dir, 'sw.js'), 'utf8').replace(LIST, () => `const FILES = {\n${list}};`)
    .replace(/const VERSION = '.*?';/, `const VERSION = '${sha256(list, 'hex').slice(0, 16)}';`);
  writeFileSync(join(dir, 'sw.js'), worker);
  return dir;
}
