//! Walks a catalogue shape and a draft's node side by side: gives the checked
//! value, or says what is wrong and where.
//!
//! It knows bounds, patterns and kinds of shape, and nothing of what two
//! fields mean together: that is a rule's business.

mod leaf;
mod list;
mod map;
mod members;
mod outcome;
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
use leaf::single;
use list::checked_list;
use map::checked_map;
use outcome::Outcome;

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
        Shape::Text(_) | Shape::Whole(_) | Shape::Flag | Shape::Choice(_) | Shape::Blob(_) => {
            let typed = match node {
                Node::Text(typed) => single(here, shape, typed, path, found),
                Node::Group(_) | Node::Rows(_) => None,
            };
            typed.unwrap_or_else(|| wrong_kind(here, path, "a single value", found))
        }
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
