// Divides the program in two files: the functions that a first visit runs, and
// the rest, which follows once the page is drawn. Both are one program: they
// share memory and tables. Constants that only the rest can reach go with it.
//
// Which functions run is not guessed but seen: `marked` gives a program that
// notes each function it enters, and `first-visit.mjs` visits the page with it.
// A function that is called before the rest is there traps: style/start.js lets
// nothing but the first view run until then, and starts anew with both parts
// where even that needs more than it did when it was tried.
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { reached } from "./symbols.mjs";

const require = createRequire(join(process.env.TRUNK_SOURCE_DIR ?? process.cwd(), ".tools", "npm", "package.json"));
export const { default: binaryen } = await import(pathToFileURL(require.resolve("binaryen")));

// The name under which the rest knows what the first file exports.
const FIRST = "first";
const REST = "rest";
// The marks lie where the stack ends that grows down from the first megabyte; it never comes so far.
export const MARKS = 64;
const MARKS_END = 65_536;

const { MVP, BulkMemory, BulkMemoryOpt, Multivalue, MutableGlobals, NontrappingFPToInt, ReferenceTypes, SignExt } = binaryen.Features;
// Those rustc turns on for this target.
const FEATURES = MVP | BulkMemory | BulkMemoryOpt | Multivalue | MutableGlobals | NontrappingFPToInt | ReferenceTypes | SignExt;

/** A program as a module of binaryen. */
export function read(bytes) {
  const module = binaryen.readBinary(bytes);
  module.setFeatures(FEATURES);
  return module;
}

function functions(module) {
  const all = [];
  for (let at = 0; at < module.getNumFunctions(); at += 1) {
    const ref = module.getFunctionByIndex(at);
    all.push({ ref, ...binaryen.getFunctionInfo(ref) });
  }
  return all;
}

/** The functions of a module that it has and does not import. */
export const own = (module) => functions(module).filter(({ base }) => base === "");

/** How many functions a program has. */
export const count = (bytes) => own(read(bytes)).length;

/** The program with a mark for each of its functions: the byte at `MARKS` + its number. */
export function marked(bytes) {
  const module = read(bytes);
  const all = own(module);
  if (MARKS + all.length > MARKS_END) throw new Error("there are more functions than room for marks");
  all.forEach(({ ref, body, results }, at) => {
    const mark = module.i32.store8(MARKS + at, 1, module.i32.const(0), module.i32.const(1));
    binaryen.Function.setBody(ref, module.block(null, [mark, body], results));
  });
  return module.emitBinary();
}

/**
 * The two files of a program and the new names of its imports, given the numbers
 * of the functions that the first must have, and the program's constants
 * (symbols.mjs).
 */
export function split(bytes, seen, constants) {
  const all = own(read(bytes));
  // What has more than one result can't be called through a table everywhere.
  const stays = ({ results }, at) => seen.has(at) || binaryen.expandType(results).length > 1;
  const kept = all.filter(stays);
  const moved = all.filter((one, at) => !stays(one, at));
  // Stubs of one kind stand side by side: so they compress best.
  moved.sort((one, other) => one.params - other.params || one.results - other.results);
  if (!moved.length) throw new Error("a first visit runs every function: there is nothing to divide");
  const places = new Map(moved.map(({ name }, place) => [name, place]));
  const gone = unreached(bytes, places, constants);
  const { rest, used } = second(bytes, places, gone);
  return {
    ...first(bytes, places, used, constants.segments, gone),
    rest,
    kept: kept.length,
    moved: moved.length,
    data: gone.reduce((sum, { to, from }) => sum + to - from, 0),
  };
}

// A shorter piece costs as much as it saves.
const WORTH = 16; // bytes

/** The pieces of the first segment that only moved functions can reach. Only the first holds nothing that changes. */
function unreached(bytes, places, { symbols, values, segments: [{ address, bytes: content }] }) {
  const module = read(bytes);
  for (const { name, params, results } of own(module)) {
    if (!places.has(name)) continue;
    module.removeFunction(name);
    module.addFunction(name, params, results, [], module.unreachable());
  }
  const needed = reached(module.emitText(), { symbols, values });
  const free = new Uint8Array(content.length);
  for (const uses of [false, true])
    symbols.forEach(({ from, to }, at) => {
      if (needed.has(at) === uses) free.fill(uses ? 0 : 1, Math.max(0, from - address), Math.max(0, to - address));
    });
  return runs([...free], (one) => one)
    .map(({ from, names }) => ({ from, to: from + names.length, offset: address + from }))
    .filter(({ from, to }) => to - from >= WORTH)
    .map((piece) => ({ ...piece, data: content.slice(piece.from, piece.to) }));
}

const short = (at) => `_${at.toString(36)}`;

/** The rest: what was moved, and imports of what it uses of the first, by their names there. */
function second(bytes, places, gone) {
  const module = read(bytes);
  const table = binaryen.getElementSegmentInfo(module.getElementSegmentByIndex(0));
  const begin = binaryen.getExpressionInfo(table.offset).value;
  for (let at = module.getNumExports() - 1; at >= 0; at -= 1)
    module.removeExport(binaryen.getExportInfo(module.getExportByIndex(at)).name);
  module.removeElementSegment(table.name);
  const names = new Map();
  functions(module).forEach(({ name, params, results }, at) => {
    if (places.has(name)) return;
    module.removeFunction(name);
    module.addFunctionImport(name, FIRST, short(at), params, results);
    names.set(short(at), name);
  });
  const { initial, max } = module.getMemoryInfo();
  const pieces = gone.map(({ offset, data }) => ({ offset: module.i32.const(offset), data }));
  module.setMemory(initial, max ?? -1, null, pieces);
  module.addMemoryImport("0", FIRST, "memory");
  for (const { name } of tables(module)) module.addTableImport(name, FIRST, `t${name}`);
  for (const { name, mutable, type } of globals(module)) {
    if (!mutable) continue;
    module.removeGlobal(name);
    module.addGlobalImport(name, FIRST, `g${name}`, type, true);
  }

  module.addTable(REST, places.size, places.size, binaryen.funcref);
  module.addTableImport(REST, FIRST, REST);
  module.addActiveElementSegment(REST, "stubs", [...places.keys()], module.i32.const(0));
  // Where the first file points to a stub, nothing takes the detour from now on.
  runs(table.data, (name) => places.has(name)).forEach(({ from, names }, at) => {
    const offset = module.i32.const(begin + from);
    module.addActiveElementSegment(table.table, `run${at}`, names, offset);
  });
  module.runPasses(["remove-unused-module-elements"]);
  if (!module.validate()) throw new Error("the second part of the program is not valid");
  const rest = module.emitBinary();
  const imported = functions(module).filter(({ base }) => base !== "");
  return { rest, used: imported.map(({ base }) => [base, names.get(base)]) };
}

/** The first: stubs in place of what was moved, and exports of what the rest uses. */
function first(bytes, places, used, segments, gone) {
  const module = read(bytes);
  const { initial, max } = module.getMemoryInfo();
  const left = segments.map(({ address, bytes: content }, at) => {
    const data = Uint8Array.from(content);
    // Zeros weigh next to nothing once they are compressed; to leave them out costs more.
    if (at === 0) for (const { from, to } of gone) data.fill(0, from, to);
    return { offset: module.i32.const(address), data };
  });
  module.setMemory(initial, max ?? -1, null, left);
  const { funcref } = binaryen;
  module.addTable(REST, places.size, places.size, funcref);
  const moved = functions(module).filter(({ name }) => places.has(name));
  for (const { name, params, results } of moved.sort((one, other) => places.get(one.name) - places.get(other.name))) {
    const place = places.get(name);
    const given = binaryen.expandType(params).map((type, at) => module.local.get(at, type));
    const call = module.call_indirect(REST, module.i32.const(place), given, params, results);
    module.removeFunction(name);
    module.addFunction(name, params, results, [], call);
  }
  for (const [base, name] of used) module.addFunctionExport(name, base);
  for (const { name } of tables(module).filter(({ name }) => name !== REST)) module.addTableExport(name, `t${name}`);
  for (const { name, mutable } of globals(module)) if (mutable) module.addGlobalExport(name, `g${name}`);
  module.addTableExport(REST, REST);
  // The names of what the page gives the program hold hashes, which nothing compresses.
  const renamed = new Map();
  for (const { name, module: from, base, params, results } of functions(module)) {
    if (base === "") continue;
    renamed.set(base, short(renamed.size));
    module.removeFunction(name);
    module.addFunctionImport(name, from, renamed.get(base), params, results);
  }
  module.runPasses(["remove-unused-module-elements"]);
  if (!module.validate()) throw new Error("the first part of the program is not valid");
  return { first: module.emitBinary(), renamed };
}

const each = (length, get) => Array.from({ length }, (_, at) => get(at));
const tables = (module) => each(module.getNumTables(), (at) => binaryen.getTableInfo(module.getTableByIndex(at)));
const globals = (module) => each(module.getNumGlobals(), (at) => binaryen.getGlobalInfo(module.getGlobalByIndex(at)));

/** The unbroken runs of names that fit. */
function runs(names, fits) {
  const all = [];
  names.forEach((name, at) => {
    if (!fits(name)) return;
    const last = all.at(-1);
    if (last && last.from + last.names.length === at) last.names.push(name);
    else all.push({ from: at, names: [name] });
  });
  return all;
}
