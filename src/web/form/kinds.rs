//! The kinds of target in a person's words, and how the API says each.
//!
//! The draft holds only what the API takes: ResourceType, and entries of Key
//! and Values. The kind is read off them, so an opened request shows its kind,
//! and one that fits none is edited entry by entry.

use std::borrow::Cow;

use crate::catalogue::{target, task};
use crate::draft::{Draft, Node, Path, Row, RowId};

pub use crate::catalogue::target::{
    GROUP_FILTERS, GROUP_NAME, INSTANCE_IDS, TAG, TAG_KEY, WINDOW_TARGET_IDS,
};

/// A kind of registered target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Nothing was chosen yet.
    Blank,
    /// Nodes by id.
    Ids,
    /// Nodes by tags with values.
    Tags,
    /// Nodes by the keys of tags.
    TagKeys,
    /// A resource group.
    Group,
    /// Entries that are none of these.
    Other,
}

impl Kind {
    /// The word under which it is chosen, and under which what was typed for it is kept.
    pub fn id(self) -> &'static str {
        match self {
            Kind::Blank => "",
            Kind::Ids => "ids",
            Kind::Tags => "tags",
            Kind::TagKeys => "tag-keys",
            Kind::Group => "group",
            Kind::Other => "other",
        }
    }
    /// The kind with this word.
    pub fn of_id(id: &str) -> Kind {
        [
            Kind::Ids,
            Kind::Tags,
            Kind::TagKeys,
            Kind::Group,
            Kind::Other,
        ]
        .into_iter()
        .find(|kind| kind.id() == id)
        .unwrap_or(Kind::Blank)
    }
    fn resource_type(self) -> &'static str {
        if self == Kind::Group {
            "RESOURCE_GROUP"
        } else {
            "INSTANCE"
        }
    }
    fn first_key(self) -> &'static str {
        match self {
            Kind::Ids => INSTANCE_IDS,
            Kind::TagKeys => TAG_KEY,
            Kind::Group => GROUP_NAME,
            Kind::Tags | Kind::Blank | Kind::Other => TAG,
        }
    }
}

/// An entry of Key and Values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<'a> {
    /// Its row.
    pub row: RowId,
    /// Its key.
    pub key: &'a str,
    /// Its values, without the blank ones.
    pub values: Vec<&'a str>,
}

/// The entries of a list of targets.
pub fn entries(list: &Node) -> Vec<Entry<'_>> {
    list.as_rows()
        .iter()
        .map(|row| Entry {
            row: row.id,
            key: row.node.text_of(target::KEY.name),
            values: row
                .node
                .member(target::VALUES.name)
                .map(Node::lines)
                .unwrap_or_default()
                .into_iter()
                .map(str::trim)
                .filter(|value| !value.is_empty())
                .collect(),
        })
        .collect()
}

/// The kind of the target at a path.
pub fn kind(draft: &Draft, target: &Path) -> Kind {
    let resource = draft.text(&target.member(target::RESOURCE_TYPE.name));
    let list = target.member(target::TARGETS.name);
    let Some(node) = draft.node(&list) else {
        return match resource {
            "" => Kind::Blank,
            "RESOURCE_GROUP" => Kind::Group,
            _ => Kind::Other,
        };
    };
    // A member that is neither key nor value must stay in sight.
    let plain = node.as_rows().iter().all(|row| {
        row.node
            .members()
            .iter()
            .all(|(name, _)| name == target::KEY.name || name == target::VALUES.name)
    });
    let entries = entries(node);
    if entries.is_empty() || !plain {
        return Kind::Other;
    }
    let all = |fits: &dyn Fn(&str) -> bool| entries.iter().all(|entry| fits(entry.key));
    let count = |key: &str| entries.iter().filter(|entry| entry.key == key).count();
    match resource {
        "RESOURCE_GROUP"
            if all(&|key| key == GROUP_NAME || key == GROUP_FILTERS)
                && count(GROUP_NAME) <= 1
                && count(GROUP_FILTERS) <= 1 =>
        {
            Kind::Group
        }
        "INSTANCE" if all(&|key| key == INSTANCE_IDS) && entries.len() == 1 => Kind::Ids,
        "INSTANCE" if all(&|key| key == TAG_KEY) && entries.len() == 1 => Kind::TagKeys,
        "INSTANCE" if all(&|key| key.starts_with(TAG)) => Kind::Tags,
        _ => Kind::Other,
    }
}

/// Makes the target one of another kind; what was typed for the old one is kept for when it is chosen again.
pub fn choose(draft: &mut Draft, target: &Path, new: Kind) {
    let old = kind(draft, target);
    if old == new {
        return;
    }
    draft.swap_kept(target, target::TARGETS.name, old.id(), new.id());
    draft.set(
        &target.member(target::RESOURCE_TYPE.name),
        new.resource_type(),
    );
    let list = target.member(target::TARGETS.name);
    if draft.rows(&list).is_empty() {
        draft.add_row(&list, keyed(new.first_key()));
    }
}

/// An entry with a key and no values yet.
pub fn keyed(key: &str) -> Node {
    Node::Group(vec![(
        Cow::Borrowed(target::KEY.name),
        Node::Text(key.to_owned()),
    )])
}

/// The row of the entry with a key.
pub fn row_of(draft: &Draft, list: &Path, key: &str) -> Option<RowId> {
    draft
        .rows(list)
        .iter()
        .find(|row| row.node.text_of(target::KEY.name) == key)
        .map(|row| row.id)
}

/// Puts values under a key: the entry comes with the first character and goes with the last, unless it is `needed`.
pub fn put_values(draft: &mut Draft, list: &Path, key: &str, values: &str, needed: bool) {
    let row = row_of(draft, list, key);
    match row {
        Some(row) if values.is_empty() && !needed => draft.remove_row(&list.row(row)),
        Some(row) => draft.set(&list.row(row).member(target::VALUES.name), values),
        None if values.is_empty() => {}
        None => {
            let row = draft.add_row(list, keyed(key));
            draft.set(&list.row(row).member(target::VALUES.name), values);
        }
    }
}

/// What a task runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskKind {
    /// Targets registered with the window.
    Registered,
    /// Nodes by id.
    Ids,
    /// Nothing: it runs once.
    None,
    /// Entries that are none of these.
    Other,
}

impl TaskKind {
    /// The word under which it is chosen and kept.
    pub fn id(self) -> &'static str {
        match self {
            TaskKind::Registered => "registered",
            TaskKind::Ids => "ids",
            TaskKind::None => "none",
            TaskKind::Other => "other",
        }
    }
    /// The kind with this word.
    pub fn of_id(id: &str) -> TaskKind {
        [TaskKind::Registered, TaskKind::Ids, TaskKind::Other]
            .into_iter()
            .find(|kind| kind.id() == id)
            .unwrap_or(TaskKind::None)
    }
}

/// What the task at a path runs on.
pub fn task_kind(draft: &Draft, task: &Path) -> TaskKind {
    match draft.node(&task.member(task::TARGETS.name)) {
        None => TaskKind::None,
        Some(node) => match (entries(node).as_slice(), node) {
            (
                [
                    Entry {
                        key: WINDOW_TARGET_IDS,
                        ..
                    },
                ],
                _,
            ) => TaskKind::Registered,
            (
                [
                    Entry {
                        key: INSTANCE_IDS, ..
                    },
                ],
                _,
            ) => TaskKind::Ids,
            ([], Node::Rows(_)) => TaskKind::None,
            _ => TaskKind::Other,
        },
    }
}

/// Makes the task run on something else, and keeps what was typed for before.
///
/// The two limits go with targets alone: without any they are kept aside too.
pub fn choose_task(draft: &mut Draft, task: &Path, new: TaskKind) {
    let old = task_kind(draft, task);
    if old == new {
        return;
    }
    draft.swap_kept(task, task::TARGETS.name, old.id(), new.id());
    let key = match new {
        TaskKind::Registered => Some(WINDOW_TARGET_IDS),
        TaskKind::Ids => Some(INSTANCE_IDS),
        TaskKind::None | TaskKind::Other => None,
    };
    let list = task.member(task::TARGETS.name);
    if let Some(key) = key
        && draft.rows(&list).is_empty()
    {
        draft.add_row(&list, keyed(key));
    }
    const WITH: &str = "targets";
    for limit in [task::MAX_CONCURRENCY.name, task::MAX_ERRORS.name] {
        if new == TaskKind::None {
            draft.swap_kept(task, limit, WITH, "");
        } else if old == TaskKind::None {
            draft.swap_kept(task, limit, "", WITH);
        }
    }
}

/// Adds a task to a window, on the window's target if it has just one.
pub fn add_task(draft: &mut Draft, window: &Path) -> RowId {
    let only = match draft.rows(&window.member(crate::draft::page::TARGETS)) {
        [Row { node, .. }] => crate::draft::page::reference(node.text_of(crate::draft::page::REF)),
        _ => String::new(),
    };
    let task = draft.add_task(window);
    let list = window
        .member(crate::draft::page::TASKS)
        .row(task)
        .member(task::TARGETS.name);
    let row = draft.add_row(&list, keyed(WINDOW_TARGET_IDS));
    draft.set(&list.row(row).member(target::VALUES.name), &only);
    task
}
