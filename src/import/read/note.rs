//! What a person must know of what was read, and where in the input it stands.

use std::fmt;

use crate::syntax::Fault;

/// What kind of thing there is to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// It was read as what was meant.
    Repaired,
    /// It is known, and means nothing for a plan.
    Ignored,
    /// The value is not known here; its field holds it as it was written.
    Open,
    /// It was not understood.
    Unread,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 4] = [Kind::Repaired, Kind::Ignored, Kind::Open, Kind::Unread];

    /// The kind with a name.
    pub fn from_id(id: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.id() == id)
    }
    /// Its stable name.
    pub fn id(self) -> &'static str {
        match self {
            Kind::Repaired => "repaired",
            Kind::Ignored => "ignored",
            Kind::Open => "open",
            Kind::Unread => "unread",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// One thing to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The offset that it is about, counted over all inputs.
    pub at: usize,
    /// What kind of thing.
    pub kind: Kind,
    /// Its stable name: `scalar-for-list`.
    pub slug: &'static str,
    /// One sentence that quotes what it is about as it was written.
    pub message: String,
}

/// The notes of one reading.
#[derive(Debug, Clone, Default)]
pub struct Notes {
    all: Vec<Note>,
}

impl Notes {
    /// Adds a note.
    pub fn add(&mut self, at: usize, kind: Kind, slug: &'static str, message: impl Into<String>) {
        let message = message.into();
        // A text may be read twice on the way: once as a word, once as what is in it.
        let known = |note: &Note| note.at == at && note.slug == slug && note.message == message;
        if !self.all.iter().rev().take(8).any(known) {
            self.all.push(Note {
                at,
                kind,
                slug,
                message,
            });
        }
    }
    /// Adds what a notation's reader found wrong.
    pub fn faults(&mut self, slug: &'static str, faults: impl IntoIterator<Item = Fault>) {
        for fault in faults {
            let kind = match fault.repaired {
                true => Kind::Repaired,
                false => Kind::Unread,
            };
            self.add(fault.at, kind, slug, fault.message);
        }
    }
    /// It was read as what was meant.
    pub fn repaired(&mut self, at: usize, slug: &'static str, message: impl Into<String>) {
        self.add(at, Kind::Repaired, slug, message);
    }
    /// It means nothing for a plan.
    pub fn ignored(&mut self, at: usize, slug: &'static str, message: impl Into<String>) {
        self.add(at, Kind::Ignored, slug, message);
    }
    /// It is not known here.
    pub fn open(&mut self, at: usize, slug: &'static str, message: impl Into<String>) {
        self.add(at, Kind::Open, slug, message);
    }
    /// It was not understood.
    pub fn unread(&mut self, at: usize, slug: &'static str, message: impl Into<String>) {
        self.add(at, Kind::Unread, slug, message);
    }
    /// All notes in the order of the input.
    pub fn sorted(mut self) -> Vec<Note> {
        self.all.sort_by_key(|note| note.at);
        self.all.dedup();
        self.all
    }
}
