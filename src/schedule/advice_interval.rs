//! Advice about how close runs are: the five-minute limit, and runs that are
//! still open when the next is due.
//!
//! Gaps between times of day are computed, not searched, so a schedule with
//! 86,400 times a day costs nothing. Clock changes come from `advice_clock`.

use super::advice_clock::changes;
use super::at::date_text;
use super::calendar::Calendar;
use super::cron::Cron;
use super::field::{Field, Item, Kind};
use super::note::Note;
use super::set::Set;
use super::timing::Timing;
use super::words::count;
use super::{Rate, Schedule, Unit};
use jiff::{SignedDuration, Timestamp};

/// Seconds in a day.
const DAY: i64 = 86_400;
/// The closest that AWS lets runs be, in seconds.
const CLOSEST: i64 = 300;

/// Runs too close together.
pub(crate) fn interval(timing: &Timing, now: Timestamp, notes: &mut Vec<Note>) {
    let closest = match &timing.schedule {
        Schedule::Cron(cron) => shortest(cron),
        Schedule::Rate(rate) => rate.seconds(),
        Schedule::At(_) => return,
    };
    let typed = timing.schedule.text();
    if closest < CLOSEST {
        let message = format!(
            "Schedule must leave 5 minutes or more between runs, not {}: `{typed}`",
            length(closest)
        );
        let mut note = Note::error("interval-short", message)
            .hint("AWS does not support schedules faster than every 5 minutes");
        if let Some(slower) = slower(&timing.schedule) {
            note = note.fix(["Use `", &slower, "`"].concat(), slower);
        }
        notes.push(note);
        return;
    }
    let duration = timing.duration().as_secs();
    if closest < duration {
        notes.push(overlap(
            timing,
            format!(
                "Schedule should leave the Duration or more between runs, not {}: `{typed}`",
                length(closest)
            ),
        ));
    } else if let Some(day) = short_day(timing, now) {
        notes.push(overlap(
            timing,
            format!("Schedule should leave the Duration or more between runs, also on {day} with its clock change: `{typed}`"),
        ));
    }
}

/// The same schedule every five minutes, where it is one of steps.
fn slower(schedule: &Schedule) -> Option<String> {
    match schedule {
        Schedule::Rate(_) => {
            let (value, unit) = ((CLOSEST / 60) as u32, Unit::Minute);
            Some(Rate { value, unit }.text())
        }
        Schedule::Cron(cron) => {
            let stepped = matches!(
                cron.minutes().items(),
                [Item::All | Item::Steps { to: None, .. }]
            );
            let by = (CLOSEST / 60) as u16;
            let steps = vec![Item::Steps {
                from: cron.minutes().set().first()?,
                to: None,
                by,
            }];
            let minutes = Field::new(Kind::Minutes, steps);
            (stepped && cron.seconds().set().len() == 1).then(|| cron.text_with(Some(&minutes)))
        }
        Schedule::At(_) => None,
    }
}

fn overlap(timing: &Timing, message: String) -> Note {
    Note::warning("interval-overlap", message).hint(format!(
        "Duration is {}; AWS skips a run that would start while the last one is open (SKIPPED_OVERLAPPING)",
        count(timing.duration_hours.into(), "hour")
    ))
}

/// `4 minutes`, `90 seconds`, `12 hours`.
fn length(seconds: i64) -> String {
    let seconds = seconds.unsigned_abs();
    match seconds {
        _ if seconds.is_multiple_of(3_600) && seconds > 0 => count(seconds / 3_600, "hour"),
        _ if seconds.is_multiple_of(60) && seconds > 0 => count(seconds / 60, "minute"),
        _ => count(seconds, "second"),
    }
}

/// The shortest time between two runs on the clock, in seconds, at most a day.
fn shortest(cron: &Cron) -> i64 {
    let (hours, minutes, seconds) = (
        cron.hours().set(),
        cron.minutes().set(),
        cron.seconds().set(),
    );
    let span = |set: &Set| i64::from(set.last().unwrap_or(0)) - i64::from(set.first().unwrap_or(0));
    let in_minute = span(seconds);
    let in_hour = span(minutes) * 60 + in_minute;
    let in_day = span(hours) * 3_600 + in_hour;
    let mut least = DAY;
    for (set, unit, inside) in [
        (seconds, 1, 0),
        (minutes, 60, in_minute),
        (hours, 3_600, in_hour),
    ] {
        let mut previous: Option<u16> = None;
        for value in set.iter() {
            if let Some(previous) = previous {
                least = least.min(i64::from(value - previous) * unit - inside);
            }
            previous = Some(value);
        }
    }
    // Over midnight, if two days in a row ever match.
    let over_midnight = DAY - in_day;
    if over_midnight < least && neighbours(cron) {
        over_midnight
    } else {
        least
    }
}

/// Whether two days in a row ever match.
fn neighbours(cron: &Cron) -> bool {
    let field = cron.days();
    if !cron.by_day_of_month() && field.specials().next().is_none() {
        return (1..=7).any(|day| field.set().contains(day) && field.set().contains(day % 7 + 1));
    }
    Calendar::new(cron).has_neighbours()
}

/// A day on which the spring change brings two runs closer than Duration.
fn short_day(timing: &Timing, now: Timestamp) -> Option<String> {
    let duration = timing.duration();
    if duration.is_zero() {
        return None;
    }
    changes(timing, now)
        .filter(|change| change.ahead())
        .find_map(|change| {
            let from = change
                .at
                .checked_sub(SignedDuration::from_hours(25))
                .ok()?
                .max(now);
            let until = change.at.checked_add(SignedDuration::from_hours(25)).ok()?;
            let mut previous: Option<Timestamp> = None;
            for run in timing.upcoming_from(now, from).filter_map(super::Row::run) {
                if run.start > until {
                    break;
                }
                if previous.is_some_and(|before| run.start.duration_since(before) < duration) {
                    return Some(date_text(run.local.date()));
                }
                previous = Some(run.start);
            }
            None
        })
}
