//! The composer: what it writes it reads back, and what it reads it writes
//! with the same dates.

use super::random::{Dice, expression};
use super::{errors, schedule};
use maintenance_window_builder::schedule::compose::{Composed, TimeOfDay, read, write};
use maintenance_window_builder::schedule::{Timing, Zone, describe, parse};

fn any(dice: &mut Dice) -> Composed {
    let second = if dice.below(4) == 0 {
        dice.below(60) as u8
    } else {
        0
    };
    let at = TimeOfDay {
        hour: dice.below(24) as u8,
        minute: dice.below(60) as u8,
        second,
    };
    let days_after = dice.below(7) as u8;
    let weekday = dice.between(1, 7) as u8;
    match dice.below(12) {
        0 => Composed::EveryMinutes(dice.between(1, 600) as u32),
        1 => Composed::EveryHours(dice.between(1, 100) as u32),
        2 => Composed::EveryDays(dice.between(1, 60) as u32),
        3 => Composed::Daily { at },
        4 => {
            let chosen = dice.between(1, 126);
            let weekdays = (1..=7)
                .filter(|day| chosen & (1 << (day - 1)) != 0)
                .collect();
            Composed::Weekly { weekdays, at }
        }
        5 => Composed::MonthlyOnDay {
            day: dice.between(1, 31) as u8,
            at,
        },
        6 => Composed::LastDay { at },
        7 => Composed::LastWeekday { at },
        8 => match (dice.between(1, 5) as u8, weekday) {
            (2, 3) => Composed::PatchTuesday { days_after, at },
            (nth, weekday) => Composed::NthWeekday {
                nth,
                weekday,
                days_after,
                at,
            },
        },
        9 => Composed::LastNamedWeekday {
            weekday,
            days_after,
            at,
        },
        10 => Composed::PatchTuesday { days_after, at },
        _ => Composed::Once {
            at: jiff::civil::date(
                dice.between(2026, 2040) as i16,
                dice.between(1, 12) as i8,
                dice.between(1, 28) as i8,
            )
            .at(at.hour as i8, at.minute as i8, at.second as i8, 0),
        },
    }
}

#[test]
fn what_it_writes_it_reads_back() {
    let mut dice = Dice(21);
    for _ in 0..5_000 {
        let composed = any(&mut dice);
        let (text, offset) = write(&composed);
        assert!(errors(&parse(&text).notes).is_empty(), "{text}");
        assert_eq!(read(&schedule(&text), offset), Some(composed), "{text}");
    }
}

#[test]
fn what_it_reads_it_writes_with_the_same_dates() {
    let mut dice = Dice(22);
    let mut known = 0;
    let now: jiff::Timestamp = "2026-11-22T00:00:00Z".parse().expect("an instant");
    for _ in 0..30_000 {
        let text = expression(&mut dice);
        let Some(composed) = read(&schedule(&text), None) else {
            continue;
        };
        known += 1;
        let (other, offset) = write(&composed);
        assert_eq!(offset, None);
        let runs = |text: &str| -> Vec<_> {
            Timing::new(schedule(text), Zone::utc())
                .runs(now)
                .take(30)
                .map(|run| run.start)
                .collect()
        };
        assert_eq!(runs(&text), runs(&other), "{text} became {other}");
        let utc = Zone::utc();
        assert_eq!(
            describe(&schedule(&text), 0, &utc),
            describe(&schedule(&other), 0, &utc)
        );
    }
    assert!(known > 100, "{known}");
}

#[test]
fn the_forms_are_written_as_aws_documents_them() {
    let at = TimeOfDay::new(2, 0);
    for (composed, text, offset) in [
        (Composed::EveryDays(1), "rate(1 day)", None),
        (Composed::EveryMinutes(30), "rate(30 minutes)", None),
        (Composed::Daily { at }, "cron(0 2 * * ? *)", None),
        (
            Composed::Weekly {
                weekdays: vec![2, 3, 4, 5, 6],
                at,
            },
            "cron(0 2 ? * MON-FRI *)",
            None,
        ),
        (
            Composed::Weekly {
                weekdays: vec![1, 7],
                at,
            },
            "cron(0 2 ? * SUN,SAT *)",
            None,
        ),
        (
            Composed::MonthlyOnDay { day: 15, at },
            "cron(0 2 15 * ? *)",
            None,
        ),
        (Composed::LastDay { at }, "cron(0 2 L * ? *)", None),
        (Composed::LastWeekday { at }, "cron(0 2 LW * ? *)", None),
        (
            Composed::NthWeekday {
                nth: 3,
                weekday: 5,
                days_after: 0,
                at,
            },
            "cron(0 2 ? * THU#3 *)",
            None,
        ),
        (
            Composed::LastNamedWeekday {
                weekday: 6,
                days_after: 2,
                at,
            },
            "cron(0 2 ? * 6L *)",
            Some(2),
        ),
        (
            Composed::PatchTuesday { days_after: 4, at },
            "cron(0 2 ? * TUE#2 *)",
            Some(4),
        ),
    ] {
        assert_eq!(write(&composed), (text.to_string(), offset));
    }
}

#[test]
fn what_it_cannot_express_stays_text() {
    for text in [
        "cron(0/15 8-17 ? * MON-FRI *)",
        "cron(0 2 1,15 * ? *)",
        "cron(0 2 ? JUN TUE *)",
        "cron(0 2 * * ? 2027)",
        "cron(0 2 15W * ? *)",
        "cron(0 2 ? * MON,TUE#2 *)",
        "cron(0 2 ? * MON#1,MON#3 *)",
        "cron(0 2 L-3 * ? *)",
    ] {
        assert_eq!(read(&schedule(text), None), None, "{text}");
    }
    // An offset where none belongs is not lost either.
    for text in [
        "cron(0 2 * * ? *)",
        "cron(0 2 ? * TUE *)",
        "rate(7 days)",
        "at(2026-11-22T15:55:00)",
    ] {
        assert_eq!(read(&schedule(text), Some(2)), None, "{text}");
        assert!(read(&schedule(text), Some(0)).is_some(), "{text}");
    }
}

#[test]
fn times_of_day_are_read_and_written() {
    assert_eq!(TimeOfDay::parse("16:00"), Some(TimeOfDay::new(16, 0)));
    assert_eq!(
        TimeOfDay::parse("9:05:07").map(TimeOfDay::text),
        Some("09:05:07".into())
    );
    for wrong in [
        "", "16", "24:00", "12:60", "12:00:60", "1:2:3:4", "+1:00", "12:", "012:00",
    ] {
        assert_eq!(TimeOfDay::parse(wrong), None, "{wrong}");
    }
}
