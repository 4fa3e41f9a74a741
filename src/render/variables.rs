//! The variables that hold what requests return: which a plan needs, and how a
//! POSIX shell calls them.
//!
//! The script of the AWS CLI prints them and the other formats name them the
//! same, so that a person meets one name for one id.

use crate::check::{Plan, Planned, Reference, Value};

use super::names::{name, name_of};
use super::shell::{Dialect, POSIX};

/// The variable of a POSIX shell that holds what a request returned: `WINDOW_ID`, `TARGET_1_ID`.
pub fn variable(plan: &Plan, request: &Planned) -> String {
    POSIX.variable("", &name(plan, request))
}

/// The variable of a POSIX shell for what a reference names.
pub fn variable_of(plan: &Plan, reference: Reference) -> String {
    POSIX.variable("", &name_of(plan, reference))
}

/// What the requests of a plan need of answers to requests before it, each once.
pub fn needed(plan: &Plan) -> Vec<Reference> {
    fn walk(plan: &Plan, value: &Value, all: &mut Vec<Reference>) {
        match value {
            Value::Reference(one) => {
                if plan.is_before(*one) && !all.contains(one) {
                    all.push(*one);
                }
            }
            Value::List(items) => items.iter().for_each(|item| walk(plan, item, all)),
            Value::Group(members) => members.iter().for_each(|(_, value)| walk(plan, value, all)),
            Value::Map(entries) => entries.iter().for_each(|(_, value)| walk(plan, value, all)),
            Value::Text(_) | Value::Whole(_) | Value::Flag(_) | Value::Blob(_) => {}
        }
    }
    let mut all = Vec::new();
    let bodies = plan.requests().iter().filter_map(Planned::body);
    bodies
        .flatten()
        .for_each(|(_, value)| walk(plan, value, &mut all));
    all
}
