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
function made_of(task, ending, name, file, options) {
  const [from, to] = [join(OUT, `${name}.${ending}.json`), join(OUT, `${name}.pdf`)];
  writeFileSync(from, JSON.stringify(file));
  execFileSync(kickstart, [task, from, '-o', to, '--date', DAY, ...options], { stdio: ['ignore', 'ignore', 'inherit'] });
  made.push(to);
  return to;
}
const make = (name, report, ...options) => made_of('report', 'kickstart', name, report, options);
const makeWorkshop = (name, workshop, ...options) => made_of('workshop', 'kickstart-workshop', name, workshop, options);

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

/** A workshop on the demo firm's processes: so many people who vote like it or one level off, and so many firms like it. */
function workshop(kind, people, firms) {
  const chosen = demo.answers.find(({ q }) => q === 'picker.chosen').value.choices;
  const asked = demo.answers.filter(({ q, value }) => value.level !== undefined && !q.startsWith('fact.'));
  const vote = (person) => asked.map(({ q, value }, at) => ({ q, value: { level: Math.max(0, value.level - ((person + at) % 3 === 0 ? 1 : 0)) } }));
  const { digest, ...rest } = demo;
  const report = (n) => JSON.stringify({ ...rest, formatVersion: '1.3', reportId: `firm-${n}`, organisation: { ...rest.organisation, label: `Firma ${n} åäö`, contact: `Person ${n}` }, consent: { notes: false, contact: n % 2 === 0 }, plan: { chosen: { useCase: 'quote-draft-from-history', process: 'sales-quoting' }, owner: 'Åsa', start: '2026-12-01' } });
  const many = (count, one) => Array.from({ length: count }, (_, n) => one(n));
  return {
    format: 'kickstart-workshop', formatVersion: '1.0', workshopId: 'w-1', code: 'K7XM42', name: 'Workshop med åäö', kind, createdAt: `${DAY}T09:00:00Z`,
    pack: { id: demo.pack.id, version: demo.pack.version, digest: demo.pack.digest }, processes: chosen, state: 'closed',
    ballots: many(people, (n) => ({ participant: String(n).padStart(8, '0'), answers: vote(n) })),
    agreed: asked.slice(0, 9).map((answer) => ({ ...answer, note: 'Anteckning 🙂' })), reports: many(firms, report),
  };
}
makeWorkshop('workshop-one-sv', workshop('one-firm', 9, 1));
makeWorkshop('workshop-one-en', workshop('one-firm', 9, 1), '--locale', 'en');
makeWorkshop('workshop-one-anonymised', workshop('one-firm', 9, 1), '--anonymise');
makeWorkshop('workshop-many-sv', workshop('many-firms', 0, 30));
makeWorkshop('workshop-many-en', workshop('many-firms', 4, 30), '--locale', 'en');
makeWorkshop('workshop-many-anonymised', workshop('many-firms', 0, 30), '--anonymise');
makeWorkshop('workshop-empty', workshop('many-firms', 0, 0));

for (const locale of ['sv', 'en']) {
  const to = join(OUT, `guide-${locale}.pdf`);
  execFileSync(kickstart, ['guide', '-o', to, '--date', DAY, '--locale', locale], { stdio: ['ignore', 'ignore', 'inherit'] });
  made.push(to);
}

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
