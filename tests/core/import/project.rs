//! A project file is read as it is or refused with its reason.
use maintenance_window_builder::draft::Draft;
use maintenance_window_builder::import::{LARGEST, ProjectError, project};
use proptest::prelude::*;

fn file(windows: &str) -> String {
    format!(r#"{{"format":"maintenance-window-builder","version":1,"Windows":{windows}}}"#)
}

fn message(bytes: &[u8]) -> String {
    project(bytes).expect_err("not a project").to_string()
}

#[test]
fn text_that_is_not_utf8_is_named_with_its_first_bad_byte() {
    assert_eq!(
        project(b"{\"a\":\xff}"),
        Err(ProjectError::NotText { at: 5 })
    );
    assert_eq!(
        message(b"{\"a\":\xff}"),
        "The file is not text in UTF-8: byte `5` is the first that does not fit"
    );
}

#[test]
fn a_megabyte_is_no_project() {
    let text = file(&format!(r#"[{{"Name":"{}"}}]"#, "x".repeat(LARGEST)));
    assert_eq!(
        project(text.as_bytes()),
        Err(ProjectError::TooLarge { bytes: text.len() })
    );
    assert!(message(text.as_bytes()).starts_with("The file is too large for a project"));
}

#[test]
fn a_newer_version_is_named() {
    let text = file("[]").replace("\"version\":1", "\"version\":2");
    assert!(
        message(text.as_bytes()).contains("newer version"),
        "{}",
        message(text.as_bytes())
    );
}

#[test]
fn other_json_and_broken_json_are_refused() {
    for text in [
        "",
        "null",
        "[]",
        "{}",
        "{\"format\":\"other\"}",
        "{\"a\":",
        "\u{feff}",
    ] {
        assert!(project(text.as_bytes()).is_err(), "{text:?}");
    }
    let deep = file(&format!("{}{}", "[".repeat(10_000), "]".repeat(10_000)));
    assert!(project(deep.as_bytes()).is_err());
}

#[test]
fn a_byte_order_mark_and_unknown_members_are_kept_out_of_the_way() {
    let text = format!(
        "\u{feff}{}",
        file(r#"[{"Name":"a","Later":{"x":[1,true,null]}}]"#)
    );
    let draft = project(text.as_bytes()).expect("a project");
    assert!(
        draft
            .to_json()
            .to_string()
            .contains(r#""Later":{"x":["1","true",{}]}"#),
        "{}",
        draft.to_json()
    );
}

#[test]
fn what_was_typed_comes_back_wrong_values_included() {
    let text = file(
        r#"[{"Name":"a b","Duration":"abc","Cutoff":99,"AllowUnassociatedTargets":"maybe","Tags":"none"}]"#,
    );
    let draft = project(text.as_bytes()).expect("a project");
    let again = project(draft.to_json().to_string().as_bytes()).expect("a project");
    assert_eq!(draft, again);
    assert!(draft.to_json().to_string().contains("\"Duration\":\"abc\""));
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = project(&bytes);
    }

    #[test]
    fn any_json_under_windows_survives_saving(value in "[a-z\\[\\]{}\",:0-9 ]{0,60}") {
        if serde_json::from_str::<serde_json::Value>(&value).is_ok()
            && let Ok(draft) = project(file(&value).as_bytes())
        {
            let again = project(draft.to_json().to_string().as_bytes());
            prop_assert_eq!(again, Ok::<Draft, ProjectError>(draft));
        }
    }
}
