//! Undo for every press of a button, and for every field that was typed in.
//!
//! A press is any click or choice that changes the draft, so no button needs
//! to know of this. While a field is typed in, the browser's own undo is at
//! work; the field counts as one step once it is left.

use gloo::events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};

use super::browser;
use super::state::{App, Back};
use super::store::Store;
use crate::draft::Draft;

/// How many steps can be taken back.
const STEPS: usize = 100;
/// Inputs in which the browser's own undo works.
const TYPED_IN: &str =
    "textarea, input:not([type=radio], [type=checkbox], [type=file], [type=button])";

/// What was done, and what of it was taken back.
#[derive(Clone, Copy)]
pub struct History {
    done: StoredValue<Vec<Back>>,
    undone: StoredValue<Vec<Back>>,
    /// The draft before the press or the typing that is under way.
    before: StoredValue<Option<Draft>>,
    /// Whether the last thing done was to type in the field that has the focus.
    typing: StoredValue<bool>,
}

impl Default for History {
    fn default() -> Self {
        History {
            done: StoredValue::new(Vec::new()),
            undone: StoredValue::new(Vec::new()),
            before: StoredValue::new(None),
            typing: StoredValue::new(false),
        }
    }
}

impl History {
    /// Forgets all: another project is on the page.
    pub fn clear(self) {
        self.done.set_value(Vec::new());
        self.undone.set_value(Vec::new());
        self.before.set_value(None);
    }
    /// Remembers a step; what was taken back before can't be repeated any more.
    pub fn record(self, back: Back) {
        self.undone.set_value(Vec::new());
        self.push(back);
    }
    fn push(self, back: Back) {
        // The press that did this is remembered with it.
        self.before.set_value(None);
        self.done.update_value(|done| {
            if done.len() >= STEPS {
                done.remove(0);
            }
            done.push(back);
        });
    }
    /// Takes the latest step for undoing.
    fn take(self) -> Option<Back> {
        self.done.try_update_value(Vec::pop).flatten()
    }
    /// A step was taken back, and `again` repeats it.
    pub fn undid(self, back: &Back, again: Back) {
        self.before.set_value(None);
        self.done.update_value(|done| {
            if done.last() == Some(back) {
                done.pop();
            }
        });
        self.undone.update_value(|undone| undone.push(again));
    }
    /// A step that was taken back was repeated, and `back` takes it back.
    pub fn redid(self, back: Back) {
        self.push(back);
    }
    fn begin(self, app: App) {
        if self.before.with_value(Option::is_none) {
            self.before.set_value(Some(app.draft.get_untracked()));
        }
    }
    /// Remembers what changed since `begin`, if anything did.
    fn end(self, app: App) {
        let Some(before) = self.before.try_update_value(Option::take).flatten() else {
            return;
        };
        let after = app.draft.get_untracked();
        if !before.is_same(&after) {
            self.typing.set_value(false);
            self.record(Back::Without(before, after));
        }
    }
}

fn is_typed_in(event: &Event) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|element| element.matches(TYPED_IN).unwrap_or(false))
}

/// Watches presses, typing and the keys of Undo and Redo, as long as the page is there.
pub fn watch(app: App, store: Store) {
    let history = app.history;
    let listen = |name: &'static str, hear: Box<dyn FnMut(&Event)>| {
        let options = EventListenerOptions {
            passive: false,
            ..EventListenerOptions::run_in_capture_phase()
        };
        let handle = browser::document()
            .map(|document| EventListener::new_with_options(&document, name, options, hear));
        // Held by the page, so that it ends with the page.
        StoredValue::new_local(handle);
    };
    let press = move || {
        history.begin(app);
        // After the event has reached the button.
        set_timeout(move || history.end(app), std::time::Duration::ZERO);
    };
    listen("click", Box::new(move |_| press()));
    listen(
        "focusin",
        Box::new(move |event| {
            if is_typed_in(event) {
                history.typing.set_value(false);
                history.begin(app);
            }
        }),
    );
    listen(
        "input",
        Box::new(move |event| {
            if is_typed_in(event) {
                history.typing.set_value(true);
                history.begin(app);
            }
        }),
    );
    // Of a select when one is chosen, of a text when its field is left.
    listen("change", Box::new(move |_| press()));
    listen(
        "keydown",
        Box::new(move |event| {
            let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
                return;
            };
            let command = (key.ctrl_key() || key.meta_key()) && !key.alt_key();
            let own = is_typed_in(event) && history.typing.get_value();
            let (undo, redo) = match key.key().as_str() {
                "z" | "Z" if command => (!key.shift_key(), key.shift_key()),
                "y" if command => (false, true),
                _ => return,
            };
            if own {
                return;
            }
            let back = if undo {
                history.take()
            } else if redo {
                history.undone.try_update_value(Vec::pop).flatten()
            } else {
                None
            };
            if let Some(back) = back {
                event.prevent_default();
                if undo {
                    store.undo(back);
                } else {
                    store.redo(back);
                }
            }
        }),
    );
}
