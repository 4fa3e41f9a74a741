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
use super::hanging::{put_id, release, says_removed};
use super::id::{id_in, one_id};
use super::lists::{by_name, execution, rows};
use super::refusal::{Offer, Refusal, about_another, of_another_window};
use crate::catalogue::{Field, execution as e, target as t, task as k, window as w};
use crate::check::{Ask, Plan};
use crate::draft::page::ID;
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
pub fn absorb(draft: &mut Draft, ask: &Ask, pasted: &str) -> Result<Absorbed, Refusal> {
    if draft.node(&ask.subject).is_none() {
        return Err("What this was about is gone from the plan"
            .to_owned()
            .into());
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
    if let Some(refusal) = of_another_window(draft, gives, ask, &object) {
        return Err(refusal);
    }
    if gives.list.is_empty() {
        let value = object
            .get(gives.member)
            .ok_or_else(|| lacks(gives.member))?;
        let id = id_in(gives.field, value)?;
        let place = must_place(draft, gives, ask)?;
        return match gives.to {
            To::Echo => echo(draft, gives, ask, place, id, &object),
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
fn nothing_to_take(ask: &Ask, pasted: &str) -> Result<Absorbed, Refusal> {
    let says = match (answer::read(pasted, ""), pasted.trim().is_empty()) {
        // The CLI prints nothing when the answer is empty.
        (_, true) => "No answer: it is done".to_owned(),
        (Err(refusal), _) => return Err(refusal.into()),
        (Ok(_), false) => format!("{}: there is nothing to keep", ask.operation.label),
    };
    Ok(Absorbed::without_ids(says, true))
}

/// Takes up an offer that came with a refusal of what was pasted.
///
/// # Errors
/// When the answer is refused all the same; the draft is to be thrown away then.
pub fn accept(
    draft: &mut Draft,
    ask: &Ask,
    offer: &Offer,
    pasted: &str,
) -> Result<Absorbed, Refusal> {
    match offer {
        Offer::For(part) => {
            let subject = part.clone();
            absorb(
                draft,
                &Ask {
                    subject,
                    ..ask.clone()
                },
                pasted,
            )
        }
        Offer::Use { place, id } => {
            let mut gone = put_id(draft, place, id);
            let mut absorbed = absorb(draft, ask, pasted)?;
            absorbed.stored.retain(|(other, _)| other != place);
            absorbed.stored.insert(0, (place.clone(), id.clone()));
            gone.append(&mut absorbed.replaced);
            absorbed.replaced = gone;
            Ok(absorbed)
        }
    }
}

/// Takes every id that AWS gave out of the draft, to begin anew; an existing window keeps the one that was typed.
pub fn forget(draft: &mut Draft) {
    let windows = draft.windows().iter();
    let places: Vec<Path> = windows
        .map(|row| Draft::window_path(row.id).member(ID))
        .collect();
    for place in places {
        release(draft, &place);
        draft.set(&place, "");
    }
}

/// An answer that repeats the id that was sent.
fn echo(
    draft: &mut Draft,
    gives: &Gives,
    ask: &Ask,
    place: Path,
    id: String,
    answer: &Value,
) -> Result<Absorbed, Refusal> {
    let known = draft.text(&place);
    if known == id {
        let says = format!("The answer is about {}, as asked", quoted(&id));
        return Ok(Absorbed::without_ids(says, true));
    }
    if !known.is_empty() {
        return Err(about_another(draft, ask, gives.field, &place, &id));
    }
    let ends = [&w::DELETE, &t::DEREGISTER, &k::DEREGISTER, &e::CANCEL];
    if ends.iter().any(|one| one.name == ask.operation.name) {
        // What is gone needs no id.
        let says = format!("The answer is about {}", quoted(&id));
        return Ok(Absorbed::without_ids(says, true));
    }
    // The id was typed into the command: whether it is of this part, only its name can tell.
    let theirs = answer.get(w::NAME.name).and_then(Value::as_str);
    let ours = draft.text(&ask.subject.member(w::NAME.name));
    match theirs.filter(|theirs| *theirs != ours && !ours.is_empty()) {
        Some(theirs) => {
            let mut refusal = about_another(draft, ask, gives.field, &place, &id);
            refusal.says = format!(
                "The answer is about {}, and this is {}",
                quoted(theirs),
                quoted(ours)
            );
            Err(refusal)
        }
        None => store(draft, gives, place, id, Vec::new()),
    }
}

/// Takes what the chained script printed: lines such as `WINDOW_ID=mw-…`.
///
/// # Errors
/// When no line of it is one of this plan's; the draft is as it was then.
pub fn absorb_script(draft: &mut Draft, plan: &Plan, pasted: &str) -> Result<Absorbed, Refusal> {
    let lines = || {
        pasted
            .lines()
            .filter_map(|line| line.trim().split_once('='))
            .map(|(name, value)| (name.trim(), value.trim()))
    };
    let mut stored = Vec::new();
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
        stored.push((request.part().member(ID), id));
    }
    if stored.is_empty() {
        return Err(
            "No line is what the script of this plan prints: `WINDOW_ID=mw-…` and the like"
                .to_owned()
                .into(),
        );
    }
    let mut replaced = Vec::new();
    for (place, id) in &stored {
        replaced.append(&mut put_id(draft, place, id));
    }
    let mut says = format!("{} ids were taken over", stored.len());
    let removed = replaced
        .iter()
        .filter(|(place, _)| draft.text(place).is_empty());
    let removed = says_removed(removed.count());
    if !removed.is_empty() {
        says.push_str("; ");
        says.push_str(&removed);
    }
    Ok(Absorbed {
        says,
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
