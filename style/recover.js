// What follows a failed start or a trap of the program. style/start.js loads
// this file only then.

const KEY = "maintenance-window-builder.";

const project = () => {
  try {
    return localStorage.getItem(`${KEY}project`);
  } catch {
    return null;
  }
};

const download = () => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([project()], { type: "application/octet-stream" }));
  link.download = "maintenance-window-project.json";
  link.click();
};

/** Moves the stored project to where the page keeps what it can't read, and begins without it. */
const setAside = () => {
  const text = project();
  const aside = localStorage.getItem(`${KEY}aside`);
  if (!aside?.includes(text)) localStorage.setItem(`${KEY}aside`, aside ? `${aside}\n\n${text}` : text);
  localStorage.removeItem(`${KEY}project`);
  location.reload();
};

/**
 * Drops the copies of the page's files that were stored unchecked, and fetches
 * each anew. Fails while the network does.
 */
async function refresh() {
  const fresh = async (url) => {
    const response = await fetch(url, { cache: "reload" });
    if (!response.ok) throw new Error(`${response.status}`);
  };
  // No worker keeps this one: it tells whether the host can be reached at all.
  await fresh("./sw.js").catch(() => fresh(location.pathname));
  const owner = `maintenance-window-builder ${new URL("./", document.baseURI).href} `;
  const names = globalThis.caches ? await caches.keys() : [];
  for (const name of names) if (name.startsWith(owner) && !name.startsWith(`${owner}sha256 `)) await caches.delete(name);
  const named = [...document.querySelectorAll('meta[content^="./"], link[href], script[src]')].map(({ content, href, src }) => src || href || content);
  await Promise.allSettled([location.pathname, ...named].map(fresh));
}

/**
 * Tries once to start with files straight from the host, then says what is wrong.
 * `running`: whether the page was in use when it stopped.
 */
export async function recover({ reason, running, say }) {
  const actions = [[running ? "Load the page again" : "Try again", () => location.reload()]];
  if (project() !== null) actions.push(["Download the stored project", download]);
  const trap = reason instanceof WebAssembly.RuntimeError;
  const details = `Details: ${reason instanceof Error ? reason.message : String(reason)}`;
  if (running) {
    const kept = project() === null ? "" : " Your project is stored in this browser, perhaps without your last change.";
    say(["An error in this page has stopped it.", `Load the page again to go on.${kept}`, details], actions);
    return;
  }
  if (history.state !== "again") {
    try {
      await refresh();
      history.replaceState("again", "");
      location.reload();
      return;
    } catch {
      // No network: what is stored stays stored.
    }
  }
  if (trap && project() !== null) actions.push(["Start without the stored project", setAside]);
  say(
    [
      "The page could not start.",
      "Load it again. If that does not help, an extension or a proxy may be blocking its .wasm or .js file, or the browser is too old: try a private window, or a current Firefox, Chrome, Edge or Safari.",
      ...(trap && project() !== null ? ["The stored project may be the cause. You can download it, and start without it: the page then keeps it aside."] : []),
      details,
    ],
    actions,
  );
}
