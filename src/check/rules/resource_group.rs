//! Rules of a resource group as a target: its name, and the types to take
//! from it.

use crate::catalogue::target::{GROUP_FILTERS, GROUP_NAME};
use crate::catalogue::{pattern, target as t};
use crate::draft::Path;

use super::super::finding::Findings;
use super::super::nearest::nearest;
use super::conditions::{Condition, LOOKED_AT, conditions};
use super::rule::{Rule, Scope};
use super::target::GUIDE;
use crate::quote::quoted;

/// More filters than the console offers.
const MANY_FILTERS: usize = 5;

pub(super) const GROUP: Rule = Rule {
    finds: &[
        ("group-name", "A resource group is named, not given as ARN"),
        (
            "group-name-aws",
            "Only AWS itself makes groups whose names begin with `aws`",
        ),
        (
            "resource-type-filter",
            "A type filter is a CloudFormation type",
        ),
        (
            "resource-type-case",
            "A type filter is spelt as in CloudFormation",
        ),
        (
            "resource-type-unknown",
            "A type filter is one that AWS is known to take",
        ),
        (
            "many-filters",
            "A resource group has at most 5 type filters in the console",
        ),
    ],
    scope: Scope::Target,
    run: |part, found| {
        for entry in conditions(part.node(&[&t::TARGETS]), &part.at(&t::TARGETS)) {
            match entry.key {
                GROUP_NAME => group_names(&entry, found),
                GROUP_FILTERS => filters(&entry, found),
                _ => {}
            }
        }
    },
};

fn group_names(entry: &Condition<'_>, found: &mut Findings<'_>) {
    for (at, value) in entry.looked_at() {
        if (pattern::RESOURCE_GROUP.matches)(value) {
            reserved(&at, value, found);
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
            let report = found
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
            if let Some(right) = meant(value) {
                report.fix(
                    format!("Use `{right}`"),
                    &at,
                    entry.mended(&at, value, right),
                );
            }
        } else if !t::GROUP_TYPES.contains(&value) {
            unknown(entry, &at, value, found);
        }
    }
}

/// A type that is not among those known to be taken: one of them in another
/// case, which AWS refuses, or any other.
fn unknown(entry: &Condition<'_>, at: &Path, value: &str, found: &mut Findings<'_>) {
    let known = t::GROUP_TYPES.iter().copied();
    if let Some(right) = known
        .clone()
        .find(|right| right.eq_ignore_ascii_case(value))
    {
        found
            .error(
                at,
                "resource-type-case",
                format!(
                    "Resource type must be spelt as in CloudFormation: {}",
                    quoted(value)
                ),
            )
            .hint("AWS answers that it is an invalid resource group type")
            .source(GUIDE)
            .fix(format!("Use `{right}`"), at, entry.mended(at, value, right));
        return;
    }
    let report = found
        .warning(
            at,
            "resource-type-unknown",
            format!(
                "Resource type is not among those that AWS is known to take here: {}",
                quoted(value)
            ),
        )
        .hint("AWS has refused types that CloudFormation knows, such as `AWS::EC2::VPC`")
        .source(GUIDE);
    if let Some(right) = nearest(value, known) {
        report.fix(format!("Use `{right}`"), at, entry.mended(at, value, right));
    }
}

/// The known type that a text without CloudFormation's colons names: `EC2
/// Instance`, `aws::ec2::instance`, `ec2:instance`.
fn meant(value: &str) -> Option<&'static str> {
    let known = t::GROUP_TYPES.iter().copied();
    let bare = |text: &str| -> String {
        let letters = text.chars().filter(char::is_ascii_alphanumeric);
        let lower: String = letters.map(|c| c.to_ascii_lowercase()).collect();
        lower.strip_prefix("aws").unwrap_or(&lower).to_owned()
    };
    let typed = bare(value);
    known.clone().find(|right| bare(right) == typed)
}

/// A name that no group of one's own can have.
fn reserved(at: &Path, value: &str, found: &mut Findings<'_>) {
    let starts = value
        .get(..3)
        .is_some_and(|start| start.eq_ignore_ascii_case("aws"));
    if !starts || t::OWN_GROUPS.iter().any(|own| value.starts_with(own)) {
        return;
    }
    found
        .warning(
            at,
            "group-name-aws",
            format!("Resource group should not begin with `aws`: {}", quoted(value)),
        )
        .hint("AWS refuses to create a group of that name, so there is hardly one; look at it in Resource Groups")
        .source(t::GROUP_NAME_DOC);
}
