//! Members that neither AWS nor the page knows, for whoever opens a file.

use super::nearest::nearest;
use super::report::{Edit, Report};
use super::shape::UNKNOWN;
use crate::draft::page::{
    ACCOUNT, CREATE_DISABLED, OPERATIONS, PROFILE, REGION, SETTINGS, TOKEN_WORD, WINDOWS,
};
use crate::draft::{Draft, Node, Path};
use crate::quote::quoted;

/// As many are named; more are counted.
const NAMED: usize = 3;

/// «Not known: `Windows[0].Cutof` (did you mean `Cutoff`?) and `Colour`»; empty without any.
///
/// What is wrong inside windows the report knows; what stands beside them belongs to no part.
pub fn strangers(draft: &Draft, report: &Report) -> String {
    let mut all = Vec::new();
    for (group, known) in [
        (Path::root(), &[WINDOWS, OPERATIONS, SETTINGS][..]),
        (
            Path::root().member(SETTINGS),
            &[REGION, ACCOUNT, PROFILE, CREATE_DISABLED, TOKEN_WORD],
        ),
    ] {
        let members = draft.node(&group).map_or(&[][..], Node::members);
        let names = members.iter().map(|(name, _)| name);
        all.extend(
            names
                .filter(|name| !known.contains(&name.as_ref()) && !name.starts_with('$'))
                .map(|name| {
                    let spelt = draft.spell(&group.member(name.clone()));
                    said(&spelt, nearest(name, known.iter().copied()))
                }),
        );
    }
    let found = report.violations.iter().filter(|v| v.slug == UNKNOWN);
    all.extend(found.map(|v| {
        let meant = v.fixes.iter().flat_map(|fix| &fix.edits);
        let mut meant = meant.filter_map(|edit| match edit {
            Edit::Put(path, Some(_)) => path.name(),
            _ => None,
        });
        said(&draft.spell(&v.path), meant.next())
    }));
    let more = all.len().saturating_sub(NAMED);
    all.truncate(NAMED);
    if more > 0 {
        all.push(format!("{more} more"));
    }
    let Some(last) = all.pop() else {
        return String::new();
    };
    let first = all.join(", ");
    let and = if first.is_empty() { "" } else { " and " };
    ["Not known: ", &first, and, &last].concat()
}

fn said(name: &str, meant: Option<&str>) -> String {
    match meant {
        Some(meant) => format!("{} (did you mean {}?)", quoted(name), quoted(meant)),
        None => quoted(name),
    }
}
