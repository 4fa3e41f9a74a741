//! A day of the calendar: its mark, and what it says to those who can't see it.
//!
//! Knows which mark is stronger and the words of each reason. Where the day
//! stands is `calendar`'s.

use jiff::civil::Date;

use super::words::{count, full_day, time};
use crate::schedule::{DayRuns, Doubt, Why, date_text, words};

/// How a day is marked; the strongest that is true of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mark {
    /// Nothing happens.
    None,
    /// A run of the day before is still open.
    Continues,
    /// The schedule has the date, but the window does not run.
    Missing,
    /// It runs.
    Runs,
    /// It runs or would, but AWS leaves something open about it.
    Doubtful,
}

/// One day.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Day {
    /// The day of the month, as it is printed.
    pub number: String,
    /// For machines: `2026-12-12`.
    pub date: String,
    /// How it is marked.
    pub mark: Mark,
    /// How many runs start, where there is more than one: «24», «1500+»; else empty.
    pub times: String,
    /// Whether a run of the day before is open in it.
    pub continues: bool,
    /// Whether it is over.
    pub past: bool,
    /// Whether it is today in the window's zone.
    pub today: bool,
    /// «Saturday 12 December 2026: starts at 02:00».
    pub label: String,
}

/// The day as it is shown.
pub(super) fn day(date: Date, runs: &DayRuns, today: Date, lasts: bool) -> Day {
    let continues = lasts && runs.open_until.is_some();
    let gap = matches!(runs.missing, Some((_, Why::Gap { .. })));
    let mark = if runs.doubt.is_some() || gap {
        Mark::Doubtful
    } else if runs.starts > 0 {
        Mark::Runs
    } else if runs.missing.is_some() {
        Mark::Missing
    } else if continues {
        Mark::Continues
    } else {
        Mark::None
    };
    let mut times = String::new();
    if runs.starts > 1 {
        times = runs.starts.to_string();
        if runs.more {
            times.push('+');
        }
    }
    Day {
        number: date.day().to_string(),
        date: date_text(date),
        mark,
        times,
        continues,
        past: runs.past,
        today: date == today,
        label: label(date, runs, continues, date == today),
    }
}

/// What a day holds, the date first.
fn label(date: Date, runs: &DayRuns, continues: bool, today: bool) -> String {
    let mut out = full_day(date);
    if today {
        out.push_str(", today");
    }
    let mut colon = ": ";
    let mut add = |part: &[&str]| {
        out.push_str(std::mem::replace(&mut colon, "; "));
        part.iter().for_each(|piece| out.push_str(piece));
    };
    if let Some(until) = runs.open_until.filter(|_| continues) {
        if until.date() == date {
            add(&["open from the day before until ", &time(until)]);
        } else {
            add(&["open from the day before"]);
        }
    }
    let does = if runs.past { "past, due " } else { "starts " };
    if runs.starts as usize <= runs.named.len() && runs.starts > 0 {
        let named: Vec<String> = runs.named.iter().map(|start| time(*start)).collect();
        add(&[does, "at ", &words::listed(&named)]);
    } else if let (Some(first), Some(last)) = (runs.named.first(), runs.last) {
        let more = if runs.more { "more than " } else { "" };
        let often = count(runs.starts, "time");
        add(&[
            does,
            more,
            &often,
            ", first at ",
            &time(*first),
            ", last at ",
            &time(last),
        ]);
    }
    if let Some(doubt) = &runs.doubt {
        match doubt {
            Doubt::Overlap { local, .. } => add(&["the clocks show ", &time(*local), " twice"]),
            Doubt::AtStartDate => add(&["exactly at Start date"]),
            Doubt::AtEndDate => add(&["exactly at End date"]),
        }
    }
    if let Some((wanted, why)) = &runs.missing {
        let reason = match why {
            Why::Gap { .. } => "the clocks jump over it",
            Why::OffsetBasePassed => "the schedule's own date is past",
            Why::BeforeStartDate => "before Start date",
            Why::AfterEndDate => "after End date",
            Why::YearsOver => "the schedule's years are over",
            Why::Past => "past",
        };
        add(&["does not run at ", &time(*wanted), ", ", reason]);
    }
    out
}
