//! Scripts and single commands of bash, zsh and sh, among prose, fences and prompts.
//!
//! Follows variables, files written by heredocs, functions with literal
//! arguments and loops over known words.

mod blocks;
mod heredoc;
mod parameter;

use super::prose::{embedded, first_word, is_aws, prompt};
use super::session::{DEEPEST, Made, Shell};
use crate::syntax::shell::{Command, Expand, Word, command};

impl Expand for Shell<'_> {
    fn variable(&mut self, name: &str, written: &str, at: usize) -> String {
        let Some(value) = self.parameter(name) else {
            return self.unknown(written, at);
        };
        // A variable that holds nothing known is best called by its own name.
        let alone = self.reading.symbols.alone(&value);
        if alone.is_some_and(|symbol| symbol.link.is_none()) {
            return self.unknown(written, at);
        }
        value
    }
    fn substitution(&mut self, inside: &str, written: &str, at: usize) -> String {
        self.printed(inside, at)
            .unwrap_or_else(|| self.unknown(&crate::syntax::source_line(written), at))
    }
}

impl Shell<'_> {
    /// Reads the statements between two bytes.
    pub(super) fn run(&mut self, text: &str, from: usize, to: usize) {
        let mut at = from;
        while at < to && self.left > 0 {
            self.left -= 1;
            let line_end = text
                .get(at..to)
                .and_then(|rest| rest.find('\n'))
                .map_or(to, |end| at + end);
            let line = text.get(at..line_end).unwrap_or_default();
            at = self.line(text, (at, line_end, to), line).max(line_end + 1);
        }
    }

    /// Reads what begins in a line; returns the byte behind it.
    fn line(&mut self, text: &str, (at, line_end, to): (usize, usize, usize), line: &str) -> usize {
        let blanks = line.len() - line.trim_start().len();
        let begin = at + blanks + prompt(line.trim_start());
        let rest = text.get(begin..line_end).unwrap_or_default();
        if let Some(end) = self.heredoc(text, begin, line_end, to) {
            self.took.push((begin, end));
            return end;
        }
        if let Some(end) = self.function(text, begin, to) {
            return end;
        }
        if let Some(end) = self.loop_over(text, begin, to) {
            return end;
        }
        if rest.starts_with('#') {
            return line_end + 1;
        }
        let is_call = self.functions.contains_key(first_word(rest));
        let start = if is_call || assignment(rest).is_some() || is_aws(rest) {
            begin
        } else {
            match embedded(rest) {
                Some(skip) => begin + skip,
                None => return line_end + 1,
            }
        };
        let mut at = start;
        // Statements behind one another: `a && b; c | d`.
        loop {
            let end = self.statement_at(text, at, to);
            self.took.push((at, end));
            let after = text.get(end..to).unwrap_or_default();
            let skip = after.len() - after.trim_start_matches([';', '|', '&', ' ', ')']).len();
            let next = text.get(end + skip..to).unwrap_or_default();
            if skip == 0 || next.starts_with('\n') || next.is_empty() || end <= at {
                return end;
            }
            at = end + skip;
        }
    }

    /// Reads one statement and carries it out; returns the byte behind it.
    fn statement_at(&mut self, text: &str, at: usize, to: usize) -> usize {
        let part = text.get(..to).unwrap_or(text);
        if let Some(end) = self.array(part, at) {
            return end;
        }
        let read = command(part, at, self);
        let end = read.end.max(at + 1);
        if read.open && end >= to {
            // An apostrophe of prose opens no quote.
            let line = part
                .get(at..)
                .and_then(|rest| rest.find('\n'))
                .map_or(to, |n| at + n);
            let read = command(part.get(..line).unwrap_or(part), at, self);
            self.carry_out(text, read);
            return line;
        }
        self.carry_out(text, read);
        end
    }

    /// `NAME=("a" "b")`.
    fn array(&mut self, text: &str, at: usize) -> Option<usize> {
        let rest = text.get(at..)?;
        let name = assignment(rest)?;
        let inside = rest.get(name.len() + 1..)?;
        if !inside.starts_with('(') {
            return None;
        }
        let mut items = Vec::new();
        let mut from = at + name.len() + 2;
        loop {
            let read = command(text, from, self);
            items.extend(read.words.into_iter().map(|word| word.text));
            from = read.end;
            match text.get(from..)?.chars().next() {
                Some('\n') => from += 1,
                Some(')') => break,
                _ => return None,
            }
        }
        self.arrays.insert(name.to_owned(), items);
        Some(from + 1)
    }

    fn statement(&mut self, text: &str, at: usize) -> Option<Made> {
        let mut from = at;
        let mut last = None;
        loop {
            let mut read = command(text, from, self);
            for word in &mut read.words {
                word.shift(self.base);
            }
            let end = read.end;
            let piped = text
                .get(end..)
                .is_some_and(|rest| rest.starts_with('|') && !rest.starts_with("||"));
            let made = self.make(read);
            last = match (last, made) {
                // What is piped into `jq` or `tr` is still the object.
                (Some(Made::Object(object)), Made::Words(_)) => Some(Made::Object(object)),
                (Some(Made::Words(mut before)), Made::Words(words)) => {
                    before.extend(words);
                    Some(Made::Words(before))
                }
                (_, made) => Some(made),
            };
            let rest = text.get(end..).unwrap_or_default();
            let skip = rest.len() - rest.trim_start_matches(['|', ' ', '\n', ';', '&']).len();
            if skip == 0 || end + skip >= text.len() {
                return last;
            }
            from = end + skip;
            if !piped {
                last = None;
            }
        }
    }

    fn carry_out(&mut self, text: &str, read: Command) {
        let words = &read.words;
        let mut begin = 0;
        while let Some(word) = words.get(begin) {
            if matches!(
                word.text.as_str(),
                "export"
                    | "local"
                    | "readonly"
                    | "declare"
                    | "set"
                    | "sudo"
                    | "then"
                    | "do"
                    | "else"
                    | "if"
                    | "!"
                    | "{"
                    | "("
                    | "time"
                    | "$"
                    | "-x"
            ) {
                begin += 1;
                continue;
            }
            let Some(name) = assignment(&word.text) else {
                break;
            };
            let value = word.text.get(name.len() + 1..).unwrap_or_default();
            self.variables.insert(name.to_owned(), value.to_owned());
            begin += 1;
        }
        let rest: Vec<Word> = words.get(begin..).unwrap_or_default().to_vec();
        let Some(first) = rest.first() else { return };
        if let Some((from, to)) = self.functions.get(&first.text).copied() {
            self.call(text, (from, to), rest.get(1..).unwrap_or_default());
            return;
        }
        self.make(Command {
            words: rest,
            ..read
        });
    }

    /// What the commands in a substitution print: the object that they make or look up.
    fn printed(&mut self, inside: &str, at: usize) -> Option<String> {
        if self.depth >= DEEPEST {
            return None;
        }
        self.depth += 1;
        let printed = self.printed_by(inside, at);
        self.depth -= 1;
        printed
    }

    fn printed_by(&mut self, inside: &str, at: usize) -> Option<String> {
        let outer = self.base;
        self.base += at + 2;
        let made = self.statement(inside, 0);
        self.base = outer;
        match made? {
            Made::Object(object) => Some(self.link(inside, object, at)),
            Made::Words(words) => {
                // `jq -r .WindowId <<< "$answer"`, `echo "$answer" | jq …`, `echo $ID`.
                let symbols = words.iter().flat_map(|word| word.text.chars());
                let mut linked = symbols.filter(|c| {
                    let symbol = self.reading.symbols.of(*c);
                    symbol.is_some_and(|symbol| symbol.link.is_some())
                });
                if let Some(link) = linked.next() {
                    return Some(link.to_string());
                }
                match words.as_slice() {
                    [echo, value] if echo.text == "echo" => Some(value.text.clone()),
                    [cat, file] if cat.text == "cat" => {
                        self.file(&file.text).map(|file| file.text.into_owned())
                    }
                    _ => None,
                }
            }
        }
    }
}

/// The name that a text begins to assign to: `ID` of `ID=…`.
pub(super) fn assignment(text: &str) -> Option<&str> {
    let (name, _) = text.split_once('=')?;
    let first = name.chars().next()?;
    let is_name = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    (is_name && (first.is_ascii_alphabetic() || first == '_')).then_some(name)
}
