// Writes what a build is made of, for those who host it: `sbom.cdx.json` (CycloneDX 1.6) and `licences.txt`, the licences
// of all that is linked in. From cargo's own account of the locked crates, so the same lock gives the same bytes.
// Usage: node xtask/licences.mjs FOLDER
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const TARGET = 'wasm32-unknown-unknown';
/** The features of the three programs of a build. */
const FEATURES = 'web,split,worker,reports-worker';
const LINE = '-'.repeat(80);

function fail(sentence) {
  console.error(`licences.mjs: ${sentence}`);
  process.exit(1);
}

const folder = process.argv[2] ?? fail('name the folder');
const read = (name) => readFileSync(join(ROOT, name), 'utf8');
const rust = /channel *= *"(.*)"/.exec(read('rust-toolchain.toml'))[1];
const args = ['metadata', '--format-version', '1', '--locked', '--offline', '--filter-platform', TARGET, '--no-default-features', '--features', FEATURES];
const metadata = JSON.parse(execFileSync('cargo', args, { cwd: ROOT, maxBuffer: 1 << 28 }));

const packages = new Map(metadata.packages.map((found) => [found.id, found]));
const nodes = new Map(metadata.resolve.nodes.map((node) => [node.id, node]));
const root = metadata.packages.find(({ name, source }) => name === 'kickstart' && source === null);
const isMacro = (found) => found.targets.some(({ kind }) => kind.includes('proc-macro'));
const isNormal = (dependency) => dependency.dep_kinds.some(({ kind }) => kind === null);
const isBuild = (dependency) => dependency.dep_kinds.some(({ kind }) => kind === 'build');

/** Every package that is reached over dependencies that count, without the app itself. */
function reached(counts) {
  const seen = new Set();
  const waiting = [root.id];
  while (waiting.length > 0) {
    const id = waiting.pop();
    if (seen.has(id)) continue;
    seen.add(id);
    waiting.push(...nodes.get(id).deps.filter((dependency) => counts(dependency, packages.get(id))).map(({ pkg }) => pkg));
  }
  seen.delete(root.id);
  return [...seen].map((id) => packages.get(id)).sort((a, b) => compare(a.name, b.name) || compare(a.version, b.version));
}
function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

// What ends in the program; and what only helped the compiler to make it.
const linked = reached((dependency, from) => isNormal(dependency) && !isMacro(from)).filter((found) => !isMacro(found));
const all = reached((dependency) => isNormal(dependency) || isBuild(dependency));

const checksums = new Map(read('Cargo.lock').split('[[package]]').map((entry) => {
  const value = (key) => new RegExp(`^${key} = "(.*)"$`, 'm').exec(entry)?.[1];
  return [`${value('name')} ${value('version')}`, value('checksum')];
}));
const purl = ({ name, version }) => `pkg:cargo/${name}@${version}`;
/** Older crates write a slash where SPDX writes OR. */
const expression = ({ name, version, license }) => license?.replace(/ *\/ */g, ' OR ') ?? fail(`${name} ${version} names no licence`);

// --- the bill of materials ------------------------------------------------------------------------------------------

const component = (found) => ({
  type: 'library',
  'bom-ref': purl(found),
  name: found.name,
  version: found.version,
  scope: linked.includes(found) ? 'required' : 'excluded',
  hashes: [{ alg: 'SHA-256', content: checksums.get(`${found.name} ${found.version}`) ?? fail(`Cargo.lock has no checksum of ${purl(found)}`) }],
  licenses: [{ expression: expression(found) }],
  purl: purl(found),
  ...(found.repository ? { externalReferences: [{ type: 'vcs', url: found.repository }] } : {}),
});
const own = [
  { type: 'library', 'bom-ref': 'rust-std', name: 'Rust standard library', version: rust, scope: 'required', licenses: [{ expression: 'MIT OR Apache-2.0' }] },
  { type: 'file', 'bom-ref': 'kart-sans', name: 'Kart Sans, cut from Source Sans 3', scope: 'required', licenses: [{ expression: 'OFL-1.1' }] },
];
const sbom = {
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  version: 1,
  metadata: {
    component: { type: 'application', 'bom-ref': purl(root), name: root.name, version: root.version, licenses: [{ expression: expression(root) }], purl: purl(root) },
  },
  components: [...all.map(component), ...own],
  dependencies: [root, ...all].map((found) => ({
    ref: purl(found),
    dependsOn: [
      ...nodes.get(found.id).deps.filter((dependency) => isNormal(dependency) || isBuild(dependency)).map(({ pkg }) => purl(packages.get(pkg))).sort(compare),
      ...(found === root ? own.map((part) => part['bom-ref']) : []),
    ],
  })),
};
writeFileSync(join(folder, 'sbom.cdx.json'), `${JSON.stringify(sbom, null, 1)}\n`);

// --- the licences ---------------------------------------------------------------------------------------------------

/** The texts that a crate brings. Where it may be used under MIT, those of the other licences are left out. */
function texts(found) {
  const place = dirname(found.manifest_path);
  let names = readdirSync(place, { withFileTypes: true }).filter((entry) => entry.isFile() && /^(licen[cs]e|copying|unlicense|copyright|notice)/i.test(entry.name)).map(({ name }) => name);
  if (/(^| OR )MIT( OR |$)/.test(expression(found))) {
    const mit = names.filter((name) => /mit/i.test(name));
    if (mit.length > 0) names = [...mit, ...names.filter((name) => /^(copyright|notice)/i.test(name) && !mit.includes(name))];
  }
  const own = names.sort(compare).map((name) => readFileSync(join(place, name), 'utf8'));
  return own.length > 0 ? own : [general(found)];
}

/** A crate without a text of its own: the licence's general one. */
function general(found) {
  const by = found.authors.length > 0 ? found.authors.join(', ') : `the authors of ${found.name}${found.repository ? ` (${found.repository})` : ''}`;
  const terms = expression(found);
  if (/\bMIT\b/.test(terms)) return read('LICENSE-MIT').replace(/^Copyright .*$/m, `Copyright (c) ${by}`);
  if (/\bApache-2\.0\b/.test(terms)) return `Copyright ${by}\n\n${read('LICENSE-APACHE')}`;
  return fail(`${purl(found)} (${terms}) has no licence text; write down here which one is to be shown`);
}

const tidy = (text) => text.replace(/\r\n?/g, '\n').replace(/[ \t]+$/gm, '').replace(/^\n+|\n+$/g, '');
const users = new Map();
const use = (text, who) => users.set(text, [...(users.get(text) ?? []), who]);
for (const found of linked) for (const text of new Set(texts(found).map(tidy))) use(text, `${found.name} ${found.version}`);
use(tidy(read('LICENSE-MIT').replace(/^Copyright .*$/m, 'Copyright (c) The Rust Project Contributors')), `Rust standard library ${rust}`);
use(tidy(read('style/fonts/OFL.txt')), 'Kart Sans, cut from Source Sans 3');
use(tidy(read('LICENSE-MIT')), 'Kickstart AI – kartläggning, the program (or, at your choice, Apache 2.0)');

const list = linked.map((found) => `${found.name} ${found.version} – ${expression(found)}${found.repository ? ` – ${found.repository}` : ''}`);
writeFileSync(join(folder, 'licences.txt'), `${[
  'Kickstart AI – kartläggning',
  'Det här är programmet byggt av, med upphovspersoner och licenser på originalspråk. / What the program is built of, with authors and licences.',
  'Innehållet / The content: Creative Commons Erkännande/Attribution 4.0, https://creativecommons.org/licenses/by/4.0/',
  '',
  `Rust standard library ${rust} – MIT OR Apache-2.0 – https://github.com/rust-lang/rust`,
  'Kart Sans, cut from Source Sans 3 – OFL-1.1 – https://github.com/adobe-fonts/source-sans',
  ...list,
  ...[...users].map(([text, who]) => `\n${LINE}\n${who.join(', ')}\n${LINE}\n\n${text}`),
].join('\n')}\n`);
console.log(`✓ licences of ${linked.length} crates in the program, bill of materials with ${sbom.components.length} parts`);
