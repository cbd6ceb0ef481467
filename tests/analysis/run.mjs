// Gives the tables of `kickstart cohort` to the programs that people use them in: DuckDB and Spark run the queries of
// docs/analysis.md and every cell is compared; LibreOffice opens the CSV and the workbook of firms with hostile names.
//
//   node tests/analysis/run.mjs KICKSTART
//
// Needs Python 3.10 or newer, for Spark a JDK 17 or newer, and LibreOffice Calc; duckdb and pyspark come by pip into
// .tools/analysis/ once. A part whose program is missing and cannot be installed is left out with a sentence; with
// CI=true that is a failure.

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = resolve(HERE, '../..');
const VENV = join(ROOT, '.tools/analysis');
const OUT = join(ROOT, 'target/analysis');
const FIRMS = 300;
const kickstart = resolve(process.argv[2]);
const windows = process.platform === 'win32';
const python = join(VENV, windows ? 'Scripts/python.exe' : 'bin/python');

const works = (program, ...args) => spawnSync(program, args, { stdio: 'ignore' }).status === 0;
let left = 0;
function leaveOut(what, needs) {
  console.log(`${what} has been left out: it needs ${needs}. Install it and run again.`);
  left += 1;
}

/** Asks the system's package manager, once for all that is missing. */
function install(...packages) {
  if (packages.length === 0) return;
  console.log(`… installing ${packages.join(' ')} with apt-get (about half a minute each)`);
  const options = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  spawnSync('apt-get', ['update', '-q'], options);
  spawnSync('apt-get', ['install', '-q', '-y', '--no-install-recommends', ...packages], options);
}

const bases = windows ? ['python', 'py'] : ['python3', 'python'];
const findPython = () => bases.find((name) => works(name, '-c', 'import sys, venv, ensurepip; assert sys.version_info >= (3, 10)'));
const findOffice = () => [process.env.KICKSTART_SOFFICE, 'soffice', 'libreoffice', '/Applications/LibreOffice.app/Contents/MacOS/soffice'].find((name) => name && works(name, '--version'));
const missing = [
  ...(findPython() ? [] : ['python3', 'python3-venv']),
  ...(works('java', '-version') ? [] : ['default-jdk-headless']),
  ...(findOffice() ? [] : ['libreoffice-calc-nogui']),
];
install(...missing);

/** The packages of requirements.txt in an environment of their own; whether they are there. */
function packages() {
  const wanted = readFileSync(join(HERE, 'requirements.txt'), 'utf8');
  const stamp = join(VENV, 'requirements.stamp');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && works(python, '-c', 'import duckdb, pyspark')) return true;
  const base = findPython();
  if (!base) return false;
  console.log('… installing duckdb and pyspark into .tools/analysis (about 1 minute)');
  rmSync(VENV, { recursive: true, force: true });
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--require-hashes', '-r', join(HERE, 'requirements.txt')];
  const steps = [[base, ['-m', 'venv', VENV]], [python, pip]];
  if (steps.some(([program, args]) => spawnSync(program, args, { stdio: 'inherit' }).status !== 0)) return false;
  writeFileSync(stamp, wanted);
  return true;
}

/** A folder with the reports of invented firms, one a line; the last of them, and some of the others too, in a workshop. */
function folder() {
  const to = join(OUT, 'reports');
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  const bench = ['bench', '--quiet', '--profile', 'dev', '--no-default-features', '--features', 'cli', '--bench', 'reports', '--', String(FIRMS)];
  const said = execFileSync('cargo', bench, { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = said.trimEnd().split('\n');
  const { id, version, digest } = JSON.parse(lines[0]).pack;
  const workshop = {
    format: 'kickstart-workshop', formatVersion: '1.0', workshopId: 'w-1', code: 'K7XM42', kind: 'many-firms', createdAt: '2026-11-24T08:00:00Z',
    pack: { id, version, digest }, processes: [], state: 'closed', ballots: [], agreed: [], reports: lines.slice(-60),
  };
  writeFileSync(join(to, 'firms.ndjson'), lines.slice(0, -40).join('\n'));
  writeFileSync(join(to, 'workshop.kickstart-workshop.json'), JSON.stringify(workshop));
  return to;
}

let failed = 0;
const run = (program, args) => {
  if (spawnSync(program, args, { cwd: ROOT, stdio: 'inherit' }).status !== 0) failed = 1;
};
mkdirSync(OUT, { recursive: true });
if (packages()) {
  const reports = folder();
  const java = works('java', '-version');
  if (!java) leaveOut('The comparison with Spark', 'a JDK (17 or newer)');
  run(python, [join(HERE, 'compare.py'), kickstart, reports, 'duckdb', ...(java ? ['spark'] : [])]);
} else {
  leaveOut('The comparison with DuckDB and Spark', 'Python 3.10 or newer with venv, and duckdb and pyspark by pip');
}
const [soffice, plain] = [findOffice(), findPython()];
if (soffice && plain) run(plain, [join(HERE, 'office.py'), kickstart, soffice, join(OUT, 'office')]);
else leaveOut('Opening the tables in LibreOffice', 'LibreOffice Calc and Python 3.10 or newer');

if (left > 0 && process.env.CI === 'true') failed = 1;
console.log(failed ? '✗ the tables are not what other programs make of them' : '✓ the tables are the same in every program that was tried');
process.exit(failed);
