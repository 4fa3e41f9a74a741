// Keeps the page usable without a network. The release build fills in the two
// constants below: tests/tools/release.mjs.
"use strict";

// Files whose name holds a hash of their content never change: cache first.
const HASHED = [/*HASHED*/];
// The rest of the page: network first, so that a new release shows at once.
const OTHERS = [/*OTHERS*/];
const RELEASE = "/*RELEASE*/";

// Several copies of the page may live on one origin, and caches belong to the
// origin: the name says whose it is.
const OWNER = `maintenance-window-builder ${self.registration.scope} `;
const CACHE = OWNER + RELEASE;
// A network that neither answers nor fails must not hold back a page we have.
const PATIENCE = 4000;

const here = (path) => new URL(path, self.registration.scope).href;
const hashed = new Set(HASHED.map(here));
const others = new Set(OTHERS.map(here));
const PAGE = here("./");

// A redirected response may not answer a navigation: keep its content only.
const plain = (response) =>
  response.redirected
    ? new Response(response.body, { status: response.status, headers: response.headers })
    : response;

const fetchPage = async () => {
  // Some hosts redirect ./index.html to ./, others know no ./ at all.
  for (const path of ["./", "./index.html"]) {
    const response = await fetch(here(path), { cache: "reload" });
    if (response.ok) return plain(response);
  }
  throw new Error("the page itself is not served");
};

self.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(CACHE);
      await Promise.all([
        cache.addAll([...hashed]),
        cache.addAll([...others].map((url) => new Request(url, { cache: "reload" }))),
        fetchPage().then((response) => cache.put(PAGE, response)),
      ]);
      // Nothing waits for the old worker: a running page has all it runs on.
      await self.skipWaiting();
    })(),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const names = await caches.keys();
      const old = names.filter((name) => name.startsWith(OWNER) && name !== CACHE);
      await Promise.all(old.map((name) => caches.delete(name)));
    })(),
  );
});

const stored = async (url) => (await caches.open(CACHE)).match(url, { ignoreVary: true });

// The stored copy is written on installation only, together with the files it
// names: a newer page next to older files would not work offline.
const networkFirst = async (request, url) => {
  const network = fetch(request);
  network.catch(() => {}); // It may fail long after the stored copy was given out.
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const response = await Promise.race([network, patience]).catch(() => undefined);
  if (response && response.status < 500) return response;
  return (await stored(url)) ?? network;
};

const cacheFirst = async (request, url) => (await stored(url)) ?? fetch(request);

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const url = request.url.split(/[?#]/, 1)[0];
  if (hashed.has(url)) event.respondWith(cacheFirst(request, url));
  else if (others.has(url)) event.respondWith(networkFirst(request, url));
  else if (request.mode === "navigate" && (url === PAGE || url === here("./index.html")))
    event.respondWith(networkFirst(request, PAGE));
});
