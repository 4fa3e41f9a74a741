//! A draft holds whatever is typed, and loses nothing of it.

mod back;

use maintenance_window_builder::draft::{Draft, FileError, Node, Path};
use proptest::prelude::*;
use serde_json::{Value, json};

fn project(windows: Value) -> Value {
    json!({"format": "maintenance-window-builder", "version": 1, "Windows": windows})
}

fn window(draft: &Draft) -> Path {
    Draft::window_path(draft.windows()[0].id)
}

#[test]
fn a_blank_draft_has_one_blank_window() {
    let draft = Draft::blank();
    assert_eq!(draft.windows().len(), 1);
    assert_eq!(draft.to_json(), project(json!([{}])));
}

#[test]
fn text_is_kept_as_typed_and_cleared_without_a_trace() {
    let mut draft = Draft::blank();
    let duration = window(&draft).member("Duration");
    draft.set(&duration, "abc ");
    assert_eq!(draft.text(&duration), "abc ");
    assert_eq!(draft.to_json(), project(json!([{"Duration": "abc "}])));
    draft.set(&duration, "");
    assert_eq!(draft, Draft::blank());
}

#[test]
fn a_path_follows_its_row_and_is_spelt_with_its_position() {
    let mut draft = Draft::blank();
    let window = window(&draft);
    let (first, second) = (draft.add_task(&window), draft.add_task(&window));
    let path = window
        .member("Tasks")
        .row(second)
        .member("LoggingInfo")
        .member("S3Region");
    draft.set(&path, "eu-central-1");
    assert_eq!(
        draft.spell(&path),
        "Windows[0].Tasks[1].LoggingInfo.S3Region"
    );
    draft.move_row(&window.member("Tasks").row(second), -1);
    assert_eq!(
        draft.spell(&path),
        "Windows[0].Tasks[0].LoggingInfo.S3Region"
    );
    assert_eq!(draft.text(&path), "eu-central-1");
    draft.move_row(&window.member("Tasks").row(second), 99);
    assert_eq!(
        draft
            .rows(&window.member("Tasks"))
            .iter()
            .map(|r| r.id)
            .collect::<Vec<_>>(),
        [first, second]
    );
}

#[test]
fn a_row_that_is_gone_takes_no_edit() {
    let mut draft = Draft::blank();
    let window = window(&draft);
    let task = draft.add_task(&window);
    let path = window.member("Tasks").row(task);
    draft.remove_row(&path);
    let before = draft.clone();
    draft.set(&path.member("Name"), "ghost");
    assert_eq!(draft, before);
    assert_eq!(draft.spell(&path), "Windows[0].Tasks[gone]");
}

#[test]
fn a_copied_target_gets_a_name_of_its_own() {
    let mut draft = Draft::blank();
    let window = window(&draft);
    let id = draft.add_target(&window);
    let list = window.member("Targets");
    draft.set(&list.row(id).member("Name"), "web");
    let copy = draft.duplicate_row(&list.row(id)).unwrap();
    assert_eq!(draft.text(&list.row(copy).member("Name")), "web");
    assert_ne!(
        draft.text(&list.row(copy).member("$ref")),
        draft.text(&list.row(id).member("$ref"))
    );
}

#[test]
fn what_belongs_to_another_task_type_is_kept_aside_and_comes_back() {
    let mut draft = Draft::blank();
    let window = window(&draft);
    let task = window.member("Tasks").row(draft.add_task(&window));
    let comment = task
        .member("TaskInvocationParameters")
        .member("RunCommand")
        .member("Comment");
    draft.set(&comment, "mine");
    draft.swap_kept(&task, "TaskInvocationParameters", "RUN_COMMAND", "LAMBDA");
    assert_eq!(draft.text(&comment), "");
    let saved = Draft::from_file(&draft.to_json().to_string()).unwrap();
    assert_eq!(saved, draft, "what is kept aside is saved too");
    draft.swap_kept(&task, "TaskInvocationParameters", "LAMBDA", "RUN_COMMAND");
    assert_eq!(draft.text(&comment), "mine");
}

#[test]
fn a_text_where_a_group_belongs_is_kept_when_a_member_is_typed() {
    let mut draft =
        Draft::from_json(&project(json!([{"Tasks": [{"LoggingInfo": "my-bucket"}]}]))).unwrap();
    let window = window(&draft);
    let task = window
        .member("Tasks")
        .row(draft.rows(&window.member("Tasks"))[0].id);
    draft.set(&task.member("LoggingInfo").member("S3Region"), "eu-west-1");
    assert!(draft.to_json().to_string().contains("my-bucket"));
}

#[test]
fn lines_become_rows_when_a_row_is_added() {
    let mut draft = Draft::from_json(&project(json!([{"X": "a\nb"}]))).unwrap();
    let list = window(&draft).member("X");
    draft.add_row(&list, Node::Text("c".into()));
    assert_eq!(draft.node(&list).unwrap().lines(), ["a", "b", "c"]);
}

#[test]
fn a_file_that_is_no_project_says_why() {
    assert!(matches!(
        Draft::from_file("{"),
        Err(FileError::NotJson { line: 1, .. })
    ));
    assert_eq!(Draft::from_file("[]"), Err(FileError::NotProject));
    assert_eq!(
        Draft::from_file("{\"format\":\"other\",\"version\":1}"),
        Err(FileError::NotProject)
    );
    assert_eq!(
        Draft::from_file("{\"format\":\"maintenance-window-builder\",\"version\":2}"),
        Err(FileError::Newer { version: 2 })
    );
    assert_eq!(
        Draft::from_file(
            "{\"format\":\"maintenance-window-builder\",\"version\":1,\"Windows\":\"x\"}"
        ),
        Err(FileError::NotProject)
    );
    let deep = format!("{}1{}", "[".repeat(100), "]".repeat(100));
    let text = format!(
        "{{\"format\":\"maintenance-window-builder\",\"version\":1,\"Windows\":[{{\"a\":{deep}}}]}}"
    );
    assert_eq!(Draft::from_file(&text), Err(FileError::TooDeep));
    assert!(Draft::from_file(&"[".repeat(500_000)).is_err());
    assert!(
        Draft::from_file("\u{feff}{\"format\":\"maintenance-window-builder\",\"version\":1}")
            .is_ok()
    );
}

/// JSON as a project might hold it under its windows, right or wrong.
pub fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        "[$a-zA-Z]{1,8}".prop_map(Value::from),
    ];
    let name = prop_oneof![
        Just("Name".to_owned()),
        Just("Targets".to_owned()),
        Just("Tasks".to_owned()),
        Just("$ref".to_owned()),
        Just("$key".to_owned()),
        Just("$value".to_owned()),
        "[a-zA-Z$]{0,6}"
    ];
    leaf.prop_recursive(5, 48, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((name.clone(), inner), 0..5)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn saving_and_opening_keeps_everything(windows in prop::collection::vec(any_json(), 0..4)) {
        if let Ok(draft) = Draft::from_json(&project(Value::from(windows))) {
            let again = Draft::from_file(&draft.to_json().to_string()).unwrap();
            prop_assert_eq!(again.to_json(), draft.to_json());
        }
    }

    #[test]
    fn no_text_makes_opening_panic(text in "\\PC{0,200}") {
        let _ = Draft::from_file(&text);
    }
}
