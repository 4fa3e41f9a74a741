//! Why an answer is not taken over, and what can be done about it.

use std::fmt;

use serde_json::Value;

use super::gives::{Gives, To};
use super::hanging::window_id;
use super::id::is_answered;
use crate::catalogue::{Field, window as w};
use crate::check::{Ask, called};
use crate::draft::page::{ID, TARGETS, TASKS};
use crate::draft::{Draft, Path};
use crate::quote::quoted;

/// An answer that was not taken over; the draft is as it was.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal {
    /// Why, in a sentence without its full stop.
    pub says: String,
    /// What can be done about it.
    pub offers: Vec<Offer>,
}

/// What can be done with an answer about something else than was asked.
#[derive(Debug, Clone, PartialEq)]
pub enum Offer {
    /// Put its id in this place, and remove what hangs on the one before.
    Use {
        /// The place of the id in the draft.
        place: Path,
        /// The id that the answer has.
        id: String,
    },
    /// Take it over for another window, target or task, which has this id.
    For(Path),
}

impl Offer {
    /// What its button says.
    pub fn label(&self, draft: &Draft) -> String {
        match self {
            Offer::Use { id, .. } => format!("Use {} here", quoted(id)),
            Offer::For(part) => format!("Take it over for {}", name(draft, part)),
        }
    }
}

impl From<String> for Refusal {
    fn from(says: String) -> Self {
        Refusal {
            says,
            offers: Vec::new(),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.says)
    }
}

/// A part by its name in backticks, or by its place.
fn name(draft: &Draft, part: &Path) -> String {
    let kind = match part.parent().as_ref().and_then(Path::name) {
        Some(TARGETS) => "the target",
        Some(TASKS) => "the task",
        _ => "the window",
    };
    let called = called(draft, part).unwrap_or_else(|| draft.spell(part));
    format!("{kind} {}", quoted(&called))
}

/// The window, target or task besides `own` that has an id.
fn holder(draft: &Draft, own: &Path, id: &str) -> Option<Path> {
    let mut all = Vec::new();
    for row in draft.windows() {
        let window = Draft::window_path(row.id);
        all.push((window.clone(), window_id(draft, &window)));
        for list in [TARGETS, TASKS] {
            let list = window.member(list);
            let rows = draft.rows(&list).iter();
            all.extend(rows.map(|row| (list.row(row.id), list.row(row.id).member(ID))));
        }
    }
    let mut others = all.into_iter().filter(|(_, place)| place != own);
    let found = others.find(|(_, place)| draft.text(place) == id);
    found.map(|(part, _)| part)
}

/// An answer with another id than the one at `place`.
pub(super) fn about_another(
    draft: &Draft,
    ask: &Ask,
    field: &Field,
    place: &Path,
    id: &str,
) -> Refusal {
    let known = draft.text(place);
    let holder = holder(draft, place, id);
    let whose = holder.as_ref().map_or_else(
        || format!("{} is {}", field.label, quoted(id)),
        |part| format!("{} is {}", quoted(id), name(draft, part)),
    );
    let says = match known {
        "" => format!("The answer is about another one: {whose}"),
        known => format!(
            "The answer is about another one: {whose}, not {}",
            quoted(known)
        ),
    };
    let offer = match holder {
        // What was asked about a part can be told of that kind of part alone.
        Some(part)
            if part
                .parent()
                .and_then(|list| list.name().map(str::to_owned))
                == ask
                    .subject
                    .parent()
                    .and_then(|list| list.name().map(str::to_owned)) =>
        {
            Some(Offer::For(part))
        }
        Some(_) => None,
        None => Some(Offer::Use {
            place: place.clone(),
            id: id.to_owned(),
        }),
    };
    Refusal {
        says,
        offers: offer.into_iter().collect(),
    }
}

/// An id that another part has already.
pub(super) fn taken(draft: &Draft, place: &Path, id: &str) -> Option<Refusal> {
    let holder = holder(draft, place, id)?;
    Some(Refusal {
        says: format!(
            "{} is the id of {} already",
            quoted(id),
            name(draft, &holder)
        ),
        offers: vec![Offer::Use {
            place: place.clone(),
            id: id.to_owned(),
        }],
    })
}

/// An answer that names another window than the one that was asked about.
pub(super) fn of_another_window(
    draft: &Draft,
    gives: &Gives,
    ask: &Ask,
    object: &Value,
) -> Option<Refusal> {
    // What creates a window and what lists them all names others.
    if matches!(gives.to, To::ByName)
        || (gives.to == To::Part && gives.field.name == w::WINDOW_ID.name)
    {
        return None;
    }
    let place = window_id(draft, &ask.subject.window()?);
    let known = draft.text(&place);
    let items = object.get(gives.list).and_then(Value::as_array);
    let answers = std::iter::once(object).chain(items.into_iter().flatten());
    let mut named = answers.filter_map(|one| one.get(w::WINDOW_ID.name)?.as_str());
    let other = named.find(|id| *id != known && is_answered(&w::WINDOW_ID, id))?;
    if known.is_empty() {
        return None;
    }
    Some(about_another(draft, ask, &w::WINDOW_ID, &place, other))
}
