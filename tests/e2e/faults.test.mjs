// A host that answers badly once must not break the page for longer than that:
// HTML in place of a file, a file cut short, an error, whatever the file, and
// whatever an older worker of the page has stored.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { DIST, ROOT, keptForOffline, launch, newPage, serve, started } from "./harness.mjs";

const names = await readdir(DIST);
const file = (pattern) => names.find((name) => pattern.test(name));
const FILES = {
  "the program": file(/^maintenance-.*\.wasm$/),
  "the rest of the program": file(/^rest-.*\.wasm$/),
  "the program's script": file(/^maintenance-.*\.js$/),
  "the start script": file(/^start-.*\.js$/),
  "the stylesheet": file(/^styles-.*\.css$/),
};
const HTML = "<!DOCTYPE html><title>Sign in</title><p>Please sign in to the network.</p>";
// The worst a host can do: the bad answer may be kept for a year.
const KEPT = { "cache-control": "public, max-age=31536000, immutable" };
const FAULTS = {
  HTML: () => ({ headers: { ...KEPT, "content-type": "text/html" }, body: HTML }),
  "HTML under the file's type": () => ({ headers: KEPT, body: HTML }),
  "half of it": (content) => ({ headers: KEPT, body: content.subarray(0, content.length / 2) }),
  "an error": () => ({ status: 500, body: "" }),
};
const sha256 = (content) => createHash("sha256").update(content).digest("hex");

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** A server of its own, because what it answers is a test's alone, and a page that may complain. */
async function visit(t, options = {}) {
  const site = await serve();
  t.after(() => site.close());
  const page = await newPage({ site, browser }, t, { navigate: false, allow: [/./], ...options });
  return { site, page };
}
const styled = (page) => page.locator("header.top").evaluate((element) => getComputedStyle(element).display !== "block");
/** What the worker keeps, by name, as digests. */
const kept = (page) =>
  page.evaluate(async () => {
    const all = {};
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const digest = await crypto.subtle.digest("SHA-256", await (await cache.match(request)).arrayBuffer());
        all[request.url] = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
      }
    }
    return all;
  });
async function keepsOnlyTheRelease(page, site) {
  await workerActive(page);
  const all = Object.entries(await kept(page));
  assert.ok(all.length >= 8, `it keeps ${all.length} files`);
  for (const [url, digest] of all) assert.equal(digest, sha256(await readFile(join(DIST, url.slice(site.url.length) || "index.html"))), url);
}
const workerActive = (page) =>
  page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    while (active.state !== "activated") await new Promise((resolve) => setTimeout(resolve, 50));
  });

describe("one bad answer", () => {
  for (const [what, name] of Object.entries(FILES))
    for (const [kind, fault] of Object.entries(FAULTS))
      test(`${kind} in place of ${what}: the page starts by itself, and keeps the right file`, async (t) => {
        const { site, page } = await visit(t);
        site.replaced.set(name, (content, time) => (time === 1 ? fault(content) : undefined));
        await page.goto(site.url);
        await started(page);
        await keepsOnlyTheRelease(page, site);
        // Half a stylesheet tells nobody what is missing: the next visit has all of it.
        if (!(await styled(page))) assert.match(name, /css$/);
        await page.reload();
        await started(page);
        assert.ok(await styled(page));
      });

  for (const [kind, fault] of Object.entries(FAULTS))
    test(`${kind} in place of the page: the next load has it`, async (t) => {
      const { site, page } = await visit(t);
      site.replaced.set("", () => fault(Buffer.from(HTML)));
      await page.goto(site.url).catch(() => {}); // An empty error page counts as none.
      site.replaced.delete("");
      // The browser's own error page cannot always be reloaded by a program.
      await page.reload().catch(async () => {
        for (let tries = 0; tries < 20; tries += 1) {
          await page.waitForTimeout(200);
          if (await page.goto(site.url).catch(() => false)) return;
        }
      });
      await started(page);
      await keepsOnlyTheRelease(page, site);
    });

  test("a page cut short gives way to the kept one", async (t) => {
    const { site, page } = await visit(t);
    await page.goto(site.url);
    await started(page);
    await workerActive(page);
    const whole = await readFile(join(DIST, "index.html"));
    site.replaced.set("", () => ({ body: whole.subarray(0, whole.length / 2) }));
    await page.goto(`${site.url}?again`);
    await started(page);
  });
});

describe("bad answers that last", () => {
  for (const what of ["the program", "the program's script", "the start script"])
    test(`${what}: the page says so, does not load for ever, and touches nothing stored`, async (t) => {
      const { site, page } = await visit(t);
      site.replaced.set(FILES[what], FAULTS.HTML);
      await page.addInitScript(() => localStorage.setItem("maintenance-window-builder.project", "mine"));
      await page.goto(site.url);
      await page.getByText("could not start").waitFor();
      const pages = site.requests.get("");
      assert.ok(pages <= 3, `the page was loaded ${pages} times`);
      await page.waitForTimeout(1000);
      assert.equal(site.requests.get(""), pages);
      assert.equal(await page.evaluate(() => localStorage.getItem("maintenance-window-builder.project")), "mine");
      assert.deepEqual(await kept(page), {});
    });

  test("a file that is never right is never kept, and the page works without", async (t) => {
    const { site, page } = await visit(t);
    site.replaced.set("icon.svg", FAULTS.HTML);
    await page.goto(site.url);
    await started(page);
    await page.evaluate(async () => {
      while ((await navigator.serviceWorker.getRegistration())?.installing) await new Promise((resolve) => setTimeout(resolve, 50));
    });
    assert.deepEqual(await kept(page), {});
    await page.reload();
    await started(page);
  });

  test("without a network a page that can't start keeps its files", async (t) => {
    const { site, page } = await visit(t);
    await page.goto(site.url);
    await started(page);
    await workerActive(page);
    const before = await kept(page);
    await site.close();
    await page.addInitScript(() => { WebAssembly.instantiateStreaming = () => Promise.reject(new Error("out of memory")); });
    await page.reload();
    await page.getByText("could not start").waitFor();
    assert.deepEqual(await kept(page), before);
  });
});

describe("a worker from before", () => {
  /** A browser in which an older worker of the page has stored something else for one file. */
  async function poisoned(t, name, body) {
    const { site, page } = await visit(t);
    const list = (files) => files.map((name) => JSON.stringify(`./${name}`)).join(", ");
    const hashed = names.filter((name) => /-[0-9a-f]{16}(_bg)?\.(js|css|wasm)$/.test(name));
    const old = (await readFile(join(ROOT, "tests", "e2e", "fixtures", "worker-without-digests.js"), "utf8"))
      .replace("/*HASHED*/", list(hashed))
      .replace("/*OTHERS*/", list(["icon.svg"]))
      .replace("/*RELEASE*/", "old");
    site.replaced.set("sw.js", old);
    await page.goto(`${site.url}icon.svg`);
    await page.evaluate(async ([name, body]) => {
      await navigator.serviceWorker.register("./sw.js");
      await navigator.serviceWorker.ready;
      const [key] = await caches.keys();
      const headers = { "content-type": name.endsWith("wasm") ? "application/wasm" : name.endsWith("js") ? "text/javascript" : "text/css" };
      await (await caches.open(key)).put(new URL(name, location).href, new Response(body, { headers }));
      localStorage.setItem("somebody else's", "stays");
    }, [name, body]);
    return { site, page };
  }

  for (const [what, name] of Object.entries(FILES))
    test(`${what}, which it stored damaged, is mended by the next release`, async (t) => {
      const { site, page } = await poisoned(t, name, HTML);
      site.replaced.delete("sw.js");
      await page.goto(site.url);
      await started(page);
      await page.evaluate(async () => {
        for (;;) {
          const { installing, waiting, active } = await navigator.serviceWorker.ready;
          const all = await caches.keys();
          if (!installing && !waiting && active.state === "activated" && all.length === 1 && !all[0].endsWith(" old")) return;
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      });
      await page.reload();
      await started(page);
      await keepsOnlyTheRelease(page, site);
      await page.reload();
      await started(page);
      assert.ok(await styled(page));
      assert.equal(await page.evaluate(() => localStorage.getItem("somebody else's")), "stays");
    });

  test("a second tab goes on while the first one is mended", async (t) => {
    const { site, page } = await visit(t);
    await page.goto(site.url);
    await started(page);
    await workerActive(page);
    // Somebody empties the cache under the running page: it fills again, with the right files.
    await page.evaluate(async () => {
      for (const name of await caches.keys()) await caches.delete(name);
    });
    const second = await page.context().newPage();
    await second.goto(site.url);
    await started(second);
    await page.reload();
    await started(page);
    for (const digest of Object.values(await kept(page))) assert.ok((await readFile(join(DIST, "sw.js"), "utf8")).includes(digest));
  });
});

test("a first visit asks for no file twice", async (t) => {
  const { site, page } = await visit(t, { allow: [] });
  await page.goto(site.url);
  await started(page);
  await keptForOffline(page);
  await workerActive(page);
  const twice = [...site.requests].filter(([, times]) => times > 1);
  assert.deepEqual(twice, []);
  await keepsOnlyTheRelease(page, site);
});
