//! A rule of members typed one level too deep: among the document's parameters
//! instead of beside them, as `CloudWatchOutputConfig` often is.

use crate::catalogue::{Field, Shape, documents, task as k};
use crate::draft::Node;
use crate::draft::page::MAP_KEY;

use super::super::report::{Edit, Fix};
use super::document::entries;
use super::invocation::block;
use super::rule::{Rule, Scope};
use crate::quote::quoted;

pub(super) const NESTED: Rule = Rule {
    finds: &[(
        "parameter-is-member",
        "What belongs beside the parameters is not among them",
    )],
    scope: Scope::Task,
    run: |part, found| {
        let Some(own) = block(part.text(&k::TASK_TYPE)) else {
            return;
        };
        let at = part.deep_at(&[&k::TASK_INVOCATION_PARAMETERS, own]);
        let parameters = [
            &k::TASK_INVOCATION_PARAMETERS,
            own,
            &k::run_command::PARAMETERS,
        ];
        for entry in entries(part.node(&parameters), &part.deep_at(&parameters)) {
            if !is_member(own, entry.key) {
                continue;
            }
            let document = documents::find(part.text(&k::TASK_ARN));
            let taken = document.is_some_and(|document| document.parameter(entry.key).is_some());
            let object = matches!(entry.node, Some(Node::Group(members)) if !members.is_empty());
            // Documents that this page does not know may have a parameter of that name.
            if taken || document.is_none() && !object {
                continue;
            }
            let up = at.member(entry.key.to_owned());
            let free = part
                .node(&[&k::TASK_INVOCATION_PARAMETERS, own])
                .is_some_and(|block| block.member(entry.key).is_none_or(Node::is_blank));
            let whole = if entry.key_at.name() == Some(MAP_KEY) {
                entry.key_at.parent()
            } else {
                Some(entry.key_at.clone())
            };
            let report = found
                .warning(
                    &entry.key_at,
                    "parameter-is-member",
                    format!(
                        "{} is no parameter of the document but a member beside them: {}",
                        k::run_command::PARAMETERS.label,
                        quoted(entry.key)
                    ),
                )
                .source(own.doc);
            if let (true, Some(whole), Some(node)) = (free, whole, entry.node) {
                report.fixes(vec![Fix {
                    label: "Move it beside the parameters".into(),
                    edits: vec![Edit::Put(up, Some(node.clone())), Edit::Put(whole, None)],
                }]);
            }
        }
    },
};

/// Whether a name is that of a member of the block that holds the parameters.
pub(super) fn is_member(block: &Field, name: &str) -> bool {
    match block.shape {
        Shape::Group(group) => group.members.iter().any(|member| {
            member.field.name == name && !std::ptr::eq(member.field, &k::run_command::PARAMETERS)
        }),
        _ => false,
    }
}
