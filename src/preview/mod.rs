//! What is shown of when a window runs: its runs on three clocks, a timeline,
//! a calendar; all in words and shares of a width, ready to be drawn.
//!
//! It turns the moments of [`crate::schedule`] into words and decides nothing
//! about them. Clocks that always agree share a column. It knows nothing of
//! the page: a view prints the strings and draws the shares as they are.

mod ask;
mod calendar;
mod clocks;
mod day;
mod incoming;
mod lines;
mod overlap;
mod soon;
mod timeline;
mod together;
mod words;

pub use ask::{Ask, RUNS, is_day};
pub use calendar::{Calendar, Month, WeekStart, calendar, step};
pub use clocks::{Clock, Witness, wall};
pub use day::{Day, Mark};
pub use incoming::{Incoming, incoming};
pub use lines::{Cell, Line, Preview, preview, summary};
pub use overlap::{Open, SKIPPED};
pub use soon::{soon, soon_after};
pub use timeline::{Bar, Role, Share, Tick, Timeline, timeline};
pub use together::{Meet, Together, Years};
