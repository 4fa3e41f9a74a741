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
mod option_value;
mod parts;
mod program;
mod readers;
mod renamed;
mod shell;
mod skeleton;
mod table;
mod terraform;

pub use call::Reading;
pub use note::{Kind, Note, Notes};

use serde_json::{Value, json};

use super::settle;
use crate::draft::{Draft, FORMAT, VERSION};
use crate::syntax::source::{Position, Sources};
use crate::syntax::symbol::without_symbols;

/// The most that is read at once, in bytes.
pub const LARGEST_INPUT: usize = 4_000_000;

/// A text that may be of any notation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Input<'a> {
    /// The name of its file; empty for a pasted text.
    pub name: &'a str,
    /// The text.
    pub text: &'a str,
}

/// What was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The project; `None` when nothing was read.
    pub draft: Option<Draft>,
    /// The windows as the project file has them.
    pub windows: Vec<Value>,
    /// What there is to know, in the order of the inputs.
    pub notes: Vec<Noted>,
    /// What each input was.
    pub recognised: Vec<Recognised>,
}

/// One thing to know, and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Noted {
    /// The input that it is about.
    pub input: usize,
    /// Where in it.
    pub position: Position,
    /// What there is to know.
    pub note: Note,
}

/// What an input was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognised {
    /// The input.
    pub input: usize,
    /// What it was: `3 AWS CLI commands, bash`. Empty when nothing in it was recognised.
    pub text: String,
}

/// Reads one text of any notation.
pub fn read(name: &str, text: &str) -> Outcome {
    read_all(&[Input { name, text }])
}

/// Reads texts that belong together: a script beside its request files, a folder.
///
/// Inputs beyond [`LARGEST_INPUT`] are refused; the others are read.
pub fn read_all(inputs: &[Input<'_>]) -> Outcome {
    let mut sources = Sources::default();
    let mut reading = Reading::default();
    let mut left = LARGEST_INPUT;
    let mut refused = Vec::new();
    for (number, input) in inputs.iter().enumerate() {
        let fits = input.text.len() <= left;
        if fits {
            left -= input.text.len();
        } else {
            refused.push(too_large(number, input));
        }
        let text = if fits { input.text } else { "" };
        sources.add(input.name, &without_symbols(text));
    }
    let read = readers::read(&sources, &mut reading);
    let windows = join::join(&mut reading);
    let file = json!({"format": FORMAT, "version": VERSION, "Windows": windows});
    let draft = Draft::from_json(&file).ok().filter(|_| !windows.is_empty());
    let draft = draft.map(|mut draft| {
        settle(&mut draft);
        draft
    });
    if draft.is_none() && refused.is_empty() {
        let message = match inputs.len() {
            0 | 1 => "There is no maintenance window in this text",
            _ => "There is no maintenance window in these files",
        };
        reading.notes.unread(0, "nothing-read", message);
    }
    let mut notes = refused;
    notes.extend(reading.notes.sorted().into_iter().map(|note| {
        let (input, position) = sources.place(note.at);
        Noted {
            input,
            position,
            note,
        }
    }));
    notes.sort_by_key(|noted| noted.input);
    let recognised = (0..inputs.len()).map(|input| Recognised {
        input,
        text: read
            .iter()
            .find(|read| read.input == input)
            .map_or_else(String::new, |read| read.text.clone()),
    });
    Outcome {
        draft,
        windows,
        notes,
        recognised: recognised.collect(),
    }
}

fn too_large(input: usize, refused: &Input<'_>) -> Noted {
    let bytes = refused.text.len();
    let message =
        format!("The input is too large: `{bytes}` bytes of at most `{LARGEST_INPUT}` in all");
    let note = Note {
        at: 0,
        kind: Kind::Unread,
        slug: "too-large",
        message,
    };
    let position = Position { line: 1, column: 1 };
    Noted {
        input,
        position,
        note,
    }
}
