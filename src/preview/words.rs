//! Days and times as the preview writes them: «Sat 12 Dec 2026», «02:00».
//!
//! Knows shapes of dates only. The full names come from the schedule's words,
//! of which the short ones are the beginnings.

use jiff::civil::{Date, DateTime};

use crate::schedule::words;

/// «Saturday».
pub(super) fn weekday(date: Date) -> &'static str {
    words::weekday(date.weekday().to_sunday_one_offset().unsigned_abs().into())
}

/// «December».
pub(super) fn month(date: Date) -> &'static str {
    words::month(date.month().unsigned_abs().into())
}

/// The first three letters.
pub(super) fn short(name: &'static str) -> &'static str {
    name.get(..3).unwrap_or(name)
}

/// «Sat 12 Dec».
pub(super) fn short_day(date: Date) -> String {
    let day = date.day().to_string();
    [short(weekday(date)), " ", &day, " ", short(month(date))].concat()
}

/// «Sat 12 Dec 2026».
pub(super) fn long_day(date: Date) -> String {
    [&short_day(date), " ", &date.year().to_string()].concat()
}

/// «Saturday 12 December 2026».
pub(super) fn full_day(date: Date) -> String {
    let (day, year) = (date.day().to_string(), date.year().to_string());
    [weekday(date), " ", &day, " ", month(date), " ", &year].concat()
}

/// «02:00», with seconds where they are not zero.
pub(super) fn time(moment: DateTime) -> String {
    crate::schedule::clock(moment)
}

/// A time, with its day where that is another than the start's.
pub(super) fn after(start: Date, moment: DateTime) -> String {
    if moment.date() == start {
        time(moment)
    } else {
        [short(weekday(moment.date())), " ", &time(moment)].concat()
    }
}

/// «1 hour», «4 hours».
pub(super) fn count(n: impl Into<u64>, unit: &str) -> String {
    words::count(n.into(), unit)
}
