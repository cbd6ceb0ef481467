// A workshop from the first code on the wall to the shared report, without a server: a facilitator, a window for the
// projector, and phones, each a browser of its own. The camera sees what the phones show: their screens are drawn into
// the picture that the real reader gets.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { assertAccessible, assertClean } from './support/browser.mjs';
import { App, start, words } from './support/steps.mjs';
import { DEMO, JOURNEY, draft, pack } from './support/firms.mjs';
import { SCREENS, show } from './support/screens.mjs';

const sv = words('sv');
const en = words('en');
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

/** What stands before the camera: `window.held` is drawn into its picture, with a light edge, as a phone's screen. */
function cameraSees() {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [1280, 960];
  const draw = () => {
    const context = canvas.getContext('2d');
    context.fillStyle = '#777';
    context.fillRect(0, 0, canvas.width, canvas.height);
    if (window.held?.complete) {
      const side = Math.min(canvas.width, canvas.height) * 0.8;
      const scale = side / Math.max(window.held.width, window.held.height);
      const [wide, high] = [window.held.width * scale, window.held.height * scale];
      context.drawImage(window.held, (canvas.width - wide) / 2, (canvas.height - high) / 2, wide, high);
    }
    requestAnimationFrame(draw);
  };
  const devices = { getUserMedia: async () => { draw(); return canvas.captureStream(30); } };
  Object.defineProperty(navigator, 'mediaDevices', { value: devices, configurable: true });
}

async function facilitator({ camera = cameraSees } = {}) {
  const page = await site.withDraft(null);
  await page.addInitScript(camera);
  return { page, app: new App(page) };
}

/** Opens a workshop on these processes. */
async function opened(app, { name = 'Elfirman i Eslöv', kind = 'one-firm', processes = ['sales-quoting'] } = {}) {
  const { page } = app;
  await app.open('/workshop');
  await app.loaded();
  await page.locator('#workshop-name').fill(name);
  await page.locator(`input[name=kind][value=${kind}]`).check();
  for (const process of processes) await page.locator(`input[name=process][value=${process}]`).check();
  await page.getByRole('button', { name: sv('workshop.begin') }).click();
  await page.locator('[data-join]').waitFor();
  return page.locator('[data-join]').getAttribute('href');
}

/** A phone that has opened the way in. */
async function phone(address, { locale = 'sv' } = {}) {
  const page = await site.withDraft(null, { locale, tag: locale === 'en' ? 'en-GB' : 'sv-SE', viewport: { width: 390, height: 844 } });
  await page.goto(address);
  const app = new App(page);
  await app.ready();
  await app.loaded();
  return { page, app, say: words(locale) };
}

/** Answers every question of the round: `levels` by dimension or enabler, else 2; `'?'` does not know. Ticks nothing. */
async function answerRound({ page, say }, levels = {}) {
  await page.locator('main .acts a.btn').first().click();
  for (let at = 0; at < 200; at += 1) {
    const form = page.locator('form.ask');
    await Promise.race([form.waitFor(), page.locator('.hand').waitFor()]);
    if ((await form.count()) === 0) break;
    const radio = form.locator('input[type=radio]').first();
    if (await radio.count()) {
      const question = await radio.getAttribute('name');
      const value = levels[question.split('.')[1]] ?? 2;
      await form.locator(`input[value="${value === '?' ? 'dont-know' : value}"]`).check();
    }
    const before = page.url();
    await form.getByRole('button', { name: say('action.next') }).click();
    await page.waitForURL((url) => url.href !== before);
  }
  await page.getByRole('heading', { level: 1, name: say('join.show.heading') }).waitFor();
}

const answerOf = (levels) => ({ levels });

/** Holds a phone up to the camera: each of its codes in turn. */
async function holdUp(room, { page }) {
  const frames = Number(await page.locator('.hand').getAttribute('data-frames'));
  for (let frame = 1; frame <= frames; frame += 1) {
    const told = room.locator('[data-told]');
    const before = (await told.count()) ? await told.getAttribute('data-told') : '';
    const picture = (await page.locator('.hand .qr').screenshot()).toString('base64');
    await room.evaluate((data) => {
      window.held = Object.assign(new Image(), { src: `data:image/png;base64,${data}` });
    }, picture);
    await room.waitForFunction((number) => (document.querySelector('[data-told]')?.dataset.told ?? '') !== number, before);
    if (frame < frames) await page.locator('[data-frame=next]').click();
  }
  await room.evaluate(() => { window.held = null; });
  // A code counts anew once it has been out of sight for a moment.
  await room.waitForTimeout(1_500);
  return room.locator('[data-told]').innerText();
}

test('a room answers on phones, hands back without a server, sees where it differs, agrees and leaves with a report', async () => {
  const { page: room, app } = await facilitator();
  const address = await opened(app);
  assert.match(address, /\/delta#[0-9A-Z]+$/);
  await room.locator('[data-camera=start]').click();
  await room.locator('[data-camera=stop]').waitFor();

  // Six phones, one of them in English. Need N1 is the point of difference: 0 0 0 4 4 4; W is all 3 but one.
  const given = [
    { W: 3, N1: 0 }, { W: 3, N1: 0 }, { W: 3, N1: 0 }, { W: 3, N1: 4 }, { W: 3, N1: 4 }, { W: 4, N1: 4, D: '?' },
  ];
  const phones = [];
  for (const [at, levels] of given.entries()) {
    const one = await phone(address, { locale: at === 5 ? 'en' : 'sv' });
    await answerRound(one, answerOf(levels).levels);
    phones.push(one);
  }
  await assertAccessible(phones[0].page);
  for (const [at, one] of phones.entries()) {
    const said = await holdUp(room, one);
    assert.equal(said, sv('workshop.ack.new', { n: at + 1 }));
  }

  // One changes an answer and sends it again: it replaces, and does not count twice.
  const again = phones[3];
  await again.page.getByRole('link', { name: sv('join.change') }).click();
  await again.page.goto(address.replace(/#.*/, '/1'));
  await again.app.loaded();
  await again.page.locator('input[value="3"]').check();
  await again.page.goto(address.replace(/#.*/, '/lamna-in'));
  await again.app.loaded();
  assert.equal(await holdUp(room, again), sv('workshop.ack.replaces', { n: 6 }));

  // One comes from another workshop and is refused with a sentence.
  const elsewhere = await facilitator();
  const other = await opened(elsewhere.app, { name: 'En annan' });
  const stranger = await phone(other);
  await answerRound(stranger);
  const refused = await holdUp(room, stranger);
  assert.ok(refused.includes(sv('problem.workshop-other.cure')), refused);
  assert.match(await room.locator('.lead').first().innerText(), /6$/);

  // Paused, nothing is taken; resumed, it is.
  await room.getByRole('button', { name: sv('workshop.pause'), exact: true }).click();
  const code = await phones[0].page.locator('[data-hand]').textContent();
  await room.getByText(sv('workshop.intake.other')).click();
  const paste = async (text) => {
    const before = await room.locator('[data-told]').getAttribute('data-told');
    await room.locator('#pasted-code').fill(text);
    await room.getByRole('button', { name: sv('workshop.paste.take') }).click();
    await room.waitForFunction((number) => document.querySelector('[data-told]').dataset.told !== number, before);
    return room.locator('[data-told]').innerText();
  };
  assert.ok((await paste(code)).includes(sv('problem.workshop-paused.what')));
  await room.getByRole('button', { name: sv('workshop.resume'), exact: true }).click();
  assert.equal(await paste(code), sv('workshop.ack.replaces', { n: 6 }));
  assert.ok((await paste('ZZZZ ZZZZ')).includes(sv('problem.hand-not-ours.what')));
  await room.locator('[data-camera=stop]').click();

  // The window for the projector follows; the keyboard leads both.
  const [stage] = await Promise.all([room.waitForEvent('popup'), room.getByRole('link', { name: sv('workshop.project') }).click()]);
  await stage.locator('.stage .qr').waitFor();
  assert.ok((await stage.locator('.stage').innerText()).includes(sv('workshop.handed-in', { n: 6 })));
  await stage.locator('h1').focus();
  await stage.keyboard.press('PageDown');
  const question = sv('process.sales-quoting.W.text');
  await stage.getByRole('heading', { level: 1, name: question }).waitFor();
  await room.locator('[data-board]').getByText(question).waitFor();
  assert.equal(await stage.locator('.dist-c').count(), 0, 'hidden until it is revealed');
  assert.ok((await stage.locator('.stage').innerText()).includes(sv('workshop.hidden')));
  await stage.keyboard.press(' ');
  await stage.locator('.dist-counted').waitFor();
  const counts = (where) => where.locator('.dist-counted li').evaluateAll((all) => all.map((one) => Number(one.dataset.count)));
  assert.deepEqual(await counts(stage), [0, 0, 0, 5, 1, 0]);
  // By hand: 5 of 3 and 1 of 4, mean 19/6, width 5: 1 + 5/6·log2(1 − (1/6)/5) + 1/6·log2(1 − (5/6)/5) = 0.9154.
  assert.ok((await stage.locator('.dist-facts').innerText()).includes('0,92'));
  assert.ok((await stage.locator('.talk').innerText()).includes(sv('workshop.talk.accept')));
  await room.locator('[data-board] .dist-counted').waitFor();
  assert.deepEqual(await counts(room.locator('[data-board]')), [0, 0, 0, 5, 1, 0]);
  await assertAccessible(stage);

  // Where the room differs: by hand 0 0 0 4 4 4 on a scale to 4 has consensus 0.
  await room.getByText(sv('workshop.questions.show')).click();
  await room.getByRole('button', { name: sv('process.sales-quoting.N1.text') }).click();
  await stage.getByRole('heading', { level: 1, name: sv('process.sales-quoting.N1.text') }).waitFor();
  await room.locator('[data-reveal]').click();
  await stage.locator('.dist-counted').waitFor();
  assert.ok((await stage.locator('.dist-facts').innerText()).includes('0,00'));
  assert.ok((await stage.locator('.talk').innerText()).includes(sv('workshop.talk.discuss')));
  await room.locator('.agree input[value="3"]').check();
  await stage.getByText(sv('workshop.agreed', { value: '3' })).waitFor();
  await room.locator('#room-note').fill('Det är offerterna på fredagar.');
  await room.locator('#room-note').blur();
  await stage.getByText('Det är offerterna på fredagar.').waitFor();
  // Who does not know is told beside the levels.
  await room.getByRole('button', { name: sv('process.sales-quoting.D.text') }).click();
  await room.locator('[data-reveal]').click();
  await stage.getByText(sv('workshop.dont-know', { n: 1 })).waitFor();
  await assertAccessible(room);

  // A reload loses nothing.
  await room.reload();
  await app.loaded();
  assert.match(await room.locator('.lead').first().innerText(), /6$/);

  // The shared report: what was agreed, and the median where all were near.
  const { text } = await app.download(() => room.getByRole('button', { name: sv('workshop.agreed-report.save') }).click());
  const report = JSON.parse(text);
  const value = (q) => report.answers.find((answer) => answer.q === q)?.value;
  assert.deepEqual(value('sales-quoting.N1'), { level: 3 });
  assert.deepEqual(value('sales-quoting.W'), { level: 3 });
  assert.equal(report.mode, 'agreed');
  const saved = await app.download(() => room.getByRole('button', { name: sv('workshop.save'), exact: true }).click());
  const file = JSON.parse(saved.text);
  assert.equal(file.ballots.length, 6);
  assert.equal(file.name, 'Elfirman i Eslöv');

  // The file opens on another computer, and the room goes on from there.
  const away = await facilitator();
  await away.app.open('/workshop');
  await away.app.loaded();
  await away.page.locator('#open-workshop').setInputFiles({ name: 'w.kickstart-workshop.json', mimeType: 'application/json', buffer: Buffer.from(saved.text) });
  await away.page.locator('[data-join]').waitFor();
  assert.match(await away.page.locator('.lead').first().innerText(), /6$/);

  // The report that the firm goes on with can be handed in here too, and is seen.
  assert.equal(await room.locator('[data-reports]').count(), 0);
  await room.getByText(sv('workshop.intake.other')).click();
  await room.locator('#handed-files').setInputFiles({ name: 'firman.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await room.getByText(sv('workshop.reports.one-firm')).waitFor();
  assert.match(await room.locator('[data-reports] li').innerText(), /^Elfirman i Eslöv/);

  // Going on with the shared report here leads to its answers.
  await room.getByRole('button', { name: sv('workshop.agreed-report.on') }).click();
  await app.at('/svar');
  for (const page of [room, stranger.page, elsewhere.page, away.page, ...phones.map((one) => one.page)]) assertClean(page);
});

test('firms hand in their own reports by code, link and file; a link opens the right workshop', async () => {
  const { page: room, app } = await facilitator();
  const address = await opened(app, { name: 'Företagsfrukost', kind: 'many-firms', processes: [] });
  await room.locator('[data-camera=start]').click();
  await room.locator('[data-camera=stop]').waitFor();

  // A firm that has answered already joins and shows its report.
  const owner = await site.withDraft(draft(DEMO), { viewport: { width: 390, height: 844 } });
  await owner.goto(address);
  const own = new App(owner);
  await own.loaded();
  await owner.getByRole('link', { name: sv('join.hand-in') }).click();
  await owner.locator('.hand').waitFor();
  assert.equal(await holdUp(room, { page: owner }), sv('workshop.ack.new', { n: 1 }));
  await owner.reload();
  await own.loaded();
  assert.equal(await holdUp(room, { page: owner }), sv('workshop.ack.same', { n: 1 }));

  // Another sends the link; the facilitator opens it in a second tab, and the first follows.
  const second = await site.withDraft(draft(JOURNEY).replace('0123456789abcdef0123456789abcdef', 'fedcba9876543210fedcba9876543210'));
  await second.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await second.goto(address);
  await new App(second).loaded();
  await second.getByRole('link', { name: sv('join.hand-in') }).click();
  await second.getByText(sv('join.show.other')).click();
  await second.getByRole('button', { name: sv('workshop.copy') }).click();
  await second.getByText(sv('workshop.copied')).waitFor();
  const link = await second.evaluate(() => navigator.clipboard.readText());
  assert.match(link, /\/workshop#[0-9A-Z]+$/);
  const tab = await room.context().newPage();
  await tab.goto(link);
  await tab.getByText(sv('workshop.ack.new', { n: 2 })).waitFor();
  assert.equal(new URL(tab.url()).hash, '');
  await room.locator('[data-reports] li').nth(1).waitFor();
  assert.equal(await room.locator('[data-reports] li').count(), 2);

  // A third hands in its file, a fourth a picture of its code; a file that is none is refused by name.
  await owner.reload();
  await own.loaded();
  await owner.locator('.hand').waitFor();
  const frames = Number(await owner.locator('.hand').getAttribute('data-frames'));
  const pictures = [];
  for (let frame = 1; frame <= frames; frame += 1) {
    pictures.push({ name: `kod ${frame}.png`, mimeType: 'image/png', buffer: await owner.locator('.hand .qr').screenshot() });
    if (frame < frames) await owner.locator('[data-frame=next]').click();
  }
  await room.getByText(sv('workshop.intake.other')).click();
  const third = JSON.stringify({ ...JSON.parse(await (await fetch(`${site.url}seeds/demo/el-montage.kickstart.json`)).text()), reportId: 'aaaa'.repeat(8) });
  await room.locator('#handed-files').setInputFiles({ name: 'tredje.kickstart.json', mimeType: 'application/json', buffer: Buffer.from(third) });
  await room.getByText(sv('workshop.ack.new', { n: 3 })).waitFor();
  // Of several codes each may be chosen by itself; a room that has seen none of them yet says how many are missing.
  await room.reload();
  await app.loaded();
  await room.getByText(sv('workshop.intake.other')).click();
  for (const [at, picture] of pictures.entries()) {
    const [have, left] = [at + 1, frames - at - 1];
    await room.locator('#handed-files').setInputFiles(picture);
    const said = left > 0 ? sv('workshop.ack.part', { have, of: frames, left }) : sv('workshop.ack.same', { n: 3 });
    await room.getByText(`${picture.name}: ${said}`).waitFor();
  }
  // A code from elsewhere is none of ours, and not a damaged one.
  await room.locator('#pasted-code').fill('https://example.org/meny');
  await room.getByRole('button', { name: sv('workshop.paste.take') }).click();
  await room.getByText(sv('problem.hand-not-ours.what')).waitFor();
  await room.locator('#handed-files').setInputFiles({ name: 'tom.png', mimeType: 'image/png', buffer: await room.locator('h1').screenshot() });
  await room.getByText(/^tom\.png: /).waitFor();
  await room.locator('#handed-files').setInputFiles({ name: 'trasig.json', mimeType: 'application/json', buffer: Buffer.from('{') });
  await room.getByText(/^trasig\.json/).waitFor();
  assert.equal(await room.locator('[data-reports] li').count(), 3);
  await assertAccessible(room);

  const saved = await app.download(() => room.getByRole('button', { name: sv('workshop.save'), exact: true }).click());
  assert.equal(JSON.parse(saved.text).reports.length, 3);

  // The record of it as a PDF opens as the workshop that it is, on another computer.
  const [pdf] = await Promise.all([room.waitForEvent('download', { timeout: 60_000 }), room.getByRole('button', { name: sv('workshop.pdf'), exact: true }).click()]);
  const away = await facilitator();
  await away.app.open('/workshop');
  await away.app.loaded();
  await away.page.locator('#open-workshop').setInputFiles(await pdf.path().then((path) => ({ name: 'workshop.pdf', mimeType: 'application/pdf', buffer: readFileSync(path) })));
  await away.page.locator('[data-reports] li').nth(2).waitFor();

  // Side by side: the firms of the workshop are on the page of many reports.
  await room.getByRole('link', { name: sv('workshop.glance') }).click();
  await app.at('/rapporter');
  await room.locator('table.room tbody tr').nth(2).waitFor();
  assert.equal(await room.locator('table.room tbody tr').count(), 3);
  assertClean(away.page);
  for (const page of [room, owner, second]) assertClean(page);
});

test('without a camera, with it refused, and with a workshop that is not here, each is said with what to do', async () => {
  for (const [name, key] of [['NotAllowedError', 'denied'], ['NotFoundError', 'missing'], ['NotReadableError', 'fails']]) {
    const { page: room, app } = await facilitator();
    await opened(app);
    await room.evaluate((error) => {
      const devices = { getUserMedia: () => Promise.reject(new DOMException('', error)) };
      Object.defineProperty(navigator, 'mediaDevices', { value: devices, configurable: true });
    }, name);
    await room.locator('[data-camera=start]').click();
    await room.getByText(sv(`workshop.camera.${key}`)).waitFor();
    await room.locator('[data-camera=start]').waitFor();
    assertClean(room);
  }
  const { page, app } = await facilitator();
  await app.open('/workshop/K7XM42');
  await app.loaded();
  await page.getByRole('heading', { level: 1, name: sv('workshop.missing.happened', { code: 'K7XM42' }) }).waitFor();
  await page.getByText(sv('workshop.missing.do')).waitFor();
  await app.open('/delta#ZZZZ');
  await app.loaded();
  await page.getByText(sv('problem.hand-not-ours.what')).waitFor();
  await app.open('/workshop');
  await app.loaded();
  await page.getByRole('button', { name: sv('workshop.begin') }).click();
  await page.getByText(sv('workshop.areas.missing')).waitFor();
  await assertAccessible(page);
});

test('the way in speaks English where the phone does, and a vote survives a reload and leaving', async () => {
  const { app } = await facilitator();
  const address = await opened(app, { processes: ['marketing'] });
  const one = await phone(address, { locale: 'en' });
  assert.equal(await one.app.h1(), en('join.vote.heading'));
  await one.page.locator('main .acts a.btn').first().click();
  await one.page.locator('form.ask input[value="4"]').check();
  await one.page.getByRole('button', { name: en('action.next') }).click();
  await one.page.waitForURL(/\/delta\/2$/);
  await one.page.goto(address.replace(/#.*/, ''));
  await one.app.loaded();
  await one.page.getByRole('link', { name: en('join.vote.on') }).click();
  await one.page.waitForURL(/\/delta\/2$/);
  await one.page.goBack();
  await one.page.goto(address.replace(/#.*/, '/1'));
  await one.app.loaded();
  assert.ok(await one.page.locator('form.ask input[value="4"]').isChecked());
  assert.ok(pack.processes.some((process) => process.id === 'marketing'));
  assertClean(one.page);
});

test('a question fits the projector, with all that is said of its answers', async () => {
  for (const name of ['stage', 'stage-hidden', 'stage-agree', 'stage-differ']) {
    for (const [width, height] of [[1920, 1080], [1280, 720], [1024, 768]]) {
      const { page } = await show(site, SCREENS.find((screen) => screen.name === name), { width, height });
      const tall = await page.evaluate(() => document.documentElement.scrollHeight);
      assert.ok(tall <= height, `${name} is ${tall} px tall in a window of ${width} × ${height}`);
      await page.context().close();
    }
  }
});
