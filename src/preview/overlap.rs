//! Runs that are due while one before them is still open.
//!
//! AWS keeps one execution of a window going at a time. Whether the one before
//! has ended early nobody can know in advance.

use jiff::Timestamp;

use crate::schedule::Occurrence;

/// The mark of such a run.
pub const OVERLAPS: &str = "overlaps";
/// What becomes of it.
pub const SKIPPED: &str = "AWS skips it while the one before goes on (SKIPPED_OVERLAPPING)";

/// Follows the runs of a window in the order of time.
#[derive(Debug, Default)]
pub struct Open(Option<Timestamp>);

impl Open {
    /// Until when a run before this one is open, if it is; else this one is open now.
    pub fn until(&mut self, run: &Occurrence) -> Option<Timestamp> {
        let open = self.0.filter(|open| run.start < *open);
        if open.is_none() {
            self.0 = Some(run.end);
        }
        open
    }
}
