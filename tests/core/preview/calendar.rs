//! The calendar: weeks, marks and what each day says.

use super::{at, window, with};
use crate::budget::large::cpu_time;
use maintenance_window_builder::check::Window;
use maintenance_window_builder::preview::{Calendar, Day, Mark, WeekStart, calendar, step};

const NOW: &str = "2026-11-25T12:00:00Z";

fn year(window: &Window, from: &str) -> Calendar {
    calendar(window, at(NOW), from, 12, WeekStart::Monday).expect("a calendar")
}

fn days(calendar: &Calendar) -> impl Iterator<Item = &Day> {
    let weeks = calendar.months.iter().flat_map(|month| &month.weeks);
    weeks.flatten().flatten()
}

fn day<'a>(calendar: &'a Calendar, date: &str) -> &'a Day {
    days(calendar).find(|day| day.date == date).expect("a day")
}

#[test]
fn months_are_laid_out_in_weeks() {
    let weekly = window("cron(0 2 ? * SAT *)", "UTC", 1, 0);
    let monday = year(&weekly, "2026-12-12");
    assert_eq!(monday.months.len(), 12);
    assert_eq!(monday.months[0].title, "December 2026");
    assert_eq!(monday.months[11].title, "November 2027");
    assert_eq!(monday.weekdays[0], ("Mon", "Monday"));
    assert_eq!(monday.weekdays[6], ("Sun", "Sunday"));
    // 1 December 2026 is a Tuesday.
    let first = &monday.months[0].weeks[0];
    assert!(first[0].is_none());
    assert_eq!(first[1].as_ref().map(|day| day.number.as_str()), Some("1"));
    assert_eq!(monday.months[0].weeks.len(), 5);
    assert_eq!(days(&monday).count(), 365);
    let sunday = calendar(&weekly, at(NOW), "2026-12", 12, WeekStart::Sunday).expect("a calendar");
    assert_eq!(sunday.weekdays[0], ("Sun", "Sunday"));
    let first = &sunday.months[0].weeks[0];
    assert_eq!(first[2].as_ref().map(|day| day.number.as_str()), Some("1"));
    assert!(first[1].is_none());
    // From nowhere: this month.
    assert_eq!(year(&weekly, "").months[0].title, "November 2026");
    assert!(day(&year(&weekly, ""), "2026-11-25").today);
    assert_eq!(
        calendar(&weekly, at(NOW), "", 999, WeekStart::Monday)
            .expect("a calendar")
            .months
            .len(),
        24
    );
}

#[test]
fn a_day_says_when_the_window_starts() {
    let weekly = year(
        &window("cron(0 2 ? * SAT *)", "America/New_York", 4, 1),
        "2026-12",
    );
    let sat = day(&weekly, "2026-12-12");
    assert_eq!(sat.label, "Saturday 12 December 2026: starts at 02:00");
    assert_eq!((sat.mark, sat.times.as_str()), (Mark::Runs, ""));
    let sun = day(&weekly, "2026-12-13");
    assert_eq!(
        (sun.label.as_str(), sun.mark),
        ("Sunday 13 December 2026", Mark::None)
    );
    assert_eq!(weekly.months[0].runs, "4 runs");
    assert_eq!(
        weekly.says,
        "52 runs from December 2026 to November 2027, the first to come on Sat 5 Dec 2026, New York time"
    );
    let often = year(&window("cron(0/30 8-17 ? * SAT *)", "UTC", 1, 0), "2026-12");
    let sat = day(&often, "2026-12-12");
    assert_eq!(sat.times, "20");
    assert_eq!(
        sat.label,
        "Saturday 12 December 2026: starts 20 times, first at 08:00, last at 17:30"
    );
    let twice = year(&window("cron(0 8,20 ? * SAT *)", "UTC", 1, 0), "2026-12");
    assert_eq!(
        day(&twice, "2026-12-12").label,
        "Saturday 12 December 2026: starts at 08:00 and 20:00"
    );
}

#[test]
fn a_run_that_lasts_into_the_next_day_is_marked_there() {
    let late = year(&window("cron(0 22 ? * SAT *)", "UTC", 4, 1), "2026-12");
    let sun = day(&late, "2026-12-13");
    assert!(sun.continues);
    assert_eq!(
        (sun.mark, sun.label.as_str()),
        (
            Mark::Continues,
            "Sunday 13 December 2026: open from the day before until 02:00"
        )
    );
    // Until midnight exactly is not into the day.
    let midnight = year(&window("cron(0 22 ? * SAT *)", "UTC", 2, 1), "2026-12");
    assert!(!day(&midnight, "2026-12-13").continues);
    // From the last day before the first month.
    let first = year(&window("cron(0 22 30 11 ? 2026)", "UTC", 4, 1), "2026-12");
    assert!(day(&first, "2026-12-01").continues);
}

#[test]
fn days_without_their_run_say_why() {
    let bounded = with(window("cron(0 2 ? * SAT *)", "UTC", 1, 0), |timing| {
        timing.start = Some(at("2026-12-06T00:00:00Z"));
        timing.end = Some(at("2026-12-20T00:00:00Z"));
    });
    let seen = year(&bounded, "2026-12");
    let marks: Vec<Mark> = ["2026-12-05", "2026-12-12", "2026-12-19", "2026-12-26"]
        .map(|date| day(&seen, date).mark)
        .to_vec();
    assert_eq!(
        marks,
        [Mark::Missing, Mark::Runs, Mark::Runs, Mark::Missing]
    );
    assert_eq!(
        day(&seen, "2026-12-05").label,
        "Saturday 5 December 2026: does not run at 02:00, before Start date"
    );
    let gap = year(
        &window("cron(30 2 * * ? *)", "America/New_York", 1, 0),
        "2027-03",
    );
    let jump = day(&gap, "2027-03-14");
    assert_eq!(jump.mark, Mark::Doubtful);
    assert_eq!(
        jump.label,
        "Sunday 14 March 2027: does not run at 02:30, the clocks jump over it"
    );
    let twice = year(
        &window("cron(30 1 * * ? *)", "America/New_York", 1, 0),
        "2027-11",
    );
    assert_eq!(
        day(&twice, "2027-11-07").label,
        "Sunday 7 November 2027: starts at 01:30; the clocks show 01:30 twice"
    );
    let offset = with(window("cron(0 2 ? * TUE#4 *)", "UTC", 1, 0), |timing| {
        timing.offset_days = 4
    });
    assert_eq!(
        day(&year(&offset, ""), "2026-11-28").label,
        "Saturday 28 November 2026: does not run at 02:00, the schedule's own date is past"
    );
}

#[test]
fn past_days_are_told_apart() {
    let daily = year(&window("cron(0 2 * * ? *)", "UTC", 1, 0), "2026-11");
    assert_eq!(
        day(&daily, "2026-11-24").label,
        "Tuesday 24 November 2026: past, due at 02:00"
    );
    assert_eq!(
        day(&daily, "2026-11-25").label,
        "Wednesday 25 November 2026, today: starts at 02:00"
    );
    assert!(day(&daily, "2026-11-24").past && !day(&daily, "2026-11-25").past);
}

#[test]
fn a_dense_schedule_costs_no_more_than_a_weekly_one() {
    let from = |text: &str| {
        let window = window(text, "America/New_York", 1, 0);
        let before = cpu_time();
        let seen = year(&window, "2026-12");
        (seen, cpu_time() - before)
    };
    let (every, took) = from("cron(* * * * ? *)");
    assert_eq!(day(&every, "2027-06-06").times, "1440");
    // The day of the spring change has an hour less.
    assert_eq!(day(&every, "2027-03-14").times, "1380");
    assert!(took.as_millis() < 1500, "{took:?}");
    let (seconds, took) = from("cron(* * * * * ? *)");
    assert_eq!(day(&seconds, "2027-06-06").times, "86400");
    assert_eq!(day(&seconds, "2027-03-14").times, "1500+");
    assert!(took.as_millis() < 1500, "{took:?}");
    let (rate, took) = from("rate(1 minute)");
    assert_eq!(day(&rate, "2027-06-06").times, "1440");
    assert_eq!(day(&rate, "2027-03-14").times, "1380");
    assert!(took.as_millis() < 1500, "{took:?}");
}

#[test]
fn the_legend_holds_the_marks_that_occur_and_the_focus_is_on_the_next_run() {
    let late = with(
        window("cron(30 22 ? * SAT *)", "America/New_York", 4, 1),
        |timing| {
            timing.end = Some(at("2027-03-01T00:00:00Z"));
        },
    );
    let seen = year(&late, "");
    let marks: Vec<Mark> = seen.legend.iter().map(|(mark, _)| *mark).collect();
    assert_eq!(marks, [Mark::Runs, Mark::Continues, Mark::Missing]);
    assert_eq!(seen.focus, "2026-11-28");
    let weekly = window("cron(0 2 * * ? *)", "UTC", 1, 0);
    let seen = year(&weekly, "2026-12");
    assert_eq!((seen.legend.len(), seen.focus.as_str()), (1, "2026-12-01"));
    // Today's run is over.
    let seen = year(&weekly, "2026-11");
    assert_eq!(seen.focus, "2026-11-26");
    assert!(seen.says.contains("the first to come on Thu 26 Nov 2026"));
    // A year that is over, and a schedule that is.
    assert_eq!(year(&weekly, "2020-02").focus, "2020-02-01");
    let over = window("cron(0 2 * * ? 2020)", "UTC", 1, 0);
    assert_eq!(year(&over, "").focus, "2026-11-25");
    assert!(
        year(&over, "")
            .says
            .starts_with("no run from November 2026 to October 2027")
    );
}

/// Whatever stands in an address or a date input.
#[test]
fn any_text_as_month_or_day_is_answered() {
    use maintenance_window_builder::preview::{Ask, preview, timeline};
    let windows = [
        window("cron(0 2 ? * TUE#2 *)", "Pacific/Apia", 24, 1),
        window("rate(1 minute)", "America/New_York", 1, 0),
        window("rate(2147483647 days)", "UTC", 1, 0),
        window("at(9999-12-31T23:59:59)", "-18:00", 24, 23),
        window("at(0001-01-01T00:00:00)", "+18:00", 24, 23),
    ];
    let texts = [
        "9999-12",
        "9999-12-31",
        "0000-01",
        "0000-01-01",
        "-009999-01-01",
        "1969-12",
        "2199-12",
        "2026-13",
        "2026-2",
        "ä26-12-01",
        "２０２６-12",
        "",
        "x",
        "2026-12-99",
        "+2026-1",
    ];
    for window in &windows {
        for text in texts {
            for months in [0, 1, 12, u16::MAX] {
                let seen = calendar(window, at(NOW), text, months, WeekStart::Sunday);
                assert!(seen.is_some_and(|seen| !seen.months.is_empty()), "{text}");
            }
            let zone = &window.timing.as_ref().expect("a timing").zone;
            for ask in [Ask::next(at(NOW)), Ask::next(at(NOW)).back()] {
                let ask = ask.on(text, zone).runs(5);
                let seen = preview(window, &ask, Some(zone), &|_, _| None).expect("a preview");
                assert!(seen.lines.len() <= 20, "{text}");
                timeline(window, &windows, at(NOW), ask.from);
            }
        }
    }
}

#[test]
fn keys_lead_from_day_to_day() {
    use WeekStart::{Monday, Sunday};
    let to = |key, start| step("2027-01-31", key, start).expect("a day");
    for (key, start, day) in [
        ("ArrowLeft", Monday, "2027-01-30"),
        ("ArrowRight", Monday, "2027-02-01"),
        ("ArrowUp", Monday, "2027-01-24"),
        ("ArrowDown", Monday, "2027-02-07"),
        ("PageUp", Monday, "2026-12-31"),
        ("PageDown", Monday, "2027-02-28"),
        // A Sunday ends one week and begins the other.
        ("Home", Monday, "2027-01-25"),
        ("End", Monday, "2027-01-31"),
        ("Home", Sunday, "2027-01-31"),
        ("End", Sunday, "2027-02-06"),
    ] {
        assert_eq!(to(key, start), day, "{key}");
    }
    assert_eq!(step("2027-01-31", "Enter", Monday), None);
    assert_eq!(step("9999-12-31", "ArrowRight", Monday), None);
    assert_eq!(step("tomorrow", "Home", Monday), None);
}

#[test]
fn pages_follow_each_other_without_a_gap() {
    let weekly = window("cron(0 2 ? * SUN *)", "UTC", 4, 1);
    let page =
        |from: &str| calendar(&weekly, at(NOW), from, 12, WeekStart::Monday).expect("a calendar");
    let first = page("");
    let (earlier, later) = (page(&first.earlier), page(&first.later));
    assert_eq!(page(&later.earlier), first);
    assert_eq!(page(&earlier.later), first);
    assert_ne!(earlier.months, later.months);
}
