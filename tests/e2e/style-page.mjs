// The style page: every part of the look in every state, as a folder that a browser opens.
//
//   cargo xtask style, or node tests/e2e/style-page.mjs [--out target/style-page]

import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { BUILD } from './support/firms.mjs';
import { PARTS, stylePage } from './support/parts.mjs';
import { start } from './support/steps.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const { values } = parseArgs({ options: { out: { type: 'string', default: join(ROOT, 'target/style-page') } } });

const site = await start();
try {
  const html = await stylePage(site);
  mkdirSync(values.out, { recursive: true });
  for (const name of readdirSync(BUILD).filter((name) => name.endsWith('.css'))) cpSync(join(BUILD, name), join(values.out, name));
  cpSync(join(BUILD, 'fonts'), join(values.out, 'fonts'), { recursive: true });
  writeFileSync(join(values.out, 'index.html'), html);
} finally {
  await site.stop();
}
console.log(`${PARTS.length} parts in ${join(values.out, 'index.html')}`);
