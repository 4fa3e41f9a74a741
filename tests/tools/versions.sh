# The one place that names versions of tools. Sourced by the other scripts.
# npm and PyPI packages have theirs in tests/tools/package.json,
# tests/e2e/package.json, tests/replay/requirements.in and tests/tools/requirements.in.

# 0.22 wants a newer rustc than this crate does.
TRUNK_VERSION=0.21.14

# The command line tool must equal the crate to the last digit.
WASM_BINDGEN_VERSION=$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/"/, "", $3); print $3; exit }' Cargo.lock)

WASM_TARGET=wasm32-unknown-unknown
