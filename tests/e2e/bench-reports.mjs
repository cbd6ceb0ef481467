// Measures how many reports the release build takes in, against its budgets, and exits with 1 beyond one.
//
//   node tests/e2e/bench-reports.mjs [--counts 1000,10000] [--from FILE.ndjson,…]
//
// Reports of invented firms, or those of files of a report a line, are written to a folder and dropped on the page as a hand drops files: each count as files of
// one report, and as one file of a report a line.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { App, start } from './support/steps.mjs';

const { values: options } = parseArgs({ options: { counts: { type: 'string', default: '1000,10000' }, from: { type: 'string' } } });
const ROOT = join(import.meta.dirname, '../..');
/** Milliseconds from the drop to the painted heat map for each report, and for a task of the page. */
const BUDGET = { report: 1, task: 50 };

function reports(count) {
  const bench = ['bench', '--quiet', '--no-default-features', '--features', 'cli', '--bench', 'reports', '--', String(count)];
  return execFileSync('cargo', bench, { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 31 - 1, stdio: ['ignore', 'pipe', 'inherit'] }).trim().split('\n');
}

/** Megabytes that the largest page process has in use, and has had at most; nothing where the system does not say. */
async function resident(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const sizes = processInfo.filter((one) => one.type === 'renderer').map(({ id }) => {
    try {
      const status = readFileSync(`/proc/${id}/status`, 'utf8');
      return ['VmRSS', 'VmHWM'].map((name) => Number(status.match(new RegExp(`${name}:\\s+(\\d+)`))[1]) / 1024);
    } catch {
      return [0, 0];
    }
  });
  return sizes.sort((a, b) => b[0] - a[0])[0] ?? [0, 0];
}

/** Begins to watch in the page: the drop, the painted table and tasks that are too long. */
function watch() {
  // The browser handles a drop of thousands of files in one task of its own, with or without a page that listens: it is
  // told apart, with what the page did in it.
  window.tasks = { page: [], drop: 0, listener: 0 };
  let begun;
  new PerformanceObserver((list) => list.getEntries().forEach(({ startTime, duration }) => {
    if (startTime <= begun && begun <= startTime + duration) window.tasks.drop = duration;
    else window.tasks.page.push(duration);
  })).observe({ type: 'longtask' });
  window.painted = new Promise((done) => {
    document.addEventListener('drop', () => { begun ??= performance.now(); }, { capture: true, once: true });
    addEventListener('drop', () => { window.tasks.listener = performance.now() - begun; }, { once: true });
    new MutationObserver((_, observer) => {
      if (!document.querySelector('table.room tbody tr')) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun)));
    }).observe(document.body, { childList: true, subtree: true });
  });
}

/** Milliseconds from a choice until the heat map follows. */
function follows() {
  return new Promise((done) => {
    const select = document.querySelector('#by-size');
    const begun = performance.now();
    new MutationObserver((_, observer) => {
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun)));
    }).observe(document.querySelector('table.room').parentElement.parentElement, { childList: true, subtree: true });
    select.value = 'small';
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });
}

async function measured(site, files) {
  const page = await site.newPage();
  const app = new App(page);
  await app.open('/rapporter');
  await app.loaded();
  // Whoever comes to the page with files in hand has been there for a second or two.
  await page.waitForTimeout(2000);
  const session = await page.context().newCDPSession(page);
  const [before] = await resident(site.browser);
  await page.evaluate(watch);
  const { x, y, width, height } = await page.locator('.drop').boundingBox();
  const data = { items: [], files, dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop']) {
    await session.send('Input.dispatchDragEvent', { type, x: x + width / 2, y: y + height / 2, data });
  }
  page.setDefaultTimeout(180_000);
  const time = await page.evaluate(() => window.painted);
  await page.waitForTimeout(1000);
  const sum = await page.locator('[data-sum]').innerText();
  const filter = await page.evaluate(follows);
  await page.waitForTimeout(500);
  const tasks = await page.evaluate(() => window.tasks);
  const [after, most] = await resident(site.browser);
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  const heap = metrics.find((one) => one.name === 'JSHeapUsedSize').value / 1e6;
  await page.context().close();
  const longest = Math.max(0, tasks.listener, ...tasks.page);
  return { time, filter, longest, drop: tasks.drop, listener: tasks.listener, before, after, most, heap, sum };
}

const site = await start();
const folder = mkdtempSync(join(tmpdir(), 'kickstart-reports-'));
let beyond = 0;
try {
  const sources = options.from?.split(',').map((path) => readFileSync(path, 'utf8').trim().split('\n')) ?? options.counts.split(',').map((count) => reports(Number(count)));
  for (const lines of sources) {
    const count = lines.length;
    const inside = join(folder, String(count));
    mkdirSync(inside);
    const single = lines.map((line, at) => {
      const path = join(inside, `${String(at).padStart(6, '0')}.kickstart.json`);
      writeFileSync(path, line);
      return path;
    });
    const many = join(folder, `${count}.ndjson`);
    writeFileSync(many, lines.join('\n'));
    for (const [what, files] of [['files of one report', single], ['lines of one file', [many]]]) {
      const { time, filter, longest, drop, listener, before, after, most, heap, sum } = await measured(site, files);
      const fine = time <= count * BUDGET.report && longest <= BUDGET.task;
      beyond += fine ? 0 : 1;
      console.log(`${count} ${what}: drop → painted heat map ${time.toFixed(0)} ms (budget ${count * BUDGET.report} ms; ${(time / count).toFixed(2)} ms a report), another selection ${filter.toFixed(0)} ms`);
      console.log(`  longest task of the page ${longest > BUDGET.task ? longest.toFixed(0) : 'under 50'} ms (budget ${BUDGET.task} ms)${fine ? '' : '  BEYOND'}; the browser's own task for the drop ${drop.toFixed(0)} ms, of which the page ${listener.toFixed(1)} ms`);
      console.log(`  process of page and worker: ${before.toFixed(0)} MB before, ${after.toFixed(0)} MB after, ${most.toFixed(0)} MB at most; JavaScript heap of the page ${heap.toFixed(1)} MB`);
      console.log(`  ${sum}`);
    }
  }
} finally {
  rmSync(folder, { recursive: true });
  await site.stop();
}
if (beyond > 0) {
  console.error(`${beyond} measurement${beyond > 1 ? 's' : ''} beyond budget`);
  process.exitCode = 1;
}
