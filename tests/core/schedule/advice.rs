//! Advice: each rule speaks when it should, and is silent when it should be.

use super::{errors, instant, schedule, slugs, timing, well_said};
use maintenance_window_builder::schedule::{Input, Note, Severity, Timing, Zone, advise, parse};

const NOW: &str = "2026-11-22T00:00:00Z";

fn advice(timing: &Timing) -> Vec<Note> {
    let notes = advise(timing, instant(NOW));
    for note in &notes {
        well_said(
            "",
            &Note {
                span: None,
                ..note.clone()
            },
        );
        for fix in &note.fixes {
            assert!(
                note.input != Input::Schedule || parse(&fix.replacement).schedule.is_some(),
                "{fix:?}"
            );
        }
    }
    notes
}

fn all(timing: &Timing) -> Vec<&'static str> {
    advice(timing).into_iter().map(|note| note.slug).collect()
}

#[test]
fn a_plain_weekly_window_needs_no_advice() {
    for text in [
        "cron(0 16 ? * TUE *)",
        "cron(0 3 ? * THU#4 *)",
        "cron(0 3 L * ? *)",
        "cron(0 3 28 * ? *)",
        "at(2026-12-01T16:00:00)",
    ] {
        let mut plain = timing(text, "America/New_York");
        (plain.duration_hours, plain.cutoff_hours) = (4, 1);
        assert_eq!(all(&plain), Vec::<&str>::new(), "{text}");
    }
}

#[test]
fn an_offset_needs_an_nth_or_last_weekday() {
    let with = |text: &str, days: u8| {
        let mut timing = timing(text, "UTC");
        timing.offset_days = days;
        errors(&advice(&timing)).first().copied()
    };
    assert_eq!(with("cron(0 4 ? * SUN#2 *)", 2), None);
    assert_eq!(with("cron(0 4 ? * 6L *)", 6), None);
    assert_eq!(with("cron(0 4 ? * FRIL *)", 1), None);
    assert_eq!(with("cron(0 4 ? * L *)", 1), None);
    assert_eq!(with("cron(0 4 ? * MON,TUE#2 *)", 1), None);
    assert_eq!(with("cron(0 4 ? * TUE *)", 2), Some("offset-nth-weekday"));
    assert_eq!(with("cron(0 4 L * ? *)", 2), Some("offset-nth-weekday"));
    assert_eq!(with("cron(0 4 1 * ? *)", 1), Some("offset-nth-weekday"));
    assert_eq!(with("rate(7 days)", 1), Some("offset-cron-only"));
    assert_eq!(with("at(2026-12-01T16:00:00)", 1), Some("offset-cron-only"));
    assert_eq!(with("cron(0 4 ? * SUN#2 *)", 7), Some("offset-range"));
}

#[test]
fn patch_tuesday_is_offered_with_its_offset() {
    let notes = advice(&timing("cron(0 2 ? * SAT#3 *)", "UTC"));
    let note = notes
        .iter()
        .find(|note| note.slug == "patch-tuesday")
        .expect("advice");
    assert_eq!(
        note.message,
        "Schedule's third Saturday is 4 or 11 days after Patch Tuesday: `SAT#3`"
    );
    assert_eq!(
        (note.fixes[0].replacement.as_str(), note.fixes[0].offset),
        ("cron(0 2 ? * TUE#2 *)", Some(4))
    );
    let notes = advice(&timing("cron(0 2 ? * SUN#2 *)", "UTC"));
    let note = notes
        .iter()
        .find(|note| note.slug == "patch-tuesday")
        .expect("advice");
    assert_eq!(
        note.message,
        "Schedule's second Sunday is 5 days after or 2 before Patch Tuesday: `SUN#2`"
    );
    for text in [
        "cron(0 2 ? * TUE#2 *)",
        "cron(0 2 ? * TUE#3 *)",
        "cron(0 2 ? * SAT#1 *)",
        "cron(0 2 ? * SAT#4 *)",
        "cron(0 2 ? * SAT *)",
    ] {
        assert!(
            !all(&timing(text, "UTC")).contains(&"patch-tuesday"),
            "{text}"
        );
    }
}

/// The distances are what the calendar says, for each nth weekday.
#[test]
fn the_distances_from_patch_tuesday_are_right() {
    for (weekday, name) in ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]
        .iter()
        .enumerate()
    {
        for nth in [2, 3] {
            let seen: std::collections::BTreeSet<i64> = (0..240)
                .map(|month| {
                    let date = |text: String| {
                        let year = 2026 + month / 12;
                        let from =
                            jiff::civil::date(year, (month % 12 + 1) as i8, 1).at(0, 0, 0, 0);
                        let timing = timing(&text, "UTC");
                        let from = timing
                            .zone
                            .time_zone()
                            .to_timestamp(from)
                            .expect("in range");
                        timing.runs(from).next().expect("a run").start.as_second()
                    };
                    (date(format!("cron(0 2 ? * {name}#{nth} *)"))
                        - date("cron(0 2 ? * TUE#2 *)".into()))
                        / 86_400
                })
                .collect();
            let after = (weekday as i64 + 5) % 7;
            let wanted = match (nth, after) {
                (_, 0) => vec![7 * (nth - 2)],
                (2, _) => vec![after - 7, after],
                _ => vec![after, after + 7],
            };
            assert_eq!(seen.into_iter().collect::<Vec<_>>(), wanted, "{name}#{nth}");
        }
    }
}

#[test]
fn a_window_that_never_runs_is_an_error() {
    for (text, slug) in [
        ("cron(0 2 30 2 ? *)", "never-runs"),
        ("cron(0 2 31 4,6 ? *)", "never-runs"),
        // Years to come, and none of them has the day.
        ("cron(0 2 29 2 ? 2199)", "never-runs"),
        ("cron(0 2 29 2 ? 2030-2031)", "never-runs"),
        ("cron(0 2 29 2 ? 2024)", "never-again"),
        ("cron(0 2 * * ? 2025)", "never-again"),
        ("cron(0 2 1 1 ? 2026)", "never-again"),
        ("at(2026-01-01T00:00:00)", "never-again"),
    ] {
        assert_eq!(errors(&advice(&timing(text, "UTC"))), [slug], "{text}");
    }
}

#[test]
fn the_active_period_must_leave_a_run() {
    let with = |text: &str, start: Option<&str>, end: Option<&str>| {
        let mut timing = timing(text, "UTC");
        (timing.start, timing.end) = (start.map(instant), end.map(instant));
        let notes = advice(&timing);
        (
            errors(&notes).first().copied(),
            slugs(&notes, Severity::Warning).first().copied(),
        )
    };
    let weekly = "cron(0 2 ? * SAT *)";
    assert_eq!(
        with(
            weekly,
            Some("2026-11-23T00:00:00Z"),
            Some("2026-11-25T00:00:00Z")
        )
        .0,
        Some("period-empty")
    );
    assert_eq!(
        with(weekly, None, Some("2026-11-25T00:00:00Z")).0,
        Some("period-empty")
    );
    assert_eq!(
        with(
            weekly,
            Some("2026-11-23T00:00:00Z"),
            Some("2026-11-29T00:00:00Z")
        ),
        (None, None)
    );
    assert_eq!(
        with(
            weekly,
            Some("2026-12-23T00:00:00Z"),
            Some("2026-12-23T00:00:00Z")
        )
        .0,
        Some("period-order")
    );
    assert_eq!(
        with(weekly, None, Some("2026-11-22T00:00:00Z")).0,
        Some("end-past")
    );
    assert_eq!(
        with(weekly, Some("2026-11-01T00:00:00Z"), None),
        (None, Some("start-past"))
    );
    let once = "at(2026-12-01T16:00:00)";
    assert_eq!(
        with(once, Some("2026-12-02T00:00:00Z"), None).0,
        Some("period-empty")
    );
    assert_eq!(
        with(once, None, Some("2026-11-30T00:00:00Z")).0,
        Some("period-empty")
    );
    assert_eq!(
        with("rate(60 days)", None, Some("2026-12-01T00:00:00Z")).0,
        Some("period-empty")
    );
}

#[test]
fn runs_need_five_minutes_between_them() {
    for (text, short) in [
        ("cron(* * * * ? *)", true),
        ("cron(0/4 * * * ? *)", true),
        ("cron(0/5 * * * ? *)", false),
        ("cron(58,0 * * * ? *)", true),
        ("cron(58 * * * ? *)", false),
        ("cron(0,58 8 * * ? *)", false),
        ("cron(0,58 8-9 * * ? *)", true),
        ("cron(0,59 0,23 * * ? *)", true),
        ("cron(0,59 0,23 1 * ? *)", false),
        ("cron(0,59 0,23 1,L * ? *)", true),
        ("cron(0,59 0,23 ? * MON,WED *)", false),
        ("cron(0,59 0,23 ? * SUN,SAT *)", true),
        ("cron(0,30 0 2 * * ? *)", true),
        ("rate(4 minutes)", true),
        ("rate(5 minutes)", false),
        ("rate(1 minute)", true),
    ] {
        assert_eq!(
            errors(&advice(&timing(text, "UTC"))).contains(&"interval-short"),
            short,
            "{text}"
        );
    }
}

/// The repair is the nearest that AWS takes, and says so itself.
#[test]
fn a_schedule_that_is_too_fast_is_slowed_down() {
    let fix = |text: &str| {
        let notes = advice(&timing(text, "UTC"));
        let note = notes
            .iter()
            .find(|note| note.slug == "interval-short")
            .cloned();
        let fix = note
            .expect("advice")
            .fixes
            .first()
            .map(|fix| fix.replacement.clone());
        if let Some(fixed) = &fix {
            assert!(
                !all(&timing(fixed, "UTC")).contains(&"interval-short"),
                "{fixed}"
            );
        }
        fix
    };
    assert_eq!(fix("rate(1 minute)").as_deref(), Some("rate(5 minutes)"));
    assert_eq!(
        fix("cron(* * * * ? *)").as_deref(),
        Some("cron(0/5 * * * ? *)")
    );
    assert_eq!(
        fix("cron(0/2 8-17 ? * MON *)").as_deref(),
        Some("cron(0/5 8-17 ? * MON *)")
    );
    assert_eq!(fix("cron(0,58 8-9 * * ? *)"), None);
    assert_eq!(fix("cron(0,30 0 2 * * ? *)"), None);
}

#[test]
fn a_bound_that_is_past_can_be_removed() {
    let mut past = timing("cron(0 2 ? * SAT *)", "UTC");
    past.start = Some(instant("2026-11-01T00:00:00Z"));
    let notes = advice(&past);
    assert_eq!(
        (notes[0].slug, notes[0].fixes[0].replacement.as_str()),
        ("start-past", "")
    );
    (past.start, past.end) = (None, Some(instant("2026-11-01T00:00:00Z")));
    let notes = advice(&past);
    assert_eq!(
        (notes[0].slug, notes[0].fixes[0].replacement.as_str()),
        ("end-past", "")
    );
}

#[test]
fn runs_must_not_outlast_their_interval() {
    let with = |text: &str, zone: &str, hours: u8| {
        let mut timing = timing(text, zone);
        timing.duration_hours = hours;
        all(&timing).contains(&"interval-overlap")
    };
    assert!(with("cron(0 0/2 * * ? *)", "UTC", 3));
    assert!(!with("cron(0 0/2 * * ? *)", "UTC", 2));
    assert!(with("cron(0 22,2 ? * SAT,SUN *)", "UTC", 5));
    assert!(!with("cron(0 22,2 ? * SAT,MON *)", "UTC", 20));
    assert!(with("rate(3 hours)", "UTC", 4));
    assert!(!with("cron(0 16 * * ? *)", "UTC", 24));
    // The day of the spring change has 23 hours.
    assert!(with("cron(0 16 * * ? *)", "America/New_York", 24));
    assert!(!with("cron(0 16 * * ? *)", "America/New_York", 23));
    // A Duration that is not known yet, as 0.
    assert!(!with("cron(0 0/2 * * ? *)", "UTC", 0));
}

#[test]
fn short_months_are_named() {
    let hint = |text: &str| {
        advice(&timing(text, "UTC"))
            .into_iter()
            .find(|note| note.slug == "short-months")
            .and_then(|note| note.hint)
    };
    assert!(
        hint("cron(0 2 31 * ? *)")
            .expect("advice")
            .starts_with("February, April, June, September and November have no day 31")
    );
    assert!(
        hint("cron(0 2 30 * ? *)")
            .expect("advice")
            .starts_with("February has no day 30")
    );
    assert!(
        hint("cron(0 2 29 * ? *)")
            .expect("advice")
            .starts_with("In most years February has no day 29")
    );
    assert!(hint("cron(0 2 31W * ? *)").is_some());
    for text in [
        "cron(0 2 28 * ? *)",
        "cron(0 2 31 1,3,5 ? *)",
        "cron(0 2 L * ? *)",
        "cron(0 2 1/2 * ? *)",
        "cron(0 2 30 2 ? *)",
    ] {
        assert_eq!(hint(text), None, "{text}");
    }
    let notes = advice(&timing("cron(0 2 31 * ? *)", "UTC"));
    assert_eq!(notes[0].fixes[0].replacement, "cron(0 2 L * ? *)");
    let notes = advice(&timing("cron(0 2 ? * FRI#5 *)", "UTC"));
    assert_eq!(
        (notes[0].slug, notes[0].fixes[0].replacement.as_str()),
        ("fifth-weekday", "cron(0 2 ? * 6L *)")
    );
}

#[test]
fn clock_changes_of_two_years_are_looked_at() {
    let slug = |text: &str, zone: &str| {
        all(&timing(text, zone))
            .into_iter()
            .filter(|slug| slug.starts_with("daylight"))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        slug("cron(30 2 * * ? *)", "America/New_York"),
        ["daylight-gap"]
    );
    assert_eq!(
        slug("cron(30 1 * * ? *)", "America/New_York"),
        ["daylight-overlap"]
    );
    assert_eq!(
        slug("cron(0/30 * * * ? *)", "America/New_York"),
        ["daylight-gap", "daylight-overlap"]
    );
    assert!(slug("cron(30 3 * * ? *)", "America/New_York").is_empty());
    assert!(slug("cron(30 2 ? * TUE *)", "America/New_York").is_empty());
    assert!(slug("cron(30 2 * * ? *)", "Asia/Tokyo").is_empty());
    assert!(slug("cron(30 2 * * ? *)", "UTC").is_empty());
    assert_eq!(
        slug("at(2027-03-14T02:30:00)", "America/New_York"),
        ["daylight-gap"]
    );
    // Skipping is our assumption, so it is no error.
    assert!(
        errors(&advice(&timing(
            "at(2027-03-14T02:30:00)",
            "America/New_York"
        )))
        .is_empty()
    );
    assert!(
        errors(&advice(&timing(
            "cron(30 2 14 3 ? 2027)",
            "America/New_York"
        )))
        .is_empty()
    );
    let notes = advice(&timing("cron(30 1 ? * SUN *)", "America/New_York"));
    assert_eq!(notes[0].fixes[0].replacement, "cron(30 3 ? * SUN *)");
    let mut offset = timing("cron(30 2 ? * FRI#2 *)", "America/New_York");
    offset.offset_days = 2;
    assert!(all(&offset).contains(&"daylight-gap"));
}

#[test]
fn a_rate_says_what_it_is_counted_from() {
    let mut rate = timing("rate(7 days)", "America/New_York");
    assert_eq!(all(&rate), ["rate-anchor", "rate-daylight"]);
    rate.start = Some(instant("2026-12-01T00:00:00Z"));
    assert_eq!(all(&rate), ["rate-daylight"]);
    rate.zone = Zone::utc();
    assert!(all(&rate).is_empty());
    rate.schedule = schedule("rate(12 hours)");
    assert!(all(&rate).is_empty());
}

#[test]
fn a_first_weekday_comes_before_patch_tuesday() {
    let with = |text: &str, days: u8| {
        let mut timing = timing(text, "UTC");
        timing.offset_days = days;
        let notes = advice(&timing);
        let found = notes.into_iter();
        let mut found = found.filter(|note| note.slug == "patch-tuesday-before");
        found.next().map(|note| {
            let fix = &note.fixes[0];
            (fix.replacement.clone(), fix.offset)
        })
    };
    let after = |days| Some(("cron(0 4 ? * TUE#2 *)".to_owned(), Some(days)));
    assert_eq!(with("cron(0 4 ? * TUE#1 *)", 0), after(0));
    assert_eq!(with("cron(0 4 ? * WED#1 *)", 0), after(1));
    assert_eq!(with("cron(0 4 ? * MON#1 *)", 0), after(6));
    // Six days after the first Tuesday is the day before the second.
    assert_eq!(with("cron(0 4 ? * TUE#1 *)", 6), after(6));
    // Six days after the first Saturday may be either.
    assert_eq!(with("cron(0 4 ? * SAT#1 *)", 6), None);
    assert_eq!(with("cron(0 4 ? * TUE#2 *)", 0), None);
}
