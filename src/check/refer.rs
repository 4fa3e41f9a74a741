//! The targets that a task refers to by their names in the plan, and the ids
//! that these stand for.
//!
//! Whether a name leads anywhere is a rule's business.

use crate::draft::page::referred;

use super::plan::Value;

/// Puts ids, or what stands for them, in the place of the names by which a task's targets are typed.
pub(super) fn refer(targets: &mut Value, id_of: &dyn Fn(&str) -> Option<Value>) {
    let Value::List(entries) = targets else {
        return;
    };
    for entry in entries {
        let Value::Group(members) = entry else {
            continue;
        };
        for (_, value) in members {
            let Value::List(items) = value else { continue };
            for item in items {
                if let Value::Text(text) = item
                    && let Some(name) = referred(text)
                    && let Some(id) = id_of(name)
                {
                    *item = id;
                }
            }
        }
    }
}

/// Whether a list of a task's targets names one.
pub(super) fn names(targets: &Value, wanted: &str) -> bool {
    match targets {
        Value::Text(text) => text == wanted,
        Value::List(items) => items.iter().any(|item| names(item, wanted)),
        Value::Group(members) => members.iter().any(|(_, value)| names(value, wanted)),
        Value::Whole(_) | Value::Flag(_) | Value::Map(_) | Value::Blob(_) | Value::Reference(_) => {
            false
        }
    }
}
