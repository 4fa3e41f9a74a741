//! Rules of the requests of a window's later life: what an update replaces,
//! what a filter can hold, what is removed without a look.
//!
//! They see what a request sends, not the whole part it is about.

use crate::catalogue::{
    Choice, Field, Operation, Shape, execution, listing as l, target as t, task as k, window as w,
};
use crate::draft::Path;
use crate::schedule::parse_instant;

use super::super::finding::Findings;
use super::super::shape::typed_lines;
use super::part::Part;
use super::rule::{Rule, Scope};
use crate::quote::quoted;

/// The request that made what an update changes.
fn made_by(update: &Operation) -> Option<&'static Operation> {
    [
        (&w::UPDATE, &w::CREATE),
        (&t::UPDATE, &t::REGISTER),
        (&k::UPDATE, &k::REGISTER),
    ]
    .into_iter()
    .find(|(one, _)| one.name == update.name)
    .map(|(_, made)| made)
}

/// Whether a field says which part is meant, rather than anything about it.
fn is_id(field: &Field) -> bool {
    [
        w::WINDOW_ID.name,
        t::WINDOW_TARGET_ID.name,
        k::WINDOW_TASK_ID.name,
    ]
    .contains(&field.name)
}

pub(super) const REPLACE: Rule = Rule {
    finds: &[
        (
            "replace-required",
            "An update that replaces gives all that creation demands",
        ),
        (
            "replace-clears",
            "An update that replaces clears what it leaves out",
        ),
    ],
    scope: Scope::Request,
    run: |part, found| {
        let Some(asked) = part.asked else { return };
        let Some(made) = made_by(asked.operation) else {
            return;
        };
        if part.text(&w::REPLACE) != "true" {
            return;
        }
        let absent = || {
            made.input.iter().filter(|member| {
                !is_id(member.field)
                    && asked.operation.member(member.field.name).is_some()
                    && part.node(&[member.field]).is_none()
            })
        };
        for member in absent().filter(|member| member.required) {
            found
                .error(
                    &part.at(member.field),
                    "replace-required",
                    format!(
                        "{} is required, because {} is on",
                        member.field.label,
                        w::REPLACE.label
                    ),
                )
                .source(w::REPLACE.doc);
        }
        let cleared: Vec<String> = absent()
            .filter(|member| !member.required)
            .map(|member| format!("`{}`", member.field.name))
            .collect();
        if !cleared.is_empty() {
            found
                .info(
                    &part.at(&w::REPLACE),
                    "replace-clears",
                    format!("{} clears {}", w::REPLACE.label, cleared.join(", ")),
                )
                .hint("what AWS has there now is gone afterwards; turn it off to keep it")
                .source(w::REPLACE.doc);
        }
    },
};

pub(super) const CHANGES: Rule = Rule {
    finds: &[
        ("update-nothing", "An update changes something"),
        (
            "update-unseen",
            "What an update does not give is not on this page",
        ),
    ],
    scope: Scope::Request,
    run: |part, found| {
        let Some(asked) = part.asked else { return };
        if made_by(asked.operation).is_none() {
            return;
        }
        let changes = asked.operation.input.iter().any(|member| {
            !is_id(member.field)
                && member.field.name != w::REPLACE.name
                && part.node(&[member.field]).is_some()
        });
        if !changes {
            found.warning(
                part.path,
                "update-nothing",
                format!("{}: nothing is changed", asked.operation.label),
            );
        } else if !asked.seen {
            found
                .info(
                    part.path,
                    "update-unseen",
                    format!(
                        "{}: only what is given here is checked",
                        asked.operation.label
                    ),
                )
                .hint("the rest is not on this page; AWS checks it together with the rest");
        }
    },
};

pub(super) const SCHEDULE_TARGETS: Rule = Rule {
    finds: &[(
        "search-pair",
        "A search by target says what and of which type",
    )],
    scope: Scope::Request,
    run: |part, found| {
        let Some(asked) = part.asked else { return };
        if asked.operation.name != w::DESCRIBE_SCHEDULE.name {
            return;
        }
        let (targets, kind) = (
            part.node(&[&t::TARGETS]).is_some(),
            part.node(&[&t::RESOURCE_TYPE]).is_some(),
        );
        if targets != kind {
            let (given, missing) = if targets {
                (&t::TARGETS, &t::RESOURCE_TYPE)
            } else {
                (&t::RESOURCE_TYPE, &t::TARGETS)
            };
            found
                .warning(
                    &part.at(missing),
                    "search-pair",
                    format!("{} goes with {}", given.label, missing.label),
                )
                .source(missing.doc);
        }
    },
};

/// What the values of a filter are, where that is known.
enum Filter {
    Moment,
    Among(&'static [Choice]),
    Number,
    Flag,
}

fn filter_of(key: &str) -> Option<Filter> {
    let choices = |field: &Field| match field.shape {
        Shape::Choice(choices) => Some(Filter::Among(choices)),
        Shape::Text(_)
        | Shape::Whole(_)
        | Shape::Flag
        | Shape::List(_)
        | Shape::Map(_)
        | Shape::Group(_)
        | Shape::Blob(_) => None,
    };
    match key {
        "ScheduledBefore" | "ScheduledAfter" | "ExecutedBefore" | "ExecutedAfter" => {
            Some(Filter::Moment)
        }
        "STATUS" => Some(Filter::Among(execution::STATUSES)),
        "TaskType" => choices(&k::TASK_TYPE),
        "Type" => choices(&t::RESOURCE_TYPE),
        "Priority" => Some(Filter::Number),
        "Enabled" => Some(Filter::Flag),
        _ => None,
    }
}

pub(super) const FILTERS: Rule = Rule {
    finds: &[(
        "filter-value",
        "A filter's value is one that its key can have",
    )],
    scope: Scope::Request,
    // AWS does not document what it does with another value: it may answer with nothing.
    run: |part, found| {
        let list = part.path.member(l::WINDOW_FILTERS.name);
        for row in part.node.rows_of(l::WINDOW_FILTERS.name) {
            let key = row.node.text_of("Key");
            let Some(filter) = filter_of(key) else {
                continue;
            };
            let Some(values) = row.node.member(l::FILTER_VALUES.name) else {
                continue;
            };
            let at = list.row(row.id).member(l::FILTER_VALUES.name);
            for value in typed_lines(values, crate::catalogue::Lines::Values) {
                judge(key, &filter, value, &at, found);
            }
        }
    },
};

fn judge(key: &str, filter: &Filter, value: &str, at: &Path, found: &mut Findings<'_>) {
    let (fits, wanted) = match filter {
        Filter::Moment => (
            parse_instant(value).is_ok(),
            "a moment such as `2027-01-31T00:00:00Z`".to_owned(),
        ),
        Filter::Among(choices) => (
            choices.iter().any(|choice| choice.value == value),
            choices
                .iter()
                .map(|choice| format!("`{}`", choice.value))
                .collect::<Vec<_>>()
                .join(", "),
        ),
        Filter::Number => (value.parse::<u32>().is_ok(), "a whole number".to_owned()),
        Filter::Flag => (
            matches!(value, "true" | "false"),
            "`true` or `false`".to_owned(),
        ),
    };
    if !fits {
        found
            .warning(
                at,
                "filter-value",
                format!(
                    "{} of {} should be {wanted}: {}",
                    l::FILTER_VALUES.label,
                    quoted(key),
                    quoted(value)
                ),
            )
            .source(l::FILTER_VALUES.doc);
    }
}

pub(super) const SAFE: Rule = Rule {
    finds: &[(
        "deregister-unsafe",
        "A target that a task still names is not deregistered by accident",
    )],
    scope: Scope::Request,
    run: |part: &Part<'_>, found| {
        if part
            .asked
            .is_some_and(|asked| asked.operation.name == t::DEREGISTER.name)
            && part.text(&t::SAFE) == "false"
        {
            found
                .warning(
                    &part.at(&t::SAFE),
                    "deregister-unsafe",
                    format!(
                        "{} is off: AWS does not look whether a task still names the target",
                        t::SAFE.label
                    ),
                )
                .hint("what such a task then does is not documented")
                .source(t::SAFE.doc);
        }
    },
};
