// What split.mjs changes in a WebAssembly program itself, section by section.

/** Reads a program's numbers and names from a place on. */
class Reader {
  constructor(bytes, at, end = bytes.length) {
    Object.assign(this, { bytes, at, end });
  }

  byte() {
    return this.bytes[this.at++];
  }

  number() {
    let [value, scale, byte] = [0, 1, 0];
    do {
      byte = this.byte();
      value += (byte & 0x7f) * scale;
      scale *= 128;
    } while (byte >= 0x80);
    return value;
  }

  text() {
    const length = this.number();
    this.at += length;
    return this.bytes.toString('utf8', this.at - length, this.at);
  }

  /** Calls `read` for each entry of a list that says its length first. */
  each(read) {
    const count = this.number();
    for (let entry = 0; entry < count; entry += 1) read(entry);
  }
}

/** A number as the format writes it. */
function number(value) {
  const bytes = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 128) + 128);
  }
}

const text = (value) => Buffer.concat([number(Buffer.byteLength(value)), Buffer.from(value)]);

/** The sections in their order: id, own name of a custom one, where the section and its content begin, and where it ends. */
function sections(bytes) {
  const found = [];
  for (const reader = new Reader(bytes, 8); reader.at < bytes.length; ) {
    const from = reader.at;
    const id = reader.byte();
    const length = reader.number();
    const start = reader.at;
    found.push({ id, name: id === 0 ? reader.text() : '', from, start, end: start + length });
    reader.at = start + length;
  }
  return found;
}

/** The program with some sections' content replaced; `change` yields nothing for those that stay. */
function rewritten(bytes, change) {
  const parts = sections(bytes).map((section) => {
    const content = change(section);
    return content ? Buffer.concat([Buffer.from([section.id]), number(content.length), content]) : bytes.subarray(section.from, section.end);
  });
  return Buffer.concat([bytes.subarray(0, 8), ...parts]);
}

/** A program without what only linkers and debuggers read: with it, wasm-opt would carry a megabyte along. */
export function bare(bytes) {
  return Buffer.concat([bytes.subarray(0, 8), ...sections(bytes).filter(({ id }) => id !== 0).map(({ from, end }) => bytes.subarray(from, end))]);
}

/** Skips what an import is, after its names; whether it is a function. */
function skipImport(reader) {
  const kind = reader.byte();
  const limits = () => {
    const bounded = reader.byte() & 1;
    reader.number();
    if (bounded) reader.number();
  };
  if (kind === 0) reader.number();
  else if (kind === 2) limits();
  else if (kind === 1) {
    reader.at += 1;
    limits();
  } else if (kind === 3) reader.at += 2;
  else throw new Error(`wasm.mjs: an import of kind ${kind}`);
  return kind === 0;
}

/** The program with other names for what it imports and exports; `name` yields the name as it is where it stays. */
export function renamed(bytes, name) {
  return rewritten(bytes, ({ id, start }) => {
    if (id !== 2 && id !== 7) return null;
    const reader = new Reader(bytes, start);
    const entries = [];
    reader.each(() => {
      if (id === 2) entries.push(text(reader.text()));
      entries.push(text(name(reader.text())));
      const from = reader.at;
      if (id === 2) skipImport(reader);
      else {
        reader.byte();
        reader.number();
      }
      entries.push(bytes.subarray(from, reader.at));
    });
    return Buffer.concat([number(entries.length / (id === 2 ? 3 : 2)), ...entries]);
  });
}

/** Kinds of places that the linker fills in and that have an addend, after LLVM's WasmRelocs.def. */
const WITH_ADDEND = new Set([3, 4, 5, 8, 9, 11, 14, 15, 16, 17, 21, 22, 23]);
/** An address as a signed constant. */
const ADDRESS = 4;
const [CONST, CALL, NOP, UNREACHABLE, END] = [0x41, 0x10, 0x01, 0x00, 0x0b];

/**
 * The linked program in which functions only trap, and where they are called from inside it the address that they are
 * handed last is none: what only they reach, and what only such an address leads to, is then in nobody's part. The list
 * of places that the linker filled in, by which wasm-split parts the program, is kept in step.
 */
export function trapping(bytes, names) {
  const all = sections(bytes);
  const section = (id, name = '') => {
    const found = all.find((one) => one.id === id && one.name === name);
    if (!found) throw new Error(`wasm.mjs: the program has no section ${name || id}`);
    return found;
  };
  const imports = new Reader(bytes, section(2).start);
  let imported = 0;
  imports.each(() => {
    imports.text();
    imports.text();
    imported += skipImport(imports) ? 1 : 0;
  });
  const trap = new Set();
  const named = section(0, 'name');
  for (const reader = new Reader(bytes, named.start); reader.at < named.end; ) {
    if (reader.at === named.start) reader.text();
    const kind = reader.byte();
    const length = reader.number();
    const end = reader.at + length;
    if (kind === 1) {
      reader.each(() => {
        const index = reader.number();
        if (names.test(reader.text())) trap.add(index);
      });
    }
    reader.at = end;
  }
  const out = Buffer.from(bytes);
  const code = section(10);
  const bodies = [];
  const reader = new Reader(bytes, code.start);
  reader.each((at) => {
    const length = reader.number();
    if (trap.has(imported + at)) {
      out.fill(NOP, reader.at, reader.at + length);
      out.set([0, UNREACHABLE], reader.at); // no local variables
      out[reader.at + length - 1] = END;
      bodies.push([reader.at, reader.at + length]);
    }
    reader.at += length;
  });
  const filled = section(0, 'reloc.CODE');
  const places = new Reader(bytes, filled.start);
  places.text();
  const target = places.number();
  const kept = [];
  places.each(() => {
    const from = places.at;
    const kind = places.byte();
    const at = code.start + places.number();
    places.number();
    if (WITH_ADDEND.has(kind)) places.number();
    if (bodies.some(([start, end]) => at >= start && at < end)) return;
    // Such a constant takes five bytes, whatever its value.
    if (kind === ADDRESS && bytes[at - 1] === CONST && bytes[at + 5] === CALL && trap.has(new Reader(bytes, at + 6).number())) {
      out.set([0x80, 0x80, 0x80, 0x80, 0x00], at);
    } else kept.push(bytes.subarray(from, places.at));
  });
  const list = Buffer.concat([text('reloc.CODE'), number(target), number(kept.length), ...kept]);
  return { program: rewritten(out, ({ from }) => (from === filled.from ? list : null)), count: bodies.length };
}
