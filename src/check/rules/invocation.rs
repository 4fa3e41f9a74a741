//! Rules of a task's invocation parameters: which block goes with which type,
//! where output goes, and the document's hash.

use crate::catalogue::{Field, task as k};

use super::super::report::{Edit, Fix};
use super::rule::{Rule, Scope};
use crate::quote::quoted;

const OPTIONS: &str =
    "https://docs.aws.amazon.com/systems-manager/latest/userguide/mw-cli-task-options.html";

/// Which block of the invocation parameters belongs to a task type.
pub(crate) fn block(task_type: &str) -> Option<&'static Field> {
    let found = k::BLOCKS.iter().find(|(known, _)| *known == task_type);
    found.map(|(_, block)| *block)
}

pub(super) const BLOCK: Rule = Rule {
    finds: &[(
        "invocation-block",
        "The invocation parameters hold only the block of the task's type",
    )],
    scope: Scope::Task,
    run: |part, found| {
        let task_type = part.text(&k::TASK_TYPE);
        let Some(own) = block(task_type) else { return };
        for (_, other) in k::BLOCKS {
            let here = [&k::TASK_INVOCATION_PARAMETERS, other];
            if other.name != own.name && part.node(&here).is_some() {
                let at = part.deep_at(&here);
                found
                    .error(
                        &at,
                        "invocation-block",
                        format!(
                            "{} must hold only `{}` for a task of this type: {}",
                            k::TASK_INVOCATION_PARAMETERS.label,
                            own.name,
                            quoted(other.name)
                        ),
                    )
                    .source(OPTIONS)
                    .fixes(vec![Fix {
                        label: format!("Remove `{}`", other.name),
                        edits: vec![Edit::Put(at.clone(), None)],
                    }]);
            }
        }
    },
};

pub(super) const OUTPUT: Rule = Rule {
    finds: &[(
        "log-group-off",
        "A log group does nothing while output to CloudWatch is off",
    )],
    scope: Scope::Task,
    run: |part, found| {
        let config = [
            &k::TASK_INVOCATION_PARAMETERS,
            &k::RUN_COMMAND,
            &k::run_command::CLOUD_WATCH_OUTPUT_CONFIG,
        ];
        let Some(node) = part.node(&config) else {
            return;
        };
        let group = node.text_of(k::run_command::CLOUD_WATCH_LOG_GROUP_NAME.name);
        if !group.is_empty()
            && node.text_of(k::run_command::CLOUD_WATCH_OUTPUT_ENABLED.name) != "true"
        {
            let at = part
                .deep_at(&config)
                .member(k::run_command::CLOUD_WATCH_OUTPUT_ENABLED.name);
            found
                .warning(
                    &at,
                    "log-group-off",
                    format!(
                        "{} is not `true`, so the log group has no effect: {}",
                        k::run_command::CLOUD_WATCH_OUTPUT_ENABLED.label,
                        quoted(group)
                    ),
                )
                .source(k::run_command::CLOUD_WATCH_OUTPUT_ENABLED.doc)
                .fix("Switch it on", &at, "true");
        }
    },
};

pub(super) const HASH: Rule = Rule {
    finds: &[
        ("hash-pair", "A document's hash and its type go together"),
        ("hash-sha1", "Sha1 is deprecated"),
        ("hash-form", "A Sha256 hash has 64 hexadecimal digits"),
    ],
    scope: Scope::Task,
    run: |part, found| {
        let hash_path = [
            &k::TASK_INVOCATION_PARAMETERS,
            &k::RUN_COMMAND,
            &k::run_command::DOCUMENT_HASH,
        ];
        let type_path = [
            &k::TASK_INVOCATION_PARAMETERS,
            &k::RUN_COMMAND,
            &k::run_command::DOCUMENT_HASH_TYPE,
        ];
        let (hash, kind) = (part.deep(&hash_path), part.deep(&type_path));
        match (hash.is_empty(), kind.is_empty()) {
            (true, true) => return,
            (false, true) => {
                let at = part.deep_at(&type_path);
                found
                    .warning(
                        &at,
                        "hash-pair",
                        format!(
                            "{} is empty, and there is a hash",
                            k::run_command::DOCUMENT_HASH_TYPE.label
                        ),
                    )
                    .hint("what AWS takes then is not documented")
                    .fix("Use `Sha256`", &at, "Sha256");
            }
            (true, false) => {
                found
                    .warning(
                        &part.deep_at(&hash_path),
                        "hash-pair",
                        format!(
                            "{} is empty, and there is a hash type",
                            k::run_command::DOCUMENT_HASH.label
                        ),
                    )
                    .removal("Remove the type", &part.deep_at(&type_path));
            }
            (false, false) => {}
        }
        if kind == "Sha1" {
            let at = part.deep_at(&type_path);
            found
                .warning(
                    &at,
                    "hash-sha1",
                    format!(
                        "{} is deprecated: `Sha1`",
                        k::run_command::DOCUMENT_HASH_TYPE.label
                    ),
                )
                .source(k::run_command::DOCUMENT_HASH_TYPE.doc)
                .fix("Use `Sha256`", &at, "Sha256");
        } else if !hash.is_empty()
            && (hash.len() != 64 || !hash.bytes().all(|b| b.is_ascii_hexdigit()))
        {
            found
                .warning(
                    &part.deep_at(&hash_path),
                    "hash-form",
                    format!(
                        "{} has 64 hexadecimal digits for Sha256: {}",
                        k::run_command::DOCUMENT_HASH.label,
                        quoted(hash)
                    ),
                )
                .source(k::run_command::DOCUMENT_HASH.doc);
        }
    },
};
