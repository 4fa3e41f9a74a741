#!/usr/bin/env bash
# Proves what rustc-small-std.sh lets through, on a crate made for it: a build
# script that sees no switch and can't use it, and a crate that may not turn on a feature.
set -euo pipefail
. "$(dirname "$0")/environment.sh"
. tests/tools/small-std.sh
small_std || { say "this compiler does not take the options: nothing to prove"; exit 0; }
# To build the library takes minutes; this is about who may use what.
unset CARGO_UNSTABLE_BUILD_STD CARGO_UNSTABLE_BUILD_STD_FEATURES
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="-Zunstable-options -Zlocation-detail=none"

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir -p "$folder/src"
cat >"$folder/Cargo.toml" <<'TOML'
[package]
name = "narrow"
version = "0.0.0"
edition = "2024"
[workspace]
TOML
cat >"$folder/build.rs" <<'RUST'
fn main() {
    assert!(std::env::var_os("RUSTC_BOOTSTRAP").is_none(), "a build script sees RUSTC_BOOTSTRAP");
    // As scripts do that try what the compiler can.
    let rustc = std::env::var_os("RUSTC").unwrap();
    let mut wrapped = std::process::Command::new(std::env::var_os("RUSTC_WRAPPER").unwrap());
    let out = std::env::var_os("OUT_DIR").unwrap();
    let probe = std::path::Path::new(&out).join("probe.rs");
    std::fs::write(&probe, "#![feature(never_type)]").unwrap();
    for target in ["", "--target=wasm32-unknown-unknown"] {
        let tried = wrapped.arg(&rustc).args(["--crate-type=lib", "--emit=metadata", "--out-dir"]).arg(&out).arg(&probe)
            .args(target.split_whitespace()).status().unwrap();
        assert!(!tried.success(), "a build script can turn on a feature");
    }
}
RUST
build() { cargo build --offline --quiet --manifest-path "$folder/Cargo.toml" --target-dir "$folder/target" --target "$WASM_TARGET"; }
say "" >"$folder/src/lib.rs"
build || fail "a plain crate does not build with the options"
say "#![feature(never_type)]" >"$folder/src/lib.rs"
if build 2>"$folder/log"; then fail "a crate of the page can turn on a feature"; fi
grep -q "not in the list of allowed features\|E0725" "$folder/log" || { cat "$folder/log"; fail "the crate failed for another reason"; }
say "build scripts see no switch; no crate can turn on a feature"
