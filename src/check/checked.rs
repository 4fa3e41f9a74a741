//! What a check gives: the findings, and the plan of what they let through.

use super::plan::Plan;
use super::report::Report;

/// What a check found, and what can be emitted.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// Everything found, in the order of the form.
    pub report: Report,
    /// The requests, ready or blocked, in the order in which they are sent.
    pub plan: Plan,
}
