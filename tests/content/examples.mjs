// Does what the worked examples of docs/content.md and docs/region.md say, on a copy of the content, and has the content
// check look at it: what the check answers must be what stands there.
//
//   node tests/content/examples.mjs KICKSTART
//
// An example begins with `### Example`. A block ```diff FILE is a change: lines with - go, lines with + come, the others
// say where. A block ```json FILE is a file, and ```copy FILE one that is copied from the path in it. A block ```text check
// is every line that the check then says, without the counts at its end; ```text check FOLDER has that region's laid over.

import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const kickstart = resolve(process.argv[2]);
/** Each document with how many examples it has at least. */
const DOCUMENTS = [['docs/content.md', 4], ['docs/region.md', 1]];

let failed = 0;
let checks = 0;
const fail = (example, sentence) => {
  console.log(`✗ ${example}: ${sentence}`);
  failed += 1;
};

/** The file with the change made; none when the place is not there exactly once. */
function changed(text, change) {
  const lines = text.split('\n');
  const parts = change.map((line) => [line[0], line.slice(1).trim()]);
  const before = parts.filter(([sign]) => sign !== '+').map(([, line]) => line);
  const places = lines.flatMap((_, at) => (before.every((line, n) => lines[at + n]?.trim() === line) ? [at] : []));
  if (places.length !== 1) return null;
  const after = parts.filter(([sign]) => sign !== '-').map(([, line]) => line);
  return [...lines.slice(0, places[0]), ...after, ...lines.slice(places[0] + before.length)].join('\n');
}

/** What the check says, each with whether it found nothing wrong. */
function said(folder, region) {
  const over = region ? ['--region', region] : [];
  const { status, stdout, stderr } = spawnSync(kickstart, ['check', '--locale', 'en', 'questions', 'seeds', ...over], { cwd: folder, encoding: 'utf8' });
  const lines = (stdout + stderr).split('\n').filter((line) => line && !/^\d+ problems?\. |^Time in /.test(line));
  return { status, lines: lines.map((line) => line.replace(/^(No problems\.) .*/, '$1')) };
}

function work(text) {
  const name = text.split('\n')[0];
  const folder = mkdtempSync(join(tmpdir(), 'kickstart-example-'));
  for (const part of ['questions', 'seeds']) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  for (const [, kind, place, region, body] of text.matchAll(/^```(diff|text|json|copy) (\S+)(?: (\S+))?\n(.*?)^```$/gms)) {
    const lines = body.replace(/\n$/, '').split('\n');
    const file = join(folder, place);
    if (kind === 'diff') {
      const after = changed(readFileSync(file, 'utf8'), lines);
      if (after === null) fail(name, `the change of ${place} does not fit exactly one place`);
      else writeFileSync(file, after);
      continue;
    }
    if (kind !== 'text') {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, kind === 'json' ? body : readFileSync(join(folder, lines[0]), 'utf8'));
      continue;
    }
    checks += 1;
    const { status, lines: found } = said(folder, region);
    if (JSON.stringify(found) !== JSON.stringify(lines)) fail(name, `the check says\n${found.join('\n')}\nand the document\n${lines.join('\n')}`);
    if ((status === 0) !== (lines[0] === 'No problems.')) fail(name, `the check ended with ${status}`);
  }
  rmSync(folder, { recursive: true });
}

for (const [document, least] of DOCUMENTS) {
  const before = checks;
  const examples = readFileSync(join(ROOT, document), 'utf8').split(/^### Example: /m).slice(1).map((text) => text.split(/^##+ /m)[0]);
  examples.forEach(work);
  if (examples.length < least || checks - before < 2 * examples.length) fail(document, `has ${examples.length} examples with ${checks - before} checks`);
  else console.log(`✓ ${examples.length} worked examples of ${document}, ${checks - before} checks`);
}
if (failed > 0) process.exit(1);
