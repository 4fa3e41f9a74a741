//! The days of a timing: how often the window starts on each, and why not.
//!
//! Counts instead of listing: on a day without a clock change or a bound in
//! it, a cron schedule has its hours times its minutes times its seconds, and
//! a rate its share of the day. So a year costs the same however dense the
//! schedule is. Knows dates in the window's zone; their words are not here.

use super::Schedule;
use super::day_runs::DayRuns;
use super::day_walk::Walk;
use super::timing::Timing;
use jiff::civil::{Date, DateTime, Time};
use jiff::{SignedDuration, Timestamp};

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
        let Some(begin) = self.zone.midnight(from) else {
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
