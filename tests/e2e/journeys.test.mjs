// A person's journeys on the release page: build each type of task by hand,
// mend an error through the list, reload, share and open, keyboard only,
// narrow screen, and everything that must not be lost.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { ROOT, axe, link, newPage, openProject, openStage, screenshot, started } from "./harness.mjs";

let stage;
before(async () => { stage = await openStage(); });
after(() => stage.close());

const example = async (name) => JSON.parse(await readFile(join(ROOT, "src", "examples", `${name}.json`), "utf8"));
const project = (...windows) => ({ format: "maintenance-window-builder", version: 1, Windows: windows });
const WINDOW = { Name: "Patch-Prod", Schedule: "cron(0 16 ? * TUE *)", Duration: 4, Cutoff: 1, AllowUnassociatedTargets: false };

/** The text of the output. */
const code = (page) => page.locator("#code").textContent();
/** A part's card, by what it is called. */
const card = (page, name) => page.getByRole("article", { name });
/** Chooses one of a radio group's segments, as a pointer does: on its label. */
const choose = (scope, group, label) =>
  scope.getByRole("radiogroup", { name: group, exact: true }).locator("label", { hasText: new RegExp(`^${label}$`) }).click();
const fill = (scope, label, text) => scope.getByLabel(label, { exact: true }).fill(text);
const startBlank = (page) => page.getByRole("button", { name: "Start blank" }).click();

async function fillWindow(page) {
  await fill(page, "Name", "Patch-Prod");
  await fill(page, "Schedule", "cron(0 16 ? * TUE *)");
  await fill(page, "Duration", "4");
  await fill(page, "Stop initiating tasks", "1");
  await choose(page, "Allow unregistered targets", "No");
}

async function addTarget(page, name = "web-servers") {
  await page.getByRole("button", { name: "+ Target", exact: true }).last().click();
  const target = page.getByRole("article").last();
  await choose(target, "Target type", "Tags");
  await fill(target, "Tag", "Role");
  await fill(target, "Values", "web");
  await fill(target, "Target name", name);
  return target;
}

async function addTask(page, type) {
  await page.getByRole("button", { name: "+ Task", exact: true }).last().click();
  const task = page.getByRole("article").last();
  await choose(task, "Task type", type);
  return task;
}

async function onTarget(task, name = "web-servers") {
  await choose(task, "Targets", "Registered targets");
  await task.getByRole("checkbox", { name }).check();
  await fill(task, "Concurrency", "10%");
  await fill(task, "Error threshold", "1");
}

/** Waits until the whole script is there, and gives it. */
async function script(page) {
  await page.locator("#code").waitFor();
  return code(page);
}

describe("the first visit", () => {
  test("shows a working example, clearly labelled, with its runs and commands", async (t) => {
    const page = await stage.newPage(t);
    assert.ok(await page.getByText("This is an example").isVisible());
    assert.equal(await page.locator(".result table tbody tr").count() >= 10, true);
    const text = await script(page);
    assert.match(text, /WINDOW_ID=\$\(aws ssm create-maintenance-window/);
    assert.match(text, /aws ssm register-task-with-maintenance-window/);
  });

  test("a blank start complains of nothing and lists what is missing", async (t) => {
    const page = await stage.newPage(t);
    await startBlank(page);
    const list = page.getByRole("region", { name: "What to run" }).locator(".to-do");
    await list.locator("li").first().waitFor();
    assert.equal(await page.locator(".msg.err").count(), 0);
    assert.match(await list.innerText(), /Name is required/);
  });
});

describe("each type of task by hand", () => {
  test("Run Command, with a script of several lines", async (t) => {
    const page = await stage.newPage(t);
    await startBlank(page);
    await fillWindow(page);
    await addTarget(page);
    const task = await addTask(page, "Run Command");
    await fill(task, "Command document", "AWS-RunShellScript");
    await fill(task, "Task name", "disk-space");
    await fill(task, "Task priority", "1");
    await onTarget(task);
    await task.getByLabel("commands", { exact: true }).fill("df -h\necho \"it's done\"");
    const text = await script(page);
    assert.match(text, /"df -h",\s+"echo \\"it'\\''s done\\""/);
    assert.match(text, /Key=WindowTargetIds,Values="\$TARGET_1_ID"/);
    assert.equal(await page.locator(".msg.err").count(), 0);
  });

  test("Automation, on each node", async (t) => {
    const page = await stage.newPage(t);
    await startBlank(page);
    await fillWindow(page);
    await addTarget(page);
    const task = await addTask(page, "Automation");
    await fill(task, "Automation runbook", "AWS-RestartEC2Instance");
    await fill(task, "Task priority", "1");
    await onTarget(task);
    await task.getByLabel("InstanceId", { exact: true }).fill("{{RESOURCE_ID}}");
    assert.match(await script(page), /"InstanceId": \["{{RESOURCE_ID}}"\]/);
  });

  test("Lambda, with a payload that the page encodes for version 2 and not for version 1", async (t) => {
    const page = await stage.newPage(t);
    await startBlank(page);
    await fillWindow(page);
    const task = await addTask(page, "Lambda");
    await fill(task, "Lambda function", "arn:aws:lambda:us-east-2:123456789012:function:SSM-warm");
    await fill(task, "Task priority", "1");
    await choose(task, "Targets", "No target");
    await task.getByLabel("Payload", { exact: true }).fill('{"window": "{{WINDOW_ID}}"}');
    assert.match(await script(page), new RegExp(Buffer.from('{"window": "{{WINDOW_ID}}"}').toString("base64")));
    await page.getByLabel("AWS CLI", { exact: true }).selectOption("v1");
    assert.match(await script(page), /"Payload": "{\\"window\\": \\"{{WINDOW_ID}}\\"}"/);
  });

  test("Step Functions, whose ARN is demanded", async (t) => {
    const page = await stage.newPage(t);
    await startBlank(page);
    await fillWindow(page);
    const task = await addTask(page, "Step Functions");
    await fill(task, "State machine", "SSM_Report");
    await task.getByLabel("Task name", { exact: true }).focus();
    assert.match(await task.locator(".msg.err").first().innerText(), /must be an ARN/);
    await fill(task, "State machine", "arn:aws:states:us-east-2:123456789012:stateMachine:SSM-report");
    await fill(task, "Task priority", "2");
    await choose(task, "Targets", "No target");
    await task.getByLabel("Input", { exact: true }).fill('{"execution": "{{WINDOW_EXECUTION_ID}}"}');
    assert.match(await script(page), /stateMachine:SSM-report/);
  });

  test("another type keeps aside what was typed for the first", async (t) => {
    const page = await stage.newPage(t);
    await startBlank(page);
    const task = await addTask(page, "Run Command");
    await fill(task, "Command document", "AWS-RunShellScript");
    await task.getByLabel("commands", { exact: true }).fill("df -h");
    await choose(task, "Task type", "Lambda");
    await task.getByLabel("Payload", { exact: true }).fill("{}");
    await choose(task, "Task type", "Run Command");
    assert.equal(await task.getByLabel("commands", { exact: true }).inputValue(), "df -h");
    await choose(task, "Task type", "Lambda");
    assert.equal(await task.getByLabel("Payload", { exact: true }).inputValue(), "{}");
  });
});

describe("what is wrong", () => {
  test("is mended through the list, which leads to the field", async (t) => {
    const page = await stage.newPage(t);
    await openProject(page, project({ ...WINDOW, Cutoff: 4 }));
    const entry = page.locator(".to-do button", { hasText: "Stop initiating tasks must be less than Duration" });
    await entry.click();
    const field = page.getByLabel("Stop initiating tasks", { exact: true });
    await assert.doesNotReject(field.waitFor());
    assert.ok(await field.evaluate((element) => element === document.activeElement), "the field has the focus");
    assert.equal(await field.getAttribute("aria-invalid"), "true");
    await page.getByRole("button", { name: "Use 3" }).click();
    assert.match(await script(page), /--cutoff 3/);
  });

  test("a wrong value blocks its own command only", async (t) => {
    const page = await stage.newPage(t);
    const scan = await example("weekly-patch-scan");
    scan.Windows[0].Tasks[0].MaxErrors = "many";
    await openProject(page, scan);
    await page.locator(".to-do li").first().waitFor();
    const option = page.getByLabel("What", { exact: true }).locator("option", { hasText: "Create the window" });
    await page.getByLabel("What", { exact: true }).selectOption(await option.getAttribute("value"));
    assert.match(await script(page), /aws ssm create-maintenance-window/);
  });

  test("is not shouted while it is first being typed", async (t) => {
    const page = await stage.newPage(t);
    await startBlank(page);
    const name = page.getByLabel("Name", { exact: true });
    await name.pressSequentially("ab");
    assert.equal(await page.locator(".msg.err").count(), 0);
    await page.keyboard.press("Tab");
    await page.locator(".msg.err").first().waitFor();
  });

  test("typed markup is text", async (t) => {
    const page = await stage.newPage(t);
    await startBlank(page);
    await fillWindow(page);
    await page.getByRole("button", { name: /^More options/ }).first().click();
    await fill(page, "Description", "<img src=x onerror=alert(1)><b>bold</b>");
    assert.match(await script(page), /<img src=x onerror=alert\(1\)>/);
    assert.equal(await page.locator("img").count(), 0);
  });
});

describe("nothing typed is lost", () => {
  test("by a reload, wrong values included", async (t) => {
    const page = await stage.newPage(t);
    await startBlank(page);
    await fill(page, "Name", "half a na");
    await fill(page, "Duration", "abc");
    await page.reload();
    await started(page);
    assert.equal(await page.getByLabel("Name", { exact: true }).inputValue(), "half a na");
    assert.equal(await page.getByLabel("Duration", { exact: true }).inputValue(), "abc");
  });

  test("by a removal, which can be undone", async (t) => {
    const page = await stage.newPage(t);
    await openProject(page, await example("scan-and-install"));
    const keep = page.getByRole("button", { name: "Keep as mine" });
    if (await keep.isVisible()) await keep.click();
    const before = await page.getByRole("article").count();
    await page.getByRole("article").last().getByRole("button", { name: /^Remove/ }).click();
    assert.equal(await page.getByRole("article").count(), before - 1);
    await page.getByRole("button", { name: "Undo" }).click();
    assert.equal(await page.getByRole("article").count(), before);
  });

  test("by an opened link, which asks first", async (t) => {
    const page = await stage.newPage(t);
    await startBlank(page);
    await fill(page, "Name", "my-own-work");
    await page.waitForTimeout(600);
    await openProject(page, project({ ...WINDOW, Name: "theirs-shared" }));
    assert.equal(await page.getByLabel("Name", { exact: true }).inputValue(), "theirs-shared");
    await page.getByRole("button", { name: "Back to my work" }).click();
    assert.equal(await page.getByLabel("Name", { exact: true }).inputValue(), "my-own-work");
  });

  for (const [what, hash] of [
    ["cut in half", link(project(WINDOW)).slice(0, 60)],
    ["damaged", "#1.%%%%"],
    ["compressed and cut", "#2.q1Yqzk8"],
    ["of a newer version", `#1.${Buffer.from(JSON.stringify({ ...project(WINDOW), version: 99 })).toString("base64url")}`],
  ])
    test(`by a link that is ${what}`, async (t) => {
      const page = await stage.newPage(t);
      await startBlank(page);
      await fill(page, "Name", "my-own-work");
      await page.waitForTimeout(600);
      await page.goto("about:blank");
      await page.goto(stage.url + hash);
      await started(page);
      await page.locator(".notice.shown, .banner.warn").first().waitFor();
      assert.equal(await page.getByLabel("Name", { exact: true }).inputValue(), "my-own-work");
    });

  for (const [what, bytes] of [
    ["not UTF-8", Buffer.from([0x7b, 0xff, 0xfe, 0x7d])],
    ["not JSON", Buffer.from("hello")],
    ["another JSON", Buffer.from('{"a": 1}')],
    ["JSON of more than 1 MB", Buffer.from(JSON.stringify({ ...project(WINDOW), x: "x".repeat(1_200_000) }))],
    ["of a newer version", Buffer.from(JSON.stringify({ ...project(WINDOW), version: 99 }))],
  ])
    test(`by a file that is ${what}`, async (t) => {
      const page = await stage.newPage(t);
      await startBlank(page);
      await fill(page, "Name", "my-own-work");
      await page.locator("#file").setInputFiles({ name: "project.json", mimeType: "application/json", buffer: bytes });
      await page.locator(".notice.shown").waitFor();
      assert.match(await page.locator(".notice").innerText(), /not opened/);
      assert.equal(await page.getByLabel("Name", { exact: true }).inputValue(), "my-own-work");
    });

  test("by garbage in the storage: it is kept aside and the page starts", async (t) => {
    // The bare picture it stops at on the way has no icon of its own.
    const page = await stage.newPage(t, { allow: [/favicon/] });
    await startBlank(page);
    await page.waitForTimeout(600);
    const garbage = await page.evaluate(() => {
      for (const key of Object.keys(localStorage)) localStorage.setItem(key, "{garbage");
      return Object.keys(localStorage);
    });
    assert.ok(garbage.length > 0);
    // The page saves when it is left: the garbage must be what the next one finds.
    await page.goto("about:blank");
    await page.goto(stage.url + "icon.svg");
    await page.evaluate((keys) => keys.forEach((key) => localStorage.setItem(key, "{garbage")), garbage);
    await page.goto(stage.url);
    await started(page);
    await page.getByText("kept aside").waitFor();
    assert.ok(await page.evaluate(() => Object.values(localStorage).some((value) => value.includes("{garbage"))));
  });

  test("by blocked storage: the page runs and says so", async (t) => {
    const page = await stage.newPage(t, { navigate: false });
    await page.addInitScript(() => {
      Object.defineProperty(window, "localStorage", { get() { throw new DOMException("blocked", "SecurityError"); } });
    });
    await page.goto(stage.url);
    await started(page);
    await startBlank(page);
    await fill(page, "Name", "not-saved");
    await page.getByRole("alert").waitFor();
    assert.match(await page.getByRole("alert").innerText(), /ownload/);
  });

  test("by full storage: it is said and the work goes on", async (t) => {
    const page = await stage.newPage(t, { navigate: false });
    await page.addInitScript(() => {
      Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
    });
    await page.goto(stage.url);
    await started(page);
    await startBlank(page);
    await fill(page, "Name", "still-here");
    await page.getByRole("alert").waitFor();
    assert.equal(await page.getByLabel("Name", { exact: true }).inputValue(), "still-here");
  });

  test("by a second tab", async (t) => {
    const page = await stage.newPage(t);
    await startBlank(page);
    await fill(page, "Name", "first-tab");
    await page.waitForTimeout(600);
    const second = await page.context().newPage();
    await second.goto(stage.url);
    await started(second);
    assert.equal(await second.getByLabel("Name", { exact: true }).inputValue(), "first-tab");
    await second.getByLabel("Name", { exact: true }).fill("second-tab");
    await second.waitForTimeout(800);
    const now = await page.getByLabel("Name", { exact: true }).inputValue();
    const asked = await page.getByText("changed in another tab").isVisible();
    assert.ok(now === "second-tab" || asked, `${now}`);
  });
});

describe("sharing", () => {
  test("a link opens the same project on another machine", async (t) => {
    const page = await stage.newPage(t);
    await openProject(page, await example("walkthrough"));
    const text = await script(page);
    await page.getByRole("button", { name: "Share", exact: true }).click();
    const field = page.locator("#share-link");
    await assert.doesNotReject(page.waitForFunction(() => document.querySelector("#share-link")?.value.includes("#")));
    const address = await field.inputValue();
    await axe(page);
    const other = await newPage({ site: stage, browser: stage.browser }, t, { navigate: false });
    await other.goto(address);
    await started(other);
    assert.equal(await script(other), text);
  });

  test("a project downloads as a file that opens again", async (t) => {
    const page = await stage.newPage(t);
    await openProject(page, await example("lambda"));
    const text = await script(page);
    await page.getByRole("button", { name: "Project", exact: true }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name: /^Download/ }).click(),
    ]);
    const file = await download.path();
    const other = await stage.newPage(t);
    await other.locator("#file").setInputFiles({ name: "p.json", mimeType: "application/json", buffer: await readFile(file) });
    await other.waitForFunction((text) => document.querySelector("#code")?.textContent === text, text);
  });

  test("copy puts exactly the text on the clipboard, and a download has the same", async (t) => {
    const page = await stage.newPage(t, { context: { permissions: ["clipboard-read", "clipboard-write"] } });
    await openProject(page, await example("scan-and-install"));
    const text = await script(page);
    await page.getByRole("button", { name: "Copy", exact: true }).click();
    await page.getByRole("button", { name: "Copied", exact: true }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.equal(copied.trimEnd(), text.trimEnd());
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download", exact: true }).click()]);
    assert.equal(await readFile(await download.path(), "utf8"), `#!/bin/sh\n${copied}`);
  });
});

describe("every way in", () => {
  test("the keyboard alone builds a window and reaches the output", async (t) => {
    const page = await stage.newPage(t);
    /** Presses Tab until what has the focus fits. */
    const reach = async (fits, what) => {
      for (let n = 0; n < 120; n++) {
        await page.keyboard.press("Tab");
        const found = await page.evaluate(() => {
          const e = document.activeElement;
          return { id: e?.id ?? "", text: e?.innerText ?? "", type: e?.type ?? "", label: e?.getAttribute("aria-label") ?? "", visible: (() => { const r = e?.getBoundingClientRect(); return !!r && r.width > 0; })() };
        });
        if (fits(found)) return;
      }
      assert.fail(`no way to ${what}`);
    };
    await reach((e) => e.text === "Start blank", "Start blank");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => /-Name$/.test(document.activeElement?.id ?? ""));
    await page.keyboard.type("Keyboard-Window");
    await reach((e) => e.id.endsWith("-Schedule"), "the schedule");
    await page.keyboard.type("rate(7 days)");
    await reach((e) => e.id.endsWith("-Duration"), "the duration");
    await page.keyboard.type("2");
    await reach((e) => e.id.endsWith("-Cutoff"), "the cutoff");
    await page.keyboard.type("0");
    await reach((e) => e.type === "radio", "the choice");
    await page.keyboard.press("Space");
    await page.waitForFunction(() => /create-maintenance-window/.test(document.querySelector("#code")?.textContent ?? ""));
    await reach((e) => e.text === "Copy", "Copy");
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
    assert.notEqual(outline, "none", "the focus is seen");
  });

  test("a narrow screen shows the state and leads to the output", async (t) => {
    const page = await stage.newPage(t, { width: 390, height: 844 });
    const bar = page.getByRole("region", { name: "State of the plan" });
    assert.match(await bar.innerText(), /Ready: \d+ commands/);
    await startBlank(page);
    assert.match(await bar.innerText(), /missing|problem/);
    await bar.getByRole("button", { name: "What to run" }).click();
    await page.waitForFunction(() => document.querySelector("#what-to-run").getBoundingClientRect().top < innerHeight);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `${overflow} px wider than the screen`);
  });

  for (const colorScheme of ["light", "dark"])
    for (const [width, height] of [[1440, 900], [390, 844]])
      test(`axe finds nothing, empty, wrong and full, ${colorScheme}, ${width} px`, async (t) => {
        const page = await stage.newPage(t, { colorScheme, width, height });
        await startBlank(page);
        await axe(page);
        await screenshot(page, `journey-empty-${width}-${colorScheme}`);
        await openProject(page, JSON.parse(await readFile(join(ROOT, "tests", "fixtures", "shots", "wrong.json"), "utf8")));
        await page.locator(".to-do button").first().click();
        await axe(page);
        await screenshot(page, `journey-wrong-${width}-${colorScheme}`);
        await openProject(page, await example("walkthrough"));
        for (const opener of await page.locator("article .opener").all()) await opener.click();
        await axe(page);
        await screenshot(page, `journey-full-${width}-${colorScheme}`, { fullPage: true });
      });

  test("every example opens without an error", async (t) => {
    const page = await stage.newPage(t);
    await page.getByRole("button", { name: "Examples", exact: true }).click();
    const count = await page.getByRole("menuitem").count();
    assert.ok(count >= 8, `${count}`);
    for (let n = 0; n < count; n++) {
      if (n > 0) await page.getByRole("button", { name: "Examples", exact: true }).click();
      await page.getByRole("menuitem").nth(n).click();
      assert.match(await script(page), /aws ssm/);
    }
  });
});
