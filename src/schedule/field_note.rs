//! How a finding about a cron field is worded.
//!
//! Knows the field's name, its forms and where a sign that is in the wrong
//! field belongs. Does not know what else is wrong: that is said where it is
//! read.

use super::cursor::Cursor;
use super::field::Kind;
use super::note::Note;
use super::reading::Reading;
use crate::quote::quoted;
use std::ops::Range;

/// The forms a field takes, for a message.
pub(crate) fn forms(kind: Kind) -> &'static str {
    match kind {
        Kind::DayOfMonth => "must be of a form such as `5`, `1-15`, `1/2`, `L` or `15W`",
        Kind::DayOfWeek => "must be of a form such as `TUE`, `MON-FRI`, `6L` or `TUE#3`",
        Kind::Month => "must be of a form such as `7`, `JAN`, `JUN-AUG` or `1/3`",
        Kind::Year => "must be of a form such as `2027`, `2026-2028` or `2026/2`",
        _ => "must be of a form such as `5`, `8-17`, `0/15` or `*/15`",
    }
}

/// Something stands where nothing may, or something else.
pub(crate) fn unexpected<T>(
    reading: &mut Reading,
    kind: Kind,
    cursor: &Cursor,
    text: &str,
    rule: &str,
) -> Option<T> {
    let mut note = say(kind, "cron-unexpected", rule, text).at(cursor.rest_span());
    let rest = cursor.rest().as_bytes().first().map(u8::to_ascii_uppercase);
    let belongs = match (rest, kind) {
        (Some(b'#'), _) => Some("`#` belongs into the day of week, as in `TUE#3`"),
        (Some(b'W'), Kind::DayOfMonth) => None,
        (Some(b'W'), _) => Some("`W` belongs into the day of month, as in `15W`"),
        (Some(b'L'), Kind::DayOfMonth) => {
            Some("A last weekday such as `6L` belongs into the day of week")
        }
        _ => None,
    };
    note.hint = belongs.map(str::to_string);
    reading.notes.push(note);
    None
}

/// An error: the field, the rule, then the value.
pub(crate) fn say(kind: Kind, slug: &'static str, rule: &str, value: &str) -> Note {
    let value = quoted(value);
    Note::error(
        slug,
        ["Schedule ", kind.name(), " ", rule, ": ", &value].concat(),
    )
}

/// A warning about a form that AWS does not document.
pub(crate) fn undocumented(kind: Kind, slug: &'static str, text: &str, span: Range<usize>) -> Note {
    say(kind, slug, "should be of a form that AWS documents", text)
        .warn()
        .at(span)
}
