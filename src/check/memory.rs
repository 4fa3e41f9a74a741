//! What a check keeps for the next one: with each key one part of a draft is
//! another, and the others are as they were.
//!
//! Nothing is kept that could be wrong: what a finding is made of is compared
//! as a whole, and a part is the same only if nobody has changed it since.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;

use crate::catalogue::Operation;
use crate::draft::{Row, RowId};

use super::seen::{Ground, Seen};
use super::timed::Timed;

/// Checks a draft again and again, and looks only at what is another than the last time.
///
/// It says of each draft what [`check`](super::check) says of it.
#[derive(Debug, Default)]
pub struct Checker {
    windows: HashMap<RowId, Timed>,
    grounds: HashMap<RowId, Arc<Ground>>,
    parts: HashMap<RowId, Seen>,
}

impl Checker {
    /// When a window runs, and what is to be said about that.
    pub(super) fn timed(&mut self, window: &Row, now: Timestamp) -> Timed {
        let read = Timed::read(&window.node);
        match self.windows.remove(&window.id) {
            Some(timed) if timed.is_of(&read, now) => timed,
            _ => Timed::new(read, now),
        }
    }
    pub(super) fn keep_timed(&mut self, window: RowId, timed: Timed) {
        self.windows.insert(window, timed);
    }
    /// A ground, the same as before if it is equal.
    pub(super) fn ground(&mut self, window: RowId, ground: Ground) -> Arc<Ground> {
        match self.grounds.remove(&window) {
            Some(before) if *before == ground => before,
            _ => Arc::new(ground),
        }
    }
    pub(super) fn keep_ground(&mut self, window: RowId, ground: &Arc<Ground>) {
        self.grounds.insert(window, Arc::clone(ground));
    }
    /// What was seen of a target or task, if nothing of it changed.
    pub(super) fn seen(
        &mut self,
        operation: &'static Operation,
        row: &Row,
        ground: &Arc<Ground>,
    ) -> Option<Seen> {
        let seen = self.parts.remove(&row.id)?;
        let same = std::ptr::eq(seen.operation, operation)
            && Arc::ptr_eq(&seen.node, &row.node)
            && Arc::ptr_eq(&seen.ground, ground);
        same.then_some(seen)
    }
    pub(super) fn keep_seen(&mut self, row: RowId, seen: Seen) {
        self.parts.insert(row, seen);
    }
}
