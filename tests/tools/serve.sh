#!/usr/bin/env bash
# The page for development, rebuilt and reloaded on every change.
set -euo pipefail
. "$(dirname "$0")/environment.sh"

command -v node >/dev/null || fail "node is missing: https://nodejs.org, version 20.19 or later"
say "Building and serving http://127.0.0.1:${PORT:-8080}/ (the first build takes about a minute)"
# Its own folder: dist/ holds the release, which the browser tests look at.
mkdir -p target/serve
export RUST_BACKTRACE=0
exec trunk serve --offline --locked --address 127.0.0.1 --port "${PORT:-8080}" --dist target/serve
