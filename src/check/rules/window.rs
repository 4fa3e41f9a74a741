//! Rules of a window: what its fields mean together, and what its schedule
//! makes of them.

use std::collections::HashSet;

use crate::catalogue::{tag, window as w};
use crate::draft::page::{TARGETS, TASKS};

use super::super::report::MISSING;
use super::super::timed::overlong;
use super::rule::{Rule, Scope};
use crate::quote::quoted;
use crate::schedule::{self, Input};

/// Most tasks of one window: an adjustable quota, so a warning.
const MOST_TASKS: usize = 20;
/// Most targets of one window: an adjustable quota, so a warning.
const MOST_TARGETS: usize = 100;
const QUOTAS: &str = "https://docs.aws.amazon.com/general/latest/gr/ssm.html#limits_ssm";
const TAGGING: &str =
    "https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html";

pub(super) const EXISTING: Rule = Rule {
    finds: &[(MISSING, "An existing window needs its id")],
    scope: Scope::Window,
    run: |part, found| {
        if part.existing && part.text(&w::WINDOW_ID).is_empty() {
            found
                .error(
                    &part.at(&w::WINDOW_ID),
                    MISSING,
                    format!("{} is required", w::WINDOW_ID.label),
                )
                .hint("find it with `aws ssm describe-maintenance-windows`")
                .source(w::WINDOW_ID.doc);
        }
    },
};

pub(super) const CUTOFF: Rule = Rule {
    finds: &[("cutoff-below-duration", "Cutoff is less than Duration")],
    scope: Scope::NewWindow,
    run: |part, found| {
        let Some([cutoff, duration]) = overlong(part.node) else {
            return;
        };
        let most = duration - 1;
        let report = found
            .error(
                &part.at(&w::CUTOFF),
                "cutoff-below-duration",
                format!(
                    "{} must be less than {}: `{cutoff}` of `{duration}` hours",
                    w::CUTOFF.label,
                    w::DURATION.label
                ),
            )
            .hint(if most == 0 {
                "use `0`".to_owned()
            } else {
                format!("use `0` to `{most}`")
            })
            .source(w::CUTOFF.doc);
        report.fix(
            format!("Use `{most}`"),
            &part.at(&w::CUTOFF),
            most.to_string(),
        );
    },
};

pub(super) const OFFSET_NUMBER: Rule = Rule {
    finds: &[(
        "offset-cron-only",
        "An offset goes with a cron schedule on an nth or last weekday",
    )],
    scope: Scope::NewWindow,
    // `schedule::advise` judges the offset once the whole timing can be read;
    // this is for when it can't, so that the finding does not come late.
    run: |part, found| {
        let schedule = part.text(&w::SCHEDULE);
        let bare = schedule.trim_start().to_ascii_lowercase();
        if !part.timed
            && !part.text(&w::SCHEDULE_OFFSET).is_empty()
            && (bare.starts_with("rate") || bare.starts_with("at("))
        {
            found
                .error(
                    &part.at(&w::SCHEDULE_OFFSET),
                    "offset-cron-only",
                    format!(
                        "{} goes with a cron schedule only: {}",
                        w::SCHEDULE_OFFSET.label,
                        quoted(schedule)
                    ),
                )
                .source(w::SCHEDULE_OFFSET.doc)
                .removal("Remove the offset", &part.at(&w::SCHEDULE_OFFSET));
        }
    },
};

pub(super) const TIMING: Rule = Rule {
    finds: schedule::ADVICE,
    scope: Scope::NewWindow,
    run: |part, found| {
        for note in part.advice {
            let field = match note.input {
                Input::Schedule => &w::SCHEDULE,
                Input::Offset => &w::SCHEDULE_OFFSET,
                Input::TimeZone => &w::SCHEDULE_TIMEZONE,
                Input::StartDate => &w::START_DATE,
                Input::EndDate => &w::END_DATE,
            };
            found.note(&part.at(field), note.clone());
        }
    },
};

pub(super) const TAGS: Rule = Rule {
    finds: &[
        ("tag-duplicate", "A tag's key occurs once"),
        ("tag-reserved", "A tag's key does not begin with `aws:`"),
        ("tag-blanks", "A tag's key or value has no blanks around it"),
    ],
    scope: Scope::NewWindow,
    run: |part, found| {
        let list = part.at(&tag::TAGS);
        let mut seen: HashSet<&str> = HashSet::new();
        for row in part.node.rows_of(tag::TAGS.name) {
            let at = list.row(row.id).member(tag::KEY.name);
            let key = row.node.text_of(tag::KEY.name);
            if key
                .get(..4)
                .is_some_and(|start| start.eq_ignore_ascii_case("aws:"))
            {
                found
                    .error(
                        &at,
                        "tag-reserved",
                        format!(
                            "Tag {} must not begin with `aws:`: {}",
                            tag::KEY.label,
                            quoted(key)
                        ),
                    )
                    .hint("AWS keeps these for itself")
                    .source(TAGGING);
            }
            if !seen.insert(key) && !key.is_empty() {
                found
                    .error(
                        &at,
                        "tag-duplicate",
                        format!(
                            "Tag {} must be unique: {} is there twice",
                            tag::KEY.label,
                            quoted(key)
                        ),
                    )
                    .source(TAGGING)
                    .removal("Remove this tag", &list.row(row.id));
            }
            for field in [&tag::KEY, &tag::VALUE] {
                let typed = row.node.text_of(field.name);
                if typed != typed.trim() {
                    let at = list.row(row.id).member(field.name);
                    found
                        .warning(
                            &at,
                            "tag-blanks",
                            format!(
                                "Tag {} has blanks around it: {}",
                                field.label,
                                quoted(typed)
                            ),
                        )
                        .fix("Remove the blanks", &at, typed.trim());
                }
            }
        }
    },
};

pub(super) const COUNTS: Rule = Rule {
    finds: &[
        ("too-many-tasks", "A window has at most 20 tasks by default"),
        (
            "too-many-targets",
            "A window has at most 100 targets by default",
        ),
        ("no-task", "A window without a task does nothing"),
    ],
    scope: Scope::Window,
    run: |part, found| {
        let tasks = part.node.rows_of(TASKS).len();
        let targets = part.node.rows_of(TARGETS).len();
        if tasks > MOST_TASKS {
            found
                .warning(
                    &part.path.member(TASKS),
                    "too-many-tasks",
                    format!("Tasks: a window has at most {MOST_TASKS}: there are `{tasks}`"),
                )
                .hint("the quota can be raised; else AWS answers `ResourceLimitExceededException`")
                .source(QUOTAS);
        }
        if targets > MOST_TARGETS {
            found
                .warning(
                    &part.path.member(TARGETS),
                    "too-many-targets",
                    format!("Targets: a window has at most {MOST_TARGETS}: there are `{targets}`"),
                )
                .hint("the quota can be raised; else AWS answers `ResourceLimitExceededException`")
                .source(QUOTAS);
        }
        if tasks == 0 && part.timed {
            found.info(
                &part.path.member(TASKS),
                "no-task",
                "Tasks: the window has none, so it opens and does nothing",
            );
        }
    },
};
