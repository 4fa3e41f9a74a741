//! What a declarative format leaves out of a plan, by the table of its names.

use crate::catalogue::Field;
use crate::catalogue::names::{Mapping, Place};
use crate::check::{Plan, Planned, Value};
use crate::quote::quoted;

/// A sentence for each member that the plan has and the format has no place for.
pub(super) fn left_out(
    mapping: &Mapping,
    plan: &Plan,
    called: &dyn Fn(&Planned) -> String,
) -> Vec<String> {
    let mut lost: Vec<(&'static Field, Vec<String>)> = Vec::new();
    for request in plan.creations() {
        each_member(request.body().unwrap_or_default(), &mut |field, _| {
            let place = mapping.place(field);
            if !matches!(place, Some(Place::Nowhere(_) | Place::Formerly(..)) | None) {
                // What pairs hold is said with them.
                return !matches!(place, Some(Place::Pairs(_)));
            }
            let at = match lost
                .iter()
                .position(|(known, _)| std::ptr::eq(*known, field))
            {
                Some(at) => at,
                None => {
                    lost.push((field, Vec::new()));
                    lost.len() - 1
                }
            };
            if let Some((_, of)) = lost.get_mut(at) {
                of.push(quoted(&called(request)));
            }
            false
        });
    }
    lost.iter()
        .map(|(field, of)| {
            let why = match mapping.place(field) {
                Some(Place::Nowhere(why) | Place::Formerly(_, why)) => why,
                _ => "it has no place there",
            };
            quoted(field.name) + " is left out of " + &of.join(", ") + ": " + why
        })
        .collect()
}

/// Visits every member, and those inside it where the visit says so.
pub(super) fn each_member(
    members: &[(&'static Field, Value)],
    visit: &mut dyn FnMut(&'static Field, &Value) -> bool,
) {
    for (field, value) in members {
        if visit(field, value) {
            inside(value, visit);
        }
    }
}

fn inside(value: &Value, visit: &mut dyn FnMut(&'static Field, &Value) -> bool) {
    match value {
        Value::Group(members) => each_member(members, visit),
        Value::List(items) => items.iter().for_each(|item| inside(item, visit)),
        Value::Map(entries) => entries.iter().for_each(|(_, value)| inside(value, visit)),
        Value::Text(_)
        | Value::Whole(_)
        | Value::Flag(_)
        | Value::Blob(_)
        | Value::Reference(_) => {}
    }
}

/// Adds a sentence that ends with what it is about, if it is about anything.
pub(super) fn say_of(notes: &mut Vec<String>, sentence: &str, of: &[String]) {
    if !of.is_empty() {
        notes.push([sentence, &of.join(", ")].concat());
    }
}
