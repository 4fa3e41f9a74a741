//! Pseudo parameters: what each is, and where they stand in a text.

use maintenance_window_builder::catalogue::pseudo::{PSEUDO_PARAMETERS, find, placeholders};
use maintenance_window_builder::catalogue::{Shape, task};
use proptest::prelude::*;
use std::collections::HashSet;

#[test]
fn nine_are_documented_and_three_obsolete() {
    assert_eq!(PSEUDO_PARAMETERS.iter().filter(|p| !p.obsolete).count(), 9);
    assert_eq!(PSEUDO_PARAMETERS.iter().filter(|p| p.obsolete).count(), 3);
    let names: HashSet<&str> = PSEUDO_PARAMETERS.iter().map(|p| p.name).collect();
    assert_eq!(names.len(), 12);
}

#[test]
fn task_types_are_those_of_the_catalogue() {
    let Shape::Choice(types) = task::TASK_TYPE.shape else {
        panic!("TaskType is a choice")
    };
    for pseudo in PSEUDO_PARAMETERS {
        assert!(
            pseudo
                .task_types
                .iter()
                .all(|t| types.iter().any(|c| c.value == *t)),
            "{}",
            pseudo.name
        );
        let never_in_run_command = matches!(pseudo.name, "TARGET_ID" | "RESOURCE_ID");
        assert_eq!(
            pseudo.task_types.contains(&"RUN_COMMAND"),
            !never_in_run_command,
            "{}",
            pseudo.name
        );
    }
}

#[test]
fn four_depend_on_a_target() {
    let names: HashSet<&str> = PSEUDO_PARAMETERS
        .iter()
        .filter(|p| p.depends_on_target)
        .map(|p| p.name)
        .collect();
    assert_eq!(
        names,
        HashSet::from([
            "WINDOW_TARGET_ID",
            "TARGET_TYPE",
            "TARGET_ID",
            "RESOURCE_ID"
        ])
    );
}

#[test]
fn placeholders_are_found_with_their_place() {
    let text = r#"{"é": "{{TARGET_ID}}", "b": "{{ WINDOW_ID }}-{{ssm:name}}"}"#;
    let found: Vec<(&str, &str, bool)> = placeholders(text)
        .into_iter()
        .map(|p| (&text[p.range.clone()], p.name, p.blanks))
        .collect();
    assert_eq!(
        found,
        [
            ("{{TARGET_ID}}", "TARGET_ID", false),
            ("{{ WINDOW_ID }}", "WINDOW_ID", true),
            ("{{ssm:name}}", "ssm:name", false),
        ]
    );
}

#[test]
fn braces_of_json_are_no_placeholders() {
    for text in [
        "",
        "{",
        "{{",
        "{{TARGET_ID",
        "{{TARGET_ID}",
        "}}{{",
        r#"{"a":{"b":{}}}"#,
        "{ {A} }",
        "{{a{b}}",
    ] {
        assert_eq!(placeholders(text), [], "{text}");
    }
    let inner: Vec<_> = placeholders("{{{INVOCATION_ID}}}")
        .into_iter()
        .map(|p| p.range)
        .collect();
    assert!(inner.len() == 1 && inner[0] == (1..18), "{inner:?}");
}

#[test]
fn only_names_look_like_pseudo_parameters() {
    let looks = |text| {
        placeholders(text)
            .first()
            .is_some_and(|p| p.looks_like_pseudo())
    };
    assert!(looks("{{TARGET_ID}}") && looks("{{target_id}}") && looks("{{ X }}"));
    assert!(
        !looks("{{ssm:name}}") && !looks("{{.Names}}") && !looks("{{print $1}}") && !looks("{{}}")
    );
    assert!(
        placeholders("{{TARGET_ID}}")[0].pseudo() == find("TARGET_ID")
            && find("target_id").is_none()
    );
}

proptest! {
    #[test]
    fn every_place_is_a_pair_of_braces_around_the_name(text in r"([{}]|[A-Z_]{1,3}| |é|😀){0,30}") {
        let mut end = 0;
        for placeholder in placeholders(&text) {
            let inside = &text[placeholder.range.clone()];
            prop_assert!(placeholder.range.start >= end);
            prop_assert_eq!(inside.strip_prefix("{{").and_then(|t| t.strip_suffix("}}")).map(str::trim), Some(placeholder.name));
            end = placeholder.range.end;
        }
    }
}
