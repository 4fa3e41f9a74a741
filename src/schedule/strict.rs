//! Tells the three forms of a schedule apart and reads the one it is.
//!
//! Knows the length limit, the keywords and what surrounds them (`aws-facts`
//! §1.1). Refuses hostile text before looking further. The inside of each form
//! is read by `cron`, `rate` and `at`. Does not know what else may have been
//! meant (`suggest`).

use super::forms::{Form, Schedule};
use super::note::{CREATE_PAGE, Note, Severity, replaced};
use super::reading::Reading;
use super::{at, cron, rate};
use crate::quote::quoted;
use std::ops::Range;

/// What was made of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// The schedule; there if and only if no note is an error.
    pub schedule: Option<Schedule>,
    /// What there is to say about the text, in reading order.
    pub notes: Vec<Note>,
}

/// The most characters AWS takes.
const LONGEST: usize = 256;

/// Reads a schedule without looking for what else may have been meant.
pub(crate) fn strict(text: &str) -> Parsed {
    let mut reading = Reading {
        text,
        notes: Vec::new(),
    };
    let schedule = read(&mut reading);
    let failed = reading
        .notes
        .iter()
        .any(|note| note.severity == Severity::Error);
    Parsed {
        schedule: schedule.filter(|_| !failed),
        notes: reading.notes,
    }
}

fn read(reading: &mut Reading) -> Option<Schedule> {
    let text = reading.text;
    if let Some(note) = refused(text) {
        reading.notes.push(note);
        return None;
    }
    let Some((form, body)) = envelope(text) else {
        reading.notes.push(not_a_form(text));
        return None;
    };
    let keyword = text.get(..body.start - 1).unwrap_or("");
    if keyword != form.keyword() {
        reading.notes.push(keyword_case(text, keyword, form));
    }
    match form {
        Form::Cron => cron::read(reading, body).map(Schedule::Cron),
        Form::Rate => rate::read(reading, body).map(Schedule::Rate),
        Form::At => at::read(reading, body).map(Schedule::At),
    }
}

/// The form and the place of what its parentheses hold.
pub(crate) fn envelope(text: &str) -> Option<(Form, Range<usize>)> {
    let open = text.find('(')?;
    let keyword = text.get(..open)?;
    let form = Form::ALL
        .into_iter()
        .find(|form| form.keyword().eq_ignore_ascii_case(keyword))?;
    let body = text.get(open + 1..)?.strip_suffix(')')?;
    Some((form, open + 1..open + 1 + body.len()))
}

/// Texts that are refused unread: too long, empty, or with characters that
/// no form has.
fn refused(text: &str) -> Option<Note> {
    if text.is_empty() {
        return Some(
            Note::error("schedule-empty", "Schedule must not be empty").hint(
                "For example `cron(0 2 ? * SUN *)`, `rate(7 days)` or `at(2026-11-22T15:55:00)`",
            ),
        );
    }
    // A character has at most four bytes: the count stops where it is decided.
    let long = text.len() > LONGEST
        && (text.len() > 4 * LONGEST || text.chars().take(LONGEST + 1).count() > LONGEST);
    if long {
        let size = if text.len() > 4 * LONGEST {
            "more".into()
        } else {
            text.chars().count().to_string()
        };
        let mut note = Note::error(
            "schedule-length",
            format!("Schedule must have 1 to 256 characters: `{size}`"),
        );
        note.source = CREATE_PAGE;
        return Some(note);
    }
    let (at, odd) = text
        .char_indices()
        .find(|(_, c)| !(c.is_ascii_graphic() || matches!(c, ' ' | '\t')))?;
    let span = at..at + odd.len_utf8();
    let note = Note::error(
        "schedule-character",
        format!(
            "Schedule must have plain ASCII characters only: {}",
            named(odd)
        ),
    );
    Some(note.at(span))
}

/// A character with its code point, which shows what the eye cannot see.
fn named(c: char) -> String {
    let shape = if c.is_control() || c.is_whitespace() {
        String::new()
    } else {
        format!("{} ", quoted(&c.to_string()))
    };
    format!("{shape}U+{:04X}", u32::from(c))
}

fn not_a_form(text: &str) -> Note {
    let trimmed = text.trim();
    if trimmed.len() != text.len() && envelope(trimmed).is_some() {
        let span = if text.starts_with([' ', '\t']) {
            0..text.len() - text.trim_start().len()
        } else {
            trimmed.len()..text.len()
        };
        return Note::error(
            "schedule-outer-space",
            format!(
                "Schedule must not begin or end with a space: {}",
                quoted(text)
            ),
        )
        .at(span)
        .fix("Remove the space", trimmed);
    }
    Note::error(
        "schedule-form",
        format!(
            "Schedule must be `cron(…)`, `rate(…)` or `at(…)`: {}",
            quoted(text)
        ),
    )
    .at(0..text.len())
    .hint(if text.contains('(') {
        "Without a space before the parenthesis, and with nothing after it"
    } else {
        "For example `cron(0 2 ? * SUN *)`, `rate(7 days)` or `at(2026-11-22T15:55:00)`"
    })
}

fn keyword_case(text: &str, keyword: &str, form: Form) -> Note {
    let lower = form.keyword();
    let span = 0..keyword.len();
    let fixed = replaced(text, &span, lower);
    // AWS's own rule for rate takes `R` or `r` first and lower case after it.
    let rejected = form == Form::Rate && keyword.get(1..) != Some("ate");
    let rule = if rejected { "must" } else { "should" };
    let note = Note::error(
        "schedule-keyword-case",
        format!(
            "Schedule keyword {rule} be in lower case: {}",
            quoted(keyword)
        ),
    )
    .at(span)
    .fix(format!("Write `{lower}`"), fixed);
    if rejected { note } else { note.warn() }
}
