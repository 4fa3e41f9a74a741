//! A schedule as somebody says it who speaks no cron.
//!
//! What can be said so is in `composed`, with its expression; the controls that
//! ask for it are data in `form`, their answers in `choice`. Does not judge: an
//! interval of one minute is for `advise` to refuse.

mod choice;
mod composed;
mod form;
mod later;
mod time_of_day;

pub use choice::{Choice, Flaw};
pub use composed::{Composed, read, write};
pub use form::{Control, Input, KINDS, Kind};
pub use later::{NotLater, later};
pub use time_of_day::TimeOfDay;
