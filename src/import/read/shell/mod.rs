//! Scripts and single commands of shells: bash, zsh and sh, PowerShell, cmd.exe.
//!
//! Which shell a text is of [`dialect`] tells; each has its own notion of words,
//! variables and loops, and all share what their commands make.

mod answers;
mod cmd;
mod cmdlet;
mod commands;
mod dialect;
mod files;
mod native;
mod posix;
mod powershell;
mod prose;
mod session;

use super::call::Reading;
use super::readers::{Read, counted};
use crate::syntax::{Sources, json};
use dialect::Dialect;
use prose::unquoted_lines;
use session::Shell;

/// Reads every command of a text, with the files that commands name.
pub fn read(sources: &Sources, number: usize, reading: &mut Reading) -> Vec<Read> {
    let Some(piece) = sources.piece(number) else {
        return Vec::new();
    };
    let lower = piece.text.to_ascii_lowercase();
    if !lower.contains("aws") && !lower.contains("-ssm") {
        return Vec::new();
    }
    // Commands in a request are texts of it.
    let begin = piece.begin + piece.text.len() - piece.text.trim_start().len();
    if piece.text.trim_start().starts_with('{')
        && let Some(value) = json::value(piece.whole, begin)
        && piece
            .whole
            .get(value.end..)
            .is_some_and(|rest| rest.trim().is_empty())
    {
        return Vec::new();
    }
    let before = reading.calls.len();
    let text = &*unquoted_lines(piece.whole, piece.begin);
    let own = text.get(piece.begin..).unwrap_or_default();
    let mut shell = Shell::new(reading, text, sources, number);
    shell.files_of_fences(text, piece.begin);
    let mut dialects: Vec<Dialect> = Vec::new();
    for (from, to, dialect) in dialect::parts(&piece, own) {
        let (from, to) = (piece.begin + from, piece.begin + to);
        let commands = shell.count();
        match dialect {
            Dialect::Posix => shell.run(text, from, to),
            Dialect::PowerShell => {
                shell.run_powershell(text, from, to);
                shell.uncalled();
            }
            Dialect::Cmd => shell.run_cmd(text, from, to),
        }
        if shell.count() > commands && !dialects.contains(&dialect) {
            dialects.push(dialect);
        }
    }
    if shell.count() == 0 {
        return Vec::new();
    }
    let what = [
        (shell.commands, "AWS CLI command"),
        (shell.cmdlets, "cmdlet"),
    ];
    let what: Vec<String> = what
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, noun)| counted(*count, noun))
        .collect();
    dialects.sort_unstable();
    let shells: Vec<&str> = dialects.iter().map(|dialect| dialect.label()).collect();
    let own = Read {
        input: number,
        text: format!("{}, {}", what.join(" and "), shells.join(" and ")),
    };
    let used = shell.used.iter().map(|input| Read {
        input: *input,
        text: "Request file of a command".to_owned(),
    });
    let all = std::iter::once(own).chain(used).collect();
    let took = std::mem::take(&mut shell.took);
    answers::read(reading, text, piece.begin, &took, before);
    all
}
