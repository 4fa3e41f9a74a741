//! What a rule is: what it is about, what it can find, and its function.

use super::super::finding::Findings;
use super::part::Part;

/// What kind of part a rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// A window that is to be created.
    NewWindow,
    /// Any window, existing ones included.
    Window,
    /// A target.
    Target,
    /// A task.
    Task,
    /// A request of a window's later life.
    Request,
}

/// A cross-field rule.
#[derive(Clone, Copy)]
pub struct Rule {
    /// The slugs of what it can find, with a sentence each for the documentation.
    pub finds: &'static [(&'static str, &'static str)],
    /// What it is about.
    pub scope: Scope,
    /// Looks, and reports.
    pub(in crate::check) run: fn(&Part<'_>, &mut Findings<'_>),
}
