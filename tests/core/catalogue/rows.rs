//! Every row has its words, and its example obeys its own bounds.

use maintenance_window_builder::catalogue::{
    Field, Format, Member, OPERATIONS, Operation, Section, Shape, TAGGING, target, task, window,
};
use std::collections::HashSet;

fn operations() -> impl Iterator<Item = &'static Operation> {
    OPERATIONS.iter().chain(TAGGING).copied()
}

/// Every member below these, with the members of groups, lists and maps.
fn all_members(members: &'static [Member]) -> Vec<&'static Member> {
    let mut all = Vec::new();
    for member in members {
        all.push(member);
        all.extend(inside(member.field.shape));
    }
    all
}

fn inside(shape: Shape) -> Vec<&'static Member> {
    match shape {
        Shape::Group(group) => all_members(group.members),
        Shape::List(list) => inside(list.item),
        Shape::Map(map) => inside(map.value),
        Shape::Text(_) | Shape::Whole(_) | Shape::Flag | Shape::Choice(_) | Shape::Blob(_) => {
            Vec::new()
        }
    }
}

fn fields() -> Vec<&'static Field> {
    operations()
        .flat_map(|o| all_members(o.input))
        .map(|m| m.field)
        .collect()
}

#[test]
fn all_23_operations_are_there_once() {
    assert_eq!(OPERATIONS.len(), 23);
    assert_eq!(TAGGING.len(), 3);
    let names: HashSet<&str> = operations().map(|o| o.name).collect();
    assert_eq!(names.len(), 26);
}

#[test]
fn every_operation_says_what_it_does() {
    for operation in operations() {
        assert!(
            !operation.label.is_empty() && !operation.label.ends_with('.'),
            "{}",
            operation.name
        );
        assert!(
            is_prose(operation.help),
            "{}: {:?}",
            operation.name,
            operation.help
        );
        assert!(
            operation
                .doc
                .ends_with(&format!("/API_{}.html", operation.name)),
            "{}",
            operation.doc
        );
    }
}

#[test]
fn every_field_has_label_help_and_documentation() {
    for field in fields() {
        assert!(!field.label.is_empty(), "{}", field.name);
        assert!(is_prose(field.help), "{}: {:?}", field.name, field.help);
        assert!(
            field.hint.is_empty() || is_prose(field.hint),
            "{}: {:?}",
            field.name,
            field.hint
        );
        assert!(
            field.deprecated.is_none_or(is_prose),
            "{}: {:?}",
            field.name,
            field.deprecated
        );
        assert!(
            !field.default.ends_with('.'),
            "{} completes a sentence: {:?}",
            field.name,
            field.default
        );
        assert!(
            field
                .doc
                .starts_with("https://docs.aws.amazon.com/systems-manager/latest/"),
            "{}: {}",
            field.name,
            field.doc
        );
    }
}

fn is_prose(text: &str) -> bool {
    text.ends_with('.') && text.chars().count() <= 160 && !text.contains("  ")
}

#[test]
fn labels_are_unique_within_an_operation() {
    for operation in operations() {
        let mut seen = HashSet::new();
        for member in all_members(operation.input) {
            assert!(
                seen.insert(member.field.label),
                "{}: «{}» twice",
                operation.name,
                member.field.label
            );
        }
    }
}

#[test]
fn names_are_unique_within_a_group() {
    fn check(place: &str, members: &'static [Member]) {
        let names: HashSet<&str> = members.iter().map(|m| m.field.name).collect();
        assert_eq!(names.len(), members.len(), "{place}");
    }
    for operation in operations() {
        check(operation.name, operation.input);
        for member in all_members(operation.input) {
            if let Shape::Group(group) = member.field.shape {
                check(member.field.name, group.members);
            }
        }
    }
}

#[test]
fn choices_have_values_and_labels_of_their_own() {
    for field in fields() {
        if let Shape::Choice(choices) = field.shape {
            let values: HashSet<&str> = choices.iter().map(|c| c.value).collect();
            let labels: HashSet<&str> = choices.iter().map(|c| c.label).collect();
            assert!(
                values.len() == choices.len() && labels.len() == choices.len(),
                "{}",
                field.name
            );
        }
    }
}

#[test]
fn examples_obey_their_own_bounds() {
    for field in fields() {
        let needs_one = matches!(
            field.shape,
            Shape::Text(_) | Shape::Whole(_) | Shape::Blob(_)
        );
        assert!(
            !needs_one || !field.example.is_empty(),
            "{} has no example",
            field.name
        );
        if !field.example.is_empty() {
            assert!(
                fits(field.shape, field.example),
                "{}: {:?}",
                field.name,
                field.example
            );
        }
    }
}

fn fits(shape: Shape, example: &str) -> bool {
    let is_json = |format| {
        format != Format::Json || serde_json::from_str::<serde_json::Value>(example).is_ok()
    };
    match shape {
        Shape::Text(text) => {
            let length = example.chars().count();
            length >= text.min
                && text.max.is_none_or(|max| length <= max)
                && text.pattern.is_none_or(|p| (p.matches)(example))
                && is_json(text.format)
        }
        Shape::Whole(whole) => example
            .parse::<i64>()
            .is_ok_and(|n| n >= whole.min && whole.max.is_none_or(|max| n <= max)),
        Shape::Blob(blob) => example.len() <= blob.max && is_json(blob.format),
        Shape::List(list) => example.lines().all(|line| fits(list.item, line)),
        Shape::Choice(choices) => choices.iter().any(|c| c.value == example),
        Shape::Flag | Shape::Map(_) | Shape::Group(_) => false,
    }
}

#[test]
fn bounds_are_ordered_and_examples_of_them_read_well() {
    for field in fields() {
        let ordered = match field.shape {
            Shape::Text(text) => text.max.is_none_or(|max| text.min <= max),
            Shape::Whole(whole) => whole.max.is_none_or(|max| whole.min <= max),
            Shape::List(list) => list.max.is_none_or(|max| list.min <= max),
            Shape::Map(map) => map.max.is_none_or(|max| map.min <= max),
            Shape::Flag | Shape::Choice(_) | Shape::Group(_) | Shape::Blob(_) => true,
        };
        assert!(ordered, "{}", field.name);
    }
    assert_eq!(window::DURATION.bounds(), "hours, 1 to 24");
    assert_eq!(window::TAGS.bounds(), "up to 50 tags");
    assert_eq!(target::VALUES.bounds(), "1 to 50 values");
    assert_eq!(task::legacy::VALUES.bounds(), "each up to 255 characters");
    assert_eq!(
        task::automation::PARAMETERS.bounds(),
        "1 to 200 parameters, name up to 50 characters, each up to 50 values, each up to 512 characters"
    );
}

#[test]
fn what_is_required_is_never_folded_away() {
    for operation in operations() {
        for member in all_members(operation.input) {
            assert!(
                !(member.required && member.section != Section::First),
                "{}.{}",
                operation.name,
                member.field.name
            );
            assert!(
                member.field.deprecated.is_none() || member.section == Section::More,
                "{}.{}",
                operation.name,
                member.field.name
            );
        }
    }
}

#[test]
fn names_for_cli_and_boto3_follow_the_api_name() {
    let options = |operation: &Operation| {
        operation
            .input
            .iter()
            .map(|m| m.field.option())
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(
        options(&window::CREATE),
        "name description schedule schedule-timezone schedule-offset start-date end-date duration cutoff \
         allow-unassociated-targets tags client-token"
    );
    assert_eq!(
        task::run_command::OUTPUT_S3_BUCKET_NAME.option(),
        "output-s3-bucket-name"
    );
    assert_eq!(
        task::REGISTER.command(),
        "register-task-with-maintenance-window"
    );
    assert_eq!(
        task::REGISTER.method(),
        "register_task_with_maintenance_window"
    );
    assert_eq!(
        window::CREATE.member("Cutoff").map(|m| m.field),
        Some(&window::CUTOFF)
    );
    assert_eq!(window::CREATE.member("cutoff"), None);
}

#[test]
fn what_a_request_returns_is_taken_by_a_later_one() {
    for operation in operations() {
        for returned in operation.returns {
            let taken = operations().any(|o| {
                o.input
                    .iter()
                    .any(|m| std::ptr::eq(m.field, returned.field))
            });
            assert!(
                taken && returned.name == returned.field.name,
                "{}: {}",
                operation.name,
                returned.name
            );
        }
    }
}
