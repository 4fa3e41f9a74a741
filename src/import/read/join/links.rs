//! What the targets of a task refer to: known once all targets of its window are.

use serde_json::Value;

use super::super::call::Reading;
use super::super::members::{counting, report_unknown, value};
use super::super::parts::{Part, free_prefix, is_part_id, numbered, reference};
use super::Joined;
use crate::catalogue::{target, task};
use crate::draft::page;
use crate::syntax::{Data, Spanned};

/// A value of a task's targets.
pub(super) struct Waiting {
    window: usize,
    task: usize,
    condition: usize,
    place: usize,
    value: Spanned,
}

impl Joined {
    /// Reads what a task works on; ids are linked once all targets are known.
    pub(super) fn targets_of(
        &mut self,
        reading: &mut Reading,
        (window, task): (usize, usize),
        from: &Spanned,
    ) {
        let field = &task::TARGETS;
        reading.path.push(field.name);
        reading.links_later = true;
        let conditions = value(reading, field, field.shape, from);
        reading.links_later = false;
        if matches!(conditions, Some(Value::String(_))) {
            report_unknown(reading, field, from.at, from.as_text().unwrap_or_default());
        }
        reading.path.pop();
        let open = reading.take_open();
        if let Some(task) = self.task_at((window, task)) {
            task.open.extend(open);
        }
        let Some(conditions) = conditions else { return };
        let Value::Array(conditions) = conditions else {
            self.keep_targets((window, task), conditions);
            return;
        };
        let given: Vec<&Spanned> = match &from.data {
            Data::List(items) => counting(items).collect(),
            _ => vec![from],
        };
        for (condition, given) in given.iter().enumerate() {
            let values = given.get(task::TARGET_VALUES.name);
            let values: Vec<Spanned> = match values.map(|values| (&values.data, values)) {
                Some((Data::List(items), _)) => counting(items).cloned().collect(),
                Some((_, one)) => vec![one.clone()],
                None => Vec::new(),
            };
            for (place, value) in values.into_iter().enumerate() {
                self.waiting.push(Waiting {
                    window,
                    task,
                    condition,
                    place,
                    value,
                });
            }
        }
        self.keep_targets((window, task), conditions.into());
    }

    fn keep_targets(&mut self, place: (usize, usize), value: Value) {
        if let Some(task) = self.task_at(place) {
            task.members.insert(task::TARGETS.name.into(), value);
        }
    }

    fn task_at(&mut self, (window, task): (usize, usize)) -> Option<&mut Part> {
        self.windows.get_mut(window)?.tasks.get_mut(task)
    }

    /// Links what tasks name, and gives the windows.
    pub(super) fn finish(mut self, reading: &mut Reading) -> Vec<Value> {
        let waiting = std::mem::take(&mut self.waiting);
        let mut links = Vec::new();
        for waiting in &waiting {
            reading.path = vec![task::TARGETS.name, task::TARGET_VALUES.name];
            if let Some(found) = self.link(reading, waiting) {
                links.push((waiting, found));
            }
            reading.path.clear();
            let open = reading.take_open();
            if let Some(task) = self.task_at((waiting.window, waiting.task)) {
                task.open.extend(open);
            }
        }
        let prefix = free_prefix(&self.windows);
        for (waiting, found) in links {
            if let Some(slot) = self
                .condition(waiting)
                .and_then(|condition| condition.get_mut(task::TARGET_VALUES.name))
                .and_then(|values| values.get_mut(waiting.place))
            {
                *slot = page::reference(&reference(prefix, found)).into();
            }
        }
        let windows = self.windows.into_iter();
        windows.map(|window| window.into_json(prefix)).collect()
    }

    /// The condition of a task's targets that a value belongs to.
    fn condition(&mut self, waiting: &Waiting) -> Option<&mut Value> {
        let task = self.task_at((waiting.window, waiting.task))?;
        let conditions = task.members.get_mut(task::TARGETS.name)?;
        conditions.get_mut(waiting.condition)
    }

    /// The position of the target that a value of a task means; reports one that stays open.
    fn link(&mut self, reading: &mut Reading, waiting: &Waiting) -> Option<usize> {
        let text = waiting.value.as_typed().unwrap_or_default();
        let written = reading.symbols.written(&text).trim().to_owned();
        let condition = self.condition(waiting)?;
        let key = condition.get(task::TARGET_KEY.name).and_then(Value::as_str);
        if key != Some(target::WINDOW_TARGET_IDS) {
            report_unknown(reading, &task::TARGET_VALUES, waiting.value.at, &text);
            return None;
        }
        let window = self.windows.get_mut(waiting.window)?;
        let link = reading.link(&text).map(|link| link.object);
        let by_object = link.and_then(|object| {
            let same = |target: &Part| target.objects.contains(&object);
            window.targets.iter().position(same)
        });
        let by_id = || {
            window
                .targets
                .iter()
                .position(|target| target.has_id(&written))
        };
        let only = (window.targets.len() == 1).then_some(0);
        let is_window = window.part.has_id(&written)
            || link.is_some_and(|object| window.part.objects.contains(&object));
        let by_name = || {
            window
                .targets
                .iter()
                .position(|target| target.is_called(&written))
        };
        let unseen = reading.symbols.within(&text).next().is_none() && is_part_id(&written);
        let placeholder = !is_part_id(&written);
        let made = !window.existing;
        let found = if let Some(found) = by_object.or_else(by_id) {
            Some(found)
        } else if is_window && only.is_some() {
            let message = format!("`{written}` is the window's id: it is read as its only target");
            reading
                .notes
                .repaired(waiting.value.at, "window-id-for-target", message);
            only
        } else if let Some(found) = by_name() {
            let message = format!("`{written}` is the name of a target: it is read as its id");
            reading
                .notes
                .repaired(waiting.value.at, "name-for-id", message);
            Some(found)
        } else if let Some(found) =
            numbered(&written, "target").filter(|at| placeholder && *at < window.targets.len())
        {
            Some(found)
        } else if placeholder || made && unseen {
            only
        } else {
            None
        };
        if let Some(target) = found.and_then(|found| window.targets.get_mut(found)) {
            target.take_id(if is_window { "" } else { &written });
            return found;
        }
        if is_window {
            // The check refuses it as an id; it is not one that can be filled in.
            let message = format!("`{written}` is the window's id, and no target's");
            let notes = &mut reading.notes;
            notes.open(waiting.value.at, "window-id-for-target", message);
            return None;
        }
        if placeholder && reading.symbols.within(&text).next().is_none() {
            let message = format!(
                "{}: `{written}` is a placeholder for an id",
                target::WINDOW_TARGET_ID.label
            );
            // The check refuses it as an id, unless it looks like a reference of the page.
            if page::referred(&written).is_some() {
                reading.mark_open(&written);
            }
            reading
                .notes
                .open(waiting.value.at, "placeholder-id", message);
        } else {
            let field = &target::WINDOW_TARGET_ID;
            report_unknown(reading, field, waiting.value.at, &text);
        }
        None
    }
}
