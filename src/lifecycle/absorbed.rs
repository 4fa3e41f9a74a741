//! What came of an answer: the ids that were put into the draft, and what made
//! room for them.
//!
//! Says it in a sentence. Which id is meant is decided elsewhere.

use super::gives::Gives;
use super::hanging::{put_id, says_removed};
use super::refusal::{Refusal, taken};
use crate::draft::{Draft, Path};
use crate::quote::quoted;

/// What came of an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Absorbed {
    /// What it says, in a sentence.
    pub says: String,
    /// Whether it is as expected.
    pub fits: bool,
    /// The ids that were put into the draft, with their places.
    pub stored: Vec<(Path, String)>,
    /// What stood there before, where it was something else, and ids that belonged to it and are gone.
    pub replaced: Vec<(Path, String)>,
    /// Other ids that could stand there: a list had several.
    pub others: Vec<String>,
}

impl Absorbed {
    /// An answer from which nothing was taken.
    pub(super) fn without_ids(says: String, fits: bool) -> Self {
        Absorbed {
            says,
            fits,
            stored: Vec::new(),
            replaced: Vec::new(),
            others: Vec::new(),
        }
    }
}

/// Puts an id in its place, and removes what hangs on the one before; `others` are those that could stand there too.
pub(super) fn store(
    draft: &mut Draft,
    gives: &Gives,
    place: Path,
    id: String,
    others: Vec<String>,
) -> Result<Absorbed, Refusal> {
    let before = draft.text(&place).to_owned();
    let mut says = format!("{} is `{id}`", gives.field.label);
    let mut replaced = Vec::new();
    if before == id {
        says.push_str(", as before");
    } else {
        if let Some(refusal) = taken(draft, &place, &id) {
            return Err(refusal);
        }
        replaced = put_id(draft, &place, &id);
        if !before.is_empty() {
            says.push_str(&format!("; before it was {}", quoted(&before)));
        }
        if let Some(removed) = replaced.len().checked_sub(2) {
            says.push_str("; ");
            says.push_str(&says_removed(removed + 1));
        }
    }
    if !others.is_empty() {
        says.push_str(&format!("; {} more can be chosen", others.len()));
    }
    Ok(Absorbed {
        says,
        fits: true,
        stored: vec![(place, id)],
        replaced,
        others,
    })
}
