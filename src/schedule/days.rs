//! The days of a timing: how often the window starts on each, and why not.
//!
//! Counts instead of listing: on a day without a clock change or a bound in
//! it, a cron schedule has its hours times its minutes times its seconds, and
//! a rate its share of the day. So a year costs the same however dense the
//! schedule is. Knows dates in the window's zone; their words are not here.

use super::calendar::Calendar;
use super::cron::Cron;
use super::moments::Moments;
use super::timing::{Doubt, Row, Timing, Why};
use super::{Rate, Schedule};
use jiff::civil::{Date, DateTime, Time};
use jiff::{SignedDuration, Timestamp};
use std::ops::Range;

/// On a day that must be looked at closely, no more starts than these are counted.
const COUNTED: u32 = 1_500;
/// How many starts of a day are kept by name.
const NAMED: usize = 4;

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
        let zone = self.zone.time_zone();
        let Some(begin) = self.midnight(from) else {
            return close;
        };
        for change in zone.following(begin) {
            let at = change.timestamp();
            let after = change.offset().to_datetime(at).date();
            let before = match at.checked_sub(SignedDuration::from_secs(1)) {
                Ok(earlier) => zone.to_offset(earlier).to_datetime(at).date(),
                Err(_) => after,
            };
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
    fn midnight(&self, date: Date) -> Option<Timestamp> {
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

struct Walk<'a> {
    timing: &'a Timing,
    now: Timestamp,
    today: Date,
    close: Vec<Date>,
    before: Date,
    eve: &'a mut DayRuns,
    days: &'a mut [DayRuns],
}

impl Walk<'_> {
    fn day(&mut self, date: Date) -> Option<&mut DayRuns> {
        if date == self.before {
            return Some(self.eve);
        }
        let at = date.duration_since(self.before).as_hours() / 24 - 1;
        self.days.get_mut(usize::try_from(at).ok()?)
    }

    fn cron(&mut self, cron: &Cron, from: Date, until: Date) {
        let shift = SignedDuration::from_hours(24 * i64::from(self.timing.offset_days));
        let (Ok(mut base), sets) = (
            from.checked_sub(shift),
            [
                cron.hours().set(),
                cron.minutes().set(),
                cron.seconds().set(),
            ],
        ) else {
            return;
        };
        let calendar = Calendar::new(cron);
        let [Some(dawn), Some(dusk)] =
            [sets.map(super::Set::first), sets.map(super::Set::last)].map(time)
        else {
            return;
        };
        let starts = sets.iter().map(|set| set.len() as u32).product();
        let mut clocks: Vec<Time> = Vec::new();
        let bounds = [self.timing.start, self.timing.end]
            .map(|bound| bound.map(|bound| self.timing.zone.civil(bound).date()));
        while let Some(found) = calendar.from(base) {
            let (Ok(date), Ok(next)) = (found.checked_add(shift), found.tomorrow()) else {
                return;
            };
            if date > until {
                return;
            }
            base = next;
            let passed = !shift.is_zero() && found <= self.today && date >= self.today;
            if passed || self.close.contains(&date) {
                self.closely(cron, found, date);
                continue;
            }
            let why = match bounds {
                [Some(start), _] if date < start => Some(Why::BeforeStartDate),
                [_, Some(end)] if date > end => Some(Why::AfterEndDate),
                _ => None,
            };
            if clocks.is_empty() {
                let moments = Moments::from(cron, DateTime::from_parts(found, Time::midnight()));
                let named = moments.take(NAMED.min(starts as usize));
                clocks.extend(named.map(DateTime::time));
            }
            let Some(day) = self.day(date) else { continue };
            match why {
                Some(why) => day.missing = Some((DateTime::from_parts(date, dawn), why)),
                None => {
                    day.starts = starts;
                    day.last = Some(DateTime::from_parts(date, dusk));
                    let times = clocks.iter().map(|time| DateTime::from_parts(date, *time));
                    day.named = times.collect();
                }
            }
        }
    }

    /// Looks at each moment of a day.
    fn closely(&mut self, cron: &Cron, base: Date, date: Date) {
        let timing = self.timing;
        let now = self.now;
        let moments = Moments::from(cron, DateTime::from_parts(base, Time::midnight()));
        for (at, moment) in moments
            .take_while(|moment| moment.date() == base)
            .enumerate()
        {
            let wanted = DateTime::from_parts(date, moment.time());
            let Some(row) = timing.row(moment, wanted) else {
                continue;
            };
            let instant = match &row {
                Row::Run(run) => run.start,
                Row::Missing {
                    why: Why::Gap { shifted, .. },
                    ..
                } => *shifted,
                Row::Missing { .. } => continue,
            };
            let skipped = timing.offset_days > 0 && instant > now && timing.passed(moment, now);
            let why = if timing.start.is_some_and(|start| instant < start) {
                Some(Why::BeforeStartDate)
            } else if timing.end.is_some_and(|end| instant > end) {
                Some(Why::AfterEndDate)
            } else {
                skipped.then_some(Why::OffsetBasePassed)
            };
            let row = match why {
                Some(why) => Row::Missing {
                    base: moment,
                    wanted,
                    why,
                },
                None => row,
            };
            let Some(day) = self.day(date) else { return };
            if at as u32 == COUNTED {
                day.more = true;
                return;
            }
            day.add(row);
        }
    }

    fn rate(&mut self, rate: Rate) {
        let timing = self.timing;
        let step = rate.seconds();
        // As if it had existed before, and as it is when created now.
        let future = timing.start.filter(|start| *start > self.now);
        let (past, anchor, first) = match (timing.start, future) {
            (_, Some(start)) => (None, start, 0),
            (Some(start), None) => (Some(start), self.now, 1),
            (None, None) => (None, self.now, 1),
        };
        let mut date = self.before;
        for _ in 0..=self.days.len() {
            let Ok(next) = date.tomorrow() else { return };
            let (Some(from), Some(until)) = (timing.midnight(date), timing.midnight(next)) else {
                return;
            };
            let mut found = DayRuns::default();
            if let Some(start) = past {
                found.count(
                    timing,
                    start,
                    step,
                    0..upto(self.now, start, step),
                    [from, until],
                );
            }
            found.count(timing, anchor, step, first..i64::MAX, [from, until]);
            if let Some(day) = self.day(date) {
                *day = found;
            }
            date = next;
        }
    }

    fn at(&mut self, when: DateTime) {
        let Some(row) = self.timing.at_row(super::At { when }, Timestamp::MIN) else {
            return;
        };
        if let Some(day) = self.day(when.date()) {
            day.add(row);
        }
    }
}

impl DayRuns {
    fn add(&mut self, row: Row) {
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
    fn count(
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
fn upto(bound: Timestamp, anchor: Timestamp, step: i64) -> i64 {
    if bound < anchor {
        return 0;
    }
    bound.duration_since(anchor).as_secs() / step + 1
}

/// Hour, minute and second as a time.
fn time([hour, minute, second]: [Option<u16>; 3]) -> Option<Time> {
    Time::new(hour? as i8, minute? as i8, second? as i8, 0).ok()
}
