//! A second engine: slow, and right at a glance.
//!
//! Reads the text itself, asks day by day and second by second, uses chrono's
//! calendar instead of jiff's, and finds the instant of a clock time by trying
//! every offset the zone has around it. Shares nothing with the engine but the
//! zone's data.

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::BTreeSet;

const MONTHS: [&str; 12] = [
    "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
];
const DAYS: [&str; 7] = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/// A day form that is not a plain set of numbers.
#[derive(Debug)]
enum Odd {
    Last(u32),
    LastWork(u32),
    Near(u32),
    LastWeekday(u32),
    Nth(u32, u32),
}

#[derive(Debug)]
pub struct Naive {
    seconds: BTreeSet<u32>,
    minutes: BTreeSet<u32>,
    hours: BTreeSet<u32>,
    days: Option<(BTreeSet<u32>, Vec<Odd>)>,
    months: BTreeSet<u32>,
    weekdays: Option<(BTreeSet<u32>, Vec<Odd>)>,
    years: BTreeSet<u32>,
}

fn number(text: &str, names: &[&str]) -> u32 {
    match names.iter().position(|name| *name == text) {
        Some(at) => at as u32 + 1,
        None => text.parse().unwrap_or_else(|_| panic!("{text}")),
    }
}

/// The plain numbers of one list member.
fn plain(item: &str, least: u32, most: u32, names: &[&str]) -> Vec<u32> {
    let (range, step) = match item.split_once('/') {
        Some((range, step)) => (range, step.parse().expect("a step")),
        None => (item, 1),
    };
    let (from, to) = match range {
        "*" => (least, most),
        _ => match range.split_once('-') {
            Some((from, to)) => (number(from, names), number(to, names)),
            None if item.contains('/') => (number(range, names), most),
            None => (number(range, names), number(range, names)),
        },
    };
    // Around the end of the field: 22-2 is 22, 23, 0, 1, 2.
    let mut all: Vec<u32> = Vec::new();
    let mut value = from;
    loop {
        all.push(value);
        if value == to {
            break;
        }
        value = if value == most { least } else { value + 1 };
    }
    all.into_iter().step_by(step).collect()
}

fn set(field: &str, least: u32, most: u32, names: &[&str]) -> BTreeSet<u32> {
    field
        .split(',')
        .flat_map(|item| plain(item, least, most, names))
        .collect()
}

fn odd(item: &str, weekday: bool) -> Option<Odd> {
    if weekday {
        if item == "L" {
            return None;
        }
        if let Some((day, nth)) = item.split_once('#') {
            return Some(Odd::Nth(number(day, &DAYS), nth.parse().expect("nth")));
        }
        return item
            .strip_suffix('L')
            .map(|day| Odd::LastWeekday(number(day, &DAYS)));
    }
    if let Some(rest) = item.strip_prefix('L') {
        let (rest, work) = match rest.strip_suffix('W') {
            Some(rest) => (rest, true),
            None => (rest, false),
        };
        let before = if rest.is_empty() {
            0
        } else {
            rest[1..].parse().expect("days")
        };
        return Some(if work {
            Odd::LastWork(before)
        } else {
            Odd::Last(before)
        });
    }
    item.strip_suffix('W')
        .map(|day| Odd::Near(day.parse().expect("a day")))
}

fn days(field: &str, weekday: bool) -> Option<(BTreeSet<u32>, Vec<Odd>)> {
    if field == "?" {
        return None;
    }
    let (mut plainly, mut odds) = (BTreeSet::new(), Vec::new());
    for item in field.split(',') {
        match odd(item, weekday) {
            Some(found) => odds.push(found),
            None if weekday && item == "L" => {
                plainly.insert(7);
            }
            None if weekday => plainly.extend(plain(item, 1, 7, &DAYS)),
            None => plainly.extend(plain(item, 1, 31, &[])),
        }
    }
    Some((plainly, odds))
}

impl Naive {
    /// Reads `cron(…)`, in documented spelling.
    pub fn read(text: &str) -> Naive {
        let body = text
            .strip_prefix("cron(")
            .and_then(|rest| rest.strip_suffix(')'))
            .expect("cron(…)");
        let mut fields: Vec<&str> = body.split(' ').collect();
        if fields.len() == 6 {
            fields.insert(0, "0");
        }
        let [s, m, h, d, mo, w, y] = fields[..] else {
            panic!("{text}")
        };
        Naive {
            seconds: set(s, 0, 59, &[]),
            minutes: set(m, 0, 59, &[]),
            hours: set(h, 0, 23, &[]),
            days: days(d, false),
            months: set(mo, 1, 12, &MONTHS),
            weekdays: days(w, true),
            years: set(y, 1970, 2199, &[]),
        }
    }

    fn on(&self, date: NaiveDate) -> bool {
        let (day, weekday) = (date.day(), date.weekday().number_from_sunday());
        if !self.years.contains(&(date.year() as u32)) || !self.months.contains(&date.month()) {
            return false;
        }
        let (field, plain) = match (&self.days, &self.weekdays) {
            (Some(field), None) => (field, day),
            (None, Some(field)) => (field, weekday),
            _ => panic!("one `?`"),
        };
        let last = (28..=31)
            .rev()
            .find(|day| date.with_day(*day).is_some())
            .expect("a month has days");
        let is_work = |day: u32| {
            date.with_day(day)
                .is_some_and(|date| (2..=6).contains(&date.weekday().number_from_sunday()))
        };
        // Nearest: the smallest distance to a working day of the same month.
        let near = |wanted: u32| {
            (1..=last)
                .filter(|day| is_work(*day))
                .min_by_key(|day| day.abs_diff(wanted))
        };
        if field.1.is_empty() {
            return field.0.contains(&plain);
        }
        field.0.contains(&plain)
            || field.1.iter().any(|odd| match *odd {
                Odd::Last(before) => last > before && day == last - before,
                Odd::LastWork(before) => last > before && near(last - before) == Some(day),
                Odd::Near(wanted) => wanted <= last && near(wanted) == Some(day),
                Odd::LastWeekday(wanted) => weekday == wanted && day + 7 > last,
                Odd::Nth(wanted, nth) => weekday == wanted && day > 7 * (nth - 1) && day <= 7 * nth,
            })
    }

    /// The moments of a day.
    pub fn of_day(&self, date: NaiveDate) -> Vec<NaiveDateTime> {
        let mut found = Vec::new();
        if self.on(date) {
            for hour in &self.hours {
                for minute in &self.minutes {
                    for second in &self.seconds {
                        found.push(date.and_hms_opt(*hour, *minute, *second).expect("a time"));
                    }
                }
            }
        }
        found
    }

    /// The moments of the days from `from` to `to`.
    pub fn moments(
        &self,
        from: NaiveDate,
        to: NaiveDate,
    ) -> impl Iterator<Item = NaiveDateTime> + '_ {
        let mut date = from;
        let days = std::iter::from_fn(move || {
            // Months without a match are left out, for the test's own speed.
            while date <= to
                && !(self.years.contains(&(date.year() as u32))
                    && self.months.contains(&date.month()))
            {
                date = date.with_day(1)? + chrono::Months::new(1);
            }
            let day = date;
            date = date.succ_opt()?;
            (day <= to).then_some(day)
        });
        days.flat_map(|date| self.of_day(date))
    }
}

/// The instants of a zone's clock times.
pub struct Clocks<'a> {
    zone: &'a TimeZone,
    /// The offsets that were in use around the day asked for last.
    day: Option<(NaiveDate, BTreeSet<i64>)>,
}

impl<'a> Clocks<'a> {
    pub fn new(zone: &'a TimeZone) -> Clocks<'a> {
        Clocks { zone, day: None }
    }

    fn offset(&self, second: i64) -> i64 {
        Timestamp::from_second(second)
            .map(|at| i64::from(self.zone.to_offset(at).seconds()))
            .expect("in range")
    }

    /// Every offset from the day before to the day after.
    fn offsets(&mut self, date: NaiveDate) -> BTreeSet<i64> {
        match &self.day {
            Some((day, offsets)) if *day == date => offsets.clone(),
            _ => {
                let noon = date
                    .and_hms_opt(12, 0, 0)
                    .expect("noon")
                    .and_utc()
                    .timestamp();
                let offsets: BTreeSet<i64> = (-20..=20)
                    .map(|step| self.offset(noon + step * 7_200))
                    .collect();
                self.day = Some((date, offsets.clone()));
                offsets
            }
        }
    }

    /// The first instant at which the clock shows that time; None in a gap.
    pub fn first_instant(&mut self, local: NaiveDateTime) -> Option<Timestamp> {
        let as_utc = local.and_utc().timestamp();
        let offsets = self.offsets(local.date());
        let fits = |second: &i64| *second + self.offset(*second) == as_utc;
        let first = offsets
            .iter()
            .map(|offset| as_utc - offset)
            .filter(fits)
            .min();
        first.map(|second| Timestamp::from_second(second).expect("in range"))
    }

    /// The instant of a time in a gap, had the clocks not been put forward.
    pub fn shifted(&mut self, local: NaiveDateTime) -> Timestamp {
        let least = *self.offsets(local.date()).first().expect("an offset");
        Timestamp::from_second(local.and_utc().timestamp() - least).expect("in range")
    }
}
