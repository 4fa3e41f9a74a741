#!/usr/bin/env bash
# Runs a program that drives the browser: with-browser.sh COMMAND…
set -euo pipefail
. "$(dirname "$0")/environment.sh"

CHROMIUM=$(find_chromium) || fail "Chromium is missing: tests/tools/setup.sh browser"
export CHROMIUM
exec "$@"
