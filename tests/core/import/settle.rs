//! Opened maps and lists stand as the forms edit them, and mean the same.
use maintenance_window_builder::draft::{Draft, Node, Path};
use maintenance_window_builder::import::project;

fn opened(task: &str) -> (Draft, Path) {
    let text = format!(
        r#"{{"format":"maintenance-window-builder","version":1,"Windows":[{{"Tasks":[{task}]}}]}}"#
    );
    let draft = project(text.as_bytes()).expect("a project");
    let list = Draft::window_path(draft.windows()[0].id).member("Tasks");
    let task = list.row(draft.rows(&list)[0].id);
    (draft, task)
}

fn at(task: &Path, names: &[&'static str]) -> Path {
    names
        .iter()
        .fold(task.clone(), |path, name| path.member(*name))
}

#[test]
fn a_map_becomes_rows_of_key_and_value() {
    let (draft, task) = opened(
        r#"{"TaskInvocationParameters":{"RunCommand":{"Parameters":{"commands":["df","","uptime"],"executionTimeout":["60"]}}}}"#,
    );
    let map = at(
        &task,
        &["TaskInvocationParameters", "RunCommand", "Parameters"],
    );
    let rows = draft.rows(&map);
    assert_eq!(
        rows.iter()
            .map(|row| row.node.text_of("$key"))
            .collect::<Vec<_>>(),
        ["commands", "executionTimeout"]
    );
    assert_eq!(
        rows.iter()
            .map(|row| row.node.text_of("$value"))
            .collect::<Vec<_>>(),
        ["df\n\nuptime", "60"]
    );
}

#[test]
fn a_list_of_values_becomes_lines() {
    let (draft, task) = opened(r#"{"Targets":[{"Key":"InstanceIds","Values":["i-1","i-2"]}]}"#);
    let targets = at(&task, &["Targets"]);
    let first = targets.row(draft.rows(&targets)[0].id);
    assert_eq!(draft.text(&first.member("Values")), "i-1\ni-2");
}

#[test]
fn what_lines_can_not_hold_stays_a_list() {
    for values in [
        r#"["a\nb"]"#,
        r#"[" a"]"#,
        r#"["a",""]"#,
        r#"["a",{"b":"c"}]"#,
    ] {
        let (draft, task) = opened(&format!(
            r#"{{"Targets":[{{"Key":"InstanceIds","Values":{values}}}]}}"#
        ));
        let targets = at(&task, &["Targets"]);
        let first = targets.row(draft.rows(&targets)[0].id);
        assert!(
            matches!(draft.node(&first.member("Values")), Some(Node::Rows(_))),
            "{values}"
        );
    }
}

#[test]
fn what_was_kept_for_another_type_is_settled_too() {
    let (draft, task) = opened(
        r#"{"$kept":{"TaskInvocationParameters":{"AUTOMATION":{"Automation":{"Parameters":{"InstanceId":["i-1"]}}}}}}"#,
    );
    let map = at(
        &task,
        &[
            "$kept",
            "TaskInvocationParameters",
            "AUTOMATION",
            "Automation",
            "Parameters",
        ],
    );
    assert_eq!(draft.rows(&map).len(), 1);
}
