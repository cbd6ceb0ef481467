// Sets papers on pages beside the page. A message in: a finished paper. A message out: the file, or why not.
import init, { make } from './pdf.js';

const program = init();
/** What it takes besides the paper, each fetched once: the program and the two weights of the font. */
let kept;

async function font(base, weight) {
  const name = `fonts/kart-sans-${weight}.ttf`;
  const response = await fetch(`${base}${name}`);
  if (!response.ok || (response.headers.get('content-type') ?? '').startsWith('text/html')) throw new Error(name);
  return new Uint8Array(await response.arrayBuffer());
}

self.addEventListener('message', async ({ data }) => {
  const { number, base, order } = data;
  try {
    kept ??= [program, font(base, 'regular'), font(base, 'semibold')];
    let done = 0;
    const of = kept.length;
    const told = () => self.postMessage({ number, done, of });
    told();
    const [, ...fonts] = await Promise.all(kept.map(async (one) => {
      const there = await one;
      done += 1;
      told();
      return there;
    }));
    const made = make(order, ...fonts);
    const bytes = made.bytes();
    const replaced = made.replaced();
    made.free();
    self.postMessage({ number, bytes, replaced }, [bytes.buffer]);
  } catch (error) {
    self.postMessage({ number, error: String(error?.message ?? error) });
  }
});
