// Trunk's last step: parts the program into what the first screens need and what comes later, and packs both; builds the
// programs that make PDFs and read many reports, each of which runs in a worker of its own.
//
// wasm-split parts it at the functions that the source marks; wasm-bindgen then makes the glue of the first part anew,
// over the one that Trunk made of the whole. In a release build, what nothing can reach is taken out: Leptos brings a
// crate for streams to servers whose entry points wasm-bindgen keeps for callers in JavaScript, and this app has neither.
import { createHash } from 'node:crypto';
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { bare, renamed, trapping } from './wasm.mjs';

const { TRUNK_STAGING_DIR: staging, TRUNK_SOURCE_DIR: source, TRUNK_PROFILE: profile, CARGO_TARGET_DIR } = process.env;
if (!staging || !source) {
  console.error('split.mjs: Trunk runs this; use cargo xtask serve or cargo xtask dist');
  process.exit(1);
}
const release = profile === 'release';
const read = (path) => readFileSync(path, 'utf8');
const run = (program, ...args) => execFileSync(program, args, { stdio: ['ignore', 'inherit', 'inherit'] });
const beside = promisify(execFile);
const hash = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 16);

const glues = readdirSync(staging).filter((name) => /^app-[0-9a-f]+\.js$/.test(name));
if (glues.length !== 1) throw new Error(`split.mjs: expected one program in the build, found ${glues.length}`);
const name = glues[0].slice(0, -'.js'.length);
const work = mkdtempSync(join(tmpdir(), 'kickstart-split-'));
const parts = join(work, 'parts');
const glued = join(work, 'glued');
mkdirSync(parts);
const target = CARGO_TARGET_DIR ?? join(source, 'target');
const whole = join(target, 'wasm32-unknown-unknown', release ? 'release' : 'debug', 'app.wasm');
let linked = whole;
if (release) {
  // Most of what a panic needs is words about it, which nobody sees: boot.js shows a section of the page, for a trap too.
  const panics = /^_(R|ZN).*(4core9panicking|6option13(unwrap|expect)_failed|6result13unwrap_failed|5index16slice_index_fail|3str1(6slice_error_fail|9slice_error_fail_rt)|22panic_already_borrowed|30panic_already_mutably_borrowed|14panic_poisoned|17len_mismatch_fail|22panic_on_ord_violation|3std9panicking(11begin_panic|15panic_with_hook)|18panic_access_error|3std5alloc8rust_oom|7raw_vec12handle_error|5alloc18handle_alloc_error|17capacity_overflow)/;
  const { program, count } = trapping(readFileSync(whole), panics);
  if (count < 30) throw new Error(`split.mjs: only ${count} functions that panic found; Rust names them otherwise now`);
  linked = join(work, 'linked.wasm');
  writeFileSync(linked, program);
}
run('wasm-split-cli', linked, parts, '--target', 'web', '--out-name', name);
run('wasm-bindgen', join(parts, `${name}.wasm`), '--target', 'web', '--no-typescript', '--keep-lld-exports', '--out-dir', glued, '--out-name', name);

const first = join(glued, `${name}_bg.wasm`);
const later = join(parts, 'split_later.wasm');
let glue = read(join(glued, `${name}.js`));
let loader = read(join(parts, '__wasm_split.js'));

// The programs that run in workers of their own: built with the same flags, so that what both use is compiled once. Of
// each, its glue and the module that runs it.
const workers = ['pdf', 'reports'].map((short) => {
  const bin = `${short}-worker`;
  const feature = short === 'pdf' ? 'worker' : bin;
  // Reading thousands of reports is where speed weighs more than size.
  const fast = release && short === 'reports';
  const built = fast ? 'reports' : release ? 'release' : 'debug';
  const cargo = ['build', '--target', 'wasm32-unknown-unknown', '--no-default-features', '--features', feature, '--bin', bin, '--locked', '--quiet'];
  run('cargo', ...cargo, ...(release ? ['--profile', built] : []), '--manifest-path', join(source, 'Cargo.toml'));
  run('wasm-bindgen', join(target, 'wasm32-unknown-unknown', built, `${bin}.wasm`), '--target', 'web', '--no-typescript', '--out-dir', glued, '--out-name', short);
  const wasm = join(glued, `${short}_bg.wasm`);
  writeFileSync(wasm, bare(readFileSync(wasm)));
  return { short, fast, wasm, glue: read(join(glued, `${short}.js`)), worker: read(join(source, `src/web/${bin}.js`)) };
});

if (release) {
  // The packages belong to tests/e2e, which is where npm puts them.
  const need = createRequire(join(source, 'tests/e2e/package.json'));
  const { default: binaryen } = await import(pathToFileURL(need.resolve('binaryen')).href);
  const program = binaryen.readBinary(readFileSync(first));
  binaryen.setDebugInfo(true); // functions keep their names, by which they are put in order
  // What current browsers and wasm-bindgen agree on; with more, the output would use what some cannot run.
  const { MutableGlobals, SignExt, NontrappingFPToInt, BulkMemory, BulkMemoryOpt, ReferenceTypes, Multivalue } = binaryen.Features;
  program.setFeatures(MutableGlobals | SignExt | NontrappingFPToInt | BulkMemory | BulkMemoryOpt | ReferenceTypes | Multivalue);
  const exported = WebAssembly.Module.exports(new WebAssembly.Module(readFileSync(first))).map((one) => one.name);
  const unreached = exported.filter((one) => /intounderlying/i.test(one));
  unreached.forEach((one) => program.removeExport(one));
  writeFileSync(first, program.emitBinary());
  const optimise = join(need.resolve('binaryen/package.json'), '../bin/wasm-opt');
  const features = ['bulk-memory', 'nontrapping-float-to-int', 'reference-types', 'sign-ext', 'mutable-globals', 'multivalue'];
  // No inlining where size weighs more: a browser does that itself, and the copies cost download.
  const small = ['-Os', '--converge', '-aimfs', '0', '-ocimfs', '0', '-fimfs', '0'];
  // A worker's program has its memory to itself, from zero; the parts of the other share theirs.
  const own = ['--low-memory-unused', '--zero-filled-memory'];
  // Functions of one kind beside each other compress better.
  const parted = [...small, '--reorder-functions-by-name'];
  const all = [[first, parted], [later, parted], ...workers.map(({ fast, wasm }) => [wasm, [...(fast ? ['-O1'] : small), ...own]])];
  // One beside the other: each runs on one core, for a minute or more.
  await Promise.all(all.map(async ([file, how]) => {
    await beside(process.execPath, [optimise, ...how, '--strip-debug', '--strip-producers', ...features.map((one) => `--enable-${one}`), file, '-o', file]);
    if (!WebAssembly.validate(readFileSync(file))) throw new Error(`split.mjs: ${file} is not valid`);
  }));
  // wasm-bindgen's names are long and end in a hash; they stand in the program and in its glue.
  const names = new Map();
  const short = (name) => {
    if (!/^(__wbg_|__wbindgen_|wasm_bindgen__|__externref_)/.test(name)) return name;
    if (!names.has(name)) names.set(name, `_${names.size.toString(36)}`);
    return names.get(name);
  };
  writeFileSync(first, renamed(readFileSync(first), short));
  if (/\b_[0-9a-z]{1,2}\b/.test(glue)) throw new Error('split.mjs: the glue has such short names of its own');
  glue = glue.replace(/\b_\w+|\bwasm_bindgen__\w+/g, (name) => names.get(name) ?? name);
  const { minify } = need('terser');
  const packed = async (code) => (await minify(code, { module: true, compress: { passes: 2 }, mangle: true })).code;
  // Names are changed after packing, since both files name each other's.
  [glue, loader] = [await packed(glue), await packed(loader)];
  for (const one of workers) [one.glue, one.worker] = [await packed(one.glue), await packed(one.worker)];
  console.log(`✓ program parted, ${unreached.length} unreached entry points removed, glue packed`);
}

const put = (file, content) => writeFileSync(join(staging, file), content);
const laterName = `later-${hash(readFileSync(later))}.wasm`;
loader = loader.replaceAll('split_later.wasm', laterName);
const loaderName = `split-${hash(loader)}.js`;
if (!/\bfrom\s*["']\.\/__wasm_split\.js/.test(glue) || !loader.includes(laterName)) throw new Error('split.mjs: the parts do not name each other');
put(laterName, readFileSync(later));
put(loaderName, loader);
// The address of the import only: the program itself knows the loader by its first name.
put(`${name}.js`, glue.replace(/(\bfrom\s*["'])\.\/__wasm_split\.js/, `$1./${loaderName}`));
put(`${name}_bg.wasm`, readFileSync(first));

const named = workers.map(({ short, wasm, glue: code, worker }) => {
  const program = `${short}-${hash(readFileSync(wasm))}.wasm`;
  if (!code.includes(`${short}_bg.wasm`)) throw new Error(`split.mjs: the glue of ${short} does not name its program`);
  const glueCode = code.replaceAll(`${short}_bg.wasm`, program);
  const glueName = `${short}-${hash(glueCode)}.js`;
  if (!worker.includes(`./${short}.js`)) throw new Error(`split.mjs: the worker of ${short} does not name its glue`);
  const workerCode = worker.replaceAll(`./${short}.js`, `./${glueName}`);
  const workerName = `${short}-worker-${hash(workerCode)}.js`;
  put(program, readFileSync(wasm));
  put(glueName, glueCode);
  put(workerName, workerCode);
  return `<meta name="${short}-worker" content="${workerName}">`;
}).join('') + (release ? '<meta name="service-worker" content="sw.js">' : ''); // dist.rs writes it; the development server has none

let html = read(join(staging, 'index.html'));
if (release) {
  // One file of styles instead of several: fewer questions to the host, and it compresses better.
  const links = html.match(/<link[^>]*rel=["']?stylesheet[^>]*>/g);
  const files = links.map((link) => link.match(/href=["']?([^"'\s>]+)/)[1]);
  const styles = files.map((file) => read(join(staging, file.split('/').at(-1)))).join('\n');
  const stylesName = `styles-${hash(styles)}.css`;
  put(stylesName, styles);
  html = html.replace(links[0], `<link rel="stylesheet" href="${files[0].replace(/[^/]+$/, stylesName)}">`);
  links.slice(1).forEach((link) => { html = html.replace(link, ''); });
  files.forEach((file) => rmSync(join(staging, file.split('/').at(-1))));
}
const preload = html.match(/<link[^>]*>/g).find((link) => link.includes('modulepreload') && link.includes(`${name}.js`));
if (!preload) throw new Error('split.mjs: the page does not preload the program');
if (/integrity/.test(preload)) throw new Error('split.mjs: the page holds a checksum of the glue, which this changes');
put('index.html', html.replace(preload, `${named}${preload}${preload.replace(`${name}.js`, loaderName)}`));
rmSync(work, { recursive: true });

// Last, since it writes into the page too: a region's own site.
if (process.env.KICKSTART_REGION) {
  const { dress } = await import('./region.mjs');
  try {
    dress(staging, process.env.KICKSTART_REGION);
  } catch (problem) {
    console.error(problem);
    process.exit(1);
  }
}
