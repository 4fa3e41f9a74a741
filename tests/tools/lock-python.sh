#!/usr/bin/env bash
# Writes the requirements.txt beside each requirements.in: every package that is
# needed in turn, and the SHA-256 of each of its files. Run it after a change of a
# version, and read the difference.
set -euo pipefail
. "$(dirname "$0")/environment.sh"

UV_VERSION=0.13.9
[ -x "$TOOLS/venv-uv/bin/uv" ] || {
  python3 -m venv "$TOOLS/venv-uv"
  "$TOOLS/venv-uv/bin/python" -m pip install --quiet "uv==$UV_VERSION"
}
for folder in tests/replay tests/tools; do
  {
    say "# Made from requirements.in by tests/tools/lock-python.sh, for Python 3.11 and later."
    "$TOOLS/venv-uv/bin/uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
      --no-header --no-annotate --no-emit-index-url "$folder/requirements.in"
  } >"$folder/requirements.txt.new"
  mv "$folder/requirements.txt.new" "$folder/requirements.txt"
done
