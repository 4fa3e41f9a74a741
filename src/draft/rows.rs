//! The lists of a draft: rows are added, moved and removed, and what was typed
//! as lines or opened as an object becomes rows.
//!
//! What the rows are about is not known here.

use std::borrow::Cow;

use super::page::{MAP_KEY, MAP_VALUE};
use super::{Draft, Node, Path, Row, RowId};

impl Draft {
    /// Adds a row at the end of the list at a path; makes the list if there is none.
    ///
    /// A list that was typed as lines of text becomes a row per line first.
    pub fn add_row(&mut self, list: &Path, node: Node) -> RowId {
        self.to_rows(list);
        let node = self.adopt(node);
        let id = self.fresh();
        self.root.edit(list.steps(), &mut |slot| {
            let row = Row::new(id, node.clone());
            match slot {
                Node::Rows(rows) => rows.push(row),
                Node::Text(_) | Node::Group(_) => *slot = Node::Rows(vec![row]),
            }
        });
        id
    }
    /// Moves a row up (negative) or down by some places, stopping at the ends.
    pub fn move_row(&mut self, row: &Path, by: isize) {
        let (Some(list), Some(id)) = (row.parent(), row.last_row()) else {
            return;
        };
        self.root.edit(list.steps(), &mut |slot| {
            if let Node::Rows(rows) = slot
                && let Some(at) = rows.iter().position(|r| r.id == id)
            {
                let row = rows.remove(at);
                let to = at.saturating_add_signed(by).min(rows.len());
                rows.insert(to, row);
            }
        });
    }
    /// Removes a row.
    pub fn remove_row(&mut self, row: &Path) {
        let (Some(list), Some(id)) = (row.parent(), row.last_row()) else {
            return;
        };
        self.root.edit(list.steps(), &mut |slot| {
            if let Node::Rows(rows) = slot {
                rows.retain(|r| r.id != id);
            }
        });
    }
    /// Turns a list typed as lines into rows, a row per line.
    pub fn to_rows(&mut self, list: &Path) {
        let Some(Node::Text(_)) = self.node(list) else {
            return;
        };
        let lines: Vec<String> = self
            .node(list)
            .map(|n| n.lines().into_iter().map(str::to_owned).collect())
            .unwrap_or_default();
        let rows = lines
            .into_iter()
            .map(|line| Row::new(self.fresh(), Node::Text(line)))
            .collect();
        self.root.edit(list.steps(), &mut |slot| {
            *slot = Node::Rows(Clone::clone(&rows))
        });
    }
    /// Turns a map that was opened as an object into rows of `$key` and `$value`, which a form can edit.
    pub fn to_entries(&mut self, map: &Path) {
        let Some(mut node) = self.node(map).cloned() else {
            return;
        };
        if node.become_entries(&mut || self.fresh()) {
            self.root
                .edit(map.steps(), &mut |slot| *slot = node.clone());
        }
    }
}

impl Node {
    /// Turns a map that was opened as an object into rows of `$key` and `$value`; whether it was one.
    pub(crate) fn become_entries(&mut self, fresh: &mut dyn FnMut() -> RowId) -> bool {
        let Node::Group(members) = self else {
            return false;
        };
        if members.is_empty() {
            return false;
        }
        let row = |(name, value): (Cow<'static, str>, Node)| {
            let key = (Cow::Borrowed(MAP_KEY), Node::Text(name.into_owned()));
            let value = (Cow::Borrowed(MAP_VALUE), value);
            Row::new(fresh(), Node::Group(vec![key, value]))
        };
        *self = Node::Rows(std::mem::take(members).into_iter().map(row).collect());
        true
    }
}
