// Reads reports beside the page and holds what is kept of them. Messages in: `open` (which content), `take` (files),
// `stop`, `clear`, `ask` (what to draw), `tables` (a file of them). Messages out: `going` and `read` (how far reading has
// come), `glance` (what to draw), `file` or `no-file`, and `broken`, after which the page starts another.
import init, { Desk, file_limit, has_lines } from './reports.js';

const kept = new Map();
/** So much of a file of a report a line is read at a time. */
const SLICE = 256 * 1024;
/** How large a picture is searched for codes, in pixels of its longer side, one after the other. */
const PICTURE = [800, 1600];
/** So many files are on their way from the disk while one is read. */
const AHEAD = 8;
/** So long, in milliseconds, the program is run in while nobody wants anything of it. */
const RUN_IN = 1500;
/** What it is run in with: the invented firm of the example. */
const EXAMPLE = 'seeds/demo/el-montage.kickstart.json';
/** So long, in milliseconds, nothing else is heard or told. */
const TURN = 40;

let desk;
let spoken;
let base = '';
/** The reading that goes on: its number, what is left of it and how far it has come. The page counts readings by their stops. */
let reading = null;

/** A content file, fetched once; the browser has most of them already. */
async function file(name) {
  if (!kept.has(name)) {
    const response = await fetch(`${base}${name}`);
    if (!response.ok || (response.headers.get('content-type') ?? '').startsWith('text/html')) throw new Error(name);
    kept.set(name, await response.text());
  }
  return kept.get(name);
}

async function opened(day, names) {
  await init();
  const texts = await Promise.all(names.map(file));
  return new Desk(day, names, texts);
}

/** A browser makes a program fast by what it does most: it reads one report over and over until files come. */
async function runIn() {
  // Content without that firm is content all the same.
  const [ready, report] = [await desk, await file(EXAMPLE).catch(() => null)];
  if (report === null) return;
  const begun = performance.now();
  while (!reading && performance.now() - begun < RUN_IN) {
    const turn = performance.now();
    while (performance.now() - turn < TURN / 2) ready.run_in(report);
    await pause();
  }
}

/** The desk, with the words of a language. */
async function speaking({ locale, names }) {
  const ready = await desk;
  if (spoken !== locale) {
    const texts = await Promise.all(names.map(file));
    ready.speak(locale, names, texts);
    spoken = locale;
  }
  return ready;
}

const bell = new MessageChannel();
/** Lets messages be heard. */
const pause = () => new Promise((done) => {
  bell.port1.onmessage = done;
  bell.port2.postMessage(null);
});

/** The bytes of a part of a file; nothing where the browser cannot read it. */
const bytesOf = (blob) => blob.arrayBuffer().then((buffer) => new Uint8Array(buffer), () => null);

const isPicture = (file) => file.type.startsWith('image/');

/** A picture's pixels with its longer side so long at most; nothing where the browser cannot show it. */
async function pixelsOf(file, longest) {
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
    const [wide, high] = [picture.width, picture.height].map((side) => Math.max(1, Math.round(side * scale)));
    const context = new OffscreenCanvas(wide, high).getContext('2d', { willReadFrequently: true });
    context.drawImage(picture, 0, 0, wide, high);
    picture.close();
    return context.getImageData(0, 0, wide, high);
  } catch {
    return null;
  }
}

/** Takes the codes in a picture. A small copy is quick and evens out a screen's grid; a far code needs the larger one. */
async function takePicture(run, ready, one, name) {
  for (const longest of PICTURE) {
    const seen = await pixelsOf(one, longest);
    if (reading !== run) return;
    if (!seen) {
      ready.cannot_read(name);
      return;
    }
    if (ready.picture(name, seen.width, seen.height, seen.data)) return;
  }
  ready.no_code(name);
}

/** Reads until nothing is left or another reading, or none, is wanted. */
async function read(run) {
  const ready = await desk;
  const limit = file_limit();
  const ahead = [];
  let turn = performance.now();
  const told = (kind) => {
    const { number, done, of, bytes, size } = run;
    self.postMessage({ kind, number, done, of, bytes, size, reports: ready.arrived() });
  };
  const breathe = async () => {
    if (performance.now() - turn < TURN) return;
    if (reading === run) told('going');
    await pause();
    turn = performance.now();
  };
  while (reading === run) {
    while (ahead.length < AHEAD && run.files.length > 0) {
      const one = run.files.shift();
      const whole = !isPicture(one) && !has_lines(one.name) && one.size <= limit;
      ahead.push([one, whole ? bytesOf(one) : null]);
    }
    const next = ahead.shift();
    if (!next) {
      if (run.whole) break;
      await new Promise((more) => { run.more = more; });
      continue;
    }
    const [one, coming] = next;
    const name = one.name.normalize('NFC');
    if (coming) {
      const bytes = await coming;
      if (reading !== run) break;
      if (bytes) ready.take(name, bytes);
      else ready.cannot_read(name);
    } else if (isPicture(one) && one.size <= limit) {
      await takePicture(run, ready, one, name);
      if (reading !== run) break;
    } else if (has_lines(one.name)) {
      for (let at = 0; at < one.size && reading === run; at += SLICE) {
        const bytes = await bytesOf(one.slice(at, at + SLICE));
        if (reading !== run) break;
        if (!bytes) {
          ready.cannot_read(name);
          break;
        }
        ready.slice(name, bytes);
        run.bytes += bytes.length;
        await breathe();
      }
      if (reading !== run) break;
      ready.end_lines();
      run.bytes -= one.size;
    } else {
      ready.too_large(name);
    }
    run.done += 1;
    run.bytes += one.size;
    await breathe();
  }
  // A reading that follows on a stopped one has settled it already.
  if (!run.settled) settle(run, ready);
  if (reading === run) reading = null;
}

/** What has been read stays, whether or not all of it was. */
function settle(run, ready) {
  run.settled = true;
  const reports = ready.arrived();
  ready.settle();
  const { number, done, of, bytes, size } = run;
  self.postMessage({ kind: 'read', number, done, of, bytes, size, reports });
}

async function stopped() {
  const run = reading;
  reading = null;
  run?.more?.();
  if (run && !run.settled) settle(run, await desk);
}

const answers = {
  open(message) {
    base = message.base;
    desk = opened(message.day, message.structure);
    return runIn();
  },
  take({ number, files, whole }) {
    if (reading?.number !== number) {
      reading = { number, files: [], whole: false, done: 0, of: 0, bytes: 0, size: 0, settled: false };
      started(read(reading));
    }
    reading.files.push(...files);
    reading.whole = whole;
    reading.of += files.length;
    reading.size += files.reduce((sum, one) => sum + one.size, 0);
    reading.more?.();
  },
  stop: stopped,
  async clear() {
    if (reading) reading.settled = true;
    reading?.more?.();
    reading = null;
    (await desk).clear();
  },
  async ask(message) {
    const ready = await speaking(message);
    self.postMessage({ kind: 'glance', number: message.number, glance: ready.glance(message.ask) });
  },
  async tables(message) {
    const ready = await speaking(message);
    const { number, form, ask, anonymised } = message;
    let bytes;
    try {
      bytes = ready.tables(form, ask, anonymised);
    } catch (refused) {
      if (typeof refused !== 'string') throw refused;
      self.postMessage({ kind: 'no-file', number, reason: refused });
      return;
    }
    self.postMessage({ kind: 'file', number, form, bytes }, [bytes.buffer]);
  },
};

/** What fails here has nobody else to tell it. */
async function started(work) {
  try {
    await work;
  } catch (error) {
    self.postMessage({ kind: 'broken', error: String(error?.message ?? error) });
  }
}

self.addEventListener('message', ({ data }) => started(answers[data.kind](data)));
