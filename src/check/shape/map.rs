//! A map: keys with values, typed as rows or opened as an object.
//!
//! Keys are unique, and what is wrong with one does not silence the others.

use std::collections::HashSet;

use crate::catalogue::{Map, Shape};
use crate::draft::page::{MAP_KEY, MAP_VALUE};
use crate::draft::{Node, Path};

use super::super::finding::Findings;
use super::super::here::Here;
use super::super::plan::Value;
use super::super::report::MISSING;
use super::leaf::checked_text;
use super::outcome::Outcome;
use super::{fits_count, value, wrong_kind};
use crate::quote::quoted;

/// Checks keys and values, typed as rows or opened as an object.
pub(super) fn checked_map(
    here: &Here,
    map: &Map,
    node: &Node,
    path: &Path,
    found: &mut Findings<'_>,
) -> Outcome {
    let mut entries: Vec<(String, Value)> = Vec::new();
    let mut seen: HashSet<&str> = HashSet::new();
    let mut right = true;
    let pairs: Vec<(Path, Path, &str, Option<&Node>)> = match node {
        Node::Text(_) => return wrong_kind(here, path, "keys with values", found),
        Node::Group(members) => members
            .iter()
            .map(|(name, node)| {
                let at = path.member(name.clone());
                (at.clone(), at, name.as_ref(), Some(node))
            })
            .collect(),
        Node::Rows(rows) => rows
            .iter()
            .map(|row| {
                let at = path.row(row.id);
                (
                    at.member(MAP_KEY),
                    at.member(MAP_VALUE),
                    row.node.text_of(MAP_KEY),
                    row.node.member(MAP_VALUE),
                )
            })
            .collect(),
    };
    for (key_at, value_at, key, value_node) in pairs {
        if key.is_empty() {
            found.error(
                &key_at,
                MISSING,
                format!("{}: the name of this {} is missing", here.label, map.one),
            );
            right = false;
            continue;
        }
        if let Outcome::Wrong = checked_text(here, map.key, key, &key_at, found) {
            right = false;
            continue;
        }
        if seen.contains(key) {
            found.error(
                &key_at,
                "duplicate-key",
                format!("{} has {} twice", here.label, quoted(key)),
            );
            right = false;
            continue;
        }
        let outcome = value_node.map_or(Outcome::Absent, |node| {
            value(here, &map.value, node, &value_at, found)
        });
        match outcome {
            Outcome::Right(value) => {
                seen.insert(key);
                entries.push((key.to_owned(), value));
            }
            Outcome::Wrong => right = false,
            Outcome::Absent => match map.value {
                // A parameter without values is a list without items: documents have such.
                Shape::List(_) => {
                    seen.insert(key);
                    entries.push((key.to_owned(), Value::List(Vec::new())));
                }
                Shape::Text(_)
                | Shape::Whole(_)
                | Shape::Flag
                | Shape::Choice(_)
                | Shape::Map(_)
                | Shape::Group(_)
                | Shape::Blob(_) => {
                    found.error(
                        &value_at,
                        MISSING,
                        format!("{}: the value of {} is missing", here.label, quoted(key)),
                    );
                    right = false;
                }
            },
        }
    }
    if right && entries.is_empty() {
        return Outcome::Absent;
    }
    if right && fits_count(here, map.min, map.max, map.one, entries.len(), path, found) {
        Outcome::Right(Value::Map(entries))
    } else {
        Outcome::Wrong
    }
}
