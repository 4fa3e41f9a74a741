//! How fast parsing and the next ten runs are, beside `croner` and `cron` in
//! the same process. Run it optimised for speed:
//! `cargo run --profile bench --example bench_schedule`. Below them, what the
//! page draws of a schedule.

#![allow(clippy::expect_used)]

use chrono::{DateTime, TimeZone, Utc};
use croner::parser::{CronParser, Seconds, Year};
use maintenance_window_builder::check::Window;
use maintenance_window_builder::draft::Path;
use maintenance_window_builder::preview::{Ask, WeekStart, calendar, preview, timeline};
use maintenance_window_builder::schedule::{Timing, Zone, advise, parse};
use std::hint::black_box;
use std::str::FromStr;
use std::time::Instant;

/// AWS's expression, and whether the crate `cron` knows its forms.
const EXPRESSIONS: [(&str, bool); 7] = [
    ("0 16 ? * TUE *", true),
    ("0 2 ? * THU#3 *", false),
    ("0 2 L * ? *", false),
    ("0/15 8-17 ? * MON-FRI *", true),
    ("0 0 29 2 ? *", true),
    ("* * L * ? *", false),
    ("0 0 1 1 ? 2051", true),
];

/// 2026-11-22T00:00:00Z.
const FROM: i64 = 1_795_305_600;
const RUNS: usize = 10;
const ROUNDS: u32 = 200;
const CALLS: u32 = 10;

fn main() {
    println!("parse + next {RUNS}, microseconds (fastest of {ROUNDS} interleaved batches)");
    println!(
        "{:<26} {:>8} {:>9} {:>8} {:>8} {:>11} {:>9}",
        "expression", "ours", "New York", "croner", "cron", "ours/croner", "ours/cron"
    );
    let (utc, new_york) = (
        Zone::utc(),
        Zone::parse("America/New_York").expect("a zone"),
    );
    for (body, plain) in EXPRESSIONS {
        let text = format!("cron({body})");
        let mut works: Vec<Box<dyn Fn() -> i64>> = vec![
            Box::new(|| ours(&text, &utc)),
            Box::new(|| ours(&text, &new_york)),
            Box::new(|| with_croner(body)),
        ];
        if plain {
            works.push(Box::new(|| with_cron(body)));
        }
        let times = fastest(&works);
        let time = |at: usize| times.get(at).copied();
        let shown = |time: Option<f64>| time.map_or("-".into(), |time| format!("{time:.2}"));
        let ratio = |other: usize| shown(time(other).and_then(|other| Some(time(0)? / other)));
        println!(
            "{body:<26} {:>8} {:>9} {:>8} {:>8} {:>11} {:>9}",
            shown(time(0)),
            shown(time(1)),
            shown(time(2)),
            shown(time(3)),
            ratio(2),
            ratio(3)
        );
    }
    let hostile = "cron(".to_string() + &"(((*,".repeat(20_000);
    let refuse: Box<dyn Fn() -> i64> = Box::new(|| i64::from(parse(&hostile).schedule.is_none()));
    let refused = fastest(&[refuse]).first().copied().unwrap_or(0.0);
    println!("{:<26} {refused:>8.2}", "100 kB of rubbish");
    pictures();
}

/// What the page works out at a keystroke in the schedule: New York's clock,
/// seen from Berlin.
fn pictures() {
    println!();
    println!(
        "{:<26} {:>8} {:>9} {:>8} {:>8}",
        "microseconds", "advice", "10 runs", "timeline", "calendar"
    );
    let now = jiff::Timestamp::from_second(FROM).expect("an instant");
    let berlin = Zone::parse("Europe/Berlin").expect("a zone");
    for text in [
        "cron(0 2 ? * TUE#2 *)",
        "cron(0/15 8-17 ? * MON-FRI *)",
        "cron(* * * * ? *)",
        "cron(* * * * * ? *)",
        "rate(7 days)",
        "rate(1 minute)",
    ] {
        let zone = Zone::parse("America/New_York").expect("a zone");
        let mut timing = Timing::new(parse(text).schedule.expect("a schedule"), zone);
        (timing.duration_hours, timing.cutoff_hours) = (4, 1);
        let window = Window {
            path: Path::root(),
            name: String::new(),
            timing: Some(timing.clone()),
            lasts: true,
        };
        let witness = |_: &Zone, _| None;
        let works: Vec<Box<dyn Fn() -> i64 + '_>> = vec![
            Box::new(|| advise(&timing, now).len() as i64),
            Box::new(|| {
                let seen = preview(&window, &Ask::next(now), Some(&berlin), &witness);
                seen.map_or(0, |seen| seen.lines.len() as i64)
            }),
            Box::new(|| timeline(&window, &[], now, None).map_or(0, |seen| seen.bars.len() as i64)),
            Box::new(|| {
                let seen = calendar(&window, now, "2026-12", 12, WeekStart::Monday);
                seen.map_or(0, |seen| seen.months.len() as i64)
            }),
        ];
        let times = fastest(&works);
        print!("{text:<26}");
        for (time, width) in times.iter().zip([8, 9, 8, 8]) {
            print!(" {time:>width$.0}");
        }
        println!();
    }
}

fn ours(text: &str, zone: &Zone) -> i64 {
    let schedule = parse(text).schedule.expect("a schedule");
    let timing = Timing::new(schedule, zone.clone());
    let from = jiff::Timestamp::from_second(FROM).expect("an instant");
    timing
        .runs(from)
        .take(RUNS)
        .map(|run| run.start.as_second())
        .sum()
}

fn with_croner(body: &str) -> i64 {
    let parser = CronParser::builder()
        .seconds(Seconds::Required)
        .year(Year::Required)
        .alternative_weekdays(true)
        .sloppy_ranges(true)
        .build();
    let cron = parser
        .parse(&["0 ", body].concat())
        .expect("croner's schedule");
    cron.iter_after(from())
        .take(RUNS)
        .map(|run| run.timestamp())
        .sum()
}

fn with_cron(body: &str) -> i64 {
    let cron = cron::Schedule::from_str(&["0 ", body].concat()).expect("cron's schedule");
    cron.after(&from())
        .take(RUNS)
        .map(|run| run.timestamp())
        .sum()
}

fn from() -> DateTime<Utc> {
    Utc.timestamp_opt(FROM, 0).single().expect("an instant")
}

/// Microseconds of one call of each. They take turns, so that a busy machine
/// slows all of them alike.
fn fastest(works: &[Box<dyn Fn() -> i64 + '_>]) -> Vec<f64> {
    let mut best = vec![f64::INFINITY; works.len()];
    for _ in 0..ROUNDS {
        for (work, best) in works.iter().zip(&mut best) {
            let start = Instant::now();
            for _ in 0..CALLS {
                black_box(work());
            }
            let each = start.elapsed().as_secs_f64() * 1e6 / f64::from(CALLS);
            *best = best.min(each);
        }
    }
    best
}
