//! How a finding names its field, and the click that mends it.

use maintenance_window_builder::check::{Violation, called};
use maintenance_window_builder::draft::Draft;
use serde_json::{Value, json};

use super::{checked, with};

/// What is found at a path, as it is spelt below the first window.
fn at(project: &Value, path: &str) -> Vec<Violation> {
    let (draft, checked) = checked(project);
    let whole = format!("Windows[0].{path}");
    checked
        .report
        .violations
        .into_iter()
        .filter(|v| draft.spell(&v.path) == whole)
        .collect()
}

fn messages(project: &Value, path: &str) -> Vec<String> {
    at(project, path).into_iter().map(|v| v.message).collect()
}

#[test]
fn what_a_task_runs_is_called_as_the_form_calls_it() {
    for (kind, required, wrong) in [
        (
            "RUN_COMMAND",
            "Document is required",
            "Document must be a name or an ARN: `a b`",
        ),
        (
            "AUTOMATION",
            "Runbook is required",
            "Runbook must be a name or an ARN: `a b`",
        ),
        (
            "LAMBDA",
            "Function is required",
            "Function must be a name or an ARN: `a b`",
        ),
        (
            "STEP_FUNCTIONS",
            "State machine is required",
            "State machine must be an ARN, `arn:aws:states:<Region>:<12 digits>:stateMachine:<name>`: `a b`",
        ),
        ("", "Document, function or state machine is required", ""),
    ] {
        let typed = |arn: Value| {
            with(&[
                ("/Tasks/0/TaskType", json!(kind)),
                ("/Tasks/0/TaskArn", arn),
            ])
        };
        assert_eq!(
            messages(&typed(Value::Null), "Tasks[0].TaskArn"),
            [required]
        );
        let found = messages(&typed(json!("a b")), "Tasks[0].TaskArn");
        assert_eq!(found.first().map_or("", String::as_str), wrong);
    }
}

#[test]
fn the_values_of_a_target_are_called_as_the_form_calls_them() {
    for (resource, key, required) in [
        ("INSTANCE", "InstanceIds", "Ids are required"),
        ("INSTANCE", "tag-key", "Keys are required"),
        ("INSTANCE", "tag:Role", "Values are required"),
        (
            "RESOURCE_GROUP",
            "resource-groups:Name",
            "Group name is required",
        ),
    ] {
        let project = with(&[
            ("/Targets/0/ResourceType", json!(resource)),
            ("/Targets/0/Targets", json!([{ "Key": key }])),
        ]);
        assert_eq!(
            messages(&project, "Targets[0].Targets[0].Values"),
            [required]
        );
    }
    for (key, required) in [
        ("WindowTargetIds", "Targets of this plan are required"),
        ("InstanceIds", "Ids are required"),
    ] {
        let project = with(&[("/Tasks/0/Targets", json!([{ "Key": key }]))]);
        assert_eq!(messages(&project, "Tasks[0].Targets[0].Values"), [required]);
    }
}

#[test]
fn a_part_is_called_by_its_name_or_by_what_it_runs() {
    let (draft, _) = checked(&with(&[(
        "/Tasks",
        json!([
            {"Name": "scan", "TaskArn": "AWS-RunPatchBaseline"},
            {"TaskArn": "AWS-RunPatchBaseline"},
            {"TaskArn": "arn:aws:ssm:us-east-1::document/AWS-RunPatchBaseline", "Name": " "},
            {"TaskArn": "arn:aws:lambda:us-east-2:123456789012:function:SSM-warm:live"},
            {"TaskArn": "arn:aws:states:us-east-2:123456789012:stateMachine:SSM-report"},
            {"TaskArn": "rm -rf /"},
            {"Priority": 1},
        ]),
    )]));
    let list = Draft::window_path(draft.windows()[0].id).member("Tasks");
    let names: Vec<Option<String>> = draft
        .rows(&list)
        .iter()
        .map(|row| called(&draft, &list.row(row.id)))
        .collect();
    let names: Vec<Option<&str>> = names.iter().map(Option::as_deref).collect();
    assert_eq!(
        names,
        [
            Some("scan"),
            Some("AWS-RunPatchBaseline 1"),
            Some("AWS-RunPatchBaseline 2"),
            Some("SSM-warm"),
            Some("SSM-report"),
            None,
            None
        ]
    );
}

#[test]
fn a_tag_without_a_key_is_missing_and_not_wrong() {
    let project = with(&[(
        "/Targets/0/Targets",
        json!([{"Key": "tag:", "Values": ["web"]}]),
    )]);
    let found = at(&project, "Targets[0].Targets[0].Key");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].is_missing());
    assert_eq!(found[0].message, "Tag is required");
}

#[test]
fn what_is_several_are_required() {
    let project = with(&[("/Targets/0/Targets", Value::Null)]);
    assert_eq!(
        messages(&project, "Targets[0].Targets"),
        ["Targets are required"]
    );
    // A label that ends in s and is one thing.
    let project = with(&[
        ("/Cutoff", Value::Null),
        ("/AllowUnassociatedTargets", Value::Null),
    ]);
    assert_eq!(
        messages(&project, "Cutoff"),
        ["Stop initiating tasks is required"]
    );
    assert_eq!(
        messages(&project, "AllowUnassociatedTargets"),
        ["Allow unregistered targets is required"]
    );
}

/// The text that each click of a project's findings at a path puts there.
fn clicks(changes: &[(&str, Value)], path: &str) -> Vec<String> {
    let project = with(changes);
    let (draft, _) = checked(&project);
    let found = at(&project, path);
    assert!(!found.is_empty(), "nothing is found at {path}");
    let fixes = found
        .iter()
        .flat_map(|v| v.fixes.iter().map(|fix| (&v.path, fix)));
    fixes
        .map(|(path, fix)| {
            let mut draft = draft.clone();
            draft.apply(fix);
            draft.text(path).to_owned()
        })
        .collect()
}

#[test]
fn a_name_with_blanks_is_offered_with_hyphens() {
    for place in ["", "/Targets/0", "/Tasks/0"] {
        let path = format!("{place}/Name");
        let field = path[1..].replace("/0/", "[0].");
        assert_eq!(
            clicks(&[(&path, json!(" Patch  Prod web "))], &field),
            ["Patch-Prod-web"]
        );
        assert_eq!(clicks(&[(&path, json!(" web "))], &field), ["web"]);
        // No blank is to blame.
        assert!(clicks(&[(&path, json!("Patch Prod!"))], &field).is_empty());
    }
}

#[test]
fn a_number_is_offered_where_it_is_plain_what_was_meant() {
    for (typed, offered) in [
        ("110%", &["100%"][..]),
        ("five", &["5"]),
        ("10 %", &["10%"]),
        ("10 percent", &["10%"]),
        ("2.0", &["2"]),
        ("1.5", &["1", "2"]),
        ("0.5", &["1"]),
        ("05", &["5"]),
        ("many", &[]),
        ("0", &[]),
        ("-1", &[]),
    ] {
        let changes = [("/Tasks/0/MaxConcurrency", json!(typed))];
        assert_eq!(
            clicks(&changes, "Tasks[0].MaxConcurrency"),
            offered,
            "{typed}"
        );
    }
    assert_eq!(
        clicks(
            &[("/Tasks/0/MaxErrors", json!("0.0%"))],
            "Tasks[0].MaxErrors"
        ),
        ["0%"]
    );
    for (typed, offered) in [
        ("four", &["4"][..]),
        ("4 hours", &["4"]),
        ("4h", &["4"]),
        ("1.5", &["1", "2"]),
        ("24.5", &["24"]),
        ("30 minutes", &["1"]),
        ("48 h", &[]),
        // Minutes and clocks, in all the ways that people write them.
        ("90", &["1", "2"]),
        ("240", &["4"]),
        ("5400", &["1", "2"]),
        ("36", &[]),
        ("90m", &["1", "2"]),
        ("1:30", &["1", "2"]),
        ("2:00", &["2"]),
        ("1h30", &["1", "2"]),
        ("1h 30m", &["1", "2"]),
        ("PT2H", &["2"]),
        ("two hours", &["2"]),
        ("one and a half hours", &["1", "2"]),
        ("half an hour", &["1"]),
        ("1 day", &["24"]),
        ("1,5", &["1", "2"]),
        ("1 week", &[]),
        ("99999999999999999999 hours", &[]),
        ("soon", &[]),
    ] {
        assert_eq!(
            clicks(&[("/Duration", json!(typed))], "Duration"),
            offered,
            "{typed}"
        );
    }
}

#[test]
fn a_length_of_time_is_offered_in_the_unit_of_its_field() {
    let timeout = "Tasks[0].TaskInvocationParameters.RunCommand.TimeoutSeconds";
    let at = "/Tasks/0/TaskInvocationParameters/RunCommand/TimeoutSeconds";
    for (typed, offered) in [
        ("2h", &["7200"][..]),
        ("10 minutes", &["600"]),
        ("1:00:00", &["3600"]),
        ("90:00", &["5400"]),
        ("600s", &["600"]),
        ("1s", &[]),
    ] {
        assert_eq!(clicks(&[(at, json!(typed))], timeout), offered, "{typed}");
    }
    for (typed, offered) in [
        ("30m", &["0", "1"][..]),
        ("0:30", &["0", "1"]),
        ("60", &["1"]),
    ] {
        assert_eq!(
            clicks(&[("/Cutoff", json!(typed))], "Cutoff"),
            offered,
            "{typed}"
        );
    }
    assert_eq!(
        clicks(&[("/ScheduleOffset", json!("4 days"))], "ScheduleOffset"),
        ["4"]
    );
}

#[test]
fn a_zone_without_daylight_saving_is_taken_and_offered_its_region() {
    let zone = |name: &str| with(&[("/ScheduleTimezone", json!(name))]);
    let changes = [("/ScheduleTimezone", json!("EST"))];
    assert_eq!(
        clicks(&changes, "ScheduleTimezone"),
        ["America/New_York", "America/Panama"]
    );
    let (_, checked) = checked(&zone("EST"));
    assert!(!checked.report.has_errors());
    assert!(at(&zone("HST"), "ScheduleTimezone").is_empty());
}

#[test]
fn an_arn_is_mended_where_one_character_or_segment_is_amiss() {
    let role = "arn:aws:iam::123456789012:role/Patch";
    for typed in [
        "arn:aws:iam::123456789012/role/Patch",
        "arn:aws:iam::123456789012:role:Patch",
        "arn:aws:iam:123456789012:role/Patch",
        " arn:aws:iam::123456789012:role/Patch",
    ] {
        let changes = [("/Tasks/0/ServiceRoleArn", json!(typed))];
        assert_eq!(
            clicks(&changes, "Tasks[0].ServiceRoleArn"),
            [role],
            "{typed}"
        );
    }
    let function = "arn:aws:lambda:us-east-2:123456789012:function:SSM-warm";
    for (typed, offered) in [
        (
            "arn:aws:lambda:us-east-2:123456789012:SSM-warm",
            &[function][..],
        ),
        (
            "arn:aws:lambda:us-east-2:123456789012:function/SSM-warm",
            &[function],
        ),
        (
            "arn:aws:lambda:us-east-2:123456789012:layer:SSM-warm:1",
            &[],
        ),
        ("arn:aws:lambda:us-east-2:function:SSM-warm", &[]),
    ] {
        let changes = [
            ("/Tasks/0/TaskType", json!("LAMBDA")),
            ("/Tasks/0/TaskArn", json!(typed)),
        ];
        assert_eq!(clicks(&changes, "Tasks[0].TaskArn"), offered, "{typed}");
    }
}

#[test]
fn json_is_mended_only_to_json() {
    for (typed, offered) in [
        (
            "{'a': 'it\\'s \"so\"', 'b': [1, 2,],}",
            &[r#"{"a": "it's \"so\"", "b": [1, 2]}"#][..],
        ),
        ("{\"a\": \"x,}\",\n}", &["{\"a\": \"x,}\"\n}"]),
        (
            "{'on': True, 'by': None, 'of': 'None'}",
            &[r#"{"on": true, "by": null, "of": "None"}"#],
        ),
        ("{“a”: 1}", &[r#"{"a": 1}"#]),
        ("{a: 1}", &[]),
        ("{'a': 1", &[]),
        ("{'a", &[]),
        ("{'a\\", &[]),
    ] {
        let block = json!({"Lambda": {"Payload": typed}});
        let changes = [
            ("/Tasks/0/TaskType", json!("LAMBDA")),
            ("/Tasks/0/TaskInvocationParameters", block),
        ];
        let path = "Tasks[0].TaskInvocationParameters.Lambda.Payload";
        assert_eq!(clicks(&changes, path), offered, "{typed}");
    }
}

#[test]
fn a_cutoff_out_of_bounds_is_said_once_and_by_the_rule_that_helps() {
    for cutoff in [4, 24, 99] {
        let found = at(&with(&[("/Cutoff", json!(cutoff))]), "Cutoff");
        let slugs: Vec<&str> = found.iter().map(|v| v.slug).collect();
        assert_eq!(slugs, ["cutoff-below-duration"], "{cutoff}");
    }
    // Against a duration that is wrong itself nothing can be measured.
    let found = at(
        &with(&[("/Cutoff", json!(40)), ("/Duration", json!(40))]),
        "Cutoff",
    );
    assert_eq!(found.iter().map(|v| v.slug).collect::<Vec<_>>(), ["range"]);
    assert!(
        at(&with(&[("/Cutoff", json!(-1))]), "Cutoff")
            .iter()
            .all(|v| v.slug == "range")
    );
}
