//! JSON as people paste it: with comments, commas at the end, elisions, single
//! quotes, words without quotes, and several values one after another.
//!
//! What is not JSON but plain is read and reported as repaired; a place that
//! cannot be read is reported, and reading goes on at the next comma or bracket.

use super::data::{Data, Entry, Spanned};
use super::source::Fault;

/// Deeper nesting than any request has.
const DEEPEST: usize = 64;

/// What was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Read {
    /// The value.
    pub value: Spanned,
    /// The byte behind it.
    pub end: usize,
    /// The byte up to which the text was looked at: less than the end where nesting was too deep.
    pub reached: usize,
    /// What is not JSON in it.
    pub faults: Vec<Fault>,
}

/// Reads the value that begins at a byte; `None` when none begins there.
///
/// A value that is cut off at the end of the text is read as far as it goes.
pub fn value(text: &str, at: usize) -> Option<Read> {
    let mut reader = Reader {
        text,
        at,
        depth: 0,
        reached: None,
        faults: Vec::new(),
    };
    reader.blanks();
    let value = reader.value()?;
    Some(Read {
        value,
        end: reader.at,
        reached: reader.reached.unwrap_or(reader.at),
        faults: reader.faults,
    })
}

/// Reads a text that is one value and nothing else.
pub fn whole(text: &str) -> Option<Read> {
    let read = value(text, 0)?;
    let rest = text.get(read.end..).unwrap_or_default();
    rest.trim().is_empty().then_some(read)
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    reached: Option<usize>,
    faults: Vec<Fault>,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }
    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }
    fn take(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        if found {
            self.at += c.len_utf8();
        }
        found
    }
    fn fault(&mut self, at: usize, message: impl Into<String>, repaired: bool) {
        self.faults.push(Fault {
            at,
            message: message.into(),
            repaired,
        });
    }
    /// Goes past blanks and comments.
    fn blanks(&mut self) {
        loop {
            let rest = self.rest();
            let blank = rest.len() - rest.trim_start().len();
            self.at += blank;
            let rest = self.rest();
            let comment = if rest.starts_with("//") || rest.starts_with('#') {
                rest.find('\n').unwrap_or(rest.len())
            } else if rest.starts_with("/*") {
                rest.find("*/").map_or(rest.len(), |end| end + 2)
            } else {
                return;
            };
            let at = self.at;
            self.at += comment;
            self.fault(at, "a comment is not JSON", true);
        }
    }
    fn value(&mut self) -> Option<Spanned> {
        let at = self.at;
        let data = match self.peek()? {
            '{' => self.map()?,
            '[' => self.list()?,
            quote @ ('"' | '\'' | '\u{201c}' | '\u{201d}' | '\u{2018}' | '\u{2019}') => {
                Data::Text(self.quoted(quote))
            }
            _ => self.word()?,
        };
        Some(Spanned::new(at, data))
    }
    fn enter(&mut self) -> Option<()> {
        self.depth += 1;
        if self.depth > DEEPEST {
            let at = self.at;
            self.fault(at, "nested deeper than any request", false);
            self.reached = self.reached.or(Some(at));
            self.at = self.text.len();
            return None;
        }
        Some(())
    }
    /// An elision: `...` or `…` in place of items.
    fn elision(&mut self) -> bool {
        let rest = self.rest();
        let length = if rest.starts_with("...") {
            3
        } else if rest.starts_with('\u{2026}') {
            '\u{2026}'.len_utf8()
        } else {
            return false;
        };
        let at = self.at;
        self.at += length;
        self.fault(at, "`...` stands for something that was left out", false);
        true
    }
    fn list(&mut self) -> Option<Data> {
        self.enter()?;
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.blanks();
            if self.take(']') || self.peek().is_none() {
                break;
            }
            if self.take(',') || self.elision() {
                continue;
            }
            if self.peek() == Some('}') {
                let at = self.at;
                self.fault(at, "`}` where `]` belongs", true);
                self.at += 1;
                break;
            }
            match self.value() {
                Some(item) => items.push(item),
                None => self.skip(),
            }
        }
        self.depth -= 1;
        Some(Data::List(items))
    }
    fn map(&mut self) -> Option<Data> {
        self.enter()?;
        self.at += 1;
        let mut entries: Vec<Entry> = Vec::new();
        loop {
            self.blanks();
            if self.take('}') || self.peek().is_none() {
                break;
            }
            if self.take(',') || self.elision() {
                continue;
            }
            if self.peek() == Some(']') {
                let at = self.at;
                self.fault(at, "`]` where `}` belongs", true);
                self.at += 1;
                break;
            }
            let at = self.at;
            let key = match self.value() {
                Some(key) => key.as_typed(),
                None => None,
            };
            self.blanks();
            let colon = self.take(':') || self.take('=');
            self.blanks();
            match (key, colon) {
                (Some(key), true) => match self.value() {
                    Some(value) => entries.push(Entry::new(key, at, value)),
                    None => self.skip(),
                },
                _ => {
                    self.fault(at, "not a member of the form `\"name\": value`", false);
                    self.skip();
                }
            }
        }
        self.depth -= 1;
        Some(Data::Map(entries))
    }
    /// Goes to the next comma or bracket.
    fn skip(&mut self) {
        let begin = self.at;
        while let Some(c) = self.peek() {
            if matches!(c, ',' | ']' | '}') {
                break;
            }
            if c == '"' {
                let _ = self.quoted('"');
            } else {
                self.at += c.len_utf8();
            }
        }
        if self.at > begin {
            let skipped = self.text.get(begin..self.at).unwrap_or_default();
            let message = format!("not read: `{}`", super::source_line(skipped));
            self.fault(begin, message, false);
        }
    }
    fn quoted(&mut self, quote: char) -> String {
        let begin = self.at;
        self.at += quote.len_utf8();
        let ends = |c: char| match quote {
            '"' | '\'' => c == quote,
            '\u{201c}' | '\u{201d}' => matches!(c, '\u{201c}' | '\u{201d}'),
            _ => matches!(c, '\u{2018}' | '\u{2019}'),
        };
        if quote != '"' {
            self.fault(begin, format!("`{quote}` is read as `\"`"), true);
        }
        let mut out = String::new();
        while let Some(c) = self.peek() {
            self.at += c.len_utf8();
            if ends(c) {
                return out;
            }
            if c == '\\' {
                self.escape(&mut out);
            } else {
                out.push(c);
            }
        }
        self.fault(begin, "a text without its closing quote", false);
        out
    }
    fn escape(&mut self, out: &mut String) {
        let Some(c) = self.peek() else {
            out.push('\\');
            return;
        };
        self.at += c.len_utf8();
        match c {
            'n' => out.push('\n'),
            't' => out.push('\t'),
            'r' => out.push('\r'),
            'b' => out.push('\u{8}'),
            'f' => out.push('\u{c}'),
            'u' => {
                let first = self.unit();
                let c = match first {
                    Some(high @ 0xD800..=0xDBFF) if self.rest().starts_with("\\u") => {
                        self.at += 2;
                        let low = self.unit().unwrap_or_default();
                        let pair = char::decode_utf16([high, low]).next();
                        pair.and_then(Result::ok)
                    }
                    Some(unit) => char::from_u32(unit.into()),
                    None => None,
                };
                out.push(c.unwrap_or('\u{fffd}'));
            }
            '"' | '\\' | '/' | '\'' | '\n' => out.push(c),
            other => {
                // A path of Windows, a pattern: the backslash was meant.
                out.push('\\');
                out.push(other);
            }
        }
    }
    fn unit(&mut self) -> Option<u16> {
        let digits = self.rest().get(..4)?;
        let unit = u16::from_str_radix(digits, 16).ok()?;
        self.at += 4;
        Some(unit)
    }
    /// A number, `true`, `null`, or a word that should have quotes.
    fn word(&mut self) -> Option<Data> {
        let rest = self.rest();
        let is_word =
            |c: char| !c.is_whitespace() && !matches!(c, ',' | ']' | '}' | '[' | '{' | ':' | '"');
        let mut end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        // A date and time, an ARN: the colons are part of it.
        while rest.get(end..).is_some_and(|r| r.starts_with(':')) {
            let more = rest.get(end + 1..).unwrap_or_default();
            let next = more.find(|c| !is_word(c)).unwrap_or(more.len());
            if next == 0 {
                break;
            }
            end += 1 + next;
        }
        let word = rest.get(..end).filter(|word| !word.is_empty())?;
        let at = self.at;
        self.at += end;
        Some(match word {
            "true" => Data::Flag(true),
            "false" => Data::Flag(false),
            "null" => Data::Null,
            "True" | "False" | "None" => {
                self.fault(at, format!("`{word}` is Python's"), true);
                match word {
                    "None" => Data::Null,
                    word => Data::Flag(word == "True"),
                }
            }
            word if is_number(word) => Data::Number(word.to_owned()),
            word => {
                self.fault(at, format!("`{word}` has no quotes"), true);
                Data::Text(word.to_owned())
            }
        })
    }
}

fn is_number(word: &str) -> bool {
    let digits = word.strip_prefix('-').unwrap_or(word);
    digits.starts_with(|c: char| c.is_ascii_digit()) && word.parse::<f64>().is_ok()
}
