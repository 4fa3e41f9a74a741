//! A project file is read as it is or refused with its reason.
use maintenance_window_builder::draft::Draft;
use maintenance_window_builder::import::{LARGEST, ProjectError, project, text_of, written};
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

#[test]
fn numbers_keep_their_text() {
    for number in [
        "1.10",
        "1e3",
        "-0",
        "-0.0",
        "1E+2",
        "0.1000",
        "123456789012345678901234567890",
        "1e999",
        "-1e-999",
        "18446744073709551616",
        "0.30000000000000004",
    ] {
        let text = file(&format!(
            r#"[{{"Duration":{number},"Tasks":[{{"Priority": {number} ,"TaskInvocationParameters":{{"RunCommand":{{"Parameters":{{"executionTimeout":[{number},{number}]}}}}}}}}]}}]"#
        ));
        let draft = project(text.as_bytes()).unwrap();
        let window = Draft::window_path(draft.windows()[0].id);
        assert_eq!(draft.text(&window.member("Duration")), number);
        let json = draft.to_json().to_string();
        assert_eq!(json.matches(number).count(), 4, "{json}");
        // And so they do when the file is saved and opened again.
        let saved = serde_json::to_string(&written(&draft)).unwrap();
        assert_eq!(project(saved.as_bytes()).unwrap(), draft);
    }
}

#[test]
fn a_member_that_is_there_twice_is_named_with_its_place() {
    for (text, says) in [
        (
            file(r#"[{"Name":"a","Duration":1,"Name":"b"}]"#),
            "The file has `Name` twice in `Windows[0]`: line 1, column 88; keep one of the two",
        ),
        (
            file("[{},\n {\"Targets\": [{}, {\"Tags\": {\"a\": 1},\n  \"Tags\": 2}]}]"),
            "The file has `Tags` twice in `Windows[1].Targets[1]`: line 3, column 3; keep one of the two",
        ),
        (
            file(r#"[{"Parameters":{"a\"b":"{","\u0061\"b":1}}]"#),
            "The file has `a\"b` twice in `Windows[0].Parameters`: line 1, column 89; keep one of the two",
        ),
        (
            file("[]").replace("}", r#","Windows":[]}"#),
            "The file has `Windows` twice at the top: line 1, column 65; keep one of the two",
        ),
    ] {
        assert_eq!(message(text.as_bytes()), says, "{text}");
    }
    // Equal names in different objects, and in texts, are none.
    let right = file(
        r#"[{"Name":"a","Tags":[{"Key":"Name"},{"Key":"x"}],"Description":"{\"a\":1,\"a\":2}"},{"Name":"a"}]"#,
    );
    assert!(project(right.as_bytes()).is_ok());
}

#[test]
fn many_members_take_no_more_time_than_they_are_long() {
    let members: Vec<String> = (0..60_000).map(|n| format!("\"m{n}\":{n}")).collect();
    let text = format!("{{{}}}", members.join(","));
    let began = std::time::Instant::now();
    let _ = project(text.as_bytes());
    assert!(began.elapsed().as_secs() < 10);
}

proptest! {
    #[test]
    fn any_json_is_read_as_it_was(number in "-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,8})?([eE][+-]?[0-9]{1,4})?", text in any::<String>()) {
        let quoted = serde_json::to_string(&text).unwrap();
        let file = file(&format!("[ {{ \"Name\" : {quoted} , \"Duration\" :\t{number}\n}} ]"));
        let draft = project(file.as_bytes()).unwrap();
        let window = Draft::window_path(draft.windows()[0].id);
        prop_assert_eq!(draft.text(&window.member("Name")), text);
        prop_assert_eq!(draft.text(&window.member("Duration")), number);
    }
}

#[test]
fn a_file_in_utf16_is_text_as_windows_powershell_writes_it() {
    let text = "{\"format\": \"é\"}\r\n";
    let mut little = vec![0xff, 0xfe];
    little.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    let mut big = vec![0xfe, 0xff];
    big.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    assert_eq!(text_of(&little).as_deref(), Ok(text));
    assert_eq!(text_of(&big).as_deref(), Ok(text));
    assert_eq!(text_of(text.as_bytes()).as_deref(), Ok(text));
    assert!(text_of(&[0xff, 0xfe, 0x00, 0xd8]).is_err());
}

#[test]
fn the_windows_of_another_project_come_behind_those_that_are_there() {
    let other = project(
        file(r#"[{"Name": "b", "Targets": [{"$ref": "t1"}], "Tasks": [{}]}, {"Name": "c"}]"#)
            .as_bytes(),
    )
    .unwrap();
    let names = |draft: &Draft| -> Vec<String> {
        draft
            .windows()
            .iter()
            .map(|row| row.node.text_of("Name").to_owned())
            .collect()
    };
    let mut draft = project(file(r#"[{"Name": "a"}]"#).as_bytes()).unwrap();
    let new = draft.add_windows_of(&other);
    assert_eq!(names(&draft), ["a", "b", "c"]);
    assert_eq!(new.len(), 2);
    let ids: std::collections::HashSet<_> = draft.windows().iter().map(|row| row.id).collect();
    assert_eq!(ids.len(), 3, "each window is one of its own");
    // A window in which nothing was typed is nobody's work.
    let mut blank = Draft::blank();
    blank.add_windows_of(&other);
    assert_eq!(names(&blank), ["b", "c"]);
}
