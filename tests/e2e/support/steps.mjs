// What every journey does: answer a question, go on, read the screen, save the file. Answers are found by question id
// and option, never by their words; words are read from the content files.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { BUILD, PROCESSES, content } from './firms.mjs';
import { launch as launchBrowser, newContext } from './browser.mjs';
import { startServer } from './server.mjs';

export const DRAFT = 'kickstart.draft';

/** A host that serves the build already, such as `http://127.0.0.1:8090/kartlaggning/`; see `host.mjs`. */
const SITE = process.env.KICKSTART_SITE && new URL(`${process.env.KICKSTART_SITE.replace(/\/$/, '')}/`);
/** The path of the site that a browser window looks at, without a slash at the end. */
const bases = new WeakMap();

/**
 * Browser for one test file, and a server unless a host is named in KICKSTART_SITE. A test that counts requests, breaks
 * files off, changes the build or deploys another has a server of its `own` in any case.
 */
export async function start({ dir = BUILD, base = '/', own = dir !== BUILD || base !== '/', keepsPages } = {}) {
  const server = SITE && !own ? { url: SITE.href, origin: SITE.origin, close: () => {} } : await startServer({ dir, base });
  const { browser, newPage, close } = await launchBrowser({ keepsPages });
  const looksAt = (context) => bases.set(context, new URL(server.url).pathname.slice(0, -1));
  const opened = async (options) => {
    const page = await newPage({ baseURL: server.origin, ...options });
    looksAt(page.context());
    return page;
  };
  return {
    server,
    browser,
    url: server.url,
    newPage: (options = {}) => opened(options),
    /** A browser window that is kept from page to page. */
    newContext: async (options = {}) => {
      const context = await newContext(browser, { baseURL: server.origin, ...options });
      looksAt(context);
      return context;
    },
    /** A page whose browser has stored a draft, and the language chosen last; `tag` is what the browser itself asks for. */
    withDraft: (text, { locale, tag = 'sv-SE', ...options } = {}) => opened({ locale: tag, storageState: stored(server.origin, text, locale), ...options }),
    stop: async () => {
      await close();
      await server.close();
    },
  };
}

/** When a PDF says that it was made, as our files write moments. */
export function madeAt(bytes) {
  return bytes.toString('latin1').match(/<xmp:CreateDate>([^<]+)</)[1].replace('+00:00', 'Z');
}

/** Storage as a browser would have it from an earlier visit. */
export function stored(origin, text, locale) {
  const localStorage = text === null ? [] : [{ name: DRAFT, value: text }];
  if (locale) localStorage.push({ name: 'kickstart.locale', value: locale });
  return { cookies: [], origins: [{ origin, localStorage }] };
}

const read = new Map();

/** All texts of a language: `t('action.next')`, `t('start.resume', { n: 3, total: 51 })`. */
export function words(locale) {
  if (!read.has(locale)) {
    const folders = [`questions/ui/${locale}`, `questions/ai-maturity/${locale}`];
    const files = [
      ...folders.map((folder) => `${folder}.json`), `questions/ui/problems/${locale}.json`, `seeds/use-cases/${locale}.json`,
      ...folders.flatMap((folder) => readdirSync(join(BUILD, folder)).filter((name) => name.endsWith('.json')).map((name) => `${folder}/${name}`)),
    ];
    read.set(locale, Object.assign({}, ...files.map((file) => content(file).texts)));
  }
  const texts = read.get(locale);
  const say = (key, values = {}) => {
    assert.ok(key in texts, `no text “${key}” in ${locale}`);
    return texts[key].replace(/\{([\w-]+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
  };
  say.has = (key) => key.includes('.') && Object.hasOwn(texts, key);
  return say;
}

/** The question that a path asks; `picker` for the picker itself. */
export function questionAt(path) {
  const [first, second, third] = path.split('/').filter(Boolean);
  if (first === 'arbetsomraden') return second ? 'picker.chosen' : 'picker';
  if (first !== 'fragor') return null;
  if (second === 'foretaget') return `profile.${third}`;
  if (second === 'hela-foretaget') return ['signals', 'ai-input'].includes(third) ? `firm.${third}` : `enabler.${third}`;
  return `${second}.${third}`;
}

/** The path that asks a question. */
export function pathOf(question) {
  const [head, tail] = question.split('.');
  if (head === 'picker') return tail === 'chosen' ? '/arbetsomraden/val' : '/arbetsomraden';
  if (head === 'profile') return `/fragor/foretaget/${tail}`;
  if (head === 'enabler' || head === 'firm') return `/fragor/hela-foretaget/${tail}`;
  return `/fragor/${head}/${tail === 'simpler-fix' ? 'signals' : tail}`;
}

/** The app on a page. `base` is the site's path without a slash at the end; known of pages that `start` opened. */
export class App {
  constructor(page, { base = bases.get(page.context()) ?? '' } = {}) {
    this.page = page;
    this.base = base;
  }

  /** Opens an address as if it had been typed, and waits for its screen. */
  async open(path = '/') {
    await this.page.goto(this.base + path);
    await this.ready();
  }

  /** Waits until the app, not the page's first words, is what is shown. */
  async ready() {
    await this.page.locator('main#main').waitFor();
  }

  /** Waits until everything that is fetched after the start has come. */
  async loaded() {
    await this.page.waitForFunction(() => {
      const last = ['sv', 'en'].map((locale) => `/method.${locale}.md`);
      const come = performance.getEntriesByType('resource').filter((entry) => entry.responseEnd > 0).map((entry) => entry.name);
      return last.every((file) => come.some((name) => name.endsWith(file)));
    });
    // What has come is read in the next moment, and the screen that waited for it is built.
    await this.page.waitForTimeout(20);
    await this.page.waitForFunction(() => !document.querySelector('[data-waiting]'));
    await this.whole();
  }

  /** Waits for what a long screen shows a frame after its first lines. */
  async whole() {
    await this.page.waitForFunction(() => !document.querySelector('[data-later]'));
  }

  path() {
    const { pathname } = new URL(this.page.url());
    return pathname.slice(this.base.length);
  }

  question() {
    return questionAt(this.path());
  }

  async h1() {
    return (await this.page.locator('h1').innerText()).trim();
  }

  /** Waits for a place. */
  async at(path) {
    await this.page.waitForURL((url) => url.pathname === this.base + path);
    await this.page.locator('main h1').waitFor();
    await this.whole();
  }

  /** Goes on and waits for another place, and for focus on its heading. */
  async next() {
    await this.leave(() => this.page.locator('form.ask button[type=submit]').click());
  }

  async back() {
    await this.leave(() => this.page.locator('form.ask .bar > a').click());
  }

  async leave(act) {
    const before = this.page.url();
    await act();
    await this.page.waitForURL((url) => url.href !== before);
    await this.page.waitForFunction(() => document.activeElement?.tagName === 'H1');
    await this.whole();
  }

  input(name, value) {
    return this.page.locator(`input[name="${name}"][value="${value}"]`);
  }

  /** Chooses by the row, as a thumb does. */
  async choose(name, value) {
    await this.page.locator('label', { has: this.input(name, value) }).click();
    assert.ok(await this.input(name, value).isChecked(), `${name} = ${value} is chosen`);
  }

  /** Ticks exactly these. */
  async tick(name, wanted) {
    for (const box of await this.page.locator(`input[type=checkbox][name="${name}"]`).all()) {
      const value = await box.getAttribute('value');
      if ((await box.isChecked()) !== wanted.includes(value)) await this.page.locator('label', { has: this.input(name, value) }).click();
    }
    const ticked = await this.ticked(name);
    assert.deepEqual(ticked.sort(), [...wanted].sort(), name);
  }

  async ticked(name) {
    return this.page.locator(`input[name="${name}"]:checked`).evaluateAll((boxes) => boxes.map((box) => box.value));
  }

  /** Answers the question on the screen; `undefined` leaves it. */
  async answer(question, value) {
    if (value === undefined) return;
    const [[kind, given]] = Object.entries(value);
    switch (kind) {
      case 'level': return this.choose(question, String(given));
      case 'dontKnow': return this.choose(question, 'dont-know');
      case 'notApplicable': return this.choose(question, 'not-applicable');
      case 'choices': return this.tick(question, given);
      case 'number':
        await this.page.locator('.count input').fill(String(given));
        return this.page.locator('.count input').blur();
      case 'choice': {
        const list = this.page.locator('.ask-body select');
        return (await list.count()) ? void (await list.selectOption(given)) : this.choose(question, given);
      }
      default: throw new Error(`an answer of kind ${kind}`);
    }
  }

  /** Fills in the picker. */
  async pick(answers) {
    for (const id of PROCESSES) {
      const value = answers[`picker.${id}`];
      if (!value) continue;
      if (value.choice) await this.choose(`picker.${id}`, value.choice);
      else {
        await this.choose(`picker.${id}`, 'not-ours');
        if (value.notOurs.reason) await this.choose(`picker.${id}-reason`, value.notOurs.reason);
      }
    }
  }

  /** Answers whatever is on the screen from a firm's answers. */
  async fill(answers) {
    const question = this.question();
    if (question === 'picker') return this.pick(answers);
    await this.page.locator('.ask-body fieldset').waitFor();
    await this.answer(question, answers[question]);
    if (question.endsWith('.signals') && !question.startsWith('firm')) {
      const fix = question.replace('.signals', '.simpler-fix');
      await this.tick(fix, answers[fix]?.choices ?? []);
    }
  }

  /** Answers and goes on until a place is reached; returns the questions that were asked, in order. */
  async walk(answers, until = '/svar') {
    const asked = [];
    while (this.path() !== until) {
      assert.ok(asked.length < 200, `the way never reached ${until}`);
      asked.push(this.question());
      await this.fill(answers);
      await this.next();
    }
    return asked;
  }

  /** What the browser has stored. */
  async stored() {
    const text = await this.page.evaluate((key) => localStorage.getItem(key), DRAFT);
    return text && JSON.parse(text);
  }

  /** Stored answers by question. */
  async answers() {
    const { assessment } = await this.stored();
    return Object.fromEntries(assessment.answers.filter((item) => item.value).map((item) => [item.q, item.value]));
  }

  /** Does something that downloads a file; returns its name and text. */
  async download(act) {
    const [file] = await Promise.all([this.page.waitForEvent('download'), act()]);
    return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
  }

  /** The bytes of what a press downloads. */
  async downloadBytes(act) {
    const [file] = await Promise.all([this.page.waitForEvent('download'), act()]);
    return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
  }

  /** Opens a file on the page of their own data and waits for what is said about it. */
  async import(name, text) {
    await this.page.locator('#open-file').setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
    const said = this.page.locator('[data-opened]');
    await said.waitFor();
    return { kind: await said.getAttribute('data-opened'), text: await said.innerText() };
  }

  /** Changes the language by its button. */
  async speak(locale) {
    await this.page.locator(`.top-nav [lang="${locale}"]`).click();
    await this.page.waitForFunction((tag) => document.documentElement.lang === tag, locale);
    await this.ready();
  }
}

/**
 * Drops files on the page as a hand would. A file has its text, or is like the text with a number among `texts`, under a
 * report id of its own.
 */
export async function dropped(page, files, texts = []) {
  await page.evaluate(([files, texts]) => {
    const data = new DataTransfer();
    for (const { name, text, like, id } of files) {
      const body = text ?? texts[like].replace(/"reportId":"[^"]*"/, `"reportId":"${id}"`);
      data.items.add(new File([body], name, { type: 'application/json' }));
    }
    const [over, drop] = ['dragover', 'drop'].map((kind) => new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
    const field = document.querySelector('.drop');
    field.dispatchEvent(over);
    field.dispatchEvent(drop);
  }, [files, texts]);
}
