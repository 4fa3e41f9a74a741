//! Read what people already have: commands, scripts, templates and answers, into
//! a draft and notes of everything that there is to know about it.
//!
//! The text is data: nothing is run, nothing is fetched. A reader turns its
//! notation into [`call::Call`]s with AWS's own member names; `members` brings
//! the values into their form and `join` finds what belongs together. It never
//! fails as a whole: what could not be read is in the notes.

pub mod aliases;
pub mod call;
mod cloudformation;
mod command_line;
mod join;
mod json;
mod members;
mod note;
mod parts;
mod renamed;
mod shell;

pub use call::Reading;
pub use note::{Kind, Note, Notes};

use std::collections::HashMap;

use serde_json::{Value, json};

use super::settle;
use crate::draft::{Draft, FORMAT, VERSION};
use crate::syntax::source::{Position, Source};
use crate::syntax::symbol::without_symbols;

/// The largest input that is read, in bytes.
pub const LARGEST_INPUT: usize = 4_000_000;

/// What was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The project; `None` when nothing was read.
    pub draft: Option<Draft>,
    /// The windows as the project file has them.
    pub windows: Vec<Value>,
    /// What there is to know, in the order of the input.
    pub notes: Vec<(Position, Note)>,
}

/// Reads a text of any notation.
pub fn read(name: &str, text: &str) -> Outcome {
    if text.len() > LARGEST_INPUT {
        return refused(format!(
            "The input is too large: `{}` of at most `{LARGEST_INPUT}` bytes",
            text.len()
        ));
    }
    let source = Source::new(name, &without_symbols(text));
    let mut reading = Reading::default();
    // A template holds maps that look like requests, and commands hold JSON of their own.
    let found = cloudformation::read(&source.text, &mut reading)
        || shell::read(&source.text, &mut reading, &HashMap::new());
    if !found {
        json::read(&source.text, &mut reading);
    }
    let windows = join::join(&mut reading);
    let file = json!({"format": FORMAT, "version": VERSION, "Windows": windows});
    let draft = Draft::from_json(&file).ok().filter(|_| !windows.is_empty());
    let draft = draft.map(|mut draft| {
        settle(&mut draft);
        draft
    });
    if draft.is_none() {
        reading.notes.unread(
            0,
            "nothing-read",
            "There is no maintenance window in this text",
        );
    }
    let notes = reading.notes.sorted().into_iter();
    Outcome {
        draft,
        windows,
        notes: notes.map(|note| (source.position(note.at), note)).collect(),
    }
}

fn refused(message: String) -> Outcome {
    let note = Note {
        at: 0,
        kind: Kind::Unread,
        slug: "too-large",
        message,
    };
    Outcome {
        draft: None,
        windows: Vec::new(),
        notes: vec![(Position { line: 1, column: 1 }, note)],
    }
}
