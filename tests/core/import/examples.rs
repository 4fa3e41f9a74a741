//! Every example is a project without errors, and stays itself when saved.
use std::collections::HashSet;

use maintenance_window_builder::check::{Severity, check};
use maintenance_window_builder::draft::Draft;
use maintenance_window_builder::examples::{EXAMPLES, FIRST};
use maintenance_window_builder::import::project;

fn now() -> jiff::Timestamp {
    "2026-11-22T12:00:00Z".parse().expect("a timestamp")
}

#[test]
fn every_example_is_without_errors_and_warnings() {
    for example in EXAMPLES {
        let checked = check(&example.draft(), now());
        let found: Vec<_> = checked
            .report
            .violations
            .iter()
            .filter(|v| v.severity != Severity::Info)
            .map(|v| (v.slug, v.message.as_str()))
            .collect();
        assert!(found.is_empty(), "{}: {found:#?}", example.id);
        assert!(!checked.plan.requests().is_empty(), "{}", example.id);
        assert_eq!(
            checked.plan.ready(),
            checked.plan.requests().len(),
            "{}",
            example.id
        );
    }
}

#[test]
fn every_example_runs_in_the_next_ten_years() {
    for example in EXAMPLES {
        let later = now()
            .checked_add(jiff::SignedDuration::from_hours(24 * 3650))
            .expect("a timestamp");
        for at in [now(), later] {
            for window in check(&example.draft(), at).plan.windows() {
                let timing = window.timing.as_ref().expect(example.id);
                assert!(timing.runs(at).next().is_some(), "{} at {at}", example.id);
            }
        }
    }
}

#[test]
fn an_example_reads_the_same_after_it_was_saved() {
    for example in EXAMPLES {
        let draft = example.draft();
        assert_ne!(draft, Draft::blank(), "{}", example.id);
        let saved = draft.to_json().to_string();
        assert_eq!(
            project(saved.as_bytes()).as_ref(),
            Ok(&draft),
            "{}",
            example.id
        );
    }
}

#[test]
fn examples_differ_and_the_first_is_the_first() {
    let ids: HashSet<_> = EXAMPLES.iter().map(|example| example.id).collect();
    assert_eq!(ids.len(), EXAMPLES.len());
    assert_eq!(EXAMPLES[0].id, FIRST.id);
}
