//! Rules of a registered target: which keys there are and which go together.
//! The service checks these; the API model does not.

use std::collections::HashSet;

use crate::catalogue::target as t;
use crate::catalogue::target::{GROUP_FILTERS, GROUP_NAME, INSTANCE_IDS, TAG, TAG_KEY};

use super::super::finding::Findings;
use super::super::report::{Edit, Fix, MISSING};
use super::conditions::{Condition, conditions};
use super::part::Part;
use super::rule::{Rule, Scope};
use crate::quote::quoted;

/// Where AWS says what a target may be.
pub(super) const GUIDE: &str = "https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-maintenance-assign-targets.html";

pub(super) const KEYS: Rule = Rule {
    finds: &[
        (MISSING, "A target's tag has a key"),
        (
            "target-key",
            "A target's key is one that its target type knows",
        ),
        ("target-instances-alone", "InstanceIds stands alone"),
        (
            "target-group-name",
            "A resource group target has exactly one resource-groups:Name",
        ),
        ("target-duplicate-key", "A target's key occurs once"),
    ],
    scope: Scope::Target,
    run: |part, found| {
        let list = part.at(&t::TARGETS);
        let entries = conditions(part.node(&[&t::TARGETS]), &list);
        match part.text(&t::RESOURCE_TYPE) {
            "INSTANCE" => nodes(&entries, part, found),
            "RESOURCE_GROUP" => group(&entries, part, found),
            _ => {}
        }
        let mut seen: HashSet<&str> = HashSet::new();
        for entry in &entries {
            if !seen.insert(entry.key) && !entry.key.is_empty() {
                found
                    .warning(
                        &entry.key_at(),
                        "target-duplicate-key",
                        format!("{} has {} twice", t::TARGETS.label, quoted(entry.key)),
                    )
                    .hint("the values of one key are alternatives; two entries must both match")
                    .source(GUIDE);
            }
        }
    },
};

fn nodes(entries: &[Condition<'_>], part: &Part<'_>, found: &mut Findings<'_>) {
    let by_id = entries.iter().any(|entry| entry.key == INSTANCE_IDS);
    if by_id && entries.len() > 1 {
        found
            .error(
                &part.at(&t::TARGETS),
                "target-instances-alone",
                format!(
                    "{}: `{INSTANCE_IDS}` must stand alone: there are `{}` entries",
                    t::TARGETS.label,
                    entries.len()
                ),
            )
            .hint("register ids and tags as two targets")
            .source(GUIDE);
    }
    for entry in entries.iter().filter(|entry| !entry.key.is_empty()) {
        let key = entry.key;
        let known = key == INSTANCE_IDS
            || key == TAG_KEY
            || key.strip_prefix(TAG).is_some_and(|tag| !tag.is_empty());
        if known {
            continue;
        }
        let at = entry.key_at();
        let label = t::KEY.label_for(key);
        if key == TAG {
            found
                .error(&at, MISSING, t::KEY.is_required(label))
                .source(GUIDE);
            continue;
        }
        let report = found
            .error(
                &at,
                "target-key",
                format!(
                    "{label} must be `{INSTANCE_IDS}`, `tag:<key>` or `{TAG_KEY}`: {}",
                    quoted(key)
                ),
            )
            .source(GUIDE);
        let folded: String = key
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        match folded.as_str() {
            "instanceids" | "instanceid" => {
                report.fix(format!("Use `{INSTANCE_IDS}`"), &at, INSTANCE_IDS)
            }
            "tagkey" => report.fix(format!("Use `{TAG_KEY}`"), &at, TAG_KEY),
            "windowtargetids" => {
                report.hint("that is a key of tasks, which name registered targets by it")
            }
            "tag" => report.hint("the tag's key stands after the colon: `tag:Role`"),
            _ if key.starts_with("resource-groups:") => report
                .hint("a resource group needs that target type")
                .fixes(vec![Fix {
                    label: "Make it a resource group".into(),
                    edits: vec![Edit::Set(
                        part.at(&t::RESOURCE_TYPE),
                        "RESOURCE_GROUP".into(),
                    )],
                }]),
            _ => {
                let tag = key
                    .strip_prefix("Tag:")
                    .or_else(|| key.strip_prefix("TAG:"))
                    .unwrap_or(key);
                report.hint("a tag's key stands after `tag:`").fix(
                    format!("Use {}", quoted(&format!("{TAG}{tag}"))),
                    &at,
                    format!("{TAG}{tag}"),
                )
            }
        };
    }
}

fn group(entries: &[Condition<'_>], part: &Part<'_>, found: &mut Findings<'_>) {
    for entry in entries.iter().filter(|entry| !entry.key.is_empty()) {
        if entry.key == GROUP_NAME || entry.key == GROUP_FILTERS {
            continue;
        }
        let at = entry.key_at();
        let report = found
            .error(
                &at,
                "target-key",
                format!(
                    "{} must be `{GROUP_NAME}` or `{GROUP_FILTERS}`: {}",
                    t::KEY.label,
                    quoted(entry.key)
                ),
            )
            .source(GUIDE);
        if entry.key == INSTANCE_IDS || entry.key == TAG_KEY || entry.key.starts_with(TAG) {
            report
                .hint("ids and tags name managed nodes")
                .fixes(vec![Fix {
                    label: "Make it managed nodes".into(),
                    edits: vec![Edit::Set(part.at(&t::RESOURCE_TYPE), "INSTANCE".into())],
                }]);
        } else if entry.key.to_ascii_lowercase().ends_with("name") {
            report.fix(format!("Use `{GROUP_NAME}`"), &at, GROUP_NAME);
        }
    }
    let names = entries
        .iter()
        .filter(|entry| entry.key == GROUP_NAME)
        .count();
    let one = names == 1
        && entries
            .iter()
            .filter(|entry| entry.key == GROUP_NAME)
            .all(|entry| entry.values().len() <= 1);
    if !entries.is_empty() && !one {
        found
            .error(
                &part.at(&t::TARGETS),
                "target-group-name",
                format!(
                    "{} must have exactly one `{GROUP_NAME}` with one group",
                    t::TARGETS.label
                ),
            )
            .hint("register each group as a target of its own")
            .source(GUIDE);
    }
}
