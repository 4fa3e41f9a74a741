//! Which requests and answers are about the same window, and what tasks refer to.
//!
//! Ids link by what they mean: a variable, a reference of the notation, a literal
//! that an answer gave, a placeholder where only one thing can be meant.

mod answers;
mod links;
mod repeated;

use serde_json::Value;

use super::call::{Call, Reading, Way};
use super::members::{members, report_unknown, shown};
use super::parts::{Part, Window, is_window_id, numbered};
use crate::catalogue::{Field, Operation, target, task, window};
use crate::syntax::{Entry, Spanned};
use links::Waiting;
use repeated::{Seen, call_id, is_repeated, report_twice};

/// The windows that the calls of a reading make.
pub fn join(reading: &mut Reading) -> Vec<Value> {
    let calls = std::mem::take(&mut reading.calls);
    let mut joined = Joined::default();
    let mut seen = Seen::new();
    for call in &calls {
        if is_repeated(reading, call, &mut seen) {
            let name = call.operation.name;
            let id = call_id(reading, call);
            let message = format!("The same `{name}` is above already: {id}");
            reading.notes.ignored(call.at, "repeated", message);
            continue;
        }
        report_twice(reading, call);
        joined.take(reading, call);
    }
    joined.finish(reading)
}

/// The operation that makes what another one changes: a plan has its members alone.
fn creation(operation: &'static Operation) -> &'static Operation {
    let pairs = [
        (&window::UPDATE, &window::CREATE),
        (&target::UPDATE, &target::REGISTER),
        (&task::UPDATE, &task::REGISTER),
    ];
    let found = pairs
        .iter()
        .find(|(update, _)| update.name == operation.name);
    found.map_or(operation, |(_, creation)| *creation)
}

#[derive(Default)]
struct Joined {
    windows: Vec<Window>,
    /// Values under a task's targets that are to be linked once all targets are known.
    waiting: Vec<Waiting>,
}

/// The entries of a call but one, and that one.
fn without<'a>(entries: &'a [Entry], name: &str) -> (Vec<Entry>, Option<&'a Spanned>) {
    let rest = entries.iter().filter(|entry| entry.key != name).cloned();
    let found = entries.iter().rev().find(|entry| entry.key == name);
    let value = found.map(|entry| &entry.value).filter(|v| !v.is_empty());
    (rest.collect(), value)
}

impl Joined {
    fn take(&mut self, reading: &mut Reading, call: &Call) {
        let is = |operation: &Operation| call.operation.name == operation.name;
        match call.way {
            Way::Request if is(&window::CREATE) => self.create(reading, call),
            Way::Request if is(&window::UPDATE) => self.update(reading, call),
            Way::Request if is(&target::REGISTER) || is(&target::UPDATE) => {
                self.target(reading, call);
            }
            Way::Request if is(&task::REGISTER) || is(&task::UPDATE) => self.task(reading, call),
            Way::Answer => self.answer(reading, call),
            Way::Request => {
                let message = format!("`{}` changes nothing in a plan", call.operation.command());
                reading.notes.ignored(call.at, "no-part-of-a-plan", message);
            }
        }
    }

    /// A new window; some notations say the id that AWS gave it already.
    fn create(&mut self, reading: &mut Reading, call: &Call) {
        let (rest, id) = without(&call.members, window::WINDOW_ID.name);
        let mut part = self.part(reading, call, &rest);
        part.take_id(&id.map(|id| shown(reading, id)).unwrap_or_default());
        self.windows.push(Window {
            part,
            ..Window::default()
        });
    }

    fn part(&self, reading: &mut Reading, call: &Call, entries: &[Entry]) -> Part {
        let members = members(reading, creation(call.operation).input, entries);
        Part {
            objects: vec![call.object],
            called: call.called.clone(),
            members,
            at: call.at,
            ids: Vec::new(),
            open: reading.take_open(),
        }
    }

    /// A change of a window that is in the input, or else a window of its own.
    fn update(&mut self, reading: &mut Reading, call: &Call) {
        let (rest, id) = without(&call.members, window::WINDOW_ID.name);
        let changes = self.part(reading, call, &rest);
        if changes.members.is_empty() {
            let message = format!("`{}` changes nothing in a plan", call.operation.command());
            reading.notes.ignored(call.at, "no-part-of-a-plan", message);
            return;
        }
        let at = self.window(reading, id, call.at);
        if let Some(window) = self.windows.get_mut(at) {
            window.existing = false;
            window.part.extend(changes);
        }
    }

    fn target(&mut self, reading: &mut Reading, call: &Call) {
        let (rest, id) = without(&call.members, window::WINDOW_ID.name);
        let (rest, own) = without(&rest, target::WINDOW_TARGET_ID.name);
        let own = own.map(|own| shown(reading, own));
        let mut part = self.part(reading, call, &rest);
        let at = self.window(reading, id, call.at);
        let Some(window) = self.windows.get_mut(at) else {
            return;
        };
        if let Some(own) = own {
            if let Some(known) = window.targets.iter_mut().find(|known| known.has_id(&own)) {
                known.extend(part);
                return;
            }
            part.take_id(&own);
        }
        window.targets.push(part);
    }

    fn task(&mut self, reading: &mut Reading, call: &Call) {
        let (rest, id) = without(&call.members, window::WINDOW_ID.name);
        let (rest, own) = without(&rest, task::WINDOW_TASK_ID.name);
        let own = own.map(|own| shown(reading, own));
        let (rest, targets) = without(&rest, task::TARGETS.name);
        let mut part = self.part(reading, call, &rest);
        self.type_of(reading, &mut part, call.at);
        let at = self.window(reading, id, call.at);
        let Some(window) = self.windows.get_mut(at) else {
            return;
        };
        let place = match own
            .as_ref()
            .and_then(|own| window.tasks.iter().position(|t| t.has_id(own)))
        {
            Some(known) => {
                if let Some(task) = window.tasks.get_mut(known) {
                    task.extend(part);
                }
                known
            }
            None => {
                part.take_id(own.as_deref().unwrap_or_default());
                window.tasks.push(part);
                window.tasks.len() - 1
            }
        };
        if let Some(targets) = targets {
            self.targets_of(reading, (at, place), targets);
        }
    }

    /// The type of a task that only its invocation parameters tell.
    fn type_of(&self, reading: &mut Reading, part: &mut Part, at: usize) {
        if part.members.contains_key(task::TASK_TYPE.name) {
            return;
        }
        let blocks = part.members.get(task::TASK_INVOCATION_PARAMETERS.name);
        let blocks = blocks.and_then(Value::as_object);
        let block = blocks.and_then(|blocks| blocks.keys().next());
        let of_type = |(_, known): &&(&str, &Field)| block.is_some_and(|name| name == known.name);
        let Some((kind, _)) = task::BLOCKS.iter().find(of_type) else {
            return;
        };
        let message = format!(
            "`{}` is missing: the invocation parameters say `{kind}`",
            task::TASK_TYPE.name
        );
        reading.notes.repaired(at, "task-type", message);
        part.members
            .insert(task::TASK_TYPE.name.into(), (*kind).into());
    }

    /// Where the window is that a text in the place of its id means; a new one where it is none of them.
    fn window(&mut self, reading: &mut Reading, id: Option<&Spanned>, at: usize) -> usize {
        let Some(id) = id else {
            return self.window_without_id(at);
        };
        let text = id.as_typed().unwrap_or_default();
        if let Some(link) = reading.link(&text) {
            let object = link.object;
            let by_object = |w: &Window| w.part.objects.contains(&object);
            if let Some(found) = self.windows.iter().position(by_object) {
                return found;
            }
        }
        let written = reading.symbols.written(&text).trim().to_owned();
        if let Some(found) = self.windows.iter().position(|w| w.part.has_id(&written)) {
            return found;
        }
        if let Some(found) = self.windows.iter().position(|w| w.part.is_called(&written)) {
            let message = format!("`{written}` is the name of a window: it is read as its id");
            reading.notes.repaired(id.at, "name-for-id", message);
            return found;
        }
        let made: Vec<usize> = (0..self.windows.len())
            .filter(|at| self.windows.get(*at).is_some_and(|w| !w.existing))
            .collect();
        let by_number = numbered(&written, "window").and_then(|at| made.get(at));
        if let Some(found) = by_number.filter(|_| made.len() > 1 && !is_window_id(&written)) {
            return *found;
        }
        // The first id after a creation is that of the window it made.
        let unknown = |w: &Window| !w.existing && w.part.ids.is_empty() && w.part.at < at;
        if let Some(found) = self.windows.iter().position(unknown) {
            if let Some(window) = self.windows.get_mut(found) {
                window.part.take_id(&written);
            }
            return found;
        }
        if !is_window_id(&written) {
            // Whatever a placeholder is called, only one window can be meant.
            if let [only] = made.as_slice() {
                return *only;
            }
            if reading.symbols.within(&text).next().is_some() {
                reading.path.push(window::WINDOW_ID.name);
                report_unknown(reading, &window::WINDOW_ID, id.at, &text);
                reading.path.pop();
            } else {
                let message = format!(
                    "{}: `{written}` is a placeholder for an id",
                    window::WINDOW_ID.label
                );
                reading.notes.open(id.at, "placeholder-id", message);
            }
        }
        let mut part = Part {
            at,
            open: reading.take_open(),
            ..Part::default()
        };
        part.take_id(&written);
        if let Some(link) = reading.link(&text) {
            part.objects.push(link.object);
        }
        self.windows.push(Window {
            part,
            existing: true,
            ..Window::default()
        });
        self.windows.len() - 1
    }

    /// The window that is made before; else one without members.
    fn window_without_id(&mut self, at: usize) -> usize {
        if let Some(last) = self.windows.len().checked_sub(1) {
            return last;
        }
        self.windows.push(Window {
            part: Part {
                at,
                ..Part::default()
            },
            ..Window::default()
        });
        0
    }
}
