//! What fields mean together: the named rules that the service is known to
//! enforce, and the warnings an experienced colleague would give.
//!
//! A rule is one function and one entry in [`RULES`]. It reads what was typed,
//! so that one wrong field does not silence the findings about another.

mod conditions;
mod document;
mod invocation;
mod notification;
mod payload;
mod placeholder;
mod project;
mod request;
mod target;
mod target_values;
mod task;
mod task_arn;
mod task_target;
mod window;

use crate::catalogue::{Field, Operation};
use crate::draft::{Node, Path};
use crate::schedule::Note;

use super::around::Around;
use super::finding::Findings;

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
    run: fn(&Part<'_>, &mut Findings<'_>),
}

/// Every rule, in the order in which findings are shown.
pub static RULES: &[Rule] = &[
    window::EXISTING,
    window::CUTOFF,
    window::OFFSET_NUMBER,
    window::TIMING,
    window::TAGS,
    window::COUNTS,
    target::KEYS,
    target_values::VALUES,
    task_target::KEYS,
    task_target::VALUES,
    task_target::RATE,
    task_arn::TASK_ARN,
    task_arn::PREFIX,
    task_arn::REGION,
    task::PRIORITY,
    task::ALARM,
    task::DEPRECATED,
    invocation::BLOCK,
    notification::NOTIFICATION,
    invocation::OUTPUT,
    invocation::HASH,
    payload::LAMBDA,
    payload::STEP_FUNCTIONS,
    document::PARAMETERS,
    placeholder::PSEUDO,
    project::EXAMPLE_IDS,
    request::REPLACE,
    request::CHANGES,
    request::SCHEDULE_TARGETS,
    request::FILTERS,
    request::SAFE,
];

/// A request of a window's later life as a rule sees it.
#[derive(Clone, Copy)]
pub(in crate::check) struct Asked {
    pub(in crate::check) operation: &'static Operation,
    /// Whether the whole of what it changes is in the draft.
    pub(in crate::check) seen: bool,
}

/// A part of the draft as a rule sees it.
pub(in crate::check) struct Part<'a> {
    /// What there is around a target or task: of its window and its neighbours a rule knows only this.
    pub(in crate::check) around: &'a Around,
    /// The part itself.
    pub(in crate::check) node: &'a Node,
    pub(in crate::check) path: &'a Path,
    /// Whether it is a window of which only the id is known.
    pub(in crate::check) existing: bool,
    /// Whether it is a new window whose schedule can be read.
    pub(in crate::check) timed: bool,
    /// What the schedule engine says of that.
    pub(in crate::check) advice: &'a [Note],
    /// The request, when the rules are about one; then the node is what it sends.
    pub(in crate::check) asked: Option<Asked>,
}

impl<'a> Part<'a> {
    /// What was typed in one of the part's own fields.
    fn text(&self, field: &Field) -> &'a str {
        self.node.text_of(field.name)
    }
    /// What the form calls one of the part's own fields.
    fn label(&self, field: &Field) -> &'static str {
        field.label_beside(|name| self.node.text_of(name))
    }
    /// Where one of the part's own fields stands.
    fn at(&self, field: &Field) -> Path {
        self.path.member(field.name)
    }
    /// What stands under members inside members; `None` when nothing was typed there.
    fn node(&self, fields: &[&Field]) -> Option<&'a Node> {
        fields
            .iter()
            .try_fold(self.node, |node, field| node.member(field.name))
            .filter(|node| !node.is_blank())
    }
    /// What was typed in a field inside members.
    fn deep(&self, fields: &[&Field]) -> &'a str {
        self.node(fields).map_or("", Node::as_text)
    }
    /// Where a field inside members stands.
    fn deep_at(&self, fields: &[&Field]) -> Path {
        fields
            .iter()
            .fold(self.path.clone(), |path, field| path.member(field.name))
    }
}

/// Runs the rules of a scope.
pub(in crate::check) fn run(scope: Scope, part: &Part<'_>, found: &mut Findings<'_>) {
    for rule in RULES.iter().filter(|rule| rule.scope == scope) {
        (rule.run)(part, found);
    }
}
