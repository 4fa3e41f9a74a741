// Import: what people have already becomes windows of the project. Pasted,
// dropped, corrected; replaced and added with a way back; without a network,
// without the import program, and with texts that take too long.
import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { DIST, axe, keptForOffline, openStage, screenshot, started } from "./harness.mjs";

let stage;
before(async () => { stage = await openStage(); });
after(() => stage.close());

const WIKI = `# Patching of the web servers

We patch on the second Tuesday. First make the window:

\`\`\`bash
WINDOW_ID=$(aws ssm create-maintenance-window \\
  --name web-patching --schedule "cron(0 3 ? * TUE#2 *)" --schedule-timezone Europe/Berlin \\
  --duration 4 --cutoff 1 --no-allow-unassociated-targets \\
  --query WindowId --output text)
\`\`\`

Then its target and its task:

\`\`\`bash
TARGET_ID=$(aws ssm register-target-with-maintenance-window --window-id $WINDOW_ID --resource-type INSTANCE \\
  --targets "Key=tag:Patch Group,Values=web" --query WindowTargetId --output text)
aws ssm register-task-with-maintenance-window --window-id $WINDOW_ID --task-type RUN_COMMAND \\
  --task-arn AWS-RunPatchBaseline --targets "Key=WindowTargetIds,Values=$TARGET_ID" \\
  --max-concurrency $CONCURRENCY --max-errors 1 --priority 1 \\
  --task-invocation-parameters '{"RunCommand":{"Parameters":{"Operation":["Install"]}}}'
\`\`\`
`;
const COMMAND = 'aws ssm create-maintenance-window --name nightly --schedule "rate(1 day)" --duration 2 --cutoff 0 --allow-unassociated-targets';

const dialog = (page) => page.getByRole("dialog", { name: "Import" });
const area = (page) => dialog(page).locator("#import-text");
const windows = (page) => dialog(page).locator(".import-windows li");
const action = (page, name) => dialog(page).getByRole("button", { name, exact: true });
const name = (page) => page.getByLabel("Name", { exact: true });
const openImport = (page) => page.getByRole("banner").getByRole("button", { name: "Import" }).click();
/** Pastes a text as the browser does, at an element. */
const paste = (locator, text) =>
  locator.evaluate((element, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    return element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
const drop = (page, files) =>
  page.evaluate((files) => {
    const dataTransfer = new DataTransfer();
    for (const [name, text] of files) dataTransfer.items.add(new File([text], name));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, files);
const startBlank = async (page, named) => {
  await page.getByRole("button", { name: "Start blank" }).click();
  await name(page).fill(named);
};

describe("a text that is pasted", () => {
  test("anywhere on the page is shown before it is loaded, and Undo brings back what was there", async (t) => {
    const page = await stage.newPage(t, { context: { permissions: ["clipboard-read", "clipboard-write"] } });
    await startBlank(page, "my-own-work");
    await page.evaluate((text) => navigator.clipboard.writeText(text), WIKI);
    await page.locator("h1").first().click();
    await page.keyboard.press("Control+V");
    await windows(page).waitFor();
    assert.match(await dialog(page).locator(".import-head").innerText(), /3 AWS CLI commands/);
    const shown = await windows(page).innerText();
    assert.match(shown, /web-patching/);
    assert.match(shown, /second Tuesday/);
    assert.match(shown, /Next run: Tue \d+ \w+ \d{4} 03:00 Europe\/Berlin/);
    assert.match(shown, /1 target, 1 task/);
    assert.match(await dialog(page).locator(".import-notes.open").innerText(), /\$CONCURRENCY/);
    await axe(page);
    assert.equal(await name(page).inputValue(), "my-own-work");

    await action(page, "Replace this project").click();
    await dialog(page).waitFor({ state: "hidden" });
    assert.equal(await name(page).inputValue(), "web-patching");
    await page.locator(".notice").getByRole("button", { name: "Undo" }).click();
    assert.equal(await name(page).inputValue(), "my-own-work");
  });

  test("is added to the project, and Undo takes it out again", async (t) => {
    const page = await stage.newPage(t);
    await startBlank(page, "my-own-work");
    await openImport(page);
    await area(page).fill(COMMAND);
    await windows(page).waitFor();
    await action(page, "Add to this project").click();
    const tabs = page.getByRole("tablist", { name: "Windows" }).getByRole("tab");
    await page.waitForFunction(() => document.querySelectorAll(".windows .tab").length === 2);
    assert.deepEqual((await tabs.allInnerTexts()).map((text) => text.split("\n")[0].trim()), ["my-own-work", "nightly"]);
    assert.equal(await name(page).inputValue(), "nightly");
    await page.keyboard.press("Control+Z");
    await page.waitForFunction(() => document.querySelectorAll(".windows .tab").length === 1);
    assert.equal(await name(page).inputValue(), "my-own-work");
  });

  test("is corrected beside the result, and a click on a note selects its line", async (t) => {
    const page = await stage.newPage(t);
    await openImport(page);
    await area(page).fill(`echo start\n${COMMAND.replace("rate(1 day)", "$WHEN")}\n`);
    const open = dialog(page).locator(".import-notes.open");
    await open.getByText("$WHEN").waitFor();
    await open.getByRole("button", { name: "Line 2" }).click();
    await page.waitForFunction(() => {
      const { value, selectionStart, selectionEnd } = document.getElementById("import-text");
      return value.slice(selectionStart, selectionEnd).startsWith("aws ssm create-maintenance-window");
    });
    await area(page).fill(COMMAND);
    await open.waitFor({ state: "detached" });
    assert.match(await windows(page).innerText(), /Next run/);
  });

  test("that holds no window says so, offers nothing and stays", async (t) => {
    const page = await stage.newPage(t);
    await openImport(page);
    await area(page).fill("Dear all, the maintenance is on Sunday.");
    await dialog(page).getByText("No maintenance window was found").waitFor();
    assert.ok(await action(page, "Replace this project").isDisabled());
    assert.ok(await action(page, "Add to this project").isDisabled());
    await axe(page);
    await page.keyboard.press("Escape");
    await dialog(page).waitFor({ state: "hidden" });
    await openImport(page);
    assert.match(await area(page).inputValue(), /Dear all/);
  });

  test("with a character that nobody sees is loaded with a warning", async (t) => {
    const page = await stage.newPage(t);
    await openImport(page);
    await area(page).fill(COMMAND.replace("--name nightly", '--description "ok\u202eexe" --name nightly'));
    await dialog(page).locator(".msg.warn").getByText("U+202E").waitFor();
    await action(page, "Replace this project").click();
    await page.locator(".notice").getByText("U+202E").waitFor();
  });

  test("that is a project or a share link is known as one", async (t) => {
    const page = await stage.newPage(t);
    await openImport(page);
    const project = { format: "maintenance-window-builder", version: 1, Windows: [{ Name: "from-a-file" }] };
    await area(page).fill(JSON.stringify(project));
    await dialog(page).getByText("a project of this page").waitFor();
    await area(page).fill(`https://example.org/mw/#1.${Buffer.from(JSON.stringify(project)).toString("base64url")}`);
    await dialog(page).getByText("a link of this page").waitFor();
    assert.match(await windows(page).innerText(), /from-a-file/);
  });
});

describe("a value that is not in the text", () => {
  test("is listed above the form, filled in for all its places, and brought back by Undo", async (t) => {
    const page = await stage.newPage(t);
    await openImport(page);
    const twice = WIKI.replace("--max-errors 1", "--max-errors $CONCURRENCY").replace("--duration 4", "--duration $HOURS");
    await area(page).fill(twice);
    await windows(page).waitFor();
    await action(page, "Replace this project").click();
    const card = page.getByRole("region", { name: "To fill in" });
    await page.locator(".notice").getByText("2 values to fill in").waitFor();
    assert.match(await card.innerText(), /2 values/);
    await axe(page);
    await screenshot(page, "to-fill-in");
    const concurrency = card.getByLabel("$CONCURRENCY", { exact: true });
    await concurrency.fill("10%");
    await card.getByRole("button", { name: "Fill in all 2 places" }).click();
    await concurrency.waitFor({ state: "detached" });
    await card.getByLabel("$HOURS", { exact: true }).fill("4");
    await page.keyboard.press("Enter");
    await card.waitFor({ state: "detached" });
    assert.equal(await page.getByLabel("Duration", { exact: true }).inputValue(), "4");
    const code = page.locator("#code");
    await code.getByText("--max-concurrency").first().waitFor();
    assert.match(await code.textContent(), /--max-concurrency "?10%"?[^]*--max-errors "?10%"?/);
    await page.locator("h1").first().click();
    await page.keyboard.press("Control+Z");
    await page.keyboard.press("Control+Z");
    await concurrency.waitFor();
    // A place leads to its field, which is marked.
    await card.getByRole("button", { name: /MaxConcurrency/ }).click();
    await page.waitForFunction(() => /-MaxConcurrency$/.test(document.activeElement?.id ?? ""));
    assert.match(await page.locator(".field.bad").filter({ hasText: "MaxConcurrency" }).innerText(), /\$CONCURRENCY.*filled in/);
  });
});

describe("a whole command pasted into a field", () => {
  test("is offered for what it is, and the field keeps what it had", async (t) => {
    const page = await stage.newPage(t);
    await startBlank(page, "my-own-work");
    const schedule = page.getByLabel("Schedule", { exact: true });
    await schedule.fill("rate(7 days)");
    assert.equal(await paste(schedule, COMMAND), false);
    const offer = page.locator(".paste-offer");
    await offer.getByText("Schedule was not changed").waitFor();
    await axe(page);
    assert.equal(await schedule.inputValue(), "rate(7 days)");
    await offer.getByRole("button", { name: "Load this command" }).click();
    await windows(page).waitFor();
    assert.equal(await area(page).inputValue(), COMMAND);
    await action(page, "Cancel").click();
    assert.equal(await schedule.inputValue(), "rate(7 days)");
    assert.equal(await offer.count(), 0);
  });

  test("goes in where the person insists, and a value goes in as ever", async (t) => {
    const page = await stage.newPage(t);
    await startBlank(page, "my-own-work");
    const schedule = page.getByLabel("Schedule", { exact: true });
    assert.equal(await paste(schedule, "cron(0 2 ? * SUN *)"), true, "the browser pastes it");
    await paste(schedule, COMMAND);
    await page.locator(".paste-offer").getByRole("button", { name: "Paste it anyway" }).click();
    assert.equal(await schedule.inputValue(), COMMAND);
  });
});

describe("files", () => {
  const SCRIPT = "WINDOW_ID=$(aws ssm create-maintenance-window --cli-input-json file://window.json --query WindowId --output text)\n";
  const WINDOW = JSON.stringify({ Name: "from-json", Schedule: "rate(1 day)", Duration: 2, Cutoff: 0, AllowUnassociatedTargets: false });

  test("several are read together, each with its name, and can be removed", async (t) => {
    const page = await stage.newPage(t);
    await drop(page, [["make.sh", SCRIPT], ["window.json", WINDOW], ["README.md", WIKI]]);
    await dialog(page).getByText("web-patching").first().waitFor();
    const files = dialog(page).getByRole("list", { name: "Texts" });
    assert.equal(await files.getByRole("listitem").count(), 4);
    await files.getByRole("button", { name: "Remove README.md" }).click();
    await page.waitForFunction(() => !document.querySelector(".import-windows")?.textContent.includes("web-patching"));
    await files.getByRole("button", { name: "window.json" }).first().click();
    assert.equal(await area(page).inputValue(), WINDOW);
  });

  test("one of Windows PowerShell, in UTF-16, is read", async (t) => {
    const page = await stage.newPage(t);
    await page.locator("#file").setInputFiles({ name: "out.txt", mimeType: "text/plain", buffer: Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(COMMAND, "utf16le")]) });
    await windows(page).getByText("nightly").waitFor();
  });

  test("are chosen in the dialog too", async (t) => {
    const page = await stage.newPage(t);
    await openImport(page);
    const chooser = page.waitForEvent("filechooser");
    await action(page, "Choose files…").click();
    await (await chooser).setFiles({ name: "make.sh", mimeType: "text/plain", buffer: Buffer.from(COMMAND) });
    await windows(page).getByText("nightly").waitFor();
    assert.equal(await area(page).inputValue(), COMMAND);
  });

  test("one of 100 MB is refused at once", async (t) => {
    const page = await stage.newPage(t);
    await openImport(page);
    const began = Date.now();
    await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([new Uint8Array(100_000_000)], "huge.tf"));
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    });
    await dialog(page).getByText("The text is too large: 100.0 MB of at most 4.0 MB").first().waitFor();
    assert.ok(Date.now() - began < 5000);
  });
});

describe("the import program", () => {
  const of = async (pattern) => (await readdir(DIST)).find((file) => pattern.test(file));
  const PROGRAM = /^reader-[0-9a-f]{16}_bg\.wasm$/;
  const SCRIPT = /^reader-[0-9a-f]{16}\.js$/;

  test("is fetched when it is first used, and works offline from then on", async (t) => {
    const page = await stage.newPage(t, { allow: [/ERR_INTERNET_DISCONNECTED|Failed to load resource/] });
    await keptForOffline(page);
    const program = await of(PROGRAM);
    const before = stage.requests.get(program) ?? 0;
    await openImport(page);
    assert.equal(stage.requests.get(program) ?? 0, before, "the dialog alone fetches nothing");
    await area(page).fill(COMMAND);
    await windows(page).waitFor();
    assert.equal(stage.requests.get(program), before + 1);
    await page.waitForFunction(async () => (await caches.match(document.querySelector('meta[name="import-program"]').content)) !== undefined);
    await page.waitForFunction(async () => (await caches.match(document.querySelector('meta[name="import-script"]').content)) !== undefined);
    await page.context().setOffline(true);
    await page.reload();
    await started(page);
    await openImport(page);
    await area(page).fill(COMMAND);
    await windows(page).waitFor();
  });

  test("that can't be fetched is said, keeps the text and is tried again", async (t) => {
    const page = await stage.newPage(t, { allow: [/Failed to load resource/] });
    const program = await of(PROGRAM);
    stage.replaced.set(program, () => ({ status: 404, body: "" }));
    t.after(() => stage.replaced.delete(program));
    await openImport(page);
    await area(page).fill(COMMAND);
    await dialog(page).getByText("The import program did not load (the answer was 404)").waitFor();
    assert.equal(await area(page).inputValue(), COMMAND);
    assert.ok(await action(page, "Replace this project").isDisabled());
    stage.replaced.delete(program);
    await action(page, "Try again").click();
    await windows(page).waitFor();
  });

  test("that takes too long can be stopped, while the page goes on", async (t) => {
    const page = await stage.newPage(t);
    const script = await of(SCRIPT);
    const endless = "export default async () => {}; export const read = (request) => { if (request.includes('nightly')) for (;;); return '{\"project\":null,\"notes\":[],\"recognised\":[]}'; };";
    stage.replaced.set(script, () => ({ body: endless }));
    t.after(() => stage.replaced.delete(script));
    await openImport(page);
    await area(page).fill(COMMAND);
    await action(page, "Stop reading").click();
    await dialog(page).getByText("Stopped. The text is kept.").waitFor();
    await action(page, "Read again").click();
    await action(page, "Stop reading").waitFor();
    // A new text ends the reading of the one before.
    await area(page).fill("something else");
    await dialog(page).getByText("No maintenance window was found").waitFor();
  });

  test("a text of 5 MB is refused and one of 3 MB read, and typing goes on meanwhile", async (t) => {
    const page = await stage.newPage(t);
    await openImport(page);
    const long = (bytes) => `${COMMAND}\n`.padEnd(bytes, "echo some other line of the script\n");
    await paste(area(page), long(5_000_000));
    await dialog(page).getByText("The text is too large: 5.0 MB of at most 4.0 MB").first().waitFor();
    await action(page, "Clear").click();
    await paste(area(page), long(3_000_000));
    const slowest = await page.evaluate(async () => {
      const area = document.getElementById("import-text");
      let slowest = 0;
      for (let at = 0; at < 20; at += 1) {
        const began = performance.now();
        area.value += "x";
        area.dispatchEvent(new InputEvent("input", { bubbles: true }));
        await new Promise((done) => setTimeout(done, 20));
        slowest = Math.max(slowest, performance.now() - began - 20);
      }
      return slowest;
    });
    assert.ok(slowest < 500, `a key took ${slowest} ms`);
    await windows(page).getByText("nightly").waitFor();
  });
});

describe("the dialog", () => {
  test("can be used with the keyboard alone", async (t) => {
    const page = await stage.newPage(t);
    await page.getByRole("banner").getByRole("button", { name: "Import" }).focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement?.id === "import-text");
    await axe(page);
    await page.keyboard.insertText(COMMAND);
    await windows(page).waitFor();
    for (let at = 0; at < 20; at += 1) {
      await page.keyboard.press("Tab");
      if (await page.evaluate(() => document.activeElement.textContent === "Replace this project")) break;
    }
    await page.keyboard.press("Enter");
    await dialog(page).waitFor({ state: "hidden" });
    assert.equal(await name(page).inputValue(), "nightly");
  });

  for (const [width, height] of [[390, 844], [1024, 768]])
    test(`fits ${width} pixels`, async (t) => {
      const page = await stage.newPage(t, { width, height });
      await openImport(page);
      await area(page).fill(WIKI);
      await windows(page).waitFor();
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
      const box = await action(page, "Replace this project").boundingBox();
      assert.ok(box.y + box.height <= height, "what can be done is in view");
      await axe(page);
      await screenshot(page, `import-${width}`);
    });
});
