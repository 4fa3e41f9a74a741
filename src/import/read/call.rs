//! What every notation is read as: requests, and answers to them.
//!
//! A reader gives the members by AWS's own names. What the values may be, and
//! how requests belong together, is for `members` and `join`.

use crate::catalogue::Operation;
use crate::syntax::{Entry, Link, Symbols};

use super::note::Notes;

/// Whether something was sent or came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Way {
    /// A request: a command, a call, a resource of a template.
    Request,
    /// What AWS answered.
    Answer,
}

/// A request or an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// The byte of the input at which it begins.
    pub at: usize,
    /// Which operation.
    pub operation: &'static Operation,
    /// Request or answer.
    pub way: Way,
    /// Its members by AWS's names.
    pub members: Vec<Entry>,
    /// Its number, by which [`Link`]s of other calls mean it.
    pub object: usize,
    /// What it is called in its notation: a logical id, a resource's address. May be empty.
    pub called: String,
    /// The input that it belongs to.
    pub input: usize,
}

/// An open value: the member that has it, such as `Targets.Values`, and its text.
pub type Open = (String, String);

/// What a reader fills.
#[derive(Debug, Default)]
pub struct Reading {
    /// Values that cannot be known.
    pub symbols: Symbols,
    /// Requests and answers in the order of the input.
    pub calls: Vec<Call>,
    /// What there is to know.
    pub notes: Notes,
    /// How many forms were seen in which nothing is filled in.
    pub(super) skeletons: usize,
    /// The parameter whose values are being read, for messages.
    pub(super) parameter: Option<(String, usize)>,
    /// The members on the way to the value that is being read.
    pub(super) path: Vec<&'static str>,
    /// Whether what is being read may refer to targets, so that open values are not known yet.
    pub(super) links_later: bool,
    /// Open values of the part that is being read: the member, and the text in it.
    pub(super) open: Vec<Open>,
    /// The input that is being read.
    pub(super) input: usize,
    /// How many objects were numbered.
    objects: usize,
}

impl Reading {
    /// A number for an object that calls may refer to.
    pub fn object(&mut self) -> usize {
        self.objects += 1;
        self.objects - 1
    }
    /// Adds a request under the number of an object; `called` is what its notation calls it.
    pub fn request(
        &mut self,
        at: usize,
        operation: &'static Operation,
        members: Vec<Entry>,
        object: usize,
        called: &str,
    ) {
        self.calls.push(Call {
            at,
            operation,
            way: Way::Request,
            members,
            object,
            called: called.to_owned(),
            input: self.input,
        });
    }
    /// Adds an answer.
    pub fn answer(&mut self, at: usize, operation: &'static Operation, members: Vec<Entry>) {
        let object = self.object();
        self.calls.push(Call {
            at,
            operation,
            way: Way::Answer,
            members,
            object,
            called: String::new(),
            input: self.input,
        });
    }
    /// Marks a text as open in the member that is being read.
    pub(super) fn mark_open(&mut self, text: &str) {
        let open = (self.path.join("."), text.to_owned());
        if !self.open.contains(&open) {
            self.open.push(open);
        }
    }
    /// The open values that were marked since the last call.
    pub(super) fn take_open(&mut self) -> Vec<Open> {
        std::mem::take(&mut self.open)
    }
    /// What a text refers to, if it is nothing but a reference.
    pub fn link(&self, text: &str) -> Option<&Link> {
        self.symbols.alone(text)?.link.as_ref()
    }
}
