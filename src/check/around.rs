//! What the rules of a target or task may know of its window and neighbours:
//! no more than this, so that as long as it stays the same, so do their findings.

use crate::catalogue::{task, window};
use crate::draft::Node;
use crate::draft::page::{REF, TARGETS, TASKS};

use super::arn::Arn;

/// What there is around a target or task.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Around {
    /// What was typed about nodes that are not registered with the window.
    pub(super) unassociated: String,
    /// The names in the plan of the window's targets.
    pub(super) targets: Vec<String>,
    /// The first Region that a task's ARN names.
    pub(super) region: Option<String>,
}

impl Around {
    /// What there is in a window.
    pub(super) fn of(node: &Node) -> Around {
        let text = |node: &Node, name| node.text_of(name).to_owned();
        let targets = node.rows_of(TARGETS).iter();
        Around {
            unassociated: text(node, window::ALLOW_UNASSOCIATED_TARGETS.name),
            targets: targets.map(|row| text(&row.node, REF)).collect(),
            region: node
                .rows_of(TASKS)
                .iter()
                .find_map(|row| Arn::region_of(row.node.text_of(task::TASK_ARN.name))),
        }
    }
}
