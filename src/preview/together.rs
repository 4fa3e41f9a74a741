//! Which windows of a plan are open at the same time.
//!
//! Looks a year ahead, with a bound on how many runs it follows, and says each
//! pair once with the first time. It does not judge: two open windows are
//! allowed, but a fleet in both may meet two tasks at once.

use jiff::{SignedDuration, Timestamp};

use super::timeline::open_during;
use super::words::{after, count, long_day, time};
use crate::check::Window;
use crate::schedule::{Occurrence, Timing};

/// How far ahead it looks.
const DAYS: i64 = 366;
/// How many runs of a window it follows.
const RUNS: usize = 1_500;

/// Two windows that are open at the same time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Together {
    /// The positions of the two among the windows.
    pub pair: (usize, usize),
    /// How often within the year, as far as was followed.
    pub times: usize,
    /// Both in a sentence, with the first time, on the first window's clock.
    pub says: String,
}

/// Every two windows that are open together within a year.
pub fn together(windows: &[Window], now: Timestamp) -> Vec<Together> {
    let until = now
        .checked_add(SignedDuration::from_hours(24 * DAYS))
        .unwrap_or(Timestamp::MAX);
    let runs: Vec<Option<(&Window, &Timing, Vec<Occurrence>)>> = windows
        .iter()
        .map(|window| {
            let timing = window.timing.as_ref().filter(|_| window.lasts)?;
            let runs = timing.runs(now).take_while(|run| run.start < until);
            Some((window, timing, runs.take(RUNS).collect()))
        })
        .collect();
    let mut found = Vec::new();
    for (at, one) in runs.iter().enumerate() {
        for (other_at, other) in runs.iter().enumerate().skip(at + 1) {
            let (Some((one, timing, ours)), Some((other, other_timing, theirs))) = (one, other)
            else {
                continue;
            };
            // A dense window is not followed to the end: it is asked about each
            // run of the other.
            let (times, first) = match (ours.len(), theirs.len()) {
                (RUNS, theirs_many) if theirs_many < RUNS => during(theirs, timing, now),
                (_, RUNS) => during(ours, other_timing, now),
                _ => meet(ours, theirs),
            };
            let Some((from, to)) = first else { continue };
            let (from, to) = (timing.zone.civil(from), timing.zone.civil(to));
            let day = from.date();
            // Beyond the bound nothing was counted.
            let capped = ours.len().min(theirs.len()) == RUNS;
            let often = match times {
                _ if capped => "many times within a year, first".to_owned(),
                1 => "once within a year".to_owned(),
                _ => [&count(times as u64, "time"), " within a year, first"].concat(),
            };
            let (begin, end) = (time(from), after(day, to));
            let says = [
                one.name.as_str(),
                " and ",
                &other.name,
                " are both open ",
                &often,
                " on ",
                &long_day(day),
                " from ",
                &begin,
                " to ",
                &end,
                ", ",
                &timing.zone.phrase(),
            ];
            found.push(Together {
                pair: (at, other_at),
                times,
                says: says.concat(),
            });
        }
    }
    found
}

/// How many runs of the one meet a run of the other, and the first meeting.
fn meet(ours: &[Occurrence], theirs: &[Occurrence]) -> (usize, Option<(Timestamp, Timestamp)>) {
    let (mut times, mut first) = (0, None);
    let mut rest = theirs;
    for run in ours {
        while let [head, tail @ ..] = rest
            && head.end <= run.start
        {
            rest = tail;
        }
        if let [head, ..] = rest
            && head.start < run.end
        {
            times += 1;
            first.get_or_insert((run.start.max(head.start), run.end.min(head.end)));
        }
    }
    (times, first)
}

/// How many of the runs find the other window open, and the first meeting.
fn during(
    runs: &[Occurrence],
    other: &Timing,
    now: Timestamp,
) -> (usize, Option<(Timestamp, Timestamp)>) {
    let (mut times, mut first) = (0, None);
    for run in runs {
        if let Some(theirs) = open_during(other, now, run.start, run.end).next() {
            times += 1;
            first.get_or_insert((run.start.max(theirs.start), run.end.min(theirs.end)));
        }
    }
    (times, first)
}
