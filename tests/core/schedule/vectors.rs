//! The preview vectors of `aws-facts` §1.13 and the walkthrough's schedule.

use super::{instant, starts, timing};
use crate::budget::large::cpu_time;
use maintenance_window_builder::schedule::{Row, Why};

const NEW_YEAR: &str = "2025-12-31T12:00:00Z";

#[test]
fn third_tuesday_with_two_days_offset() {
    let mut third = timing("cron(30 23 ? * TUE#3 *)", "UTC");
    third.offset_days = 2;
    assert_eq!(
        starts(&third, NEW_YEAR, 3),
        [
            "2026-01-22T23:30Z",
            "2026-02-19T23:30Z",
            "2026-03-19T23:30Z"
        ]
    );
}

#[test]
fn nth_and_last_weekdays_and_last_days() {
    let thursday = timing("cron(0 2 ? * THU#3 *)", "UTC");
    assert_eq!(
        starts(&thursday, NEW_YEAR, 3),
        [
            "2026-01-15T02:00Z",
            "2026-02-19T02:00Z",
            "2026-03-19T02:00Z"
        ]
    );
    let friday = timing("cron(15 10 ? * 6L *)", "UTC");
    assert_eq!(
        starts(&friday, NEW_YEAR, 3),
        [
            "2026-01-30T10:15Z",
            "2026-02-27T10:15Z",
            "2026-03-27T10:15Z"
        ]
    );
    let last = timing("cron(0 2 L * ? *)", "UTC");
    assert_eq!(
        starts(&last, NEW_YEAR, 3),
        [
            "2026-01-31T02:00Z",
            "2026-02-28T02:00Z",
            "2026-03-31T02:00Z"
        ]
    );
    let fifth = timing("cron(0 0 ? * FRI#5 *)", "UTC");
    assert_eq!(
        starts(&fifth, NEW_YEAR, 4),
        [
            "2026-01-30T00:00Z",
            "2026-05-29T00:00Z",
            "2026-07-31T00:00Z",
            "2026-10-30T00:00Z"
        ]
    );
}

#[test]
fn the_weekday_nearest_to_a_date_stays_in_its_month() {
    let fifteenth = starts(&timing("cron(0 3 15W * ? *)", "UTC"), NEW_YEAR, 12);
    assert_eq!(
        fifteenth[..3],
        [
            "2026-01-15T03:00Z",
            "2026-02-16T03:00Z",
            "2026-03-16T03:00Z"
        ]
    );
    assert!(
        fifteenth.contains(&"2026-08-14T03:00Z".into())
            && fifteenth.contains(&"2026-11-16T03:00Z".into())
    );
    let first = starts(&timing("cron(0 3 1W * ? *)", "UTC"), NEW_YEAR, 12);
    for day in ["2026-02-02", "2026-03-02", "2026-08-03", "2026-11-02"] {
        assert!(first.iter().any(|start| start.starts_with(day)), "{day}");
    }
}

#[test]
fn seconds_come_first_of_seven_fields() {
    let daily = timing("cron(24 30 09 ? * * *)", "UTC");
    assert_eq!(
        starts(&daily, NEW_YEAR, 2),
        ["2026-01-01T09:30:24Z", "2026-01-02T09:30:24Z"]
    );
}

#[test]
fn a_rate_is_counted_from_its_start_date_to_its_end_date() {
    let mut weekly = timing("rate(7 days)", "Asia/Tokyo");
    weekly.start = Some(instant("2019-01-01T00:03:15+09:00"));
    weekly.end = Some(instant("2019-06-30T00:06:15+09:00"));
    let all = starts(&weekly, "2018-12-01T00:00:00Z", 100);
    assert_eq!(all.len(), 26);
    assert_eq!(
        all.first().map(String::as_str),
        Some("2019-01-01T00:03:15+09:00")
    );
    assert_eq!(
        all.last().map(String::as_str),
        Some("2019-06-25T00:03:15+09:00")
    );
    // Looking back from the end finds them too.
    assert_eq!(weekly.previous(instant("2030-01-01T00:00:00Z")).count(), 26);
}

#[test]
fn a_rate_without_start_date_is_counted_from_creation() {
    let hourly = timing("rate(5 hours)", "UTC");
    assert_eq!(
        starts(&hourly, "2026-11-22T10:20:30.596Z", 2),
        ["2026-11-22T15:20:30Z", "2026-11-22T20:20:30Z"]
    );
    let mut late = hourly.clone();
    late.start = Some(instant("2026-01-01T00:00:00Z"));
    assert_eq!(
        starts(&late, "2026-11-22T10:00:00Z", 1),
        ["2026-11-22T15:00Z"]
    );
    assert_eq!(hourly.previous(instant("2026-11-22T10:00:00Z")).count(), 0);
    // Seen from later, it still counts from creation.
    let later: Vec<String> = hourly
        .upcoming_from(
            instant("2026-11-22T10:00:00Z"),
            instant("2026-11-22T20:00:00Z"),
        )
        .filter_map(Row::run)
        .take(2)
        .map(|run| hourly.zone.stamp(run.start))
        .collect();
    assert_eq!(later, ["2026-11-23T01:00Z", "2026-11-23T06:00Z"]);
}

#[test]
fn at_runs_once_in_the_zone() {
    assert_eq!(
        starts(
            &timing("at(2020-07-07T15:55:00)", "UTC"),
            "2020-01-01T00:00:00Z",
            5
        ),
        ["2020-07-07T15:55Z"]
    );
    let there = timing("at(2019-07-07T13:15:30)", "America/Los_Angeles");
    assert_eq!(
        starts(&there, "2019-01-01T00:00:00Z", 5),
        ["2019-07-07T13:15:30-07:00"]
    );
    let past: Vec<Row> = there.upcoming(instant("2020-01-01T00:00:00Z")).collect();
    assert!(matches!(past[..], [Row::Missing { why: Why::Past, .. }]));
}

#[test]
fn the_first_run_is_the_first_wednesday_after_start_date() {
    let mut weekly = timing("cron(0 09 ? * WED *)", "America/Los_Angeles");
    weekly.start = Some(instant("2021-01-01T00:00:00-08:00"));
    assert_eq!(
        starts(&weekly, "2020-12-01T00:00:00Z", 1),
        ["2021-01-06T09:00-08:00"]
    );
    let missing: Vec<Row> = weekly
        .upcoming(instant("2020-12-01T00:00:00Z"))
        .take_while(|row| matches!(row, Row::Missing { .. }))
        .collect();
    assert_eq!(missing.len(), 5);
}

#[test]
fn a_base_date_that_has_passed_takes_its_offset_run_along() {
    let mut second = timing("cron(30 23 ? * TUE#3 *)", "UTC");
    second.offset_days = 2;
    // Wednesday between the third Tuesday and its offset run.
    let now = instant("2026-01-21T00:00:00Z");
    let mut rows = second.upcoming(now);
    assert!(matches!(
        rows.next(),
        Some(Row::Missing {
            why: Why::OffsetBasePassed,
            ..
        })
    ));
    let run = rows.next().and_then(Row::run).expect("a run");
    assert_eq!(second.zone.stamp(run.start), "2026-02-19T23:30Z");
    assert_eq!(
        (run.base_text().as_str(), run.offset_days()),
        ("2026-02-17", 2)
    );
    drop(rows);
    // A window that existed already does run.
    let run = second
        .upcoming_from(instant("2026-01-01T00:00:00Z"), now)
        .find_map(Row::run)
        .expect("a run");
    assert_eq!(second.zone.stamp(run.start), "2026-01-22T23:30Z");
}

#[test]
fn an_offset_crosses_months_and_years() {
    let mut fifth = timing("cron(0 1 ? * TUE#5 *)", "UTC");
    fifth.offset_days = 6;
    assert_eq!(
        starts(&fifth, "2026-12-01T00:00:00Z", 1),
        ["2027-01-04T01:00Z"]
    );
}

#[test]
fn duration_and_cutoff_are_elapsed_hours() {
    let mut daily = timing("cron(0 15 * * ? *)", "UTC");
    (daily.duration_hours, daily.cutoff_hours) = (3, 1);
    let run = daily
        .runs(instant("2026-01-01T00:00:00Z"))
        .next()
        .expect("a run");
    assert_eq!(daily.zone.stamp(run.last_task_start), "2026-01-01T17:00Z");
    assert_eq!(daily.zone.stamp(run.end), "2026-01-01T18:00Z");
}

#[test]
fn the_period_bounds_are_inclusive_and_say_so() {
    let mut daily = timing("cron(0 15 * * ? *)", "UTC");
    daily.start = Some(instant("2026-01-02T15:00:00Z"));
    daily.end = Some(instant("2026-01-03T15:00:00Z"));
    let rows: Vec<Row> = daily.upcoming(instant("2026-01-01T00:00:00Z")).collect();
    let said: Vec<String> = rows
        .iter()
        .map(|row| match row {
            Row::Run(run) => run
                .doubt
                .as_ref()
                .map_or("runs".into(), |doubt| doubt.sentence()),
            Row::Missing { why, .. } => why.sentence(),
        })
        .collect();
    assert_eq!(rows.len(), 4, "{said:?}");
    assert_eq!(said[0], "Before Start date");
    assert!(said[1].starts_with("It starts exactly at Start date"));
    assert!(said[2].starts_with("It starts exactly at End date"));
    assert_eq!(said[3], "After End date");
}

#[test]
fn a_schedule_without_later_years_says_so() {
    let rows: Vec<Row> = timing("cron(0 2 ? * TUE#1 2026)", "UTC")
        .upcoming(instant("2026-11-22T00:00:00Z"))
        .collect();
    assert_eq!(rows.len(), 2);
    assert!(matches!(
        rows[1],
        Row::Missing {
            why: Why::YearsOver,
            ..
        }
    ));
}

/// A dense schedule far from its Start date is not walked through.
#[test]
fn far_start_dates_and_dense_schedules_take_no_time() {
    let mut dense = timing("cron(* * * * * ? *)", "America/New_York");
    dense.start = Some(instant("2095-01-01T00:00:00Z"));
    dense.offset_days = 6;
    let started = cpu_time();
    assert_eq!(
        dense
            .upcoming(instant("2026-01-01T00:00:00Z"))
            .take(40)
            .count(),
        40
    );
    assert_eq!(
        dense
            .previous(instant("2096-01-01T00:00:00Z"))
            .take(40)
            .count(),
        40
    );
    assert!(
        (cpu_time() - started).as_millis() < 100,
        "{:?}",
        (cpu_time() - started)
    );
}
