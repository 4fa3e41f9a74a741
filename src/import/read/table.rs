//! Tables of windows, and lists of settings, in Markdown, wikis and as plain text:
//! `| Name | Schedule |`, `||Name||Schedule||`, `Schedule: rate(7 days)`.
//!
//! Only a table whose head names a schedule is about windows. What a column's
//! head means is asked of the catalogue: the member's name or its label.

use super::aliases;
use super::call::Reading;
use super::readers::{Read, counted};
use crate::catalogue::{Field, Shape, window};
use crate::syntax::{Data, Entry, Sources, Spanned};

/// How many rows a text may have.
const MOST_ROWS: usize = 2_000;

/// Heads of columns that people write, and the member that is meant.
const HEADS: &[(&str, &str)] = &[
    ("window", "Name"),
    ("windowname", "Name"),
    ("maintenancewindow", "Name"),
    ("cron", "Schedule"),
    ("cronexpression", "Schedule"),
    ("scheduleexpression", "Schedule"),
    ("schedulecron", "Schedule"),
    ("tz", "ScheduleTimezone"),
    ("timezone", "ScheduleTimezone"),
    ("zone", "ScheduleTimezone"),
    ("offset", "ScheduleOffset"),
    ("start", "StartDate"),
    ("end", "EndDate"),
    ("id", "WindowId"),
    ("hours", "Duration"),
    ("length", "Duration"),
    ("allowunregisteredtargets", "AllowUnassociatedTargets"),
    ("unregisteredtargets", "AllowUnassociatedTargets"),
    ("unassociatedtargets", "AllowUnassociatedTargets"),
];

/// A cell: its text and where that begins.
type Cell = (usize, String);

/// Reads every table of windows, and lists of a window's settings.
pub fn read(sources: &Sources, number: usize, reading: &mut Reading) -> Vec<Read> {
    let Some(piece) = sources.piece(number) else {
        return Vec::new();
    };
    let lower = piece.text.to_ascii_lowercase();
    if !lower.contains("schedule") && !lower.contains("cron") {
        return Vec::new();
    }
    let before = reading.calls.len();
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut at = piece.begin;
    for line in piece.text.split_inclusive('\n').chain([""]) {
        match cells(line, at) {
            Some(row) => rows.extend((!is_rule(&row)).then_some(row)),
            None => table(reading, &std::mem::take(&mut rows)),
        }
        at += line.len();
    }
    table(reading, &rows);
    // What has braces is of a notation of its own, whether or not that was understood.
    if reading.calls.len() == before && !piece.text.contains(['{', '}']) {
        settings(reading, piece.text, piece.begin);
    }
    match reading.calls.len() - before {
        0 => Vec::new(),
        count => vec![Read {
            input: number,
            text: format!("{}, table", counted(count, "window")),
        }],
    }
}

/// The cells of a line that is a row of a table.
fn cells(line: &str, at: usize) -> Option<Vec<Cell>> {
    let plain = line.trim();
    // Confluence doubles the marks of a head; a table of a spreadsheet has tabs.
    let mark = ["||", "|", "\t"]
        .into_iter()
        .find(|mark| plain.contains(mark))?;
    let begin = at + line.len() - line.trim_start().len();
    let inner = plain.strip_prefix(mark).unwrap_or(plain);
    let mut from = begin + plain.len() - inner.len();
    let inner = inner.strip_suffix(mark).unwrap_or(inner);
    let mut all = Vec::new();
    for cell in inner.split(mark) {
        let text = cell.trim_start();
        let place = from + cell.len() - text.len();
        all.push((place, unmarked(text.trim_end()).to_owned()));
        from += cell.len() + mark.len();
    }
    (all.len() > 1).then_some(all)
}

/// A text without the marks of Markdown around it: emphasis, code.
fn unmarked(text: &str) -> &str {
    let mut text = text;
    for mark in ["**", "__", "`", "\"", "_"] {
        let inside = text
            .strip_prefix(mark)
            .and_then(|rest| rest.strip_suffix(mark));
        text = inside.unwrap_or(text).trim();
    }
    text
}

/// Whether a row only draws a line.
fn is_rule(row: &[Cell]) -> bool {
    row.iter()
        .all(|(_, text)| text.chars().all(|c| "-:=+ ".contains(c)))
}

/// The member of a window that the head of a column means.
fn meant(head: &str) -> Option<&'static Field> {
    let plain: String = head
        .split(['(', '['])
        .next()?
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    if plain.is_empty() {
        return None;
    }
    let fields = || {
        let own = window::CREATE.input.iter().map(|member| member.field);
        own.chain([&window::WINDOW_ID])
    };
    let named = |name: &str| fields().find(|field| field.name == name);
    let other = HEADS.iter().find(|(head, _)| *head == plain);
    let label = |field: &&'static Field| {
        let label = field.label.chars().filter(char::is_ascii_alphanumeric);
        label.map(|c| c.to_ascii_lowercase()).eq(plain.chars())
    };
    other
        .and_then(|(_, name)| named(name))
        .or_else(|| fields().find(label))
        .or_else(|| aliases::member(window::CREATE.input, &plain))
        .filter(|field| aliases::is_leaf(field.shape))
}

fn table(reading: &mut Reading, rows: &[Vec<Cell>]) {
    let Some((head, rows)) = rows.split_first() else {
        return;
    };
    let fields: Vec<Option<&'static Field>> = head.iter().map(|(_, text)| meant(text)).collect();
    let is = |field: &Field| {
        let found = fields.iter().flatten();
        found.into_iter().any(|known| known.name == field.name)
    };
    if !is(&window::SCHEDULE) {
        // Two columns may be a list of settings.
        if head.len() == 2 {
            let pairs = std::iter::once(head).chain(rows);
            let pairs = pairs.filter_map(|row| match row.as_slice() {
                [(at, name), (value_at, value)] => {
                    Some((*at, name.as_str(), *value_at, value.as_str()))
                }
                _ => None,
            });
            window_of(reading, pairs);
        }
        return;
    }
    for ((at, text), _) in head
        .iter()
        .zip(&fields)
        .filter(|(_, field)| field.is_none())
    {
        if !text.is_empty() {
            let message = format!("`{text}` is not a member of a window");
            reading.notes.unread(*at, "unknown-column", message);
        }
    }
    for row in rows.iter().take(MOST_ROWS) {
        let cells = row.iter().zip(&fields);
        let members = cells.filter_map(|((at, text), field)| {
            let field = (*field)?;
            Some(Entry::new(field.name, *at, value(field, *at, text)?))
        });
        made(reading, members.collect());
    }
}

/// `Schedule: rate(7 days)`, a line each.
fn settings(reading: &mut Reading, text: &str, begin: usize) {
    let mut at = begin;
    let mut pairs: Vec<(usize, &str, usize, &str)> = Vec::new();
    for line in text.split_inclusive('\n').chain(["\n\n"]) {
        let plain = line.trim().trim_start_matches(['-', '*', '+', ' ']);
        let pair = plain.split_once(':');
        let place = at + line.len() - line.trim_start().len();
        match pair {
            Some((name, value)) => {
                pairs.push((place, unmarked(name.trim()), place, unmarked(value.trim())))
            }
            None if plain.is_empty() => {
                window_of(reading, std::mem::take(&mut pairs).into_iter());
            }
            None => {}
        }
        at += line.len();
    }
}

/// Makes a window of names and values, if they are those of one.
fn window_of<'a>(
    reading: &mut Reading,
    pairs: impl Iterator<Item = (usize, &'a str, usize, &'a str)>,
) {
    let mut members: Vec<Entry> = Vec::new();
    for (at, name, value_at, text) in pairs {
        let known = meant(name).filter(|field| members.iter().all(|one| one.key != field.name));
        let Some(field) = known else { continue };
        if let Some(value) = value(field, value_at, text) {
            members.push(Entry::new(field.name, at, value));
        }
    }
    let has = |field: &Field| members.iter().any(|one| one.key == field.name);
    // One of them alone may be anything.
    if has(&window::SCHEDULE) && (has(&window::DURATION) || has(&window::CUTOFF)) {
        made(reading, members);
    }
}

fn made(reading: &mut Reading, members: Vec<Entry>) {
    let Some(at) = members.first().map(|entry| entry.at) else {
        return;
    };
    let has_id = members
        .iter()
        .any(|entry| entry.key == window::WINDOW_ID.name);
    if has_id {
        reading.answer(at, &window::GET, members);
    } else {
        let object = reading.object();
        reading.request(at, &window::CREATE, members, object, "");
    }
}

/// The text of a cell as a member's value; `None` for nothing.
fn value(field: &Field, at: usize, text: &str) -> Option<Spanned> {
    let nothing = matches!(text, "" | "-" | "–" | "—" | "n/a" | "N/A" | "none" | "None");
    if nothing {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let data = match field.shape {
        Shape::Flag => match lower.as_str() {
            "yes" | "true" | "y" | "x" | "✓" => Data::Flag(true),
            "no" | "false" | "n" => Data::Flag(false),
            _ => Data::Text(text.to_owned()),
        },
        // `4 h`, `4 hours`.
        Shape::Whole(_) => {
            let digits =
                lower.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c.is_whitespace());
            let unit = lower.get(digits.len()..).unwrap_or_default().trim();
            let known = matches!(
                unit,
                "" | "h" | "hr" | "hrs" | "hour" | "hours" | "day" | "days" | "d"
            );
            Data::Text(if known { digits } else { text }.to_owned())
        }
        _ => Data::Text(text.to_owned()),
    };
    Some(Spanned::new(at, data))
}
