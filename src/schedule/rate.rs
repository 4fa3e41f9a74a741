//! `rate(…)`: a whole number of minutes, hours or days.
//!
//! Knows the grammar of `aws-facts` §1.5, singular and plural included. Does
//! not know what a rate is counted from (`occurrences`).

use super::cursor::Cursor;
use super::note::{Note, replaced};
use super::reading::Reading;
use super::words;
use crate::quote::quoted;
use std::ops::Range;

/// What a rate counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Days of 24 hours.
    Day,
}

impl Unit {
    /// `minute`, `hour` or `day`.
    pub fn name(self) -> &'static str {
        match self {
            Unit::Minute => "minute",
            Unit::Hour => "hour",
            Unit::Day => "day",
        }
    }

    /// Its length in seconds.
    pub fn seconds(self) -> i64 {
        match self {
            Unit::Minute => 60,
            Unit::Hour => 3_600,
            Unit::Day => 86_400,
        }
    }
}

/// A parsed `rate(…)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// How many units, 1 to 2147483647.
    pub value: u32,
    /// Of what.
    pub unit: Unit,
}

impl Rate {
    /// The interval in seconds.
    pub fn seconds(&self) -> i64 {
        i64::from(self.value) * self.unit.seconds()
    }

    /// The expression, singular and plural right: `rate(1 day)`.
    pub fn text(&self) -> String {
        [
            "rate(",
            &words::count(u64::from(self.value), self.unit.name()),
            ")",
        ]
        .concat()
    }
}

/// Reads what stands between `rate(` and `)`.
pub(crate) fn read(reading: &mut Reading, body: Range<usize>) -> Option<Rate> {
    let typed = reading.text.get(body.clone()).unwrap_or("");
    let mut cursor = Cursor::new(typed, body.start);
    let digits = cursor.take_while(u8::is_ascii_digit);
    let value = Cursor::new(digits, 0).number().unwrap_or(0);
    let gap = cursor.take_while(|byte| matches!(byte, b' ' | b'\t'));
    let word = cursor.rest();
    let unit = match word {
        "minute" | "minutes" => Unit::Minute,
        "hour" | "hours" => Unit::Hour,
        "day" | "days" => Unit::Day,
        _ => {
            reading.notes.push(form(typed, body));
            return None;
        }
    };
    if digits.is_empty() || gap.len() > 1 || gap == "\t" {
        reading.notes.push(form(typed, body));
        return None;
    }
    if value == 0 || value > i32::MAX as u32 {
        reading.notes.push(
            Note::error(
                "rate-value",
                format!(
                    "Schedule rate must be a whole number from 1 to 2147483647: {}",
                    quoted(digits)
                ),
            )
            .at(body.start..body.start + digits.len()),
        );
        return None;
    }
    let rate = Rate { value, unit };
    let plural = word.ends_with('s');
    if plural != (value != 1) {
        let wanted = words::count(u64::from(value), unit.name());
        reading.notes.push(
            Note::error(
                "rate-plural",
                format!("Schedule rate must have a singular unit after 1 and a plural one after more: {}", quoted(typed)),
            )
            .at(body.end - word.len()..body.end)
            .fix(format!("Write `{wanted}`"), replaced(reading.text, &body, &wanted)),
        );
        return None;
    }
    let wanted = words::count(u64::from(value), unit.name());
    if typed != wanted {
        reading.notes.push(
            Note::warning(
                "rate-spelling",
                format!(
                    "Schedule rate should be a plain number, one space and the unit: {}",
                    quoted(typed)
                ),
            )
            .at(body.clone())
            .hint("AWS does not document this spelling")
            .fix(
                format!("Write `{wanted}`"),
                replaced(reading.text, &body, &wanted),
            ),
        );
    }
    Some(rate)
}

fn form(typed: &str, body: Range<usize>) -> Note {
    Note::error(
        "rate-form",
        format!(
            "Schedule rate must be a whole number, a space and minutes, hours or days: {}",
            quoted(typed)
        ),
    )
    .at(body)
    .hint("For example `rate(7 days)`; for months, or a clock time, use `cron(…)`")
}
