//! `plan FILE… --read`: what people already have, as a project.

use std::io::Read;
use std::process::ExitCode;

use maintenance_window_builder::draft::Draft;
use maintenance_window_builder::import;
use maintenance_window_builder::import::read::{Outcome, read};

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
    let outcome = outcome(name, bytes);
    notes("", &outcome);
    outcome.draft.ok_or(refused)
}

/// Prints the project that the files are read as, and what there is to know.
pub fn run(files: &[String]) -> Result<ExitCode, String> {
    let [name] = files else {
        return Err("--read takes one file".to_owned());
    };
    let bytes = bytes(name)?;
    if let Ok(draft) = import::project(&bytes) {
        return print(&draft);
    }
    let outcome = outcome(name, &bytes);
    notes("", &outcome);
    match &outcome.draft {
        Some(draft) => print(draft),
        None => Ok(ExitCode::from(2)),
    }
}

fn outcome(name: &str, bytes: &[u8]) -> Outcome {
    read(name, &String::from_utf8_lossy(bytes))
}

fn print(draft: &Draft) -> Result<ExitCode, String> {
    let text = serde_json::to_string_pretty(&import::written(draft)).map_err(|e| e.to_string())?;
    println!("{text}");
    Ok(ExitCode::SUCCESS)
}

fn notes(file: &str, outcome: &Outcome) {
    for (place, note) in &outcome.notes {
        let (line, column) = (place.line, place.column);
        let file = if file.is_empty() {
            String::new()
        } else {
            format!("{file}:")
        };
        eprintln!(
            "{file}{line}:{column}: {} [{}] {}",
            note.kind, note.slug, note.message
        );
    }
}
