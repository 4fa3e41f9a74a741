//! Every bound of the catalogue holds at its edges: the last right value is
//! emitted, the first wrong one is an error.

use maintenance_window_builder::catalogue::{Field, Member, Shape, target, task, window};
use maintenance_window_builder::check::{Severity, check};
use maintenance_window_builder::draft::{Draft, Node, Path};
use serde_json::json;

use super::{draft, now, with};

/// A draft, the path of a group in it, and the members of that group.
struct Place {
    draft: Draft,
    path: Path,
    members: &'static [Member],
}

fn places() -> Vec<Place> {
    let mut places = Vec::new();
    let base = draft(&with(&[]));
    let home = Draft::window_path(base.windows()[0].id);
    let first = |list: &str| {
        home.member(list.to_owned())
            .row(base.rows(&home.member(list.to_owned()))[0].id)
    };
    places.push(Place {
        draft: base.clone(),
        path: home.clone(),
        members: window::CREATE.input,
    });
    places.push(Place {
        draft: base.clone(),
        path: first("Targets"),
        members: target::REGISTER.input,
    });
    places.push(Place {
        draft: base.clone(),
        path: first("Tasks"),
        members: task::REGISTER.input,
    });
    for (kind, arn, block) in [
        ("RUN_COMMAND", "AWS-RunShellScript", &task::RUN_COMMAND),
        ("AUTOMATION", "AWS-RestartEC2Instance", &task::AUTOMATION),
        ("LAMBDA", "SSM-warm", &task::LAMBDA),
        (
            "STEP_FUNCTIONS",
            "arn:aws:states:us-east-2:123456789012:stateMachine:SSM-x",
            &task::STEP_FUNCTIONS,
        ),
    ] {
        let draft = draft(&with(&[
            ("/Tasks/0/TaskType", json!(kind)),
            ("/Tasks/0/TaskArn", json!(arn)),
            ("/Tasks/0/TaskInvocationParameters", json!({})),
        ]));
        let home = Draft::window_path(draft.windows()[0].id);
        let row = draft.rows(&home.member("Tasks"))[0].id;
        let path = home
            .member("Tasks")
            .row(row)
            .member(task::TASK_INVOCATION_PARAMETERS.name)
            .member(block.name);
        let Shape::Group(group) = block.shape else {
            panic!("{} is a group", block.name)
        };
        places.push(Place {
            draft,
            path,
            members: group.members,
        });
    }
    places
}

fn errors(draft: &Draft, path: &Path) -> Vec<String> {
    let report = check(draft, now()).report;
    let found = report
        .within(path)
        .filter(|v| v.severity == Severity::Error);
    found
        .map(|v| format!("{}: {}", v.slug, v.message))
        .collect()
}

fn set(place: &Place, field: &Field, text: &str) -> (Draft, Path) {
    let mut draft = place.draft.clone();
    let path = place.path.member(field.name);
    draft.set(&path, text);
    (draft, path)
}

#[test]
fn whole_numbers_hold_at_their_edges() {
    let mut seen = 0;
    for place in places() {
        for member in place.members {
            let Shape::Whole(whole) = member.field.shape else {
                continue;
            };
            seen += 1;
            let wrong = [Some(whole.min - 1), whole.max.map(|max| max + 1)]
                .into_iter()
                .flatten();
            for number in wrong {
                let (draft, path) = set(&place, member.field, &number.to_string());
                // Of a cutoff the rule that knows the duration says it better.
                let says =
                    |e: &String| e.starts_with("range") || e.starts_with("cutoff-below-duration");
                assert!(
                    errors(&draft, &path).iter().any(says),
                    "{} {number}",
                    member.field.name
                );
            }
            for text in ["4.5", "x", "١", "", "1e3"]
                .iter()
                .filter(|t| !t.is_empty())
            {
                let (draft, path) = set(&place, member.field, text);
                assert!(
                    errors(&draft, &path)
                        .iter()
                        .any(|e| e.starts_with("whole-number")),
                    "{} {text}",
                    member.field.name
                );
            }
        }
    }
    assert!(seen >= 5, "{seen}");
}

#[test]
fn choices_and_flags_take_only_their_values() {
    let mut seen = 0;
    for place in places() {
        for member in place.members {
            let slug = match member.field.shape {
                Shape::Choice(_) => "choice",
                Shape::Flag => "true-or-false",
                _ => continue,
            };
            seen += 1;
            let (draft, path) = set(&place, member.field, "Certainly not");
            assert!(
                errors(&draft, &path).iter().any(|e| e.starts_with(slug)),
                "{}",
                member.field.name
            );
        }
    }
    assert!(seen >= 4, "{seen}");
}

#[test]
fn lengths_hold_at_their_edges() {
    let mut seen = 0;
    for place in places() {
        for member in place.members {
            let field = member.field;
            let max = match field.shape {
                Shape::Text(text) => text.max,
                Shape::Blob(blob) => Some(blob.max),
                _ => continue,
            };
            let Some(max) = max.filter(|_| field.name != "WindowId") else {
                continue;
            };
            seen += 1;
            // A JSON string, so that texts that must be JSON are wrong for their length only.
            let too_long = format!("\"{}\"", "a".repeat(max - 1));
            let (draft, path) = set(&place, field, &too_long);
            let found = errors(&draft, &path);
            assert!(
                found
                    .iter()
                    .any(|e| e.starts_with("length") || e.starts_with("size")),
                "{}: {found:?}",
                field.name
            );
            let fits = format!("\"{}\"", "a".repeat(max - 2));
            let (draft, path) = set(&place, field, &fits);
            let found = errors(&draft, &path);
            assert!(
                !found
                    .iter()
                    .any(|e| e.starts_with("length") || e.starts_with("size")),
                "{}: {found:?}",
                field.name
            );
        }
    }
    assert!(seen >= 15, "{seen}");
}

#[test]
fn a_pattern_is_an_error_that_says_what_it_may_hold() {
    for place in places() {
        for member in place.members {
            let Shape::Text(text) = member.field.shape else {
                continue;
            };
            let Some(pattern) = text.pattern else {
                continue;
            };
            let wrong = "§".repeat(text.min.max(3));
            if member.field.name == "WindowId"
                || (pattern.matches)(&wrong)
                || text.max.is_some_and(|max| max < 3)
            {
                continue;
            }
            let (draft, path) = set(&place, member.field, &wrong);
            let found = errors(&draft, &path);
            assert!(
                found
                    .iter()
                    .any(|e| e.starts_with("pattern") && e.contains(pattern.says)),
                "{}: {found:?}",
                member.field.name
            );
        }
    }
}

#[test]
fn what_is_required_is_missed() {
    let mut seen = 0;
    for place in places() {
        for member in place
            .members
            .iter()
            .filter(|member| member.required && member.field.name != "WindowId")
        {
            seen += 1;
            let mut draft = place.draft.clone();
            let path = place.path.member(member.field.name);
            draft.put(&path, None);
            let found = errors(&draft, &path);
            assert!(
                found.iter().any(|e| e.starts_with("required")),
                "{}: {found:?}",
                member.field.name
            );
        }
    }
    assert!(seen >= 8, "{seen}");
}

#[test]
fn a_member_that_aws_does_not_know_is_an_error_with_its_nearest_name() {
    for place in places() {
        let mut draft = place.draft.clone();
        let path = place.path.member("Naem");
        draft.put(&path, Some(Node::Text("x".into())));
        assert!(
            errors(&draft, &path)
                .iter()
                .any(|e| e.starts_with("unknown-member"))
        );
    }
}

#[test]
fn a_value_of_the_wrong_kind_is_an_error() {
    for place in places() {
        for member in place.members {
            let wrong = match member.field.shape {
                Shape::Text(_)
                | Shape::Whole(_)
                | Shape::Flag
                | Shape::Choice(_)
                | Shape::Blob(_) => Node::Group(vec![("a".into(), Node::Text("b".into()))]),
                Shape::Group(_) | Shape::Map(_) => Node::Text("x".into()),
                Shape::List(_) => Node::Group(vec![("a".into(), Node::Text("b".into()))]),
            };
            let mut draft = place.draft.clone();
            let path = place.path.member(member.field.name);
            draft.put(&path, Some(wrong));
            if member.field.name != "WindowId" {
                assert!(!errors(&draft, &path).is_empty(), "{}", member.field.name);
            }
        }
    }
}
