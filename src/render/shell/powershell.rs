//! PowerShell, in its two ways to hand words to a program.
//!
//! From 7.3 on a program gets each word as it is. Before, PowerShell joins the
//! words to a command line without care: quotes inside must be escaped for the
//! program, empty words vanish, and whether a word is quoted as a whole depends
//! on what stands in it.

use crate::hidden::is_visible;

use super::super::code::{Chunk, Kind, Span};
use super::super::header::comments;
use super::super::word::{Piece, Word};
use super::dialect::{Answer, Dialect, NONE_FOUND, Sent, length};

/// PowerShell from 7.3.
pub static POWERSHELL: PowerShell = PowerShell { legacy: false };
/// Windows PowerShell 5.1, and PowerShell 7.0 to 7.2.
pub static WINDOWS_POWERSHELL: PowerShell = PowerShell { legacy: true };

/// PowerShell of an age.
#[derive(Debug)]
pub struct PowerShell {
    /// Whether it joins words without care.
    legacy: bool,
}

/// What PowerShell reads as a single quote, typographic ones included.
const SINGLE: [char; 5] = ['\'', '\u{2018}', '\u{2019}', '\u{201a}', '\u{201b}'];
/// What PowerShell reads as a double quote.
const DOUBLE: [char; 4] = ['"', '\u{201c}', '\u{201d}', '\u{201e}'];

impl Dialect for PowerShell {
    fn extension(&self) -> &'static str {
        "ps1"
    }
    fn file_head(&self) -> &'static str {
        // Without the mark, 5.1 reads a file in the code page of its machine.
        if self.legacy { "\u{feff}" } else { "" }
    }
    fn carriage_returns(&self) -> bool {
        false
    }
    fn continuation(&self) -> &'static str {
        " `\n  "
    }
    fn word(&self, word: &Word) -> String {
        let has_variable = |piece: &Piece| matches!(piece, Piece::Variable(_));
        if let [Piece::Variable(name)] = word.0.as_slice() {
            return ["$", name].concat();
        }
        // Next to each other, a quoted text and a variable would be two words.
        let expands = word.0.iter().any(has_variable);
        let mut text = String::new();
        for piece in &word.0 {
            match piece {
                Piece::Variable(name) => text.push_str(&["${", name, "}"].concat()),
                Piece::Literal(literal) => self.push(literal, expands, &mut text),
            }
        }
        let quote = match word.0.as_slice() {
            [Piece::Literal(literal)] if is_plain(literal) => "",
            _ if expands => "\"",
            _ => "'",
        };
        [quote, &text, quote].concat()
    }
    fn carries(&self, text: &str) -> bool {
        // A line break that is pasted becomes another one; other hidden characters are the terminal's.
        if !is_visible(text) {
            return false;
        }
        let has_blank = text.contains(char::is_whitespace);
        // 5.1 takes a word with a quote before its first blank for quoted already,
        // and does not double a backslash before the quote that it adds itself.
        !self.legacy
            || !(text.is_empty() || text.ends_with('\\') || has_blank && text.contains('"'))
    }
    /// A blank in front, outside of all quotes, makes 5.1 quote the word.
    fn json(&self, json: Word) -> Word {
        if !self.legacy {
            return json;
        }
        let mut padded = Word::literal(" ");
        padded.append(json);
        padded
    }
    fn breaks_lines(&self) -> bool {
        true
    }
    /// `target_1` is `$Target1Id`.
    fn variable(&self, prefix: &str, name: &str) -> String {
        let mut out = prefix.to_owned();
        for word in name.split('_') {
            let mut chars = word.chars();
            out.extend(chars.next().map(|first| first.to_ascii_uppercase()));
            out.push_str(chars.as_str());
        }
        out.push_str("Id");
        out
    }
    fn spelt(&self, variable: &str) -> String {
        ["$", variable].concat()
    }
    fn fits(&self, command: &[Span]) -> bool {
        // Windows takes 32,766 characters in all, the program's own path included.
        length(command) < 32_000
    }
    fn limit(&self) -> &'static str {
        "Windows takes at most 32,766 characters in one command"
    }
    fn comment(&self, lines: &[String]) -> String {
        comments(lines)
    }
    /// A block stops as a whole, also when it is pasted.
    fn open(&self, again: bool, script: &mut Chunk) {
        script
            .push(Kind::Plain, "& {\n")
            .push(Kind::Variable, "$ErrorActionPreference")
            .push(Kind::Plain, " = 'Stop'\n");
        if again {
            script.push(Kind::Plain, AGAIN);
        }
    }
    fn adaptive(&self) -> &'static str {
        "$env:AWS_RETRY_MODE = 'adaptive'\n"
    }
    fn before(&self, sent: &Sent<'_>, script: &mut Chunk) {
        script
            .push(Kind::Plain, "\nWrite-Host ")
            .push(Kind::Value, quoted(sent.title))
            .push(Kind::Plain, "\n");
        let variable = match sent.answer {
            Answer::Kept(name) | Answer::Found(name) | Answer::Demanded(name, _) => Some(name),
            Answer::Dropped => Some("null"),
            Answer::Shown | Answer::Aside => None,
        };
        if let Some(variable) = variable {
            script
                .push(Kind::Variable, ["$", variable].concat())
                .push(Kind::Plain, " = ");
        }
        if sent.again.is_some() {
            script.push(Kind::Plain, "Invoke-Again { ");
        }
    }
    /// No PowerShell stops at a program's failure by itself.
    fn after(&self, sent: &Sent<'_>, script: &mut Chunk) {
        if sent.again.is_some() {
            script.push(Kind::Plain, " }");
        }
        if matches!(sent.answer, Answer::Aside) {
            script.push(Kind::Plain, " | Out-Host");
        }
        script
            .push(Kind::Plain, "\nif (")
            .push(Kind::Variable, "$LASTEXITCODE")
            .push(Kind::Plain, ") { throw ")
            .push(Kind::Value, quoted(&["Failed: ", sent.title].concat()))
            .push(Kind::Plain, " }\n");
        let stop = match sent.answer {
            Answer::Found(name) => Some((name, "-eq", "None", NONE_FOUND.to_owned())),
            Answer::Demanded(name, account) => {
                let stopped = ["Stopped: the credentials are for account $", name];
                let stopped = [&stopped.concat(), ", not ", account].concat();
                Some((name, "-ne", account, stopped))
            }
            Answer::Kept(_) | Answer::Shown | Answer::Aside | Answer::Dropped => None,
        };
        if let Some((name, is, text, stopped)) = stop {
            script
                .push(Kind::Plain, "if (")
                .push(Kind::Variable, ["$", name].concat())
                .push(Kind::Plain, [" ", is, " '", text, "') { throw "].concat())
                .push(Kind::Value, ["\"", &stopped, "\""].concat())
                .push(Kind::Plain, " }\n");
        }
        if let Answer::Kept(name) | Answer::Found(name) = sent.answer {
            script
                .push(Kind::Variable, ["\"", name, "=$", name, "\""].concat())
                .push(Kind::Plain, "\n");
        }
    }
    fn close(&self, _: bool, script: &mut Chunk) {
        script.push(Kind::Plain, "}\n");
    }
}

/// Runs a command, and again after a pause while AWS answers that an id does not exist.
///
/// What a program writes to its error stream arrives as records among the lines of its answer, and 5.1 would stop at the
/// first of them.
const AGAIN: &str = r"function Invoke-Again($Command) {
  $ErrorActionPreference = 'Continue'
  foreach ($Pause in 2, 5, 10, 0) {
    $Lines = & $Command 2>&1
    $Problem = $Lines | Where-Object { $_ -isnot [string] } | Out-String
    if (-not $LASTEXITCODE) { break }
    Write-Host $Problem
    if ($Problem -notmatch 'DoesNotExistException') { break }
    Start-Sleep $Pause
  }
  $Lines | Where-Object { $_ -is [string] }
}
";

impl PowerShell {
    /// Adds a text as it stands between single quotes, or between double quotes.
    fn push(&self, literal: &str, expands: bool, out: &mut String) {
        let mut backslashes = 0;
        for c in literal.chars() {
            if c == '"' && self.legacy {
                out.push_str(&"\\".repeat(backslashes + 1));
            }
            backslashes = if c == '\\' { backslashes + 1 } else { 0 };
            if expands && (DOUBLE.contains(&c) || c == '`' || c == '$') {
                out.push('`');
            } else if !expands && SINGLE.contains(&c) {
                out.push(c);
            }
            out.push(c);
        }
    }
}

fn quoted(text: &str) -> String {
    let mut out = String::from("'");
    POWERSHELL.push(text, false, &mut out);
    out.push('\'');
    out
}

/// Whether a text can stand without quotes: it begins like a word, not like a number, an operator or an option.
fn is_plain(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-_./:".contains(c))
}
