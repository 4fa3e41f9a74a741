// What a host should send with the page, in one place, and the files that say
// it to hosts: the content security policy of the page is the same as theirs.
//
// A page can't ask for all of it by itself: `frame-ancestors` and the other
// headers work as headers only.

/** The policy; `script` is the digest of the page's one inline script, as the policy writes it. */
const directives = (script) => [
  "default-src 'none'",
  `script-src 'self' 'wasm-unsafe-eval' '${script}'`,
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  // style/start.js registers the offline worker by the first, style/import.js starts the import program by the second.
  "trusted-types worker reader",
];

/** As the page carries it. */
export const policy = (script) => directives(script).join("; ");

const UNUSED = "accelerometer camera display-capture geolocation gyroscope magnetometer microphone midi payment usb".split(" ");

/** What every answer should carry, error answers too. */
const headers = (script) => ({
  "Content-Security-Policy": [...directives(script), "frame-ancestors 'none'"].join("; "),
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "no-referrer",
  "Permissions-Policy": UNUSED.map((name) => `${name}=()`).join(", "),
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  // Browsers heed it on https only.
  "Strict-Transport-Security": "max-age=31536000",
});

/** Files that have their content in their name. Only a good answer may be kept: no host should send this with an error. */
const FOREVER = "public, max-age=31536000, immutable";
/** All others: asked for again each time. */
const FRESH = "no-cache";
const NAMED = String.raw`-[0-9a-f]{16}(_bg)?\.(js|css|wasm)$`;

const TYPES = {
  "text/html": "html",
  "text/css": "css",
  "text/javascript": "js",
  "application/wasm": "wasm",
  "image/svg+xml": "svg",
  "application/json": "json",
  "application/manifest+json": "webmanifest",
};

/** Netlify and Cloudflare Pages: a later, closer rule adds to the header of an earlier one, so the cache rules must not overlap. */
const netlify = (all, hashed, others) => {
  const rule = (path, entries) => [path, ...entries.map(([name, value]) => `  ${name}: ${value}`)].join("\n");
  const cache = (name, value) => rule(`/${name}`, [["Cache-Control", value]]);
  return [
    "# Read by Netlify and by Cloudflare Pages, where the page is at the root of the site.",
    rule("/*", Object.entries(all)),
    ...hashed.map((name) => cache(name, FOREVER)),
    ...["", ...others].map((name) => cache(name, FRESH)),
    "",
  ].join("\n");
};

/** Azure Static Web Apps. */
const azure = (all, hashed) =>
  `${JSON.stringify(
    {
      routes: hashed.map((name) => ({ route: `/${name}`, headers: { "Cache-Control": FOREVER } })),
      globalHeaders: { ...all, "Cache-Control": FRESH },
      mimeTypes: Object.fromEntries(Object.entries(TYPES).map(([type, ending]) => [`.${ending}`, type])),
    },
    null,
    2,
  )}\n`;

/** nginx; a `location` with a header of its own has none of those outside it, so they stand twice. */
const nginx = (all) => {
  const lines = (indent) => Object.entries(all).map(([name, value]) => `${indent}add_header ${name} "${value}" always;`);
  return [
    "# For nginx: include this file in the server block whose root holds the page.",
    "# Answer a missing file with 404, not with index.html: no try_files to it.",
    "types {",
    ...Object.entries(TYPES).map(([type, ending]) => `    ${type} ${ending};`),
    "}",
    "charset utf-8;",
    "charset_types text/html text/css text/javascript;",
    "gzip_static on;",
    ...lines(""),
    `add_header Cache-Control "${FRESH}" always;`,
    `location ~ "${NAMED}" {`,
    ...lines("    "),
    "    # Without «always»: an error answer must not be kept.",
    `    add_header Cache-Control "${FOREVER}";`,
    "}",
    "",
  ].join("\n");
};

/** Caddy. */
const caddy = (all) =>
  [
    "# For Caddy: import this file in the site block that has the page, beside root and file_server.",
    "# file_server { precompressed br gzip } sends the compressed copies.",
    "header {",
    ...Object.entries(all).map(([name, value]) => `    ${name} "${value}"`),
    "}",
    "@manifest path *.webmanifest",
    "header @manifest {",
    `    Content-Type ${Object.keys(TYPES).find((type) => TYPES[type] === "webmanifest")}`,
    "    defer",
    "}",
    "# A missing file must not be kept, so this rule holds for files that exist.",
    "@kept {",
    `    path_regexp ${NAMED}`,
    "    file",
    "}",
    "@fresh not {",
    `    path_regexp ${NAMED}`,
    "    file",
    "}",
    `header @kept Cache-Control "${FOREVER}"`,
    `header @fresh Cache-Control "${FRESH}"`,
    "",
  ].join("\n");

/** A CloudFront function for viewer responses. */
const cloudfront = (all) =>
  [
    "// For CloudFront: publish this as a function and associate it with viewer responses.",
    "function handler(event) {",
    "  var response = event.response;",
    "  var headers = response.headers;",
    ...Object.entries(all).map(([name, value]) => `  headers[${JSON.stringify(name.toLowerCase())}] = { value: ${JSON.stringify(value)} };`),
    `  var named = /${NAMED}/.test(event.request.uri) && response.statusCode === 200;`,
    `  headers["cache-control"] = { value: named ? ${JSON.stringify(FOREVER)} : ${JSON.stringify(FRESH)} };`,
    "  return response;",
    "}",
    "",
  ].join("\n");

/** The files for hosts, by their names in the release. */
export function hosting(script, hashed, others) {
  const all = headers(script);
  return {
    _headers: netlify(all, hashed, others),
    "staticwebapp.config.json": azure(all, hashed),
    "hosting/nginx.conf": nginx(all),
    "hosting/Caddyfile": caddy(all),
    "hosting/cloudfront-function.js": cloudfront(all),
  };
}
