//! The page without the page: reads a project file and prints one format, or
//! what is wrong with the project.
//!
//! ```text
//! plan PROJECT.json --format cli [--shell cmd …] [--out DIR] [--notes] [--now 2026-11-22T00:00:00Z]
//! plan PROJECT.json --format cli --pack verify|diagnose|update|rollback
//! plan PROJECT.json --format cli --operation NAME [--on Windows[0].Tasks[1]] [--sample]
//! plan PROJECT.json --walkthrough [--stage 4.2 --format cli | --absorb ANSWER]
//! plan PROJECT.json --compare ANSWER --on Windows[0]
//! plan FILE… --read
//! plan --list-formats
//! ```
//!
//! `--read` prints the project that commands, scripts, templates or answers are
//! read as; on standard error a line for each thing to know, `LINE:COLUMN: KIND
//! [slug] MESSAGE`, with `FILE:` before it when there are several files. Exit code 2: nothing was read. Every other option takes
//! such a file in place of `PROJECT.json` too.
//!
//! Every setting of the page is an option: `--region eu-central-1`, and flags
//! `--disabled`, `--no-repeatable`. A wrong word prints them all. The Region,
//! account, profile and way of creating that the project has are used where no
//! option says otherwise.
//!
//! `--absorb` takes what AWS answered from a file and prints the project with
//! the ids in it; with `--stage` the answer to that command, else what the
//! script that creates printed. `--compare` sets AWS's list of runs beside
//! this program's.
//!
//! Without `--out` the first artifact goes to standard output; of a format
//! with a body for each request (`json`), all of them as one JSON array. With
//! `--out` every artifact becomes a file. When something is wrong, the report
//! goes to standard error, a line each `PATH: severity [slug] message (hint); fix`, and
//! the exit code is 1; warnings are reported and change nothing. With `--notes`
//! what to know before using an artifact follows, a line each `FILE: note
//! MESSAGE`. `PROJECT` may be `-` for standard input.

#[path = "support/lifecycle.rs"]
mod lifecycle;
#[path = "support/read.rs"]
mod read;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::SystemTime;

use jiff::Timestamp;
use maintenance_window_builder::check::{Checked, Severity, check};
use maintenance_window_builder::draft::Draft;
use maintenance_window_builder::render::options::{Control, OFF, ON};
use maintenance_window_builder::render::{
    self, Artifact, FORMATS, Options, SETTINGS, Setting, Wanted,
};

/// What can be said, the settings from their table.
fn usage() -> String {
    let mut text = String::from(
        "usage: plan PROJECT.json --format ID [--out DIR] [--notes] [--now INSTANT] [SETTING…]\n            [--pack ID | --operation NAME [--on PATH] [--sample] | --walkthrough [--stage N.M] | --absorb FILE | --compare FILE]\n       plan --list-formats\nsettings:\n",
    );
    for Setting {
        id, help, control, ..
    } in SETTINGS
    {
        let option = match control {
            Control::Choice(choices) => {
                let ids: Vec<&str> = choices.iter().map(|choice| choice.id).collect();
                format!("--{id} {}", ids.join("|"))
            }
            Control::Text { .. } => format!("--{id} TEXT"),
            Control::Flag => format!("--{id} or --no-{id}"),
        };
        text.push_str(&format!("  {option}\n      {help}\n"));
    }
    text
}

/// The setting that an option names, and its value where the option says that too.
fn setting(option: &str) -> Option<(&'static Setting, Option<&'static str>)> {
    let find = |id: &str| SETTINGS.iter().find(|setting| setting.id == id);
    let is_flag = |setting: &Setting| matches!(setting.control, Control::Flag);
    match option.strip_prefix("--no-").and_then(find) {
        Some(setting) if is_flag(setting) => Some((setting, Some(OFF))),
        _ => {
            let setting = option.strip_prefix("--").and_then(find)?;
            Some((setting, is_flag(setting).then_some(ON)))
        }
    }
}

struct Args {
    project: String,
    format: Option<&'static render::Format>,
    asked: lifecycle::Asked,
    settings: Vec<(&'static Setting, String)>,
    out: Option<PathBuf>,
    notes: bool,
    now: Timestamp,
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if words.iter().any(|word| word == "--list-formats") {
        for format in FORMATS {
            println!("{}\t{}", format.id, format.help);
        }
        return ExitCode::SUCCESS;
    }
    if words.iter().any(|word| word == "--read") {
        let files: Vec<String> = words.into_iter().filter(|word| word != "--read").collect();
        return read::run(&files).unwrap_or_else(|message| {
            eprintln!("{message}");
            ExitCode::from(2)
        });
    }
    match args(&words).and_then(|args| run(&args)) {
        Ok(code) => code,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

fn args(words: &[String]) -> Result<Args, String> {
    let (mut project, mut format, mut settings, mut out, mut now) =
        (None, None, Vec::new(), None, None);
    let mut asked = lifecycle::Asked::default();
    let mut notes = false;
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let mut value = || {
            words
                .next()
                .ok_or_else(|| format!("{word} needs a value\n{}", usage()))
        };
        match word.as_str() {
            "--format" => {
                let id = value()?;
                format =
                    Some(render::format(id).ok_or_else(|| {
                        format!("no format is called `{id}`: see --list-formats")
                    })?);
            }
            "--notes" => notes = true,
            "--out" => out = Some(PathBuf::from(value()?)),
            "--now" => {
                now = Some(
                    value()?
                        .parse::<Timestamp>()
                        .map_err(|e| format!("--now: {e}"))?,
                )
            }
            word if asked.take(word, &mut || value().cloned())? => {}
            word if word.starts_with("--") => {
                let (setting, said) =
                    setting(word).ok_or_else(|| format!("unknown option {word}\n{}", usage()))?;
                let said = match said {
                    Some(said) => said,
                    None => value()?,
                };
                if !setting.set(&mut Options::default(), said) {
                    return Err(format!("{word} can't be `{said}`\n{}", usage()));
                }
                settings.push((setting, said.to_owned()));
            }
            word => project = Some(word.to_owned()),
        }
    }
    let clock = || -> Result<Timestamp, String> {
        let since = SystemTime::now()
            .duration_since(SystemTime::UNIX_EPOCH)
            .map_err(|e| e.to_string())?;
        let seconds = i64::try_from(since.as_secs()).map_err(|e| e.to_string())?;
        Timestamp::from_second(seconds).map_err(|e| e.to_string())
    };
    Ok(Args {
        project: project.ok_or_else(usage)?,
        format,
        asked,
        settings,
        out,
        notes,
        now: now.map_or_else(clock, Ok)?,
    })
}

fn run(args: &Args) -> Result<ExitCode, String> {
    let bytes = read::bytes(&args.project)?;
    let mut draft = read::draft(&args.project, &bytes)?;
    // A setting on the command line comes before the project's own.
    let mut options = Options::default();
    for (setting, value) in &args.settings {
        setting.put(&mut draft, &mut options, value);
    }
    let options = options.of(&draft);
    if let Some(text) = args.asked.text(&mut draft, &options, args.now)? {
        print!("{text}");
        return Ok(ExitCode::SUCCESS);
    }
    let format = args.format.ok_or(&usage())?;
    let checked = args.asked.checked(&draft, args.now)?;
    let checked = checked.unwrap_or_else(|| check(&draft, args.now));
    report(&draft, &checked);
    if checked.report.has_errors() {
        return Ok(ExitCode::from(1));
    }
    let mut artifacts = (format.render)(&checked.plan, &options, Wanted::All);
    if args.asked.is_single() && artifacts.len() > 1 {
        artifacts.remove(0);
    }
    if args.notes {
        for artifact in &artifacts {
            for note in &artifact.notes {
                eprintln!("{}: note {note}", artifact.file);
            }
        }
    }
    match &args.out {
        Some(folder) => save(folder, &artifacts)?,
        None => print(format, &artifacts)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn report(draft: &Draft, checked: &Checked) {
    for violation in &checked.report.violations {
        let severity = match violation.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        };
        let hint = if violation.hint.is_empty() {
            String::new()
        } else {
            format!(" ({})", violation.hint)
        };
        let fixes = violation
            .fixes
            .iter()
            .map(|fix| ["; ", &fix.label].concat());
        let fixes: String = fixes.collect();
        eprintln!(
            "{}: {severity} [{}] {}{hint}{fixes}",
            draft.spell(&violation.path),
            violation.slug,
            violation.message
        );
    }
}

fn print(format: &render::Format, artifacts: &[Artifact]) -> Result<(), String> {
    if format.id != "json" {
        print!(
            "{}",
            artifacts
                .first()
                .and_then(Artifact::file_text)
                .unwrap_or_default()
        );
        return Ok(());
    }
    let mut all = Vec::new();
    for artifact in artifacts {
        let text = artifact.file_text().unwrap_or_default();
        let body: serde_json::Value = serde_json::from_str(&text).map_err(|e| e.to_string())?;
        all.push(serde_json::json!({"operation": artifact.operation, "title": artifact.title, "body": body}));
    }
    println!(
        "{}",
        serde_json::to_string_pretty(&all).map_err(|e| e.to_string())?
    );
    Ok(())
}

fn save(folder: &std::path::Path, artifacts: &[Artifact]) -> Result<(), String> {
    std::fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    for artifact in artifacts {
        let path = folder.join(&artifact.file);
        std::fs::write(&path, artifact.file_bytes().unwrap_or_default())
            .map_err(|e| format!("{}: {e}", path.display()))?;
        println!("{}", path.display());
    }
    Ok(())
}
