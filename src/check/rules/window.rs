//! Rules of a window: what its fields mean together, and what its schedule
//! makes of them.

use std::collections::HashSet;

use crate::catalogue::{tag, window as w};
use crate::draft::Path;
use crate::draft::page::{TARGETS, TASKS};

use super::super::finding::Findings;
use super::super::patching::Patching;
use super::super::report::{Edit, Fix, MISSING};
use super::super::timed::overlong;
use super::super::{mend, mend_time};
use super::part::Part;
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
        report.fixes(shorter(cutoff, most, &part.at(&w::CUTOFF)));
    },
};

/// Clicks that put a cutoff right: `30` and `60` are minutes, it seems, and
/// anything else becomes the most there may be.
fn shorter(cutoff: i64, most: i64, at: &Path) -> Vec<Fix> {
    let hours = u64::try_from(cutoff)
        .map(|cutoff| mend_time::of_smaller_unit(cutoff, w::CUTOFF.unit))
        .unwrap_or_default();
    let most = u64::try_from(most).ok();
    let mut meant: Vec<u64> = hours
        .into_iter()
        .filter(|hours| Some(*hours) <= most)
        .collect();
    if meant.is_empty() {
        meant.extend(most);
    }
    mend::uses(at, meant.iter().map(u64::to_string))
}

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
        // Days before Patch Tuesday mean nothing to a window that does not patch.
        let patches = part.node.rows_of(TASKS).iter().any(Patching::is);
        if part.timed && patches {
            patch_days(part, found);
        }
        for note in part.advice {
            if note.slug == schedule::BEFORE_PATCH_TUESDAY && !patches {
                continue;
            }
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

/// What there is to say of a window that patches on fixed days of the month.
fn patch_days(part: &Part<'_>, found: &mut Findings<'_>) {
    let schedule = schedule::parse(part.text(&w::SCHEDULE)).schedule;
    if let Some(note) = schedule.as_ref().and_then(schedule::patch_days) {
        found.note(&part.at(&w::SCHEDULE), note);
    }
}

pub(super) const TAGS: Rule = Rule {
    finds: &[
        ("tag-duplicate", "A tag's key occurs once"),
        ("tag-reserved", "A tag's key does not begin with `aws:`"),
        ("tag-blanks", "A tag's key or value has no blanks around it"),
        (
            "tag-value-in-key",
            "A tag's key and its value have fields of their own",
        ),
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
            if row.node.text_of(tag::VALUE.name).is_empty() {
                value_in_key(key, &list.row(row.id), found);
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

/// `Patch Group = x`, or `Key=Patch Group,Value=x`, as the key of a tag without a value.
fn value_in_key(key: &str, tag: &Path, found: &mut Findings<'_>) {
    let (label, (name, value)) = match (shorthand(key), key.split_once('=')) {
        (Some(pair), _) => ("Use", pair),
        (None, Some(pair)) => ("Split at `=` into", pair),
        (None, None) => return,
    };
    let (name, value) = (name.trim(), value.trim());
    if name.is_empty() {
        return;
    }
    let at = tag.member(tag::KEY.name);
    found
        .warning(
            &at,
            "tag-value-in-key",
            format!("Tag {} has a value in it: {}", tag::KEY.label, quoted(key)),
        )
        .fixes(vec![Fix {
            label: format!("{label} {} and {}", quoted(name), quoted(value)),
            edits: vec![
                Edit::Set(at.clone(), name.to_owned()),
                Edit::Set(tag.member(tag::VALUE.name), value.to_owned()),
            ],
        }]);
}

/// The key and the value of a tag as the AWS CLI takes it: `Key=Stage,Value=prod`.
fn shorthand(text: &str) -> Option<(&str, &str)> {
    let (key, value) = text.trim().split_once(',')?;
    let of = |name: &str, part: &'_ str| {
        let (written, _) = part.split_once('=')?;
        written
            .trim()
            .eq_ignore_ascii_case(name)
            .then_some(written.len() + 1)
    };
    Some((
        key.get(of("Key", key)?..)?,
        value.get(of("Value", value)?..)?,
    ))
}

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
