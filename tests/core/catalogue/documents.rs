//! The well-known documents hold together.

use maintenance_window_builder::catalogue::documents::{self, Concern, Kind, Known, Value, Whose};
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
        for parameter in &document.parameters {
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
    for parameter in documents::all().flat_map(|d| &d.parameters) {
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
        let takes = document.parameter("AutomationAssumeRole").is_some();
        // These two call it by another name.
        let other = ["assumeRole", "runCommandAssumeRole"]
            .iter()
            .any(|name| document.parameter(name).is_some());
        assert_eq!(
            takes || other,
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

#[test]
fn no_line_of_the_table_is_left_out() {
    let lines = |sign: &str| {
        let lines = documents::TABLES.iter().flat_map(|table| table.lines());
        lines.filter(|line| line.starts_with(sign)).count()
    };
    let all: Vec<&documents::Document> = documents::all().collect();
    assert_eq!(all.len(), lines("A"));
    assert!(all.len() >= 60, "{}", all.len());
    let sum =
        |count: fn(&documents::Document) -> usize| all.iter().map(|d| count(d)).sum::<usize>();
    assert_eq!(sum(|d| d.cautions.len()), lines("!"));
    assert_eq!(sum(|d| d.parameters.len()), lines("-"));
    assert_eq!(sum(|d| d.needs.len()), lines("+") + lines("?"));
}

#[test]
fn what_the_table_names_exists() {
    for document in documents::all() {
        let name = document.name;
        assert!(
            !document.doc.is_empty()
                || document.kind == Kind::Command
                || name.ends_with("WithApproval"),
            "{name}"
        );
        for need in &document.needs {
            let named = need
                .given
                .map(|(name, _)| name)
                .into_iter()
                .chain(need.absent);
            let inside = need.resources.iter().filter_map(|resource| {
                let (_, rest) = resource.split_once('{')?;
                let (inner, _) = rest.split_once('}')?;
                Some(inner.split_once(':').map_or(inner, |(_, name)| name))
            });
            for parameter in named.chain(inside) {
                assert!(
                    document.parameter(parameter).is_some(),
                    "{name}: {parameter}"
                );
            }
            if let Some((parameter, Some(value))) = need.given {
                let allowed = &document.parameter(parameter).unwrap().allowed;
                assert!(allowed.contains(&value), "{name}: {parameter}={value}");
            }
            assert!(!need.only.is_some_and(str::is_empty), "{name}");
            assert!(need.only.is_some() || !need.resources.is_empty(), "{name}");
            let node = need.whose == Whose::Node;
            assert_eq!(node, document.kind == Kind::Command, "{name}");
            for action in &need.actions {
                let (service, operation) = action.split_once(':').unwrap();
                assert!(
                    service
                        .chars()
                        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
                );
                assert!(
                    operation.starts_with(|c: char| c.is_ascii_uppercase()),
                    "{action}"
                );
            }
        }
        for caution in &document.cautions {
            assert!(
                !caution.reason.ends_with('.') && !caution.hint.ends_with('.'),
                "{name}"
            );
        }
    }
}

#[test]
fn actions_that_aws_misprints_are_left_out() {
    for action in [
        "ec2:ArchiveSnapshots",
        "ec2:DescribeImage",
        "ec2:DescribeInstance",
    ] {
        assert!(
            !documents::TABLES
                .concat()
                .split(['\t', ' ', '\n'])
                .any(|word| word == action),
            "{action}"
        );
    }
}

#[test]
fn every_runbook_says_what_it_does() {
    for document in documents::all().filter(|d| d.kind == Kind::Automation) {
        let mut needs = document.needs.iter();
        assert!(
            needs.any(|need| need.whose == Whose::Runbook && !need.actions.is_empty()),
            "{}",
            document.name
        );
    }
    let known = |name: &str, action: &str| {
        let needs = &documents::find(name).unwrap().needs;
        let need = needs.iter().find(|need| need.actions.contains(&action));
        need.map(|need| need.known)
    };
    assert_eq!(
        known("AWS-StopEC2Instance", "ec2:StopInstances"),
        Some(Known::Derived)
    );
    assert_eq!(
        known("AWS-CreateImage", "ec2:CreateImage"),
        Some(Known::Documented)
    );
    assert_eq!(
        known("AWS-ArchiveEBSSnapshots", "ec2:ModifySnapshotTier"),
        Some(Known::Derived)
    );
}

#[test]
fn a_required_parameter_with_a_default_may_be_left_out() {
    for parameter in documents::all().flat_map(|d| &d.parameters) {
        assert!(
            !(parameter.required && parameter.default.is_some()),
            "{}",
            parameter.name
        );
        assert!(
            !parameter.required || parameter.documented,
            "{}",
            parameter.name
        );
        assert!(
            !(parameter.required && parameter.expected),
            "{}",
            parameter.name
        );
    }
}

#[test]
fn what_aws_keeps_out_of_windows_is_marked() {
    let unfit = |name: &str| {
        let cautions = &documents::find(name).unwrap().cautions;
        cautions
            .iter()
            .any(|caution| caution.concern == Concern::Unfit)
    };
    for name in [
        "AWS-PatchAsgInstance",
        "AWSEC2-ManageVssIO",
        "AWS-GatherSoftwareInventory",
    ] {
        assert!(unfit(name), "{name}");
    }
    assert!(!unfit("AWS-RunPatchBaseline"));
}

#[test]
fn documents_are_found_by_what_they_do() {
    let found = |search: &str| -> Vec<&str> {
        let all = documents::all();
        all.filter(|d| d.matches(search)).map(|d| d.name).collect()
    };
    assert!(found("reboot").contains(&"AWS-RestartEC2Instance"));
    assert!(found("EBS snapshot").contains(&"AWS-CreateSnapshot"));
    assert!(found("windows update").contains(&"AWS-InstallWindowsUpdates"));
    assert!(found("runbook database").contains(&"AWS-StopRdsInstance"));
    assert_eq!(
        found("runpatchbaselinewithhooks"),
        ["AWS-RunPatchBaselineWithHooks"]
    );
    assert!(found("zeppelin").is_empty());
    assert_eq!(found(" ").len(), documents::all().count());
}

#[test]
fn a_first_visit_needs_only_the_first_table() {
    use maintenance_window_builder::examples;
    let project = (examples::FIRST.text)();
    let project: serde_json::Value = serde_json::from_str(project).unwrap();
    let tasks = project["Windows"].as_array().unwrap().iter();
    for task in tasks.flat_map(|window| window["Tasks"].as_array().unwrap()) {
        let named = format!("\n{}\t", task["TaskArn"].as_str().unwrap());
        assert!(documents::TABLES[0].contains(&named), "{named}");
    }
}
