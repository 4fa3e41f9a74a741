//! Where a declarative format says the members of AWS's requests.
//!
//! Each such format has one table: a row for every member of the three
//! requests that a plan is made of, with its place in the format or, where
//! there is none, what follows from that. A test demands the rows, and that
//! nothing is left out unsaid. How values are written is not known here.

use crate::catalogue::{Field, Operation};
use crate::check::{Plan, Planned, Value};
use crate::quote::quoted;

/// Where a format says a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Under this name.
    Named(&'static str),
    /// Under this name, with a length that the format counts in bytes: at least
    /// so many, at most as many as the catalogue allows characters.
    Bytes(&'static str, usize),
    /// Its items, each a key and a value, as one map under this name.
    Pairs(&'static str),
    /// Nowhere: why, and what follows.
    Nowhere(&'static str),
}

/// The table of one format.
#[derive(Debug, Clone, Copy)]
pub struct Mapping {
    /// The format's kinds of resource, by the operation that makes one.
    pub resources: &'static [(&'static Operation, &'static str)],
    /// The place of every member.
    pub places: &'static [(&'static Field, Place)],
}

impl Mapping {
    /// The place of a member; `None` for a field that the table forgot.
    pub fn place(&self, field: &Field) -> Option<Place> {
        let row = self
            .places
            .iter()
            .find(|(mapped, _)| std::ptr::eq(*mapped, field));
        row.map(|(_, place)| *place)
    }

    /// The kind of resource that an operation makes.
    pub fn resource(&self, operation: &Operation) -> Option<&'static str> {
        let row = self
            .resources
            .iter()
            .find(|(mapped, _)| mapped.name == operation.name);
        row.map(|(_, resource)| *resource)
    }

    /// A sentence for each member that the plan has and the format has no place for.
    pub(super) fn left_out(&self, plan: &Plan, called: &dyn Fn(&Planned) -> String) -> Vec<String> {
        let mut lost: Vec<(&'static Field, Vec<String>)> = Vec::new();
        for request in plan.creations() {
            each_member(request.body().unwrap_or_default(), &mut |field, _| {
                let place = self.place(field);
                if !matches!(place, Some(Place::Nowhere(_)) | None) {
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
                let why = match self.place(field) {
                    Some(Place::Nowhere(why)) => why,
                    _ => "it has no place there",
                };
                quoted(field.name) + " is left out of " + &of.join(", ") + ": " + why
            })
            .collect()
    }
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
