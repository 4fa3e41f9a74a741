# How the release page gets a standard library without panic messages and
# `Debug` texts: 15 % of the bytes of a first visit, for words that nobody sees,
# as a page that panics has ended anyway. Sourced by build.sh and setup.sh.
#
# These are unstable options of a stable compiler. Where this compiler does not
# take them, or its library's source can't be had, the page is built with the
# library as it came: the same page, larger.
#
# The switch for them, RUSTC_BOOTSTRAP, is set by rustc-small-std.sh alone, for
# what needs it. cargo would take it from the environment, which every build
# script shares; so cargo is told otherwise that it may build a library.

small_std_flags="-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none"

small_std() { # true if it can be built, with the environment that does it
  [ -z "${PLAIN_STD:-}" ] && [ -e "$(rustc --print sysroot)/lib/rustlib/src/rust/library/Cargo.lock" ] || return 1
  # shellcheck disable=SC2086
  RUSTC_BOOTSTRAP=1 rustc --target "$WASM_TARGET" $small_std_flags --print cfg >/dev/null 2>&1 || return 1
  export __CARGO_TEST_CHANNEL_OVERRIDE_DO_NOT_USE_THIS=nightly RUSTC_WRAPPER="$ROOT/tests/tools/rustc-small-std.sh"
  export CARGO_UNSTABLE_BUILD_STD=std,panic_abort CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size
  export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="$small_std_flags"
}
