// Pictures of the release page, to be looked at: three widths, light and dark,
// blank, wrong and full.
import { readFile, readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { ROOT, launch, newPage, openProject, screenshot, serve } from "./harness.mjs";

const WIDTHS = { 1440: 900, 1024: 768, 390: 844 };
const folder = join(ROOT, "tests", "fixtures", "shots");
const files = (await readdir(folder)).filter((name) => name.endsWith(".json")).sort();
// As the first visitor sees it; each project of the folder; and one with every member of every request.
const states = [
  ["first-visit"],
  ...files.map((name) => [basename(name, ".json"), join(folder, name)]),
  ["full", join(ROOT, "tests", "fixtures", "render", "everything", "project.json")],
];

const site = await serve();
const browser = await launch();
let troubled = false;
try {
  for (const [name, file] of states) {
    const project = file && JSON.parse(await readFile(file, "utf8"));
    for (const colorScheme of ["light", "dark"])
      for (const [width, height] of Object.entries(WIDTHS)) {
        const page = await newPage({ site, browser }, undefined, { width: Number(width), height, colorScheme });
        if (project) await openProject(page, project);
        const picture = `${name}-${width}-${colorScheme}`;
        console.log(await screenshot(page, picture));
        await screenshot(page, `${picture}-whole`, { fullPage: true });
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        const problems = [...page.problems, ...(overflow > 0 ? [`it is ${overflow} px wider than the window`] : [])];
        for (const problem of problems) console.error(`${picture}: ${problem}`);
        troubled ||= problems.length > 0;
        await page.context().close();
      }
  }
} finally {
  await browser.close();
  await site.close();
}
process.exitCode = troubled ? 1 : 0;
