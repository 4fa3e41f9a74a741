//! Writes a checked value as a literal of JSON or Python, in one line or
//! indented, with references left as variables.

use crate::catalogue::Field;
use crate::check::{Reference, Value};
use crate::hidden::is_hidden;

use super::word::Word;

/// How a language writes what JSON and it don't have in common.
pub(super) trait Language {
    /// `true` and `false`.
    fn flag(&self, flag: bool) -> &'static str;
    /// Bytes.
    fn blob(&self, bytes: &[u8]) -> String;
    /// What another request returns, quotes included where there are any.
    fn reference(&self, reference: Reference, out: &mut Word);
}

/// Whether a literal stands on one line or on several, and how far in.
#[derive(Clone, Copy)]
pub(super) enum Layout {
    /// All on one line.
    Line,
    /// A member a line.
    Indented {
        /// Blanks before the closing bracket.
        by: usize,
        /// Blanks more before each member.
        step: usize,
    },
}

impl Layout {
    fn inner(self) -> Layout {
        match self {
            Layout::Line => Layout::Line,
            Layout::Indented { by, step } => Layout::Indented {
                by: by + step,
                step,
            },
        }
    }
    fn line(self, out: &mut Word) {
        if let Layout::Indented { by, .. } = self {
            out.text("\n");
            (0..by).for_each(|_| out.text(" "));
        }
    }
}

/// A text as a string literal of JSON, with escapes for all that can't be seen.
pub(super) fn string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    for c in quoted(text).chars() {
        if is_hidden(c) {
            push_units(c, &mut out);
        } else {
            out.push(c);
        }
    }
    out
}

/// A text in double quotes, in which quotes, backslashes and C0 controls have escapes that JSON and Python share.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Adds a character as JSON's escapes: two for one beyond U+FFFF.
pub(super) fn push_units(c: char, out: &mut String) {
    for unit in c.encode_utf16(&mut [0; 2]) {
        out.push_str(&format!("\\u{unit:04x}"));
    }
}

/// Adds a [`string`].
fn add_string(text: &str, out: &mut Word) {
    // Most texts need no escapes, and then no serializer.
    if text
        .bytes()
        .all(|b| matches!(b, b' '..=b'~') && b != b'"' && b != b'\\')
    {
        out.text("\"");
        out.text(text);
        out.text("\"");
    } else {
        out.text(&string(text));
    }
}

/// Writes a value.
pub(super) fn write(value: &Value, language: &dyn Language, layout: Layout, out: &mut Word) {
    match value {
        Value::Text(text) => add_string(text, out),
        Value::Whole(number) => out.text(&number.to_string()),
        Value::Flag(flag) => out.text(language.flag(*flag)),
        Value::Blob(bytes) => out.text(&string(&language.blob(bytes))),
        Value::Reference(reference) => language.reference(*reference, out),
        Value::List(items) => {
            let each = |n: usize, layout, out: &mut Word| {
                if let Some(item) = items.get(n) {
                    write(item, language, layout, out);
                }
            };
            // A short list of plain values reads better on one line.
            let layout = if items.len() <= 1 && items.iter().all(is_leaf) {
                Layout::Line
            } else {
                layout
            };
            sequence(["[", "]"], items.len(), layout, &each, out);
        }
        Value::Group(members) => group(members, language, layout, out),
        Value::Map(entries) => {
            let each = |n: usize, layout, out: &mut Word| {
                if let Some((key, value)) = entries.get(n) {
                    add_string(key, out);
                    out.text(": ");
                    write(value, language, layout, out);
                }
            };
            sequence(["{", "}"], entries.len(), layout, &each, out);
        }
    }
}

/// Writes named members as an object.
pub(super) fn group(
    members: &[(&'static Field, Value)],
    language: &dyn Language,
    layout: Layout,
    out: &mut Word,
) {
    let each = |n: usize, layout, out: &mut Word| {
        if let Some((field, value)) = members.get(n) {
            add_string(field.name, out);
            out.text(": ");
            write(value, language, layout, out);
        }
    };
    sequence(["{", "}"], members.len(), layout, &each, out);
}

fn is_leaf(value: &Value) -> bool {
    match value {
        Value::Text(_)
        | Value::Whole(_)
        | Value::Flag(_)
        | Value::Blob(_)
        | Value::Reference(_) => true,
        Value::List(_) | Value::Group(_) | Value::Map(_) => false,
    }
}

fn sequence(
    [open, close]: [&str; 2],
    count: usize,
    layout: Layout,
    each: &dyn Fn(usize, Layout, &mut Word),
    out: &mut Word,
) {
    out.text(open);
    let inner = layout.inner();
    for n in 0..count {
        if n > 0 {
            out.text(if matches!(layout, Layout::Line) {
                ", "
            } else {
                ","
            });
        }
        inner.line(out);
        each(n, inner, out);
    }
    if count > 0 {
        layout.line(out);
    }
    out.text(close);
}
