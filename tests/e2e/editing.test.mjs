// Editing on the release page: copies, undo, the composer, and what the page
// shows while something is edited.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { axe, openProject, openStage } from "./harness.mjs";

let stage;
before(async () => { stage = await openStage(); });
after(() => stage.close());

const project = (...windows) => ({ format: "maintenance-window-builder", version: 1, Windows: windows });
const WINDOW = { Name: "prod-patching", Schedule: "cron(0 2 ? * TUE#2 *)", ScheduleOffset: 4, Duration: 4, Cutoff: 1, AllowUnassociatedTargets: false };
const TARGET = { $ref: "t1", Name: "prod-web", ResourceType: "INSTANCE", Targets: [{ Key: "tag:Env", Values: ["prod"] }] };
const TASK = {
  Name: "patch", TaskType: "RUN_COMMAND", TaskArn: "AWS-RunPatchBaseline", Priority: 1, MaxConcurrency: "10%", MaxErrors: "1",
  Targets: [{ Key: "WindowTargetIds", Values: ["$t1"] }],
  TaskInvocationParameters: { RunCommand: { OutputS3KeyPrefix: "logs/prod", Parameters: { Operation: ["Install"] } } },
};
const WHOLE = { ...WINDOW, Targets: [TARGET], Tasks: [TASK] };

const tabs = (page) => page.getByRole("tablist", { name: "Windows" }).getByRole("tab");
const field = (page, label) => page.getByLabel(label, { exact: true });
const choose = (scope, group, label) =>
  scope.getByRole("radiogroup", { name: group, exact: true }).locator("label", { hasText: new RegExp(`^${label}$`) }).click();
const until = (page, holds, argument) => page.waitForFunction(holds, argument);
const hasValue = (page, label, value) => field(page, label).and(page.locator(`input`)).evaluate(async (input, value) => {
  for (let tries = 0; input.value !== value && tries < 200; tries++) await new Promise((done) => setTimeout(done, 20));
  return input.value;
}, value).then((now) => assert.equal(now, value));

describe("a copy of a window", () => {
  test("replaces a word everywhere and runs some days later", async (t) => {
    const page = await stage.newPage(t);
    await openProject(page, project(WHOLE));
    await page.getByRole("button", { name: "Duplicate this window" }).click();
    const dialog = page.getByRole("dialog", { name: "Duplicate this window" });
    await dialog.getByLabel("Replace").fill("prod");
    await dialog.getByLabel("with", { exact: true }).fill("dev");
    await dialog.getByRole("button", { name: "1 week later" }).click();
    await dialog.getByText("dev-patching").waitFor();
    assert.match(await dialog.innerText(), /replaced in 4 places/);
    await axe(page);
    await dialog.getByRole("button", { name: "Duplicate", exact: true }).click();
    await until(page, () => document.activeElement?.value === "dev-patching");
    await hasValue(page, "Schedule", "cron(0 2 ? * TUE#3 *)");
    await hasValue(page, "Schedule offset", "4");
    assert.deepEqual(await tabs(page).allInnerTexts(), ["prod-patching", "dev-patching"]);
    const text = await page.locator("#code").textContent();
    assert.match(text, /Key=tag:Env,Values=dev/);
    assert.match(text, /logs\/dev/);
  });

  test("says why a schedule stays, and what is no number of days", async (t) => {
    const page = await stage.newPage(t);
    await openProject(page, project({ ...WHOLE, Schedule: "cron(0 2 ? * SUN *)", ScheduleOffset: undefined }));
    await page.getByRole("button", { name: "Duplicate this window" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "1 week later" }).click();
    await dialog.getByText("runs every week, so a week later it is the same").waitFor();
    await dialog.getByLabel("Days later").fill("soon");
    await dialog.getByText("must be a whole number from 0 to 366").waitFor();
    assert.ok(await dialog.getByRole("button", { name: "Duplicate", exact: true }).isDisabled());
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    assert.equal(await tabs(page).count(), 1);
  });

  test("a double click opens the dialog once and removes nothing", async (t) => {
    const page = await stage.newPage(t);
    await openProject(page, project(WHOLE, { ...WINDOW, Name: "other" }));
    await page.getByRole("button", { name: "Duplicate this window" }).dblclick();
    await page.getByRole("dialog", { name: "Duplicate this window" }).waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "Duplicate", exact: true }).dblclick();
    await until(page, () => document.querySelectorAll(".windows [role=tab]").length === 3);
    assert.equal(await tabs(page).count(), 3);
  });

  for (const what of ["window", "target", "task"])
    test(`a double click on Remove removes one ${what}`, async (t) => {
      const page = await stage.newPage(t);
      const targets = ["t1", "t2", "t3"].map((ref) => ({ ...TARGET, $ref: ref, Name: `web-${ref}` }));
      const tasks = ["a", "b", "c"].map((name) => ({ ...TASK, Name: `run-${name}` }));
      await openProject(page, project({ ...WHOLE, Targets: targets, Tasks: tasks }, { ...WINDOW, Name: "second" }, { ...WINDOW, Name: "third" }));
      const name = { window: "Remove this window", target: "Remove web-t1", task: "Remove run-a" }[what];
      await page.getByRole("button", { name }).dblclick();
      await page.getByRole("status").getByText("Removed").waitFor();
      const left = what === "window" ? tabs(page) : page.getByRole("article", { name: what === "target" ? /^web-/ : /^run-/ });
      assert.equal(await left.count(), 2);
    });
});

describe("undo", () => {
  const undo = (page) => page.keyboard.press("Control+z");
  const redo = (page) => page.keyboard.press("Control+Shift+z");

  test("takes back every press in the composer, and repeats it", async (t) => {
    const page = await stage.newPage(t);
    await openProject(page, project(WHOLE));
    await page.getByRole("button", { name: "Compose" }).click();
    await choose(page, "How often it runs", "Weekly");
    await hasValue(page, "Schedule", "cron(0 2 ? * SAT *)");
    await hasValue(page, "Schedule offset", "");
    await undo(page);
    await hasValue(page, "Schedule", "cron(0 2 ? * TUE#2 *)");
    await hasValue(page, "Schedule offset", "4");
    await redo(page);
    await hasValue(page, "Schedule", "cron(0 2 ? * SAT *)");
    await undo(page);
    await choose(page, "How often it runs", "Nth weekday");
    await choose(page, "How often it runs", "Daily");
    await hasValue(page, "Schedule", "cron(0 2 * * ? *)");
    // Back among the kinds: what was said before is there again.
    await choose(page, "How often it runs", "Patch Tuesday");
    await hasValue(page, "Schedule offset", "4");
  });

  test("takes back a copy, a removal and a choice, the latest first", async (t) => {
    const page = await stage.newPage(t);
    await openProject(page, project(WHOLE));
    await page.getByRole("button", { name: "Duplicate patch" }).click();
    await until(page, () => document.querySelectorAll("article.part").length === 3);
    await page.getByRole("button", { name: "Remove prod-web" }).click();
    await until(page, () => document.querySelectorAll("article.part").length === 2);
    await choose(page, "Allow unregistered targets", "Yes");
    await undo(page);
    await until(page, () => document.querySelector("#code")?.textContent.includes("--no-allow-unassociated-targets") || document.querySelector(".to-do"));
    assert.ok(await page.getByRole("radiogroup", { name: "Allow unregistered targets", exact: true }).getByLabel("No").isChecked());
    await undo(page);
    await until(page, () => document.querySelectorAll("article.part").length === 3);
    await undo(page);
    await until(page, () => document.querySelectorAll("article.part").length === 2);
    assert.equal(await page.getByRole("article", { name: "prod-web" }).count(), 1);
  });

  test("leaves typing to the browser while a field is typed in", async (t) => {
    const page = await stage.newPage(t);
    await openProject(page, project(WHOLE));
    await choose(page, "Allow unregistered targets", "Yes");
    await field(page, "Name").click();
    await page.keyboard.press("End");
    await page.keyboard.type("-x");
    await hasValue(page, "Name", "prod-patching-x");
    await undo(page);
    assert.notEqual(await field(page, "Name").inputValue(), "prod-patching-x");
    assert.ok(await page.getByRole("radiogroup", { name: "Allow unregistered targets", exact: true }).getByLabel("Yes").isChecked());
  });

  test("takes back what was typed once the field was left", async (t) => {
    const page = await stage.newPage(t);
    await openProject(page, project(WHOLE));
    await field(page, "Name").fill("another-name");
    await page.getByRole("button", { name: "Compose" }).focus();
    await undo(page);
    await hasValue(page, "Name", "prod-patching");
  });
});

describe("while something is edited", () => {
  test("tabbing through a blank form turns nothing red", async (t) => {
    const page = await stage.newPage(t);
    await page.getByRole("button", { name: "Start blank" }).click();
    await page.getByRole("button", { name: "+ Target", exact: true }).last().click();
    await page.getByRole("button", { name: "+ Task", exact: true }).last().click();
    await choose(page.getByRole("article").last(), "Task type", "Run Command");
    await field(page, "Name").focus();
    for (let tabs = 0; tabs < 45; tabs++) await page.keyboard.press("Tab");
    assert.deepEqual(await page.locator(".form .msg.err").allInnerTexts(), []);
    // What was typed and deleted again is missing.
    await field(page, "Name").fill("x");
    await field(page, "Name").fill("");
    await field(page, "Description").or(page.getByRole("button", { name: "Compose" })).first().focus();
    await page.locator(".form .msg.err").first().waitFor();
  });

  test("the preview of before stays, greyed, while the zone is half typed", async (t) => {
    const page = await stage.newPage(t);
    await openProject(page, project({ ...WHOLE, ScheduleTimezone: "Europe/Berlin" }));
    const runs = page.locator(".runs tbody tr");
    const before = await runs.first().innerText();
    await field(page, "Schedule time zone").fill("Europe/Ber");
    await page.locator(".stale").waitFor();
    assert.equal(await runs.first().innerText(), before);
    await field(page, "Schedule time zone").fill("Europe/Madrid");
    await until(page, () => !document.querySelector(".stale"));
    assert.ok(await runs.count() > 5);
  });

  test("the script shows the window that was chosen", async (t) => {
    const page = await stage.newPage(t);
    const tasks = Array.from({ length: 8 }, (_, n) => ({ ...TASK, Name: `run-${n}` }));
    await openProject(page, project({ ...WHOLE, Tasks: tasks }, { ...WHOLE, Name: "second-window", Tasks: tasks }));
    await tabs(page).last().click();
    const shown = () => {
      const pre = document.querySelector("#code");
      const [top, bottom] = [pre.getBoundingClientRect().top, pre.getBoundingClientRect().bottom];
      return [...pre.querySelectorAll(".chunk")].some((chunk) => {
        const at = chunk.getBoundingClientRect().top;
        return chunk.textContent.includes("second-window") && at >= top - 2 && at < bottom;
      });
    };
    await until(page, shown);
    await tabs(page).first().click();
    await until(page, () => document.querySelector("#code").scrollTop === 0);
  });

  test("Operate opens at its top", async (t) => {
    const page = await stage.newPage(t);
    await openProject(page, project(WHOLE));
    await page.evaluate(() => scrollTo(0, 600));
    await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: "Operate" }).evaluate((button) => button.click());
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    await until(page, () => scrollY === 0);
  });

  test("the outline marks the part that has the focus", async (t) => {
    const page = await stage.newPage(t);
    await openProject(page, project(WHOLE));
    await page.getByRole("article", { name: "patch" }).getByRole("button", { name: "patch", exact: false }).first().click();
    await field(page, "Task name").focus();
    await until(page, () => document.querySelector(".outline [aria-current]")?.textContent.includes("patch"));
    await field(page, "Name").focus();
    await until(page, () => document.querySelector(".outline [aria-current]")?.textContent.includes("prod-patching"));
  });

  test("a message lies over no button to copy", async (t) => {
    const page = await stage.newPage(t);
    await openProject(page, project(WHOLE));
    await page.getByRole("button", { name: "Duplicate patch" }).click();
    await page.getByRole("button", { name: "Remove prod-web" }).click();
    await page.locator(".notice.shown").waitFor();
    const [notice, result] = await Promise.all([page.locator("#notice").boundingBox(), page.locator(".result").boundingBox()]);
    assert.ok(notice.x + notice.width <= result.x || notice.y >= result.y + result.height, JSON.stringify({ notice, result }));
  });

  test("logs and notifications are a group of their own, and say when the role is required", async (t) => {
    const page = await stage.newPage(t);
    await openProject(page, project({ ...WHOLE, Tasks: [{ ...TASK, TaskInvocationParameters: { RunCommand: { Parameters: { Operation: ["Install"] } } } }] }));
    const task = page.getByRole("article", { name: "patch" });
    await task.getByRole("button", { name: "patch", exact: false }).first().click();
    await task.getByRole("button", { name: "Logs and notifications" }).click();
    const role = task.locator(".field", { has: page.getByLabel("SNS role") }).locator(".opt");
    assert.equal(await role.innerText(), "optional");
    await task.getByLabel("SNS topic", { exact: true }).fill("arn:aws:sns:us-east-1:123456789012:maintenance");
    await until(page, () => [...document.querySelectorAll(".opt")].some((one) => one.textContent === "required"));
    assert.equal(await role.innerText(), "required");
  });

  test("no preset lies over a field while the composer is open", async (t) => {
    for (const width of [1440, 1024, 390]) {
      const page = await stage.newPage(t, { width });
      await openProject(page, project({ ...WHOLE, ScheduleTimezone: "Europe/Berlin" }));
      await page.getByRole("button", { name: "Compose" }).click();
      const overlaps = await page.evaluate(() => {
        const boxes = (what) => [...document.querySelectorAll(what)].map((one) => [one, one.getBoundingClientRect()]).filter(([, box]) => box.width > 0);
        const fields = boxes(".form input:not([type=radio], [type=checkbox]), .form .label");
        return boxes(".form .preset, .form .composer").flatMap(([preset, a]) =>
          fields.filter(([one, b]) => !preset.contains(one) && a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)
            .map(([one]) => `${preset.textContent.slice(0, 20)} over ${one.id || one.textContent.slice(0, 20)}`));
      });
      assert.deepEqual(overlaps, [], `at ${width} px`);
    }
  });
});
