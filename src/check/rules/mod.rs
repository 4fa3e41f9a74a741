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
mod nested;
mod notification;
mod part;
mod patching;
mod payload;
mod placeholder;
mod project;
mod request;
mod resource_group;
mod rule;
mod run_time;
mod stopped;
mod target;
mod target_values;
mod task;
mod task_arn;
mod task_target;
mod window;

pub(in crate::check) use part::{Asked, Part};
pub use rule::{Rule, Scope};

use super::finding::Findings;
use super::open;

/// Every rule, in the order in which findings are shown.
pub static RULES: &[Rule] = &[
    open::WINDOW,
    open::TARGET,
    open::TASK,
    window::EXISTING,
    window::CUTOFF,
    window::OFFSET_NUMBER,
    window::TIMING,
    window::TAGS,
    window::COUNTS,
    target::KEYS,
    target_values::VALUES,
    target_values::TAG_KEYS,
    resource_group::GROUP,
    task_target::KEYS,
    task_target::VALUES,
    task_target::RATE,
    task_arn::TASK_ARN,
    task_arn::PREFIX,
    task_arn::REGION,
    location::LOCATION,
    task::PRIORITY,
    patching::PARALLEL,
    task::ALARM,
    task::DEPRECATED,
    invocation::BLOCK,
    notification::NOTIFICATION,
    invocation::OUTPUT,
    invocation::HASH,
    payload::LAMBDA,
    payload::STEP_FUNCTIONS,
    nested::NESTED,
    payload::STANDARD,
    document::PARAMETERS,
    document_use::USE,
    run_time::RUN_TIME,
    stopped::STOPPED,
    placeholder::PSEUDO,
    placeholder::BRACES,
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
