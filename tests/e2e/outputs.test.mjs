// Every output of the page, each in its settings and without a network.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { ROOT, axe, keptForOffline, newPage, openProject, openStage, serve } from "./harness.mjs";

let stage;
before(async () => { stage = await openStage(); });
after(() => stage.close());

const example = async (name) => JSON.parse(await readFile(join(ROOT, "src", "examples", `${name}.json`), "utf8"));
const code = (page) => page.locator("#code").textContent();
const tab = (page, name) => page.getByRole("tab", { name, exact: true });
/** Opens a format and waits for its text. */
async function open(page, name) {
  await tab(page, name).click();
  await page.waitForFunction((label) => document.querySelector('#output')?.getAttribute("aria-labelledby") === label, `tab-${await tab(page, name).getAttribute("id").then((id) => id.slice(4))}`);
  await page.locator("#code").waitFor();
}

describe("every output", () => {
  test("each format has its text", async (t) => {
    const page = await stage.newPage(t);
    await openProject(page, await example("walkthrough"));
    const wanted = {
      "AWS CLI": /^\(\nset -eu/,
      "CLI with files": /--cli-input-json/,
      "boto3 JSON": /"Name": "My-First-Maintenance-Window"/,
      "boto3 Python": /import boto3/,
      Terraform: /resource "aws_ssm_maintenance_window" "window"/,
      CloudFormation: /AWS::SSM::MaintenanceWindow/,
      Permissions: /# Permissions/,
      "Change ticket": /## Window/,
      "Calendar file": /BEGIN:VCALENDAR/,
    };
    const labels = await page.getByRole("tablist", { name: "Format" }).getByRole("tab").allTextContents();
    assert.deepEqual(labels, Object.keys(wanted));
    for (const [name, text] of Object.entries(wanted)) {
      await open(page, name);
      await page.waitForFunction(([pattern, flags]) => new RegExp(pattern, flags).test(document.querySelector("#code")?.textContent ?? ""), [text.source, text.flags]);
    }
  });

  test("what is typed reaches every output", async (t) => {
    const page = await stage.newPage(t);
    await open(page, "Terraform");
    await page.getByLabel("Name", { exact: true }).first().fill("typed-while-looking");
    await page.waitForFunction(() => document.querySelector("#code")?.textContent.includes('"typed-while-looking"'));
    await page.getByLabel("Name", { exact: true }).first().fill("not allowed");
    await page.getByText("left to do").waitFor();
    assert.equal(await page.locator("#code").count(), 0, "nothing wrong is emitted");
  });

  test("each shell has its words, and the choice is remembered", async (t) => {
    const page = await stage.newPage(t);
    const shell = page.getByLabel("Shell", { exact: true });
    for (const [value, text] of [["powershell", /\$WindowId = aws ssm/], ["windows-powershell", /\$WindowId = aws ssm/], ["cmd", /@echo off|setlocal/], ["posix", /WINDOW_ID=\$\(aws ssm/]]) {
      await shell.selectOption(value);
      await page.waitForFunction(([pattern]) => new RegExp(pattern).test(document.querySelector("#code")?.textContent ?? ""), [text.source]);
    }
    await shell.selectOption("powershell");
    await page.locator("#settings").click();
    await page.getByLabel("Region", { exact: true }).fill("nowhere");
    await page.getByText("Region is like").first().waitFor();
    await page.getByLabel("Region", { exact: true }).fill("eu-central-1");
    await page.waitForFunction(() => document.querySelector("#code")?.textContent.includes("--region eu-central-1"));
    await axe(page);
    await page.reload();
    await page.waitForFunction(() => document.querySelector("#code")?.textContent.includes("--region eu-central-1"));
    assert.equal(await shell.inputValue(), "powershell");
  });

  test("the archive holds the script and the request files", async (t) => {
    const page = await stage.newPage(t);
    await open(page, "CLI with files");
    await page.getByLabel("What", { exact: true }).selectOption({ index: 1 });
    await page.waitForFunction(() => document.querySelector("#code")?.textContent.includes(".json"));
    const listed = (await code(page)).trim().split("\n");
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download", exact: true }).click()]);
    assert.equal(download.suggestedFilename(), "maintenance-window.zip");
    const file = join(await mkdtemp(join(tmpdir(), "archive-")), "files.zip");
    await download.saveAs(file);
    const names = execFileSync("python3", ["-c", "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print('\\n'.join(z.namelist()))", file], { encoding: "utf8" });
    assert.deepEqual(names.trim().split("\n"), listed);
  });

  test("they are there without a network", async (t) => {
    const site = await serve();
    const page = await newPage({ site, browser: stage.browser }, t, { allow: [/ERR_CONNECTION_REFUSED/] });
    await keptForOffline(page);
    // What follows the first paint may still be on its way to the page itself.
    await page.waitForLoadState("networkidle");
    await site.close();
    await page.goto("about:blank");
    await page.goto(site.url);
    await open(page, "CloudFormation");
    assert.match(await code(page), /AWSTemplateFormatVersion/);
  });
});

test("windows with problems and long names never widen the page", async (t) => {
  const wrong = (name) => ({ Name: name, Schedule: "cron(0 2 ? * SUN *)", Duration: 99, Cutoff: 1, AllowUnassociatedTargets: false });
  const names = [...Array.from({ length: 12 }, (_, n) => `window-${n}`), "x".repeat(300), "🚧".repeat(300)];
  const project = { format: "maintenance-window-builder", version: 1, Windows: names.map(wrong) };
  for (const width of [390, 1440]) {
    const page = await stage.newPage(t, { width });
    await openProject(page, project);
    await page.getByRole("button", { name: "Copy", exact: true }).click();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `${overflow} px wider than ${width}`);
  }
});
