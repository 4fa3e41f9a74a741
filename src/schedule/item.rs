//! Reads one member of a cron field's list: `0/15`, `MON-FRI`, `LW`, `TUE#3`.
//!
//! Knows every form of `aws-facts` §1.2, what Quartz means by the ones AWS
//! does not document, and where a mistake sits. Takes the natural meaning
//! where Quartz itself is odd. Does not know the rest of the list (`list`).

use super::cursor::Cursor;
use super::field::{Item, Kind};
use super::field_note::{forms, say, undocumented, unexpected};
use super::note::replaced;
use super::reading::Reading;
use super::value::{step, value};
use super::words::{day_name, weekday};
use std::ops::Range;

/// Reads one member of the list.
pub(crate) fn item(
    reading: &mut Reading,
    kind: Kind,
    text: &str,
    span: Range<usize>,
) -> Option<Item> {
    let mut cursor = Cursor::new(text, span.start);
    let (min, _) = kind.bounds();
    if cursor.eat(b'*') {
        if cursor.done() {
            return Some(Item::All);
        }
        if cursor.eat(b'/') {
            let by = step(reading, kind, &mut cursor, text, &span)?;
            return Some(Item::Steps {
                from: min,
                to: None,
                by,
            });
        }
        return unexpected(
            reading,
            kind,
            &cursor,
            text,
            "must have nothing but a step after `*`",
        );
    }
    if cursor.eat(b'?') {
        if cursor.done() {
            return match kind {
                Kind::DayOfMonth | Kind::DayOfWeek => Some(Item::Unspecified),
                _ => {
                    reading.notes.push(
                        say(kind, "cron-question-mark-field", "must not be `?`", text)
                            .at(span)
                            .hint("`?` stands only in the day of month or the day of week; write `*` for every value"),
                    );
                    None
                }
            };
        }
        return unexpected(reading, kind, &cursor, text, "must have nothing after `?`");
    }
    if cursor.eat(b'/') {
        let by = step(reading, kind, &mut cursor, text, &span)?;
        let fixed = replaced(reading.text, &(span.start..span.start), "*");
        reading.notes.push(
            undocumented(kind, "cron-step-start", text, span)
                .hint("Read here as `*/`, counting from the field's first value")
                .fix("Write the `*`", fixed),
        );
        return Some(Item::Steps {
            from: min,
            to: None,
            by,
        });
    }
    if cursor
        .peek()
        .is_some_and(|byte| byte.eq_ignore_ascii_case(&b'L'))
        && let Some(found) = last(reading, kind, &mut cursor, text, &span)
    {
        return found;
    }
    let from = value(reading, kind, &mut cursor, text, &span)?;
    after_value(reading, kind, &mut cursor, text, span, from)
}

/// `L…`. The outer None means that this is no `L` form at all.
fn last(
    reading: &mut Reading,
    kind: Kind,
    cursor: &mut Cursor,
    text: &str,
    span: &Range<usize>,
) -> Option<Option<Item>> {
    match kind {
        Kind::DayOfMonth => {}
        Kind::DayOfWeek if text.len() == 1 => {
            let fixed = replaced(reading.text, span, "SAT");
            reading.notes.push(
                undocumented(kind, "cron-bare-l", text, span.clone())
                    .hint("AWS says only «last day of the week»; read here as every Saturday, as Quartz does")
                    .fix("Write `SAT`", fixed),
            );
            return Some(Some(Item::LastOfWeek));
        }
        _ => return None,
    }
    cursor.eat_letter(b'L');
    if cursor.done() {
        return Some(Some(Item::LastDay { before: 0 }));
    }
    let mut before = 0;
    if cursor.eat(b'-') {
        match cursor.number() {
            Some(days @ 0..=30) => before = days as u16,
            _ => {
                reading.notes.push(
                    say(
                        kind,
                        "cron-last-minus",
                        "must have 0 to 30 days after `L-`",
                        text,
                    )
                    .at(span.clone()),
                );
                return Some(None);
            }
        }
    }
    let workday = cursor.eat_letter(b'W');
    if !cursor.done() {
        return Some(unexpected(
            reading,
            kind,
            cursor,
            text,
            "must be of a form such as `L`, `LW` or `L-3`",
        ));
    }
    let meaning = match (workday, before) {
        (true, 0) => "the month's last day from Monday to Friday".to_string(),
        (true, n) => {
            format!("the Monday-to-Friday day nearest to {n} days before the month's last day")
        }
        (false, 1) => "the day before the month's last day".to_string(),
        (false, n) => format!("{n} days before the month's last day"),
    };
    reading.notes.push(
        undocumented(kind, "cron-last-form", text, span.clone())
            .hint(format!("Read here as {meaning}, as Quartz does; compare NextExecutionTime after creating the window")),
    );
    Some(Some(if workday {
        Item::LastWorkday { before }
    } else {
        Item::LastDay { before }
    }))
}

/// What may follow a value: a range, a step, `L`, `W` or `#`.
fn after_value(
    reading: &mut Reading,
    kind: Kind,
    cursor: &mut Cursor,
    text: &str,
    span: Range<usize>,
    from: u16,
) -> Option<Item> {
    let named = text
        .bytes()
        .next()
        .is_some_and(|byte| byte.is_ascii_alphabetic());
    if cursor.done() {
        return Some(Item::Value(from));
    }
    if kind == Kind::DayOfWeek && cursor.eat(b'#') {
        let nth = cursor.number();
        return match nth {
            Some(nth @ 1..=5) if cursor.done() => Some(Item::Nth {
                weekday: from,
                nth: nth as u16,
            }),
            _ => {
                reading.notes.push(
                    say(kind, "cron-nth", "must have 1 to 5 after `#`", text)
                        .at(span)
                        .hint("`TUE#3` is the third Tuesday of the month; `TUEL` is the last one"),
                );
                None
            }
        };
    }
    if kind == Kind::DayOfWeek && cursor.eat_letter(b'L') {
        if !cursor.done() {
            return unexpected(reading, kind, cursor, text, "must have nothing after `L`");
        }
        if named {
            reading.notes.push(
                undocumented(kind, "cron-last-name", text, span.clone())
                    .hint(format!(
                        "Read here as the last {} of the month; AWS shows digits only",
                        weekday(from)
                    ))
                    .fix(
                        "Write the weekday as its digit",
                        replaced(reading.text, &span, &format!("{from}L")),
                    ),
            );
        }
        return Some(Item::LastNamed { weekday: from });
    }
    if kind == Kind::DayOfMonth && cursor.eat_letter(b'W') {
        if !cursor.done() {
            return unexpected(reading, kind, cursor, text, "must have nothing after `W`");
        }
        reading.notes.push(
            undocumented(kind, "cron-nearest-weekday", text, span)
                .hint(format!(
                    "Read here as the Monday-to-Friday day nearest to day {from}, in the same month; AWS's own words for `W` are unclear, so compare NextExecutionTime after creating the window"
                )),
        );
        return Some(Item::Nearest { day: from });
    }
    let mut to = None;
    if cursor.eat(b'-') {
        let start = span.start + cursor.read();
        let end = value(reading, kind, cursor, text, &span)?;
        let mixed = reading
            .text
            .as_bytes()
            .get(start)
            .is_some_and(|byte| byte.is_ascii_alphabetic() != named);
        if mixed {
            reading.notes.push(
                undocumented(kind, "cron-mixed-range", text, span.clone())
                    .hint("Write both ends as names or both as numbers"),
            );
        }
        to = Some(end);
    }
    let mut by = None;
    if cursor.eat(b'/') {
        by = Some(step(reading, kind, cursor, text, &span)?);
    }
    if !cursor.done() {
        return unexpected(reading, kind, cursor, text, forms(kind));
    }
    if let Some(end) = to
        && end < from
    {
        if kind == Kind::Year {
            reading.notes.push(
                say(
                    kind,
                    "cron-year-order",
                    "must name the earlier year first",
                    text,
                )
                .at(span),
            );
            return None;
        }
        reading.notes.push(
            undocumented(kind, "cron-wraps", text, span.clone()).hint(format!(
                "Read here as {}, on past the end of the field",
                wrap_words(kind, from, end)
            )),
        );
    }
    if by.is_some() && named {
        reading.notes.push(
            undocumented(kind, "cron-step-after-name", text, span)
                .hint("Quartz, which AWS seems to use, loses a step after a name; write numbers or a list of names"),
        );
    }
    Some(match (to, by) {
        (_, Some(by)) => Item::Steps { from, to, by },
        (Some(to), None) => Item::Range { from, to },
        (None, None) => Item::Value(from),
    })
}

/// The ends of a range that wraps around.
fn wrap_words(kind: Kind, from: u16, to: u16) -> String {
    match kind {
        Kind::DayOfWeek => format!("{} to {}", day_name(from), day_name(to)),
        _ => format!("{from} to {to}"),
    }
}
