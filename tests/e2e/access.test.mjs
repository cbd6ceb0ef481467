// Every screen and state for everybody, each opened once and looked at in every way: axe in both languages, at two
// widths, light and dark; what a screen reader is told; 400 % zoom; the browser's own colours; less motion; targets
// large enough for a thumb; title and language that follow.
//
//   UPDATE_SNAPSHOTS=1 node --test tests/e2e/access.test.mjs     writes tests/fixtures/tree/ anew

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { assertAccessible, axe } from './support/browser.mjs';
import { openLanes } from './support/lanes.mjs';
import { moving, ownColours, rawTexts, shape, tooSmall, tooWide, tree, withoutFocus, withoutTable } from './support/look.mjs';
import { SCREENS, inLanguage, show } from './support/screens.mjs';
import { start, words } from './support/steps.mjs';

const TREES = resolve(dirname(fileURLToPath(import.meta.url)), '../fixtures/tree');
const UPDATE = Boolean(process.env.UPDATE_SNAPSHOTS);
const LIGHT = { colorScheme: 'light', forcedColors: 'none' };
const DARK = { colorScheme: 'dark', forcedColors: 'none' };
const FORCED = { colorScheme: 'dark', forcedColors: 'active' };
/** Side by side: more would wait for each other. */
const LANES = Math.min(availableParallelism(), 4);

let site, lanes;
before(async () => {
  site = await start();
  lanes = await openLanes(site, LANES, { width: 360, height: 780 });
});
after(() => site.stop());

/**
 * Makes the window as tall as the page: what stands under the bar at the foot would be undecidable for axe, and nothing
 * else does. That the bar never covers what has focus is the keyboard test's.
 */
async function whole(page, width) {
  await page.setViewportSize({ width, height: 800 });
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height });
}

/** Everything about a screen in one language; yields its title and what a screen reader is told. */
async function look(page, screen, locale) {
  const facts = await page.evaluate(() => ({
    lang: document.documentElement.lang, title: document.title,
    heading: document.querySelector('main h1')?.innerText.trim(), headings: document.querySelectorAll('main h1').length,
  }));
  assert.equal(facts.lang, locale);
  if (!screen.rescue) {
    assert.equal(facts.headings, 1);
    assert.equal(facts.title, `${facts.heading} – ${words(locale)('frame.title')}`);
  }
  const { told, empty } = await tree(page);
  assert.deepEqual(empty, [], 'landmarks with nothing in them');
  assert.deepEqual(await withoutTable(page), [], 'charts without a table');
  for (const [width, media] of [[360, LIGHT], [360, DARK], [1280, DARK], [1280, LIGHT]]) {
    if (media === LIGHT || width === 1280) await whole(page, width);
    await page.emulateMedia({ reducedMotion: 'reduce', ...media });
    if (media === LIGHT) {
      assert.deepEqual(await rawTexts(page, words(locale)), [], `raw texts in ${locale} at ${width}`);
      assert.deepEqual(await tooSmall(page, width), [], `targets in ${locale} at ${width}`);
    }
    // Dark differs from light in its colours alone.
    await assertAccessible(page, media === DARK ? { only: ['color-contrast'], exclude: ['svg'] } : {}).catch((error) => {
      error.message = `${locale} ${width} ${media.colorScheme}: ${error.message}`;
      throw error;
    });
  }
  await page.setViewportSize({ width: 320, height: 256 }); // 1280 by 1024 px at 400 %
  assert.deepEqual(await tooWide(page), [], `at 400 % in ${locale}`);
  return { title: facts.title, told };
}

/** What no language changes. */
async function wanted(page) {
  await page.setViewportSize({ width: 360, height: 780 });
  assert.deepEqual(await moving(page), [], 'less motion is wanted');
  // The browser's own colours stand there, and axe reads the page's instead: it cannot judge contrast here.
  await page.emulateMedia({ reducedMotion: 'reduce', ...FORCED });
  await assertAccessible(page, { without: ['color-contrast'] });
  assert.deepEqual(await ownColours(page), [], 'the browser’s own colours are wanted');
  assert.deepEqual(await withoutFocus(page), [], 'focus is seen');
  await page.emulateMedia({ reducedMotion: 'reduce', ...LIGHT });
}

/** Compares what a screen reader is told with what is written down. */
function compare(name, told) {
  const path = join(TREES, `${name}.txt`);
  if (UPDATE) return writeFileSync(path, told);
  let before = '';
  try {
    before = readFileSync(path, 'utf8');
  } catch {
    // Nothing is written down yet: the comparison says so.
  }
  assert.equal(told, before, `${name}: a screen reader is told something else than in tests/fixtures/tree/${name}.txt. If it should be, write it anew with UPDATE_SNAPSHOTS=1.`);
}

describe('every screen', { concurrency: LANES }, () => {
  if (UPDATE) mkdirSync(TREES, { recursive: true });
  for (const screen of SCREENS) {
    test(screen.name, () => lanes.in(async (lane) => {
      let shown = await show(site, screen, { locale: 'sv', lane });
      const swedish = await look(shown.page, screen, 'sv');
      await wanted(shown.page);
      compare(screen.name, swedish.told);
      if (screen.rescue) return; // stands in both languages at once
      await shown.page.setViewportSize({ width: 360, height: 780 });
      if (!(await inLanguage(shown, screen, 'en'))) shown = await show(site, screen, { locale: 'en', lane });
      const english = await look(shown.page, screen, 'en');
      assert.notEqual(english.title, swedish.title, 'the title is in the language');
      assert.equal(shape(english.told), shape(swedish.told), 'both languages are built alike');
    }));
  }
});

test('nothing is written down for a screen that is no more', () => {
  const names = new Set(SCREENS.map(({ name }) => `${name}.txt`));
  const left = readdirSync(TREES).filter((name) => !names.has(name));
  if (UPDATE) left.forEach((name) => rmSync(join(TREES, name)));
  else assert.deepEqual(left, []);
});

test('the looks find what they look for', () => lanes.in(async (lane) => {
  const screen = SCREENS.find(({ name }) => name === 'question-scale');
  const { page } = await show(site, screen, { lane });
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  assert.ok((await moving(page)).some((fault) => fault.includes('SUMMARY')), 'an arrow that turns');
  await page.emulateMedia({ reducedMotion: 'reduce', ...FORCED });
  const spoil = (change) => page.evaluate(change);
  await spoil(() => {
    const label = document.querySelector('label:has(:checked)');
    for (const one of [label, label.querySelector(':checked + *')]) {
      for (const [name, value] of [['forced-color-adjust', 'none'], ['background', 'red'], ['border-color', 'red'], ['outline', 'none']]) one.style.setProperty(name, value);
    }
    const other = document.querySelector('label:not(:has(:checked))');
    for (const one of [other, other.querySelector('input + *')]) {
      for (const [name, value] of [['forced-color-adjust', 'none'], ['background', 'red'], ['border-color', 'red']]) one.style.setProperty(name, value);
    }
    document.querySelector('h1').style.setProperty('forced-color-adjust', 'none');
    document.querySelector('h1').style.setProperty('color', 'rgb(1, 2, 3)');
    document.querySelector('form button').style.setProperty('outline', 'none');
    document.querySelector('.foot').style.setProperty('inline-size', '700px');
    document.querySelector('.bar').style.setProperty('block-size', '400px');
    document.querySelector('.top-nav button').style.setProperty('block-size', '20px');
    document.querySelector('.top-nav button').style.setProperty('min-block-size', '0');
    document.querySelector('.foot p').style.setProperty('color', '#bbbbbb');
    document.querySelector('fieldset').insertAdjacentHTML('beforeend', '<svg><circle class="c-dot" r="4"/><circle r="4"/></svg>');
    document.querySelector('circle.c-dot').style.setProperty('fill', 'Canvas');
    document.querySelector('circle.c-dot').style.setProperty('stroke', 'none');
    document.querySelector('fieldset circle:not(.c-dot)').style.setProperty('fill', 'rgb(1, 2, 3)');
  });
  const colours = (await ownColours(page)).join('\n');
  for (const fault of ['h1. has text in rgb(1, 2, 3)', 'circle. is drawn in rgb(1, 2, 3)', 'circle.c-dot cannot be seen', 'chosen looks like not chosen']) assert.ok(colours.includes(fault), `${fault}\n${colours}`);
  assert.ok((await withoutFocus(page)).some((fault) => fault.startsWith('button.btn')), 'a button that hides its focus');
  await page.emulateMedia({ reducedMotion: 'reduce', ...LIGHT });
  assert.equal((await tooSmall(page, 360)).length, 1);
  await page.setViewportSize({ width: 320, height: 256 });
  const wide = (await tooWide(page)).join('\n');
  assert.match(wide, /the page is 7\d\d px wide/);
  assert.match(wide, /sticks and takes 400 of 256 px/);
  assert.ok((await axe(page)).violations.some(({ id }) => id === 'color-contrast'), 'grey on paper');
}));
