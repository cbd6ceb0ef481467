// The whole way by keyboard alone: Tab, arrows, digits, V, Space, Enter and Escape. Nothing here clicks or fills.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertClean } from './support/browser.mjs';
import { PROCESSES } from './support/firms.mjs';
import { App, start, words } from './support/steps.mjs';

let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

/** Where focus is, and whether one sees it there: on the element, or on the row that it stands for. */
function focused(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    const hidden = element.getBoundingClientRect().width <= 1;
    const row = element.closest('label') ?? (hidden ? element.labels?.[0] : null) ?? element;
    const outlined = [element, row].some((one) => {
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(one);
      return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && !/, 0\)$/.test(outlineColor);
    });
    const { x, y, width, height } = row.getBoundingClientRect();
    const inside = width > 1 && height > 1 && x >= 0 && y >= 0 && y + height <= innerHeight + 1;
    const top = document.elementFromPoint(x + width / 2, y + height / 2);
    const covered = !(top && (row.contains(top) || top.contains(row)));
    return { tag: element.tagName, id: element.id, name: element.name ?? '', value: element.value ?? '', class: element.className, text: row.innerText?.slice(0, 60) ?? '', outlined, inside: inside && !covered };
  });
}

/** Presses Tab until an element has focus; every stop on the way must be visible. */
async function tabTo(page, selector, key = 'Tab') {
  for (let stop = 0; stop < 150; stop += 1) {
    await page.keyboard.press(key);
    const here = await focused(page);
    if (here.tag === 'BODY') continue; // past the last stop, where the browser's own controls are
    assert.ok(here.outlined, `focus is seen on ${JSON.stringify(here)}`);
    assert.ok(here.inside, `focus is not hidden on ${JSON.stringify(here)}`);
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return here;
  }
  throw new assert.AssertionError({ message: `Tab never reached ${selector}` });
}

/** A new place: focus on its heading, and the page's title follows. */
async function arrived(page, path) {
  if (path) await page.waitForURL((url) => url.pathname === path);
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
  const [title, heading] = await page.evaluate(() => [document.title, document.querySelector('h1').innerText.trim()]);
  assert.ok(title.startsWith(heading), `“${title}” begins with “${heading}”`);
}

async function enter(page) {
  const before = page.url();
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.href !== before);
  await arrived(page);
}

test('the whole way by keyboard alone', async (t) => {
  const say = words('sv');
  const page = await site.newPage();
  const app = new App(page);
  const press = (key) => page.keyboard.press(key);
  const answerOf = async (question) => (await app.answers())[question];

  await t.test('the first stop jumps past the top', async () => {
    await app.open('/');
    await press('Tab');
    const skip = await focused(page);
    assert.ok(skip.class.includes('skip') && skip.inside && skip.outlined, JSON.stringify(skip));
    assert.equal(skip.text, say('frame.skip'));
    await press('Enter');
    assert.equal((await focused(page)).id, 'main');
    await press('Tab');
    assert.equal((await focused(page)).text, say('start.alone.button'));
    await enter(page);
    assert.equal(app.path(), '/fragor/foretaget/sector');
  });

  await t.test('the profile: Space and arrows choose, typing fills, Enter goes on', async () => {
    await tabTo(page, 'input[type=radio]');
    await press('Space');
    for (let step = 0; step < 7; step += 1) await press('ArrowDown');
    assert.deepEqual(await answerOf('profile.sector'), { choice: 'construction' });
    await press('5');
    assert.deepEqual(await answerOf('profile.sector'), { choice: 'construction' }, 'a digit chooses only on the scale');
    await enter(page);

    await tabTo(page, '.count input');
    await page.keyboard.type('14');
    await enter(page);
    assert.deepEqual(await answerOf('profile.headcount'), { number: 14 });

    while (app.path() !== '/fragor/foretaget/municipality') {
      await tabTo(page, 'input[type=radio]');
      await press('Space');
      await enter(page);
    }
    await tabTo(page, '.ask-body select');
    await page.keyboard.type('Esl');
    assert.deepEqual(await answerOf('profile.municipality'), { choice: '1285' });
    await tabTo(page, 'form.ask button[type=submit]');
    await enter(page);
    while (app.path() !== '/arbetsomraden') {
      await tabTo(page, 'input[type=radio]');
      await press('Space');
      await enter(page);
    }
  });

  await t.test('the picker and the choice', async () => {
    for (const id of PROCESSES) {
      await tabTo(page, `input[name="picker.${id}"]`);
      await press('Space'); // much
      if (!['marketing', 'sales-quoting'].includes(id)) await press('ArrowRight');
      if (id === 'it-data-security') {
        await press('ArrowRight');
        await press('ArrowRight');
        await tabTo(page, `input[name="picker.${id}-reason"]`);
        await press('ArrowDown');
        assert.deepEqual(await answerOf(`picker.${id}`), { notOurs: { reason: 'outside-firm' } });
      }
    }
    await enter(page);
    assert.equal(app.path(), '/arbetsomraden/val');
    assert.deepEqual(await app.ticked('picker.chosen'), ['marketing', 'sales-quoting']);
    await tabTo(page, 'input[name="picker.chosen"][value="customer-service"]');
    await press('Space');
    assert.equal((await app.ticked('picker.chosen')).length, 3);
    await press('Space');
    assert.equal((await app.ticked('picker.chosen')).length, 2);
    await enter(page);
    assert.equal(app.path(), '/fragor/marketing/W');
  });

  await t.test('on the scale digits choose, V is “don’t know”, arrows move, and a note takes digits as text', async () => {
    for (const digit of ['0', '3', '5']) {
      await press(digit);
      const here = await focused(page);
      assert.deepEqual([here.name, here.value, here.outlined], ['marketing.W', digit, true]);
      assert.deepEqual(await answerOf('marketing.W'), { level: Number(digit) });
    }
    await press('9');
    assert.deepEqual(await answerOf('marketing.W'), { level: 5 }, 'there is no 9');
    await press('ArrowUp');
    assert.deepEqual(await answerOf('marketing.W'), { level: 4 });
    await tabTo(page, '.ask-body summary');
    await press('Enter');
    assert.equal(app.path(), '/fragor/marketing/W', 'Enter on a summary opens it and does not go on');
    await tabTo(page, '.ask-body textarea');
    await page.keyboard.type('0 av 5, V');
    await press('Enter');
    assert.equal(app.path(), '/fragor/marketing/W', 'Enter in a note is a new line');
    assert.deepEqual(await answerOf('marketing.W'), { level: 4 });
    await tabTo(page, 'form.ask button[type=submit]');
    await enter(page);

    await press('v');
    assert.deepEqual(await answerOf('marketing.D'), { dontKnow: true });
    assert.equal((await focused(page)).value, 'dont-know');
    await enter(page);
    await press('Enter'); // skipped, straight from the heading
    await page.waitForURL((url) => url.pathname === '/fragor/marketing/P');
    await arrived(page);
    assert.equal(await answerOf('marketing.S'), undefined);
    await tabTo(page, '.bar > a', 'Shift+Tab');
    await enter(page);
    assert.equal(app.path(), '/fragor/marketing/S');
  });

  await t.test('the rest of the way', async () => {
    for (let asked = 0; app.path() !== '/svar'; asked += 1) {
      assert.ok(asked < 60, 'the way ends');
      const question = app.question();
      if (question.startsWith('firm') || question.endsWith('signals')) {
        await tabTo(page, 'input[type=checkbox]');
        await press('Space');
        assert.equal((await answerOf(question)).choices.length, 1);
      } else {
        await press(String(asked % 5));
        assert.deepEqual(await answerOf(question), { level: asked % 5 });
      }
      await enter(page);
    }
    await tabTo(page, 'main a.btn');
    await enter(page);
    assert.equal(app.path(), '/resultat');
  });

  await t.test('the result opens, leads back to a question and returns', async () => {
    await tabTo(page, '#area-marketing summary');
    await press('Enter');
    await tabTo(page, '#area-marketing .quotes a');
    await enter(page);
    assert.match(app.path(), /^\/fragor\//);
    await page.goBack();
    await arrived(page, '/resultat');
  });

  await t.test('a dialog takes focus, closes by Escape and gives focus back', async () => {
    await tabTo(page, '.foot-links a');
    await enter(page);
    assert.equal(app.path(), '/mina-uppgifter');
    await tabTo(page, 'section[aria-labelledby=h-again] button');
    for (let round = 0; round < 2; round += 1) {
      await press('Enter');
      const dialog = page.locator('dialog[open]');
      await dialog.waitFor();
      assert.ok(await page.evaluate(() => document.querySelector('dialog[open]').contains(document.activeElement)));
      await press('Escape');
      await dialog.waitFor({ state: 'detached' });
      const here = await focused(page);
      assert.equal(here.text, say('data.again.button'));
    }
    assert.ok(await app.stored(), 'nothing was deleted');
  });

  await t.test('another language keeps the place and does not drop focus', async () => {
    await app.open('/om');
    await tabTo(page, '.top-nav button');
    await press('Enter');
    await page.waitForFunction(() => document.documentElement.lang === 'en');
    await app.ready();
    assert.equal(app.path(), '/om');
    await page.waitForTimeout(100);
    const here = await focused(page);
    assert.deepEqual([here.tag, here.text], ['BUTTON', 'Svenska'], 'whoever hears the page does not start over');
  });
  assertClean(page);
});
