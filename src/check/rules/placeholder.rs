//! Rules of pseudo parameters: which names there are, which tasks have them,
//! and how they are written.

use crate::catalogue::{pseudo, task as k};
use crate::draft::{Node, Path};

use super::super::finding::Findings;
use super::super::nearest::nearest;
use super::super::report::{Edit, Fix};
use super::invocation::block;
use super::part::Part;
use super::rule::{Rule, Scope};
use crate::quote::quoted;

pub(super) const PSEUDO: Rule = Rule {
    finds: &[
        (
            "pseudo-run-command",
            "TARGET_ID and RESOURCE_ID are not for Run Command",
        ),
        (
            "pseudo-without-target",
            "A task without targets has no target to name",
        ),
        ("pseudo-obsolete", "The LOGGING_S3 names are gone"),
        (
            "pseudo-blanks",
            "A pseudo parameter has no blanks in its braces",
        ),
        ("pseudo-unknown", "A pseudo parameter is one that AWS knows"),
        ("pseudo-encoded", "Nothing is replaced inside base64"),
    ],
    scope: Scope::Task,
    run: |part, found| {
        let task_type = part.text(&k::TASK_TYPE);
        let Some(own) = block(task_type) else { return };
        let path = [&k::TASK_INVOCATION_PARAMETERS, own];
        if let Some(node) = part.node(&path) {
            walk(node, &part.deep_at(&path), &mut |text, at| {
                judge(text, at, task_type, part, found)
            });
        }
        if task_type == "LAMBDA" {
            encoded(part, found);
        }
    },
};

pub(super) const BRACES: Rule = Rule {
    finds: &[(
        "pseudo-braces",
        "A pseudo parameter stands in two pairs of braces",
    )],
    scope: Scope::Task,
    run: |part, found| {
        let Some(own) = block(part.text(&k::TASK_TYPE)) else {
            return;
        };
        let path = [&k::TASK_INVOCATION_PARAMETERS, own];
        if let Some(node) = part.node(&path) {
            walk(node, &part.deep_at(&path), &mut |text, at| {
                braces(text, at, found)
            });
        }
    },
};

/// The first pseudo parameter in a text whose braces are not two and two.
fn braces(text: &str, at: &Path, found: &mut Findings<'_>) {
    let Some(wrong) = pseudo::unbalanced(text) else {
        return;
    };
    let typed = text.get(wrong.range.clone()).unwrap_or_default();
    let with = ["{{", wrong.name, "}}"].concat();
    let mut mended = text.to_owned();
    if mended.get(wrong.range.clone()).is_some() {
        mended.replace_range(wrong.range.clone(), &with);
    }
    found
        .warning(
            at,
            "pseudo-braces",
            format!(
                "{} must stand in two pairs of braces: {}",
                wrong.name,
                quoted(typed)
            ),
        )
        .hint("AWS passes on what is left over as it stands")
        .source(pseudo::DOC)
        .fix(format!("Use `{with}`"), at, mended);
}

fn walk(node: &Node, at: &Path, see: &mut dyn FnMut(&str, &Path)) {
    match node {
        Node::Text(text) => {
            if text.contains('{') {
                see(text, at);
            }
        }
        Node::Group(members) => members
            .iter()
            .for_each(|(name, node)| walk(node, &at.member(name.clone()), see)),
        Node::Rows(rows) => rows
            .iter()
            .for_each(|row| walk(&row.node, &at.row(row.id), see)),
    }
}

fn judge(text: &str, at: &Path, task_type: &str, part: &Part<'_>, found: &mut Findings<'_>) {
    let has_targets = part.node(&[&k::TARGETS]).is_some();
    let placeholders = pseudo::placeholders(text);
    // One finding of a kind for a field is enough: a script may repeat itself.
    let mut told: Vec<&str> = Vec::new();
    for placeholder in &placeholders {
        let typed = text.get(placeholder.range.clone()).unwrap_or_default();
        let replace = |with: &str| {
            let mut mended = text.to_owned();
            if mended.get(placeholder.range.clone()).is_some() {
                mended.replace_range(placeholder.range.clone(), with);
            }
            Edit::Set(at.clone(), mended)
        };
        let Some(known) = placeholder.pseudo() else {
            if placeholder.looks_like_pseudo() && !told.contains(&placeholder.name) {
                told.push(placeholder.name);
                let meant = nearest(
                    placeholder.name,
                    pseudo::PSEUDO_PARAMETERS
                        .iter()
                        .filter(|p| !p.obsolete)
                        .map(|p| p.name),
                );
                let report = found
                    .warning(
                        at,
                        "pseudo-unknown",
                        format!(
                            "{} is no pseudo parameter that AWS documents",
                            quoted(typed)
                        ),
                    )
                    .hint("it is passed on as it stands")
                    .source(pseudo::DOC);
                if let Some(meant) = meant {
                    let with = format!("{{{{{meant}}}}}");
                    report.fixes(vec![Fix {
                        label: format!("Use `{with}`"),
                        edits: vec![replace(&with)],
                    }]);
                }
            }
            continue;
        };
        if told.contains(&known.name) {
            continue;
        }
        told.push(known.name);
        if known.obsolete {
            found
                .warning(
                    at,
                    "pseudo-obsolete",
                    format!("{} is no longer documented", quoted(typed)),
                )
                .hint(known.meaning)
                .source(pseudo::DOC);
        } else if !known.task_types.contains(&task_type) {
            found
                .error(
                    at,
                    "pseudo-run-command",
                    format!("{} cannot be used in a Run Command task", quoted(typed)),
                )
                .hint("the command runs on the node itself, which knows its id")
                .source(pseudo::DOC);
        } else if known.depends_on_target && !has_targets {
            found
                .warning(
                    at,
                    "pseudo-without-target",
                    format!("{} has no value in a task without targets", quoted(typed)),
                )
                .source(pseudo::DOC);
        }
        if placeholder.blanks {
            let with = format!("{{{{{}}}}}", known.name);
            found
                .warning(
                    at,
                    "pseudo-blanks",
                    format!(
                        "{} has blanks in its braces; AWS's examples have none",
                        quoted(typed)
                    ),
                )
                .source(pseudo::DOC)
                .fixes(vec![Fix {
                    label: format!("Use `{with}`"),
                    edits: vec![replace(&with)],
                }]);
        }
    }
}

fn encoded(part: &Part<'_>, found: &mut Findings<'_>) {
    use base64::Engine;
    let path = [
        &k::TASK_INVOCATION_PARAMETERS,
        &k::LAMBDA,
        &k::lambda::CLIENT_CONTEXT,
    ];
    let Ok(bytes) = base64::engine::general_purpose::STANDARD.decode(part.deep(&path)) else {
        return;
    };
    if String::from_utf8_lossy(&bytes).contains("{{") {
        found
            .warning(
                &part.deep_at(&path),
                "pseudo-encoded",
                format!(
                    "{}: a pseudo parameter inside base64 is not replaced",
                    k::lambda::CLIENT_CONTEXT.label
                ),
            )
            .source(pseudo::DOC);
    }
}
