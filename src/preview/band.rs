//! The shortest picture of a run: a band divided at its cutoff.
//!
//! Knows one run and no other; `timeline` draws it beside its neighbors.

use jiff::Timestamp;

use super::words::{after, time};
use crate::schedule::{Occurrence, Timing};

/// A run drawn as a band.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    /// When it opens, on the window's clock.
    pub opens: String,
    /// From when it starts no task.
    pub last: String,
    /// When it closes.
    pub closes: String,
    /// The part of the band in which tasks are started, in percent.
    pub share: u32,
    /// All of it in a sentence.
    pub says: String,
}

/// The band of a run; `None` for a window without a length.
pub(super) fn band(run: &Occurrence, timing: &Timing) -> Option<Band> {
    let on = |moment: Timestamp| timing.zone.civil(moment);
    let start = on(run.start);
    let (opens, last, closes) = (
        time(start),
        after(start.date(), on(run.last_task_start)),
        after(start.date(), on(run.end)),
    );
    let whole = u32::from(timing.duration_hours);
    let open = whole.checked_sub(u32::from(timing.cutoff_hours))?;
    let share = (open * 100).checked_div(whole)?;
    let says = sentence(&opens, &last, &closes, timing.cutoff_hours > 0);
    Some(Band {
        opens,
        last,
        closes,
        share,
        says,
    })
}

/// «The window opens at 02:00, starts no new task from 05:00 and closes at 06:00».
pub(super) fn sentence(opens: &str, last: &str, closes: &str, cut: bool) -> String {
    if cut {
        [
            "The window opens at ",
            opens,
            ", starts no new task from ",
            last,
            " and closes at ",
            closes,
        ]
        .concat()
    } else {
        [
            "The window opens at ",
            opens,
            " and starts tasks until it closes at ",
            closes,
        ]
        .concat()
    }
}
