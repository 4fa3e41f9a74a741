//! Start date and End date: an instant with its UTC offset.
//!
//! Knows the grammar of `aws-facts` §1.9: ISO 8601 extended, the offset
//! mandatory. Does not know what the two dates bound (`occurrences`) nor
//! which of them comes first (`advice`).

use super::at::{Flaw, date_time};
use super::cursor::Cursor;
use super::note::{Note, PERIOD_PAGE, Severity};
use super::words::capital;
use super::zone_offset::offset_seconds;
use crate::quote::quoted;
use jiff::Timestamp;
use jiff::tz::Offset;

/// A StartDate or EndDate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instant {
    /// The instant.
    pub timestamp: Timestamp,
    /// The offset it was written with.
    pub offset: Offset,
    /// The text as typed.
    pub text: String,
}

/// Reads `YYYY-MM-DDTHH:mm[:ss[.fff]]` with `Z` or `±HH:MM`.
///
/// # Errors
/// A [`Note`] labelled «Date»: the caller knows which date it is;
/// [`parse_instant_as`] takes the label.
#[allow(
    clippy::result_large_err,
    reason = "a note is made for a person, not in a loop"
)]
pub fn parse_instant(text: &str) -> Result<Instant, Note> {
    parse_instant_as("Date", text)
}

/// [`parse_instant`] with the label of its field.
///
/// # Errors
/// A [`Note`] with the span of the mistake and a repair where one is likely.
#[allow(
    clippy::result_large_err,
    reason = "a note is made for a person, not in a loop"
)]
pub fn parse_instant_as(label: &str, text: &str) -> Result<Instant, Note> {
    match read(text) {
        Ok(instant) => Ok(instant),
        Err(flaw) => {
            let mut note = say(label, text, flaw);
            if let Some(fixed) = repaired(text)
                && read(&fixed).is_ok()
            {
                note = note.fix(format!("Write `{fixed}`"), fixed);
            }
            Err(note)
        }
    }
}

enum Trouble {
    Date(Flaw),
    Offset(usize),
    Rest(usize),
    Range,
}

fn read(text: &str) -> Result<Instant, Trouble> {
    let mut cursor = Cursor::new(text, 0);
    let when = date_time(&mut cursor).map_err(Trouble::Date)?;
    let mut nanos = 0i32;
    let with_seconds = cursor.read() == "YYYY-MM-DDTHH:mm:ss".len();
    if with_seconds && cursor.eat(b'.') {
        let here = cursor.read();
        let digits = cursor.take_while(u8::is_ascii_digit);
        if digits.is_empty() || digits.len() > 9 {
            return Err(Trouble::Rest(here));
        }
        let value = digits
            .bytes()
            .fold(0i32, |sum, digit| sum * 10 + i32::from(digit - b'0'));
        nanos = (digits.len()..9).fold(value, |value, _| value * 10);
    }
    let here = cursor.read();
    let offset = match cursor.rest() {
        "Z" => Offset::UTC,
        rest if rest.len() == 6 => offset_seconds(rest)
            .and_then(|seconds| Offset::from_seconds(seconds).ok())
            .ok_or(Trouble::Offset(here))?,
        "" => return Err(Trouble::Offset(here)),
        _ => return Err(Trouble::Rest(here)),
    };
    let timestamp = offset.to_timestamp(when).map_err(|_| Trouble::Range)?;
    let timestamp = timestamp
        .checked_add(jiff::SignedDuration::new(0, nanos))
        .map_err(|_| Trouble::Range)?;
    Ok(Instant {
        timestamp,
        offset,
        text: text.to_string(),
    })
}

fn say(label: &str, text: &str, trouble: Trouble) -> Note {
    let note = |slug, rule: &str| {
        Note::new(
            slug,
            Severity::Error,
            PERIOD_PAGE,
            format!("{label} {rule}: {}", quoted(text)),
        )
    };
    let all = 0..text.len();
    match trouble {
        Trouble::Date(Flaw::Form) if text.is_empty() => note("date-empty", "must not be empty"),
        Trouble::Date(Flaw::Form) => note(
            "date-form",
            "must be of the form `YYYY-MM-DDTHH:mm:ss±HH:MM`",
        )
        .at(all)
        .hint("For example `2026-11-22T00:00:00-05:00`, or `Z` at the end for UTC"),
        Trouble::Date(Flaw::NoDate(why)) => note("date-no-date", "must be a date that exists")
            .at(all)
            .hint(capital(&why)),
        Trouble::Date(Flaw::NoTime) => {
            note("date-no-time", "must have a time from 00:00:00 to 23:59:59").at(all)
        }
        Trouble::Offset(from) => note(
            "date-offset",
            "must end with its UTC offset, `Z` or `±HH:MM`",
        )
        .at(from..text.len())
        .hint("The schedule's time zone does not apply to start and end date"),
        Trouble::Rest(from) => note(
            "date-rest",
            "must have nothing but `Z` or `±HH:MM` after the time",
        )
        .at(from..text.len()),
        Trouble::Range => note("date-range", "must lie within the years 0 to 9999").at(all),
    }
}

/// The text with the usual slips mended: a space or `t` for `T`, `z` for `Z`,
/// an offset without colon, no time, no offset.
fn repaired(text: &str) -> Option<String> {
    if text.len() > 64 || !text.is_ascii() {
        return None;
    }
    let mut out = text.trim().to_ascii_uppercase();
    if out.as_bytes().get(10) == Some(&b' ') {
        out.replace_range(10..11, "T");
    }
    out.retain(|c| c != ' ');
    if out.len() == 10 {
        out.push_str("T00:00:00");
    }
    let tail = out.get(16..)?;
    match tail.find(['+', '-', 'Z']) {
        None => out.push('Z'),
        Some(at) => {
            let sign = 16 + at;
            match out.len() - sign {
                3 => out.push_str(":00"),
                5 => out.insert(sign + 3, ':'),
                _ => {}
            }
        }
    }
    (out != text).then_some(out)
}
