//! What is shown of when a window runs: lines, timeline, calendar.

mod calendar;
mod lines;
mod soon;
mod timeline;

use jiff::Timestamp;
use maintenance_window_builder::check::Window;
use maintenance_window_builder::draft::Draft;
use maintenance_window_builder::schedule::{Timing, Zone, parse};

pub fn at(text: &str) -> Timestamp {
    text.parse().expect("a timestamp")
}

pub fn zone(name: &str) -> Zone {
    Zone::parse(name).expect("a zone")
}

pub fn window(schedule: &str, zone_name: &str, duration: u8, cutoff: u8) -> Window {
    let schedule = parse(schedule).schedule.expect("a schedule");
    let mut timing = Timing::new(schedule, zone(zone_name));
    timing.duration_hours = duration;
    timing.cutoff_hours = cutoff;
    Window {
        path: Draft::window_path(maintenance_window_builder::draft::RowId(0)),
        name: "Patch-Prod".to_owned(),
        timing: Some(timing),
        lasts: true,
    }
}

/// The same window with a change to its timing.
pub fn with(mut window: Window, change: impl FnOnce(&mut Timing)) -> Window {
    change(window.timing.as_mut().expect("a timing"));
    window
}
