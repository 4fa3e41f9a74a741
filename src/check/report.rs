//! What was found: a flat list of violations, each with its place, its
//! severity, a stable slug, one sentence and, where there is one, a fix.

use std::ops::Range;

use crate::draft::{Draft, Node, Path};
pub use crate::schedule::Severity;

/// One finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Violation {
    /// The field it is about.
    pub path: Path,
    /// The window, target or task it belongs to; an error blocks the requests of this part only.
    pub part: Path,
    /// How grave it is.
    pub severity: Severity,
    /// A stable name of the rule: `cutoff-below-duration`.
    pub slug: &'static str,
    /// One sentence: the field's label, the rule, the value; literals in backticks, no full stop.
    pub message: String,
    /// What to do about it; may be empty.
    pub hint: String,
    /// Ways to mend it by a click.
    pub fixes: Vec<Fix>,
    /// The page of the AWS documentation, or a key of the record of observed behaviour.
    pub source: &'static str,
    /// The bytes of the field's text it is about, when it is about a part of it.
    pub span: Option<Range<usize>>,
}

impl Violation {
    /// Whether it only says that something required was not filled in yet.
    pub fn is_missing(&self) -> bool {
        self.slug == MISSING
    }
}

/// The slug of «… is required».
pub const MISSING: &str = "required";

/// A change that mends a violation.
#[derive(Debug, Clone, PartialEq)]
pub struct Fix {
    /// What the button says: «Use `STEP_FUNCTIONS`».
    pub label: String,
    /// What it does.
    pub edits: Vec<Edit>,
}

/// One change to a draft.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Put a text at a path.
    Set(Path, String),
    /// Put a node at a path, or nothing.
    Put(Path, Option<Node>),
}

impl Draft {
    /// Makes the changes of a fix.
    pub fn apply(&mut self, fix: &Fix) {
        for edit in &fix.edits {
            match edit {
                Edit::Set(path, text) => self.set(path, text),
                Edit::Put(path, node) => self.put(path, node.clone()),
            }
        }
    }
}

/// Everything found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Report {
    /// The violations in the order of the form.
    pub violations: Vec<Violation>,
}

/// The warnings in a list of findings, each with its place and in one sentence.
pub(super) fn warnings(draft: &Draft, found: &[Violation]) -> Vec<String> {
    let open = found.iter().filter(|v| v.severity == Severity::Warning);
    open.map(|v| [&draft.spell(&v.path), ": ", &v.message].concat())
        .collect()
}

impl Report {
    /// The violations of this part (window, target or task).
    pub fn of<'a>(&'a self, part: &'a Path) -> impl Iterator<Item = &'a Violation> + 'a {
        self.violations.iter().filter(move |v| v.part == *part)
    }
    /// The violations of this field and of everything inside it.
    pub fn within<'a>(&'a self, path: &'a Path) -> impl Iterator<Item = &'a Violation> + 'a {
        self.violations.iter().filter(move |v| v.path.is_in(path))
    }
    /// How many violations of a severity there are.
    pub fn count(&self, severity: Severity) -> usize {
        self.violations
            .iter()
            .filter(|v| v.severity == severity)
            .count()
    }
    /// Whether anything is an error.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }
}
