// A Chromium that keeps watch: every page records what it logs, what it throws, what the content security policy
// refuses and whom it talks to, so that a test can end with `assertClean(page)`.

import assert from 'node:assert/strict';
import { accessSync, constants, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const ARGS = [
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What each page has done so far. */
const records = new WeakMap();

/**
 * Starts a browser. `keepsPages` has it keep a page that is left, as browsers do and those of tests do not.
 * @returns {Promise<{browser: import('playwright-core').Browser, newPage: (options?: object) => Promise<import('playwright-core').Page>, close: () => Promise<void>}>}
 */
export async function launch({ keepsPages = false } = {}) {
  const asRoot = process.getuid?.() === 0; // the sandbox does not start as root, as in most containers
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: asRoot ? ['--no-sandbox', ...ARGS] : ARGS,
    ignoreDefaultArgs: keepsPages ? ['--disable-back-forward-cache'] : [],
  });
  return {
    browser,
    newPage: (options) => newPage(browser, options),
    close: () => browser.close(),
  };
}

/** The browser named in KICKSTART_CHROME, else the first on the PATH. */
function findBrowser() {
  if (process.env.KICKSTART_CHROME) return process.env.KICKSTART_CHROME;
  const suffix = process.platform === 'win32' ? '.exe' : '';
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of NAMES) {
      const path = join(folder, name + suffix);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // not here
      }
    }
  }
  throw new Error('no Chromium or Chrome on the PATH; name one in KICKSTART_CHROME or run `cargo xtask setup`');
}

/**
 * Opens a page in its own context (own storage, own service worker).
 * @param {import('playwright-core').Browser} browser
 * @param {object} options width, height, `keepsCopy` for a browser that has service workers (others would only have one
 *   in the way), and anything else of Playwright's context options: locale, colorScheme, reducedMotion, forcedColors,
 *   baseURL, deviceScaleFactor, hasTouch, offline, storageState …
 */
export async function newPage(browser, { width = 1280, height = 900, keepsCopy = false, ...options } = {}) {
  const context = await browser.newContext({
    viewport: { width, height },
    locale: 'sv-SE',
    timezoneId: 'Europe/Stockholm',
    colorScheme: 'light',
    reducedMotion: 'reduce', // a test looks at what is there, not at how it arrived
    ...options,
  });
  if (!keepsCopy) await context.addInitScript(() => void delete Navigator.prototype.serviceWorker);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000); // a failing wait should not take half a minute
  await watch(page, options.baseURL);
  return page;
}

/** Starts the record of a page. `baseURL` tells its own origin; without it the first page that is opened does. */
async function watch(page, baseURL) {
  const record = { console: [], errors: [], csp: [], foreign: [], origin: baseURL ? new URL(baseURL).origin : null };
  records.set(page, record);

  page.on('console', (message) => {
    if (!['error', 'warning'].includes(message.type())) return;
    const { url } = message.location();
    record.console.push(`${message.type()}: ${message.text()}${url ? ` (${url})` : ''}`);
  });
  page.on('pageerror', (error) => record.errors.push(String(error?.stack ?? error)));
  page.on('crash', () => record.errors.push('the page crashed'));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (!['http:', 'https:', 'ws:', 'wss:'].includes(url.protocol)) return;
    record.origin ??= url.origin;
    if (url.origin !== record.origin) record.foreign.push(request.url());
  });

  await page.exposeBinding('kickstartCspViolation', (_source, text) => void record.csp.push(text));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      window.kickstartCspViolation(`${event.effectiveDirective} refused ${event.blockedURI || 'inline'} ${event.sourceFile}:${event.lineNumber}`);
    });
  });
}

/** What a page has done so far: lists of texts by kind. Clear a list to expect something and go on. */
export function recordOf(page) {
  const record = records.get(page);
  if (!record) throw new Error('this page was not opened by newPage()');
  return record;
}

/**
 * Fails if the page logged an error or a warning, threw, met the content security policy, or asked another host.
 * @param {{ignore?: RegExp[]}} options console texts that the test itself brought about
 */
export function assertClean(page, { ignore = [] } = {}) {
  const { console: logged, errors, csp, foreign } = recordOf(page);
  const unexpected = logged.filter((text) => !ignore.some((pattern) => pattern.test(text)));
  assert.deepEqual({ console: unexpected, errors, csp, foreign }, { console: [], errors: [], csp: [], foreign: [] });
}

/**
 * Runs axe on the page as it stands.
 * The source goes in by `evaluate`: a script tag would rightly be refused by the page's policy.
 * @param {{include?: string, exclude?: string[], without?: string[], only?: string[]}} options selectors, rules that
 *   cannot judge here, and the only rules to run
 * @returns {Promise<{violations: object[], incompletes: object[], passes: number}>}
 */
export async function axe(page, { include, exclude = [], without = [], only } = {}) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  const found = await page.evaluate(
    async ({ tags, include, exclude, without, only }) => {
      const context = { include: [[include ?? ':root']], exclude: exclude.map((selector) => [selector]) };
      const results = await window.axe.run(context, {
        runOnly: only ? { type: 'rule', values: only } : { type: 'tag', values: tags },
        rules: Object.fromEntries(without.map((rule) => [rule, { enabled: false }])),
      });
      const luminance = (colour) => {
        const [r, g, b] = colour.match(/[\d.]+/g).slice(0, 3).map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      // axe does not decide on text that is only a sign, such as an arrow. Its contrast is reckoned here instead.
      const contrastOfSign = (target) => {
        const element = target.length === 1 ? document.querySelector(target[0]) : null;
        if (!element || !/^[^\p{L}\p{N}]+$/u.test(element.textContent.trim())) return null;
        let behind = element;
        while (behind.parentElement && /, 0\)$/.test(getComputedStyle(behind).backgroundColor)) behind = behind.parentElement;
        const [dark, light] = [getComputedStyle(element).color, getComputedStyle(behind).backgroundColor].map(luminance).sort((a, b) => a - b);
        return (light + 0.05) / (dark + 0.05);
      };
      // A cell of a wide table that is scrolled out of its frame; on a wide screen the same cell is in sight.
      const scrolledAway = (target) => {
        const element = target.length === 1 ? document.querySelector(target[0]) : null;
        const frame = element?.closest('.scroll');
        return Boolean(frame) && element.getBoundingClientRect().right > frame.getBoundingClientRect().right;
      };
      const short = (rule) => ({
        id: rule.id,
        impact: rule.impact,
        help: rule.help,
        nodes: rule.nodes.map((node) => ({
          target: node.target.flat().join(' '),
          html: node.html.slice(0, 300),
          why: node.failureSummary ?? node.any.map((check) => check.message).join('; '),
          clipped: rule.id === 'color-contrast' ? scrolledAway(node.target) : false,
          sign: rule.id === 'color-contrast' ? contrastOfSign(node.target) : null,
          inSvg: node.target.length === 1 && Boolean(document.querySelector(node.target[0])?.closest('svg')),
        })),
      });
      return {
        violations: results.violations.map(short),
        incompletes: results.incomplete.map(short),
        passes: results.passes.length,
      };
    },
    { tags: AXE_TAGS, include, exclude, without, only },
  );
  assert.ok(found.passes > 0, 'axe checked nothing');
  return found;
}

/**
 * Fails on any violation, and on anything axe could not decide, with three exceptions, all of contrast. Text in an SVG:
 * axe cannot see what lies behind it, so it never decides; those colours are the tokens', and a table of their
 * contrasts is the proof instead (see the visual language's own rules). A sign such as an arrow: its contrast is
 * reckoned here, and must be that of text. A cell that is scrolled out of its frame: it is judged where it is in sight.
 */
export async function assertAccessible(page, options) {
  const { violations, incompletes } = await axe(page, options);
  const undecided = incompletes
    .map((rule) => ({ ...rule, nodes: rule.nodes.filter((node) => !(rule.id === 'color-contrast' && (node.inSvg || node.clipped || node.sign >= 4.5))) }))
    .filter((rule) => rule.nodes.length > 0);
  const told = (rules) => rules.map((rule) => `${rule.id} (${rule.impact}): ${rule.help}\n${rule.nodes.map((node) => `    ${node.target}\n      ${node.html}\n      ${node.why}`).join('\n')}`);
  assert.deepEqual({ violations: told(violations), undecided: told(undecided) }, { violations: [], undecided: [] });
}
