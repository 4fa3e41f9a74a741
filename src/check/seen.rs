//! A target or task as it was seen: what was found in it and what its request
//! sends, with all that this was judged by.
//!
//! Of its window and neighbours nothing else counts, so that what was seen
//! holds as long as none of it changes.

use std::sync::Arc;

use crate::catalogue::{Operation, task as k, window as w};
use crate::draft::{Node, Path, Row};

use super::around::Around;
use super::creation::Content;
use super::finding::Findings;
use super::open;
use super::plan::Value;
use super::refer::refer;
use super::report::Violation;
use super::rules::{self, Part, Scope};
use super::shape::{self, Members};

/// All that a target or task is judged by besides what was typed in it.
#[derive(Debug, PartialEq)]
pub(super) struct Ground {
    /// The window it is in.
    pub(super) window: Path,
    /// What rules know of window and neighbours.
    pub(super) around: Around,
    /// What stands for the window's id; none while that is wrong.
    pub(super) id: Option<Value>,
    /// What stands for the ids of the window's targets, in the order of their names.
    pub(super) targets: Vec<Value>,
}

/// What was seen of a target or task, and of what.
#[derive(Debug)]
pub(super) struct Seen {
    pub(super) operation: &'static Operation,
    pub(super) node: Arc<Node>,
    pub(super) ground: Arc<Ground>,
    pub(super) found: Vec<Violation>,
    /// What its request sends, if nothing that was found blocks it.
    pub(super) body: Arc<Members>,
    /// What it creates.
    pub(super) content: Content,
}

/// Looks at a target or task.
pub(super) fn see(
    operation: &'static Operation,
    scope: Scope,
    row: &Row,
    path: &Path,
    ground: &Arc<Ground>,
) -> Seen {
    let mut all = Vec::new();
    let mut found = Findings::new(path, &mut all);
    let own = [w::WINDOW_ID.name];
    let (mut body, _) = shape::members(operation.input, &row.node, path, &own, &mut found);
    let part = Part {
        around: &ground.around,
        node: &row.node,
        path,
        existing: false,
        timed: false,
        advice: &[],
        asked: None,
    };
    rules::run(scope, &part, &mut found);
    open::drop_others(&row.node, path, 0, &mut all);
    // Only a task refers to targets: on a target, `$t1` is the value of a tag.
    if scope == Scope::Task {
        let names = || ground.around.targets.iter().zip(&ground.targets);
        let id_of = |name: &str| {
            let found = names().find(|(known, _)| *known == name);
            found.map(|(_, id)| id.clone())
        };
        for (field, value) in &mut body {
            if field.name == k::TARGETS.name {
                refer(value, &id_of);
            }
        }
    }
    let content = Content::of(&body);
    if let Some(id) = &ground.id {
        // The catalogue lists it first, and so do AWS's examples.
        body.insert(0, (&w::WINDOW_ID, id.clone()));
    }
    Seen {
        operation,
        node: Arc::clone(&row.node),
        ground: Arc::clone(ground),
        found: all,
        body: Arc::new(body),
        content,
    }
}
