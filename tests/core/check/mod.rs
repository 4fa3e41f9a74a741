//! What is found, and what is emitted.
//!
//! `RULES` lists every slug a rule can find; each has a case here that finds
//! it, and the base project, which finds nothing.

mod again;
mod bounds;
mod cases;
mod copy;
mod field;
mod messages;
mod open;
mod plan;
mod quotes;
pub mod request;

use jiff::Timestamp;
use maintenance_window_builder::check::{Checked, Severity, check};
use maintenance_window_builder::draft::Draft;
use maintenance_window_builder::import;
use serde_json::{Value, json};

/// The present of these tests.
pub fn now() -> Timestamp {
    "2026-11-22T12:00:00Z".parse().unwrap()
}

/// A project in which nothing is found.
pub fn base() -> Value {
    json!({
        "format": "maintenance-window-builder",
        "version": 1,
        "Windows": [{
            "Name": "Patch-Prod",
            "Schedule": "cron(0 2 ? * TUE#2 *)",
            "ScheduleTimezone": "America/New_York",
            "Duration": 4,
            "Cutoff": 1,
            "AllowUnassociatedTargets": false,
            "Targets": [{
                "$ref": "t1",
                "Name": "web-servers",
                "ResourceType": "INSTANCE",
                "Targets": [{"Key": "tag:Role", "Values": ["web"]}]
            }],
            "Tasks": [{
                "Name": "scan",
                "TaskType": "RUN_COMMAND",
                "TaskArn": "AWS-RunPatchBaseline",
                "Targets": [{"Key": "WindowTargetIds", "Values": ["$t1"]}],
                "MaxConcurrency": "10%",
                "MaxErrors": "1",
                "Priority": 1,
                "ServiceRoleArn": "arn:aws:iam::123456789012:role/MaintenanceWindow",
                "TaskInvocationParameters": {"RunCommand": {"Parameters": {"Operation": ["Scan"]}}}
            }]
        }]
    })
}

/// The base project with some places changed; a place is a JSON pointer below the first window, or with `^` below the
/// project; `null` removes it.
pub fn with(changes: &[(&str, Value)]) -> Value {
    let mut project = base();
    for (place, value) in changes {
        let pointer = match place.strip_prefix('^') {
            Some(below) => below.to_owned(),
            None => format!("/Windows/0{place}"),
        };
        let (parent, last) = pointer.rsplit_once('/').unwrap();
        match project.pointer_mut(parent) {
            Some(Value::Object(members)) if value.is_null() => {
                members.shift_remove(last);
            }
            Some(Value::Object(members)) => {
                members.insert(last.to_owned(), value.clone());
            }
            Some(Value::Array(items)) => match last.parse::<usize>() {
                Ok(at) if at < items.len() => items[at] = value.clone(),
                _ => items.push(value.clone()),
            },
            other => panic!("{parent} is {other:?}"),
        }
    }
    project
}

pub fn draft(project: &Value) -> Draft {
    import::project(project.to_string().as_bytes()).unwrap()
}

pub fn checked(project: &Value) -> (Draft, Checked) {
    let draft = draft(project);
    let checked = check(&draft, now());
    (draft, checked)
}

/// What is found, as `severity slug path`.
pub fn found(project: &Value) -> Vec<String> {
    let (draft, checked) = checked(project);
    checked
        .report
        .violations
        .iter()
        .map(|v| {
            let severity = match v.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "info",
            };
            format!(
                "{severity} {} {}",
                v.slug,
                draft
                    .spell(&v.path)
                    .trim_start_matches("Windows[0]")
                    .trim_start_matches('.')
            )
        })
        .collect()
}

#[test]
fn nothing_is_found_in_a_right_project() {
    assert_eq!(found(&base()), Vec::<String>::new());
}
