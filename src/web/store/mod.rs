//! Keeps what was typed: in the browser's storage, across reloads, tabs and
//! shared links.
//!
//! One project is the person's own; it is saved with each change, wrong values
//! included. What another tab or a link brings never overwrites
//! it silently, and whatever replaces it goes to «Recent projects» first.

mod found;
mod looking;
mod recent;
mod saving;
pub mod shelf;

pub use looking::Looking;
pub use recent::{Recent, any_unkept, names, unkept};
pub use shelf::Trouble;

use gloo::timers::callback::Timeout;
use jiff::Timestamp;
use leptos::prelude::*;

use super::browser;
use super::state::{App, Back, Notice};
use crate::check::{check, strangers, unseen};
use crate::draft::Draft;
use crate::examples;
use crate::quote::quoted;

/// What the page knows about keeping the project: cheap to copy, found with [`store`].
#[derive(Clone, Copy)]
pub struct Store {
    app: App,
    /// Whether the first visit's example is shown, as it came.
    pub example: RwSignal<bool>,
    /// The shared project that is looked at, if one is.
    pub looking: RwSignal<Option<Looking>>,
    /// What another tab saved while something here was not saved yet.
    pub theirs: RwSignal<Option<Draft>>,
    /// Why the latest change is not saved.
    pub trouble: RwSignal<Option<Trouble>>,
    /// The stored texts that could not be read, with the reason where it is known.
    pub aside: RwSignal<Option<(String, String)>>,
    /// Earlier projects, the latest first; those without room in the storage too.
    pub recent: RwSignal<Vec<Recent>>,
    /// Files that wait for the person's choice.
    pub offered: RwSignal<Vec<Offered>>,
    /// When this tab opened the page.
    began: Timestamp,
    /// The stored project as this tab last saw it.
    seen: StoredValue<Option<String>>,
    /// Whether something was changed that is not saved yet.
    unsaved: StoredValue<bool>,
    pause: StoredValue<Option<Timeout>, LocalStorage>,
    /// Runs until the person has stopped typing.
    typing: StoredValue<Option<Timeout>, LocalStorage>,
}

/// A file that waits for the person's choice.
#[derive(Debug, Clone, PartialEq)]
pub struct Offered {
    /// The file's name.
    pub name: String,
    /// The project in it, or why there is none.
    pub project: Result<Draft, String>,
}

/// How the project is kept.
pub fn store() -> Store {
    expect_context::<Store>()
}

/// Makes the page's state from what is stored, or from the first example, and keeps it saved.
///
/// Provides [`App`] and [`Store`] as contexts; called once, by the page's root.
pub fn start() -> App {
    let found = found::look();
    let example = found.draft.is_none();
    let mut draft = found.draft.unwrap_or_else(|| examples::FIRST.draft());
    let mut recent = recent::load();
    let (mut options, format) = shelf::options();
    let older = options.clone();
    // Older versions kept the Region and the like with the person.
    let moved = options.hand_over(&mut draft);
    if moved {
        recent::hand_over(&mut recent, &older);
    }
    let app = App::new(draft, browser::now());
    app.person.set(options);
    app.format.set(format);
    let store = Store {
        app,
        example: RwSignal::new(example),
        looking: RwSignal::new(None),
        theirs: RwSignal::new(None),
        trouble: RwSignal::new(None),
        aside: RwSignal::new(found.aside),
        recent: RwSignal::new(recent),
        offered: RwSignal::new(Vec::new()),
        began: browser::now_exactly(),
        seen: StoredValue::new(found.seen),
        unsaved: StoredValue::new(false),
        pause: StoredValue::new_local(None),
        typing: StoredValue::new_local(None),
    };
    provide_context(app);
    provide_context(store);
    store.watch();
    if found.unsaved || moved {
        store.touch();
    }
    // Not before the project has them: a reload must find them in one of the two.
    if moved && store.trouble.with_untracked(Option::is_none) {
        store.put_options();
    }
    store.follow_fragment();
    app
}

impl Store {
    /// Says something at the edge of the page.
    pub fn say(self, text: impl Into<String>) {
        self.app.notice.set(Some(Notice {
            text: text.into(),
            undo: None,
        }));
    }

    /// The project on the page.
    pub fn draft(self) -> Draft {
        self.app.draft.get_untracked()
    }

    /// Puts a project on the page.
    fn show(self, draft: Draft) {
        let app = self.app;
        let window = draft.windows().first().map(|row| row.id);
        app.left.update(|left| left.clear());
        app.open.update(|open| open.clear());
        app.shut.update(|shut| shut.clear());
        app.history.clear();
        app.draft.set(draft);
        if let Some(window) = window {
            app.window.set(window);
        }
    }

    /// Replaces the whole project; the old one goes to the recent ones and comes back with Undo.
    ///
    /// `finished`: whether the new one was someone's work, so that all its problems may be shown at once.
    pub fn replace(self, draft: Draft, said: &str, finished: bool) {
        self.leave_shared();
        let before = self.app.draft.get_untracked();
        self.remember(&before);
        self.app.asked.set(finished);
        self.example.set(false);
        self.show(draft);
        self.app.history.record(Back::To(before.clone()));
        self.app.notice.set(Some(Notice {
            text: said.to_owned(),
            undo: Some(Back::To(before)),
        }));
    }

    /// Shows the project of a file, and says what in it nobody knows.
    pub fn open(self, draft: Draft, name: &str) {
        let report = check(&draft, self.app.now.get_untracked()).report;
        let strangers = strangers(&draft, &report);
        let stop = if strangers.is_empty() { "" } else { ". " };
        let mut said = ["Opened ", &quoted(name), stop, &strangers].concat();
        if let Some(care) = unseen(&report) {
            said.extend([". ", &care]);
        }
        self.replace(draft, &said, true);
    }

    /// Takes a step back; it can be repeated, and a whole project is kept as a recent one.
    pub fn undo(self, back: Back) {
        let again = self.step(back.clone());
        self.app.history.undid(&back, again.clone());
        self.app.notice.set(Some(Notice {
            text: "Undone".to_owned(),
            undo: Some(again),
        }));
    }

    /// Repeats a step that was taken back.
    pub fn redo(self, again: Back) {
        let back = self.step(again);
        self.app.history.redid(back.clone());
        self.app.notice.set(Some(Notice {
            text: "Done again".to_owned(),
            undo: Some(back),
        }));
    }

    /// Goes one way or the other, and returns the way back.
    fn step(self, back: Back) -> Back {
        let app = self.app;
        let now = app.draft.get_untracked();
        let (draft, again) = match back {
            Back::To(draft) => {
                self.remember(&now);
                (draft, Back::To(now))
            }
            Back::Without(before, after) => {
                let draft = now.without(&before, &after);
                (draft.clone(), Back::Without(now, draft))
            }
        };
        if !draft
            .windows()
            .iter()
            .any(|row| row.id == app.window.get_untracked())
            && let Some(row) = draft.windows().first()
        {
            app.window.set(row.id);
        }
        app.draft.set(draft);
        again
    }

    /// Deletes the texts that were kept aside.
    pub fn drop_aside(self) {
        let _ = shelf::replace_aside("");
        // There may have been no room to move it.
        let there = shelf::get(shelf::PROJECT);
        if self
            .aside
            .with_untracked(|aside| aside.as_ref().map(|(text, _)| text) == there.as_ref())
        {
            shelf::remove(shelf::PROJECT);
        }
        self.aside.set(None);
    }
}
