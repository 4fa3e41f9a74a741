//! Rules of what stands under the keys of a registered target: ids, names of
//! groups, types and tags' values.

use crate::catalogue::target::{GROUP_FILTERS, GROUP_NAME, INSTANCE_IDS, TAG, TAG_KEY};
use crate::catalogue::{pattern, target as t};

use super::super::finding::Findings;
use super::conditions::{Condition, LOOKED_AT, conditions, parts_ids};
use super::rule::{Rule, Scope};
use super::target::GUIDE;
use crate::quote::quoted;

/// More values for one key than AWS's message names; how it counts is not documented.
const MANY_VALUES: usize = 5;
/// More filters than the console offers.
const MANY_FILTERS: usize = 5;

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
    for (at, value) in entry.looked_at() {
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
    for (at, value) in entry.looked_at() {
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
                format!("Use {}", quoted(name)),
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
    for (at, value) in values.into_iter().take(LOOKED_AT) {
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
    for (at, value) in values.iter().take(LOOKED_AT) {
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
                .fix(
                    format!("Use {}", quoted(bare)),
                    at,
                    entry.mended(at, value, bare),
                );
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
