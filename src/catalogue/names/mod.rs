//! What declarative formats call the members of AWS's requests.
//!
//! Each such format has one table: a row for every member of the three
//! requests that a plan is made of, with its place in the format or, where
//! there is none, what follows from that. Writing and reading follow the same
//! rows. A test demands them.

mod cloudformation;
pub mod powershell;
mod terraform;

pub use cloudformation::{CDK, CLOUDFORMATION};
pub use terraform::TERRAFORM;

use super::{Field, Member, Operation};

/// Where a format says a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Under this name.
    Named(&'static str),
    /// Under this name, with a length that the format counts in bytes: at least
    /// so many, at most as many as the catalogue allows characters.
    Bytes(&'static str, usize),
    /// Its items, each a key and a value, as one map under this name.
    Pairs(&'static str),
    /// Nowhere: why, and what follows.
    Nowhere(&'static str),
    /// Nowhere any more: under this name in older versions, which is still read; why not now.
    Formerly(&'static str, &'static str),
}

/// How a format spells the names of its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    /// To the letter.
    Exact,
    /// As each programming language does: `scheduleTimezone`, `schedule_timezone`.
    OfLanguage,
}

impl Spelling {
    /// Whether a name is one of the table.
    fn is(self, own: &str, name: &str) -> bool {
        match self {
            Spelling::Exact => own == name,
            Spelling::OfLanguage => {
                let letters = |text: &str| -> String {
                    let letters = text.chars().filter(|c| *c != '_');
                    letters.map(|c| c.to_ascii_lowercase()).collect()
                };
                letters(own) == letters(name)
            }
        }
    }
}

/// The table of one format.
#[derive(Debug, Clone, Copy)]
pub struct Mapping {
    /// The format's kinds of resource, by the operation that makes one.
    pub resources: &'static [(&'static Operation, &'static str)],
    /// The place of every member.
    pub places: &'static [(&'static Field, Place)],
    /// How names of members are spelled.
    pub spelling: Spelling,
}

impl Mapping {
    /// The place of a member; `None` for a field that the table forgot.
    pub fn place(&self, field: &Field) -> Option<Place> {
        let row = self
            .places
            .iter()
            .find(|(mapped, _)| std::ptr::eq(*mapped, field));
        row.map(|(_, place)| *place)
    }

    /// The kind of resource that an operation makes.
    pub fn resource(&self, operation: &Operation) -> Option<&'static str> {
        let row = self
            .resources
            .iter()
            .find(|(mapped, _)| mapped.name == operation.name);
        row.map(|(_, resource)| *resource)
    }

    /// The member of a group that a name of the format means.
    pub fn member(&self, members: &[Member], name: &str) -> Option<&'static Field> {
        let named = |member: &&Member| match self.place(member.field) {
            Some(
                Place::Named(own)
                | Place::Bytes(own, _)
                | Place::Pairs(own)
                | Place::Formerly(own, _),
            ) => self.spelling.is(own, name),
            Some(Place::Nowhere(_)) | None => false,
        };
        members.iter().find(named).map(|member| member.field)
    }

    /// The operation that a kind of resource is made by.
    pub fn operation(&self, resource: &str) -> Option<&'static Operation> {
        let row = self.resources.iter().find(|(_, kind)| *kind == resource);
        row.map(|(operation, _)| *operation)
    }
}
