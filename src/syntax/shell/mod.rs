//! Commands of shells, among whatever other text there is.
//!
//! [`words`] reads the words of one command of a POSIX shell: quotes, continuations,
//! variables and substitutions. [`cmd`] reads the lines of cmd.exe. [`shorthand`] reads the AWS CLI's own notation in a word.
//! Nothing is run: what a command would print is a symbol.

pub mod cmd;
pub mod shorthand;
pub mod words;

pub use words::{Command, Expand, Word, command};
