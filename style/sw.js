// Keeps the page usable without a network. The release build fills in the
// constants: tests/tools/release.mjs.
//
// The worker stores only what the release consists of: a body whose SHA-256 is
// not the file's is never kept, whatever the host answered.
"use strict";

(() => {
  // The files of the release and their SHA-256, in hexadecimal digits. Those of
  // HASHED have their content in their name and never change: cache first.
  const HASHED = { /*HASHED*/ };
  // Of the same kind, but kept only once they were asked for: the import program.
  const LATER = { /*LATER*/ };
  // The rest of the page: network first, so that a new release shows at once.
  const OTHERS = { /*OTHERS*/ };
  const RELEASE = "/*RELEASE*/";

  // Several copies of the page may live on one origin, and caches belong to the
  // origin: the name says whose it is.
  const OWNER = `maintenance-window-builder ${self.registration.scope} `;
  // style/recover.js empties other caches of ours, but never one of this kind.
  const CACHE = `${OWNER}sha256 ${RELEASE}`;
  // A network that neither answers nor fails must not hold back a page we have.
  const PATIENCE = 4000;
  // What a host calls them is not part of their digest.
  const TYPES = { css: "text/css", html: "text/html", js: "text/javascript", svg: "image/svg+xml", wasm: "application/wasm", webmanifest: "application/manifest+json" };

  const here = (path) => new URL(path, self.registration.scope).href;
  const full = (files) => new Map(Object.entries(files).map(([path, digest]) => [here(path), digest]));
  const hashed = full(HASHED);
  const later = full(LATER);
  const others = full(OTHERS);
  const digests = new Map([...hashed, ...later, ...others]);
  const PAGE = here("./");
  const INDEX = here("./index.html");

  /** The file from the network or the browser's own cache; fails where its body is another. */
  const read = async (url, cache, wanted = url) => {
    const response = await fetch(url, { cache });
    if (!response.ok) throw new Error(`${url}: the answer was ${response.status}`);
    const body = await response.arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
    const digits = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
    if (digits !== digests.get(wanted)) throw new Error(`${url}: this is not the file of the release`);
    const headers = new Headers(response.headers);
    headers.set("content-type", TYPES[/\w+$/.exec(wanted)[0]]);
    // Made anew: a redirected response may not answer a navigation.
    return new Response(body, { headers });
  };

  const put = async (url, response) => {
    await (await caches.open(CACHE)).put(url === INDEX ? PAGE : url, response.clone());
    return response;
  };

  /** Stores a file and gives it. What the page has just loaded is not asked for again, unless it is damaged. */
  const keep = async (url) => {
    // Some hosts redirect ./index.html to ./, others know no ./ at all.
    const addresses = url === INDEX ? [PAGE, INDEX] : [url];
    let failure;
    for (const cache of ["force-cache", "reload"])
      for (const address of addresses)
        try {
          return await put(url, await read(address, cache, url));
        } catch (reason) {
          failure = reason;
        }
    throw failure;
  };

  /** The files of LATER, if the release before kept its own: who imports offline goes on doing so. */
  const usedBefore = async () => {
    const stem = (url) => url.replace(/-[0-9a-f]{16}(?=(_bg)?\.\w+$)/, "");
    const stems = new Set([...later.keys()].map(stem));
    for (const name of await caches.keys()) {
      if (!name.startsWith(OWNER)) continue;
      const kept = await (await caches.open(name)).keys();
      if (kept.some(({ url }) => stems.has(stem(url)))) return [...later.keys()];
    }
    return [];
  };

  self.addEventListener("install", (event) => {
    event.waitUntil(
      (async () => {
        // All of them, so that none is put into the cache after it was deleted.
        const wanted = [...hashed.keys(), ...others.keys(), ...(await usedBefore())];
        const kept = await Promise.allSettled(wanted.map(keep));
        const failed = kept.find(({ status }) => status === "rejected");
        if (failed) {
          await caches.delete(CACHE);
          throw failed.reason;
        }
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

  // A page that this worker does not serve yet has fetched the files of LATER by itself.
  self.addEventListener("message", (event) => {
    if (event.data === "keep-import") event.waitUntil(Promise.allSettled([...later.keys()].map(async (url) => (await stored(url)) ?? keep(url))));
  });

  const stored = async (url) => (await caches.open(CACHE)).match(url, { ignoreVary: true });

  /** Whether a page begins as ours does and breaks off before its end. */
  const cutShort = async (response) => {
    const text = await response.clone().text();
    return text.includes('name="offline-worker"') && !/<\/html>\s*$/i.test(text);
  };

  // The stored copy is written on installation only, together with the files it
  // names: a newer page next to older files would not work offline.
  const networkFirst = async (request, url) => {
    const network = fetch(request);
    network.catch(() => {}); // It may fail long after the stored copy was given out.
    const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE));
    const response = await Promise.race([network, patience]).catch(() => undefined);
    const good = response && response.status < 500 && !(url === PAGE && response.ok && (await cutShort(response).catch(() => true)));
    if (good) return response;
    return (await stored(url)) ?? network;
  };

  // The page drops a cache that it could not start with; it fills again as files are asked for.
  const cacheFirst = async (request, url) => (await stored(url)) ?? keep(url).catch(() => fetch(request));

  self.addEventListener("fetch", (event) => {
    const { request } = event;
    if (request.method !== "GET") return;
    const url = request.url.split(/[?#]/, 1)[0];
    if (hashed.has(url) || later.has(url)) event.respondWith(cacheFirst(request, url));
    else if (request.mode === "navigate" && (url === PAGE || url === INDEX)) event.respondWith(networkFirst(request, PAGE));
    else if (others.has(url)) event.respondWith(networkFirst(request, url));
  });
})();
