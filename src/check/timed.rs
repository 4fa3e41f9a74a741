//! When a new window runs, as far as it can be read from what was typed, and
//! what the schedule engine says of that.
//!
//! It reports nothing: what can't be read the shapes find.

use jiff::Timestamp;

use crate::catalogue::{Field, Shape, window as w};
use crate::draft::Node;
use crate::schedule::{self, Note, Timing, Zone};

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
    /// Whether it is what there is to say of this, at this instant.
    pub(super) fn is_of(&self, read: &Node, now: Timestamp) -> bool {
        self.now == now && self.read == *read
    }
    /// What of a window says when it runs.
    pub(super) fn read(window: &Node) -> Node {
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
    /// What is to be said at an instant of what was read.
    pub(super) fn new(read: Node, now: Timestamp) -> Timed {
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

/// When a window runs, as far as it can be read, and whether its duration and cutoff can.
///
/// The starts are worth showing before duration and cutoff are right.
pub(super) fn timing(node: &Node) -> (Option<Timing>, bool) {
    let optional = |field: &Field| Some(node.text_of(field.name)).filter(|typed| !typed.is_empty());
    let instant = |field: &Field| match optional(field) {
        None => Some(None),
        Some(typed) => schedule::parse_instant(typed)
            .ok()
            .map(|instant| Some(instant.timestamp)),
    };
    let hours = |field: &Field| {
        let Shape::Whole(whole) = field.shape else {
            return None;
        };
        let typed: i64 = node.text_of(field.name).trim().parse().ok()?;
        whole.holds(typed).then(|| u8::try_from(typed).ok())?
    };
    let band = match (hours(&w::DURATION), hours(&w::CUTOFF)) {
        (Some(duration), Some(cutoff)) if overlong(node).is_none() => Some((duration, cutoff)),
        _ => None,
    };
    let (duration_hours, cutoff_hours) = band.unwrap_or((0, 0));
    let timing = || {
        Some(Timing {
            schedule: schedule::parse(node.text_of(w::SCHEDULE.name)).schedule?,
            zone: match optional(&w::SCHEDULE_TIMEZONE) {
                None => Zone::utc(),
                Some(typed) => Zone::parse(typed).ok()?,
            },
            offset_days: match optional(&w::SCHEDULE_OFFSET) {
                None => 0,
                Some(_) => hours(&w::SCHEDULE_OFFSET)?,
            },
            start: instant(&w::START_DATE)?,
            end: instant(&w::END_DATE)?,
            duration_hours,
            cutoff_hours,
        })
    };
    (timing(), band.is_some())
}

/// Cutoff and Duration of a window, where the one must be less than the other and is not.
///
/// Then that the cutoff is out of its own bounds too helps nobody.
pub(super) fn overlong(window: &Node) -> Option<[i64; 2]> {
    let number = |field: &Field| window.text_of(field.name).trim().parse::<i64>().ok();
    let (cutoff, duration) = (number(&w::CUTOFF)?, number(&w::DURATION)?);
    // What is wrong with the duration comes first: against it nothing can be measured.
    let is_measure = matches!(w::DURATION.shape, Shape::Whole(hours) if hours.holds(duration));
    (is_measure && cutoff >= duration).then_some([cutoff, duration])
}
