//! What the page finds in the storage when it starts.

use super::{Recent, shelf};
use crate::draft::Draft;
use crate::web::browser;

/// What was stored.
#[derive(Default)]
pub struct Found {
    /// The person's project.
    pub draft: Option<Draft>,
    /// Its text as it is stored.
    pub seen: Option<String>,
    /// Whether there is more in the project than is stored.
    pub unsaved: bool,
    /// The texts that could not be read, with the reason where it is known.
    pub aside: Option<(String, String)>,
}

/// Looks for a project and for texts kept aside.
pub fn look() -> Found {
    let project = shelf::get(shelf::PROJECT);
    let mut found = match project {
        Some(text) => read(text),
        None => Found::default(),
    };
    if let Some(all) = shelf::aside() {
        take_back(&mut found, &all);
    }
    found
}

/// The stored project; what can't be read goes aside. It is never overwritten: nothing of it counts as seen.
fn read(text: String) -> Found {
    match shelf::draft_of(&text) {
        Ok(draft) => Found {
            draft: Some(draft),
            seen: Some(text),
            ..Found::default()
        },
        Err(why) => {
            let all = shelf::move_aside(shelf::PROJECT, &text).unwrap_or(text);
            Found {
                aside: Some((all, why)),
                ..Found::default()
            }
        }
    }
}

/// A project that an older version of the page could not read is this version's again.
fn take_back(found: &mut Found, all: &str) {
    let mut left = Vec::new();
    for text in all.split(shelf::BETWEEN) {
        match shelf::draft_of(text) {
            Ok(draft) if Recent::of(&draft, browser::now_exactly()).put().is_ok() => {
                if found.draft.is_none() {
                    found.draft = Some(draft);
                    found.unsaved = true;
                }
            }
            _ => left.push(text),
        }
    }
    let left = left.join(shelf::BETWEEN);
    if left != all {
        let _ = shelf::replace_aside(&left);
    }
    found.aside = (!left.is_empty()).then(|| {
        let why = found.aside.take().map_or_else(String::new, |(_, why)| why);
        (left, why)
    });
}
