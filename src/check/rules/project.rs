//! Rules that look for what was copied from documentation and never replaced.

use crate::draft::{Node, Path};

use super::super::finding::Findings;
use super::rule::{Rule, Scope};
use crate::quote::quoted;

pub(super) const EXAMPLE_IDS: Rule = Rule {
    finds: &[(
        "placeholder-id",
        "An id that ends in EXAMPLE stands for a real one",
    )],
    scope: Scope::Task,
    run: |part, found| walk(part.node, part.path, found),
};

fn walk(node: &Node, at: &Path, found: &mut Findings<'_>) {
    match node {
        Node::Text(_) => {
            for line in node.lines() {
                let line = line.trim();
                let is_id = ["i-", "mi-", "mw-"]
                    .iter()
                    .any(|start| line.starts_with(start));
                if is_id && line.ends_with("EXAMPLE") {
                    found
                        .warning(
                            at,
                            "placeholder-id",
                            format!("{} is an id from an example", quoted(line)),
                        )
                        .hint("put a real id here");
                    return;
                }
            }
        }
        // What is kept aside for another type is not sent.
        Node::Group(members) => members
            .iter()
            .filter(|(name, _)| {
                !name.starts_with('$') || name.as_ref() == crate::draft::page::MAP_VALUE
            })
            .for_each(|(name, node)| walk(node, &at.member(name.clone()), found)),
        Node::Rows(rows) => rows
            .iter()
            .for_each(|row| walk(&row.node, &at.row(row.id), found)),
    }
}
