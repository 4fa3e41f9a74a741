//! Commands in a POSIX shell's notation, among whatever other text there is.
//!
//! [`words`] reads the words of one command: quotes, continuations, variables
//! and substitutions. [`shorthand`] reads the AWS CLI's own notation in a word.
//! Nothing is run: what a command would print is a symbol.

pub mod shorthand;
pub mod words;

pub use words::{Command, Expand, Word, command};
