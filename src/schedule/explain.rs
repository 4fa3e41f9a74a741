//! A row per field under the sentence: what was typed, what it means, what it
//! may hold.
//!
//! Works on wrong text too: a field that cannot be read says why. Knows the
//! layout of the three forms; the meaning of a field comes from `item` and
//! `describe`.

use super::describe::of_set;
use super::field::{Item, Kind};
use super::forms::Form;
use super::list;
use super::note::Severity;
use super::reading::Reading;
use super::strict::{envelope, strict};
use super::words::{count, weekday};
use super::zone::clock;
use super::{Schedule, at, cron};
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
        8.. => 0,
        // Too few are explained from the left, as AWS reads six fields.
        _ => 1,
    };
    let end = body.end;
    let kinds = Kind::ALL.into_iter().skip(skipped);
    let mut places = places.into_iter();
    let mut rows: Vec<FieldRow> = kinds
        .map(|kind| match places.next() {
            Some(span) => cron_row(text, kind, span),
            None => FieldRow {
                meaning: "missing".into(),
                ..row(text, kind.name(), end..end, kind.allowed())
            },
        })
        .collect();
    if let Some(first) = places.next() {
        rows.push(FieldRow {
            meaning: "too much: the year is the last field".into(),
            ..row(text, "more", first.start..end, "nothing")
        });
    }
    rows
}

/// A row that means nothing yet.
fn row(text: &str, name: &'static str, span: Range<usize>, allowed: &'static str) -> FieldRow {
    FieldRow {
        name,
        typed: text.get(span.clone()).unwrap_or("").to_string(),
        span,
        meaning: String::new(),
        allowed,
        valid: false,
    }
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
    FieldRow {
        meaning,
        valid,
        ..row(text, kind.name(), span, kind.allowed())
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

/// What is wrong with the whole text.
fn wrong(text: &str) -> String {
    let notes = strict(text).notes;
    let error = notes
        .into_iter()
        .find(|note| note.severity == Severity::Error);
    error.map(|note| note.message).unwrap_or_default()
}

/// A row that means this, or else is what is wrong with the text.
fn said(row: FieldRow, text: &str, meaning: Option<String>) -> FieldRow {
    FieldRow {
        valid: meaning.is_some(),
        meaning: meaning.unwrap_or_else(|| wrong(text)),
        ..row
    }
}

fn rate_rows(text: &str, body: Range<usize>) -> Vec<FieldRow> {
    let typed = text.get(body.clone()).unwrap_or("");
    let digits = typed.bytes().take_while(u8::is_ascii_digit).count();
    let word = typed.get(digits..).unwrap_or("").trim_start();
    let number = typed.get(..digits).unwrap_or("");
    // Each part is tried with a partner that is right.
    let reads = |number: &str, word: &str| {
        let whole = ["rate(", number, " ", word, ")"].concat();
        match strict(&whole).schedule {
            Some(Schedule::Rate(rate)) => Some(rate),
            _ => None,
        }
    };
    let one = number.trim_start_matches('0') == "1";
    let value = reads(number, if one { "day" } else { "days" });
    let unit = match value {
        Some(_) => reads(number, word),
        None => reads("1", word).or_else(|| reads("2", word)),
    };
    let value = value.map(|rate| rate.value.to_string());
    let unit = unit.map(|rate| match &value {
        Some(_) => ["every ", &count(rate.value.into(), rate.unit.name())].concat(),
        None => [rate.unit.name(), "s"].concat(),
    });
    let split = body.start + digits;
    vec![
        said(
            row(text, "value", body.start..split, "a whole number from 1"),
            text,
            value,
        ),
        said(
            row(
                text,
                "unit",
                body.end - word.len()..body.end,
                "minute, hour or day after 1; minutes, hours or days after more",
            ),
            text,
            unit,
        ),
    ]
}

fn at_rows(text: &str, body: Range<usize>) -> Vec<FieldRow> {
    let typed = text.get(body.clone()).unwrap_or("");
    let split = typed.find('T').unwrap_or(typed.len());
    let (date, time) = (
        typed.get(..split).unwrap_or(""),
        typed.get(split + 1..).unwrap_or(""),
    );
    // Each part is tried with a partner that is right.
    let reads = |date: &str, time: &str| {
        let whole = ["at(", date, "T", time, ")"].concat();
        match strict(&whole).schedule {
            Some(Schedule::At(at)) => Some(at.when),
            _ => None,
        }
    };
    let day = reads(date, "00:00").map(|when| {
        let name = weekday(when.weekday().to_sunday_one_offset().unsigned_abs().into());
        [name, " ", &at::date_text(when.date())].concat()
    });
    let split = body.start + split;
    let after = (split + 1).min(body.end);
    vec![
        said(
            row(
                text,
                "date",
                body.start..split,
                "a date that exists, yyyy-MM-dd",
            ),
            text,
            day,
        ),
        said(
            row(
                text,
                "time",
                after..body.end,
                "00:00:00 to 23:59:59 in the schedule's time zone, without an offset",
            ),
            text,
            reads("2000-01-01", time).map(clock),
        ),
    ]
}
