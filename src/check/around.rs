//! What the rules of a target or task may know of its window and neighbours:
//! no more than this, so that as long as it stays the same, so do their findings.

use crate::catalogue::{target, task, window};
use crate::draft::page::{ACCOUNT, REF, REGION, TARGETS, TASKS};
use crate::draft::{Draft, Node, Row};

use super::arn::Arn;
use super::patching::Patching;

/// What there is around a target or task.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Around {
    /// What was typed about nodes that are not registered with the window.
    pub(super) unassociated: String,
    /// The names in the plan of the window's targets.
    pub(super) targets: Vec<String>,
    /// The names of those that choose nodes by their tags.
    pub(super) by_tag: Vec<String>,
    /// Its tasks that patch.
    pub(super) patching: Vec<Patching>,
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
        let tagged = |row: &&Row| {
            let entries = row.node.rows_of(target::TARGETS.name).iter();
            let mut keys = entries.map(|entry| entry.node.text_of(target::KEY.name));
            keys.any(|key| key == target::TAG_KEY || key.starts_with(target::TAG))
        };
        Around {
            by_tag: targets
                .clone()
                .filter(tagged)
                .map(|row| text(&row.node, REF))
                .collect(),
            patching: node
                .rows_of(TASKS)
                .iter()
                .filter_map(Patching::of)
                .collect(),
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
