// The page before and around the program: the first paint, the policy, any
// sub-path, no network.
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { DIST, ROOT, axe, keptForOffline, newPage, openStage, screenshot, serve, started } from "./harness.mjs";
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
      assert.match(await alert.innerText(), /could not start[^]*Load it again/);
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

describe("the rest of the program", () => {
  const REST = "**/rest-*.wasm";
  const nameField = (page) => page.locator("input[type=text]:visible").first();
  /** A first visit for which the rest arrives as `answer` says. */
  const visit = async (t, answer, options = {}) => {
    const page = await stage.newPage(t, { navigate: false, ...options });
    await page.clock.setFixedTime(new Date("2026-11-25T12:00:30Z"));
    await page.route(REST, answer);
    await page.goto(stage.url);
    await started(page);
    return page;
  };

  for (const size of [{ width: 1440 }, { width: 390 }])
    test(`the first view is complete without it, at ${size.width} pixels`, async (t) => {
      const shown = (page) => page.evaluate(() => document.body.innerHTML);
      const without = await visit(t, () => {}, size);
      const whole = await visit(t, (route) => route.continue(), size);
      await whole.waitForLoadState("networkidle");
      assert.equal(await shown(without), await shown(whole));
    });

  test("who types before it is there waits for it and loses nothing", async (t) => {
    let asked = 0;
    // The page's own request gets no answer, that of whoever needs it does.
    const page = await visit(t, (route) => (asked++ === 0 ? undefined : route.continue()));
    await nameField(page).press("End");
    await nameField(page).pressSequentially("-soon");
    assert.match(await nameField(page).inputValue(), /-soon$/);
    assert.match(await page.locator("pre").first().textContent(), /--name \S+-soon/);
    assert.equal(asked, 2);
  });

  test("where it does not arrive, the page says so to who needs it", async (t) => {
    const page = await visit(t, (route) => route.abort(), { allow: [/ERR_FAILED/, /rest-/, /XMLHttpRequest/] });
    assert.equal(await page.getByRole("alert").count(), 0, "nobody needs it yet");
    await nameField(page).press("End");
    await page.keyboard.type("x");
    assert.match(await page.getByRole("alert").innerText(), /did not arrive[^]*Load the page again/);
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
    const page = await stage.newPage(t, { allow: [/policy/i] });
    const ran = await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "window.ran = true";
      document.head.append(script);
      return window.ran === true;
    });
    assert.equal(ran, false);
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
    stage.replaced.set("sw.js", worker.replace(/RELEASE ?= ?"[^"]*"/, 'RELEASE="next"'));
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
