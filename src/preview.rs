//! What the preview of a window shows: its next runs on three clocks, ready
//! to be read.
//!
//! It turns the moments of [`crate::schedule`] into words and decides nothing
//! about them. Clocks that always agree share a column. It knows nothing of
//! the page.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

use crate::check::Window;
use crate::schedule::{Doubt, Occurrence, Row, Timing, Why, Zone, describe};

/// How many runs are shown.
pub const RUNS: usize = 10;
/// How many lines at most, runs and missing dates together.
const LINES: usize = 24;

/// The preview of one window.
#[derive(Debug, Clone, PartialEq)]
pub struct Preview {
    /// When it runs and for how long, in a sentence.
    pub says: String,
    /// The clocks: the window's, UTC, the viewer's, without those that say the same.
    pub clocks: Vec<Clock>,
    /// Runs and missing dates in their order.
    pub lines: Vec<Line>,
    /// The first run as a band; `None` without runs, duration or cutoff.
    pub band: Option<Band>,
    /// Whether the window ends or runs out within the lines.
    pub ends: bool,
    /// Whether the browser's own clocks show the same; `None` where it can't tell.
    pub agrees: Option<bool>,
}

/// A clock on which runs are shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Clock {
    /// Whose clock, for a heading: «New York», «Yours (Berlin)».
    pub label: String,
    /// The zone.
    pub zone: Zone,
}

/// One line of the preview.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Line {
    /// The run on each clock; for a missing date only the wanted time, on the window's.
    pub cells: Vec<Cell>,
    /// A short mark: «clocks changed», «not run».
    pub mark: Option<&'static str>,
    /// What the mark means or why there is no run; may be empty.
    pub says: String,
    /// Whether the window runs.
    pub runs: bool,
    /// Whether the mark is a warning.
    pub warns: bool,
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

/// A run drawn as a band.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    /// When it opens, on the window's clock.
    pub opens: String,
    /// From when it starts no task.
    pub last: String,
    /// When it closes.
    pub closes: String,
    /// The part of the band in which tasks are started, in percent.
    pub share: u32,
    /// All of it in a sentence.
    pub says: String,
}

/// What another source says a zone's clock shows at an instant, as [`wall`] writes it.
pub type Witness<'a> = &'a dyn Fn(&Zone, Timestamp) -> Option<String>;

/// The preview of a window as seen at `now` by someone whose clock shows `viewer`.
///
/// Bundled time-zone data ages: each start is compared with what the `witness`
/// says, and a line on which the two differ says so. `None` while the window's
/// timing is not known.
pub fn preview(
    window: &Window,
    now: Timestamp,
    viewer: Option<&Zone>,
    witness: Witness<'_>,
) -> Option<Preview> {
    let timing = window.timing.as_ref()?;
    let clocks = clocks(timing, now, viewer);
    let mut lines: Vec<Line> = Vec::new();
    let mut first = None;
    let (mut runs, mut ends, mut offset, mut agrees) = (0, true, None, None);
    for row in timing.upcoming(now) {
        if runs == RUNS || lines.len() == LINES {
            ends = false;
            break;
        }
        let line = match &row {
            Row::Run(run) => {
                runs += 1;
                let new = timing.zone.offset_seconds(run.start);
                let changed = offset.replace(new).is_some_and(|old| old != new);
                first.get_or_insert_with(|| run.clone());
                let mut line = run_line(run, &clocks, window.lasts, changed);
                if let Some(same) = compare(&mut line, run.start, &clocks, witness) {
                    agrees = Some(same && agrees != Some(false));
                }
                line
            }
            Row::Missing { wanted, why, .. } => missing_line(*wanted, why),
        };
        lines.push(line);
    }
    let band = first
        .filter(|_| window.lasts)
        .and_then(|run| band(&run, timing));
    Some(Preview {
        says: says(timing, window.lasts),
        clocks,
        lines,
        band,
        ends,
        agrees,
    })
}

fn says(timing: &Timing, lasts: bool) -> String {
    let mut out = describe(&timing.schedule, timing.offset_days, &timing.zone);
    if lasts {
        out.push_str(&format!(", for {}", hours(timing.duration_hours)));
        if timing.cutoff_hours > 0 {
            out.push_str(&format!(
                "; no new task in the last {}",
                hours(timing.cutoff_hours).trim_start_matches("1 ")
            ));
        }
    }
    out
}

fn hours(count: u8) -> String {
    if count == 1 {
        "1 hour".to_owned()
    } else {
        format!("{count} hours")
    }
}

fn clocks(timing: &Timing, now: Timestamp, viewer: Option<&Zone>) -> Vec<Clock> {
    let zone = &timing.zone;
    // Two names of one place differ only in name; a rule that will differ in some month does so within the year.
    let alike = |a: &Zone, b: &Zone| {
        (0..12).all(|month| {
            let at = Timestamp::from_second(now.as_second() + month * 2_629_800).unwrap_or(now);
            a.offset_seconds(at) == b.offset_seconds(at)
        })
    };
    let yours = viewer.filter(|viewer| !alike(viewer, zone));
    let mut label = zone.place();
    if viewer.is_some() && yours.is_none() {
        label.push_str(", yours too");
    }
    let mut clocks = vec![Clock {
        label,
        zone: zone.clone(),
    }];
    if !zone.is_utc() {
        let utc = Zone::utc();
        let same = yours.is_some_and(|yours| alike(yours, &utc));
        let label = if same { "UTC, yours too" } else { "UTC" };
        clocks.push(Clock {
            label: label.to_owned(),
            zone: utc,
        });
        if same {
            return clocks;
        }
    }
    if let Some(yours) = yours {
        clocks.push(Clock {
            label: format!("Yours ({})", yours.place()),
            zone: yours.clone(),
        });
    }
    clocks
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
        None if changed => (Some("clocks changed"), String::new(), false),
        None => (None, String::new(), false),
    };
    Line {
        cells,
        mark,
        says,
        runs: true,
        warns,
    }
}

/// Puts on a line where the witness contradicts it; whether it agrees, if it says anything.
fn compare(
    line: &mut Line,
    start: Timestamp,
    clocks: &[Clock],
    witness: Witness<'_>,
) -> Option<bool> {
    let mut heard = false;
    for clock in clocks {
        let Some(said) = witness(&clock.zone, start) else {
            continue;
        };
        heard = true;
        if said != wall(&clock.zone, start) {
            line.mark = Some("clocks disagree");
            line.says = format!(
                "This browser's own time-zone data says `{said}` in {}; one of the two is out of date, and AWS decides",
                clock.zone.place()
            );
            line.warns = true;
            return Some(false);
        }
    }
    heard.then_some(true)
}

/// What a zone's clock shows at an instant: `2026-11-29 02:00`.
pub fn wall(zone: &Zone, at: Timestamp) -> String {
    let shown = zone.civil(at);
    format!(
        "{:04}-{:02}-{:02} {:02}:{:02}",
        shown.year(),
        shown.month(),
        shown.day(),
        shown.hour(),
        shown.minute()
    )
}

fn missing_line(wanted: DateTime, why: &Why) -> Line {
    let cell = Cell {
        day: long_day(wanted.date()),
        time: time(wanted),
        stamp: String::new(),
        last: String::new(),
        end: String::new(),
    };
    let warns = why.severity() != crate::schedule::Severity::Info;
    Line {
        cells: vec![cell],
        mark: Some("does not run"),
        says: why.sentence(),
        runs: false,
        warns,
    }
}

fn band(run: &Occurrence, timing: &Timing) -> Option<Band> {
    let on = |moment: Timestamp| timing.zone.civil(moment);
    let start = on(run.start);
    let (opens, last, closes) = (
        time(start),
        after(start.date(), on(run.last_task_start)),
        after(start.date(), on(run.end)),
    );
    let whole = u32::from(timing.duration_hours);
    let open = whole.checked_sub(u32::from(timing.cutoff_hours))?;
    let share = (open * 100).checked_div(whole)?;
    let says = if timing.cutoff_hours == 0 {
        format!("The window opens at {opens} and starts tasks until it closes at {closes}")
    } else {
        format!(
            "The window opens at {opens}, starts no new task from {last} and closes at {closes}"
        )
    };
    Some(Band {
        opens,
        last,
        closes,
        share,
        says,
    })
}

/// A time, with its day where that is another than the start's.
fn after(start: Date, moment: DateTime) -> String {
    if moment.date() == start {
        time(moment)
    } else {
        format!("{} {}", weekday(moment.date()), time(moment))
    }
}

fn long_day(date: Date) -> String {
    format!(
        "{} {} {} {}",
        weekday(date),
        date.day(),
        month(date),
        date.year()
    )
}

fn short_day(date: Date) -> String {
    format!("{} {} {}", weekday(date), date.day(), month(date))
}

fn time(moment: DateTime) -> String {
    match moment.second() {
        0 => format!("{:02}:{:02}", moment.hour(), moment.minute()),
        second => format!("{:02}:{:02}:{second:02}", moment.hour(), moment.minute()),
    }
}

fn weekday(date: Date) -> &'static str {
    const NAMES: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let at = date.weekday().to_monday_zero_offset();
    NAMES
        .get(usize::from(at.unsigned_abs()))
        .copied()
        .unwrap_or_default()
}

fn month(date: Date) -> &'static str {
    const NAMES: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let at = usize::from(date.month().unsigned_abs());
    at.checked_sub(1)
        .and_then(|at| NAMES.get(at))
        .copied()
        .unwrap_or_default()
}
