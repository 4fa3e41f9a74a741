//! Takes what AWS answered and puts the ids in it where they belong, so that
//! the next request has them.
//!
//! It reads JSON as the AWS CLI prints it, one id as text, and what the
//! chained script prints. What does not fit is refused with a sentence, and
//! nothing is changed then.

use serde_json::Value;

use super::absorbed::{Absorbed, store};
use super::answer::{self, Pasted};
use super::gives::{Gives, To, gives_of, must_place, place};
use super::id::{id_in, one_id};
use super::lists::{by_name, execution, rows};
use crate::catalogue::{Field, execution as e};
use crate::check::{Ask, Plan};
use crate::draft::page::{ID, TARGETS, TASKS};
use crate::draft::{Draft, Path};
use crate::quote::quoted;
use crate::render::variables::variable;

/// The id that the answer to a request gives, and where in the draft it is kept; `None` where none is.
///
/// A form may also read and write it there.
pub fn keeps(draft: &Draft, ask: &Ask) -> Option<(&'static Field, Path)> {
    let gives = gives_of(ask.operation)?;
    match gives.to {
        To::Part | To::ByName | To::Execution => Some((gives.field, place(draft, gives, ask)?)),
        To::Rows(_) | To::Echo => None,
    }
}

/// That id, if it is known already.
pub fn carried(draft: &Draft, ask: &Ask) -> Option<String> {
    let (_, path) = keeps(draft, ask)?;
    Some(draft.text(&path).to_owned()).filter(|id| !id.is_empty())
}

/// Takes the answer to a request.
///
/// # Errors
/// When it is no answer to this request; the draft is as it was then.
pub fn absorb(draft: &mut Draft, ask: &Ask, pasted: &str) -> Result<Absorbed, String> {
    if draft.node(&ask.subject).is_none() {
        return Err("What this was about is gone from the plan".to_owned());
    }
    let Some(gives) = gives_of(ask.operation) else {
        return nothing_to_take(ask, pasted);
    };
    let object = match answer::read(pasted, gives.says())? {
        Pasted::Object(object) => object,
        Pasted::Words(words) => {
            let place = must_place(draft, gives, ask)?;
            let id = one_id(gives.field, &words)?;
            return store(draft, gives, place, id, Vec::new());
        }
    };
    if gives.list.is_empty() {
        let value = object
            .get(gives.member)
            .ok_or_else(|| lacks(gives.member))?;
        let id = id_in(gives.field, value)?;
        let place = must_place(draft, gives, ask)?;
        return match gives.to {
            To::Echo => echo(draft, gives, &place, &id),
            To::Part | To::ByName | To::Rows(_) | To::Execution => {
                store(draft, gives, place, id, Vec::new())
            }
        };
    }
    let items = object
        .get(gives.list)
        .and_then(Value::as_array)
        .ok_or_else(|| lacks(gives.list))?;
    match gives.to {
        To::Rows(list) => rows(draft, gives, ask, list, items),
        To::ByName => by_name(draft, gives, ask, items),
        To::Part | To::Execution | To::Echo => execution(draft, gives, ask, items),
    }
}

fn lacks(member: &str) -> String {
    format!("The answer has no `{member}`: it is of another command")
}

/// An answer from which nothing is kept must still be one.
fn nothing_to_take(ask: &Ask, pasted: &str) -> Result<Absorbed, String> {
    let says = match (answer::read(pasted, ""), pasted.trim().is_empty()) {
        // The CLI prints nothing when the answer is empty.
        (_, true) => "No answer: it is done".to_owned(),
        (Err(refusal), _) => return Err(refusal),
        (Ok(_), false) => format!("{}: there is nothing to keep", ask.operation.label),
    };
    Ok(Absorbed::without_ids(says, true))
}

/// Takes every id that AWS gave out of the draft, to begin anew; an existing window keeps the one that was typed.
pub fn forget(draft: &mut Draft) {
    let windows: Vec<Path> = draft
        .windows()
        .iter()
        .map(|row| Draft::window_path(row.id))
        .collect();
    for window in windows {
        draft.set(&window.member(ID), "");
        for list in [TARGETS, TASKS] {
            let list = window.member(list);
            let rows: Vec<Path> = draft
                .rows(&list)
                .iter()
                .map(|row| list.row(row.id))
                .collect();
            for row in rows {
                draft.set(&row.member(ID), "");
            }
        }
    }
    for field in [&e::WINDOW_EXECUTION_ID, &e::TASK_ID, &e::INVOCATION_ID] {
        draft.set(&Draft::operations_path().member(field.name), "");
    }
}

/// An answer that repeats the id that was sent.
fn echo(draft: &Draft, gives: &Gives, place: &Path, id: &str) -> Result<Absorbed, String> {
    let known = draft.text(place);
    if !known.is_empty() && known != id {
        return Err(format!(
            "The answer is about another one: {} is {}, not {}",
            gives.field.label,
            quoted(id),
            quoted(known)
        ));
    }
    let says = format!("The answer is about `{id}`, as asked");
    Ok(Absorbed::without_ids(says, true))
}

/// Takes what the chained script printed: lines such as `WINDOW_ID=mw-…`.
///
/// # Errors
/// When no line of it is one of this plan's; the draft is as it was then.
pub fn absorb_script(draft: &mut Draft, plan: &Plan, pasted: &str) -> Result<Absorbed, String> {
    let lines = || {
        pasted
            .lines()
            .filter_map(|line| line.trim().split_once('='))
            .map(|(name, value)| (name.trim(), value.trim()))
    };
    let mut stored = Vec::new();
    let mut replaced = Vec::new();
    for request in plan.creations() {
        let Some(returned) = request.operation().returns.first() else {
            continue;
        };
        let name = variable(plan, request);
        // The last one counts: a script may have been run twice.
        let Some((_, value)) = lines().rfind(|(one, _)| is_named(one, &name)) else {
            continue;
        };
        let id = id_in(
            returned.field,
            &Value::from(value.trim_matches(['"', '\''])),
        )?;
        let place = request.part().member(ID);
        let before = draft.text(&place);
        if !before.is_empty() && before != id {
            replaced.push((place.clone(), before.to_owned()));
        }
        stored.push((place, id));
    }
    if stored.is_empty() {
        return Err(
            "No line is what the script of this plan prints: `WINDOW_ID=mw-…` and the like"
                .to_owned(),
        );
    }
    for (place, id) in &stored {
        draft.set(place, id);
    }
    Ok(Absorbed {
        says: format!("{} ids were taken over", stored.len()),
        fits: stored.len() == plan.creations().count(),
        stored,
        replaced,
        others: Vec::new(),
    })
}

/// Whether a shell's variable is this one: `WINDOW_ID` is `WindowId` in PowerShell, and may have a prefix.
fn is_named(variable: &str, name: &str) -> bool {
    let bare = |text: &str| -> String {
        let letters = text.chars().filter(char::is_ascii_alphanumeric);
        letters.map(|c| c.to_ascii_lowercase()).collect()
    };
    bare(variable).ends_with(&bare(name))
}
