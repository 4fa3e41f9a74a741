//! A field where it stands: what the members beside it say of it before its
//! value is looked at.
//!
//! A check of a value takes this instead of the field alone, so that it writes
//! at once what the form calls the field there, and leaves to a rule what the
//! rule says better.

use crate::catalogue::{Field, window};
use crate::draft::Node;

use super::timed::overlong;

/// A field where it stands.
#[derive(Clone, Copy)]
pub(super) struct Here {
    /// The field.
    pub(super) field: &'static Field,
    /// What the form calls it there.
    pub(super) label: &'static str,
    /// Whether a rule reports its number when that is out of its range.
    pub(super) ruled: bool,
    /// Whether its lines are a program's, in which tabs are ordinary.
    pub(super) is_program: bool,
}

impl Here {
    /// A field of which nothing beside it says more.
    pub(super) fn of(field: &'static Field) -> Here {
        Here {
            field,
            label: field.label,
            ruled: false,
            is_program: false,
        }
    }
    /// Called as the form does it beside these members.
    pub(super) fn called_beside(mut self, members: &Node) -> Here {
        self.label = self.field.label_beside(|name| members.text_of(name));
        self
    }
    /// Judged as far as the rules will not do it beside these members.
    pub(super) fn ruled_beside(mut self, members: &Node) -> Here {
        self.ruled = std::ptr::eq(self.field, &window::CUTOFF) && overlong(members).is_some();
        self
    }
    /// «Name is required»
    pub(super) fn is_required(&self) -> String {
        self.field.is_required(self.label)
    }
}
