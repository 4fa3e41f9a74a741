//! Earlier projects: what was on the page before something else replaced it.
//!
//! Each is stored under a name of its own, so that two tabs never overwrite
//! each other's. None is dropped to make room: one that can't be stored stays
//! in the tab's memory, the page says so, and storing is tried again.

use std::hash::{DefaultHasher, Hash, Hasher};

use jiff::Timestamp;
use leptos::prelude::*;
use serde_json::{Value, json};

use super::{Store, Trouble, shelf};
use crate::catalogue::window;
use crate::draft::{Draft, FileError};
use crate::render::Options;
use crate::web::browser;

/// How much the earlier projects may take together, in bytes. Browsers allow a site about 5 million characters, and the
/// project on the page needs room too.
const ROOM: usize = 3_000_000;

/// What the name of each begins with, after [`shelf::RECENT`].
const START: &str = "maintenance-window-builder.recent.";

/// An earlier project.
#[derive(Debug, Clone, PartialEq)]
pub struct Recent {
    /// What it is stored under: the time, and the same end for the same project.
    key: String,
    /// When something else took its place.
    pub when: Timestamp,
    /// The project, as its file.
    pub text: String,
    /// Why it is not stored.
    pub trouble: Option<Trouble>,
}

impl Recent {
    /// A project as it is now.
    pub fn of(draft: &Draft, when: Timestamp) -> Recent {
        Recent::new(when, shelf::text_of(draft))
    }
    fn new(when: Timestamp, text: String) -> Recent {
        Recent {
            key: [&start(when), &*end(&text)].concat(),
            when,
            text,
            trouble: None,
        }
    }
    /// The project, ready for the forms.
    ///
    /// # Errors
    /// When this version of the page can't read it.
    pub fn draft(&self) -> Result<Draft, String> {
        shelf::draft_of(&self.text)
    }
    /// Saves it as a file of the person's computer.
    pub fn download(&self) {
        match self.draft() {
            Ok(draft) => shelf::download(&draft),
            Err(_) => browser::download("maintenance-window-recent.txt", self.text.as_bytes()),
        }
    }
    /// The names of its windows, for a list.
    pub fn name(&self) -> String {
        match Draft::from_file(&self.text) {
            Ok(draft) => names(&draft),
            Err(FileError::Newer { .. }) => "A project of a newer version of this page".to_owned(),
            Err(_) => "A text that is not a project".to_owned(),
        }
    }
    /// Stores it, whatever else is stored.
    pub(super) fn put(&self) -> Result<(), Trouble> {
        shelf::put(&self.key, &self.text)
    }
    fn stored(key: &str) -> Option<Recent> {
        let when = key.strip_prefix(START)?.split('.').next()?;
        Some(Recent {
            key: key.to_owned(),
            when: Timestamp::from_millisecond(when.parse().ok()?).ok()?,
            text: shelf::get(key)?,
            trouble: None,
        })
    }
}

fn start(when: Timestamp) -> String {
    format!("{START}{:015}.", when.as_millisecond())
}

fn end(text: &str) -> String {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// What a tab stores its project under while the person has not chosen between it and another tab's.
pub fn undecided(began: Timestamp) -> String {
    start(began) + "undecided"
}

/// Whether one is in this tab's memory only.
pub fn any_unkept(list: &[Recent]) -> bool {
    list.iter().any(|recent| recent.trouble.is_some())
}

/// Those of some recent projects that are in this tab's memory only.
pub fn unkept(list: &[Recent]) -> Vec<Recent> {
    list.iter()
        .filter(|recent| recent.trouble.is_some())
        .cloned()
        .collect()
}

/// The names of a draft's windows, for a list.
pub fn names(draft: &Draft) -> String {
    let names: Vec<&str> = draft
        .windows()
        .iter()
        .map(|row| match row.node.text_of(window::NAME.name) {
            "" => row.node.text_of(window::WINDOW_ID.name),
            name => name,
        })
        .filter(|name| !name.is_empty())
        .collect();
    if names.is_empty() {
        "Without a name".to_owned()
    } else {
        names.join(", ")
    }
}

/// The stored projects, the latest first.
pub fn load() -> Vec<Recent> {
    let mut keys = shelf::names(shelf::RECENT);
    if keys.is_empty() {
        return Vec::new();
    }
    if keys.iter().any(|key| key == shelf::RECENT) {
        divide_list();
        keys = shelf::names(shelf::RECENT);
    }
    keys.sort_unstable_by(|one, other| other.cmp(one));
    keys.iter().filter_map(|key| Recent::stored(key)).collect()
}

/// Gives each project of the list that older versions stored a name of its own.
fn divide_list() {
    let list = shelf::get(shelf::RECENT).map(|text| serde_json::from_str(&text));
    let Some(Ok(Value::Array(mut items))) = list else {
        return;
    };
    let put_list = |items: &[Value]| shelf::put(shelf::RECENT, &json!(items).to_string());
    while let Some(item) = items.pop() {
        if put_item(&item).is_err() {
            // There was no room for it twice.
            let _ = put_list(&items);
            if put_item(&item).is_err() {
                items.push(item);
                let _ = put_list(&items);
                return;
            }
        }
    }
    shelf::remove(shelf::RECENT);
}

fn put_item(item: &Value) -> Result<(), Trouble> {
    let read = || {
        let when = item.get("when")?.as_str()?.parse().ok()?;
        Some((when, item.get("project")?.to_string()))
    };
    let Some((when, text)) = read() else {
        return shelf::put_aside(&item.to_string()).map(drop);
    };
    Recent::new(when, text).put()
}

/// Gives each project the settings that an older version kept with the person.
pub fn hand_over(list: &mut [Recent], options: &Options) {
    for recent in list {
        let Ok(mut draft) = recent.draft() else {
            continue;
        };
        options.clone().hand_over(&mut draft);
        let new = Recent::of(&draft, recent.when);
        if new.text != recent.text && new.put().is_ok() {
            shelf::remove(&recent.key);
            *recent = new;
        }
    }
}

impl Store {
    /// Puts a project to the recent ones, unless it is nobody's work.
    pub fn remember(self, draft: &Draft) {
        if shelf::is_own(draft) {
            self.keep(Recent::of(draft, browser::now_exactly()));
        }
    }

    fn keep(self, mut new: Recent) {
        new.trouble = self.put_recent(&new).err();
        let stored = |recent: &Recent| recent.text == new.text && recent.trouble.is_none();
        if new.trouble.is_some() && self.recent.with_untracked(|list| list.iter().any(stored)) {
            return;
        }
        self.recent.update(|list| {
            list.retain(|recent| recent.text != new.text);
            list.insert(0, new);
        });
    }

    fn put_recent(self, new: &Recent) -> Result<(), Trouble> {
        let (others, end) = (self.recent.get_untracked(), end(&new.text));
        let stored = others
            .iter()
            .filter(|recent| recent.trouble.is_none() && recent.text != new.text);
        if stored.map(|recent| recent.text.len()).sum::<usize>() + new.text.len() > ROOM {
            return Err(Trouble::Full);
        }
        new.put()?;
        // The same project from before.
        for other in shelf::names(shelf::RECENT) {
            if other != new.key && other.ends_with(&end) {
                shelf::remove(&other);
            }
        }
        Ok(())
    }

    /// Reads the recent projects again: another tab changed them. Those that are in this tab's memory only stay.
    pub(super) fn reload_recent(self) {
        self.recent.update(|list| {
            list.retain(|recent| recent.trouble.is_some());
            for stored in load() {
                list.retain(|recent| recent.text != stored.text);
                list.push(stored);
            }
            list.sort_by_key(|recent| std::cmp::Reverse(recent.when));
        });
    }

    /// Stores all recent projects again: something cleared the storage.
    pub(super) fn restore_recent(self) {
        self.recent.update(|list| {
            for recent in list {
                recent.trouble = recent.put().err();
            }
        });
    }

    /// Tries again to store the recent projects that are in memory only.
    pub fn retry_recent(self) {
        let waiting = self.recent.with_untracked(|list| unkept(list));
        if waiting.is_empty() {
            return;
        }
        for recent in waiting {
            if let Ok(()) = self.put_recent(&recent) {
                self.recent.update(|list| {
                    for one in list.iter_mut().filter(|one| one.text == recent.text) {
                        one.trouble = None;
                    }
                });
            }
        }
        if !self.recent.with_untracked(|list| any_unkept(list)) {
            self.say("Stored under Recent projects");
        }
    }

    /// Deletes one of the recent projects.
    pub fn forget(self, gone: &Recent) {
        shelf::remove(&gone.key);
        self.recent
            .update(|list| list.retain(|recent| recent.text != gone.text));
        // There may be room now.
        self.retry_recent();
        self.flush();
    }
}
