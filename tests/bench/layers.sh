#!/usr/bin/env bash
# What each library costs: builds a row of throw-away programs, each with one
# library more, exactly as the release is built, and compares their sizes.
set -euo pipefail
cd "$(dirname "$0")/../.." && . tests/tools/environment.sh

command -v wasm-opt >/dev/null || fail "wasm-opt is missing: tests/tools/setup.sh optimizer"
WORK=$ROOT/target/bench-layers
mkdir -p "$WORK"
OPTIMIZE=$(sed -n 's/.*data-wasm-opt-params="\([^"]*\)".*/\1/p' index.html | head -n 1)

# The versions and the profile are the project's own.
dependency() { sed -n "s/, optional = true//; s/^$1 = /$1 = /p" Cargo.toml; }
PROFILE=$(awk '/^\[profile.release\]/ { on = 1; print; next } /^\[/ { on = 0 } on' Cargo.toml)

PAGE='
#[component]
fn App() -> impl IntoView {
    let text = RwSignal::new(String::from("0"));
    view! { <main><input bind:value=text/><p>{move || answer(&text.get())}</p></main> }
}
fn main() { leptos::mount::mount_to_body(App); }'
JIFF='
    let zone = jiff::tz::TimeZone::get(text).map(|zone| jiff::Timestamp::UNIX_EPOCH.to_zoned(zone).to_string());
    out.push_str(&zone.unwrap_or_default());'
CRON='
    if let Ok(schedule) = text.parse::<cron::Schedule>() {
        for moment in schedule.after(&chrono::DateTime::UNIX_EPOCH).take(5) { out.push_str(&moment.to_string()); }
    }'
JSON='
    if let Ok(value) = serde_json::from_str::<serde_json::Value>(text) {
        out.push_str(&serde_json::to_string_pretty(&value).unwrap_or_default());
    }'

# layer NAME "CRATES" "STATEMENTS OF answer()"
layer() {
  local name=$1 crates=$2 statements=$3 folder=$WORK/$1 crate
  mkdir -p "$folder/src"
  {
    printf '[package]\nname = "layer-%s"\nversion = "0.0.0"\nedition = "2024"\n\n[dependencies]\n' "$name"
    for crate in wasm-bindgen $crates; do
      if [ "$crate" = chrono ]; then echo 'chrono = { version = "0.4", default-features = false }'; else dependency "$crate"; fi
    done
    printf '\n[workspace]\n\n%s\n' "$PROFILE"
  } >"$folder/Cargo.toml"
  # The unneeded rest of the lock file is dropped by cargo, the versions stay.
  cp Cargo.lock "$folder/Cargo.lock"
  printf 'use leptos::prelude::*;\n#[allow(unused_mut)]\nfn answer(text: &str) -> String {\n    let mut out = text.to_owned();%s\n    out\n}%s\n' "$statements" "$PAGE" >"$folder/src/main.rs"
  CARGO_TARGET_DIR=$WORK/target cargo build --quiet --release --offline --target "$WASM_TARGET" --manifest-path "$folder/Cargo.toml"
  wasm-bindgen --target web --no-typescript --out-dir "$folder/out" "$WORK/target/$WASM_TARGET/release/layer-$name.wasm"
  # shellcheck disable=SC2086
  wasm-opt -Oz $OPTIMIZE "$folder/out/layer-${name}_bg.wasm" -o "$folder/out/page.wasm"
  node -e '
    const { readFileSync } = require("node:fs");
    const { brotliCompressSync, gzipSync } = require("node:zlib");
    const wasm = readFileSync(process.argv[2]);
    const sizes = [wasm.length, gzipSync(wasm, { level: 9 }).length, brotliCompressSync(wasm).length];
    const cost = sizes[2] - Number(process.argv[3] || sizes[2]);
    const cells = [...sizes.map((size) => size.toLocaleString("en")), cost ? "+" + cost.toLocaleString("en") : ""];
    console.log(process.argv[1].padEnd(24) + cells.map((cell) => cell.padStart(11)).join(""));
    require("node:fs").writeFileSync(process.argv[4], String(sizes[2]));
  ' "$name" "$folder/out/page.wasm" "${BASE:-}" "$folder/brotli"
}

printf '%-24s%11s%11s%11s%11s\n' "wasm bytes" raw gzip brotli "on top"
BASE=
layer leptos leptos ""
BASE=$(cat "$WORK/leptos/brotli")
layer leptos-serde_json "leptos serde_json" "$JSON"
layer leptos-cron "leptos cron chrono" "$CRON"
layer leptos-jiff "leptos jiff" "$JIFF"
layer leptos-all "leptos serde_json cron chrono jiff" "$JSON$CRON$JIFF"
