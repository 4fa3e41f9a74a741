//! Time zones: what AWS takes, and what is offered for what it does not.

use super::well_said;
use jiff::civil::date;
use jiff::tz::AmbiguousOffset;
use jiff::{Span, Timestamp};
use maintenance_window_builder::schedule::{
    SAMPLES, Severity, Zone, sample_instants, tz_data_version, zone_names, zone_samples, zone_table,
};
use std::collections::BTreeSet;

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
fn a_zone_that_stays_on_standard_time_is_warned_of_with_places_that_share_it() {
    let winter: Timestamp = "2026-12-01T12:00:00Z".parse().unwrap();
    let summer: Timestamp = "2026-07-01T12:00:00Z".parse().unwrap();
    for name in ["EST", "MST"] {
        let zone = Zone::parse(name).unwrap();
        let note = zone.advice().expect(name);
        well_said(name, &note);
        assert_eq!(note.severity, Severity::Warning);
        let [region, same] = &note.fixes[..] else {
            panic!("{note:?}")
        };
        let region = Zone::parse(&region.replacement).unwrap();
        let same = Zone::parse(&same.replacement).unwrap();
        let own = zone.offset_seconds(summer);
        assert_eq!(zone.offset_seconds(winter), own);
        assert_eq!(same.offset_seconds(winter), own);
        assert_eq!(same.offset_seconds(summer), own);
        assert_eq!(region.offset_seconds(winter), own);
        assert_eq!(region.offset_seconds(summer), own + 3600);
    }
    // Hawaii knows no daylight saving, and these do.
    for name in ["HST", "EST5EDT", "America/New_York", "-05:00", "UTC"] {
        assert_eq!(Zone::parse(name).unwrap().advice(), None, "{name}");
    }
}

/// POSIX counts the other way: nobody who types `GMT+2` means `Etc/GMT+2`.
#[test]
fn an_offset_is_meant_as_it_is_written() {
    for (typed, wanted) in [
        ("GMT+2", "+02:00"),
        ("GMT-2", "-02:00"),
        ("utc+10", "+10:00"),
    ] {
        let note = Zone::parse(typed).expect_err(typed);
        let offered: Vec<_> = note
            .fixes
            .iter()
            .map(|fix| fix.replacement.as_str())
            .collect();
        assert_eq!(offered, [wanted], "{typed}");
    }
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
            note.message.starts_with("Schedule time zone must"),
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

#[test]
fn the_page_reads_every_zone_as_the_whole_database_does() {
    assert!(tz_data_version().starts_with("20"), "{}", tz_data_version());
    let names: Vec<String> = zone_names().collect();
    assert!(zone_table::names().eq(names.iter().cloned()));
    assert!(zone_table::zone("europe/berlin").is_none());
    let first: Timestamp = "2000-01-01T00:00:00Z".parse().unwrap();
    let last: Timestamp = "2200-01-01T00:00:00Z".parse().unwrap();
    let mut changes = 0;
    let mut odd = BTreeSet::new();
    for name in names {
        let whole = Zone::parse(&name).unwrap();
        let whole = whole.time_zone();
        let carried = zone_table::zone(&name).unwrap_or_else(|| panic!("{name}"));
        // Agreeing at every change of either, they agree between.
        let mut instants = vec![first, last];
        let until = |at: &Timestamp| *at < last;
        let of_whole = whole.following(first).map(|change| change.timestamp());
        instants.extend(of_whole.take_while(until));
        let next = |at: &Timestamp| carried.change(*at);
        let of_carried = std::iter::successors(carried.change(first), next);
        instants.extend(of_carried.take_while(until));
        for instant in instants {
            changes += 1;
            for at in [instant - Span::new().seconds(1), instant] {
                if at >= first {
                    let offset = whole.to_offset(at);
                    assert_eq!(carried.offset(at), offset, "{name} at {at}");
                }
            }
            // What the clocks show around it, once, never or twice.
            for minutes in (-1500..=1500)
                .step_by(500)
                .chain([-61, -60, -59, -1, 1, 59, 60, 61])
            {
                let when = whole.to_datetime(instant) + Span::new().minutes(minutes);
                if when >= date(2000, 1, 2).at(0, 0, 0, 0) && when.year() < 2045 {
                    let read = whole.to_ambiguous_timestamp(when).offset();
                    if let AmbiguousOffset::Fold { before, .. } = read
                        && whole.to_offset(before.to_timestamp(when).unwrap()) != before
                    {
                        // jiff applies the rule to the moment before the rule began to hold.
                        odd.insert(name.clone());
                        continue;
                    }
                    assert_eq!(carried.read(when), read, "{name} shows {when}");
                }
            }
        }
    }
    assert!(
        odd.iter().eq(["America/Godthab", "America/Nuuk"]),
        "{odd:?}"
    );
    assert!(changes > 100_000, "{changes}");
}

#[test]
fn each_zone_is_sampled_in_each_month_of_two_years() {
    let now = "2026-11-22T00:00:30Z".parse().expect("an instant");
    let instants = sample_instants(now);
    assert_eq!(instants[0].to_string(), "2026-11-22T00:00:00Z");
    assert!(instants.windows(2).all(|pair| pair[0] < pair[1]));
    let days = instants[SAMPLES - 1].duration_since(now).as_hours() / 24;
    assert!((690..=731).contains(&days), "{days} days");
    let samples: Vec<_> = zone_samples(now).collect();
    assert_eq!(samples.len(), zone_names().count());
    assert!(samples.len() > 590, "{}", samples.len());
    let of = |name: &str| {
        let sample = samples.iter().find(|sample| sample.name == name);
        sample.expect("a zone").offsets
    };
    assert_eq!(of("UTC"), [0; SAMPLES]);
    assert_eq!(of("Asia/Kolkata"), [19_800; SAMPLES]);
    let york = of("America/New_York");
    assert_eq!((york[0], york[8]), (-18_000, -14_400));
    // British Columbia keeps its summer time from November 2026 on.
    assert_eq!(of("America/Vancouver"), [-25_200; SAMPLES]);
}
