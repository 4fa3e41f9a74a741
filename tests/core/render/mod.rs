//! What each format says, for every fixture and every example: expected texts
//! lie beside the projects. `UPDATE_FIXTURES=1 cargo test` rewrites them; the
//! difference is then read.

use std::fs;
use std::path::{Path, PathBuf};

use maintenance_window_builder::catalogue::OPERATIONS;
use maintenance_window_builder::check::check;
use maintenance_window_builder::draft::Draft;
use maintenance_window_builder::import;
use maintenance_window_builder::render::{
    self, Artifact, FORMATS, Options, SETTINGS, Wanted, faults,
};
use serde_json::json;

mod infrastructure;
mod options;
mod pasted;
mod permissions;
mod said;
mod scripts;
mod settings;
mod steps;
mod words;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/render")
}

/// Compares with an expected file, or writes it.
pub fn expect(path: &Path, text: &str) {
    if std::env::var_os("UPDATE_FIXTURES").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        return;
    }
    let expected = fs::read_to_string(path)
        .unwrap_or_else(|_| panic!("no {}: run with UPDATE_FIXTURES=1", path.display()));
    assert!(
        expected == text,
        "{} differs: run with UPDATE_FIXTURES=1 and read the difference\n{text}",
        path.display()
    );
}

/// The fixtures, each a folder with a project, and the page's examples, whose projects lie with the page.
fn projects() -> Vec<(PathBuf, PathBuf)> {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/examples");
    let mut all: Vec<(PathBuf, PathBuf)> = fs::read_dir(examples)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "json"))
        .map(|path| (folder().join(path.file_stem().unwrap()), path))
        .collect();
    let own = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path());
    all.extend(
        own.map(|folder| (folder.clone(), folder.join("project.json")))
            .filter(|(_, project)| project.exists()),
    );
    all
}

/// A file's name, a format, and what is set.
type Way = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
);

/// Ways to say a project besides each format's own.
const WAYS: &[Way] = &[("cli-v2", "cli", &[]), ("cli-v1", "cli", &[("cli", "v1")])];

/// The same for those projects that say much: one of each shell, each style and each setting.
const MORE_WAYS: &[Way] = &[
    ("cli-powershell", "cli", &[("shell", "powershell")]),
    (
        "cli-windows-powershell",
        "cli",
        &[("shell", "windows-powershell")],
    ),
    ("cli-cmd", "cli", &[("shell", "cmd")]),
    ("cli-files-v1", "cli-files", &[("cli", "v1")]),
    ("cli-files-cmd", "cli-files", &[("shell", "cmd")]),
    (
        "cli-settings",
        "cli",
        &[
            ("region", "eu-central-1"),
            ("profile", "it's mine"),
            ("prefix", "PATCH_"),
            ("disabled", "on"),
            ("repeatable", "off"),
        ],
    ),
];
const IN_MORE_WAYS: &[&str] = &[
    "walkthrough",
    "hostile",
    "everything",
    "two-rings",
    "lambda",
];

/// Options with some settings set.
fn options(set: &[(&str, &str)]) -> Options {
    let mut options = Options::default();
    for (id, value) in set {
        let setting = SETTINGS.iter().find(|setting| setting.id == *id).unwrap();
        assert!(setting.set(&mut options, value), "{id} {value}");
    }
    options
}

/// Options with some settings set, those of the project in the draft.
fn settle(draft: &mut Draft, set: &[(&str, &str)]) -> Options {
    let mut person = Options::default();
    for (id, value) in set {
        let setting = SETTINGS.iter().find(|setting| setting.id == *id).unwrap();
        assert!(setting.put(draft, &mut person, value), "{id} {value}");
    }
    person.of(draft)
}

#[test]
fn every_format_says_every_fixture_as_expected() {
    let mut cases = 0;
    for (folder, project) in projects() {
        let project = fs::read(project).unwrap();
        let draft = import::project(&project).unwrap();
        let checked = check(&draft, "2026-11-22T12:00:00Z".parse().unwrap());
        assert!(
            !checked.report.has_errors(),
            "{}: {:?}",
            folder.display(),
            checked.report
        );
        let name = folder.file_name().unwrap().to_str().unwrap();
        let own = FORMATS.iter().filter(|format| format.id != "cli");
        let mut ways: Vec<_> = own.map(|format| (format.id, format.id, &[][..])).collect();
        ways.extend(WAYS);
        if IN_MORE_WAYS.contains(&name) {
            ways.extend(MORE_WAYS);
        }
        for (file, format, set) in ways {
            let format = render::format(format).unwrap();
            let mut all = String::new();
            let mut draft = draft.clone();
            let options = settle(&mut draft, set);
            let plan = check(&draft, "2026-11-22T12:00:00Z".parse().unwrap()).plan;
            for artifact in (format.render)(&plan, &options, Wanted::All) {
                all.push_str(&format!("==> {} ({})\n", artifact.file, artifact.title));
                for note in &artifact.notes {
                    all.push_str(&format!("note: {note}\n"));
                }
                match artifact.file_text() {
                    Some(text) => all.push_str(&text),
                    // Of what is no text, what is in it.
                    None => match artifact.code {
                        Some(code) => all.push_str(&code.to_string()),
                        // A calendar of a window that exists has nothing to say but why.
                        None => assert!(!artifact.notes.is_empty()),
                    },
                }
            }
            expect(&folder.join(format!("{file}.txt")), &all);
        }
        cases += 1;
    }
    assert!(cases >= 12, "{cases}");
}

/// A project's artifacts of a format.
fn artifacts(project: serde_json::Value, format: &str, set: &[(&str, &str)]) -> Vec<Artifact> {
    let mut draft = crate::check::draft(&project);
    let options = settle(&mut draft, set);
    let plan = check(&draft, crate::check::now()).plan;
    let format = render::format(format).unwrap();
    (format.render)(&plan, &options, Wanted::All)
}

/// pip installs version 1 as `aws.cmd`: without `call`, a script ends with its first command.
#[test]
fn cmd_calls_version_one_and_reads_nothing_differently_the_second_time() {
    let project = crate::check::with(&[("/Description", json!("50% of a^b & c"))]);
    for format in ["cli", "cli-files"] {
        let set = [("shell", "cmd"), ("cli", "v1")];
        let artifacts = artifacts(project.clone(), format, &set);
        let script = artifacts[0].file_text().unwrap();
        let commands: Vec<&str> = script
            .lines()
            .filter(|line| line.contains("aws "))
            .collect();
        // The account, three requests, and the look at the end.
        assert_eq!(commands.len(), 5, "{script}");
        for command in commands {
            assert!(command.starts_with("call aws "), "{command}");
        }
        let carets = script
            .lines()
            .filter(|line| line.trim_end_matches(" ^").contains('^'));
        assert_eq!(carets.count(), 0, "{script}");
        assert!(
            artifacts[0]
                .notes
                .iter()
                .all(|note| !note.contains("aws.cmd"))
        );
    }
}

#[test]
fn a_cmd_script_is_silent_when_copied_and_leaves_no_file_when_it_fails() {
    let script = &artifacts(crate::check::base(), "cli", &[("shell", "cmd")])[0];
    let text = script.code.as_ref().unwrap().to_string();
    assert!(
        text.starts_with("@echo off\nrem ") && text.contains("\nsetlocal "),
        "{text}"
    );
    assert_eq!(script.file_text().unwrap().matches("@echo off").count(), 1);
    // What decides whether a command is sent again leaves the file to who asked.
    let (script, _) = text.split_once("exit /b 0\n").unwrap();
    for line in script.lines().filter(|line| line.contains("exit /b")) {
        assert!(line.contains("del \"%ANSWER%\""), "{line}");
    }
}

#[test]
fn a_task_without_a_name_is_called_by_what_it_runs_in_every_format() {
    let project = crate::check::with(&[("/Tasks/0/Name", serde_json::Value::Null)]);
    for (format, says) in [
        ("cli", "Register the task AWS-RunPatchBaseline"),
        ("python", "Register the task AWS-RunPatchBaseline"),
        ("ticket", "**Task `AWS-RunPatchBaseline`**"),
    ] {
        let text = artifacts(project.clone(), format, &[])[0]
            .file_text()
            .unwrap();
        assert!(text.contains(says), "{format}: {text}");
        assert!(!text.contains("task 1"), "{format}: {text}");
    }
}

#[test]
fn a_ticket_has_room_for_every_id_that_its_commands_name() {
    let text = artifacts(crate::check::base(), "ticket", &[])[0]
        .file_text()
        .unwrap();
    for (at, _) in text.match_indices("\"$") {
        let name = text[at + 2..].split('"').next().unwrap();
        assert!(text.contains(&format!("\n{name}=\n")), "{name}");
    }
    assert!(text.contains("\"$TASK_1_ID\""));
}

#[test]
fn a_ticket_says_of_the_cutoff_what_holds_for_the_type_of_the_task() {
    let of = |kind: &str, arn: &str| {
        let project = crate::check::with(&[
            ("/Tasks/0/TaskType", json!(kind)),
            ("/Tasks/0/TaskArn", json!(arn)),
            ("/Tasks/0/CutoffBehavior", json!("CANCEL_TASK")),
            ("/Tasks/0/TaskInvocationParameters", serde_json::Value::Null),
        ]);
        artifacts(project, "ticket", &[])[0].file_text().unwrap()
    };
    let command = of("RUN_COMMAND", "AWS-RunPatchBaseline");
    assert!(command.contains("At the cutoff: Starts no more invocations, and tries to cancel"));
    let function = of("LAMBDA", "SSM-warm");
    assert!(function.contains("At the cutoff: Starts no more invocations; what runs may finish"));
    assert!(!function.contains("Run Command"));
}

#[test]
fn formats_have_ids_of_their_own() {
    for (n, format) in FORMATS.iter().enumerate() {
        assert!(
            FORMATS
                .iter()
                .skip(n + 1)
                .all(|other| other.id != format.id)
        );
        assert!(!format.label.is_empty() && !format.help.is_empty());
    }
}

/// At each keystroke the page asks for one text: it must be the one that a download would hold.
#[test]
fn one_artifact_alone_is_the_same_as_among_all() {
    for (_, project) in projects() {
        let draft = import::project(&fs::read(project).unwrap()).unwrap();
        let plan = check(&draft, "2026-11-22T12:00:00Z".parse().unwrap()).plan;
        let options = Options::default();
        for format in FORMATS {
            let all = (format.render)(&plan, &options, Wanted::All);
            let outline = (format.render)(&plan, &options, Wanted::Outline);
            assert_eq!(all.len(), outline.len(), "{}", format.id);
            for (n, artifact) in all.iter().enumerate() {
                let one = (format.render)(&plan, &options, Wanted::One(n));
                assert_eq!(&one[n], artifact, "{}", format.id);
                assert_eq!(outline[n].title, artifact.title);
                assert!(outline[n].code.is_none());
                let others = one.iter().enumerate().filter(|(other, _)| *other != n);
                assert!(
                    others
                        .map(|(_, other)| other)
                        .all(|other| other.code.is_none())
                );
            }
        }
    }
}

#[test]
fn no_format_writes_what_an_error_blocks() {
    let project = folder().join("hostile/project.json");
    let text = fs::read_to_string(project).unwrap();
    let draft = import::project(text.replace("rate(7 days)", "rate(7 dayz)").as_bytes()).unwrap();
    let checked = check(&draft, "2026-11-22T12:00:00Z".parse().unwrap());
    assert!(checked.report.has_errors());
    for format in FORMATS {
        for artifact in (format.render)(&checked.plan, &Options::default(), Wanted::All) {
            assert_eq!(
                artifact.code.is_none(),
                !artifact.problems.is_empty(),
                "{}",
                artifact.file
            );
            assert!(
                artifact.part.is_some() || artifact.code.is_none(),
                "{}",
                artifact.file
            );
        }
    }
}

#[test]
fn every_documented_error_has_its_advice() {
    for operation in OPERATIONS {
        let known = faults::of(&[operation]);
        for error in operation.errors {
            assert!(known.iter().any(|(code, _)| code == error), "{error}");
        }
    }
}

#[test]
fn a_calendar_keeps_its_line_ends_in_the_file() {
    let project = folder().join("everything/project.json");
    let draft = import::project(&fs::read(project).unwrap()).unwrap();
    let plan = check(&draft, "2026-11-22T12:00:00Z".parse().unwrap()).plan;
    let format = maintenance_window_builder::render::format("ics").unwrap();
    let all = (format.render)(&plan, &Options::default(), Wanted::All);
    let text = all[0].file_text().unwrap();
    assert_eq!(text, all[0].code.as_ref().unwrap().to_string());
    assert!(text.ends_with("END:VCALENDAR\r\n"));
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
}
