//! Names and words: how a plan's references are called, and words of a command
//! line before any shell has written them.

use crate::catalogue::{execution, target, task, window};
use crate::check::{Plan, Planned, Reference, Value};

use super::shell::{Dialect, POSIX};

/// A word of a command line: literal text and variables, joined.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Word(pub Vec<Piece>);

/// A part of a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Text that stands for itself.
    Literal(String),
    /// The value of a variable.
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
    /// Its text, with the names of variables in their places.
    pub fn plain(&self) -> String {
        let texts = self.0.iter().map(|piece| match piece {
            Piece::Literal(text) | Piece::Variable(text) => text.as_str(),
        });
        texts.collect()
    }
    /// JSON in ASCII: all else as JSON's escapes.
    #[must_use]
    pub fn escaped(mut self) -> Word {
        for piece in &mut self.0 {
            if let Piece::Literal(text) = piece {
                *text = ascii(text);
            }
        }
        self
    }
}

fn ascii(json: &str) -> String {
    let mut out = String::with_capacity(json.len() * 2);
    for c in json.chars() {
        // serde_json escapes all other control characters itself.
        if c.is_ascii() && c != '\x7f' {
            out.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    out
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

/// How the request is called that returns what a reference names.
pub fn name_of(plan: &Plan, reference: Reference) -> String {
    plan.source(reference)
        .map_or_else(|| "request".to_owned(), |request| name(plan, request))
}

/// The variable of a POSIX shell that holds what a request returned: `WINDOW_ID`, `TARGET_1_ID`.
pub fn variable(plan: &Plan, request: &Planned) -> String {
    POSIX.variable("", &name(plan, request))
}

/// The variable of a POSIX shell for what a reference names.
pub fn variable_of(plan: &Plan, reference: Reference) -> String {
    POSIX.variable("", &name_of(plan, reference))
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
