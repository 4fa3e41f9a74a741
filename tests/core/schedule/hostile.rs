//! Nothing panics, nothing takes long, whatever is pasted.

use super::well_said;
use crate::budget::large::cpu_time;
use maintenance_window_builder::schedule::{
    Row, Severity, Timing, Zone, advise, describe, explain, parse,
};
use proptest::prelude::*;

#[test]
fn huge_texts_are_refused_in_microseconds() {
    for text in [
        "x".repeat(100_000),
        format!("cron({})", "*,".repeat(50_000)),
        format!("cron({}", "(".repeat(100_000)),
        format!("cron({})", " ".repeat(100_000)),
        format!("rate({} days)", "9".repeat(100_000)),
        "é".repeat(100_000),
        "\u{0}".repeat(100_000),
        "１".repeat(100_000),
    ] {
        let started = cpu_time();
        let parsed = parse(&text);
        let rows = explain(&text);
        let took = cpu_time() - started;
        assert!(parsed.schedule.is_none() && rows.is_empty());
        assert_eq!(parsed.notes.len(), 1);
        assert!(parsed.notes[0].message.len() < 400);
        // A debug build on a busy machine; the bench has the real figure.
        assert!(took.as_micros() < 5_000, "{took:?}");
    }
}

#[test]
fn the_longest_texts_that_aws_takes_are_quick_too() {
    for body in [
        "*".repeat(250),
        "1,".repeat(125),
        "? ".repeat(125),
        "L".repeat(250),
        "MON#".repeat(60),
        "0/1 ".repeat(60),
        "9".repeat(250),
    ] {
        let text = format!("cron({body})");
        let text = &text[..text.len().min(256)];
        let started = cpu_time();
        parse(text)
            .notes
            .iter()
            .for_each(|note| well_said(text, note));
        assert!((cpu_time() - started).as_millis() < 50, "{text}");
    }
}

#[test]
fn odd_characters_are_named() {
    for (text, named) in [
        ("cron(0 16 ? * TUE *)\n", "U+000A"),
        ("cron(0\u{a0}16 ? * TUE *)", "U+00A0"),
        ("cron(٠ 16 ? * TUE *)", "U+0660"),
        ("cron(0 16 ? * TUE *\u{202e})", "U+202E"),
        ("\u{feff}cron(0 16 ? * TUE *)", "U+FEFF"),
    ] {
        let parsed = parse(text);
        assert_eq!(parsed.notes.len(), 1);
        assert!(
            parsed.notes[0].message.contains(named),
            "{:?}",
            parsed.notes
        );
        assert_eq!(parsed.notes[0].slug, "schedule-character");
    }
}

/// Everything that can be asked about a text.
fn ask(text: &str) {
    let parsed = parse(text);
    let failed = parsed
        .notes
        .iter()
        .any(|note| note.severity == Severity::Error);
    assert_eq!(parsed.schedule.is_none(), failed, "{text:?}");
    for note in &parsed.notes {
        well_said(text, note);
        for fix in &note.fixes {
            let fixed = parse(&fix.replacement);
            if note.severity == Severity::Error {
                assert!(fixed.schedule.is_some(), "{text:?}: {fix:?}");
            }
            let again = fixed.notes.iter().any(|other| {
                other.slug == note.slug
                    && other.span == note.span
                    && other.severity <= note.severity
            });
            assert!(
                !again || failed,
                "{text:?}: {fix:?} does not help: {:?}",
                fixed.notes
            );
        }
    }
    for row in explain(text) {
        assert!(text.get(row.span).is_some());
    }
    let Some(schedule) = parsed.schedule else {
        return;
    };
    let mut timing = Timing::new(schedule, Zone::parse("Europe/Berlin").expect("a zone"));
    (timing.duration_hours, timing.cutoff_hours) = (4, 1);
    assert!(!describe(&timing.schedule, 0, &timing.zone).is_empty());
    let now = "2026-11-22T00:00:00Z".parse().expect("an instant");
    for note in advise(&timing, now) {
        well_said(
            "",
            &Note {
                span: None,
                ..note.clone()
            },
        );
    }
    let mut last = now;
    for row in timing.upcoming(now).take(20) {
        if let Row::Run(run) = row {
            assert!(run.start > last && run.end > run.start);
            last = run.start;
        }
    }
    timing.previous(now).take(20).for_each(drop);
}
use maintenance_window_builder::schedule::Note;

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_answered(text in ".{0,80}") {
        ask(&text);
    }

    #[test]
    fn near_misses_are_answered(text in "(cron|rate|at|CRON|Rate)?[ ]?\\(?[0-9?*LW#/,A-Zinhoursdaytu -]{0,40}\\)?") {
        ask(&text);
    }

    #[test]
    fn odd_fields_are_answered(
        fields in proptest::collection::vec("[0-9]{0,2}[-/,#*?LW]{0,2}[0-9]{0,2}|MON|TUE-FRI|\\*|\\?|JAN|L|LW|[0-9]L|[a-z]{3}", 4..9)
    ) {
        ask(&format!("cron({})", fields.join(" ")));
        ask(&fields.join(" "));
    }

    #[test]
    fn edits_of_a_good_schedule_are_answered(at in 0usize..24, put in "[ -~]{0,3}", cut in 0usize..3) {
        let good = "cron(0 2 ? * THU#3 2027)";
        let end = (at + cut).min(good.len());
        ask(&[&good[..at], &put, &good[end..]].concat());
    }
}
