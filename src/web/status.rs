//! How a part stands: ready, not finished, with warnings, wrong.
//!
//! Errors that may not be shown yet count as not finished: nobody is scolded
//! for a field they have not come to.

use crate::web::live::Derived;

use super::live;
use super::state::App;
use crate::check::{Severity, Violation};
use crate::draft::{Draft, Path};

/// How a part stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Nothing to say.
    Ready,
    /// So many things are missing that were not asked for yet.
    Unfinished(usize),
    /// So many warnings.
    Warned(usize),
    /// So many errors.
    Wrong(usize),
}

impl Status {
    /// The class of its dot.
    pub fn class(self) -> &'static str {
        match self {
            Status::Ready => "dot",
            Status::Unfinished(_) => "dot todo",
            Status::Warned(_) => "dot warn",
            Status::Wrong(_) => "dot err",
        }
    }
    /// «2 problems».
    pub fn says(self) -> String {
        let (count, one) = match self {
            Status::Ready => return "ready".to_owned(),
            Status::Unfinished(_) => return "not finished".to_owned(),
            Status::Warned(count) => (count, "warning"),
            Status::Wrong(count) => (count, "problem"),
        };
        [
            count.to_string().as_str(),
            " ",
            one,
            if count == 1 { "" } else { "s" },
        ]
        .concat()
    }
}

/// How a part stands in which these were found.
fn status(app: App, found: &[Violation]) -> Status {
    let (mut wrong, mut hidden, mut warned) = (0, 0, 0);
    for violation in found {
        match violation.severity {
            Severity::Error if app.may_show(&violation.path) => wrong += 1,
            Severity::Error => hidden += 1,
            Severity::Warning => warned += 1,
            Severity::Info => {}
        }
    }
    match (wrong, hidden, warned) {
        (0, 0, 0) => Status::Ready,
        (0, 0, warned) => Status::Warned(warned),
        (0, hidden, _) => Status::Unfinished(hidden),
        (wrong, _, _) => Status::Wrong(wrong),
    }
}

/// What a part shows of itself while it is closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Face {
    /// What it is called.
    pub title: String,
    /// What it is about, in a line.
    pub line: String,
    /// A mark before its name: a task's priority.
    pub order: String,
    /// A word beside the line: a task's type, a target's kind.
    pub sort: String,
    /// How it stands.
    pub status: Status,
    /// The first of what makes it stand so; empty where the part says that itself.
    pub why: String,
}

/// The first finding that a status counts, unless it is about the part as a whole: that is said beside it.
fn why(app: App, part: &Path, found: &[Violation], status: Status) -> String {
    let counts = |v: &&Violation| match status {
        Status::Wrong(_) => v.severity == Severity::Error && app.may_show(&v.path),
        Status::Warned(_) => v.severity == Severity::Warning,
        Status::Ready | Status::Unfinished(_) => false,
    };
    let first = found.iter().find(counts);
    first
        .filter(|v| v.path != *part)
        .map(|v| v.message.clone())
        .unwrap_or_default()
}

/// The face of a part.
pub fn face(
    app: App,
    part: &Path,
    read: fn(&Draft, &Path) -> (String, String, String, String),
) -> Derived<Face> {
    let found = app.found_in_part(part);
    let at = part.clone();
    let part = part.clone();
    let says = app.read_around(&part, move |draft| read(draft, &at));
    live::memo(move || {
        let (title, line, order, sort) = says.get();
        found.with(|found| {
            let status = status(app, found);
            Face {
                title,
                line,
                order,
                sort,
                status,
                why: why(app, &part, found, status),
            }
        })
    })
}
