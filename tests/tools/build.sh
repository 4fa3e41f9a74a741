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
trunk build --release --offline --locked
