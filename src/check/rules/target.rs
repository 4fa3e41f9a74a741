//! Rules of a registered target: which keys go together, and what their
//! values look like. The service checks these; the API model does not.

use crate::catalogue::target::{GROUP_FILTERS, GROUP_NAME, INSTANCE_IDS, TAG, TAG_KEY};
use crate::catalogue::{pattern, target as t};

use super::super::finding::{Findings, quoted};
use super::super::report::{Edit, Fix, MISSING};
use super::conditions::{Condition, conditions, parts_ids};
use super::{Part, Rule, Scope};

/// More values for one key than AWS's message names; how it counts is not documented.
const MANY_VALUES: usize = 5;
/// More filters than the console offers.
const MANY_FILTERS: usize = 5;
const GUIDE: &str = "https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-maintenance-assign-targets.html";

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
        let mut seen: Vec<&str> = Vec::new();
        for entry in &entries {
            if !entry.key.is_empty() && seen.contains(&entry.key) {
                found
                    .warning(
                        &entry.key_at(),
                        "target-duplicate-key",
                        format!("{} has {} twice", t::TARGETS.label, quoted(entry.key)),
                    )
                    .hint("the values of one key are alternatives; two entries must both match")
                    .source(GUIDE);
            }
            seen.push(entry.key);
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
                    format!("Use `{TAG}{tag}`"),
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

pub(super) const VALUES: Rule = Rule {
    finds: &[
        (
            "instance-id",
            "A managed node's id is `i-` or `mi-` and hexadecimal digits",
        ),
        (
            "instance-id-hex",
            "A managed node's id has hexadecimal digits only",
        ),
        ("instance-id-all", "`*` is no node of a maintenance window"),
        ("group-name", "A resource group is named, not given as ARN"),
        (
            "resource-type-filter",
            "A type filter is a CloudFormation type",
        ),
        (
            "resource-type-case",
            "A type filter is spelt as in CloudFormation",
        ),
        (
            "many-filters",
            "A resource group has at most 5 type filters in the console",
        ),
        ("many-values", "AWS speaks of up to 5 values for one tag"),
        ("value-blanks", "A value has no blanks around it"),
        ("duplicate-value", "A value occurs once"),
        ("value-comma", "A value with a comma is one value"),
        ("tag-key-prefix", "A tag's key is named without `tag:`"),
    ],
    scope: Scope::Target,
    run: |part, found| {
        for entry in conditions(part.node(&[&t::TARGETS]), &part.at(&t::TARGETS)) {
            match entry.key {
                INSTANCE_IDS => instance_ids(&entry, found),
                GROUP_NAME => group_names(&entry, found),
                GROUP_FILTERS => filters(&entry, found),
                _ => tags(&entry, found),
            }
            entry.report_duplicates(found);
        }
    },
};

/// Checks the ids of managed nodes, on targets and on tasks.
pub(super) fn instance_ids(entry: &Condition<'_>, found: &mut Findings<'_>) {
    let split = entry.split(parts_ids);
    for (at, value) in entry.values() {
        if value == "*" {
            found
                .error(
                    &at,
                    "instance-id-all",
                    "Instance ids: `*` is not for maintenance windows",
                )
                .hint("name the nodes, or choose them by a tag")
                .source(GUIDE);
        } else if !(pattern::INSTANCE_ID.matches)(value) {
            let report = found
                .error(
                    &at,
                    "instance-id",
                    format!(
                        "Instance id must be {}: {}",
                        pattern::INSTANCE_ID.says,
                        quoted(value)
                    ),
                )
                .source(GUIDE);
            if let Some(split) = &split {
                report.fix("One per line", &entry.values_at(), split.clone());
                return;
            } else if (pattern::INSTANCE_ID.matches)(value.trim()) {
                report.fix(
                    "Remove the blanks",
                    &at,
                    entry.mended(&at, value, value.trim()),
                );
            }
        } else if !value.rsplit('-').next().is_some_and(|id| {
            id.bytes()
                .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
        }) {
            found
                .warning(
                    &at,
                    "instance-id-hex",
                    format!(
                        "Instance id has characters that no id has: {}",
                        quoted(value)
                    ),
                )
                .hint("digits and letters `a` to `f` follow the hyphen; is it a placeholder?")
                .source(GUIDE);
        }
    }
}

fn group_names(entry: &Condition<'_>, found: &mut Findings<'_>) {
    for (at, value) in entry.values() {
        if (pattern::RESOURCE_GROUP.matches)(value) {
            continue;
        }
        let report = found
            .error(
                &at,
                "group-name",
                format!(
                    "Resource group must be {}: {}",
                    pattern::RESOURCE_GROUP.says,
                    quoted(value)
                ),
            )
            .source(GUIDE);
        if let Some((_, name)) = value
            .split_once(":group/")
            .filter(|(_, name)| (pattern::RESOURCE_GROUP.matches)(name))
        {
            report.hint("the name, not the ARN").fix(
                format!("Use `{name}`"),
                &at,
                entry.mended(&at, value, name),
            );
        }
    }
}

fn filters(entry: &Condition<'_>, found: &mut Findings<'_>) {
    let values = entry.values();
    if values.len() > MANY_FILTERS {
        found
            .warning(
                &entry.values_at(),
                "many-filters",
                format!(
                    "Resource types: the console takes up to {MANY_FILTERS}: there are `{}`",
                    values.len()
                ),
            )
            .source(GUIDE);
    }
    for (at, value) in values {
        if !(pattern::RESOURCE_TYPE.matches)(value) {
            found
                .error(
                    &at,
                    "resource-type-filter",
                    format!(
                        "Resource type must be {}: {}",
                        pattern::RESOURCE_TYPE.says,
                        quoted(value)
                    ),
                )
                .source(GUIDE);
        } else if value == "AWS::EC2::INSTANCE" {
            found
                .warning(
                    &at,
                    "resource-type-case",
                    format!(
                        "Resource type is spelt as in CloudFormation: {}",
                        quoted(value)
                    ),
                )
                .fix(
                    "Use `AWS::EC2::Instance`",
                    &at,
                    entry.mended(&at, value, "AWS::EC2::Instance"),
                );
        }
    }
}

fn tags(entry: &Condition<'_>, found: &mut Findings<'_>) {
    let values = entry.values();
    if values.len() > MANY_VALUES {
        found
            .warning(
                &entry.values_at(),
                "many-values",
                format!(
                    "{} of {}: AWS speaks of up to {MANY_VALUES}: there are `{}`",
                    t::VALUES.label,
                    quoted(entry.key),
                    values.len()
                ),
            )
            .hint("how AWS counts is not documented")
            .source(GUIDE);
    }
    for (at, value) in &values {
        if entry.key == TAG_KEY
            && let Some(bare) = value.strip_prefix(TAG)
        {
            found
                .warning(
                    at,
                    "tag-key-prefix",
                    format!("A tag's key is named without `{TAG}`: {}", quoted(value)),
                )
                .hint("AWS looks for a tag whose key begins so")
                .fix(format!("Use `{bare}`"), at, entry.mended(at, value, bare));
        }
    }
    // A comma is legal in a tag's value, and hardly ever meant.
    if let Some((at, value)) = values.iter().find(|(_, value)| value.contains(','))
        && let Some(split) = entry.split(|_| false)
    {
        found
            .warning(
                at,
                "value-comma",
                format!(
                    "{} of {}: this is one value, with a comma in it: {}",
                    t::VALUES.label,
                    quoted(entry.key),
                    quoted(value)
                ),
            )
            .fix("One per line", &entry.values_at(), split);
    }
    let bare = entry.key.strip_prefix(TAG).unwrap_or(entry.key);
    if bare != bare.trim() {
        let at = entry.key_at();
        let mended = entry
            .key
            .strip_prefix(TAG)
            .map_or(bare.trim().to_owned(), |tag| format!("{TAG}{}", tag.trim()));
        found
            .warning(
                &at,
                "value-blanks",
                format!(
                    "{} has blanks around it: {}",
                    t::KEY.label_for(entry.key),
                    quoted(entry.key)
                ),
            )
            .fix("Remove the blanks", &at, mended);
    }
}
