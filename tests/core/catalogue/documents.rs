//! The well-known documents hold together.

use maintenance_window_builder::catalogue::documents::{self, Kind, Value};
use maintenance_window_builder::catalogue::pattern;
use std::collections::HashSet;

#[test]
fn every_document_and_parameter_is_named_once_and_explained() {
    let mut names = HashSet::new();
    for document in documents::all() {
        assert!(names.insert(document.name), "{} twice", document.name);
        assert!((pattern::NAME.matches)(document.name), "{}", document.name);
        assert!(document.help.ends_with('.'), "{}", document.name);
        let mut parameters = HashSet::new();
        for parameter in document.parameters {
            assert!(
                parameters.insert(parameter.name),
                "{}: {} twice",
                document.name,
                parameter.name
            );
            assert!(
                parameter.help.ends_with('.') && parameter.help.len() <= 120,
                "{}: {}",
                document.name,
                parameter.name
            );
        }
    }
}

#[test]
fn a_default_is_one_of_the_allowed_values() {
    for parameter in documents::all().flat_map(|d| d.parameters) {
        let Some(default) = parameter.default else {
            continue;
        };
        assert!(
            parameter.allowed.is_empty() || parameter.allowed.contains(&default),
            "{}",
            parameter.name
        );
        if let Value::Number { min, max } = parameter.kind {
            let number: u32 = default.parse().unwrap();
            assert!((min..=max).contains(&number), "{}", parameter.name);
        }
    }
}

#[test]
fn every_runbook_takes_a_role_and_no_command_document_does() {
    for document in documents::all() {
        assert_eq!(
            document.parameter("AutomationAssumeRole").is_some(),
            document.kind == Kind::Automation,
            "{}",
            document.name
        );
    }
}

#[test]
fn a_document_is_found_by_name_and_by_arn() {
    let name = |task_arn| documents::find(task_arn).map(|d| d.name);
    assert_eq!(name("AWS-RunPatchBaseline"), Some("AWS-RunPatchBaseline"));
    assert_eq!(
        name("arn:aws:ssm:us-east-1::document/AWS-RunShellScript"),
        Some("AWS-RunShellScript")
    );
    assert_eq!(
        name("arn:aws:ssm:us-east-1::automation-definition/AWS-StopEC2Instance:1"),
        Some("AWS-StopEC2Instance")
    );
    assert_eq!(name("aws-runshellscript"), None);
    assert_eq!(name("x:document/AWS-RunShellScript"), None);
    assert_eq!(name(""), None);
}

#[test]
fn a_parameter_in_the_wrong_case_is_recognised() {
    let stop = documents::find("AWS-StopEC2Instance").unwrap();
    assert_eq!(stop.parameter("instanceId"), None);
    assert_eq!(
        stop.parameter_in_any_case("instanceId").map(|p| p.name),
        Some("InstanceId")
    );
}
