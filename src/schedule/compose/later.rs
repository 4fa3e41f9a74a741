//! The same schedule some days later: for the next ring of a rollout.
//!
//! Knows which forms can be moved and by how much. Nothing is approximated: a
//! form that cannot say the later day refuses.

use std::fmt;

use super::composed::Composed;

/// The weekday of Patch Tuesday, counted from 1 = Sunday.
const TUESDAY: u8 = 3;
/// The largest ScheduleOffset, in days.
const LARGEST_OFFSET: u32 = 6;
/// The last date that every month has.
const LAST_DATE: u32 = 28;
/// A month has at most five of each weekday.
const MOST_WEEKDAYS: u32 = 5;

/// Why a schedule cannot be moved by a number of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotLater {
    /// It runs every day.
    Daily,
    /// It runs on the same weekdays again.
    SameWeekdays,
    /// It counts from its start date, not from a day of the calendar.
    Interval,
    /// The month may end before.
    MonthEnd,
}

impl fmt::Display for NotLater {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            NotLater::Daily => "The schedule runs every day, so the copy keeps it",
            NotLater::SameWeekdays => {
                "The schedule runs every week, so a week later it is the same"
            }
            NotLater::Interval => {
                "A rate counts from its start date: change StartDate to move the copy"
            }
            NotLater::MonthEnd => {
                "The later day is not in the same month: choose the copy's schedule by hand"
            }
        })
    }
}

impl std::error::Error for NotLater {}

/// The schedule that runs `days` after this one, each time.
///
/// # Errors
/// When no form says that.
pub fn later(composed: &Composed, days: u32) -> Result<Composed, NotLater> {
    if days == 0 {
        return Ok(composed.clone());
    }
    match composed {
        Composed::EveryMinutes(_) | Composed::EveryHours(_) | Composed::EveryDays(_) => {
            Err(NotLater::Interval)
        }
        Composed::Daily { .. } => Err(NotLater::Daily),
        Composed::Weekly { weekdays, at } => {
            let by = (days % 7) as u8;
            if by == 0 {
                return Err(NotLater::SameWeekdays);
            }
            let mut moved: Vec<u8> = weekdays
                .iter()
                .map(|day| (day.saturating_sub(1) + by) % 7 + 1)
                .collect();
            moved.sort_unstable();
            Ok(Composed::Weekly {
                weekdays: moved,
                at: *at,
            })
        }
        Composed::MonthlyOnDay { day, at } => match u32::from(*day).saturating_add(days) {
            day @ ..=LAST_DATE => Ok(Composed::MonthlyOnDay {
                day: day as u8,
                at: *at,
            }),
            _ => Err(NotLater::MonthEnd),
        },
        Composed::LastDay { .. } | Composed::LastWeekday { .. } => Err(NotLater::MonthEnd),
        Composed::NthWeekday {
            nth,
            weekday,
            days_after,
            at,
        } => {
            // A week after the second Saturday is the third.
            let total = u32::from(*days_after).saturating_add(days);
            let nth = u32::from(*nth).saturating_add(total / 7);
            let days_after = (total % 7) as u8;
            match (nth, *weekday) {
                (MOST_WEEKDAYS.., _) => Err(NotLater::MonthEnd),
                (2, TUESDAY) => Ok(Composed::PatchTuesday {
                    days_after,
                    at: *at,
                }),
                (nth, weekday) => Ok(Composed::NthWeekday {
                    nth: nth as u8,
                    weekday,
                    days_after,
                    at: *at,
                }),
            }
        }
        Composed::PatchTuesday { days_after, at } => later(
            &Composed::NthWeekday {
                nth: 2,
                weekday: TUESDAY,
                days_after: *days_after,
                at: *at,
            },
            days,
        ),
        Composed::LastNamedWeekday {
            weekday,
            days_after,
            at,
        } => match u32::from(*days_after).saturating_add(days) {
            days_after @ ..=LARGEST_OFFSET => Ok(Composed::LastNamedWeekday {
                weekday: *weekday,
                days_after: days_after as u8,
                at: *at,
            }),
            _ => Err(NotLater::MonthEnd),
        },
        Composed::Once { at } => jiff::Span::new()
            .try_days(days)
            .and_then(|span| at.checked_add(span))
            .map(|at| Composed::Once { at })
            .map_err(|_| NotLater::MonthEnd),
    }
}
