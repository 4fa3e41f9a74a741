// The page before and around the program: the first paint, the policy, any
// sub-path, no network.
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { DIST, ROOT, axe, drawn, keptForOffline, newPage, openStage, screenshot, serve, started, trapping } from "./harness.mjs";
import { HtmlValidate } from "html-validate";

const NAME = "Maintenance Window Builder";
let stage;
before(async () => { stage = await openStage(); });
after(() => stage.close());

/** Serves nothing for some files: what the page does when they are blocked. */
const block = (page, pattern) => page.route(pattern, (route) => route.abort());

describe("before the program runs", () => {
  test("the page without JavaScript is titled, styled and says what it needs", async (t) => {
    const page = await stage.newPage(t, { javaScript: false });
    assert.equal(await page.title(), NAME);
    assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), NAME);
    assert.match(await page.locator("noscript").innerText(), /needs JavaScript/);
    assert.equal(await page.getByText("Loading…").isVisible(), false, "it does not load for ever");
    const padding = await page.locator(".boot-top").evaluate((element) => getComputedStyle(element).paddingLeft);
    assert.notEqual(padding, "0px", "the stylesheets apply");
    await screenshot(page, "shell-no-javascript");
  });

  test("the first paint is there while the program is on its way", async (t) => {
    const page = await stage.newPage(t, { navigate: false });
    let release;
    const held = new Promise((resolve) => { release = resolve; });
    await page.route("**/*.wasm", async (route) => { await held; await route.continue(); });
    await page.goto(stage.url, { waitUntil: "domcontentloaded" });
    assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), NAME);
    assert.ok(await page.getByText("Loading…").isVisible());
    assert.equal(await page.locator("noscript").isVisible(), false);
    await axe(page);
    release();
    await started(page);
    assert.equal(await page.locator("#boot").count(), 0, "the program takes the page over");
  });

  for (const [what, pattern] of [["program", "**/*.wasm"], ["loader", "**/maintenance-window-builder-*.js"]]) {
    test(`a blocked ${what} is said, with what to try`, async (t) => {
      const page = await stage.newPage(t, { navigate: false, allow: [/ERR_FAILED/, /Failed to fetch/, /dynamically imported/, /preload/] });
      await block(page, pattern);
      await page.goto(stage.url);
      const alert = page.getByRole("alert");
      await alert.waitFor();
      assert.match(await alert.innerText(), /could not start[^]*Load it again[^]*Try again/);
      assert.equal(await page.getByText("Loading…").count(), 0);
    });
  }

  test("a page opened as a file says how to serve it", async (t) => {
    const page = await stage.newPage(t, { navigate: false, allow: [/./] });
    await page.goto(`file://${join(DIST, "index.html")}`);
    assert.match(await page.getByRole("alert").innerText(), /opened as a file/);
  });
});

describe("the released files", () => {
  test("the policy stands before anything it governs, and allows no other origin", async () => {
    const html = await readFile(join(DIST, "index.html"), "utf8");
    const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(html);
    assert.ok(policy, "there is a policy");
    assert.ok(policy.index < html.search(/<(link|script|style)\b/), "it comes first");
    assert.match(policy[1], /^default-src 'none';/);
    assert.doesNotMatch(policy[1], /unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')|https?:|\*/);
  });

  test("no address in them is absolute", async () => {
    const html = await readFile(join(DIST, "index.html"), "utf8");
    for (const [, address] of html.matchAll(/\s(?:href|src)="?([^"\s>]+)/g)) assert.match(address, /^(\.\/|#)/);
    for (const name of (await readdir(DIST)).filter((name) => name.endsWith(".css")))
      assert.doesNotMatch(await readFile(join(DIST, name), "utf8"), /url\(\s*["']?(https?:|\/)|@import/, name);
  });

  test("the worker keeps every file that the page loads", async (t) => {
    const worker = await readFile(join(DIST, "sw.js"), "utf8");
    const page = await stage.newPage(t, { navigate: false });
    const loaded = new Set();
    page.on("response", (response) => loaded.add(response.url()));
    await page.goto(stage.url);
    await started(page);
    const names = [...loaded].map((url) => url.slice(stage.url.length)).filter((name) => name && name !== "sw.js");
    assert.ok(names.length >= 5, `too few files seen: ${names}`);
    for (const name of names) assert.ok(worker.includes(JSON.stringify(`./${name}`)), `sw.js does not list ${name}`);
  });

  test("index.html is valid HTML", async () => {
    const rules = new HtmlValidate({ extends: ["html-validate:standard"], rules: { "void-style": "off", "doctype-style": "off" } });
    const report = await rules.validateFile(join(ROOT, "index.html"));
    assert.deepEqual(report.results.flatMap(({ messages }) => messages.map(({ line, message }) => `${line}: ${message}`)), []);
  });
});

const REST = "**/rest-*.wasm";
const PROGRAM = "**/maintenance-window-builder-*_bg.wasm";

describe("the rest of the program", () => {
  const nameField = (page) => page.locator("input[type=text]:visible").first();
  const code = (page) => page.locator("pre").first().textContent();
  /** A first visit for which the rest arrives as `answer` says. */
  const visit = async (t, answer, options = {}) => {
    const page = await stage.newPage(t, { navigate: false, ...options });
    await page.clock.setFixedTime(new Date("2026-11-25T12:00:30Z"));
    page.asked = [];
    page.on("request", (request) => /rest-/.test(request.url()) && page.asked.push(request.resourceType()));
    await page.route(REST, answer);
    await page.goto(stage.url);
    await drawn(page);
    return page;
  };
  /** An answer that comes when `arrive` is called. */
  const late = () => {
    let arrive;
    const held = new Promise((resolve) => { arrive = resolve; });
    return { arrive, answer: async (route) => { await held; await route.continue(); } };
  };
  const missing = { allow: [/rest-/, /Failed to load resource/, /ERR_FAILED/] };

  for (const size of [{ width: 1440 }, { width: 390 }])
    test(`the first view is complete without it, at ${size.width} pixels`, async (t) => {
      const shown = (page) => page.evaluate(() => document.body.innerHTML);
      const without = await visit(t, () => {}, size);
      const whole = await visit(t, (route) => route.continue(), size);
      await started(whole);
      assert.equal(await shown(without), await shown(whole));
    });

  test("typing goes on while it is on its way, and the page catches up when it arrives", async (t) => {
    const { arrive, answer } = late();
    const page = await visit(t, answer);
    await nameField(page).press("End");
    await nameField(page).pressSequentially("-soon");
    assert.match(await nameField(page).inputValue(), /-soon$/);
    assert.doesNotMatch(await code(page), /-soon/);
    await page.getByRole("status").getByText("still loading").waitFor();
    await axe(page);
    await screenshot(page, "shell-rest-late");
    arrive();
    await started(page);
    assert.match(await code(page), /--name \S+-soon/);
    assert.equal(await page.getByText("still loading").count(), 0);
    // One request, and none that stops everything until it is answered.
    assert.deepEqual(page.asked, ["fetch"]);
  });

  test("what was pressed before it arrived happens then, in order", async (t) => {
    const { arrive, answer } = late();
    const page = await visit(t, answer);
    await page.getByRole("button", { name: "Operate" }).click();
    assert.equal(await page.locator("main.operate").count(), 0);
    arrive();
    await page.locator("main.operate").waitFor();
  });

  for (const [what, answer] of [
    ["404", (route) => route.fulfill({ status: 404, body: "" })],
    ["500", (route) => route.fulfill({ status: 500, body: "" })],
    ["no connection", (route) => route.abort()],
    ["HTML", (route) => route.fulfill({ contentType: "text/html", body: "<!DOCTYPE html>" })],
  ])
    test(`where it does not arrive (${what}), typing goes on and «Try again» needs no reload`, async (t) => {
      const page = await visit(t, answer, missing);
      await page.evaluate(() => { window.same = true; });
      await page.waitForTimeout(300);
      assert.equal(await page.locator(".boot-later").count(), 0, "nobody needs it yet");
      await nameField(page).press("End");
      await page.keyboard.type("-x");
      const message = page.getByRole("status").filter({ hasText: "did not load" });
      await message.waitFor();
      assert.match(await message.innerText(), /What you typed is kept/);
      await page.keyboard.type("y");
      assert.match(await nameField(page).inputValue(), /-xy$/);
      await axe(page);
      await screenshot(page, `shell-rest-missing`);
      await page.unroute(REST);
      await message.getByRole("button", { name: "Try again" }).click();
      await started(page);
      assert.match(await code(page), /--name \S+-xy/);
      assert.equal(await page.evaluate(() => window.same), true);
      assert.equal(await page.locator(".boot-later").count(), 0);
      assert.ok(!page.asked.includes("xhr"));
    });

  test("a reload while it is missing keeps what was typed, and it is stored once it arrives", async (t) => {
    const page = await visit(t, (route) => route.abort(), missing);
    await nameField(page).press("End");
    await page.keyboard.type("-kept");
    await page.reload();
    await drawn(page);
    await page.waitForFunction(() => document.querySelector("input[type=text]").value.endsWith("-kept"));
    await page.keyboard.press("Tab");
    await page.unroute(REST);
    await page.reload();
    await started(page);
    await page.waitForFunction(() => localStorage.getItem("maintenance-window-builder.project")?.includes("-kept"));
    assert.match(await code(page), /--name \S+-kept/);
    await page.waitForFunction(() => localStorage.getItem("maintenance-window-builder.typed") === null);
  });

  test("a first view that needs more than it did when it was tried starts anew with all of it", async (t) => {
    const page = await stage.newPage(t, { navigate: false, allow: [/RuntimeError|unreachable/] });
    let tried = 0;
    await page.route(PROGRAM, async (route) => {
      // A call of what is not there is a trap.
      const response = await route.fetch();
      await route.fulfill({ response, body: tried++ ? await response.body() : await trapping(await response.body()) });
    });
    await page.goto(stage.url);
    await started(page);
    assert.equal(await page.evaluate(() => history.state), null, "the next load is as any other");
  });
});

describe("a trap of the program", () => {
  const PROJECT = "maintenance-window-builder.project";
  const allow = [/RuntimeError|unreachable|favicon/];
  /** Replaces a part of the program by one in which everything traps. */
  const trap = (page, pattern) =>
    page.route(pattern, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: await trapping(await response.body()) });
    });
  const saved = async (page, click) => {
    const [download] = await Promise.all([page.waitForEvent("download"), click()]);
    return readFile(await download.path(), "utf8");
  };

  test("in the running page it is said, nothing is stored any more, and the stored project is offered", async (t) => {
    const page = await stage.newPage(t, { navigate: false, allow });
    await trap(page, REST);
    await page.goto(stage.url);
    await started(page);
    await page.evaluate((key) => localStorage.setItem(key, "the project"), PROJECT);
    await page.getByRole("button", { name: "Operate" }).click();
    const alert = page.getByRole("alert");
    await alert.waitFor();
    assert.match(await alert.innerText(), /An error in this page has stopped it[^]*Load the page again[^]*stored in this browser/);
    await axe(page);
    await screenshot(page, "shell-trap");
    assert.equal(await saved(page, () => alert.getByRole("button", { name: "Download the stored project" }).click()), "the project");
    await page.locator("input[type=text]").first().fill("later");
    await page.evaluate(() => dispatchEvent(new Event("blur")));
    assert.equal(await page.evaluate((key) => localStorage.getItem(key), PROJECT), "the project");
    await page.unroute(REST);
  });

  test("at the start, with a stored project, the page can be had without it", async (t) => {
    const page = await stage.newPage(t, { navigate: false, allow });
    await page.goto(`${stage.url}icon.svg`);
    await page.evaluate((key) => localStorage.setItem(key, "the project"), PROJECT);
    await trap(page, PROGRAM);
    await page.goto(stage.url);
    const alert = page.getByRole("alert");
    await alert.waitFor();
    assert.match(await alert.innerText(), /could not start[^]*The stored project may be the cause/);
    assert.equal(await saved(page, () => alert.getByRole("button", { name: "Download the stored project" }).click()), "the project");
    await page.unroute(PROGRAM);
    await alert.getByRole("button", { name: "Start without the stored project" }).click();
    await started(page);
    await page.getByText("could not be read and was kept aside").waitFor();
    assert.equal(await saved(page, () => page.getByRole("button", { name: "Download it" }).click()), "the project");
  });
});

describe("where the page is not alone", () => {
  test("a browser that refuses the offline worker runs the page, and nothing else is said", async (t) => {
    const page = await stage.newPage(t, { navigate: false });
    await page.addInitScript(() => {
      Object.defineProperty(navigator, "serviceWorker", { get: () => { throw new DOMException("The document is sandboxed.", "SecurityError"); } });
    });
    await page.goto(stage.url);
    await started(page);
    await page.waitForTimeout(200);
    assert.equal(await page.getByRole("alert").count(), 0);
  });

  for (const sandbox of [undefined, "allow-scripts allow-popups allow-popups-to-escape-sandbox"])
    test(`in a frame of another site${sandbox ? ", sandboxed," : ""} it does not run, and leads to a tab of its own`, async (t) => {
      const other = await serve(DIST, "/other/");
      t.after(() => other.close());
      // Not this site, as it has another name.
      const framed = stage.url.replace("127.0.0.1", "localhost");
      other.replaced.set("index.html", `<!DOCTYPE html><iframe ${sandbox ? `sandbox="${sandbox}"` : ""} width=900 height=600 src="${framed}"></iframe>`);
      const page = await newPage({ site: other, browser: stage.browser }, t, { navigate: false, allow: [/another origin/, /favicon/, /CORS|ERR_FAILED|preload|sandbox/i] });
      await page.goto(`${other.url}index.html`);
      const frame = page.frameLocator("iframe");
      await frame.getByText("does not run inside another site").waitFor();
      assert.equal(await frame.locator("button, input").count(), 0);
      const link = frame.getByRole("link", { name: "Open it in its own tab" });
      const [tab] = await Promise.all([page.context().waitForEvent("page"), link.click()]);
      await started(tab);
    });
});

describe("the running page", () => {
  test("it runs under a sub-path, quietly, and asks nobody else", async (t) => {
    const page = await stage.newPage(t);
    assert.ok(new URL(page.url()).pathname.length > 1, "this is a sub-path");
    assert.equal(await page.title(), NAME);
    assert.ok(await page.getByRole("heading", { level: 1 }).isVisible());
  });

  test("the policy is in force: an inline script does not run", async (t) => {
    const page = await stage.newPage(t, { allow: [/policy/i, /TrustedScript/] });
    const ran = await page.evaluate(() => {
      const script = document.createElement("script");
      // Not through a sink that Trusted Types guard: the policy alone must refuse it.
      script.append("window.ran = true");
      document.head.append(script);
      return window.ran === true;
    });
    assert.equal(ran, false);
  });

  test("no text becomes a script or markup by a sink: Trusted Types are in force", async (t) => {
    const page = await stage.newPage(t, { allow: [/Trusted/, /policy violation/] });
    const refused = await page.evaluate(() => {
      const tries = [
        () => { document.createElement("div").innerHTML = "<b>x</b>"; },
        () => { document.createElement("script").src = "x.js"; },
        () => { document.createElement("script").textContent = "x"; },
        () => { trustedTypes.createPolicy("another", {}); },
        () => { trustedTypes.createPolicy("worker", {}); },
      ];
      return tries.map((attempt) => { try { attempt(); return false; } catch { return true; } });
    });
    assert.deepEqual(refused, Array(5).fill(true));
    await keptForOffline(page);
  });

  test("it opens again without a network", async (t) => {
    // A server of its own, because it goes away: that no emulation leaks past.
    const site = await serve();
    const page = await newPage({ site, browser: stage.browser }, t, { allow: [/ERR_CONNECTION_REFUSED/] });
    await keptForOffline(page);
    await site.close();
    for (const path of ["", "?from=a-ticket", "index.html"]) {
      await page.goto("about:blank");
      await page.goto(site.url + path);
      await started(page);
      assert.ok(await page.getByRole("heading", { level: 1 }).isVisible(), `«${path}»`);
    }
  });

  test("a new release is shown at once, and the old one's files go", async (t) => {
    const page = await stage.newPage(t);
    await keptForOffline(page);
    const caches = () => page.evaluate(() => window.caches.keys());
    const [old, ...rest] = await caches();
    assert.deepEqual(rest, []);
    await page.evaluate(() => window.caches.open("somebody else's"));
    // The same files under another release number: what a deployment does.
    const worker = await readFile(join(DIST, "sw.js"), "utf8");
    const release = /[0-9a-f]{16}$/.exec(old)[0];
    stage.replaced.set("sw.js", worker.replace(`"${release}"`, '"next"'));
    t.after(() => stage.replaced.delete("sw.js"));
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      await registration.update();
      const next = registration.installing ?? registration.waiting ?? registration.active;
      while (next.state !== "activated") await new Promise((resolve) => setTimeout(resolve, 50));
    });
    const names = await caches();
    assert.ok(names.includes("somebody else's"), "other caches of this origin are not ours");
    assert.ok(!names.includes(old), "the old release's cache is gone");
    assert.equal(names.filter((name) => name.endsWith(" next")).length, 1);
  });
});

test("the test server gives out nothing but the page's own folder", async () => {
  // Sent raw: clients normalise such paths before they ask.
  const status = (path) =>
    new Promise((resolve, reject) => {
      const { port } = new URL(stage.origin);
      httpRequest({ host: "127.0.0.1", port, path }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).on("error", reject).end();
    });
  assert.equal(await status("/tools/mw/"), 200);
  for (const path of ["/", "/index.html", "/tools/mw/../../Cargo.toml", "/tools/mw/..%2f..%2fCargo.toml", "/tools/mw/%2e%2e/Cargo.toml", "/tools/mw/no-such-file"])
    assert.equal(await status(path), 404, path);
});
