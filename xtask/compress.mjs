// Writes a brotli and a gzip copy beside every file that compresses, for hosts that send such copies as they are.
// Usage: node xtask/compress.mjs FOLDER
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, constants, gunzipSync, gzipSync } from 'node:zlib';

const COMPRESSES = new Set(['.html', '.css', '.js', '.mjs', '.json', '.svg', '.txt', '.wasm', '.webmanifest', '.xml', '.csv', '.md', '.ttf']);

const folder = process.argv[2];
if (!folder) {
  console.error('compress.mjs: name the folder');
  process.exit(1);
}

/** Whether both copies are there already and hold this: a region's site takes the programs along with theirs. */
const isDone = (path, content) =>
  [['.br', brotliDecompressSync], ['.gz', gunzipSync]].every(([ending, unpack]) => existsSync(path + ending) && unpack(readFileSync(path + ending)).equals(content));

let count = 0;
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !COMPRESSES.has(extname(entry.name))) continue;
  const path = join(entry.parentPath ?? entry.path, entry.name); // `path` is the older Nodes' name for it
  const content = readFileSync(path);
  if (isDone(path, content)) continue;

  writeFileSync(`${path}.br`, brotliCompressSync(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  }));

  const gzip = gzipSync(content, { level: 9 });
  gzip[9] = 255; // "made on an unknown system": the same bytes whichever machine compresses
  writeFileSync(`${path}.gz`, gzip);
  count += 1;
}
console.log(`✓ ${count} files compressed`);
