// The functions that a first visit runs, found by making one: see split.mjs.
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch, newPage, serve, started } from "../e2e/harness.mjs";
import { count, MARKS, marked } from "./split.mjs";

const VISITS = [
  { size: { width: 1440, height: 900 } },
  { size: { width: 390, height: 844, colorScheme: "dark" } },
  // Somebody typed, and the page was loaded again while the rest was missing (style/start.js).
  { size: { width: 1440, height: 900 }, stored: { "maintenance-window-builder.typed": "{}" } },
];
// Until the page stands still: what follows its drawing belongs to the visit.
// Events do not: they wait for the rest, and so does what comes later (style/start.js).
const SETTLED = 1000;

/** Has the page note, with each event of its end, which functions were entered until then. */
async function noteAtTheEnd([from, length]) {
  const program = await import(document.getElementById("app-js").href);
  const note = () => {
    const marks = new Uint8Array(program.initSync().memory.buffer, from, length);
    localStorage.setItem("marks", JSON.stringify([...marks.keys()].filter((at) => marks[at])));
  };
  // What is fetched while a page goes away does not come.
  for (const end of ["pagehide", "visibilitychange"]) addEventListener(end, note);
}

/** Visits a page whose program is the file `name`, given as bytes. */
export async function firstVisit(dist, name, bytes) {
  const folder = await mkdtemp(join(tmpdir(), "first-visit-"));
  const seen = new Set();
  try {
    await cp(dist, folder, { recursive: true });
    await writeFile(join(folder, name), marked(bytes));
    const [site, browser] = await Promise.all([serve(folder), launch()]);
    try {
      for (const { size, stored } of VISITS) {
        const page = await newPage({ site, browser }, undefined, { ...size, navigate: false, allow: [/favicon\.ico/] });
        await page.goto(`${site.url}icon.svg`);
        await page.evaluate((stored) => Object.assign(localStorage, stored), stored);
        await page.goto(site.url);
        await started(page);
        await page.waitForLoadState("networkidle");
        await page.waitForTimeout(SETTLED);
        await page.evaluate(noteAtTheEnd, [MARKS, count(bytes)]);
        await page.goto(`${site.url}icon.svg`);
        for (const at of JSON.parse(await page.evaluate(() => localStorage.getItem("marks")))) seen.add(at);
        if (page.problems.length) throw new Error(`the first visit had problems: ${page.problems.join("\n")}`);
      }
    } finally {
      await browser.close();
      await site.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return seen;
}
