//! The dates themselves: the crate's end in 2100, twin years, leap days, the
//! year 2199.

use super::{starts, timing};
use crate::budget::large::cpu_time;

/// 2101–2199 run on the calendars of 1977–2075: the same weekdays and months.
#[test]
fn a_year_after_2100_has_the_calendar_124_years_earlier() {
    for year in 2101..=2199 {
        for month in 1..=12 {
            let first = jiff::civil::date(year, month, 1);
            let twin = jiff::civil::date(year - 124, month, 1);
            assert_eq!(first.weekday(), twin.weekday(), "{year}-{month}");
            assert_eq!(
                first.days_in_month(),
                twin.days_in_month(),
                "{year}-{month}"
            );
        }
    }
}

#[test]
fn the_turn_of_2100_is_seamless() {
    let daily = timing("cron(0 12 * * ? *)", "UTC");
    assert_eq!(
        starts(&daily, "2100-12-30T13:00:00Z", 3),
        [
            "2100-12-31T12:00Z",
            "2101-01-01T12:00Z",
            "2101-01-02T12:00Z"
        ]
    );
    let leap = timing("cron(0 12 29 2 ? *)", "UTC");
    assert_eq!(
        starts(&leap, "2092-03-01T00:00:00Z", 3),
        [
            "2096-02-29T12:00Z",
            "2104-02-29T12:00Z",
            "2108-02-29T12:00Z"
        ]
    );
    let fifth = timing("cron(0 12 ? FEB MON#5 *)", "UTC");
    assert_eq!(
        starts(&fifth, "2070-01-01T00:00:00Z", 3),
        [
            "2072-02-29T12:00Z",
            "2112-02-29T12:00Z",
            "2140-02-29T12:00Z"
        ]
    );
    let last = timing("cron(0 12 LW * ? *)", "UTC");
    assert_eq!(
        starts(&last, "2100-11-30T13:00:00Z", 2),
        ["2100-12-31T12:00Z", "2101-01-31T12:00Z"]
    );
}

#[test]
fn the_last_moment_is_the_end_of_2199() {
    let yearly = timing("cron(59 23 31 12 ? *)", "UTC");
    assert_eq!(
        starts(&yearly, "2197-12-31T23:59:00Z", 9),
        ["2198-12-31T23:59Z", "2199-12-31T23:59Z"]
    );
    let daily = timing("cron(0 0 * * ? *)", "UTC");
    assert_eq!(
        starts(&daily, "2199-12-30T00:00:00Z", 9),
        ["2199-12-31T00:00Z"]
    );
    assert_eq!(
        daily
            .runs("2200-01-01T00:00:00Z".parse().expect("an instant"))
            .count(),
        0
    );
}

#[test]
fn the_first_moment_is_1970() {
    let daily = timing("cron(0 0 * * ? *)", "UTC");
    assert_eq!(
        starts(&daily, "0001-01-01T00:00:00Z", 1),
        ["1970-01-01T00:00Z"]
    );
    let back: Vec<_> = daily
        .previous("1970-01-02T00:00:00Z".parse().expect("an instant"))
        .collect();
    assert_eq!(back.len(), 2);
}

#[test]
fn a_date_that_never_comes_is_found_out_at_once() {
    for text in [
        "cron(0 0 30 2 ? *)",
        "cron(0 0 31 4,6,9,11 ? *)",
        "cron(0 0 31W 2 ? *)",
        "cron(0 0 L-30 2 ? *)",
        "cron(0 0 29 2 ? 2101-2103)",
    ] {
        let timing = timing(text, "America/New_York");
        let started = cpu_time();
        assert_eq!(
            timing.runs(jiff::Timestamp::UNIX_EPOCH).count(),
            0,
            "{text}"
        );
        assert_eq!(
            timing
                .previous("2199-01-01T00:00:00Z".parse().expect("an instant"))
                .count(),
            0,
            "{text}"
        );
        assert!((cpu_time() - started).as_millis() < 200, "{text}");
    }
}
