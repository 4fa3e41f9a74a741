//! What a check keeps for the next one: with each key one part of a draft is
//! another, and the others are as they were.
//!
//! Nothing is kept that could be wrong: what a finding is made of is compared
//! as a whole, and a part is the same only if nobody has changed it since.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;

use crate::catalogue::{Operation, window as w};
use crate::draft::{Draft, Node, Path, Row, RowId};
use crate::schedule::{self, Note, Timing};

use super::Checked;
use super::around::Around;
use super::assemble::{assemble, timing};
use super::plan::Value;
use super::report::Violation;
use super::shape::Members;

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
    /// Checks a draft against everything that is known, at an instant.
    pub fn check(&mut self, draft: &Draft, now: Timestamp) -> Checked {
        let before = std::mem::take(self);
        assemble(draft, now, before, self)
    }

    /// When a window runs, and what is to be said about that.
    pub(super) fn timed(&mut self, window: &Row, now: Timestamp) -> Timed {
        let read = Timed::read(&window.node);
        match self.windows.remove(&window.id) {
            Some(timed) if timed.now == now && timed.read == read => timed,
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

/// All that a target or task is judged by besides what was typed in it.
#[derive(Debug, PartialEq)]
pub(super) struct Ground {
    /// The window it is in.
    pub(super) window: Path,
    /// What rules know of window and neighbours.
    pub(super) around: Around,
    /// What stands for the window's id; none while that is wrong.
    pub(super) id: Option<Value>,
    /// What stands for the ids of the window's targets, in the order of their names.
    pub(super) targets: Vec<Value>,
}

/// What was seen of a target or task, and of what.
#[derive(Debug)]
pub(super) struct Seen {
    pub(super) operation: &'static Operation,
    pub(super) node: Arc<Node>,
    pub(super) ground: Arc<Ground>,
    pub(super) found: Vec<Violation>,
    /// What its request sends, if nothing that was found blocks it.
    pub(super) body: Arc<Members>,
}

/// When a new window runs, as far as it can be read, and of what it was read.
#[derive(Debug)]
pub(super) struct Timed {
    read: Node,
    now: Timestamp,
    pub(super) timing: Option<Timing>,
    /// Whether duration and cutoff could be read.
    pub(super) lasts: bool,
    pub(super) advice: Vec<Note>,
}

impl Timed {
    /// What of a window says when it runs.
    fn read(window: &Node) -> Node {
        let fields = [
            &w::SCHEDULE,
            &w::SCHEDULE_TIMEZONE,
            &w::SCHEDULE_OFFSET,
            &w::START_DATE,
            &w::END_DATE,
            &w::DURATION,
            &w::CUTOFF,
        ];
        let member = |name: &'static str| Some((name.into(), window.member(name)?.clone()));
        Node::Group(
            fields
                .iter()
                .filter_map(|field| member(field.name))
                .collect(),
        )
    }
    fn new(read: Node, now: Timestamp) -> Timed {
        let (timing, lasts) = timing(&read);
        let advice = match &timing {
            Some(timing) => schedule::advise(timing, now),
            None => Vec::new(),
        };
        Timed {
            read,
            now,
            timing,
            lasts,
            advice,
        }
    }
}
