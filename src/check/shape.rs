//! Walks a catalogue shape and a draft's node side by side: gives the checked
//! value, or says what is wrong and where.
//!
//! It knows bounds, patterns and kinds of shape, and nothing of what two
//! fields mean together: that is a rule's business.

use crate::catalogue::{Field, Lines, List, Map, Member, Shape, Text, counted};
use crate::draft::page::{MAP_KEY, MAP_VALUE};
use crate::draft::{Node, Path};

use super::finding::{Findings, quoted};
use super::leaf::{checked_blob, checked_choice, checked_flag, checked_text, checked_whole};
use super::nearest::nearest;
use super::plan::Value;
use super::report::{Edit, Fix, MISSING};

/// The slug of a member that AWS does not know.
pub(super) const UNKNOWN: &str = "unknown-member";

/// What came of a node.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Outcome {
    /// Nothing was typed.
    Absent,
    /// Something was typed that is wrong; it has been reported.
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

/// What a field of a group came to.
pub(super) type Members = Vec<(&'static Field, Value)>;

/// Checks the members of a request or group; the second value is false when one of them is wrong or missing.
///
/// `own` names members of `node` that belong elsewhere (a window's Targets and Tasks) and are passed over.
pub(super) fn members(
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
        let from = found.len();
        right &= one(member, typed, &path.member(field.name), found, &mut values);
        found.call(from, field, field.label_beside(|name| node.text_of(name)));
    }
    right &= known(members, node, path, own, found);
    (values, right)
}

/// Checks what was typed for one member; false when it is wrong or missing.
pub(super) fn one(
    member: &Member,
    typed: Option<&Node>,
    at: &Path,
    found: &mut Findings<'_>,
    values: &mut Members,
) -> bool {
    let field = member.field;
    match typed.map_or(Outcome::Absent, |node| {
        value(field, &field.shape, node, at, found)
    }) {
        Outcome::Right(value) => values.push((field, value)),
        Outcome::Wrong => return false,
        Outcome::Absent if !member.required => {}
        Outcome::Absent => match field.shape {
            // A value that may be the empty string is that when nothing is typed.
            Shape::Text(Text { min: 0, .. }) => values.push((field, Value::Text(String::new()))),
            _ => {
                found
                    .error(at, MISSING, field.is_required(field.label))
                    .source(field.doc);
                return false;
            }
        },
    }
    true
}

/// Reports members that AWS does not know: its CLI and its SDK refuse them.
pub(super) fn known(
    members: &'static [Member],
    node: &Node,
    path: &Path,
    own: &[&str],
    found: &mut Findings<'_>,
) -> bool {
    let mut right = true;
    for (name, stranger) in node.members() {
        if name.starts_with('$')
            || own.contains(&name.as_ref())
            || members.iter().any(|m| m.field.name == name)
        {
            continue;
        }
        right = false;
        let at = path.member(name.clone());
        let mut fixes = Vec::new();
        if let Some(meant) = nearest(name, members.iter().map(|m| m.field.name))
            && node.member(meant).is_none()
        {
            fixes.push(Fix {
                label: format!("Rename to `{meant}`"),
                edits: vec![
                    Edit::Put(path.member(meant), Some(stranger.clone())),
                    Edit::Put(at.clone(), None),
                ],
            });
        }
        fixes.push(Fix {
            label: "Remove it".into(),
            edits: vec![Edit::Put(at.clone(), None)],
        });
        found
            .error(
                &at,
                UNKNOWN,
                format!("{} is no member of this request", quoted(name)),
            )
            .hint("AWS refuses a request with a member it does not know")
            .fixes(fixes);
    }
    right
}

/// Checks what stands at one field.
pub(super) fn value(
    field: &'static Field,
    shape: &Shape,
    node: &Node,
    path: &Path,
    found: &mut Findings<'_>,
) -> Outcome {
    if node.is_blank() {
        return Outcome::Absent;
    }
    match shape {
        Shape::Text(text) => leaf(field, node, path, found, |typed, found| {
            checked_text(field, text, typed, path, found)
        }),
        Shape::Whole(whole) => leaf(field, node, path, found, |typed, found| {
            checked_whole(field, *whole, typed, path, found)
        }),
        Shape::Flag => leaf(field, node, path, found, |typed, found| {
            checked_flag(field, typed, path, found)
        }),
        Shape::Choice(choices) => leaf(field, node, path, found, |typed, found| {
            checked_choice(field, choices, typed, path, found)
        }),
        Shape::Blob(blob) => leaf(field, node, path, found, |typed, found| {
            checked_blob(field, *blob, typed, path, found)
        }),
        Shape::List(list) => checked_list(field, list, node, path, found),
        Shape::Map(map) => checked_map(field, map, node, path, found),
        Shape::Group(group) => match node {
            Node::Group(_) => {
                let (values, right) = members(group.members, node, path, &[], found);
                if right {
                    Outcome::Right(Value::Group(values))
                } else {
                    Outcome::Wrong
                }
            }
            Node::Text(_) | Node::Rows(_) => wrong_kind(field, path, "a group of members", found),
        },
    }
}

fn wrong_kind(field: &Field, path: &Path, wanted: &str, found: &mut Findings<'_>) -> Outcome {
    found
        .error(
            path,
            "wrong-kind",
            format!("{} must be {wanted}", field.label),
        )
        .fixes(vec![Fix {
            label: "Clear it".into(),
            edits: vec![Edit::Put(path.clone(), None)],
        }]);
    Outcome::Wrong
}

fn leaf(
    field: &Field,
    node: &Node,
    path: &Path,
    found: &mut Findings<'_>,
    check: impl FnOnce(&str, &mut Findings<'_>) -> Outcome,
) -> Outcome {
    match node {
        Node::Text(typed) => check(typed, found),
        Node::Group(_) | Node::Rows(_) => wrong_kind(field, path, "a single value", found),
    }
}

fn checked_list(
    field: &'static Field,
    list: &List,
    node: &Node,
    path: &Path,
    found: &mut Findings<'_>,
) -> Outcome {
    let mut values = Vec::new();
    let mut right = true;
    match (node, list.lines) {
        (Node::Group(_), _) | (Node::Text(_), Lines::Rows) => {
            return wrong_kind(field, path, "a list", found);
        }
        (Node::Text(text), Lines::Values | Lines::Script) => {
            for line in typed_lines(node, list.lines) {
                let from = found.len();
                right &= item(field, &list.item, line, path, found, &mut values);
                found.place_in_line(from, text, line);
            }
        }
        (Node::Rows(rows), lines) => {
            for row in rows {
                let at = path.row(row.id);
                match (&*row.node, lines) {
                    (Node::Text(typed), Lines::Values) if typed.trim().is_empty() => {}
                    (Node::Text(typed), Lines::Values | Lines::Script) => {
                        right &= item(field, &list.item, typed, &at, found, &mut values);
                    }
                    (node, _) => match value(field, &list.item, node, &at, found) {
                        Outcome::Right(value) => values.push(value),
                        Outcome::Wrong => right = false,
                        // A row without anything in it: its required members are missing.
                        Outcome::Absent => {
                            right &= blank_row(field, list, node, &at, found, &mut values)
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
            field,
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
    field: &'static Field,
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
                format!("{}: this {} is empty", field.label, list.one),
            );
            false
        }
    }
}

/// The lines that count: of values those with something on them, without the blanks around it; of a script all up to the last that is not empty.
pub(super) fn typed_lines(node: &Node, lines: Lines) -> Vec<&str> {
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

/// Checks one item of a list of strings; whether a reference to a target of this plan leads anywhere is for a rule.
fn item(
    field: &'static Field,
    shape: &Shape,
    typed: &str,
    path: &Path,
    found: &mut Findings<'_>,
    values: &mut Vec<Value>,
) -> bool {
    let outcome = match shape {
        Shape::Text(text) => checked_text(field, text, typed, path, found),
        Shape::Choice(choices) => checked_choice(field, choices, typed, path, found),
        Shape::Whole(whole) => checked_whole(field, *whole, typed, path, found),
        Shape::Flag | Shape::List(_) | Shape::Map(_) | Shape::Group(_) | Shape::Blob(_) => {
            wrong_kind(field, path, "a list of single values", found)
        }
    };
    match outcome {
        Outcome::Right(value) => {
            values.push(value);
            true
        }
        Outcome::Wrong => false,
        Outcome::Absent => true,
    }
}

/// Checks keys and values, typed as rows or opened as an object.
fn checked_map(
    field: &'static Field,
    map: &Map,
    node: &Node,
    path: &Path,
    found: &mut Findings<'_>,
) -> Outcome {
    let mut entries: Vec<(String, Value)> = Vec::new();
    let mut right = true;
    let pairs: Vec<(Path, Path, &str, Option<&Node>)> = match node {
        Node::Text(_) => return wrong_kind(field, path, "keys with values", found),
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
                format!("{}: the name of this {} is missing", field.label, map.one),
            );
            right = false;
            continue;
        }
        if let Outcome::Wrong = checked_text(field, map.key, key, &key_at, found) {
            right = false;
            continue;
        }
        if entries.iter().any(|(other, _)| other == key) {
            found.error(
                &key_at,
                "duplicate-key",
                format!("{} has `{key}` twice", field.label),
            );
            right = false;
            continue;
        }
        let outcome = value_node.map_or(Outcome::Absent, |node| {
            value(field, &map.value, node, &value_at, found)
        });
        match outcome {
            Outcome::Right(value) => entries.push((key.to_owned(), value)),
            Outcome::Wrong => right = false,
            Outcome::Absent => match map.value {
                // A parameter without values is a list without items: documents have such.
                Shape::List(_) => entries.push((key.to_owned(), Value::List(Vec::new()))),
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
                        format!("{}: the value of `{key}` is missing", field.label),
                    );
                    right = false;
                }
            },
        }
    }
    if right && entries.is_empty() {
        return Outcome::Absent;
    }
    if right && fits_count(field, map.min, map.max, map.one, entries.len(), path, found) {
        Outcome::Right(Value::Map(entries))
    } else {
        Outcome::Wrong
    }
}

/// Whether there are as many as there may be; reports it if not.
fn fits_count(
    field: &Field,
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
        let message = format!("{} must have {says}: there are `{count}`", field.label);
        found.error(path, "count", message).source(field.doc);
    }
    fits
}
