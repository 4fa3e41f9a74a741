//! `cron(…)`: six fields, or seven with the seconds first.
//!
//! Knows how many fields there are, which is which, and the rule that exactly
//! one of the two day fields is `?`. Does not know the forms inside a field
//! (`item`), the dates (`calendar`) or what else may have been meant (`suggest`).

use super::field::{Field, Item, Kind};
use super::list;
use super::note::{Note, replaced};
use super::reading::Reading;
use super::strict::strict;
use crate::quote::quoted;
use std::ops::Range;

/// A parsed `cron(…)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cron {
    with_seconds: bool,
    // Boxed: a schedule is passed around more often than it is read.
    fields: Box<[Field; 7]>,
}

impl Cron {
    /// Whether the seconds were written, as the first of seven fields.
    pub fn with_seconds(&self) -> bool {
        self.with_seconds
    }

    /// The seconds; `0` if they were not written.
    pub fn seconds(&self) -> &Field {
        let [seconds, ..] = &*self.fields;
        seconds
    }

    /// The minutes.
    pub fn minutes(&self) -> &Field {
        let [_, minutes, ..] = &*self.fields;
        minutes
    }

    /// The hours.
    pub fn hours(&self) -> &Field {
        let [_, _, hours, ..] = &*self.fields;
        hours
    }

    /// The day of the month.
    pub fn day_of_month(&self) -> &Field {
        let [_, _, _, day, ..] = &*self.fields;
        day
    }

    /// The month.
    pub fn month(&self) -> &Field {
        let [_, _, _, _, month, ..] = &*self.fields;
        month
    }

    /// The day of the week.
    pub fn day_of_week(&self) -> &Field {
        let [.., weekday, _] = &*self.fields;
        weekday
    }

    /// The year.
    pub fn year(&self) -> &Field {
        let [.., year] = &*self.fields;
        year
    }

    /// The day field that is not `?`.
    pub fn days(&self) -> &Field {
        if self.day_of_week().is_unspecified() {
            self.day_of_month()
        } else {
            self.day_of_week()
        }
    }

    /// Whether its dates are picked by the day of the month (`*` included).
    pub fn by_day_of_month(&self) -> bool {
        self.day_of_week().is_unspecified()
    }

    /// The same schedule in every year that AWS knows.
    pub(crate) fn every_year(&self) -> Cron {
        let mut cron = self.clone();
        let [.., year] = &mut *cron.fields;
        *year = Field::new(Kind::Year, vec![Item::All]);
        cron
    }
}

/// Reads what stands between `cron(` and `)`; findings go to the reading.
pub(crate) fn read(reading: &mut Reading, body: Range<usize>) -> Option<Cron> {
    let spans = tokens(reading.text, &body);
    spacing(reading, &body, &spans);
    let typed = reading.text.get(body.clone()).unwrap_or("");
    let with_seconds = match spans.len() {
        6 => false,
        7 => true,
        count => {
            reading.notes.push(field_count(count, typed, &spans, body));
            return None;
        }
    };
    if let Some(note) = misplaced(reading.text, &spans, &body) {
        reading.notes.push(note);
        return None;
    }
    let kinds = Kind::ALL.iter().skip(usize::from(!with_seconds));
    let mut fields: Vec<Option<Field>> = Vec::with_capacity(7);
    if !with_seconds {
        fields.push(Some(Field::new(Kind::Seconds, vec![Item::Value(0)])));
    }
    for (kind, span) in kinds.zip(&spans) {
        fields.push(list::field(reading, *kind, span.clone()));
    }
    question_marks(reading, &spans, with_seconds)?;
    let fields: Option<Vec<Field>> = fields.into_iter().collect();
    let fields: Box<[Field; 7]> = fields?.try_into().ok()?;
    let cron = Cron {
        with_seconds,
        fields,
    };
    zero_seconds(reading, &cron, &spans);
    Some(cron)
}

/// The places of the fields.
fn tokens(text: &str, body: &Range<usize>) -> Vec<Range<usize>> {
    let bytes = text.as_bytes().get(body.clone()).unwrap_or(&[]);
    let mut spans: Vec<Range<usize>> = Vec::with_capacity(7);
    let mut start = None;
    for (at, byte) in (body.start..).zip(bytes.iter().chain(b" ")) {
        match (byte, start) {
            (b' ' | b'\t', Some(from)) => {
                spans.push(from..at);
                start = None;
            }
            (b' ' | b'\t', None) => {}
            (_, None) => start = Some(at),
            _ => {}
        }
    }
    spans
}

fn spacing(reading: &mut Reading, body: &Range<usize>, spans: &[Range<usize>]) {
    // One byte between neighbors and none outside: that is tidy unless it is a tab.
    let mut end = body.start;
    let mut close = true;
    for (at, span) in spans.iter().enumerate() {
        close &= span.start == end + usize::from(at > 0);
        end = span.end;
    }
    let typed = reading.text.get(body.clone()).unwrap_or("");
    if spans.is_empty() || (close && end == body.end && !typed.contains('\t')) {
        return;
    }
    let parts: Vec<&str> = spans
        .iter()
        .filter_map(|span| reading.text.get(span.clone()))
        .collect();
    let tidy = parts.join(" ");
    reading.notes.push(
        Note::warning(
            "cron-spacing",
            format!(
                "Schedule fields should be separated by one space each: {}",
                quoted(typed)
            ),
        )
        .at(body.clone())
        .hint("AWS documents single spaces only")
        .fix("Use single spaces", replaced(reading.text, body, &tidy)),
    );
}

fn field_count(count: usize, typed: &str, spans: &[Range<usize>], body: Range<usize>) -> Note {
    let note = Note::error(
        "cron-field-count",
        format!(
            "Schedule must have six cron fields, or seven with seconds first: {count} in {}",
            quoted(typed)
        ),
    );
    match count {
        0..=4 => note
            .at(body)
            .hint("The fields are minutes, hours, day of month, month, day of week and year"),
        5 => note.at(body).hint(match parts(typed).iter().position(|part| *part == "?") {
            Some(2 | 4) => "The last field, the year, is missing; `*` is every year",
            Some(1 | 3) => "The first field, the minutes, is missing",
            _ => "This looks like a Unix crontab line; AWS wants a year at the end and `?` in one of the day fields",
        }),
        _ if begins_well(typed) => {
            let extra = spans.get(7).map_or(body.end, |span| span.start);
            note.at(extra..body.end).hint("AWS is known to ignore what follows the year; leave it out")
        }
        _ => note
            .at(body)
            .hint("The values of one field are separated by commas without blanks, as in `0,6,12`"),
    }
}

/// Whether the first six or seven fields are a schedule already.
fn begins_well(typed: &str) -> bool {
    let parts = parts(typed);
    [6, 7].into_iter().any(|count| {
        let whole = parts.get(..count).unwrap_or(&[]).join(" ");
        strict(&["cron(", &whole, ")"].concat()).schedule.is_some()
    })
}

/// Exactly one of the day fields must be `?`.
fn question_marks(reading: &mut Reading, spans: &[Range<usize>], with_seconds: bool) -> Option<()> {
    let first = usize::from(with_seconds);
    let day = spans.get(2 + first)?.clone();
    let weekday = spans.get(4 + first)?.clone();
    let is_mark = |span: &Range<usize>| reading.text.get(span.clone()) == Some("?");
    let (by_day, by_weekday) = (is_mark(&day), is_mark(&weekday));
    if by_day != by_weekday {
        return Some(());
    }
    let typed = |span: &Range<usize>| quoted(reading.text.get(span.clone()).unwrap_or(""));
    let value = format!("{} and {}", typed(&day), typed(&weekday));
    let span = day.start..weekday.end;
    let note = Note::error(
        "cron-question-mark",
        format!("Schedule must have `?` in exactly one of day of month and day of week: {value}"),
    );
    let note = if by_day {
        note.hint("Write `*` in one of them for every day")
    } else {
        note.hint("AWS cannot combine the two; put `?` into the one that does not matter, or make two windows")
    };
    reading.notes.push(note.at(span));
    None
}

/// A `?` that stands where the day fields of another form are: one error, and
/// not one for each field that is read as its neighbour.
fn misplaced(text: &str, spans: &[Range<usize>], body: &Range<usize>) -> Option<Note> {
    let mark = |at: usize| spans.get(at).and_then(|span| text.get(span.clone())) == Some("?");
    let (six, seven) = (mark(2) != mark(4), mark(3) != mark(5));
    let typed = quoted(text.get(body.clone()).unwrap_or(""));
    match spans.len() {
        // The form of 2017: seconds first and no year (`aws-facts` §1.3).
        6 if seven && !six => Some(
            Note::error("cron-old-form", format!("Schedule must have minutes first and the year last: {typed}"))
                .at(body.clone())
                .hint("The place of `?` is that of AWS's old form with seconds first and no year; today seven fields have seconds first"),
        ),
        7 if six && !seven => {
            let extra = spans.last()?.clone();
            let value = quoted(text.get(extra.clone()).unwrap_or(""));
            Some(
                Note::error("cron-extra-field", format!("Schedule must end with the year: {value}"))
                    .at(extra)
                    .hint("AWS is known to ignore what follows the year; leave it out"),
            )
        }
        _ => None,
    }
}

/// An older revision of the user guide said that zero seconds are not supported.
fn zero_seconds(reading: &mut Reading, cron: &Cron, spans: &[Range<usize>]) {
    if !cron.with_seconds || cron.seconds().items() != [Item::Value(0)] {
        return;
    }
    let (Some(first), Some(second)) = (spans.first(), spans.get(1)) else {
        return;
    };
    let fixed = replaced(reading.text, &(first.start..second.start), "");
    reading.notes.push(
        Note::info(
            "cron-zero-seconds",
            "Schedule seconds need not be written when they are zero: `0`",
        )
        .at(first.clone())
        .hint(
            "AWS's pages show `0` here, an older one calls it unsupported; six fields say the same",
        )
        .fix("Leave the seconds out", fixed),
    );
}

/// The fields of a body as texts, for those who repair or explain it.
pub(crate) fn parts(body: &str) -> Vec<&str> {
    tokens(body, &(0..body.len()))
        .into_iter()
        .filter_map(|span| body.get(span))
        .collect()
}

/// The fields of a body with their places in the whole text.
pub(crate) fn places(text: &str, body: &Range<usize>) -> Vec<Range<usize>> {
    tokens(text, body)
}
