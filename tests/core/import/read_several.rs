//! Several inputs at once: a script beside its request files, files of several notations.

use maintenance_window_builder::import::read::{Input, Kind, Outcome, read_all};
use serde_json::json;

fn all(inputs: &[(&str, &str)]) -> Outcome {
    let inputs: Vec<Input<'_>> = inputs
        .iter()
        .map(|(name, text)| Input { name, text })
        .collect();
    read_all(&inputs)
}

fn recognised(outcome: &Outcome) -> Vec<&str> {
    let texts = outcome.recognised.iter();
    texts.map(|input| input.text.as_str()).collect()
}

#[test]
fn a_script_takes_the_files_that_it_names_and_they_are_read_once() {
    let window = r#"{"Name": "nightly", "Schedule": "rate(1 day)", "Duration": 2, "Cutoff": 1, "AllowUnassociatedTargets": false}"#;
    let parameters = r#"{"Lambda": {"Payload": "{\"a\": 1}"}}"#;
    let script = "aws ssm create-maintenance-window --cli-input-json file://requests/window.json\n\
        aws ssm register-task-with-maintenance-window --window-id mw-0123456789abcdef0 --task-type LAMBDA \\\n\
        --task-arn f --task-invocation-parameters file://C:\\\\tmp\\\\p.json\n";
    let outcome = all(&[
        ("window.json", window),
        ("deploy/make.sh", script),
        ("deploy/p.json", parameters),
    ]);
    assert_eq!(outcome.windows.len(), 1, "{:?}", outcome.windows);
    assert_eq!(outcome.windows[0]["Name"], "nightly");
    assert_eq!(
        outcome.windows[0]["Tasks"][0]["TaskInvocationParameters"],
        json!({"Lambda": {"Payload": "{\"a\": 1}"}})
    );
    assert_eq!(outcome.notes, []);
    assert_eq!(
        recognised(&outcome),
        [
            "Request file of a command",
            "2 AWS CLI commands, bash",
            "Request file of a command"
        ]
    );
}

#[test]
fn a_note_tells_which_input_it_is_about() {
    let outcome = all(&[
        (
            "a.json",
            "\u{feff}{\"Name\": \"one\", \"Schedule\": \"rate(1 day)\"}\r\n",
        ),
        ("readme.txt", "Dear team,\nnothing is here.\n"),
        (
            "b.yaml",
            "W:\n  Type: AWS::SSM::MaintenanceWindow\n  Properties:\n    Name: two\n    Colour: red\n",
        ),
        (
            "c.sh",
            "\naws ssm create-maintenance-window --name three --colour red\n",
        ),
        (
            "d.json",
            "{\"Name\": \"four\", \"Schedule\": \"rate(1 day)\", \"Colour\": 1}",
        ),
    ]);
    let names: Vec<&str> = outcome
        .windows
        .iter()
        .filter_map(|window| window["Name"].as_str())
        .collect();
    assert_eq!(names, ["one", "two", "three", "four"]);
    let notes: Vec<_> = outcome
        .notes
        .iter()
        .map(|n| (n.input, n.position.line, n.position.column, n.note.kind))
        .collect();
    assert_eq!(
        notes,
        [
            (2, 5, 5, Kind::Unread),
            (3, 2, 48, Kind::Unread),
            (4, 1, 45, Kind::Unread)
        ]
    );
    assert_eq!(
        recognised(&outcome),
        [
            "1 request body, JSON",
            "",
            "1 resource, CloudFormation in YAML",
            "1 AWS CLI command, bash",
            "1 request body, JSON"
        ]
    );
}

#[test]
fn the_notes_of_a_request_file_are_about_the_file() {
    let outcome = all(&[
        (
            "x.sh",
            "aws ssm create-maintenance-window --cli-input-json file://w.json",
        ),
        ("w.json", "{\n \"Name\": \"one\",\n \"Colour\": 1\n}"),
    ]);
    let note = &outcome.notes[0];
    assert_eq!((note.input, note.position.line), (1, 3), "{note:?}");
}

#[test]
fn an_input_that_is_too_large_is_refused_and_the_others_are_read() {
    let large = "x".repeat(5_000_000);
    let outcome = all(&[
        ("big.log", &large),
        (
            "w.json",
            "{\"Name\": \"one\", \"Schedule\": \"rate(1 day)\"}",
        ),
    ]);
    assert_eq!(outcome.windows.len(), 1);
    let notes: Vec<_> = outcome
        .notes
        .iter()
        .map(|n| (n.input, n.note.slug))
        .collect();
    assert_eq!(notes, [(0, "too-large")]);
}
