// The import program in its worker: takes a request, gives the answer. What it
// runs comes with the request, so that this file fits every release.
let program;

self.onmessage = async ({ data: { script, module, request } }) => {
  try {
    if (!program) {
      program = await import(script);
      await program.default({ module_or_path: module });
    }
    self.postMessage({ answer: program.read(request) });
  } catch (reason) {
    self.postMessage({ failed: String(reason), stopped: reason instanceof WebAssembly.RuntimeError });
  }
};
