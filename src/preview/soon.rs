//! The next starts of a schedule that is only offered: where a mistake has two
//! readings, their dates tell which was meant.
//!
//! Knows what a repair edits; what the repair says of itself is its label.

use jiff::Timestamp;

use super::words::{long_day, time};
use crate::catalogue::{Field, window as w};
use crate::check::{Edit, Fix};
use crate::schedule::{Timing, Zone, parse};

/// How many starts are named.
const NAMED: usize = 3;

/// «next Tue 1 Dec 2026 04:00, Fri 1 Jan 2027 04:00, Mon 1 Feb 2027 04:00», on
/// the zone's clock; «never» without any, and empty for a text that is no schedule.
pub fn soon(schedule: &str, offset_days: u8, zone: &Zone, now: Timestamp) -> String {
    let Some(schedule) = parse(schedule).schedule else {
        return String::new();
    };
    let mut timing = Timing::new(schedule, zone.clone());
    timing.offset_days = offset_days;
    let mut out = String::new();
    for run in timing.runs(now).take(NAMED) {
        out.push_str(if out.is_empty() { "next " } else { ", " });
        out.push_str(&long_day(run.local.date()));
        out.push(' ');
        out.push_str(&time(run.local));
    }
    if out.is_empty() {
        out.push_str("never");
    }
    out
}

/// The next starts after a repair; empty if it mends something else than a schedule.
pub fn soon_after(fix: &Fix, zone: &Zone, now: Timestamp) -> String {
    let text_for = |field: &Field| {
        fix.edits.iter().find_map(|edit| match edit {
            Edit::Set(path, text) if path.name() == Some(field.name) => Some(text.as_str()),
            Edit::Set(..) | Edit::Put(..) => None,
        })
    };
    let offset = text_for(&w::SCHEDULE_OFFSET).and_then(|days| days.parse().ok());
    text_for(&w::SCHEDULE).map_or(String::new(), |text| {
        soon(text, offset.unwrap_or(0), zone, now)
    })
}
