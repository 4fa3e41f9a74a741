//! Did you mean: every repair parses, and is the one that was meant.

use super::{errors, well_said};
use maintenance_window_builder::schedule::{Severity, parse};

/// The repairs of the first error.
fn repairs(text: &str) -> Vec<String> {
    let parsed = parse(text);
    let error = parsed
        .notes
        .iter()
        .find(|note| note.severity == Severity::Error)
        .unwrap_or_else(|| panic!("{text} passes"));
    well_said(text, error);
    for fix in &error.fixes {
        assert!(
            errors(&parse(&fix.replacement).notes).is_empty(),
            "{text}: {fix:?}"
        );
        assert!(!fix.label.is_empty());
    }
    error
        .fixes
        .iter()
        .map(|fix| fix.replacement.clone())
        .collect()
}

#[test]
fn the_likeliest_repair_comes_first() {
    for (typed, meant) in [
        // Unix, five fields; 0 and 7 are Sunday, 1-5 Monday to Friday.
        ("0 2 * * 0", "cron(0 2 ? * SUN *)"),
        ("cron(0 2 * * 7)", "cron(0 2 ? * SUN *)"),
        ("cron(0 2 * * 1-5)", "cron(0 2 ? * MON-FRI *)"),
        ("cron(0 2 * * 1,3,5)", "cron(0 2 ? * MON,WED,FRI *)"),
        ("0 2 1 * *", "cron(0 2 1 * ? *)"),
        ("*/15 * * * *", "cron(*/15 * * * ? *)"),
        ("cron(0 2 ? * SUN)", "cron(0 2 ? * SUN *)"),
        // Seconds first without a year, as in 2017.
        ("cron(0 15 10 ? * MON-FRI)", "cron(0 15 10 ? * MON-FRI *)"),
        ("cron(0 0 2 L * ?)", "cron(0 0 2 L * ? *)"),
        ("cron(0 15 10 ? * 6L)", "cron(0 15 10 ? * 6L *)"),
        ("cron(0 15 10 ? * THU#3)", "cron(0 15 10 ? * THU#3 *)"),
        ("0 0 12 * * MON", "cron(0 0 12 ? * MON *)"),
        // The question mark.
        ("cron(0 4 * * * *)", "cron(0 4 * * ? *)"),
        ("cron(0 4 ? * ? *)", "cron(0 4 * * ? *)"),
        ("cron(0 4 * * MON *)", "cron(0 4 ? * MON *)"),
        ("cron(0 4 1 * * *)", "cron(0 4 1 * ? *)"),
        ("cron(30 0 4 * * MON *)", "cron(30 0 4 ? * MON *)"),
        // Weekdays.
        ("cron(0 4 ? * 0 *)", "cron(0 4 ? * SUN *)"),
        ("cron(0 4 ? * 0-4 *)", "cron(0 4 ? * SUN-THU *)"),
        ("cron(0 4 ? * MONDAY *)", "cron(0 4 ? * MON *)"),
        ("cron(0 4 ? * thurs *)", "cron(0 4 ? * THU *)"),
        ("cron(0 4 ? * Monday-Friday *)", "cron(0 4 ? * MON-FRI *)"),
        ("cron(0 4 MON * ? *)", "cron(0 4 ? * MON *)"),
        ("cron(0 4 6L * ? *)", "cron(0 4 ? * 6L *)"),
        ("cron(0 4 1 January ? *)", "cron(0 4 1 JAN ? *)"),
        ("cron(0 4 WL * ? *)", "cron(0 4 LW * ? *)"),
        ("cron(0 4 1,,2 * ? *)", "cron(0 4 1,2 * ? *)"),
        // Nicknames, bare texts, punctuation.
        ("@daily", "cron(0 0 * * ? *)"),
        ("@weekly", "cron(0 0 ? * SUN *)"),
        ("@hourly", "cron(0 * * * ? *)"),
        ("0 16 ? * TUE *", "cron(0 16 ? * TUE *)"),
        ("(0 16 ? * TUE *)", "cron(0 16 ? * TUE *)"),
        ("cron 0 16 ? * TUE *", "cron(0 16 ? * TUE *)"),
        ("cron (0 16 ? * TUE *)", "cron(0 16 ? * TUE *)"),
        ("cron(0 16 ? * TUE *", "cron(0 16 ? * TUE *)"),
        ("cron[0 16 ? * TUE *]", "cron(0 16 ? * TUE *)"),
        ("\"cron(0 16 ? * TUE *)\"", "cron(0 16 ? * TUE *)"),
        ("“cron(0 16 ? * TUE *)”", "cron(0 16 ? * TUE *)"),
        (
            "--schedule \"cron(0 16 ? * TUE *)\"",
            "cron(0 16 ? * TUE *)",
        ),
        ("cron(0 16 ? * MON–FRI *)", "cron(0 16 ? * MON-FRI *)"),
        ("cron(0\u{a0}16 ? * TUE *)", "cron(0 16 ? * TUE *)"),
        ("cron(0 16 ? * TUE *)\n", "cron(0 16 ? * TUE *)"),
        (
            "ｃｒｏｎ（０ １６ ？ ＊ ＴＵＥ ＊）",
            "cron(0 16 ? * TUE *)",
        ),
        (" cron(0 16 ? * TUE *) ", "cron(0 16 ? * TUE *)"),
        ("cron(0 16 ? * TUE * extra)", "cron(0 16 ? * TUE *)"),
        // Blanks and other signs where commas belong.
        (
            "cron(0 0 3 6 9 12 15 18 21 * * ? *)",
            "cron(0 0,3,6,9,12,15,18,21 * * ? *)",
        ),
        (
            "cron(0 0,3,6,9,12,15,18.21 * * ? *)",
            "cron(0 0,3,6,9,12,15,18,21 * * ? *)",
        ),
        ("cron(0;30 2 * * ? *)", "cron(0,30 2 * * ? *)"),
        (
            "cron(0 2 ? * MON, WED, FRI *)",
            "cron(0 2 ? * MON,WED,FRI *)",
        ),
        ("cron(0 2 ? * MON ,WED *)", "cron(0 2 ? * MON,WED *)"),
        ("cron(0 2 ? * MON WED FRI *)", "cron(0 2 ? * MON,WED,FRI *)"),
        (
            "cron(0 8 20 ? * MON WED FRI *)",
            "cron(0 8,20 ? * MON,WED,FRI *)",
        ),
        // An nth weekday as crontabs write it.
        ("0 6 15-21 * sun", "cron(0 6 ? * SUN#3 *)"),
        ("6 15-21 * sun", "cron(0 6 ? * SUN#3 *)"),
        ("0 3 8-14 * 2", "cron(0 3 ? * TUE#2 *)"),
        ("0 3 1-7 * 0", "cron(0 3 ? * SUN#1 *)"),
        ("0 3 25-31 * 5", "cron(0 3 ? * 6L *)"),
        ("cron(0 6 15-21 * SUN *)", "cron(0 6 ? * SUN#3 *)"),
        ("cron(0 0 6 22-28 * MON *)", "cron(0 0 6 ? * MON#4 *)"),
        // Whole crontab lines.
        ("0 22 * * 1-5 /usr/bin/patch.sh", "cron(0 22 ? * MON-FRI *)"),
        ("CRON_TZ=UTC 0 2 * * 6", "cron(0 2 ? * SAT *)"),
        ("0 /2 * * *", "cron(0 */2 * * ? *)"),
        ("daily", "cron(0 0 * * ? *)"),
        // A field is missing.
        ("cron(0/1 * * ? *)", "cron(0 0/1 * * ? *)"),
        ("cron(0/10 * ? * *)", "cron(0/10 * ? * * *)"),
        // Rates.
        ("rate(1 days)", "rate(1 day)"),
        ("rate(5 hour)", "rate(5 hours)"),
        ("RATE(5 minutes)", "rate(5 minutes)"),
        ("rate(2 weeks)", "rate(14 days)"),
        ("rate(1 week)", "rate(7 days)"),
        ("rate(1.5 hours)", "rate(90 minutes)"),
        ("rate(0.5 days)", "rate(12 hours)"),
        ("rate(90min)", "rate(90 minutes)"),
        ("rate(120 seconds)", "rate(2 minutes)"),
        ("rate(5 Minutes)", "rate(5 minutes)"),
        ("rate(5  minutes)", "rate(5 minutes)"),
        ("rate(1 month)", "cron(0 0 1 * ? *)"),
        ("7 days", "rate(7 days)"),
        ("every 5 minutes", "rate(5 minutes)"),
        ("rate 7 days", "rate(7 days)"),
        // Once.
        ("at(2026-11-22T15:55:00Z)", "at(2026-11-22T15:55:00)"),
        ("at(2026-11-22 15:55)", "at(2026-11-22T15:55:00)"),
        ("at(2026-11-22)", "at(2026-11-22T00:00:00)"),
        (
            "at(2026-11-22T15:55:00.000+02:00)",
            "at(2026-11-22T15:55:00)",
        ),
        ("2026-11-22T15:55:00", "at(2026-11-22T15:55:00)"),
    ] {
        assert_eq!(
            repairs(typed).first().map(String::as_str),
            Some(meant),
            "{typed}: {:?}",
            repairs(typed)
        );
    }
}

#[test]
fn two_readings_are_both_offered() {
    for (typed, both) in [
        (
            "cron(0 4 1 * 2 *)",
            ["cron(0 4 1 * ? *)", "cron(0 4 ? * 2 *)"],
        ),
        (
            "cron(0 4 * * * *)",
            ["cron(0 4 * * ? *)", "cron(0 4 * * * ? *)"],
        ),
        ("0 4 1 * 1", ["cron(0 4 1 * ? *)", "cron(0 4 ? * MON *)"]),
        (
            "cron(0 2 ? * 2)",
            ["cron(0 2 ? * 2 *)", "cron(0 2 ? * TUE *)"],
        ),
        (
            "cron(0 0 12 * * *)",
            ["cron(0 0 12 * ? *)", "cron(0 0 12 * * ? *)"],
        ),
    ] {
        let found = repairs(typed);
        for reading in both {
            assert!(found.contains(&reading.to_string()), "{typed}: {found:?}");
        }
    }
}

#[test]
fn nothing_is_offered_where_nothing_can_be_meant() {
    for typed in [
        "hello",
        "cron(hello)",
        "cron(0 25 * * ? *)",
        "rate(soon)",
        "at(noon)",
        "(((",
        "cron(0 4 ? * MON#6 *)",
        "rate(90 seconds)",
        "rate(0 days)",
        "at(2026-02-30T00:00:00)",
    ] {
        assert_eq!(repairs(typed), Vec::<String>::new(), "{typed}");
    }
}

#[test]
fn a_label_says_what_the_repair_means() {
    let parsed = parse("0 2 * * 0");
    let error = parsed
        .notes
        .iter()
        .find(|note| note.severity == Severity::Error)
        .expect("an error");
    assert_eq!(
        error.fixes[0].label,
        "Use `cron(0 2 ? * SUN *)`: at 02:00 every Sunday"
    );
}

#[test]
fn the_hint_says_what_is_wrong_with_the_number_of_fields() {
    let hint = |text: &str| {
        let notes = parse(text).notes.into_iter();
        let mut errors = notes.filter(|note| note.severity == Severity::Error);
        errors.next().and_then(|note| note.hint).unwrap_or_default()
    };
    for (typed, says) in [
        ("cron(0 0 3 6 9 12 15 18 21 * * ? *)", "separated by commas"),
        ("cron(0 2 ? * MON, WED, FRI *)", "separated by commas"),
        ("cron(0 2 ? * MON * root patch.sh)", "ignore what follows"),
        ("cron(0 2 ? * MON)", "year, is missing"),
        ("cron(0/1 * * ? *)", "minutes, is missing"),
        ("cron(0 2 * * 1)", "Unix crontab"),
        // Unix takes either day, AWS one of the two.
        ("0 3 2 * 6", "day of month `2` and every `SAT`"),
        ("0 6 15-21 * sun", "`15-21` and every `SUN`"),
        ("cron(0 3 2 * 6 *)", "make two windows"),
    ] {
        assert!(hint(typed).contains(says), "{typed}: {}", hint(typed));
    }
}
