//! Start date and End date: the grammar of `aws-facts` §1.9.

use super::{instant, well_said};
use maintenance_window_builder::schedule::{parse_instant, parse_instant_as};

#[test]
fn what_aws_documents_is_read() {
    for (text, wanted) in [
        ("2018-01-01T00:00:00-02:00", "2018-01-01T02:00:00Z"),
        ("2018-01-01T00:00:00Z", "2018-01-01T00:00:00Z"),
        ("2024-03-12T09:00-05:00", "2024-03-12T14:00:00Z"),
        ("2026-01-01T00:00:00.596Z", "2026-01-01T00:00:00.596Z"),
        ("2026-01-01T00:00:00.1+05:30", "2025-12-31T18:30:00.1Z"),
    ] {
        let found = parse_instant(text).unwrap_or_else(|note| panic!("{note:?}"));
        assert_eq!(found.timestamp, instant(wanted), "{text}");
        assert_eq!(found.text, text);
    }
    assert_eq!(
        parse_instant("2024-03-12T09:00-05:00")
            .expect("an instant")
            .offset
            .seconds(),
        -18_000
    );
}

#[test]
fn what_aws_rejects_is_an_error_with_a_repair() {
    for (text, slug, fixed) in [
        (
            "2018-01-01T00:00:00",
            "date-offset",
            Some("2018-01-01T00:00:00Z"),
        ),
        ("2018-01-01", "date-form", Some("2018-01-01T00:00:00Z")),
        (
            "2018-01-01 00:00:00Z",
            "date-form",
            Some("2018-01-01T00:00:00Z"),
        ),
        (
            "2018-01-01T00:00:00+0900",
            "date-rest",
            Some("2018-01-01T00:00:00+09:00"),
        ),
        (
            "2018-01-01T00:00:00+09",
            "date-rest",
            Some("2018-01-01T00:00:00+09:00"),
        ),
        (
            "2018-01-01t00:00:00z",
            "date-form",
            Some("2018-01-01T00:00:00Z"),
        ),
        (
            " 2018-01-01T00:00:00Z",
            "date-form",
            Some("2018-01-01T00:00:00Z"),
        ),
        ("2018-02-30T00:00:00Z", "date-no-date", None),
        ("2018-01-01T24:00:00Z", "date-no-time", None),
        ("2018-01-01T00:00:60Z", "date-no-time", None),
        ("2018-01-01T00:00:00.Z", "date-rest", None),
        ("2018-01-01T00:00:00+19:00", "date-offset", None),
        ("", "date-empty", None),
        ("soon", "date-form", None),
        ("2018-01-01T00:00:00[UTC]", "date-rest", None),
    ] {
        let note = parse_instant_as("Window end date", text).expect_err(text);
        well_said(text, &note);
        assert!(
            note.message.starts_with("Window end date must"),
            "{}",
            note.message
        );
        assert_eq!(note.slug, slug, "{text}: {note:?}");
        assert_eq!(
            note.fixes.first().map(|fix| fix.replacement.as_str()),
            fixed,
            "{text}"
        );
    }
}

#[test]
fn hostile_dates_are_refused() {
    for text in [
        "9".repeat(100_000),
        "２０１８-01-01T00:00:00Z".into(),
        "2018-01-01T00:00:00\u{0}Z".into(),
        "é".repeat(20),
    ] {
        assert!(parse_instant(&text).is_err());
    }
}
