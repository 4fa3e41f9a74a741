//! What a rule sees: a part of the draft, or what a later request sends.

use crate::catalogue::{Field, Operation};
use crate::draft::{Node, Path};
use crate::schedule::Note;

use super::super::around::Around;

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
    pub(super) fn text(&self, field: &Field) -> &'a str {
        self.node.text_of(field.name)
    }
    /// What the form calls one of the part's own fields.
    pub(super) fn label(&self, field: &Field) -> &'static str {
        field.label_beside(|name| self.node.text_of(name))
    }
    /// Where one of the part's own fields stands.
    pub(super) fn at(&self, field: &Field) -> Path {
        self.path.member(field.name)
    }
    /// What stands under members inside members; `None` when nothing was typed there.
    pub(super) fn node(&self, fields: &[&Field]) -> Option<&'a Node> {
        fields
            .iter()
            .try_fold(self.node, |node, field| node.member(field.name))
            .filter(|node| !node.is_blank())
    }
    /// What was typed in a field inside members.
    pub(super) fn deep(&self, fields: &[&Field]) -> &'a str {
        self.node(fields).map_or("", Node::as_text)
    }
    /// Where a field inside members stands.
    pub(super) fn deep_at(&self, fields: &[&Field]) -> Path {
        fields
            .iter()
            .fold(self.path.clone(), |path, field| path.member(field.name))
    }
}
