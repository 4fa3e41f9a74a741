//! A rule of runbooks that start nodes: what is stopped, no tag finds.

use crate::catalogue::target::WINDOW_TARGET_IDS;
use crate::catalogue::{documents, task as k};
use crate::draft::page::referred;

use super::conditions::conditions;
use super::rule::{Rule, Scope};
use super::target::GUIDE;
use crate::quote::quoted;

pub(super) const STOPPED: Rule = Rule {
    finds: &[(
        "stopped-nodes",
        "A runbook that starts stopped nodes gets them by id or from a group",
    )],
    scope: Scope::Task,
    run: |part, found| {
        let document = documents::name_of(part.text(&k::TASK_ARN));
        if part.text(&k::TASK_TYPE) != "AUTOMATION" || !documents::STARTS_NODES.contains(&document)
        {
            return;
        }
        for entry in conditions(part.node(&[&k::TARGETS]), &part.at(&k::TARGETS)) {
            let tagged = |name: &str| part.around.by_tag.iter().any(|target| target == name);
            let by_tag = entry.key == WINDOW_TARGET_IDS
                && entry
                    .values()
                    .iter()
                    .any(|(_, value)| referred(value).is_some_and(tagged));
            if by_tag {
                found
                    .warning(
                        &part.at(&k::TARGETS),
                        "stopped-nodes",
                        format!(
                            "{} by tag find no stopped nodes, which this runbook is to start: {}",
                            k::TARGETS.label,
                            quoted(document)
                        ),
                    )
                    .hint("AWS ends such a run with «No Invocations to Execute»; register the nodes by id or as a resource group")
                    .source(GUIDE);
                return;
            }
        }
    },
};
