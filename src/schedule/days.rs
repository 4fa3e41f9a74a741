//! The days of a timing: how often the window starts on each, and why not.
//!
//! Counts instead of listing: on a day without a clock change or a bound in
//! it, a cron schedule has its hours times its minutes times its seconds, and
//! a rate its share of the day. So a year costs the same however dense the
//! schedule is. Knows dates in the window's zone; their words are not here.

use super::Schedule;
use super::day_walk::Walk;
use super::timing::{Doubt, Row, Timing, Why};
use jiff::civil::{Date, DateTime, Time};
use jiff::{SignedDuration, Timestamp};
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

impl Timing {
    /// What happens on `count` days from `first` on, for a window created at
    /// `now`; earlier days as if it had existed then.
    ///
    /// Ends are reckoned with the Duration; the time is bounded by the number
    /// of days, whatever the schedule. A rate that is counted from the
    /// creation has no runs before it.
    pub fn days(&self, first: Date, count: u16, now: Timestamp) -> Vec<DayRuns> {
        let mut days: Vec<DayRuns> = vec![DayRuns::default(); usize::from(count)];
        let Ok(before) = first.yesterday() else {
            return days;
        };
        let Ok(last) = first.checked_add(SignedDuration::from_hours(24 * i64::from(count))) else {
            return days;
        };
        let today = self.zone.civil(now).date();
        // The day before is needed for the run that lasts into the first one.
        let mut eve = DayRuns::default();
        let mut walk = Walk {
            timing: self,
            now,
            today,
            close: self.close_days(before, last, now),
            before,
            eve: &mut eve,
            days: &mut days,
        };
        match &self.schedule {
            Schedule::Cron(cron) => walk.cron(cron, before, last),
            Schedule::Rate(rate) => walk.rate(*rate),
            Schedule::At(at) => walk.at(at.when),
        }
        for (date, day) in first.series(jiff::Span::new().days(1)).zip(&mut days) {
            day.past = date < today;
        }
        self.carry(first, eve, &mut days);
        days
    }

    /// The days on which something other than the calendar decides: clock
    /// changes, the bounds of the active period and the present.
    fn close_days(&self, from: Date, until: Date, now: Timestamp) -> Vec<Date> {
        let mut close: Vec<Date> = [Some(now), self.start, self.end]
            .into_iter()
            .flatten()
            .map(|bound| self.zone.civil(bound).date())
            .collect();
        let Some(begin) = self.midnight(from) else {
            return close;
        };
        for (_, before, after) in self.zone.changes(begin) {
            let (before, after) = (before.date(), after.date());
            if before.min(after) > until {
                break;
            }
            close.extend([before, after]);
            // Samoa once left a whole day out.
            close.extend(before.tomorrow().ok().filter(|day| *day < after));
        }
        close
    }

    /// The first instant of a day.
    pub(super) fn midnight(&self, date: Date) -> Option<Timestamp> {
        let midnight = DateTime::from_parts(date, Time::midnight());
        self.zone.read(midnight).map(super::Reading::nearest)
    }

    /// Says on each day until when the last run of the day before is open.
    fn carry(&self, first: Date, eve: DayRuns, days: &mut [DayRuns]) {
        let mut last = eve.last;
        for (date, day) in first.series(jiff::Span::new().days(1)).zip(days) {
            let end = last
                .and_then(|last| self.zone.read(last)?.assumed())
                .and_then(|start| start.checked_add(self.duration()).ok());
            let shown = end.map(|end| self.zone.civil(end));
            day.open_until =
                shown.filter(|shown| *shown > DateTime::from_parts(date, Time::midnight()));
            last = day.last;
        }
    }
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
