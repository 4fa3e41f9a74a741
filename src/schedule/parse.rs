//! Reads a schedule, and says what a wrong one was probably meant to be.

use super::strict::{Parsed, strict};
use super::suggest;

/// Reads a schedule as AWS takes it: `cron(…)`, `rate(…)` or `at(…)`.
///
/// Never panics, and takes microseconds on hostile text. Errors carry repairs
/// for what was probably meant; every repair of an error parses.
pub fn parse(text: &str) -> Parsed {
    let mut parsed = strict(text);
    if parsed.schedule.is_none() {
        suggest::add(text, &mut parsed.notes);
    }
    parsed
}
