//! The tree that holds what was typed.

use std::borrow::Cow;
use std::sync::Arc;

use super::path::{RowId, Step};

/// One row of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Which row.
    pub id: RowId,
    /// What it holds, shared by the drafts in which nothing changed it.
    pub node: Arc<Node>,
}

impl Row {
    /// A row that holds a node.
    pub fn new(id: RowId, node: Node) -> Self {
        let node = Arc::new(node);
        Row { id, node }
    }
}

/// What stands at a path.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// Text exactly as typed.
    Text(String),
    /// Members by name, in the order they were first typed.
    Group(Vec<(Cow<'static, str>, Node)>),
    /// Rows in their order.
    Rows(Vec<Row>),
}

impl Node {
    /// A group without members.
    pub fn group() -> Node {
        Node::Group(Vec::new())
    }
    /// The member `name`, if this is a group that has it.
    pub fn member(&self, name: &str) -> Option<&Node> {
        match self {
            Node::Group(members) => members
                .iter()
                .find(|(n, _)| n == name)
                .map(|(_, node)| node),
            Node::Text(_) | Node::Rows(_) => None,
        }
    }
    /// The member `name`, to be changed where it stands.
    pub(crate) fn member_mut(&mut self, name: &str) -> Option<&mut Node> {
        let Node::Group(members) = self else {
            return None;
        };
        let found = members.iter_mut().find(|(n, _)| n == name);
        found.map(|(_, node)| node)
    }
    /// The rows, to be changed where they stand.
    pub(crate) fn rows_mut(&mut self) -> &mut [Row] {
        match self {
            Node::Rows(rows) => rows,
            Node::Text(_) | Node::Group(_) => &mut [],
        }
    }
    /// The text of the member `name`; empty when there is none.
    pub fn text_of(&self, name: &str) -> &str {
        self.member(name).map_or("", Node::as_text)
    }
    /// The rows of the member `name`; none when there are none.
    pub fn rows_of(&self, name: &str) -> &[Row] {
        self.member(name).map_or(&[], Node::as_rows)
    }
    /// The text, if this is one; else empty.
    pub fn as_text(&self) -> &str {
        match self {
            Node::Text(text) => text,
            Node::Group(_) | Node::Rows(_) => "",
        }
    }
    /// The rows, if these are some; else none.
    pub fn as_rows(&self) -> &[Row] {
        match self {
            Node::Rows(rows) => rows,
            Node::Text(_) | Node::Group(_) => &[],
        }
    }
    /// The members, if this is a group; else none.
    pub fn members(&self) -> &[(Cow<'static, str>, Node)] {
        match self {
            Node::Group(members) => members,
            Node::Text(_) | Node::Rows(_) => &[],
        }
    }
    /// Whether nothing was typed here: an empty text, a group of such, no rows.
    ///
    /// A row counts as something even when it is empty: it was added on purpose.
    pub fn is_blank(&self) -> bool {
        match self {
            Node::Text(text) => text.is_empty(),
            Node::Group(members) => members.iter().all(|(_, node)| node.is_blank()),
            Node::Rows(rows) => rows.is_empty(),
        }
    }
    /// The items of a list of strings, typed as rows or as one text with a line each.
    ///
    /// Lines are returned as they stand; what an empty line means is the list's business.
    pub fn lines(&self) -> Vec<&str> {
        match self {
            Node::Text(text) => text
                .split('\n')
                .map(|line| line.strip_suffix('\r').unwrap_or(line))
                .collect(),
            Node::Rows(rows) => rows.iter().map(|row| row.node.as_text()).collect(),
            Node::Group(_) => Vec::new(),
        }
    }
    /// Drops the member `name` here and from all rows below.
    pub(super) fn forget(&mut self, name: &str) {
        match self {
            Node::Text(_) => {}
            Node::Group(members) => {
                members.retain(|(n, _)| n != name);
                members.iter_mut().for_each(|(_, node)| node.forget(name));
            }
            Node::Rows(rows) => rows
                .iter_mut()
                .for_each(|row| Arc::make_mut(&mut row.node).forget(name)),
        }
    }
    /// Runs `change` on what stands at `steps`, making groups on the way, and drops what is blank afterwards.
    ///
    /// Rows are never made: a path through a row that is gone changes nothing.
    pub(super) fn edit(&mut self, steps: &[Step], change: &mut dyn FnMut(&mut Node)) {
        let Some((step, rest)) = steps.split_first() else {
            return change(self);
        };
        match step {
            Step::Row(id) => {
                if let Node::Rows(rows) = self
                    && let Some(row) = rows.iter_mut().find(|row| row.id == *id)
                {
                    Arc::make_mut(&mut row.node).edit(rest, change);
                }
            }
            Step::Member(name) => {
                if !matches!(self, Node::Group(_)) {
                    // A file may hold a text where a group belongs: it is kept, not overwritten.
                    let was = std::mem::replace(self, Node::group());
                    if let (Node::Group(members), false) = (&mut *self, was.is_blank()) {
                        members.push((Cow::Borrowed(MISPLACED), was));
                    }
                }
                let Node::Group(members) = self else { return };
                match members.iter_mut().find(|(n, _)| n == name) {
                    Some((_, node)) => node.edit(rest, change),
                    None => {
                        let mut node = Node::group();
                        node.edit(rest, change);
                        members.push((name.clone(), node));
                    }
                }
                // Only what was changed: a blank sibling, such as an empty list in an opened file, is not ours to drop.
                members.retain(|(n, node)| n != name || !node.is_blank());
            }
        }
    }
}

/// The member under which a value is kept that stood where a group belongs.
const MISPLACED: &str = "$misplaced";
