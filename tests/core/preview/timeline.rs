//! The timeline: shares that add up, overlaps that are said.

use super::{at, window, with};
use maintenance_window_builder::check::Window;
use maintenance_window_builder::draft::{Draft, RowId};
use maintenance_window_builder::preview::{
    Ask, Meet, Role, Share, Timeline, WeekStart, Years, calendar, preview, timeline,
};
use proptest::prelude::*;

const NOW: &str = "2026-11-25T12:00:00Z";

fn line(window: &Window, others: &[Window]) -> Timeline {
    timeline(window, others, at(NOW), None).expect("a timeline")
}

fn second(schedule: &str, zone: &str, duration: u8) -> Window {
    let mut other = window(schedule, zone, duration, 0);
    other.path = Draft::window_path(maintenance_window_builder::draft::RowId(1));
    other.name = "Backup".to_owned();
    other
}

#[test]
fn a_run_fills_the_line_and_its_cutoff_divides_it() {
    let seen = line(&window("cron(0 2 ? * SAT *)", "UTC", 4, 1), &[]);
    let bar = &seen.bars[0];
    assert_eq!(seen.bars.len(), 1);
    assert_eq!(
        (bar.from, bar.open, bar.late),
        (Share(0), Share(7_500), Share(2_500))
    );
    assert_eq!(
        seen.says,
        "Sat 28 Nov 2026: The window opens at 02:00, starts no new task from 05:00 and closes at 06:00"
    );
    let ticks: Vec<_> = seen
        .ticks
        .iter()
        .map(|tick| (tick.label.as_str(), tick.at.text()))
        .collect();
    assert_eq!(
        ticks,
        [
            ("02:00", "0%".to_owned()),
            ("03:00", "25%".to_owned()),
            ("04:00", "50%".to_owned()),
            ("05:00", "75%".to_owned()),
            ("06:00", "100%".to_owned()),
        ]
    );
}

#[test]
fn shares_are_said_without_needless_digits() {
    for (share, text) in [
        (0, "0%"),
        (5, "0.05%"),
        (3_750, "37.5%"),
        (1_234, "12.34%"),
        (10_000, "100%"),
    ] {
        assert_eq!(Share(share).text(), text);
    }
}

#[test]
fn the_next_run_is_drawn_only_if_it_overlaps() {
    let seen = line(&window("cron(0 0/4 ? * SAT *)", "UTC", 6, 0), &[]);
    assert_eq!(seen.bars.len(), 2);
    assert_eq!(seen.bars[1].role, Role::Next);
    assert_eq!(
        (seen.bars[1].from, seen.bars[1].open),
        (Share(4_000), Share(6_000))
    );
    assert!(seen.overlaps[0].contains("04:00") && seen.says.contains("SKIPPED_OVERLAPPING"));
    let apart = line(&window("cron(0 0/6 ? * SAT *)", "UTC", 6, 0), &[]);
    assert!(apart.bars.len() == 1 && apart.overlaps.is_empty());
}

#[test]
fn hours_are_those_of_the_windows_clock() {
    // The night of the autumn change has an hour more.
    let fall = with(
        window("cron(30 23 31 10 ? 2026)", "America/New_York", 6, 0),
        |_| {},
    );
    let seen = timeline(&fall, &[], at("2026-10-01T00:00:00Z"), None).expect("a timeline");
    let labels: Vec<_> = seen.ticks.iter().map(|tick| tick.label.as_str()).collect();
    assert_eq!(labels, ["Sun", "01:00", "01:00", "02:00", "03:00", "04:00"]);
    assert!(seen.ticks[0].day);
    assert_eq!(seen.bars[0].closes, "Sun 04:30");
    // Half-hour zones have their own full hours.
    let india = line(&window("cron(15 2 * * ? *)", "Asia/Kolkata", 3, 0), &[]);
    assert_eq!(india.ticks[0].label, "03:00");
    assert_eq!(india.ticks[0].at, Share(2_500));
}

#[test]
fn other_windows_that_are_open_are_drawn_and_said() {
    let prod = window("cron(0 2 ? * SAT *)", "UTC", 4, 1);
    let others = [prod.clone(), second("cron(0 1 ? * SAT *)", "UTC", 2)];
    let seen = line(&prod, &others);
    assert_eq!(seen.bars.len(), 2);
    let other = &seen.bars[1];
    assert!(other.role == Role::Other && other.began && !other.goes_on);
    assert_eq!((other.from, other.open), (Share(0), Share(2_500)));
    assert_eq!(seen.overlaps, ["Backup is open too, from 01:00 to 03:00"]);
    let apart = [prod.clone(), second("cron(0 6 ? * SAT *)", "UTC", 2)];
    assert!(line(&prod, &apart).overlaps.is_empty());
}

/// The windows that are open together with the first.
fn together(windows: &[Window]) -> Vec<Meet> {
    Years::default().together(0, windows, at(NOW)).meets
}

#[test]
fn windows_that_are_open_together_are_said_once() {
    let prod = window("cron(0 2 ? * TUE#2 *)", "America/New_York", 4, 1);
    let both = together(&[prod.clone(), second("cron(0 6 ? * TUE *)", "UTC", 2)]);
    assert_eq!(both.len(), 1);
    assert_eq!(both[0].other, 1);
    // Four of the meetings are in summer, when 02:00 in New York is 06:00 UTC,
    // and in winter the other has an hour left.
    assert_eq!(both[0].times, 12);
    assert_eq!(
        both[0].says,
        "Patch-Prod and Backup are both open 12 times within a year, first on Tue 8 Dec 2026 from 02:00 to 03:00, New York time"
    );
    assert!(together(&[prod.clone(), second("cron(0 6 ? * MON *)", "UTC", 2)]).is_empty());
    // A dense window is open at each run of the other, however far off.
    let dense = second("cron(0/5 * * * ? *)", "UTC", 1);
    let both = together(&[prod.clone(), dense.clone()]);
    assert_eq!(both[0].times, 12, "{both:?}");
    assert_eq!(together(&[dense.clone(), prod.clone()])[0].times, 12);
    let both = together(&[dense.clone(), dense.clone()]);
    assert!(both[0].says.contains("many times"), "{both:?}");
    // Two dense windows that meet only long after the first runs of either.
    let late = with(dense.clone(), |timing| {
        timing.start = Some(at("2027-06-01T00:00:00Z"));
    });
    for pair in [[dense.clone(), late.clone()], [late, dense]] {
        let both = together(&pair);
        assert!(both[0].says.contains("on Tue 1 Jun 2027"), "{both:?}");
    }
    let mut unknown = prod.clone();
    unknown.lasts = false;
    assert!(together(&[unknown, prod]).is_empty());
}

#[test]
fn only_windows_that_meet_the_shown_one_are_looked_at() {
    let prod = window("cron(0 2 ? * SAT *)", "UTC", 4, 1);
    let apart = second("cron(0 12 ? * MON *)", "UTC", 2);
    let windows = [apart.clone(), prod.clone(), apart, prod];
    let found = Years::default().together(1, &windows, at(NOW));
    let others: Vec<usize> = found.meets.iter().map(|meet| meet.other).collect();
    assert_eq!((others, found.more), (vec![3], 0));
    // What a person reads has an end; the rest is counted.
    let many = vec![windows[1].clone(); 50];
    let found = Years::default().together(0, &many, at(NOW));
    assert_eq!((found.meets.len(), found.more), (20, 29));
    let line = timeline(&many[0], &distinct(&many), at(NOW), None).expect("a timeline");
    assert_eq!(line.bars.len(), 21);
    assert!(
        line.says.ends_with("29 other windows are open too"),
        "{}",
        line.says
    );
}

/// The same windows at places of their own.
fn distinct(windows: &[Window]) -> Vec<Window> {
    let place = |(at, window): (usize, &Window)| {
        let mut window = window.clone();
        window.path = Draft::window_path(RowId(at as u32));
        window
    };
    windows.iter().enumerate().map(place).collect()
}

#[test]
fn what_is_remembered_of_a_year_is_what_would_be_found() {
    let prod = window("cron(0 2 ? * TUE#2 *)", "America/New_York", 4, 1);
    let mut years = Years::default();
    for (schedule, now) in [
        ("cron(0 6 ? * TUE *)", NOW),
        ("rate(1 hour)", NOW),
        ("rate(1 hour)", "2027-03-01T00:00:00Z"),
        ("cron(0 6 ? * MON *)", "2027-03-01T00:00:00Z"),
    ] {
        let windows = [prod.clone(), second(schedule, "UTC", 2)];
        let fresh = Years::default().together(0, &windows, at(now));
        assert_eq!(years.together(0, &windows, at(now)), fresh, "{schedule}");
    }
}

proptest! {
    /// No length of a window is too odd to be drawn: a Cutoff may be longer than the Duration.
    #[test]
    fn any_duration_and_cutoff_is_drawn(
        schedule in prop_oneof![
            Just("cron(0 2 ? * TUE#2 *)"), Just("rate(1 minute)"), Just("cron(* * * * * ? *)"),
            Just("at(2026-12-01T02:00:00)"), Just("at(9999-12-30T22:00:00)"), Just("cron(30 2 * * ? *)"),
        ],
        duration: u8,
        cutoff: u8,
        offset in 0u8..=6,
        lasts: bool,
    ) {
        let mut any = with(window(schedule, "Europe/Berlin", duration, cutoff), |timing| {
            timing.offset_days = offset;
        });
        any.lasts = lasts;
        let others = [second("cron(0 2 ? * TUE *)", "UTC", 2), any.clone()];
        if let Some(line) = timeline(&any, &others, at(NOW), None) {
            for bar in &line.bars {
                prop_assert!(bar.from.0 + bar.open.0 + bar.late.0 <= Share::WHOLE.0, "{bar:?}");
            }
        }
        let _ = preview(&any, &Ask::next(at(NOW)), None, &|_, _| None);
        let _ = preview(&any, &Ask::next(at(NOW)).back(), None, &|_, _| None);
        let _ = calendar(&any, at(NOW), "", 2, WeekStart::Monday);
        let _ = Years::default().together(1, &others, at(NOW));
    }
}

#[test]
fn without_a_length_there_is_no_timeline() {
    let mut unknown = window("cron(0 2 ? * SAT *)", "UTC", 4, 1);
    unknown.lasts = false;
    assert!(timeline(&unknown, &[], at(NOW), None).is_none());
    let over = window("cron(0 2 * * ? 2020)", "UTC", 4, 1);
    assert!(timeline(&over, &[], at(NOW), None).is_none());
}
