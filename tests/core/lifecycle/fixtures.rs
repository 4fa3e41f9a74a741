//! The walkthrough and the packs of the example `walkthrough`, as texts to read.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use maintenance_window_builder::check::{Checked, check};
use maintenance_window_builder::draft::Draft;
use maintenance_window_builder::examples::EXAMPLES;
use maintenance_window_builder::lifecycle::{PACKS, reading, request, sample, walkthrough};
use maintenance_window_builder::render::{FORMATS, Options, Wanted};

use super::super::check::now;
use super::super::render::expect;

fn example() -> Draft {
    EXAMPLES
        .iter()
        .find(|e| e.id == "walkthrough")
        .unwrap()
        .draft()
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/lifecycle")
}

/// The first artifact of a format, or of the CLI the one command.
fn text(checked: &Checked, format: &str, at: usize) -> String {
    let format = FORMATS.iter().find(|one| one.id == format).unwrap();
    let artifacts = (format.render)(&checked.plan, &Options::default(), Wanted::All);
    let one = &artifacts[at];
    let mut out = String::new();
    for note in &one.notes {
        let _ = writeln!(out, "note: {note}");
    }
    out + &one
        .code
        .as_ref()
        .map_or("blocked\n".to_owned(), ToString::to_string)
}

#[test]
fn the_walkthrough_reads_as_expected() {
    let draft = example();
    let plan = check(&draft, now()).plan;
    let window = Draft::window_path(draft.windows()[0].id);
    let mut out = String::new();
    for lesson in walkthrough(&draft, &plan, &window) {
        let step = lesson.step;
        let _ = writeln!(out, "# {}. {}\n{}", lesson.number, step.title, step.says);
        for line in step
            .besides
            .iter()
            .copied()
            .chain(lesson.notes.iter().map(String::as_str))
        {
            let _ = writeln!(out, "{line}");
        }
        for (n, ask) in lesson.asks.iter().enumerate() {
            let checked = request(&draft, &plan, ask);
            let title = checked.plan.requests()[0].title();
            let _ = writeln!(out, "\n## {}.{} {title}", lesson.number, n + 1);
            out += &text(&checked, "cli", 1);
            if let Some(sample) = sample(&draft, &plan, ask) {
                let _ = writeln!(
                    out,
                    "sample: {}",
                    serde_json::to_string_pretty(&sample).unwrap()
                );
            }
        }
        if let Some(reading) = step.operation.and_then(reading) {
            let _ = writeln!(
                out,
                "\nmeans: {}\ndiffers: {}",
                reading.means, reading.differs
            );
        }
        out.push('\n');
    }
    expect(&folder().join("walkthrough.txt"), &out);
}

#[test]
fn the_packs_read_as_expected() {
    let draft = example();
    let plan = check(&draft, now()).plan;
    for pack in PACKS {
        let checked = pack.check(&draft, &plan, None);
        assert!(
            !checked.report.has_errors(),
            "{}: {:?}",
            pack.id,
            checked.report
        );
        let mut out = format!("{}: {}\n\n", pack.label, pack.says);
        for format in ["cli", "python"] {
            out += &text(&checked, format, 0);
        }
        expect(&folder().join(format!("{}.txt", pack.id)), &out);
    }
    assert_eq!(fs::read_dir(folder()).unwrap().count(), PACKS.len() + 1);
}
