//! What came of the check of a node.

use super::super::plan::Value;

/// What came of a node.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::check) enum Outcome {
    /// Nothing was typed.
    Absent,
    /// Something was typed that is wrong; it has been reported, or a rule will do so.
    Wrong,
    /// The value.
    Right(Value),
}

impl Outcome {
    pub(in crate::check) fn value(self) -> Option<Value> {
        match self {
            Outcome::Right(value) => Some(value),
            Outcome::Absent | Outcome::Wrong => None,
        }
    }
}
