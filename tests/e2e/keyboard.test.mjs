// The journeys of the app by keyboard alone: Tab, arrows, digits, V, Space, Enter and Escape. Nothing here clicks or fills;
// only the window in which the system itself asks for a file is answered for the person.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertClean } from './support/browser.mjs';
import { PROCESSES, reportsOf, workshopOf } from './support/firms.mjs';
import { App, start, words } from './support/steps.mjs';

const say = words('sv');
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
    // What is higher than the window, such as a table that scrolls, is seen as far as the window goes.
    const [from, to] = height > innerHeight ? [Math.max(y, 0), Math.min(y + height, innerHeight)] : [y, y + height];
    const inside = width > 1 && height > 1 && x >= 0 && from >= 0 && to <= innerHeight + 1 && to > from;
    const top = document.elementFromPoint(x + width / 2, (from + to) / 2);
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
async function arrived(page) {
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

/** Goes to a button or a link by its words, and presses Enter there. */
async function press(page, text, selector = 'button, a') {
  for (let stop = 0; stop < 60; stop += 1) {
    await tabTo(page, selector);
    if (await page.evaluate((text) => document.activeElement.innerText.trim() === text, text)) return page.keyboard.press('Enter');
  }
  throw new assert.AssertionError({ message: `Tab never reached “${text}”` });
}

/** Opens a file at its field; the system's own window gives these. */
async function choose(page, field, files) {
  // Waited for before the way there: the browser has to be told that its window is not wanted.
  const pressed = async () => {
    await tabTo(page, field);
    await page.keyboard.press('Space');
  };
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), pressed()]);
  await chooser.setFiles(files);
}

const json = (name, body) => ({ name, mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(body)) });
/** Saves a file by a button; returns its name and bytes. */
const saved = (app, text) => app.downloadBytes(() => press(app.page, text, 'button'));

test('journey A by keyboard alone: an owner answers, reads the result, chooses an idea and saves the report', async (t) => {
  const page = await site.newPage();
  const app = new App(page);
  const key = (name) => page.keyboard.press(name);
  const answerOf = async (question) => (await app.answers())[question];

  await t.test('the first stop jumps past the top', async () => {
    await app.open('/');
    await key('Tab');
    const skip = await focused(page);
    assert.ok(skip.class.includes('skip') && skip.inside && skip.outlined, JSON.stringify(skip));
    assert.equal(skip.text, say('frame.skip'));
    await key('Enter');
    assert.equal((await focused(page)).id, 'main');
    await key('Tab');
    assert.equal((await focused(page)).text, say('start.alone.button'));
    await enter(page);
    assert.equal(app.path(), '/fragor/foretaget/sector');
  });

  await t.test('the profile: Space and arrows choose, typing fills, Enter goes on', async () => {
    await tabTo(page, 'input[type=radio]');
    await key('Space');
    for (let step = 0; step < 7; step += 1) await key('ArrowDown');
    assert.deepEqual(await answerOf('profile.sector'), { choice: 'construction' });
    await key('5');
    assert.deepEqual(await answerOf('profile.sector'), { choice: 'construction' }, 'a digit chooses only on the scale');
    await enter(page);

    await tabTo(page, '.count input');
    await page.keyboard.type('14');
    await enter(page);
    assert.deepEqual(await answerOf('profile.headcount'), { number: 14 });

    while (app.path() !== '/fragor/foretaget/municipality') {
      await tabTo(page, 'input[type=radio]');
      await key('Space');
      await enter(page);
    }
    await tabTo(page, '.ask-body select');
    await page.keyboard.type('Esl');
    assert.deepEqual(await answerOf('profile.municipality'), { choice: '1285' });
    await tabTo(page, 'form.ask button[type=submit]');
    await enter(page);
    while (app.path() !== '/arbetsomraden') {
      await tabTo(page, 'input[type=radio]');
      await key('Space');
      await enter(page);
    }
  });

  await t.test('the picker and the choice', async () => {
    for (const id of PROCESSES) {
      await tabTo(page, `input[name="picker.${id}"]`);
      await key('Space'); // much
      if (!['marketing', 'sales-quoting'].includes(id)) await key('ArrowRight');
      if (id === 'it-data-security') {
        await key('ArrowRight');
        await key('ArrowRight');
        await tabTo(page, `input[name="picker.${id}-reason"]`);
        await key('ArrowDown');
        assert.deepEqual(await answerOf(`picker.${id}`), { notOurs: { reason: 'outside-firm' } });
      }
    }
    await enter(page);
    assert.equal(app.path(), '/arbetsomraden/val');
    assert.deepEqual(await app.ticked('picker.chosen'), ['marketing', 'sales-quoting']);
    await tabTo(page, 'input[name="picker.chosen"][value="customer-service"]');
    await key('Space');
    assert.equal((await app.ticked('picker.chosen')).length, 3);
    await key('Space');
    assert.equal((await app.ticked('picker.chosen')).length, 2);
    await enter(page);
    assert.equal(app.path(), '/fragor/marketing/W');
  });

  await t.test('on the scale digits choose, V is “don’t know”, arrows move, and a note takes digits as text', async () => {
    for (const digit of ['0', '3', '5']) {
      await key(digit);
      const here = await focused(page);
      assert.deepEqual([here.name, here.value, here.outlined], ['marketing.W', digit, true]);
      assert.deepEqual(await answerOf('marketing.W'), { level: Number(digit) });
    }
    await key('9');
    assert.deepEqual(await answerOf('marketing.W'), { level: 5 }, 'there is no 9');
    await key('ArrowUp');
    assert.deepEqual(await answerOf('marketing.W'), { level: 4 });
    await tabTo(page, '.ask-body summary');
    await key('Enter');
    assert.equal(app.path(), '/fragor/marketing/W', 'Enter on a summary opens it and does not go on');
    await tabTo(page, '.ask-body textarea');
    await page.keyboard.type('0 av 5, V');
    await key('Enter');
    assert.equal(app.path(), '/fragor/marketing/W', 'Enter in a note is a new line');
    assert.deepEqual(await answerOf('marketing.W'), { level: 4 });
    await tabTo(page, 'form.ask button[type=submit]');
    await enter(page);

    await key('v');
    assert.deepEqual(await answerOf('marketing.D'), { dontKnow: true });
    assert.equal((await focused(page)).value, 'dont-know');
    await enter(page);
    await key('Enter'); // skipped, straight from the heading
    await app.at('/fragor/marketing/P');
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
        await key('Space');
        assert.equal((await answerOf(question)).choices.length, 1);
      } else {
        await key(String(asked % 5));
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
    await key('Enter');
    await tabTo(page, '#area-marketing .quotes a');
    await enter(page);
    assert.match(app.path(), /^\/fragor\//);
    await page.goBack();
    await app.at('/resultat');
    await arrived(page);
  });

  await t.test('an idea is chosen, its first step is planned, and the report is saved in both forms', async () => {
    await tabTo(page, '.result-first a.btn');
    await enter(page);
    assert.equal(app.path(), '/forslag');
    await app.whole();
    await tabTo(page, '.idea a.btn');
    await enter(page);
    assert.equal(app.path(), '/plan');
    await app.whole();
    const { assessment } = await app.stored();
    assert.ok(assessment.plan.chosen.useCase);
    await tabTo(page, 'main input[type=text], main textarea');
    await page.keyboard.type('Åsa');
    assert.ok(JSON.stringify((await app.stored()).assessment.plan).includes('Åsa'));
    await app.open('/resultat');
    await app.loaded();
    const file = await saved(app, say('result.label.save-file'));
    assert.equal(JSON.parse(file.bytes).plan.chosen.useCase, assessment.plan.chosen.useCase);
    const pdf = await saved(app, say('pdf.save'));
    assert.equal(pdf.bytes.subarray(0, 5).toString(), '%PDF-');
  });

  await t.test('a dialog takes focus, closes by Escape and gives focus back', async () => {
    await tabTo(page, '.foot-links a[href$="/mina-uppgifter"]');
    await enter(page);
    assert.equal(app.path(), '/mina-uppgifter');
    await tabTo(page, 'section[aria-labelledby=h-again] button');
    for (let round = 0; round < 2; round += 1) {
      await key('Enter');
      const dialog = page.locator('dialog[open]');
      await dialog.waitFor();
      assert.ok(await page.evaluate(() => document.querySelector('dialog[open]').contains(document.activeElement)));
      await key('Escape');
      await dialog.waitFor({ state: 'detached' });
      const here = await focused(page);
      assert.equal(here.text, say('data.again.button'));
    }
    assert.ok(await app.stored(), 'nothing was deleted');
  });

  await t.test('another language keeps the place and does not drop focus', async () => {
    await app.open('/om');
    await tabTo(page, '.top-nav button');
    await key('Enter');
    await page.waitForFunction(() => document.documentElement.lang === 'en');
    await app.ready();
    assert.equal(app.path(), '/om');
    await page.waitForTimeout(100);
    const here = await focused(page);
    assert.deepEqual([here.tag, here.text], ['BUTTON', 'Svenska'], 'whoever hears the page does not start over');
  });
  assertClean(page);
});

test('journey B by keyboard alone: a workshop is opened, a participant answers and hands back, the room reveals and agrees', async () => {
  const room = await site.newPage({ permissions: ['clipboard-read', 'clipboard-write'] });
  const app = new App(room);
  await app.open('/workshop');
  await app.loaded();
  await tabTo(room, '#workshop-name');
  await room.keyboard.type('Elfirman i Eslöv');
  await tabTo(room, 'input[name=kind]');
  await room.keyboard.press('Space');
  assert.equal(await room.locator('input[name=kind]:checked').getAttribute('value'), 'one-firm');
  await tabTo(room, 'input[name=process][value=sales-quoting]');
  await room.keyboard.press('Space');
  await press(room, say('workshop.begin'), 'button');
  await room.locator('[data-join]').waitFor();
  await arrived(room);
  const way = await room.locator('[data-join]').getAttribute('href');

  const { origin } = new URL(site.url);
  const phone = await site.newPage({ width: 390, height: 844, permissions: ['clipboard-read', 'clipboard-write'] });
  const own = new App(phone);
  await phone.goto(new URL(way, origin).href);
  await own.loaded();
  await tabTo(phone, 'main .acts a.btn');
  await enter(phone);
  for (let asked = 0; (await phone.locator('form.ask').count()) > 0; asked += 1) {
    assert.ok(asked < 60, 'the way ends');
    const scale = await phone.locator('form.ask input[type=radio]').count();
    await tabTo(phone, scale ? 'input[type=radio]' : 'input[type=checkbox]');
    await phone.keyboard.press('Space');
    if (scale) await phone.keyboard.press('ArrowDown');
    await tabTo(phone, 'form.ask button[type=submit]');
    await enter(phone);
  }
  await phone.locator('.hand').waitFor();
  await press(phone, say('join.show.other'), 'summary');
  await press(phone, say('workshop.copy'), 'button');
  await phone.getByText(say('workshop.copied')).waitFor();
  // What was copied there comes here by a message or an e-mail.
  const sent = await phone.evaluate(() => navigator.clipboard.readText());
  await room.evaluate((text) => navigator.clipboard.writeText(text), sent);
  await press(room, say('workshop.intake.other'), 'summary');
  await tabTo(room, '#pasted-code');
  await room.keyboard.press('ControlOrMeta+V');
  await press(room, say('workshop.paste.take'), 'button');
  await room.getByText(say('workshop.ack.new', { n: 1 })).waitFor();

  await press(room, say('workshop.questions.show'), 'summary');
  await press(room, say('process.sales-quoting.W.text'), 'button');
  await tabTo(room, '[data-reveal]');
  await room.keyboard.press('Enter');
  await room.locator('[data-board] .dist').first().waitFor();
  await tabTo(room, '.agree input');
  await room.keyboard.press('Space');
  for (let step = 0; step < 3; step += 1) await room.keyboard.press('ArrowDown');
  const agreed = await room.locator('.agree input:checked').getAttribute('value');
  const report = JSON.parse((await saved(app, say('workshop.agreed-report.save'))).bytes);
  assert.deepEqual(report.answers.find((one) => one.q === 'sales-quoting.W').value, { level: Number(agreed) });
  const kept = JSON.parse((await saved(app, say('workshop.save'))).bytes);
  assert.equal(kept.ballots.length, 1);
  for (const page of [room, phone]) assertClean(page);
});

test('journey C by keyboard alone: thirty files are taken in, looked at and handed on', async () => {
  const page = await site.newPage();
  const app = new App(page);
  await app.open('/rapporter');
  await app.loaded();
  const firms = reportsOf(28);
  await choose(page, '#open-reports', [...firms.map((one) => json(`${one.organisation.label}.kickstart.json`, one)), json('kopia.json', firms[3]), json('trasig.json', { format: 'kickstart-report' })]);
  await page.getByText(say('cohort.sum', { firms: '28', all: '30', refused: '1' })).waitFor();
  await app.whole();
  await tabTo(page, 'input[name=measure]');
  for (let step = 0; step < 2; step += 1) await page.keyboard.press('ArrowRight');
  await page.waitForFunction(() => document.querySelector('input[name=measure]:checked').value === 'need');
  await press(page, say('process.sales-quoting.name'), 'th button');
  await page.locator('th[aria-sort]').waitFor();
  await tabTo(page, 'table.room tbody button');
  const name = (await focused(page)).text;
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.id === 'firm-heading');
  assert.equal((await focused(page)).text, name);
  await press(page, say('reports.back'), 'button');
  await page.waitForFunction((name) => document.activeElement?.textContent.trim() === name, name);
  const table = await saved(app, say('reports.csv'));
  assert.ok(table.bytes.toString().includes(firms[0].organisation.label));
  assertClean(page);
});

test('journey D by keyboard alone: an old report is opened, the questions are answered again, and what has moved is shown', async () => {
  const page = await site.newPage();
  const app = new App(page);
  await app.open('/');
  await app.loaded();
  await press(page, say('start.follow-up'), 'a');
  await app.at('/uppfoljning');
  await arrived(page);
  const old = { ...reportsOf(1)[0], savedAt: '2026-05-24T09:00:00Z' };
  await choose(page, '#open-file', [json('i-varas.kickstart.json', old)]);
  await page.locator('[data-opened=taken]').waitFor();
  await press(page, say('follow.again.button'), 'button');
  await app.at('/fragor/sales-quoting/W');
  await arrived(page);
  const then = (q) => old.answers.find((one) => one.q === q)?.value?.level;
  for (let asked = 0; app.question().startsWith('sales-quoting.'); asked += 1) {
    assert.ok(asked < 12);
    if (app.question().endsWith('signals')) {
      await tabTo(page, 'input[type=checkbox]');
      await page.keyboard.press('Space');
    } else {
      await page.keyboard.press(app.question() === 'sales-quoting.D' ? '5' : String(then(app.question())));
    }
    await enter(page);
  }
  await tabTo(page, '.brand', 'Shift+Tab');
  await enter(page);
  await press(page, say('start.follow-up'), 'a');
  await app.at('/uppfoljning');
  await arrived(page);
  assert.equal(await app.h1(), say('follow.up', { up: say('process.sales-quoting.name') }));
  await tabTo(page, '.chart details summary');
  await page.keyboard.press('Enter');
  assert.ok(await page.locator('.chart table.twin').first().isVisible());
  await tabTo(page, 'main a[href$="/fragor/sales-quoting/D"]');
  await enter(page);
  assert.deepEqual((await app.answers())['sales-quoting.D'], { level: 5 });
  assertClean(page);
});

test('journey E by keyboard alone: workshops are put together, set against a goal and handed on', async () => {
  const page = await site.newPage();
  const app = new App(page);
  await app.open('/program');
  await app.loaded();
  const firms = reportsOf(18);
  await choose(page, '#open-reports', [0, 1].map((at) => json(`Workshop ${at}.kickstart-workshop.json`, workshopOf(at, firms.slice(at * 9, at * 9 + 9)))));
  await page.locator('#programme-sectors-chart-narrow-t').waitFor({ state: 'attached' });
  await app.whole();
  await tabTo(page, '#goal-reached');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('36');
  await page.keyboard.press('Tab');
  await page.waitForFunction(() => [...document.querySelectorAll('table.twin td')].some((cell) => cell.textContent === '36'));
  await tabTo(page, 'figure summary');
  await page.keyboard.press('Enter');
  assert.ok(await page.locator('figure table.twin').first().isVisible());
  const { progress } = JSON.parse((await saved(app, say('reports.json'))).bytes);
  assert.deepEqual([progress.reached, progress.goals.reached], [18, 36]);
  await tabTo(page, 'input[type=checkbox]', 'Shift+Tab');
  await page.keyboard.press('Space');
  assert.equal((await focused(page)).text, say('reports.anonymise'));
  const open = JSON.parse((await saved(app, say('reports.json'))).bytes);
  assert.equal(open.progress, undefined);
  assertClean(page);
});
