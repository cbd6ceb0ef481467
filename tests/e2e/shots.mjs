// Pictures of every screen and state, from the release build.
//
//   node tests/e2e/shots.mjs [--out docs/screenshots] [--only result,picker] [--locale sv] [--whole] [--readme]
//
// --readme takes those that the README shows, and nothing else.
// Names are <screen>-<width>[-dark].png. A picture shows the first windowful and what follows, up to a few windows;
// --whole takes the page to its end. The clock stands still and nothing moves, so that two runs give the same pictures.

import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { SCREENS, show } from './support/screens.mjs';
import { start } from './support/steps.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const { values } = parseArgs({
  options: {
    out: { type: 'string', default: join(ROOT, 'docs/screenshots') },
    only: { type: 'string' },
    locale: { type: 'string', default: 'sv' },
    whole: { type: 'boolean', default: false },
    readme: { type: 'boolean', default: false },
  },
});
const HEIGHT = { 360: 780, 768: 1024, 1280: 900, 1920: 1080 };
/** Windows that one picture may be tall. */
const TALL = { 360: 4, 768: 3, 1280: 3, 1920: 2 };
const EXTRA = ['start', 'result'];
/** The screens whose first windowful the README shows: the file and the width. */
const README = { example: ['readme', 1280], 'question-scale': ['readme-question', 360], 'stage-agree': ['readme-workshop', 1280], reports: ['readme-reports', 1280] };

const wanted = values.readme ? Object.keys(README) : values.only?.split(',');
const screens = SCREENS.filter(({ name }) => !wanted || wanted.includes(name));
mkdirSync(values.out, { recursive: true });
const site = await start();
let taken = 0;
try {
  for (const screen of screens) {
    const widths = EXTRA.includes(screen.name) ? [360, 768, 1280, 1920] : screen.stage ? [360, 1280, 1920] : [360, 1280];
    const { page } = await show(site, screen, { locale: values.locale, width: widths[0], height: HEIGHT[widths[0]] });
    for (const width of widths) {
      await page.setViewportSize({ width, height: HEIGHT[width] });
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.evaluate(() => scrollTo(0, 0));
        const tall = await page.evaluate(() => document.documentElement.scrollHeight);
        const height = values.whole ? tall : Math.min(tall, HEIGHT[width] * TALL[width]);
        const [file, at] = README[screen.name] ?? [];
        if (width === at && colorScheme === 'light') {
          if (screen.name === 'reports') await page.locator('table.room').evaluate((table) => scrollTo(0, table.getBoundingClientRect().top - 140));
          await page.screenshot({ path: join(values.out, `${file}.png`), animations: 'disabled', caret: 'hide' });
          await page.evaluate(() => scrollTo(0, 0));
          taken += Number(values.readme);
        }
        if (values.readme) continue;
        // A question fills the window, whatever its height: it is taken as it stands, to the end of the page.
        const fullPage = (await page.locator('form.ask').count()) > 0;
        // One windowful as it is seen, or a longer piece with the bar at its foot.
        if (height > HEIGHT[width] && !fullPage) await page.setViewportSize({ width, height });
        const path = join(values.out, `${screen.name}-${width}${colorScheme === 'dark' ? '-dark' : ''}.png`);
        await page.screenshot({ path, animations: 'disabled', caret: 'hide', fullPage });
        if (height > HEIGHT[width] && !fullPage) await page.setViewportSize({ width, height: HEIGHT[width] });
        taken += 1;
      }
    }
    await page.context().close();
  }
} finally {
  await site.stop();
}

// Pages of the PDFs, small, where the command line and poppler's pdftoppm are there.
const kickstart = join(ROOT, 'target/debug/kickstart');
const poppler = spawnSync('pdftoppm', ['-v'], { stdio: 'ignore' }).status === 0;
if ((!wanted || values.readme) && existsSync(kickstart) && poppler) {
  const pages = { report: [join(ROOT, 'seeds/demo/el-montage.kickstart.json')], guide: [] };
  for (const [task, from] of Object.entries(pages)) {
    const folder = mkdtempSync(join(tmpdir(), 'kickstart-pages-'));
    const pdf = join(folder, 'out.pdf');
    execFileSync(kickstart, [task, ...from, '-o', pdf, '--date', '2026-11-24', '--locale', values.locale]);
    execFileSync('pdftoppm', ['-r', '55', '-png', pdf, join(folder, 'page')]);
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.png'))) {
      copyFileSync(join(folder, name), join(values.out, `${task}-${Number(name.match(/\d+/)[0])}.png`));
      taken += 1;
    }
  }
}
console.log(`${taken} pictures of ${screens.length} screens in ${values.out}`);
