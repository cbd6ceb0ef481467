// From the finished questionnaire to a plan, on a phone: what to begin with, why, what a change would do, and the plan
// in the report, the calendar and as text.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertClean } from './support/browser.mjs';
import { JOURNEY, draft } from './support/firms.mjs';
import { App, start, words } from './support/steps.mjs';

const say = words('sv');
const PHONE = { width: 360, height: 740 };

let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

async function opened(path, stored = draft(JOURNEY), options = PHONE) {
  const page = await site.withDraft(stored, options);
  const app = new App(page);
  await app.open(path);
  await app.loaded();
  return { page, app };
}

/** What a saved report holds, but for when it was saved. */
async function report(app) {
  await app.open('/resultat');
  await app.loaded();
  const { text } = await app.download(() => app.page.locator('.result-first button').first().click());
  const { savedAt, digest, ...rest } = JSON.parse(text);
  return rest;
}

test('three taps lead from the checked answers to a plan, which goes along in the report', async () => {
  const { page, app } = await opened('/svar');
  let taps = 0;
  const tap = async (locator, path) => {
    await locator.first().click();
    taps += 1;
    await app.at(path);
  };
  await tap(page.locator('main .acts a.btn'), '/resultat');
  await tap(page.locator('.result-first a.btn'), '/forslag');
  const title = (await page.locator('.idea h3').first().innerText()).trim();
  assert.equal(title, say('use-case.quote-draft-from-history.title'));
  await tap(page.locator('.idea a.btn'), '/plan');
  assert.equal(await app.h1(), title);
  await app.whole();

  // The money for it stands below: what each way gives, what is left to pay, what to check, and where that was read.
  const money = page.locator('section.row', { has: page.locator('h2', { hasText: say('result.section.funding.heading') }) });
  const route = money.locator('details.fold').first();
  await route.locator('summary').first().click();
  taps += 1;
  const told = await route.innerText();
  for (const key of ['money.fits', 'money.check', 'money.window', 'money.lead', 'money.check-open']) assert.ok(told.includes(say(key)), `${key} in ${told}`);
  assert.match(told, /Källa: .+ Läst \d+ \w+ 20\d\d\./);
  assert.ok(taps <= 8, `${taps} taps`);
  const sections = await page.locator('section.row h2').allInnerTexts();
  for (const part of ['people', 'training', 'law']) assert.ok(sections.includes(say(`result.section.${part}.heading`)), part);

  // The catalogue's first step and measure stand there to be changed; what is typed is kept at once.
  assert.equal(await page.locator('#plan-first-step').inputValue(), say('use-case.quote-draft-from-history.first-step'));
  await page.locator('#plan-owner').fill('Åsa, kalkyl');
  await page.locator('#plan-before').fill('55 minuter per offert, fem offerter');
  await page.locator('#plan-start').fill('2026-12-28');
  await page.reload();
  await app.ready();
  await app.loaded();
  assert.equal(await page.locator('#plan-owner').inputValue(), 'Åsa, kalkyl');
  assert.equal(await page.locator('#plan-check').inputValue(), '2027-01-11', 'two weeks after the start, across the year');

  const calendar = await app.download(() => page.locator('main .acts button').first().click());
  assert.match(calendar.name, /\.ics$/);
  assert.match(calendar.text, /^BEGIN:VCALENDAR\r\n/);
  assert.match(calendar.text, /DTSTART;VALUE=DATE:20261228\r\n/);
  assert.match(calendar.text, /DTSTART;VALUE=DATE:20270111\r\n/);
  const text = await app.download(() => page.locator('main .acts button').nth(1).click());
  assert.match(text.name, /\.md$/);
  assert.ok(text.text.includes('55 minuter per offert'));

  const { plan } = await report(app);
  assert.deepEqual(plan, {
    chosen: { useCase: 'quote-draft-from-history', process: 'sales-quoting' },
    owner: 'Åsa, kalkyl', before: '55 minuter per offert, fem offerter', start: '2026-12-28',
  });
  assertClean(page);
});

test('every reason leads to the question that it rests on, and shows the answer there', async () => {
  const { page, app } = await opened('/forslag');
  await app.whole();
  const links = await page.locator('.idea .quotes a').evaluateAll((all, base) => all.map((link) => [link.pathname.slice(base.length), link.innerText.replaceAll('”', '')]), app.base);
  assert.ok(links.length > 10, `${links.length} reasons`);
  for (const [path, text] of links.filter(([, told]) => !/^\D*\d/.test(told)).slice(0, 6)) {
    await app.open(path);
    await app.loaded();
    const ticked = await page.locator('label', { has: page.locator('input:checked') }).allInnerTexts();
    assert.ok(ticked.some((answer) => answer.includes(text.trim())), `${path}: ${text} is among ${ticked.join(' | ')}`);
  }
  for (const [path] of links) assert.match(path, /^\/fragor\//);
  assertClean(page);
});

test('trying out a change shows at once what it opens, and leaves the answers alone', async () => {
  const { page, app } = await opened('/forslag');
  const before = await report(app);
  await app.open('/forslag');
  await app.loaded();
  const boxes = page.locator('input[name=raise]');
  assert.ok((await boxes.count()) >= 2);
  const said = page.locator('[role=status].stack');
  assert.equal((await said.innerText()).trim(), '');
  for (const label of await page.locator('label', { has: boxes }).all()) await label.click();
  assert.match(await said.innerText(), /Dokumentera ute på jobbet/);
  assert.deepEqual(await report(app), before);
  assertClean(page);
});

test('a fact that decides is asked beside the suggestions, and the list follows', async () => {
  const { page, app } = await opened('/forslag');
  const ideas = () => page.locator('.idea').evaluateAll((all) => all.map((one) => one.id));
  const first = await ideas();
  const fact = page.locator('fieldset.fact', { has: page.locator('input[name="fact.invoices_per_month"]') }).first();
  const name = await fact.locator('input').first().getAttribute('name');
  const idea = 'idea-invoice-interpretation';
  assert.ok(first.includes(idea));
  // Fewer than twenty invoices a month: it is not worth it, and goes to what is not for them.
  await page.locator('label', { has: app.input(name, 'under-20') }).click();
  await page.waitForFunction((id) => !document.getElementById(id), idea);
  await app.whole();
  assert.ok(!(await ideas()).includes(idea));
  // The answer stands there still, and can be changed.
  assert.ok(await app.input(name, 'under-20').isChecked());
  await page.locator('label', { has: app.input(name, '20-plus') }).click();
  await page.waitForFunction((id) => document.getElementById(id), idea);
  assertClean(page);
});

test('a firm in acute want of cash is told so, and offered nothing to begin with', async () => {
  const { page, app } = await opened('/forslag', draft({ ...JOURNEY, 'profile.business': { choice: 'cash-crisis' } }));
  assert.equal(await app.h1(), say('advice.cash.title'));
  assert.equal(await page.locator('.idea a.btn').count(), 0);
  // Whom to ask comes right after that.
  assert.equal(await page.locator('h2').first().innerText(), say('result.section.people.heading'));
  assertClean(page);
});

test('small state aid that they already had counts towards the ceiling, and is not kept', async () => {
  const { page, app } = await opened('/forslag');
  await page.locator('.idea a.btn').first().click();
  await app.at('/plan');
  await app.whole();
  const before = await page.locator('main').innerText();
  await page.locator('#earlier').fill('3 299 999');
  await page.locator('#earlier').blur();
  await page.locator('details summary', { hasText: say('money.more') }).first().waitFor();
  await page.locator('main details').evaluateAll((all) => all.forEach((one) => { one.open = true; }));
  assert.match(await page.locator('main').innerText(), /Det är mer än taket på 3.300.000 kr/);
  assert.doesNotMatch(before, /mer än taket/);
  const stored = await page.evaluate(() => JSON.stringify(localStorage));
  assert.ok(!stored.includes('3299999') && !stored.includes('3 299 999'));
  assertClean(page);
});

test('an idea can be moved, set aside with a reason, and taken back', async () => {
  const { page, app } = await opened('/forslag');
  const ids = () => page.locator('.idea:has(a.btn)').evaluateAll((all) => all.map((one) => one.id));
  const first = await ids();
  assert.ok(first.length >= 3, first.join());
  const fold = (id) => page.locator(`#${id} details`, { has: page.locator('fieldset') });
  await fold(first[0]).locator('summary').click();
  await fold(first[0]).getByRole('button', { name: say('plan.move-down') }).click();
  await page.waitForFunction((id) => document.activeElement?.closest('.idea')?.id === id, first[0]);
  await app.whole();
  assert.deepEqual((await ids()).slice(0, 2), [first[1], first[0]]);

  await fold(first[1]).locator('summary').click();
  await fold(first[1]).locator('label', { hasText: say('plan.reason.no-time') }).click();
  await fold(first[1]).locator('input[type=text]').fill('Inte före jul');
  await fold(first[1]).getByRole('button', { name: say('plan.no-do') }).click();
  await page.waitForFunction((id) => !document.getElementById(id), first[1]);
  await app.whole();
  const aside = page.locator('section.row', { has: page.locator('h2', { hasText: say('plan.set-aside') }) });
  assert.match(await aside.innerText(), /Vi hinner inte\. Inte före jul/);
  assert.ok(!(await ids()).includes(first[1]));
  const { plan } = await report(app);
  assert.deepEqual(plan.rejected, [{ useCase: first[1].replace('idea-', ''), reason: 'no-time', words: 'Inte före jul' }]);
  assert.equal(plan.chosen, undefined);

  await app.open('/forslag');
  await app.loaded();
  await app.whole();
  await aside.getByRole('button').click();
  await page.waitForFunction((id) => document.getElementById(id), first[1]);
  await app.whole();
  assert.equal(await aside.count(), 0);
  assert.deepEqual((await ids()).toSorted(), first.toSorted());
  assertClean(page);
});

test('the law, the method and how others fare can be read, each with where it is from', async () => {
  const { page, app } = await opened('/om');
  await page.locator('a', { hasText: say('about.method-link') }).click();
  await app.at('/metod');
  assert.match(await page.locator('main').innerText(), /7.776/);
  await app.open('/lagen');
  await app.loaded();
  const questions = await page.locator('.law-questions h2').allInnerTexts();
  assert.equal(questions.length, 9);
  assert.ok(questions.every((question) => question.includes('?')), questions.join('\n'));
  await app.open('/resultat');
  await app.loaded();
  await app.whole();
  const others = page.locator('section.row', { has: page.locator('h2', { hasText: say('others.title') }) });
  assert.match(await others.innerText(), /Företag med 10–49 anställda i Sverige: .+\s% använde AI 20\d\d\./);
  assert.match(await others.innerText(), /Läst \d+ \w+ 20\d\d\./);
  assertClean(page);
});

test('a firm can plan an idea of its own', async () => {
  const { page, app } = await opened('/plan');
  await page.locator('#plan-own').fill('Sortera bilder från byggena');
  await page.locator('form button').click();
  await page.waitForFunction(() => document.querySelector('h1')?.textContent.startsWith('Sortera'));
  const { plan } = await report(app);
  assert.deepEqual(plan, { chosen: { own: 0 }, own: [{ title: 'Sortera bilder från byggena' }] });
  assertClean(page);
});
