// What a stranger's project may cost: the page opens and answers a key, whatever
// the project holds. The bounds are generous, for busy machines; what is measured
// here took a minute and more, or seconds for each key.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openProject, openStage } from "./harness.mjs";

let stage;
before(async () => { stage = await openStage(); });
after(() => stage.close());

const project = (...windows) => ({ format: "maintenance-window-builder", version: 1, Windows: windows });
const GOOD = { Name: "good", Schedule: "cron(0 2 ? * TUE#2 *)", Duration: 4, Cutoff: 1, AllowUnassociatedTargets: false };
const EVERY_SECOND = { Name: "dense", Schedule: "cron(* * * * * ? *)", ScheduleOffset: 6, Duration: 4, Cutoff: 1, AllowUnassociatedTargets: false };

/** How long a key in the window's name keeps the page busy, in milliseconds: the fastest of some. */
const key = (page) =>
  page.locator('input[id$="-Name"]').first().evaluate(async (input) => {
    const write = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(input), "value").set;
    const times = [];
    for (let n = 0; n < 5; n += 1) {
      write.call(input, `${input.value}x`);
      const before = performance.now();
      input.dispatchEvent(new InputEvent("input", { bubbles: true, data: "x", inputType: "insertText" }));
      for (let turn = 0; turn < 50; turn += 1) await null;
      void document.body.offsetHeight;
      times.push(performance.now() - before);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return Math.min(...times);
  });

/** How long something takes, in milliseconds. */
const timed = async (run) => {
  const before = performance.now();
  await run();
  return performance.now() - before;
};

describe("no project freezes the page:", () => {
  test("two windows that start every second with an offset, beside a good one", async (t) => {
    const page = await stage.newPage(t);
    await openProject(page, project(EVERY_SECOND, EVERY_SECOND, GOOD));
    await page.getByRole("tab", { name: "good" }).click();
    const spent = await timed(async () => {
      await page.getByRole("tab", { name: "Calendar", exact: true }).click();
      await page.locator(".months .d-run").first().waitFor();
      await page.getByText("are both open").first().waitFor();
    });
    assert.ok(spent < 10_000, `the calendar took ${spent} ms`);
    const typed = await key(page);
    assert.ok(typed < 1_000, `a key took ${typed} ms`);
  });

  const strangers = Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`Stranger${n}`, "x"]));
  const nodes = Array.from({ length: 5_000 }, (_, n) => `wrong-${n}`);
  for (const [what, windows] of [
    ["ten thousand unknown members", [{ ...GOOD, ...strangers }]],
    ["two hundred windows every hour", Array.from({ length: 200 }, (_, n) => ({ ...GOOD, Name: `window-${n}`, Schedule: "cron(0 * * * ? *)" }))],
    ["a hundred targets and two hundred tasks", [{
      ...GOOD,
      Targets: Array.from({ length: 100 }, (_, n) => ({ Name: `target-${n}`, ResourceType: "INSTANCE", Targets: [{ Key: "tag:Role", Values: ["web"] }] })),
      Tasks: Array.from({ length: 200 }, () => ({ TaskType: "RUN_COMMAND", TaskArn: "AWS-RunShellScript" })),
    }]],
    ["five thousand wrong node ids", [{
      ...GOOD,
      Targets: [{ Name: "nodes", ResourceType: "INSTANCE", Targets: [{ Key: "InstanceIds", Values: nodes }] }],
    }]],
    ["a value of half a megabyte", [{ ...GOOD, Description: "long ".repeat(100_000) }]],
  ]) {
    test(what, async (t) => {
      const page = await stage.newPage(t);
      const opened = await timed(() => openProject(page, project(...windows)));
      const typed = await key(page);
      t.diagnostic(`opened in ${opened.toFixed(0)} ms, a key ${typed.toFixed(1)} ms`);
      assert.ok(opened < 20_000, `opening took ${opened} ms`);
      assert.ok(typed < 1_000, `a key took ${typed} ms`);
    });
  }
});
