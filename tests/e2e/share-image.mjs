// The picture that other places show when somebody shares the address: style/icons/share.png, from the start page's
// words, the tokens and the typeface. Run by hand when one of them changes:
//
//   node tests/e2e/share-image.mjs

import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch } from './support/browser.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const read = (path, encoding = 'utf8') => readFileSync(join(ROOT, path), encoding);
const { texts } = JSON.parse(read('questions/ui/sv.json'));
const font = read('style/fonts/kart-sans.woff2', 'base64');
const mark = read('index.html').match(/<symbol id="mark"[^>]*>(.*?)<\/symbol>/)[1];
const steps = [5, 4, 3, 2, 1, 0].map((level) => `<li class="${level === 3 ? 'here' : ''}"><span>${level}</span></li>`).join('');

const PAGE = `<!doctype html><html lang="sv"><meta charset="utf-8"><style>${read('style/tokens.css').replace('fonts/kart-sans.woff2', `data:font/woff2;base64,${font}`)}
body { margin: 0; inline-size: 1200px; block-size: 630px; box-sizing: border-box; padding: 72px 80px; background: var(--paper); color: var(--ink); font-family: var(--font); display: grid; grid-template: auto 1fr auto / 1fr 200px; column-gap: 72px; }
.brand { display: flex; align-items: center; gap: 16px; font-size: 34px; font-weight: 600; margin: 0; }
.brand svg { inline-size: 48px; color: var(--accent); }
.brand span span { font-weight: 400; }
h1 { margin: 0; font-size: 92px; line-height: 96px; letter-spacing: -0.018em; font-weight: 600; align-self: center; text-wrap: balance; }
.lead { margin: 0; font-size: 33px; line-height: 44px; max-inline-size: 780px; }
ul { grid-area: 1 / 2 / 4 / 3; margin: 0; padding: 0; list-style: none; display: grid; border-inline-start: 2px solid var(--line-strong); }
li { position: relative; display: flex; align-items: center; font-size: 40px; font-weight: 300; padding-inline-start: 72px; }
li::before { content: ""; position: absolute; inset-inline-start: 0; inline-size: 28px; block-size: 2px; background: var(--line-strong); }
.here::before { inset-inline-start: -14px; inline-size: 26px; block-size: 26px; border-radius: 50%; background: var(--accent); }
.here { font-weight: 600; }
</style><body><p class="brand"><svg viewBox="0 0 24 24">${mark}</svg><span>Kickstart AI <span>${texts['frame.product']}</span></span></p>
<h1>${texts['start.heading']}</h1><p class="lead">${texts['start.what']}</p><ul>${steps}</ul></body></html>`;

const { newPage, close } = await launch();
try {
  const page = await newPage({ width: 1200, height: 630 });
  await page.setContent(PAGE);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(ROOT, 'style/icons/share.png') });
} finally {
  await close();
}
