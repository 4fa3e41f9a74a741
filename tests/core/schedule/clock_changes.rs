//! Daylight saving: gaps are skipped and shown, overlaps run once, first.

use super::{instant, starts, timing};
use maintenance_window_builder::schedule::{Doubt, Row, Why};

#[test]
fn a_start_in_a_gap_is_a_row_of_its_own() {
    let weekly = timing("cron(30 2 ? * SUN *)", "America/New_York");
    let rows: Vec<Row> = weekly
        .upcoming(instant("2026-03-02T00:00:00Z"))
        .take(2)
        .collect();
    let Row::Missing {
        wanted,
        why: Why::Gap { shifted, .. },
        ..
    } = &rows[0]
    else {
        panic!("{rows:?}")
    };
    assert_eq!(wanted.to_string(), "2026-03-08T02:30:00");
    assert_eq!(weekly.zone.stamp(*shifted), "2026-03-08T03:30-04:00");
    assert!(matches!(&rows[0], Row::Missing { why, .. } if why.sentence().contains("03:30")));
    assert!(
        matches!(&rows[1], Row::Run(run) if weekly.zone.stamp(run.start) == "2026-03-15T02:30-04:00")
    );
}

#[test]
fn a_start_in_an_overlap_runs_once_at_the_first_pass() {
    let daily = timing("cron(30 1 * * ? *)", "America/New_York");
    assert_eq!(
        starts(&daily, "2026-10-31T12:00:00Z", 2),
        ["2026-11-01T01:30-04:00", "2026-11-02T01:30-05:00"]
    );
    let run = daily
        .runs(instant("2026-10-31T12:00:00Z"))
        .next()
        .expect("a run");
    let Some(Doubt::Overlap { second, .. }) = run.doubt else {
        panic!("{run:?}")
    };
    assert_eq!(daily.zone.stamp(second), "2026-11-01T01:30-05:00");
    // Within the overlap, the first pass is over.
    assert_eq!(
        starts(&daily, "2026-11-01T06:00:00Z", 1),
        ["2026-11-02T01:30-05:00"]
    );
    let last = daily
        .previous(instant("2026-11-01T06:00:00Z"))
        .find_map(Row::run)
        .expect("a run");
    assert_eq!(daily.zone.stamp(last.start), "2026-11-01T01:30-04:00");
}

#[test]
fn hours_are_elapsed_across_a_change() {
    let mut daily = timing("cron(0 1 * * ? *)", "America/New_York");
    (daily.duration_hours, daily.cutoff_hours) = (4, 1);
    let run = daily
        .runs(instant("2026-03-08T00:00:00Z"))
        .next()
        .expect("a run");
    assert_eq!(daily.zone.stamp(run.end), "2026-03-08T06:00-04:00");
}

#[test]
fn odd_zones_are_taken_as_they_are() {
    // Half an hour at Lord Howe.
    let lord_howe = timing("cron(15 2 * * ? *)", "Australia/Lord_Howe");
    let rows: Vec<Row> = lord_howe
        .upcoming(instant("2026-10-02T16:00:00Z"))
        .take(2)
        .collect();
    assert!(
        rows.iter().any(|row| matches!(
            row,
            Row::Missing {
                why: Why::Gap { .. },
                ..
            }
        )),
        "{rows:?}"
    );
    // Samoa had no 30 December 2011.
    let samoa = timing("cron(0 12 ? * FRI *)", "Pacific/Apia");
    let rows: Vec<Row> = samoa
        .upcoming(instant("2011-12-28T00:00:00Z"))
        .take(2)
        .collect();
    assert!(
        matches!(&rows[0], Row::Missing { wanted, .. } if wanted.to_string() == "2011-12-30T12:00:00")
    );
    // Casablanca leaves its summer time for Ramadan.
    let casablanca = timing("cron(30 2 * * ? *)", "Africa/Casablanca");
    let odd = casablanca
        .upcoming(instant("2026-01-01T00:00:00Z"))
        .take(365)
        .filter(|row| !matches!(row, Row::Run(run) if run.doubt.is_none()))
        .count();
    assert_eq!(odd, 2);
}

/// Vancouver keeps summer time from 2026 on: data of 2025 would be an hour off.
#[test]
fn the_bundled_data_is_recent() {
    let daily = timing("cron(0 12 * * ? *)", "America/Vancouver");
    assert_eq!(
        starts(&daily, "2026-12-01T00:00:00Z", 1),
        ["2026-12-01T12:00-07:00"]
    );
}
