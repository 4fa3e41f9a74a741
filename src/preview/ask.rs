//! Which runs are wanted: the next ones, more of them, those before, those
//! after a chosen date.
//!
//! Knows what each question takes for granted: a window that does not exist
//! yet has no past, so looking back is looking at one that had existed.

use jiff::{SignedDuration, Timestamp};

use crate::schedule::{Row, Schedule, Timing, Zone};

/// How many runs are shown at first.
pub const RUNS: usize = 10;

/// Whether a text is a day as [`Ask::on`] takes it: `2026-12-01`.
pub fn is_day(text: &str) -> bool {
    text.parse::<jiff::civil::Date>().is_ok()
}

/// Which runs are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ask {
    /// What the time is; the window is taken to be created now.
    pub now: Timestamp,
    /// From when on; `None` for now.
    pub from: Option<Timestamp>,
    /// Whether the runs up to then are wanted, latest first.
    pub back: bool,
    /// How many runs, at most a thousand.
    pub runs: usize,
}

impl Ask {
    /// The next [`RUNS`] runs.
    pub fn next(now: Timestamp) -> Ask {
        Ask {
            now,
            from: None,
            back: false,
            runs: RUNS,
        }
    }

    /// So many runs.
    pub fn runs(self, runs: usize) -> Ask {
        Ask { runs, ..self }
    }

    /// The runs before instead, latest first.
    pub fn back(self) -> Ask {
        Ask { back: true, ..self }
    }

    /// From the beginning of a day of the zone, or, looking back, from its end:
    /// `2026-12-01` as a date input gives it. A text that is no date changes nothing.
    pub fn on(self, day: &str, zone: &Zone) -> Ask {
        let date = day.parse::<jiff::civil::Date>().ok();
        let bound = date.and_then(|date| {
            if self.back {
                date.tomorrow().ok()
            } else {
                Some(date)
            }
        });
        let from = bound
            .and_then(|date| zone.read(date.at(0, 0, 0, 0)))
            // A run at midnight is one of the day that begins with it.
            .and_then(|found| found.nearest().checked_sub(SignedDuration::new(0, 1)).ok());
        Ask {
            from: from.or(self.from),
            ..self
        }
    }

    /// What is asked for, and what that takes for granted.
    pub(super) fn rows<'a>(
        &self,
        timing: &'a Timing,
    ) -> (Box<dyn Iterator<Item = Row> + 'a>, &'static str) {
        const EXISTED: &str = "As if the window had existed and been enabled all the time";
        const UNKNOWN: &str = "What a rate is counted from is known only from now on: give it a Start date to look back";
        let now = self.now;
        let from = self.from.unwrap_or(now);
        let unknown = matches!(timing.schedule, Schedule::Rate(_))
            && timing.start.is_none_or(|start| start > now);
        if self.back {
            // What is to come between now and the chosen date depends on today.
            let assumes = if unknown { UNKNOWN } else { EXISTED };
            return (Box::new(timing.previous(from)), assumes);
        }
        if from >= now {
            return (Box::new(timing.upcoming_from(now, from)), "");
        }
        if unknown {
            return (Box::new(timing.upcoming(now)), UNKNOWN);
        }
        // A week holds any offset; a Start date is what a rate is counted from.
        let bound = timing.start.map_or(from, |start| start.min(from));
        let created = bound.checked_sub(SignedDuration::from_hours(24 * 8));
        let created = created.unwrap_or(bound);
        (Box::new(timing.upcoming_from(created, from)), EXISTED)
    }
}
