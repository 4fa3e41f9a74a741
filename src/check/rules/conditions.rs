//! The `Targets` lists of targets and tasks as rules read them: conditions of
//! a key and its values, each with its place.

use std::collections::HashSet;

use crate::catalogue::{Lines, target};
use crate::draft::{Node, Path, Row, RowId};

use super::super::finding::Findings;
use super::super::report::{Edit, Fix};
use super::super::shape::typed_lines;
use crate::quote::quoted;

/// How many values of a list are looked at one by one; AWS takes 50.
pub(super) const LOOKED_AT: usize = 200;

/// One entry of a `Targets` list.
pub(super) struct Condition<'a> {
    pub(super) path: Path,
    pub(super) key: &'a str,
    node: Option<&'a Node>,
}

/// The entries of the list at a path.
pub(super) fn conditions<'a>(list: Option<&'a Node>, path: &Path) -> Vec<Condition<'a>> {
    list.map_or(&[][..], Node::as_rows)
        .iter()
        .map(|row| Condition {
            path: path.row(row.id),
            key: row.node.text_of(target::KEY.name),
            node: row.node.member(target::VALUES.name),
        })
        .collect()
}

/// What parts ids that were pasted as one line: no id has it in it.
pub(super) fn parts_ids(c: char) -> bool {
    c == ';' || c.is_whitespace()
}

impl<'a> Condition<'a> {
    pub(super) fn key_at(&self) -> Path {
        self.path.member(target::KEY.name)
    }
    pub(super) fn values_at(&self) -> Path {
        self.path.member(target::VALUES.name)
    }
    /// The values that count, each with its place: a row's own, or the field when typed as lines.
    pub(super) fn values(&self) -> Vec<(Path, &'a str)> {
        match self.node {
            None | Some(Node::Group(_)) => Vec::new(),
            Some(node @ Node::Text(_)) => typed_lines(node, Lines::Values)
                .into_iter()
                .map(|line| (self.values_at(), line))
                .collect(),
            Some(Node::Rows(rows)) => rows
                .iter()
                .map(|row| (self.values_at().row(row.id), row.node.as_text()))
                .filter(|(_, typed)| !typed.trim().is_empty())
                .collect(),
        }
    }
    /// The values of which each is looked at: far more than AWS takes, and no more.
    pub(super) fn looked_at(&self) -> impl Iterator<Item = (Path, &'a str)> {
        self.values().into_iter().take(LOOKED_AT)
    }
    /// The text that mends one value: that of its row, or of the whole field when the values are typed as lines.
    pub(super) fn mended(&self, at: &Path, value: &str, with: &str) -> String {
        match self.node {
            Some(Node::Text(typed)) if *at == self.values_at() => {
                let lines: Vec<&str> = typed
                    .split('\n')
                    .map(|line| if line.trim() == value { with } else { line })
                    .collect();
                lines.join("\n")
            }
            _ => with.to_owned(),
        }
    }
    /// Warns of values that are there twice.
    pub(super) fn report_duplicates(&self, found: &mut Findings<'_>) {
        let values = self.values();
        let mut seen: HashSet<&str> = HashSet::new();
        for (at, value) in &values {
            if !seen.insert(value) {
                let mut kept = HashSet::new();
                let all = values.iter().map(|(_, value)| *value);
                let unique: Vec<&str> = all.filter(|value| kept.insert(*value)).collect();
                let edits = vec![Edit::Put(self.values_at(), Some(listed(&unique)))];
                found
                    .warning(
                        at,
                        "duplicate-value",
                        format!(
                            "{}: {} is there twice",
                            target::VALUES.label_for(self.key),
                            quoted(value)
                        ),
                    )
                    .fixes(vec![Fix {
                        label: "Keep each once".into(),
                        edits,
                    }]);
                return;
            }
        }
    }
    /// Offers to split a value that looks like several, at commas and what else may part them.
    pub(super) fn split(&self, parts: fn(char) -> bool) -> Option<String> {
        let values = self.values();
        let parts: Vec<&str> = values
            .iter()
            .flat_map(|(_, value)| value.split(|c: char| c == ',' || parts(c)))
            .map(|part| part.trim().trim_matches(|c| c == '"' || c == '\''))
            .filter(|part| !part.is_empty())
            .collect();
        (parts.len() > values.len()).then(|| parts.join("\n"))
    }
}

/// Values as a person would type them: a line each, or rows where one of them has lines itself.
fn listed(values: &[&str]) -> Node {
    if values.iter().any(|value| value.contains('\n')) {
        Node::Rows(
            values
                .iter()
                .map(|value| Row::new(RowId(0), Node::Text((*value).to_owned())))
                .collect(),
        )
    } else {
        Node::Text(values.join("\n"))
    }
}
