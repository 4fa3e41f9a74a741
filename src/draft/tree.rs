//! The one mutable thing of the page: a tree of what was typed, read and
//! changed by paths.
//!
//! It knows nothing of what the tree is about: the lists in it are the
//! business of `rows`, windows, targets and tasks that of `parts`.

use std::sync::Arc;

use super::{Node, Path, Row, RowId, Step};

/// Everything a person typed: one or more windows with their targets and tasks.
#[derive(Debug, Clone)]
pub struct Draft {
    pub(super) root: Node,
    pub(super) next: u32,
}

impl Draft {
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
    /// Changes the tree where it stands, with identities for new rows.
    ///
    /// For walks through all of it: each path would be sought from the top.
    pub(crate) fn rework(&mut self, change: impl FnOnce(&mut Node, &mut dyn FnMut() -> RowId)) {
        let mut next = self.next;
        change(&mut self.root, &mut || {
            let id = RowId(next);
            next = next.wrapping_add(1);
            id
        });
        self.next = next;
    }
    /// Whether nothing was changed between this draft and another of one descent.
    ///
    /// Rows that both share are not walked, so this costs little at each press of a button.
    pub fn is_same(&self, other: &Draft) -> bool {
        fn same(one: &Node, other: &Node) -> bool {
            match (one, other) {
                (Node::Text(one), Node::Text(other)) => one == other,
                (Node::Group(one), Node::Group(other)) => {
                    let pairs = one.iter().zip(other);
                    one.len() == other.len()
                        && pairs
                            .into_iter()
                            .all(|((a, x), (b, y))| a == b && same(x, y))
                }
                (Node::Rows(one), Node::Rows(other)) => {
                    let mut pairs = one.iter().zip(other);
                    one.len() == other.len()
                        && pairs.all(|(a, b)| {
                            a.id == b.id
                                && (Arc::ptr_eq(&a.node, &b.node) || same(&a.node, &b.node))
                        })
                }
                _ => false,
            }
        }
        same(&self.root, &other.root)
    }
    /// An identity that no row has had.
    pub(super) fn fresh(&mut self) -> RowId {
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
