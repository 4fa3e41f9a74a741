//! What fields mean together: the named rules that the service is known to
//! enforce, and the warnings an experienced colleague would give.
//!
//! A rule is one function and one entry in [`RULES`]. It reads what was typed,
//! so that one wrong field does not silence the findings about another.

mod conditions;
mod document;
mod document_use;
mod invocation;
mod location;
mod notification;
mod part;
mod payload;
mod placeholder;
mod project;
mod request;
mod rule;
mod target;
mod target_values;
mod task;
mod task_arn;
mod task_target;
mod window;

pub(in crate::check) use part::{Asked, Part};
pub use rule::{Rule, Scope};

use super::finding::Findings;

/// Every rule, in the order in which findings are shown.
pub static RULES: &[Rule] = &[
    window::EXISTING,
    window::CUTOFF,
    window::OFFSET_NUMBER,
    window::TIMING,
    window::TAGS,
    window::COUNTS,
    target::KEYS,
    target_values::VALUES,
    task_target::KEYS,
    task_target::VALUES,
    task_target::RATE,
    task_arn::TASK_ARN,
    task_arn::PREFIX,
    task_arn::REGION,
    location::LOCATION,
    task::PRIORITY,
    task::ALARM,
    task::DEPRECATED,
    invocation::BLOCK,
    notification::NOTIFICATION,
    invocation::OUTPUT,
    invocation::HASH,
    payload::LAMBDA,
    payload::STEP_FUNCTIONS,
    document::PARAMETERS,
    document_use::USE,
    placeholder::PSEUDO,
    project::EXAMPLE_IDS,
    request::REPLACE,
    request::CHANGES,
    request::SCHEDULE_TARGETS,
    request::FILTERS,
    request::SAFE,
];

/// Runs the rules of a scope.
pub(in crate::check) fn run(scope: Scope, part: &Part<'_>, found: &mut Findings<'_>) {
    for rule in RULES.iter().filter(|rule| rule.scope == scope) {
        (rule.run)(part, found);
    }
}
