// How every part looks, against pictures: each part of the style page on a phone, light and dark, those that change on
// a laptop too, and what a pointer or the keyboard does to them.
//
//   UPDATE_SNAPSHOTS=1 node --test tests/e2e/style.test.mjs     takes the pictures anew, tests/fixtures/look/
//
// The typeface comes with the app, but another Chromium or another system may draw its edges otherwise. Edges are not
// counted (pixelmatch's antialiasing), a colour may be off by a twenty-fifth of the way from black to white, and of what
// is left one pixel in two hundred: a last test shows that another green, a little room and a bolder letter are more than
// that. The pictures are taken at half the size, so that all of them are small, and letters' edges weigh less.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { PARTS, stylePage } from './support/parts.mjs';
import { start } from './support/steps.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const PICTURES = join(ROOT, 'tests/fixtures/look');
/** Where what differs is put, to be looked at. */
const SEEN = join(ROOT, 'target/look');
const UPDATE = Boolean(process.env.UPDATE_SNAPSHOTS);
const COLOUR = 0.04;
const SHARE = 0.005;
/** All pictures together, in kB. */
const ROOM = 400;

let site, html;
before(async () => {
  site = await start();
  html = await stylePage(site);
  mkdirSync(UPDATE ? PICTURES : SEEN, { recursive: true });
});
after(() => site.stop());

async function opened(width, colorScheme) {
  const page = await site.newPage({ width, height: 900, colorScheme, deviceScaleFactor: 0.5 });
  await page.route('**/style-page', (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }));
  await page.goto(`${site.url}style-page`);
  await page.evaluate(() => document.fonts.ready);
  return page;
}

/** A part as it stands, from its upper edge. */
const picture = (page, name) => page.locator(`#part-${name} .part-in`).screenshot({ animations: 'disabled', caret: 'hide' });

/** As few bytes as a picture without transparency needs. */
const packed = (bytes) => PNG.sync.write(PNG.sync.read(bytes), { colorType: 2, deflateLevel: 9, deflateStrategy: 0 });

/** How much two pictures differ, from 0 to 1, and where; of unlike sizes all of it. */
export function difference(before, now) {
  const [a, b] = [before, now].map((bytes) => PNG.sync.read(bytes));
  if (a.width !== b.width || a.height !== b.height) return { share: 1, why: `${a.width}×${a.height} px before, now ${b.width}×${b.height}` };
  const where = new PNG({ width: a.width, height: a.height });
  const count = pixelmatch(a.data, b.data, where.data, a.width, a.height, { threshold: COLOUR });
  return { share: count / (a.width * a.height), why: `${count} pixels differ`, where: PNG.sync.write(where) };
}

function compare(name, now) {
  const path = join(PICTURES, `${name}.png`);
  if (UPDATE) return void writeFileSync(path, packed(now));
  const { share, why, where } = difference(readFileSync(path), now);
  if (share <= SHARE) return;
  writeFileSync(join(SEEN, `${name}.png`), now);
  if (where) writeFileSync(join(SEEN, `${name}-where.png`), where);
  assert.fail(`${name} looks otherwise: ${why}. It is in target/look/; if it should look so, take it anew with UPDATE_SNAPSHOTS=1.`);
}

/** The pictures of one page, each compared; all that differ are told at once. */
async function all(page, suffix, parts, states = false) {
  const faults = [];
  const one = async (name, part) => {
    try {
      compare(`${name}${suffix}`, await picture(page, part));
    } catch (error) {
      faults.push(error.message);
    }
  };
  for (const { name, on, states: its = [] } of parts) {
    if (!states) await one(name, name);
    else for (const state of its) {
      const target = page.locator(`#part-${name}`).locator(on).first();
      if (state === 'hover') await target.hover({ force: true });
      else {
        await page.keyboard.press('Shift'); // the keyboard was last, so focus is shown
        await target.focus();
      }
      await one(`${name}-${state}`, name);
      await page.mouse.move(0, 0);
      await page.evaluate(() => document.activeElement?.blur());
    }
  }
  assert.deepEqual(faults, []);
}

test('on a phone, in light', async () => all(await opened(360, 'light'), '', PARTS));
test('on a phone, in dark', async () => all(await opened(360, 'dark'), '-dark', PARTS));
test('on a laptop', async () => all(await opened(1280, 'light'), '-wide', PARTS.filter(({ wide }) => wide)));
test('pointed at and in focus', async () => all(await opened(360, 'light'), '', PARTS, true));

test('pictures are few and small, and none is left over', () => {
  const wanted = PARTS.flatMap(({ name, wide, states = [] }) => [name, `${name}-dark`, ...(wide ? [`${name}-wide`] : []), ...states.map((state) => `${name}-${state}`)]);
  const there = readdirSync(PICTURES).map((name) => name.replace('.png', ''));
  if (UPDATE) there.filter((name) => !wanted.includes(name)).forEach((name) => rmSync(join(PICTURES, `${name}.png`)));
  else assert.deepEqual(there.sort(), wanted.sort());
  const bytes = readdirSync(PICTURES).reduce((sum, name) => sum + readFileSync(join(PICTURES, name)).length, 0);
  assert.ok(bytes <= ROOM * 1000, `${bytes} bytes of pictures`);
});

test('a colour, a pixel and a weight are seen to differ', async () => {
  const page = await opened(360, 'light');
  for (const [name, change] of [['button', 'background-color: #0b6a46'], ['scale', 'padding-block-start: 2px'], ['facts', 'font-weight: 500']]) {
    const before = await picture(page, name);
    assert.equal(difference(before, await picture(page, name)).share, 0, `${name} is the same twice`);
    await page.locator(`#part-${name} ${name === 'button' ? '.btn' : name === 'facts' ? 'dt' : 'legend'}`).first().evaluate((one, change) => one.setAttribute('style', change), change);
    assert.ok(difference(before, await picture(page, name)).share > SHARE, `${name}: ${change}`);
  }
});
