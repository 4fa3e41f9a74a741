//! Which operations there are, and what each can be about in a draft.

use crate::catalogue::{OPERATIONS, Operation, TAGGING, target as t, task as k, window as w};
use crate::check::Subject;
use crate::draft::page::{TARGETS, TASKS};
use crate::draft::{Draft, Path};

/// Every operation: the 23 of maintenance windows, and the three for tags.
pub fn operations() -> impl Iterator<Item = &'static Operation> {
    OPERATIONS.iter().chain(TAGGING).copied()
}

/// The operation with AWS's name, or with the name of its CLI command.
pub fn named(name: &str) -> Option<&'static Operation> {
    operations().find(|operation| operation.name == name || operation.command() == name)
}

/// What an operation can be about in this draft, in its order: windows, targets or tasks.
///
/// The account and an execution have no part of their own: it is the window then.
pub fn subjects(draft: &Draft, operation: &Operation) -> Vec<Path> {
    let mut all = Vec::new();
    for row in draft.windows() {
        let window = Draft::window_path(row.id);
        let list = match Subject::of(operation) {
            Subject::Account | Subject::Window | Subject::Execution => {
                all.push(window);
                continue;
            }
            Subject::Target => TARGETS,
            Subject::Task => TASKS,
        };
        let list = window.member(list);
        let rows = draft.rows(&list);
        all.extend(rows.iter().map(|row| list.row(row.id)));
    }
    if all.is_empty() {
        // What is on no page can still be named by its id.
        all.extend(
            draft
                .windows()
                .first()
                .map(|row| Draft::window_path(row.id)),
        );
    }
    all
}

/// Whether an operation has a form of its own: what creates windows, targets and tasks is filled in with the plan.
pub fn has_form(operation: &Operation) -> bool {
    operation.returns.is_empty() || Subject::of(operation) == Subject::Execution
}

/// Whether what was typed for an operation can be sent without the rest of the plan.
pub fn changes_in_part(operation: &Operation) -> bool {
    [&w::UPDATE, &t::UPDATE, &k::UPDATE]
        .iter()
        .any(|update| update.name == operation.name)
}

/// What an operation can be about in one window: the window where it has no such part.
pub fn subjects_in(draft: &Draft, operation: &Operation, window: &Path) -> Vec<Path> {
    let mut all = subjects(draft, operation);
    all.retain(|path| path.is_in(window));
    if all.is_empty() {
        all.push(window.clone());
    }
    all
}
