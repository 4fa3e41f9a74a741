//! What the page and the import program say to each other, as JSON.
//!
//! The readers run in a program of their own, in a worker that can be stopped.
//! A request is a list of named texts; the answer is the project that was read,
//! the notes with their places, and what each text was recognised as. The page
//! needs no reader to read an answer.

use serde_json::{Value, json};

use super::read::{Input, Kind, read_all};
use super::settle;
use crate::draft::Draft;
use crate::syntax::Position;

/// One thing to know about what was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Which of the texts it is about.
    pub input: usize,
    /// Where in that text.
    pub position: Position,
    /// What kind of thing.
    pub kind: Kind,
    /// Its stable name.
    pub slug: String,
    /// One sentence.
    pub message: String,
}

/// What was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The project; `None` when nothing was read.
    pub draft: Option<Draft>,
    /// What there is to know.
    pub notes: Vec<Said>,
    /// For each text, what it was: `3 AWS CLI commands, bash`. Empty where nothing was recognised.
    pub recognised: Vec<String>,
}

/// A request, as the import program takes it.
#[must_use]
pub fn request<'a>(texts: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let texts = texts.map(|(name, text)| json!({"name": name, "text": text}));
    Value::Array(texts.collect()).to_string()
}

/// Reads the texts of a request; the answer as JSON.
#[must_use]
pub fn answer(request: &str) -> String {
    let texts: Vec<Value> = serde_json::from_str(request).unwrap_or_default();
    let inputs: Vec<Input<'_>> = texts
        .iter()
        .map(|text| {
            let member = |name: &str| text.get(name).and_then(Value::as_str).unwrap_or_default();
            Input {
                name: member("name"),
                text: member("text"),
            }
        })
        .collect();
    let outcome = read_all(&inputs);
    let notes = outcome.notes.iter().map(|noted| {
        let (place, note) = (noted.position, &noted.note);
        json!([
            noted.input,
            place.line,
            place.column,
            note.kind.id(),
            note.slug,
            note.message
        ])
    });
    let recognised = outcome.recognised.iter().map(|one| one.text.as_str());
    json!({
        "project": outcome.draft.as_ref().map(Draft::to_json),
        "notes": notes.collect::<Value>(),
        "recognised": recognised.collect::<Value>(),
    })
    .to_string()
}

impl Answer {
    /// Reads an answer of the import program.
    #[must_use]
    pub fn parse(text: &str) -> Option<Answer> {
        let value: Value = serde_json::from_str(text).ok()?;
        let draft = value.get("project").filter(|project| !project.is_null());
        let draft = draft
            .and_then(|project| Draft::from_json(project).ok())
            .map(|mut draft| {
                settle(&mut draft);
                draft
            });
        let notes = value.get("notes")?.as_array()?.iter().filter_map(said);
        let recognised = value.get("recognised")?.as_array()?.iter();
        Some(Answer {
            draft,
            notes: notes.collect(),
            recognised: recognised
                .map(|one| one.as_str().unwrap_or_default().to_owned())
                .collect(),
        })
    }
}

fn said(note: &Value) -> Option<Said> {
    let number = |at: usize| usize::try_from(note.get(at)?.as_u64()?).ok();
    let text = |at: usize| note.get(at)?.as_str();
    Some(Said {
        input: number(0)?,
        position: Position {
            line: number(1)?,
            column: number(2)?,
        },
        kind: Kind::from_id(text(3)?)?,
        slug: text(4)?.to_owned(),
        message: text(5)?.to_owned(),
    })
}
