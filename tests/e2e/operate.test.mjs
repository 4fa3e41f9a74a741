// After creation on the release page: the first steps of the walkthrough with
// answers as AWS gives them, packs in their order, a form with an error,
// keyboard only, reload, narrow screen.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { ROOT, axe, openProject, openStage, screenshot, started } from "./harness.mjs";

let stage;
before(async () => { stage = await openStage(); });
after(() => stage.close());

const WINDOW = "mw-0a1b2c3d4e5f60718";
const TARGET = "e32eecb2-646c-4f4b-8ed1-205fbEXAMPLE".replace("EXAMPLE", "c0ffee1");
const TASK = "4f7ca192-7e9a-40fe-9192-5cb15c0ffee1";
const EXECUTION = "14bea65d-5ccc-462d-a2f3-e99c8c0ffee1";

const example = async (name) => JSON.parse(await readFile(join(ROOT, "src", "examples", `${name}.json`), "utf8"));
const code = (page) => page.locator("#code").textContent();
const list = (page) => page.getByRole("navigation", { name: "After creation" });
const view = (page, name) => page.getByRole("navigation", { name: "Views" }).getByRole("button", { name }).click();

async function operate(t, name = "weekly-patch-scan", options = {}) {
  const page = await stage.newPage(t, options);
  await openProject(page, await example(name));
  await view(page, "Operate");
  return page;
}

async function choose(page, title) {
  const chooser = page.locator(".chooser");
  if (await chooser.isVisible()) await chooser.click();
  await list(page).getByRole("button", { name: title }).first().click();
  await page.locator("#operate-title").waitFor();
}

async function takeOver(page, answer) {
  await page.getByLabel("Paste what AWS answered").fill(typeof answer === "string" ? answer : JSON.stringify(answer, null, 4));
  await page.locator(".answer").getByRole("button", { name: "Take over" }).click();
}

describe("the walkthrough", () => {
  test("carries the ids that AWS gives into the next commands", async (t) => {
    const page = await operate(t);
    assert.match(await code(page), /aws sts get-caller-identity/);
    await page.getByRole("button", { name: "Next: Create the window" }).click();
    assert.match(await code(page), /^aws ssm create-maintenance-window/);
    await takeOver(page, { WindowId: WINDOW });
    await page.locator(".answer .msg.good").waitFor();
    assert.equal(await page.getByLabel("Window ID", { exact: true }).inputValue(), WINDOW);
    await choose(page, /Register the targets/);
    assert.ok((await code(page)).includes(`--window-id ${WINDOW}`));
    await takeOver(page, { WindowTargetId: TARGET });
    await choose(page, /Register the tasks/);
    assert.ok((await code(page)).includes(TARGET));
    await takeOver(page, `$ aws ssm register-task-with-maintenance-window\n{ "WindowTaskId": "${TASK}" }`);
    await choose(page, /List the executions/);
    await takeOver(page, { WindowExecutions: [
      { WindowId: WINDOW, WindowExecutionId: EXECUTION, Status: "FAILED", StartTime: "2026-11-24T16:00:00+00:00" },
    ] });
    await choose(page, /Look at one execution/);
    assert.ok((await code(page)).includes(EXECUTION));
    assert.equal(await list(page).getByRole("button", { name: /^Done:/ }).count(), 5);
  });

  test("keeps what fits nothing, says why, and takes back what it took", async (t) => {
    const page = await operate(t);
    await choose(page, /Create the window/);
    await takeOver(page, "An error occurred (AccessDeniedException) when calling the CreateMaintenanceWindow operation: no");
    await page.locator(".answer .msg.err").waitFor();
    assert.match(await page.getByLabel("Paste what AWS answered").inputValue(), /AccessDenied/);
    await takeOver(page, WINDOW);
    await page.getByRole("button", { name: "Undo" }).click();
    assert.equal(await page.getByLabel("Window ID", { exact: true }).inputValue(), "");
    assert.equal(await page.locator(".answer .msg").count(), 0);
  });

  test("takes over what the script of the plan printed", async (t) => {
    const page = await operate(t);
    await page.getByText("Ran the plan's script?").click();
    await page.getByLabel("Paste what the script printed").fill(`WINDOW_ID=${WINDOW}\nTARGET_1_ID=${TARGET}\nTASK_1_ID=${TASK}`);
    await page.locator(".slim").getByRole("button", { name: "Take over" }).click();
    await page.locator(".slim .msg.good").waitFor();
    await choose(page, /^Roll back$/);
    const script = await code(page);
    assert.ok([WINDOW, TARGET, TASK].every((id) => script.includes(id)), script);
    // Done and gone: the next round begins without them, or takes them back.
    await page.getByRole("button", { name: "Forget all ids" }).click();
    assert.match(await code(page), /"\$WINDOW_ID"/);
    await page.getByRole("button", { name: "Undo" }).click();
    assert.equal(await code(page), script);
  });

  test("is all there again after a reload", async (t) => {
    const page = await operate(t);
    await choose(page, /Create the window/);
    await takeOver(page, WINDOW);
    await choose(page, /Register the targets/);
    await page.getByLabel("Paste what AWS answered").fill("{ not finished");
    await page.waitForTimeout(400);
    await page.reload();
    await started(page);
    assert.equal(await page.locator("#operate-title").textContent(), "Register the targets");
    assert.equal(await page.getByLabel("Paste what AWS answered").inputValue(), "{ not finished");
    assert.equal(await page.getByLabel("Window ID", { exact: true }).inputValue(), WINDOW);
  });
});

describe("packs", () => {
  test("roll back takes away last things first", async (t) => {
    const page = await operate(t, "scan-and-install");
    await choose(page, /^Roll back$/);
    const said = [...(await code(page)).matchAll(/aws ssm (\S+)/g)].map(([, command]) => command);
    const rank = ["deregister-task-from-maintenance-window", "deregister-target-from-maintenance-window", "delete-maintenance-window"];
    const ranks = said.map((command) => rank.indexOf(command));
    assert.ok(ranks.length >= 3 && !ranks.includes(-1), said.join());
    assert.deepEqual(ranks, [...ranks].sort());
    // One of them alone.
    await page.locator("ol.requests button").last().click();
    assert.match(await code(page), /^aws ssm delete-maintenance-window/);
  });

  test("verify puts AWS's runs beside ours", async (t) => {
    const page = await operate(t);
    // What the page itself says of the runs, one of them an hour late and one that only AWS has.
    await choose(page, /^Verify$/);
    const answer = page.getByLabel(/Paste the answer of/);
    await answer.fill("{");
    await page.locator(".answer .msg.err").waitFor();
    await answer.fill(JSON.stringify({ ScheduledWindowExecutions: [{ WindowId: WINDOW, Name: "x", ExecutionTime: "2031-01-01T03:17Z" }] }));
    await page.locator(".compared tbody tr").first().waitFor();
    assert.match(await page.locator(".compared").innerText(), /only here|only AWS|later|earlier/);
  });

  test("other formats say it too", async (t) => {
    const page = await operate(t);
    await choose(page, /^Diagnose$/);
    await page.locator("ol.requests button").first().click();
    await page.getByRole("tab", { name: "boto3 JSON" }).click();
    await page.waitForFunction(() => document.querySelector("#code")?.textContent.includes("WindowId"));
    await page.getByRole("tab", { name: "boto3 Python" }).click();
    await page.waitForFunction(() => document.querySelector("#code")?.textContent.includes("describe_maintenance_window_executions"));
  });
});

describe("an operation", () => {
  test("is found, filled in, and complains beside its field and in a list", async (t) => {
    const page = await operate(t);
    await page.getByLabel("Filter the operations").fill("update-maintenance-window-task");
    assert.equal(await list(page).locator("ul").last().getByRole("button").count(), 1);
    await list(page).getByRole("button", { name: "Update a task" }).click();
    const priority = page.getByLabel("Task priority", { exact: true });
    assert.notEqual(await priority.getAttribute("placeholder"), "");
    await priority.fill("-1");
    await priority.blur();
    await page.locator(".chosen .msg.err").first().waitFor();
    const todo = page.getByRole("region", { name: "What to run" }).locator(".to-do li");
    await todo.first().waitFor();
    await todo.first().getByRole("button").click();
    await page.waitForFunction(() => document.activeElement?.id.endsWith("Priority"));
    await priority.fill("7");
    await page.locator("#code").waitFor();
    assert.match(await code(page), /--priority 7/);
  });

  test("sends what the plan says where it has no form of its own", async (t) => {
    const page = await operate(t);
    await list(page).getByRole("button", { name: "Register a target", exact: true }).click();
    assert.match(await code(page), /^aws ssm register-target/);
    await page.getByRole("button", { name: "Change it in the plan" }).click();
    await page.getByRole("article").first().waitFor();
    assert.equal(await page.getByLabel("Target type").first().isVisible(), true);
  });
});

test("all of it works by keyboard alone", async (t) => {
  const page = await operate(t);
  await page.getByRole("button", { name: "Operate", exact: true }).focus();
  const press = async (key, until) => {
    for (let times = 0; times < 80; times++) {
      await page.keyboard.press(key);
      if (await page.evaluate(until)) return;
    }
    assert.fail(`never came to ${until}`);
  };
  await press("Tab", "document.activeElement.textContent.includes('Create the window') && !!document.activeElement.closest('.choices')");
  await page.keyboard.press("Enter");
  await press("Tab", "document.activeElement.id.startsWith('paste-Create')");
  await page.keyboard.type(WINDOW);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.locator(".answer .msg.good").waitFor();
  await press("Tab", "document.activeElement.textContent.startsWith('Next: ')");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "operate-title");
  assert.equal(await page.locator("#operate-title").textContent(), "Find it in the list");
});

for (const colorScheme of ["light", "dark"])
  test(`nothing for axe to find, in the ${colorScheme}`, async (t) => {
    const page = await operate(t, "scan-and-install", { colorScheme });
    for (const title of [/Create the window/, /Register the tasks/, /^Verify$/, /^Diagnose$/]) {
      await choose(page, title);
      await axe(page);
    }
    await list(page).getByRole("button", { name: "Update a task" }).click();
    await page.getByRole("button", { name: /More options/ }).first().click();
    await axe(page);
    await screenshot(page, `operate-${colorScheme}`);
  });

test("a narrow screen has one column and scrolls one way", async (t) => {
  const page = await operate(t, "scan-and-install", { width: 390, height: 844 });
  for (const title of [/Create the window/, /Register the tasks/, /^Diagnose$/, /^Update a task$/]) {
    await choose(page, title);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.equal(over, 0, `${title} is ${over} px wider than the window`);
  }
  await page.locator(".chooser").click();
  assert.ok(await list(page).getByRole("button", { name: "Get the AWS CLI ready" }).isVisible());
  await axe(page);
});
