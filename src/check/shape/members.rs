//! The members of a request or group: each checked where it stands, and those
//! that AWS demands are there.
//!
//! How a value is checked is not known here.

use crate::catalogue::{Field, Member, Shape, Text};
use crate::draft::{Node, Path};

use super::super::finding::Findings;
use super::super::here::Here;
use super::super::plan::Value;
use super::super::report::MISSING;
use super::outcome::Outcome;
use super::unknown::known;
use super::value;

/// What a field of a group came to.
pub(in crate::check) type Members = Vec<(&'static Field, Value)>;

/// Checks the members of a request or group; the second value is false when one of them is wrong or missing.
///
/// `own` names members of `node` that belong elsewhere (a window's Targets and Tasks) and are passed over.
pub(in crate::check) fn members(
    members: &'static [Member],
    node: &Node,
    path: &Path,
    own: &[&str],
    found: &mut Findings<'_>,
) -> (Members, bool) {
    let mut values = Members::new();
    let mut right = true;
    for member in members
        .iter()
        .filter(|member| !own.contains(&member.field.name))
    {
        let field = member.field;
        let typed = node.member(field.name);
        // Most members are optional and empty: no path is made for them.
        if typed.is_none() && !member.required {
            continue;
        }
        let here = Here::of(field).called_beside(node).ruled_beside(node);
        let at = path.member(field.name);
        right &= one(&here, member.required, typed, &at, found, &mut values);
    }
    right &= known(members, node, path, own, found);
    (values, right)
}

/// Checks what was typed for one member; false when it is wrong or missing.
pub(in crate::check) fn one(
    here: &Here,
    required: bool,
    typed: Option<&Node>,
    at: &Path,
    found: &mut Findings<'_>,
    values: &mut Members,
) -> bool {
    let field = here.field;
    match typed.map_or(Outcome::Absent, |node| {
        value(here, &field.shape, node, at, found)
    }) {
        Outcome::Right(value) => values.push((field, value)),
        Outcome::Wrong => return false,
        Outcome::Absent if !required => {}
        Outcome::Absent => match field.shape {
            // A value that may be the empty string is that when nothing is typed.
            Shape::Text(Text { min: 0, .. }) => values.push((field, Value::Text(String::new()))),
            _ => {
                found
                    .error(at, MISSING, here.is_required())
                    .source(here.field.doc);
                return false;
            }
        },
    }
    true
}
