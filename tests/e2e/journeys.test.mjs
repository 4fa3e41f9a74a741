// A person's journeys on the release page: build each type of task by hand,
// mend an error through the list, reload, share and open, keyboard only,
// narrow screen, see when it runs, and everything that must not be lost.
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
    await fill(task, "Document", "AWS-RunShellScript");
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
    await fill(task, "Runbook", "AWS-RestartEC2Instance");
    await fill(task, "Task priority", "1");
    await onTarget(task);
    await task.getByLabel("InstanceId", { exact: true }).fill("{{RESOURCE_ID}}");
    assert.match(await script(page), /"InstanceId": \["{{RESOURCE_ID}}"\]/);
  });

  test("a document is found by what it does, with the keyboard, and another kind changes the type", async (t) => {
    const page = await stage.newPage(t);
    await startBlank(page);
    const task = await addTask(page, "Run Command");
    const browse = task.getByRole("button", { name: "Browse documents" });
    await browse.press("Enter");
    const search = task.getByLabel("Search documents");
    await search.press("Escape");
    await search.waitFor({ state: "detached" });
    await page.waitForFunction(() => document.activeElement?.textContent === "Browse documents");

    await browse.press("Enter");
    const found = task.getByRole("group", { name: "Documents of AWS" });
    await search.fill("power cycle");
    await found.getByText("No document fits").waitFor();
    await found.getByLabel("Kind").selectOption("Both kinds");
    await found.getByText("1 document", { exact: true }).waitFor();
    await search.fill("windows update");
    await found.getByLabel("Platform").selectOption("Linux");
    assert.equal(await found.getByText("AWS-InstallWindowsUpdates").count(), 0);
    await found.getByLabel("Platform").selectOption("All platforms");
    await search.fill("reboot");
    await search.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await found.waitFor({ state: "detached" });
    assert.equal(await task.getByLabel("Runbook", { exact: true }).inputValue(), "AWS-RestartEC2Instance");
    await page.waitForFunction(() => /-TaskArn$/.test(document.activeElement?.id ?? ""));
    assert.ok(await task.getByRole("radio", { name: "Automation" }).isChecked());
    await task.getByText("One value on each line.").waitFor();
  });

  test("Lambda, with a payload that the page encodes for version 2 and not for version 1", async (t) => {
    const page = await stage.newPage(t);
    await startBlank(page);
    await fillWindow(page);
    const task = await addTask(page, "Lambda");
    await fill(task, "Function", "arn:aws:lambda:us-east-2:123456789012:function:SSM-warm");
    await fill(task, "Task priority", "1");
    await choose(task, "Targets", "No target");
    await task.getByLabel("Payload", { exact: true }).fill('{"window": "{{WINDOW_ID}}"}');
    assert.match(await script(page), new RegExp(Buffer.from('{"window": "{{WINDOW_ID}}"}').toString("base64")));
    await page.getByRole("combobox", { name: "AWS CLI" }).selectOption("v1");
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
    await fill(task, "Document", "AWS-RunShellScript");
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

  test("is said by a closed card, and at its field once that is open", async (t) => {
    const page = await stage.newPage(t);
    await openProject(page, project({ ...WINDOW, Tasks: [{ TaskType: "STEP_FUNCTIONS", TaskArn: "SSM_Report", Priority: 1 }] }));
    const task = page.locator("article.part");
    const reason = task.locator(".reason");
    assert.match(await reason.innerText(), /^State machine must be an ARN/);
    await task.locator(".opener").click();
    await task.locator(".msg.err").first().waitFor();
    assert.equal(await reason.count(), 0);
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
    // What was typed since stays.
    await fill(page, "Duration", "7");
    await page.getByRole("button", { name: "Undo" }).click();
    assert.equal(await page.getByRole("article").count(), before);
    assert.equal(await page.getByLabel("Duration", { exact: true }).inputValue(), "7");
  });

  test("by an undo that brings another project back", async (t) => {
    const page = await stage.newPage(t);
    await startBlank(page);
    await fill(page, "Name", "typed-before-undo");
    await page.getByRole("button", { name: "Undo" }).click();
    assert.equal(await page.getByLabel("Name", { exact: true }).inputValue(), "weekly-patch-scan");
    const recent = await page.evaluate(() => Object.values(localStorage).join("\n"));
    assert.match(recent, /typed-before-undo/, "it is among the recent projects");
    await page.getByRole("button", { name: "Undo" }).click();
    assert.equal(await page.getByLabel("Name", { exact: true }).inputValue(), "typed-before-undo");
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

  for (const [what, text] of [["not JSON", "hello"], ["another JSON", '{"a": 1}']])
    test(`by a file that is ${what}: Import says what it holds`, async (t) => {
      const page = await stage.newPage(t);
      await startBlank(page);
      await fill(page, "Name", "my-own-work");
      await page.locator("#file").setInputFiles({ name: "project.json", mimeType: "application/json", buffer: Buffer.from(text) });
      const dialog = page.getByRole("dialog", { name: "Import" });
      await dialog.getByText("No maintenance window was found").waitFor();
      await dialog.getByRole("button", { name: "Cancel" }).click();
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

  test("a file with a member that nobody knows opens and says so", async (t) => {
    const page = await stage.newPage(t);
    const file = project({ ...WINDOW, Cutoff: undefined, Cutof: 1 });
    await page.locator("#file").setInputFiles({ name: "p.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(file)) });
    await page.locator(".notice.shown").waitFor();
    assert.equal(
      await page.locator(".notice p").innerText(),
      "Opened p.json. Not known: Windows[0].Cutof (did you mean Cutoff?)",
    );
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
    // A file says what it is before it begins; a paste begins at once.
    const file = await readFile(await download.path(), "utf8");
    assert.ok(file.startsWith("#!/bin/sh\n: '") && file.endsWith(`\n${copied}`), file);
    const head = file.slice("#!/bin/sh\n".length, -copied.length).trimEnd();
    assert.match(head, /^: '[^]*'$/);
  });
});

describe("when it runs", () => {
  const runs = (page) => page.locator("#runs tbody tr:not(.off, .doubt)");
  const days = (page) => runs(page).locator("th time").allTextContents();

  test("four days after Patch Tuesday is composed by keyboard alone, and read back", async (t) => {
    const page = await stage.newPage(t);
    await startBlank(page);
    const focused = (attribute) => page.evaluate((name) => document.activeElement?.getAttribute(name) ?? "", attribute);
    const reach = async (fits, what) => {
      for (let n = 0; n < 30; n++) {
        await page.keyboard.press("Tab");
        if (await fits()) return;
      }
      assert.fail(`no way to ${what}`);
    };
    await page.getByLabel("Name", { exact: true }).focus();
    // The composer is open by itself while there is no schedule.
    await reach(async () => (await focused("value")) === "patch", "the kinds of schedule");
    await page.keyboard.press("Space");
    const schedule = page.getByLabel("Schedule", { exact: true });
    const offset = page.getByLabel("Schedule offset", { exact: true });
    assert.equal(await schedule.inputValue(), "cron(0 2 ? * TUE#2 *)");
    assert.equal(await offset.inputValue(), "4");
    await reach(async () => (await focused("id")).endsWith("-after"), "the day");
    await page.keyboard.type("the Thursday");
    await reach(async () => (await focused("id")).endsWith("-time"), "the time");
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("03:30");
    assert.equal(await schedule.inputValue(), "cron(30 3 ? * TUE#2 *)");
    assert.equal(await offset.inputValue(), "2");
    // An answer that is wrong changes nothing and stays; it is said once it was left.
    await page.keyboard.type("0");
    await page.keyboard.press("Tab");
    assert.equal(await page.locator(".composer .flaw").innerText(), "At must be a time from 00:00 to 23:59: 03:300");
    assert.equal(await schedule.inputValue(), "cron(30 3 ? * TUE#2 *)");
    // What is written by hand is read back; what these choices can't say stays as it is.
    await schedule.fill("cron(0 22 ? * MON,WED *)");
    await offset.fill("");
    const composer = page.locator(".composer");
    assert.ok(await composer.getByRole("radio", { name: "Weekly" }).isChecked());
    assert.ok(await composer.getByRole("checkbox", { name: "Wednesday" }).isChecked());
    await schedule.fill("cron(0/15 8-17 ? * MON-FRI *)");
    assert.match(await composer.innerText(), /says more than these choices can/);
    assert.equal(await composer.getByRole("radio", { checked: true }).count(), 0);
    // Chosen all the same, what was written by hand comes back by a click.
    await composer.locator("label", { hasText: /^Daily$/ }).click();
    assert.equal(await schedule.inputValue(), "cron(0 2 * * ? *)");
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    assert.equal(await schedule.inputValue(), "cron(0/15 8-17 ? * MON-FRI *)");
  });

  test("a day of the calendar leads to its runs", async (t) => {
    const page = await stage.newPage(t);
    await openProject(page, project({ ...WINDOW, StartDate: "2027-01-01T00:00:00Z" }));
    await page.getByRole("tab", { name: "List", exact: true }).focus();
    await page.keyboard.press("ArrowRight");
    assert.equal(await page.locator("#months table").count(), 12);
    // All days are one stop; the first is the next one with a run.
    await page.locator("#months [tabindex='0']").waitFor();
    assert.equal(await page.locator("#months [tabindex='0']").count(), 1);
    await page.locator("#months [tabindex='0']").focus();
    const id = () => page.evaluate(() => document.activeElement.id);
    const label = () => page.evaluate(() => document.activeElement.getAttribute("aria-label"));
    assert.match(await label(), /^Tuesday .*: starts at 16:00/);
    const first = await id();
    await page.keyboard.press("ArrowDown");
    assert.notEqual(await id(), first);
    assert.match(await label(), /^Tuesday/);
    await page.keyboard.press("Home");
    assert.match(await label(), /^Monday/);
    // Beyond the edge, other months come.
    for (let n = 0; n < 13; n++) {
      const before = await id();
      await page.keyboard.press("PageDown");
      await page.waitForFunction((before) => document.activeElement.id.startsWith("day-") && document.activeElement.id !== before, before);
    }
    assert.equal(await page.locator("#months [tabindex='0']").count(), 1);
    const chosen = (await id()).replace("day-", "");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement?.id === "runs");
    assert.equal(await page.locator("#runs-from").inputValue(), chosen);
    assert.ok((await runs(page).first().locator("th time").getAttribute("datetime")) > chosen);
    await page.getByRole("button", { name: "Today", exact: true }).click();
    assert.equal(await page.locator("#runs-from").inputValue(), "");
  });

  test("the list goes on, back, and from any day; a text that is no day stays", async (t) => {
    const page = await stage.newPage(t);
    await openProject(page, project({ ...WINDOW, Schedule: "cron(0 2 ? * TUE#2 *)", ScheduleOffset: 4, StartDate: "2026-02-01T00:00:00Z" }));
    await runs(page).first().waitFor();
    assert.equal(await runs(page).count(), 10);
    await page.getByRole("button", { name: "10 more", exact: true }).click();
    await page.waitForFunction(() => document.querySelectorAll("#runs tbody tr:not(.off, .doubt)").length === 20);
    assert.match(await runs(page).first().locator(".base").innerText(), /Tue \d+ \w+ \+ 4 days$/);
    await page.locator("#runs-from").fill("2027-03-01");
    assert.equal((await days(page))[0], "Sat 13 Mar 2027 02:00");
    await page.locator("#runs-from").fill("next spring");
    assert.match(await page.locator("#runs-from-said").innerText(), /no day like/);
    assert.equal(await page.locator("#runs-from").inputValue(), "next spring");
    await page.locator("#runs-from").fill("2026-06-30");
    await page.locator(".asking label", { hasText: /^Earlier$/ }).click();
    assert.deepEqual((await days(page)).slice(0, 2), ["Sat 13 Jun 2026 02:00", "Sat 16 May 2026 02:00"]);
    assert.match(await page.locator(".assumes").innerText(), /As if the window had existed/);
    // Dates that a bound takes away are shown on demand.
    const start = new Date(Date.now() + 200 * 86_400_000).toISOString();
    await openProject(page, project({ ...WINDOW, StartDate: start }));
    assert.equal(await page.locator("#runs tr.off").count(), 0);
    await page.getByRole("button", { name: /^Show \d+ dates? without a run$/ }).click();
    assert.ok((await page.locator("#runs tr.off").count()) > 0);
  });

  test("two readings of a mistake are told apart by their dates", async (t) => {
    const page = await stage.newPage(t);
    await openProject(page, project({ ...WINDOW, Schedule: "0 4 1 * 1" }));
    await page.getByLabel("Schedule", { exact: true }).focus();
    await page.getByLabel("Name", { exact: true }).focus();
    const dates = await page.locator(".fix .soon").allInnerTexts();
    assert.ok(dates.length >= 2 && new Set(dates).size === dates.length, dates.join(" | "));
  });

  for (const colorScheme of ["light", "dark"])
    test(`axe finds nothing in the calendar and the composer, ${colorScheme}`, async (t) => {
      const page = await stage.newPage(t, { colorScheme });
      // Marks of every kind: starts, past midnight, none before the start date, doubtful.
      await openProject(page, project(
        { ...WINDOW, Schedule: "cron(30 2 * * ? *)", ScheduleTimezone: "Europe/Berlin", Duration: 24, StartDate: "2026-12-10T00:00:00Z" },
        { ...WINDOW, Name: "Other", Schedule: "cron(0 3 * * ? *)", Duration: 2 },
      ));
      await axe(page);
      await page.getByRole("button", { name: "Compose", exact: true }).click();
      await page.getByRole("tab", { name: "Calendar", exact: true }).click();
      await page.locator(".legend li").first().waitFor();
      await axe(page);
      await screenshot(page, `journey-calendar-1440-${colorScheme}`);
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

  test("magnified, the page is not hidden by its own bar", async (t) => {
    // 1280 × 1024 at 400 %.
    const page = await stage.newPage(t, { width: 320, height: 256 });
    const bar = page.getByRole("region", { name: "State of the plan" });
    await bar.waitFor();
    assert.equal(await bar.evaluate((e) => getComputedStyle(e).position), "static");
    await page.setViewportSize({ width: 390, height: 844 });
    assert.equal(await bar.evaluate((e) => getComputedStyle(e).position), "fixed");
  });

  for (const [width, height] of [[1440, 900], [390, 844]])
    test(`a notice covers no button of the form for good, ${width} px`, async (t) => {
      const page = await stage.newPage(t, { width, height });
      // A smooth scroll would still be on its way.
      await page.emulateMedia({ reducedMotion: "reduce" });
      await openProject(page, project({ ...WINDOW, Duration: 99 }));
      const notice = page.locator(".notice.shown");
      await notice.waitFor();
      const buttons = page.locator("#form button:visible");
      for (const button of await buttons.all()) {
        // As the keyboard leads there.
        await button.focus();
        const [a, b] = [await button.boundingBox(), await notice.boundingBox()];
        const apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
        assert.ok(apart, `${await button.innerText()} lies under the notice`);
      }
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
