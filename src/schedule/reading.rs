//! A schedule being read: its text, and what has been found in it.
//!
//! Every reader adds to it. Does not know any grammar.

use super::note::Note;

/// The text being read and what has been found in it.
pub(crate) struct Reading<'a> {
    /// The whole text of the schedule.
    pub(crate) text: &'a str,
    /// What has been found so far.
    pub(crate) notes: Vec<Note>,
}
