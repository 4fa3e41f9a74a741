// Trunk's last step. A release gets its content security policy, minified text
// files, names that hold the digest of what is in them, the offline worker with
// the list of files it keeps, compressed copies, what hosts need to know
// (hosting.mjs), and a record of what it was made with. A development build is
// left alone: Trunk reloads it with an inline script, and a cached page would
// hide every change.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rename, unlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants as zlib, gzip } from "node:zlib";
import { hosting, policy } from "./hosting.mjs";
import { constants, stripped } from "./symbols.mjs";

const { TRUNK_PROFILE, TRUNK_STAGING_DIR: dist, TRUNK_SOURCE_DIR: source } = process.env;

// What has WebAssembly as the compiler emits it, adds the rest of a program
// without waiting (style/start.js), and the CSS that style/ uses.
const BROWSERS = ["chrome114", "firefox113", "safari16.4"];

// Trunk's names, and this file's, of what never changes under its name.
const NAMED = /^(.*)-[0-9a-f]{8,}((?:_bg)?\.(?:js|wasm|css))$/;
// Nothing of these is in the first view: start.js adds them with the rest of the program.
const LATER_STYLE = /^(operate|import)-/;
// The import program, which is fetched when it is first used (style/import.js).
const LATER = /^reader-/;

const run = promisify(execFile);
const sha256 = (content, encoding = "hex") => createHash("sha256").update(content).digest(encoding);

if (TRUNK_PROFILE === "release") await release();

/** Minifies a script or stylesheet; anything dubious in it ends the build. */
function minifier() {
  let esbuild;
  try {
    esbuild = createRequire(join(source, ".tools", "npm", "package.json"))("esbuild");
  } catch {
    throw new Error("esbuild is missing: `make build` installs it");
  }
  return async (name, text) => {
    const loader = name.endsWith(".css") ? "css" : "js";
    // Only a module's own names are free to be changed.
    const format = /^(export|import)\b/m.test(text) && loader === "js" ? "esm" : undefined;
    const options = { loader, format, minify: true, legalComments: "none", target: BROWSERS, sourcefile: name };
    const { code, warnings } = await esbuild.transform(text, options);
    if (warnings.length) {
      const said = await esbuild.formatMessages(warnings, { kind: "error" });
      throw new Error(said.join("\n"));
    }
    return code;
  };
}

/** wasm-opt's options: how rustc's output must be read stands in index.html. */
async function optimize(bytes, file, ...more) {
  const page = await readFile(join(source, "index.html"), "utf8");
  const options = /data-wasm-opt-params="([^"]*)"/.exec(page)[1].split(" ");
  await writeFile(join(dist, file), bytes);
  await run("wasm-opt", ["-Oz", ...options, ...more, join(dist, file), "-o", join(dist, file)]);
  return readFile(join(dist, file));
}

/** Replaces what must occur exactly once. */
function swap(text, before, after) {
  const parts = text.split(before);
  if (parts.length !== 2) throw new Error(`the program's script has «${before}» ${parts.length - 1} times, not once`);
  return parts.join(after);
}

/** The program's script, which asks style/start.js before the browser calls the program, and says when it begins. */
function gated(script) {
  const begins = "    wasm.__wbindgen_start();";
  const called = "    const real = (...args) => {\n";
  const ended = "new FinalizationRegistry(state => wasm.__wbindgen_destroy_closure(state.a, state.b))";
  script = swap(script, begins, `    globalThis.starter.begins?.(wasm);\n${begins}`);
  script = swap(script, called, `${called}        if (globalThis.starter.holds?.(() => real(...args), args)) return;\n`);
  return swap(
    script,
    ended,
    "new FinalizationRegistry(state => { const end = () => wasm.__wbindgen_destroy_closure(state.a, state.b); globalThis.starter.holds?.(end, [], true) || end(); })",
  );
}

/** Makes the program small, and divides it: what a first visit runs stays in its file, the rest gets one of its own. */
async function divide() {
  const name = (await readdir(dist)).find((file) => /^maintenance-window-builder-.*_bg\.wasm$/.test(file));
  const linked = await readFile(join(dist, name));
  if (!process.env.CHROMIUM) {
    await optimize(stripped(linked), name);
    return [];
  }
  // Functions stay apart until it is known which of them a first visit runs.
  const whole = await optimize(stripped(linked), name, "--one-caller-inline-max-function-size=0");
  const [{ split }, { ordered }, { firstVisit }] = await Promise.all(["split", "order", "first-visit"].map((name) => import(`./${name}.mjs`)));
  const { renamed, ...parts } = split(whole, await firstVisit(dist, name, whole), constants(linked));
  const [first, rest] = [parts.first, parts.rest].map(ordered);
  const restName = `rest-${sha256(rest).slice(0, 16)}_bg.wasm`;
  // As they are: to optimize them once more makes them smaller, and what a host sends compressed larger.
  await writeFile(join(dist, name), first);
  await writeFile(join(dist, restName), rest);
  const glue = join(dist, name.replace("_bg.wasm", ".js"));
  const script = gated(await readFile(glue, "utf8"));
  await writeFile(glue, script.replace(/\b__wb\w+/g, (word) => renamed.get(word) ?? word));
  console.log(`divided: ${parts.kept} functions in the first file; ${parts.moved}, and ${parts.data} bytes of data, in the one that follows`);
  return [["program-rest", restName]];
}

/** Makes the import program small, and gives its files names that `settle` puts their digests in. */
async function settleReader() {
  const reader = await optimize(stripped(await readFile(join(dist, "reader_bg.wasm"))), "reader_bg.wasm");
  const { ordered } = await import("./order.mjs");
  await writeFile(join(dist, "reader_bg.wasm"), ordered(reader));
  const named = { "import-script": ["reader.js", "reader-00000000.js"], "import-program": ["reader_bg.wasm", "reader-00000000_bg.wasm"] };
  for (const [before, after] of Object.values(named)) await rename(join(dist, before), join(dist, after));
  return Object.entries(named).map(([meta, [, file]]) => [meta, file]);
}

/** All files of the release so far, in the order of their names. */
async function list() {
  const entries = await readdir(dist, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(dist.length + 1).replaceAll("\\", "/"))
    .sort();
}

/** Makes one file of the stylesheets of the first view, and one of the others: one request each, and they compress best together. */
async function joinStyles() {
  const file = join(dist, "index.html");
  let page = await readFile(file, "utf8");
  const all = [...page.matchAll(/<link rel="stylesheet" href="\.\/([^"]*)"[^>]*>/g)];
  const merge = async (links, name, tag) => {
    const parts = await Promise.all(links.map(([, part]) => readFile(join(dist, part), "utf8")));
    const text = parts.join("\n");
    const joined = `${name}-${sha256(text).slice(0, 16)}.css`;
    await writeFile(join(dist, joined), text);
    for (const [at, [link, part]] of links.entries()) {
      page = page.replace(link, at ? "" : tag(joined));
      await unlink(join(dist, part));
    }
  };
  const isLater = ([, name]) => LATER_STYLE.test(name);
  await merge(all.filter((link) => !isLater(link)), "styles", (name) => `<link rel="stylesheet" href="./${name}">`);
  await merge(all.filter(isLater), "later", (name) => `<meta name="later-style" content="./${name}">`);
  await writeFile(file, page);
}

/**
 * Minifies scripts and stylesheets and names each file by its content: Trunk's
 * names hold the content that it saw, and hosts and browsers keep such files for
 * ever. Gives the new names by the old ones.
 */
async function settle(minify) {
  const names = new Map();
  for (const name of await list()) {
    const file = join(dist, name);
    if (/\.(js|css)$/.test(name)) await writeFile(file, await minify(name, await readFile(file, "utf8")));
    const parts = NAMED.exec(name);
    if (!parts) continue;
    const settled = `${parts[1]}-${sha256(await readFile(file)).slice(0, 16)}${parts[2]}`;
    names.set(name, settled);
    await rename(file, join(dist, settled));
  }
  return names;
}

/** The page of the release, and its inline script's digest. */
async function settlePage(names, more, minify) {
  let page = await readFile(join(dist, "index.html"), "utf8");
  for (const [before, after] of names) page = page.replaceAll(before, after);
  const charset = /<meta charset=[^>]*>/i.exec(page);
  if (!charset) throw new Error("index.html: no <meta charset> to put the content security policy after");
  const [inline, code] = /<script>([^]*?)<\/script>/.exec(page) ?? [];
  if (!inline) throw new Error("index.html: the inline script is missing");
  const script = (await minify("index.html.js", code)).trim();
  const digest = `sha256-${sha256(script, "base64")}`;
  const additions =
    `<meta http-equiv="Content-Security-Policy" content="${policy(digest)}">` +
    `<meta name="offline-worker" content="./sw.js">` +
    more.map(([name, file]) => `<meta name="${name}" content="./${names.get(file)}">`).join("");
  const released = page
    .replace(inline, "<script></script>")
    .replace(charset[0], charset[0] + additions)
    .replace(/<!--[^]*?-->/g, "")
    .replace(/\n\s*/g, "\n");
  if (!released.includes('name="later-style"')) throw new Error("index.html: operate.css and import.css are not linked as expected");
  const other = /<script(?![^>]*\bsrc=)[^>]*>[^<]|<style[\s>]|\sstyle=|\son[a-z]+=/i.exec(released);
  if (other) throw new Error(`index.html: the content security policy forbids «${other[0].trim()}»`);
  await writeFile(join(dist, "index.html"), released.replace("<script></script>", () => `<script>${script}</script>`));
  return digest;
}

async function release() {
  const minify = minifier();
  // Before anything is minified: the visit needs the page as it is.
  const more = [...(await divide()), ...(await settleReader())];
  await joinStyles();
  const settled = await settle(minify);
  const script = await settlePage(settled, more, minify);

  const names = await list();
  const digests = Object.fromEntries(await Promise.all(names.map(async (name) => [name, sha256(await readFile(join(dist, name)))])));
  const hashed = names.filter((name) => NAMED.test(name));
  const others = names.filter((name) => !hashed.includes(name));
  const later = hashed.filter((name) => LATER.test(name));
  if (later.length !== 2) throw new Error("the import program is not two files of the release");
  if (!hashed.some((name) => name.endsWith(".wasm"))) throw new Error("no hashed .wasm file in the release");
  const code = await readFile(join(source, "style", "sw.js"), "utf8");
  const entries = (files) => files.map((name) => `${JSON.stringify(`./${name}`)}: "${digests[name]}"`).join(", ");
  const worker = code
    .replace("/*HASHED*/", entries(hashed.filter((name) => !later.includes(name))))
    .replace("/*LATER*/", entries(later))
    .replace("/*OTHERS*/", entries(others))
    // The worker is a part of it: a mended one fills a cache of its own.
    .replace("/*RELEASE*/", sha256(code + JSON.stringify(digests)).slice(0, 16));
  if (/\/\*(HASHED|LATER|OTHERS|RELEASE)\*\//.test(worker)) throw new Error("style/sw.js: a constant was not filled in");
  await writeFile(join(dist, "sw.js"), await minify("sw.js", worker));
  digests["sw.js"] = sha256(await readFile(join(dist, "sw.js")));

  const brotli = promisify(brotliCompress);
  const zip = promisify(gzip);
  for (const name of [...names, "sw.js"]) {
    const file = join(dist, name);
    const content = await readFile(file);
    const params = { [zlib.BROTLI_PARAM_QUALITY]: 11, [zlib.BROTLI_PARAM_SIZE_HINT]: content.length };
    const copies = { br: await brotli(content, { params }), gz: await zip(content, { level: 9 }) };
    // A copy that is no smaller only costs the reader time.
    for (const [ending, copy] of Object.entries(copies))
      if (copy.length < content.length) await writeFile(`${file}.${ending}`, copy);
  }

  await mkdir(join(dist, "hosting"), { recursive: true });
  for (const [name, content] of Object.entries(hosting(script, hashed, [...others, "sw.js"]))) {
    digests[name] = sha256(content);
    await writeFile(join(dist, name), content);
  }
  await writeFile(join(dist, "release.json"), `${JSON.stringify(await record(digests), null, 2)}\n`);
}

/** What the release was made with, and the SHA-256 of each file, `sha256sum`'s way round. */
async function record(files) {
  const version = async (program, ...args) => (await run(program, args)).stdout.trim();
  const { version: page } = /^version = "(?<version>[^"]+)"/m.exec(await readFile(join(source, "Cargo.toml"), "utf8")).groups;
  return {
    version: page,
    madeWith: {
      rustc: await version(process.env.RUSTC ?? "rustc", "--version", "--verbose"),
      standardLibrary: process.env.CARGO_UNSTABLE_BUILD_STD ? "built from its source, small" : "as it came with rustc",
      trunk: await version("trunk", "--version"),
      wasmBindgen: await version("wasm-bindgen", "--version"),
      wasmOpt: await version("wasm-opt", "--version"),
      node: process.version,
    },
    sha256: Object.fromEntries(Object.entries(files).sort()),
  };
}
