//! A list: typed as rows, or as lines of one text.
//!
//! Which lines count depends on the list: of values those with something on
//! them, of a script all.

use crate::catalogue::{Lines, List, Shape};
use crate::draft::{Node, Path};

use super::super::finding::Findings;
use super::super::here::Here;
use super::super::plan::Value;
use super::super::report::MISSING;
use super::leaf::single;
use super::outcome::Outcome;
use super::{fits_count, members, value, wrong_kind};

pub(super) fn checked_list(
    here: &Here,
    list: &List,
    node: &Node,
    path: &Path,
    found: &mut Findings<'_>,
) -> Outcome {
    let here = &Here {
        is_program: list.lines == Lines::Script,
        ..*here
    };
    let mut values = Vec::new();
    let mut right = true;
    match (node, list.lines) {
        (Node::Group(_), _) | (Node::Text(_), Lines::Rows) => {
            return wrong_kind(here, path, "a list", found);
        }
        (Node::Text(text), Lines::Values | Lines::Script) => {
            for line in typed_lines(node, list.lines) {
                let from = found.len();
                right &= item(here, &list.item, line, path, found, &mut values);
                found.place_in_line(from, text, line);
            }
        }
        (Node::Rows(rows), lines) => {
            for row in rows {
                let at = path.row(row.id);
                match (&*row.node, lines) {
                    (Node::Text(typed), Lines::Values) if typed.trim().is_empty() => {}
                    (Node::Text(typed), Lines::Values | Lines::Script) => {
                        right &= item(here, &list.item, typed, &at, found, &mut values);
                    }
                    (node, _) => match value(here, &list.item, node, &at, found) {
                        Outcome::Right(value) => values.push(value),
                        Outcome::Wrong => right = false,
                        // A row without anything in it: its required members are missing.
                        Outcome::Absent => {
                            right &= blank_row(here, list, node, &at, found, &mut values)
                        }
                    },
                }
            }
        }
    }
    if values.is_empty() && right {
        return Outcome::Absent;
    }
    if right
        && fits_count(
            here,
            list.min,
            list.max,
            list.one,
            values.len(),
            path,
            found,
        )
    {
        Outcome::Right(Value::List(values))
    } else {
        Outcome::Wrong
    }
}

fn blank_row(
    here: &Here,
    list: &List,
    node: &Node,
    at: &Path,
    found: &mut Findings<'_>,
    values: &mut Vec<Value>,
) -> bool {
    match &list.item {
        Shape::Group(group) => {
            let (members, right) = members(group.members, node, at, &[], found);
            if right {
                values.push(Value::Group(members));
            }
            right
        }
        Shape::Text(_)
        | Shape::Whole(_)
        | Shape::Flag
        | Shape::Choice(_)
        | Shape::List(_)
        | Shape::Map(_)
        | Shape::Blob(_) => {
            found.error(
                at,
                MISSING,
                format!("{}: this {} is empty", here.label, list.one),
            );
            false
        }
    }
}

/// The lines that count: of values those with something on them, without the blanks around it; of a script all up to the last that is not empty.
pub(in crate::check) fn typed_lines(node: &Node, lines: Lines) -> Vec<&str> {
    let mut all = node.lines();
    match lines {
        Lines::Values => all
            .into_iter()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect(),
        Lines::Script | Lines::Rows => {
            while all.last().is_some_and(|line| line.is_empty()) {
                all.pop();
            }
            all
        }
    }
}

/// Checks one item of a list of single values; whether a reference to a target of this plan leads anywhere is for a rule.
fn item(
    here: &Here,
    shape: &Shape,
    typed: &str,
    path: &Path,
    found: &mut Findings<'_>,
    values: &mut Vec<Value>,
) -> bool {
    let outcome = single(here, shape, typed, path, found)
        .unwrap_or_else(|| wrong_kind(here, path, "a list of single values", found));
    match outcome {
        Outcome::Right(value) => {
            values.push(value);
            true
        }
        Outcome::Wrong => false,
        Outcome::Absent => true,
    }
}
