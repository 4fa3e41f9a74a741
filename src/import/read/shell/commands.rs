//! What a command of PowerShell does, and what it gives: cmdlets, programs, functions of the text.

use super::files::File;
use super::native;
use super::powershell::Function;
use super::session::{DEEPEST, Made, Shell};
use crate::catalogue::window;
use crate::syntax::powershell::{Argument, Command, Scope, as_text, member};
use crate::syntax::{Data, Spanned, json};

impl Shell<'_> {
    /// Carries out a function with its arguments.
    pub(super) fn ps_call(&mut self, command: &Command) -> Spanned {
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
    pub(super) fn unknown_text(&mut self, written: &str, at: usize) -> Spanned {
        let symbol = self.unknown(written, at);
        Spanned::text(at, symbol)
    }
    /// A command of the AWS CLI.
    pub(super) fn ps_native(&mut self, command: Command) -> Spanned {
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
    pub(super) fn given(&mut self, made: Made, command: &Command) -> Spanned {
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
    pub(super) fn named_in(&mut self, command: &Command) -> Option<Spanned> {
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
    pub(super) fn ps_other(&mut self, command: Command) -> Spanned {
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

/// Whether a command is one whose effect counts.
pub(super) fn is_known(name: &str) -> bool {
    matches!(
        name,
        "set-content" | "out-file" | "add-content" | "new-object" | "get-content"
    )
}
