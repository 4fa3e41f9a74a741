//! Is it right: a draft against the catalogue, the cross-field rules and the
//! schedule's own findings.
//!
//! [`check`] is the only way to a [`Plan`], and a plan holds only requests in
//! which no error was found: what is not checked is never emitted. It knows
//! nothing of output formats and nothing of the page.

mod arn;
mod assemble;
mod finding;
mod format;
mod leaf;
mod nearest;
mod plan;
mod report;
mod rules;
mod shape;

pub use assemble::check;
pub use plan::{Plan, Planned, Reference, Value};
pub use report::{Edit, Fix, MISSING, Report, Severity, Violation};
pub use rules::{RULES, Rule, Scope};

use crate::draft::Path;
use crate::schedule::Timing;

/// What a check found, and what can be emitted and previewed.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// Everything found, in the order of the form.
    pub report: Report,
    /// The requests, ready or blocked, in the order in which they are sent.
    pub plan: Plan,
    /// When each window runs, in the order of the draft.
    pub windows: Vec<Window>,
}

/// When one window of the draft runs.
#[derive(Debug, Clone, PartialEq)]
pub struct Window {
    /// Where it stands in the draft.
    pub path: Path,
    /// Its name, or what stands for it: «Window 2».
    pub name: String,
    /// Its timing; `None` while the schedule or what it needs is missing or wrong, and for an existing window.
    pub timing: Option<Timing>,
    /// Whether its duration and cutoff are known: else ends and last task starts mean nothing.
    pub lasts: bool,
}
