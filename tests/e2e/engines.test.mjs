// The main path in the other engines: see, type, mend, reload, share, run.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { serve } from "./harness.mjs";
import { ENGINES } from "./engines.mjs";

for (const [name, { there, open }] of Object.entries(ENGINES))
  describe(name, { skip: !there && "not on this machine" }, () => {
    let site, page;
    before(async () => {
      [site, page] = await Promise.all([serve(), open()]);
      await page.open(site.url);
    });
    after(async () => {
      await page?.close();
      await site?.close();
    });
    const code = () => page.evaluate(() => document.querySelector("#code")?.textContent ?? "");
    const value = () => page.evaluate(() => document.querySelector("input[type=text]").value);
    const says = (text) => page.wait(`«${text}»`, (text) => document.body.innerText.includes(text), text);

    test("the first visit shows the example, its runs and its commands", async () => {
      assert.equal(await value(), "weekly-patch-scan");
      await says("At 03:00 every Sunday, New York time");
      // Each offset of the zone is what this browser's own database says.
      await says("it agrees with this browser");
      assert.match(await code(), /^\(\nset -eu\n/);
    });

    test("what is typed is in the commands, and wrong values are said and mended", async () => {
      await page.type("Name", "-in-here");
      assert.equal(await value(), "weekly-patch-scan-in-here");
      assert.match(await code(), /--name weekly-patch-scan-in-here /);
      await page.type("Duration", "h");
      await page.evaluate(() => document.activeElement.blur());
      await says("Duration must be a whole number");
      await page.click("Use 3");
      await says("3 commands ready");
    });

    test("every output has its text", async () => {
      const all = await page.evaluate(() => [...document.querySelectorAll("[aria-label=Format] [role=tab]")].map((tab) => tab.innerText));
      assert.equal(all.length, 9);
      for (const one of all) {
        await page.click(one);
        await page.wait(one, (one) => document.querySelector("[aria-label=Format] [aria-selected=true]").innerText === one && document.querySelector("#code") !== null, one);
        assert.match(await code(), /weekly-patch-scan-in-here|scan-for-patches/, one);
      }
    });

    test("a task added by hand asks for what it needs", async () => {
      await page.click("+ Task");
      await says("Task type");
      await page.type("Task name", "Second-task");
      await says("Left to do");
      await page.click("Operate");
      await says("Get the AWS CLI ready");
      await page.click("Plan");
    });

    test("a reload keeps everything, and a link brings it elsewhere", async () => {
      // What was typed is written a moment later.
      await page.wait("the project in storage", () => Object.values(localStorage).some((kept) => kept.includes("Second-task")));
      await page.open(site.url);
      assert.equal(await value(), "weekly-patch-scan-in-here");
      await page.click("Share");
      const link = await page.wait("the link", () => document.querySelector("#share-link")?.value.includes("#") && document.querySelector("#share-link").value);
      await page.evaluate(() => localStorage.clear());
      await page.open(link);
      await page.wait("the shared project", () => document.querySelector("input[type=text]")?.value === "weekly-patch-scan-in-here");
      assert.deepEqual(page.problems, []);
    });
  });
