//! A row per field under the sentence: what was typed, what it means, what it
//! may hold.
//!
//! Works on wrong text too: a field that cannot be read says why. Knows the
//! layout of the three forms; the meaning of a field comes from `item` and
//! `describe`.

use super::describe::of_set;
use super::field::{Item, Kind};
use super::list::{self, Reading};
use super::note::Severity;
use super::parse::{Form, envelope};
use super::words::{count, weekday};
use super::zone::clock;
use super::{Schedule, at, cron, parse};
use std::ops::Range;

/// One field of a schedule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldRow {
    /// The field's name, `day of week`.
    pub name: &'static str,
    /// What was typed.
    pub typed: String,
    /// Its place in the text, in bytes.
    pub span: Range<usize>,
    /// What it means, or the reason why it means nothing.
    pub meaning: String,
    /// What it may hold.
    pub allowed: &'static str,
    /// Whether it can be read.
    pub valid: bool,
}

/// The rows of a text, in the order of its fields; none for a text that is no
/// `cron(…)`, `rate(…)` or `at(…)`.
pub fn explain(text: &str) -> Vec<FieldRow> {
    if text.len() > 1024 {
        return Vec::new();
    }
    match envelope(text) {
        Some((Form::Cron, body)) => cron_rows(text, body),
        Some((Form::Rate, body)) => rate_rows(text, body),
        Some((Form::At, body)) => at_rows(text, body),
        None => Vec::new(),
    }
}

fn cron_rows(text: &str, body: Range<usize>) -> Vec<FieldRow> {
    let places = cron::places(text, &body);
    let skipped = match places.len() {
        7 => 0,
        // Wrong counts are explained from the left, as AWS reads six fields.
        _ => 1,
    };
    Kind::ALL
        .into_iter()
        .skip(skipped)
        .zip(places)
        .map(|(kind, span)| cron_row(text, kind, span))
        .collect()
}

fn cron_row(text: &str, kind: Kind, span: Range<usize>) -> FieldRow {
    let mut reading = Reading {
        text,
        notes: Vec::new(),
    };
    let field = list::field(&mut reading, kind, span.clone());
    let valid = field.is_some();
    let meaning = match field {
        None => {
            let error = reading
                .notes
                .into_iter()
                .find(|note| note.severity == Severity::Error);
            error.map(|note| note.message).unwrap_or_default()
        }
        Some(field) => match field.items() {
            [Item::Unspecified] if kind == Kind::DayOfMonth => "left to the day of week".into(),
            [Item::Unspecified] => "left to the day of month".into(),
            _ if field.is_all() => ["every ", unit(kind)].concat(),
            [Item::Steps { from, to: None, by }] if field.set().len() > 6 => {
                let first = if kind == Kind::DayOfWeek {
                    weekday(*from).to_string()
                } else {
                    from.to_string()
                };
                [
                    "every ",
                    &count((*by).into(), unit(kind)),
                    " from ",
                    &first,
                    " on",
                ]
                .concat()
            }
            _ => of_set(&field),
        },
    };
    let typed = text.get(span.clone()).unwrap_or("").to_string();
    FieldRow {
        name: kind.name(),
        typed,
        span,
        meaning,
        allowed: kind.allowed(),
        valid,
    }
}

fn unit(kind: Kind) -> &'static str {
    match kind {
        Kind::Seconds => "second",
        Kind::Minutes => "minute",
        Kind::Hours => "hour",
        Kind::DayOfMonth | Kind::DayOfWeek => "day",
        Kind::Month => "month",
        Kind::Year => "year",
    }
}

fn rate_rows(text: &str, body: Range<usize>) -> Vec<FieldRow> {
    let typed = text.get(body.clone()).unwrap_or("");
    let digits = typed.bytes().take_while(u8::is_ascii_digit).count();
    let unit = typed.len() - typed.get(digits..).unwrap_or("").trim_start().len();
    let rate = match parse::strict(text).schedule {
        Some(Schedule::Rate(rate)) => Some(rate),
        _ => None,
    };
    let row = |name, span: Range<usize>, meaning: Option<String>, allowed| FieldRow {
        name,
        typed: text.get(span.clone()).unwrap_or("").to_string(),
        span,
        valid: meaning.is_some(),
        meaning: meaning.unwrap_or_else(|| "cannot be read".into()),
        allowed,
    };
    vec![
        row(
            "value",
            body.start..body.start + digits,
            rate.map(|rate| ["every ", &count(rate.value.into(), rate.unit.name())].concat()),
            "a whole number from 1",
        ),
        row(
            "unit",
            body.start + unit..body.end,
            rate.map(|rate| [rate.unit.name(), "s"].concat()),
            "minute, hour or day after 1; minutes, hours or days after more",
        ),
    ]
}

fn at_rows(text: &str, body: Range<usize>) -> Vec<FieldRow> {
    let typed = text.get(body.clone()).unwrap_or("");
    let split = body.start + typed.find('T').unwrap_or(typed.len());
    let when = match parse::strict(text).schedule {
        Some(Schedule::At(at)) => Some(at.when),
        _ => None,
    };
    let day = when.map(|when| {
        let name = weekday(when.weekday().to_sunday_one_offset().unsigned_abs().into());
        [name, " ", &at::date_text(when.date())].concat()
    });
    let row = |name, span: Range<usize>, meaning: Option<String>, allowed| FieldRow {
        name,
        typed: text.get(span.clone()).unwrap_or("").to_string(),
        span,
        valid: meaning.is_some(),
        meaning: meaning.unwrap_or_else(|| "cannot be read".into()),
        allowed,
    };
    let after = (split + 1).min(body.end);
    vec![
        row(
            "date",
            body.start..split,
            day,
            "a date that exists, yyyy-MM-dd",
        ),
        row(
            "time",
            after..body.end,
            when.map(clock),
            "00:00:00 to 23:59:59 in Time zone, without an offset",
        ),
    ]
}
