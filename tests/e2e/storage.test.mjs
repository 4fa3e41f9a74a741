// What may happen to a stored project: the storage is full, blocked, cleared, or
// holds what another version of the page wrote; the renderer dies; two tabs
// disagree; files replace it. Nothing typed is lost.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { openStage, started } from "./harness.mjs";

let stage;
before(async () => { stage = await openStage(); });
after(() => stage.close());

const KEY = "maintenance-window-builder.project";
const WINDOW = { Name: "Patch-Prod", Schedule: "cron(0 16 ? * TUE *)", Duration: 4, Cutoff: 1, AllowUnassociatedTargets: false };
const project = (more) => ({ format: "maintenance-window-builder", version: 1, Windows: [{ ...WINDOW, ...more }] });
const file = (name, content) => ({ name, mimeType: "application/json", buffer: Buffer.from(typeof content === "string" ? content : JSON.stringify(content)) });

const name = (page) => page.getByLabel("Name", { exact: true });
const blank = (page) => page.getByRole("button", { name: "Start blank" }).click();
const stored = (page) => page.evaluate(() => ({ ...localStorage }));
const all = async (page) => Object.values(await stored(page)).join("\n");
/** Waits until something stored holds a text. */
const kept = (page, text) => page.waitForFunction((text) => Object.values(localStorage).some((value) => value.includes(text)), text);

/** Waits until the page shows the project with this name. */
const shows = (page, name) => page.waitForFunction((name) => document.querySelector("#form input[id$='-Name']")?.value === name, name);

/** A page in the same browser, as another tab. */
async function another(page, setup) {
  const tab = await page.context().newPage();
  if (setup) await tab.addInitScript(setup);
  await tab.goto(stage.url);
  await started(tab);
  return tab;
}

/** Has the storage refuse everything longer than `localStorage.room`, as long as that is set. */
const small = () => {
  const { setItem } = Storage.prototype;
  globalThis.room = Infinity;
  Storage.prototype.setItem = function (key, value) {
    const others = Object.keys(this).filter((one) => one !== key);
    const used = others.reduce((sum, one) => sum + one.length + this.getItem(one).length, 0);
    if (used + key.length + String(value).length > globalThis.room) throw new DOMException("full", "QuotaExceededError");
    setItem.call(this, key, value);
  };
};
const used = (page) => page.evaluate(() => Object.entries(localStorage).reduce((sum, [key, value]) => sum + key.length + value.length, 0));
const room = (page, units) => page.evaluate((units) => { globalThis.room = units; }, units);

async function recent(page) {
  await page.getByRole("button", { name: "Project", exact: true }).click();
  await page.getByRole("menuitem", { name: /^Recent projects/ }).click();
  return page.getByRole("dialog", { name: "Recent projects" });
}

describe("the renderer", () => {
  /** Kills the page's process, without any of its events. */
  const kill = async (page) => {
    const session = await page.context().newCDPSession(page);
    const dead = page.waitForEvent("crash");
    session.send("Page.crash").catch(() => {});
    await dead;
  };

  test("dies right after a text was filled in, which is there again", async (t) => {
    const page = await stage.newPage(t);
    await blank(page);
    await name(page).fill("typed-and-killed");
    await kill(page);
    const next = await another(page);
    assert.equal(await name(next).inputValue(), "typed-and-killed");
  });

  test("dies while somebody types: what came before the last moment is there", async (t) => {
    const page = await stage.newPage(t);
    await blank(page);
    await name(page).pressSequentially("a-long-name-in-one-go", { delay: 30 });
    await kill(page);
    const next = await another(page);
    assert.match(await name(next).inputValue(), /^a-long-name-in-one/);
  });
});

describe("the storage is full", () => {
  test("a file is opened: what it replaced is named, offered, and stored once there is room", async (t) => {
    const page = await stage.newPage(t, { navigate: false });
    await page.addInitScript(small);
    await page.goto(stage.url);
    await started(page);
    await blank(page);
    await name(page).fill("my-only-copy");
    await kept(page, "my-only-copy");
    await room(page, (await used(page)) + 40);
    await page.locator("#file").setInputFiles(file("other.json", project({ Name: "other" })));
    const banner = page.getByRole("region", { name: "Not stored" });
    await banner.waitFor();
    assert.match(await banner.innerText(), /my-only-copy/);
    const [download] = await Promise.all([page.waitForEvent("download"), banner.getByRole("button", { name: "Download it" }).click()]);
    assert.match(await readFile(await download.path(), "utf8"), /my-only-copy/);
    await room(page, Infinity);
    await banner.getByRole("button", { name: "Try again" }).click();
    await banner.waitFor({ state: "detached" });
    assert.match(await all(page), /my-only-copy/);
    const list = await recent(page);
    await list.getByRole("button", { name: /^Open my-only-copy/ }).click();
    assert.equal(await name(page).inputValue(), "my-only-copy");
  });

  test("another tab makes room: the rest is stored by itself", async (t) => {
    // The bare file that the other tab shows has no icon of its own.
    const page = await stage.newPage(t, { navigate: false, allow: [/favicon/] });
    await page.addInitScript(small);
    await page.goto(stage.url);
    await started(page);
    const other = await page.context().newPage();
    await other.goto(`${stage.url}manifest.webmanifest`);
    await other.evaluate(() => localStorage.setItem("another application's", "x".repeat(1000)));
    await blank(page);
    await room(page, (await used(page)) + 5);
    await name(page).fill("waits-for-room");
    await page.getByRole("alert").filter({ hasText: "Not saved" }).waitFor();
    await room(page, Infinity);
    await other.evaluate(() => localStorage.removeItem("another application's"));
    await kept(page, "waits-for-room");
    await page.getByRole("alert").waitFor({ state: "detached" });
  });

  test("eleven and more replaced projects are all there", async (t) => {
    const page = await stage.newPage(t);
    for (let n = 0; n < 14; n++) {
      await page.locator("#file").setInputFiles(file(`${n}.json`, project({ Name: `project-${n}-end` })));
      await shows(page, `project-${n}-end`);
    }
    await page.reload();
    await started(page);
    const list = await recent(page);
    // The last is on the page.
    for (let n = 0; n < 13; n++) await list.getByText(`project-${n}-end`).waitFor();
  });
});

describe("the storage is blocked", () => {
  test("a replaced project is offered and stays in the tab", async (t) => {
    const page = await stage.newPage(t, { navigate: false });
    await page.addInitScript(() => {
      Object.defineProperty(window, "localStorage", { get() { throw new DOMException("blocked", "SecurityError"); } });
    });
    await page.goto(stage.url);
    await started(page);
    await blank(page);
    await name(page).fill("never-stored");
    await page.locator("#file").setInputFiles(file("other.json", project({ Name: "other" })));
    const banner = page.getByRole("region", { name: "Not stored" });
    await banner.waitFor();
    assert.match(await banner.innerText(), /never-stored/);
    const list = await recent(page);
    await list.getByRole("button", { name: /^Open never-stored/ }).click();
    assert.equal(await name(page).inputValue(), "never-stored");
  });
});

describe("several files at once", () => {
  const two = [file("one.json", project({ Name: "first-file" })), file("two.json", project({ Name: "second-file" }))];
  const offer = (page) => page.getByRole("region", { name: "Files" });

  test("are both offered, and the project on the page stays until one is chosen", async (t) => {
    const page = await stage.newPage(t);
    await blank(page);
    await name(page).fill("my-own-work");
    await page.locator("#file").setInputFiles(two);
    await offer(page).waitFor();
    assert.equal(await name(page).inputValue(), "my-own-work");
    await offer(page).getByRole("button", { name: /two\.json/ }).click();
    assert.equal(await name(page).inputValue(), "second-file");
    await offer(page).getByRole("button", { name: /one\.json/ }).click();
    assert.equal(await name(page).inputValue(), "first-file");
    assert.equal(await offer(page).count(), 0);
    for (const text of ["my-own-work", "second-file", "first-file"]) assert.match(await all(page), new RegExp(text));
  });

  test("dropped: those that are no project are named with the reason", async (t) => {
    const page = await stage.newPage(t);
    await page.evaluate((texts) => {
      const data = new DataTransfer();
      for (const [name, text] of texts) data.items.add(new File([text], name));
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    }, [["good.json", JSON.stringify(project())], ["bad.json", "hello"], ["also.json", JSON.stringify(project({ Name: "also" }))]]);
    await offer(page).waitFor();
    assert.match(await offer(page).innerText(), /bad\.json was not opened.*not JSON/);
    assert.equal(await offer(page).getByRole("button", { name: /^Open/ }).count(), 2);
    await offer(page).getByRole("button", { name: "Close" }).click();
    assert.equal(await offer(page).count(), 0);
  });
});

describe("another version of the page", () => {
  const newer = (more) => JSON.stringify({ ...project({ Name: "from-the-future", ...more }), version: 2 });

  test("stored a project under an open older tab: typing there overwrites nothing", async (t) => {
    const page = await stage.newPage(t, { allow: [/favicon/] });
    await blank(page);
    await name(page).fill("in-the-old-tab");
    await kept(page, "in-the-old-tab");
    const other = await page.context().newPage();
    await other.goto(`${stage.url}manifest.webmanifest`);
    await other.evaluate(([key, text]) => localStorage.setItem(key, text), [KEY, newer()]);
    await name(page).fill("typed-in-the-old-tab");
    await page.getByText(/newer version/).first().waitFor();
    await kept(page, "typed-in-the-old-tab");
    assert.ok(Object.values(await stored(page)).some((value) => value.includes(newer())), "the newer project is whole");
    await page.reload();
    await started(page);
    assert.equal(await name(page).inputValue(), "typed-in-the-old-tab");
    assert.ok(Object.values(await stored(page)).some((value) => value.includes(newer())));
    await page.getByText("kept aside").waitFor();
  });

  test("stored more than there is room for twice: it stays, and the page says that it can't save", async (t) => {
    const page = await stage.newPage(t, { navigate: false });
    await page.addInitScript(small);
    await page.goto(stage.url);
    await started(page);
    await blank(page);
    await page.evaluate(([key, text]) => localStorage.setItem(key, text), [KEY, newer({ Description: "x".repeat(500) })]);
    await room(page, await used(page));
    await name(page).fill("no-room-for-me");
    await page.getByRole("alert").filter({ hasText: "Not saved" }).waitFor();
    await room(page, Infinity);
    await page.getByRole("button", { name: "Try again" }).click();
    await kept(page, "no-room-for-me");
    assert.ok(Object.values(await stored(page)).some((value) => value.includes("from-the-future")));
  });

  test("a project that an older version put aside is back once it can be read", async (t) => {
    const page = await stage.newPage(t, { allow: [/favicon/] });
    await page.goto(`${stage.url}icon.svg`);
    await page.evaluate((text) => localStorage.setItem("maintenance-window-builder.aside", text), JSON.stringify(project({ Name: "back-again" })));
    await page.goto(stage.url);
    await started(page);
    assert.equal(await name(page).inputValue(), "back-again");
    assert.equal(await page.getByText("kept aside").count(), 0);
  });

  test("the list of recent projects of an older version is still there", async (t) => {
    const page = await stage.newPage(t, { allow: [/favicon/] });
    const list = [0, 1, 2].map((n) => ({ name: `old-${n}`, when: `2026-11-2${n}T10:00:00Z`, project: project({ Name: `old-${n}` }) }));
    await page.goto(`${stage.url}icon.svg`);
    await page.evaluate((text) => localStorage.setItem("maintenance-window-builder.recent", text), JSON.stringify(list));
    await page.goto(stage.url);
    await started(page);
    const dialog = await recent(page);
    assert.deepEqual(await dialog.locator("li b").allInnerTexts(), ["old-2", "old-1", "old-0"]);
    await dialog.getByRole("button", { name: /^Open old-1/ }).click();
    assert.equal(await name(page).inputValue(), "old-1");
  });
});

describe("the storage is cleared while the page is open", () => {
  for (const [what, clear] of [
    ["as a whole", () => localStorage.clear()],
    ["of the project", () => localStorage.removeItem("maintenance-window-builder.project")],
  ])
    test(`${what}: the tab stores its project again`, async (t) => {
      const page = await stage.newPage(t, { allow: [/favicon/] });
      await page.locator("#file").setInputFiles(file("before.json", project({ Name: "an-earlier-one" })));
      await shows(page, "an-earlier-one");
      await page.locator("#file").setInputFiles(file("now.json", project({ Name: "the-present-one" })));
      await kept(page, "the-present-one");
      const other = await page.context().newPage();
      await other.goto(`${stage.url}manifest.webmanifest`);
      await other.evaluate(clear);
      await kept(page, "the-present-one");
      await kept(page, "an-earlier-one");
    });

  test("a first visit stores nothing of its own accord", async (t) => {
    const page = await stage.newPage(t, { allow: [/favicon/] });
    const other = await page.context().newPage();
    await other.goto(`${stage.url}manifest.webmanifest`);
    await other.evaluate(() => { localStorage.setItem("x", "y"); localStorage.clear(); });
    await page.waitForTimeout(300);
    assert.deepEqual(Object.keys(await stored(page)).filter((key) => /project|recent/.test(key)), []);
  });
});

test("what a password manager fills in, telling only of the change, is stored", async (t) => {
  const page = await stage.newPage(t);
  await blank(page);
  await name(page).evaluate((input) => {
    input.value = "filled-in";
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  await kept(page, "filled-in");
  await page.reload();
  await started(page);
  assert.equal(await name(page).inputValue(), "filled-in");
});

test("two tabs disagree: until one is chosen, a reload loses neither", async (t) => {
  const page = await stage.newPage(t);
  await blank(page);
  await name(page).fill("before");
  await kept(page, "before");
  await page.evaluate(([key, text]) => localStorage.setItem(key, text), [KEY, JSON.stringify(project({ Name: "of-the-other-tab" }))]);
  await name(page).fill("of-this-tab");
  await page.getByText("changed in another tab").waitFor();
  await name(page).fill("of-this-tab-and-more");
  await kept(page, "of-this-tab-and-more");
  await page.reload();
  await started(page);
  assert.equal(await name(page).inputValue(), "of-the-other-tab");
  const list = await recent(page);
  await list.getByText("of-this-tab-and-more").waitFor();
});
