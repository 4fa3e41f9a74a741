//! The list of runs, each on every clock, with the dates that miss their run.
//!
//! Knows how a line reads and how many there are. Which rows are asked for is
//! said by `ask`, which clocks are shown by `clocks`.

use jiff::Timestamp;
use jiff::civil::DateTime;

use super::ask::Ask;
use super::clocks::{Clock, Witness, clocks, heard};
use super::overlap::{OVERLAPS, Open, SKIPPED};
use super::words::{after, count, long_day, short_day, time};
use crate::check::Window;
use crate::schedule::{Doubt, Occurrence, Row, Severity, Timing, Why, Zone, describe};

/// No more than this is listed, however much is asked for.
const MOST: usize = 1_000;
/// How many dates without a run are listed beside so many runs.
const MISSING: usize = 14;
/// The mark of the first run after a clock change.
const CHANGED: &str = "clocks changed";

/// The preview of one window.
#[derive(Debug, Clone, PartialEq)]
pub struct Preview {
    /// When it runs and for how long, in a sentence.
    pub says: String,
    /// The clocks: the window's, UTC, the viewer's, without those that say the same.
    pub clocks: Vec<Clock>,
    /// Runs and missing dates in their order.
    pub lines: Vec<Line>,
    /// Whether there is nothing beyond the lines: the window ends or runs out,
    /// or, looking back, has no earlier runs.
    pub ends: bool,
    /// Whether the browser's own clocks show the same; `None` where it can't tell.
    pub agrees: Option<bool>,
    /// How many of the lines are dates without a run that only those who ask
    /// want to see, for a button: «3 dates without a run»; empty without any.
    pub quiet: String,
    /// What the list takes for granted, in a sentence; empty for what is to come.
    pub assumes: &'static str,
}

/// One line of the preview.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Line {
    /// The run on each clock; for a missing date only the wanted time, on the window's.
    pub cells: Vec<Cell>,
    /// The schedule's own date and what was added: «Tue 8 Dec + 4 days»; empty without an offset.
    pub base: String,
    /// A short mark: «clocks changed», «not run».
    pub mark: Option<&'static str>,
    /// What the mark means or why there is no run; may be empty.
    pub says: String,
    /// Whether the window runs.
    pub runs: bool,
    /// Whether the mark is a warning.
    pub warns: bool,
    /// A date without a run that is as asked for: shown grey, and on demand only.
    pub quiet: bool,
}

/// One run on one clock.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Cell {
    /// The day of the start: «Sat 12 Dec 2026»; on the other clocks only where it is another day.
    pub day: String,
    /// The time of the start.
    pub time: String,
    /// The start for machines.
    pub stamp: String,
    /// From when no task is started; empty if the window's length is not known.
    pub last: String,
    /// The end; empty if the window's length is not known.
    pub end: String,
}

/// The preview of a window as seen by someone whose clock shows `viewer`.
///
/// Each start is compared with what the `witness` says, and a line on which
/// the two differ says so. `None` while the window's timing is not known.
pub fn preview(
    window: &Window,
    ask: &Ask,
    viewer: Option<&Zone>,
    witness: Witness<'_>,
) -> Option<Preview> {
    let timing = window.timing.as_ref()?;
    let clocks = clocks(timing, ask.now, viewer);
    let wanted = ask.runs.min(MOST);
    let mut lines: Vec<Line> = Vec::new();
    let (mut runs, mut missing, mut ends) = (0, 0, true);
    let (mut offset, mut agrees) = (None, None);
    let mut shown: Vec<(usize, Occurrence)> = Vec::new();
    let (rows, assumes) = ask.rows(timing);
    for (at, row) in rows.enumerate() {
        // A clock change may take away thousands of starts of a dense schedule.
        if runs == wanted || at > 5 * MOST {
            ends = false;
            break;
        }
        let line = match &row {
            Row::Run(run) => {
                runs += 1;
                let new = timing.zone.offset_seconds(run.start);
                let mut changed = offset.replace(new).is_some_and(|old| old != new);
                if ask.back && changed {
                    // The mark is for the first run after the change.
                    changed = false;
                    if let Some(later) = lines.iter_mut().rfind(|line| line.runs) {
                        later.mark.get_or_insert(CHANGED);
                    }
                }
                let mut line = run_line(run, &clocks, window.lasts, changed);
                match heard(run.start, &clocks, witness) {
                    Some(Ok(())) => agrees = Some(agrees != Some(false)),
                    Some(Err(says)) => {
                        agrees = Some(false);
                        line.mark = Some("clocks disagree");
                        line.says = says;
                        line.warns = true;
                    }
                    None => {}
                }
                shown.push((lines.len(), run.clone()));
                line
            }
            // That it runs no more after its last run, the list says by ending.
            Row::Missing {
                why: Why::YearsOver,
                ..
            } => continue,
            Row::Missing { base, wanted, why } => {
                missing += 1;
                if missing > MISSING {
                    continue;
                }
                missing_line(*base, *wanted, why)
            }
        };
        lines.push(line);
    }
    mark_overlaps(&mut lines, shown, timing);
    let quiet = lines.iter().filter(|line| line.quiet).count();
    let quiet = match quiet {
        0 => String::new(),
        some => [&count(some as u64, "date"), " without a run"].concat(),
    };
    Some(Preview {
        says: says(timing, window.lasts),
        clocks,
        lines,
        ends,
        agrees,
        quiet,
        assumes,
    })
}

/// Marks the runs that are due while one before them is open; the first says what that means.
fn mark_overlaps(lines: &mut [Line], mut runs: Vec<(usize, Occurrence)>, timing: &Timing) {
    runs.sort_by_key(|(_, run)| run.start);
    let (mut open, mut said) = (Open::default(), false);
    for (at, run) in &runs {
        let Some(until) = open.until(run) else {
            continue;
        };
        if let Some(line) = lines.get_mut(*at)
            && line.mark.is_none_or(|mark| mark == CHANGED)
        {
            line.mark = Some(OVERLAPS);
            line.warns = true;
            if !said {
                let until = time(timing.zone.civil(until));
                line.says = ["the run before is open until ", &until, "; ", SKIPPED].concat();
            }
            said = true;
        }
    }
}

/// When the window runs and for how long, in a sentence; empty while its
/// timing is not known.
pub fn summary(window: &Window) -> String {
    let timing = window.timing.as_ref();
    timing.map_or(String::new(), |timing| says(timing, window.lasts))
}

fn says(timing: &Timing, lasts: bool) -> String {
    let mut out = describe(&timing.schedule, timing.offset_days, &timing.zone);
    if lasts {
        out.push_str(", for ");
        out.push_str(&count(timing.duration_hours, "hour"));
        if timing.cutoff_hours > 0 {
            out.push_str("; no new task in the last ");
            let hours = count(timing.cutoff_hours, "hour");
            out.push_str(hours.strip_prefix("1 ").unwrap_or(&hours));
        }
    }
    out
}

fn run_line(run: &Occurrence, clocks: &[Clock], lasts: bool, changed: bool) -> Line {
    let home = clocks
        .first()
        .map(|clock| clock.zone.civil(run.start).date());
    let cells = clocks
        .iter()
        .enumerate()
        .map(|(at, clock)| {
            let on = |moment: Timestamp| clock.zone.civil(moment);
            let start = on(run.start);
            let then = |moment: Timestamp| {
                if lasts {
                    after(start.date(), on(moment))
                } else {
                    String::new()
                }
            };
            let day = match (at, home == Some(start.date())) {
                (0, _) => long_day(start.date()),
                (_, true) => String::new(),
                (_, false) => short_day(start.date()),
            };
            Cell {
                day,
                time: time(start),
                stamp: run.start.to_string(),
                last: then(run.last_task_start),
                end: then(run.end),
            }
        })
        .collect();
    let (mark, says, warns) = match &run.doubt {
        Some(doubt) => (
            Some(match doubt {
                Doubt::Overlap { .. } => "time comes twice",
                Doubt::AtStartDate => "at the start date",
                Doubt::AtEndDate => "at the end date",
            }),
            doubt.sentence(),
            true,
        ),
        None if changed => (Some(CHANGED), String::new(), false),
        None => (None, String::new(), false),
    };
    Line {
        cells,
        base: base(run.base, run.local),
        mark,
        says,
        runs: true,
        warns,
        quiet: false,
    }
}

fn missing_line(base_at: DateTime, wanted: DateTime, why: &Why) -> Line {
    let cell = Cell {
        day: long_day(wanted.date()),
        time: time(wanted),
        stamp: String::new(),
        last: String::new(),
        end: String::new(),
    };
    let warns = why.severity() != Severity::Info;
    Line {
        cells: vec![cell],
        base: base(base_at, wanted),
        mark: Some("does not run"),
        says: why.sentence(),
        runs: false,
        warns,
        quiet: !warns,
    }
}

/// «Tue 8 Dec + 4 days».
fn base(base: DateTime, wanted: DateTime) -> String {
    let days = wanted.date().duration_since(base.date()).as_hours() / 24;
    match u64::try_from(days) {
        Ok(days @ 1..) => [&short_day(base.date()), " + ", &count(days, "day")].concat(),
        _ => String::new(),
    }
}
