//! How a plan's requests are called, and what of a name a file may take.

use crate::catalogue::{execution, target, task, window};
use crate::check::{Plan, Planned, Reference};

/// How a request of the plan is called: `window`, `window_2`, `target_1`, `window_2_task_1`.
///
/// Snake case; each format makes it its own.
pub fn name(plan: &Plan, request: &Planned) -> String {
    let several = plan.windows().len() > 1;
    let window = request.window() + 1;
    let kind = match request.operation().name {
        name if name == window::CREATE.name => {
            return if several {
                format!("window_{window}")
            } else {
                "window".to_owned()
            };
        }
        name if name == execution::DESCRIBE.name => return "window_execution".to_owned(),
        name if name == execution::DESCRIBE_TASKS.name => return "task_execution".to_owned(),
        name if name == execution::DESCRIBE_INVOCATIONS.name => return "invocation".to_owned(),
        name if name == target::REGISTER.name => "target",
        name if name == task::REGISTER.name => "task",
        _ => "request",
    };
    let number = request.ordinal() + 1;
    if several {
        format!("window_{window}_{kind}_{number}")
    } else {
        format!("{kind}_{number}")
    }
}

/// How the request is called that returns what a reference names.
pub fn name_of(plan: &Plan, reference: Reference) -> String {
    plan.source(reference)
        .map_or_else(|| "request".to_owned(), |request| name(plan, request))
}

/// A name as part of a file's name: letters, digits, `-`, `_`, `.`.
pub fn file_stem(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars().take(60) {
        if c.is_ascii_alphanumeric() || c == '_' || c == '.' {
            out.push(c.to_ascii_lowercase());
        } else if !out.ends_with('-') {
            out.push('-');
        }
    }
    out.trim_matches(['-', '.']).to_owned()
}
