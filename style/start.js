// Starts the program, and says so plainly when it can't. It stands in for
// Trunk's inline loader, which the content security policy forbids.
//
// A release comes in two parts: what a first visit runs, and the rest, which
// follows once the page is drawn (tests/tools/split.mjs). The first part must
// not run what it does not have. So until the rest is there, every event waits
// here: fields take what is typed by themselves, and the program catches up.
"use strict";

(() => {
  const KEY = "maintenance-window-builder.";
  // What was typed before the rest arrived: field ids and their values.
  const TYPED = `${KEY}typed`;
  const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content;

  // One message at a time. `actions` are pairs of a label and what it does.
  let box;
  const say = (sentences, actions = [], calm = false) => {
    box?.remove();
    document.getElementById("boot-state")?.remove();
    let boot = document.getElementById("boot");
    if (!boot) {
      // The program has already taken the page over.
      boot = document.createElement("div");
      boot.id = "boot";
      boot.className = "boot";
      document.body.prepend(boot);
    }
    const add = (tag, text, into) => {
      const element = document.createElement(tag);
      element.textContent = text;
      into.append(element);
      return element;
    };
    box = add("div", "", boot.querySelector("main") ?? boot);
    box.className = calm ? "boot-later" : "boot-error";
    box.setAttribute("role", calm ? "status" : "alert");
    for (const sentence of sentences) add("p", sentence, box);
    if (actions.length) {
      const row = add("p", "", box);
      for (const [label, run] of actions) {
        // An action that leads elsewhere is a link.
        const action = add(typeof run === "string" ? "a" : "button", label, row);
        action.className = "btn";
        if (action.href !== undefined) Object.assign(action, { href: run, target: "_blank", rel: "noopener" });
        else action.onclick = run;
        row.append(" ");
      }
    }
  };

  // index.html looks for this: a copy of this file that arrived damaged runs nothing.
  globalThis.starter = {};

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
  const framed = () => {
    try {
      return top.location.origin !== location.origin;
    } catch {
      return true;
    }
  };
  if (framed()) {
    say(["This page does not run inside another site, which could trick you into clicking something you can't see."], [["Open it in its own tab", location.href]]);
    return;
  }

  // Hidden until here, so that a page without JavaScript does not load for ever.
  const state = document.getElementById("boot-state");
  if (state) state.hidden = false;
  const slow = setTimeout(() => {
    if (state) state.textContent = "Still loading… The connection seems slow.";
  }, 10000);

  const stored = () => {
    try {
      return { ...localStorage };
    } catch {
      return undefined;
    }
  };
  // Returning visitors and shared links need more than a first visit does, and so
  // does a start that failed: both parts at once.
  const before = stored();
  const restUrl = meta("program-rest");
  const whole =
    location.hash.length > 1 || history.state === "again" || !before || Object.keys(before).some((key) => key !== TYPED);

  let first; // what the first part exports
  let module; // the rest, compiled
  let complete = !restUrl;
  let broken = false;

  const readRest = async (cache) => {
    const response = await fetch(restUrl, { cache });
    if (!response.ok) throw new Error(`the answer was ${response.status}`);
    return WebAssembly.compile(await response.arrayBuffer());
  };
  // A stored copy that can't be compiled is not used again.
  const forget = async () => {
    for (const name of await caches.keys())
      if (name.startsWith("maintenance-window-builder ")) await (await caches.open(name)).delete(new URL(restUrl, document.baseURI).href);
  };
  let reading;
  const fetchRest = () =>
    (reading ??= readRest()
      .catch(() =>
        forget()
          .catch(() => {})
          .then(() => readRest("reload")),
      )
      .catch((reason) => {
        reading = undefined;
        throw reason;
      }));
  const addRest = () => {
    new WebAssembly.Instance(module, { first });
    complete = true;
  };

  // Calls of the program that wait for the rest.
  const held = [];
  let settled = false;
  let failed;
  const tell = () => {
    if (complete || broken || !held.length) return;
    if (!failed) say(["The rest of the page is still loading. You can go on typing: the page catches up when it arrives."], [], true);
    else
      say(
        [`A part of the page did not load (${failed.message}). What you typed is kept.`],
        [
          ["Try again", follow],
          ["Load the page again", () => location.reload()],
        ],
        true,
      );
  };
  Object.assign(globalThis.starter, {
    // The program's script asks before it lets the browser call the program
    // (tests/tools/release.mjs). What the first view itself causes may run.
    holds: (call, [event], always) => {
      if (broken) return true;
      if (complete || !(settled || always || event instanceof Event)) return false;
      held.push(call);
      if (held.length === 1) setTimeout(tell, 1000);
      return true;
    },
    // What runs the import program; a query asks again for what did not come.
    importing: (query) => import(`./import.js${query}`),
    // Both parts are there before anything of the program runs, or the first alone is.
    begins: (exports) => {
      first = exports;
      if (module) addRest();
    },
  });
  globalThis.loadRest = () => {};

  let wait = 1000;
  let timer;
  const follow = async () => {
    clearTimeout(timer);
    try {
      module = await fetchRest();
      if (complete) return;
      addRest();
      document.getElementById("boot")?.remove();
      for (const call of held.splice(0)) run(call);
      finish();
    } catch (reason) {
      // It is there but does not fit: the host has another release by now.
      if (module) return stop(reason);
      failed = reason;
      tell();
      wait = Math.min(2 * wait, 60000);
      timer = setTimeout(follow, wait);
    }
  };
  const run = (call) => {
    try {
      call();
    } catch (reason) {
      // An event whose listener is gone by now is nobody's.
      trapped(reason);
    }
  };
  const finish = () => {
    document.documentElement.dataset.complete = "";
    keepForOffline();
    // Once the program has stored what was typed, the notes are not needed.
    if (before?.[TYPED] || typed)
      setTimeout(() => {
        if (stored()?.[`${KEY}project`]) localStorage.removeItem(TYPED);
      }, 2000);
  };

  // A reload while the rest is missing keeps what was typed.
  let typed;
  const note = ({ target }) => {
    if (complete || !target.id || target.value === undefined) return;
    typed ??= {};
    typed[target.id] = /^(checkbox|radio)$/.test(target.type) ? target.checked : target.value;
    try {
      localStorage.setItem(TYPED, JSON.stringify(typed));
    } catch {
      // Blocked or full storage: the text lasts as long as the tab.
    }
  };
  const typeAgain = () => {
    try {
      if (!before?.[TYPED] || before[`${KEY}project`]) return;
      for (const [id, value] of Object.entries(JSON.parse(before[TYPED]))) {
        const field = document.getElementById(id);
        if (!field) continue;
        if (typeof value === "boolean") field.checked = value;
        else field.value = value;
        for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
      }
    } catch {
      // Notes that can't be read are none.
    }
  };

  let styled;
  const addStyle = () => {
    const url = meta("later-style");
    if (!url) return;
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = url;
    styled = new Promise((resolve) => (link.onload = link.onerror = resolve));
    document.querySelector('meta[name="later-style"]').replaceWith(link);
  };

  // A trap is the end of the program: nothing of it may run, or store, again.
  const trapped = (reason) => {
    if (reason instanceof WebAssembly.RuntimeError) stop(reason);
  };
  addEventListener("error", ({ error }) => trapped(error));
  addEventListener("unhandledrejection", ({ reason }) => trapped(reason));

  // What to do then is a file of its own, which a good start does not need.
  const stop = (reason) => {
    if (broken) return;
    broken = true;
    clearTimeout(slow);
    const running = complete && "started" in document.documentElement.dataset;
    console.error(reason);
    import("./recover.js")
      .then(({ recover }) => recover({ reason, running, say }))
      .catch(() => say(["The page could not start.", "Check the connection, then load it again. What you typed before is kept."]));
  };

  const start = async () => {
    // They hold up a deferred script, so by now each has come or failed.
    const bare = [...document.querySelectorAll("link[rel=stylesheet]")].some(({ sheet }) => !sheet);
    if (bare && history.state !== "again") throw new Error("a stylesheet did not load");
    if (whole) addStyle();
    if (whole && restUrl) module = await fetchRest();
    const program = await import(document.getElementById("app-js").href);
    await program.default({ module_or_path: document.getElementById("app-wasm").href });
    document.documentElement.dataset.started = "";
    addEventListener("input", note, true);
    addEventListener("change", note, true);
    addEventListener("online", () => complete || follow());
    setTimeout(() => (settled = true), 1000);
    requestAnimationFrame(() =>
      setTimeout(() => {
        addStyle();
        typeAgain();
        if (complete) finish();
        else follow();
      }),
    );
    if (history.state === "again") history.replaceState(null, "");
    clearTimeout(slow);
  };

  // Only the release build names a worker: a development page must not be cached.
  const keepForOffline = async () => {
    const worker = meta("offline-worker");
    if (!worker) return;
    // What is on its way is not asked for a second time.
    await styled;
    try {
      // Registering a worker is the only thing that Trusted Types allow here.
      const policy = globalThis.trustedTypes?.createPolicy("worker", { createScriptURL: () => worker });
      await navigator.serviceWorker?.register(policy ? policy.createScriptURL("") : worker);
    } catch {
      // Blocked storage, a private window or a sandbox may refuse it. The page works without.
    }
  };

  start().catch(stop);
})();
