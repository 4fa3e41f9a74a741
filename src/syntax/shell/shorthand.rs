//! The AWS CLI's shorthand: `Key=tag:Role,Values=web,db`, with `{}` for maps
//! and `[]` for lists, as botocore reads it.

use crate::syntax::data::{Data, Entry, Spanned};

/// Deeper nesting than any option has.
const DEEPEST: usize = 32;

/// Reads a word; places are bytes of the word. `None` when it is no shorthand.
pub fn read(word: &str) -> Option<Spanned> {
    let mut reader = Reader {
        text: word,
        at: 0,
        depth: 0,
    };
    let entries = reader.pairs(None)?;
    reader.blanks();
    (reader.at == word.len()).then(|| Spanned::new(0, Data::Map(entries)))
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }
    fn blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }
    fn take(&mut self, c: char) -> bool {
        let found = self.rest().starts_with(c);
        if found {
            self.at += c.len_utf8();
        }
        found
    }
    /// A key and the `=` behind it, if they are next.
    fn key(&mut self) -> Option<(String, usize)> {
        self.blanks();
        let rest = self.rest();
        let is_key = |c: char| c.is_alphanumeric() || "-_.:#/@ ".contains(c);
        let end = rest.find(|c| !is_key(c))?;
        let key = rest.get(..end)?.trim_end();
        if key.is_empty() || !rest.get(end..)?.starts_with('=') {
            return None;
        }
        let at = self.at;
        self.at += end + 1;
        Some((key.to_owned(), at))
    }
    /// Pairs up to the end, or up to a closing brace.
    fn pairs(&mut self, close: Option<char>) -> Option<Vec<Entry>> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let mut entries = Vec::new();
        loop {
            self.blanks();
            if close.is_some_and(|close| self.take(close)) || self.rest().is_empty() {
                break;
            }
            let (key, at) = self.key()?;
            let value = self.values(close)?;
            entries.push(Entry::new(key, at, value));
            self.blanks();
            if !self.take(',') && close.is_none() && !self.rest().is_empty() {
                return None;
            }
        }
        self.depth -= 1;
        (!entries.is_empty() || close.is_some()).then_some(entries)
    }
    /// A value, or several with commas between them: a list.
    fn values(&mut self, close: Option<char>) -> Option<Spanned> {
        let at = self.at;
        let first = self.value(close)?;
        let mut items = vec![first];
        loop {
            let before = self.at;
            self.blanks();
            if !self.rest().starts_with(',') {
                break;
            }
            self.at += 1;
            let value_at = self.at;
            // What has an `=` behind it is the next key.
            if self.key().is_some() || self.rest().trim().is_empty() {
                self.at = before;
                break;
            }
            self.at = value_at;
            items.push(self.value(close)?);
        }
        Some(match <[Spanned; 1]>::try_from(items) {
            Ok([one]) => one,
            Err(items) => Spanned::new(at, Data::List(items)),
        })
    }
    fn value(&mut self, close: Option<char>) -> Option<Spanned> {
        self.blanks();
        let at = self.at;
        let rest = self.rest();
        // A pseudo parameter is a text, though the AWS CLI takes its braces for a map.
        if rest.starts_with("{{") {
            let end = rest.find("}}")? + 2;
            let tail = rest.get(end..)?;
            let more = tail.find([',', '}', ']']).unwrap_or(tail.len());
            self.at += end + more;
            return Some(Spanned::text(at, rest.get(..end + more)?));
        }
        if self.take('{') {
            let entries = self.pairs(Some('}'))?;
            return Some(Spanned::new(at, Data::Map(entries)));
        }
        if self.take('[') {
            return self.list(at);
        }
        for quote in ['\'', '"'] {
            if self.take(quote) {
                return Some(Spanned::text(at, self.quoted(quote)?));
            }
        }
        let ends = |c: char| c == ',' || Some(c) == close || c == ']';
        let end = rest.find(ends).unwrap_or(rest.len());
        let text = rest.get(..end)?.trim();
        self.at += end;
        Some(Spanned::text(at, text))
    }
    fn list(&mut self, at: usize) -> Option<Spanned> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let mut items = Vec::new();
        loop {
            self.blanks();
            if self.take(']') {
                break;
            }
            if self.rest().is_empty() {
                return None;
            }
            if self.take(',') {
                continue;
            }
            items.push(self.value(Some(']'))?);
        }
        self.depth -= 1;
        Some(Spanned::new(at, Data::List(items)))
    }
    fn quoted(&mut self, quote: char) -> Option<String> {
        let mut out = String::new();
        loop {
            let c = self.rest().chars().next()?;
            self.at += c.len_utf8();
            if c == quote {
                return Some(out);
            }
            let next = self.rest().chars().next();
            match next {
                Some(next) if c == '\\' && (next == quote || next == '\\') => {
                    self.at += 1;
                    out.push(next);
                }
                _ => out.push(c),
            }
        }
    }
}
