//! Scripts and single commands of cmd.exe.
//!
//! Follows `set`, `for`, `if`, and files that an answer or a text goes through.

use std::collections::HashMap;

use super::files::File;
use super::prose::{embedded, is_aws, prompt};
use super::session::{DEEPEST, Made, Shell};
use crate::syntax::shell::cmd::{Line, Part, Placed, expanded, line, parts, words};
use crate::syntax::shell::{Command, Word};

/// The words that a line of a script may begin with, besides `aws`.
const BEGINNINGS: [&str; 9] = [
    "setlocal", "set", "for", "if", "call", "echo", "type", "(", ")",
];

impl Shell<'_> {
    /// Reads the statements between two bytes.
    pub(super) fn run_cmd(&mut self, text: &str, from: usize, to: usize) {
        let mut at = from;
        while at < to && self.left > 0 {
            self.left -= 1;
            let rest = text.get(at..to).unwrap_or_default();
            let length = rest.find('\n').unwrap_or(rest.len());
            let one = rest.get(..length).unwrap_or_default();
            at = match begin(one) {
                Some(skip) => self.cmd_statement(text, at + skip, to).max(at + length) + 1,
                None => at + length + 1,
            };
        }
    }

    /// Reads a line with its continuations, or a loop; returns the byte behind it.
    fn cmd_statement(&mut self, text: &str, at: usize, to: usize) -> usize {
        let read = line(text, at, to);
        if first(&read.text) == "setlocal" {
            let typed: String = read.text.iter().map(|(c, _)| *c).collect();
            self.delayed = typed
                .to_ascii_lowercase()
                .contains("enabledelayedexpansion");
        }
        self.took.push((at, read.end));
        if let Some(each) = each(&read.text) {
            return self.cmd_loop(text, to, &read, each);
        }
        self.cmd_line(&read.text, &read);
        read.end
    }

    fn cmd_line(&mut self, text: &[Placed], read: &Line) {
        let mut variables = std::mem::take(&mut self.variables);
        let text = expanded(text, &mut |name, written, at| {
            self.cmd_variable(&variables, name, written, at)
        });
        std::mem::swap(&mut self.variables, &mut variables);
        let mut printed: Option<String> = None;
        for part in parts(&text) {
            let made = self.cmd_part(&part, read);
            printed = match (part.piped, made) {
                (true, None) => printed,
                (_, made) => made,
            };
            if let (Some((name, adds)), Some(printed)) = (&part.output, &printed) {
                let before = self.files.remove(name).filter(|_| *adds);
                let before = before.map_or(String::new(), |file| file.text.into_owned() + "\n");
                self.files
                    .insert(name.clone(), File::made(before + printed));
            }
        }
    }

    /// The value of a variable; `None` where its name is none.
    fn cmd_variable(
        &mut self,
        variables: &HashMap<String, String>,
        name: &str,
        written: &str,
        at: usize,
    ) -> Option<String> {
        let (name, operator) = match name.split_once(':') {
            Some((name, operator)) => (name, Some(operator)),
            None => (name, None),
        };
        let value = variables.get(&name.to_ascii_uppercase());
        // Exclamation marks mean something only after `setlocal` said so.
        if written.starts_with('!') && !self.delayed {
            return None;
        }
        if name.starts_with('%') {
            return value.cloned();
        }
        let is_open = |value: &&String| {
            let alone = self.reading.symbols.alone(value);
            alone.is_some_and(|symbol| symbol.link.is_none())
        };
        let Some(value) = value.filter(|value| !is_open(value)) else {
            return Some(self.unknown(written, at));
        };
        let known = match operator {
            None => Some(value.clone()),
            Some(operator) => operator.split_once('=').map(|(from, with)| {
                if from.is_empty() {
                    value.clone()
                } else {
                    value.replace(from, with)
                }
            }),
        };
        known.or_else(|| Some(self.unknown(written, at)))
    }

    /// Carries out a command; what it prints, if that is known.
    fn cmd_part(&mut self, part: &Part, read: &Line) -> Option<String> {
        let mut text = part.text.as_slice();
        loop {
            let skipped = text
                .iter()
                .take_while(|(c, _)| c.is_whitespace() || matches!(c, '@' | '(' | ')'));
            text = text.get(skipped.count()..).unwrap_or_default();
            let rest = |words: usize| after_words(text, words);
            match first(text).as_str() {
                "call" => text = rest(1),
                "if" => text = after_condition(rest(1)),
                "else" => text = rest(1),
                "set" => {
                    self.cmd_set(rest(1), part);
                    return None;
                }
                "echo" => return Some(rest(1).iter().map(|(c, _)| *c).collect()),
                "type" => {
                    let name = words(rest(1)).into_iter().next()?.text;
                    return self.file(&name).map(|file| file.text.into_owned());
                }
                _ => break,
            }
        }
        let closing = text.iter().rev().take_while(|(c, _)| *c == ')').count();
        let text = text.get(..text.len() - closing).unwrap_or_default();
        let at = text.first()?.1;
        let command = Command {
            words: self.without_single_quotes(words(text)),
            broken: read.broken.clone(),
            hard_blanks: read.hard_blanks.clone(),
            ..Command::default()
        };
        let shown: String = text.iter().map(|(c, _)| *c).collect();
        match self.make(command) {
            Made::Object(object) => Some(self.link(&shown, object, at)),
            Made::Words(words) => {
                let symbols = &self.reading.symbols;
                let letters = words.iter().flat_map(|word| word.text.chars());
                let linked = |c: &char| symbols.of(*c).is_some_and(|one| one.link.is_some());
                letters.into_iter().find(linked).map(String::from)
            }
        }
    }

    /// `set NAME=value`, `set "NAME=value"`, `set /p NAME=<file`.
    fn cmd_set(&mut self, text: &[Placed], part: &Part) {
        let typed: String = text.iter().map(|(c, _)| *c).collect();
        let typed = typed.trim_start();
        let from_file = typed
            .get(..2)
            .filter(|option| option.eq_ignore_ascii_case("/p"))
            .and(typed.get(2..));
        let assigned = from_file.unwrap_or(typed).trim_start();
        let assigned = match assigned.strip_prefix('"') {
            Some(inside) => inside.rsplit_once('"').map_or(inside, |(inside, _)| inside),
            None => assigned.trim_end_matches(')'),
        };
        let Some((name, value)) = assigned.split_once('=') else {
            return;
        };
        let value = match (&part.input, from_file) {
            (Some(file), Some(_)) => match self.file(file) {
                Some(file) => file.text.trim().to_owned(),
                None => return,
            },
            (None, Some(_)) => return,
            (_, None) => value.trim_end().to_owned(),
        };
        self.variables
            .insert(name.trim().to_ascii_uppercase(), value);
    }

    /// Words in single quotes, which are no quotes to cmd.exe: what was meant is a word.
    fn without_single_quotes(&mut self, words: Vec<Word>) -> Vec<Word> {
        let mut out: Vec<Word> = Vec::new();
        let mut open: Option<Word> = None;
        for word in words {
            let begins = open.is_none() && !word.quoted && word.text.starts_with('\'');
            let mut joined = match open.take() {
                Some(mut before) => {
                    before.push(' ', word.at());
                    before.append(&word);
                    before
                }
                None if begins => word,
                None => {
                    out.push(word);
                    continue;
                }
            };
            if joined.text.len() > 1 && joined.text.ends_with('\'') {
                let message = "cmd.exe does not know single quotes: they are read as double quotes";
                self.reading
                    .notes
                    .repaired(joined.at(), "single-quotes", message);
                joined = joined.inside();
                out.push(joined);
            } else {
                open = Some(joined);
            }
        }
        out.extend(open);
        out
    }

    /// Carries out a loop; returns the byte behind it.
    fn cmd_loop(&mut self, text: &str, to: usize, read: &Line, each: Each) -> usize {
        let items = match each.items {
            Items::Words(words) => words,
            Items::Printed(command) => {
                // What the command prints stands for the variable.
                let mut variables = std::mem::take(&mut self.variables);
                let command = expanded(&command, &mut |name, written, at| {
                    self.cmd_variable(&variables, name, written, at)
                });
                std::mem::swap(&mut self.variables, &mut variables);
                let mut printed = None;
                for part in parts(&command) {
                    let made = self.cmd_part(&part, read);
                    printed = if part.piped { made.or(printed) } else { made };
                }
                let at = command.first().map_or(0, |(_, at)| *at);
                let written: String = command.iter().map(|(c, _)| *c).collect();
                let unknown = || crate::syntax::source_line(&written);
                vec![printed.unwrap_or_else(|| self.unknown(&unknown(), at))]
            }
        };
        let block = first_is(&each.body, '(') && depth(&each.body) > 0;
        let end = if block {
            closing(text, read.end, to, depth(&each.body))
        } else {
            read.end
        };
        if self.depth >= DEEPEST {
            return end;
        }
        self.depth += 1;
        for item in items {
            let name = ["%", &each.variable].concat().to_ascii_uppercase();
            self.variables.insert(name, item);
            self.cmd_line(&each.body, read);
            if block {
                self.run_cmd(text, read.end + 1, end);
            }
        }
        self.depth -= 1;
        end
    }
}

/// Where in a line a statement begins.
fn begin(line: &str) -> Option<usize> {
    let blanks = line.len() - line.trim_start().len();
    let mut skip = blanks + console(line.get(blanks..)?);
    skip += prompt(line.get(skip..)?);
    let rest = line.get(skip..)?;
    let plain = rest.trim_start_matches('@').trim_start();
    skip += rest.len() - plain.len();
    let lower = plain.to_ascii_lowercase();
    let is = |word: &&str| {
        let after = lower.strip_prefix(*word);
        after.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
    };
    if lower.starts_with("rem ") || lower.starts_with(':') {
        return None;
    }
    if is_aws(plain) || BEGINNINGS.iter().any(is) {
        return Some(skip);
    }
    embedded(plain).map(|at| skip + at)
}

/// The length of a console's prompt: `C:\Users\kim>`.
pub(super) fn console(line: &str) -> usize {
    let mut letters = line.chars();
    let drive = letters.next().is_some_and(|c| c.is_ascii_alphabetic());
    if !drive || !line.get(1..).is_some_and(|rest| rest.starts_with(":\\")) {
        return 0;
    }
    line.find('>').map_or(0, |at| at + 1)
}

fn first(text: &[Placed]) -> String {
    let letters = text.iter().map(|(c, _)| c.to_ascii_lowercase());
    letters.take_while(|c| c.is_ascii_alphabetic()).collect()
}

fn first_is(text: &[Placed], wanted: char) -> bool {
    let mut letters = text.iter().filter(|(c, _)| !c.is_whitespace());
    letters.next().is_some_and(|(c, _)| *c == wanted)
}

/// What stands behind so many words.
fn after_words(text: &[Placed], count: usize) -> &[Placed] {
    let mut rest = text;
    for _ in 0..count {
        let mut quoted = false;
        let word = rest.iter().take_while(|(c, _)| {
            quoted ^= *c == '"';
            quoted || !c.is_whitespace()
        });
        rest = rest.get(word.count()..).unwrap_or_default();
        let blanks = rest.iter().take_while(|(c, _)| c.is_whitespace()).count();
        rest = rest.get(blanks..).unwrap_or_default();
    }
    rest
}

/// What is carried out if the condition holds.
fn after_condition(text: &[Placed]) -> &[Placed] {
    let mut rest = text;
    loop {
        let word: String = rest
            .iter()
            .map(|(c, _)| c.to_ascii_lowercase())
            .take_while(|c| !c.is_whitespace())
            .collect();
        match word.as_str() {
            "not" | "/i" => rest = after_words(rest, 1),
            "errorlevel" | "exist" | "defined" => return after_words(rest, 2),
            word if word.contains("==") => return after_words(rest, 1),
            _ => return after_words(rest, 3),
        }
    }
}

/// A loop.
struct Each {
    variable: String,
    items: Items,
    body: Vec<Placed>,
}

/// What a loop goes through.
enum Items {
    Words(Vec<String>),
    Printed(Vec<Placed>),
}

/// `for %%x in (…) do …`, `for /f "…" %%x in ('…') do …`.
fn each(text: &[Placed]) -> Option<Each> {
    if first(text) != "for" {
        return None;
    }
    let mut rest = after_words(text, 1);
    let letter = |text: &[Placed], at: usize| text.get(at).map(|(c, _)| c.to_ascii_lowercase());
    let prints = letter(rest, 0) == Some('/');
    if prints {
        if letter(rest, 1) != Some('f') {
            return None;
        }
        rest = after_words(rest, 1);
        if letter(rest, 0) == Some('"') {
            rest = after_words(rest, 1);
        }
    }
    let mut marks = rest.iter().skip_while(|(c, _)| matches!(c, '%' | '~'));
    let variable = marks.next()?.0.to_string();
    rest = after_words(rest, 1);
    if first(rest) != "in" {
        return None;
    }
    rest = after_words(rest, 1);
    let open = rest.iter().position(|(c, _)| *c == '(')?;
    rest = rest.get(open + 1..)?;
    let lower: Vec<char> = rest.iter().map(|(c, _)| c.to_ascii_lowercase()).collect();
    let ends = |at: &usize| {
        let after = lower.get(at + 1..).unwrap_or_default();
        let mut after = after.iter().copied().skip_while(|c| c.is_whitespace());
        lower.get(*at) == Some(&')') && after.next() == Some('d') && after.next() == Some('o')
    };
    let close = (0..lower.len()).find(ends)?;
    let inside = rest.get(..close)?;
    let body = after_words(rest.get(close + 1..)?, 0);
    let blanks = body.iter().take_while(|(c, _)| c.is_whitespace()).count();
    let body = body.get(blanks + 2..)?.to_vec();
    let items = if prints {
        let blanks = inside.iter().take_while(|(c, _)| c.is_whitespace()).count();
        let command = inside.get(blanks..)?;
        let quote = command.first()?.0;
        let end = command.iter().rposition(|(c, _)| *c == quote)?;
        if !matches!(quote, '\'' | '`') || end == 0 {
            return None;
        }
        Items::Printed(command.get(1..end)?.to_vec())
    } else {
        Items::Words(words(inside).into_iter().map(|word| word.text).collect())
    };
    Some(Each {
        variable,
        items,
        body,
    })
}

/// How many brackets of a line are open at its end.
fn depth(text: &[Placed]) -> usize {
    let mut quoted = false;
    let mut depth = 0usize;
    for (c, _) in text {
        match c {
            '"' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    depth
}

/// The byte at which so many open brackets are closed.
fn closing(text: &str, from: usize, to: usize, depth: usize) -> usize {
    let mut depth = depth;
    let mut quoted = false;
    for (at, c) in text.get(from..to).unwrap_or_default().char_indices() {
        match c {
            '"' => quoted = !quoted,
            '\n' => quoted = false,
            '(' if !quoted => depth += 1,
            ')' if !quoted => {
                depth -= 1;
                if depth == 0 {
                    return from + at;
                }
            }
            _ => {}
        }
    }
    to
}
