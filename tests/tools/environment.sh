# Where the tools lie. Sourced by the other scripts; runs in the project's root.
# Everything this project installs for itself goes to .tools/, which git ignores.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$ROOT" || exit 1
. tests/tools/versions.sh

TOOLS=$ROOT/.tools
export PATH="$TOOLS/bin:$TOOLS/npm/node_modules/.bin:$PATH"

# Trunk takes NO_COLOR for a flag and refuses its usual value, 1.
unset NO_COLOR
# Nothing looks for newer versions of itself, or downloads what make did not.
export TRUNK_SKIP_VERSION_CHECK=true NPM_CONFIG_UPDATE_NOTIFIER=false PIP_DISABLE_PIP_VERSION_CHECK=1
# A person's cross-compilation default would put the build elsewhere.
unset CARGO_BUILD_TARGET

say() { printf '%s\n' "$*"; }
fail() { printf 'error: %s\n' "$*" >&2; exit 1; }

# first_program CANDIDATE…: the first that can be run, by name or by path.
first_program() {
  local candidate
  for candidate in "$@"; do
    [ -n "$candidate" ] || continue
    command -v "$candidate" 2>/dev/null && return
  done
  return 1
}

find_chromium() {
  first_program "${CHROMIUM:-}" chromium chromium-browser google-chrome-stable google-chrome \
    "/Applications/Chromium.app/Contents/MacOS/Chromium" \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
}

find_chromedriver() {
  first_program "${CHROMEDRIVER:-}" "${CHROMEWEBDRIVER:+$CHROMEWEBDRIVER/chromedriver}" chromedriver
}

find_firefox() {
  first_program "${FIREFOX:-}" firefox-esr firefox "/Applications/Firefox.app/Contents/MacOS/firefox"
}

# GTK's WebKit comes without a browser, but for a small one for tests.
find_webkit() {
  first_program "${WEBKIT:-}" /usr/lib/*/webkit2gtk-4.1/MiniBrowser /usr/lib/*/webkitgtk-6.0/MiniBrowser
}

find_webkit_driver() {
  first_program "${WEBKIT_DRIVER:-}" WebKitWebDriver
}

# find_host nginx|caddy
find_host() {
  first_program "$1" "/usr/sbin/$1" "$TOOLS/hosts/$1"
}

# Version 1 may stand in front of it on PATH, so it is asked who it is.
find_aws_v2() {
  local candidate
  for candidate in "${AWS_CLI_V2:-}" /usr/bin/aws /usr/local/bin/aws /opt/homebrew/bin/aws aws; do
    [ -n "$candidate" ] && command -v "$candidate" >/dev/null 2>&1 || continue
    case $("$candidate" --version 2>&1) in
      aws-cli/2*) command -v "$candidate"; return ;;
    esac
  done
  return 1
}
