//! Which windows of a plan are open at the same time as the shown one.
//!
//! Looks a year ahead and names each other window once, with the first time.
//! The work has a bound, however many windows there are and however often they
//! run. It does not judge: two open windows are allowed, but a fleet in both
//! may meet two tasks at once.

use jiff::{SignedDuration, Timestamp};

use super::words::{after, count, long_day, time};
use crate::check::Window;
use crate::schedule::Timing;

/// How far ahead it looks.
const DAYS: i64 = 366;
/// How many runs of a window are listed at most.
const RUNS: usize = 1_500;
/// How many runs of all windows are listed at most.
const RUNS_OF_ALL: usize = 20_000;
/// How often at most one window is asked whether it is open at a given time.
const ASKED: usize = 400;
/// How often at most all windows are asked that.
const ASKED_OF_ALL: usize = 2_000;
/// As many windows are named; more are counted.
const NAMED: usize = 20;

/// The start and the end of a run.
type Open = (Timestamp, Timestamp);

/// The windows that are open together with the shown one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Together {
    /// Each other window, in the order of the plan; no more than a person reads.
    pub meets: Vec<Meet>,
    /// How many more there are.
    pub more: usize,
}

/// Another window that is open together with the shown one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meet {
    /// Its position among the windows.
    pub other: usize,
    /// How often within the year, as far as it was counted.
    pub times: usize,
    /// Both in a sentence, with the first time, on the shown window's clock.
    pub says: String,
}

/// The runs of windows within a year, kept from one look to the next: a key
/// changes at most one window.
#[derive(Debug, Default)]
pub struct Years {
    now: Option<Timestamp>,
    most: usize,
    kept: Vec<Year>,
}

/// The runs of one window.
#[derive(Debug)]
struct Year {
    timing: Timing,
    runs: Vec<Open>,
    /// Whether these are all within the year.
    whole: bool,
}

impl Years {
    /// The windows that are open together with the window at `shown` within a year.
    pub fn together(&mut self, shown: usize, windows: &[Window], now: Timestamp) -> Together {
        let mut found = Together::default();
        let known: Vec<(usize, &Window, &Timing)> = windows
            .iter()
            .enumerate()
            .filter_map(|(at, window)| {
                let timing = window.timing.as_ref().filter(|_| window.lasts)?;
                Some((at, window, timing))
            })
            .collect();
        let others = known.len().max(1);
        self.look(known.iter().map(|(_, _, timing)| *timing), now);
        let Some(place) = known.iter().position(|(at, ..)| *at == shown) else {
            return found;
        };
        let (Some((_, window, timing)), Some(ours)) = (known.get(place), self.kept.get(place))
        else {
            return found;
        };
        let asked = (ASKED_OF_ALL / others).clamp(5, ASKED);
        for ((at, other, _), theirs) in known.iter().zip(&self.kept) {
            if *at == shown {
                continue;
            }
            let Some(meeting) = ours.meets(theirs, now, asked) else {
                continue;
            };
            if found.meets.len() == NAMED {
                found.more += 1;
                continue;
            }
            found.meets.push(Meet {
                other: *at,
                times: meeting.times,
                says: meeting.says(&window.name, &other.name, timing),
            });
        }
        found
    }

    /// Lists the runs of each timing, unless they are listed already.
    fn look<'a>(&mut self, timings: impl ExactSizeIterator<Item = &'a Timing>, now: Timestamp) {
        let most = (RUNS_OF_ALL / timings.len().max(1)).min(RUNS);
        let mut before = std::mem::take(&mut self.kept).into_iter();
        if self.now != Some(now) || self.most != most {
            before = Vec::new().into_iter();
        }
        (self.now, self.most) = (Some(now), most);
        self.kept = timings
            .map(|timing| match before.next() {
                Some(year) if year.timing == *timing => year,
                _ => Year::of(timing, now, most),
            })
            .collect();
    }
}

impl Year {
    fn of(timing: &Timing, now: Timestamp, most: usize) -> Year {
        let until = now
            .checked_add(SignedDuration::from_hours(24 * DAYS))
            .unwrap_or(Timestamp::MAX);
        let mut runs = timing.runs_within(now, now, until);
        let listed: Vec<Open> = runs
            .by_ref()
            .take(most)
            .map(|run| (run.start, run.end))
            .collect();
        Year {
            whole: runs.next().is_none(),
            runs: listed,
            timing: timing.clone(),
        }
    }

    /// When this window and another are open together.
    fn meets(&self, other: &Year, now: Timestamp, asked: usize) -> Option<Meeting> {
        // A dense window is not followed to the end: it is asked about each
        // run of the other.
        let last = |year: &Year| year.runs.last().map(|(start, _)| *start);
        let (sparse, dense) = match (self.whole, other.whole) {
            (true, true) => return meet(self, other),
            (false, true) => (other, self),
            (true, false) => (self, other),
            (false, false) => match meet(self, other) {
                Some(meeting) => return Some(meeting),
                None if last(self) < last(other) => (other, self),
                None => (self, other),
            },
        };
        let mut found = Meeting {
            times: 0,
            first: (now, now),
            whole: sparse.whole && sparse.runs.len() <= asked,
        };
        for (start, end) in sparse.runs.iter().take(asked) {
            let Some(theirs) = open_during(&dense.timing, now, *start, *end).next() else {
                continue;
            };
            if found.times == 0 {
                found.first = ((*start).max(theirs.start), (*end).min(theirs.end));
            }
            found.times += 1;
        }
        (found.times > 0).then_some(found)
    }
}

/// How often two windows are open together, and when first.
struct Meeting {
    times: usize,
    first: Open,
    /// Whether all were counted.
    whole: bool,
}

impl Meeting {
    fn says(&self, name: &str, other: &str, timing: &Timing) -> String {
        let (from, to) = self.first;
        let (from, to) = (timing.zone.civil(from), timing.zone.civil(to));
        let day = from.date();
        let often = match self.times {
            _ if !self.whole => "many times within a year, first".to_owned(),
            1 => "once within a year".to_owned(),
            _ => [&count(self.times as u64, "time"), " within a year, first"].concat(),
        };
        [
            name,
            " and ",
            other,
            " are both open ",
            &often,
            " on ",
            &long_day(day),
            " from ",
            &time(from),
            " to ",
            &after(day, to),
            ", ",
            &timing.zone.phrase(),
        ]
        .concat()
    }
}

/// How many runs of the one meet a run of the other, and the first meeting.
fn meet(ours: &Year, theirs: &Year) -> Option<Meeting> {
    let (mut times, mut first) = (0, None);
    let mut rest = theirs.runs.as_slice();
    for (start, end) in &ours.runs {
        while let [(_, head), tail @ ..] = rest
            && head <= start
        {
            rest = tail;
        }
        if let [(begin, close), ..] = rest
            && begin < end
        {
            times += 1;
            first.get_or_insert(((*start).max(*begin), (*end).min(*close)));
        }
    }
    let whole = ours.whole && theirs.whole;
    first.map(|first| Meeting {
        times,
        first,
        whole,
    })
}

/// The runs of a window that are open at some time from `from` to `until`.
pub(super) fn open_during(
    timing: &Timing,
    now: Timestamp,
    from: Timestamp,
    until: Timestamp,
) -> impl Iterator<Item = crate::schedule::Occurrence> + '_ {
    let earlier = from.checked_sub(timing.duration()).unwrap_or(from);
    timing
        .runs_within(now, earlier, until)
        .filter(move |run| run.end > from)
}
