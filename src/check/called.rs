//! What a window, target or task is called, wherever it is spoken of.

use std::collections::{HashMap, HashSet};

use crate::catalogue::{Shape, pattern, task, window};
use crate::draft::{Draft, Node, Path, Row};
use crate::hidden::shown;

/// Its name, or for a task without one what it runs; none where nothing can stand for a name.
///
/// Tasks that run the same are numbered.
pub fn called(draft: &Draft, part: &Path) -> Option<String> {
    let node = draft.node(part)?;
    let name = node.text_of(window::NAME.name);
    if !name.trim().is_empty() {
        return Some(shown(name).into_owned());
    }
    let runs = stand_in(node)?;
    let rows = draft.rows(&part.parent()?);
    let same = rows.iter().filter(|row| {
        row.node.text_of(window::NAME.name).trim().is_empty() && stand_in(&row.node) == Some(runs)
    });
    let same: Vec<_> = same.map(|row| Some(row.id)).collect();
    Some(match same.as_slice() {
        [_] => runs.to_owned(),
        all => {
            let at = all.iter().position(|id| *id == part.last_row());
            format!("{runs} {}", at.unwrap_or_default() + 1)
        }
    })
}

/// What each row of a list is called, as [`called`] says it.
pub(super) fn all_called(rows: &[Row]) -> Vec<Option<String>> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let names: Vec<Result<&str, Option<(&str, usize)>>> = rows
        .iter()
        .map(|row| {
            let name = row.node.text_of(window::NAME.name);
            if !name.trim().is_empty() {
                return Ok(name);
            }
            Err(stand_in(&row.node).map(|runs| {
                let count = counts.entry(runs).or_default();
                *count += 1;
                (runs, *count)
            }))
        })
        .collect();
    names
        .into_iter()
        .map(|name| match name {
            Ok(name) => Some(shown(name).into_owned()),
            Err(None) => None,
            Err(Some((runs, at))) => Some(match counts.get(runs) {
                Some(1) => runs.to_owned(),
                _ => format!("{runs} {at}"),
            }),
        })
        .collect()
}

/// What the name of a copy ends in.
const COPY: &str = "-copy";

/// A name for a copy of a row, `web-copy` or `web-copy-2` for one of `web`, so that the two can be told apart.
///
/// None where there is no name, or no room for more.
pub fn name_of_copy(draft: &Draft, row: &Path) -> Option<String> {
    let name = draft.text(&row.member(window::NAME.name));
    let number = |rest: &str| rest.bytes().all(|b| b.is_ascii_digit());
    let base = match name.rsplit_once(COPY) {
        // A copy's copy is another of the same; a name that only holds the word is a name.
        Some((base, rest)) if rest.strip_prefix('-').map_or(rest.is_empty(), number) => base,
        _ => name,
    };
    if base.is_empty() {
        return None;
    }
    let list = draft.rows(&row.parent()?).iter();
    let names: HashSet<&str> = list
        .map(|row| row.node.text_of(window::NAME.name))
        .collect();
    let taken = |name: &String| names.contains(name.as_str());
    let first = [base, COPY].concat();
    let more = (2u32..).map(|n| format!("{first}-{n}"));
    let free = std::iter::once(first.clone())
        .chain(more)
        .find(|name| !taken(name))?;
    let fits = match window::NAME.shape {
        Shape::Text(text) => text.max.is_none_or(|max| free.chars().count() <= max),
        _ => true,
    };
    fits.then_some(free)
}

/// What stands for a task's name, fit for where names stand: in the comments of scripts, in the names of files.
fn stand_in(task: &Node) -> Option<&str> {
    let runs = runs(task.text_of(task::TASK_ARN.name));
    (pattern::NAME.matches)(runs).then_some(runs)
}

/// What of a name or an ARN says which document, function or state machine it is.
pub fn runs(arn: &str) -> &str {
    let marks = [
        "function:",
        "stateMachine:",
        "document/",
        "automation-definition/",
    ];
    let name = marks.iter().find_map(|mark| arn.split_once(mark));
    // A version or alias may follow.
    name.and_then(|(_, name)| name.split(':').next())
        .unwrap_or(arn)
}
