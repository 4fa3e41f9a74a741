//! What whoever registers must be allowed after that: to look at the windows,
//! to follow their runs, to change them and to roll them back.
//!
//! One row for each statement. Which operations scripts and packs send, a test
//! holds against this table.

use crate::catalogue::{Operation, execution as e, target as t, task as k, window as w};
use crate::check::Plan;
use crate::render::place::Place;

use super::policy::Statement;
use super::window;

/// A statement about requests that come after creation.
struct Later {
    sid: &'static str,
    why: &'static str,
    /// The operations, each with the creation without which it is not needed.
    operations: &'static [(&'static Operation, Option<&'static Operation>)],
    /// Whether the actions know a resource.
    narrow: bool,
}

static LATER: &[Later] = &[
    Later {
        sid: "LookAtWindows",
        why: "Shows the windows, their targets, tasks and runs, to verify the plan",
        operations: &[
            (&w::GET, None),
            (&t::DESCRIBE, None),
            (&k::DESCRIBE, None),
            (&k::GET, None),
            (&e::DESCRIBE, None),
        ],
        narrow: true,
    },
    Later {
        sid: "LookAtRuns",
        why: "Lists windows, shows when they open, and follows a run down to one target; these actions know no narrower resource",
        operations: &[
            (&w::DESCRIBE, None),
            (&w::DESCRIBE_SCHEDULE, None),
            (&e::GET, None),
            (&e::DESCRIBE_TASKS, None),
            (&e::GET_TASK, None),
            (&e::DESCRIBE_INVOCATIONS, None),
            (&e::GET_INVOCATION, None),
        ],
        narrow: false,
    },
    Later {
        sid: "ChangeWindows",
        why: "Updates the windows, targets and tasks; enables and disables windows",
        operations: &[
            (&w::UPDATE, Some(&w::CREATE)),
            (&t::UPDATE, Some(&t::REGISTER)),
            (&k::UPDATE, Some(&k::REGISTER)),
        ],
        narrow: true,
    },
    Later {
        sid: "RollBack",
        why: "Removes what the plan creates. Leave this statement out for people who must not roll back",
        operations: &[
            (&w::DELETE, Some(&w::CREATE)),
            (&t::DEREGISTER, Some(&t::REGISTER)),
            (&k::DEREGISTER, Some(&k::REGISTER)),
        ],
        narrow: true,
    },
];

/// The statements for what comes after creation.
pub(super) fn later(plan: &Plan, place: &Place<'_>) -> Vec<Statement> {
    let creates = |operation: &Operation| {
        let mut all = plan.creations();
        all.any(|request| request.operation().name == operation.name)
    };
    let is_needed = |creation: Option<&Operation>| creation.is_none_or(creates);
    let mut all = Vec::new();
    for one in LATER {
        let needed = one.operations.iter().filter(|(_, of)| is_needed(*of));
        let needed: Vec<&Operation> = needed.map(|(operation, _)| *operation).collect();
        if needed.is_empty() {
            continue;
        }
        let actions: Vec<String> = needed.iter().map(|o| ["ssm:", o.name].concat()).collect();
        let actions: Vec<&str> = actions.iter().map(String::as_str).collect();
        let mut statement = Statement::new(one.sid, &actions, one.why);
        if one.narrow {
            for request in plan.creations() {
                let on = window(request, place);
                if !statement.resources.contains(&on) {
                    statement = statement.on([on]);
                }
            }
            // What changes or removes a target or task names that too.
            for (takes, kind) in [
                (&t::WINDOW_TARGET_ID, "windowtarget/*"),
                (&k::WINDOW_TASK_ID, "windowtask/*"),
            ] {
                let is_of = |operation: &&Operation| {
                    operation.name != k::GET.name && operation.member(takes.name).is_some()
                };
                if needed.iter().any(is_of) {
                    statement = statement.on([place.arn("ssm", kind)]);
                }
            }
        } else {
            statement = statement.on(["*".to_owned()]);
        }
        all.push(statement);
    }
    all
}
