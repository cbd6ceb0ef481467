// A firm's whole way, from the first screen to the file and back. Every number that is checked here was worked out by
// hand, beside the answers it comes from (`support/firms.mjs`).

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertClean } from './support/browser.mjs';
import { JOURNEY, OTHER } from './support/firms.mjs';
import { App, DRAFT, pathOf, start, words } from './support/steps.mjs';

let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

// Readiness = 0.4 · lowest + 0.6 · mean of W D S P G; need = 100 · √(((N1 + N2) / 8) · (N3 / 4)).
//
// sales-quoting        3 2 2 2 2 → lowest 2, mean 11/5 = 2.20 → 0.80 + 1.32 = 2.12, level 2
//                      N 3 2 4   → 5/8 · 1 = 0.625, √ = 0.79057 → 79.1; the idea needs 2 2 2 2 2: all there → do now
// production-delivery  2 1 2 ? 0 → lowest 0, mean of four 5/4 = 1.25 → 0.00 + 0.75 = 0.75, level 0+
//                      with P = 0: mean 5/5 → 0.60; with P = 5: mean 10/5 → 1.20
//                      N 4 3 2   → 7/8 · 1/2 = 0.4375, √ = 0.66144 → 66.1; the idea needs G 2 and P 1 → prepare
// finance-admin        2 3 3 1 1 → lowest 1, mean 10/5 = 2.00 → 0.40 + 1.20 = 1.60, level 1+
//                      N 2 1 –   → N3 = 0: 0; N3 = 4: 3/8 · 1, √ = 0.61237 → 61.2; low, medium or real → find out first
const EXPECTED = {
  method: 'readiness-v1',
  notOurs: [{ process: 'it-data-security', reason: 'outside-firm' }],
  processes: [
    {
      process: 'sales-quoting', outcome: 'do-now', reason: 'need-and-ready', idea: 'quote-draft-from-history', gaps: [],
      coverage: { known: 5, applicable: 5 }, level: 2, plus: false, readinessHundredths: 212, readinessBounds: { low: 212, high: 212 },
      use: 2, needTenths: 791, needBounds: { low: 791, high: 791 },
    },
    {
      process: 'production-delivery', outcome: 'prepare', reason: 'need-not-ready', idea: 'field-documentation-speech',
      gaps: [{ dimension: 'P', have: null, need: 1 }, { dimension: 'G', have: 0, need: 2 }],
      coverage: { known: 4, applicable: 5 }, level: 0, plus: true, readinessHundredths: 75, readinessBounds: { low: 60, high: 120 },
      use: 0, needTenths: 661, needBounds: { low: 661, high: 661 },
    },
    {
      process: 'finance-admin', outcome: 'find-out-first', reason: 'one-answer-decides', decides: 'finance-admin.N3', gaps: [],
      coverage: { known: 5, applicable: 5 }, level: 1, plus: true, readinessHundredths: 160, readinessBounds: { low: 160, high: 160 },
      use: 0, needBounds: { low: 0, high: 612 },
    },
  ],
};

/** Everything in a file but when it was saved and the check sum over that. */
function lasting(text) {
  const { savedAt, digest, ...rest } = JSON.parse(text);
  assert.match(savedAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  assert.match(digest, /^[0-9a-f]{64}$/);
  return rest;
}

/** What the result page says about each process, as text. */
async function shown(page) {
  await page.locator('.verdicts').waitFor();
  await page.locator('main details').evaluateAll((all) => all.forEach((one) => { one.open = true; }));
  const cells = (rows) => rows.map((row) => [...row.cells].map((cell) => cell.innerText.trim()));
  const processes = {};
  for (const section of await page.locator('section[id^=area-]').all()) {
    const id = (await section.getAttribute('id')).replace('area-', '');
    processes[id] = {
      outcome: await section.locator('.outcome').innerText(),
      facts: Object.fromEntries(await section.locator('> .stack > .facts > div').evaluateAll((all) => all.map((row) => [row.children[0].innerText, row.children[1].innerText]))),
      sums: (await section.locator('table.sum tr').evaluateAll(cells)).map(([label, value]) => [label, value]),
    };
  }
  return {
    processes,
    verdicts: await page.locator('.verdicts tbody tr').evaluateAll(cells),
    readiness: await page.locator('figure', { has: page.locator('#readiness-chart-narrow-t') }).locator('tbody tr').evaluateAll(cells),
    need: await page.locator('figure', { has: page.locator('#map-chart-narrow-t') }).locator('tbody tr').evaluateAll(cells),
  };
}

/** What must stand there, from hand-made numbers and the language's own words. */
function wanted(t, decimal) {
  const n = (number) => number.replace('.', decimal);
  const level = (value, plus = '') => `${value}${plus} ${t(`level.${value}.name`)}`;
  const readiness = (score, value, plus) => t('readiness.sentence', { score: n(score), level: level(value, plus), meaning: t(`level.${value}.meaning`) });
  const [sales, production, finance] = ['sales-quoting', 'production-delivery', 'finance-admin'].map((id) => t(`process.${id}.name`));
  const outcome = (id) => t(`outcome.${id}.name`);
  const answers = (...levels) => levels.map(([id, value]) => `${t(`dimension.${id}.name`)}\u00a0${value}`).join(', ');
  const between = n('0.60') + '–' + n('1.20');
  return {
    readiness: [
      [sales, outcome('do-now'), n('2.12'), t('level.2.name'), t('chart.none'), t('chart.required', { value: n('2.00') })],
      // The idea needs W 1, D 1, S 1, P 1, G 2: lowest 1, mean 6/5 = 1.2 → 0.40 + 0.72 = 1.12.
      [production, outcome('prepare'), n('0.75'), t('level.0.name'), t('chart.bounds-one', { range: between }), t('chart.required', { value: n('1.12') })],
      [finance, outcome('find-out-first'), n('1.60'), t('level.1.name'), t('chart.none'), t('chart.none')],
    ],
    need: [
      [sales, outcome('do-now'), n('79.1'), n('2.12'), t('chart.none')],
      [production, outcome('prepare'), n('66.1'), n('0.75'), t('chart.bounds-one', { range: between })],
      [finance, outcome('find-out-first'), n('0–61.2'), n('1.60'), t('chart.none')],
    ],
    facts: {
      'sales-quoting': [readiness('2.12', 2), t('need.real', { need: n('79.1') })],
      'production-delivery': [
        `${readiness('0.75', 0, '+')} ${t('level.range', { low: n('0.60'), high: n('1.20'), n: 1 })}`,
        t('need.real', { need: n('66.1') }),
      ],
      'finance-admin': [readiness('1.60', 1, '+'), t('need.open', { need: t('need.between', { low: '0', high: n('61.2') }) })],
    },
    sums: {
      'sales-quoting': [
        [t('sum.answers'), answers(['W', 3], ['D', 2], ['S', 2], ['P', 2], ['G', 2])],
        [t('sum.lowest'), n('0.40') + ' × 2 = ' + n('0.80')],
        [t('sum.mean', { total: 11, count: 5 }), `${n('0.60')} × ${n('2.20')} = ${n('1.32')}`],
        [t('sum.readiness', { level: level(2) }), n('2.12')],
        [`${t('dimension.N1.name')} + ${t('dimension.N2.name')}`, `(3 + 2) ÷ 8 = ${n('0.625')}`],
        [t('dimension.N3.name'), `4 ÷ 4 = ${n('1.00')}`],
        [t('sum.need'), `100 × √(${n('0.625')} × ${n('1.00')}) = ${n('79.1')}`],
      ],
      'production-delivery': [
        [t('sum.answers'), answers(['W', 2], ['D', 1], ['S', 2], ['G', 0])],
        [t('sum.lowest'), n('0.40') + ' × 0 = ' + n('0.00')],
        [t('sum.mean', { total: 5, count: 4 }), `${n('0.60')} × ${n('1.25')} = ${n('0.75')}`],
        [t('sum.readiness', { level: level(0, '+') }), n('0.75')],
        [`${t('dimension.N1.name')} + ${t('dimension.N2.name')}`, `(4 + 3) ÷ 8 = ${n('0.875')}`],
        [t('dimension.N3.name'), `2 ÷ 4 = ${n('0.50')}`],
        [t('sum.need'), `100 × √(${n('0.875')} × ${n('0.50')}) = ${n('66.1')}`],
      ],
      'finance-admin': [
        [t('sum.answers'), answers(['W', 2], ['D', 3], ['S', 3], ['P', 1], ['G', 1])],
        [t('sum.lowest'), n('0.40') + ' × 1 = ' + n('0.40')],
        [t('sum.mean', { total: 10, count: 5 }), `${n('0.60')} × ${n('2.00')} = ${n('1.20')}`],
        [t('sum.readiness', { level: level(1, '+') }), n('1.60')],
      ],
    },
    outcomes: { 'sales-quoting': outcome('do-now'), 'production-delivery': outcome('prepare'), 'finance-admin': outcome('find-out-first') },
  };
}

/** Compares a result page with the numbers worked out by hand. */
async function assertShown(page, t, decimal) {
  const [seen, must] = [await shown(page), wanted(t, decimal)];
  assert.deepEqual(seen.readiness, must.readiness);
  assert.deepEqual(seen.need, must.need);
  assert.deepEqual(Object.keys(seen.processes), Object.keys(must.outcomes));
  for (const [id, process] of Object.entries(seen.processes)) {
    assert.equal(process.outcome, must.outcomes[id]);
    assert.deepEqual([process.facts[t('chart.head.readiness')], process.facts[t('chart.head.need')]], must.facts[id]);
    assert.deepEqual(process.sums, must.sums[id]);
  }
  assert.deepEqual(seen.verdicts.map(([name, outcome]) => [name, outcome]), Object.keys(must.outcomes).map((id) => [t(`process.${id}.name`), must.outcomes[id]]));
}

test('a firm answers in Swedish on a phone, stops halfway, and leaves with its result', async (t) => {
  const say = words('sv');
  const page = await site.newPage({ width: 360, height: 780 });
  const app = new App(page);
  let saved;

  await t.test('the first screen says what, how long and that nothing leaves, with one button, without scrolling', async () => {
    await app.open('/');
    assert.equal(await app.h1(), say('start.heading'));
    assert.equal(await page.title(), `${say('start.heading')} – ${say('frame.title')}`);
    for (const key of ['start.heading', 'start.what', 'start.time.text', 'start.data.text', 'start.alone.button']) {
      const box = await page.getByText(say(key), { exact: true }).boundingBox();
      assert.ok(box && box.y >= 0 && box.y + box.height <= 780, `${key} is on the first screen`);
    }
    assert.equal(await page.locator('.btn:visible').count(), 1);
  });

  await t.test('profile, picker and choice', async () => {
    await page.locator('main .btn').click();
    await app.at('/fragor/foretaget/sector');
    // Where one is: the first of ten, each with its mark.
    assert.match(await page.locator('.ask-where').innerText(), /1 av 10/);
    assert.equal(await page.locator('.ticks li').count(), 10);
    assert.equal(await page.locator('.ask-list li').count(), 10);
    assert.equal((await app.walk(JOURNEY, '/arbetsomraden')).length, 10);
    await app.pick(JOURNEY);
    assert.ok(await page.locator('.pick-why').isVisible());
    assert.equal(await page.locator('.pick-why:visible').count(), 1, 'only what is not theirs asks why');
    await app.next();
    await app.at('/arbetsomraden/val');
    // The two that take much time are proposed; the one that is not theirs cannot be chosen.
    assert.deepEqual(await app.ticked('picker.chosen'), ['sales-quoting', 'production-delivery']);
    assert.equal(await app.input('picker.chosen', 'it-data-security').count(), 0);
    assert.ok((await page.locator('.ask-body').innerText()).includes(say('process.sales-quoting.name')));
    await app.fill(JOURNEY);
    assert.equal((await app.ticked('picker.chosen')).length, 3);
    await app.next();
  });

  await t.test('a reload in the middle of a note loses nothing, and the start page leads back', async () => {
    await app.walk(JOURNEY, '/fragor/production-delivery/D');
    await app.fill(JOURNEY);
    await page.locator('.ask-body summary').click();
    await page.locator('.ask-body textarea').pressSequentially('Bilderna ligger i te');
    await page.reload();
    await app.ready();
    await page.locator('[data-waiting]').waitFor({ state: 'detached' });
    assert.equal(await page.locator('.ask-body textarea').inputValue(), 'Bilderna ligger i te');
    assert.ok(await page.locator('.ask-body textarea').isVisible(), 'a note that is there stands open');
    assert.deepEqual(await app.ticked('production-delivery.D'), ['1']);
    await page.locator('.ask-body textarea').fill('Bilderna ligger i telefonerna.');
    await app.open('/');
    // 10 of the profile, picker, choice, 10 of sales, W and D here: S is the 25th. 10 + 2 + 30 + 7 + 2 = 51 in all.
    const way = page.locator('main .btn');
    assert.equal(await way.innerText(), say('start.resume', { n: 25, total: 51 }));
    await way.click();
    await app.at('/fragor/production-delivery/S');
  });

  await t.test('Back changes no answer', async () => {
    const held = await app.answers();
    for (const path of ['/fragor/production-delivery/D', '/fragor/production-delivery/W', '/fragor/sales-quoting/signals', '/fragor/sales-quoting/N3']) {
      await app.back();
      assert.equal(app.path(), path);
    }
    assert.deepEqual(await app.answers(), held);
    assert.deepEqual(await app.ticked('sales-quoting.N3'), ['4']);
  });

  await t.test('the rest, with one question skipped; the check page says what it would change', async () => {
    const asked = await app.walk(JOURNEY);
    assert.equal(asked.at(-1), 'firm.ai-input', 'somebody uses AI, so it is asked what goes in');
    const open = page.locator('.check-list li');
    assert.equal(await open.count(), 1);
    const area = say('process.finance-admin.name');
    assert.ok((await open.innerText()).includes(say('check.would-decide', { area })), await open.innerText());
    await open.locator('a').click();
    await app.at('/fragor/finance-admin/N3');
    assert.deepEqual(await app.ticked('finance-admin.N3'), []);
    await app.open('/svar');
    const note = page.locator('.check-note');
    assert.equal(await note.innerText(), `${say('check.note')}: Bilderna ligger i telefonerna.`);
    await page.locator('main .btn').first().click();
    await app.at('/resultat');
  });

  await t.test('the result shows the numbers worked out by hand', async () => {
    const idea = say('use-case.quote-draft-from-history.title');
    const inside = idea[0].toLowerCase() + idea.slice(1);
    assert.equal(await app.h1(), say('result.advice.do-now', { area: say('process.sales-quoting.name'), idea: inside }));
    await assertShown(page, say, ',');
    assert.ok((await page.locator('main').innerText()).includes(say('picker.reason.outside-firm')));
  });

  await t.test('the overview leads to each process, without leaving the page', async () => {
    await page.locator('.verdicts a', { hasText: say('process.finance-admin.name') }).click();
    await page.waitForFunction(() => Math.abs(document.querySelector('#area-finance-admin').getBoundingClientRect().top) < 120);
    assert.equal(app.path(), '/resultat');
    assert.ok(await page.locator('#area-sales-quoting details').first().evaluate((one) => one.open), 'the page was not loaded anew');
  });

  await t.test('a quoted answer leads to its question', async () => {
    const quotes = page.locator('#area-sales-quoting .quotes');
    const quote = quotes.locator(`a[href="${app.base}${pathOf('sales-quoting.W')}"]`);
    const text = (await quote.innerText()).replaceAll('”', '');
    await quote.click();
    await app.at('/fragor/sales-quoting/W');
    assert.deepEqual(await app.ticked('sales-quoting.W'), ['3']);
    assert.ok((await page.locator('label', { has: app.input('sales-quoting.W', '3') }).innerText()).includes(text));
    await page.goBack();
    await app.at('/resultat');
  });

  await t.test('the file holds the answers, the note and the same results', async () => {
    saved = await app.download(() => page.locator('main button.btn').first().click());
    assert.match(saved.name, /^kartlaggning-\d{4}-\d\d-\d\d\.kickstart\.json$/);
    const report = JSON.parse(saved.text);
    assert.deepEqual(report.results, EXPECTED);
    assert.deepEqual(Object.fromEntries(report.answers.filter((item) => item.value).map((item) => [item.q, item.value])), JOURNEY);
    assert.deepEqual(report.answers.filter((item) => item.note).map((item) => [item.q, item.note]), [['production-delivery.D', 'Bilderna ligger i telefonerna.']]);
    assert.equal(report.status, 'in-progress', 'one question is open');
  });

  await t.test('everything can be deleted', async () => {
    await app.open('/mina-uppgifter');
    await page.getByRole('button', { name: say('data.delete.button') }).click();
    await page.getByRole('button', { name: say('action.cancel') }).last().click();
    assert.ok(await app.stored(), 'cancelled: everything is still there');
    await page.getByRole('button', { name: say('data.delete.button') }).click();
    await page.getByRole('button', { name: say('data.delete.yes') }).click();
    await app.at('/');
    assert.equal(await page.locator('main .btn').innerText(), say('start.alone.button'));
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).filter((key) => localStorage.getItem(key) !== null)), []);
    await page.reload();
    await app.ready();
    assert.equal(await page.locator('main .btn').innerText(), say('start.alone.button'));
  });

  await t.test('the file brings it all back, and gives the same file again', async () => {
    await app.open('/mina-uppgifter');
    const said = await app.import(saved.name, saved.text);
    assert.equal(said.kind, 'taken');
    assert.ok(said.text.includes(say('data.open.taken', { file: saved.name })), `taken in without remarks: ${said.text}`);
    await page.locator('[data-opened] a.btn').click();
    await app.at('/resultat');
    await assertShown(page, say, ',');
    const again = await app.download(() => page.locator('main button.btn').first().click());
    assert.deepEqual(lasting(again.text), lasting(saved.text));
    const bytes = (text) => text.replace(/"(savedAt|digest)": "[^"]*"/g, '"$1"');
    // The report's own digest stands last of two; the pack's is the same in both.
    assert.equal(bytes(again.text), bytes(saved.text));
    assertClean(page);
  });
});

test('the same way in English on a laptop, with a change of language in the middle and at the end', async () => {
  const [en, sv] = [words('en'), words('sv')];
  const page = await site.newPage({ locale: 'en-GB' });
  const app = new App(page);
  await app.open('/');
  assert.equal(await app.h1(), en('start.heading'));
  await page.locator('main .btn').click();
  await app.at('/fragor/foretaget/sector');
  await app.walk(JOURNEY, '/fragor/sales-quoting/D');
  await app.fill(JOURNEY);
  await page.locator('.ask-body summary').click();
  await page.locator('.ask-body textarea').fill('In the shared folder');

  const held = await app.answers();
  await app.speak('sv');
  assert.equal(await page.title(), `${await app.h1()} – ${sv('frame.title')}`);
  assert.equal(app.path(), '/fragor/sales-quoting/D');
  assert.deepEqual(await app.ticked('sales-quoting.D'), ['2']);
  assert.equal(await page.locator('.ask-body textarea').inputValue(), 'In the shared folder');
  await app.next();
  await app.fill(JOURNEY);
  await app.speak('en');
  assert.deepEqual(await app.answers(), { ...held, 'sales-quoting.S': JOURNEY['sales-quoting.S'] });
  assert.equal(await page.locator('form.ask button[type=submit]').innerText(), en('action.next'));

  await app.walk(JOURNEY);
  await page.locator('main .btn').first().click();
  await app.at('/resultat');
  await assertShown(page, en, '.');
  const file = await app.download(() => page.locator('main button.btn').first().click());
  assert.deepEqual(JSON.parse(file.text).results, EXPECTED);
  await app.speak('sv');
  await assertShown(page, sv, ',');
  await page.reload();
  await app.ready();
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'sv', 'the language chosen last is kept');
  await assertShown(page, sv, ',');
  assertClean(page);
});

test('a firm that needs no AI now is told so, and one that has it already is told to go on', async () => {
  // marketing 1 1 1 1 1 → 0.40 + 0.60 = 1.00; N 1 0 2 → 1/8 · 1/2, √0.0625 → 25.0; the simpler fix is ticked.
  // hr-competence 5 5 5 5 4 → 0.4 · 4 + 0.6 · 4.8 = 1.60 + 2.88 = 4.48; N 4 4 4 → 100; AI with rules → keep going.
  const say = words('sv');
  const page = await site.newPage();
  const app = new App(page);
  await app.open('/arbetsomraden');
  await app.walk(OTHER);
  await app.open('/resultat');
  await page.locator('.verdicts').waitFor();
  const { results } = JSON.parse((await app.download(() => page.locator('main button.btn').first().click())).text);
  const short = results.processes.map((one) => [one.process, one.outcome, one.reason, one.readinessHundredths, one.needTenths]);
  assert.deepEqual(short, [
    ['marketing', 'not-now', 'simpler-fix', 100, 250],
    ['hr-competence', 'keep-going', 'embedded-with-rules', 448, 1000],
  ]);
  assert.deepEqual(results.notOurs, [
    { process: 'sales-quoting', reason: 'not-present' },
    { process: 'finance-admin', reason: 'chosen-not-to', outcome: 'not-now' },
  ]);
  assert.equal(await app.h1(), say('result.advice.keep-going', { area: say('process.hr-competence.name') }));
  assert.equal(await page.evaluate((key) => JSON.parse(localStorage.getItem(key)).assessment.last, DRAFT), 'firm.ai-input');
  assertClean(page);
});
