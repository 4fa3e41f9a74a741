//! YAML, with the short tags of CloudFormation: `!Ref X` is read as `{"Ref": "X"}`.
//!
//! Follows anchors. A tab in place of blanks is repaired; behind a fault that
//! cannot be, what was read until then counts.

use std::borrow::Cow;
use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, Span, Tag};

use super::data::{Data, Entry, Spanned};
use super::source::Fault;

/// Deeper nesting than any template has.
const DEEPEST: usize = 64;
/// How many values a text may come to: an anchor can stand for many.
const MOST: usize = 200_000;

/// What was read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Read {
    /// Each document.
    pub documents: Vec<Spanned>,
    /// What is no YAML in it.
    pub faults: Vec<Fault>,
}

/// Reads every document of a text whose first byte has an offset.
pub fn documents(text: &str, begin: usize) -> Read {
    let mut faults = Vec::new();
    let (plain, lines) = without_tabs(text, begin, &mut faults);
    let mut reader = Reader {
        parser: Parser::new_from_str(&plain),
        lines,
        anchors: HashMap::new(),
        faults,
        depth: 0,
        left: MOST,
        ended: false,
    };
    let mut documents = Vec::new();
    while let Some((event, span)) = reader.next() {
        if let Some(value) = reader.value(event, span) {
            documents.push(value);
        }
    }
    Read {
        documents,
        faults: reader.faults,
    }
}

/// The text with the tabs before its lines replaced, and where each line began before that.
fn without_tabs<'a>(
    text: &'a str,
    begin: usize,
    faults: &mut Vec<Fault>,
) -> (Cow<'a, str>, Vec<usize>) {
    let mut lines = Vec::new();
    let mut out = String::new();
    let mut at = begin;
    let mut above = String::new();
    let mut changed = false;
    for line in text.split_inclusive('\n') {
        lines.push(at);
        let begin = line.len() - line.trim_start_matches([' ', '\t']).len();
        let (indent, rest) = line.split_at(begin);
        if indent.contains('\t') && !rest.trim().is_empty() {
            faults.push(Fault {
                at,
                message: "A tab is read as the indentation of the line above".to_owned(),
                repaired: true,
            });
            out.push_str(&above);
            out.push_str(rest);
            changed = true;
        } else {
            if !rest.trim().is_empty() {
                above = indent.to_owned();
            }
            out.push_str(line);
        }
        at += line.len();
    }
    lines.push(at);
    (
        if changed {
            Cow::Owned(out)
        } else {
            Cow::Borrowed(text)
        },
        lines,
    )
}

struct Reader<'a> {
    parser: Parser<'a, saphyr_parser::StrInput<'a>>,
    lines: Vec<usize>,
    anchors: HashMap<usize, Spanned>,
    faults: Vec<Fault>,
    depth: usize,
    left: usize,
    ended: bool,
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Option<(Event<'a>, Span)> {
        if self.ended || self.left == 0 {
            return None;
        }
        self.left -= 1;
        match self.parser.next_event()? {
            Ok((Event::StreamEnd, _)) => None,
            Ok(event) => Some(event),
            Err(error) => {
                let at = self.place(error.marker().line(), error.marker().col());
                let message = format!("The rest is not read: {}", error.info());
                self.faults.push(Fault {
                    at,
                    message,
                    repaired: false,
                });
                self.ended = true;
                None
            }
        }
    }
    fn place(&self, line: usize, column: usize) -> usize {
        let begin = line.checked_sub(1).and_then(|line| self.lines.get(line));
        begin.copied().unwrap_or_default() + column
    }
    fn value(&mut self, event: Event<'a>, span: Span) -> Option<Spanned> {
        let at = self.place(span.start.line(), span.start.col());
        let (data, anchor, tag) = match event {
            Event::Scalar(text, style, anchor, tag) => (scalar(&text, style), anchor, tag),
            Event::SequenceStart(anchor, tag) => (Data::List(self.items()), anchor, tag),
            Event::MappingStart(anchor, tag) => (Data::Map(self.entries()), anchor, tag),
            Event::Alias(anchor) => return self.alias(anchor),
            _ => return None,
        };
        let value = tagged(at, data, tag);
        if anchor > 0 {
            self.anchors.insert(anchor, value.clone());
        }
        Some(value)
    }
    /// What an anchor stands for; its size counts, so that anchors of anchors end.
    fn alias(&mut self, anchor: usize) -> Option<Spanned> {
        let value = self.anchors.get(&anchor)?.clone();
        self.left = self.left.saturating_sub(size(&value));
        (self.left > 0).then_some(value)
    }
    fn enter(&mut self) -> bool {
        self.depth += 1;
        if self.depth > DEEPEST {
            self.ended = true;
        }
        !self.ended
    }
    fn items(&mut self) -> Vec<Spanned> {
        let mut items = Vec::new();
        if self.enter() {
            while let Some((event, span)) = self.next() {
                if matches!(event, Event::SequenceEnd) {
                    break;
                }
                items.extend(self.value(event, span));
            }
        }
        self.depth -= 1;
        items
    }
    fn entries(&mut self) -> Vec<Entry> {
        let mut entries: Vec<Entry> = Vec::new();
        if self.enter() {
            while let Some((event, span)) = self.next() {
                if matches!(event, Event::MappingEnd) {
                    break;
                }
                let Some(key) = self.value(event, span) else {
                    break;
                };
                let Some((event, span)) = self.next() else {
                    break;
                };
                let Some(value) = self.value(event, span) else {
                    break;
                };
                let name = key.as_typed().unwrap_or_default();
                if name == "<<" {
                    // Members of an anchor count where the map has none of its own.
                    let merged = value.entries().iter();
                    entries.splice(0..0, merged.cloned());
                    continue;
                }
                entries.push(Entry::new(name, key.at, value));
            }
        }
        self.depth -= 1;
        entries
    }
}

fn size(value: &Spanned) -> usize {
    match &value.data {
        Data::List(items) => 1 + items.iter().map(size).sum::<usize>(),
        Data::Map(entries) => {
            1 + entries
                .iter()
                .map(|entry| size(&entry.value))
                .sum::<usize>()
        }
        _ => 1,
    }
}

/// A value without quotes is what it looks like; one with quotes is text.
fn scalar(text: &str, style: ScalarStyle) -> Data {
    if style != ScalarStyle::Plain {
        return Data::Text(text.to_owned());
    }
    let is_number = || {
        let digits = text.strip_prefix('-').unwrap_or(text);
        digits.starts_with(|c: char| c.is_ascii_digit()) && text.parse::<f64>().is_ok()
    };
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Data::Null,
        "true" | "True" | "TRUE" | "yes" | "Yes" | "on" => Data::Flag(true),
        "false" | "False" | "FALSE" | "no" | "No" | "off" => Data::Flag(false),
        _ if is_number() => Data::Number(text.to_owned()),
        _ => Data::Text(text.to_owned()),
    }
}

/// The long form of a short tag.
fn tagged(at: usize, data: Data, tag: Option<Cow<'_, Tag>>) -> Spanned {
    let value = Spanned::new(at, data);
    let Some(tag) = tag.filter(|tag| tag.handle == "!" && !tag.suffix.is_empty()) else {
        return value;
    };
    let name = match tag.suffix.as_str() {
        name @ ("Ref" | "Condition") => name.to_owned(),
        name => ["Fn::", name].concat(),
    };
    Spanned::new(at, Data::Map(vec![Entry::new(name, at, value)]))
}
