//! Rules of tasks that patch: two of them must not meet on one node, and a
//! window that patches does well to follow Patch Tuesday.

use crate::catalogue::task as k;

use super::super::patching::Patching;
use super::rule::{Rule, Scope};
use crate::quote::quoted;

const GUIDE: &str = "https://docs.aws.amazon.com/systems-manager/latest/userguide/patch-manager-aws-runpatchbaseline.html";

pub(super) const PARALLEL: Rule = Rule {
    finds: &[(
        "patch-priority",
        "Tasks that patch the same nodes have different priorities",
    )],
    scope: Scope::Task,
    run: |part, found| {
        let patching = &part.around.patching;
        let Some(at) = patching
            .iter()
            .position(|task| Some(task.row) == part.path.last_row())
        else {
            return;
        };
        let (before, rest) = patching.split_at(at);
        let Some(own) = rest.first().filter(|own| !own.priority.is_empty()) else {
            return;
        };
        let meets = |other: &&Patching| other.priority == own.priority && other.overlaps(own);
        let Some(other) = before.iter().find(meets) else {
            return;
        };
        let called = |task: &Patching| match task.operation.as_str() {
            "" => "a patch task".to_owned(),
            operation => quoted(operation),
        };
        let report = found
            .warning(
                &part.at(&k::PRIORITY),
                "patch-priority",
                format!(
                    "{} should differ: {} and {} patch the same nodes at the same time with priority {}",
                    k::PRIORITY.label,
                    called(other),
                    called(own),
                    quoted(&own.priority)
                ),
            )
            .hint("tasks of one priority run in parallel, and a node runs one patch operation at a time")
            .source(GUIDE);
        let highest = patching
            .iter()
            .filter_map(|task| task.priority.trim().parse::<u32>().ok())
            .max();
        if let Some(next) = highest.and_then(|priority| priority.checked_add(1)) {
            report.fix(
                format!("Use `{next}`"),
                &part.at(&k::PRIORITY),
                next.to_string(),
            );
        }
    },
};
