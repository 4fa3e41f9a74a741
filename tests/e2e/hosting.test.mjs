// The header files of the release, tried with the servers that they are for, on
// this machine: what is sent, for how long it may be kept, and that the page runs.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { runInNewContext } from "node:vm";
import { DIST, keptForOffline, launch, newPage, started } from "./harness.mjs";

const { NGINX, CADDY } = process.env;
const read = (name) => readFile(join(DIST, name), "utf8");
const names = await readdir(DIST);
const named = names.find((name) => /^rest-.*\.wasm$/.test(name)) ?? names.find((name) => /-[0-9a-f]{16}_bg\.wasm$/.test(name));

const ALWAYS = {
  "content-security-policy": /^default-src 'none';.*frame-ancestors 'none'$/,
  "x-content-type-options": /^nosniff$/,
  "referrer-policy": /^no-referrer$/,
  "permissions-policy": /camera=\(\)/,
  "cross-origin-opener-policy": /^same-origin$/,
  "cross-origin-resource-policy": /^same-origin$/,
  "strict-transport-security": /^max-age=\d{8}$/,
};
const FOREVER = /max-age=31536000, immutable/;

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const SERVERS = {
  nginx: {
    program: NGINX,
    start: async (folder, port) => {
      const conf = `daemon off; worker_processes 1; pid ${folder}/pid; error_log ${folder}/error.log;
${process.getuid?.() === 0 ? "user root;" : ""}
events {}
http {
  access_log off;
  ${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${folder}/${name};`).join("\n  ")}
  server { listen 127.0.0.1:${port}; root ${DIST}; include ${DIST}/hosting/nginx.conf; }
}`;
      await writeFile(join(folder, "nginx.conf"), conf);
      return ["-p", folder, "-e", join(folder, "error.log"), "-c", join(folder, "nginx.conf")];
    },
  },
  Caddy: {
    program: CADDY,
    start: async (folder, port) => {
      const conf = `{
  admin off
  auto_https off
}
http://127.0.0.1:${port} {
  root * ${DIST}
  import ${DIST}/hosting/Caddyfile
  file_server {
    precompressed br gzip
  }
}
`;
      await writeFile(join(folder, "Caddyfile"), conf);
      return ["run", "--adapter", "caddyfile", "--config", join(folder, "Caddyfile")];
    },
  },
};

for (const [name, { program, start }] of Object.entries(SERVERS))
  describe(name, { skip: !program && "not on this machine" }, () => {
    let folder, server, origin, output = "";
    before(async () => {
      folder = await mkdtemp(join(tmpdir(), "hosting-"));
      const port = await freePort();
      origin = `http://127.0.0.1:${port}`;
      server = spawn(program, await start(folder, port), { env: { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder } });
      for (const stream of [server.stdout, server.stderr]) stream.on("data", (data) => { output += data; });
      for (let tries = 0; ; tries += 1) {
        if (await fetch(origin).catch(() => undefined)) break;
        if (tries > 300 || server.exitCode !== null) throw new Error(`${name} does not answer: ${output}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    });
    after(async () => {
      server?.kill();
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    });

    test("each answer has the headers, and only named files may be kept", async () => {
      for (const [path, status, type, kept] of [
        ["/", 200, /^text\/html/, false],
        ["/index.html", 200, /^text\/html/, false],
        ["/sw.js", 200, /^(text|application)\/javascript/, false],
        ["/recover.js", 200, /^(text|application)\/javascript/, false],
        ["/icon.svg", 200, /^image\/svg\+xml/, false],
        ["/manifest.webmanifest", 200, /^application\/manifest\+json/, false],
        [`/${named}`, 200, /^application\/wasm/, true],
        ["/no-such-file", 404, /./, false],
        ["/rest-0123456789abcdef_bg.wasm", 404, /./, false],
      ]) {
        const answer = await fetch(origin + path, { redirect: "manual" });
        if (path === "/index.html" && answer.status === 308) continue; // Caddy leads to ./
        assert.equal(answer.status, status, path);
        for (const [header, wanted] of Object.entries(ALWAYS)) assert.match(answer.headers.get(header) ?? "", wanted, `${path}: ${header}`);
        if (status === 200) assert.match(answer.headers.get("content-type"), type, path);
        const cache = answer.headers.get("cache-control") ?? "";
        if (kept) assert.match(cache, FOREVER, path);
        else assert.doesNotMatch(cache, /immutable|max-age=[1-9]/, path);
        if (kept) assert.doesNotMatch(cache, /no-cache/);
      }
    });

    test("compressed copies are sent, and the page runs", async (t) => {
      const answer = await fetch(`${origin}/${named}`, { headers: { "accept-encoding": "gzip" } });
      assert.equal(answer.headers.get("content-encoding"), "gzip");
      const browser = await launch();
      t.after(() => browser.close());
      const page = await newPage({ site: { origin, url: `${origin}/` }, browser }, t);
      await started(page);
      await keptForOffline(page);
    });
  });

describe("the other hosts' files", () => {
  test("the policy of the headers is the page's, and forbids frames as well", async () => {
    const [, page] = /Content-Security-Policy" content="([^"]*)"/.exec(await read("index.html"));
    for (const name of ["_headers", "staticwebapp.config.json", "hosting/nginx.conf", "hosting/Caddyfile", "hosting/cloudfront-function.js"])
      assert.ok((await read(name)).includes(`${page}; frame-ancestors 'none'`), name);
  });

  test("_headers has one cache rule for each file", async () => {
    const rules = new Map((await read("_headers")).split(/^(?=\/)/m).slice(1).map((rule) => [rule.split("\n")[0], rule]));
    assert.ok(rules.get("/*").includes("X-Content-Type-Options: nosniff"));
    assert.doesNotMatch(rules.get("/*"), /Cache-Control/);
    assert.match(rules.get(`/${named}`), FOREVER);
    for (const path of ["/", "/index.html", "/sw.js"]) assert.match(rules.get(path), /Cache-Control: no-cache/);
  });

  test("staticwebapp.config.json is JSON, with the named files kept", async () => {
    const { routes, globalHeaders, mimeTypes } = JSON.parse(await read("staticwebapp.config.json"));
    assert.equal(globalHeaders["Cache-Control"], "no-cache");
    assert.match(routes.find(({ route }) => route === `/${named}`).headers["Cache-Control"], FOREVER);
    assert.equal(mimeTypes[".wasm"], "application/wasm");
  });

  test("the CloudFront function sets the headers, and no error may be kept", async () => {
    const code = `${await read("hosting/cloudfront-function.js")}; handler`;
    const run = (uri, statusCode) => runInNewContext(code)({ request: { uri }, response: { statusCode, headers: {} } }).headers;
    for (const [header, wanted] of Object.entries(ALWAYS)) assert.match(run("/", 200)[header].value, wanted);
    assert.match(run(`/${named}`, 200)["cache-control"].value, FOREVER);
    for (const [uri, status] of [["/", 200], ["/sw.js", 200], [`/${named}`, 404], [`/${named}`, 500]])
      assert.equal(run(uri, status)["cache-control"].value, "no-cache");
  });

  test("release.json has the right SHA-256 of each file, and names the compiler", async () => {
    const { createHash } = await import("node:crypto");
    const { sha256, madeWith } = JSON.parse(await read("release.json"));
    assert.match(madeWith.rustc, /^rustc 1\.\d+/);
    const all = (await readdir(DIST, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile() && !/\.(br|gz)$|^release\.json$/.test(entry.name));
    assert.equal(Object.keys(sha256).length, all.length);
    for (const [name, digest] of Object.entries(sha256)) assert.equal(createHash("sha256").update(await readFile(join(DIST, name))).digest("hex"), digest, name);
  });
});
