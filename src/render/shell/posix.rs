//! sh, dash, bash and zsh, for which the same text is right.

use crate::hidden::is_visible;

use super::super::code::{Chunk, Kind, Span};
use super::super::word::{Piece, Word};
use super::dialect::{Answer, Dialect};

/// POSIX shells.
pub static POSIX: Posix = Posix;

/// POSIX shells.
#[derive(Debug)]
pub struct Posix;

impl Dialect for Posix {
    fn extension(&self) -> &'static str {
        "sh"
    }
    fn file_head(&self) -> &'static str {
        "#!/bin/sh\n"
    }
    fn carriage_returns(&self) -> bool {
        false
    }
    fn continuation(&self) -> &'static str {
        " \\\n  "
    }
    /// A variable stands in double quotes; text in single quotes, or bare where
    /// no shell reads anything into it.
    fn word(&self, word: &Word) -> String {
        let mut out = String::new();
        for piece in &word.0 {
            match piece {
                Piece::Variable(name) => {
                    out.push_str("\"$");
                    out.push_str(name);
                    out.push('"');
                }
                Piece::Literal(text) => write(text, &mut out),
            }
        }
        if out.is_empty() { "''".to_owned() } else { out }
    }
    fn carries(&self, text: &str) -> bool {
        // NUL can be in no word. Of what else is hidden, a terminal acts on much before the shell reads it.
        text.split('\n').all(is_visible)
    }
    fn json(&self, json: Word) -> Word {
        json
    }
    fn breaks_lines(&self) -> bool {
        true
    }
    fn variable(&self, prefix: &str, name: &str) -> String {
        [prefix, &name.to_ascii_uppercase(), "_ID"].concat()
    }
    fn spelt(&self, variable: &str) -> String {
        variable.to_owned()
    }
    fn fits(&self, command: &[Span]) -> bool {
        // Linux's MAX_ARG_STRLEN, with its closing NUL.
        command.iter().all(|span| span.text.len() < 131_071)
    }
    fn limit(&self) -> &'static str {
        "Linux takes at most 128 KB in one argument"
    }
    /// The script runs in a subshell, so that pasting it into a terminal does not
    /// end that terminal at the first failure; and has no comments, which an
    /// interactive zsh does not know.
    fn open(&self, script: &mut Chunk) {
        script.push(Kind::Plain, "(\nset -eu\n");
    }
    fn before(&self, title: &str, answer: Answer<'_>, script: &mut Chunk) {
        script
            .push(Kind::Plain, "\necho ")
            .push(Kind::Value, literal(title))
            .push(Kind::Plain, " >&2\n");
        if let Answer::Kept(name) = answer {
            script.push(Kind::Variable, name).push(Kind::Plain, "=$(");
        }
    }
    fn after(&self, _: &str, answer: Answer<'_>, script: &mut Chunk) {
        match answer {
            Answer::Kept(name) => script
                .push(Kind::Plain, ")\necho ")
                .push(Kind::Variable, ["\"", name, "=$", name, "\""].concat())
                .push(Kind::Plain, "\n"),
            Answer::Shown => script.push(Kind::Plain, "\n"),
            Answer::Dropped => script.push(Kind::Plain, " >/dev/null\n"),
        };
    }
    fn close(&self, script: &mut Chunk) {
        script.push(Kind::Plain, ")\n");
    }
}

fn literal(text: &str) -> String {
    let mut out = String::new();
    write(text, &mut out);
    out
}

/// A terminal without a line editor cuts a longer line, a closing quote included: macOS after 1024 bytes, Linux after 4095.
const LONGEST_LINE: usize = 900;

/// Adds a text in single quotes, or bare where no shell reads anything into it.
fn write(text: &str, out: &mut String) {
    // At the start of a word zsh expands `=`.
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_./:@%+,=".contains(&b);
    let bare = !text.is_empty() && text.bytes().all(plain) && !text.starts_with('=');
    // Single quotes, because no shell reads anything inside them, not even `!`; a quote itself stands between two.
    let quote = if bare { "" } else { "'" };
    out.push_str(quote);
    let mut column = 0;
    for c in text.chars() {
        if column >= LONGEST_LINE && c != '\n' {
            // Outside of quotes a backslash joins two lines in the middle of a word.
            out.extend([quote, "\\\n", quote]);
            column = 0;
        }
        let from = out.len();
        match c {
            '\'' => out.push_str("'\\''"),
            c => out.push(c),
        }
        column = if c == '\n' {
            0
        } else {
            column + out.len() - from
        };
    }
    out.push_str(quote);
}
