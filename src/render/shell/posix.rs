//! sh, dash, bash and zsh, for which the same text is right.

use crate::hidden::is_visible;

use super::super::code::{Chunk, Kind, Span};
use super::super::word::{Piece, Word};
use super::dialect::{Answer, Dialect, NONE_FOUND, Sent};

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
    fn open(&self, again: bool, script: &mut Chunk) {
        script.push(Kind::Plain, "(\nset -eu\n");
        if again {
            script.push(Kind::Plain, AGAIN);
        }
    }
    /// A text for the command that does nothing. Pasted into an interactive zsh, `#` begins no
    /// comment: the line would be run, with whatever a warning quotes.
    fn comment(&self, lines: &[String]) -> String {
        [": ", &literal(&lines.join("\n")), "\n"].concat()
    }
    fn adaptive(&self) -> &'static str {
        "export AWS_RETRY_MODE=adaptive\n"
    }
    fn before(&self, sent: &Sent<'_>, script: &mut Chunk) {
        script
            .push(Kind::Plain, "\necho ")
            .push(Kind::Value, literal(sent.title))
            .push(Kind::Plain, " >&2\n");
        if let Answer::Kept(name) | Answer::Found(name) | Answer::Demanded(name, _) = sent.answer {
            script.push(Kind::Variable, name).push(Kind::Plain, "=$(");
        }
        if sent.again.is_some() {
            script.push(Kind::Plain, "try_again ");
        }
    }
    fn after(&self, sent: &Sent<'_>, script: &mut Chunk) {
        let end = match sent.answer {
            Answer::Kept(_) | Answer::Found(_) | Answer::Demanded(..) => ")\n",
            Answer::Shown => "\n",
            Answer::Aside => " >&2\n",
            Answer::Dropped => " >/dev/null\n",
        };
        script.push(Kind::Plain, end);
        let stop = match sent.answer {
            Answer::Found(name) => Some((name, "!=", "None", NONE_FOUND.to_owned())),
            Answer::Demanded(name, account) => {
                let stopped = ["Stopped: the credentials are for account $", name];
                let stopped = [&stopped.concat(), ", not ", account].concat();
                Some((name, "=", account, stopped))
            }
            Answer::Kept(_) | Answer::Shown | Answer::Aside | Answer::Dropped => None,
        };
        if let Some((name, is, text, stopped)) = stop {
            script
                .push(Kind::Plain, "[ ")
                .push(Kind::Variable, ["\"$", name, "\""].concat())
                .push(Kind::Plain, [" ", is, " ", text, " ] || { echo "].concat())
                .push(Kind::Value, ["\"", &stopped, "\""].concat())
                .push(Kind::Plain, " >&2; exit 1; }\n");
        }
        if let Answer::Kept(name) | Answer::Found(name) = sent.answer {
            script
                .push(Kind::Plain, "echo ")
                .push(Kind::Variable, ["\"", name, "=$", name, "\""].concat())
                .push(Kind::Plain, "\n");
        }
    }
    fn close(&self, _: bool, script: &mut Chunk) {
        script.push(Kind::Plain, ")\n");
    }
}

/// Runs a command, and again after a pause while AWS answers that an id does not exist.
const AGAIN: &str = r#"try_again() {
  for PAUSE in 2 5 10 0; do
    { PROBLEM=$("$@" 2>&1 >&3) && return; } 3>&1
    printf '%s\n' "$PROBLEM" >&2
    case $PROBLEM in *DoesNotExistException*) sleep "$PAUSE" ;; *) return 1 ;; esac
  done
  return 1
}
"#;

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
