//! Import: what people have already, pasted, dropped or opened, becomes windows
//! of the project.
//!
//! The readers are a program of their own (`reader.rs`). Here stand the texts,
//! what was read from them, and what a person can do with it. Nothing is loaded
//! without being shown first, and nothing is replaced without a way back.

mod dialog;
mod notes;
mod offer;
mod outcome;
mod reader;
mod sources;

pub use dialog::{dialog, refusal};
pub use offer::watch;

use std::cell::RefCell;
use std::sync::Arc;

use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::state::{App, app};
use outcome::Outcome;
use reader::Failure;
use sources::{EDITABLE, PASTED, Source};

/// How long after a key the texts are read, in milliseconds.
const PAUSE: u32 = 300;
/// After how long the page offers to stop, in milliseconds.
const SLOW: u32 = 2_000;

/// How the reading stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    /// Nothing is under way: the outcome is that of the texts.
    Idle,
    /// The texts are being read, or will be in a moment.
    Reading,
    /// The same, and it takes long.
    Slow,
    /// It ended without an answer.
    Failed(Failure),
}

/// The Import dialog: cheap to copy, found with [`import`].
#[derive(Clone, Copy)]
pub struct Import {
    app: App,
    /// Whether the dialog is open.
    pub open: RwSignal<bool>,
}

/// What the dialog holds.
#[derive(Clone, Copy)]
struct State {
    sources: RwSignal<Vec<Source>>,
    /// The source that the text area shows.
    chosen: RwSignal<u32>,
    phase: RwSignal<Phase>,
    outcome: RwSignal<Option<Arc<Outcome>>>,
    /// Counts the readings: an answer to an earlier one is stale.
    turn: StoredValue<u32>,
    pause: StoredValue<Option<Timeout>, LocalStorage>,
    slow: StoredValue<Option<Timeout>, LocalStorage>,
}

thread_local! {
    /// The state, with the dialog it belongs to: made when it is first needed, as a first visit needs none.
    static STATE: RefCell<Option<(RwSignal<bool>, State)>> = const { RefCell::new(None) };
}

/// The Import dialog.
pub fn import() -> Import {
    let app = app();
    Import {
        app,
        open: app.importing,
    }
}

impl Import {
    fn state(self) -> State {
        STATE.with_borrow_mut(|known| {
            if let Some((open, state)) = known
                && *open == self.open
            {
                return *state;
            }
            let owner = self.app.owner().unwrap_or_default();
            let state = owner.with(|| State {
                sources: RwSignal::new(Vec::new()),
                chosen: RwSignal::new(PASTED),
                phase: RwSignal::new(Phase::Idle),
                outcome: RwSignal::new(None),
                turn: StoredValue::new(0),
                pause: StoredValue::new_local(None),
                slow: StoredValue::new_local(None),
            });
            *known = Some((self.open, state));
            state
        })
    }
    /// Opens the dialog with a text that was pasted.
    pub fn paste(self, text: &str) {
        if !self.open.get_untracked() {
            self.clear();
        }
        self.put(PASTED, text);
        self.show();
    }
    /// Opens the dialog with files, beside what is in it while it is open.
    pub fn add_files(self, files: Vec<(String, Result<String, String>)>) {
        if !self.open.get_untracked() {
            self.clear();
        }
        self.state().sources.update(|sources| {
            for (name, text) in files {
                sources::add(sources, name, text);
            }
        });
        // What can be seen and corrected comes first.
        if untrack(|| self.text_of(PASTED)).trim().is_empty() {
            let first = self
                .state()
                .sources
                .with_untracked(|sources| sources.first().map(|source| source.id));
            self.state().chosen.set(first.unwrap_or(PASTED));
        }
        self.show();
    }
    fn show(self) {
        self.open.set(true);
        self.read_soon(0);
    }
    /// Puts a text into a source; a pasted text that is too long to be edited becomes one of its own.
    fn put(self, id: u32, text: &str) {
        self.state().sources.update(|sources| {
            if id == PASTED && text.len() > EDITABLE {
                sources::add(sources, String::new(), Ok(text.to_owned()));
            } else {
                sources::put(sources, id, text);
            }
        });
        self.state().chosen.set(id);
    }
    /// What was typed into the text area.
    fn typed(self, text: &str) {
        let id = self.state().chosen.get_untracked();
        self.state()
            .sources
            .update(|sources| sources::put(sources, id, text));
        self.read_soon(PAUSE);
    }
    fn text_of(self, id: u32) -> Arc<str> {
        self.state().sources.with(|sources| {
            let source = sources.iter().find(|source| source.id == id);
            source.map_or_else(|| Arc::from(""), |source| Arc::clone(&source.text))
        })
    }
    fn remove(self, id: u32) {
        self.state()
            .sources
            .update(|sources| sources.retain(|source| source.id != id));
        if self.state().chosen.get_untracked() == id {
            self.state().chosen.set(PASTED);
        }
        self.read_soon(0);
    }
    /// Forgets the texts.
    fn clear(self) {
        self.state().sources.set(Vec::new());
        self.state().chosen.set(PASTED);
        self.read_soon(0);
    }

    /// Reads the texts after a pause; the reading before ends at once.
    fn read_soon(self, pause: u32) {
        reader::stop();
        self.state()
            .turn
            .update_value(|turn| *turn = turn.wrapping_add(1));
        self.state().slow.set_value(None);
        let blank = |sources: &Vec<Source>| sources.iter().all(Source::is_blank);
        if self.state().sources.with_untracked(blank) {
            self.state().pause.set_value(None);
            self.state().outcome.set(None);
            self.state().phase.set(Phase::Idle);
            return;
        }
        self.state().phase.set(Phase::Reading);
        let begin = move || self.read();
        self.state()
            .pause
            .set_value(Some(Timeout::new(pause, begin)));
    }
    /// Reads the texts as they are now.
    fn read(self) {
        let turn = self.state().turn.get_value();
        let is_stale = move || self.state().turn.get_value() != turn;
        self.state().phase.set(Phase::Reading);
        let slow = move || self.state().phase.set(Phase::Slow);
        self.state().slow.set_value(Some(Timeout::new(SLOW, slow)));
        let sources = self.state().sources.get_untracked();
        let now = self.app.now.get_untracked();
        spawn_local(async move {
            let read = outcome::read(&sources, now).await;
            if is_stale() {
                return;
            }
            self.state().slow.set_value(None);
            match read {
                Ok(outcome) => {
                    self.state().outcome.set(Some(Arc::new(outcome)));
                    self.state().phase.set(Phase::Idle);
                }
                Err(failure) => {
                    self.state().outcome.set(None);
                    self.state().phase.set(Phase::Failed(failure));
                }
            }
        });
    }
    /// Stops a reading that takes too long; the texts stay.
    fn stop(self) {
        reader::stop();
    }
    /// Closes the dialog. The texts stay until something else is imported.
    fn cancel(self) {
        reader::stop();
        self.open.set(false);
    }
}
