//! The next runs as a calendar file (RFC 5545): an event for each, from the
//! opening of the window to its end.
//!
//! Times are in UTC, so that no calendar reads a zone's rules in its own way.
//! An event's id is made of the window's name and the start: importing a newer
//! file changes events instead of doubling them.

use jiff::Timestamp;

use crate::check::{Plan, Window};
use crate::hidden::is_hidden;
use crate::preview::{Open, RUNS, SKIPPED, wall};
use crate::schedule::{Occurrence, Timing, Zone, describe};

use super::artifact::{Artifact, Wanted};
use super::code::{Chunk, Code, Kind};
use super::format::Format;
use super::options::Options;
use super::reading::counts_from_creation;
use crate::quote::quoted;

pub(super) const FORMAT: Format = Format {
    id: "ics",
    label: "Calendar file",
    help: "The next runs of each window as events for any calendar, the moment of the last task start in their text",
    render,
};

/// The longest line of a calendar file, in bytes, without its end.
const LINE: usize = 75;

fn render(plan: &Plan, options: &Options, wanted: Wanted) -> Vec<Artifact> {
    let mut artifact = Artifact::of_all(plan, "Next runs", "maintenance-windows.ics");
    if !wanted.text_of(0) || !artifact.problems.is_empty() {
        return vec![artifact];
    }
    let mut chunks = Vec::new();
    let mut names: Vec<&str> = Vec::new();
    for window in plan.windows() {
        let Some(timing) = &window.timing else {
            artifact.notes.push(format!(
                "{} exists already, and only AWS knows when it runs: it has no events here",
                quoted(&window.name)
            ));
            continue;
        };
        // Windows may share a name; their events must not share an id.
        let namesake = names.iter().filter(|name| **name == window.name).count();
        names.push(&window.name);
        let before = chunks.len();
        let runs = timing.runs(plan.at()).take(RUNS);
        let mut open = Open::default();
        chunks.extend(runs.map(|run| {
            let until = open.until(&run);
            event(plan, options, window, timing, &run, until, namesake)
        }));
        artifact
            .notes
            .extend(limits(window, timing, chunks.len() - before));
    }
    let empty = chunks.is_empty();
    if empty {
        artifact.notes.push("There is no run to show".to_owned());
    }
    let mut head = Chunk::default();
    for text in [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Maintenance Window Builder//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ] {
        line(text, "", &mut head);
    }
    if empty {
        // Whoever opens the file without the page sees why.
        line(
            "X-WR-CALDESC:",
            &escaped(&artifact.notes.join(". ")),
            &mut head,
        );
    }
    chunks.insert(0, head);
    let mut tail = Chunk::default();
    line("END:VCALENDAR", "", &mut tail);
    chunks.push(tail);
    artifact.code = Some(Code { chunks });
    vec![artifact]
}

/// What the events of a window do not say.
fn limits(window: &Window, timing: &Timing, runs: usize) -> Vec<String> {
    let name = quoted(&window.name);
    let mut notes = Vec::new();
    if runs == RUNS {
        notes.push(format!(
            "{name} goes on after these {RUNS} runs: make the file again for later ones"
        ));
    } else {
        notes.push(format!("{name} has no more runs than these: {runs}"));
    }
    if counts_from_creation(timing) {
        notes.push(format!(
            "{name} counts from its creation: these are the times of a window created now"
        ));
    }
    notes
}

fn event(
    plan: &Plan,
    options: &Options,
    window: &Window,
    timing: &Timing,
    run: &Occurrence,
    overlaps: Option<Timestamp>,
    namesake: usize,
) -> Chunk {
    let mut chunk = Chunk::of(&window.path);
    let start = stamp(run.start);
    let mut uid = [&window.name, "-", &start].concat();
    if namesake > 0 {
        uid.push_str(&format!("-{}", namesake + 1));
    }
    uid.push_str("@maintenance-window-builder");
    for (name, value) in [
        ("BEGIN:", "VEVENT".to_owned()),
        ("UID:", escaped(&uid)),
        ("DTSTAMP:", stamp(plan.at())),
        ("DTSTART:", start),
        ("DTEND:", stamp(run.end)),
        (
            "SUMMARY:",
            escaped(&["Maintenance window ", &window.name].concat()),
        ),
        (
            "DESCRIPTION:",
            escaped(&description(options, window, timing, run, overlaps)),
        ),
        // The people are not busy: the machines are.
        ("TRANSP:", "TRANSPARENT".to_owned()),
    ] {
        line(name, &value, &mut chunk);
    }
    if options.disabled {
        // Nobody knows when the window is enabled.
        line("STATUS:", "TENTATIVE", &mut chunk);
    }
    line("END:", "VEVENT", &mut chunk);
    chunk
}

fn description(
    options: &Options,
    window: &Window,
    timing: &Timing,
    run: &Occurrence,
    overlaps: Option<Timestamp>,
) -> String {
    let clock = |at: Timestamp| {
        let mut text = [&wall(&timing.zone, at), " ", &timing.zone.phrase()].concat();
        if !timing.zone.is_utc() {
            text.push_str(&[" (", &wall(&Zone::utc(), at), " UTC)"].concat());
        }
        text
    };
    let mut lines = vec![describe(&timing.schedule, timing.offset_days, &timing.zone)];
    if options.disabled {
        lines.push("Created disabled: it runs only once it is enabled".to_owned());
    }
    for (label, text) in [
        ("Account: ", &options.account),
        ("Region: ", &options.region),
    ] {
        if !text.is_empty() {
            lines.push([label, text].concat());
        }
    }
    if window.lasts {
        lines.push(["Opens: ", &clock(run.start)].concat());
        let last = ["No new task from: ", &clock(run.last_task_start)].concat();
        lines.push(last);
        lines.push(["Ends: ", &clock(run.end)].concat());
    }
    if overlaps.is_some() {
        lines.push(["Overlaps the run before: ", SKIPPED].concat());
    }
    lines.extend(run.doubt.as_ref().map(|doubt| doubt.sentence()));
    lines.join("\n")
}

/// `20261129T070000Z`
fn stamp(at: Timestamp) -> String {
    let when = Zone::utc().civil(at);
    format!(
        "{:04}{:02}{:02}T{:02}{:02}{:02}Z",
        when.year(),
        when.month(),
        when.day(),
        when.hour(),
        when.minute(),
        when.second()
    )
}

/// A text as a calendar's value holds it.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\\' | ';' | ',' => out.extend(['\\', c]),
            // No control may stand in a value, and what else is hidden says nothing.
            c if is_hidden(c) => {}
            c => out.push(c),
        }
    }
    out
}

/// Writes a line, folded where it is too long; never inside a character or an escape.
fn line(name: &str, value: &str, chunk: &mut Chunk) {
    chunk.push(Kind::Name, name);
    let mut used = name.len();
    let mut text = String::with_capacity(value.len());
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        let escape = (c == '\\').then(|| chars.next()).flatten();
        let long = c.len_utf8() + escape.map_or(0, char::len_utf8);
        if used + long > LINE {
            text.push_str("\r\n ");
            used = 1;
        }
        text.push(c);
        text.extend(escape);
        used += long;
    }
    chunk.push(Kind::Value, text).push(Kind::Plain, "\r\n");
}
