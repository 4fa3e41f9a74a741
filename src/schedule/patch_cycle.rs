//! Patch cycles: the days from one Patch Tuesday, the second Tuesday of a
//! month, to the next. A ring that runs in another cycle installs other patches.

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};

use super::Timing;

/// How many runs are looked at: a year of a monthly schedule.
const RUNS: usize = 12;

/// The last Patch Tuesday on or before a day.
pub fn patch_tuesday_before(day: Date) -> Option<Date> {
    let of = |month: Date| month.nth_weekday_of_month(2, Weekday::Tuesday).ok();
    match of(day)? {
        patch if patch <= day => Some(patch),
        _ => of(day.first_of_month().yesterday().ok()?),
    }
}

/// The first run to come whose day is in another patch cycle than the day `days` before it.
pub fn leaves_patch_cycle(timing: &Timing, days: u32, now: Timestamp) -> Option<Date> {
    let runs = timing.runs(now).take(RUNS);
    let mut days_of_runs = runs.map(|run| run.local.date());
    days_of_runs.find(|day| {
        let before = jiff::Span::new()
            .try_days(days)
            .and_then(|span| day.checked_sub(span));
        let first = before.ok().and_then(patch_tuesday_before);
        first != patch_tuesday_before(*day)
    })
}
