// Every screen and state for everybody: axe in both languages, at two widths, light and dark; no sideways scroll at
// 400 % zoom; targets large enough for a thumb; title and language that follow.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible } from './support/browser.mjs';
import { tooWide } from './support/look.mjs';
import { SCREENS, show } from './support/screens.mjs';
import { start, words } from './support/steps.mjs';

const LIGHT = { colorScheme: 'light', forcedColors: 'none' };
const DARK = { colorScheme: 'dark', forcedColors: 'none' };
const FORCED = { colorScheme: 'dark', forcedColors: 'active' };

let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

/** Text keys that stand on the screen in place of their texts, and holes that were never filled. */
async function rawTexts(page, say) {
  const seen = await page.evaluate(() => [document.title, document.body.innerText, ...[...document.querySelectorAll('[aria-label]')].map((one) => one.getAttribute('aria-label'))].join(' ').split(/\s+/));
  return seen.filter((word) => say.has(word.replace(/[:,.]$/, '')) || /^\{[\w-]+\}/.test(word));
}

/**
 * What is too small for a thumb. A link inside running text is excepted, as WCAG does; other links need 44 px where
 * there are thumbs and WCAG's 24 px on a wide screen.
 */
function tooSmall(page, width) {
  return page.evaluate((links) => {
    const inText = (link) => {
      const parent = link.parentElement;
      const rest = [...parent.childNodes].filter((node) => node !== link && node.nodeType === Node.TEXT_NODE && node.textContent.trim());
      return getComputedStyle(link).display === 'inline' && rest.length > 0;
    };
    const targets = 'button, select, summary, textarea, a[href], input[type=text], input[type=file], label:has(input), label.btn';
    return [...document.querySelectorAll(targets)]
      .filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !one.closest('.vh') && !one.matches('.skip:not(:focus)'))
      .filter((one) => !(one.tagName === 'A' && inText(one)))
      .map((one) => [one, one.getBoundingClientRect()])
      .map(([one, box]) => [one, box, one.matches('a:not(.btn)') ? links : 44])
      .filter(([, { width, height }, least]) => width > 0 && (width < least || height < least))
      .map(([one, { width, height }]) => `${one.tagName.toLowerCase()}.${one.className} “${one.innerText?.trim().slice(0, 40)}” ${Math.round(width)}×${Math.round(height)}`);
  }, width < 1000 ? 44 : 24);
}

/** Text that keeps the page's own colour where the browser's are wanted. */
function ownColours(page) {
  return page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement('span'));
    const system = ['CanvasText', 'LinkText', 'ButtonText', 'FieldText', 'GrayText', 'HighlightText', 'Highlight', 'VisitedText', 'ActiveText'].map((name) => {
      probe.style.setProperty('color', name);
      return getComputedStyle(probe).color;
    });
    probe.remove();
    const texts = [...document.querySelectorAll('body *')].filter((one) => !one.closest('svg') && one.checkVisibility() && [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim()));
    return texts.filter((one) => !system.includes(getComputedStyle(one).color)).map((one) => `${one.tagName}.${one.className} ${getComputedStyle(one).color}`);
  });
}

/**
 * Makes the window as tall as the page: what stands under the bar at the foot would be undecidable for axe, and nothing
 * else does. That the bar never covers what has focus is the keyboard test's.
 */
async function whole(page, width) {
  await page.setViewportSize({ width, height: 800 });
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height });
}

for (const screen of SCREENS) {
  test(screen.name, async () => {
    const locales = screen.rescue ? ['sv'] : ['sv', 'en'];
    const titles = [];
    for (const locale of locales) {
      const { page } = await show(site, screen, { locale, width: 360, height: 780 });
      const facts = await page.evaluate(() => ({
        lang: document.documentElement.lang, title: document.title,
        heading: document.querySelector('main h1')?.innerText.trim(), headings: document.querySelectorAll('main h1').length,
      }));
      titles.push(facts.title);
      assert.equal(facts.lang, locale);
      if (!screen.rescue) {
        assert.equal(facts.headings, 1);
        assert.equal(facts.title, `${facts.heading} – ${words(locale)('frame.title')}`);
      }
      for (const [width, media] of [[360, LIGHT], [360, DARK], [1280, DARK], [1280, LIGHT]]) {
        await whole(page, width);
        await page.emulateMedia({ reducedMotion: 'reduce', ...media });
        if (media === LIGHT) {
          assert.deepEqual(await rawTexts(page, words(locale)), [], `raw texts in ${locale} at ${width}`);
          assert.deepEqual(await tooSmall(page, width), [], `targets in ${locale} at ${width}`);
        }
        // Dark differs from light in its colours alone.
        await assertAccessible(page, media === DARK ? { only: ['color-contrast'] } : {}).catch((error) => {
          error.message = `${locale} ${width} ${media.colorScheme}: ${error.message}`;
          throw error;
        });
      }
      if (screen.forced) {
        // The browser's own colours stand there, and axe reads the page's instead: it cannot judge contrast here.
        await page.emulateMedia({ reducedMotion: 'reduce', ...FORCED });
        await assertAccessible(page, { without: ['color-contrast'] });
        assert.deepEqual(await ownColours(page), []);
      }
      await page.setViewportSize({ width: 320, height: 640 }); // 1280 px at 400 %
      assert.deepEqual(await tooWide(page), [], `at 320 px in ${locale}`);
      await page.context().close();
    }
    assert.equal(new Set(titles).size, titles.length, 'the title is in the language');
  });
}
