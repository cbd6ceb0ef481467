// Makes PDFs of many kinds and lets veraPDF judge each as PDF/A-3a and PDF/UA-1; then shows that damaged ones fail.
//
//   node tests/pdf-validate/run.mjs KICKSTART
//
// Needs a JDK (17 or newer) and Maven, which fetches the validator into .tools/verapdf/ once. Where they are missing and
// cannot be installed, the check is left out with a sentence; with CI=true that is a failure.

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = resolve(HERE, '../..');
const JARS = join(ROOT, '.tools/verapdf');
const OUT = join(ROOT, 'target/pdf-validate');
const DAY = '2026-11-24';
const kickstart = process.argv[2];

const works = (program) => spawnSync(program, ['-version'], { stdio: 'ignore' }).status === 0;
if (!works('java') || !works('mvn')) {
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'default-jdk-headless', 'maven'], { stdio: 'ignore' });
}
if (!works('java') || !works('mvn')) {
  console.log('The PDF check has been left out: it needs a JDK (17 or newer) and Maven. Install them and run again.');
  process.exit(process.env.CI === 'true' ? 1 : 0);
}
if (!existsSync(JARS)) {
  const half = `${JARS}-half`;
  rmSync(half, { recursive: true, force: true });
  execFileSync('mvn', ['-q', '-B', 'dependency:copy-dependencies', `-DoutputDirectory=${half}`], { cwd: HERE, stdio: ['ignore', 'ignore', 'inherit'] });
  renameSync(half, JARS);
}

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
const demo = JSON.parse(readFileSync(join(ROOT, 'seeds/demo/el-montage.kickstart.json'), 'utf8'));
const made = [];
function make(name, report, ...options) {
  const [from, to] = [join(OUT, `${name}.kickstart.json`), join(OUT, `${name}.pdf`)];
  writeFileSync(from, JSON.stringify(report));
  execFileSync(kickstart, ['report', from, '-o', to, '--date', DAY, ...options], { stdio: ['ignore', 'ignore', 'inherit'] });
  made.push(to);
  return to;
}

/** A demo firm with something noted beside every answer, and a plan. */
function noted(text) {
  const answers = demo.answers.map((answer) => ({ ...answer, note: text }));
  const plan = { chosen: { useCase: 'quote-draft-from-history', process: 'sales-quoting' }, owner: 'Åsa', before: text.slice(0, 200) };
  const { digest, ...rest } = demo;
  return { ...rest, formatVersion: '1.1', answers, plan, consent: { notes: true } };
}

const plain = make('full-sv', demo);
make('full-en', demo, '--locale', 'en');
make('summary-sv', demo, '--summary');
make('summary-en', demo, '--summary', '--locale', 'en');
make('planned-notes', noted('Bilderna ligger i telefonerna, fråga Åsa.'), '--notes');
make('hostile-notes', noted('ord '.repeat(750)), '--notes');
make('hostile-letters', noted(`Lång🙂 日本語 العربية עברית \u202evänd\u202c ${'a'.repeat(2000)} \u2028`), '--notes');
make('nothing', { ...demo, answers: [], results: undefined, digest: undefined });

const check = (...files) => spawnSync('java', ['-cp', `${JARS}/*`, 'PdfCheck.java', ...files], { cwd: HERE, stdio: 'inherit' }).status;
if (readdirSync(JARS).length === 0) throw new Error(`${JARS} is empty; delete it and run again`);
let failed = check(...made) === 0 ? 0 : 1;

// A check that cannot fail is none: three damaged files, each in its own way.
const bytes = readFileSync(plain);
function damage(name, from, to) {
  const at = bytes.indexOf(from);
  if (at < 0 || from.length !== to.length) throw new Error(`${name}: ${from} is not in the file`);
  const copy = Buffer.from(bytes);
  for (let found = at; found >= 0; found = copy.indexOf(from, found + 1)) copy.write(to, found, 'latin1');
  const path = join(OUT, `${name}.pdf`);
  writeFileSync(path, copy);
  return path;
}
const damaged = [
  damage('no-relationship', '/AFRelationship', '/AFRelationshiq'),
  damage('no-language', '/Lang', '/Lung'),
  damage('no-marks', '/Marked true', '/Markxd true'),
];
if (check('--expect-failure', ...damaged) !== 0) failed = 1;
console.log(failed ? '✗ the PDFs are not as they should be' : `✓ ${made.length} PDFs are PDF/A-3a and PDF/UA-1, and ${damaged.length} damaged ones are not`);
process.exit(failed);
