//! A text in pieces: each with what it is, for colour, and where it came from,
//! so that a piece can lead to its field.

use std::fmt;

use crate::draft::Path;

/// What a piece of a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Anything else.
    Plain,
    /// A comment.
    Comment,
    /// An option or a member's name.
    Name,
    /// A value.
    Value,
    /// A variable or a reference.
    Variable,
}

/// A piece of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    /// What it is.
    pub kind: Kind,
    /// Its text.
    pub text: String,
}

/// The pieces that belong to one request, or to none.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Chunk {
    /// The window, target or task it comes from.
    pub part: Option<Path>,
    /// Its pieces.
    pub spans: Vec<Span>,
}

impl Chunk {
    /// No pieces yet, of a window, target or task.
    pub fn of(part: &Path) -> Self {
        Chunk {
            part: Some(part.clone()),
            spans: Vec::new(),
        }
    }
    /// Adds a piece; joins it with the one before if they are of a kind.
    pub fn push(&mut self, kind: Kind, text: impl AsRef<str>) -> &mut Self {
        let text = text.as_ref();
        match self.spans.last_mut() {
            Some(last) if last.kind == kind => last.text.push_str(text),
            _ => self.spans.push(Span {
                kind,
                text: text.to_owned(),
            }),
        }
        self
    }
    /// Adds the pieces of another chunk, as [`Chunk::push`] would.
    pub fn append(&mut self, spans: Vec<Span>) {
        let mut spans = spans.into_iter();
        if let Some(first) = spans.next() {
            self.push(first.kind, first.text);
        }
        self.spans.extend(spans);
    }
}

/// A whole text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Code {
    /// Its chunks in order; their texts joined are the text.
    pub chunks: Vec<Chunk>,
}

impl Code {
    /// A text of one chunk.
    pub fn of(chunk: Chunk) -> Self {
        Code {
            chunks: vec![chunk],
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for chunk in &self.chunks {
            for span in &chunk.spans {
                f.write_str(&span.text)?;
            }
        }
        Ok(())
    }
}
