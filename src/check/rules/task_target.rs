//! Rules of what a task runs on: registered targets or nodes, how many of
//! them, and how many at once.

use crate::catalogue::target::{INSTANCE_IDS, WINDOW_TARGET_IDS};
use crate::catalogue::{pattern, target as t, task as k};
use crate::draft::page::referred;

use super::super::finding::Findings;
use super::super::report::{Edit, Fix, MISSING};
use super::conditions::{conditions, parts_ids};
use super::part::Part;
use super::rule::{Rule, Scope};
use super::target_values::instance_ids;
use crate::catalogue::window as w;
use crate::quote::quoted;

/// Most nodes that one task may name.
const MOST_IDS: usize = 50;
/// Most registered targets that one task may name.
const MOST_TARGETS: usize = 10;
const GUIDE: &str = "https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-maintenance-assign-tasks.html";
const TARGETLESS: &str = "https://docs.aws.amazon.com/systems-manager/latest/userguide/maintenance-windows-targetless-tasks.html";

pub(super) const KEYS: Rule = Rule {
    finds: &[
        (
            "task-target-mixed",
            "A task names registered targets or nodes, not both",
        ),
        (
            "task-target-repeated",
            "A task names each kind of target once",
        ),
        ("run-command-target", "A Run Command task has a target"),
        (
            "unassociated-targets",
            "A window that allows only registered targets has tasks on those",
        ),
    ],
    scope: Scope::Task,
    run: |part, found| {
        let list = part.at(&k::TARGETS);
        let entries = conditions(part.node(&[&k::TARGETS]), &list);
        if entries.is_empty() {
            if part.text(&k::TASK_TYPE) == "RUN_COMMAND" {
                found
                    .error(
                        &list,
                        "run-command-target",
                        format!(
                            "{}: a Run Command task needs at least one",
                            k::TARGETS.label
                        ),
                    )
                    .hint("choose a registered target of this window, or name instance ids")
                    .source(GUIDE);
            }
            return;
        }
        let by_target = entries
            .iter()
            .filter(|entry| entry.key == WINDOW_TARGET_IDS)
            .count();
        let by_id = entries
            .iter()
            .filter(|entry| entry.key == INSTANCE_IDS)
            .count();
        if by_target > 0 && by_id > 0 {
            found
                .error(
                    &list,
                    "task-target-mixed",
                    format!(
                        "{} must name registered targets or instance ids, not both",
                        k::TARGETS.label
                    ),
                )
                .hint("make two tasks of the same priority: they run in parallel")
                .source(GUIDE);
        } else if by_target > 1 || by_id > 1 {
            found
                .error(
                    &list,
                    "task-target-repeated",
                    format!("{} has the same key twice", k::TARGETS.label),
                )
                .hint("put all values under one key")
                .source(GUIDE);
        }
        if by_id > 0 && part.around.unassociated == "false" {
            found
                .warning(
                    &list,
                    "unassociated-targets",
                    format!("{}: this window does not allow unregistered targets, and the task names instance ids", k::TARGETS.label),
                )
                .hint("register the nodes as a target, or allow unregistered targets")
                .source(w::ALLOW_UNASSOCIATED_TARGETS.doc);
        }
    },
};

pub(super) const VALUES: Rule = Rule {
    finds: &[
        (
            "task-target-count",
            "A task names up to 50 nodes or 10 registered targets",
        ),
        ("task-target-gone", "A task's target is in the plan"),
        (
            "window-target-id",
            "The id of a registered target is a UUID",
        ),
    ],
    scope: Scope::Task,
    run: |part, found| {
        for entry in conditions(part.node(&[&k::TARGETS]), &part.at(&k::TARGETS)) {
            let (most, what) = match entry.key {
                INSTANCE_IDS => (MOST_IDS, "instance ids"),
                WINDOW_TARGET_IDS => (MOST_TARGETS, "registered targets"),
                _ => continue,
            };
            let values = entry.values();
            if values.is_empty() {
                continue;
            }
            if values.len() > most {
                found
                    .error(
                        &entry.values_at(),
                        "task-target-count",
                        format!(
                            "{} must have 1 to {most} {what}: there are `{}`",
                            k::TARGETS.label,
                            values.len()
                        ),
                    )
                    .hint("split the task in two of the same priority")
                    .source(GUIDE);
            }
            if entry.key == INSTANCE_IDS {
                instance_ids(&entry, found);
            } else {
                registered(&entry, part, found);
            }
            entry.report_duplicates(found);
        }
    },
};

fn registered(entry: &super::conditions::Condition<'_>, part: &Part<'_>, found: &mut Findings<'_>) {
    let split = entry.split(parts_ids);
    for (at, value) in entry.looked_at() {
        match referred(value) {
            Some(name) if !part.around.targets.iter().any(|there| there == name) => {
                found
                    .error(
                        &at,
                        "task-target-gone",
                        format!("{} must be in the plan: one was removed", k::TARGETS.label),
                    )
                    .hint("choose another");
            }
            None if !(pattern::UUID.matches)(value) => {
                let report = found
                    .error(
                        &at,
                        "window-target-id",
                        format!(
                            "{} must be {}: {}",
                            t::WINDOW_TARGET_ID.label,
                            pattern::UUID.says,
                            quoted(value)
                        ),
                    )
                    .source(t::WINDOW_TARGET_ID.doc);
                if let Some(split) = &split {
                    report.fix("One per line", &entry.values_at(), split.clone());
                    return;
                } else if (pattern::UUID.matches)(value.trim()) {
                    report.fix(
                        "Remove the blanks",
                        &at,
                        entry.mended(&at, value, value.trim()),
                    );
                }
            }
            Some(_) | None => {}
        }
    }
}

pub(super) const RATE: Rule = Rule {
    finds: &[
        (
            MISSING,
            "A task with targets says how many at once and how many errors",
        ),
        (
            "rate-without-target",
            "A task without targets has neither concurrency nor error threshold",
        ),
    ],
    scope: Scope::Task,
    run: |part, found| {
        let has_targets = part.node(&[&k::TARGETS]).is_some();
        for field in [&k::MAX_CONCURRENCY, &k::MAX_ERRORS] {
            let at = part.at(field);
            let typed = part.text(field);
            if has_targets && typed.is_empty() {
                found
                    .error(
                        &at,
                        MISSING,
                        format!("{} is required when the task has targets", field.label),
                    )
                    .source(field.doc);
            } else if !has_targets && !typed.is_empty() && part.text(&k::TASK_TYPE) != "RUN_COMMAND"
            {
                found
                    .error(
                        &at,
                        "rate-without-target",
                        format!(
                            "{} must be empty when the task has no target: {}",
                            field.label,
                            quoted(typed)
                        ),
                    )
                    .source(TARGETLESS)
                    .fixes(vec![Fix {
                        label: format!(
                            "Remove {} and {}",
                            k::MAX_CONCURRENCY.label,
                            k::MAX_ERRORS.label
                        ),
                        edits: vec![
                            Edit::Put(part.at(&k::MAX_CONCURRENCY), None),
                            Edit::Put(part.at(&k::MAX_ERRORS), None),
                        ],
                    }]);
            }
        }
    },
};
