//! Brings an opened draft into the form that the editors work on.
//!
//! A file holds a map as an object and a list of strings as an array; a form
//! edits a map as rows of key and value, and a list of strings as one text
//! with a line each. The catalogue says which is which. What does not fit is
//! left as it stands: nothing is lost, and the check says what is wrong.

use std::sync::Arc;

use crate::catalogue::{Lines, List, Member, OPERATIONS, Shape, TAGGING, target, task, window};
use crate::draft::page::{KEPT, MAP_VALUE, OPERATIONS as ASKED, TARGETS, TASKS, WINDOWS};
use crate::draft::{Draft, Node, RowId};

/// What gives new rows their identities.
type Fresh<'a> = &'a mut dyn FnMut() -> RowId;

/// Walks the catalogue along the draft and settles every map and list of strings.
pub fn settle(draft: &mut Draft) {
    draft.rework(|root, fresh| {
        for window in rows(root.member_mut(WINDOWS)) {
            members(window, window::CREATE.input, fresh);
            for target in rows(window.member_mut(TARGETS)) {
                members(target, target::REGISTER.input, fresh);
                kept(target, target::REGISTER.input, fresh);
            }
            for task in rows(window.member_mut(TASKS)) {
                members(task, task::REGISTER.input, fresh);
                kept(task, task::REGISTER.input, fresh);
            }
        }
        let Some(asked) = root.member_mut(ASKED) else {
            return;
        };
        for operation in OPERATIONS.iter().chain(TAGGING) {
            if let Some(form) = asked.member_mut(operation.name)
                && members(form, operation.input, fresh)
            {
                drop_blank(asked, operation.name);
            }
        }
    });
}

/// The rows of a list, each to be changed where it stands.
fn rows(list: Option<&mut Node>) -> impl Iterator<Item = &mut Node> {
    let rows = list.map_or(&mut [][..], Node::rows_mut);
    rows.iter_mut().map(|row| Arc::make_mut(&mut row.node))
}

/// Settles the members of a group; whether any of them changed.
fn members(group: &mut Node, members: &[Member], fresh: Fresh<'_>) -> bool {
    let mut changed = false;
    for member in members {
        let name = member.field.name;
        // Most members are absent: nothing stands there to be settled.
        let Some(node) = group.member_mut(name) else {
            continue;
        };
        if walk(node, member.field.shape, fresh) {
            drop_blank(group, name);
            changed = true;
        }
    }
    changed
}

/// Takes away a member in which nothing is left.
fn drop_blank(group: &mut Node, name: &str) {
    if let Node::Group(members) = group {
        members.retain(|(n, node)| n != name || !node.is_blank());
    }
}

/// What was kept aside for another type has the shape of the member it was taken from.
fn kept(part: &mut Node, members: &[Member], fresh: Fresh<'_>) {
    let Some(kept) = part.member_mut(KEPT) else {
        return;
    };
    for member in members {
        if let Some(Node::Group(labels)) = kept.member_mut(member.field.name) {
            for (_, aside) in labels {
                walk(aside, member.field.shape, fresh);
            }
        }
    }
}

/// Settles what stands at a field; whether it changed.
fn walk(node: &mut Node, shape: Shape, fresh: Fresh<'_>) -> bool {
    match shape {
        Shape::Text(_) | Shape::Whole(_) | Shape::Flag | Shape::Choice(_) | Shape::Blob(_) => false,
        Shape::List(list) => match list.item {
            Shape::Text(_) | Shape::Choice(_) => {
                let Some(text) = as_lines(node, list) else {
                    return false;
                };
                *node = Node::Text(text);
                true
            }
            item => {
                let mut changed = false;
                for row in rows(Some(node)) {
                    changed |= walk(row, item, fresh);
                }
                changed
            }
        },
        Shape::Map(map) => {
            let mut changed = node.become_entries(fresh);
            for row in rows(Some(node)) {
                if let Some(value) = row.member_mut(MAP_VALUE)
                    && walk(value, map.value, fresh)
                {
                    drop_blank(row, MAP_VALUE);
                    changed = true;
                }
            }
            changed
        }
        Shape::Group(group) => members(node, group.members, fresh),
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
