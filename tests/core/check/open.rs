//! Values that an import could not know: they block what has them until they are filled in.

use maintenance_window_builder::check::{TO_FILL_IN, check, fill_in, to_fill_in};
use maintenance_window_builder::render::{FORMATS, Options, Wanted};
use serde_json::{Value, json};

use super::{draft, found, now, with};

fn open() -> Value {
    with(&[
        ("/Name", json!("patch-$STAGE")),
        ("/Description", json!("It costs $5 and runs $HOME")),
        ("/$open", json!({"Name": "$STAGE"})),
        (
            "/Tasks/0/TaskInvocationParameters/RunCommand/Parameters",
            json!({"commands": ["echo $STAGE", "echo ${WHO}"]}),
        ),
        ("/Tasks/0/TaskArn", json!("AWS-RunShellScript")),
        ("/Tasks/0/Description", json!("for $STAGE and $STAGE")),
        ("/Tasks/0/$open", json!({"Description": "$STAGE"})),
    ])
}

#[test]
fn only_what_was_marked_counts() {
    let errors: Vec<String> = found(&open())
        .into_iter()
        .filter(|line| line.starts_with("error"))
        .collect();
    assert_eq!(
        errors,
        [
            "error to-fill-in Name",
            "error to-fill-in Tasks[0].Description"
        ]
    );
}

#[test]
fn other_findings_about_the_stand_in_are_left_out() {
    let project = with(&[
        ("/Schedule", json!("$CRON")),
        ("/$open", json!({"Schedule": "$CRON"})),
    ]);
    let about: Vec<String> = found(&project)
        .into_iter()
        .filter(|line| line.ends_with(" Schedule"))
        .collect();
    assert_eq!(about, ["error to-fill-in Schedule"]);
}

#[test]
fn no_output_has_an_open_value() {
    let draft = draft(&open());
    let plan = check(&draft, now()).plan;
    for format in FORMATS.iter().filter(|format| format.id != "project") {
        for artifact in (format.render)(&plan, &Options::default(), Wanted::All) {
            let text = artifact.file_text().unwrap_or_default();
            assert!(!text.contains("patch-$STAGE"), "{}: {text}", format.id);
            assert!(!text.contains("for $STAGE"), "{}: {text}", format.id);
        }
    }
}

#[test]
fn filling_in_fills_every_place_and_nothing_else() {
    let mut draft = draft(&open());
    let list = to_fill_in(&draft);
    assert_eq!(list.len(), 1);
    assert_eq!(list[0].text, "$STAGE");
    let places: Vec<String> = list[0].places.iter().map(|at| draft.spell(at)).collect();
    assert_eq!(
        places,
        ["Windows[0].Name", "Windows[0].Tasks[0].Description"]
    );
    let fix = fill_in(&draft, "$STAGE", "live-$STAGE");
    draft.apply(&fix);
    assert_eq!(to_fill_in(&draft), []);
    let file = draft.to_json();
    let window = &file["Windows"][0];
    assert_eq!(window["Name"], "patch-live-$STAGE");
    assert_eq!(
        window["Tasks"][0]["Description"],
        "for live-$STAGE and live-$STAGE"
    );
    assert!(!file.to_string().contains("$open"));
    let commands = &window["Tasks"][0]["TaskInvocationParameters"]["RunCommand"]["Parameters"];
    assert!(commands.to_string().contains("echo $STAGE"));
    let report = check(&draft, now()).report;
    assert!(report.violations.iter().all(|v| v.slug != TO_FILL_IN));
}

#[test]
fn typing_over_an_open_value_is_enough() {
    let mut draft = draft(&open());
    let window = to_fill_in(&draft)[0].places[0].clone();
    draft.set(&window, "patch-live");
    let places = to_fill_in(&draft)[0].places.len();
    assert_eq!(places, 1);
}

#[test]
fn an_open_value_that_moved_is_still_open() {
    let project = with(&[
        ("/Tasks/0/Comment", Value::Null),
        ("/Tasks/0/$open", json!({"TaskParameters.Values": "$WHAT"})),
        (
            "/Tasks/0/TaskInvocationParameters/RunCommand/Parameters",
            json!({"Operation": ["$WHAT"]}),
        ),
    ]);
    assert!(found(&project).iter().any(|line| line.contains(TO_FILL_IN)));
}

#[test]
fn a_word_that_is_replaced_leaves_no_open_value_unmarked() {
    let mut draft = draft(&with(&[
        ("/Name", json!("x-$prod")),
        ("/Description", json!("$prod")),
        ("/$open", json!({"Name": "$prod", "Description": "$prod"})),
    ]));
    let window = draft.windows()[0].id;
    let path = maintenance_window_builder::draft::Draft::window_path(window);
    draft.replace_word(&path, "prod", "test", &|_| false);
    let open: Vec<String> = to_fill_in(&draft).into_iter().map(|one| one.text).collect();
    assert_eq!(open, ["$test", "$prod"]);
}
