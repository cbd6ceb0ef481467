// What docs/content.md says of another language is so: files alone, no Rust. Done to a copy of the build, step by step as
// it stands there.

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { assertClean } from './support/browser.mjs';
import { BUILD, JOURNEY, draft } from './support/firms.mjs';
import { App, start } from './support/steps.mjs';

/** A copy of the build to change. Compressed copies of changed files are taken away, or they would be sent instead. */
function copy(t) {
  const dir = mkdtempSync(join(tmpdir(), 'kickstart-content-'));
  t.after(() => rmSync(dir, { recursive: true }));
  cpSync(BUILD, dir, { recursive: true });
  return {
    dir,
    change(path, act) {
      const file = join(dir, path);
      writeFileSync(file, JSON.stringify(act(JSON.parse(readFileSync(file, 'utf8')))));
      for (const ending of ['.br', '.gz']) rmSync(file + ending, { force: true });
    },
  };
}

/** Every file and folder named after a language, below a folder. */
function named(folder, locale) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (name === locale || name === `${locale}.json`) return [path];
    return statSync(path).isDirectory() ? named(path, locale) : [];
  });
}

test('another language is files', async (t) => {
  const site = copy(t);
  // 1. The language is named in two places.
  site.change('questions/index.json', (index) => ({ ...index, locales: [...index.locales, { id: 'da', name: 'Dansk' }] }));
  site.change('questions/ai-maturity/questionnaire.json', (pack) => ({ ...pack, locales: [...pack.locales, 'da'] }));
  // 2. Every file and folder of a language is copied, says which language it is in, and is translated.
  const translated = (file) => {
    const texts = JSON.parse(readFileSync(file, 'utf8'));
    assert.equal(texts.locale, 'en', file);
    texts.locale = 'da';
    for (const [key, text] of Object.entries(texts.texts)) if (/\.heading$/.test(key)) texts.texts[key] = `${text} (på dansk)`;
    writeFileSync(file, JSON.stringify(texts));
  };
  for (const folder of ['questions', 'seeds']) {
    for (const path of named(join(site.dir, folder), 'en')) {
      const to = path.replace(/en(\.json)?$/, 'da$1');
      cpSync(path, to, { recursive: true, filter: (from) => !/\.(br|gz)$/.test(from) });
      const files = statSync(to).isDirectory() ? readdirSync(to).map((name) => join(to, name)) : [to];
      files.forEach(translated);
    }
  }
  // 3. The method is a text of its own.
  cpSync(join(site.dir, 'method.en.md'), join(site.dir, 'method.da.md'));

  const served = await start({ dir: site.dir });
  t.after(() => served.stop());
  const page = await served.withDraft(draft(JOURNEY));
  const app = new App(page);
  await app.open('/');
  await app.loaded();
  await page.getByRole('button', { name: 'Dansk' }).click();
  await page.waitForFunction(() => document.documentElement.lang === 'da');
  for (const path of ['/mina-uppgifter', '/om']) {
    await app.open(path);
    await app.loaded();
    await app.at(path);
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'da', path);
    assert.match(await app.h1(), /på dansk\)$/, path);
  }
  await app.open('/metod');
  await app.loaded();
  assert.ok((await page.locator('main').innerText()).includes('How to challenge'), 'the method in its language');
  assertClean(page);
});
