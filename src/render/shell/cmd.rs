//! cmd.exe.
//!
//! Two readers take a command apart: cmd.exe itself, which sees no backslash
//! and toggles at every quote, and then the program by the rules of Windows.
//! What either could misread is said as JSON's escapes, so that a command means
//! the same in a file and at the prompt.

use super::super::code::{Chunk, Kind, Span};
use super::super::word::{Piece, Word};
use super::dialect::{Answer, Dialect, NONE_FOUND, Sent, length};
use super::posix::POSIX;

/// cmd.exe.
pub static CMD: Cmd = Cmd;

/// cmd.exe.
#[derive(Debug)]
pub struct Cmd;

impl Dialect for Cmd {
    fn extension(&self) -> &'static str {
        "cmd"
    }
    fn file_head(&self) -> &'static str {
        "@echo off\n"
    }
    fn carriage_returns(&self) -> bool {
        true
    }
    fn continuation(&self) -> &'static str {
        " ^\n  "
    }
    fn word(&self, word: &Word) -> String {
        if let [Piece::Literal(text)] = word.0.as_slice()
            && is_plain(text)
        {
            return text.clone();
        }
        let mut out = String::from("\"");
        let mut backslashes = 0;
        for piece in &word.0 {
            match piece {
                Piece::Variable(name) => {
                    out.push_str(&["%", name, "%"].concat());
                    backslashes = 0;
                }
                Piece::Literal(text) => {
                    for c in text.chars() {
                        if c == '"' {
                            out.push_str(&"\\".repeat(backslashes + 1));
                        }
                        backslashes = if c == '\\' { backslashes + 1 } else { 0 };
                        out.push_str(if c == '%' { "%" } else { "" });
                        out.push(c);
                    }
                }
            }
        }
        // What the program must not take for an escaped quote.
        out.push_str(&"\\".repeat(backslashes));
        out.push('"');
        out
    }
    /// No line break is quoted by anything; the code page decides what else a
    /// file says; a quote would end cmd.exe's own; a percent sign is doubled
    /// in a file and not at the prompt; and `call` doubles a caret.
    fn carries(&self, text: &str) -> bool {
        text.chars()
            .all(|c| matches!(c, ' '..='~') && !matches!(c, '"' | '%' | '^'))
    }
    /// ASCII, with nothing in it that means something to cmd.exe, in quotes or out of them.
    fn json(&self, json: Word) -> Word {
        let mut json = json.escaped();
        for piece in &mut json.0 {
            if let Piece::Literal(text) = piece {
                *text = tame(text);
            }
        }
        json
    }
    fn breaks_lines(&self) -> bool {
        false
    }
    fn variable(&self, prefix: &str, name: &str) -> String {
        POSIX.variable(prefix, name)
    }
    fn spelt(&self, variable: &str) -> String {
        variable.to_owned()
    }
    fn fits(&self, command: &[Span]) -> bool {
        // 8,191 characters, with room for what the variables hold.
        length(command) < 7_800
    }
    fn limit(&self) -> &'static str {
        "cmd.exe takes at most 8,191 characters in one command"
    }
    /// Letters, digits and marks that mean nothing to cmd.exe in any code page.
    fn comment(&self, lines: &[String]) -> String {
        let plain = |c: char| match c {
            c if c.is_ascii_alphanumeric() || " .,:;-_/+=@#*'".contains(c) => c,
            '`' | '"' => '\'',
            '(' | '[' | '{' | ')' | ']' | '}' => ' ',
            _ => '?',
        };
        let lines = lines.iter().map(|line| {
            let line: String = line.chars().map(plain).collect();
            ["rem ", &line, "\n"].concat()
        });
        lines.collect()
    }
    fn open(&self, _: bool, script: &mut Chunk) {
        // Answers go through a file: `for /f` would read each command twice.
        script.push(
            Kind::Plain,
            "setlocal DisableDelayedExpansion\nset \"ANSWER=%TEMP%\\maintenance-window-%RANDOM%.txt\"\n",
        );
    }
    fn adaptive(&self) -> &'static str {
        "set \"AWS_RETRY_MODE=adaptive\"\n"
    }
    fn before(&self, sent: &Sent<'_>, script: &mut Chunk) {
        script
            .push(Kind::Plain, "\n>&2 echo ")
            .push(Kind::Value, said(sent.title))
            .push(Kind::Plain, "\n");
        if let Some(number) = sent.again {
            let label = ["set TRIES=0\n:request_", &number.to_string(), "\n"].concat();
            script.push(Kind::Plain, label);
        }
    }
    fn after(&self, sent: &Sent<'_>, script: &mut Chunk) {
        script.push(
            Kind::Plain,
            match sent.answer {
                Answer::Kept(_) | Answer::Found(_) | Answer::Demanded(..) => " >\"%ANSWER%\"",
                Answer::Shown => "",
                Answer::Aside => " >&2",
                Answer::Dropped => " >nul",
            },
        );
        if let Some(number) = sent.again {
            script.push(
                Kind::Plain,
                [
                    " 2>\"%ANSWER%.log\"\nif %ERRORLEVEL% neq 0 call :again\nif %ERRORLEVEL% equ 75 goto request_",
                    &number.to_string(),
                ]
                .concat(),
            );
        }
        script.push(
            Kind::Plain,
            ["\nif %ERRORLEVEL% neq 0 ", REMOVE, " & exit /b 1\n"].concat(),
        );
        let (Answer::Kept(name) | Answer::Found(name) | Answer::Demanded(name, _)) = sent.answer
        else {
            return;
        };
        // Emptied first: an answer that is not there would leave what was in it.
        script
            .push(Kind::Plain, "set \"")
            .push(Kind::Variable, name)
            .push(Kind::Plain, "=\"\nset /p ")
            .push(Kind::Variable, name)
            .push(Kind::Plain, "=<\"%ANSWER%\"\n");
        let stop = match sent.answer {
            Answer::Found(_) => Some(("if", "None", NONE_FOUND.to_owned())),
            Answer::Demanded(_, account) => {
                let stopped = ["Stopped: the credentials are for account %", name];
                let stopped = [&stopped.concat(), "%, not ", account].concat();
                Some(("if not", account, stopped))
            }
            Answer::Kept(_) | Answer::Shown | Answer::Aside | Answer::Dropped => None,
        };
        if let Some((is, text, stopped)) = stop {
            let test = [is, " \"%", name, "%\"==\"", text, "\" >&2 echo "].concat();
            script.push(
                Kind::Plain,
                [&test, &stopped, " & ", REMOVE, " & exit /b 1\n"].concat(),
            );
        }
        if !matches!(sent.answer, Answer::Demanded(..)) {
            script
                .push(Kind::Plain, "echo ")
                .push(Kind::Variable, [name, "=%", name, "%"].concat())
                .push(Kind::Plain, "\n");
        }
    }
    fn close(&self, again: bool, script: &mut Chunk) {
        script.push(Kind::Plain, ["\n", REMOVE, "\n"].concat());
        if again {
            script.push(Kind::Plain, AGAIN);
        }
    }
}

/// Decides whether a command is sent again, after a pause: while AWS answers that an id does not exist.
///
/// It ends with 75 when it is (a status that the AWS CLI does not use): `&&` after `call` is not
/// the same in every cmd.exe. `find` is called by its path, since others bring a `find` of their own.
const AGAIN: &str = "exit /b 0

:again
type \"%ANSWER%.log\" >&2
set /a TRIES+=1
if %TRIES% gtr 3 exit /b 1
\"%SystemRoot%\\System32\\find.exe\" \"DoesNotExistException\" \"%ANSWER%.log\" >nul
if %ERRORLEVEL% neq 0 exit /b 1
ping -n 6 127.0.0.1 >nul
exit /b 75
";

/// Takes away the files of answers, if they are there by now.
const REMOVE: &str = "del \"%ANSWER%\" \"%ANSWER%.log\" 2>nul";

/// What cmd.exe acts upon, some of it in quotes too.
const SPECIAL: &str = "&|<>^%!()";

/// JSON without special characters and quotes within its strings.
fn tame(json: &str) -> String {
    let mut out = String::new();
    let mut chars = json.chars();
    while let Some(c) = chars.next() {
        if c == '\\' {
            match chars.next() {
                Some('"') => out.push_str("\\u0022"),
                next => out.extend(std::iter::once(c).chain(next)),
            }
        } else if SPECIAL.contains(c) {
            out.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out
}

fn is_plain(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:@+".contains(c);
    !text.is_empty() && text.chars().all(plain)
}

/// A text after `echo`.
fn said(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        out.push_str(match c {
            '%' => "%",
            c if SPECIAL.contains(c) => "^",
            _ => "",
        });
        out.push(c);
    }
    out
}
