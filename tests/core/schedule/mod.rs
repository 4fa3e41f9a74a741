//! Proof of the schedule engine, apart from what a type can prove.
//!
//! `naive` is a second, slow and obviously right engine of its own; `random`
//! holds the two against each other, `others` against the crates `cron` and
//! `croner`. `SCHEDULE_CASES=100000` makes the long run.

mod advice;
mod calendar;
mod clock_changes;
mod compose;
mod days;
mod grammar;
mod hostile;
mod instants;
mod naive;
mod next_runs;
mod others;
mod random;
mod sentences;
mod suggestions;
mod vectors;
mod zones;

use maintenance_window_builder::schedule::{Note, Schedule, Severity, Timing, Zone, parse};

/// The schedule of a text without errors.
pub fn schedule(text: &str) -> Schedule {
    let parsed = parse(text);
    parsed
        .schedule
        .unwrap_or_else(|| panic!("{text} must parse: {:?}", parsed.notes))
}

/// A timing in a zone.
pub fn timing(text: &str, zone: &str) -> Timing {
    Timing::new(schedule(text), Zone::parse(zone).expect("a zone"))
}

/// An instant.
pub fn instant(text: &str) -> jiff::Timestamp {
    text.parse().expect("an instant")
}

/// The first starts after an instant, as AWS writes them.
pub fn starts(timing: &Timing, from: &str, count: usize) -> Vec<String> {
    timing
        .runs(instant(from))
        .take(count)
        .map(|run| timing.zone.stamp(run.start))
        .collect()
}

/// The slugs of the errors.
pub fn errors(notes: &[Note]) -> Vec<&'static str> {
    slugs(notes, Severity::Error)
}

/// The slugs of one severity.
pub fn slugs(notes: &[Note], severity: Severity) -> Vec<&'static str> {
    notes
        .iter()
        .filter(|note| note.severity == severity)
        .map(|note| note.slug)
        .collect()
}

/// House style: the label first, one sentence, no full stop; a place inside
/// the text; a source.
pub fn well_said(text: &str, note: &Note) {
    let labels = [note.input.label(), "Window end date", "Date"];
    assert!(
        labels.iter().any(|label| note.message.starts_with(label)),
        "no label: {note:?}"
    );
    for said in [Some(&note.message), note.hint.as_ref()]
        .into_iter()
        .flatten()
    {
        assert_eq!(said.matches('`').count() % 2, 0, "an open literal: {said}");
        assert!(!said.ends_with('.') && said.len() < 400, "{said}");
        // What was typed may hold anything.
        for own in said.split('`').step_by(2) {
            assert!(!own.contains("  ") && !own.contains(". "), "{said}");
        }
    }
    if let Some(span) = &note.span {
        assert!(
            text.get(span.clone()).is_some(),
            "a place outside of {text:?}: {note:?}"
        );
    }
    assert!(note.source.starts_with("https://"));
    assert!(
        !note.slug.is_empty()
            && note
                .slug
                .chars()
                .all(|c| c.is_ascii_lowercase() || c == '-')
    );
}
