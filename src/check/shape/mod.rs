//! Walks a catalogue shape and a draft's node side by side: gives the checked
//! value, or says what is wrong and where.
//!
//! It knows bounds, patterns and kinds of shape, and nothing of what two
//! fields mean together: that is a rule's business.

mod leaf;
mod list;
mod map;
mod members;
mod unknown;

pub(super) use list::typed_lines;
pub(super) use members::{Members, members, one};
pub(super) use unknown::{UNKNOWN, known};

use crate::catalogue::{Shape, counted};
use crate::draft::{Node, Path};

use super::finding::Findings;
use super::here::Here;
use super::plan::Value;
use super::report::{Edit, Fix};
use leaf::{checked_blob, checked_choice, checked_flag, checked_text, checked_whole};
use list::checked_list;
use map::checked_map;

/// What came of a node.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Outcome {
    /// Nothing was typed.
    Absent,
    /// Something was typed that is wrong; it has been reported, or a rule will do so.
    Wrong,
    /// The value.
    Right(Value),
}

impl Outcome {
    pub(super) fn value(self) -> Option<Value> {
        match self {
            Outcome::Right(value) => Some(value),
            Outcome::Absent | Outcome::Wrong => None,
        }
    }
}

/// Checks what stands at one field.
pub(super) fn value(
    here: &Here,
    shape: &Shape,
    node: &Node,
    path: &Path,
    found: &mut Findings<'_>,
) -> Outcome {
    if node.is_blank() {
        return Outcome::Absent;
    }
    match shape {
        Shape::Text(text) => leaf(here, node, path, found, |typed, found| {
            checked_text(here, text, typed, path, found)
        }),
        Shape::Whole(whole) => leaf(here, node, path, found, |typed, found| {
            checked_whole(here, *whole, typed, path, found)
        }),
        Shape::Flag => leaf(here, node, path, found, |typed, found| {
            checked_flag(here, typed, path, found)
        }),
        Shape::Choice(choices) => leaf(here, node, path, found, |typed, found| {
            checked_choice(here, choices, typed, path, found)
        }),
        Shape::Blob(blob) => leaf(here, node, path, found, |typed, found| {
            checked_blob(here, *blob, typed, path, found)
        }),
        Shape::List(list) => checked_list(here, list, node, path, found),
        Shape::Map(map) => checked_map(here, map, node, path, found),
        Shape::Group(group) => match node {
            Node::Group(_) => {
                let (values, right) = members(group.members, node, path, &[], found);
                if right {
                    Outcome::Right(Value::Group(values))
                } else {
                    Outcome::Wrong
                }
            }
            Node::Text(_) | Node::Rows(_) => wrong_kind(here, path, "a group of members", found),
        },
    }
}

fn wrong_kind(here: &Here, path: &Path, wanted: &str, found: &mut Findings<'_>) -> Outcome {
    found
        .error(
            path,
            "wrong-kind",
            format!("{} must be {wanted}", here.label),
        )
        .fixes(vec![Fix {
            label: "Clear it".into(),
            edits: vec![Edit::Put(path.clone(), None)],
        }]);
    Outcome::Wrong
}

fn leaf(
    here: &Here,
    node: &Node,
    path: &Path,
    found: &mut Findings<'_>,
    check: impl FnOnce(&str, &mut Findings<'_>) -> Outcome,
) -> Outcome {
    match node {
        Node::Text(typed) => check(typed, found),
        Node::Group(_) | Node::Rows(_) => wrong_kind(here, path, "a single value", found),
    }
}

/// Whether there are as many as there may be; reports it if not.
fn fits_count(
    here: &Here,
    min: usize,
    max: Option<usize>,
    one: &str,
    count: usize,
    path: &Path,
    found: &mut Findings<'_>,
) -> bool {
    let fits = count >= min && max.is_none_or(|max| count <= max);
    if !fits {
        let says = counted(min, max, one);
        let message = format!("{} must have {says}: there are `{count}`", here.label);
        found.error(path, "count", message).source(here.field.doc);
    }
    fits
}
