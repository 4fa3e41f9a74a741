//! Against independent implementations: the crate `cron` on the subset it
//! knows, `croner` for `L`, `W` and `#`.

use super::random::Dice;
use super::{schedule, timing};
use chrono::{DateTime, TimeZone, Utc};
use croner::parser::{CronParser, Seconds, Year};
use maintenance_window_builder::schedule::{Timing, Zone};
use std::str::FromStr;

const COUNT: usize = 10;

fn ours(body: &str, from: i64) -> Vec<i64> {
    let timing = Timing::new(schedule(&format!("cron({body})")), Zone::utc());
    let from = jiff::Timestamp::from_second(from).expect("in range");
    timing
        .runs(from)
        .take(COUNT)
        .map(|run| run.start.as_second())
        .collect()
}

fn at(second: i64) -> DateTime<Utc> {
    Utc.timestamp_opt(second, 0).single().expect("in range")
}

fn cases() -> u64 {
    super::random::cases() / 5
}

fn list(dice: &mut Dice, least: u64, most: u64, names: &[&str]) -> String {
    let member = |dice: &mut Dice| {
        let (a, b) = (dice.between(least, most), dice.between(least, most));
        let (from, to) = (a.min(b), a.max(b));
        let name = |value: u64| match names.get(value as usize - least as usize) {
            Some(name) => (*name).to_string(),
            None => value.to_string(),
        };
        match dice.below(6) {
            0 => format!("{}-{}", name(from), name(to)),
            1 => format!("{from}/{}", dice.between(1, most / 2)),
            2 => format!("{from}-{to}/{}", dice.between(1, most / 2)),
            3 if least == 0 => format!("*/{}", dice.between(1, most / 2)),
            _ => name(from),
        }
    };
    (0..dice.between(1, 2))
        .map(|_| member(dice))
        .collect::<Vec<_>>()
        .join(",")
}

const DAYS: [&str; 7] = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

#[test]
fn the_crate_cron_agrees_on_plain_fields() {
    let mut dice = Dice(11);
    for _ in 0..cases() {
        let (day, weekday) = match dice.below(3) {
            0 => (list(&mut dice, 1, 31, &[]), "?".to_string()),
            1 => ("?".to_string(), list(&mut dice, 1, 7, &DAYS)),
            _ => ("*".to_string(), "?".to_string()),
        };
        let month = if dice.below(2) == 0 {
            "*".into()
        } else {
            list(&mut dice, 1, 12, &[])
        };
        let year = if dice.below(3) == 0 {
            "2026-2040/3"
        } else {
            "*"
        };
        let body = format!(
            "{} {} {day} {month} {weekday} {year}",
            list(&mut dice, 0, 59, &[]),
            list(&mut dice, 0, 23, &[])
        );
        // Up to 2080: the crate ends at 2100.
        let from = dice.between(0, 3_470_000_000) as i64;
        let theirs = cron::Schedule::from_str(&format!("0 {body}"))
            .unwrap_or_else(|error| panic!("{body}: {error}"));
        let horizon = at(4_102_444_800);
        let theirs: Vec<i64> = theirs
            .after(&at(from))
            .take_while(|run| *run < horizon)
            .take(COUNT)
            .map(|run| run.timestamp())
            .collect();
        let mut found = ours(&body, from);
        found.truncate(theirs.len());
        assert_eq!(found, theirs, "{body} from {from}");
    }
}

#[test]
fn croner_agrees_on_last_nearest_and_nth_days() {
    let parser = CronParser::builder()
        .seconds(Seconds::Required)
        .year(Year::Required)
        .alternative_weekdays(true)
        .sloppy_ranges(true)
        .build();
    let mut dice = Dice(12);
    for _ in 0..cases() {
        let (day, weekday) = match dice.below(7) {
            0 => ("L".to_string(), "?".to_string()),
            1 => (format!("{}W", dice.between(1, 31)), "?".to_string()),
            2 => ("LW".to_string(), "?".to_string()),
            3 => ("?".to_string(), format!("{}L", dice.between(1, 7))),
            4 => (
                "?".to_string(),
                format!("{}#{}", dice.pick(&DAYS), dice.between(1, 5)),
            ),
            5 => ("?".to_string(), list(&mut dice, 1, 7, &[])),
            _ => (dice.between(1, 31).to_string(), "?".to_string()),
        };
        let month = if dice.below(2) == 0 {
            "*".into()
        } else {
            dice.between(1, 12).to_string()
        };
        let body = format!(
            "{} {} {day} {month} {weekday} *",
            dice.between(0, 59),
            dice.between(0, 23)
        );
        let from = dice.between(0, 3_470_000_000) as i64;
        let theirs = parser
            .parse(&format!("0 {body}"))
            .unwrap_or_else(|error| panic!("{body}: {error}"));
        // Years end with 2199 at AWS.
        let horizon = at(7_258_118_400);
        let theirs = theirs.iter_after(at(from)).take_while(|run| *run < horizon);
        let theirs: Vec<i64> = theirs.take(COUNT).map(|run| run.timestamp()).collect();
        let mut found = ours(&body, from);
        found.truncate(theirs.len());
        assert_eq!(found, theirs, "{body} from {from}");
    }
}

/// The bench compares the same dates.
#[test]
fn the_examples_of_the_bench_agree_with_croner() {
    let new_york = timing("cron(0 16 ? * TUE *)", "America/New_York");
    let theirs = CronParser::builder()
        .seconds(Seconds::Required)
        .year(Year::Required)
        .alternative_weekdays(true)
        .build()
        .parse("0 0 16 ? * TUE *")
        .expect("croner's schedule");
    let from: jiff::Timestamp = "2026-02-01T00:00:00Z".parse().expect("an instant");
    let zoned = from.to_zoned(new_york.zone.time_zone().clone());
    let theirs: Vec<jiff::Timestamp> = theirs
        .iter_after(zoned)
        .take(60)
        .map(|run| run.timestamp())
        .collect();
    let found: Vec<jiff::Timestamp> = new_york.runs(from).take(60).map(|run| run.start).collect();
    assert_eq!(found, theirs);
}
