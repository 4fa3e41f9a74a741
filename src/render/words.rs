//! Names and words: how a plan's references are called, and how a word is
//! written so that a shell hands it on byte for byte.

use crate::catalogue::{execution, target, task, window};
use crate::check::{Plan, Planned, Reference, Value};

/// A word of a command line: literal text and variables, joined.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Word(pub Vec<Piece>);

/// A part of a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Text that stands for itself.
    Literal(String),
    /// The value of a shell variable.
    Variable(String),
}

impl Word {
    /// A word that is only text.
    pub fn literal(text: impl Into<String>) -> Self {
        Word(vec![Piece::Literal(text.into())])
    }
    /// A word that is a variable's value.
    pub fn variable(name: impl Into<String>) -> Self {
        Word(vec![Piece::Variable(name.into())])
    }
    /// Adds text at the end.
    pub fn text(&mut self, text: &str) {
        if let Some(Piece::Literal(last)) = self.0.last_mut() {
            last.push_str(text);
        } else {
            self.0.push(Piece::Literal(text.to_owned()));
        }
    }
    /// Adds a variable's value at the end.
    pub fn add_variable(&mut self, name: String) {
        self.0.push(Piece::Variable(name));
    }
    /// Adds another word at the end.
    pub fn append(&mut self, other: Word) {
        for piece in other.0 {
            match piece {
                Piece::Literal(text) => self.text(&text),
                Piece::Variable(name) => self.add_variable(name),
            }
        }
    }
    /// The word as a POSIX shell (sh, dash, bash, zsh) must read it.
    ///
    /// A variable stands in double quotes; text in single quotes, or bare where
    /// no shell reads anything into it. NUL cannot be in a word of any shell;
    /// callers carry it in JSON, where it is escaped.
    pub fn posix(&self) -> String {
        let mut out = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Variable(name) => {
                    out.push_str("\"$");
                    out.push_str(name);
                    out.push('"');
                }
                Piece::Literal(text) => out.push_str(&posix_literal(text)),
            }
        }
        if out.is_empty() { "''".to_owned() } else { out }
    }
}

fn posix_literal(text: &str) -> String {
    // At the start of a word zsh expands `=`.
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:@%+,=".contains(c);
    if !text.is_empty() && text.chars().all(plain) && !text.starts_with('=') {
        return text.to_owned();
    }
    // Single quotes, because no shell reads anything inside them, not even `!`; a quote itself stands between two.
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// How a request of the plan is called: `window`, `window_2`, `target_1`, `window_2_task_1`.
///
/// Snake case; each format makes it its own.
pub fn name(plan: &Plan, request: &Planned) -> String {
    let several = plan.windows().len() > 1;
    let window = request.window() + 1;
    let kind = match request.operation().name {
        name if name == window::CREATE.name => {
            return if several {
                format!("window_{window}")
            } else {
                "window".to_owned()
            };
        }
        name if name == execution::DESCRIBE.name => return "window_execution".to_owned(),
        name if name == execution::DESCRIBE_TASKS.name => return "task_execution".to_owned(),
        name if name == execution::DESCRIBE_INVOCATIONS.name => return "invocation".to_owned(),
        name if name == target::REGISTER.name => "target",
        name if name == task::REGISTER.name => "task",
        _ => "request",
    };
    let number = request.ordinal() + 1;
    if several {
        format!("window_{window}_{kind}_{number}")
    } else {
        format!("{kind}_{number}")
    }
}

/// The shell variable that holds what a request returned: `WINDOW_ID`, `TARGET_1_ID`.
pub fn variable(plan: &Plan, request: &Planned) -> String {
    format!("{}_ID", name(plan, request).to_ascii_uppercase())
}

/// The shell variable of a reference.
pub fn variable_of(plan: &Plan, reference: Reference) -> String {
    plan.source(reference)
        .map_or_else(|| "ID".to_owned(), |request| variable(plan, request))
}

/// What the requests of a plan need of answers to requests before it, each once.
pub fn needed(plan: &Plan) -> Vec<Reference> {
    fn walk(plan: &Plan, value: &Value, all: &mut Vec<Reference>) {
        match value {
            Value::Reference(one) => {
                if plan.is_before(*one) && !all.contains(one) {
                    all.push(*one);
                }
            }
            Value::List(items) => items.iter().for_each(|item| walk(plan, item, all)),
            Value::Group(members) => members.iter().for_each(|(_, value)| walk(plan, value, all)),
            Value::Map(entries) => entries.iter().for_each(|(_, value)| walk(plan, value, all)),
            Value::Text(_) | Value::Whole(_) | Value::Flag(_) | Value::Blob(_) => {}
        }
    }
    let mut all = Vec::new();
    let bodies = plan.requests().iter().filter_map(Planned::body);
    bodies
        .flatten()
        .for_each(|(_, value)| walk(plan, value, &mut all));
    all
}

/// A name as part of a file's name: letters, digits, `-`, `_`, `.`.
pub fn file_stem(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars().take(60) {
        if c.is_ascii_alphanumeric() || c == '_' || c == '.' {
            out.push(c.to_ascii_lowercase());
        } else if !out.ends_with('-') {
            out.push('-');
        }
    }
    out.trim_matches(['-', '.']).to_owned()
}
