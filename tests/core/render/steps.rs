//! Client tokens: made from what is asked for, and the same in every format.

use maintenance_window_builder::check::check;
use maintenance_window_builder::import;
use maintenance_window_builder::render::{Options, Wanted, format, is_made_token};
use serde_json::{Value, json};

use super::options;

fn bodies(project: &Value, options: &Options) -> Vec<Value> {
    let draft = import::project(project.to_string().as_bytes()).unwrap();
    let checked = check(&draft, "2026-11-22T12:00:00Z".parse().unwrap());
    assert!(!checked.report.has_errors(), "{:?}", checked.report);
    let json = format("json").unwrap();
    (json.render)(&checked.plan, options, Wanted::All)
        .iter()
        .map(|artifact| serde_json::from_str(&artifact.file_text().unwrap()).unwrap())
        .collect()
}

fn tokens(project: &Value) -> Vec<String> {
    bodies(project, &Options::default())
        .iter()
        .map(|body| body["ClientToken"].as_str().unwrap().to_owned())
        .collect()
}

fn window(name: &str) -> Value {
    json!({
        "Name": name, "Schedule": "rate(7 days)", "Duration": 2, "Cutoff": 0, "AllowUnassociatedTargets": false,
        "Targets": [
            {"$ref": "a", "ResourceType": "INSTANCE", "Targets": [{"Key": "tag:x", "Values": ["y"]}]},
            {"$ref": "b", "ResourceType": "INSTANCE", "Targets": [{"Key": "tag:x", "Values": ["y"]}]},
        ],
        "Tasks": [{
            "TaskType": "RUN_COMMAND", "TaskArn": "AWS-RunShellScript", "Priority": 1,
            "Targets": [{"Key": "WindowTargetIds", "Values": ["$b"]}], "MaxConcurrency": "1", "MaxErrors": "0",
            "TaskInvocationParameters": {"RunCommand": {"Parameters": {"commands": ["df"]}}},
        }],
    })
}

fn project(windows: &[Value]) -> Value {
    json!({"format": "maintenance-window-builder", "version": 1, "Windows": windows})
}

#[test]
fn every_request_has_a_token_of_its_own() {
    let tokens = tokens(&project(&[window("first"), window("first")]));
    assert_eq!(tokens.len(), 8);
    for (n, token) in tokens.iter().enumerate() {
        assert!(is_made_token(token) && token.len() <= 64, "{token}");
        assert!(!tokens[n + 1..].contains(token), "{token} is there twice");
    }
}

#[test]
fn a_token_changes_with_its_request_and_what_that_hangs_on() {
    let before = tokens(&project(&[window("first"), window("second")]));
    assert_eq!(
        before,
        tokens(&project(&[window("first"), window("second")]))
    );

    let mut task = window("first");
    task["Tasks"][0]["Priority"] = json!(2);
    let after = tokens(&project(&[task, window("second")]));
    let changed: Vec<bool> = before.iter().zip(&after).map(|(a, b)| a != b).collect();
    assert_eq!(
        changed,
        [false, false, false, true, false, false, false, false]
    );

    let mut named = window("first");
    named["Description"] = json!("x");
    let after = tokens(&project(&[named, window("second")]));
    let changed: Vec<bool> = before.iter().zip(&after).map(|(a, b)| a != b).collect();
    assert_eq!(
        changed,
        [true, true, true, true, false, false, false, false]
    );
    // Neither order nor company matters.
    let other = tokens(&project(&[window("second"), window("first")]));
    assert_eq!(before[..4], other[4..]);
    assert_eq!(before[..4], tokens(&project(&[window("first")]))[..]);
}

#[test]
fn a_typed_token_stays() {
    let mut typed = window("first");
    typed["ClientToken"] = json!("mine");
    assert_eq!(tokens(&project(&[typed]))[0], "mine");
    let off = bodies(
        &project(&[window("first")]),
        &options(&[("repeatable", "off")]),
    );
    assert!(off.iter().all(|body| body.get("ClientToken").is_none()));
}

#[test]
fn a_window_is_disabled_right_after_its_creation() {
    let mut existing = window("-");
    existing["$existing"] = json!(true);
    existing["WindowId"] = json!("mw-0123456789abcdef0");
    let all = bodies(
        &project(&[window("first"), existing]),
        &options(&[("disabled", "on")]),
    );
    let disable = json!({"WindowId": "<window_1.WindowId>", "Enabled": false});
    let at: Vec<usize> = (0..all.len())
        .filter(|&n| all[n].get("Enabled").is_some())
        .collect();
    assert_eq!(at, [1]);
    assert_eq!(all[1], disable);
}
