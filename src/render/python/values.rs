//! Values as literals of Python, laid out as its formatters lay them out.

use crate::check::{Plan, Reference, Value};
use crate::hidden::is_hidden;
use crate::render::code::{Chunk, Kind};
use crate::render::literal;
use crate::render::names::name;

/// The longest line of Python's formatters.
pub(super) const LINE: usize = 88;

pub(super) const INDENT: usize = 4;

/// Writes a value that begins at a column of a line indented by `by`.
pub(super) fn write(plan: &Plan, value: &Value, by: usize, column: usize, chunk: &mut Chunk) {
    match value {
        Value::Text(text) => {
            chunk.push(Kind::Value, string(text));
        }
        Value::Whole(number) => {
            chunk.push(Kind::Value, number.to_string());
        }
        Value::Flag(flag) => {
            chunk.push(Kind::Value, if *flag { "True" } else { "False" });
        }
        // boto3 encodes text as UTF-8 and then as base64.
        Value::Blob(bytes) => {
            chunk.push(Kind::Value, string(&String::from_utf8_lossy(bytes)));
        }
        Value::Reference(reference) => {
            chunk.push(Kind::Variable, returned(plan, *reference));
        }
        Value::List(items) => {
            let alone = match items.as_slice() {
                [Value::Text(text)] => Some((Kind::Value, string(text))),
                [Value::Reference(reference)] => Some((Kind::Variable, returned(plan, *reference))),
                _ => None,
            };
            // Room for the brackets and the comma behind them.
            if let Some((kind, item)) = alone.filter(|(_, item)| column + width(item) + 3 <= LINE) {
                chunk
                    .push(Kind::Value, "[")
                    .push(kind, item)
                    .push(Kind::Value, "]");
                return;
            }
            let each = |n: usize, by: usize, chunk: &mut Chunk| {
                if let Some(item) = items.get(n) {
                    write(plan, item, by, by, chunk);
                }
            };
            sequence(["[", "]"], items.len(), by, &each, chunk);
        }
        Value::Group(members) => {
            let each = |n: usize, by: usize, chunk: &mut Chunk| {
                if let Some((field, value)) = members.get(n) {
                    entry(plan, field.name, value, by, chunk);
                }
            };
            sequence(["{", "}"], members.len(), by, &each, chunk);
        }
        Value::Map(entries) => {
            let each = |n: usize, by: usize, chunk: &mut Chunk| {
                if let Some((key, value)) = entries.get(n) {
                    entry(plan, key, value, by, chunk);
                }
            };
            sequence(["{", "}"], entries.len(), by, &each, chunk);
        }
    }
}

fn entry(plan: &Plan, key: &str, value: &Value, by: usize, chunk: &mut Chunk) {
    let key = [&string(key), ": "].concat();
    let column = by + width(&key);
    chunk.push(Kind::Value, key);
    write(plan, value, by, column, chunk);
}

/// A line each, with the comma at the end by which formatters leave it so.
fn sequence(
    [open, close]: [&str; 2],
    count: usize,
    by: usize,
    each: &dyn Fn(usize, usize, &mut Chunk),
    chunk: &mut Chunk,
) {
    chunk.push(Kind::Value, open);
    if count > 0 {
        chunk.push(Kind::Value, "\n");
        for n in 0..count {
            chunk.push(Kind::Value, " ".repeat(by + INDENT));
            each(n, by + INDENT, chunk);
            chunk.push(Kind::Value, ",\n");
        }
        chunk.push(Kind::Value, " ".repeat(by));
    }
    chunk.push(Kind::Value, close);
}

/// What another request returned: `window["WindowId"]`.
fn returned(plan: &Plan, reference: Reference) -> String {
    let of = plan
        .source(reference)
        .map_or_else(|| "request".to_owned(), |request| name(plan, request));
    [&of, "[\"", reference.member(), "\"]"].concat()
}

/// A string literal: in the quotes that need fewer escapes, and with nothing in it that can't be seen.
pub(super) fn string(text: &str) -> String {
    let json = literal::quoted(text);
    let (double, single) = (text.matches('"').count(), text.matches('\'').count());
    let mut out = String::with_capacity(json.len());
    if double > single {
        let inner = json.get(1..json.len() - 1).unwrap_or_default();
        out.push('\'');
        // A quote follows a backslash of its own only; `\\` stands for itself.
        let mut chars = inner.chars();
        while let Some(c) = chars.next() {
            match c {
                '\\' => match chars.next() {
                    Some('"') => out.push('"'),
                    Some(other) => out.extend(['\\', other]),
                    None => {}
                },
                '\'' => out.push_str("\\'"),
                c => seen(c, &mut out),
            }
        }
        out.push('\'');
    } else {
        json.chars().for_each(|c| seen(c, &mut out));
    }
    out
}

/// Adds a character, by its number if it can't be seen.
fn seen(c: char, out: &mut String) {
    if !is_hidden(c) {
        out.push(c);
    } else if u32::from(c) > 0xffff {
        out.push_str(&format!("\\U{:08x}", u32::from(c)));
    } else {
        out.push_str(&format!("\\u{:04x}", u32::from(c)));
    }
}

/// How wide a text may be at most: a character outside ASCII may take two columns.
pub(super) fn width(text: &str) -> usize {
    text.trim_end()
        .chars()
        .map(|c| if c.is_ascii() { 1 } else { 2 })
        .sum()
}
