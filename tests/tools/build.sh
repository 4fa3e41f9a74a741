#!/usr/bin/env bash
# The release page, into dist/.
set -euo pipefail
. "$(dirname "$0")/environment.sh"

# Without it Trunk would ship an unoptimised file and say nothing.
command -v wasm-opt >/dev/null || fail "wasm-opt is missing: tests/tools/setup.sh optimizer"

# Its errors are about this project, not about itself.
export RUST_BACKTRACE=0
. tests/tools/small-std.sh
small_std || say "Note: built with the standard library as it came, which makes the page larger (tests/tools/small-std.sh)"
# Without a browser to make a first visit with, the program stays in one file.
CHROMIUM=$(find_chromium) && [ -e tests/e2e/node_modules/.installed-lock ] ||
  { CHROMIUM=""; say "Note: built in one file, which makes a first visit larger: it takes Chromium to divide it (tests/tools/split.mjs)"; }
export CHROMIUM
# What a first visit does not run must be a function of its own to be left out:
# the inliner's costs are set so high that only small functions go into others.
[ -z "$CHROMIUM" ] || {
  for option in inline-instr-cost=500 inline-call-penalty=2500 inline-threshold=500; do
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="${CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS:-} -Cllvm-args=-$option"
  done
  # What the linker knows of the constants; release.mjs takes it out again.
  CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="$CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS -Clink-args=--emit-relocs"
  export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS
}
trunk build --release --offline --locked
