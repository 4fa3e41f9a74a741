#!/usr/bin/env bash
# The release page, into dist/.
set -euo pipefail
. "$(dirname "$0")/environment.sh"

# Without it Trunk would ship an unoptimised file and say nothing.
command -v wasm-opt >/dev/null || fail "wasm-opt is missing: tests/tools/setup.sh optimizer"

# Its errors are about this project, not about itself.
export RUST_BACKTRACE=0
# Leptos then compiles a view once, not once for each combination of types it holds: 7 % smaller.
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="--cfg erase_components"
trunk build --release --offline --locked
