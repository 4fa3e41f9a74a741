//! The schedules that the composer offers, and their expressions.
//!
//! Writes them in AWS's own spelling, and reads them back from every
//! expression that is one of them; other expressions stay text.

use super::super::field::Item;
use super::super::words::day_name;
use super::super::{At, Cron, Rate, Schedule, Set, Unit};
use super::time_of_day::TimeOfDay;
use jiff::civil::DateTime;

/// A schedule in the forms that the composer offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Composed {
    /// `rate(n minutes)`
    EveryMinutes(u32),
    /// `rate(n hours)`
    EveryHours(u32),
    /// `rate(n days)`
    EveryDays(u32),
    /// Every day.
    Daily {
        /// When.
        at: TimeOfDay,
    },
    /// On chosen weekdays, ascending from 1 = Sunday, without repetition;
    /// fewer than seven.
    Weekly {
        /// 1 = Sunday to 7 = Saturday.
        weekdays: Vec<u8>,
        /// When.
        at: TimeOfDay,
    },
    /// On a date of every month.
    MonthlyOnDay {
        /// 1–31.
        day: u8,
        /// When.
        at: TimeOfDay,
    },
    /// On the last day of every month.
    LastDay {
        /// When.
        at: TimeOfDay,
    },
    /// On the last day from Monday to Friday of every month.
    LastWeekday {
        /// When.
        at: TimeOfDay,
    },
    /// On the nth such weekday of every month, or some days later. The second
    /// Tuesday is [`Composed::PatchTuesday`].
    NthWeekday {
        /// 1–5.
        nth: u8,
        /// 1 = Sunday to 7 = Saturday.
        weekday: u8,
        /// Schedule offset, 0–6.
        days_after: u8,
        /// When.
        at: TimeOfDay,
    },
    /// On the last such weekday of every month, or some days later.
    LastNamedWeekday {
        /// 1 = Sunday to 7 = Saturday.
        weekday: u8,
        /// Schedule offset, 0–6.
        days_after: u8,
        /// When.
        at: TimeOfDay,
    },
    /// On the second Tuesday of every month, or some days later; 4 is the
    /// Saturday after it.
    PatchTuesday {
        /// Schedule offset, 0–6.
        days_after: u8,
        /// When.
        at: TimeOfDay,
    },
    /// Once, at a clock time in the window's zone.
    Once {
        /// When.
        at: DateTime,
    },
}

/// The expression of a form, and the Schedule offset that belongs to it.
///
/// The offset is None where none belongs. Numbers are written as they are;
/// whether AWS takes them is for [`parse`](super::super::parse) and
/// [`advise`](super::super::advise) to say.
pub fn write(composed: &Composed) -> (String, Option<u8>) {
    let after = |days: u8| (days > 0).then_some(days);
    let rate = |value: u32, unit: Unit| (Rate { value, unit }.text(), None);
    match composed {
        Composed::EveryMinutes(n) => rate(*n, Unit::Minute),
        Composed::EveryHours(n) => rate(*n, Unit::Hour),
        Composed::EveryDays(n) => rate(*n, Unit::Day),
        Composed::Daily { at } => (cron(*at, "*", "?"), None),
        Composed::Weekly { weekdays, at } => (cron(*at, "?", &weekday_list(weekdays)), None),
        Composed::MonthlyOnDay { day, at } => (cron(*at, &day.to_string(), "?"), None),
        Composed::LastDay { at } => (cron(*at, "L", "?"), None),
        Composed::LastWeekday { at } => (cron(*at, "LW", "?"), None),
        Composed::NthWeekday {
            nth,
            weekday,
            days_after,
            at,
        } => {
            let day = [day_name((*weekday).into()), "#", &nth.to_string()].concat();
            (cron(*at, "?", &day), after(*days_after))
        }
        Composed::LastNamedWeekday {
            weekday,
            days_after,
            at,
        } => (
            cron(*at, "?", &[&weekday.to_string(), "L"].concat()),
            after(*days_after),
        ),
        Composed::PatchTuesday { days_after, at } => (cron(*at, "?", "TUE#2"), after(*days_after)),
        Composed::Once { at } => (At { when: *at }.text(), None),
    }
}

fn cron(at: TimeOfDay, day: &str, weekday: &str) -> String {
    let second = if at.second == 0 {
        String::new()
    } else {
        [&at.second.to_string(), " "].concat()
    };
    let time = [&at.minute.to_string(), " ", &at.hour.to_string(), " "].concat();
    ["cron(", &second, &time, day, " * ", weekday, " *)"].concat()
}

/// `MON-FRI`, `TUE,THU`, `SUN,SAT`: runs of three or more as ranges.
fn weekday_list(weekdays: &[u8]) -> String {
    let mut set = Set::new(0);
    weekdays.iter().for_each(|day| set.insert((*day).into()));
    let mut parts: Vec<String> = Vec::new();
    for (from, to) in set.runs() {
        if to - from > 1 {
            parts.push([day_name(from), "-", day_name(to)].concat());
        } else {
            parts.extend((from..=to).map(|day| day_name(day).to_string()));
        }
    }
    parts.join(",")
}

/// The form of a schedule; None if it has none, or if the offset does not fit.
///
/// Reads what the dates are, not how they are spelt: `2,3,4,5,6` is Monday to
/// Friday too.
pub fn read(schedule: &Schedule, offset: Option<u8>) -> Option<Composed> {
    let days_after = offset.unwrap_or(0);
    let composed = match schedule {
        Schedule::Rate(rate) => match rate.unit {
            Unit::Minute => Composed::EveryMinutes(rate.value),
            Unit::Hour => Composed::EveryHours(rate.value),
            Unit::Day => Composed::EveryDays(rate.value),
        },
        Schedule::At(at) => Composed::Once { at: at.when },
        Schedule::Cron(cron) => return of_cron(cron, days_after),
    };
    (days_after == 0).then_some(composed)
}

fn of_cron(cron: &Cron, days_after: u8) -> Option<Composed> {
    let only = |set: &Set| {
        (set.len() == 1)
            .then(|| set.first().map(|value| value as u8))
            .flatten()
    };
    let at = TimeOfDay {
        hour: only(cron.hours().set())?,
        minute: only(cron.minutes().set())?,
        second: only(cron.seconds().set())?,
    };
    if !cron.month().is_all() || !cron.year().is_all() || days_after > 6 {
        return None;
    }
    let field = cron.days();
    let mut specials = field.specials();
    let special = specials.next();
    if specials.next().is_some() || special.is_some() && !field.set().is_empty() {
        return None;
    }
    let composed = match special {
        Some(Item::Nth { weekday: 3, nth: 2 }) => {
            return Some(Composed::PatchTuesday { days_after, at });
        }
        Some(Item::Nth { weekday, nth }) => {
            let (nth, weekday) = (nth as u8, weekday as u8);
            return Some(Composed::NthWeekday {
                nth,
                weekday,
                days_after,
                at,
            });
        }
        Some(Item::LastNamed { weekday }) => {
            return Some(Composed::LastNamedWeekday {
                weekday: weekday as u8,
                days_after,
                at,
            });
        }
        Some(Item::LastDay { before: 0 }) => Composed::LastDay { at },
        Some(Item::LastWorkday { before: 0 }) => Composed::LastWeekday { at },
        Some(_) => return None,
        None if field.is_all() => Composed::Daily { at },
        None if cron.by_day_of_month() => Composed::MonthlyOnDay {
            day: only(field.set())?,
            at,
        },
        None => Composed::Weekly {
            weekdays: field.set().iter().map(|day| day as u8).collect(),
            at,
        },
    };
    (days_after == 0).then_some(composed)
}
