//! Copies of a window for another stage or ring.

use super::now;
use maintenance_window_builder::check::{Changes, Moved, NotMoved, check, copy_window};
use maintenance_window_builder::draft::Draft;
use maintenance_window_builder::schedule::compose::NotLater;
use serde_json::{Value, json};

fn draft(window: Value) -> Draft {
    let file = json!({"format": "maintenance-window-builder", "version": 1, "Windows": [window]});
    Draft::from_json(&file).expect("a project")
}

fn copied(
    window: Value,
    word: &str,
    with: &str,
    days: u32,
) -> (Value, usize, Result<Moved, NotMoved>) {
    let mut draft = draft(window);
    let original = Draft::window_path(draft.windows()[0].id);
    let changes = Changes {
        word: word.into(),
        with: with.into(),
        days,
    };
    let copied = copy_window(&mut draft, &original, &changes, now()).expect("a window");
    let all = draft.to_json();
    assert_eq!(all["Windows"].as_array().map(Vec::len), Some(2));
    (all["Windows"][1].clone(), copied.replaced, copied.schedule)
}

#[test]
fn a_word_is_replaced_in_everything_that_was_typed() {
    let (copy, replaced, _) = copied(
        json!({
            "Name": "Prod-Patching", "$id": "mw-0c50858d01EXAMPLE", "Description": "for production, PROD and prod2",
            "Targets": [{"$ref": "t1", "$id": "x", "Name": "prod_web", "ResourceType": "INSTANCE",
                "Targets": [{"Key": "tag:Env", "Values": ["prod", "reprod"]}]}],
            "Tasks": [{"TaskType": "RUN_COMMAND", "TaskArn": "AWS-RunShellScript",
                "Targets": [{"Key": "WindowTargetIds", "Values": ["$t1"]}],
                "TaskInvocationParameters": {"RunCommand": {"OutputS3KeyPrefix": "logs/prod/x",
                    "Parameters": {"commands": ["deploy --env=prod", "echo ProdDb prodding"]}}}}],
        }),
        "prod",
        "dev",
        0,
    );
    assert_eq!(replaced, 7);
    assert_eq!(copy["Name"], "Dev-Patching");
    assert_eq!(copy["Description"], "for production, DEV and dev2");
    assert!(copy.get("$id").is_none());
    assert_eq!(copy["Targets"][0]["Name"], "dev_web");
    assert_eq!(
        copy["Targets"][0]["Targets"][0]["Values"],
        json!(["dev", "reprod"])
    );
    let run = &copy["Tasks"][0]["TaskInvocationParameters"]["RunCommand"];
    assert_eq!(run["OutputS3KeyPrefix"], "logs/dev/x");
    assert_eq!(
        run["Parameters"]["commands"],
        json!(["deploy --env=dev", "echo DevDb prodding"])
    );
}

#[test]
fn words_of_aws_and_references_stay() {
    let (copy, replaced, _) = copied(
        json!({"Name": "t1-run", "Targets": [{"$ref": "t1", "ResourceType": "INSTANCE"}],
            "Tasks": [{"TaskType": "RUN_COMMAND", "Targets": [{"Key": "WindowTargetIds", "Values": ["$t1"]}]}]}),
        "t1",
        "t2",
        0,
    );
    assert_eq!((copy["Name"].as_str(), replaced), (Some("t2-run"), 1));
    assert_eq!(copy["Tasks"][0]["Targets"][0]["Values"], json!(["$t1"]));
    let (copy, replaced, _) = copied(
        json!({"Name": "run-it", "Tasks": [{"TaskType": "RUN_COMMAND"}]}),
        "run",
        "scan",
        0,
    );
    assert_eq!((copy["Name"].as_str(), replaced), (Some("scan-it"), 1));
    assert_eq!(copy["Tasks"][0]["TaskType"], "RUN_COMMAND");
}

#[test]
fn a_copy_without_changes_has_a_name_of_its_own() {
    let (copy, replaced, schedule) = copied(
        json!({"Name": "web", "Schedule": "cron(0 2 ? * SUN *)"}),
        "",
        "",
        0,
    );
    assert_eq!(
        (copy["Name"].as_str(), replaced, schedule),
        (Some("web-copy"), 0, Ok(Moved::Same))
    );
    assert_eq!(copy["Schedule"], "cron(0 2 ? * SUN *)");
}

#[test]
fn a_ring_runs_some_days_later() {
    for (schedule, offset, days, later, later_offset) in [
        (
            "cron(0 2 ? * TUE#2 *)",
            "4",
            7,
            "cron(0 2 ? * TUE#3 *)",
            "4",
        ),
        ("cron(0 2 ? * TUE#2 *)", "4", 3, "cron(0 2 ? * TUE#3 *)", ""),
        ("cron(0 2 ? * TUE#2 *)", "", 1, "cron(0 2 ? * TUE#2 *)", "1"),
        ("cron(0 2 ? * TUE#1 *)", "", 9, "cron(0 2 ? * TUE#2 *)", "2"),
        ("cron(0 2 ? * SAT#2 *)", "", 7, "cron(0 2 ? * SAT#3 *)", ""),
        ("cron(0 2 ? * FRIL *)", "1", 2, "cron(0 2 ? * 6L *)", "3"),
        (
            "cron(0 2 ? * SAT,SUN *)",
            "",
            2,
            "cron(0 2 ? * MON,TUE *)",
            "",
        ),
        ("cron(0 2 9 * ? *)", "", 7, "cron(0 2 16 * ? *)", ""),
        (
            "at(2026-12-12T02:00:00)",
            "",
            7,
            "at(2026-12-19T02:00:00)",
            "",
        ),
    ] {
        let window = json!({"Name": "ring", "Schedule": schedule, "ScheduleOffset": offset});
        let (copy, _, moved) = copied(window, "", "", days);
        assert!(
            matches!(moved, Ok(Moved::Later(_))),
            "{schedule}: {moved:?}"
        );
        assert_eq!(copy["Schedule"], later, "{schedule} {days}");
        assert_eq!(
            copy.get("ScheduleOffset")
                .and_then(Value::as_str)
                .unwrap_or(""),
            later_offset
        );
    }
}

#[test]
fn a_schedule_that_cannot_be_moved_stays_and_says_why() {
    for (schedule, days, why) in [
        ("cron(0 2 * * ? *)", 1, NotMoved::NotLater(NotLater::Daily)),
        (
            "cron(0 2 ? * SUN *)",
            7,
            NotMoved::NotLater(NotLater::SameWeekdays),
        ),
        ("rate(7 days)", 7, NotMoved::NotLater(NotLater::Interval)),
        (
            "cron(0 2 25 * ? *)",
            7,
            NotMoved::NotLater(NotLater::MonthEnd),
        ),
        (
            "cron(0 2 L * ? *)",
            1,
            NotMoved::NotLater(NotLater::MonthEnd),
        ),
        (
            "cron(0 2 ? * TUE#4 *)",
            7,
            NotMoved::NotLater(NotLater::MonthEnd),
        ),
        ("cron(0 2/3 ? * TUE#4 *)", 7, NotMoved::Unknown),
        ("", 7, NotMoved::Unknown),
        ("nonsense", u32::MAX, NotMoved::Unknown),
        (
            "at(9999-12-30T02:00:00)",
            u32::MAX,
            NotMoved::NotLater(NotLater::MonthEnd),
        ),
    ] {
        let window = json!({"Name": "ring", "Schedule": schedule});
        let (copy, _, moved) = copied(window, "", "", days);
        assert_eq!(moved, Err(why), "{schedule}");
        assert_eq!(
            copy.get("Schedule").and_then(Value::as_str).unwrap_or(""),
            schedule
        );
    }
}

#[test]
fn leaving_the_patch_cycle_is_said() {
    // 2026-12-08 is Patch Tuesday.
    for (schedule, offset, days, leaves) in [
        ("cron(0 2 ? * TUE#2 *)", "4", 7, None),
        ("cron(0 2 5 * ? *)", "", 7, Some("2026-12-12")),
        ("at(2026-12-05T02:00:00)", "", 7, Some("2026-12-12")),
        ("at(2026-12-12T02:00:00)", "", 7, None),
        ("cron(0 2 ? * SUN *)", "", 2, None),
    ] {
        let window = json!({"Name": "ring", "Schedule": schedule, "ScheduleOffset": offset});
        let (_, _, moved) = copied(window, "", "", days);
        let Ok(Moved::Later(day)) = moved else {
            panic!("{schedule}: {moved:?}")
        };
        assert_eq!(
            day.map(|day| day.to_string()).as_deref(),
            leaves,
            "{schedule}"
        );
    }
}

#[test]
fn every_example_can_be_copied_whole() {
    for example in maintenance_window_builder::examples::EXAMPLES {
        let mut draft = example.draft();
        let original = Draft::window_path(draft.windows()[0].id);
        let before = check(&draft, now()).plan.requests().len();
        let own = check(&draft, now())
            .plan
            .requests()
            .iter()
            .filter(|r| r.window() == 0)
            .count();
        copy_window(&mut draft, &original, &Changes::default(), now()).expect("a window");
        let after = check(&draft, now());
        assert_eq!(
            after.plan.requests().len(),
            before + own,
            "{}",
            example.name
        );
    }
}
