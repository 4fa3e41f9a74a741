//! A word of a command line before any shell has written it.
//!
//! It keeps text and variables apart, so that a dialect can quote the one and
//! leave the other to be replaced. Knows no shell.

use super::literal::push_units;

/// A word of a command line: literal text and variables, joined.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Word(pub Vec<Piece>);

/// A part of a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Text that stands for itself.
    Literal(String),
    /// The value of a variable.
    Variable(String),
}

impl Word {
    /// A word that is only text.
    pub fn literal(text: impl Into<String>) -> Self {
        Word(vec![Piece::Literal(text.into())])
    }
    /// A word that is a variable's value.
    pub fn variable(name: impl Into<String>) -> Self {
        Word(vec![Piece::Variable(name.into())])
    }
    /// Adds text at the end.
    pub fn text(&mut self, text: &str) {
        if let Some(Piece::Literal(last)) = self.0.last_mut() {
            last.push_str(text);
        } else {
            self.0.push(Piece::Literal(text.to_owned()));
        }
    }
    /// Adds a variable's value at the end.
    pub fn add_variable(&mut self, name: String) {
        self.0.push(Piece::Variable(name));
    }
    /// Adds another word at the end.
    pub fn append(&mut self, other: Word) {
        for piece in other.0 {
            match piece {
                Piece::Literal(text) => self.text(&text),
                Piece::Variable(name) => self.add_variable(name),
            }
        }
    }
    /// Its text, with the names of variables in their places.
    pub fn plain(&self) -> String {
        let texts = self.0.iter().map(|piece| match piece {
            Piece::Literal(text) | Piece::Variable(text) => text.as_str(),
        });
        texts.collect()
    }
    /// JSON in ASCII: all else as JSON's escapes.
    #[must_use]
    pub fn escaped(mut self) -> Word {
        for piece in &mut self.0 {
            if let Piece::Literal(text) = piece {
                *text = ascii(text);
            }
        }
        self
    }
}

fn ascii(json: &str) -> String {
    let mut out = String::with_capacity(json.len() * 2);
    for c in json.chars() {
        // serde_json escapes all other control characters itself.
        if c.is_ascii() && c != '\x7f' {
            out.push(c);
        } else {
            push_units(c, &mut out);
        }
    }
    out
}
