//! Prints what AWS accepts: the catalogue as JSON, or the README's table.
//!
//! `cargo run --example catalogue -- --format json|markdown`
//!
//! The test that compares the catalogue with AWS's own model reads the JSON;
//! it holds every operation with all members, bounds and patterns.

use maintenance_window_builder::catalogue::{
    MODEL_VERSION, Member, OPERATIONS, Operation, Shape, TAGGING, Text, Whole, target, task, window,
};
use maintenance_window_builder::check::{MISSING, RULES};
use serde_json::{Map, Value, json};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["--format", "json"] => println!("{:#}", as_json()),
        ["--format", "markdown"] => print!("{}", as_markdown()),
        _ => {
            eprintln!("usage: catalogue --format json|markdown");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn as_json() -> Value {
    let list =
        |operations: &[&Operation]| Value::from_iter(operations.iter().map(|o| operation(o)));
    json!({ "model": MODEL_VERSION, "operations": list(OPERATIONS), "tagging": list(TAGGING) })
}

fn operation(operation: &Operation) -> Value {
    let returns = operation
        .returns
        .iter()
        .map(|r| json!({ "name": r.name, "field": r.field.name }));
    json!({
        "name": operation.name,
        "command": operation.command(),
        "method": operation.method(),
        "paginated": operation.paginated,
        "returns": Value::from_iter(returns),
        "errors": operation.errors,
        "doc": operation.doc,
        "members": members(operation.input),
    })
}

fn members(members: &[Member]) -> Value {
    Value::from_iter(members.iter().map(|member| {
        let mut row = shape(member.field.shape);
        row.insert("name".into(), member.field.name.into());
        row.insert("option".into(), member.field.option().into());
        row.insert("required".into(), member.required.into());
        row.insert(
            "deprecated".into(),
            member.field.deprecated.is_some().into(),
        );
        row.insert("doc".into(), member.field.doc.into());
        Value::Object(row)
    }))
}

fn shape(shape: Shape) -> Map<String, Value> {
    let row = match shape {
        Shape::Text(bounds) => return text(bounds),
        Shape::Whole(Whole { min, max }) => json!({ "kind": "integer", "min": min, "max": max }),
        Shape::Flag => json!({ "kind": "boolean" }),
        Shape::Choice(choices) => {
            json!({ "kind": "string", "enum": Value::from_iter(choices.iter().map(|c| c.value)) })
        }
        Shape::List(list) => {
            json!({ "kind": "list", "min": list.min, "max": list.max, "item": self::shape(list.item) })
        }
        Shape::Map(map) => json!({
            "kind": "map",
            "min": map.min,
            "max": map.max,
            "key": text(map.key),
            "value": self::shape(map.value),
        }),
        Shape::Group(group) => json!({ "kind": "structure", "members": members(group.members) }),
        Shape::Blob(blob) => json!({ "kind": "blob", "max": blob.max }),
    };
    match row {
        Value::Object(row) => row,
        _ => Map::new(),
    }
}

fn text(text: &Text) -> Map<String, Value> {
    let pattern = text.pattern.map(|p| p.regex);
    Map::from_iter([
        ("kind".to_owned(), "string".into()),
        ("min".to_owned(), text.min.into()),
        ("max".to_owned(), text.max.into()),
        ("pattern".to_owned(), pattern.into()),
    ])
}

/// The README's part on what is checked: the members' bounds, then the cross-field rules.
pub fn as_markdown() -> String {
    let mut out = String::new();
    for operation in [&window::CREATE, &target::REGISTER, &task::REGISTER] {
        out.push_str(&format!("**[{}]({})**\n\n", operation.name, operation.doc));
        out.push_str("| Member | Required | May hold |\n|---|---|---|\n");
        rows(&mut out, "", operation.input, false);
        out.push('\n');
    }
    out.push_str("**What members mean together**\n\n| Finding | Rule |\n|---|---|\n");
    for (slug, says) in RULES
        .iter()
        .flat_map(|rule| rule.finds)
        .filter(|(slug, _)| *slug != MISSING)
    {
        out.push_str(&format!("| `{slug}` | {says} |\n"));
    }
    out
}

/// One row for each member that bounds something, groups opened up.
fn rows(out: &mut String, prefix: &str, members: &[Member], deprecated: bool) {
    for member in members {
        let path = format!("{prefix}{}", member.field.name);
        let says = says(member);
        let deprecated = deprecated || member.field.deprecated.is_some();
        if !says.is_empty() || member.required {
            let required = if member.required { "yes" } else { "" };
            let note = if deprecated { " (deprecated)" } else { "" };
            out.push_str(&format!(
                "| `{path}`{note} | {required} | {} |\n",
                says.replace('|', "\\|")
            ));
        }
        inside(out, &path, member.field.shape, deprecated);
    }
}

fn inside(out: &mut String, path: &str, shape: Shape, deprecated: bool) {
    match shape {
        Shape::Group(group) => rows(out, &format!("{path}."), group.members, deprecated),
        Shape::List(list) => inside(out, &format!("{path}[]"), list.item, deprecated),
        Shape::Map(map) => inside(out, &format!("{path}.*"), map.value, deprecated),
        Shape::Text(_) | Shape::Whole(_) | Shape::Flag | Shape::Choice(_) | Shape::Blob(_) => {}
    }
}

fn says(member: &Member) -> String {
    match member.field.shape {
        Shape::Choice(choices) => one_of(choices.iter().map(|c| c.value)),
        Shape::List(list) => match list.item {
            Shape::Choice(choices) => format!("each {}", one_of(choices.iter().map(|c| c.value))),
            _ => member.field.bounds(),
        },
        Shape::Flag => "true or false".to_owned(),
        Shape::Text(_) | Shape::Whole(_) | Shape::Map(_) | Shape::Group(_) | Shape::Blob(_) => {
            member.field.bounds()
        }
    }
}

fn one_of<'a>(values: impl Iterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = values.map(|value| format!("`{value}`")).collect();
    quoted.join(", ")
}
