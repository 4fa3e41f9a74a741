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

  const start = async () => {
    const program = await import(url("app-js"));
    await program.default({ module_or_path: url("app-wasm") });
    document.documentElement.dataset.started = "";
  };

  // The second program, when the page asks for it. A release names its files by their content.
  const named = (name, file) =>
    new URL(document.querySelector(`meta[name="${name}"]`)?.content ?? file, document.baseURI).href;
  globalThis.loadLate = async () => {
    const program = await import(named("late-script", "./late.js"));
    await program.default({ module_or_path: named("late-program", "./late_bg.wasm") });
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
