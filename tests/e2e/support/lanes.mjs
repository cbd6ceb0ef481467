// Screens side by side: as many browsers as there are lanes, each kept from screen to screen. A browser that has come
// by before has the program already compiled, which is most of what it costs to open a screen.

import { pageIn } from './browser.mjs';
import { DRAFT } from './steps.mjs';

/** Lanes in a site's browser. `in` runs something in the first that is free, and closes what it opened. */
export async function openLanes(site, count, options = {}) {
  const free = [];
  for (let n = 0; n < count; n += 1) free.push(await site.newContext(options));
  return {
    close: () => Promise.all(free.map((context) => context.close())),
    async in(act) {
      const context = free.pop(); // the runner starts no more at once than there are lanes
      try {
        return await act({ page: (text, locale) => pageWith(site, context, text, locale) });
      } finally {
        await leave(context);
        free.push(context);
      }
    },
  };
}

/** A new page, in a browser that has stored this draft and language and nothing else. Those before it are closed. */
async function pageWith(site, context, text, locale) {
  await leave(context);
  const page = await pageIn(context, site.server.origin);
  await page.goto(`${site.url}questions/index.json`);
  await page.evaluate(([draft, text, locale]) => {
    localStorage.clear();
    sessionStorage.clear();
    if (text !== null) localStorage.setItem(draft, text);
    localStorage.setItem('kickstart.locale', locale);
  }, [DRAFT, text, locale]);
  return page;
}

async function leave(context) {
  for (const page of context.pages()) await page.close();
}
