//! The composer: what it writes it reads back, and what it reads it writes
//! with the same dates.

use super::random::{Dice, expression};
use super::{errors, schedule};
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, Weekday};
use maintenance_window_builder::schedule::compose::{
    Choice, Composed, Control, Input, KINDS, TimeOfDay, read, write,
};
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

/// Any right answers to a form.
fn answered(dice: &mut Dice, kind: usize) -> Choice {
    let mut choice = Choice::new(&KINDS[kind]);
    for input in choice.kind().inputs {
        let answer = match input.control {
            Control::Whole { min, max } => dice
                .between(min.into(), u64::from(max.min(400)))
                .to_string(),
            Control::Time => TimeOfDay {
                hour: dice.below(24) as u8,
                minute: dice.below(60) as u8,
                second: [0, 0, 0, 24][dice.below(4) as usize],
            }
            .text(),
            Control::DateTime => format!(
                "20{}-{:02}-{:02}T{:02}:{:02}",
                dice.between(27, 40),
                dice.between(1, 12),
                dice.between(1, 28),
                dice.below(24),
                dice.below(60)
            ),
            Control::OneOf(all) => all[dice.below(all.len() as u64) as usize].0.to_owned(),
            Control::SomeOf(all) => {
                let mut some = String::new();
                while some.is_empty() {
                    for (one, _) in all {
                        if dice.below(2) == 0 {
                            some = input.toggled(&some, one);
                        }
                    }
                }
                some
            }
        };
        choice.set(input.id, answer);
    }
    choice
}

/// What a choice means, day by day, in the words of its labels.
fn meant(choice: &Choice, date: NaiveDate) -> bool {
    let names = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
    let is = |name: &str| names[date.weekday().num_days_from_sunday() as usize] == name;
    let last = date.with_day(1).expect("a first") + chrono::Months::new(1) - Days::new(1);
    let work = |date: NaiveDate| !matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
    let nth = date.day().div_ceil(7).to_string();
    match choice.kind().id {
        "day" => true,
        "week" => choice.answer("weekdays").split(',').any(is),
        "date" => date.day().to_string() == choice.answer("day"),
        "last-day" => date == last,
        "last-weekday" => {
            let mut wanted = last;
            while !work(wanted) {
                wanted = wanted - Days::new(1);
            }
            date == wanted
        }
        "patch" => is("TUE") && (8..=14).contains(&date.day()),
        "nth" if choice.answer("which") == "last" => {
            is(choice.answer("weekday")) && date + Days::new(7) > last
        }
        "nth" => is(choice.answer("weekday")) && choice.answer("which") == nth,
        other => panic!("{other}"),
    }
}

#[test]
fn a_choice_runs_on_the_days_that_its_words_say() {
    let mut dice = Dice(31);
    let start = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date");
    let now: jiff::Timestamp = "2026-11-22T00:00:00Z".parse().expect("an instant");
    for round in 0..900 {
        let choice = answered(&mut dice, round % KINDS.len());
        let (text, offset) = choice.write().expect("right answers");
        let mut timing = Timing::new(schedule(&text), Zone::utc());
        timing.offset_days = offset.parse().unwrap_or(0);
        let found: Vec<i64> = timing
            .runs(now)
            .take(12)
            .map(|run| run.start.as_second())
            .collect();
        let wanted: Vec<i64> = match choice.kind().id {
            "every" => {
                let unit = match choice.answer("unit") {
                    "minute" => 60,
                    "hour" => 3_600,
                    _ => 86_400,
                };
                let step = choice.answer("number").parse::<i64>().expect("a number") * unit;
                (1..=12)
                    .map(|count| now.as_second() + count * step)
                    .collect()
            }
            "once" => {
                let when = NaiveDateTime::parse_from_str(choice.answer("when"), "%Y-%m-%dT%H:%M");
                vec![when.expect("a moment").and_utc().timestamp()]
            }
            _ => {
                let typed = choice.answer("time");
                let time = NaiveTime::parse_from_str(typed, "%H:%M:%S")
                    .or_else(|_| NaiveTime::parse_from_str(typed, "%H:%M"))
                    .expect("a time");
                let later = choice.answer("after").parse().unwrap_or(0);
                start
                    .iter_days()
                    .filter(|date| meant(&choice, *date))
                    .map(|date| date.and_time(time))
                    // The schedule's own date is to come as well.
                    .filter(|base| base.and_utc().timestamp() > now.as_second())
                    .map(|base| (base + Days::new(later)).and_utc().timestamp())
                    .take(12)
                    .collect()
            }
        };
        assert_eq!(found, wanted, "{choice:?} became {text} + {offset}");
    }
}

#[test]
fn a_choice_is_read_back_from_what_it_wrote() {
    let mut dice = Dice(32);
    for round in 0..4_000 {
        let choice = answered(&mut dice, round % KINDS.len());
        let (text, offset) = choice.write().expect("right answers");
        assert!(errors(&parse(&text).notes).is_empty(), "{text}");
        let back = Choice::read_texts(&text, &offset).expect("a form");
        // Two forms say the same here: all seven days, the second Tuesday.
        let composed = choice.composed().expect("right answers");
        assert_eq!(back.composed().as_ref(), Ok(&composed), "{choice:?}");
        let patch = choice.kind().id == "nth" && text.contains("TUE#2");
        let daily = choice.kind().id == "week" && text.contains("* * ?");
        let once = choice.kind().id == "once";
        if !(patch || daily || once) {
            assert_eq!(back, choice, "{text}");
        }
        assert_eq!(back.write(), Ok((text, offset)));
    }
}

#[test]
fn every_form_begins_with_right_answers_but_once() {
    for kind in KINDS {
        let choice = Choice::new(kind);
        let once = kind.id == "once";
        assert_eq!(choice.write().is_err(), once, "{}", kind.id);
        assert!(!kind.short.is_empty() && kind.short.len() <= 16);
        assert!(!kind.label.is_empty() && !kind.label.ends_with('.'));
        for input in kind.inputs {
            assert!(!input.label.is_empty() && !input.id.is_empty());
        }
    }
    // Names are told apart.
    for (at, kind) in KINDS.iter().enumerate() {
        assert!(KINDS[..at].iter().all(|other| other.id != kind.id));
    }
}

#[test]
fn a_wrong_answer_stays_and_says_why() {
    let date = KINDS.iter().find(|kind| kind.id == "date").expect("a form");
    let mut choice = Choice::new(date);
    choice.set("day", "32");
    choice.set("time", "25:00");
    let flaws = choice.write().expect_err("wrong answers");
    let said: Vec<_> = flaws
        .iter()
        .map(|flaw| (flaw.input, flaw.message.as_str()))
        .collect();
    assert_eq!(
        said,
        [
            ("day", "Day must be a whole number from 1 to 31: `32`"),
            ("time", "At must be a time from 00:00 to 23:59: `25:00`"),
        ]
    );
    assert_eq!(choice.answer("day"), "32");
    let week = KINDS.iter().find(|kind| kind.id == "week").expect("a form");
    // The time goes along, wrong as it is; the day has no place there.
    let mut other = choice.switched(week, &[]);
    assert_eq!((other.answer("time"), other.answer("day")), ("25:00", ""));
    other.set("weekdays", "");
    other.set("time", "02:00");
    let flaws = other.write().expect_err("no weekday");
    assert_eq!(flaws[0].message, "On must be one or more of the list: ``");
    for (id, wrong) in [
        ("when", "2027-02-30T02:00"),
        ("when", ""),
        ("when", "2027-02-03T02:00)x("),
    ] {
        let once = KINDS.iter().find(|kind| kind.id == "once").expect("a form");
        let mut choice = Choice::new(once);
        choice.set(id, wrong);
        assert!(choice.write().is_err(), "{wrong}");
    }
}

#[test]
fn weekdays_are_put_in_and_taken_out_in_their_order() {
    let week = KINDS.iter().find(|kind| kind.id == "week").expect("a form");
    let input = &week.inputs[0];
    let mut answer = String::new();
    for day in ["FRI", "MON", "SUN"] {
        answer = input.toggled(&answer, day);
    }
    assert_eq!(answer, "SUN,MON,FRI");
    assert!(Input::holds(&answer, "MON") && !Input::holds(&answer, "TUE"));
    assert_eq!(input.toggled(&answer, "MON"), "SUN,FRI");
}

/// The labels of the Patch Tuesday form count the days as the calendar does.
#[test]
fn the_days_after_patch_tuesday_have_their_names() {
    let names = [
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "Monday",
    ];
    let patch = KINDS
        .iter()
        .find(|kind| kind.id == "patch")
        .expect("a form");
    let Control::OneOf(all) = patch.inputs[0].control else {
        panic!("a list")
    };
    assert_eq!(all.len(), 7);
    for (days, (answer, label)) in all.iter().enumerate() {
        assert_eq!(*answer, days.to_string());
        assert!(
            days == 0 || label.contains(names[days]) && label.contains(&format!("({days} day"))
        );
    }
}

#[test]
fn texts_that_are_no_form_are_left_alone() {
    for (schedule, offset) in [
        ("cron(0/15 8-17 ? * MON-FRI *)", ""),
        ("cron(0 2 ? * TUE#2 *)", "x"),
        ("cron(0 2 ? * TUE#2 *)", "9"),
        ("cron(0 2 ? * TUE *)", "4"),
        ("soon", ""),
        ("", ""),
    ] {
        assert_eq!(
            Choice::read_texts(schedule, offset),
            None,
            "{schedule} + {offset}"
        );
    }
}

fn form(id: &str) -> &'static maintenance_window_builder::schedule::compose::Kind {
    KINDS.iter().find(|kind| kind.id == id).expect("a form")
}

fn said(schedule: &str, offset: &str) -> Choice {
    Choice::read_texts(schedule, offset).expect("a form for it")
}

#[test]
fn another_form_keeps_what_both_can_say() {
    for (from, offset, to, schedule, days) in [
        // The Saturday after Patch Tuesday, as days after the second Tuesday, and as Saturdays.
        (
            "cron(30 4 ? * TUE#2 *)",
            "4",
            "nth",
            "cron(30 4 ? * TUE#2 *)",
            "4",
        ),
        (
            "cron(30 4 ? * TUE#2 *)",
            "4",
            "week",
            "cron(30 4 ? * SAT *)",
            "",
        ),
        (
            "cron(30 4 ? * TUE#2 *)",
            "4",
            "day",
            "cron(30 4 * * ? *)",
            "",
        ),
        (
            "cron(0 1 ? * SUN#3 *)",
            "2",
            "patch",
            "cron(0 1 ? * TUE#2 *)",
            "",
        ),
        (
            "cron(0 1 ? * FRI *)",
            "",
            "patch",
            "cron(0 1 ? * TUE#2 *)",
            "3",
        ),
        (
            "cron(0 1 ? * MON,THU *)",
            "",
            "nth",
            "cron(0 1 ? * MON#3 *)",
            "",
        ),
        (
            "cron(0 1 ? * SUN#1 *)",
            "6",
            "week",
            "cron(0 1 ? * SAT *)",
            "",
        ),
        (
            "at(2026-12-12T03:15:00)",
            "",
            "date",
            "cron(15 3 12 * ? *)",
            "",
        ),
        (
            "at(2026-12-12T03:15:00)",
            "",
            "week",
            "cron(15 3 ? * SAT *)",
            "",
        ),
        (
            "cron(5 6 L * ? *)",
            "",
            "last-weekday",
            "cron(5 6 LW * ? *)",
            "",
        ),
    ] {
        let other = said(from, offset).switched(form(to), &[]);
        let written = other.write().expect("right answers");
        assert_eq!(
            written,
            (schedule.to_owned(), days.to_owned()),
            "{from} {to}"
        );
    }
}

#[test]
fn going_to_other_forms_and_back_loses_nothing() {
    for (schedule, offset) in [
        ("cron(30 4 ? * TUE#2 *)", "4"),
        ("cron(30 4 ? * MON#4 *)", "2"),
        ("cron(30 4 ? * SATL *)", "1"),
        ("cron(30 4 ? * MON,WED,FRI *)", ""),
        ("cron(30 4 17 * ? *)", ""),
        ("rate(9 hours)", ""),
        ("at(2026-12-12T03:15:00)", ""),
    ] {
        let first = said(schedule, offset);
        for one in KINDS {
            for two in KINDS {
                let mut left = vec![first.clone()];
                let second = first.switched(one, &left);
                left.push(second.clone());
                let third = second.switched(two, &left);
                left.push(third.clone());
                assert_eq!(
                    third.switched(first.kind(), &left),
                    first,
                    "{one:?} {two:?}"
                );
            }
        }
    }
    // What is changed meanwhile is the last word.
    let week = said("cron(30 4 ? * MON,WED,FRI *)", "");
    let mut day = week.switched(form("day"), &[]);
    day.set("time", "05:00");
    let back = day.switched(week.kind(), std::slice::from_ref(&week));
    assert_eq!(
        back.write().expect("right").0,
        "cron(0 5 ? * MON,WED,FRI *)"
    );
}
