//! Scripts and single commands of PowerShell: the AWS CLI and the cmdlets of the
//! AWS Tools for PowerShell.
//!
//! Follows variables, hashtables, functions with literal arguments, loops over
//! known values, and files that a text goes through. Of a condition both
//! branches are read.

use super::cmd::console;
use super::files::File;
use super::prose::{embedded, is_program, prompt};
use super::session::{DEEPEST, Made, Shell};
use super::{cmdlet, native};
use crate::catalogue::names::powershell as names;
use crate::catalogue::window;
use crate::syntax::powershell::{
    Argument, Command, Kind, Parameter, Scope, as_text, closing, member, parameters, statement,
};
use crate::syntax::{Data, Entry, Spanned, json};

/// How many bytes of blocks one text may be searched for.
const MOST_SEARCHED: usize = 20_000_000;

/// A function: its parameters, and the bytes of its body.
#[derive(Clone)]
pub(super) struct Function {
    parameters: Vec<Parameter>,
    from: usize,
    to: usize,
    called: bool,
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

    fn define(&mut self, parameters: Vec<Parameter>) {
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

    /// Carries out a function with its arguments.
    fn ps_call(&mut self, command: &Command) -> Spanned {
        let name = command.name.to_lowercase();
        let function = self.ps_functions.get_mut(&name).map(|function| {
            function.called = true;
            function.clone()
        });
        let text = self.text;
        let unknown = |shell: &mut Self| shell.unknown_text(&command.written, command.at);
        let Some(function) = function.filter(|_| self.depth < DEEPEST) else {
            return unknown(self);
        };
        let before = self.values.clone();
        let mut given: Vec<(String, Spanned)> = Vec::new();
        let mut pending: Option<String> = None;
        let mut position = 0;
        let named = |name: &str| {
            let lower = name.to_lowercase();
            let mut names = function
                .parameters
                .iter()
                .map(|(name, _)| name.to_lowercase());
            names.find(|known| known.starts_with(&lower))
        };
        for argument in &command.arguments {
            match argument {
                Argument::Name(name, _) => pending = named(name),
                Argument::Value { value, .. } => {
                    let name = pending.take().or_else(|| {
                        position += 1;
                        let known = function.parameters.get(position - 1);
                        known.map(|(name, _)| name.to_lowercase())
                    });
                    given.extend(name.map(|name| (name, value.clone())));
                }
                Argument::Splat(name, _) => {
                    let value = self.values.get(&name.to_lowercase()).cloned();
                    let entries = value.iter().flat_map(|value| value.entries());
                    given.extend(
                        entries.filter_map(|entry| Some((named(&entry.key)?, entry.value.clone()))),
                    );
                }
            }
        }
        for (name, _) in &function.parameters {
            self.values.remove(&name.to_lowercase());
        }
        self.define(function.parameters.clone());
        self.values.extend(given);
        self.last_object = None;
        self.depth += 1;
        self.run_powershell(text, function.from, function.to);
        self.depth -= 1;
        self.values = before;
        match self.last_object {
            Some(object) => {
                let link = self.link(&command.written, object, command.at);
                Spanned::text(command.at, link)
            }
            None => unknown(self),
        }
    }

    /// Reads what functions do that are never called.
    pub(super) fn uncalled(&mut self) {
        let mut waiting: Vec<Function> = self.ps_functions.values().cloned().collect();
        waiting.retain(|function| !function.called);
        waiting.sort_by_key(|function| function.from);
        let text = self.text;
        for function in waiting {
            let before = self.values.clone();
            self.define(function.parameters.clone());
            self.run_powershell(text, function.from, function.to);
            self.values = before;
        }
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

    fn unknown_text(&mut self, written: &str, at: usize) -> Spanned {
        let symbol = self.unknown(written, at);
        Spanned::text(at, symbol)
    }

    /// A command of the AWS CLI.
    fn ps_native(&mut self, command: Command) -> Spanned {
        let words = native::words(&command, &|name| {
            self.values.get(&name.to_lowercase()).cloned()
        });
        let made = self.make(crate::syntax::shell::Command {
            words,
            broken: command.broken.clone(),
            hard_blanks: command.hard_blanks.clone(),
            ..Default::default()
        });
        self.given(made, &command)
    }

    fn given(&mut self, made: Made, command: &Command) -> Spanned {
        match made {
            Made::Object(object) => {
                self.last_object = Some(object);
                let link = self.link(&command.written, object, command.at);
                Spanned::text(command.at, link)
            }
            Made::Words(_) => self.unknown_text(&command.written, command.at),
        }
    }

    /// A window that the text makes, if a condition names it.
    fn named_in(&mut self, command: &Command) -> Option<Spanned> {
        let calls = self
            .reading
            .calls
            .iter()
            .filter(|call| call.operation.name == window::CREATE.name);
        let named = calls.filter(|call| {
            let name = call
                .members
                .iter()
                .find(|entry| entry.key == window::NAME.name);
            let name = name
                .and_then(|entry| entry.value.as_text())
                .unwrap_or_default();
            !name.is_empty() && command.written.contains(name)
        });
        let object = named.map(|call| call.object).next()?;
        let link = self.link(&command.written, object, command.at);
        Some(Spanned::text(command.at, link))
    }

    /// A command that is none of AWS's.
    fn ps_other(&mut self, command: Command) -> Spanned {
        let name = command.name.to_ascii_lowercase();
        let at = command.at;
        let parameter = |wanted: &[&str]| {
            let mut arguments = command.arguments.iter();
            while let Some(argument) = arguments.next() {
                if let Argument::Name(name, _) = argument
                    && wanted
                        .iter()
                        .any(|wanted| wanted.eq_ignore_ascii_case(name))
                    && let Some(Argument::Value { value, .. }) = arguments.next()
                {
                    return Some(value.clone());
                }
            }
            None
        };
        let positional = |number: usize| {
            let mut before_name = false;
            let mut values = command.arguments.iter().filter_map(|argument| {
                let belongs =
                    std::mem::replace(&mut before_name, matches!(argument, Argument::Name(..)));
                match argument {
                    Argument::Value { value, .. } if !belongs => Some(value.clone()),
                    _ => None,
                }
            });
            values.nth(number)
        };
        let nothing = Spanned::new(at, Data::Null);
        let input = command.input.clone();
        match name.as_str() {
            "convertto-json" => {
                let value = input
                    .or_else(|| parameter(&["InputObject"]))
                    .or_else(|| positional(0));
                let value = value.unwrap_or(nothing);
                let text = super::super::members::json_with_symbols(&value).to_string();
                Spanned::text(value.at, text)
            }
            "convertfrom-json" => {
                let value = input
                    .or_else(|| parameter(&["InputObject"]))
                    .unwrap_or(nothing);
                let text = as_text(&value).unwrap_or_default();
                match json::whole(&text) {
                    Some(read) => read.value,
                    None => value,
                }
            }
            "out-null" => nothing,
            "out-file" | "set-content" | "add-content" => {
                let value = input
                    .clone()
                    .or_else(|| parameter(&["Value", "InputObject"]));
                let first =
                    parameter(&["FilePath", "Path", "LiteralPath"]).or_else(|| positional(0));
                let value = value
                    .or_else(|| positional(1))
                    .and_then(|value| as_text(&value));
                if let (Some(file), Some(text)) = (first.and_then(|file| as_text(&file)), value) {
                    self.files.insert(file, File::made(text));
                }
                nothing
            }
            "get-content" | "gc" | "cat" | "type" => {
                let file = parameter(&["Path", "LiteralPath"]).or_else(|| positional(0));
                let file = file
                    .and_then(|file| as_text(&file))
                    .and_then(|file| self.file(&file));
                match file {
                    Some(file) => Spanned::text(at, file.text.into_owned()),
                    None => self.unknown_text(&command.written, at),
                }
            }
            "new-object" => match parameter(&["Property"]) {
                Some(value) => value,
                None => Spanned::new(at, Data::Map(Vec::new())),
            },
            "where-object" | "where" | "?" => match self.named_in(&command) {
                Some(found) => found,
                None => input.unwrap_or(nothing),
            },
            "select-object" | "select" => {
                let value = input.unwrap_or(nothing);
                let wanted = parameter(&["ExpandProperty", "exp", "expand"]);
                let wanted = wanted.and_then(|name| as_text(&name));
                let found = wanted.and_then(|name| member(&value, &name).cloned());
                found.unwrap_or(value)
            }
            name if name.starts_with("write-") && name != "write-output" => nothing,
            _ => {
                let values = command
                    .arguments
                    .iter()
                    .filter_map(|argument| match argument {
                        Argument::Value { value, .. } => Some(value.clone()),
                        _ => None,
                    });
                let answer =
                    |value: &Spanned| value.as_text().is_some_and(|text| self.is_answer(text));
                let passes = matches!(
                    name.as_str(),
                    "write-output"
                        | "echo"
                        | "tee-object"
                        | "out-string"
                        | "sort-object"
                        | "foreach-object"
                );
                let all: Vec<Spanned> = input.into_iter().chain(values).collect();
                let found = all.iter().rev().find(|value| answer(value)).cloned();
                let found = found.or_else(|| all.first().filter(|_| passes).cloned());
                match found {
                    Some(found) => found,
                    None => self.unknown_text(&command.written, at),
                }
            }
        }
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

/// Whether a command is one whose effect counts.
fn is_known(name: &str) -> bool {
    matches!(
        name,
        "set-content" | "out-file" | "add-content" | "new-object" | "get-content"
    )
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
