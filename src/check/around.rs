//! What the rules of a target or task may know of its window and neighbours:
//! no more than this, so that as long as it stays the same, so do their findings.

use crate::catalogue::{task, window};
use crate::draft::page::{ACCOUNT, REF, REGION, TARGETS, TASKS};
use crate::draft::{Draft, Node};

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
    /// The project's Region and account; empty where it has none.
    pub(super) project: Location,
}

/// Where a project's windows are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Location {
    pub(super) region: String,
    pub(super) account: String,
}

impl Around {
    /// What there is in a window of a draft.
    pub(super) fn of(draft: &Draft, node: &Node) -> Around {
        let text = |node: &Node, name| node.text_of(name).to_owned();
        let targets = node.rows_of(TARGETS).iter();
        Around {
            unassociated: text(node, window::ALLOW_UNASSOCIATED_TARGETS.name),
            targets: targets.map(|row| text(&row.node, REF)).collect(),
            region: node
                .rows_of(TASKS)
                .iter()
                .find_map(|row| Arn::region_of(row.node.text_of(task::TASK_ARN.name))),
            project: Location {
                region: draft.setting(REGION).to_owned(),
                account: draft.setting(ACCOUNT).to_owned(),
            },
        }
    }
}
