//! Notations, without any knowledge of AWS: what a text says, and where in it.
//!
//! Every reader gives the same [`Data`], with the byte at which each piece
//! stands. A value that is not known here (an undefined variable, what a
//! command will answer) is a [`Symbol`] in a text: it keeps how it was
//! written. Readers never fail as a whole: what they cannot read they report
//! as [`Fault`]s and go on behind it. Nothing is evaluated without a bound.

pub mod data;
pub mod hcl;
pub mod json;
pub mod powershell;
pub mod program;
pub mod shell;
pub mod source;
pub mod symbol;
pub mod yaml;

pub use data::{Data, Entry, Spanned};
pub use source::{Fault, Piece, Position, Sources};
pub use symbol::{Link, Symbol, Symbols};

/// A text in one line, short enough for a message.
pub(crate) fn source_line(text: &str) -> String {
    const LONGEST: usize = 80;
    let line = text.trim().lines().next().unwrap_or_default().trim();
    let mut out: String = line.chars().take(LONGEST).collect();
    if out.len() < text.trim().len() {
        out.push_str(" ...");
    }
    out
}
