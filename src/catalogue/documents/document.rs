//! What an SSM document is, and what it asks for.

/// A document that AWS owns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Document {
    /// Its name, which is also a task's `TaskArn`.
    pub name: &'static str,
    /// What runs it.
    pub kind: Kind,
    /// What it does, in a sentence.
    pub help: &'static str,
    /// What it works on.
    pub platform: Platform,
    /// What it asks for, the essential first.
    pub parameters: &'static [Parameter],
}

/// What runs a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A command document: `RUN_COMMAND` tasks.
    Command,
    /// A runbook: `AUTOMATION` tasks.
    Automation,
}

/// What a document works on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Platform {
    /// Nodes with Linux or macOS.
    Unix,
    /// Nodes with Linux.
    Linux,
    /// Nodes with Windows Server, or others that have PowerShell.
    PowerShell,
    /// Nodes of any kind.
    Any,
    /// Resources of AWS, through its APIs.
    Aws,
}

/// Something a document asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parameter {
    /// Its name, in the document's own case.
    pub name: &'static str,
    /// What it holds. On the wire every value is a list of strings.
    pub kind: Value,
    /// Whether the document fails without it.
    pub required: bool,
    /// What the document takes when it is absent, if that is documented.
    pub default: Option<&'static str>,
    /// The only values it takes; none listed means any.
    pub allowed: &'static [&'static str],
    /// Most characters of a value, if that is documented.
    pub max: Option<usize>,
    /// What it does, in a sentence.
    pub help: &'static str,
}

/// What a document's parameter holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// One string: a list with one item.
    One,
    /// Several strings.
    Many,
    /// `true` or `false`, as a string.
    Flag,
    /// A JSON object as a string.
    Json,
    /// A number as a string, within bounds.
    Number {
        /// Smallest value.
        min: u32,
        /// Largest value.
        max: u32,
    },
}

impl Parameter {
    /// An optional parameter without known bounds.
    pub(super) const fn new(name: &'static str, kind: Value, help: &'static str) -> Self {
        Parameter {
            name,
            kind,
            required: false,
            default: None,
            allowed: &[],
            max: None,
            help,
        }
    }
    pub(super) const fn required(mut self) -> Self {
        self.required = true;
        self
    }
    pub(super) const fn default(mut self, value: &'static str) -> Self {
        self.default = Some(value);
        self
    }
    pub(super) const fn allowed(mut self, values: &'static [&'static str]) -> Self {
        self.allowed = values;
        self
    }
    pub(super) const fn max(mut self, characters: usize) -> Self {
        self.max = Some(characters);
        self
    }
}

impl Document {
    /// The parameter with exactly this name.
    pub fn parameter(&self, name: &str) -> Option<&'static Parameter> {
        self.parameters.iter().find(|p| p.name == name)
    }
    /// The parameter whose name differs from this at most in case.
    pub fn parameter_in_any_case(&self, name: &str) -> Option<&'static Parameter> {
        self.parameters
            .iter()
            .find(|p| p.name.eq_ignore_ascii_case(name))
    }
}
