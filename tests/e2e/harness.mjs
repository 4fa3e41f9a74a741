// The stage for every test in a browser: serves dist/ under a sub-path, as a
// static host would, and opens pages that fail their test on anything a person
// must never meet: an error in the console, a policy violation, a request to
// another origin.
import assert from "node:assert/strict";
import { createReadStream } from "node:fs";
import { mkdir, readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { dirname, extname, join, normalize, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
export const DIST = join(ROOT, "dist");
export const SCREENSHOTS = join(ROOT, "target", "screenshots");

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Serves a folder under a path of a free port of 127.0.0.1, and nothing else.
 * Compressed copies are sent to whoever accepts them, which also proves them.
 * `replaced` maps file names to other content, a later deployment, or to a fault:
 * a function that gets the file's content and how often the file was asked for,
 * and gives { status, headers, body, after }, or nothing for the file itself.
 * `requests` counts the requests by name; `headers` are sent with each answer.
 */
export async function serve(folder = DIST, path = "/tools/mw/") {
  const replaced = new Map();
  const requests = new Map();
  const more = {};
  const server = createServer(async (request, response) => {
    const refuse = (status) => response.writeHead(status).end();
    if (!["GET", "HEAD"].includes(request.method)) return refuse(405);
    let wanted;
    try {
      wanted = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    } catch {
      return refuse(400);
    }
    if (!wanted.startsWith(path)) return refuse(404);
    const file = normalize(join(folder, wanted.slice(path.length) || "index.html"));
    if (!file.startsWith(normalize(folder) + sep)) return refuse(404);
    const isFile = async (name) => (await stat(name).catch(() => undefined))?.isFile() ?? false;
    const name = wanted.slice(path.length);
    requests.set(name, (requests.get(name) ?? 0) + 1);
    if (!replaced.has(name) && !(await isFile(file))) return refuse(404);

    const headers = {
      "content-type": TYPES[extname(file)] ?? "application/octet-stream",
      "cache-control": "no-cache",
      "x-content-type-options": "nosniff",
      ...more,
    };
    const other = replaced.get(name);
    if (typeof other === "function") {
      const fault = await other(await readFile(file).catch(() => Buffer.alloc(0)), requests.get(name));
      await fault?.after;
      if (fault?.body !== undefined || fault?.status) return response.writeHead(fault.status ?? 200, { ...headers, ...fault.headers }).end(fault.body);
    } else if (other !== undefined) return response.writeHead(200, headers).end(other);
    const zipped = /\bgzip\b/.test(request.headers["accept-encoding"] ?? "") && (await isFile(`${file}.gz`));
    if (zipped) headers["content-encoding"] = "gzip";
    response.writeHead(200, headers);
    if (request.method === "HEAD") return response.end();
    createReadStream(zipped ? `${file}.gz` : file).pipe(response);
  });
  await new Promise((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    url: origin + path,
    replaced,
    requests,
    headers: more,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
}

/** A server and a browser. The caller closes it: `after(() => stage.close())`. */
export async function openStage() {
  const [site, browser] = await Promise.all([serve(), launch()]);
  return {
    ...site,
    browser,
    /** @see newPage */
    newPage: (t, options) => newPage({ site, browser }, t, options),
    close: async () => {
      await browser.close();
      await site.close();
    },
  };
}

/**
 * A fresh context with one page, closed after the test `t`, which fails if the
 * page had a problem. Unless `navigate` is false the program is open and running.
 *
 * width, height, colorScheme: the window; path: what follows the page's address,
 * such as "#…"; javaScript: false switches it off; allow: patterns of problems
 * that the test provokes; context: more options for Playwright's context.
 */
export async function newPage({ site, browser }, t, options = {}) {
  const {
    width = 1440,
    height = 900,
    colorScheme = "light",
    path = "",
    javaScript = true,
    navigate = true,
    allow = [],
    context: more = {},
  } = options;
  const problems = [];
  const problem = (text) => allow.some((pattern) => pattern.test(text)) || problems.push(text);

  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme,
    javaScriptEnabled: javaScript,
    locale: "en-GB",
    timezoneId: "UTC",
    ...more,
  });
  t?.after(async () => {
    await context.close();
    assert.deepEqual(problems, [], "the page had problems");
  });
  // The console names most violations; this also catches those in other frames' silence.
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) =>
      console.error(`policy violation: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`),
    );
  });
  context.on("request", (request) => {
    const url = request.url();
    if (/^(data|blob):/.test(url) || url === "about:blank") return;
    if (new URL(url).origin !== site.origin) problem(`request to another origin: ${url}`);
  });
  context.on("console", (message) => {
    if (["error", "warning"].includes(message.type()))
      problem(`console ${message.type()}: ${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => problem(`uncaught: ${error.error().stack ?? error.error()}`));

  const page = await context.newPage();
  page.problems = problems;
  // Generous: a busy machine is no fault of the page.
  page.setDefaultTimeout(30_000);
  if (navigate) {
    await page.goto(site.url + path);
    if (javaScript) await started(page);
  }
  return page;
}

/** Waits until the program has drawn the page. What a person does then may still wait for the rest of the program. */
export async function drawn(page) {
  await page.waitForSelector("html[data-started]", { state: "attached" });
}

/** Waits until all of the program is there. */
export async function started(page) {
  await page.waitForSelector("html[data-started][data-complete]", { state: "attached" });
}

/** Waits until the page would survive the loss of the network. */
export async function keptForOffline(page) {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
}

/** The fragment of a share link to a project (the content of a project file, as an object). */
export function link(project) {
  return `#1.${Buffer.from(JSON.stringify(project)).toString("base64url")}`;
}

/** Opens a project in a running page, as a share link does in a new tab. */
export async function openProject(page, project) {
  const { origin, pathname } = new URL(page.url());
  // Only the fragment differs: without the stop on the way nothing would be loaded.
  await page.goto("about:blank");
  await page.goto(origin + pathname + link(project));
  await started(page);
}

/** Fails on any finding of axe-core. Injected by evaluation: the policy forbids script elements. */
export async function axe(page, { disable = [] } = {}) {
  const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  await page.evaluate(source);
  const { violations } = await page.evaluate(
    (rules) => window.axe.run(document, { rules: Object.fromEntries(rules.map((rule) => [rule, { enabled: false }])) }),
    disable,
  );
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html).join(" … ")}`);
  assert.deepEqual(found, [], "axe found accessibility violations");
}

/** Writes target/screenshots/NAME.png. */
export async function screenshot(page, name, options = {}) {
  await mkdir(SCREENSHOTS, { recursive: true });
  const path = join(SCREENSHOTS, `${name}.png`);
  await page.screenshot({ path, ...options });
  return path;
}

/** A WebAssembly file in which every function traps. */
export async function trapping(bytes) {
  const require = createRequire(join(ROOT, ".tools", "npm", "package.json"));
  const { default: binaryen } = await import(pathToFileURL(require.resolve("binaryen")));
  const module = binaryen.readBinary(bytes);
  const { BulkMemory, BulkMemoryOpt, Multivalue, MutableGlobals, NontrappingFPToInt, ReferenceTypes, SignExt } = binaryen.Features;
  module.setFeatures(BulkMemory | BulkMemoryOpt | Multivalue | MutableGlobals | NontrappingFPToInt | ReferenceTypes | SignExt);
  for (let at = 0; at < module.getNumFunctions(); at += 1) {
    const ref = module.getFunctionByIndex(at);
    if (binaryen.getFunctionInfo(ref).base === "") binaryen.Function.setBody(ref, module.unreachable());
  }
  return Buffer.from(module.emitBinary());
}
