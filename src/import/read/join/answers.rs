//! What AWS answered: ids for what the input makes, and windows, targets and tasks that it does not
//! make.

use super::super::call::{Call, Reading};
use super::super::members::{members, shown};
use super::super::parts::{Part, Window};
use super::{Joined, without};
use crate::catalogue::{Field, Member, Operation, target, task, window};
use crate::syntax::Entry;

impl Joined {
    /// Gives what AWS answered to what it is about.
    pub(super) fn answer(&mut self, reading: &mut Reading, call: &Call) {
        let is = |operation: &Operation| call.operation.name == operation.name;
        let (rest, id) = without(&call.members, window::WINDOW_ID.name);
        let id = id.map(|id| shown(reading, id));
        if is(&window::CREATE) || is(&window::GET) || is(&window::UPDATE) {
            let mut part = self.part_of(reading, call, window::CREATE.input, &rest);
            let known = self.windows.iter().position(|w| {
                let same_id = id.as_ref().is_some_and(|id| w.part.has_id(id));
                let new = !w.existing && w.part.ids.is_empty();
                same_id || new && (part.members.is_empty() || w.part.name() == part.name())
            });
            let id = id.unwrap_or_default();
            match known.and_then(|at| self.windows.get_mut(at)) {
                Some(window) => {
                    window.part.take_id(&id);
                    if window.existing {
                        window.existing = part.members.is_empty();
                        window.part.members = part.members;
                    }
                }
                None => {
                    part.take_id(&id);
                    self.windows.push(Window {
                        existing: part.members.is_empty(),
                        part,
                        ..Window::default()
                    });
                }
            }
        } else if is(&target::REGISTER) || is(&target::UPDATE) {
            self.answer_target(reading, call, id.as_deref(), &rest);
        } else {
            self.answer_task(reading, call, id.as_deref(), &rest);
        }
    }

    fn part_of(
        &self,
        reading: &mut Reading,
        call: &Call,
        input: &[Member],
        entries: &[Entry],
    ) -> Part {
        let members = members(reading, input, entries);
        Part {
            members,
            at: call.at,
            open: reading.take_open(),
            ..Part::default()
        }
    }

    /// The window of an answer, which may be known by its id alone.
    fn answered_window(&mut self, id: Option<&str>, at: usize) -> usize {
        let Some(id) = id else {
            return self.window_without_id(at);
        };
        if let Some(found) = self.windows.iter().position(|w| w.part.has_id(id)) {
            return found;
        }
        let new = |w: &Window| !w.existing && w.part.ids.is_empty();
        let mut all_new =
            (0..self.windows.len()).filter(|at| self.windows.get(*at).is_some_and(new));
        if let (Some(only), None) = (all_new.next(), all_new.next()) {
            if let Some(window) = self.windows.get_mut(only) {
                window.part.take_id(id);
            }
            return only;
        }
        let mut part = Part {
            at,
            ..Part::default()
        };
        part.take_id(id);
        self.windows.push(Window {
            part,
            existing: true,
            ..Window::default()
        });
        self.windows.len() - 1
    }

    fn answer_target(
        &mut self,
        reading: &mut Reading,
        call: &Call,
        id: Option<&str>,
        rest: &[Entry],
    ) {
        let (rest, own) = without(rest, target::WINDOW_TARGET_ID.name);
        let own = own.map(|own| shown(reading, own)).unwrap_or_default();
        let part = self.part_of(reading, call, target::REGISTER.input, &rest);
        if id.is_none() && part.members.is_empty() {
            return printed(self.windows.iter_mut().flat_map(|w| &mut w.targets), &own);
        }
        let at = self.answered_window(id, call.at);
        if let Some(window) = self.windows.get_mut(at) {
            take(&mut window.targets, part, &own, &[&target::TARGETS]);
        }
    }

    fn answer_task(
        &mut self,
        reading: &mut Reading,
        call: &Call,
        id: Option<&str>,
        rest: &[Entry],
    ) {
        let (rest, own) = without(rest, task::WINDOW_TASK_ID.name);
        let own = own.map(|own| shown(reading, own)).unwrap_or_default();
        let (mut rest, targets) = without(&rest, task::TARGETS.name);
        if targets.is_none() {
            drop_limits(reading, &mut rest);
        }
        let mut part = self.part_of(reading, call, task::REGISTER.input, &rest);
        self.type_of(reading, &mut part, call.at);
        if id.is_none() && part.members.is_empty() {
            return printed(self.windows.iter_mut().flat_map(|w| &mut w.tasks), &own);
        }
        let at = self.answered_window(id, call.at);
        let Some(window) = self.windows.get_mut(at) else {
            return;
        };
        let alike = [&task::TASK_ARN, &task::NAME];
        let place = take(&mut window.tasks, part, &own, &alike);
        let known = window.tasks.get(place);
        let has_targets = known.is_some_and(|task| task.members.contains_key(task::TARGETS.name));
        if let Some(targets) = targets.filter(|_| !has_targets) {
            self.targets_of(reading, (at, place), targets);
        }
    }
}

/// What a registration printed: the id of the first target or task that has none.
fn printed<'a>(mut all: impl Iterator<Item = &'a mut Part>, own: &str) {
    if let Some(known) = all.find(|known| known.ids.is_empty()) {
        known.take_id(own);
    }
}

/// Gives an answered target or task to the one that it is, or adds it; where it then is.
///
/// It is the one with its id, or the first one without an id that is alike in some members.
fn take(all: &mut Vec<Part>, mut part: Part, own: &str, alike: &[&Field]) -> usize {
    let same = |known: &Part| {
        let is_alike =
            |field: &&Field| known.members.get(field.name) == part.members.get(field.name);
        known.has_id(own) || known.ids.is_empty() && alike.iter().all(is_alike)
    };
    let place = all.iter().position(same);
    if let Some(known) = place.and_then(|place| all.get_mut(place)) {
        known.take_id(own);
        for (name, value) in part.members {
            known.members.entry(name).or_insert(value);
        }
    } else {
        part.take_id(own);
        all.push(part);
    }
    place.unwrap_or(all.len() - 1)
}

/// AWS prints limits of 1 for a task without targets, which may have none.
fn drop_limits(reading: &mut Reading, entries: &mut Vec<Entry>) {
    let limits = [task::MAX_CONCURRENCY.name, task::MAX_ERRORS.name];
    entries.retain(|entry| {
        let is_limit = limits.contains(&entry.key.as_str());
        if is_limit {
            let message = format!("`{}` has no meaning for a task without targets", entry.key);
            reading
                .notes
                .ignored(entry.at, "limit-without-target", message);
        }
        !is_limit
    });
}
