//! Windows, targets and tasks while they are put together.

use serde_json::{Map, Value};

use crate::draft::page::{EXISTING, ID, REF, TARGETS, TASKS};

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
}

impl Part {
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

/// How the target at a position is referred to by tasks of its window.
pub fn reference(position: usize) -> String {
    format!("t{}", position + 1)
}

impl Window {
    /// The window as the project file has it.
    pub fn into_json(self) -> Value {
        let Window {
            part,
            existing,
            targets,
            tasks,
        } = self;
        let mut out = Map::new();
        let id = part.given(is_window_id).cloned();
        if existing {
            out.insert(EXISTING.into(), Value::Bool(true));
            let id = id.as_ref().or(part.ids.first());
            if let Some(id) = id {
                out.insert("WindowId".into(), id.clone().into());
            }
        } else if let Some(id) = id {
            out.insert(ID.into(), id.into());
        }
        out.extend(part.members);
        let targets: Vec<Value> = targets
            .into_iter()
            .enumerate()
            .map(|(at, target)| {
                let mut out = Map::new();
                out.insert(REF.into(), reference(at).into());
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
    out.extend(part.members);
    Value::Object(out)
}
