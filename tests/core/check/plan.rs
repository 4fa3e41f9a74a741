//! What of a draft is emitted, and what is held back.

use maintenance_window_builder::check::{Edit, Severity, Violation, check, name_of_copy};
use maintenance_window_builder::draft::Draft;
use maintenance_window_builder::import;
use maintenance_window_builder::render::{FORMATS, Options, Wanted, format};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::super::draft::any_json;
use super::{base, checked, now, with};

fn ready(project: &Value) -> Vec<bool> {
    checked(project)
        .1
        .plan
        .requests()
        .iter()
        .map(|r| r.body().is_some())
        .collect()
}

#[test]
fn everything_is_emitted_in_order() {
    let (_, checked) = checked(&base());
    let titles: Vec<_> = checked.plan.requests().iter().map(|r| r.title()).collect();
    assert_eq!(
        titles,
        [
            "Create the window Patch-Prod",
            "Register the target web-servers",
            "Register the task scan"
        ]
    );
    assert_eq!(checked.plan.ready(), 3);
}

#[test]
fn an_error_blocks_its_own_request_only() {
    assert_eq!(ready(&with(&[("/Cutoff", json!(9))])), [false, true, true]);
    assert_eq!(
        ready(&with(&[("/Targets/0/ResourceType", json!("X"))])),
        [true, false, true]
    );
    assert_eq!(
        ready(&with(&[("/Tasks/0/MaxErrors", json!("x"))])),
        [true, true, false]
    );
}

#[test]
fn an_existing_window_is_not_created_and_its_id_is_used() {
    let project = with(&[
        ("/$existing", json!(true)),
        ("/WindowId", json!("mw-0123456789abcdef0")),
        ("/Schedule", json!("nonsense")),
    ]);
    let (_, checked) = checked(&project);
    assert!(!checked.report.has_errors(), "{:?}", checked.report);
    assert_eq!(checked.plan.requests().len(), 2);
    let cli = (FORMATS[0].render)(&checked.plan, &Options::default(), Wanted::All);
    assert!(
        cli[0]
            .file_text()
            .unwrap()
            .contains("--window-id mw-0123456789abcdef0")
    );
}

#[test]
fn an_existing_window_without_its_id_blocks_what_needs_it() {
    assert_eq!(ready(&with(&[("/$existing", json!(true))])), [false, false]);
}

#[test]
fn a_blocked_artifact_has_no_text_and_names_its_problems() {
    let (_, checked) = checked(&with(&[("/Tasks/0/MaxErrors", json!("x"))]));
    for format in FORMATS {
        for artifact in (format.render)(&checked.plan, &Options::default(), Wanted::All) {
            assert_eq!(
                artifact.code.is_none(),
                !artifact.problems.is_empty(),
                "{}: {}",
                format.id,
                artifact.title
            );
            for problem in artifact.problems {
                assert_eq!(checked.report.violations[problem].severity, Severity::Error);
            }
        }
    }
}

/// Fixes until there are none left to make, each on the draft as it then is.
fn mend(draft: &mut Draft) {
    for _ in 0..20 {
        let report = check(draft, now()).report;
        let Some(fix) = report
            .violations
            .iter()
            .flat_map(|v| v.fixes.first())
            .next()
            .cloned()
        else {
            return;
        };
        draft.apply(&fix);
    }
}

#[test]
fn a_click_mends_what_it_says_it_mends() {
    let wrong = with(&[
        ("/Cutoff", json!(9)),
        ("/Schedule", json!("rate(1 days)")),
        ("/Targets/0/Targets/0/Key", json!("Role")),
        ("/Tasks/0/TaskType", json!("run_command")),
        ("/Name", json!(" Patch-Prod ")),
    ]);
    let mut draft = import::project(wrong.to_string().as_bytes()).unwrap();
    assert!(check(&draft, now()).report.count(Severity::Error) >= 5);
    mend(&mut draft);
    let report = check(&draft, now()).report;
    assert!(!report.has_errors(), "{:?}", report.violations);
}

#[test]
fn a_runbook_is_given_its_target_by_one_click() {
    let parameters = json!({"Automation": {"Parameters": {"AutomationAssumeRole": ["arn:aws:iam::123456789012:role/Tasks"]}}});
    for blank in [false, true] {
        let mut wrong = with(&[
            ("/Tasks/0/TaskType", json!("AUTOMATION")),
            ("/Tasks/0/TaskArn", json!("AWS-StopEC2Instance")),
            ("/Tasks/0/TaskInvocationParameters", parameters.clone()),
        ]);
        if blank {
            let at = "/Windows/0/Tasks/0/TaskInvocationParameters/Automation/Parameters";
            wrong.pointer_mut(at).unwrap()["InstanceId"] = json!([""]);
        }
        let mut draft = import::project(wrong.to_string().as_bytes()).unwrap();
        let report = check(&draft, now()).report;
        let missing = |v: &&Violation| v.slug == "document-parameter-missing";
        let found = report.violations.iter().find(missing).unwrap();
        assert_eq!(found.fixes[0].label, "Use `{{RESOURCE_ID}}`");
        draft.apply(&found.fixes[0]);
        let parameters = &draft.to_json()["Windows"][0]["Tasks"][0]["TaskInvocationParameters"]["Automation"]
            ["Parameters"];
        // A list of one is a text of one line in a project file.
        let given = [json!("{{RESOURCE_ID}}"), json!(["{{RESOURCE_ID}}"])];
        assert!(given.contains(&parameters["InstanceId"]), "{parameters}");
        assert_eq!(parameters.as_object().unwrap().len(), 2);
        let report = check(&draft, now()).report;
        assert!(!report.violations.iter().any(|v| missing(&v)));
    }
}

#[test]
fn mending_one_line_leaves_the_others_alone() {
    let notification = json!({"NotificationArn": "arn:aws:sns:us-east-2:123456789012:x", "NotificationType": "Command", "NotificationEvents": ["Success", "FAILED", "TimedOut"]});
    let mut draft = super::draft(&with(&[
        (
            "/Tasks/0/TaskInvocationParameters/RunCommand/NotificationConfig",
            notification,
        ),
        (
            "/Tasks/0/TaskInvocationParameters/RunCommand/ServiceRoleArn",
            json!("arn:aws:iam::123456789012:role/Sns"),
        ),
        ("/Targets/0/ResourceType", json!("RESOURCE_GROUP")),
        (
            "/Targets/0/Targets",
            json!([
                {"Key": "resource-groups:Name", "Values": ["web"]},
                {"Key": "resource-groups:ResourceTypeFilters", "Values": ["AWS::S3::Bucket", "AWS::EC2::INSTANCE"]},
            ]),
        ),
    ]));
    mend(&mut draft);
    assert!(
        check(&draft, now()).report.violations.is_empty(),
        "{:?}",
        check(&draft, now()).report
    );
    let text = draft.to_json().to_string();
    assert!(
        text.contains("Success") && text.contains("Failed") && text.contains("TimedOut"),
        "{text}"
    );
    assert!(
        text.contains("AWS::S3::Bucket") && text.contains("AWS::EC2::Instance"),
        "{text}"
    );
}

#[test]
fn a_parameter_without_values_is_sent_as_one() {
    let (_, checked) = checked(&with(&[
        ("/Tasks/0/TaskType", json!("AUTOMATION")),
        ("/Tasks/0/TaskArn", json!("mine")),
        (
            "/Tasks/0/TaskInvocationParameters",
            json!({"Automation": {"Parameters": {"x": []}}}),
        ),
    ]));
    let json = (format("json").unwrap().render)(&checked.plan, &Options::default(), Wanted::All);
    let body: Value = serde_json::from_str(&json[2].file_text().unwrap()).unwrap();
    assert_eq!(
        body["TaskInvocationParameters"],
        json!({"Automation": {"Parameters": {"x": []}}})
    );
}

#[test]
fn a_reference_is_one_only_where_a_task_names_its_targets() {
    let (_, checked) = checked(&with(&[("/Targets/0/Targets/0/Values", json!(["$t1"]))]));
    let json = (format("json").unwrap().render)(&checked.plan, &Options::default(), Wanted::All);
    let body: Value = serde_json::from_str(&json[1].file_text().unwrap()).unwrap();
    assert_eq!(
        body["Targets"],
        json!([{"Key": "tag:Role", "Values": ["$t1"]}])
    );
}

#[test]
fn a_value_that_looks_like_a_reference_keeps_its_bounds() {
    let found = super::found(&with(&[(
        "/Tasks/0/TaskParameters",
        json!({"a": {"Values": [format!("${}", "x".repeat(300))]}}),
    )]));
    assert!(
        found.iter().any(|line| line.starts_with("error length")),
        "{found:?}"
    );
}

#[test]
fn a_number_beyond_32_bits_is_an_error() {
    let found = super::found(&with(&[("/Tasks/0/Priority", json!(3_000_000_000_i64))]));
    assert!(
        found.contains(&"error range Tasks[0].Priority".to_owned()),
        "{found:?}"
    );
}

#[test]
fn a_script_too_long_for_an_argument_is_said() {
    let script = "echo a line of a script that goes on and on\n".repeat(4000);
    let block = json!({"RunCommand": {"Parameters": {"commands": script}}});
    let (_, checked) = checked(&with(&[
        ("/Tasks/0/TaskArn", json!("AWS-RunShellScript")),
        ("/Tasks/0/TaskInvocationParameters", block),
    ]));
    let cli = (FORMATS[0].render)(&checked.plan, &Options::default(), Wanted::All);
    // One argument can't hold it: the request then comes from a file.
    let said = |text: &str| cli[0].notes.iter().any(|note| note.contains(text));
    assert!(said("128 KB") && said("`03-register-the-task-scan.json`"));
    let text = cli[0].file_text().unwrap();
    assert!(text.len() < 3000 && text.contains("file://03-register-the-task-scan.json"));
    assert!(cli[1].notes.is_empty());
}

#[test]
fn step_function_becomes_step_functions_by_a_click() {
    let (draft, checked) = checked(&with(&[("/Tasks/0/TaskType", json!("STEP_FUNCTION"))]));
    let violation = checked
        .report
        .violations
        .iter()
        .find(|v| v.slug == "choice")
        .unwrap();
    assert_eq!(draft.spell(&violation.path), "Windows[0].Tasks[0].TaskType");
    assert!(matches!(&violation.fixes[0].edits[0], Edit::Set(_, text) if text == "STEP_FUNCTIONS"));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    /// Whatever a file holds, checking and rendering it ends, and only blocked requests lack a body.
    #[test]
    fn nothing_typed_makes_a_check_panic(windows in prop::collection::vec(any_json(), 1..3)) {
        let project = json!({"format": "maintenance-window-builder", "version": 1, "Windows": windows});
        if let Ok(draft) = import::project(project.to_string().as_bytes()) {
            let before = draft.to_json();
            let checked = check(&draft, now());
            prop_assert_eq!(before, draft.to_json());
            for format in FORMATS {
                (format.render)(&checked.plan, &Options::default(), Wanted::All);
            }
        }
    }

    /// Any text in any field of the base project.
    #[test]
    fn any_text_in_any_field_is_found_or_emitted(place in 0usize..18, text in prop_oneof!["\\PC{0,40}", "[ -~]{0,60}", "[0-9:TZ+-]{0,30}", "(cron|rate|at)\\([ -~]{0,30}\\)"]) {
        let places = [
            "/Name", "/Description", "/Schedule", "/ScheduleTimezone", "/ScheduleOffset", "/StartDate", "/EndDate", "/Duration",
            "/Cutoff", "/AllowUnassociatedTargets", "/Targets/0/OwnerInformation", "/Targets/0/Targets/0/Key",
            "/Targets/0/Targets/0/Values", "/Tasks/0/TaskArn", "/Tasks/0/TaskType", "/Tasks/0/MaxConcurrency",
            "/Tasks/0/ServiceRoleArn", "/Tasks/0/TaskInvocationParameters/RunCommand/Comment",
        ];
        let (draft, checked) = checked(&with(&[(places[place], json!(text))]));
        prop_assert_eq!(checked.plan.requests().len(), 3);
        for violation in &checked.report.violations {
            prop_assert!(!violation.message.is_empty() && !violation.message.ends_with('.'), "{}", violation.message);
            prop_assert!(!draft.spell(&violation.path).contains("gone"));
            for fix in &violation.fixes {
                let mut mended = draft.clone();
                mended.apply(fix);
                check(&mended, now());
            }
        }
    }
}

#[test]
fn a_copy_has_a_name_of_its_own() {
    let (mut draft, _) = checked(&base());
    let list = Draft::window_path(draft.windows()[0].id).member("Tasks");
    let first = list.row(draft.rows(&list)[0].id);
    let copy = |draft: &mut Draft, row: &_| {
        let name = name_of_copy(draft, row);
        let copy = list.row(draft.duplicate_row(row).unwrap());
        draft.set(&copy.member("Name"), name.as_deref().unwrap_or("same"));
        copy
    };
    let second = copy(&mut draft, &first);
    let third = copy(&mut draft, &second);
    assert_eq!(draft.text(&second.member("Name")), "scan-copy");
    assert_eq!(draft.text(&third.member("Name")), "scan-copy-2");
    draft.set(&first.member("Name"), "photo-copy-service");
    let name = name_of_copy(&draft, &first);
    assert_eq!(name.as_deref(), Some("photo-copy-service-copy"));
    draft.set(&first.member("Name"), &"x".repeat(126));
    assert_eq!(name_of_copy(&draft, &first), None);
    draft.set(&first.member("Name"), "");
    assert_eq!(name_of_copy(&draft, &first), None);
}
