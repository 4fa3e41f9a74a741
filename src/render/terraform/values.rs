//! A value of a request as an expression of HCL: texts, numbers, lists, maps of
//! pairs, and references to what another resource is.
//!
//! Groups and maps of a request are blocks, which are no values.

use crate::check::{Plan, Reference, Value};

use super::super::code::Chunk;
use super::super::names::name;
use super::super::word::Word;
use super::kind;
use super::lines::arguments;
use super::strings::{map_key, string};

/// A list longer than this is written on several lines.
const LONGEST_LIST: usize = 72;

/// A value as it stands behind its equals sign.
pub(super) fn expression(plan: &Plan, value: &Value, indent: usize) -> Word {
    let mut word = Word::default();
    match value {
        Value::Text(text) => word.text(&string(text)),
        Value::Whole(number) => word.text(&number.to_string()),
        Value::Flag(flag) => word.text(&flag.to_string()),
        // The provider encodes it.
        Value::Blob(bytes) => word.text(&string(&String::from_utf8_lossy(bytes))),
        Value::Reference(reference) => word.add_variable(address(plan, *reference)),
        Value::List(items) => {
            let items: Vec<Word> = items
                .iter()
                .map(|item| expression(plan, item, indent + 2))
                .collect();
            word = list(items, indent);
        }
        // Blocks, which are not values.
        Value::Group(_) | Value::Map(_) => {}
    }
    word
}

/// `aws_ssm_maintenance_window.window.id`
fn address(plan: &Plan, reference: Reference) -> String {
    match plan.source(reference) {
        Some(request) => [kind(request), ".", &name(plan, request), ".id"].concat(),
        None => "null".to_owned(),
    }
}

/// Groups of a key and a value as one map.
pub(super) fn pairs(plan: &Plan, list: &Value, indent: usize) -> Word {
    let mut entries: Vec<(String, Word)> = Vec::new();
    if let Value::List(items) = list {
        for item in items {
            if let Value::Group(members) = item
                && let [(_, Value::Text(key)), (_, value)] = members.as_slice()
            {
                entries.push((map_key(key), expression(plan, value, indent + 2)));
            }
        }
    }
    let mut chunk = Chunk::default();
    arguments(&entries, indent + 2, &mut chunk);
    let mut word = Word::literal("{\n");
    for span in &chunk.spans {
        word.text(&span.text);
    }
    word.text(&" ".repeat(indent));
    word.text("}");
    word
}

/// Several short items on one line, a script line by line.
fn list(items: Vec<Word>, indent: usize) -> Word {
    let lengths = items.iter().map(|item| item.plain().chars().count() + 2);
    let total: usize = lengths.sum();
    let one_line = items.len() <= 1 || total <= LONGEST_LIST;
    let mut word = Word::literal("[");
    for (n, item) in items.into_iter().enumerate() {
        if !one_line {
            word.text("\n");
            word.text(&" ".repeat(indent + 2));
        } else if n > 0 {
            word.text(", ");
        }
        word.append(item);
        if !one_line {
            word.text(",");
        }
    }
    if !one_line {
        word.text("\n");
        word.text(&" ".repeat(indent));
    }
    word.text("]");
    word
}
