//! Commands with their arguments, and what is piped from one into the next.

use super::strings::is_quote;
use super::value::as_text;
use super::{Argument, Command, Reader, closing};
use crate::syntax::{Data, Spanned};

impl Reader<'_> {
    /// An expression or a command, and the commands that it is piped into.
    pub(super) fn pipeline(&mut self) -> Spanned {
        self.blanks();
        let mut value = if self.begins_command() {
            self.command(None)
        } else {
            self.expression()
        };
        loop {
            let before = self.at;
            self.blanks();
            if !self.rest().starts_with('|') || self.rest().starts_with("||") {
                // What is behind a value and no operator is of no use here.
                self.at = before;
                return value;
            }
            self.at += 1;
            self.breaks();
            if !self.begins_command() {
                return value;
            }
            value = self.command(Some(value));
        }
    }

    fn begins_command(&self) -> bool {
        let rest = self.rest();
        let called = rest
            .strip_prefix('&')
            .is_some_and(|rest| rest.starts_with([' ', '"', '\'', '$']));
        let letter = rest.starts_with(|c: char| c.is_alphabetic());
        called || letter || rest.starts_with("./") || rest.starts_with(".\\")
    }

    fn command(&mut self, input: Option<Spanned>) -> Spanned {
        if self.take("&") {
            self.blanks();
        }
        let at = self.at;
        let mut command = Command {
            at,
            input,
            ..Command::default()
        };
        let (name, _) = self.argument();
        command.name = as_text(&name).unwrap_or_default();
        loop {
            self.blanks();
            let at = self.at;
            let rest = self.rest();
            match self.peek() {
                None => break,
                Some('\n') => {
                    if !self.goes_on() {
                        break;
                    }
                    self.line_break();
                }
                Some(';' | '|' | ')' | '}' | '&' | '#') => break,
                Some('>') => {
                    self.at += 1;
                    self.take(">");
                    self.blanks();
                    let (name, _) = self.argument();
                    command.output = as_text(&name);
                }
                Some('2' | '*') if rest.get(1..).is_some_and(|rest| rest.starts_with('>')) => {
                    self.at += 2;
                    if !self.take("&1") {
                        self.blanks();
                        self.argument();
                    }
                }
                Some('-') if rest.get(1..).is_some_and(is_parameter) => {
                    self.at += 1;
                    let rest = self.rest();
                    let is_name = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
                    let end = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
                    let name = rest.get(..end).unwrap_or_default();
                    self.at += end;
                    self.take(":");
                    command.arguments.push(Argument::Name(name.to_owned(), at));
                }
                Some('@')
                    if rest
                        .get(1..)
                        .is_some_and(|rest| rest.starts_with(char::is_alphabetic)) =>
                {
                    self.at += 1;
                    let name = self.word().unwrap_or_default();
                    command.arguments.push(Argument::Splat(name, at));
                }
                Some(_) => {
                    let (value, bare) = self.argument();
                    if self.at == at {
                        self.at += self.peek().map_or(0, char::len_utf8);
                        continue;
                    }
                    command.arguments.push(Argument::Value { value, bare });
                }
            }
        }
        command.written = crate::syntax::source_line(self.since(at));
        command.broken = std::mem::take(&mut self.broken);
        command.hard_blanks = std::mem::take(&mut self.hard_blanks);
        self.scope.run(command)
    }

    /// Whether the next line is an option of the command above, backtick or not.
    fn goes_on(&self) -> bool {
        let next = self.rest().get(1..).unwrap_or_default();
        let line = next.split('\n').next().unwrap_or_default();
        let line = line.trim_start().trim_start_matches(">>").trim_start();
        let option = line.strip_prefix("--").unwrap_or_default();
        let parameter = line.strip_prefix('-').unwrap_or_default();
        option.starts_with(|c: char| c.is_ascii_lowercase())
            || parameter.starts_with(|c: char| c.is_ascii_uppercase())
    }

    /// An argument; whether it is a list of words with nothing but commas between them.
    fn argument(&mut self) -> (Spanned, bool) {
        let at = self.at;
        let mut items = vec![self.one_argument()];
        let mut bare = true;
        loop {
            let before = self.at;
            self.blanks();
            if self.peek() != Some(',') {
                self.at = before;
                break;
            }
            bare &= self.at == before;
            self.at += 1;
            let behind = self.at;
            self.blanks();
            while self.peek() == Some('\n') {
                self.line_break();
                self.blanks();
            }
            bare &= self.at == behind;
            if self.peek().is_none_or(|c| ";|)}".contains(c)) {
                break;
            }
            items.push(self.one_argument());
        }
        match <[Spanned; 1]>::try_from(items) {
            Ok([one]) => (one, bare),
            Err(items) => (Spanned::new(at, Data::List(items)), bare),
        }
    }

    /// An argument without commas: an expression, or letters with expressions among them.
    fn one_argument(&mut self) -> Spanned {
        let at = self.at;
        let rest = self.rest();
        let whole = rest.starts_with(['(', '$', '[', '{']) && !rest.starts_with("{{")
            || rest.starts_with("@{")
            || rest.starts_with("@(")
            || rest.starts_with("@'")
            || rest.starts_with("@\"");
        let mut first = None;
        if whole && (!rest.starts_with('[') || self.is_type()) {
            let value = self.single();
            if self.ends_word() {
                return value;
            }
            first = Some(value);
        } else if self.peek().is_some_and(is_quote) {
            let Some(text) = self.string() else {
                return Spanned::new(at, Data::Null);
            };
            if self.ends_word() {
                return text;
            }
            first = Some(text);
        }
        let mut out = first.as_ref().and_then(as_text).unwrap_or_default();
        while let Some(c) = self.peek() {
            match c {
                c if c.is_whitespace() || ",;|)".contains(c) => break,
                '}' if !out.contains('{') => break,
                '`' => {
                    let next = self.rest().get(1..).and_then(|rest| rest.chars().next());
                    if next.is_none_or(char::is_whitespace) {
                        break;
                    }
                    self.letter(c, &mut out);
                }
                '$' => self.letter(c, &mut out),
                c if is_quote(c) => match self.string() {
                    Some(text) => out.push_str(&as_text(&text).unwrap_or_default()),
                    None => self.at += c.len_utf8(),
                },
                c => {
                    self.at += c.len_utf8();
                    out.push(c);
                }
            }
        }
        let is_number = !out.is_empty() && out.parse::<i64>().is_ok();
        let data = if is_number && first.is_none() {
            Data::Number(out)
        } else {
            Data::Text(out)
        };
        Spanned::new(at, data)
    }

    fn is_type(&self) -> bool {
        let end = closing(self.text, self.at);
        let after = end.and_then(|end| self.text.get(end..)).unwrap_or_default();
        after.starts_with(['$', '@', '\'', '"', '(', '[']) || after.starts_with("::")
    }

    fn ends_word(&self) -> bool {
        self.peek()
            .is_none_or(|c| c.is_whitespace() || ",;|)}`".contains(c))
    }
}

/// Whether what stands behind a hyphen is the name of a parameter.
fn is_parameter(rest: &str) -> bool {
    rest.starts_with(char::is_alphabetic)
}
