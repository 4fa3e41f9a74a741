//! The moments of a cron schedule: its days times its times of day.
//!
//! Knows both directions and that a day is asked for once, however many times
//! it holds. Does not know zones: a moment may come twice or never.

use super::calendar::{Calendar, Way};
use super::cron::Cron;
use super::field::Field;
use jiff::civil::{Date, DateTime, Time};

/// The moments of a schedule, in one direction.
pub(crate) struct Moments<'a> {
    calendar: Calendar<'a>,
    times: Times<'a>,
    way: Way,
    /// Where to look next; the day is known to match once it has been found.
    at: Option<(Date, Clock, bool)>,
}

/// Hour, minute, second.
type Clock = (u16, u16, u16);

impl<'a> Moments<'a> {
    /// The moments from `start` on, ascending; `start` itself included.
    pub(crate) fn from(cron: &'a Cron, start: DateTime) -> Moments<'a> {
        Moments::begin(cron, start, Way::On)
    }

    /// The moments up to `start`, descending; `start` itself included.
    pub(crate) fn back_from(cron: &'a Cron, start: DateTime) -> Moments<'a> {
        Moments::begin(cron, start, Way::Back)
    }

    /// None of the moments after a day.
    pub(crate) fn until(mut self, last: Date) -> Moments<'a> {
        self.calendar.last = last;
        self
    }

    /// Leaves out the moments before `start`, of those that ascend.
    pub(crate) fn skip_to(&mut self, start: DateTime) {
        let clock = clock_of(start);
        if let Some((date, at, _)) = self.at
            && (date, at) < (start.date(), clock)
        {
            self.at = Some((start.date(), clock, false));
        }
    }

    fn begin(cron: &'a Cron, start: DateTime, way: Way) -> Moments<'a> {
        let calendar = Calendar::new(cron);
        let times = Times {
            hours: cron.hours(),
            minutes: cron.minutes(),
            seconds: cron.seconds(),
        };
        let mut clock = clock_of(start);
        let mut date = Some(start.date());
        if way == Way::On && start.subsec_nanosecond() != 0 {
            // The second has begun: its start is past.
            match later(clock) {
                Some(next) => clock = next,
                None => {
                    date = start.date().tomorrow().ok();
                    clock = DAWN;
                }
            }
        }
        Moments {
            calendar,
            times,
            way,
            at: date.map(|date| (date, clock, false)),
        }
    }
}

impl Iterator for Moments<'_> {
    type Item = DateTime;

    fn next(&mut self) -> Option<DateTime> {
        loop {
            let (wanted, clock, known) = self.at.take()?;
            let on = self.way == Way::On;
            let date = match known {
                true => wanted,
                false if on => self.calendar.from(wanted)?,
                false => self.calendar.back_from(wanted)?,
            };
            let clock = match (date == wanted, on) {
                (true, _) => clock,
                (false, true) => DAWN,
                (false, false) => DUSK,
            };
            let found = if on {
                self.times.from(clock)
            } else {
                self.times.back_from(clock)
            };
            let next = found.and_then(|found| if on { later(found) } else { earlier(found) });
            self.at = match next {
                Some(next) => Some((date, next, true)),
                None if on => date.tomorrow().ok().map(|date| (date, DAWN, false)),
                None => date.yesterday().ok().map(|date| (date, DUSK, false)),
            };
            if let Some((hour, minute, second)) = found {
                let time = Time::new(hour as i8, minute as i8, second as i8, 0).ok()?;
                return Some(DateTime::from_parts(date, time));
            }
        }
    }
}

fn clock_of(time: DateTime) -> Clock {
    (
        time.hour() as u16,
        time.minute() as u16,
        time.second() as u16,
    )
}

const DAWN: Clock = (0, 0, 0);
const DUSK: Clock = (23, 59, 59);

fn later((hour, minute, second): Clock) -> Option<Clock> {
    match (hour, minute, second) {
        (23, 59, 59) => None,
        (_, 59, 59) => Some((hour + 1, 0, 0)),
        (_, _, 59) => Some((hour, minute + 1, 0)),
        _ => Some((hour, minute, second + 1)),
    }
}

fn earlier((hour, minute, second): Clock) -> Option<Clock> {
    match (hour, minute, second) {
        (0, 0, 0) => None,
        (_, 0, 0) => Some((hour - 1, 59, 59)),
        (_, _, 0) => Some((hour, minute - 1, 59)),
        _ => Some((hour, minute, second - 1)),
    }
}

/// The times of day.
struct Times<'a> {
    hours: &'a Field,
    minutes: &'a Field,
    seconds: &'a Field,
}

impl Times<'_> {
    /// The first time of day at `clock` or after it.
    fn from(&self, (hour, minute, second): Clock) -> Option<Clock> {
        let (hours, minutes, seconds) = (self.hours.set(), self.minutes.set(), self.seconds.set());
        let (first_minute, first_second) = (minutes.first()?, seconds.first()?);
        if hours.contains(hour) {
            if minutes.contains(minute)
                && let Some(second) = seconds.next_from(second)
            {
                return Some((hour, minute, second));
            }
            if let Some(minute) = minutes.next_from(minute + 1) {
                return Some((hour, minute, first_second));
            }
        }
        Some((hours.next_from(hour + 1)?, first_minute, first_second))
    }

    /// The last time of day at `clock` or before it.
    fn back_from(&self, (hour, minute, second): Clock) -> Option<Clock> {
        let (hours, minutes, seconds) = (self.hours.set(), self.minutes.set(), self.seconds.set());
        let (last_minute, last_second) = (minutes.last()?, seconds.last()?);
        if hours.contains(hour) {
            if minutes.contains(minute)
                && let Some(second) = seconds.prev_from(second)
            {
                return Some((hour, minute, second));
            }
            if let Some(minute) = minute
                .checked_sub(1)
                .and_then(|before| minutes.prev_from(before))
            {
                return Some((hour, minute, last_second));
            }
        }
        let hour = hour
            .checked_sub(1)
            .and_then(|before| hours.prev_from(before))?;
        Some((hour, last_minute, last_second))
    }
}
