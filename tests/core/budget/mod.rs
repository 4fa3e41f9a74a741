//! What a project costs has a bound: in proportion to its size for whatever it
//! holds many of, and whatever its schedules are.
//!
//! Times are processor times, and their ratios are judged: how fast the machine
//! is and what else it does count for nothing.

#[path = "../../../examples/support/everything.rs"]
mod everything;
#[path = "../../../examples/support/large.rs"]
pub mod large;

use std::time::Duration;

use jiff::Timestamp;
use large::{Kind, PARTS, WINDOWS, cpu_time, project};
use maintenance_window_builder::check::{Checker, check, strangers};
use maintenance_window_builder::draft::Draft;
use maintenance_window_builder::import;
use maintenance_window_builder::preview::{WeekStart, Years, calendar, timeline};
use maintenance_window_builder::render::{FORMATS, Options, Wanted};

fn now() -> Timestamp {
    "2026-11-22T12:00:00Z".parse().expect("an instant")
}

fn open(windows: &[serde_json::Value]) -> Draft {
    let text = project(windows);
    assert!(text.len() <= import::LARGEST, "{} bytes", text.len());
    import::project(text.as_bytes()).expect("a project")
}

fn time(run: impl FnOnce()) -> Duration {
    let before = cpu_time();
    run();
    cpu_time() - before
}

/// What the page does when a project is opened, and at a key.
fn steps(windows: &[serde_json::Value]) -> Vec<(&'static str, Duration)> {
    let mut steps = Vec::new();
    let mut draft = Draft::blank();
    steps.push(("open", time(|| draft = open(windows))));
    let mut checked = check(&Draft::blank(), now());
    steps.push(("check", time(|| checked = check(&draft, now()))));
    let mut checker = Checker::default();
    checker.check(&draft, now());
    let name = everything::a_field(&draft).expect("a window");
    draft.set(&name, "Another");
    steps.push(("a key", time(|| drop(checker.check(&draft, now())))));
    steps.push((
        "name what is unknown",
        time(|| drop(strangers(&draft, &checked.report))),
    ));
    steps.push(("save", time(|| drop(draft.to_json().to_string()))));
    steps.push(("compare", time(|| assert!(draft.clone() == draft))));
    steps.push(("write", time(|| drop(import::written(&draft)))));
    for format in FORMATS {
        let render = || {
            drop((format.render)(
                &checked.plan,
                &Options::default(),
                Wanted::One(0),
            ))
        };
        steps.push((format.id, time(render)));
    }
    steps
}

/// Four times as much costs about four times as much: at most eight times.
fn is_linear(kind: &Kind, n: usize) {
    let measured = |n: usize| {
        let windows = (kind.windows)(n);
        steps(&windows)
    };
    for ((step, small), (_, large)) in measured(n).into_iter().zip(measured(4 * n)) {
        // The system counts processor time in steps of some milliseconds.
        let most = small * 8 + Duration::from_millis(60);
        assert!(
            large < most,
            "{}: {step}: {n} cost {small:?}, {} cost {large:?}",
            kind.name,
            4 * n
        );
    }
}

#[test]
fn twice_as_much_costs_twice_as_much() {
    for kind in PARTS {
        // As many as fit into a project of the largest size, up to two thousand.
        let bytes = project(&(kind.windows)(100)).len() / 100;
        is_linear(kind, (import::LARGEST / 5 / bytes).clamp(50, 400));
    }
}

#[test]
fn many_windows_are_opened_in_a_second() {
    for kind in WINDOWS {
        let windows = (kind.windows)(50);
        let spent = time(|| {
            let checked = check(&open(&windows), now());
            let shown = checked.plan.windows();
            let last = shown.len() - 1;
            Years::default().together(last, shown, now());
            timeline(&shown[last], shown, now(), None);
            calendar(&shown[last], now(), "", 12, WeekStart::Monday);
        });
        // The tests are compiled without optimisation, some ten times slower than the page.
        assert!(spent < Duration::from_secs(10), "{}: {spent:?}", kind.name);
    }
}

/// Two windows that start every second with an offset, beside a good one: a link of
/// 566 characters that kept the page busy for over a minute.
#[test]
fn the_link_that_froze_the_page_opens() {
    let windows = [
        serde_json::json!({"Name": "a", "Schedule": "cron(* * * * * ? *)", "ScheduleOffset": 6, "Duration": 1, "Cutoff": 0}),
        serde_json::json!({"Name": "b", "Schedule": "cron(* * * * * ? *)", "ScheduleOffset": 6, "Duration": 1, "Cutoff": 0}),
        serde_json::json!({"Name": "good", "Schedule": "cron(0 2 ? * TUE#2 *)", "Duration": 4, "Cutoff": 1}),
    ];
    let mut spent = Duration::ZERO;
    spent += time(|| {
        let checked = check(&open(&windows), now());
        everything::previews(&checked, now());
    });
    assert!(spent < Duration::from_secs(5), "{spent:?}");
}

/// A key in the name of one of many windows works out no year anew.
#[test]
fn years_are_worked_out_once() {
    let checked = check(&open(&(WINDOWS[1].windows)(20)), now());
    let windows = checked.plan.windows();
    let mut years = Years::default();
    let first = time(|| drop(years.together(0, windows, now())));
    let mut named = windows.to_vec();
    named[3].name = "another".to_owned();
    let again = time(|| drop(years.together(0, &named, now())));
    assert!(again * 5 < first, "first {first:?}, again {again:?}");
}
