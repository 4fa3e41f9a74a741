// Starts the program, and says so plainly when it can't. It stands in for
// Trunk's inline loader, which the content security policy forbids.
"use strict";

(() => {
  // Without JavaScript the noscript message speaks; with it, this line does.
  const say = (sentences) => {
    let boot = document.getElementById("boot");
    if (!boot) {
      // The program had already taken the page over when it failed.
      boot = document.createElement("div");
      boot.id = "boot";
      boot.className = "boot";
      document.body.prepend(boot);
    }
    document.getElementById("boot-state")?.remove();
    const box = document.createElement("div");
    box.className = "boot-error";
    box.setAttribute("role", "alert");
    for (const sentence of sentences) {
      const p = document.createElement("p");
      p.textContent = sentence;
      box.append(p);
    }
    (boot.querySelector("main") ?? boot).append(box);
  };

  if (location.protocol === "file:") {
    say([
      "This page was opened as a file, and browsers do not run WebAssembly from files.",
      "Serve the folder instead, for example with: python3 -m http.server --bind 127.0.0.1, then open http://127.0.0.1:8000.",
    ]);
    return;
  }
  if (typeof WebAssembly !== "object") {
    say([
      "This browser has no WebAssembly, or it is switched off, and the page needs it.",
      "Try a current Firefox, Chrome, Edge or Safari; on iOS and macOS, Lockdown Mode switches WebAssembly off until this site is excepted.",
    ]);
    return;
  }

  // Hidden until here, so that a page without JavaScript does not load for ever.
  const state = document.getElementById("boot-state");
  if (state) state.hidden = false;
  const slow = setTimeout(() => {
    if (state) state.textContent = "Still loading… The connection seems slow.";
  }, 10000);

  const url = (id) => document.getElementById(id).href;
  // A release names these files by their content.
  const named = (name, file) =>
    new URL(document.querySelector(`meta[name="${name}"]`)?.content ?? file, document.baseURI).href;

  // A release keeps what a first visit does not run or show in files of their
  // own, which follow once the page is drawn. Both parts are one program. A
  // development page has all in one.
  const divided = document.querySelector('meta[name="program-rest"]') !== null;
  let program, rest;
  const fetchRest = async () => {
    const response = await fetch(named("program-rest"));
    if (!response.ok) throw new Error(`status ${response.status}`);
    rest = await WebAssembly.compile(await response.arrayBuffer());
  };
  // For who acts within the moment between the first paint and the rest's arrival.
  const readRest = () => {
    const request = new XMLHttpRequest();
    request.open("GET", named("program-rest"), false);
    request.overrideMimeType("text/plain; charset=x-user-defined");
    request.send();
    if (request.status !== 200) throw new Error(`status ${request.status}`);
    return new WebAssembly.Module(Uint8Array.from(request.response, (char) => char.charCodeAt(0)));
  };
  const addRest = () => {
    // What the first part exports; it was started before, so this only gives it.
    const first = program.initSync();
    if (first.rest.get(0) === null) new WebAssembly.Instance(rest ?? readRest(), { first });
  };
  const addStyle = () => {
    const later = document.querySelector('meta[name="later-style"]');
    if (!later) return;
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = named("later-style");
    later.replaceWith(link);
  };
  // The program calls this: when it has drawn the page, and when it needs a
  // function that is not there yet.
  globalThis.loadRest = (atOnce) => {
    if (!atOnce) addStyle();
    if (!divided) return;
    if (!atOnce) {
      const follow = async () => {
        if (!rest) await fetchRest();
        addRest();
      };
      // Where it does not come, whoever needs it tries again and is told.
      requestAnimationFrame(() => setTimeout(() => follow().catch(() => {})));
      return;
    }
    try {
      addRest();
    } catch (reason) {
      say([
        "A part of the page did not arrive: the connection broke while it was loading.",
        "Load the page again. What you typed before is kept.",
      ]);
      throw reason;
    }
  };

  // Who comes back, or with a link, needs more than a first visit does: all of it at once.
  const known = () => {
    try {
      return location.hash.length > 1 || localStorage.length > 0;
    } catch {
      return true;
    }
  };

  const start = async () => {
    const whole = known();
    if (whole) addStyle();
    const early = whole && divided ? fetchRest() : undefined;
    program = await import(url("app-js"));
    await early;
    await program.default({ module_or_path: url("app-wasm") });
    document.documentElement.dataset.started = "";
  };

  // Only the release build names a worker: a development page must not be cached.
  const keepForOffline = () => {
    const worker = document.querySelector('meta[name="offline-worker"]')?.content;
    if (!worker || !("serviceWorker" in navigator)) return;
    // Blocked storage or a private window may refuse it. The page works without.
    navigator.serviceWorker.register(worker).catch(() => {});
  };

  start()
    .then(keepForOffline)
    .catch((reason) => {
      console.error(reason);
      say([
        "The page could not start.",
        "Load it again. If that does not help, an extension or a proxy may be blocking its .wasm or .js file, or the browser is too old: try a private window, or a current Firefox, Chrome, Edge or Safari.",
        `What the browser said: ${reason instanceof Error ? reason.message : String(reason)}`,
      ]);
    })
    .finally(() => clearTimeout(slow));
})();
