//! Where something stands in a draft.
//!
//! A path names rows by their identity, not their position, so it stays right
//! while rows are moved. `Draft::spell` writes it with positions, as
//! `Windows[0].Tasks[1].LoggingInfo.S3Region`, for people and for files.

use std::borrow::Cow;

use super::page::{TARGETS, TASKS, WINDOWS};

/// A row's identity: unique in its draft, kept while the row is moved or edited, not saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RowId(pub u32);

/// One step down.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// To a member of a group.
    Member(Cow<'static, str>),
    /// To a row of a list.
    Row(RowId),
}

/// A place in a draft, from the top.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Path(Vec<Step>);

impl Path {
    /// The draft itself.
    pub fn root() -> Self {
        Path::default()
    }
    /// The member `name` of the group that stands here.
    #[must_use]
    pub fn member(&self, name: impl Into<Cow<'static, str>>) -> Self {
        let mut steps = Vec::with_capacity(self.0.len() + 1);
        steps.extend_from_slice(&self.0);
        steps.push(Step::Member(name.into()));
        Path(steps)
    }
    /// The row `id` of the list that stands here.
    #[must_use]
    pub fn row(&self, id: RowId) -> Self {
        let mut steps = Vec::with_capacity(self.0.len() + 1);
        steps.extend_from_slice(&self.0);
        steps.push(Step::Row(id));
        Path(steps)
    }
    /// The steps from the top.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }
    /// What this stands in; `None` for the root.
    pub fn parent(&self) -> Option<Path> {
        let (_, rest) = self.0.split_last()?;
        Some(Path(rest.to_vec()))
    }
    /// The same place inside `to`, if this is `from` or stands inside it.
    pub fn moved(&self, from: &Path, to: &Path) -> Option<Path> {
        let rest = self.0.strip_prefix(from.0.as_slice())?;
        Some(Path([to.0.as_slice(), rest].concat()))
    }
    /// The window, target or task that this is or stands in: the first rows on the way, by their lists.
    pub fn part(&self) -> Option<Path> {
        let rows = match self.0.get(2) {
            Some(Step::Member(name)) if name == TARGETS || name == TASKS => 4,
            Some(_) | None => 2,
        };
        let steps = self.0.get(..rows).or_else(|| self.0.get(..2))?;
        matches!(steps, [Step::Member(top), Step::Row(_), ..] if top == WINDOWS)
            .then(|| Path(steps.to_vec()))
    }
    /// The window that this is or stands in.
    pub fn window(&self) -> Option<Path> {
        let steps = self.0.get(..2)?;
        matches!(steps, [Step::Member(top), Step::Row(_)] if top == WINDOWS)
            .then(|| Path(steps.to_vec()))
    }
    /// Whether this is `outer` or stands inside it.
    pub fn is_in(&self, outer: &Path) -> bool {
        self.0.starts_with(&outer.0)
    }
    /// The last member's name, if the path ends in one.
    pub fn name(&self) -> Option<&str> {
        match self.0.last()? {
            Step::Member(name) => Some(name),
            Step::Row(_) => None,
        }
    }
    /// The last row, if the path ends in one.
    pub fn last_row(&self) -> Option<RowId> {
        match self.0.last()? {
            Step::Row(id) => Some(*id),
            Step::Member(_) => None,
        }
    }
    /// A short text that is the same as long as the row lives: for the `id` of an element.
    pub fn anchor(&self) -> String {
        let mut out = String::from("f");
        for step in &self.0 {
            out.push('-');
            match step {
                Step::Member(name) => out.extend(
                    name.chars()
                        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }),
                ),
                Step::Row(id) => out.push_str(&id.0.to_string()),
            }
        }
        out
    }
}
