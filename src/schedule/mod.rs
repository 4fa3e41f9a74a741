//! When a window runs: reads schedules, says them in words, previews them.
//!
//! Pure: `now` is a parameter, nothing is stored, and no text makes it panic.
//! Knows AWS's grammar and timing rules (`aws-facts` §1), nothing of requests,
//! forms or the page. Civil time, zone and instant are different types, and a
//! clock time that daylight saving removes or repeats is a value, never
//! silently resolved.

mod advice;
mod advice_calendar;
mod advice_clock;
mod advice_interval;
mod at;
mod calendar;
pub mod compose;
mod cron;
mod cron_text;
mod cursor;
mod day_runs;
mod day_walk;
mod days;
mod describe;
mod describe_days;
mod describe_times;
mod explain;
mod field;
mod field_note;
mod forms;
mod instant;
mod item;
mod list;
mod moments;
mod note;
mod occurrences;
mod parse;
mod patch_cycle;
mod rate;
mod rate_runs;
mod reading;
mod set;
mod strict;
mod suggest;
mod suggest_lists;
mod suggest_nth;
mod suggest_once;
mod suggest_words;
mod timing;
mod value;
pub(crate) mod words;
mod zone;
mod zone_database;
mod zone_guess;
mod zone_offset;
mod zone_samples;
pub mod zone_table;

pub use advice::{ADVICE, advise};
pub use advice_calendar::{BEFORE_PATCH_TUESDAY, patch_days};
pub use at::At;
pub(crate) use at::date_text;
pub use cron::Cron;
pub use day_runs::DayRuns;
pub use describe::describe;
pub use explain::{FieldRow, explain};
pub use field::{Field, Item, Kind};
pub use forms::Schedule;
pub use instant::{Instant, parse_instant, parse_instant_as};
pub use note::{CREATE_PAGE, CRON_PAGE, DAYLIGHT_PAGE, Fix, Input, Note, PERIOD_PAGE, Severity};
pub use parse::parse;
pub use patch_cycle::{leaves_patch_cycle, patch_tuesday_before};
pub use rate::{Rate, Unit};
pub use set::Set;
pub use strict::Parsed;
pub use timing::{Doubt, Occurrence, Row, Timing, Why};
pub(crate) use zone::clock;
pub use zone::{Reading, Zone};
pub use zone_database::{tz_data_version, zone_names};
pub(crate) use zone_offset::offset_text;
pub use zone_samples::{SAMPLES, ZoneSample, sample_instants, zone_samples};
