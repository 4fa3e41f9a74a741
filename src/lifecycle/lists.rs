//! Answers that are lists: which of several ids is meant, and which parts of
//! the plan are there.

use serde_json::Value;

use super::absorbed::{Absorbed, store};
use super::answer;
use super::gives::{Gives, must_place};
use super::id::id_in;
use super::refusal::Refusal;
use crate::catalogue::{execution as e, window as w};
use crate::check::Ask;
use crate::draft::page::ID;
use crate::draft::{Draft, Path};
use crate::quote::quoted;

fn member_of<'a>(item: &'a Value, member: &str) -> &'a Value {
    if member.is_empty() {
        return item;
    }
    item.get(member).unwrap_or(&Value::Null)
}

/// A list of executions or parts of one: the one that needs a look, else the latest.
pub(super) fn execution(
    draft: &mut Draft,
    gives: &Gives,
    ask: &Ask,
    items: &[Value],
) -> Result<Absorbed, Refusal> {
    let place = must_place(draft, gives, ask)?;
    let mut all: Vec<(bool, i64, String)> = Vec::new();
    for item in items {
        let id = id_in(gives.field, member_of(item, gives.member))?;
        let status = item
            .get("Status")
            .and_then(Value::as_str)
            .unwrap_or("SUCCESS");
        let bad = !matches!(status, "SUCCESS" | "PENDING" | "IN_PROGRESS");
        let start = item.get("StartTime").and_then(answer::moment);
        let start = start.map_or(0, |at| at.as_second());
        // Executions are told apart by time; what belongs to one, by what failed.
        let first = gives.field.name != e::WINDOW_EXECUTION_ID.name && bad;
        all.push((first, start, id));
    }
    let latest = gives.field.name == e::WINDOW_EXECUTION_ID.name;
    let mut best = 0;
    for (n, one) in all.iter().enumerate() {
        let wins = all
            .get(best)
            .is_none_or(|held| (one.0 && !held.0) || (one.0 == held.0 && latest && one.1 > held.1));
        if wins {
            best = n;
        }
    }
    if all.is_empty() {
        let says = format!("The answer has no {} yet", gives.field.label);
        return Ok(Absorbed::without_ids(says, false));
    }
    let (_, _, id) = all.remove(best);
    let others = all.into_iter().map(|(_, _, id)| id).collect();
    store(draft, gives, place, id, others)
}

/// The list of windows: ours by its id, or by its name.
pub(super) fn by_name(
    draft: &mut Draft,
    gives: &Gives,
    ask: &Ask,
    items: &[Value],
) -> Result<Absorbed, Refusal> {
    let place = must_place(draft, gives, ask)?;
    let known = draft.text(&place).to_owned();
    let window = ask.subject.window().unwrap_or_default();
    let name = draft.text(&window.member(w::NAME.name)).to_owned();
    let of = |item: &Value| {
        item.get(gives.member)
            .and_then(Value::as_str)
            .map(str::to_owned)
    };
    if !known.is_empty() {
        let there = items
            .iter()
            .any(|item| of(item).as_deref() == Some(known.as_str()));
        return Ok(Absorbed::without_ids(
            if there {
                format!("The window {} is in the list", quoted(&known))
            } else {
                format!("The window {} is not in the list", quoted(&known))
            },
            there,
        ));
    }
    let mut named = items.iter().filter(|item| {
        !name.is_empty() && item.get(w::NAME.name).and_then(Value::as_str) == Some(&name)
    });
    match (named.next(), named.next()) {
        (Some(item), None) => {
            let id = id_in(gives.field, member_of(item, gives.member))?;
            store(draft, gives, place, id, Vec::new())
        }
        (Some(_), Some(_)) => Ok(Absorbed::without_ids(
            format!(
                "Several windows are called {}: paste the id of yours",
                quoted(&name)
            ),
            false,
        )),
        (None, _) => Ok(Absorbed::without_ids(
            format!("No window in the list is called {}", quoted(&name)),
            false,
        )),
    }
}

/// A list of a window's targets or tasks: says which are there, and takes the ids of those that only one can be.
pub(super) fn rows(
    draft: &mut Draft,
    gives: &Gives,
    ask: &Ask,
    list: &'static str,
    items: &[Value],
) -> Result<Absorbed, Refusal> {
    let window = ask.subject.window().unwrap_or_default();
    let list = window.member(list);
    let mut free: Vec<(&Value, String)> = Vec::new();
    for item in items {
        free.push((item, id_in(gives.field, member_of(item, gives.member))?));
    }
    let paths: Vec<Path> = draft
        .rows(&list)
        .iter()
        .map(|row| list.row(row.id))
        .collect();
    // Ids that are known first, so that they can't be taken for another row.
    let (mut there, mut open) = (0usize, Vec::new());
    for path in paths {
        let known = draft.text(&path.member(ID));
        match free.iter().position(|(_, id)| id == known) {
            Some(n) => {
                free.remove(n);
                there += 1;
            }
            None => open.push(path),
        }
    }
    let called = |of: &dyn Fn(&str) -> String| {
        let named: Vec<String> = ["Name", "OwnerInformation"]
            .iter()
            .map(|name| of(name))
            .collect();
        named.iter().any(|text| !text.is_empty()).then_some(named)
    };
    let mut stored = Vec::new();
    let mut missing = 0usize;
    let names: Vec<Option<Vec<String>>> = open
        .iter()
        .map(|path| called(&|name| draft.text(&path.member(name.to_owned())).to_owned()))
        .collect();
    for (path, name) in open.iter().zip(&names) {
        let unknown = draft.text(&path.member(ID)).is_empty();
        let own = name.is_some() && names.iter().filter(|other| *other == name).count() == 1;
        let mut fitting = free.iter().filter(|(item, _)| {
            called(&|name| {
                let text = item.get(name).and_then(Value::as_str);
                text.unwrap_or_default().to_owned()
            }) == *name
        });
        match (unknown && own, fitting.next(), fitting.next()) {
            (true, Some((_, id)), None) => stored.push((path.member(ID), id.clone())),
            _ => missing += 1,
        }
    }
    for (path, id) in &stored {
        draft.set(path, id);
    }
    let extra = free.len().saturating_sub(stored.len());
    let mut says = format!("{} of this plan are in the answer", there + stored.len());
    if missing > 0 {
        says.push_str(&format!(", {missing} could not be found in it"));
    }
    if extra > 0 {
        says.push_str(&format!(", {extra} in it are not of this plan"));
    }
    Ok(Absorbed {
        says,
        fits: missing == 0 && extra == 0,
        stored,
        replaced: Vec::new(),
        others: Vec::new(),
    })
}
