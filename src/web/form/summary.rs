//! What a part is called and what it is about, in a line: for closed cards,
//! the outline and the messages about a change.
//!
//! Reads what was typed, right or wrong; knows no rule.

use crate::catalogue::{documents, target, task, window};
use crate::check::{called, runs};
use crate::draft::page::referred;
use crate::draft::{Draft, Node, Path};

use super::kinds::{Entry, entries};

/// «web-servers», or «Target 2» while it has no name.
pub fn title(draft: &Draft, part: &Path, one: &str) -> String {
    if let Some(name) = called(draft, part) {
        return name;
    }
    let rows = part
        .parent()
        .map(|list| {
            draft
                .rows(&list)
                .iter()
                .map(|row| row.id)
                .collect::<Vec<_>>()
        })
        .unwrap_or_default();
    let number = rows
        .iter()
        .position(|id| Some(*id) == part.last_row())
        .map_or(0, |at| at + 1);
    [one, " ", &number.to_string()].concat()
}

/// What a window shows of itself in the outline.
pub fn window(draft: &Draft, path: &Path) -> (String, String, String, String) {
    (
        title(draft, path, "Window"),
        of_window(draft, path),
        String::new(),
        String::new(),
    )
}

/// «cron(0 2 ? * SUN *), Europe/Berlin», or the id of a window that exists.
fn of_window(draft: &Draft, path: &Path) -> String {
    let Some(node) = draft.node(path) else {
        return String::new();
    };
    if draft.is_existing(path) {
        return node.text_of(window::WINDOW_ID.name).to_owned();
    }
    joined([
        node.text_of(window::SCHEDULE.name),
        node.text_of(window::SCHEDULE_TIMEZONE.name),
    ])
}

/// «tag:Role = web, db and tag:Stage = prod».
pub fn of_target(draft: &Draft, path: &Path) -> String {
    let list = path.member(target::TARGETS.name);
    let Some(node) = draft.node(&list) else {
        return String::new();
    };
    entries(node)
        .iter()
        .map(entry)
        .collect::<Vec<_>>()
        .join(" and ")
}

fn entry(entry: &Entry<'_>) -> String {
    let key = entry
        .key
        .strip_prefix("resource-groups:")
        .unwrap_or(entry.key);
    match entry.values.as_slice() {
        [] => key.to_owned(),
        [one] => [key, " = ", one].concat(),
        [one, two] => [key, " = ", one, ", ", two].concat(),
        [one, rest @ ..] => format!("{key} = {one} and {} more", rest.len()),
    }
}

/// «AWS-RunPatchBaseline · Operation Install · web-servers · 10% at once».
pub fn of_task(draft: &Draft, path: &Path) -> String {
    let Some(node) = draft.node(path) else {
        return String::new();
    };
    let arn = node.text_of(task::TASK_ARN.name);
    let mut says: Vec<String> = Vec::new();
    // Without a name of its own the task already goes by what it runs.
    let name = called(draft, path).unwrap_or_default();
    if !name.starts_with(runs(arn)) {
        says.push(runs(arn).to_owned());
    }
    says.extend(first_parameter(node, arn));
    says.push(targets(draft, node, path));
    let rate = node.text_of(task::MAX_CONCURRENCY.name);
    if !rate.is_empty() {
        says.push([rate, " at once"].concat());
    }
    says.retain(|text| !text.is_empty());
    says.join(" · ")
}

/// The first parameter that the document cannot do without: it says most.
fn first_parameter(node: &Node, arn: &str) -> Option<String> {
    let parameter = documents::find(arn)?
        .parameters
        .iter()
        .find(|p| p.required)?;
    let blocks = node
        .member(task::TASK_INVOCATION_PARAMETERS.name)?
        .members();
    let rows = blocks
        .iter()
        .find_map(|(_, block)| block.member(task::run_command::PARAMETERS.name))?
        .as_rows();
    let row = rows
        .iter()
        .find(|row| row.node.text_of(crate::draft::page::MAP_KEY) == parameter.name)?;
    let lines = row.node.member(crate::draft::page::MAP_VALUE)?.lines();
    let first = lines.iter().find(|line| !line.trim().is_empty())?;
    let cut: String = first.chars().take(32).collect();
    let more = if cut.len() < first.len() || lines.len() > 1 {
        " …"
    } else {
        ""
    };
    Some([parameter.name, " ", &cut, more].concat())
}

fn targets(draft: &Draft, node: &Node, path: &Path) -> String {
    let Some(list) = node.member(task::TARGETS.name) else {
        return "no target".to_owned();
    };
    let Some(siblings) = path
        .parent()
        .and_then(|tasks| tasks.parent())
        .map(|window| window.member(crate::draft::page::TARGETS))
    else {
        return String::new();
    };
    let named: Vec<String> = entries(list)
        .iter()
        .flat_map(|entry| entry.values.iter())
        .map(|value| match referred(value) {
            Some(name) => draft
                .rows(&siblings)
                .iter()
                .find(|row| row.node.text_of(crate::draft::page::REF) == name)
                .map_or_else(
                    || "a removed target".to_owned(),
                    |row| title(draft, &siblings.row(row.id), "Target"),
                ),
            None => (*value).to_owned(),
        })
        .collect();
    match named.as_slice() {
        [one, two, rest @ ..] if !rest.is_empty() => {
            format!("{one}, {two} and {} more", rest.len())
        }
        all => all.join(", "),
    }
}

fn joined<const N: usize>(parts: [&str; N]) -> String {
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}
