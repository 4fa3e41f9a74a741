//! Taking a change back out of a draft in which more was typed since.
//!
//! What the change left alone stays as it is now, and so does what was typed
//! over the change; all else is as it was before it.

use std::borrow::Cow;

use super::{Draft, Node, Row, RowId};

impl Draft {
    /// This draft without the change that made `after` of `before`; all three are of one descent.
    #[must_use]
    pub fn without(&self, before: &Draft, after: &Draft) -> Draft {
        let root = without(Some(&self.root), Some(&before.root), Some(&after.root));
        Draft {
            root: root.unwrap_or_else(Node::group),
            // No row gets the identity of one that came meanwhile.
            next: self.next.max(before.next).max(after.next),
        }
    }
}

fn without(now: Option<&Node>, before: Option<&Node>, after: Option<&Node>) -> Option<Node> {
    match (now, before, after) {
        _ if before == after => now.cloned(),
        _ if now == after => before.cloned(),
        (Some(Node::Group(now)), Some(Node::Group(before)), Some(Node::Group(after))) => {
            Some(Node::Group(members(now, before, after)))
        }
        (Some(Node::Rows(now)), Some(Node::Rows(before)), Some(Node::Rows(after))) => {
            Some(Node::Rows(rows(now, before, after)))
        }
        // What was typed over the change is the last word.
        _ => now.cloned(),
    }
}

type Member = (Cow<'static, str>, Node);

fn members(now: &[Member], before: &[Member], after: &[Member]) -> Vec<Member> {
    let gone = before.iter().filter(|(name, _)| find(now, name).is_none());
    let names = now.iter().chain(gone).map(|(name, _)| name);
    names
        .filter_map(|name| {
            let find = |all| find(all, name);
            Some((name.clone(), without(find(now), find(before), find(after))?))
        })
        .collect()
}

fn find<'a>(all: &'a [Member], name: &str) -> Option<&'a Node> {
    let found = all.iter().find(|(other, _)| other == name);
    found.map(|(_, node)| node)
}

fn rows(now: &[Row], before: &[Row], after: &[Row]) -> Vec<Row> {
    let ids = |rows: &[Row]| rows.iter().map(|row| row.id).collect::<Vec<_>>();
    let mut order = ids(now);
    if order == ids(after) {
        order = ids(before);
        order.extend(ids(now).into_iter().filter(|id| !ids(before).contains(id)));
    } else {
        // What is gone goes back behind the row that it stood behind.
        for (at, row) in before.iter().enumerate() {
            if !order.contains(&row.id) {
                let previous = at.checked_sub(1).and_then(|at| before.get(at));
                let place = previous.and_then(|p| order.iter().position(|id| *id == p.id));
                order.insert(place.map_or(0, |place| place + 1), row.id);
            }
        }
    }
    let row = |id| {
        let node = without(node(now, id), node(before, id), node(after, id))?;
        let same = now
            .iter()
            .chain(before)
            .find(|row| row.id == id && *row.node == node);
        // Shared with the draft it comes from, so that it counts as the same.
        Some(same.cloned().unwrap_or_else(|| Row::new(id, node)))
    };
    order.into_iter().filter_map(row).collect()
}

fn node(rows: &[Row], id: RowId) -> Option<&Node> {
    let found = rows.iter().find(|row| row.id == id);
    found.map(|row| &*row.node)
}
