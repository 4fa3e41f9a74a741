//! Keeps what was typed: in the browser's storage, across reloads, tabs and
//! shared links.
//!
//! One project is the person's own; it is saved shortly after each change,
//! wrong values included. What another tab or a link brings never overwrites
//! it silently, and whatever replaces it goes to «Recent projects» first.

mod looking;
mod recent;
pub mod shelf;

pub use looking::Looking;
pub use recent::Recent;
pub use shelf::Trouble;

use gloo::timers::callback::{Interval, Timeout};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::browser::{self, listen};
use super::state::{App, Back, Notice};
use crate::check::{check, strangers, unseen};
use crate::draft::Draft;
use crate::examples;
use crate::quote::quoted;

/// How long after a change it is saved, in milliseconds.
const PAUSE: u32 = 250;
/// How often the page looks at the clock, in milliseconds.
const TICK: u32 = 60_000;

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
    /// A stored text that could not be read, with the reason where it is known.
    pub aside: RwSignal<Option<(String, String)>>,
    /// Earlier projects, the latest first.
    pub recent: RwSignal<Vec<Recent>>,
    /// The stored project as this tab last saw it.
    seen: StoredValue<Option<String>>,
    /// Whether something was changed that is not saved yet.
    unsaved: StoredValue<bool>,
    pause: StoredValue<Option<Timeout>, LocalStorage>,
}

/// How the project is kept.
pub fn store() -> Store {
    expect_context::<Store>()
}

/// Makes the page's state from what is stored, or from the first example, and keeps it saved.
///
/// Provides [`App`] and [`Store`] as contexts; called once, by the page's root.
pub fn start() -> App {
    let mut seen = shelf::get(shelf::PROJECT);
    let mut aside = shelf::aside().map(|text| (text, String::new()));
    let stored = match seen.as_deref().map(shelf::draft_of) {
        None => None,
        Some(Ok(draft)) => Some(draft),
        Some(Err(why)) => {
            aside = Some((shelf::put_aside(&seen.unwrap_or_default()), why));
            seen = shelf::get(shelf::PROJECT);
            None
        }
    };
    let example = stored.is_none();
    let mut draft = stored.unwrap_or_else(|| examples::FIRST.draft());
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
        aside: RwSignal::new(aside),
        recent: RwSignal::new(recent),
        seen: StoredValue::new(seen),
        unsaved: StoredValue::new(false),
        pause: StoredValue::new_local(None),
    };
    provide_context(app);
    provide_context(store);
    store.watch();
    if moved {
        store.touch();
        store.flush();
        // Not before the project has them: a reload must find them in one of the two.
        if store.trouble.with_untracked(Option::is_none) {
            store.put_options();
        }
    }
    store.follow_fragment();
    app
}

impl Store {
    /// Saves after changes and before the tab goes away; follows other tabs and the clock.
    fn watch(self) {
        let app = self.app;
        Effect::new(move |first: Option<()>| {
            app.draft.track();
            if first.is_some() {
                self.touch();
            }
        });
        Effect::new(move |first: Option<()>| {
            app.person.track();
            app.format.track();
            if first.is_some() {
                self.put_options();
            }
        });
        for leaving in ["pagehide", "blur", "visibilitychange"] {
            listen(leaving, move |_| self.flush());
        }
        listen("visibilitychange", move |_| {
            if browser::is_visible() {
                self.tick();
            }
        });
        listen("beforeunload", move |event| {
            if self.trouble.get_untracked().is_some() && self.unsaved.get_value() {
                event.prevent_default();
            }
        });
        listen("storage", move |event| {
            let Ok(event) = event.dyn_into::<web_sys::StorageEvent>() else {
                return;
            };
            match event.key().as_deref() {
                Some(shelf::PROJECT) => self.hear(event.new_value()),
                Some(shelf::RECENT) => self.recent.set(recent::load()),
                _ => {}
            }
        });
        // Held by the page, so that it ends with the page.
        StoredValue::new_local(Interval::new(TICK, move || self.tick()));
    }

    fn put_options(self) {
        let format = self.app.format.get_untracked();
        self.app
            .person
            .with_untracked(|person| shelf::put_options(person, format));
    }

    fn tick(self) {
        let now = browser::now();
        if self.app.now.get_untracked() != now {
            self.app.now.set(now);
        }
    }

    /// Saves in a moment; each further change starts the moment anew.
    fn touch(self) {
        self.unsaved.set_value(true);
        self.pause
            .set_value(Some(Timeout::new(PAUSE, move || self.flush())));
    }

    /// Saves now what is not saved yet.
    pub fn flush(self) {
        if !self.unsaved.get_value() || self.theirs.with_untracked(Option::is_some) {
            return;
        }
        if self.example.get_untracked() && !self.is_first() {
            self.example.set(false);
        }
        let outcome = self.app.draft.with_untracked(|draft| {
            if let Some(link) = self
                .looking
                .with_untracked(|looking| looking.as_ref().map(|l| l.fragment.clone()))
            {
                return self.flush_shared(&link, draft);
            }
            let text = shelf::text_of(draft);
            let there = shelf::get(shelf::PROJECT);
            if there == Some(text.clone()) {
                self.seen.set_value(there);
                return Ok(true);
            }
            // Its event may still be on the way: look before overwriting what another tab saved.
            if there != self.seen.get_value()
                && let Some(Ok(theirs)) = there.as_deref().map(shelf::draft_of)
            {
                self.seen.set_value(there);
                self.theirs.set(Some(theirs));
                return Ok(false);
            }
            shelf::put(shelf::PROJECT, &text)?;
            self.seen.set_value(Some(text));
            Ok(true)
        });
        match outcome {
            Ok(saved) => {
                self.unsaved.set_value(!saved);
                self.say_trouble(None);
            }
            Err(trouble) => self.say_trouble(Some(trouble)),
        }
    }

    /// Says it once, not with each try.
    fn say_trouble(self, trouble: Option<Trouble>) {
        if self.trouble.get_untracked() != trouble {
            self.trouble.set(trouble);
        }
    }

    fn is_first(self) -> bool {
        self.app
            .draft
            .with_untracked(|draft| *draft == examples::FIRST.draft())
    }

    /// Another tab saved the project.
    fn hear(self, text: Option<String>) {
        if text == self.seen.get_value() {
            return;
        }
        let Some(Ok(theirs)) = text.as_deref().map(shelf::draft_of) else {
            // Removed or unreadable: this tab's project stays and is saved with the next change.
            self.seen.set_value(text);
            return;
        };
        if self.looking.with_untracked(Option::is_some) {
            self.seen.set_value(text);
            self.looking.update(|looking| {
                if let Some(looking) = looking {
                    looking.mine = theirs;
                }
            });
        } else if self.unsaved.get_value() {
            self.seen.set_value(text);
            self.theirs.set(Some(theirs));
        } else {
            self.seen.set_value(text);
            let before = self.app.draft.get_untracked();
            if before == theirs {
                return;
            }
            self.show(theirs);
            self.example.set(false);
            if browser::is_used() {
                let text = "Another tab changed the project; this tab follows it".to_owned();
                self.app.notice.set(Some(Notice {
                    text,
                    undo: Some(Back::To(before)),
                }));
            }
        }
    }

    /// Ends a conflict with another tab: this tab's project wins, the other goes to the recent ones.
    pub fn keep_mine(self) {
        if let Some(theirs) = self.theirs.get_untracked() {
            self.remember(&theirs);
        }
        self.theirs.set(None);
        self.touch();
        self.flush();
    }

    /// Ends a conflict with another tab: its project wins, this tab's goes to the recent ones.
    pub fn take_theirs(self) {
        let Some(theirs) = self.theirs.get_untracked() else {
            return;
        };
        self.remember(&self.app.draft.get_untracked());
        self.theirs.set(None);
        self.show(theirs);
    }

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

    /// Tries again to save.
    pub fn retry(self) {
        self.unsaved.set_value(true);
        self.flush();
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

    /// Puts a project to the recent ones, unless it is nobody's work or there already.
    pub fn remember(self, draft: &Draft) {
        if !shelf::is_own(draft) {
            return;
        }
        let new = Recent::of(draft, browser::now());
        self.recent.update(|list| {
            list.retain(|recent| recent.project != new.project);
            list.insert(0, new);
            recent::save(list);
        });
    }

    /// Deletes one of the recent projects.
    pub fn forget(self, gone: &Recent) {
        self.recent.update(|list| {
            list.retain(|recent| recent != gone);
            recent::save(list);
        });
    }

    /// Deletes the text that was kept aside.
    pub fn drop_aside(self) {
        shelf::remove_aside();
        self.aside.set(None);
    }
}
