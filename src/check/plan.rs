//! The proof of validity: requests in which no error was found, in the order
//! in which they are sent.
//!
//! Only `check` makes one. A value that another request returns stays a
//! reference until a format says it in its own way.

use std::borrow::Cow;
use std::sync::Arc;

use jiff::Timestamp;

use crate::catalogue::{Field, Operation};
use crate::draft::Path;
use crate::schedule::Timing;

use super::creation::Creation;
use super::reference::Reference;

/// A checked value of a request.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A string.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// True or false.
    Flag(bool),
    /// Items in order.
    List(Vec<Value>),
    /// Members of the catalogue, in its order.
    Group(Vec<(&'static Field, Value)>),
    /// Keys and values as typed.
    Map(Vec<(String, Value)>),
    /// Bytes, sent as base64.
    Blob(Vec<u8>),
    /// What another request of the plan returns.
    Reference(Reference),
}

/// One request of a plan, ready or blocked.
#[derive(Debug, Clone, PartialEq)]
pub struct Planned {
    pub(super) operation: &'static Operation,
    pub(super) part: Path,
    pub(super) title: String,
    pub(super) window: usize,
    pub(super) ordinal: usize,
    pub(super) body: Option<Arc<Vec<(&'static Field, Value)>>>,
    pub(super) problems: Vec<usize>,
    pub(super) returned: Option<Reference>,
    pub(super) creation: Option<Creation>,
    pub(super) completes: bool,
    pub(super) listed: Option<(&'static str, &'static str)>,
}

impl Planned {
    /// The operation.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }
    /// The window, target or task of the draft that it comes from.
    pub fn part(&self) -> &Path {
        &self.part
    }
    /// What it is about, for headings and comments: «Register the target web-servers».
    pub fn title(&self) -> &str {
        &self.title
    }
    /// The position of its window in the plan, from 0.
    pub fn window(&self) -> usize {
        self.window
    }
    /// Its position among the requests of its operation and window, from 0.
    pub fn ordinal(&self) -> usize {
        self.ordinal
    }
    /// Its members in the catalogue's order; `None` while an error blocks it.
    pub fn body(&self) -> Option<&[(&'static Field, Value)]> {
        self.body.as_deref().map(Vec::as_slice)
    }
    /// The errors that block it, as positions in the report.
    pub fn problems(&self) -> &[usize] {
        &self.problems
    }
    /// What other requests may send of its answer.
    pub fn returned(&self) -> Option<Reference> {
        self.returned
    }
    /// Whether it completes the creation before it, so that its answer needs no reader.
    pub fn completes(&self) -> bool {
        self.completes
    }
    /// Of a request that lists executions or parts of one: the list in its answer and the id in each item.
    pub fn listed(&self) -> Option<(&'static str, &'static str)> {
        self.listed
    }
    /// What it creates; `None` when it creates nothing, or something else than the part says.
    pub fn creation(&self) -> Option<Creation> {
        self.creation
    }
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

/// The requests of a draft, in the order in which they are sent, and when its windows run.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// Requests that are not sent with this plan, but whose answers it may need.
    pub(super) before: Vec<Planned>,
    pub(super) requests: Vec<Planned>,
    pub(super) windows: Vec<Window>,
    pub(super) at: Timestamp,
    pub(super) stem: Cow<'static, str>,
    pub(super) says: Cow<'static, str>,
    pub(super) warnings: Vec<String>,
}

impl Plan {
    /// The requests, ready and blocked.
    pub fn requests(&self) -> &[Planned] {
        &self.requests
    }
    /// The requests that create a window, target or task.
    pub fn creations(&self) -> impl Iterator<Item = &Planned> {
        let creates = |r: &&Planned| r.returned.is_some() && r.listed.is_none();
        self.requests.iter().filter(creates)
    }
    /// What is known of all requests: those that are sent and those whose answers they may need.
    pub fn bodies(&self) -> impl Iterator<Item = &[(&'static Field, Value)]> {
        let all = self.requests.iter().chain(&self.before);
        all.filter_map(Planned::body)
    }
    /// When each window runs, in the order of the draft.
    pub fn windows(&self) -> &[Window] {
        &self.windows
    }
    /// When the check was made: what is to come, comes after it.
    pub fn at(&self) -> Timestamp {
        self.at
    }
    /// How many requests are ready.
    pub fn ready(&self) -> usize {
        self.requests.iter().filter(|r| r.body.is_some()).count()
    }
    /// The request that returns what a reference names.
    pub fn source(&self, reference: Reference) -> Option<&Planned> {
        let mut all = self.requests.iter().chain(&self.before);
        all.find(|request| request.returned == Some(reference))
    }
    /// Whether what a reference names must be known before this plan is sent.
    pub fn is_before(&self, reference: Reference) -> bool {
        let is = |request: &Planned| request.returned == Some(reference);
        self.before.iter().any(is) && !self.requests.iter().any(is)
    }
    /// What the plan's files are called: `create-maintenance-window`.
    pub fn stem(&self) -> &str {
        &self.stem
    }
    /// The warnings that were open when it was made, each with its place.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }
    /// What the plan does, in a sentence.
    pub fn says(&self) -> &str {
        &self.says
    }
}
