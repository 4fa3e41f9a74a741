//! A text as attributes and blocks, each parsed on its own: what is broken, or
//! no HCL at all, costs nothing but itself.

use std::ops::Range;

use hcl_edit::parser::parse_body;

use super::Body;
use super::adapter::Adapter;
use super::scan::{Begin, begin, extent};
use crate::syntax::{Fault, source_line};

/// How often a broken block is tried again.
const MOST_TRIES: usize = 8;
/// How often each byte may be looked at to find where attributes and blocks end.
const MOST_LOOKS: usize = 8;
/// A longer block is not tried again.
const LONGEST_MENDED: usize = 50_000;
/// A longer block is not parsed: keys of a map are compared with each other.
const LONGEST: usize = 500_000;

/// What was read of a text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Read {
    /// What it holds.
    pub body: Body,
    /// What is wrong with it.
    pub faults: Vec<Fault>,
    /// Lines that are nothing of HCL: where each begins.
    pub others: Vec<usize>,
    /// Where its attributes and blocks begin and end.
    pub ranges: Vec<Range<usize>>,
}

/// Reads a text whose first byte has an offset.
pub fn read(text: &str, offset: usize) -> Read {
    let mut read = Read::default();
    let mut at = 0;
    // What is left open reaches to the end of the text; the next may do so again.
    let mut left = text.len().saturating_mul(MOST_LOOKS);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let blanks = rest.len() - rest.trim_start().len();
        let from = at + blanks;
        let rest = rest.trim_start();
        let line = rest.lines().next().unwrap_or_default();
        at = from;
        if line.is_empty() {
            break;
        } else if line.starts_with('#') || line.starts_with("//") {
            at += line.len();
        } else if rest.starts_with("/*") {
            at += rest.find("*/").map_or(rest.len(), |end| end + 2);
        } else if let Some(kind) = begin(line) {
            let found = extent(text, from);
            left = left.saturating_sub(found.end - from);
            if left == 0 {
                read.faults.push(Fault {
                    at: offset + from,
                    message: "The rest is not read: too many brackets are left open".to_owned(),
                    repaired: false,
                });
                break;
            }
            let own = text.get(from..found.end).unwrap_or_default();
            let mut text = own.to_owned();
            for at in found.indented {
                text.replace_range(at - from..at - from + 3, " <<");
            }
            let mut structure = Structure {
                text,
                written: own,
                offset: offset + from,
                faults: Vec::new(),
                closed: false,
            };
            match structure.parse(found.open) {
                Some(body) => {
                    read.ranges.push(offset + from..offset + found.end);
                    read.body.attributes.extend(body.attributes);
                    read.body.blocks.extend(body.blocks);
                    read.faults.extend(structure.faults);
                    at = found.end;
                }
                // An assignment of another language.
                None if kind == Begin::Attribute => {
                    read.others.push(offset + from);
                    at += line.len();
                }
                None => {
                    read.faults.extend(structure.faults);
                    at = found.end;
                }
            }
        } else {
            read.others.push(offset + from);
            at += line.len();
        }
    }
    read
}

/// An attribute or block while it is parsed, and mended where it is broken.
struct Structure<'a> {
    /// Its text; what is mended keeps its place.
    text: String,
    /// Its text as it was written.
    written: &'a str,
    offset: usize,
    faults: Vec<Fault>,
    /// Whether missing braces were added.
    closed: bool,
}

impl Structure<'_> {
    fn parse(&mut self, open: usize) -> Option<Body> {
        if self.text.len() > LONGEST {
            let length = self.text.len();
            let message = format!("Too long to read: `{length}` bytes of at most `{LONGEST}`");
            self.unread(0, message);
            return None;
        }
        let mut tries = if self.text.len() > LONGEST_MENDED {
            0
        } else {
            MOST_TRIES
        };
        loop {
            let error = match parse_body(&self.text) {
                Ok(tree) => {
                    let adapter = Adapter {
                        text: self.written,
                        begin: self.offset,
                    };
                    return Some(adapter.body(&tree));
                }
                Err(error) => error,
            };
            let at = error.location().offset();
            if tries == 0 || !self.mend(at, open, error.message(), tries == MOST_TRIES) {
                self.faults.retain(|fault| fault.repaired);
                let line = match self.line(at).1.trim() {
                    "" => "its end".to_owned(),
                    line => format!("`{}`", source_line(line)),
                };
                let why = error.message();
                self.unread(at, format!("The text from {line} on is not read: {why}"));
                return None;
            }
            tries -= 1;
        }
    }

    /// The place and the text of the line that a byte is in.
    fn line(&self, at: usize) -> (usize, &str) {
        let before = self.text.get(..at).unwrap_or(&self.text);
        let begin = before.rfind('\n').map_or(0, |at| at + 1);
        let rest = self.text.get(begin..).unwrap_or_default();
        (begin, rest.lines().next().unwrap_or_default())
    }

    /// Changes what is wrong at a byte; whether there is hope.
    fn mend(&mut self, at: usize, open: usize, why: &str, first: bool) -> bool {
        if first && self.straighten() {
            return true;
        }
        if !self.closed && open > 0 && self.text.trim_end().len() <= at + 1 {
            self.closed = true;
            self.text.push('\n');
            self.text.push_str(&"}".repeat(open.min(64)));
            let message = "A closing brace is missing: it is read as if it stood at the end";
            self.repaired(at, message.to_owned());
            return true;
        }
        self.one_line(at) || self.drop_line(at, why)
    }

    /// Typographic quotation marks and blanks as plain ones, at the same place.
    fn straighten(&mut self) -> bool {
        const MARKS: [(&str, &str); 4] = [
            ("\u{201c}", "  \""),
            ("\u{201d}", "\"  "),
            ("\u{a0}", "  "),
            ("\u{202f}", "   "),
        ];
        let Some(at) = MARKS.iter().find_map(|(mark, _)| self.text.find(mark)) else {
            return false;
        };
        for (mark, plain) in MARKS {
            self.text = self.text.replace(mark, plain);
        }
        let line = source_line(self.line(at).1);
        let message = format!("Typographic quotes are read as plain ones: `{line}`");
        self.repaired(at, message);
        true
    }

    /// `{ a = 1  b = 2 }` on one line, which the first version of HCL allowed.
    fn one_line(&mut self, at: usize) -> bool {
        let (begin, line) = self.line(at);
        let end = begin + line.len();
        let shown = source_line(line);
        let Some(brace) = line.get(..at - begin).and_then(|before| before.rfind('{')) else {
            return false;
        };
        let closing = line.rfind('}').map(|closing| begin + closing);
        let Some(closing) = closing.filter(|closing| *closing > at) else {
            return false;
        };
        let mut bytes = std::mem::take(&mut self.text).into_bytes();
        let blank = |byte: Option<&u8>| matches!(byte, Some(b' ' | b'\t' | b','));
        let between = [at, at.saturating_sub(1)]
            .into_iter()
            .find(|place| blank(bytes.get(*place)));
        let places = [Some(begin + brace + 1), between, Some(closing - 1)];
        let apart = between.is_some() && end > at;
        for place in places.into_iter().flatten().filter(|_| apart) {
            if let Some(byte) = bytes.get_mut(place).filter(|byte| blank(Some(&**byte))) {
                *byte = b'\n';
            }
        }
        self.text = String::from_utf8(bytes).unwrap_or_default();
        if apart {
            let message = format!("`{shown}` is read as a line for each attribute");
            if !self.faults.iter().any(|fault| fault.message == message) {
                self.repaired(begin, message);
            }
        }
        apart
    }

    /// Leaves out the line of an error, unless it is the first.
    fn drop_line(&mut self, at: usize, why: &str) -> bool {
        let (begin, line) = self.line(at);
        let (length, shown) = (line.len(), source_line(line));
        // Nothing is left to leave out.
        if begin == 0 || shown.is_empty() || shown == "}" {
            return false;
        }
        self.text
            .replace_range(begin..begin + length, &" ".repeat(length));
        self.unread(begin, format!("`{shown}` is not read: {why}"));
        true
    }

    fn unread(&mut self, at: usize, message: String) {
        self.fault(at, message, false);
    }

    fn repaired(&mut self, at: usize, message: String) {
        self.fault(at, message, true);
    }

    fn fault(&mut self, at: usize, message: String, repaired: bool) {
        self.faults.push(Fault {
            at: self.offset + at,
            message,
            repaired,
        });
    }
}
