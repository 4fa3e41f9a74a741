//! Which answer gives which id, and where it belongs. One row for each
//! operation whose answer has an id in it.

use super::hanging::window_id;
use crate::catalogue::{Field, Operation, execution as e, target as t, task as k, window as w};
use crate::check::Ask;
use crate::draft::page::{ID, TARGETS, TASKS};
use crate::draft::{Draft, Path};

/// The id in an operation's answer.
pub(super) struct Gives {
    pub(super) operation: &'static Operation,
    /// The member that is a list; empty where the answer is no list.
    pub(super) list: &'static str,
    /// The member that is the id; empty where the list's items are ids.
    pub(super) member: &'static str,
    pub(super) field: &'static Field,
    pub(super) to: To,
}

impl Gives {
    /// The member by which the answer is known.
    pub(super) fn says(&self) -> &'static str {
        if self.list.is_empty() {
            self.member
        } else {
            self.list
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum To {
    /// The part that was asked about.
    Part,
    /// The window, found by its name.
    ByName,
    /// Every row of this list of the window, found by what it is called.
    Rows(&'static str),
    /// The ids of executions.
    Execution,
    /// Nowhere: it is the id that was sent.
    Echo,
}

const fn gives(
    operation: &'static Operation,
    list: &'static str,
    member: &'static str,
    field: &'static Field,
    to: To,
) -> Gives {
    Gives {
        operation,
        list,
        member,
        field,
        to,
    }
}

#[rustfmt::skip]
static GIVES: &[Gives] = &[
    gives(&w::CREATE, "", "WindowId", &w::WINDOW_ID, To::Part),
    gives(&t::REGISTER, "", "WindowTargetId", &t::WINDOW_TARGET_ID, To::Part),
    gives(&k::REGISTER, "", "WindowTaskId", &k::WINDOW_TASK_ID, To::Part),
    gives(&w::DESCRIBE, "WindowIdentities", "WindowId", &w::WINDOW_ID, To::ByName),
    gives(&t::DESCRIBE, "Targets", "WindowTargetId", &t::WINDOW_TARGET_ID, To::Rows(TARGETS)),
    gives(&k::DESCRIBE, "Tasks", "WindowTaskId", &k::WINDOW_TASK_ID, To::Rows(TASKS)),
    gives(&e::DESCRIBE, "WindowExecutions", "WindowExecutionId", &e::WINDOW_EXECUTION_ID, To::Execution),
    gives(&e::GET, "TaskIds", "", &e::TASK_ID, To::Execution),
    gives(&e::DESCRIBE_TASKS, "WindowExecutionTaskIdentities", "TaskExecutionId", &e::TASK_ID, To::Execution),
    gives(&e::DESCRIBE_INVOCATIONS, "WindowExecutionTaskInvocationIdentities", "InvocationId", &e::INVOCATION_ID, To::Execution),
    gives(&e::GET_TASK, "", "TaskExecutionId", &e::TASK_ID, To::Echo),
    gives(&e::GET_INVOCATION, "", "InvocationId", &e::INVOCATION_ID, To::Echo),
    gives(&e::CANCEL, "", "WindowExecutionId", &e::WINDOW_EXECUTION_ID, To::Echo),
    gives(&w::GET, "", "WindowId", &w::WINDOW_ID, To::Echo),
    gives(&w::UPDATE, "", "WindowId", &w::WINDOW_ID, To::Echo),
    gives(&w::DELETE, "", "WindowId", &w::WINDOW_ID, To::Echo),
    gives(&t::UPDATE, "", "WindowTargetId", &t::WINDOW_TARGET_ID, To::Echo),
    gives(&t::DEREGISTER, "", "WindowTargetId", &t::WINDOW_TARGET_ID, To::Echo),
    gives(&k::GET, "", "WindowTaskId", &k::WINDOW_TASK_ID, To::Echo),
    gives(&k::UPDATE, "", "WindowTaskId", &k::WINDOW_TASK_ID, To::Echo),
    gives(&k::DEREGISTER, "", "WindowTaskId", &k::WINDOW_TASK_ID, To::Echo),
];

pub(super) fn gives_of(operation: &Operation) -> Option<&'static Gives> {
    GIVES
        .iter()
        .find(|gives| gives.operation.name == operation.name)
}

/// Where the id of an answer belongs; none for lists of parts.
pub(super) fn place(draft: &Draft, gives: &Gives, ask: &Ask) -> Option<Path> {
    match gives.to {
        To::Rows(_) => None,
        To::Execution => Some(Draft::operations_path().member(gives.field.name)),
        To::Part | To::ByName | To::Echo => {
            if gives.field.name == w::WINDOW_ID.name {
                return Some(window_id(draft, &ask.subject.window()?));
            }
            if std::ptr::eq(gives.field, &t::WINDOW_TARGET_ID)
                || std::ptr::eq(gives.field, &k::WINDOW_TASK_ID)
            {
                return Some(ask.subject.member(ID));
            }
            Some(Draft::operations_path().member(gives.field.name))
        }
    }
}

/// The place of one id.
///
/// # Errors
/// When there is none: only the answer as JSON says which part each id is of.
pub(super) fn must_place(draft: &Draft, gives: &Gives, ask: &Ask) -> Result<Path, String> {
    place(draft, gives, ask).ok_or_else(|| {
        format!(
            "The answer must be JSON with `{}`: run the command with `--output json`",
            gives.says()
        )
    })
}
