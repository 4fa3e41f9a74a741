//! A checker that remembers says of each draft what a fresh check says.

use jiff::{SignedDuration, Timestamp};
use maintenance_window_builder::check::{Checker, check};
use maintenance_window_builder::draft::{Draft, Path};
use proptest::prelude::*;
use serde_json::json;

use super::{base, draft, now};

/// Places in a window, in a target and in a task.
const WINDOW: &[&str] = &[
    "Name",
    "Schedule",
    "ScheduleTimezone",
    "ScheduleOffset",
    "StartDate",
    "EndDate",
    "Duration",
    "Cutoff",
    "AllowUnassociatedTargets",
    "WindowId",
    "$existing",
];
const TARGET: &[&str] = &["$ref", "Name", "ResourceType", "OwnerInformation"];
const TASK: &[&str] = &[
    "Name",
    "TaskType",
    "TaskArn",
    "MaxConcurrency",
    "Priority",
    "ServiceRoleArn",
];
/// What may be typed: what is right in one place is wrong in another.
const TYPED: &[&str] = &[
    "",
    "2",
    "99",
    "true",
    "false",
    "t1",
    "t2",
    "web",
    "EC2",
    "INSTANCE",
    "LAMBDA",
    "RUN_COMMAND",
    "10%",
    "Europe/Berlin",
    "cron(0 2 ? * TUE#2 *)",
    "rate(7 days)",
    "at(2026-11-30T00:00:00)",
    "mw-0123456789abcdef0",
    "2027-01-01T00:00:00Z",
    "2026-01-01T00:00:00Z",
    "arn:aws:lambda:us-east-1:123456789012:function:one",
    "arn:aws:lambda:eu-west-1:123456789012:function:SSM-two",
    "arn:aws:iam::123456789012:role/Windows",
];

/// Two windows with two targets and two tasks each.
fn start() -> Draft {
    let mut window = base()["Windows"][0].clone();
    for list in ["Targets", "Tasks"] {
        let mut second = window[list][0].clone();
        second["Name"] = json!("");
        second["$ref"] = json!("t2");
        window[list].as_array_mut().unwrap().push(second);
    }
    let mut other = window.clone();
    other["Tasks"][0]["Targets"] =
        json!([{"Key": "InstanceIds", "Values": ["i-0123456789abcdef0"]}]);
    let mut project = base();
    project["Windows"] = json!([window, other]);
    draft(&project)
}

/// One change: what kind, where (modulo what there is), and what is typed.
type Change = (u8, usize, usize, usize, usize);

/// A row of a list, if there is one.
fn row(draft: &Draft, list: &Path, at: usize) -> Option<Path> {
    let rows = draft.rows(list);
    Some(list.row(rows.get(at % rows.len().max(1))?.id))
}

fn change(draft: &mut Draft, now: &mut Timestamp, (kind, at, part, place, typed): Change) {
    let Some(window) = row(draft, &Draft::windows_path(), at) else {
        draft.add_window();
        return;
    };
    let (list, places) = if part % 2 == 0 {
        (window.member("Targets"), TARGET)
    } else {
        (window.member("Tasks"), TASK)
    };
    let part = row(draft, &list, part / 2);
    let typed = TYPED[typed % TYPED.len()];
    match (kind % 11, part) {
        (0..3, _) => draft.set(&window.member(WINDOW[place % WINDOW.len()]), typed),
        (3..6, Some(part)) => draft.set(&part.member(places[place % places.len()]), typed),
        (6, Some(part)) => draft.move_row(&part, if place % 2 == 0 { -1 } else { 1 }),
        (7, Some(part)) => drop(draft.duplicate_row(&part)),
        (8, Some(part)) => draft.remove_row(&part),
        (9, _) => *now += SignedDuration::from_hours(24 * (place as i64 % 90)),
        _ => drop(draft.duplicate_row(&window)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    /// Whatever is changed, undone or moved in between.
    #[test]
    fn what_is_remembered_is_what_would_be_found(
        changes in prop::collection::vec((any::<u8>(), 0usize..4, 0usize..8, 0usize..99, 0usize..99), 1..40),
        undo in prop::collection::vec(0usize..6, 40),
    ) {
        let (mut draft, mut now, mut checker) = (start(), now(), Checker::default());
        let mut drafts = vec![draft.clone()];
        for (n, one) in changes.into_iter().enumerate() {
            change(&mut draft, &mut now, one);
            if undo[n] == 0 {
                draft = drafts[(n * 7) % drafts.len()].clone();
            }
            drafts.push(draft.clone());
            prop_assert_eq!(checker.check(&draft, now), check(&draft, now));
        }
    }
}

#[test]
fn what_did_not_change_is_not_looked_at_again() {
    let (mut draft, now, mut checker) = (start(), now(), Checker::default());
    let window = Draft::window_path(draft.windows()[0].id);
    let before = checker.check(&draft, now);
    draft.set(&window.member("Name"), "another-name");
    let after = checker.check(&draft, now);
    let pairs = before.plan.requests().iter().zip(after.plan.requests());
    for (before, after) in pairs {
        let same = before.body().map(<[_]>::as_ptr) == after.body().map(<[_]>::as_ptr);
        let registers = after.operation().name.starts_with("Register");
        assert_eq!(same, registers, "{}", after.title());
    }
}

#[test]
fn what_is_past_by_now_is_said() {
    let (mut draft, now, mut checker) = (start(), now(), Checker::default());
    let window = Draft::window_path(draft.windows()[0].id);
    draft.set(&window.member("Schedule"), "at(2026-11-30T00:00:00)");
    let before = checker.check(&draft, now);
    let later = now + SignedDuration::from_hours(24 * 30);
    let after = checker.check(&draft, later);
    assert_ne!(before.report, after.report);
    assert_eq!(after, check(&draft, later));
}
