//! What a draft is made of: windows with their targets and tasks, and what was
//! typed for operations.
//!
//! It knows where each stands, what a new one or a copy begins with, and how
//! tasks name the targets beside them.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use super::page::{
    CREATE_DISABLED, EXISTING, ID, KEPT, OPERATIONS, REF, SETTINGS, TARGETS, TASKS, WINDOWS,
};
use super::{Draft, Node, Path, Row, RowId, Step};

impl Default for Draft {
    fn default() -> Self {
        Draft::blank()
    }
}

impl Draft {
    /// One window in which nothing was typed.
    pub fn blank() -> Self {
        let mut draft = Draft {
            root: Node::group(),
            next: 0,
        };
        draft.add_window();
        draft
    }
    /// The windows.
    pub fn windows(&self) -> &[Row] {
        self.root.rows_of(WINDOWS)
    }
    /// The path of the list of windows.
    pub fn windows_path() -> Path {
        Path::root().member(WINDOWS)
    }
    /// The path of a window.
    pub fn window_path(id: RowId) -> Path {
        Draft::windows_path().row(id)
    }
    /// The path of what was typed for all operations, such as the ids of an execution.
    pub fn operations_path() -> Path {
        Path::root().member(OPERATIONS)
    }
    /// The path of what was typed for one operation, by its name.
    pub fn operation_path(name: &'static str) -> Path {
        Draft::operations_path().member(name)
    }
    /// The path of one of the project's settings, by its member's name.
    pub fn setting_path(name: &'static str) -> Path {
        Path::root().member(SETTINGS).member(name)
    }
    /// Whether windows are disabled right after their creation.
    pub fn creates_disabled(&self) -> bool {
        self.setting(CREATE_DISABLED) == "true"
    }
    /// What was typed for one of the project's settings.
    pub fn setting(&self, name: &'static str) -> &str {
        self.root
            .member(SETTINGS)
            .map_or("", |all| all.text_of(name))
    }
    /// Whether the window at this path exists already, with only its id known.
    pub fn is_existing(&self, window: &Path) -> bool {
        self.text(&window.member(EXISTING)) == "true"
    }
    /// Adds a blank window.
    pub fn add_window(&mut self) -> RowId {
        self.add_row(&Draft::windows_path(), Node::group())
    }
    /// Adds the windows of another project behind those that are here, or in place of a window in
    /// which nothing was typed; gives their identities.
    pub fn add_windows_of(&mut self, other: &Draft) -> Vec<RowId> {
        let list = Draft::windows_path();
        let blank: Vec<RowId> = self
            .windows()
            .iter()
            .filter(|row| row.node.is_blank())
            .map(|row| row.id)
            .collect();
        let nodes: Vec<Node> = other
            .windows()
            .iter()
            .map(|row| (*row.node).clone())
            .collect();
        let new: Vec<RowId> = nodes
            .into_iter()
            .map(|node| self.add_row(&list, node))
            .collect();
        if !new.is_empty() {
            for id in blank {
                self.remove_row(&list.row(id));
            }
        }
        new
    }
    /// Adds a blank target to a window, with a name that its tasks can refer to.
    pub fn add_target(&mut self, window: &Path) -> RowId {
        let list = window.member(TARGETS);
        let name = self.free_ref(&list);
        self.add_row(
            &list,
            Node::Group(vec![(Cow::Borrowed(REF), Node::Text(name))]),
        )
    }
    /// Adds a blank task to a window.
    pub fn add_task(&mut self, window: &Path) -> RowId {
        self.add_row(&window.member(TASKS), Node::group())
    }
    /// Gives every target of every window a name that tasks can refer to, where it has none or shares one.
    pub(super) fn name_targets(&mut self) {
        let windows = self.root.member_mut(WINDOWS).map(Node::rows_mut);
        for window in windows.into_iter().flatten() {
            let window = Arc::make_mut(&mut window.node);
            let Some(targets) = window.member_mut(TARGETS).map(Node::rows_mut) else {
                continue;
            };
            let name_of = |row: &Row| row.node.text_of(REF).to_owned();
            let taken: HashSet<String> = targets.iter().map(name_of).collect();
            let mut free = (1u32..)
                .map(|n| format!("t{n}"))
                .filter(|name| !taken.contains(name));
            let mut seen: HashSet<String> = HashSet::new();
            for row in targets {
                let name = name_of(row);
                if (name.is_empty() || !seen.insert(name))
                    && let Some(name) = free.next()
                {
                    let at = [Step::Member(Cow::Borrowed(REF))];
                    let node = Arc::make_mut(&mut row.node);
                    node.edit(&at, &mut |node| *node = Node::Text(name.clone()));
                }
            }
        }
    }
    fn free_ref(&self, list: &Path) -> String {
        let rows = self.rows(list).iter();
        let taken: HashSet<&str> = rows.map(|row| row.node.text_of(REF)).collect();
        (1u32..)
            .map(|n| format!("t{n}"))
            .find(|name| !taken.contains(name.as_str()))
            .unwrap_or_default()
    }
    /// Keeps aside what stands at `from` in a task, under `label`, and brings back what was kept under `wanted`.
    ///
    /// So a change of task type or of the kind of target loses nothing.
    pub fn swap_kept(&mut self, task: &Path, from: &str, label: &str, wanted: &str) {
        let here = task.member(from.to_owned());
        let kept = task.member(KEPT).member(from.to_owned());
        let old = self.take(&here);
        if !label.is_empty() && old.as_ref().is_some_and(|node| !node.is_blank()) {
            self.put(&kept.member(label.to_owned()), old);
        }
        if !wanted.is_empty() {
            let back = self.take(&kept.member(wanted.to_owned()));
            if back.is_some() {
                self.put(&here, back);
            }
        }
    }
    /// Copies a row and puts the copy behind it. A copied target gets a reference of its own;
    /// the ids that AWS gave stay with the original.
    pub fn duplicate_row(&mut self, row: &Path) -> Option<RowId> {
        let (list, id) = (row.parent()?, row.last_row()?);
        let mut copy = self.node(row)?.clone();
        copy.forget(ID);
        let node = self.adopt(copy);
        let new = self.fresh();
        self.root.edit(list.steps(), &mut |slot| {
            if let Node::Rows(rows) = slot {
                let at = rows
                    .iter()
                    .position(|r| r.id == id)
                    .map_or(rows.len(), |at| at + 1);
                rows.insert(at, Row::new(new, node.clone()));
            }
        });
        if self
            .node(&list.row(new))
            .is_some_and(|node| node.member(REF).is_some())
        {
            let name = self.free_ref(&list);
            self.set(&list.row(new).member(REF), &name);
        }
        Some(new)
    }
}
