//! Brings an opened draft into the form that the editors work on.
//!
//! A file holds a map as an object and a list of strings as an array; a form
//! edits a map as rows of key and value, and a list of strings as one text
//! with a line each. The catalogue says which is which. What does not fit is
//! left as it stands: nothing is lost, and the check says what is wrong.

use crate::catalogue::{Lines, List, Member, OPERATIONS, Shape, TAGGING, target, task, window};
use crate::draft::page::{KEPT, MAP_VALUE, TARGETS, TASKS};
use crate::draft::{Draft, Node, Path};

/// Walks the catalogue along the draft and settles every map and list of strings.
pub fn settle(draft: &mut Draft) {
    for window in rows(draft, &Draft::windows_path()) {
        members(draft, &window, window::CREATE.input);
        for target in rows(draft, &window.member(TARGETS)) {
            members(draft, &target, target::REGISTER.input);
            kept(draft, &target, target::REGISTER.input);
        }
        for task in rows(draft, &window.member(TASKS)) {
            members(draft, &task, task::REGISTER.input);
            kept(draft, &task, task::REGISTER.input);
        }
    }
    for operation in OPERATIONS.iter().chain(TAGGING) {
        members(
            draft,
            &Draft::operation_path(operation.name),
            operation.input,
        );
    }
}

fn rows(draft: &Draft, list: &Path) -> Vec<Path> {
    draft
        .rows(list)
        .iter()
        .map(|row| list.row(row.id))
        .collect()
}

fn members(draft: &mut Draft, group: &Path, members: &[Member]) {
    for member in members {
        walk(draft, &group.member(member.field.name), member.field.shape);
    }
}

/// What was kept aside for another type has the shape of the member it was taken from.
fn kept(draft: &mut Draft, part: &Path, members: &[Member]) {
    for member in members {
        let aside = part.member(KEPT).member(member.field.name);
        let labels: Vec<String> = draft
            .node(&aside)
            .map(|node| {
                node.members()
                    .iter()
                    .map(|(name, _)| name.to_string())
                    .collect()
            })
            .unwrap_or_default();
        for label in labels {
            walk(draft, &aside.member(label), member.field.shape);
        }
    }
}

fn walk(draft: &mut Draft, path: &Path, shape: Shape) {
    // Most members are absent: nothing stands there to be settled.
    if draft.node(path).is_none() {
        return;
    }
    match shape {
        Shape::Text(_) | Shape::Whole(_) | Shape::Flag | Shape::Choice(_) | Shape::Blob(_) => {}
        Shape::List(list) => match list.item {
            Shape::Text(_) | Shape::Choice(_) => {
                if let Some(text) = draft.node(path).and_then(|node| as_lines(node, list)) {
                    draft.set(path, &text);
                }
            }
            item => {
                for row in rows(draft, path) {
                    walk(draft, &row, item);
                }
            }
        },
        Shape::Map(map) => {
            draft.to_entries(path);
            for row in rows(draft, path) {
                walk(draft, &row.member(MAP_VALUE), map.value);
            }
        }
        Shape::Group(group) => members(draft, path, group.members),
    }
}

/// The rows as one text, if reading its lines gives the same items again.
fn as_lines(node: &Node, list: &List) -> Option<String> {
    let Node::Rows(rows) = node else { return None };
    let items: Vec<&str> = rows
        .iter()
        .map(|row| match &*row.node {
            Node::Text(text) if !text.contains(['\n', '\r']) => Some(text.as_str()),
            Node::Text(_) | Node::Group(_) | Node::Rows(_) => None,
        })
        .collect::<Option<_>>()?;
    reads_back(&items, list.lines).then(|| items.join("\n"))
}

/// Whether the lines of one text give the same items again.
pub(super) fn reads_back(items: &[&str], lines: Lines) -> bool {
    match lines {
        Lines::Rows => false,
        Lines::Values => items
            .iter()
            .all(|item| !item.is_empty() && item.trim() == *item),
        // Empty lines at the ends of a script may be taken for the editor's, not the script's.
        Lines::Script => {
            items.first().is_some_and(|i| !i.is_empty())
                && items.last().is_some_and(|i| !i.is_empty())
        }
    }
}
