//! Saves the person's own project: at the first change, then as often as its
//! size allows; before the tab goes away, and whenever there is room again.
//!
//! What another tab stored in the meantime is never overwritten unseen, and a
//! text that can't be read is kept aside first.

use gloo::timers::callback::{Interval, Timeout};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{Store, Trouble, recent, shelf};
use crate::examples;
use crate::web::browser::{self, listen};
use crate::web::state::{Back, Notice};

/// After a save there is a pause of so many times as long as it took: saving costs a tenth of the time at most.
const SHARE: i64 = 9;
/// The longest pause, in milliseconds.
const LONGEST: i64 = 250;
/// The pause after what could not be stored, in milliseconds.
const FULL: u32 = 10_000;
/// How long after a key somebody has stopped typing, in milliseconds.
const STILL: u32 = 250;
/// How often the page looks at the clock, and tries again to store what it could not, in milliseconds.
const TICK: u32 = 60_000;

impl Store {
    /// Saves after changes and before the tab goes away; follows other tabs and the clock.
    pub(super) fn watch(self) {
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
        // A page that slept heard no event of what other tabs did.
        for back in ["pageshow", "visibilitychange"] {
            listen(back, move |_| {
                if browser::is_visible() {
                    self.tick();
                    self.hear();
                }
            });
        }
        listen("beforeunload", move |event| {
            let unsaved = self.trouble.get_untracked().is_some() && self.unsaved.get_value();
            if unsaved || self.recent.with_untracked(|list| recent::any_unkept(list)) {
                event.prevent_default();
            }
        });
        listen("storage", move |event| {
            if let Ok(event) = event.dyn_into::<web_sys::StorageEvent>() {
                self.follow(event.key().as_deref());
            }
        });
        // Held by the page, so that it ends with the page.
        StoredValue::new_local(Interval::new(TICK, move || {
            self.tick();
            self.flush();
            self.retry_recent();
        }));
    }

    pub(super) fn put_options(self) {
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

    /// Something was changed: it is saved now, or at the end of the pause after the last time.
    pub(super) fn touch(self) {
        self.unsaved.set_value(true);
        if self.pause.with_value(Option::is_none) {
            self.save_and_pause();
        }
    }

    fn save_and_pause(self) {
        let before = browser::now_exactly().as_millisecond();
        self.flush();
        let took = browser::now_exactly().as_millisecond() - before;
        let took = (took * SHARE).clamp(0, LONGEST) as u32;
        let pause = match (self.unsaved.get_value(), self.trouble.get_untracked()) {
            (true, Some(_)) => FULL,
            // Another tab's project stands there until the person has chosen.
            (true, None) => took.max(STILL),
            (false, _) => took,
        };
        let end = move || {
            self.pause.set_value(None);
            if self.unsaved.get_value() {
                self.save_and_pause();
            }
        };
        self.pause.set_value(Some(Timeout::new(pause, end)));
    }

    /// Saves now what is not saved yet.
    pub fn flush(self) {
        if !self.unsaved.get_value() {
            return;
        }
        if self.theirs.with_untracked(Option::is_some) {
            return self.put_beside();
        }
        match self.put() {
            Ok(saved) => {
                self.unsaved.set_value(!saved);
                self.say_trouble(None);
            }
            Err(trouble) => self.say_trouble(Some(trouble)),
        }
    }

    /// Stores what is on the page; false when another tab's project stands there that this one has not seen.
    fn put(self) -> Result<bool, Trouble> {
        self.app.draft.with_untracked(|draft| {
            if let Some(link) = self
                .looking
                .with_untracked(|looking| looking.as_ref().map(|l| l.fragment.clone()))
            {
                return self.flush_shared(&link, draft);
            }
            let text = shelf::text_of(draft);
            let there = shelf::get(shelf::PROJECT);
            if there.as_ref() == Some(&text) {
                self.seen.set_value(there);
                return Ok(true);
            }
            // Its event may still be on the way: look before overwriting what another tab saved.
            if there != self.seen.get_value()
                && let Some(other) = there
            {
                match shelf::draft_of(&other) {
                    Ok(theirs) => {
                        self.seen.set_value(Some(other));
                        self.theirs.set(Some(theirs));
                        self.put_beside();
                        return Ok(false);
                    }
                    Err(why) => {
                        let all = shelf::move_aside(shelf::PROJECT, &other)?;
                        self.aside.set(Some((all, why)));
                    }
                }
            }
            self.is_typing();
            shelf::put(shelf::PROJECT, &text)?;
            self.seen.set_value(Some(text));
            Ok(true)
        })
    }

    /// For a moment the person is at work here: no other tab's project replaces this one, and the page does not move.
    fn is_typing(self) {
        let end = move || {
            self.typing.set_value(None);
            if self.example.get_untracked() && !self.is_first() {
                self.example.set(false);
            }
        };
        self.typing.set_value(Some(Timeout::new(STILL, end)));
    }

    /// Stores this tab's project beside the other tab's until the person has chosen one of them.
    fn put_beside(self) {
        let text = self.app.draft.with_untracked(shelf::text_of);
        self.say_trouble(shelf::put(&recent::undecided(self.began), &text).err());
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

    /// Another tab changed what is stored under a name; without a name, it cleared the storage.
    fn follow(self, name: Option<&str>) {
        match name {
            // What is not looked at follows when it is: the other tab saves with every key.
            Some(shelf::PROJECT) if !browser::is_visible() => {}
            Some(shelf::PROJECT) => self.hear(),
            Some(name) if name.starts_with(shelf::RECENT) => self.reload_recent(),
            Some(_) => {}
            None => {
                self.hear();
                self.restore_recent();
                self.put_options();
                // Who stores it stores it again.
                self.app.operate.pasted.update(|_| ());
            }
        }
        // There may be room now.
        self.flush();
        self.retry_recent();
    }

    /// Looks at what is stored, which another tab may have changed.
    fn hear(self) {
        let text = shelf::get(shelf::PROJECT);
        if text != self.seen.get_value() {
            self.take_in(text);
        }
    }

    fn take_in(self, text: Option<String>) {
        let Some(stored) = text.as_deref() else {
            return self.store_again();
        };
        let Ok(theirs) = shelf::draft_of(stored) else {
            // It goes aside before this tab stores something in its place.
            self.say(
                "Another tab stored a project that this tab can't read. Reload this tab to get the newest version of the page",
            );
            return;
        };
        self.seen.set_value(text);
        if self.looking.with_untracked(Option::is_some) {
            self.looking.update(|looking| {
                if let Some(looking) = looking {
                    looking.mine = theirs;
                }
            });
        } else if self.unsaved.get_value() || self.typing.with_value(Option::is_some) {
            self.theirs.set(Some(theirs));
            self.put_beside();
        } else {
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

    /// Stores the project again: what was stored of it is gone.
    fn store_again(self) {
        self.seen.set_value(None);
        let mine = self
            .looking
            .with_untracked(|looking| looking.as_ref().map(|looking| looking.mine.clone()));
        if let Some(mine) = mine {
            let text = shelf::text_of(&mine);
            if shelf::put(shelf::PROJECT, &text).is_ok() {
                self.seen.set_value(Some(text));
            }
        }
        if !self.example.get_untracked() {
            self.unsaved.set_value(true);
            self.flush();
        }
    }

    /// Ends a conflict with another tab: this tab's project wins, the other goes to the recent ones.
    pub fn keep_mine(self) {
        if let Some(theirs) = self.theirs.get_untracked() {
            self.remember(&theirs);
        }
        self.decided();
        self.unsaved.set_value(true);
        self.flush();
    }

    /// Ends a conflict with another tab: its project wins, this tab's goes to the recent ones.
    pub fn take_theirs(self) {
        let Some(theirs) = self.theirs.get_untracked() else {
            return;
        };
        self.remember(&self.app.draft.get_untracked());
        self.decided();
        self.show(theirs);
    }

    fn decided(self) {
        self.theirs.set(None);
        shelf::remove(&recent::undecided(self.began));
    }

    /// Tries again to save.
    pub fn retry(self) {
        self.unsaved.set_value(true);
        self.flush();
    }
}
