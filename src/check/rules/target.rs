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
            _ if group_key(key).is_some() => report.hint(group_hint(key)).fixes(vec![Fix {
                label: "Make it a resource group".into(),
                edits: vec![
                    Edit::Set(part.at(&t::RESOURCE_TYPE), "RESOURCE_GROUP".into()),
                    Edit::Set(at.clone(), group_key(key).unwrap_or(GROUP_NAME).into()),
                ],
            }]),
            _ => {
                let meant = Meant::of(key);
                let mut label = format!("Use {}", quoted(&meant.key));
                let mut edits = vec![Edit::Set(at.clone(), meant.key)];
                if !meant.values.is_empty() && entry.values().is_empty() {
                    label = format!("{label} with {}", quoted(&meant.values.join(", ")));
                    edits.push(Edit::Set(entry.values_at(), meant.values.join("\n")));
                }
                report
                    .hint("a tag's key stands after `tag:`")
                    .fixes(vec![Fix { label, edits }])
            }
        };
    }
}

/// The tag that a key of another notation means, with the values in it.
struct Meant {
    key: String,
    values: Vec<String>,
}

impl Meant {
    /// `Env`, `Tag:Env`, `tags:Env`, `Env = prod`, `Key=tag:Env,Values=prod,test`.
    fn of(key: &str) -> Meant {
        let option = key
            .strip_prefix("Key=")
            .or_else(|| key.strip_prefix("Name="));
        let (key, values) = match option.and_then(|rest| rest.split_once(",Values=")) {
            Some(parts) => parts,
            None => option
                .unwrap_or(key)
                .split_once('=')
                .unwrap_or((option.unwrap_or(key), "")),
        };
        let lower = key.to_ascii_lowercase();
        let mut starts = ["tag:", "tags:", "tag-key:", "tag.", "tags."].into_iter();
        let start = starts.find(|start| lower.starts_with(start));
        let tag = start
            .and_then(|start| key.get(start.len()..))
            .unwrap_or(key);
        let values = values.split(',').map(|value| value.trim().to_owned());
        Meant {
            key: match key.trim() {
                key @ (INSTANCE_IDS | TAG_KEY) => key.to_owned(),
                _ => [TAG, tag.trim()].concat(),
            },
            values: values.filter(|value| !value.is_empty()).collect(),
        }
    }
}

/// The key of a resource group that a key means, in whichever notation.
fn group_key(key: &str) -> Option<&'static str> {
    let letters = key.chars().filter(char::is_ascii_alphanumeric);
    let folded: String = letters.map(|c| c.to_ascii_lowercase()).collect();
    match folded.as_str() {
        "resourcegroup" | "resourcegroups" | "resourcegroupname" | "resourcegroupsname"
        | "group" | "groupname" => Some(GROUP_NAME),
        "resourcetypefilters" | "resourcetypefilter" | "resourcegroupsresourcetypefilters" => {
            Some(GROUP_FILTERS)
        }
        _ if key.starts_with("resource-groups:") => Some(GROUP_NAME),
        _ => None,
    }
}

fn group_hint(key: &str) -> String {
    if key.eq_ignore_ascii_case("ResourceGroup") {
        format!(
            "`ResourceGroup` is a key of State Manager and Automation; a window takes the target type `RESOURCE_GROUP` with `{GROUP_NAME}`"
        )
    } else {
        format!(
            "a resource group needs the target type `RESOURCE_GROUP` and the key `{GROUP_NAME}`"
        )
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
        } else if let Some(meant) = group_key(entry.key) {
            report
                .hint(group_hint(entry.key))
                .fix(format!("Use `{meant}`"), &at, meant);
        } else if entry.key.to_ascii_lowercase().ends_with("name") {
            report.fix(format!("Use `{GROUP_NAME}`"), &at, GROUP_NAME);
        }
    }
    // A key that means the name has its error already.
    let named = |entry: &Condition<'_>| {
        !entry.key.is_empty()
            && entry.key != GROUP_FILTERS
            && group_key(entry.key) == Some(GROUP_NAME)
    };
    let names = entries.iter().filter(|entry| named(entry)).count();
    let one = names == 1
        && entries
            .iter()
            .filter(|entry| named(entry))
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
