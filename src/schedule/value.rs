//! Reads a number or a name inside a cron field, and the step after `/`.
//!
//! Knows bounds, names and the habits behind wrong ones: `0` for Sunday, `24`
//! for midnight, `MONDAY`. Does not know what surrounds the value (`item`).

use super::cursor::Cursor;
use super::field::Kind;
use super::field_note::{forms, say, unexpected};
use super::note::replaced;
use super::reading::Reading;
use std::ops::Range;

/// A number or a name of the field.
pub(crate) fn value(
    reading: &mut Reading,
    kind: Kind,
    cursor: &mut Cursor,
    text: &str,
    span: &Range<usize>,
) -> Option<u16> {
    let (min, max) = kind.bounds();
    let start = cursor.read();
    if let Some(number) = cursor.number() {
        if number >= u32::from(min) && number <= u32::from(max) {
            return Some(number as u16);
        }
        let here = span.start + start..span.start + cursor.read();
        let typed = reading.text.get(here.clone()).unwrap_or("");
        let mut note = say(
            kind,
            "cron-out-of-range",
            &format!("must be {min} to {max}"),
            typed,
        )
        .at(here);
        note.hint = out_of_range_hint(kind, number);
        reading.notes.push(note);
        return None;
    }
    let letters = cursor.take_while(u8::is_ascii_alphabetic);
    let names = kind.names();
    let found = |word: &str| {
        names
            .iter()
            .zip(1u16..)
            .find(|(name, _)| name.eq_ignore_ascii_case(word))
            .map(|(_, n)| n)
    };
    if let Some(value) = found(letters) {
        return Some(value);
    }
    // `FRIL`: the L belongs to the form, not to the name.
    if let Some((name, end)) = letters.split_at_checked(3)
        && end.eq_ignore_ascii_case("L")
        && kind == Kind::DayOfWeek
        && let Some(value) = found(name)
    {
        cursor.back();
        return Some(value);
    }
    let rule = match kind {
        Kind::DayOfWeek => "must be 1 to 7 or SUN to SAT",
        Kind::Month => "must be 1 to 12 or JAN to DEC",
        Kind::DayOfMonth => "must be 1 to 31 or an `L` or `W` form",
        Kind::Seconds | Kind::Minutes => "must be 0 to 59",
        Kind::Hours => "must be 0 to 23",
        Kind::Year => "must be 1970 to 2199",
    };
    let mut note = say(kind, "cron-not-a-value", rule, text).at(span.clone());
    let start = letters.get(..3).unwrap_or(letters);
    if let Some(value) = found(start) {
        let name = names.get(usize::from(value) - 1).copied().unwrap_or("");
        note.hint = Some(format!("Names have three letters: `{name}`"));
    } else if letters.eq_ignore_ascii_case("W") {
        note.hint = Some("`W` stands after a day of the month, as in `15W`".into());
    } else if letters.eq_ignore_ascii_case("L") || letters.eq_ignore_ascii_case("LW") {
        note.hint = Some("`L` stands in the day of month, or after a weekday as in `6L`".into());
    } else if kind == Kind::DayOfMonth
        && Kind::DayOfWeek
            .names()
            .iter()
            .any(|n| n.eq_ignore_ascii_case(start))
    {
        note.hint =
            Some("A weekday belongs into the fifth of six fields, with `?` as day of month".into());
    }
    reading.notes.push(note);
    None
}

fn out_of_range_hint(kind: Kind, number: u32) -> Option<String> {
    Some(match (kind, number) {
        (Kind::DayOfWeek, 0) => "AWS counts from 1 = SUN; Sunday is `SUN` or `1`, not `0`".into(),
        (Kind::DayOfWeek, _) => "AWS counts from 1 = SUN to 7 = SAT".into(),
        (Kind::Hours, 24) => "Midnight is `0`".into(),
        (Kind::Minutes | Kind::Seconds, 60) => "The full hour or minute is `0`".into(),
        _ => return None,
    })
}

/// The number after `/`.
pub(crate) fn step(
    reading: &mut Reading,
    kind: Kind,
    cursor: &mut Cursor,
    text: &str,
    span: &Range<usize>,
) -> Option<u16> {
    let number = cursor.number();
    match number {
        None | Some(0) => {
            reading.notes.push(
                say(
                    kind,
                    "cron-step",
                    "must have a step of 1 or more after `/`",
                    text,
                )
                .at(span.clone()),
            );
            return None;
        }
        Some(_) => {}
    }
    if !cursor.done() {
        return unexpected(reading, kind, cursor, text, forms(kind));
    }
    let number = number.unwrap_or(1);
    let largest = kind.largest_step();
    if number > u32::from(largest) {
        let first = text
            .split('/')
            .next()
            .filter(|first| !matches!(*first, "" | "*"));
        let first = first.map_or_else(|| kind.bounds().0.to_string(), str::to_owned);
        let alone = replaced(reading.text, span, &first);
        reading.notes.push(
            say(kind, "cron-large-step", &format!("should have a step of 1 to {largest}"), text)
                .warn()
                .at(span.clone())
                .fix(format!("Write `{first}`"), alone)
                .hint("A step never reaches past the end of its field, so only the first value is left, and the parser that AWS seems to use rejects it; write that value alone"),
        );
    }
    Some(u16::try_from(number).unwrap_or(u16::MAX))
}
