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
    let mut all = Named::default();
    for (group, known) in [
        (Path::root(), &[WINDOWS, OPERATIONS, SETTINGS][..]),
        (
            Path::root().member(SETTINGS),
            &[REGION, ACCOUNT, PROFILE, CREATE_DISABLED, TOKEN_WORD],
        ),
    ] {
        let members = draft.node(&group).map_or(&[][..], Node::members);
        let names = members.iter().map(|(name, _)| name);
        for name in names.filter(|name| !known.contains(&name.as_ref()) && !name.starts_with('$')) {
            all.add(|| {
                let spelt = draft.spell(&group.member(name.clone()));
                said(&spelt, nearest(name, known.iter().copied()))
            });
        }
    }
    let found = report.violations.iter().filter(|v| v.slug == UNKNOWN);
    for v in found {
        // The last of many says that not all are listed.
        if v.path == v.part {
            all.cut = true;
            continue;
        }
        all.add(|| {
            let meant = v.fixes.iter().flat_map(|fix| &fix.edits);
            let mut meant = meant.filter_map(|edit| match edit {
                Edit::Put(path, Some(_)) => path.name(),
                _ => None,
            });
            said(&draft.spell(&v.path), meant.next())
        });
    }
    let mut all = all.said();
    let Some(last) = all.pop() else {
        return String::new();
    };
    let first = all.join(", ");
    let and = if first.is_empty() { "" } else { " and " };
    ["Not known: ", &first, and, &last].concat()
}

/// The first of them, and how many more there are.
#[derive(Default)]
struct Named {
    first: Vec<String>,
    more: usize,
    cut: bool,
}

impl Named {
    /// One more; what is said of it is worked out only where it is named.
    fn add(&mut self, says: impl FnOnce() -> String) {
        if self.first.len() < NAMED {
            self.first.push(says());
        } else {
            self.more += 1;
        }
    }
    fn said(self) -> Vec<String> {
        let mut all = self.first;
        match self.more {
            _ if self.cut => all.push("many more".to_owned()),
            0 => {}
            more => all.push(format!("{more} more")),
        }
        all
    }
}

fn said(name: &str, meant: Option<&str>) -> String {
    match meant {
        Some(meant) => format!("{} (did you mean {}?)", quoted(name), quoted(meant)),
        None => quoted(name),
    }
}
