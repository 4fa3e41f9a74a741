//! What stands in the input more than once: the same request or answer again, and a member that
//! a call has twice.

use std::collections::{BTreeMap, HashSet};

use serde_json::Value;

use super::super::call::{Call, Reading, Way};
use super::super::members::{json, shown};
use crate::catalogue::{target, task, window};
use crate::syntax::{Data, Entry, Spanned};

/// Which requests and answers were taken already: what each is called, and its members as JSON.
pub(super) type Seen = HashSet<(&'static str, Way, String, String)>;

/// Whether a call is one that was taken already, to the letter.
///
/// Requests that an unknown answer tells apart are not the same, nor are two resources of a template.
pub(super) fn is_repeated(reading: &Reading, call: &Call, seen: &mut Seen) -> bool {
    let whole = Spanned::new(call.at, Data::Map(told_apart(reading, &call.members)));
    let said = typed(json(reading, &whole)).to_string();
    let is_new = seen.insert((call.operation.name, call.way, call.called.clone(), said));
    !is_new && !call.members.is_empty()
}

/// Entries with the number of each object in place of how a reference to it is written:
/// in a loop the same name means one window after another.
fn told_apart(reading: &Reading, entries: &[Entry]) -> Vec<Entry> {
    fn value(reading: &Reading, from: &Spanned) -> Spanned {
        let data = match &from.data {
            Data::Text(text) => match reading.link(text) {
                Some(link) => Data::Text(format!("object {}", link.object)),
                None => Data::Text(text.clone()),
            },
            Data::List(items) => {
                Data::List(items.iter().map(|item| value(reading, item)).collect())
            }
            Data::Map(entries) => Data::Map(told_apart(reading, entries)),
            data => data.clone(),
        };
        Spanned::new(from.at, data)
    }
    let entries = entries.iter().map(|entry| {
        let inside = value(reading, &entry.value);
        Entry::new(entry.key.clone(), entry.at, inside)
    });
    entries.collect()
}

/// Reports ids and targets that a call has twice: the last counts. Of other members `members` does.
pub(super) fn report_twice(reading: &mut Reading, call: &Call) {
    let single = [
        &window::WINDOW_ID,
        &target::WINDOW_TARGET_ID,
        &task::WINDOW_TASK_ID,
        &task::TARGETS,
    ];
    for field in single {
        let given = call.members.iter().filter(|entry| entry.key == field.name);
        let given: Vec<&Entry> = given.collect();
        for entry in given.iter().rev().skip(1) {
            let written = shown(reading, &entry.value);
            let message = format!(
                "`{}` is given twice: the last one counts, not `{written}`",
                field.name
            );
            reading.notes.repaired(entry.at, "given-twice", message);
        }
    }
}

/// A value with numbers and flags as the texts that they are typed as, and its members in order.
fn typed(value: Value) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(typed).collect(),
        Value::Object(members) => {
            let members = members.into_iter();
            let sorted: BTreeMap<String, Value> =
                members.map(|(key, value)| (key, typed(value))).collect();
            Value::Object(sorted.into_iter().collect())
        }
        Value::Number(number) => number.to_string().into(),
        Value::Bool(flag) => flag.to_string().into(),
        other => other,
    }
}

pub(super) fn call_id(reading: &Reading, call: &Call) -> String {
    let id = call.members.iter().find(|entry| {
        let key = entry.key.as_str();
        key == window::WINDOW_ID.name || key == window::NAME.name
    });
    id.map_or(String::new(), |entry| {
        format!("`{}`", shown(reading, &entry.value))
    })
}
