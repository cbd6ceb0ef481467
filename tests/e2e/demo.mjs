// Answers the questionnaire as the invented firm El & Montage AB and saves its file, with a fixed clock and fixed
// random bytes, so that the same content gives the same file.
//
//   node tests/e2e/demo.mjs [--out seeds/demo/el-montage.kickstart.json]

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { assertClean } from './support/browser.mjs';
import { DEMO, DEMO_LABEL } from './support/firms.mjs';
import { App, start } from './support/steps.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const { values } = parseArgs({ options: { out: { type: 'string', default: join(ROOT, 'seeds/demo/el-montage.kickstart.json') } } });

const site = await start();
try {
  const page = await site.newPage();
  await page.clock.setFixedTime(new Date('2026-11-24T10:00:00Z'));
  await page.addInitScript(() => {
    crypto.getRandomValues = (bytes) => bytes.map((_, index) => (bytes[index] = 0xe1 + index));
  });
  const app = new App(page);
  await app.open('/');
  await page.locator('main .btn').first().click();
  await app.at('/fragor/foretaget/sector');
  await app.walk(DEMO);
  await app.open('/mina-uppgifter');
  await page.locator('#firm-name').fill(DEMO_LABEL);
  const { text } = await app.download(() => page.locator('section[aria-labelledby=h-save] .btn').click());
  assertClean(page);
  mkdirSync(dirname(values.out), { recursive: true });
  writeFileSync(values.out, text);
  const { results } = JSON.parse(text);
  for (const { process, outcome, readinessHundredths, needTenths } of results.processes) {
    console.log(`${process}: ${outcome}, readiness ${readinessHundredths / 100}, need ${needTenths / 10}`);
  }
  console.log(`wrote ${values.out}`);
} finally {
  await site.stop();
}
