//! AWS's list of runs beside ours.

use jiff::Timestamp;
use maintenance_window_builder::lifecycle::{Verdict, compare_schedule};
use maintenance_window_builder::schedule::{Timing, Zone, parse};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::super::check::now;
use super::super::check::request::WINDOW;

fn timing(schedule: &str, zone: &str) -> Timing {
    let mut timing = Timing::new(
        parse(schedule).schedule.unwrap(),
        Zone::parse(zone).unwrap(),
    );
    (timing.duration_hours, timing.cutoff_hours) = (4, 1);
    timing
}

fn answer(times: &[Value]) -> String {
    let items: Vec<Value> = times
        .iter()
        .map(|time| json!({"WindowId": WINDOW, "Name": "w", "ExecutionTime": time}))
        .collect();
    json!({"ScheduledWindowExecutions": items}).to_string()
}

fn verdicts(timing: &Timing, times: &[Value]) -> Vec<Verdict> {
    let compared = compare_schedule(timing, now(), Some(WINDOW), &answer(times)).unwrap();
    let verdicts: Vec<Verdict> = compared.rows.iter().map(|row| row.verdict).collect();
    let all_same = verdicts.iter().all(|verdict| *verdict == Verdict::Same);
    assert_eq!(compared.agrees, all_same, "{}", compared.says);
    verdicts
}

#[test]
fn every_way_to_write_a_moment_is_the_same_moment() {
    let weekly = timing("cron(0 16 ? * TUE *)", "America/Los_Angeles");
    for written in [
        json!("2026-11-24T16:00-08:00"),
        json!("2026-11-24T16:00:00-08:00"),
        json!("2026-11-25T00:00Z"),
        json!("2026-11-25T00:00:00.000Z"),
        json!("2026-11-25T00:00:00+0000"),
        json!("2026-11-24T16:00-08:00[America/Los_Angeles]"),
        json!(1_795_564_800),
        json!(1_795_564_800.0),
        json!("1795564800"),
    ] {
        assert_eq!(
            verdicts(&weekly, std::slice::from_ref(&written)),
            [Verdict::Same],
            "{written}"
        );
    }
}

#[test]
fn each_kind_of_difference_is_told() {
    let weekly = timing("cron(0 16 ? * TUE *)", "UTC");
    let all = [
        "2026-11-24T16:00Z",
        "2026-12-01T16:00Z",
        "2026-12-08T16:00Z",
    ]
    .map(Value::from);
    assert_eq!(verdicts(&weekly, &all), [Verdict::Same; 3]);
    assert_eq!(
        verdicts(&weekly, &[all[0].clone(), all[2].clone()]),
        [Verdict::Same, Verdict::OnlyOurs, Verdict::Same]
    );
    assert_eq!(
        verdicts(
            &weekly,
            &[all[0].clone(), json!("2026-11-27T16:00Z"), all[1].clone()]
        ),
        [Verdict::Same, Verdict::OnlyAws, Verdict::Same]
    );
    assert_eq!(
        verdicts(&weekly, &[all[0].clone(), json!("2026-12-01T15:00Z")]),
        [Verdict::Same, Verdict::Differs { by: -3600 }]
    );
    // The answer may begin later than now: what is missing before is told too.
    assert_eq!(
        verdicts(&weekly, &[all[1].clone()]),
        [Verdict::OnlyOurs, Verdict::Same]
    );
    // And it may be older than now.
    assert_eq!(
        verdicts(&weekly, &[json!("2026-11-17T16:00Z"), all[0].clone()]),
        [Verdict::Same; 2]
    );
}

#[test]
fn a_rate_is_counted_from_the_first_run_that_aws_names() {
    let rate = timing("rate(7 days)", "UTC");
    let compared = compare_schedule(
        &rate,
        now(),
        None,
        &answer(&["2026-11-25T10:11:12.596Z", "2026-12-02T10:11:12.596Z"].map(Value::from)),
    )
    .unwrap();
    assert!(compared.agrees, "{compared:?}");
    assert!(
        compared.says.contains("counted from the first"),
        "{}",
        compared.says
    );
}

#[test]
fn another_windows_runs_do_not_count() {
    let weekly = timing("cron(0 16 ? * TUE *)", "UTC");
    let answer = json!({"ScheduledWindowExecutions": [
        {"WindowId": "mw-fffffffffffffffff", "ExecutionTime": "2026-11-23T16:00Z"},
        {"WindowId": WINDOW, "ExecutionTime": "2026-11-24T16:00Z"},
    ]});
    let compared = compare_schedule(&weekly, now(), Some(WINDOW), &answer.to_string()).unwrap();
    assert!(compared.agrees);
    assert_eq!(
        compared.says,
        "AWS agrees on all 1 runs; 1 more are of other windows"
    );
}

#[test]
fn an_empty_list_is_a_difference_unless_there_is_no_run() {
    let empty = answer(&[]);
    let weekly =
        compare_schedule(&timing("cron(0 16 ? * TUE *)", "UTC"), now(), None, &empty).unwrap();
    assert!(!weekly.agrees);
    let past = compare_schedule(
        &timing("at(2020-01-01T00:00:00)", "UTC"),
        now(),
        None,
        &empty,
    )
    .unwrap();
    assert!(past.agrees, "{past:?}");
}

#[test]
fn what_is_no_such_answer_says_so() {
    let weekly = timing("cron(0 16 ? * TUE *)", "UTC");
    for (pasted, says) in [
        ("", "Nothing was pasted"),
        ("2026-11-24T16:00Z", "must be JSON"),
        ("{\"WindowId\": \"x\"}", "no `ScheduledWindowExecutions`"),
        (
            "{\"ScheduledWindowExecutions\": [{\"ExecutionTime\": \"Tuesday\"}]}",
            "`ExecutionTime` must be",
        ),
        (
            "{\"ScheduledWindowExecutions\": [{}]}",
            "`ExecutionTime` must be",
        ),
        (
            "{\"ScheduledWindowExecutions\": [{\"ExecutionTime\": 1e300}]}",
            "`ExecutionTime` must be",
        ),
    ] {
        let why = compare_schedule(&weekly, now(), None, pasted).unwrap_err();
        assert!(why.contains(says), "{pasted}: {why}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    /// Each of AWS's moments is in one row, rows are in order, and our own list always agrees.
    #[test]
    fn rows_are_complete_and_in_order(seconds in prop::collection::vec(1_700_000_000i64..1_900_000_000, 0..12), schedule in prop::sample::select(vec!["cron(0 16 ? * TUE *)", "rate(5 minutes)", "rate(3 days)", "at(2027-01-01T00:00:00)", "cron(30 2 ? * SUN#2 *)"])) {
        let timing = timing(schedule, "Europe/Berlin");
        let times: Vec<Value> = seconds.iter().map(|s| json!(s)).collect();
        let compared = compare_schedule(&timing, now(), None, &answer(&times)).unwrap();
        let mut distinct = seconds.clone();
        distinct.sort_unstable();
        distinct.dedup();
        prop_assert_eq!(compared.rows.iter().filter(|row| row.aws.is_some()).count(), distinct.len());
        let runs: Vec<Value> = timing.runs(now()).take(10).map(|run| json!(run.start.to_string())).collect();
        if !runs.is_empty() {
            let own = compare_schedule(&timing, now(), None, &answer(&runs)).unwrap();
            prop_assert!(own.agrees && own.rows.len() == runs.len(), "{:?}", own);
        }
    }

    #[test]
    fn nothing_pasted_makes_it_panic(time in prop_oneof!["\\PC{0,30}", "[0-9TZ:+.-]{0,30}"]) {
        let at: Timestamp = now();
        let _ = compare_schedule(&timing("rate(1 hour)", "UTC"), at, None, &answer(&[json!(time)]));
    }
}
