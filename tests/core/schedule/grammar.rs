//! The grammar of `aws-facts` §1.1–1.6: what is taken, what is warned about,
//! what is refused, and where in the text.

use super::{errors, slugs, well_said};
use maintenance_window_builder::schedule::{Note, Schedule, Severity, parse};

/// What AWS documents: no error and no warning.
#[test]
fn documented_forms_are_taken_without_a_warning() {
    for text in [
        "cron(0 16 ? * TUE *)",
        "cron(30 23 ? * TUE#3 *)",
        "cron(0 2 ? * THU#3 *)",
        "cron(15 10 ? * 6L *)",
        "cron(0 2 L * ? *)",
        "cron(24 30 09 ? * * *)",
        "cron(30 09 ? * * *)",
        "cron(0/15 * * * ? *)",
        "cron(1/10 * * * ? *)",
        "cron(*/30 * * * ? *)",
        "cron(0 8-17/3 ? * MON-FRI *)",
        "cron(0 8 1,15 JAN,JUL ? *)",
        "cron(0 8 ? * SUN,SAT 1970-2199)",
        "cron(0 8 ? * 5#3 2026/2)",
        "cron(0 30 23 ? * TUE#3 *)",
        "cron(0 8 31 12 ? 2199)",
        "rate(7 days)",
        "rate(1 day)",
        "rate(1 hour)",
        "rate(30 minutes)",
        "rate(25 days)",
        "at(2020-07-07T15:55:00)",
        "at(2020-07-07T15:55)",
        "at(2024-02-29T00:00:00)",
    ] {
        let parsed = parse(text);
        let loud: Vec<&Note> = parsed
            .notes
            .iter()
            .filter(|note| note.severity != Severity::Info)
            .collect();
        assert!(
            loud.is_empty() && parsed.schedule.is_some(),
            "{text}: {loud:?}"
        );
    }
}

/// Not documented, but it has a meaning: a warning, and the meaning.
#[test]
fn undocumented_forms_are_taken_with_a_warning() {
    for (text, slug) in [
        ("cron(0 2 LW * ? *)", "cron-last-form"),
        ("cron(0 2 L-3 * ? *)", "cron-last-form"),
        ("cron(0 2 L-3W * ? *)", "cron-last-form"),
        ("cron(0 2 15W * ? *)", "cron-nearest-weekday"),
        ("cron(0 2 1,L * ? *)", "cron-mixed-list"),
        ("cron(0 2 15W,20 * ? *)", "cron-mixed-list"),
        ("cron(0 2 ? * 2#1,2#3 *)", "cron-mixed-list"),
        ("cron(0 2 ? * L *)", "cron-bare-l"),
        ("cron(0 2 ? * FRIL *)", "cron-last-name"),
        ("cron(0 2 ? * FRI-MON *)", "cron-wraps"),
        ("cron(0 22-2 * * ? *)", "cron-wraps"),
        ("cron(0 2 ? NOV-FEB MON *)", "cron-wraps"),
        ("cron(0 2 ? * MON-6 *)", "cron-mixed-range"),
        ("cron(0 2 ? * MON/2 *)", "cron-step-after-name"),
        ("cron(0 2 ? * MON-FRI/2 *)", "cron-step-after-name"),
        ("cron(0 /2 * * ? *)", "cron-step-start"),
        ("cron(0/60 2 * * ? *)", "cron-large-step"),
        ("cron(0 0/24 * * ? *)", "cron-large-step"),
        ("cron(0 2 *,5 * ? *)", "cron-all-in-list"),
        ("cron(0 2 ? * tue *)", "cron-lower-case"),
        ("cron(0 2 ? jan Tue *)", "cron-lower-case"),
        ("cron(*/10 0 2 * * ? *)", "cron-seconds-form"),
        ("cron(0  2 * * ? *)", "cron-spacing"),
        ("cron( 0 2 * * ? *)", "cron-spacing"),
        ("cron(0\t2 * * ? *)", "cron-spacing"),
        ("Cron(0 2 * * ? *)", "schedule-keyword-case"),
        ("AT(2020-07-07T15:55:00)", "schedule-keyword-case"),
        ("Rate(7 days)", "schedule-keyword-case"),
        ("rate(7days)", "rate-spelling"),
        ("rate(07 days)", "rate-spelling"),
        ("cron(0 2 ? * 1-5 *)", "cron-weekday-digit"),
    ] {
        let parsed = parse(text);
        assert!(
            errors(&parsed.notes).is_empty() && parsed.schedule.is_some(),
            "{text}: {:?}",
            parsed.notes
        );
        assert!(
            slugs(&parsed.notes, Severity::Warning).contains(&slug),
            "{text}: {:?}",
            parsed.notes
        );
        parsed.notes.iter().for_each(|note| well_said(text, note));
    }
}

/// The first error, and the bytes it underlines.
fn refused(text: &str) -> (&'static str, &str) {
    let parsed = parse(text);
    let error = parsed
        .notes
        .iter()
        .find(|note| note.severity == Severity::Error)
        .unwrap_or_else(|| panic!("{text} passes"));
    parsed.notes.iter().for_each(|note| well_said(text, note));
    assert!(parsed.schedule.is_none());
    (
        error.slug,
        error
            .span
            .clone()
            .and_then(|span| text.get(span))
            .unwrap_or(""),
    )
}

#[test]
fn what_aws_rejects_is_refused_at_its_place() {
    for (text, slug, place) in [
        // The three forms.
        ("", "schedule-empty", ""),
        ("daily", "schedule-form", "daily"),
        ("cron", "schedule-form", "cron"),
        ("cron(0 2 * * ? *", "schedule-form", "cron(0 2 * * ? *"),
        ("cron (0 2 * * ? *)", "schedule-form", "cron (0 2 * * ? *)"),
        ("cron(0 2 * * ? *)x", "schedule-form", "cron(0 2 * * ? *)x"),
        (" cron(0 2 * * ? *)", "schedule-outer-space", " "),
        ("cron(0 2 * * ? *) ", "schedule-outer-space", " "),
        ("RATE(7 days)", "schedule-keyword-case", "RATE"),
        // How many fields.
        ("cron()", "cron-field-count", ""),
        ("cron(0 2 * *)", "cron-field-count", "0 2 * *"),
        ("cron(0 2 * * 0)", "cron-field-count", "0 2 * * 0"),
        ("cron(0 0 2 * * ? * x)", "cron-field-count", "x"),
        ("cron(0 2 ? * TUE * extra)", "cron-extra-field", "extra"),
        (
            "cron(0 15 10 ? * MON-FRI)",
            "cron-old-form",
            "0 15 10 ? * MON-FRI",
        ),
        ("cron(0 0 2 L * ?)", "cron-old-form", "0 0 2 L * ?"),
        // The question mark.
        ("cron(0 4 1 * 1 *)", "cron-question-mark", "1 * 1"),
        ("cron(0 4 * * * *)", "cron-question-mark", "* * *"),
        ("cron(0 4 ? * ? *)", "cron-question-mark", "? * ?"),
        ("cron(? 4 * * ? *)", "cron-question-mark-field", "?"),
        ("cron(0 4 ? * MON,? *)", "cron-question-mark-list", "MON,?"),
        // Numbers.
        ("cron(60 4 * * ? *)", "cron-out-of-range", "60"),
        ("cron(99 4 * * ? *)", "cron-out-of-range", "99"),
        ("cron(0 24 * * ? *)", "cron-out-of-range", "24"),
        ("cron(0 8-24 * * ? *)", "cron-out-of-range", "24"),
        ("cron(0 4 0 * ? *)", "cron-out-of-range", "0"),
        ("cron(0 4 1,32 * ? *)", "cron-out-of-range", "32"),
        ("cron(0 4 * 13 ? *)", "cron-out-of-range", "13"),
        ("cron(0 4 ? * 0 *)", "cron-out-of-range", "0"),
        ("cron(0 4 ? * 8 *)", "cron-out-of-range", "8"),
        ("cron(0 4 ? * 0-4 *)", "cron-out-of-range", "0"),
        ("cron(0 4 * * ? 1969)", "cron-out-of-range", "1969"),
        ("cron(0 4 * * ? 2200)", "cron-out-of-range", "2200"),
        ("cron(60 0 4 * * ? *)", "cron-out-of-range", "60"),
        (
            "cron(99999999999999999999 4 * * ? *)",
            "cron-out-of-range",
            "99999999999999999999",
        ),
        // Forms.
        ("cron(0 4 ? * MON#6 *)", "cron-nth", "MON#6"),
        ("cron(0 4 ? * MON#0 *)", "cron-nth", "MON#0"),
        ("cron(0 4 ? * MON# *)", "cron-nth", "MON#"),
        ("cron(0 4 ? * MON#L *)", "cron-nth", "MON#L"),
        ("cron(0/0 4 * * ? *)", "cron-step", "0/0"),
        ("cron(0/ 4 * * ? *)", "cron-step", "0/"),
        ("cron(5x 4 * * ? *)", "cron-unexpected", "x"),
        ("cron(*5 4 * * ? *)", "cron-unexpected", "5"),
        ("cron(1-2-3 4 * * ? *)", "cron-unexpected", "-3"),
        ("cron(1/2/3 4 * * ? *)", "cron-unexpected", "/3"),
        ("cron(0 4 ?5 * MON *)", "cron-unexpected", "5"),
        ("cron(0 4 6L * ? *)", "cron-unexpected", "L"),
        ("cron(0 4 1-5W * ? *)", "cron-unexpected", "W"),
        ("cron(0 4 15WL * ? *)", "cron-unexpected", "L"),
        ("cron(0 4 ? * 6L-2 *)", "cron-unexpected", "-2"),
        ("cron(0 4 ? * 3W *)", "cron-unexpected", "W"),
        ("cron(0 4 MON * ? *)", "cron-not-a-value", "MON"),
        ("cron(0 4 W * ? *)", "cron-not-a-value", "W"),
        ("cron(0 4 ? * MONDAY *)", "cron-not-a-value", "MONDAY"),
        ("cron(0 4 ? * LW *)", "cron-not-a-value", "LW"),
        ("cron(0 4 ? FOO MON *)", "cron-not-a-value", "FOO"),
        ("cron(MON 4 * * ? *)", "cron-not-a-value", "MON"),
        ("cron(-5 4 * * ? *)", "cron-not-a-value", "-5"),
        ("cron(1,,2 4 * * ? *)", "cron-empty-item", ",,"),
        ("cron(1, 4 * * ? *)", "cron-empty-item", ","),
        (",1 4 * * ? *", "schedule-form", ",1 4 * * ? *"),
        ("cron(0 4 L-31 * ? *)", "cron-last-minus", "L-31"),
        ("cron(0 4 L- * ? *)", "cron-last-minus", "L-"),
        ("cron(0 4 * * ? 2030-2020)", "cron-year-order", "2030-2020"),
        // Rates.
        ("rate(1 days)", "rate-plural", "days"),
        ("rate(5 hour)", "rate-plural", "hour"),
        ("rate(0 days)", "rate-value", "0"),
        ("rate(2 weeks)", "rate-form", "2 weeks"),
        ("rate(1.5 hours)", "rate-form", "1.5 hours"),
        ("rate(-1 hours)", "rate-form", "-1 hours"),
        ("rate(5  minutes)", "rate-form", "5  minutes"),
        ("rate(5 Minutes)", "rate-form", "5 Minutes"),
        ("rate()", "rate-form", ""),
        ("rate(99999999999 days)", "rate-value", "99999999999"),
        // Once.
        ("at(2020-07-07T15:55:00Z)", "at-zone", "Z"),
        ("at(2020-07-07T15:55:00+02:00)", "at-zone", "+02:00"),
        (
            "at(2026-02-30T00:00:00)",
            "at-no-date",
            "2026-02-30T00:00:00",
        ),
        (
            "at(2026-13-01T00:00:00)",
            "at-no-date",
            "2026-13-01T00:00:00",
        ),
        (
            "at(2026-01-01T24:00:00)",
            "at-no-time",
            "2026-01-01T24:00:00",
        ),
        ("at(2026-01-01 00:00:00)", "at-form", "2026-01-01 00:00:00"),
        ("at(2026-01-01)", "at-form", "2026-01-01"),
        (
            "at(2026-01-01T00:00:00.000)",
            "at-form",
            "2026-01-01T00:00:00.000",
        ),
        ("at()", "at-form", ""),
    ] {
        assert_eq!(refused(text), (slug, place), "{text}");
    }
}

#[test]
fn the_length_limit_counts_characters() {
    let pad = |size: usize| format!("cron({} 4 * * ? *)", "1,".repeat(size));
    assert_eq!(refused(&pad(130)).0, "schedule-length");
    let text = format!("cron({}1 4 * * ? *)", "1,".repeat(119));
    assert!(
        text.len() <= 256 && parse(&text).schedule.is_some(),
        "{}",
        text.len()
    );
}

/// Where Quartz is odd, the natural meaning counts.
#[test]
fn odd_quartz_is_read_naturally() {
    let days = |text: &str| match parse(text).schedule {
        Some(Schedule::Cron(cron)) => cron.days().set().iter().collect::<Vec<u16>>(),
        _ => panic!("{text}"),
    };
    // Quartz loses the step after a name.
    assert_eq!(days("cron(0 4 ? * MON-FRI/2 *)"), [2, 4, 6]);
    assert_eq!(days("cron(0 4 ? * MON/3 *)"), [2, 5]);
    // Around the end of the week and the month.
    assert_eq!(days("cron(0 4 ? * FRI-MON *)"), [1, 2, 6, 7]);
    assert_eq!(days("cron(0 4 29-2 * ? *)"), [1, 2, 29, 30, 31]);
    // A list with `#` keeps its other members.
    assert_eq!(days("cron(0 4 ? * TUE,FRI#2 *)"), [3]);
}

#[test]
fn a_digit_as_weekday_always_shows_its_name() {
    for (text, hint, fix) in [
        (
            "cron(0 4 ? * 3 *)",
            "`3` is TUE here",
            Some("cron(0 4 ? * TUE *)"),
        ),
        (
            "cron(0 4 ? * 3#2 *)",
            "`3` is TUE here",
            Some("cron(0 4 ? * TUE#2 *)"),
        ),
        (
            "cron(0 4 ? * 2,4 *)",
            "`2` is MON and `4` is WED here",
            Some("cron(0 4 ? * MON,WED *)"),
        ),
        ("cron(0 4 ? * 6L *)", "`6` is FRI here", None),
        ("cron(0 4 ? * 2/2 *)", "`2` is MON here", None),
    ] {
        let parsed = parse(text);
        let note = parsed
            .notes
            .iter()
            .find(|note| note.slug == "cron-weekday-digit")
            .unwrap_or_else(|| panic!("{text}"));
        assert_eq!(note.hint.as_deref(), Some(hint));
        assert_eq!(
            note.fixes.first().map(|fix| fix.replacement.as_str()),
            fix,
            "{text}"
        );
    }
    assert!(parse("cron(0 4 ? * TUE#3 *)").notes.is_empty());
}

/// The canonical spelling means the same and is documented.
#[test]
fn the_written_text_parses_to_the_same_schedule() {
    let mut dice = super::random::Dice(31);
    for _ in 0..5_000 {
        let text = super::random::expression(&mut dice);
        let Schedule::Cron(cron) = super::schedule(&text) else {
            panic!("{text}")
        };
        let Schedule::Cron(again) = super::schedule(&cron.text()) else {
            panic!("{}", cron.text())
        };
        for (one, other) in [
            cron.seconds(),
            cron.minutes(),
            cron.hours(),
            cron.days(),
            cron.month(),
            cron.year(),
        ]
        .into_iter()
        .zip([
            again.seconds(),
            again.minutes(),
            again.hours(),
            again.days(),
            again.month(),
            again.year(),
        ]) {
            assert_eq!(
                (one.kind(), one.set()),
                (other.kind(), other.set()),
                "{text}"
            );
            assert!(one.specials().eq(other.specials()), "{text}");
        }
    }
}
