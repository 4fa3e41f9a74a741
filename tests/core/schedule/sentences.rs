//! What schedules are called: every line of `sentences.txt` is one golden
//! sentence. `UPDATE=1` rewrites the file; read the difference aloud.

use super::{schedule, well_said};
use maintenance_window_builder::schedule::{Schedule, Zone, describe, explain, parse};

const FILE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/core/schedule/sentences.txt"
);

/// Lines of `expression | offset | zone | sentence`; `#` starts a comment.
#[test]
fn every_sentence_is_the_one_that_was_read_aloud() {
    let golden = include_str!("sentences.txt");
    let mut said = 0;
    let mut written = String::new();
    for line in golden.lines() {
        let Some((text, rest)) = line.split_once(" | ").filter(|_| !line.starts_with('#')) else {
            written.push_str(line);
            written.push('\n');
            continue;
        };
        let mut parts = rest.split(" | ");
        let (offset, zone) = (
            parts.next().expect("an offset"),
            parts.next().expect("a zone"),
        );
        let days = offset.parse().expect("a number of days");
        let sentence = describe(&schedule(text), days, &Zone::parse(zone).expect("a zone"));
        written.push_str(&format!("{text} | {offset} | {zone} | {sentence}\n"));
        said += 1;
    }
    if std::env::var("UPDATE").is_ok() {
        std::fs::write(FILE, &written).expect("the file can be written");
    } else {
        assert_eq!(golden, written);
    }
    assert!(said >= 120, "{said} sentences");
}

/// No form without a sentence, no sentence that is broken.
#[test]
fn any_expression_has_a_sentence_and_rows() {
    let mut dice = super::random::Dice(3);
    for _ in 0..3_000 {
        let text = super::random::expression(&mut dice);
        let schedule = schedule(&text);
        let sentence = describe(&schedule, (dice.below(7)) as u8, &Zone::utc());
        assert!(
            sentence.starts_with(|c: char| c.is_ascii_uppercase()),
            "{text}: {sentence}"
        );
        assert!(sentence.ends_with(", UTC"), "{text}: {sentence}");
        for wrong in [
            "  ",
            " ,",
            ",,",
            "?",
            "and and",
            " on on ",
            "from from",
            ". ",
        ] {
            assert!(!sentence.contains(wrong), "{text}: {sentence}");
        }
        let rows = explain(&text);
        assert_eq!(
            rows.len(),
            if matches!(&schedule, Schedule::Cron(cron) if cron.with_seconds()) {
                7
            } else {
                6
            }
        );
        for row in &rows {
            assert_eq!(text.get(row.span.clone()), Some(row.typed.as_str()));
            assert!(row.valid && !row.meaning.is_empty(), "{text}: {row:?}");
        }
        parse(&text)
            .notes
            .iter()
            .for_each(|note| well_said(&text, note));
    }
}

#[test]
fn equal_dates_have_equal_sentences() {
    let utc = Zone::utc();
    for (one, other) in [
        ("cron(0 18 ? * MON-FRI *)", "cron(0 18 ? * 2,3,4,5,6 *)"),
        ("cron(0 18 * * ? *)", "cron(0 18 ? * SUN-SAT *)"),
        ("cron(0/15 * * * ? *)", "cron(0,15,30,45 * * * ? *)"),
        ("cron(0 0/6 * * ? *)", "cron(0 0,6,12,18 * * ? *)"),
        ("cron(0 2 ? * 6L *)", "cron(0 2 ? * FRIL *)"),
        ("cron(0 2 ? * 3#2 *)", "cron(0 2 ? * TUE#2 *)"),
    ] {
        assert_eq!(
            describe(&schedule(one), 0, &utc),
            describe(&schedule(other), 0, &utc)
        );
    }
}

#[test]
fn a_field_that_cannot_be_read_says_why() {
    let rows = explain("cron(0 25 ? * TUE *)");
    assert_eq!(rows.len(), 6);
    assert!(!rows[1].valid);
    assert_eq!(rows[1].meaning, "Schedule hours must be 0 to 23: `25`");
    assert_eq!(rows[2].meaning, "left to the day of week");
    assert_eq!(rows[4].meaning, "Tuesday");
    assert_eq!(rows[5].meaning, "every year");
    assert!(explain("no schedule").is_empty());
    let rows = explain("cron(0 2 * 6)");
    let last: Vec<_> = rows[4..]
        .iter()
        .map(|row| (row.name, row.meaning.as_str()))
        .collect();
    assert_eq!(last, [("day of week", "missing"), ("year", "missing")]);
    let rows = explain("cron(0 0 2 ? * TUE * x y)");
    assert_eq!(
        (rows.len(), rows[7].typed.as_str(), rows[7].valid),
        (8, "x y", false)
    );
    assert_eq!(explain("rate(7 days)").len(), 2);
    assert_eq!(
        explain("at(2020-07-07T15:55:00)")[0].meaning,
        "Tuesday 2020-07-07"
    );
}

/// Every field in every form: what was typed, what it means, what it may hold.
#[test]
fn each_row_says_what_its_field_means() {
    for (text, name, typed, meaning) in [
        ("cron(24 30 09 ? * * *)", "seconds", "24", "24"),
        (
            "cron(0/15 30 09 ? * * *)",
            "seconds",
            "0/15",
            "0, 15, 30 and 45",
        ),
        (
            "cron(0/7 2 * * ? *)",
            "minutes",
            "0/7",
            "every 7 minutes from 0 on",
        ),
        ("cron(0,30 2 * * ? *)", "minutes", "0,30", "0 and 30"),
        ("cron(* 2 * * ? *)", "minutes", "*", "every minute"),
        ("cron(0 8-17 * * ? *)", "hours", "8-17", "08 to 17"),
        (
            "cron(0 22-2 * * ? *)",
            "hours",
            "22-2",
            "00 to 02, 22 and 23",
        ),
        (
            "cron(0 2 15W,L * ? *)",
            "day of month",
            "15W,L",
            "the working day (Monday to Friday) nearest to the 15th and the last day",
        ),
        (
            "cron(0 2 ? * TUE *)",
            "day of month",
            "?",
            "left to the day of week",
        ),
        (
            "cron(0 2 * JAN-MAR,6 ? *)",
            "month",
            "JAN-MAR,6",
            "January to March and June",
        ),
        ("cron(0 2 ? * 3 *)", "day of week", "3", "Tuesday"),
        (
            "cron(0 2 ? * 2-6 *)",
            "day of week",
            "2-6",
            "Monday to Friday",
        ),
        (
            "cron(0 2 ? * 3#2 *)",
            "day of week",
            "3#2",
            "the second Tuesday",
        ),
        ("cron(0 2 ? * 6L *)", "day of week", "6L", "the last Friday"),
        ("cron(0 2 ? * L *)", "day of week", "L", "Saturday"),
        (
            "cron(0 2 L * ? *)",
            "day of week",
            "?",
            "left to the day of month",
        ),
        (
            "cron(0 2 L * ? 2026-2028)",
            "year",
            "2026-2028",
            "2026 to 2028",
        ),
        (
            "cron(0 2 L * ? 2027/2)",
            "year",
            "2027/2",
            "every 2 years from 2027 on",
        ),
        ("rate(7 days)", "value", "7", "7"),
        ("rate(7 days)", "unit", "days", "every 7 days"),
        ("rate(1 hour)", "unit", "hour", "every 1 hour"),
        ("at(2020-07-07T15:55)", "time", "15:55", "15:55"),
    ] {
        let rows = explain(text);
        let row = rows.iter().find(|row| row.name == name).expect("a row");
        assert!(row.valid && !row.allowed.is_empty(), "{text}: {row:?}");
        assert_eq!(
            (row.typed.as_str(), row.meaning.as_str()),
            (typed, meaning),
            "{text}"
        );
    }
}

/// The part that is wrong is told from the part that is right.
#[test]
fn a_wrong_part_of_a_rate_or_date_says_what_is_wrong() {
    for (text, right, wrong, says) in [
        ("rate(1 days)", "1", "days", "singular unit after 1"),
        ("rate(5 weeks)", "5", "weeks", "minutes, hours or days"),
        ("rate(0 days)", "days", "0", "from 1 to 2147483647"),
        ("rate(days)", "days", "", "a whole number"),
        ("at(2027-02-30T10:00)", "10:00", "2027-02-30", "must exist"),
        (
            "at(2027-02-03T25:00)",
            "2027-02-03",
            "25:00",
            "00:00:00 to 23:59:59",
        ),
        (
            "at(2027-02-03T10:00Z)",
            "2027-02-03",
            "10:00Z",
            "no time zone",
        ),
        ("at(2027-02-03)", "2027-02-03", "", "of the form"),
    ] {
        let rows = explain(text);
        let of = |valid: bool| -> Vec<_> { rows.iter().filter(|row| row.valid == valid).collect() };
        let (good, bad) = (of(true), of(false));
        assert_eq!((good.len(), bad.len()), (1, 1), "{text}: {rows:?}");
        assert_eq!(
            (good[0].typed.as_str(), bad[0].typed.as_str()),
            (right, wrong)
        );
        assert!(bad[0].meaning.contains(says), "{text}: {}", bad[0].meaning);
    }
}

/// AWS counts from SUN = 1, every other cron from MON = 1: a digit is named.
#[test]
fn a_bare_digit_as_weekday_shows_its_name() {
    for (text, says) in [
        ("cron(0 2 ? * 3 *)", "`3` is TUE here"),
        ("cron(0 2 ? * 2-6 *)", "`2` is MON and `6` is FRI here"),
        ("cron(0 2 ? * 3#2 *)", "`3` is TUE here"),
        ("cron(0 2 ? * 6L *)", "`6` is FRI here"),
        ("cron(0 2 ? * 2/2 *)", "`2` is MON here"),
        ("cron(0 2 ? * 1-5 *)", "`1` is SUN and `5` is THU here"),
    ] {
        let notes = parse(text).notes;
        let note = notes.iter().find(|note| note.slug == "cron-weekday-digit");
        let hint = note.and_then(|note| note.hint.as_deref());
        assert_eq!(hint, Some(says), "{text}");
    }
    for text in [
        "cron(0 2 ? * TUE *)",
        "cron(0 2 ? * TUE#2 *)",
        "cron(3 3 3 3 ? *)",
    ] {
        let notes = parse(text).notes;
        assert!(
            notes.iter().all(|note| note.slug != "cron-weekday-digit"),
            "{text}"
        );
    }
}

/// A sentence that leaves something out would stand for two schedules.
#[test]
fn one_sentence_has_one_meaning() {
    let mut dice = super::random::Dice(9);
    let mut known = std::collections::HashMap::new();
    for round in 0..20_000 {
        // Small pools make equal sentences likely.
        let text = match round % 4 {
            0 => super::random::expression(&mut dice),
            1 => format!(
                "cron({} {} * * ? *)",
                minutes(&mut dice),
                minutes(&mut dice).replace("30", "6")
            ),
            2 => format!(
                "cron(0 2 {} {} ? *)",
                minutes(&mut dice).replace('0', "1"),
                dice.pick(&["*", "2", "2-4", "1/3", "2,3"])
            ),
            _ => format!(
                "cron({} 8-17 ? {} {} {})",
                minutes(&mut dice),
                dice.pick(&["*", "2", "2-4"]),
                dice.pick(&["MON", "MON-WED", "1-3", "FRI-MON", "MON#1", "2L", "MON,2#2"]),
                dice.pick(&["*", "2027", "2026/2", "2026-2028"])
            ),
        };
        let Some(Schedule::Cron(cron)) = parse(&text).schedule else {
            continue;
        };
        let fields = [
            cron.seconds(),
            cron.minutes(),
            cron.hours(),
            cron.days(),
            cron.month(),
            cron.year(),
        ];
        let by_date = cron.by_day_of_month() && !cron.days().is_all();
        let specials: std::collections::BTreeSet<String> = if cron.days().is_all() {
            Default::default()
        } else {
            cron.days()
                .specials()
                .map(|item| format!("{item:?}"))
                .collect()
        };
        let days = if cron.days().is_all() {
            "every day".into()
        } else {
            format!("{:?}", cron.days().set())
        };
        let meaning = format!(
            "{by_date} {specials:?} {days} {:?}",
            fields.map(|field| (field.kind() != cron.days().kind()).then_some(*field.set()))
        );
        let sentence = describe(&schedule(&text), 0, &Zone::utc());
        let (first, other) = known
            .entry(sentence.clone())
            .or_insert((text.clone(), meaning.clone()));
        assert_eq!(*other, meaning, "{text} and {first}: {sentence}");
    }
    assert!(known.len() > 3_000, "only {} sentences", known.len());
}

fn minutes(dice: &mut super::random::Dice) -> String {
    dice.pick(&[
        "0", "5", "0,30", "5,20", "0/5", "5/5", "0-5", "1,2,3", "0/10", "5,10,15", "*/6", "1-9/2",
        "20-2", "*", "0,5,7", "3/5",
    ])
    .to_string()
}
