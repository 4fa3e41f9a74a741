//! A copy of a window for another stage or ring: a word replaced everywhere,
//! and the schedule some days later.

use jiff::Timestamp;
use jiff::civil::Date;

use super::called::name_of_copy;
use crate::catalogue::{Member, Shape, target, task, window};
use crate::draft::{Draft, Path, RowId};
use crate::schedule::compose::{Choice, Composed, NotLater, later, write};
use crate::schedule::{Timing, Zone, leaves_patch_cycle, parse};

/// How a copy of a window differs from it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// The word to replace in everything that was typed; empty: none.
    pub word: String,
    /// What to put in its place.
    pub with: String,
    /// How many days later the copy runs.
    pub days: u32,
}

/// What became of a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// The new window.
    pub window: RowId,
    /// How many texts the word was replaced in.
    pub replaced: usize,
    /// What became of the schedule.
    pub schedule: Result<Moved, NotMoved>,
}

/// A schedule as it was to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moved {
    /// It was to stay.
    Same,
    /// It was moved. The day is the first run in another patch cycle than the original's.
    Later(Option<Date>),
}

/// Why the schedule of a copy is that of the original.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotMoved {
    /// No form of the composer says the later schedule.
    NotLater(NotLater),
    /// The expression is none that the composer can write, or there is none.
    Unknown,
}

/// Copies a window with its targets and tasks, without the ids that AWS gave.
///
/// None where there is no window.
pub fn copy_window(
    draft: &mut Draft,
    original: &Path,
    changes: &Changes,
    now: Timestamp,
) -> Option<Copied> {
    let name = draft.text(&original.member(window::NAME.name)).to_owned();
    let copy_name = name_of_copy(draft, original);
    let new = draft.duplicate_row(original)?;
    let copy = original.parent()?.row(new);
    let replaced = draft.replace_word(&copy, &changes.word, &changes.with, &is_choice);
    let at = copy.member(window::NAME.name);
    if draft.text(&at) == name
        && let Some(copy_name) = copy_name
    {
        draft.set(&at, &copy_name);
    }
    let schedule = match changes.days {
        0 => Ok(Moved::Same),
        days => move_schedule(draft, &copy, days, now),
    };
    Some(Copied {
        window: new,
        replaced,
        schedule,
    })
}

fn move_schedule(
    draft: &mut Draft,
    copy: &Path,
    days: u32,
    now: Timestamp,
) -> Result<Moved, NotMoved> {
    let (schedule, offset) = (
        copy.member(window::SCHEDULE.name),
        copy.member(window::SCHEDULE_OFFSET.name),
    );
    let choice = Choice::read_texts(draft.text(&schedule), draft.text(&offset));
    let composed = choice.and_then(|choice| choice.composed().ok());
    let composed = composed.ok_or(NotMoved::Unknown)?;
    let moved = later(&composed, days).map_err(NotMoved::NotLater)?;
    let (text, offset_days) = write(&moved);
    draft.set(&schedule, &text);
    let typed = offset_days.map(|days| days.to_string());
    draft.set(&offset, typed.as_deref().unwrap_or_default());
    // A weekly window runs in every cycle anyway.
    let monthly = !matches!(moved, Composed::Weekly { .. });
    let leaves = parse(&text)
        .schedule
        .filter(|_| monthly)
        .and_then(|schedule| {
            let mut timing = Timing::new(schedule, Zone::utc());
            timing.offset_days = offset_days.unwrap_or(0);
            leaves_patch_cycle(&timing, days, now)
        });
    Ok(Moved::Later(leaves))
}

/// Whether a member's value is always one of a list, a number or a flag: such a word is
/// AWS's, not the person's.
fn is_choice(name: &str) -> bool {
    let mut shapes = Vec::new();
    for request in [&window::CREATE, &target::REGISTER, &task::REGISTER] {
        named(request.input, name, &mut shapes);
    }
    !shapes.is_empty() && shapes.iter().all(|shape| is_closed(*shape))
}

fn is_closed(shape: Shape) -> bool {
    match shape {
        Shape::Choice(_) | Shape::Flag | Shape::Whole(_) => true,
        Shape::List(list) => is_closed(list.item),
        Shape::Text(_) | Shape::Blob(_) | Shape::Map(_) | Shape::Group(_) => false,
    }
}

/// The shapes of all members of a name, however deep.
fn named(members: &[Member], name: &str, shapes: &mut Vec<Shape>) {
    fn inside(shape: Shape, name: &str, shapes: &mut Vec<Shape>) {
        match shape {
            Shape::Group(group) => named(group.members, name, shapes),
            Shape::List(list) => inside(list.item, name, shapes),
            Shape::Map(map) => inside(map.value, name, shapes),
            _ => {}
        }
    }
    for member in members {
        if member.field.name == name {
            shapes.push(member.field.shape);
        }
        inside(member.field.shape, name, shapes);
    }
}
