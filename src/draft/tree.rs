//! The one mutable thing of the page, and the ways to change it.

use std::borrow::Cow;
use std::sync::Arc;

use super::page::{
    EXISTING, ID, KEPT, MAP_KEY, MAP_VALUE, OPERATIONS, REF, TARGETS, TASKS, WINDOWS,
};
use super::{Node, Path, Row, RowId, Step};

/// Everything a person typed: one or more windows with their targets and tasks.
#[derive(Debug, Clone)]
pub struct Draft {
    pub(super) root: Node,
    pub(super) next: u32,
}

impl PartialEq for Draft {
    /// Two drafts are equal when they would be saved alike: the identities of rows don't count.
    fn eq(&self, other: &Self) -> bool {
        self.to_json() == other.to_json()
    }
}

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

    // --- reading -----------------------------------------------------------

    /// What stands at a path.
    pub fn node(&self, path: &Path) -> Option<&Node> {
        let mut node = &self.root;
        for step in path.steps() {
            node = match step {
                Step::Member(name) => node.member(name)?,
                Step::Row(id) => &node.as_rows().iter().find(|row| row.id == *id)?.node,
            };
        }
        Some(node)
    }
    /// What a row holds, shared: the same as long as nothing in it changed.
    pub fn shared(&self, row: &Path) -> Option<Arc<Node>> {
        let (list, id) = (row.parent()?, row.last_row()?);
        let row = self.rows(&list).iter().find(|row| row.id == id)?;
        Some(Arc::clone(&row.node))
    }
    /// The text at a path; empty where nothing was typed.
    pub fn text(&self, path: &Path) -> &str {
        self.node(path).map_or("", Node::as_text)
    }
    /// The rows at a path; none where there are none.
    pub fn rows(&self, path: &Path) -> &[Row] {
        self.node(path).map_or(&[], Node::as_rows)
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
    /// Whether the window at this path exists already, with only its id known.
    pub fn is_existing(&self, window: &Path) -> bool {
        self.text(&window.member(EXISTING)) == "true"
    }
    /// The path with positions for people and files: `Windows[0].Tasks[1].LoggingInfo.S3Region`.
    pub fn spell(&self, path: &Path) -> String {
        let mut out = String::new();
        let mut node = Some(&self.root);
        for step in path.steps() {
            match step {
                Step::Member(name) => {
                    if !out.is_empty() {
                        out.push('.');
                    }
                    out.push_str(name);
                    node = node.and_then(|n| n.member(name));
                }
                Step::Row(id) => {
                    let at = node.and_then(|n| n.as_rows().iter().position(|row| row.id == *id));
                    match at {
                        Some(at) => out.push_str(&format!("[{at}]")),
                        None => out.push_str("[gone]"),
                    }
                    node = node
                        .and_then(|n| n.as_rows().iter().find(|row| row.id == *id))
                        .map(|row| &*row.node);
                }
            }
        }
        out
    }

    // --- changing ----------------------------------------------------------

    /// Puts a text at a path. An empty text leaves nothing there.
    pub fn set(&mut self, path: &Path, text: &str) {
        self.root.edit(path.steps(), &mut |node| {
            *node = Node::Text(text.to_owned())
        });
    }
    /// Puts a node at a path, or nothing. Its rows get identities of this draft.
    pub fn put(&mut self, path: &Path, node: Option<Node>) {
        let node = node.map_or(Node::group(), |node| self.adopt(node));
        self.root
            .edit(path.steps(), &mut |slot| *slot = node.clone());
    }
    /// Takes what stands at a path out of the draft.
    pub fn take(&mut self, path: &Path) -> Option<Node> {
        let node = self.node(path)?.clone();
        self.put(path, None);
        Some(node)
    }
    /// Adds a row at the end of the list at a path; makes the list if there is none.
    ///
    /// A list that was typed as lines of text becomes a row per line first.
    pub fn add_row(&mut self, list: &Path, node: Node) -> RowId {
        self.to_rows(list);
        let node = self.adopt(node);
        let id = self.fresh();
        self.root.edit(list.steps(), &mut |slot| {
            let row = Row::new(id, node.clone());
            match slot {
                Node::Rows(rows) => rows.push(row),
                Node::Text(_) | Node::Group(_) => *slot = Node::Rows(vec![row]),
            }
        });
        id
    }
    /// Copies a row and puts the copy behind it. A copied target gets a name of its own;
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
    /// Moves a row up (negative) or down by some places, stopping at the ends.
    pub fn move_row(&mut self, row: &Path, by: isize) {
        let (Some(list), Some(id)) = (row.parent(), row.last_row()) else {
            return;
        };
        self.root.edit(list.steps(), &mut |slot| {
            if let Node::Rows(rows) = slot
                && let Some(at) = rows.iter().position(|r| r.id == id)
            {
                let row = rows.remove(at);
                let to = at.saturating_add_signed(by).min(rows.len());
                rows.insert(to, row);
            }
        });
    }
    /// Removes a row.
    pub fn remove_row(&mut self, row: &Path) {
        let (Some(list), Some(id)) = (row.parent(), row.last_row()) else {
            return;
        };
        self.root.edit(list.steps(), &mut |slot| {
            if let Node::Rows(rows) = slot {
                rows.retain(|r| r.id != id);
            }
        });
    }
    /// Turns a list typed as lines into rows, a row per line.
    pub fn to_rows(&mut self, list: &Path) {
        let Some(Node::Text(_)) = self.node(list) else {
            return;
        };
        let lines: Vec<String> = self
            .node(list)
            .map(|n| n.lines().into_iter().map(str::to_owned).collect())
            .unwrap_or_default();
        let rows = lines
            .into_iter()
            .map(|line| Row::new(self.fresh(), Node::Text(line)))
            .collect();
        self.root.edit(list.steps(), &mut |slot| {
            *slot = Node::Rows(Clone::clone(&rows))
        });
    }
    /// Turns a map that was opened as an object into rows of `$key` and `$value`, which a form can edit.
    pub fn to_entries(&mut self, map: &Path) {
        let Some(Node::Group(members)) = self.node(map) else {
            return;
        };
        let rows: Vec<Node> = members
            .iter()
            .map(|(name, value)| {
                Node::Group(vec![
                    (Cow::Borrowed(MAP_KEY), Node::Text(name.to_string())),
                    (Cow::Borrowed(MAP_VALUE), value.clone()),
                ])
            })
            .collect();
        if rows.is_empty() {
            return;
        }
        let rows = rows
            .into_iter()
            .map(|node| Row::new(self.fresh(), node))
            .collect();
        self.root.edit(map.steps(), &mut |slot| {
            *slot = Node::Rows(Clone::clone(&rows))
        });
    }

    // --- what the page adds ------------------------------------------------

    /// Adds a blank window.
    pub fn add_window(&mut self) -> RowId {
        self.add_row(&Draft::windows_path(), Node::group())
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
        let lists: Vec<Path> = self
            .windows()
            .iter()
            .map(|w| Draft::window_path(w.id).member(TARGETS))
            .collect();
        for list in lists {
            let mut seen: Vec<String> = Vec::new();
            let rows: Vec<(RowId, String)> = self
                .rows(&list)
                .iter()
                .map(|r| (r.id, r.node.text_of(REF).to_owned()))
                .collect();
            for (id, name) in rows {
                let name = if name.is_empty() || seen.contains(&name) {
                    let free = self.free_ref(&list);
                    self.set(&list.row(id).member(REF), &free);
                    free
                } else {
                    name
                };
                seen.push(name);
            }
        }
    }
    fn free_ref(&self, list: &Path) -> String {
        let taken: Vec<&str> = self
            .rows(list)
            .iter()
            .map(|row| row.node.text_of(REF))
            .collect();
        (1u32..)
            .map(|n| format!("t{n}"))
            .find(|name| !taken.contains(&name.as_str()))
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

    fn fresh(&mut self) -> RowId {
        let id = RowId(self.next);
        self.next = self.next.wrapping_add(1);
        id
    }
    /// Gives the rows of a node identities of this draft.
    pub(super) fn adopt(&mut self, node: Node) -> Node {
        match node {
            Node::Text(text) => Node::Text(text),
            Node::Group(members) => Node::Group(
                members
                    .into_iter()
                    .map(|(name, node)| (name, self.adopt(node)))
                    .collect(),
            ),
            Node::Rows(rows) => Node::Rows(
                rows.into_iter()
                    .map(|row| {
                        let node = self.adopt(Arc::unwrap_or_clone(row.node));
                        Row::new(self.fresh(), node)
                    })
                    .collect(),
            ),
        }
    }
}
