// Every screen and every state that somebody can meet, each brought about as it comes about in life. The accessibility
// tests and the pictures both go through this list.

import { DEMO, FULL, JOURNEY, content, draft, reportsOf, without, workshopOf } from './firms.mjs';
import { CODE, led } from './rooms.mjs';
import { App } from './steps.mjs';
import { denyStorage, fillStorage } from './weather.mjs';

const HALF = draft(without(JOURNEY, /^(production|finance|enabler|firm)/), { last: 'sales-quoting.signals' });
const WHOLE = draft({ ...JOURNEY, 'finance-admin.N3': { level: 2 } });
const OPEN = draft(JOURNEY, { notes: { 'production-delivery.D': 'Bilderna ligger i telefonerna, fråga Åsa.' }, label: 'Elfirman i Eslöv' });
/** A firm's answers, and those of half a year ago. */
const again = (answers, before) => draft(answers, { earlier: [{ answers: before, savedAt: '2026-05-24T09:00:00Z' }] });
const AGAIN = again({ ...JOURNEY, 'sales-quoting.D': { level: 3 }, 'sales-quoting.S': { level: 3 }, 'production-delivery.W': { level: 1 }, 'production-delivery.P': { level: 2 } }, JOURNEY);
/** Every process, each moved another way. */
const shifted = (answers) => Object.fromEntries(Object.entries(answers).map(([id, value], at) => [id, 'level' in value && !/\.N\d$/.test(id) && at % 3 ? { level: (value.level + at % 4) % 5 } : value]));
const FULL_AGAIN = again(shifted(FULL), FULL);
const file = (change) => JSON.stringify({ ...content('seeds/demo/el-montage.kickstart.json'), ...change });

const openAll = (app) => app.page.locator('main details').evaluateAll((all) => all.forEach((one) => { one.open = true; }));
async function chosen(app) {
  await app.open('/forslag');
  await app.loaded();
  await app.page.locator('.idea a.btn').first().click();
  await app.at('/plan');
  await app.whole();
}
/** One idea set aside, with what moves and rejects another opened. */
async function arranged(app) {
  await app.whole();
  const fold = (at) => app.page.locator('.idea details').filter({ has: app.page.locator('fieldset') }).nth(at);
  await fold(0).locator('summary').click();
  await fold(0).locator('fieldset button').click();
  await app.page.locator('#set-aside').waitFor();
  await app.whole();
  await fold(0).locator('summary').click();
}
/** Twelve firms' reports and one that is none. */
async function reports(app) {
  await app.loaded();
  const buffer = (report) => Buffer.from(JSON.stringify(report));
  const files = reportsOf(12).map((report, at) => ({ name: `rapport-${at + 1}.kickstart.json`, mimeType: 'application/json', buffer: buffer(report) }));
  await app.page.locator('#open-reports').setInputFiles([...files, { name: 'bild.json', mimeType: 'application/json', buffer: Buffer.from('{') }]);
  await app.page.locator('table.room').waitFor();
}
/** The way into a workshop that is led in the same browser, with the first question open or all handed in. */
const joined = (path) => async (app) => {
  await app.loaded();
  const way = await app.page.locator('[data-join]').getAttribute('href');
  await app.page.goto(way);
  await app.loaded();
  if (path) await app.open(`/delta/${path}`);
  await app.loaded();
};
const stage = { people: 8, revealed: ['sales-quoting.W', 'sales-quoting.N1'] };
/** Thirty firms, ten of which have answered before. */
async function programme(app) {
  await app.loaded();
  const before = (report) => ({ reportId: `${report.reportId}-then`, savedAt: '2026-05-10T08:00:00Z', pack: report.pack, answers: report.answers.map((one, at) => ('level' in (one.value ?? {}) ? { q: one.q, value: { level: at % 4 } } : one)) });
  const all = reportsOf(30).map((report, at) => (at % 3 ? report : { ...report, formatVersion: '1.2', plan: { chosen: { useCase: 'quote-draft-from-history', process: 'sales-quoting' } }, history: [before(report)] }));
  const workshops = [0, 1, 2].map((at) => ({ name: `Workshop ${at + 1}.kickstart-workshop.json`, mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(workshopOf(at, all.slice(at * 10, at * 10 + 10)))) }));
  const alone = reportsOf(47).slice(30).map((report) => ({ name: `${report.organisation.label}.kickstart.json`, mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(report)) }));
  await app.page.locator('#open-reports').setInputFiles([...workshops, ...alone]);
  await app.page.locator('#programme-sectors-chart-narrow-t').waitFor({ state: 'attached' });
}
const figures = (app) => app.page.locator('.chart').first().waitFor();
/** One of them looked at more closely. */
async function firmOpened(app) {
  await reports(app);
  await app.page.locator('table.room tbody button').nth(2).click();
  await app.page.locator('#firm-heading').waitFor();
}
/** The heat map by need, and how the answers differ. */
async function spread(app) {
  await reports(app);
  await app.whole();
  await app.page.locator('input[name=measure][value=need]').check();
  await app.page.locator('[data-spreads] details').first().locator('summary').click();
  await app.page.locator('table.spread').waitFor();
  await app.page.waitForFunction(() => /^\d/.test(document.querySelector('table.room tbody td b').textContent));
}
const verdicts = (app) => app.page.locator('.verdicts').waitFor();
const notice = (key) => (app) => app.page.locator(`[data-notice="${key}"]`).waitFor();

/**
 * `stored` is what the browser has from before, `before` prepares the page, `act` brings the state about.
 * `rescue` marks the page's own sections, which stand in Swedish and English at once; `stage` what a projector shows.
 * Where nothing is brought about, or it comes about `again` after another language has built the screen anew, the
 * language can be changed where the screen is open; else the screen is opened once more.
 */
export const SCREENS = [
  { name: 'start', path: '/' },
  { name: 'start-resume', path: '/', stored: HALF },
  { name: 'start-done', path: '/', stored: WHOLE },
  { name: 'question-choice', path: '/fragor/foretaget/sector', stored: OPEN },
  { name: 'question-number', path: '/fragor/foretaget/headcount', stored: OPEN },
  { name: 'question-municipality', path: '/fragor/foretaget/municipality', stored: OPEN },
  { name: 'question-scale', path: '/fragor/sales-quoting/W', stored: OPEN },
  { name: 'question-scale-new', path: '/fragor/production-delivery/W', stored: HALF },
  { name: 'question-follows', path: '/fragor/sales-quoting/S', stored: draft({ ...JOURNEY, 'sales-quoting.D': { level: 0 } }) },
  { name: 'question-note', path: '/fragor/production-delivery/D', stored: OPEN },
  { name: 'question-use', path: '/fragor/sales-quoting/U', stored: OPEN },
  { name: 'question-need', path: '/fragor/sales-quoting/N1', stored: OPEN },
  { name: 'question-ticks', path: '/fragor/sales-quoting/signals', stored: OPEN },
  { name: 'question-enabler', path: '/fragor/hela-foretaget/direction', stored: OPEN },
  { name: 'question-firm-ticks', path: '/fragor/hela-foretaget/signals', stored: OPEN },
  { name: 'question-ai-input', path: '/fragor/hela-foretaget/ai-input', stored: OPEN },
  { name: 'picker', path: '/arbetsomraden' },
  { name: 'picker-reason', path: '/arbetsomraden', stored: OPEN },
  { name: 'choose', path: '/arbetsomraden/val', stored: OPEN },
  { name: 'check-unanswered', path: '/svar', stored: OPEN },
  { name: 'check-all-answered', path: '/svar', stored: WHOLE },
  { name: 'result', path: '/resultat', stored: OPEN, act: verdicts, again: true },
  { name: 'result-open', path: '/resultat', stored: draft(DEMO), act: async (app) => { await verdicts(app); await openAll(app); }, again: true },
  { name: 'result-full', path: '/resultat', stored: draft(FULL), act: verdicts, again: true },
  { name: 'result-nothing', path: '/resultat' },
  { name: 'advice', path: '/forslag', stored: OPEN },
  { name: 'advice-open', path: '/forslag', stored: draft(DEMO), act: openAll, again: true },
  { name: 'advice-cash', path: '/forslag', stored: draft({ ...JOURNEY, 'profile.business': { choice: 'cash-crisis' } }) },
  { name: 'plan', path: '/plan', stored: OPEN, act: chosen },
  { name: 'plan-empty', path: '/plan', stored: OPEN },
  { name: 'plan-open', path: '/plan', stored: draft(DEMO), act: async (app) => { await chosen(app); await openAll(app); } },
  { name: 'advice-arranged', path: '/forslag', stored: draft(DEMO), act: arranged },
  { name: 'follow-up-first', path: '/uppfoljning' },
  { name: 'follow-up-here', path: '/uppfoljning', stored: OPEN },
  { name: 'follow-up-asks', path: '/uppfoljning', stored: OPEN, act: (app) => app.import('el-montage.kickstart.json', file()) },
  { name: 'follow-up-taken', path: '/uppfoljning', act: (app) => app.import('el-montage.kickstart.json', file()) },
  { name: 'follow-up', path: '/uppfoljning', stored: AGAIN, act: figures, again: true },
  { name: 'follow-up-full', path: '/uppfoljning', stored: FULL_AGAIN, act: async (app) => { await figures(app); await openAll(app); }, again: true },
  { name: 'question-again', path: '/fragor/sales-quoting/W', stored: AGAIN },
  { name: 'reports-empty', path: '/rapporter' },
  { name: 'workshops', path: '/workshop', before: led() },
  { name: 'workshops-fault', path: '/workshop', act: (app) => app.page.locator('form button[type=submit]').click(), again: true },
  { name: 'room', path: `/workshop/${CODE}`, before: led({ ...stage, current: 'sales-quoting.N1' }), act: openAll, again: true },
  { name: 'room-firms', path: `/workshop/${CODE}`, before: led({ kind: 'many-firms', people: 0, processes: [], reports: 7 }) },
  { name: 'room-missing', path: `/workshop/${CODE}` },
  { name: 'stage', path: `/workshop/${CODE}/projektor`, before: led(stage), stage: true },
  { name: 'stage-hidden', path: `/workshop/${CODE}/projektor`, before: led({ ...stage, current: 'sales-quoting.D' }), stage: true },
  { name: 'stage-agree', path: `/workshop/${CODE}/projektor`, before: led({ ...stage, current: 'sales-quoting.W' }), stage: true },
  { name: 'stage-differ', path: `/workshop/${CODE}/projektor`, before: led({ ...stage, revealed: ['sales-quoting.S'], current: 'sales-quoting.S' }), stage: true },
  { name: 'join-none', path: '/delta' },
  { name: 'join', path: `/workshop/${CODE}`, before: led(stage), act: joined('') },
  { name: 'join-question', path: `/workshop/${CODE}`, before: led(stage), act: joined('1') },
  { name: 'join-ticks', path: `/workshop/${CODE}`, before: led(stage), act: joined('10') },
  { name: 'join-show', path: `/workshop/${CODE}`, before: led(stage), act: joined('lamna-in') },
  { name: 'join-firm', path: `/workshop/${CODE}`, stored: OPEN, before: led({ kind: 'many-firms', people: 0, processes: [] }), act: joined('') },
  { name: 'join-firm-show', path: `/workshop/${CODE}`, stored: OPEN, before: led({ kind: 'many-firms', people: 0, processes: [] }), act: joined('lamna-in') },
  { name: 'reports', path: '/rapporter', act: async (app) => { await reports(app); await app.whole(); } },
  { name: 'reports-firm', path: '/rapporter', act: firmOpened },
  { name: 'reports-spread', path: '/rapporter', act: spread },
  { name: 'programme-empty', path: '/program' },
  { name: 'programme', path: '/program', act: programme },
  { name: 'law', path: '/lagen', stored: OPEN },
  { name: 'method', path: '/metod' },
  { name: 'example', path: '/exempel', act: verdicts, again: true },
  { name: 'data', path: '/mina-uppgifter', stored: OPEN },
  { name: 'data-empty', path: '/mina-uppgifter' },
  { name: 'data-dialog', path: '/mina-uppgifter', stored: OPEN, act: (app) => app.page.locator('section[aria-labelledby=h-again] > .stack > .acts button').last().click() },
  { name: 'data-refused', path: '/mina-uppgifter', stored: OPEN, act: (app) => app.import('Rapport från i våras.kickstart.json', '{"format": "kickstart-report"') },
  { name: 'data-asks', path: '/mina-uppgifter', stored: OPEN, act: (app) => app.import('el-montage.kickstart.json', file()) },
  { name: 'data-taken', path: '/mina-uppgifter', act: (app) => app.import('el-montage.kickstart.json', file()) },
  { name: 'data-taken-notes', path: '/mina-uppgifter', act: (app) => app.import('el-montage.kickstart.json', file({ results: {}, pack: { id: 'ai-maturity', version: '0.9.0' } })) },
  { name: 'about', path: '/om' },
  { name: 'help', path: '/hjalp' },
  { name: 'help-workshop', path: '/hjalp/workshop' },
  { name: 'statement', path: '/tillganglighet' },
  { name: 'not-found', path: '/finns/inte' },
  { name: 'update', path: '/fragor/sales-quoting/W', stored: OPEN, act: (app) => app.page.locator('#update > .notice').evaluate((one) => { one.hidden = false; }), again: true },
  { name: 'notice-denied', path: '/fragor/foretaget/sector', before: (page) => page.addInitScript(denyStorage), act: notice('storage-denied'), again: true },
  { name: 'notice-full', path: '/fragor/foretaget/sector', before: (page) => page.addInitScript(fillStorage, false), act: notice('storage-full'), again: true },
  {
    name: 'notice-cleared', path: '/fragor/sales-quoting/W', stored: OPEN,
    act: async (app) => {
      const other = await app.page.context().newPage();
      await other.goto(`${app.base}/questions/index.json`);
      await other.evaluate(() => localStorage.clear());
      await other.close();
      await notice('storage-cleared')(app);
    },
  },
  { name: 'notice-draft-broken', path: '/', stored: WHOLE.slice(0, 900), act: notice('draft-broken'), again: true },
  {
    name: 'notice-second-tab', path: '/fragor/sales-quoting/W', stored: OPEN,
    before: (page) => page.context().newPage().then((other) => new App(other).open('/')),
    act: notice('second-tab'), again: true,
  },
  {
    name: 'notice-file-missing', path: '/fragor/marketing/W', stored: OPEN, partial: true,
    before: (page) => page.route('**/*/marketing.json', (route) => route.fulfill({ status: 404, body: '' })),
    act: notice('file-broken'), again: true,
  },
  {
    name: 'boot-failed', path: '/', rescue: '#boot-failed', partial: true,
    before: (page) => page.route('**/*.wasm', (route) => route.abort()),
  },
  {
    name: 'boot-file-missing', path: '/', rescue: '#boot-failed', partial: true,
    before: (page) => page.route('**/questions/index.json', (route) => route.fulfill({ status: 404, body: '' })),
  },
  { name: 'panic', path: '/', rescue: '#panic', act: (app) => app.page.evaluate(() => void dispatchEvent(new Event('kickstart:panic'))) },
];

/** The day that every screen is shown on. */
const NOW = Date.parse('2026-11-24T10:00:00+01:00');

/** Stops the calendar. Playwright's clock would also empty the browser's own record of what has been fetched. */
const onDay = (page) => page.addInitScript((now) => {
  globalThis.Date = class extends Date {
    constructor(...parts) {
      if (parts.length) super(...parts);
      else super(now);
    }

    static now() {
      return now;
    }
  };
}, NOW);

/** Opens a screen in a browser of its own, or on a page that a lane gives. */
export async function show(site, screen, { locale = 'sv', lane, ...options } = {}) {
  const page = lane
    ? await lane.page(screen.stored ?? null, locale)
    : await site.withDraft(screen.stored ?? null, { locale, tag: locale === 'en' ? 'en-GB' : 'sv-SE', ...options });
  await onDay(page);
  await screen.before?.(page);
  const app = new App(page);
  await page.goto(app.base + screen.path);
  if (!screen.partial) {
    await app.ready();
    await app.loaded();
    await page.locator('[data-waiting]').waitFor({ state: 'detached' });
  }
  await screen.act?.(app);
  if (screen.rescue) await page.locator(screen.rescue).waitFor();
  await page.evaluate(() => document.fonts.ready);
  return { page, app };
}

/** Changes the language of an open screen and brings about anew what the screen shows; false where it cannot be done so. */
export async function inLanguage({ page, app }, screen, locale) {
  if (screen.stage || screen.rescue || (screen.act && !screen.again)) return false;
  await app.speak(locale);
  if (!screen.partial) await app.loaded();
  await screen.act?.(app);
  await page.mouse.move(0, 0); // what was pressed is not pointed at any more
  return true;
}
