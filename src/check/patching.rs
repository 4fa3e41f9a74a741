//! Which tasks of a window patch nodes, as far as rules about their neighbours
//! and about the window's schedule must know.

use crate::catalogue::{documents, target, task as k};
use crate::draft::page::{MAP_KEY, MAP_VALUE};
use crate::draft::{Node, Row, RowId};

/// A task that patches nodes or scans them for patches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Patching {
    /// Its row.
    pub(super) row: RowId,
    /// Scan or Install.
    pub(super) operation: String,
    /// Its priority as typed.
    pub(super) priority: String,
    /// The registered targets and nodes it names.
    pub(super) targets: Vec<String>,
}

impl Patching {
    /// Whether a task patches.
    pub(super) fn is(task: &Row) -> bool {
        let document = documents::name_of(task.node.text_of(k::TASK_ARN.name));
        task.node.text_of(k::TASK_TYPE.name) == "RUN_COMMAND"
            && documents::PATCHING.contains(&document)
    }
    /// What a task patches, if it does.
    pub(super) fn of(task: &Row) -> Option<Patching> {
        let node = &task.node;
        Patching::is(task).then(|| Patching {
            row: task.id,
            operation: operation(node).to_owned(),
            priority: node.text_of(k::PRIORITY.name).to_owned(),
            targets: node
                .rows_of(k::TARGETS.name)
                .iter()
                .filter_map(|entry| entry.node.member(target::VALUES.name))
                .flat_map(Node::lines)
                .filter(|value| !value.trim().is_empty())
                .map(|value| value.trim().to_owned())
                .collect(),
        })
    }
    /// Whether both work on the same nodes.
    pub(super) fn overlaps(&self, other: &Patching) -> bool {
        self.targets.iter().any(|one| other.targets.contains(one))
    }
}

/// The document's parameter Operation.
fn operation(task: &Node) -> &str {
    let fields = [
        &k::TASK_INVOCATION_PARAMETERS,
        &k::RUN_COMMAND,
        &k::run_command::PARAMETERS,
    ];
    let parameters = fields
        .iter()
        .try_fold(task, |node, field| node.member(field.name));
    let value = match parameters {
        Some(Node::Rows(rows)) => rows
            .iter()
            .find(|row| row.node.text_of(MAP_KEY) == documents::OPERATION)
            .and_then(|row| row.node.member(MAP_VALUE)),
        Some(node) => node.member(documents::OPERATION),
        None => None,
    };
    let lines = value.map(Node::lines).unwrap_or_default();
    lines.into_iter().next().unwrap_or_default().trim()
}
