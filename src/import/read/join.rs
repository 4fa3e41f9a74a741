//! Which requests and answers are about the same window, and what tasks refer to.
//!
//! Ids link by what they mean: a variable, a reference of the notation, a literal
//! that an answer gave, a placeholder where only one thing can be meant.

use std::collections::{BTreeMap, HashSet};

use serde_json::Value;

use super::call::{Call, Reading, Way};
use super::members::{counting, json, members, report_unknown, shown};
use super::parts::{Part, Window, free_prefix, is_part_id, is_window_id, numbered, reference};
use crate::catalogue::{Operation, target, task, window};
use crate::draft::page;
use crate::syntax::{Data, Entry, Spanned};

/// The windows that the calls of a reading make.
pub fn join(reading: &mut Reading) -> Vec<Value> {
    let calls = std::mem::take(&mut reading.calls);
    let mut joined = Joined::default();
    let mut seen = HashSet::new();
    for call in &calls {
        if is_repeated(reading, call, &mut seen) {
            let name = call.operation.name;
            let id = call_id(reading, call);
            let message = format!("The same `{name}` stands above already: {id}");
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

/// Which requests and answers were taken already: what each is called, and its members as JSON.
type Seen = HashSet<(&'static str, Way, String, String)>;

/// Whether a call is one that was taken already, to the letter.
///
/// Requests that an unknown answer tells apart are not the same, nor are two resources of a template.
fn is_repeated(reading: &Reading, call: &Call, seen: &mut Seen) -> bool {
    let whole = Spanned::new(call.at, Data::Map(told_apart(reading, &call.members)));
    let said = typed(json(reading, &whole)).to_string();
    let is_new = seen.insert((call.operation.name, call.way, call.called.clone(), said));
    !is_new && !call.members.is_empty()
}

/// Entries with the number of each object in place of how a reference to it is written:
/// in a loop the same name means one window after another.
fn told_apart(reading: &Reading, entries: &[Entry]) -> Vec<Entry> {
    fn value(reading: &Reading, from: &Spanned) -> Spanned {
        let data = match &from.data {
            Data::Text(text) => match reading.link(text) {
                Some(link) => Data::Text(format!("object {}", link.object)),
                None => Data::Text(text.clone()),
            },
            Data::List(items) => {
                Data::List(items.iter().map(|item| value(reading, item)).collect())
            }
            Data::Map(entries) => Data::Map(told_apart(reading, entries)),
            data => data.clone(),
        };
        Spanned::new(from.at, data)
    }
    let entries = entries.iter().map(|entry| {
        let inside = value(reading, &entry.value);
        Entry::new(entry.key.clone(), entry.at, inside)
    });
    entries.collect()
}

/// Reports ids and targets that a call has twice: the last counts. Of other members `members` does.
fn report_twice(reading: &mut Reading, call: &Call) {
    let single = [
        &window::WINDOW_ID,
        &target::WINDOW_TARGET_ID,
        &task::WINDOW_TASK_ID,
        &task::TARGETS,
    ];
    for field in single {
        let given = call.members.iter().filter(|entry| entry.key == field.name);
        let given: Vec<&Entry> = given.collect();
        for entry in given.iter().rev().skip(1) {
            let written = shown(reading, &entry.value);
            let message = format!(
                "`{}` is given twice: the last one counts, not `{written}`",
                field.name
            );
            reading.notes.repaired(entry.at, "given-twice", message);
        }
    }
}

/// A value with numbers and flags as the texts that they are typed as, and its members in order.
fn typed(value: Value) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(typed).collect(),
        Value::Object(members) => {
            let members = members.into_iter();
            let sorted: BTreeMap<String, Value> =
                members.map(|(key, value)| (key, typed(value))).collect();
            Value::Object(sorted.into_iter().collect())
        }
        Value::Number(number) => number.to_string().into(),
        Value::Bool(flag) => flag.to_string().into(),
        other => other,
    }
}

fn call_id(reading: &Reading, call: &Call) -> String {
    let id = call.members.iter().find(|entry| {
        let key = entry.key.as_str();
        key == window::WINDOW_ID.name || key == window::NAME.name
    });
    id.map_or(String::new(), |entry| {
        format!("`{}`", shown(reading, &entry.value))
    })
}

#[derive(Default)]
struct Joined {
    windows: Vec<Window>,
    /// Values under a task's targets that are to be linked once all targets are known.
    waiting: Vec<Waiting>,
}

/// A value of a task's targets.
struct Waiting {
    window: usize,
    task: usize,
    condition: usize,
    place: usize,
    value: Spanned,
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

    /// Reads what a task works on; ids are linked once all targets are known.
    fn targets_of(
        &mut self,
        reading: &mut Reading,
        (window, task): (usize, usize),
        from: &Spanned,
    ) {
        let field = &task::TARGETS;
        reading.path.push(field.name);
        reading.links_later = true;
        let conditions = super::members::value(reading, field, field.shape, from);
        reading.links_later = false;
        if matches!(conditions, Some(Value::String(_))) {
            report_unknown(reading, field, from.at, from.as_text().unwrap_or_default());
        }
        reading.path.pop();
        let open = reading.take_open();
        let task_of = |windows: &mut Vec<Window>| {
            let window = windows.get_mut(window)?;
            window
                .tasks
                .get_mut(task)
                .map(|task| task.open.extend(open))
        };
        task_of(&mut self.windows);
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

    fn keep_targets(&mut self, (window, task): (usize, usize), value: Value) {
        let window = self.windows.get_mut(window);
        if let Some(task) = window.and_then(|window| window.tasks.get_mut(task)) {
            task.members.insert(task::TARGETS.name.into(), value);
        }
    }

    /// The type of a task that only its invocation parameters tell.
    fn type_of(&self, reading: &mut Reading, part: &mut Part, at: usize) {
        if part.members.contains_key(task::TASK_TYPE.name) {
            return;
        }
        let blocks = part.members.get(task::TASK_INVOCATION_PARAMETERS.name);
        let blocks = blocks.and_then(Value::as_object);
        let block = blocks.and_then(|blocks| blocks.keys().next().cloned());
        let kind = match block.as_deref() {
            Some(name) if name == task::RUN_COMMAND.name => "RUN_COMMAND",
            Some(name) if name == task::AUTOMATION.name => "AUTOMATION",
            Some(name) if name == task::LAMBDA.name => "LAMBDA",
            Some(name) if name == task::STEP_FUNCTIONS.name => "STEP_FUNCTIONS",
            _ => return,
        };
        let message = format!(
            "`{}` is missing: its parameters say `{kind}`",
            task::TASK_TYPE.name
        );
        reading.notes.repaired(at, "task-type", message);
        part.members
            .insert(task::TASK_TYPE.name.into(), kind.into());
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
                let message = format!("{}: `{written}` stands for an id", window::WINDOW_ID.label);
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

    /// Gives what AWS answered to what it is about.
    fn answer(&mut self, reading: &mut Reading, call: &Call) {
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
        input: &[crate::catalogue::Member],
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
            // What a registration printed: the id of the first target that has none.
            let mut all = self.windows.iter_mut().flat_map(|w| &mut w.targets);
            if let Some(known) = all.find(|known| known.ids.is_empty()) {
                known.take_id(&own);
            }
            return;
        }
        let at = self.answered_window(id, call.at);
        let Some(window) = self.windows.get_mut(at) else {
            return;
        };
        let conditions = target::TARGETS.name;
        let same = window.targets.iter_mut().find(|known| {
            known.has_id(&own)
                || known.ids.is_empty()
                    && known.members.get(conditions) == part.members.get(conditions)
        });
        match same {
            Some(known) => known.take_id(&own),
            None => {
                let mut part = part;
                part.take_id(&own);
                window.targets.push(part);
            }
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
        let (rest, targets) = without(&rest, task::TARGETS.name);
        let mut rest = rest;
        if targets.is_none() {
            drop_limits(reading, &mut rest);
        }
        let mut part = self.part_of(reading, call, task::REGISTER.input, &rest);
        self.type_of(reading, &mut part, call.at);
        if id.is_none() && part.members.is_empty() {
            let mut all = self.windows.iter_mut().flat_map(|w| &mut w.tasks);
            if let Some(known) = all.find(|known| known.ids.is_empty()) {
                known.take_id(&own);
            }
            return;
        }
        let at = self.answered_window(id, call.at);
        let Some(window) = self.windows.get_mut(at) else {
            return;
        };
        let arn = task::TASK_ARN.name;
        let same = window.tasks.iter().position(|known| {
            known.has_id(&own)
                || known.ids.is_empty()
                    && known.members.get(arn) == part.members.get(arn)
                    && (known.name() == part.name())
        });
        let place = match same {
            Some(place) => {
                if let Some(known) = window.tasks.get_mut(place) {
                    known.take_id(&own);
                    for (name, value) in part.members {
                        known.members.entry(name).or_insert(value);
                    }
                }
                place
            }
            None => {
                part.take_id(&own);
                window.tasks.push(part);
                window.tasks.len() - 1
            }
        };
        let has_targets = window
            .tasks
            .get(place)
            .is_some_and(|task| task.members.contains_key(task::TARGETS.name));
        if let Some(targets) = targets.filter(|_| !has_targets) {
            self.targets_of(reading, (at, place), targets);
        }
    }

    /// Links what tasks name, and gives the windows.
    fn finish(mut self, reading: &mut Reading) -> Vec<Value> {
        let waiting = std::mem::take(&mut self.waiting);
        let mut links = Vec::new();
        for waiting in &waiting {
            reading.path = vec![task::TARGETS.name, task::TARGET_VALUES.name];
            if let Some(found) = self.link(reading, waiting) {
                links.push((waiting, found));
            }
            reading.path.clear();
            let open = reading.take_open();
            let window = self.windows.get_mut(waiting.window);
            if let Some(task) = window.and_then(|window| window.tasks.get_mut(waiting.task)) {
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
        let window = self.windows.get_mut(waiting.window)?;
        let task = window.tasks.get_mut(waiting.task)?;
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
                "{}: `{written}` stands for an id",
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

/// AWS prints limits of 1 for a task without targets, which may have none.
fn drop_limits(reading: &mut Reading, entries: &mut Vec<Entry>) {
    let limits = [task::MAX_CONCURRENCY.name, task::MAX_ERRORS.name];
    entries.retain(|entry| {
        let is_limit = limits.contains(&entry.key.as_str());
        if is_limit {
            let message = format!("`{}` means nothing for a task without targets", entry.key);
            reading
                .notes
                .ignored(entry.at, "limit-without-target", message);
        }
        !is_limit
    });
}
