//! The days of a cron schedule, without any time zone.
//!
//! The crate `cron` walks the days; where `L`, `W` or `#` pick them, this layer
//! walks the months and picks the days. It knows the years, runs years beyond
//! 2100, the crate's last, on their twins. It does not know times of
//! day (`moments`) nor instants.

use super::cron::Cron;
use super::field::Item;
use super::set::Set;
use chrono::{DateTime as CrateTime, Datelike, NaiveDate, TimeDelta, Utc};
use jiff::civil::Date;
use std::cell::Cell;
use std::str::FromStr;

/// The last year the crate `cron` knows.
const CRATE_END: i16 = 2100;
/// A year from 2101 to 2199 has the calendar of the year so many years before
/// it. Within a century without a leap exception 28 years repeat; the step
/// over 2100, which is no leap year, makes it 124. A test compares all days.
const TWIN: i16 = 124;

/// The days of a cron schedule.
pub(crate) struct Calendar<'a> {
    cron: &'a Cron,
    walk: Option<::cron::Schedule>,
    /// Whether months are walked, for `L`, `W` and `#`.
    by_month: bool,
    /// The month looked at last and its days: the next day asked for is often
    /// in it.
    month: Cell<Option<(Date, Set)>>,
    /// Days after it are not looked for.
    pub(crate) last: Date,
}

/// Which way to look.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    On,
    Back,
}

impl<'a> Calendar<'a> {
    pub(crate) fn new(cron: &'a Cron) -> Calendar<'a> {
        let by_month = cron.days().specials().next().is_some();
        let mut text = String::with_capacity(64);
        text.push_str("0 0 0 ");
        let set = cron.days().set();
        let mut possible = true;
        match (by_month, cron.by_day_of_month()) {
            (true, _) => text.push('1'),
            (false, true) => {
                // The crate would search 30 February until 2100, each time anew.
                let fits = |month: u16| set.first().is_some_and(|day| day <= longest(month));
                possible = cron.month().set().iter().any(fits);
                push_runs(&mut text, set, 31);
            }
            (false, false) => text.push('*'),
        }
        text.push(' ');
        push_runs(&mut text, cron.month().set(), 12);
        text.push(' ');
        if by_month || cron.by_day_of_month() {
            text.push('*');
        } else {
            push_runs(&mut text, set, 7);
        }
        let walk = possible
            .then(|| ::cron::Schedule::from_str(&text).ok())
            .flatten();
        Calendar {
            cron,
            walk,
            by_month,
            month: Cell::new(None),
            last: Date::MAX,
        }
    }

    /// The first matching day from `date` on.
    pub(crate) fn from(&self, date: Date) -> Option<Date> {
        self.find(date, Way::On)
    }

    /// The last matching day up to `date`.
    pub(crate) fn back_from(&self, date: Date) -> Option<Date> {
        self.find(date, Way::Back)
    }

    fn find(&self, mut date: Date, way: Way) -> Option<Date> {
        let walk = self.walk.as_ref()?;
        let years = self.cron.year().set();
        loop {
            date = in_years(years, date, way)?;
            if date > self.last {
                return None;
            }
            let shift = if date.year() > CRATE_END { TWIN } else { 0 };
            let begin = if self.by_month && way == Way::On {
                date.first_of_month()
            } else {
                date
            };
            let known = self
                .month
                .get()
                .map(|(first, _)| first)
                .filter(|first| same_month(*first, date));
            let near = || match self.by_month {
                true => self.month_near(begin, way),
                false => probe(walk, begin, shift, way),
            };
            let Some(found) = known.or_else(near) else {
                // Nothing left on this side of 2100: go on from the other.
                date = match (way, shift) {
                    (Way::On, 0) => Date::new(CRATE_END + 1, 1, 1).ok()?,
                    (Way::Back, TWIN) => Date::new(CRATE_END, 12, 31).ok()?,
                    _ => return None,
                };
                continue;
            };
            if found.year() != date.year() && in_years(years, found, way)? != found {
                date = found;
                continue;
            }
            if !self.by_month {
                return Some(found);
            }
            if let Some(day) = self.special_day(found, date, way) {
                return Some(day);
            }
            date = match way {
                Way::On => found.last_of_month().tomorrow().ok()?,
                Way::Back => found.yesterday().ok()?,
            };
        }
    }

    /// The first day of the month that holds `date`, or of the nearest that the
    /// schedule has: where few months have a day, centuries of them are asked.
    fn month_near(&self, date: Date, way: Way) -> Option<Date> {
        let months = self.cron.month().set();
        let month = date.month().unsigned_abs().into();
        let (near, year) = match way {
            Way::On => match months.next_from(month) {
                Some(near) => (near, date.year()),
                None => (months.first()?, date.year().checked_add(1)?),
            },
            Way::Back => match months.prev_from(month) {
                Some(near) => (near, date.year()),
                None => (months.last()?, date.year().checked_sub(1)?),
            },
        };
        Date::new(year, i8::try_from(near).ok()?, 1).ok()
    }

    /// Whether two days in a row match, in any forty years: those hold every
    /// calendar, the ones around 2100 included.
    pub(crate) fn has_neighbours(&self) -> bool {
        let years = self.cron.year().set();
        let first = years.first().unwrap_or(1970);
        let mut eve = false;
        for year in first..first.saturating_add(40) {
            for month in 1..=12 {
                let begin = i16::try_from(year).ok();
                let begin = begin.and_then(|year| Date::new(year, month, 1).ok());
                let asked = years.contains(year)
                    && self
                        .cron
                        .month()
                        .set()
                        .contains(month.unsigned_abs().into());
                let Some(begin) = begin.filter(|_| asked) else {
                    eve = false;
                    continue;
                };
                let days = self.days_of(begin);
                let length: u16 = begin.days_in_month().unsigned_abs().into();
                let inside = (1..length).any(|day| days.contains(day) && days.contains(day + 1));
                if inside || (eve && days.contains(1)) {
                    return true;
                }
                eve = days.contains(length);
            }
        }
        false
    }

    /// The matching day of the month that begins at `first`, nearest to
    /// `date` on its side.
    fn special_day(&self, first: Date, date: Date, way: Way) -> Option<Date> {
        let days = match self.month.get() {
            Some((known, days)) if known == first => days,
            _ => self.days_of(first),
        };
        self.month.set(Some((first, days)));
        let same = same_month(first, date);
        let limit = date.day().unsigned_abs().into();
        let day = match (way, same) {
            (Way::On, true) => days.next_from(limit),
            (Way::On, false) => days.first(),
            (Way::Back, true) => days.prev_from(limit),
            (Way::Back, false) => days.last(),
        }?;
        Date::new(first.year(), first.month(), day as i8).ok()
    }

    /// All matching days of the month that begins at `first`.
    fn days_of(&self, first: Date) -> Set {
        let length: u16 = first.days_in_month().unsigned_abs().into();
        // The weekday of day d is (start + d) % 7, from 0 = Sunday.
        let start = u16::from(first.weekday().to_sunday_zero_offset().unsigned_abs()) + 6;
        let mut days = Set::new(0);
        let plain = self.cron.days().set();
        let by_date = self.cron.by_day_of_month();
        if !plain.is_empty() {
            let value = |day: u16| if by_date { day } else { (start + day) % 7 + 1 };
            (1..=length)
                .filter(|day| plain.contains(value(*day)))
                .for_each(|day| days.insert(day));
        }
        for item in self.cron.days().specials() {
            let first_such = |weekday: u16| 1 + (weekday + 6 - (start + 1) % 7) % 7;
            let day = match item {
                Item::LastDay { before } => length.saturating_sub(before),
                Item::LastWorkday { before } => {
                    workday(length.saturating_sub(before), length, start)
                }
                Item::Nearest { day } if day <= length => workday(day, length, start),
                Item::Nth { weekday, nth } => first_such(weekday) + 7 * (nth - 1),
                Item::LastNamed { weekday } => {
                    let day = first_such(weekday) + 28;
                    if day > length { day - 7 } else { day }
                }
                _ => 0,
            };
            if (1..=length).contains(&day) {
                days.insert(day);
            }
        }
        days
    }
}

fn same_month(one: Date, other: Date) -> bool {
    (one.year(), one.month()) == (other.year(), other.month())
}

/// The day from Monday to Friday nearest to `wanted`, never leaving the
/// month; 0 stays 0, a day that the month lacks.
fn workday(wanted: u16, length: u16, start: u16) -> u16 {
    match (start + wanted) % 7 {
        _ if wanted == 0 => 0,
        // Saturday and Sunday.
        6 if wanted > 1 => wanted - 1,
        6 => wanted + 2,
        0 if wanted < length => wanted + 1,
        0 => wanted - 2,
        _ => wanted,
    }
}

/// The date, or the nearest in a year that the schedule has.
fn in_years(years: &Set, date: Date, way: Way) -> Option<Date> {
    let year = u16::try_from(date.year()).unwrap_or(0);
    let next = match way {
        Way::On => years.next_from(year)?,
        Way::Back => years.prev_from(year)?,
    };
    if next == year {
        return Some(date);
    }
    let (month, day) = if way == Way::On { (1, 1) } else { (12, 31) };
    Date::new(i16::try_from(next).ok()?, month, day).ok()
}

/// Asks the crate for the nearest day, `shift` years earlier.
fn probe(days: &::cron::Schedule, date: Date, shift: i16, way: Way) -> Option<Date> {
    let (year, month, day) = (date.year() - shift, date.month(), date.day());
    let midnight = NaiveDate::from_ymd_opt(
        year.into(),
        month.unsigned_abs().into(),
        day.unsigned_abs().into(),
    )?
    .and_hms_opt(0, 0, 0)?
    .and_utc();
    let second = TimeDelta::seconds(1);
    let found: CrateTime<Utc> = match way {
        Way::On => days.after(&(midnight - second)).next()?,
        Way::Back => days.after(&(midnight + second)).next_back()?,
    };
    let year = i16::try_from(found.year()).ok()? + shift;
    // A twin's year runs into years that are no twins of any.
    if (shift != 0) != (year > CRATE_END) {
        return None;
    }
    Date::new(year, found.month() as i8, found.day() as i8).ok()
}

fn longest(month: u16) -> u16 {
    match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// `*` or a list of ranges, as the crate reads it.
fn push_runs(text: &mut String, set: &Set, size: usize) {
    if set.len() == size {
        text.push('*');
        return;
    }
    for (at, (from, to)) in set.runs().into_iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        text.push_str(&from.to_string());
        if to > from {
            text.push('-');
            text.push_str(&to.to_string());
        }
    }
}
