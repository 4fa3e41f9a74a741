//! Scripts and single commands of PowerShell: the AWS CLI and the cmdlets of the
//! AWS Tools for PowerShell.
//!
//! Follows variables, hashtables, functions with literal arguments, loops over
//! known values, and files that a text goes through. Of a condition both
//! branches are read.

use super::cmd::console;
use super::cmdlet;
use super::commands::is_known;
use super::files::File;
use super::prose::{embedded, is_program, prompt};
use super::session::{DEEPEST, Shell};
use crate::catalogue::names::powershell as names;
use crate::syntax::powershell::{
    Command, Kind, Parameter, Scope, as_text, closing, parameters, statement,
};
use crate::syntax::{Data, Entry, Spanned};

/// How many bytes of blocks one text may be searched for.
const MOST_SEARCHED: usize = 20_000_000;

/// A function: its parameters, and the bytes of its body.
#[derive(Clone)]
pub(super) struct Function {
    pub(super) parameters: Vec<Parameter>,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) called: bool,
}

impl Shell<'_> {
    /// Reads the statements between two bytes.
    pub(super) fn run_powershell(&mut self, whole: &str, from: usize, to: usize) {
        let text = whole.get(..to).unwrap_or(whole);
        let mut at = from;
        while at < to && self.left > 0 {
            self.left -= 1;
            let rest = text.get(at..).unwrap_or_default();
            let blanks = rest.len() - rest.trim_start().len();
            at += blanks;
            let rest = text.get(at..).unwrap_or_default();
            if rest.is_empty() {
                return;
            }
            if rest.starts_with("<#") {
                at += rest.find("#>").map_or(rest.len(), |end| end + 2);
                continue;
            }
            at = self.ps_line(text, at).max(at + 1);
            while !text.is_char_boundary(at) {
                at += 1;
            }
        }
    }

    /// Reads what begins here; returns the byte behind it.
    fn ps_line(&mut self, text: &str, begin: usize) -> usize {
        let rest = text.get(begin..).unwrap_or_default();
        let length = rest.find('\n').unwrap_or(rest.len());
        let line = rest.get(..length).unwrap_or_default();
        let line_end = begin + length;
        let mut skip = 0;
        if let Some(after) = line.strip_prefix("PS ") {
            skip = 3 + console(after).max(after.find("> ").map_or(0, |at| at + 2));
        }
        skip += prompt(line.get(skip..).unwrap_or_default());
        let at = begin + skip;
        let line = line.get(skip..).unwrap_or_default();
        let word: String = line
            .chars()
            .take_while(|c| c.is_alphanumeric() || "-_.".contains(*c))
            .collect();
        let lower = word.to_ascii_lowercase();
        let behind = at + word.len();
        match lower.as_str() {
            "" if line.starts_with('#') => return line_end,
            "" if line.starts_with(['{', '}', ';', ')', '&', ',']) => return at + 1,
            "function" | "filter" => {
                if let Some(end) = self.ps_function(text, behind) {
                    return end;
                }
            }
            "foreach" => {
                if let Some(end) = self.ps_each(text, behind) {
                    return end;
                }
            }
            "param" => {
                if let Some(open) = bracket(text, behind, '(') {
                    let (all, end) = parameters(text, open, self);
                    self.define(all);
                    return end;
                }
            }
            "if" | "elseif" | "while" | "switch" | "for" | "until" => {
                if let Some(end) =
                    bracket(text, behind, '(').and_then(|open| self.close(text, open))
                {
                    return end;
                }
            }
            "else" | "try" | "finally" | "catch" | "do" | "begin" | "process" | "end"
            | "return" | "trap" | "throw" => return behind,
            _ => {}
        }
        let quiet = lower.starts_with("write-") && lower != "write-output";
        let begins = line.starts_with(['$', '[', '@', '\'', '"', '('])
            || is_program(&word)
            || names::operation(&word).is_some()
            || self.ps_functions.contains_key(&lower)
            || is_known(&lower)
            || quiet;
        let at = match begins {
            true => at,
            false => match embedded(line).or_else(|| cmdlet_in(line)) {
                Some(skip) => at + skip,
                None => return line_end,
            },
        };
        let (calls, notes) = (self.reading.calls.len(), self.commands);
        let mut read = statement(text, at, self);
        if read.open && read.end >= text.len() && self.reading.calls.len() == calls {
            // An apostrophe of prose opens no string.
            self.commands = notes;
            read = statement(text.get(..line_end).unwrap_or(text), at, self);
        }
        self.took.push((at, read.end));
        self.apply(read.kind);
        read.end.max(at + 1)
    }

    pub(super) fn define(&mut self, parameters: Vec<Parameter>) {
        for (name, default) in parameters {
            // An empty default is no value.
            if let Some(default) = default.filter(|default| !default.is_empty()) {
                self.values.insert(name.to_lowercase(), default);
            }
        }
    }

    /// The byte behind the bracket that closes one.
    fn close(&mut self, text: &str, open: usize) -> Option<usize> {
        if self.searched > MOST_SEARCHED {
            return None;
        }
        let end = closing(text, open);
        self.searched += end.unwrap_or(text.len()) - open;
        end
    }

    fn apply(&mut self, kind: Kind) {
        match kind {
            Kind::Value(_) => {}
            Kind::Assign {
                name,
                path,
                adds,
                value,
            } => {
                let slot = self.slot(&name, &path);
                if let Some(slot) = slot {
                    if adds {
                        let sum = crate::syntax::powershell::sum(slot, &value);
                        *slot = sum.unwrap_or(value);
                    } else {
                        *slot = value;
                    }
                }
            }
            Kind::Call {
                name,
                mut path,
                arguments,
            } => {
                let method = path.pop().unwrap_or_default();
                if !matches!(method.to_ascii_lowercase().as_str(), "add" | "addrange") {
                    return;
                }
                let Some(slot) = self.slot(&name, &path) else {
                    return;
                };
                match (arguments.as_slice(), &mut slot.data) {
                    ([key, value], Data::Map(entries)) => {
                        let key_text = as_text(key).unwrap_or_default();
                        entries.push(Entry::new(key_text, key.at, value.clone()));
                    }
                    ([one], Data::List(items)) => match &one.data {
                        Data::List(more) if method.len() > 3 => items.extend(more.clone()),
                        _ => items.push(one.clone()),
                    },
                    ([one], Data::Null) => slot.data = Data::List(vec![one.clone()]),
                    ([one], Data::Map(entries)) if entries.is_empty() => {
                        slot.data = Data::List(vec![one.clone()]);
                    }
                    _ => {}
                }
            }
        }
    }

    /// What a variable, or a member of it, holds, to be changed.
    fn slot(&mut self, name: &str, path: &[String]) -> Option<&mut Spanned> {
        let empty = || Spanned::new(0, Data::Null);
        let mut slot = self.values.entry(name.to_lowercase()).or_insert_with(empty);
        for step in path {
            if let Data::List(_) = slot.data {
                let Data::List(items) = &mut slot.data else {
                    return None;
                };
                slot = items.get_mut(step.parse::<usize>().ok()?)?;
                continue;
            }
            if !matches!(slot.data, Data::Map(_)) {
                slot.data = Data::Map(Vec::new());
            }
            let Data::Map(entries) = &mut slot.data else {
                return None;
            };
            let known = entries
                .iter()
                .rposition(|entry| entry.key.eq_ignore_ascii_case(step));
            let at = known.unwrap_or_else(|| {
                entries.push(Entry::new(step.clone(), 0, empty()));
                entries.len() - 1
            });
            slot = &mut entries.get_mut(at)?.value;
        }
        Some(slot)
    }

    /// `function Name($a) { … }`.
    fn ps_function(&mut self, text: &str, at: usize) -> Option<usize> {
        let rest = text.get(at..)?;
        let name = rest.trim_start();
        let end = name.find(|c: char| c.is_whitespace() || "({".contains(c))?;
        let after = at + rest.len() - name.len() + end;
        let name = name.get(..end)?.to_lowercase();
        let mut all = Vec::new();
        let mut from = after;
        if let Some(open) = bracket(text, from, '(') {
            (all, from) = parameters(text, open, self);
        }
        let open = bracket(text, from, '{')?;
        let end = self.close(text, open)?;
        // The parameters may stand in the body.
        let body = text.get(open + 1..end)?;
        if let Some(found) = body
            .to_ascii_lowercase()
            .find("param")
            .filter(|_| all.is_empty())
            && let Some(open) = bracket(text, open + 1 + found + 5, '(').filter(|at| *at < end)
        {
            all = parameters(text.get(..end)?, open, self).0;
        }
        let function = Function {
            parameters: all,
            from: open + 1,
            to: end - 1,
            called: false,
        };
        self.ps_functions.insert(name, function);
        Some(end)
    }

    /// `foreach ($x in …) { … }`.
    fn ps_each(&mut self, text: &str, at: usize) -> Option<usize> {
        let open = bracket(text, at, '(')?;
        let close = self.close(text, open)?;
        let body = bracket(text, close, '{')?;
        let end = self.close(text, body)?;
        let head = text.get(open + 1..close - 1)?;
        let (variable, _) = head.split_once(" in ")?;
        let values_at = open + 1 + variable.len() + 4;
        let name = variable.trim().trim_start_matches('$').to_lowercase();
        let read = statement(text.get(..close - 1)?, values_at, self);
        let Kind::Value(values) = read.kind else {
            return None;
        };
        let unknown = |text: &str| self.reading.symbols.alone(text).is_some();
        let items = match values.data {
            Data::List(items) => items,
            Data::Null => Vec::new(),
            Data::Text(text) if unknown(&text) => Vec::new(),
            data => vec![Spanned::new(values.at, data)],
        };
        if self.depth >= DEEPEST {
            return Some(end);
        }
        self.depth += 1;
        self.values.remove(&name);
        if items.is_empty() {
            self.run_powershell(text, body + 1, end - 1);
        }
        for item in items {
            self.values.insert(name.clone(), item);
            self.run_powershell(text, body + 1, end - 1);
        }
        self.depth -= 1;
        Some(end)
    }
}

impl Scope for Shell<'_> {
    fn variable(&mut self, name: &str, written: &str, at: usize) -> Spanned {
        let value = self.values.get(&name.to_lowercase()).cloned();
        let alone = value
            .as_ref()
            .and_then(Spanned::as_text)
            .and_then(|text| self.reading.symbols.alone(text));
        // A variable that holds nothing known is best called by its own name.
        let is_open = alone.is_some_and(|symbol| symbol.link.is_none());
        match value.filter(|value| !is_open && value.data != Data::Null) {
            Some(value) => value,
            None => self.unknown_text(written, at),
        }
    }
    fn run(&mut self, command: Command) -> Spanned {
        let output = command.output.clone();
        let name = command.name.to_lowercase();
        let value = if is_program(&command.name) {
            self.ps_native(command)
        } else if self.ps_functions.contains_key(&name) {
            self.ps_call(&command)
        } else {
            let values = &self.values;
            let mut splatted = |_: &mut super::super::call::Reading, name: &str, at: usize| {
                let value = values.get(&name.to_lowercase()).cloned();
                value.unwrap_or(Spanned::new(at, Data::Null))
            };
            match cmdlet::read(self.reading, &command, &mut splatted) {
                Some(recognised) => {
                    self.cmdlets += 1;
                    let made = self.recognised(command.at, recognised);
                    self.given(made, &command)
                }
                None => self.ps_other(command),
            }
        };
        if let (Some(name), Some(text)) = (output, value.as_text()) {
            self.files.insert(name, File::made(text.to_owned()));
        }
        value
    }
    fn unknown(&mut self, written: &str, at: usize) -> Spanned {
        self.unknown_text(written, at)
    }
    fn is_open(&self, text: &str) -> bool {
        let symbol = self.reading.symbols.alone(text);
        symbol.is_some_and(|symbol| symbol.link.is_none())
    }
    fn is_answer(&self, text: &str) -> bool {
        let symbol = self.reading.symbols.alone(text);
        symbol.is_some_and(|symbol| symbol.link.is_some())
    }
}

/// The byte of a bracket that comes next.
fn bracket(text: &str, at: usize, open: char) -> Option<usize> {
    let rest = text.get(at..)?;
    let next = rest.trim_start();
    next.starts_with(open).then(|| at + rest.len() - next.len())
}

/// Where in a line a cmdlet begins that other text stands before.
fn cmdlet_in(line: &str) -> Option<usize> {
    if !line.to_ascii_lowercase().contains("-ssm") {
        return None;
    }
    let mut at = 0;
    for word in line.split_inclusive(|c: char| c.is_whitespace() || "`(){}|;'\"".contains(c)) {
        let name = word.trim_end_matches(|c: char| c.is_whitespace() || "`(){}|;'\"".contains(c));
        let behind = line.get(at + name.len()..).unwrap_or_default();
        if names::operation(name).is_some()
            && behind.trim_start_matches(['`', ' ']).starts_with('-')
        {
            return Some(at);
        }
        at += word.len();
    }
    None
}
