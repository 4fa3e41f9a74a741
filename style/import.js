// Runs the import program (src/bin/reader.rs) for the page: in a worker, which
// keeps the page alive whatever the text is, and can be stopped.
const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content;
const address = (name) => new URL(name, document.baseURI).href;
// A development build has Trunk's own names.
const SCRIPT = address(meta("import-script") ?? "./reader.js");
const PROGRAM = address(meta("import-program") ?? "./reader_bg.wasm");
const WORKER = address("./import-worker.js");

// Trusted Types let nothing else be started. A second copy of this file, asked for again, finds the name taken.
const policy = (globalThis.starter.reader ??= globalThis.trustedTypes?.createPolicy("reader", { createScriptURL: () => WORKER }) ?? { createScriptURL: () => WORKER });

/** An error that says of what kind it is: `stopped`, `missing` or `broken`. */
const failure = (name, message = "") => Object.assign(new Error(message), { name });

const get = async (cache) => {
  const response = await fetch(PROGRAM, { cache });
  if (!response.ok) throw new Error(`the answer was ${response.status}`);
  return WebAssembly.compile(await response.arrayBuffer());
};
let compiled;
const fetched = () =>
  (compiled ??= get()
    .catch(() => get("reload"))
    .catch((reason) => {
      compiled = undefined;
      throw failure("missing", reason.message);
    }));

/** Has the offline worker keep the program: it may not serve this page yet. */
const keep = async () => {
  if (!meta("offline-worker")) return;
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage("keep-import");
};

let worker;
let running;
let kept = false;
// How often the script did not come: a browser may remember what came instead.
let failed = 0;

const end = () => {
  worker?.terminate();
  worker = running = undefined;
};

/** Stops the reading that is under way, if one is. */
export function stop() {
  const reject = running;
  if (!reject) return;
  end();
  reject(failure("stopped"));
}

/** The answer to a request, as JSON; ends the reading before. */
export async function read(request) {
  stop();
  return new Promise((resolve, reject) => {
    running = reject;
    const mine = () => running === reject;
    const fail = (reason) => {
      if (!mine()) return;
      end();
      reject(reason);
    };
    fetched().then((module) => {
      if (!mine()) return;
      worker ??= new Worker(policy.createScriptURL(""), { type: "module" });
      worker.onmessage = ({ data }) => {
        if (data.answer === undefined) {
          failed += 1;
          return fail(failure(data.stopped ? "broken" : "missing", data.failed));
        }
        running = undefined;
        resolve(data.answer);
        if (!kept) keep().catch(() => {});
        kept = true;
      };
      worker.onerror = (event) => {
        event.preventDefault();
        fail(failure("missing", event.message ?? "the worker did not start"));
      };
      worker.postMessage({ script: failed ? `${SCRIPT}?${failed}` : SCRIPT, module, request });
    }, fail);
  });
}
