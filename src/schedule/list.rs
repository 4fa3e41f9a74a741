//! Reads one cron field: a list of members, and what can be said about it.
//!
//! Knows what a list may not mix and how a field should be spelt. Does not
//! know the forms of a member (`item`) nor other fields.

use super::field::{Field, Item, Kind};
use super::field_note::{say, undocumented};
use super::item::item;
use super::note::{Severity, replaced};
use super::reading::Reading;
use super::words::{day_name, listed};
use std::ops::Range;

/// Reads a field; None if it holds an error, which is then in the notes.
pub(crate) fn field(reading: &mut Reading, kind: Kind, span: Range<usize>) -> Option<Field> {
    let text = reading.text.get(span.clone()).unwrap_or("");
    let mut items = Vec::new();
    let mut whole = true;
    let mut at = span.start;
    for part in text.split(',') {
        let end = at + part.len();
        if part.is_empty() {
            reading.notes.push(
                say(
                    kind,
                    "cron-empty-item",
                    "must not have an empty list member",
                    text,
                )
                .at(at.saturating_sub(1).max(span.start)..(end + 1).min(span.end))
                .hint("Write a value on both sides of each comma"),
            );
            whole = false;
            at = end + 1;
            continue;
        }
        match item(reading, kind, part, at..end) {
            Some(item) => items.push(item),
            None => whole = false,
        }
        at = end + 1;
    }
    if !whole {
        return None;
    }
    lists(reading, kind, &items, span.clone())?;
    let field = Field::new(kind, items);
    spelling(reading, kind, text, &span);
    uneven(reading, &field, &span);
    Some(field)
}

/// What a list may not mix.
fn lists(reading: &mut Reading, kind: Kind, items: &[Item], span: Range<usize>) -> Option<()> {
    if items.len() < 2 {
        return Some(());
    }
    let text = reading.text.get(span.clone()).unwrap_or("");
    if items.contains(&Item::Unspecified) {
        reading.notes.push(
            say(
                kind,
                "cron-question-mark-list",
                "must have `?` alone, not in a list",
                text,
            )
            .at(span),
        );
        return None;
    }
    if items.contains(&Item::All) {
        reading.notes.push(
            undocumented(kind, "cron-all-in-list", text, span)
                .hint("`*` already holds every value; write it alone"),
        );
    } else if items.iter().any(|item| item.is_special()) {
        reading.notes.push(
            undocumented(kind, "cron-mixed-list", text, span)
                .hint("Read here as all of the dates together; Quartz, which AWS seems to use, rejects such a list or loses members of it, so one window for each is safer"),
        );
    }
    Some(())
}

/// Lower-case names, digits for weekdays, wildcards in the seconds.
fn spelling(reading: &mut Reading, kind: Kind, text: &str, span: &Range<usize>) {
    if text.bytes().any(|byte| byte.is_ascii_lowercase()) {
        let upper = text.to_ascii_uppercase();
        let fixed = replaced(reading.text, span, &upper);
        reading.notes.push(
            say(
                kind,
                "cron-lower-case",
                "should be in upper case, the only spelling AWS documents",
                text,
            )
            .warn()
            .at(span.clone())
            .fix(format!("Write `{upper}`"), fixed),
        );
    }
    if kind == Kind::DayOfWeek && text.bytes().any(|byte| byte.is_ascii_digit()) {
        weekday_digits(reading, text, span);
    }
    if kind == Kind::Seconds && text.bytes().any(|byte| !byte.is_ascii_digit()) {
        reading.notes.push(
            undocumented(kind, "cron-seconds-form", text, span.clone())
                .hint("AWS shows a plain number of seconds only"),
        );
    }
}

/// A digit as weekday always shows its name: 1 is SUN here, elsewhere MON.
fn weekday_digits(reading: &mut Reading, text: &str, span: &Range<usize>) {
    let mut named = String::new();
    let mut seen: Vec<(u16, String)> = Vec::new();
    let mut previous = b',';
    for byte in text.bytes() {
        // A digit after `/` or `#` counts; it names no weekday.
        if byte.is_ascii_digit() && matches!(previous, b',' | b'-') {
            let day = u16::from(byte - b'0');
            named.push_str(day_name(day));
            if !seen.iter().any(|(other, _)| *other == day) {
                seen.push((day, format!("`{day}` is {}", day_name(day))));
            }
        } else {
            named.push(char::from(byte));
        }
        previous = byte;
    }
    if seen.is_empty() || text.bytes().any(|byte| byte == b'/') || text.contains('L') {
        // `6L` is AWS's own spelling, and a step after a name is lost.
        if seen.is_empty() {
            return;
        }
        named = text.to_string();
    }
    let words: Vec<String> = seen.into_iter().map(|(_, words)| words).collect();
    let mut note = say(
        Kind::DayOfWeek,
        "cron-weekday-digit",
        "counts from 1 for SUN",
        text,
    )
    .at(span.clone())
    .hint(format!("{} here", listed(&words)));
    note.severity = Severity::Info;
    if named != text {
        let fixed = replaced(reading.text, span, &named);
        note = note.fix(format!("Write `{named}`"), fixed);
    }
    if text == "1-5" {
        // The habit of every other cron, where 1-5 is Monday to Friday.
        note = note
            .warn()
            .fix("Write `MON-FRI`", replaced(reading.text, span, "MON-FRI"));
    }
    reading.notes.push(note);
}

/// `0/25` does not run every 25 minutes.
fn uneven(reading: &mut Reading, field: &Field, span: &Range<usize>) {
    let kind = field.kind();
    let size = match kind {
        Kind::Minutes => 60,
        Kind::Hours => 24,
        _ => return,
    };
    let [
        Item::Steps {
            from: 0,
            to: None,
            by,
        },
    ] = *field.items()
    else {
        return;
    };
    if size % by == 0 || field.set().len() < 2 {
        return;
    }
    let text = reading.text.get(span.clone()).unwrap_or("");
    let starts: Vec<String> = field.set().iter().map(|value| value.to_string()).collect();
    let rule = if kind == Kind::Hours {
        "steps start anew every day"
    } else {
        "steps start anew every hour"
    };
    let mut note = say(kind, "cron-uneven-step", rule, text)
        .at(span.clone())
        .hint(format!("It holds {}", listed(&starts)));
    note.severity = Severity::Info;
    reading.notes.push(note);
}
