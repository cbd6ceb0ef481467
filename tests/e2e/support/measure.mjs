// Measures in the page itself: time to paint, work of the main thread, memory, response to a press, what moves.

/** A slow phone as Lighthouse has it: slow 4G, and a processor at a quarter. */
export const SLOW_PHONE = { rate: 4, latency: 150, down: 1_638_400 / 8, up: 675_000 / 8 };

/** Slows a page down; yields the line to its browser. */
export async function slowed(page, { rate = 1, latency = 0, down = -1, up = -1 } = {}) {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
  if (latency > 0) {
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', { offline: false, latency, downloadThroughput: down, uploadThroughput: up });
  }
  return session;
}

/** What the browser counts of a page, by name. */
export async function counted(session) {
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

/** Megabytes in use after a clean-up: of JavaScript, and the memory of the program, which never shrinks. */
export async function memory(page, session) {
  await session.send('HeapProfiler.collectGarbage');
  const { JSHeapUsedSize } = await counted(session);
  const program = await page.evaluate(async () => {
    const { initSync } = await import(new URL(document.querySelector('script[data-js]').dataset.js, document.baseURI));
    return initSync().memory.buffer.byteLength;
  });
  return { script: JSHeapUsedSize / 1e6, program: program / 1e6 };
}

/** Begins to sum up layout shifts that no press of the last half second explains, over every page that is opened. */
export async function shifts(page) {
  const seen = [];
  await page.exposeBinding('kickstartShift', (_source, value, what) => void seen.push([value, what]));
  await page.addInitScript(() => {
    const name = ({ node }) => (node?.nodeType === 1 ? `${node.localName}.${node.className}` : node?.parentElement?.localName ?? 'gone');
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
      if (!entry.hadRecentInput) window.kickstartShift(entry.value, `${location.pathname}: ${entry.sources.map(name).join(', ')}`);
    })).observe({ type: 'layout-shift', buffered: true });
  });
  return async () => {
    // Entries come a frame later.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50))));
    return { sum: seen.reduce((total, [value]) => total + value, 0), told: seen.map(([value, what]) => `${value.toFixed(4)} ${what}`).join('\n') };
  };
}

/** Begins to note how long the browser takes to answer presses and keys with a frame, in steps of 8 ms. */
export async function presses(page) {
  await page.addInitScript(() => {
    window.presses = new Map();
    new PerformanceObserver((list) => list.getEntries().forEach(({ interactionId, duration }) => {
      if (interactionId) window.presses.set(interactionId, Math.max(duration, window.presses.get(interactionId) ?? 0));
    })).observe({ type: 'event', durationThreshold: 16, buffered: true });
  });
  return () => page.evaluate(() => [...window.presses.values()]);
}
