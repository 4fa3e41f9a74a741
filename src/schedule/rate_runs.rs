//! The runs of `rate(…)`: what it is counted from, and both directions of time.
//!
//! Knows the anchor of `aws-facts` §1.5 and that a rate counts elapsed time,
//! whatever the clocks do. Days are 24 hours.

use super::rate::Rate;
use super::timing::{Row, Rows, Timing, Why};
use jiff::{SignedDuration, Timestamp};

impl Timing {
    /// The runs after `from` of a window created at `created`, and End date.
    pub(super) fn rate_rows(&self, rate: Rate, created: Timestamp, from: Timestamp) -> Rows<'_> {
        // A Start date in the future is itself the first run; without one, or
        // with a past one, AWS counts from creation.
        let (anchor, first) = match self.start {
            Some(start) if start > created => (start, 0),
            _ => (created, 1),
        };
        let step = rate.seconds();
        let passed = from.duration_since(anchor).as_secs().div_euclid(step);
        let mut count = if anchor > from {
            first
        } else {
            first.max(passed + 1)
        };
        // Fractions of a second may make the estimate one too small.
        while self
            .rate_instant(anchor, step, count)
            .is_some_and(|instant| instant <= from)
        {
            count += 1;
        }
        let mut done = false;
        Box::new(std::iter::from_fn(move || {
            if done {
                return None;
            }
            let instant = self.rate_instant(anchor, step, count)?;
            count += 1;
            let local = self.zone.civil(instant);
            if self.end.is_some_and(|end| instant > end) {
                done = true;
                return Some(Row::Missing {
                    base: local,
                    wanted: local,
                    why: Why::AfterEndDate,
                });
            }
            self.occurrence(local, local, instant, None).map(Row::Run)
        }))
    }

    /// The runs up to `now`, latest first.
    pub(super) fn rate_back(&self, rate: Rate, now: Timestamp) -> Rows<'_> {
        let top = self.end.map_or(now, |end| end.min(now));
        let Some(anchor) = self.start.filter(|start| *start <= top) else {
            return Box::new(std::iter::empty());
        };
        let step = rate.seconds();
        let count = top.duration_since(anchor).as_secs().div_euclid(step);
        Box::new((0..=count).rev().filter_map(move |count| {
            let instant = self.rate_instant(anchor, step, count)?;
            let local = self.zone.civil(instant);
            self.occurrence(local, local, instant, None).map(Row::Run)
        }))
    }

    /// So many steps after the anchor; None beyond the year 9999.
    pub(crate) fn rate_instant(
        &self,
        anchor: Timestamp,
        step: i64,
        count: i64,
    ) -> Option<Timestamp> {
        anchor
            .checked_add(SignedDuration::from_secs(step.checked_mul(count)?))
            .ok()
    }
}
