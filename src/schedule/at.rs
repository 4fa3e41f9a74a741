//! `at(…)`: one date and time, read in the window's time zone.
//!
//! Knows the grammar of `aws-facts` §1.6 and which dates exist. Does not know
//! the zone or whether that moment has passed.

use super::cursor::Cursor;
use super::note::Note;
use super::reading::Reading;
use super::words::{self, capital};
use crate::quote::quoted;
use jiff::civil::{Date, DateTime, Time};
use std::ops::Range;

/// A parsed `at(…)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At {
    /// The date and time in the window's time zone.
    pub when: DateTime,
}

impl At {
    /// The expression, with seconds: `at(2026-11-22T15:55:00)`.
    pub fn text(&self) -> String {
        let (date, time) = (self.when.date(), self.when.time());
        let seconds = words::two(time.second().unsigned_abs().into());
        [
            "at(",
            &date_text(date),
            "T",
            &clock_text(time),
            ":",
            &seconds,
            ")",
        ]
        .concat()
    }
}

/// `2026-11-22`.
pub(crate) fn date_text(date: Date) -> String {
    let year = date.year().unsigned_abs().to_string();
    let mut out = if date.year() < 0 {
        String::from("-")
    } else {
        String::new()
    };
    for _ in year.len()..4 {
        out.push('0');
    }
    out.push_str(&year);
    out.push('-');
    out.push_str(&words::two(date.month().unsigned_abs().into()));
    out.push('-');
    out.push_str(&words::two(date.day().unsigned_abs().into()));
    out
}

/// `08:30`, without seconds.
pub(crate) fn clock_text(time: Time) -> String {
    words::clock(
        time.hour().unsigned_abs().into(),
        time.minute().unsigned_abs().into(),
        0,
    )
}

/// What kept a date and time from being read.
pub(crate) enum Flaw {
    /// Not of the form.
    Form,
    /// The form is right, but there is no such date.
    NoDate(String),
    /// The form is right, but there is no such time of day.
    NoTime,
}

/// Reads `yyyy-MM-ddTHH:mm[:ss]`, leaving the cursor behind it.
pub(crate) fn date_time(cursor: &mut Cursor) -> Result<DateTime, Flaw> {
    let date = (|| {
        let year = cursor.digits(4)?;
        cursor.eat(b'-').then_some(())?;
        let month = cursor.digits(2)?;
        cursor.eat(b'-').then_some(())?;
        let day = cursor.digits(2)?;
        cursor.eat(b'T').then_some(())?;
        Some((year, month, day))
    })();
    let (year, month, day) = date.ok_or(Flaw::Form)?;
    let time = (|| {
        let hour = cursor.digits(2)?;
        cursor.eat(b':').then_some(())?;
        let minute = cursor.digits(2)?;
        let second = if cursor.eat(b':') {
            cursor.digits(2)?
        } else {
            0
        };
        Some((hour, minute, second))
    })();
    let (hour, minute, second) = time.ok_or(Flaw::Form)?;
    let date =
        Date::new(year as i16, month as i8, day as i8).map_err(|_| no_date(year, month, day))?;
    let time = Time::new(hour as i8, minute as i8, second as i8, 0).map_err(|_| Flaw::NoTime)?;
    Ok(DateTime::from_parts(date, time))
}

fn no_date(year: u32, month: u32, day: u32) -> Flaw {
    Flaw::NoDate(match (month, day) {
        (1..=12, 1..=31) => format!("{} {year} has no day {day}", words::month(month as u16)),
        (1..=12, _) => format!("a month has no day {day}"),
        _ => format!("there is no month {month}"),
    })
}

/// Reads what stands between `at(` and `)`.
pub(crate) fn read(reading: &mut Reading, body: Range<usize>) -> Option<At> {
    let typed = reading.text.get(body.clone()).unwrap_or("");
    let mut cursor = Cursor::new(typed, body.start);
    let value = quoted(typed);
    let note = match date_time(&mut cursor) {
        Ok(when) if cursor.done() => return Some(At { when }),
        Ok(_) if matches!(cursor.peek(), Some(b'Z' | b'z' | b'+' | b'-')) => Note::error(
            "at-zone",
            format!("Schedule date must have no time zone: {value}"),
        )
        .hint("It is read in the schedule's time zone, or in UTC without one")
        .at(cursor.rest_span()),
        Ok(_) | Err(Flaw::Form) => Note::error(
            "at-form",
            format!("Schedule date must be of the form `yyyy-MM-ddTHH:mm:ss`: {value}"),
        )
        .hint("For example `at(2026-11-22T15:55:00)`")
        .at(body),
        Err(Flaw::NoDate(why)) => {
            Note::error("at-no-date", format!("Schedule date must exist: {value}"))
                .hint(capital(&why))
                .at(body)
        }
        Err(Flaw::NoTime) => Note::error(
            "at-no-time",
            format!("Schedule time must be 00:00:00 to 23:59:59: {value}"),
        )
        .at(body),
    };
    reading.notes.push(note);
    None
}
