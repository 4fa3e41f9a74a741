//! A run on a line of hours: when it opens, from when no task starts, when it
//! closes, and what else is open then: its own next run, other windows.
//!
//! Positions are shares of the width in whole hundredths of a percent, so a
//! view draws them as they are. Knows elapsed time and the window's clock.

use jiff::civil::DateTime;
use jiff::{SignedDuration, Timestamp};

use super::overlap::SKIPPED;
use super::together::open_during;
use super::words::{after, count, long_day, short, time, weekday};
use crate::check::Window;
use crate::schedule::{Occurrence, Timing};

/// A part of the width, in hundredths of a percent: 10000 is all of it.
///
/// In an SVG whose view box is 10000 wide it is the coordinate itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Share(pub u32);

/// What a bar is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// The run that is shown.
    This,
    /// The next run of the same window, which begins while this one is open.
    Next,
    /// A run of another window of the plan.
    Other,
}

/// A run on the timeline.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Bar {
    /// What it is.
    pub role: Role,
    /// The window's name; for the next run «next run».
    pub name: String,
    /// Where it begins.
    pub from: Share,
    /// How wide the part is in which tasks are started.
    pub open: Share,
    /// How wide the part is in which no new task is started.
    pub late: Share,
    /// When it opens, on the shown window's clock.
    pub opens: String,
    /// From when it starts no task.
    pub last: String,
    /// When it closes.
    pub closes: String,
    /// Whether it begins before the shown span.
    pub began: bool,
    /// Whether it goes on beyond the shown span.
    pub goes_on: bool,
}

/// A mark of the hours.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Tick {
    /// Where it stands.
    pub at: Share,
    /// «04:00», at midnight «Sun».
    pub label: String,
    /// Whether a day begins.
    pub day: bool,
}

/// One run and what overlaps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    /// The day of the run, on the window's clock: «Sat 12 Dec 2026».
    pub day: String,
    /// The run first, then its next one if it overlaps, then other windows' runs.
    pub bars: Vec<Bar>,
    /// The hours, in order.
    pub ticks: Vec<Tick>,
    /// All of it in a sentence or two, for those who don't see it.
    pub says: String,
    /// What overlaps, in a sentence each; empty if nothing does.
    pub overlaps: Vec<String>,
}

impl Share {
    /// All of the width.
    pub const WHOLE: Share = Share(10_000);

    /// «37.5%», for a style.
    pub fn text(self) -> String {
        let (whole, rest) = (self.0 / 100, self.0 % 100);
        let mut out = whole.to_string();
        if rest > 0 {
            out.push('.');
            if rest < 10 {
                out.push('0');
            }
            out.push_str(rest.to_string().trim_end_matches('0'));
        }
        out.push('%');
        out
    }
}

/// How many runs of one other window are shown at most.
const OTHERS: usize = 3;
/// How many other windows are shown at most; more are counted.
const WINDOWS: usize = 20;

/// The timeline of the window's first run after `from`.
///
/// `others` are the plan's windows; the shown one among them is left out.
/// `None` while the timing or the window's length is not known, or without a run.
pub fn timeline(
    window: &Window,
    others: &[Window],
    now: Timestamp,
    from: Option<Timestamp>,
) -> Option<Timeline> {
    let timing = window.timing.as_ref().filter(|_| window.lasts)?;
    let mut runs = timing
        .upcoming_from(now, from.unwrap_or(now))
        .filter_map(crate::schedule::Row::run);
    let run = runs.next()?;
    let next = runs.next().filter(|next| next.start < run.end);
    let end = next.as_ref().map_or(run.end, |next| next.end.max(run.end));
    let span = Span {
        from: run.start,
        until: end,
        seconds: end.duration_since(run.start).as_secs().max(1),
        timing,
    };
    let mut bars = vec![span.bar(&run, Role::This, &window.name)];
    let mut overlaps = Vec::new();
    if let Some(next) = next {
        let bar = span.bar(&next, Role::Next, "next run");
        overlaps.push(
            [
                "The next run would begin at ",
                &bar.opens,
                ", while this one is still open; ",
                SKIPPED,
            ]
            .concat(),
        );
        bars.push(bar);
    }
    let (mut drawn, mut more) = (0, 0u64);
    for other in others.iter().filter(|other| other.path != window.path) {
        let Some(theirs) = other.timing.as_ref().filter(|_| other.lasts) else {
            continue;
        };
        let mut first = true;
        if drawn == WINDOWS {
            more += u64::from(open_during(theirs, now, run.start, end).next().is_some());
            continue;
        }
        for run in open_during(theirs, now, run.start, end).take(OTHERS) {
            let bar = span.bar(&run, Role::Other, &other.name);
            if std::mem::take(&mut first) {
                let says = [
                    other.name.as_str(),
                    " is open too, from ",
                    &bar.opens,
                    " to ",
                    &bar.closes,
                ];
                overlaps.push(says.concat());
                drawn += 1;
            }
            bars.push(bar);
        }
    }
    if more > 0 {
        let (windows, are) = (
            count(more, "other window"),
            if more == 1 { "is" } else { "are" },
        );
        overlaps.push([&windows, " ", are, " open too"].concat());
    }
    let day = long_day(run.local.date());
    let cut = timing.cutoff_hours > 0;
    let mut says = match bars.first() {
        Some(bar) => sentence(&bar.opens, &bar.last, &bar.closes, cut),
        None => String::new(),
    };
    for more in &overlaps {
        says.push_str(". ");
        says.push_str(more);
    }
    Some(Timeline {
        says: [&day, ": ", &says].concat(),
        day,
        bars,
        ticks: span.ticks(),
        overlaps,
    })
}

/// «The window opens at 02:00, starts no new task from 05:00 and closes at 06:00».
fn sentence(opens: &str, last: &str, closes: &str, cut: bool) -> String {
    if cut {
        [
            "The window opens at ",
            opens,
            ", starts no new task from ",
            last,
            " and closes at ",
            closes,
        ]
        .concat()
    } else {
        [
            "The window opens at ",
            opens,
            " and starts tasks until it closes at ",
            closes,
        ]
        .concat()
    }
}

/// What is shown, from the run's start to the last end.
struct Span<'a> {
    from: Timestamp,
    until: Timestamp,
    seconds: i64,
    timing: &'a Timing,
}

impl Span<'_> {
    fn share(&self, at: Timestamp) -> Share {
        let inside = at.clamp(self.from, self.until);
        let passed = inside.duration_since(self.from).as_secs();
        Share(u32::try_from(passed * 10_000 / self.seconds).unwrap_or(0))
    }

    fn clock(&self, at: Timestamp) -> DateTime {
        self.timing.zone.civil(at)
    }

    fn bar(&self, run: &Occurrence, role: Role, name: &str) -> Bar {
        let home = self.clock(self.from).date();
        let said = |at: Timestamp| after(home, self.clock(at));
        let (from, end) = (self.share(run.start), self.share(run.end));
        // A Cutoff as long as the Duration leaves no time in which tasks start.
        let last = self.share(run.last_task_start).max(from).min(end);
        Bar {
            role,
            name: name.to_owned(),
            from,
            open: Share(last.0 - from.0),
            late: Share(end.0 - last.0),
            opens: said(run.start),
            last: said(run.last_task_start),
            closes: said(run.end),
            began: run.start < self.from,
            goes_on: run.end > self.until,
        }
    }

    /// Whole hours of the window's clock, about six of them.
    fn ticks(&self) -> Vec<Tick> {
        let hours = self.seconds / 3_600;
        let step = match hours {
            0..=6 => 1,
            7..=12 => 2,
            13..=24 => 4,
            _ => 6,
        };
        let mut ticks = Vec::new();
        let mut at = self.from;
        // The clock's own full hour, in zones of half an hour too.
        let begun = self.clock(at).time();
        let into = i64::from(begun.minute()) * 60 + i64::from(begun.second());
        if into > 0 {
            let full = at.checked_add(SignedDuration::from_secs(3_600 - into));
            at = full.unwrap_or(at);
        }
        while at <= self.until && ticks.len() < 60 {
            let shown = self.clock(at);
            if i64::from(shown.hour()) % step == 0 {
                let day = shown.hour() == 0;
                let label = if day {
                    short(weekday(shown.date())).to_owned()
                } else {
                    time(shown)
                };
                ticks.push(Tick {
                    at: self.share(at),
                    label,
                    day,
                });
            }
            let Ok(next) = at.checked_add(SignedDuration::from_hours(1)) else {
                break;
            };
            at = next;
        }
        ticks
    }
}
