// Trunk's last step. A release gets its content security policy, minified text
// files, the offline worker with the list of files it keeps, and compressed copies
// for hosts that serve them. A development build is left alone: Trunk reloads it with an inline
// script, and a cached page would hide every change.
import { createHash } from "node:crypto";
import { readFile, readdir, rename, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

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

// What has WebAssembly as the compiler emits it, and the CSS that style/ uses.
const BROWSERS = ["chrome111", "firefox113", "safari16.4"];

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

/** Gives the second program's files names with a hash of their content, as Trunk gives the first's. */
async function nameLate() {
  const files = ["late.js", "late_bg.wasm"];
  const digest = createHash("sha256");
  for (const file of files) digest.update(await readFile(join(dist, file)));
  const hash = digest.digest("hex").slice(0, 16);
  const hashed = files.map((file) => file.replace("late", `late-${hash}`));
  for (const [at, file] of files.entries()) await rename(join(dist, file), join(dist, hashed[at]));
  return [
    ["late-script", hashed[0]],
    ["late-program", hashed[1]],
  ];
}

async function release() {
  const minify = minifier();
  const late = await nameLate();
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
    late.map(([name, file]) => `<meta name="${name}" content="./${file}">`).join("");
  const released = page
    .replace(charset[0], charset[0] + additions)
    .replace(/<!--[^]*?-->/g, "")
    .replace(/\n\s*/g, "\n");
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
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
    const copies = { br: await brotli(content, { params }), gz: await zip(content, { level: 9 }) };
    // A copy that is no smaller only costs the reader time.
    for (const [ending, copy] of Object.entries(copies))
      if (copy.length < content.length) await writeFile(`${file}.${ending}`, copy);
  }
}
