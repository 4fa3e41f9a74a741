//! How a finding names its field, and the click that mends it.

use maintenance_window_builder::check::Violation;
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
