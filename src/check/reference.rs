//! What one request returns and another sends: a member of an answer that is
//! not known yet.
//!
//! A reference names its request by what that request is, never by where it
//! stands in a list: it means the same in every plan of a draft.

use crate::catalogue::Operation;
use crate::draft::RowId;

/// A member of another request's answer. Only a plan makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Reference {
    origin: Origin,
    member: &'static str,
}

/// The request that returns something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Origin {
    /// The one that creates the window, target or task of this row.
    Part(RowId),
    /// The one of this operation, which lists executions or parts of one.
    Listing(&'static str),
}

impl Reference {
    /// The id that the creation of a window, target or task returns; none for an operation that creates nothing.
    pub(super) fn to_part(operation: &Operation, part: RowId) -> Option<Self> {
        let returned = operation.returns.first()?;
        Some(Reference {
            origin: Origin::Part(part),
            member: returned.name,
        })
    }
    /// The member that lists of an operation have in each of their items.
    pub(super) fn to_item(operation: &Operation, member: &'static str) -> Self {
        Reference {
            origin: Origin::Listing(operation.name),
            member,
        }
    }
    /// The member of the answer: `WindowId`.
    pub fn member(self) -> &'static str {
        self.member
    }
}
