//! What is fuzzed: everything that reads what a stranger wrote.
//!
//! A reader of another notation is one more line in [`SUBJECTS`], with a corpus
//! and with what must be true of any input.

use std::path::Path as FilePath;

use jiff::Timestamp;
use maintenance_window_builder::check::{Ask, Checker, check, strangers};
use maintenance_window_builder::draft::Draft;
use maintenance_window_builder::examples::EXAMPLES;
use maintenance_window_builder::import::read::read;
use maintenance_window_builder::import::{self, link};
use maintenance_window_builder::lifecycle;
use maintenance_window_builder::preview;
use maintenance_window_builder::render::{self, Artifact, Options, Wanted};
use maintenance_window_builder::schedule::compose::Choice;
use maintenance_window_builder::schedule::{Schedule, Timing, Zone, explain, parse};
use serde_json::json;

use super::everything;

/// Something that reads what a stranger wrote.
pub struct Subject {
    /// What it is called.
    pub name: &'static str,
    /// What must be true of any input.
    pub says: &'static str,
    /// Inputs to begin with.
    pub corpus: fn() -> Vec<Vec<u8>>,
    /// How often the work of one reading it does: its time budget is as many times as large.
    pub times: u32,
    /// Reads an input; what is wrong, if something is.
    pub run: fn(&[u8]) -> Result<(), String>,
}

/// Everything that is fuzzed, a line each.
#[rustfmt::skip]
pub static SUBJECTS: &[Subject] = &[
    Subject { name: "schedules", says: "parsed, explained, composed and previewed; written, a schedule reads the same", corpus: schedules, times: 1, run: schedule },
    Subject { name: "projects", says: "opened; saved, written and linked, a project reads the same", corpus: projects, times: 1, run: project },
    Subject { name: "links", says: "unpacked and opened; made again, a link reads the same", corpus: links, times: 1, run: fragment },
    Subject { name: "answers", says: "taken by every operation; what is refused changes nothing", corpus: answers, times: 2, run: answer },
    Subject { name: "programs", says: "Python and TypeScript, read; something was read or a note says why not", corpus: programs, times: 2, run: program },
    Subject { name: "shells", says: "commands of bash, PowerShell and cmd.exe: read, and something said where nothing is", corpus: shells, times: 3, run: read_text },
    Subject { name: "json", says: "requests and answers: read, and something said where nothing is", corpus: requests, times: 2, run: read_text },
    Subject { name: "cloudformation", says: "templates: read, and something said where nothing is", corpus: templates, times: 3, run: read_text },
    Subject { name: "outputs", says: "checked, and said in every format and shell; no raw control character", corpus: projects, times: 10, run: outputs },
    Subject { name: "terraform", says: "read as a project, or a note says why not", corpus: configurations, times: 4, run: configuration },
];

fn now() -> Timestamp {
    Timestamp::from_second(1_795_000_000).unwrap_or_default()
}

fn same(one: &Draft, other: &Draft, how: &str) -> Result<(), String> {
    if one == other {
        return Ok(());
    }
    Err(format!(
        "{how}, it reads otherwise:\n{}\n{}",
        one.to_json(),
        other.to_json()
    ))
}

fn texts(folder: &str, ending: &str) -> Vec<Vec<u8>> {
    fn all(folder: &FilePath, ending: &str, into: &mut Vec<Vec<u8>>) {
        let mut entries: Vec<_> = std::fs::read_dir(folder)
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.path())
            .collect();
        // The same seed makes the same input wherever the files lie.
        entries.sort();
        for path in entries {
            if path.is_dir() {
                all(&path, ending, into);
            } else if path.to_string_lossy().ends_with(ending) {
                into.extend(std::fs::read(&path));
            }
        }
    }
    let mut found = Vec::new();
    all(
        &FilePath::new(env!("CARGO_MANIFEST_DIR")).join(folder),
        ending,
        &mut found,
    );
    found
}

/// Lines: schedule, zone, offset, start, end, duration, cutoff.
fn schedules() -> Vec<Vec<u8>> {
    let lines = texts("tests/core/schedule", "sentences.txt");
    let lines = lines
        .iter()
        .flat_map(|text| text.split(|byte| *byte == b'\n'));
    let mut all: Vec<Vec<u8>> = lines
        .filter(|line| !line.is_empty() && !line.starts_with(b"#"))
        .map(|line| {
            let line = String::from_utf8_lossy(line);
            let mut parts = line.split(" | ");
            let mut part = || parts.next().unwrap_or_default();
            let (schedule, offset, zone) = (part(), part(), part());
            format!("{schedule}\n{zone}\n{offset}\n\n\n4\n1").into_bytes()
        })
        .collect();
    all.extend([
        "cron(* * * * * ? *)\nAmerica/New_York\n6\n\n\n24\n23".into(),
        "cron(0 0 ? 2 TUE#5 2028,2199)\nPacific/Apia\n3\n2027-01-01T00:00:00Z\n\n1\n0".into(),
        "rate(90 days)\nUTC\n\n2026-01-01T00:00:00Z\n2027-01-01T00:00:00Z\n4\n0".into(),
        "at(2027-03-28T02:30:00)\nEurope/Berlin\n\n\n\n4\n0".into(),
        "every second tuesday at 5pm\n\n\n\n\n\n".into(),
    ]);
    all
}

fn schedule(bytes: &[u8]) -> Result<(), String> {
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.split('\n');
    let mut line = || lines.next().unwrap_or_default();
    let (schedule, zone, offset) = (line(), line(), line());
    let window = json!({"Schedule": schedule, "ScheduleTimezone": zone, "ScheduleOffset": offset,
        "StartDate": line(), "EndDate": line(), "Duration": line(), "Cutoff": line()});
    let read = parse(schedule);
    let _ = explain(schedule);
    if let Some(read) = read.schedule {
        let written = read.text();
        let Some(again) = parse(&written).schedule else {
            return Err(format!(
                "`{schedule}` is written as `{written}`, which can't be read"
            ));
        };
        if again.text() != written || starts(again) != starts(read) {
            return Err(format!(
                "`{schedule}` is written as `{written}`, which runs otherwise"
            ));
        }
    }
    if let Some(choice) = Choice::read_texts(schedule, offset) {
        let _ = choice.write();
    }
    let _ = preview::soon(schedule, 6, &Zone::utc(), now());
    let steady = json!({"Schedule": "cron(0 2 ? * TUE#2 *)", "Duration": "4", "Cutoff": "1"});
    let draft = opened(json!([window, steady]))?;
    let checked = check(&draft, now());
    everything::previews(&checked, now());
    let timings = checked
        .plan
        .windows()
        .iter()
        .filter_map(|window| window.timing.as_ref());
    for timing in timings {
        let starts: Vec<Timestamp> = timing.runs(now()).take(20).map(|run| run.start).collect();
        let ascends = starts.windows(2).all(|two| two.first() < two.last());
        if !ascends || starts.first().is_some_and(|first| *first <= now()) {
            return Err(format!("the starts are out of order: {starts:?}"));
        }
    }
    Ok(())
}

/// When a schedule runs first.
fn starts(schedule: Schedule) -> Vec<Timestamp> {
    let timing = Timing::new(schedule, Zone::utc());
    timing.runs(now()).take(5).map(|run| run.start).collect()
}

/// What the page writes in a format, in every shell, and cases of what people have.
fn written(format: &str, cases: &[&str]) -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    for case in texts("tests/core/import/cases", ".case") {
        let text = String::from_utf8_lossy(&case).into_owned();
        let inputs = text.split("== ").filter(|part| part.starts_with("input"));
        let inputs = inputs.filter_map(|part| part.split_once('\n'));
        let fits = inputs.filter(|(_, text)| cases.iter().any(|sign| text.contains(sign)));
        all.extend(fits.map(|(_, text)| text.as_bytes().to_vec()));
    }
    for example in EXAMPLES {
        let checked = check(&example.draft(), now());
        for options in everything::all_options() {
            let Some(format) = render::format(format) else {
                continue;
            };
            let artifacts = (format.render)(&checked.plan, &options, Wanted::All);
            all.extend(artifacts.iter().filter_map(Artifact::file_bytes));
        }
    }
    all.sort();
    all.dedup();
    all
}

fn shells() -> Vec<Vec<u8>> {
    written("cli", &["aws ssm", "-SSM", "-ssm"])
}

fn requests() -> Vec<Vec<u8>> {
    written("json", &["{\n", "|---", "Schedule:"])
}

fn templates() -> Vec<Vec<u8>> {
    written("cloudformation", &["AWS::SSM"])
}

/// A text is read, and where nothing is in it something is said; what is open is in the draft.
fn read_text(bytes: &[u8]) -> Result<(), String> {
    let text = String::from_utf8_lossy(bytes);
    let outcome = import::read::read("", &text);
    let Some(draft) = outcome.draft else {
        return match outcome.notes.is_empty() {
            true => Err("nothing was read, and nothing says why".to_owned()),
            false => Ok(()),
        };
    };
    let symbol = |c: char| (0xF_0000..=0xF_FFFD).contains(&u32::from(c));
    let saved = draft.to_json().to_string();
    if saved.contains(symbol) {
        return Err(format!("a symbol is left: {saved}"));
    }
    let again = Draft::from_file(&saved).map_err(|error| format!("saved: {error}"))?;
    same(&draft, &again, "saved")?;
    let _ = check(&draft, now());
    Ok(())
}

fn opened(windows: serde_json::Value) -> Result<Draft, String> {
    let file = json!({"format": "maintenance-window-builder", "version": 1, "Windows": windows});
    import::project(file.to_string().as_bytes()).map_err(|error| error.to_string())
}

fn projects() -> Vec<Vec<u8>> {
    let mut all = texts("tests/fixtures/render", "project.json");
    all.extend(EXAMPLES.iter().map(|example| (example.text)().into()));
    all
}

fn project(bytes: &[u8]) -> Result<(), String> {
    let Ok(draft) = import::project(bytes) else {
        return Ok(());
    };
    let saved = draft.to_json().to_string();
    let saved = Draft::from_file(&saved).map_err(|error| format!("saved: {error}"))?;
    same(&draft, &saved, "saved")?;
    let written = import::written(&draft).to_string();
    if written.len() <= import::LARGEST {
        let written = import::project(written.as_bytes());
        same(
            &draft,
            &written.map_err(|error| format!("written: {error}"))?,
            "written",
        )?;
    }
    let body = link::body(&draft);
    if body.len() <= import::LARGEST {
        let read = link::read(body.as_bytes()).map_err(|error| format!("linked: {error}"))?;
        same(&draft, &read, "linked")?;
    }
    let checked = check(&draft, now());
    let _ = strangers(&draft, &checked.report);
    // What is remembered of a draft before says the same of the next one.
    let mut checker = Checker::default();
    checker.check(&draft, now());
    let mut next = draft.clone();
    if let Some(field) = everything::a_field(&next) {
        next.set(&field, "Another");
    }
    if checker.check(&next, now()) != check(&next, now()) {
        return Err("checked again, it is judged otherwise".to_owned());
    }
    let back = draft.without(&draft, &next);
    same(&draft, &back, "undone").and(same(&draft, &next.without(&draft, &next), "undone"))
}

fn links() -> Vec<Vec<u8>> {
    EXAMPLES
        .iter()
        .map(|example| link::plain(&link::body(&example.draft())).into_bytes())
        .chain([
            b"#window".to_vec(),
            b"1.".to_vec(),
            b"2.eJw".to_vec(),
            b"99.x".to_vec(),
        ])
        .collect()
}

fn fragment(bytes: &[u8]) -> Result<(), String> {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(Some(link::Packed::Plain(body) | link::Packed::Deflated(body))) = link::unpack(&text)
        && let Ok(draft) = link::read(&body)
    {
        let again = link::plain(&link::body(&draft));
        let Ok(Some(link::Packed::Plain(body))) = link::unpack(&again) else {
            return Err("made again, it is no link".to_owned());
        };
        let read = link::read(&body).map_err(|error| error.to_string())?;
        same(&draft, &read, "made again")?;
    }
    // What inflates to anything may be read too.
    let _ = link::read(bytes);
    Ok(())
}

fn with_ids() -> Draft {
    let two_rings = EXAMPLES.iter().find(|example| example.id == "two-rings");
    two_rings.map(|example| example.draft()).unwrap_or_default()
}

fn asks(draft: &Draft) -> Vec<Ask> {
    let operations = lifecycle::operations();
    operations
        .filter_map(|operation| {
            let subject = lifecycle::subjects(draft, operation).into_iter().next()?;
            Some(Ask::plain(operation, &subject))
        })
        .collect()
}

fn answers() -> Vec<Vec<u8>> {
    let draft = with_ids();
    let plan = check(&draft, now()).plan;
    let samples = asks(&draft).into_iter();
    samples
        .filter_map(|ask| lifecycle::sample(&draft, &plan, &ask))
        .map(|sample| sample.to_string().into_bytes())
        .chain([
            b"WINDOW_1_ID=mw-0c50858d01e6c5f30\nWINDOW_1_TARGET_1_ID=e32eecb2-646c-4f4b-8ed1-205fbEXAMPLE".to_vec(),
            b"mw-0c50858d01e6c5f30".to_vec(),
            b"An error occurred (ThrottlingException) when calling the GetMaintenanceWindow operation".to_vec(),
        ])
        .collect()
}

fn answer(bytes: &[u8]) -> Result<(), String> {
    let pasted = String::from_utf8_lossy(bytes);
    let draft = with_ids();
    let plan = check(&draft, now()).plan;
    for ask in asks(&draft) {
        let mut taken = draft.clone();
        if lifecycle::absorb(&mut taken, &ask, &pasted).is_err() {
            same(&draft, &taken, "refused")?;
        }
    }
    let mut taken = draft.clone();
    if lifecycle::absorb_script(&mut taken, &plan, &pasted).is_err() {
        same(&draft, &taken, "refused")?;
    }
    for window in plan.windows() {
        let _ = lifecycle::compare(&draft, &plan, &window.path, &pasted);
    }
    Ok(())
}

/// Programs in Python and TypeScript: what people write, and the page's own scripts.
fn programs() -> Vec<Vec<u8>> {
    let mut all = texts("tests/fixtures/programs", "");
    for example in EXAMPLES {
        let plan = check(&example.draft(), now()).plan;
        let python = render::format("python").map(|format| format.render);
        let written = python.map(|render| render(&plan, &Options::default(), Wanted::All));
        let texts = written.into_iter().flatten();
        all.extend(
            texts
                .filter_map(|artifact| artifact.file_text())
                .map(String::into_bytes),
        );
    }
    all
}

fn program(bytes: &[u8]) -> Result<(), String> {
    let text = String::from_utf8_lossy(bytes);
    for name in ["", "a.ts"] {
        let outcome = read(name, &text);
        if outcome.draft.is_none() && outcome.notes.is_empty() {
            return Err("nothing was read, and no note says why".to_owned());
        }
    }
    Ok(())
}

/// What people copy from an output holds no control character but a line feed.
fn is_clean(artifact: &Artifact) -> Result<(), String> {
    let Some(code) = &artifact.code else {
        return Ok(());
    };
    let mut text = code.to_string();
    // The format of calendar files ends its lines so.
    if artifact.file.ends_with(".ics") {
        text = text.replace("\r\n", "\n");
    }
    let dirty = text.chars().find(|c| c.is_control() && *c != '\n');
    match dirty {
        Some(c) => Err(format!("{} holds U+{:04X}", artifact.file, c as u32)),
        None => Ok(()),
    }
}

fn outputs(bytes: &[u8]) -> Result<(), String> {
    let Ok(draft) = import::project(bytes) else {
        return Ok(());
    };
    let checked = check(&draft, now());
    let mut outcome = Ok(());
    everything::outputs(&checked, &mut |artifact| {
        if outcome.is_ok() {
            outcome = is_clean(artifact);
        }
    });
    everything::previews(&checked, now());
    everything::later(&draft, &checked, &mut |_| {});
    outcome
}

/// Configurations of Terraform: those of the tests, and what is written of each example.
fn configurations() -> Vec<Vec<u8>> {
    let mut all = texts("tests/core/import/terraform", ".tf");
    for example in EXAMPLES {
        let checked = check(&example.draft(), now());
        everything::outputs(&checked, &mut |artifact| {
            if artifact.file.ends_with(".tf") {
                all.extend(artifact.file_text().map(String::into_bytes));
            }
        });
    }
    all
}

fn configuration(bytes: &[u8]) -> Result<(), String> {
    let text = String::from_utf8_lossy(bytes);
    let outcome = import::read::read("main.tf", &text);
    if outcome.draft.is_none() && outcome.notes.is_empty() {
        return Err("nothing was read, and nothing says why".to_owned());
    }
    Ok(())
}
