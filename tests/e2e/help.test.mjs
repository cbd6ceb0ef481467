// The help is found from everywhere and answers under headings; the guide for whoever leads a workshop is made beside
// the page; who publishes the site is said as content has it.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { assertClean } from './support/browser.mjs';
import { JOURNEY, content, draft } from './support/firms.mjs';
import { App, madeAt, start, words } from './support/steps.mjs';

const KICKSTART = join(import.meta.dirname, '../../target/debug/kickstart');
const TOPICS = { answering: 'svara', result: 'resultat', data: 'uppgifter', workshop: 'workshop', reports: 'rapporter', programme: 'program', trouble: 'krangel' };
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

async function opened(path, { locale = 'sv', prepare } = {}) {
  const page = await site.withDraft(draft(JOURNEY), { locale, tag: locale });
  await prepare?.(page);
  const app = new App(page);
  await app.open(path);
  await app.loaded();
  return { page, app, say: words(locale) };
}

/** The heading that took the focus, once the place has changed. */
const focused = (page, text) => page.waitForFunction((text) => document.activeElement?.matches('h1') && document.activeElement.innerText === text, text);

test('help is at the foot of every screen, and the pages that it helps with lead to their topic', async () => {
  for (const path of ['/', '/fragor/sales-quoting/W', '/svar', '/resultat', '/forslag', '/plan', '/om', '/rapporter', '/delta', '/finns/inte']) {
    const { page, app, say } = await opened(path);
    await page.locator('footer').getByRole('link', { name: say('help.open'), exact: true }).click();
    await app.at('/hjalp');
    await focused(page, say('help.heading'));
    assertClean(page);
    await page.context().close();
  }
  for (const [path, topic] of [['/workshop', 'workshop'], ['/rapporter', 'reports'], ['/program', 'programme'], ['/mina-uppgifter', 'data']]) {
    const { page, app, say } = await opened(path);
    const heading = say(`help.${topic}.heading`);
    await page.getByRole('link', { name: say('help.link', { topic: heading[0].toLowerCase() + heading.slice(1) }) }).click();
    await app.at(`/hjalp/${TOPICS[topic]}`);
    await focused(page, heading);
    assertClean(page);
    await page.context().close();
  }
});

test('each topic has an address of its own, and all stand on one page, each question as a heading', async () => {
  for (const locale of ['sv', 'en']) {
    const texts = content(`questions/ui/${locale}/help.json`).texts;
    const asked = (topic) => Object.keys(texts).filter((key) => new RegExp(`^help\\.${topic}\\.\\d+\\.q$`).test(key)).map((key) => texts[key].split(/\{[\w-]+\}/));
    const { page, app, say } = await opened('/hjalp', { locale });
    const headings = async () => (await page.locator('main :is(h2, h3)').allInnerTexts()).join('\n');
    for (const topic of Object.keys(TOPICS)) {
      const all = await headings();
      assert.ok(all.includes(say(`help.${topic}.heading`)) && asked(topic).length >= 3, topic);
      for (const parts of asked(topic)) assert.ok(parts.join('').length > 5 && parts.every((part) => all.includes(part)), parts.join('…'));
    }
    for (const [topic, slug] of Object.entries(TOPICS)) {
      await page.getByRole('navigation', { name: say('help.topics') }).getByRole('link', { name: say(`help.${topic}.heading`) }).click();
      await app.at(`/hjalp/${slug}`);
      await focused(page, say(`help.${topic}.heading`));
      assert.equal(await page.locator('main h2').count(), asked(topic).length + (topic === 'trouble' ? 1 : 0), topic);
      await page.getByRole('link', { name: say('help.all') }).click();
      await app.at('/hjalp');
    }
    await app.open('/hjalp/finns-inte');
    await page.getByRole('heading', { name: say('errors.not-found.happened') }).waitFor();
    await page.context().close();
  }
});

test('the guide is saved as a PDF, and the command line makes the same file', async () => {
  for (const locale of ['sv', 'en']) {
    const { page, app, say } = await opened('/workshop', { locale });
    const { name, bytes } = await app.downloadBytes(() => page.getByRole('button', { name: say('guide.save'), exact: true }).click());
    await page.locator('[data-pdf=done]').waitFor();
    assert.equal(name, 'att-leda-en-workshop.pdf');
    assert.equal(bytes.subarray(0, 5).toString(), '%PDF-');
    if (existsSync(KICKSTART)) {
      const out = join(mkdtempSync(join(tmpdir(), 'kickstart-guide-')), 'guide.pdf');
      execFileSync(KICKSTART, ['guide', '-o', out, '--locale', locale, '--date', madeAt(bytes)]);
      assert.ok(readFileSync(out).equals(bytes), 'the same bytes');
    }
    assertClean(page);
    await page.context().close();
  }
});

test('where the guide cannot be made it can be had as text', async () => {
  const { page, app, say } = await opened('/workshop', { prepare: (page) => page.route('**/pdf-worker*', (route) => route.abort()) });
  await page.getByRole('button', { name: say('guide.save'), exact: true }).click();
  await page.locator('[data-pdf=failed]').waitFor();
  const { name, text } = await app.download(() => page.getByRole('button', { name: say('guide.save-text') }).click());
  assert.equal(name, 'att-leda-en-workshop.md');
  assert.ok(text.includes(say('guide.reveal')) && !text.includes('{'));
});

test('who publishes the site is said where content has it, and that it is not filled in where not', async () => {
  for (const [path, filled] of [['/om', false], ['/hjalp/krangel', false], ['/om', true], ['/hjalp/krangel', true]]) {
    const prepare = (page) => page.route('**/questions/ui/sv/later.json', (route) => {
      const file = content('questions/ui/sv/later.json');
      if (filled) Object.assign(file.texts, { 'publisher.name': 'AI-noden i Höör', 'publisher.contact': 'ai@example.org' });
      return route.fulfill({ json: file });
    });
    const { page, say } = await opened(path, { prepare });
    const main = await page.locator('main').innerText();
    assert.equal(main.includes(say('publisher.none')), !filled, path);
    assert.equal(main.includes('AI-noden i Höör'), filled, path);
    if (filled) assert.equal(await page.getByRole('link', { name: 'ai@example.org' }).getAttribute('href'), 'mailto:ai@example.org');
    await page.context().close();
  }
});
