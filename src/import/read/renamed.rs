//! The members of a resource under AWS's own names, by the table of what a
//! format calls them.

use super::call::Reading;
use crate::catalogue::names::{Mapping, Place};
use crate::catalogue::{Field, Member, Shape};
use crate::syntax::{Data, Entry, Spanned};

/// Renames members, however deep. What the table does not know keeps its name: `members` reports it.
pub fn renamed(
    reading: &mut Reading,
    mapping: &Mapping,
    members: &[Member],
    entries: &[Entry],
) -> Vec<Entry> {
    let mut out = Vec::new();
    for entry in entries {
        match mapping.member(members, &entry.key) {
            Some(field) => {
                let pairs = matches!(mapping.place(field), Some(Place::Pairs(_)));
                let value = if pairs {
                    pairs_of(&entry.value)
                } else {
                    value(reading, mapping, field.shape, &entry.value)
                };
                out.push(Entry::new(field.name, entry.at, value));
            }
            None => {
                // A name that is nearly one: what is inside may be right.
                let shape = super::aliases::member(members, &entry.key).map(shape_of);
                let value = match shape {
                    Some(shape) => value(reading, mapping, shape, &entry.value),
                    None => entry.value.clone(),
                };
                out.push(Entry::new(entry.key.clone(), entry.at, value));
            }
        }
    }
    out
}

fn shape_of(field: &'static Field) -> Shape {
    field.shape
}

fn value(reading: &mut Reading, mapping: &Mapping, shape: Shape, from: &Spanned) -> Spanned {
    let data = match (&from.data, shape) {
        (Data::Map(entries), Shape::Group(group)) => {
            Data::Map(renamed(reading, mapping, group.members, entries))
        }
        (Data::Map(entries), Shape::List(list)) if matches!(list.item, Shape::Group(_)) => {
            let inside = Spanned::new(from.at, Data::Map(entries.clone()));
            value(reading, mapping, list.item, &inside).data
        }
        (Data::List(items), Shape::List(list)) => {
            let items = items
                .iter()
                .map(|item| value(reading, mapping, list.item, item));
            Data::List(items.collect())
        }
        (Data::List(items), Shape::Group(_)) => {
            let items = items
                .iter()
                .map(|item| value(reading, mapping, shape, item));
            Data::List(items.collect())
        }
        (Data::Map(entries), Shape::Map(map)) => {
            let entries = entries.iter().map(|entry| {
                let inside = value(reading, mapping, map.value, &entry.value);
                Entry::new(entry.key.clone(), entry.at, inside)
            });
            Data::Map(entries.collect())
        }
        (Data::List(items), Shape::Map(map)) if items.iter().all(is_named_values) => {
            let entries = items.iter().filter_map(|item| {
                let name = item.get("name")?;
                let values = item.get("values").cloned();
                let values = values.unwrap_or_else(|| Spanned::new(item.at, Data::Null));
                // Of older versions of AWS's API: each parameter is a group with its values.
                let inside = match map.value {
                    Shape::Group(group) => {
                        let member = group.members.first()?.field.name;
                        Spanned::new(
                            values.at,
                            Data::Map(vec![Entry::new(member, values.at, values)]),
                        )
                    }
                    _ => values,
                };
                Some(Entry::new(name.as_typed()?, name.at, inside))
            });
            Data::Map(entries.collect())
        }
        (data, _) => data.clone(),
    };
    Spanned::new(from.at, data)
}

/// Whether a block is an entry of a map: Terraform's `parameter`.
fn is_named_values(block: &Spanned) -> bool {
    let known = |entry: &Entry| matches!(entry.key.as_str(), "name" | "values");
    block.get("name").is_some() && block.entries().iter().all(known)
}

/// A map of keys and values as the list of pairs that AWS takes.
fn pairs_of(from: &Spanned) -> Spanned {
    let entries = match from.items() {
        // A map that was written as a block.
        [one] => one.entries(),
        _ => from.entries(),
    };
    if entries.is_empty() {
        return from.clone();
    }
    let pairs = entries.iter().map(|entry| {
        let key = Entry::new("Key", entry.at, Spanned::text(entry.at, entry.key.clone()));
        let value = Entry::new("Value", entry.value.at, entry.value.clone());
        Spanned::new(entry.at, Data::Map(vec![key, value]))
    });
    Spanned::new(from.at, Data::List(pairs.collect()))
}
