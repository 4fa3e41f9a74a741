//! Programs in Python and TypeScript: which requests they send, and which
//! constructs of the CDK they make.
//!
//! A program is followed, not run: names, literals, texts that are put together,
//! loops over known lists, functions of the text with the arguments that they
//! are called with. What is not known stays as it was written. Where a condition
//! is not known, both ways are read. Everything has a bound.

mod arguments;
mod assign;
mod builtin;
mod calls;
mod constructs;
mod evaluate;
mod methods;
mod objects;
mod operators;
mod requests;
mod run;
mod standard;
mod texts;
mod value;

use std::borrow::Cow;

use super::call::Reading;
use super::readers::{Read, counted};
use crate::catalogue::{OPERATIONS, Operation, TAGGING};
use crate::syntax::program::{python, typescript};
use crate::syntax::{Piece, Sources};
use run::Program;

/// The languages that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Language {
    Python,
    TypeScript,
}

/// Reads a text that may hold a program.
pub fn read(sources: &Sources, number: usize, reading: &mut Reading) -> Vec<Read> {
    let Some(piece) = sources.piece(number) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for language in languages(&piece) {
        found.extend(read_in(language, &piece, reading));
    }
    if found.is_empty() {
        return Vec::new();
    }
    let text = found.join("; ");
    vec![Read {
        input: number,
        text,
    }]
}

/// The longest dictionary or list that is read as Python prints it, in bytes.
const LONGEST_PRINTED: usize = 200_000;

/// Reads a dictionary or list as Python prints it, if it holds something of ours. Gives the
/// byte behind it, or else how many bytes were looked at.
pub fn printed(text: &str, at: usize, reading: &mut Reading) -> Result<usize, usize> {
    let longest = (at + LONGEST_PRINTED).min(text.len());
    let longest = (longest..=text.len()).find(|end| text.is_char_boundary(*end));
    let text = text.get(..longest.unwrap_or_default()).unwrap_or_default();
    let (expression, end) = python::expression(text, at)?;
    let (before, skeletons) = (reading.calls.len(), reading.skeletons);
    Program::new(text, Language::Python, reading).alone(&expression);
    let found = (before, skeletons) != (reading.calls.len(), reading.skeletons);
    if found { Ok(end) } else { Err(end - at) }
}

/// The languages in which a text may hold something of ours.
fn languages(piece: &Piece<'_>) -> Vec<Language> {
    let text = piece.text;
    let constructs =
        text.contains("CfnMaintenanceWindow") || text.contains("AWS::SSM::MaintenanceWindow");
    let by_name = piece.is_named(&[".ts", ".tsx", ".js", ".mjs", ".cjs", ".jsx"]);
    let is_made = text.match_indices("new ").any(|(at, _)| {
        let word = text.get(at + 4..).unwrap_or_default();
        let end = word.find(['(', ' ', '<', '\n']).unwrap_or(word.len());
        word.get(..end).is_some_and(|path| {
            path.contains("CfnMaintenanceWindow")
                || path.ends_with("CfnResource") && constructs
                || path.ends_with("MaintenanceWindowCommand")
        })
    });
    let is_sent = ["createMaintenanceWindow(", "WithMaintenanceWindow("]
        .iter()
        .any(|method| text.contains(method));
    let script = is_made || is_sent || by_name && constructs;
    let python = text.contains("_maintenance_window") || constructs && !script;
    let mut languages = Vec::new();
    if script {
        languages.push(Language::TypeScript);
    }
    if python && !by_name {
        languages.push(Language::Python);
    }
    languages
}

fn read_in(language: Language, piece: &Piece<'_>, reading: &mut Reading) -> Option<String> {
    let (before, skeletons) = (reading.calls.len(), reading.skeletons);
    let (statements, given_up) = match language {
        Language::Python => {
            let wanted = |name: &str| wanted(name);
            python::statements(piece.whole, piece.begin, &wanted)
        }
        Language::TypeScript => {
            let code = only_fenced(piece.whole, piece.begin);
            typescript::statements(&code, piece.begin)
        }
    };
    if let Some(at) = given_up {
        let message = "The rest of the program is not read: it can be read in too many ways";
        reading.notes.unread(at, "too-long", message);
    }
    let mut program = Program::new(piece.whole, language, reading);
    program.whole(&statements);
    let constructs = program.constructs.len();
    let calls = reading.calls.len().saturating_sub(before + constructs);
    let (library, name) = match language {
        Language::Python => ("boto3 call", "Python"),
        Language::TypeScript => ("SDK call", "TypeScript"),
    };
    let counts = [
        (constructs, "CDK construct"),
        (calls, library),
        (reading.skeletons - skeletons, "skeleton"),
    ];
    let counts = counts.iter().filter(|(count, _)| *count > 0);
    let counts: Vec<String> = counts.map(|(count, what)| counted(*count, what)).collect();
    (!counts.is_empty()).then(|| format!("{}, {name}", counts.join(", ")))
}

/// The text with blanks in place of what stands outside the fences of Markdown: there,
/// a backtick begins no text that goes over lines.
fn only_fenced(text: &str, begin: usize) -> Cow<'_, str> {
    let own = text.get(begin..).unwrap_or_default();
    let is_fence = |line: &str| line.trim_start().starts_with("```");
    if !own.lines().any(is_fence) {
        return Cow::Borrowed(text);
    }
    let mut out = text.get(..begin).unwrap_or_default().to_owned();
    let mut inside = false;
    for line in own.split_inclusive('\n') {
        let fence = is_fence(line);
        if inside && !fence {
            out.push_str(line);
        } else {
            let blank = line.len() - usize::from(line.ends_with('\n'));
            out.extend(std::iter::repeat_n(' ', blank));
            out.push_str(line.get(blank..).unwrap_or_default());
        }
        inside ^= fence;
    }
    Cow::Owned(out)
}

/// Whether what is called by a name sends a request or makes a construct.
fn wanted(name: &str) -> bool {
    operation(name).is_some() || constructs::operation(name).is_some()
}

/// The operation that a method of the client sends.
fn operation(method: &str) -> Option<&'static Operation> {
    if !method.contains("aintenance") && !method.contains("_resource") && !method.contains("_tags")
    {
        return None;
    }
    let mut all = OPERATIONS.iter().chain(TAGGING);
    if method.contains('_') {
        return all.find(|operation| operation.method() == method).copied();
    }
    // JavaScript: `createMaintenanceWindow`, `CreateMaintenanceWindowCommand`.
    let name = method.strip_suffix("Command").unwrap_or(method);
    all.find(|operation| operation.name.eq_ignore_ascii_case(name))
        .copied()
}
