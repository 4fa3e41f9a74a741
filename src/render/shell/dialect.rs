//! What a shell has to say of itself, so that commands can be written for it.

use super::super::code::{Chunk, Span};
use super::super::word::Word;

/// What becomes of a command's answer.
#[derive(Debug, Clone, Copy)]
pub enum Answer<'a> {
    /// One member of it, kept in a variable and printed.
    Kept(&'a str),
    /// The first of a list, kept in a variable and printed. Without one the script stops.
    Found(&'a str),
    /// An account, kept in a variable. When it is not the second the script stops.
    Demanded(&'a str, &'a str),
    /// It is printed.
    Shown,
    /// It is printed, but not among what the script returns.
    Aside,
    /// Nobody asked for it.
    Dropped,
}

/// A command of a script.
#[derive(Debug, Clone, Copy)]
pub struct Sent<'a> {
    /// What it does.
    pub title: &'a str,
    /// What becomes of its answer.
    pub answer: Answer<'a>,
    /// Its number in the script, if it is sent again while AWS does not know an id that was just created.
    pub again: Option<usize>,
}

/// Why a script stops that found nothing to go on with.
pub const NONE_FOUND: &str = "Stopped: AWS returned none";

/// A shell's way to write.
pub trait Dialect: Sync {
    /// The ending of a script's file: `sh`.
    fn extension(&self) -> &'static str;
    /// What a file begins with, which a paste into the shell does without.
    fn file_head(&self) -> &'static str;
    /// Whether a file's lines end with a carriage return too.
    fn carriage_returns(&self) -> bool;
    /// Ends a line within a command, and indents the next.
    fn continuation(&self) -> &'static str;
    /// A word, as the shell must read it.
    fn word(&self, word: &Word) -> String;
    /// Whether a text can be a word of its own. JSON on one line always can, see [`Dialect::json`].
    fn carries(&self, text: &str) -> bool;
    /// JSON on one line as a text that can be a word.
    fn json(&self, json: Word) -> Word;
    /// Whether JSON may be spread over several lines for reading.
    fn breaks_lines(&self) -> bool;
    /// The variable for what is called `target_1` in the plan.
    fn variable(&self, prefix: &str, name: &str) -> String;
    /// How a variable is spelt in a sentence: `$WindowId`.
    fn spelt(&self, variable: &str) -> String;
    /// Whether the system takes a command of these pieces.
    fn fits(&self, command: &[Span]) -> bool;
    /// What the system takes, completing «… takes».
    fn limit(&self) -> &'static str;
    /// Lines of text as what a file begins with, which does nothing wherever it is pasted.
    fn comment(&self, lines: &[String]) -> String;
    /// Opens a script; `again` when it has commands that are sent again.
    fn open(&self, again: bool, script: &mut Chunk);
    /// Has the AWS CLI slow down when AWS throttles it.
    fn adaptive(&self) -> &'static str;
    /// Prints what is done, and gets ready for a command's answer.
    fn before(&self, sent: &Sent<'_>, script: &mut Chunk);
    /// Ends a command, stops if it failed, and prints what was kept.
    fn after(&self, sent: &Sent<'_>, script: &mut Chunk);
    /// Closes a script.
    fn close(&self, again: bool, script: &mut Chunk);
}

/// The length of a command's text.
pub(super) fn length(command: &[Span]) -> usize {
    command.iter().map(|span| span.text.len()).sum()
}
