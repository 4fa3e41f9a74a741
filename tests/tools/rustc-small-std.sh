#!/bin/sh
# Runs rustc for the release build (small-std.sh), with unstable features only for
# what needs them: rustc-small-std.sh RUSTC ARGUMENTS…
# The standard library and the crates in it may use their own. The crates for the
# page get the options of small-std.sh, and no unstable feature of the language.
# Build scripts and macros, which run on this machine, get nothing.
case " $* " in
  *"/rustlib/src/rust/"* | *'feature="rustc-dep-of-std"'*) RUSTC_BOOTSTRAP=1 exec "$@" ;;
  *" --target wasm32-unknown-unknown "*) RUSTC_BOOTSTRAP=1 exec "$@" -Zallow-features= ;;
  *) unset RUSTC_BOOTSTRAP; exec "$@" ;;
esac
