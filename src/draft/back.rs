//! Taking a change back out of a draft in which more was typed since.
//!
//! What the change left alone stays as it is now, and so does what was typed
//! over the change; all else is as it was before it.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

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
    let [in_now, in_before, in_after] = [now, before, after].map(by_name);
    let gone = before
        .iter()
        .filter(|(name, _)| !in_now.contains_key(name.as_ref()));
    let names = now.iter().chain(gone).map(|(name, _)| name);
    names
        .filter_map(|name| {
            let key = name.as_ref();
            let [now, before, after] =
                [&in_now, &in_before, &in_after].map(|all| all.get(key).copied());
            let node = without(now, before, after)?;
            Some((name.clone(), node))
        })
        .collect()
}

fn by_name(all: &[Member]) -> HashMap<&str, &Node> {
    let named = all.iter().map(|(name, node)| (name.as_ref(), node));
    // Of two of one name the first counts, as everywhere.
    named.rev().collect()
}

fn rows(now: &[Row], before: &[Row], after: &[Row]) -> Vec<Row> {
    let ids = |rows: &[Row]| rows.iter().map(|row| row.id).collect::<Vec<_>>();
    let [in_now, in_before, in_after] = [now, before, after].map(by_id);
    let mut order = ids(now);
    if order == ids(after) {
        order = ids(before);
        let come = ids(now).into_iter();
        order.extend(come.filter(|id| !in_before.contains_key(id)));
    } else {
        // What is gone goes back behind the row that it stood behind.
        for (at, row) in before.iter().enumerate() {
            if !in_now.contains_key(&row.id) {
                let previous = at.checked_sub(1).and_then(|at| before.get(at));
                let place = previous.and_then(|p| order.iter().position(|id| *id == p.id));
                order.insert(place.map_or(0, |place| place + 1), row.id);
            }
        }
    }
    let row = |id: RowId| {
        let [now, before, after] =
            [&in_now, &in_before, &in_after].map(|all| all.get(&id).copied());
        let node = |row: Option<&'_ Row>| row.map(|row| Arc::clone(&row.node));
        let [n, b, a] = [node(now), node(before), node(after)];
        let node = without(n.as_deref(), b.as_deref(), a.as_deref())?;
        let same = now.into_iter().chain(before).find(|row| *row.node == node);
        // Shared with the draft it comes from, so that it counts as the same.
        Some(same.cloned().unwrap_or_else(|| Row::new(id, node)))
    };
    order.into_iter().filter_map(row).collect()
}

fn by_id(rows: &[Row]) -> HashMap<RowId, &Row> {
    rows.iter().rev().map(|row| (row.id, row)).collect()
}
