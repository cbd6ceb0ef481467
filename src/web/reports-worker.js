// Reads reports beside the page and holds what is kept of them. Messages in: `open` (which content), `take` (files),
// `stop`, `clear`, `ask` (what to draw), `tables` (a file of them). Messages out: `going` and `read` (how far reading has
// come), `glance` (what to draw), `file` or `no-file`, and `broken`, after which the page starts another.
import init, { Desk, file_limit, has_lines } from './reports.js';

const kept = new Map();
/** So much of a file of a report a line is read at a time. */
const SLICE = 256 * 1024;
/** How large a picture is searched for codes, in pixels of its longer side, one after the other. */
const PICTURE = [800, 1600];
/** So many files, and so many bytes at most, are fetched from the disk as one piece: to ask for each by itself costs more than reading it. */
const TOGETHER = 64;
/** So many such pieces are on their way while one is read. */
const AHEAD = 3;
/** So long, in milliseconds, the program is run in while nobody wants anything of it. */
const RUN_IN = 1500;
/** What it is run in with: the invented firm of the example. */
const EXAMPLE = 'seeds/demo/el-montage.kickstart.json';
/** So long, in milliseconds, nothing else is heard or told. */
const TURN = 40;
/** So long, in milliseconds, lies between two words on how far reading has come: to draw each takes time from reading. */
const TELL = 150;

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

/** The contents of several files, each by itself; where one of them cannot be read, the others are. */
async function contentsOf(files) {
  const whole = await bytesOf(new Blob(files.map(({ file }) => file)));
  if (whole?.length !== files.reduce((sum, { size }) => sum + size, 0)) return Promise.all(files.map(({ file }) => bytesOf(file)));
  let at = 0;
  return files.map(({ size }) => whole.subarray(at, at += size));
}

/** Takes the next files off the list: one that is read in slices or not at all, or as many as are fetched as one piece. */
function piece(files, limit) {
  const small = ({ file, name, size }) => !isPicture(file) && !has_lines(name) && size <= limit;
  let [count, bytes] = [0, 0];
  while (count < Math.min(files.length, TOGETHER) && small(files[count]) && (count === 0 || bytes + files[count].size <= limit)) {
    bytes += files[count].size;
    count += 1;
  }
  const taken = files.splice(0, Math.max(count, 1));
  return { files: taken, coming: count > 0 ? contentsOf(taken) : null };
}

/** Reads a file of a report a line, in slices. */
async function readLines(run, ready, { file, name, size }, breathe) {
  for (let at = 0; at < size && reading === run; at += SLICE) {
    const bytes = await bytesOf(file.slice(at, at + SLICE));
    if (reading !== run) return;
    if (!bytes) {
      ready.cannot_read(name);
      break;
    }
    ready.slice(name, bytes);
    run.bytes += bytes.length;
    await breathe();
  }
  if (reading !== run) return;
  ready.end_lines();
  run.bytes -= size;
}

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
  let [turn, said] = [performance.now(), 0];
  const breathe = async () => {
    const now = performance.now();
    if (now - turn < TURN) return;
    if (reading === run && now - said >= TELL) {
      said = now;
      const { number, done, of, bytes, size } = run;
      self.postMessage({ kind: 'going', number, done, of, bytes, size, reports: ready.arrived() });
    }
    await pause();
    turn = performance.now();
  };
  while (reading === run) {
    while (ahead.length < AHEAD && run.files.length > 0) ahead.push(piece(run.files, limit));
    const next = ahead.shift();
    if (!next) {
      if (run.whole) break;
      await new Promise((more) => { run.more = more; });
      continue;
    }
    const contents = await next.coming;
    for (const [at, one] of next.files.entries()) {
      if (reading !== run) break;
      const { file, name, size } = one;
      if (contents) {
        const bytes = contents[at];
        if (bytes) ready.take(name, bytes);
        else ready.cannot_read(name);
      } else if (isPicture(file) && size <= limit) {
        await takePicture(run, ready, file, name);
        if (reading !== run) break;
      } else if (has_lines(name)) {
        await readLines(run, ready, one, breathe);
        if (reading !== run) break;
      } else {
        ready.too_large(name);
      }
      run.done += 1;
      run.bytes += size;
      await breathe();
    }
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
    // A browser asks the disk anew whenever it is asked for a size.
    const arrived = files.map((file) => ({ file, name: file.name.normalize('NFC'), size: file.size }));
    reading.files.push(...arrived);
    reading.whole = whole;
    reading.of += arrived.length;
    reading.size += arrived.reduce((sum, one) => sum + one.size, 0);
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
