//! Windows, targets and tasks while they are put together.

use serde_json::{Map, Value};

use super::call::Open;
use crate::catalogue::window;
use crate::draft::page::{self, EXISTING, ID, OPEN, REF, TARGETS, TASKS};

/// A window, target or task.
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// The numbers of the objects that it is in its notation.
    pub objects: Vec<usize>,
    /// What stands for its id in the input: what AWS gave, or a placeholder.
    pub ids: Vec<String>,
    /// What it is called in its notation.
    pub called: String,
    /// Its members, as the project file has them.
    pub members: Map<String, Value>,
    /// The byte at which it begins.
    pub at: usize,
    /// Its open values.
    pub open: Vec<Open>,
}

impl Part {
    /// Takes over members, and the open values in them.
    pub fn extend(&mut self, changes: Part) {
        self.members.extend(changes.members);
        self.open.extend(changes.open);
    }
    /// The open values that its members still have, by member and with a line each.
    ///
    /// `id` is what stands as its id in the project file, if anything does.
    fn marks(&self, id: &str) -> Option<Value> {
        let mut out: Map<String, Value> = Map::new();
        for (member, text) in &self.open {
            let first = member.split('.').next().unwrap_or_default();
            let own = first == window::WINDOW_ID.name && id.contains(text.as_str());
            if !own
                && !self
                    .members
                    .get(first)
                    .is_some_and(|value| has(value, text))
            {
                continue;
            }
            match out.get_mut(member) {
                Some(Value::String(lines)) if lines.split('\n').any(|line| line == text) => {}
                Some(Value::String(lines)) => *lines = [lines.as_str(), "\n", text].concat(),
                _ => {
                    out.insert(member.clone(), text.clone().into());
                }
            }
        }
        (!out.is_empty()).then_some(Value::Object(out))
    }
    /// Its name.
    pub fn name(&self) -> &str {
        let name = self.members.get("Name").and_then(Value::as_str);
        name.unwrap_or_default()
    }
    /// Whether it is what a text in the place of an id means: its name, or what its notation calls it.
    pub fn is_called(&self, text: &str) -> bool {
        !text.is_empty() && (self.name() == text || self.called == text)
    }
    /// Whether a text stands for its id.
    pub fn has_id(&self, text: &str) -> bool {
        self.ids.iter().any(|id| id == text)
    }
    /// Remembers what stands for its id.
    pub fn take_id(&mut self, text: &str) {
        if !text.is_empty() && !self.has_id(text) {
            self.ids.push(text.to_owned());
        }
    }
    /// The id that AWS gave it, of the form that AWS's ids have.
    fn given(&self, is_id: fn(&str) -> bool) -> Option<&String> {
        self.ids.iter().find(|id| is_id(id))
    }
}

/// Whether a text is in a value.
fn has(value: &Value, text: &str) -> bool {
    match value {
        Value::String(typed) => typed.contains(text),
        Value::Array(items) => items.iter().any(|item| has(item, text)),
        Value::Object(members) => {
            let mut members = members.iter();
            members.any(|(key, value)| key.contains(text) || has(value, text))
        }
        _ => false,
    }
}

/// A window with its targets and tasks.
#[derive(Debug, Clone, Default)]
pub struct Window {
    /// The window itself.
    pub part: Part,
    /// Whether the input only names its id.
    pub existing: bool,
    /// Its targets.
    pub targets: Vec<Part>,
    /// Its tasks.
    pub tasks: Vec<Part>,
}

/// Whether a text is a window's id: `mw-` and 17 hexadecimal digits.
///
/// AWS's samples end in EXAMPLE and are shorter or longer: they count too.
pub fn is_window_id(text: &str) -> bool {
    let digits = text.strip_prefix("mw-").unwrap_or_default();
    digits.len() >= 8 && digits.chars().all(|c| c.is_ascii_alphanumeric())
}

/// Whether a text is the id of a target or task: a UUID.
pub fn is_part_id(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    groups.len() == 5 && groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12])
}

/// The position that a placeholder tells: 1 for the second of `<target_2.WindowTargetId>` and
/// `$TARGET_2_ID`.
pub fn numbered(text: &str, kind: &str) -> Option<usize> {
    let text = text.to_ascii_lowercase();
    let number = text.match_indices(kind).find_map(|(at, _)| {
        let rest = text.get(at + kind.len()..)?;
        let rest = rest.trim_start_matches(['_', '-', ' ']);
        let end = rest.find(|c: char| !c.is_ascii_digit());
        let digits = rest.get(..end.unwrap_or(rest.len()))?;
        digits.parse::<usize>().ok()
    })?;
    number.checked_sub(1)
}

/// A beginning for the names of targets by which no reference to one looks like an open value.
///
/// An undefined `$t1` is no reference to the first target.
pub fn free_prefix(windows: &[Window]) -> &'static str {
    const PREFIXES: [&str; 6] = ["t", "target", "r", "x", "y", "z"];
    let tasks = || windows.iter().flat_map(|window| &window.tasks);
    let is_free = |prefix: &&&str| {
        let most = windows.iter().map(|window| window.targets.len()).max();
        (0..most.unwrap_or_default()).all(|position| {
            let name = page::reference(&reference(prefix, position));
            let mut open = tasks().flat_map(|task| &task.open);
            !open.any(|(_, text)| name.contains(text.as_str()))
        })
    };
    PREFIXES.iter().find(is_free).copied().unwrap_or("page")
}

/// How the target at a position is referred to by tasks of its window.
pub fn reference(prefix: &str, position: usize) -> String {
    format!("{prefix}{}", position + 1)
}

impl Window {
    /// The window as the project file has it.
    ///
    /// The names of its targets begin with `prefix`.
    pub fn into_json(self, prefix: &str) -> Value {
        let Window {
            part,
            existing,
            targets,
            tasks,
        } = self;
        let mut out = Map::new();
        let id = part.given(is_window_id).cloned();
        let mut shown = String::new();
        if existing {
            out.insert(EXISTING.into(), Value::Bool(true));
            let id = id.as_ref().or(part.ids.first());
            if let Some(id) = id {
                out.insert(window::WINDOW_ID.name.into(), id.clone().into());
                shown.clone_from(id);
            }
        } else if let Some(id) = id {
            out.insert(ID.into(), id.into());
        }
        out.extend(part.marks(&shown).map(|marks| (OPEN.to_owned(), marks)));
        out.extend(part.members);
        let targets: Vec<Value> = targets
            .into_iter()
            .enumerate()
            .map(|(at, target)| {
                let mut out = Map::new();
                out.insert(REF.into(), reference(prefix, at).into());
                finished(target, out)
            })
            .collect();
        if !targets.is_empty() {
            out.insert(TARGETS.into(), targets.into());
        }
        let tasks: Vec<Value> = tasks
            .into_iter()
            .map(|task| finished(task, Map::new()))
            .collect();
        if !tasks.is_empty() {
            out.insert(TASKS.into(), tasks.into());
        }
        Value::Object(out)
    }
}

fn finished(part: Part, mut out: Map<String, Value>) -> Value {
    if let Some(id) = part.given(is_part_id) {
        out.insert(ID.into(), id.clone().into());
    }
    out.extend(part.marks("").map(|marks| (OPEN.to_owned(), marks)));
    out.extend(part.members);
    Value::Object(out)
}
