// Every part of the look in every state, taken from real screens and put on one page: what is on it is what the app
// builds, and the styles are the build's. People look at it with `cargo xtask style`; the visual tests take
// their pictures of it.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUILD } from './firms.mjs';
import { openLanes } from './lanes.mjs';
import { SCREENS, show } from './screens.mjs';

/**
 * `of` is the screen, `pick` what is taken of it: the first, or the one `at` a number, or as many as `most`. `wide` parts are looked at on a
 * laptop too. `states` bring about what only a pointer or a keyboard does, on the first that `on` finds.
 */
export const PARTS = [
  { name: 'top', of: 'start', pick: '.top' },
  { name: 'headline', of: 'start', pick: '.start-top' },
  { name: 'button', of: 'start', pick: '.start-top .acts', on: '.btn', states: ['hover', 'focus'] },
  { name: 'button-quiet', of: 'follow-up-here', pick: 'main .acts:has(> .btn-quiet)', on: '.btn-quiet', states: ['hover', 'focus'] },
  { name: 'button-waits', of: null, html: '<p class="acts"><a class="btn" role="link" aria-disabled="true">Börja kartläggningen</a></p>' },
  { name: 'link', of: 'result', pick: '.acts a:not(.btn)', on: 'a', states: ['hover', 'focus'] },
  { name: 'scale', of: 'question-scale', pick: '.ask fieldset', wide: true, on: '.answer:not(:has(:checked)) input', states: ['hover', 'focus'] },
  { name: 'choice', of: 'question-choice', pick: '.ask fieldset', most: 1 },
  { name: 'ticks', of: 'question-ticks', pick: '.ask fieldset' },
  { name: 'number', of: 'question-number', pick: '.ask fieldset', on: '.inp', states: ['focus'] },
  { name: 'note', of: 'question-note', pick: '.ask .fold' },
  { name: 'progress', of: 'question-scale', pick: '.ask-where', wide: true },
  { name: 'bar', of: 'question-scale', pick: '.bar', wide: true },
  { name: 'picker', of: 'picker-reason', pick: '.pick', most: 4, wide: true },
  { name: 'check', of: 'check-unanswered', pick: '.check-list' },
  { name: 'notice', of: 'notice-denied', pick: 'main .notice' },
  { name: 'refused', of: 'data-refused', pick: '[data-opened]' },
  { name: 'wrong', of: 'workshops-fault', pick: 'form fieldset:has(.error)' },
  { name: 'drop', of: 'reports-empty', pick: '.drop' },
  { name: 'facts', of: 'about', pick: '.facts' },
  { name: 'tag', of: 'example', pick: '.tag' },
  { name: 'verdicts', of: 'result-full', pick: '.verdicts', wide: true },
  { name: 'chart-readiness', of: 'result', pick: '.chartbox', wide: true },
  { name: 'chart-need', of: 'result', pick: '.chartbox', at: 1, wide: true },
  { name: 'chart-arrows', of: 'follow-up', pick: '.chartbox' },
  { name: 'chart-bars', of: 'programme', pick: '.chartbox' },
  { name: 'twin', of: 'result-open', pick: '.twin' },
  { name: 'sum', of: 'result-open', pick: '.sum' },
  { name: 'quotes', of: 'result-open', pick: '.quotes' },
  { name: 'idea', of: 'advice', pick: '.idea' },
  { name: 'dialog', of: 'data-dialog', pick: 'dialog[open]' },
  { name: 'spread', of: 'room', pick: '.dist' },
  { name: 'chips', of: 'room', pick: '.chips', on: '.chip input', states: ['focus'] },
  { name: 'heat', of: 'reports', pick: 'table.room' },
  { name: 'shares', of: 'reports', pick: '.shares' },
  { name: 'foot', of: 'start', pick: '.foot' },
];

/** The page, with the build's own styles; each part in a section of its own with its name. */
export async function stylePage(site) {
  const taken = new Map(PARTS.filter(({ html }) => html).map(({ name, html }) => [name, html]));
  const lanes = await openLanes(site, 1);
  for (const screen of SCREENS.filter(({ name }) => PARTS.some(({ of }) => of === name))) await lanes.in(async (lane) => {
    const parts = PARTS.filter(({ of }) => of === screen.name);
    const { page } = await show(site, screen, { lane });
    const found = await page.evaluate((parts) => {
      // What somebody has chosen is no attribute yet.
      for (const one of document.querySelectorAll('input')) {
        one.toggleAttribute('checked', one.checked);
        if (!['radio', 'checkbox', 'file'].includes(one.type)) one.setAttribute('value', one.value);
      }
      for (const one of document.querySelectorAll('option')) one.toggleAttribute('selected', one.selected);
      for (const row of [...document.querySelectorAll('table.room tbody tr')].slice(3)) row.remove();
      return parts.map(({ name, pick, at = 0, most = 1 }) => [name, [...document.querySelectorAll(pick)].slice(at, at + most).map((one) => one.outerHTML).join('')]);
    }, parts);
    for (const [name, html] of found) {
      if (!html) throw new Error(`${screen.name} has no ${name}: what is picked there has another name now`);
      taken.set(name, html.replace(/<!--.*?-->/g, ''));
    }
  });
  await lanes.close();
  const index = readFileSync(join(BUILD, 'index.html'), 'utf8');
  const styles = [...index.matchAll(/<link[^>]*?href=["']?([^"' >]+\.css)[^>]*>/g)].map(([, href]) => `<link rel="stylesheet" href="${href.replace(/^\//, '')}">`);
  const sprite = index.match(/<svg[^>]*\bsprite\b[^>]*>.*?<\/svg>/s)[0];
  // A form around each keeps choices apart that have the same name on several screens.
  const sections = PARTS.map(({ name, of }) => `<section class="part" id="part-${name}"><h2 class="small muted">${name}</h2><form class="part-in${/^question/.test(of ?? '') ? ' ask' : ''}">${taken.get(name)}</form></section>`);
  return `<!doctype html><html lang="sv"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>Kickstart AI: style</title>${styles.join('')}<style>
.part { padding-block: 1rem; } .part-in { padding: 0.5rem; max-block-size: 11rem; overflow: clip; } .part dialog { position: static; margin: 0; } .part .bar { position: static; } .part .ask { display: block; min-block-size: 0; }
</style></head><body>${sprite}<main class="page">${sections.join('\n')}</main></body></html>`;
}
