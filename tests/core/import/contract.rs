//! Cases of what people have, one file each in `cases/`: what goes in, the windows that must
//! come out, what must be reported and what the check must then find.
//!
//! ```text
//! == input NAME          the text of a file; several may follow one another
//! == expect              the windows, as the project file has them
//! == report              a line each: LINE KIND TEXT; LINE may be *, and `quiet` says: nothing else
//! == check               a line each: a slug
//! ```
//!
//! Members in any order, names of references, 4 and "4", and an absent and an empty member are
//! equal; JSON inside a text is compared as JSON. An empty `expect` says that nothing is read.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use maintenance_window_builder::check::check;
use maintenance_window_builder::import::read::{Input, Kind, Outcome, read_all};
use serde_json::{Map, Value};

use crate::check::now;

/// A case.
#[derive(Default)]
struct Case {
    inputs: Vec<(String, String)>,
    expect: String,
    report: Vec<String>,
    check: Vec<String>,
}

impl Case {
    fn read(text: &str) -> Case {
        let mut case = Case::default();
        let mut part = String::new();
        for line in text.lines() {
            if let Some(head) = line.strip_prefix("== ") {
                part = head.split(' ').next().unwrap_or_default().to_owned();
                if part == "input" {
                    let name = head.strip_prefix("input").unwrap_or_default().trim();
                    case.inputs.push((name.to_owned(), String::new()));
                }
                continue;
            }
            match part.as_str() {
                "input" => {
                    let (_, text) = case.inputs.last_mut().expect("an input");
                    writeln!(text, "{line}").expect("written");
                }
                "expect" => writeln!(case.expect, "{line}").expect("written"),
                "report" if !line.is_empty() => case.report.push(line.to_owned()),
                "check" if !line.is_empty() => case.check.push(line.to_owned()),
                _ => {}
            }
        }
        case
    }

    fn outcome(&self) -> Outcome {
        let inputs: Vec<Input<'_>> = self
            .inputs
            .iter()
            .map(|(name, text)| Input { name, text })
            .collect();
        read_all(&inputs)
    }

    /// What is wrong with how it is read.
    fn wrong(&self, outcome: &Outcome) -> Vec<String> {
        let mut wrong = Vec::new();
        let expect: Value = match self.expect.trim() {
            "" => Value::Array(Vec::new()),
            text => serde_json::from_str(text).expect("the expected windows are JSON"),
        };
        let read = Value::Array(outcome.windows.clone());
        differences("", &settled(&expect), &settled(&read), &mut wrong);
        if outcome.notes.is_empty() && outcome.draft.is_none() {
            wrong.push("nothing was read, and nothing says why".to_owned());
        }
        for line in &self.report {
            if line == "quiet" {
                let needless = outcome
                    .notes
                    .iter()
                    .find(|noted| noted.note.kind != Kind::Ignored);
                wrong.extend(needless.map(|noted| format!("a needless report: {noted:?}")));
                continue;
            }
            let mut words = line.splitn(3, ' ');
            let (at, kind, text) = (words.next(), words.next(), words.next().unwrap_or_default());
            let found = outcome.notes.iter().any(|noted| {
                let place = noted.position.line.to_string();
                at.is_some_and(|at| at == "*" || at == place)
                    && kind == Some(noted.note.kind.id())
                    && noted
                        .note
                        .message
                        .to_lowercase()
                        .contains(&text.to_lowercase())
            });
            if !found {
                wrong.push(format!("not reported: {line}"));
            }
        }
        let report = outcome
            .draft
            .as_ref()
            .map(|draft| check(draft, now()).report);
        for slug in &self.check {
            let found = report.iter().flat_map(|report| &report.violations);
            if !found.into_iter().any(|violation| violation.slug == slug) {
                wrong.push(format!("the check does not find {slug}"));
            }
        }
        wrong
    }
}

/// The windows as they are compared.
fn settled(windows: &Value) -> Value {
    let items = windows.as_array().cloned().unwrap_or_default();
    items
        .into_iter()
        .map(|window| tidy("", &linked(window)))
        .collect()
}

/// A window whose tasks refer to its targets by their positions.
fn linked(mut window: Value) -> Value {
    let targets = window["Targets"].as_array().cloned().unwrap_or_default();
    let names: Vec<String> = targets
        .iter()
        .enumerate()
        .map(|(at, target)| {
            let name = target["$ref"].as_str().map(str::to_owned);
            ["$", &name.unwrap_or_else(|| format!("t{}", at + 1))].concat()
        })
        .collect();
    for task in window
        .get_mut("Tasks")
        .and_then(Value::as_array_mut)
        .into_iter()
        .flatten()
    {
        for condition in task
            .get_mut("Targets")
            .and_then(Value::as_array_mut)
            .into_iter()
            .flatten()
        {
            let values = condition.get_mut("Values").and_then(Value::as_array_mut);
            for value in values.into_iter().flatten() {
                let at = names.iter().position(|name| value.as_str() == Some(name));
                if let Some(at) = at {
                    *value = format!("→ target {}", at + 1).into();
                }
            }
        }
    }
    window
}

/// A value without what does not count.
fn tidy(name: &str, value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let own = |key: &str| key.starts_with('$') && key != "$existing";
            let members = members.iter().filter(|(key, _)| !own(key));
            let members = members.map(|(key, value)| (key.clone(), tidy(key, value)));
            Value::Object(
                members
                    .filter(|(_, value)| !is_empty(value))
                    .collect::<Map<_, _>>(),
            )
        }
        Value::Array(items) => items.iter().map(|item| tidy(name, item)).collect(),
        Value::String(text) if matches!(name, "Payload" | "Input" | "ClientContext") => {
            serde_json::from_str(text).unwrap_or_else(|_| text.trim().into())
        }
        Value::String(text) => text.clone().into(),
        Value::Null => "".into(),
        other => other.to_string().into(),
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.iter().all(is_empty),
        Value::Object(members) => members.is_empty(),
        _ => false,
    }
}

fn differences(path: &str, expected: &Value, read: &Value, out: &mut Vec<String>) {
    match (expected, read) {
        (Value::Object(one), Value::Object(other)) => {
            for (key, value) in one {
                let here = format!("{path}.{key}");
                differences(&here, value, other.get(key).unwrap_or(&Value::Null), out);
            }
            for (key, value) in other.iter().filter(|(key, _)| !one.contains_key(*key)) {
                out.push(format!("{path}.{key}: not expected, read {value}"));
            }
        }
        (Value::Array(one), Value::Array(other)) => {
            for at in 0..one.len().max(other.len()) {
                let item = |items: &[Value]| items.get(at).cloned().unwrap_or(Value::Null);
                differences(&format!("{path}[{at}]"), &item(one), &item(other), out);
            }
        }
        _ if expected == read => {}
        _ => out.push(format!("{path}: expected {expected}, read {read}")),
    }
}

/// Two texts side by side.
fn beside(left: &str, right: &str) -> String {
    let (left, right): (Vec<&str>, Vec<&str>) = (left.lines().collect(), right.lines().collect());
    let line = |lines: &[&str], at: usize| lines.get(at).copied().unwrap_or_default().to_owned();
    let mut out = String::new();
    for at in 0..left.len().max(right.len()) {
        let (one, other) = (line(&left, at), line(&right, at));
        let mark = if one == other { ' ' } else { '|' };
        writeln!(out, "{one:<70.70} {mark} {other}").expect("written");
    }
    out
}

#[test]
fn every_case_is_read_as_it_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/core/import/cases");
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    assert!(files.len() >= 20, "{} cases", files.len());
    let mut failed = String::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("a text");
        let case = Case::read(&text);
        let outcome = case.outcome();
        let wrong = case.wrong(&outcome);
        if wrong.is_empty() {
            continue;
        }
        let pretty = |value: &Value| serde_json::to_string_pretty(value).expect("JSON");
        let expected: Value = serde_json::from_str(&case.expect).unwrap_or(Value::Null);
        let read = pretty(&settled(&Value::Array(outcome.windows.clone())));
        let inputs: Vec<&str> = case.inputs.iter().map(|(_, text)| text.as_str()).collect();
        let notes: Vec<String> = outcome
            .notes
            .iter()
            .map(|noted| format!("{noted:?}"))
            .collect();
        write!(
            failed,
            "\n=== {}\n{}\n--- input\n{}\n--- expected | read\n{}\n--- notes\n{}\n",
            file.display(),
            wrong.join("\n"),
            inputs.join("\n"),
            beside(&pretty(&settled(&expected)), &read),
            notes.join("\n")
        )
        .expect("written");
    }
    assert!(failed.is_empty(), "{failed}");
}
