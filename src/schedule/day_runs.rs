//! What a day of a timing is made of, and how it takes runs in.
//!
//! Counts instead of listing, and names only the first few. Which days there
//! are is worked out in `days`.

use super::timing::{Doubt, Row, Timing, Why};
use jiff::Timestamp;
use jiff::civil::DateTime;
use std::ops::Range;

/// How many starts of a day are kept by name.
pub(super) const NAMED: usize = 4;

/// What a timing does on one day of the window's zone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayRuns {
    /// How many runs start on it.
    pub starts: u32,
    /// Whether there are more than were counted.
    pub more: bool,
    /// The first few of the starts, on the window's clock.
    pub named: Vec<DateTime>,
    /// The last start on the window's clock.
    pub last: Option<DateTime>,
    /// When a run that began the day before ends, if that is on this day.
    pub open_until: Option<DateTime>,
    /// The first date of the schedule on that day that has no run, and why.
    pub missing: Option<(DateTime, Why)>,
    /// What is in doubt about a start.
    pub doubt: Option<Doubt>,
    /// Whether all of the day is before `now`.
    pub past: bool,
}

impl DayRuns {
    /// Takes a row of that day in.
    pub(super) fn add(&mut self, row: Row) {
        match row {
            Row::Run(run) => {
                self.starts += 1;
                if self.named.len() < NAMED {
                    self.named.push(run.local);
                }
                self.last = Some(run.local);
                if self.doubt.is_none() {
                    self.doubt = run.doubt;
                }
            }
            Row::Missing { wanted, why, .. } => {
                self.missing.get_or_insert((wanted, why));
            }
        }
    }

    /// Counts `anchor + k × step` for these k in the time between two whole seconds.
    pub(super) fn count(
        &mut self,
        timing: &Timing,
        anchor: Timestamp,
        step: i64,
        multiples: Range<i64>,
        [from, until]: [Timestamp; 2],
    ) {
        // A fraction of a second in the anchor changes nothing about which
        // multiples reach a whole one.
        let reach = |bound: Timestamp| {
            let distance = bound.as_second() - anchor.as_second();
            let whole = distance.div_euclid(step);
            let first = whole + i64::from(distance.rem_euclid(step) != 0);
            first.clamp(multiples.start, multiples.end)
        };
        let end = timing.end.map_or(i64::MAX, |end| upto(end, anchor, step));
        let (low, high) = (reach(from), reach(until));
        let (runs, late) = (low..high.min(end), low.max(end)..high);
        let local = |count: i64| {
            let instant = timing.rate_instant(anchor, step, count)?;
            Some(timing.zone.civil(instant))
        };
        if let Some(late) = late.clone().next().and_then(local) {
            self.missing.get_or_insert((late, Why::AfterEndDate));
        }
        self.starts += u32::try_from((runs.end - runs.start).max(0)).unwrap_or(u32::MAX);
        let room = NAMED.saturating_sub(self.named.len());
        self.named.extend(runs.clone().take(room).filter_map(local));
        self.last = runs.last().and_then(local).or(self.last);
    }
}

/// How many multiples of `step` from `anchor` on, itself included, are not after `bound`.
pub(super) fn upto(bound: Timestamp, anchor: Timestamp, step: i64) -> i64 {
    if bound < anchor {
        return 0;
    }
    bound.duration_since(anchor).as_secs() / step + 1
}
