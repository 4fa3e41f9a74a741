//! The engine against the slow one: random expressions, zones, offsets,
//! active periods and instants, clock changes and year ends among them.

use super::naive::{Clocks, Naive};
use super::schedule;
use chrono::{Days, NaiveDate, NaiveDateTime, TimeDelta};
use jiff::Timestamp;
use maintenance_window_builder::schedule::{Occurrence, Row, Timing, Zone};

/// A small generator with a seed that a failure can name (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    pub fn between(&mut self, from: u64, to: u64) -> u64 {
        from + self.below(to - from + 1)
    }

    pub fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.below(from.len() as u64) as usize]
    }

    fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }
}

const DAYS: [&str; 7] = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
const MONTHS: [&str; 12] = [
    "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
];

/// One plain list member.
fn plain(dice: &mut Dice, least: u64, most: u64, names: &[&str], wraps: bool) -> String {
    let step = |dice: &mut Dice| dice.between(1, ((most - least) / 2).clamp(1, 29));
    let (mut from, mut to) = (dice.between(least, most), dice.between(least, most));
    if from > to && !(wraps && dice.one_in(4)) {
        std::mem::swap(&mut from, &mut to);
    }
    let named = !names.is_empty() && dice.one_in(2);
    let value = |value: u64| {
        if named {
            names[value as usize - 1].to_string()
        } else {
            value.to_string()
        }
    };
    match dice.below(10) {
        0..=4 => value(from),
        5 | 6 => format!("{}-{}", value(from), value(to)),
        7 => format!("{from}/{}", step(dice)),
        8 => format!("*/{}", step(dice)),
        _ => format!("{from}-{to}/{}", step(dice)),
    }
}

fn list(dice: &mut Dice, mut member: impl FnMut(&mut Dice) -> String) -> String {
    let count = if dice.one_in(4) {
        dice.between(2, 3)
    } else {
        1
    };
    (0..count)
        .map(|_| member(dice))
        .collect::<Vec<_>>()
        .join(",")
}

fn field(dice: &mut Dice, least: u64, most: u64, names: &[&str], star: u64) -> String {
    if dice.one_in(star) {
        return "*".into();
    }
    let wraps = most < 100;
    list(dice, |dice| plain(dice, least, most, names, wraps))
}

fn day_of_month(dice: &mut Dice) -> String {
    list(dice, |dice| match dice.below(12) {
        0 | 1 => "L".into(),
        2 => "LW".into(),
        3 => format!("L-{}", dice.between(0, 30)),
        4 => format!("L-{}W", dice.between(1, 30)),
        5 | 6 => format!("{}W", dice.between(1, 31)),
        7 => dice.between(28, 31).to_string(),
        _ => plain(dice, 1, 31, &[], true),
    })
}

fn day_of_week(dice: &mut Dice) -> String {
    list(dice, |dice| match dice.below(12) {
        0 => "L".into(),
        1 | 2 => format!("{}L", dice.between(1, 7)),
        3 => format!("{}L", dice.pick(&DAYS)),
        4 | 5 => format!("{}#{}", dice.pick(&DAYS), dice.between(1, 5)),
        6 | 7 => format!("{}#{}", dice.between(1, 7), dice.between(1, 5)),
        _ => plain(dice, 1, 7, &DAYS, true),
    })
}

/// Any cron expression that the engine takes.
pub fn expression(dice: &mut Dice) -> String {
    let minutes = if dice.one_in(2) {
        dice.between(0, 59).to_string()
    } else {
        field(dice, 0, 59, &[], 6)
    };
    let hours = if dice.one_in(3) {
        dice.between(0, 4).to_string()
    } else {
        field(dice, 0, 23, &[], 4)
    };
    let (day, weekday) = match dice.below(5) {
        0 => ("*".into(), "?".into()),
        1 | 2 => (day_of_month(dice), "?".into()),
        _ => ("?".into(), day_of_week(dice)),
    };
    let month = if dice.one_in(2) {
        "*".into()
    } else {
        field(dice, 1, 12, &MONTHS, 4)
    };
    let year = if dice.one_in(2) {
        "*".into()
    } else {
        field(dice, 1970, 2199, &[], 3)
    };
    let seconds = match dice.below(8) {
        0 => format!("{} ", dice.between(0, 59)),
        1 => format!("{} ", field(dice, 0, 59, &[], 9)),
        _ => String::new(),
    };
    format!("cron({seconds}{minutes} {hours} {day} {month} {weekday} {year})")
}

/// Zones with and without clock changes, odd ones among them: half an hour at
/// Lord Howe, two a year more in Morocco, at midnight in Cairo, a lost day in Samoa.
pub const ZONES: [&str; 20] = [
    "UTC",
    "UTC",
    "America/New_York",
    "America/New_York",
    "Europe/London",
    "Europe/Berlin",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Africa/Cairo",
    "Asia/Kolkata",
    "Pacific/Apia",
    "Pacific/Chatham",
    "America/St_Johns",
    "America/Santiago",
    "Asia/Tehran",
    "Europe/Dublin",
    "+05:30",
    "-1100",
    "America/Sao_Paulo",
    "Antarctica/Troll",
];

/// An instant: near a clock change, a leap day, the end of a year or anywhere.
pub fn moment(dice: &mut Dice, zone: &Zone) -> Timestamp {
    let year = match dice.below(10) {
        0 => dice.between(1970, 2010),
        1 => dice.between(2090, 2110),
        2 => dice.between(2110, 2197),
        _ => dice.between(2020, 2040),
    } as i32;
    let near = |date: Option<NaiveDate>| {
        date.map_or(0, |date| {
            date.and_hms_opt(0, 0, 0)
                .expect("midnight")
                .and_utc()
                .timestamp()
        })
    };
    let spread = dice.between(0, 3 * 86_400) as i64 - 86_400;
    let second = match dice.below(4) {
        0 => {
            let start =
                near(NaiveDate::from_ymd_opt(year, 1, 1)) + dice.between(0, 300 * 86_400) as i64;
            let start = Timestamp::from_second(start).expect("in range");
            let change = zone.time_zone().following(start).next();
            change
                .map_or(start, |change| change.timestamp())
                .as_second()
                + spread / 8
        }
        1 => near(NaiveDate::from_ymd_opt(year - year % 4, 2, 28)) + spread,
        2 => near(NaiveDate::from_ymd_opt(year, 12, 31)) + spread,
        _ => near(NaiveDate::from_ymd_opt(year, 1, 1)) + dice.between(0, 365 * 86_400) as i64,
    };
    Timestamp::from_second(second).expect("in range")
}

fn local(zone: &Zone, at: Timestamp) -> NaiveDateTime {
    let offset = i64::from(zone.time_zone().to_offset(at).seconds());
    chrono::DateTime::from_timestamp(at.as_second() + offset, 0)
        .expect("in range")
        .naive_utc()
}

const COUNT: usize = 8;
const YEARS: i64 = 6;

/// What the engine must say: starts after `now` and the gaps between them.
fn expected(
    naive: &Naive,
    timing: &Timing,
    now: Timestamp,
    until: Timestamp,
) -> (Vec<Timestamp>, usize) {
    let mut clocks = Clocks::new(timing.zone.time_zone());
    let days = Days::new(timing.offset_days.into());
    // No clock is changed by more than a day: earlier times are out of range.
    let bound = timing.start.map_or(now, |start| start.max(now));
    let earliest = local(&timing.zone, bound) - TimeDelta::hours(26);
    let passed_for_sure = local(&timing.zone, now) - TimeDelta::hours(26);
    let last = timing.end.map_or(until, |end| end.min(until));
    let latest = local(&timing.zone, last) + TimeDelta::hours(26);
    let (mut runs, mut gaps) = (Vec::new(), 0);
    for base in naive.moments((earliest - days).date(), latest.date()) {
        let shown = base + days;
        if shown < earliest || (days != Days::new(0) && base < passed_for_sure) {
            continue;
        }
        if runs.len() >= COUNT || shown > latest {
            break;
        }
        let Some(start) = clocks.first_instant(shown) else {
            let moved = clocks.shifted(shown);
            let late = timing.end.is_some_and(|end| moved > end) || moved > until;
            // A time that the clock has jumped over is no longer to come.
            let early = moved <= now
                || shown <= local(&timing.zone, now)
                || timing.start.is_some_and(|start| moved < start);
            gaps += usize::from(!late && !early);
            continue;
        };
        // The base of an offset must be to come itself (§1.7).
        let mut base_passed = || match clocks.first_instant(base) {
            Some(instant) => instant <= now,
            // As soon as the clock has jumped over it.
            None => base <= local(&timing.zone, now),
        };
        let passed = days != Days::new(0) && base_passed();
        let in_period = timing.start.is_none_or(|bound| start >= bound)
            && timing.end.is_none_or(|bound| start <= bound);
        if start > now && start <= until && in_period && !passed {
            runs.push(start);
        }
    }
    (runs, gaps)
}

fn case(seed: u64) {
    let mut dice = Dice(seed);
    let text = expression(&mut dice);
    let zone = Zone::parse(dice.pick(&ZONES)).expect("a zone");
    let now = moment(&mut dice, &zone);
    let mut timing = Timing::new(schedule(&text), zone);
    if dice.one_in(3) {
        timing.offset_days = dice.between(1, 6) as u8;
    }
    let day = |dice: &mut Dice| {
        let days = dice.between(0, 800) as i64 - 100;
        now.checked_add(jiff::SignedDuration::from_hours(24 * days))
            .expect("in range")
    };
    if dice.one_in(4) {
        timing.start = Some(day(&mut dice));
    }
    if dice.one_in(4) {
        timing.end = Some(day(&mut dice));
    }
    let naive = Naive::read(&text);
    let until = now
        .checked_add(jiff::SignedDuration::from_hours(24 * 365 * YEARS))
        .expect("in range");
    let (wanted, _) = expected(&naive, &timing, now, until);
    let named = || {
        format!(
            "seed {seed}: {text} in {} + {} days at {now}, from {:?} to {:?}",
            timing.zone.name(),
            timing.offset_days,
            timing.start,
            timing.end
        )
    };
    let found: Vec<Occurrence> = timing
        .runs(now)
        .take_while(|run| run.start <= until)
        .take(COUNT)
        .collect();
    let starts: Vec<Timestamp> = found.iter().map(|run| run.start).collect();
    assert_eq!(starts, wanted, "{}", named());
    assert!(
        starts.windows(2).all(|pair| pair[0] < pair[1]),
        "{}",
        named()
    );
    // The rows hold the same runs, in order, whatever else they list.
    let rows: Vec<Timestamp> = timing
        .upcoming(now)
        .filter_map(Row::run)
        .map(|run| run.start)
        .take(wanted.len())
        .collect();
    assert_eq!(rows, wanted, "rows, {}", named());
    backwards(seed, &naive, &mut timing, now, &found);
}

/// Looking back from the last run finds the same runs in reverse.
fn backwards(seed: u64, naive: &Naive, timing: &mut Timing, now: Timestamp, found: &[Occurrence]) {
    let Some(last) = found.last() else { return };
    // What the offset's skip rule left out is there in retrospect.
    if timing.offset_days > 0 {
        let from = local(&timing.zone, now).date() - Days::new(9);
        let mut clocks = Clocks::new(timing.zone.time_zone());
        let days = Days::new(timing.offset_days.into());
        let mut starts: Vec<Timestamp> = naive
            .moments(from, local(&timing.zone, last.start).date())
            .filter_map(|base| clocks.first_instant(base + days))
            .filter(|start| *start > now && *start <= last.start)
            .filter(|start| timing.start.is_none_or(|bound| *start >= bound))
            .collect();
        starts.reverse();
        starts.truncate(COUNT);
        let back: Vec<Timestamp> = timing
            .previous(last.start)
            .filter_map(Row::run)
            .map(|run| run.start)
            .take_while(|start| *start > now)
            .take(starts.len())
            .collect();
        assert_eq!(back, starts, "back, seed {seed}");
        return;
    }
    let back: Vec<Timestamp> = timing
        .previous(last.start)
        .filter_map(Row::run)
        .map(|run| run.start)
        .take_while(|start| *start > now)
        .take(found.len())
        .collect();
    let wanted: Vec<Timestamp> = found.iter().rev().map(|run| run.start).collect();
    assert_eq!(back, wanted, "back, seed {seed}");
}

/// How many cases to try.
pub fn cases() -> u64 {
    let cases = std::env::var("SCHEDULE_CASES").ok();
    cases.and_then(|cases| cases.parse().ok()).unwrap_or(5_000)
}

/// Where to begin: the long suite starts elsewhere each time it is told to.
pub fn seed() -> u64 {
    let seed = std::env::var("SCHEDULE_SEED").ok();
    seed.and_then(|seed| seed.parse().ok()).unwrap_or(1)
}

#[test]
fn the_engine_agrees_with_the_slow_one() {
    let (cases, seed) = (cases(), seed());
    for number in 0..cases {
        case(seed.wrapping_mul(1_000_003).wrapping_add(number));
    }
}

#[test]
fn a_gap_is_a_row_and_not_a_run() {
    let mut dice = Dice(77);
    let mut gaps = 0;
    for _ in 0..1_500 {
        let zone = Zone::parse(dice.pick(&[
            "America/New_York",
            "Australia/Lord_Howe",
            "Africa/Cairo",
            "America/Santiago",
        ]))
        .expect("a zone");
        let text = format!(
            "cron({} {} * * ? *)",
            dice.between(0, 59),
            dice.between(0, 4)
        );
        let timing = Timing::new(schedule(&text), zone);
        let now = moment(&mut dice, &timing.zone);
        let until = now
            .checked_add(jiff::SignedDuration::from_hours(24 * 7))
            .expect("in range");
        let (_, wanted) = expected(&Naive::read(&text), &timing, now, until);
        let missing = timing
            .upcoming(now)
            .take_while(|row| !matches!(row, Row::Run(run) if run.start > until))
            .filter(|row| matches!(row, Row::Missing { .. }))
            .count();
        assert_eq!(missing, wanted, "{text} in {} at {now}", timing.zone.name());
        gaps += missing;
    }
    assert!(gaps > 5, "the cases must meet gaps: {gaps}");
}
