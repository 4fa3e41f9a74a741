//! The example's batch answers, without starting it.

#[path = "../../../examples/next_runs.rs"]
#[allow(dead_code)]
mod example;

use maintenance_window_builder::schedule::Zone;

fn answer(line: &str) -> String {
    let (mut zone, mut answer) = (Zone::utc(), String::new());
    match example::answer_line(line, &mut zone, &mut answer) {
        Ok(()) => answer,
        Err(message) => format!("ERR {message}"),
    }
}

#[test]
fn a_line_is_answered_with_utc_instants() {
    assert_eq!(
        answer("America/New_York\t2026-11-22T00:00:00Z\t2\tcron(0 16 ? * TUE *)"),
        "2026-11-24T21:00:00Z,2026-12-01T21:00:00Z"
    );
    assert_eq!(
        answer("UTC\t2026-11-22T00:00:00+01:00\t1\t\"cron(0 2 L * ? *)\""),
        "2026-11-30T02:00:00Z"
    );
    // Strictly after FROM.
    assert_eq!(
        answer("UTC\t2026-11-30T02:00:00Z\t1\tcron(0 2 L * ? *)"),
        "2026-12-31T02:00:00Z"
    );
    assert_eq!(
        answer("UTC\t2026-11-30T02:00:00.000000001Z\t1\tcron(0 2 L * ? *)"),
        "2026-12-31T02:00:00Z"
    );
}

#[test]
fn an_ended_schedule_is_an_empty_line() {
    assert_eq!(
        answer("UTC\t2026-11-22T00:00:00Z\t3\tcron(0 2 1 12 ? 2026)"),
        "2026-12-01T02:00:00Z"
    );
    assert_eq!(
        answer("UTC\t2026-12-22T00:00:00Z\t3\tcron(0 2 1 12 ? 2026)"),
        ""
    );
    assert_eq!(
        answer("UTC\t2026-12-22T00:00:00Z\t3\tat(2026-12-22T00:00:00)"),
        ""
    );
    assert_eq!(answer("UTC\t2026-12-22T00:00:00Z\t0\trate(1 day)"), "");
}

#[test]
fn a_wrong_line_says_why() {
    for line in [
        "",
        "UTC",
        "UTC\t2026-11-22T00:00:00Z\t1",
        "Nowhere\t2026-11-22T00:00:00Z\t1\trate(1 day)",
        "UTC\tsoon\t1\trate(1 day)",
        "UTC\t2026-11-22T00:00:00Z\tmany\trate(1 day)",
        "UTC\t2026-11-22T00:00:00Z\t1\trate(1 days)",
        "UTC\t2026-11-22T00:00:00Z\t1\t\"rate(1 day)",
        "UTC\t2026-11-22T00:00:00Z\t1\tcron(0 2 L * ? *)\trest",
    ] {
        assert!(answer(line).starts_with("ERR "), "{line}: {}", answer(line));
    }
}
