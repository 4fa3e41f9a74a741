//! `plan FILE… --read`: what people already have, as a project.

use std::borrow::Cow;
use std::io::Read;
use std::process::ExitCode;

use maintenance_window_builder::draft::Draft;
use maintenance_window_builder::import;
use maintenance_window_builder::import::read::{Input, Outcome, read_all};

/// The bytes of a file, or of standard input for `-`.
pub fn bytes(name: &str) -> Result<Vec<u8>, String> {
    if name != "-" {
        return std::fs::read(name).map_err(|e| format!("{name}: {e}"));
    }
    let mut bytes = Vec::new();
    std::io::stdin()
        .read_to_end(&mut bytes)
        .map_err(|e| e.to_string())?;
    Ok(bytes)
}

/// The draft of a project file, or of any other text that tells of windows.
pub fn draft(name: &str, bytes: &[u8]) -> Result<Draft, String> {
    let refused = match import::project(bytes) {
        Ok(draft) => return Ok(draft),
        Err(error) => format!("{name}: {error}"),
    };
    let outcome = outcome(&[(name, bytes.to_vec())]);
    notes(&[], &outcome);
    outcome.draft.ok_or(refused)
}

/// Prints the project that the files are read as, and what there is to know.
pub fn run(files: &[String]) -> Result<ExitCode, String> {
    if files.is_empty() {
        return Err("--read needs a file".to_owned());
    }
    let mut texts = Vec::new();
    for name in files {
        texts.push((name.as_str(), bytes(name)?));
    }
    if let [(_, bytes)] = texts.as_slice()
        && let Ok(draft) = import::project(bytes)
    {
        return print(&draft);
    }
    let outcome = outcome(&texts);
    let names: Vec<&str> = match texts.as_slice() {
        [_] => Vec::new(),
        several => several.iter().map(|(name, _)| *name).collect(),
    };
    notes(&names, &outcome);
    match &outcome.draft {
        Some(draft) => print(draft),
        None => Ok(ExitCode::from(2)),
    }
}

fn outcome(texts: &[(&str, Vec<u8>)]) -> Outcome {
    let texts: Vec<(&str, Cow<'_, str>)> = texts
        .iter()
        .map(|(name, bytes)| (*name, String::from_utf8_lossy(bytes)))
        .collect();
    let inputs: Vec<Input<'_>> = texts
        .iter()
        .map(|(name, text)| Input { name, text })
        .collect();
    read_all(&inputs)
}

fn print(draft: &Draft) -> Result<ExitCode, String> {
    let text = serde_json::to_string_pretty(&import::written(draft)).map_err(|e| e.to_string())?;
    println!("{text}");
    Ok(ExitCode::SUCCESS)
}

/// Prints what there is to know, a line each; with the name of the file where there are several.
fn notes(names: &[&str], outcome: &Outcome) {
    for noted in &outcome.notes {
        let file = names.get(noted.input);
        let file = file.map_or(String::new(), |name| format!("{name}:"));
        let (line, column) = (noted.position.line, noted.position.column);
        let note = &noted.note;
        eprintln!(
            "{file}{line}:{column}: {} [{}] {}",
            note.kind, note.slug, note.message
        );
    }
}
