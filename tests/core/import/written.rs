//! A file says numbers, flags and lists as AWS does, and gives back what was typed.

use maintenance_window_builder::check::{check, strangers};
use maintenance_window_builder::draft::Draft;
use maintenance_window_builder::examples::EXAMPLES;
use maintenance_window_builder::import::{project, written};
use proptest::prelude::*;
use serde_json::{Value, json};

fn opened(windows: Value) -> Draft {
    let file = json!({"format": "maintenance-window-builder", "version": 1, "Windows": windows});
    project(file.to_string().as_bytes()).expect("a project")
}

fn again(draft: &Draft) -> Draft {
    project(written(draft).to_string().as_bytes()).expect("a project")
}

#[test]
fn numbers_flags_and_lists_are_such_in_a_file() {
    let window = json!({
        "Name": "1", "Duration": 4, "Cutoff": 0, "AllowUnassociatedTargets": false,
        "Tags": [{"Key": "1", "Value": "true"}],
        "Targets": [{"$ref": "t1", "Targets": [{"Key": "tag:a", "Values": ["b", "2"]}]}],
        "Tasks": [{
            "TaskType": "RUN_COMMAND", "Priority": 1, "MaxErrors": "1",
            "Targets": [{"Key": "WindowTargetIds", "Values": ["$t1"]}],
            "TaskInvocationParameters": {"RunCommand": {
                "TimeoutSeconds": 600,
                "Parameters": {"commands": ["df -h", "", "uptime"]},
                "NotificationConfig": {"NotificationEvents": ["All"]},
            }},
        }],
    });
    let draft = opened(json!([window]));
    assert_eq!(written(&draft)["Windows"][0], window);
    assert_eq!(again(&draft), draft);
}

#[test]
fn what_no_number_flag_or_list_gives_back_stays_as_typed() {
    for typed in [
        "007",
        "1.0",
        " 5",
        "5 ",
        "+4",
        "-0",
        "1e3",
        "abc",
        "99999999999999999999",
        "True",
    ] {
        let mut draft = opened(json!([{}]));
        let window = Draft::window_path(draft.windows()[0].id);
        for field in ["Duration", "AllowUnassociatedTargets"] {
            draft.set(&window.member(field), typed);
        }
        assert_eq!(written(&draft)["Windows"][0]["Duration"], json!(typed));
        assert_eq!(again(&draft), draft, "{typed}");
    }
    for typed in ["a\n", "\na", " a", "a\r\nb", "a\n\nb", "\n"] {
        let mut draft =
            opened(json!([{"Targets": [{"$ref": "t1", "Targets": [{"Key": "tag:a"}]}]}]));
        let list = Draft::window_path(draft.windows()[0].id).member("Targets");
        let list = list.row(draft.rows(&list)[0].id).member("Targets");
        let values = list.row(draft.rows(&list)[0].id).member("Values");
        draft.set(&values, typed);
        assert_eq!(again(&draft).to_json(), draft.to_json(), "{typed:?}");
    }
}

#[test]
fn every_example_comes_back_from_its_file() {
    for example in EXAMPLES {
        let draft = example.draft();
        assert_eq!(again(&draft), draft, "{}", example.id);
        let file = written(&draft);
        assert!(file["Windows"][0]["Duration"].is_number(), "{}", example.id);
    }
}

#[test]
fn strangers_are_named_with_what_was_meant() {
    let said = |file: Value| {
        let draft = project(file.to_string().as_bytes()).expect("a project");
        strangers(
            &draft,
            &check(&draft, "2026-11-22T12:00:00Z".parse().unwrap()).report,
        )
    };
    let file = |windows: Value| json!({"format": "maintenance-window-builder", "version": 1, "Windows": windows});
    assert_eq!(said(file(json!([{"Name": "a"}]))), "");
    assert_eq!(
        said(file(json!([{"Cutof": 1, "Tasks": [{"TaskArm": "x"}]}]))),
        "Not known: `Windows[0].Cutof` (did you mean `Cutoff`?) and `Windows[0].Tasks[0].TaskArm` (did you mean `TaskArn`?)"
    );
    let mut other = file(json!([]));
    other["Window"] = json!([{"Name": "lost"}]);
    other["$mine"] = json!("kept");
    assert_eq!(said(other), "Not known: `Window` (did you mean `Windows`?)");
    assert_eq!(
        said(file(json!([{"A1": 1, "B2": 1, "C3": 1, "D4": 1, "E5": 1}]))),
        "Not known: `Windows[0].A1`, `Windows[0].B2`, `Windows[0].C3` and 2 more"
    );
}

proptest! {
    #[test]
    fn any_typed_text_comes_back(text in "[ \\n\\r0-9a+.-]{0,8}|true|false|-?[0-9]{1,20}") {
        let mut draft = opened(json!([{"Tasks": [{}]}]));
        let window = Draft::window_path(draft.windows()[0].id);
        let list = window.member("Tasks");
        let task = list.row(draft.rows(&list)[0].id);
        draft.set(&window.member("Duration"), &text);
        draft.set(&window.member("AllowUnassociatedTargets"), &text);
        let config = task.member("TaskInvocationParameters").member("RunCommand").member("NotificationConfig");
        draft.set(&config.member("NotificationEvents"), &text);
        prop_assert_eq!(again(&draft).to_json(), draft.to_json());
    }
}
