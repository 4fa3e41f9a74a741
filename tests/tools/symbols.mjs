// What the linker knows of a program's data, kept by `--emit-relocs`: where
// each constant lies, and which of them the code and the others point to.
// The layout is that of the WebAssembly tool conventions, Linking.md.

const CUSTOM = 0;
const DATA = 11;
// Of relocations: those with an addend, and of these the ones that hold an address.
const WITH_ADDEND = new Set([3, 4, 5, 8, 9]);
const ADDRESS = new Set([3, 4, 5]);
const WITHOUT_ADDEND = new Set([0, 1, 2, 6, 7, 10, 13, 20]);
const [UNDEFINED, EXPLICIT_NAME, ABSOLUTE] = [0x10, 0x40, 0x200];

/** Reads WebAssembly's numbers and texts from bytes. */
export class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }
  byte() {
    return this.bytes[this.at++];
  }
  leb() {
    let [value, shift, byte] = [0, 0, 0];
    do {
      byte = this.byte();
      value |= (byte & 0x7f) << shift;
      shift += 7;
    } while (byte & 0x80);
    return { value, shift, negative: Boolean(byte & 0x40) };
  }
  number() {
    return this.leb().value >>> 0;
  }
  signed() {
    const { value, shift, negative } = this.leb();
    return negative && shift < 32 ? value | (-1 << shift) : value;
  }
  text() {
    const length = this.number();
    this.at += length;
    return Buffer.from(this.bytes.subarray(this.at - length, this.at)).toString();
  }
}

function sections(bytes) {
  const reader = new Reader(bytes, 8);
  const all = [];
  while (reader.at < bytes.length) {
    const start = reader.at;
    const id = reader.byte();
    const length = reader.number();
    const content = reader.at;
    const end = content + length;
    const name = id === CUSTOM ? reader.text() : "";
    all.push({ id, name, start, content, body: reader.at, end });
    reader.at = end;
  }
  return all;
}

const ofLinker = ({ name }) => name === "linking" || name.startsWith("reloc.");

/** The program without what the linker left in it. */
export function stripped(bytes) {
  const kept = sections(bytes).filter((section) => !ofLinker(section));
  return Buffer.concat([bytes.subarray(0, 8), ...kept.map(({ start, end }) => bytes.subarray(start, end))]);
}

/**
 * The constants of a program: `symbols` in the order of their addresses, with
 * the numbers of those they point to; `values`, the numbers of those that an
 * address in the code means; `segments`, the memory as it is at the start.
 */
export function constants(bytes) {
  const all = sections(bytes);
  const named = (name) => all.find((section) => section.name === name);
  if (!named("linking")) throw new Error("the program was linked without --emit-relocs");

  const data = all.find(({ id }) => id === DATA);
  const reader = new Reader(bytes, data.body);
  const segments = Array.from({ length: reader.number() }, () => {
    const [mode, operator, address] = [reader.number(), reader.byte(), reader.signed()];
    if (mode !== 0 || operator !== 0x41 || reader.byte() !== 0x0b) throw new Error("a segment with another address than a number");
    const length = reader.number();
    const from = reader.at - data.body;
    reader.at += length;
    return { address, from, bytes: bytes.subarray(reader.at - length, reader.at) };
  });

  const table = symbolTable(bytes, named("linking"), segments);
  const symbols = [...new Map(table.filter(Boolean).map((one) => [`${one.from} ${one.to}`, one])).values()];
  symbols.sort((one, other) => one.from - other.from || one.to - other.to);
  const numbers = new Map(symbols.map(({ from, to }, at) => [`${from} ${to}`, at]));
  const numberOf = (index) => (table[index] ? numbers.get(`${table[index].from} ${table[index].to}`) : undefined);

  const values = new Map();
  for (const { type, index, addend } of relocations(bytes, named("reloc.CODE"))) {
    const number = numberOf(index);
    if (!ADDRESS.has(type) || number === undefined) continue;
    const value = (table[index].from + addend) >>> 0;
    values.set(value, (values.get(value) ?? new Set()).add(number));
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  for (const { type, offset, index, addend } of relocations(bytes, named("reloc.DATA"))) {
    const number = numberOf(index);
    if (!ADDRESS.has(type) || number === undefined) continue;
    // What rewrote the program since it was linked must not have moved its data.
    if (view.getUint32(data.body + offset, true) !== (table[index].from + addend) >>> 0)
      throw new Error("the linker's notes do not fit the program's data");
    const { address, from } = segments.findLast((segment) => segment.from <= offset);
    for (const at of around(symbols, address + offset - from)) symbols[at].pointsTo.add(number);
  }
  return { symbols, values, segments };
}

function symbolTable(bytes, linking, segments) {
  const reader = new Reader(bytes, linking.body);
  reader.number(); // version
  while (reader.at < linking.end) {
    const type = reader.byte();
    const end = reader.number() + reader.at;
    if (type === 8) return Array.from({ length: reader.number() }, () => symbol(reader, segments));
    reader.at = end;
  }
  throw new Error("the program has no table of symbols");
}

function symbol(reader, segments) {
  const kind = reader.byte();
  const flags = reader.number();
  if (kind === 3) reader.number();
  else if (kind !== 1) {
    reader.number();
    if (!(flags & UNDEFINED) || flags & EXPLICIT_NAME) reader.text();
  } else {
    reader.text();
    if (flags & UNDEFINED) return undefined;
    const [segment, offset, size] = [reader.number(), reader.number(), reader.number()];
    if (flags & ABSOLUTE || !size) return undefined;
    const from = segments[segment].address + offset;
    return { from, to: from + size, pointsTo: new Set() };
  }
  return undefined;
}

function relocations(bytes, section) {
  if (!section) return [];
  const reader = new Reader(bytes, section.body);
  reader.number(); // the section it is about
  return Array.from({ length: reader.number() }, () => {
    const [type, offset, index] = [reader.byte(), reader.number(), reader.number()];
    if (!WITH_ADDEND.has(type) && !WITHOUT_ADDEND.has(type)) throw new Error(`a relocation of the unknown type ${type}`);
    return { type, offset, index, addend: WITH_ADDEND.has(type) ? reader.signed() : 0 };
  });
}

/** The numbers of the symbols that hold an address. */
function around(symbols, address) {
  const found = [];
  symbols.forEach(({ from, to }, at) => {
    if (from <= address && address < to) found.push(at);
  });
  return found;
}

/**
 * The numbers of the constants that code can reach: `text` is the code as text.
 * A number that is no address of the linker's counts for the constants beside it.
 */
export function reached(text, { symbols, values }) {
  const last = symbols.at(-1).to;
  const first = symbols[0].from;
  const roots = new Set();
  for (const [, digits] of text.matchAll(/(?:i32\.const |offset=)(-?\d+)/g)) {
    const value = Number(digits) >>> 0;
    if (values.has(value)) for (const number of values.get(value)) roots.add(number);
    else if (first <= value && value <= last) {
      const next = symbols.findIndex(({ from }) => from > value);
      const end = next === -1 ? symbols.length : next;
      for (let number = Math.max(0, end - 2); number < Math.min(symbols.length, end + 1); number += 1) roots.add(number);
      for (const number of around(symbols, value)) roots.add(number);
    }
  }
  const queue = [...roots];
  for (let number = queue.pop(); number !== undefined; number = queue.pop())
    for (const next of symbols[number].pointsTo)
      if (!roots.has(next)) {
        roots.add(next);
        queue.push(next);
      }
  return roots;
}
