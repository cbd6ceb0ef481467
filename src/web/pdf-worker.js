// Makes PDFs beside the page. A message in: what to make and from which files. A message out: the file, or why not.
import init, { make } from './pdf.js';

const ready = init();
const kept = new Map();

/** A content file, fetched once; the browser has most of them already. */
async function file(base, name, read) {
  if (!kept.has(name)) {
    const response = await fetch(`${base}${name}`);
    if (!response.ok || (response.headers.get('content-type') ?? '').startsWith('text/html')) throw new Error(name);
    kept.set(name, await read(response));
  }
  return kept.get(name);
}

self.addEventListener('message', async ({ data }) => {
  const { number, base, report, locale, day, summary, notes, names } = data;
  try {
    await ready;
    const texts = [];
    const of = names.length;
    for (const name of names) {
      self.postMessage({ number, done: texts.length, of });
      texts.push(await file(base, name, (response) => response.text()));
    }
    const font = (weight) => file(base, `fonts/kart-sans-${weight}.ttf`, async (response) => new Uint8Array(await response.arrayBuffer()));
    const fonts = [await font('regular'), await font('semibold')];
    self.postMessage({ number, done: of, of });
    const made = make(report, locale, day, summary, notes, names, texts, ...fonts);
    const bytes = made.bytes();
    const replaced = made.replaced();
    made.free();
    self.postMessage({ number, bytes, replaced }, [bytes.buffer]);
  } catch (error) {
    self.postMessage({ number, error: String(error?.message ?? error) });
  }
});
