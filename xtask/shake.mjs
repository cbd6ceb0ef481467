// Takes out of the finished program what nothing can reach, and packs its glue tighter. Leptos brings a crate for
// streams to servers whose entry points wasm-bindgen keeps for callers in JavaScript; this app has no server and no such caller.
// Usage: node xtask/shake.mjs FOLDER
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = process.argv[2];
if (!folder) {
  console.error('shake.mjs: name the folder');
  process.exit(1);
}
// The packages belong to tests/e2e, which is where npm puts them.
const need = createRequire(join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../tests/e2e/package.json'));
const { default: binaryen } = await import(pathToFileURL(need.resolve('binaryen')).href);
const { minify } = need('terser');

const UNREACHED = /intounderlying/i;
const names = readdirSync(folder);
const only = (pattern) => {
  const found = names.filter((name) => pattern.test(name));
  if (found.length !== 1) throw new Error(`shake.mjs: expected one file like ${pattern} in the build, found ${found.length}`);
  return join(folder, found[0]);
};

const wasm = only(/^app-[0-9a-f]+_bg\.wasm$/);
const program = binaryen.readBinary(readFileSync(wasm));
// What current browsers and wasm-bindgen agree on; with more, the output would use what some cannot run.
const { MutableGlobals, SignExt, NontrappingFPToInt, BulkMemory, BulkMemoryOpt, ReferenceTypes, Multivalue } =
  binaryen.Features;
program.setFeatures(
  MutableGlobals | SignExt | NontrappingFPToInt | BulkMemory | BulkMemoryOpt | ReferenceTypes | Multivalue,
);
let removed = 0;
for (const name of WebAssembly.Module.exports(new WebAssembly.Module(readFileSync(wasm))).map((item) => item.name)) {
  if (!UNREACHED.test(name)) continue;
  program.removeExport(name);
  removed += 1;
}
binaryen.setOptimizeLevel(2);
binaryen.setShrinkLevel(1);
binaryen.setAlwaysInlineMaxSize(0);
binaryen.setOneCallerInlineMaxSize(0);
binaryen.setFlexibleInlineMaxSize(0);
program.optimize();
const smaller = program.emitBinary();
if (!WebAssembly.validate(smaller)) throw new Error('shake.mjs: the shaken program is not valid');
writeFileSync(wasm, smaller);

// Trunk's own minifier does not understand this file. Nothing holds a checksum of it: the page only preloads it.
const glue = only(/^app-[0-9a-f]+\.js$/);
const { code } = await minify(readFileSync(glue, 'utf8'), { module: true, compress: { passes: 2 }, mangle: true });
if (readFileSync(join(folder, 'index.html'), 'utf8').match(/<link[^>]*modulepreload[^>]*integrity/)) {
  throw new Error('shake.mjs: the page holds a checksum of the glue, which packing changes');
}
writeFileSync(glue, code);
console.log(`✓ ${removed} unreached entry points removed, glue packed`);
