//! Fills in the days of a timing, form by form.
//!
//! Knows which days the calendar alone decides and which must be looked at
//! moment by moment. What a day is made of is in `day_runs`.

use super::Rate;
use super::calendar::Calendar;
use super::cron::Cron;
use super::day_runs::{DayRuns, NAMED, upto};
use super::moments::Moments;
use super::timing::{Row, Timing, Why};
use jiff::civil::{Date, DateTime, Time};
use jiff::{SignedDuration, Timestamp};

/// On a day that must be looked at closely, no more starts than these are counted.
const COUNTED: u32 = 1_500;

/// The days being filled in.
pub(super) struct Walk<'a> {
    pub(super) timing: &'a Timing,
    pub(super) now: Timestamp,
    pub(super) today: Date,
    pub(super) close: Vec<Date>,
    pub(super) before: Date,
    pub(super) eve: &'a mut DayRuns,
    pub(super) days: &'a mut [DayRuns],
}

impl Walk<'_> {
    fn day(&mut self, date: Date) -> Option<&mut DayRuns> {
        if date == self.before {
            return Some(self.eve);
        }
        let at = date.duration_since(self.before).as_hours() / 24 - 1;
        self.days.get_mut(usize::try_from(at).ok()?)
    }

    pub(super) fn cron(&mut self, cron: &Cron, from: Date, until: Date) {
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

    pub(super) fn rate(&mut self, rate: Rate) {
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
            let (Some(from), Some(until)) =
                (timing.zone.midnight(date), timing.zone.midnight(next))
            else {
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

    pub(super) fn at(&mut self, when: DateTime) {
        let Some(row) = self.timing.at_row(super::At { when }, Timestamp::MIN) else {
            return;
        };
        if let Some(day) = self.day(when.date()) {
            day.add(row);
        }
    }
}

/// Hour, minute and second as a time.
fn time([hour, minute, second]: [Option<u16>; 3]) -> Option<Time> {
    Time::new(hour? as i8, minute? as i8, second? as i8, 0).ok()
}
