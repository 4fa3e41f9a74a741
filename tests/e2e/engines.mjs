// The other engines: Firefox, over WebDriver BiDi, and WebKit (GTK's), over
// WebDriver in a screen of its own. Each is driven by the few things that a
// test needs; what one can't tell stays untold, such as WebKit's console.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";

const { FIREFOX, WEBKIT, WEBKIT_DRIVER } = process.env;
const PATIENCE = 30_000;
const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

/** Each engine by its name: `true` where it is on this machine, and what opens it. */
export const ENGINES = {
  Firefox: { there: Boolean(FIREFOX), open: firefox },
  WebKit: { there: Boolean(WEBKIT && WEBKIT_DRIVER), open: webkit },
};

/** Waits until `look` gives something, and gives that. */
async function until(what, look) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const found = await look().catch(() => undefined);
    if (found) return found;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await pause(50);
  }
}

/** What all of them can do, made of what each can. */
function page({ goto, call, keys, problems = [], close }) {
  const evaluate = (run, ...given) => call(`return (${run}).apply(null, arguments)`, given);
  const wait = (what, look, ...given) => until(what, () => evaluate(look, ...given));
  return {
    problems,
    close,
    evaluate,
    wait,
    /** Opens an address, and waits for the program. */
    open: async (url) => {
      await goto("about:blank");
      await goto(url);
      await wait("the program", () => document.documentElement.dataset.complete !== undefined);
    },
    /** Types into the field of a label, as a person does, at the end of what is there. */
    type: async (label, text) => {
      const found = (wanted) => {
        const of = (input) => [...(input.labels ?? [])].some((label) => label.innerText.trim() === wanted);
        const field = [...document.querySelectorAll("input, textarea")].find(of);
        return field?.id;
      };
      await keys(await wait(`the field ${label}`, found, label), text);
    },
    /** Clicks on the button, tab or link that says this. */
    click: (says) =>
      wait(`what says ${says}`, (says) => {
        const fits = (element) => element.innerText.trim() === says && element.checkVisibility();
        const found = [...document.querySelectorAll("button, [role=tab], a")].find(fits);
        found?.click();
        return Boolean(found);
      }, says),
  };
}

async function firefox() {
  const browser = await puppeteer.launch({ browser: "firefox", executablePath: FIREFOX, headless: true });
  const tab = await browser.newPage();
  await tab.setViewport({ width: 1440, height: 900 });
  const problems = [];
  tab.on("pageerror", (error) => problems.push(error.message));
  tab.on("console", (message) => ["error", "warn"].includes(message.type()) && problems.push(message.text()));
  return page({
    problems,
    goto: (url) => tab.goto(url),
    call: (body, given) => tab.evaluate((body, given) => Function(body).apply(null, given), body, given),
    keys: async (id, text) => {
      await tab.evaluate((id) => {
        const field = document.getElementById(id);
        field.focus();
        field.setSelectionRange(field.value.length, field.value.length);
      }, id);
      await tab.keyboard.type(text);
    },
    close: () => browser.close(),
  });
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function webkit() {
  const home = await mkdtemp(join(tmpdir(), "webkit-"));
  const screen = spawn("Xvfb", ["-displayfd", "1", "-screen", "0", "1440x900x24", "-nolisten", "tcp"], { stdio: ["ignore", "pipe", "ignore"] });
  const display = await new Promise((resolve, reject) => {
    screen.once("error", reject);
    screen.stdout.once("data", (data) => resolve(`:${String(data).trim()}`));
  });
  const port = await freePort();
  const env = { ...process.env, DISPLAY: display, HOME: home, XDG_DATA_HOME: home, XDG_CACHE_HOME: home };
  const driver = spawn(WEBKIT_DRIVER, [`--port=${port}`, "--host=127.0.0.1"], { env, stdio: "ignore" });
  const ask = async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body) });
    const { value } = await answer.json();
    if (value?.error) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  const options = { binary: WEBKIT, args: ["--automation"] };
  const capabilities = { alwaysMatch: { "webkitgtk:browserOptions": options } };
  const { sessionId } = await until("WebKit", () => ask("POST", "/session", { capabilities }));
  const session = (method, path, body) => ask(method, `/session/${sessionId}${path}`, body);
  return page({
    goto: (url) => session("POST", "/url", { url }),
    call: (script, args) => session("POST", "/execute/sync", { script, args }),
    keys: async (id, text) => {
      const element = await session("POST", "/element", { using: "css selector", value: `[id="${id}"]` });
      await session("POST", `/element/${Object.values(element)[0]}/value`, { text });
    },
    close: async () => {
      await session("DELETE", "").catch(() => {});
      driver.kill();
      screen.kill();
      // The browser may still be writing.
      await rm(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    },
  });
}
