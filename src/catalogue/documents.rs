//! The SSM documents that maintenance windows mostly run, with their
//! parameters.
//!
//! AWS changes its documents without notice, so this offers and warns but
//! never refuses: a document or parameter that is not here may well exist.

mod automation;
mod command;

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
    const fn new(name: &'static str, kind: Value, help: &'static str) -> Self {
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
    const fn required(mut self) -> Self {
        self.required = true;
        self
    }
    const fn default(mut self, value: &'static str) -> Self {
        self.default = Some(value);
        self
    }
    const fn allowed(mut self, values: &'static [&'static str]) -> Self {
        self.allowed = values;
        self
    }
    const fn max(mut self, characters: usize) -> Self {
        self.max = Some(characters);
        self
    }
}

/// Every document, those for Run Command first.
pub fn all() -> impl Iterator<Item = &'static Document> {
    command::DOCUMENTS.iter().chain(automation::DOCUMENTS)
}

/// The document with this name, given alone or at the end of its ARN.
pub fn find(task_arn: &str) -> Option<&'static Document> {
    let name = match task_arn
        .split_once(":document/")
        .or_else(|| task_arn.split_once(":automation-definition/"))
    {
        Some((arn, name)) if arn.starts_with("arn:") => name.split(':').next().unwrap_or(name),
        _ => task_arn,
    };
    all().find(|d| d.name == name)
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
