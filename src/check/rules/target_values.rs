//! Rules of what stands under the keys of a registered target: ids and the
//! keys and values of tags. What a resource group needs is in `resource_group`.

use crate::catalogue::target::{GROUP_FILTERS, GROUP_NAME, INSTANCE_IDS, TAG, TAG_KEY};
use crate::catalogue::{pattern, target as t};

use super::super::finding::Findings;
use super::super::report::{Edit, Fix};
use super::conditions::{Condition, LOOKED_AT, conditions, parts_ids};
use super::rule::{Rule, Scope};
use super::target::GUIDE;
use crate::quote::quoted;

/// More values for one key than AWS's message names; how it counts is not documented.
const MANY_VALUES: usize = 5;

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
                GROUP_NAME | GROUP_FILTERS => {}
                _ => tags(&entry, found),
            }
            entry.report_duplicates(found);
        }
    },
};

pub(super) const TAG_KEYS: Rule = Rule {
    finds: &[
        (
            "tag-key-value",
            "A tag's key and its values have fields of their own",
        ),
        (
            "tag-key-metadata",
            "A tag with a blank or slash in its key is not for instance metadata",
        ),
    ],
    scope: Scope::Target,
    run: |part, found| {
        for entry in conditions(part.node(&[&t::TARGETS]), &part.at(&t::TARGETS)) {
            let Some(key) = entry.key.strip_prefix(TAG) else {
                continue;
            };
            if let Some((key, value)) = key.split_once('=') {
                key_with_value(&entry, key.trim(), value.trim(), found);
            } else {
                value_with_key(&entry, key.trim(), found);
                if key.trim().contains([' ', '/']) {
                    metadata(&entry, found);
                }
            }
        }
    },
};

/// `tag:Patch Group = prod`: the value was typed into the key.
fn key_with_value(entry: &Condition<'_>, key: &str, value: &str, found: &mut Findings<'_>) {
    let at = entry.key_at();
    let report = found
        .warning(
            &at,
            "tag-key-value",
            format!("Tag has a value in its key: {}", quoted(entry.key)),
        )
        .hint("the key stands before the `=`, and the value in the field of values")
        .source(GUIDE);
    if key.is_empty() {
        return;
    }
    let mut edits = vec![Edit::Set(at, [TAG, key].concat())];
    let value = value.trim_matches(['"', '\'']);
    if entry.values().is_empty() && !value.is_empty() {
        edits.push(Edit::Set(entry.values_at(), value.to_owned()));
    }
    report.fixes(vec![Fix {
        label: match edits.len() {
            1 => format!("Use {}", quoted(key)),
            _ => format!("Split at `=` into {} and {}", quoted(key), quoted(value)),
        },
        edits,
    }]);
}

/// `Patch Group=prod` as a value of `tag:Patch Group`.
fn value_with_key(entry: &Condition<'_>, key: &str, found: &mut Findings<'_>) {
    let bare = |value: &str| {
        let (before, after) = value.split_once('=')?;
        (before.trim() == key).then(|| after.trim().to_owned())
    };
    for (at, value) in entry.looked_at() {
        let Some(value_alone) = bare(value).filter(|after| !after.is_empty()) else {
            continue;
        };
        found
            .warning(
                &at,
                "tag-key-value",
                format!("Tag has its key in a value: {}", quoted(value)),
            )
            .hint("AWS looks for a value that begins so")
            .source(GUIDE)
            .fix(
                format!("Use {}", quoted(&value_alone)),
                &at,
                entry.mended(&at, value, &value_alone),
            );
        return;
    }
}

/// Instance metadata takes tags without blanks and slashes only.
fn metadata(entry: &Condition<'_>, found: &mut Findings<'_>) {
    found
        .info(
            &entry.key_at(),
            "tag-key-metadata",
            format!(
                "Tag has a blank or slash in its key, which nodes with tags in their instance metadata can't have: {}",
                quoted(entry.key)
            ),
        )
        .hint("such nodes use a key like `PatchGroup`, and for AWS that is another tag")
        .source(t::METADATA_TAGS_DOC);
}

/// Whether an id has hexadecimal digits in lower case only behind its hyphen.
fn is_hex(value: &str) -> bool {
    value.rsplit('-').next().is_some_and(|id| {
        id.bytes()
            .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
    })
}

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
        } else if !is_hex(value) {
            let report = found
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
            let lower = value.to_ascii_lowercase();
            if is_hex(&lower) {
                report.fix(
                    format!("Use {}", quoted(&lower)),
                    &at,
                    entry.mended(&at, value, &lower),
                );
            }
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
