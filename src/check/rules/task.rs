//! Rules of a task as a whole: its priority, its alarm, and members that AWS
//! has replaced.

use crate::catalogue::task as k;

use super::super::report::{Edit, Fix};
use super::rule::{Rule, Scope};
use crate::quote::quoted;

pub(super) const PRIORITY: Rule = Rule {
    finds: &[("priority-unset", "A task says its priority")],
    scope: Scope::Task,
    run: |part, found| {
        if part.text(&k::PRIORITY).is_empty() && !part.text(&k::TASK_TYPE).is_empty() {
            found
                .warning(
                    &part.at(&k::PRIORITY),
                    "priority-unset",
                    format!(
                        "{} is empty: what AWS takes then is not documented",
                        k::PRIORITY.label
                    ),
                )
                .hint("`0` comes first; equal numbers run in parallel")
                .source(k::PRIORITY.doc)
                .fix("Use `1`", &part.at(&k::PRIORITY), "1");
        }
    },
};

pub(super) const ALARM: Rule = Rule {
    finds: &[(
        "alarm-type",
        "An alarm is documented for Run Command and Automation tasks",
    )],
    scope: Scope::Task,
    run: |part, found| {
        let task_type = part.text(&k::TASK_TYPE);
        if matches!(task_type, "LAMBDA" | "STEP_FUNCTIONS")
            && part.node(&[&k::ALARM_CONFIGURATION]).is_some()
        {
            found
                .warning(
                    &part.at(&k::ALARM_CONFIGURATION),
                    "alarm-type",
                    format!(
                        "{} is documented for Run Command and Automation only: {}",
                        k::ALARM_CONFIGURATION.label,
                        quoted(task_type)
                    ),
                )
                .source(k::ALARM_CONFIGURATION.doc);
        }
    },
};

pub(super) const DEPRECATED: Rule = Rule {
    finds: &[(
        "deprecated",
        "Task parameters and logging information are replaced by the invocation parameters",
    )],
    scope: Scope::Task,
    run: |part, found| {
        for field in [&k::TASK_PARAMETERS, &k::LOGGING_INFO] {
            if part.node(&[field]).is_none() {
                continue;
            }
            let at = part.at(field);
            let ignored = part.text(&k::TASK_TYPE) != "RUN_COMMAND"
                || part.node(&[&k::TASK_INVOCATION_PARAMETERS]).is_some();
            let says = if ignored {
                "is ignored by AWS here"
            } else {
                "is deprecated"
            };
            let report = found
                .warning(&at, "deprecated", format!("{} {says}", field.label))
                .hint(field.deprecated.unwrap_or_default())
                .source(field.doc);
            if ignored {
                report.fixes(vec![Fix {
                    label: "Remove it".into(),
                    edits: vec![Edit::Put(at, None)],
                }]);
            }
        }
    },
};
