//! What a project holds, window by window, in a few words: for whoever decides
//! whether to load it.

use jiff::Timestamp;

use super::words::{count, long_day, time};
use crate::catalogue::window as w;
use crate::check::Checked;
use crate::draft::page::{TARGETS, TASKS};
use crate::draft::{Draft, Path};
use crate::schedule::{Timing, describe};

/// A window that could be loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// Its name, or what stands for it: «Window 2».
    pub name: String,
    /// When it runs, in a sentence; the schedule as written where it can't be read; the id of a window that exists.
    pub says: String,
    /// Whether `says` is text of the input, in no language.
    pub literal: bool,
    /// «Tue 1 Dec 2026 16:00 UTC»; empty while that can't be told.
    pub next: String,
    /// «1 target, 2 tasks».
    pub holds: String,
}

/// The windows of a checked draft, at most `most` of them.
#[must_use]
pub fn incoming(draft: &Draft, checked: &Checked, now: Timestamp, most: usize) -> Vec<Incoming> {
    let windows = checked.plan.windows().iter().take(most);
    windows
        .map(|window| {
            let (says, literal) = says(draft, &window.path, window.timing.as_ref());
            let (targets, tasks) = (
                rows(draft, &window.path, TARGETS),
                rows(draft, &window.path, TASKS),
            );
            Incoming {
                name: window.name.clone(),
                says,
                literal,
                next: window
                    .timing
                    .as_ref()
                    .map(|timing| next(timing, now))
                    .unwrap_or_default(),
                holds: [count(targets, "target"), count(tasks, "task")].join(", "),
            }
        })
        .collect()
}

fn rows(draft: &Draft, window: &Path, list: &'static str) -> u64 {
    draft.rows(&window.member(list)).len() as u64
}

fn says(draft: &Draft, window: &Path, timing: Option<&Timing>) -> (String, bool) {
    if let Some(timing) = timing {
        return (
            describe(&timing.schedule, timing.offset_days, &timing.zone),
            false,
        );
    }
    if draft.is_existing(window) {
        let id = draft.text(&window.member(w::WINDOW_ID.name));
        return (["An existing window: ", id].concat(), false);
    }
    match draft.text(&window.member(w::SCHEDULE.name)) {
        "" => ("No schedule".to_owned(), false),
        schedule => (schedule.to_owned(), true),
    }
}

/// The next run on the window's own clock.
fn next(timing: &Timing, now: Timestamp) -> String {
    match timing.runs(now).next() {
        Some(run) => [
            &long_day(run.local.date()),
            " ",
            &time(run.local),
            " ",
            timing.zone.name(),
        ]
        .concat(),
        None => "never".to_owned(),
    }
}
