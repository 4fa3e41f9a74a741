// Trunk's last step. A release gets its content security policy, minified text
// files, the offline worker with the list of files it keeps, and compressed copies
// for hosts that serve them. A development build is left alone: Trunk reloads it with an inline
// script, and a cached page would hide every change.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile, readdir, rename, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants as zlib, gzip } from "node:zlib";
import { constants, stripped } from "./symbols.mjs";

const { TRUNK_PROFILE, TRUNK_STAGING_DIR: dist, TRUNK_SOURCE_DIR: source } = process.env;

const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

// What has WebAssembly as the compiler emits it, adds the rest of a program
// without waiting (style/start.js), and the CSS that style/ uses.
const BROWSERS = ["chrome114", "firefox113", "safari16.4"];

const run = promisify(execFile);

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
  const [{ split }, { firstVisit }] = await Promise.all([import("./split.mjs"), import("./first-visit.mjs")]);
  const { first, rest, renamed, ...parts } = split(whole, await firstVisit(dist, name, whole), constants(linked));
  const restName = `rest-${createHash("sha256").update(rest).digest("hex").slice(0, 16)}_bg.wasm`;
  // As they are: to optimize them once more makes them smaller, and what a host sends compressed larger.
  await writeFile(join(dist, name), first);
  await writeFile(join(dist, restName), rest);
  const glue = join(dist, name.replace("_bg.wasm", ".js"));
  const script = await readFile(glue, "utf8");
  await writeFile(glue, script.replace(/\b__wb\w+/g, (word) => renamed.get(word) ?? word));
  console.log(`divided: ${parts.kept} functions in the first file; ${parts.moved}, and ${parts.data} bytes of data, in the one that follows`);
  return [["program-rest", restName]];
}

async function release() {
  const minify = minifier();
  // Before anything is minified: the visit needs the page as it is.
  const more = await divide();
  const names = (await readdir(dist, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(dist.length + 1).replaceAll("\\", "/"))
    .sort();

  const page = await readFile(join(dist, "index.html"), "utf8");
  const charset = /<meta charset=[^>]*>/i.exec(page);
  if (!charset) throw new Error("index.html: no <meta charset> to put the content security policy after");
  const additions =
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">` +
    `<meta name="offline-worker" content="./sw.js">` +
    more.map(([name, file]) => `<meta name="${name}" content="./${file}">`).join("");
  const released = page
    .replace(charset[0], charset[0] + additions)
    // Nothing of it is in the first view: start.js adds it with the rest of the program.
    .replace(/<link rel="stylesheet" href="([^"]*\boperate-[^"]*)"[^>]*>/, '<meta name="later-style" content="$1">')
    .replace(/<!--[^]*?-->/g, "")
    .replace(/\n\s*/g, "\n");
  if (!released.includes('name="later-style"')) throw new Error("index.html: operate.css is not linked as expected");
  const inline = /<script(?![^>]*\bsrc=)[^>]*>|<style[\s>]|\sstyle=|\son[a-z]+=/i.exec(released);
  if (inline) throw new Error(`index.html: the content security policy forbids «${inline[0].trim()}»`);
  await writeFile(join(dist, "index.html"), released);

  for (const name of names.filter((name) => /\.(js|css)$/.test(name))) {
    const text = await readFile(join(dist, name), "utf8");
    await writeFile(join(dist, name), await minify(name, text));
  }

  const hashed = names.filter((name) => /-[0-9a-f]{8,}(_bg)?\.(js|wasm|css)$/.test(name));
  const others = names.filter((name) => !hashed.includes(name) && name !== "index.html");
  if (!hashed.some((name) => name.endsWith(".wasm"))) throw new Error("no hashed .wasm file in the release");
  const digest = createHash("sha256").update(released);
  for (const name of names) digest.update(name).update(await readFile(join(dist, name)));
  const list = (files) => files.map((name) => JSON.stringify(`./${name}`)).join(", ");
  const worker = (await readFile(join(source, "style", "sw.js"), "utf8"))
    .replace("/*HASHED*/", list(hashed))
    .replace("/*OTHERS*/", list(others))
    .replace("/*RELEASE*/", digest.digest("hex").slice(0, 16));
  if (/\/\*(HASHED|OTHERS|RELEASE)\*\//.test(worker)) throw new Error("style/sw.js: a constant was not filled in");
  await writeFile(join(dist, "sw.js"), await minify("sw.js", worker));

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
}
