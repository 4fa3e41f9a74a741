//! Which dates a window runs on, and which it misses.
//!
//! Knows the offset's skip rule, the active period and both directions of time
//! (`aws-facts` §1.6–1.10). `now` comes from outside. What a rate is counted
//! from is in `rate_runs`; the calendar knows neither zones nor instants.

use super::cron::Cron;
use super::moments::Moments;
use super::timing::{Occurrence, Row, Rows, Timing, Why};
use super::zone::Reading;
use super::{At, Schedule};
use jiff::civil::{Date, DateTime, Time};
use jiff::{SignedDuration, Timestamp};

/// How many missing dates are listed before the first run; a schedule may
/// have millions of them before its Start date.
const LISTED: usize = 10;

impl Timing {
    /// The preview of a window created at `now`: its runs after `now`, and
    /// between them the dates that miss theirs.
    ///
    /// Instants strictly increase. Before the first run at most ten missing
    /// dates are listed, after End date or the last year one.
    pub fn upcoming(&self, now: Timestamp) -> impl Iterator<Item = Row> + '_ {
        self.rows(now, now, true)
    }

    /// The preview from any instant, of a window created earlier.
    pub fn upcoming_from(
        &self,
        created: Timestamp,
        from: Timestamp,
    ) -> impl Iterator<Item = Row> + '_ {
        self.rows(created, from.max(created), true)
    }

    /// The runs after `now` of a window created at `now`.
    pub fn runs(&self, now: Timestamp) -> impl Iterator<Item = Occurrence> + '_ {
        self.rows(now, now, false).filter_map(Row::run)
    }

    /// The runs of a window created at `created` that start after `from` and
    /// before `until`; nothing beyond that is looked at.
    pub fn runs_within(
        &self,
        created: Timestamp,
        from: Timestamp,
        until: Timestamp,
    ) -> impl Iterator<Item = Occurrence> + '_ {
        let from = from.max(created);
        let rows: Rows<'_> = match &self.schedule {
            Schedule::Cron(cron) => {
                // The clock may be set back, by less than a day.
                let day = SignedDuration::from_hours(24);
                let bound = self.zone.civil(until).saturating_add(day).date();
                Box::new(self.cron_rows(cron, created, from, false, bound))
            }
            Schedule::Rate(_) | Schedule::At(_) => self.rows(created, from, false),
        };
        rows.filter_map(Row::run)
            .take_while(move |run| run.start < until)
    }

    /// The runs up to `now`, latest first, as if the window had always
    /// existed; a rate without Start date has none that are known.
    pub fn previous(&self, now: Timestamp) -> impl Iterator<Item = Row> + '_ {
        let rows: Rows<'_> =
            match &self.schedule {
                Schedule::Cron(cron) => self.cron_back(cron, now),
                Schedule::Rate(rate) => self.rate_back(*rate, now),
                Schedule::At(at) => Box::new(self.at_row(*at, Timestamp::MIN).into_iter().filter(
                    move |row| matches!(row, Row::Run(occurrence) if occurrence.start <= now),
                )),
            };
        rows
    }

    fn rows(&self, created: Timestamp, from: Timestamp, missing: bool) -> Rows<'_> {
        match &self.schedule {
            Schedule::Cron(cron) => self.cron_rows(cron, created, from, missing, Date::MAX),
            Schedule::Rate(rate) => self.rate_rows(*rate, created, from),
            Schedule::At(at) => Box::new(self.at_row(*at, from).into_iter()),
        }
    }

    fn cron_rows<'a>(
        &'a self,
        cron: &'a Cron,
        created: Timestamp,
        from: Timestamp,
        missing: bool,
        until: Date,
    ) -> Rows<'a> {
        let mut lead = Vec::new();
        if missing {
            self.offset_passed(cron, created, from, &mut lead);
            self.before_start(cron, created, from, &mut lead);
        }
        // A clock time beyond the one shown now cannot have come already, so
        // the calendar may start there: no earlier moment is still to come.
        let mut begin = self.zone.civil(created);
        for bound in [Some(from), self.start].into_iter().flatten() {
            begin = begin.max(self.earlier_by_offset(self.zone.civil(bound)));
        }
        let main = CronRows {
            timing: self,
            moments: Moments::from(cron, begin).until(until),
            created,
            after: from,
            missing,
            done: false,
        };
        Box::new(lead.into_iter().chain(main))
    }

    /// Dates whose offset run is still to come, but not for a window that is
    /// created now (`aws-facts` §1.7).
    fn offset_passed(&self, cron: &Cron, created: Timestamp, from: Timestamp, lead: &mut Vec<Row>) {
        if self.offset_days == 0 {
            return;
        }
        // A dense schedule has half a million dates in six days: only those
        // whose run is after `from` are looked at.
        let begin = self.earlier_by_offset(self.zone.civil(from));
        let passed = Moments::from(cron, begin)
            .take_while(|base| self.passed(*base, created))
            .filter_map(|base| {
                let wanted = self.later_by_offset(base)?;
                let missed = self.zone.read(wanted)?.nearest() > from;
                missed.then_some(Row::Missing {
                    base,
                    wanted,
                    why: Why::OffsetBasePassed,
                })
            });
        lead.extend(passed.take(LISTED));
    }

    /// The last dates before Start date.
    fn before_start(&self, cron: &Cron, created: Timestamp, from: Timestamp, lead: &mut Vec<Row>) {
        let Some(start) = self.start.filter(|start| *start > from) else {
            return;
        };
        let top = self.earlier_by_offset(self.zone.civil(start));
        let mut rows: Vec<Row> = Moments::back_from(cron, top)
            .take_while(|base| !self.passed(*base, created))
            .filter_map(|base| {
                let wanted = self.later_by_offset(base)?;
                let instant = self.zone.read(wanted)?.nearest();
                let row = Row::Missing {
                    base,
                    wanted,
                    why: Why::BeforeStartDate,
                };
                (instant < start && instant > from).then_some(row)
            })
            .take(LISTED)
            .collect();
        rows.reverse();
        lead.append(&mut rows);
    }

    fn cron_back<'a>(&'a self, cron: &'a Cron, now: Timestamp) -> Rows<'a> {
        let top = self.end.map_or(now, |end| end.min(now));
        let mut begin = self.zone.civil(top);
        // In the second pass of an overlap the first pass of later clock times
        // is already over.
        if let Some(Reading::Twice { second, .. }) = self.zone.read(begin)
            && second == top
        {
            begin = begin.saturating_add(SignedDuration::from_hours(24));
        }
        let bottom = self.start.unwrap_or(Timestamp::MIN);
        let rows = Moments::back_from(cron, self.earlier_by_offset(begin))
            .filter_map(|base| self.row(base, self.later_by_offset(base)?))
            .skip_while(move |row| instant(row) > top)
            .take_while(move |row| instant(row) >= bottom);
        let mut last = Timestamp::MAX;
        Box::new(rows.filter(move |row| {
            let here = instant(row);
            let fresh = here < last || matches!(row, Row::Missing { .. });
            if matches!(row, Row::Run(_)) {
                last = here.min(last);
            }
            fresh
        }))
    }

    /// The only row of `at(…)`.
    pub(crate) fn at_row(&self, at: At, after: Timestamp) -> Option<Row> {
        let row = self.row(at.when, at.when)?;
        let instant = instant(&row);
        let why = if instant <= after {
            Why::Past
        } else if self.start.is_some_and(|start| instant < start) {
            Why::BeforeStartDate
        } else if self.end.is_some_and(|end| instant > end) {
            Why::AfterEndDate
        } else {
            return Some(row);
        };
        Some(Row::Missing {
            base: at.when,
            wanted: at.when,
            why,
        })
    }

    /// Whether a moment of the schedule is over; one in a gap is as soon as the
    /// clocks have jumped over it.
    pub(crate) fn passed(&self, base: DateTime, now: Timestamp) -> bool {
        match self.zone.read(base) {
            Some(Reading::Gap { .. }) => base <= self.zone.civil(now),
            Some(found) => found.nearest() <= now,
            None => true,
        }
    }

    pub(crate) fn later_by_offset(&self, base: DateTime) -> Option<DateTime> {
        if self.offset_days == 0 {
            return Some(base);
        }
        base.checked_add(SignedDuration::from_hours(24 * i64::from(self.offset_days)))
            .ok()
    }

    fn earlier_by_offset(&self, local: DateTime) -> DateTime {
        local.saturating_sub(SignedDuration::from_hours(24 * i64::from(self.offset_days)))
    }
}

/// The instant that a row is about; a time in a gap counts as shifted.
fn instant(row: &Row) -> Timestamp {
    match row {
        Row::Run(occurrence) => occurrence.start,
        Row::Missing {
            why: Why::Gap { shifted, .. },
            ..
        } => *shifted,
        Row::Missing { .. } => Timestamp::MIN,
    }
}

/// The runs of a cron schedule and the gaps between them.
struct CronRows<'a> {
    timing: &'a Timing,
    moments: Moments<'a>,
    created: Timestamp,
    after: Timestamp,
    /// Whether dates without a run are wanted too.
    missing: bool,
    done: bool,
}

impl Iterator for CronRows<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        let timing = self.timing;
        while !self.done {
            let Some(base) = self.moments.next() else {
                self.done = true;
                return if self.missing {
                    self.years_over()
                } else {
                    None
                };
            };
            let wanted = timing.later_by_offset(base)?;
            let row = timing.row(base, wanted)?;
            let here = instant(&row);
            if here <= self.after || timing.start.is_some_and(|start| here < start) {
                continue;
            }
            if timing.offset_days > 0 && timing.passed(base, self.created) {
                continue;
            }
            if timing.end.is_some_and(|end| here > end) {
                self.done = true;
                return Some(Row::Missing {
                    base,
                    wanted,
                    why: Why::AfterEndDate,
                });
            }
            match &row {
                Row::Run(occurrence) => self.after = occurrence.start,
                // A gap may hold thousands of dates of a dense schedule.
                Row::Missing { .. } if !self.missing => {
                    if let Some(end) = timing.zone.end_of_gap(wanted) {
                        self.moments.skip_to(timing.earlier_by_offset(end));
                    }
                    continue;
                }
                Row::Missing { .. } => {}
            }
            return Some(row);
        }
        None
    }
}

impl CronRows<'_> {
    /// The date that would come next if the schedule named no years.
    fn years_over(&self) -> Option<Row> {
        let Schedule::Cron(cron) = &self.timing.schedule else {
            return None;
        };
        let last = i16::try_from(cron.year().set().last()?).ok()?;
        let begin = jiff::civil::Date::new(last + 1, 1, 1).ok()?;
        let begin = DateTime::from_parts(begin, Time::midnight());
        let begin = begin.max(self.timing.zone.civil(self.after));
        let every = cron.every_year();
        let base = Moments::from(&every, begin).next()?;
        let wanted = self.timing.later_by_offset(base)?;
        Some(Row::Missing {
            base,
            wanted,
            why: Why::YearsOver,
        })
    }
}
