//! A typed backtick never ends the quotation of a value in a message.

use maintenance_window_builder::check::{Violation, operation};
use serde_json::{Value, json};

use super::cases::cases;
use super::request::{known, op};
use super::{base, checked, with};

/// Every text inside a value, with the pointer to it.
fn texts(value: &Value, at: String, all: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) => all.push((at, text.clone())),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(n, item)| texts(item, format!("{at}/{n}"), all)),
        Value::Object(members) => members
            .iter()
            .for_each(|(key, item)| texts(item, format!("{at}/{key}"), all)),
        _ => {}
    }
}

/// The text with a backtick behind its first character.
fn ticked(text: &str) -> String {
    let at = text.char_indices().nth(1).map_or(text.len(), |(at, _)| at);
    let (head, tail) = text.split_at(at);
    [head, "`", tail].concat()
}

/// The texts of a finding in which a quotation is open at the end.
fn open(violation: &Violation) -> Vec<&str> {
    let labels = violation.fixes.iter().map(|fix| fix.label.as_str());
    [violation.message.as_str(), violation.hint.as_str()]
        .into_iter()
        .chain(labels)
        .filter(|text| text.matches('`').count() % 2 == 1)
        .collect()
}

#[test]
fn a_backtick_in_any_text_of_any_case_is_quoted() {
    let mut wrong: Vec<String> = Vec::new();
    let mut seen = 0;
    for (case, (expected, changes)) in cases().into_iter().enumerate() {
        let mut project = with(&changes);
        // A name that AWS does not know, and a parameter with a strange name.
        let parameters = "/Windows/0/Tasks/0/TaskInvocationParameters/RunCommand/Parameters";
        if case % 9 == 0
            && let Some(Value::Object(members)) = project.pointer_mut(parameters)
        {
            members.insert("oper`ation".into(), json!(["Sc`an"]));
            members.insert("op`".into(), json!({}));
        }
        let mut all = Vec::new();
        texts(&project["Windows"], "/Windows".into(), &mut all);
        // A text of the base project is ticked once, not with every case.
        all.retain(|(at, text)| {
            case == 0 || base().pointer(at).and_then(Value::as_str) != Some(text)
        });
        // A list of a hundred targets shows nothing that three do not.
        for (at, text) in all.into_iter().take(40) {
            let mut project = project.clone();
            *project.pointer_mut(&at).unwrap() = Value::String(ticked(&text));
            for violation in checked(&project).1.report.violations {
                seen += usize::from(violation.message.contains('ˋ'));
                let open = open(&violation);
                wrong.extend(open.iter().map(|text| format!("{expected}: {at}: {text}")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(seen > 100, "{seen}");
}

#[test]
fn a_backtick_typed_for_an_operation_is_quoted() {
    let mut seen = 0;
    for (name, typed) in [
        (
            "DescribeMaintenanceWindows",
            json!({"Filters": [{"Key": "Na`me", "Values": ["a`b"]}], "MaxResults": "1`"}),
        ),
        (
            "DescribeMaintenanceWindowExecutions",
            json!({"Filters": [{"Key": "ExecutedBefore", "Values": ["soo`n"]}]}),
        ),
        (
            "UpdateMaintenanceWindow",
            json!({"Schedule": "cron(0 2 ` * ? *)", "EndDate": "2027`", "Colou`r": "x"}),
        ),
        ("GetMaintenanceWindow", json!({"WindowId": "mw-`"})),
    ] {
        let draft = known(&[], json!({ name: typed }));
        let plan = maintenance_window_builder::check::check(&draft, super::now()).plan;
        let subject = maintenance_window_builder::lifecycle::subjects(&draft, op(name))[0].clone();
        for violation in operation(&draft, &plan, op(name), &subject)
            .report
            .violations
        {
            assert_eq!(open(&violation), Vec::<&str>::new(), "{name}");
            seen += usize::from(violation.message.contains('ˋ'));
        }
    }
    assert!(seen >= 6, "{seen}");
}
