//! Strings, with what stands for a variable or an expression in them.

use super::value::as_text;
use super::{DEEPEST, Reader};
use crate::syntax::{Data, Spanned};

/// What PowerShell takes for a single quote.
const SINGLE: [char; 5] = ['\'', '\u{2018}', '\u{2019}', '\u{201a}', '\u{201b}'];
/// What PowerShell takes for a double quote.
const DOUBLE: [char; 4] = ['"', '\u{201c}', '\u{201d}', '\u{201e}'];

pub(super) fn is_quote(c: char) -> bool {
    SINGLE.contains(&c) || DOUBLE.contains(&c)
}

impl Reader<'_> {
    /// A string that begins here; its place is that of its first letter.
    pub(super) fn string(&mut self) -> Option<Spanned> {
        if let Some(text) = self.here_string() {
            return Some(text);
        }
        let quote = self.peek()?;
        if SINGLE.contains(&quote) {
            self.at += quote.len_utf8();
            return Some(self.literal());
        }
        if DOUBLE.contains(&quote) {
            self.at += quote.len_utf8();
            return Some(self.expanding());
        }
        None
    }

    fn literal(&mut self) -> Spanned {
        let at = self.at;
        let mut out = String::new();
        while let Some(c) = self.peek() {
            self.at += c.len_utf8();
            if SINGLE.contains(&c) {
                match self.peek() {
                    Some(next) if SINGLE.contains(&next) => {
                        self.at += next.len_utf8();
                        out.push(next);
                        continue;
                    }
                    _ => return Spanned::text(at, out),
                }
            }
            out.push(c);
        }
        self.open = true;
        Spanned::text(at, out)
    }

    fn expanding(&mut self) -> Spanned {
        let at = self.at;
        let mut out = String::new();
        while let Some(c) = self.peek() {
            if DOUBLE.contains(&c) {
                self.at += c.len_utf8();
                match self.peek() {
                    Some(next) if DOUBLE.contains(&next) => {
                        self.at += next.len_utf8();
                        out.push(next);
                        continue;
                    }
                    _ => return Spanned::text(at, out),
                }
            }
            self.letter(c, &mut out);
        }
        self.open = true;
        Spanned::text(at, out)
    }

    /// One letter of a string that expands, or what stands for a value there.
    pub(super) fn letter(&mut self, c: char, out: &mut String) {
        match c {
            '`' => {
                self.at += 1;
                let Some(next) = self.peek() else { return };
                self.at += next.len_utf8();
                match next {
                    'n' => out.push('\n'),
                    't' => out.push('\t'),
                    'r' => out.push('\r'),
                    '0' => {}
                    '\n' => {}
                    next => out.push(next),
                }
            }
            '$' if self.rest().starts_with("$(") => {
                let at = self.at;
                let value = self.sub_expression();
                let known = as_text(&value).filter(|text| !self.scope.is_open(text));
                let text = known.unwrap_or_else(|| {
                    let unknown = self.unknown_since(at);
                    as_text(&unknown).unwrap_or_default()
                });
                out.push_str(&text);
            }
            '$' => {
                // `$LATEST` and `$DEFAULT` mean themselves.
                if let Some((name, written, at)) = self.name() {
                    if matches!(name.as_str(), "LATEST" | "DEFAULT") {
                        out.push_str(&written);
                        return;
                    }
                    let value = self.scope.variable(&name, &written, at);
                    let text = as_text(&value).unwrap_or_else(|| {
                        let unknown = self.scope.unknown(&written, at);
                        as_text(&unknown).unwrap_or_default()
                    });
                    out.push_str(&text);
                } else {
                    self.at += 1;
                    out.push('$');
                }
            }
            c => {
                self.at += c.len_utf8();
                out.push(c);
            }
        }
    }

    /// `$( … )`.
    pub(super) fn sub_expression(&mut self) -> Spanned {
        let at = self.at;
        self.at += 1;
        if self.depth >= DEEPEST {
            self.at = super::closing(self.text, self.at).unwrap_or(self.text.len());
            return self.unknown_since(at);
        }
        let values = self.enclosed();
        match <[Spanned; 1]>::try_from(values) {
            Ok([one]) => one,
            Err(values) if values.is_empty() => self.unknown_since(at),
            Err(values) => Spanned::new(at, Data::List(values)),
        }
    }

    /// `@'`, lines, `'@`.
    fn here_string(&mut self) -> Option<Spanned> {
        let mut letters = self.rest().strip_prefix('@')?.chars();
        let quote = letters.next().filter(|c| is_quote(*c))?;
        let head = letters.as_str();
        let line = head.find('\n')?;
        if !head.get(..line)?.trim().is_empty() {
            return None;
        }
        let expands = DOUBLE.contains(&quote);
        self.at = self.text.len() - head.len() + line + 1;
        let at = self.at;
        let mut out = String::new();
        loop {
            // The closing mark stands at the beginning of a line.
            let indent = self.rest().trim_start_matches([' ', '\t']);
            let mut mark = indent.chars();
            let closes = mark.next().is_some_and(|c| {
                (DOUBLE.contains(&c) && expands || SINGLE.contains(&c) && !expands)
                    && mark.as_str().starts_with('@')
            });
            if closes {
                self.at = self.text.len() - mark.as_str().len() + 1;
                break;
            }
            let end = self.rest().find('\n').map(|end| self.at + end);
            let end = end.unwrap_or(self.text.len());
            while self.at < end {
                let Some(c) = self.peek() else { break };
                if expands {
                    self.letter(c, &mut out);
                } else {
                    self.at += c.len_utf8();
                    out.push(c);
                }
            }
            if self.at >= self.text.len() {
                self.open = true;
                break;
            }
            if self.peek() == Some('\n') {
                self.at += 1;
                out.push('\n');
            }
        }
        let out = out.strip_suffix('\n').map(str::to_owned).unwrap_or(out);
        Some(Spanned::text(at, out))
    }
}
