//! Where a mistake has two readings, both come with their next dates.

use super::{at, zone};
use maintenance_window_builder::check::{Edit, Fix, Severity, check};
use maintenance_window_builder::draft::{Draft, Path};
use maintenance_window_builder::preview::{soon, soon_after};

const NOW: &str = "2026-11-25T12:00:00Z";

#[test]
fn a_schedule_names_its_next_starts() {
    let says = |text: &str, days: u8| soon(text, days, &zone("America/New_York"), at(NOW));
    assert_eq!(
        says("cron(0 4 1 * ? *)", 0),
        "next Tue 1 Dec 2026 04:00, Fri 1 Jan 2027 04:00, Mon 1 Feb 2027 04:00"
    );
    assert_eq!(
        says("cron(0 2 ? DEC TUE#2 2026)", 4),
        "next Sat 12 Dec 2026 02:00"
    );
    assert_eq!(says("cron(0 4 30 2 ? *)", 0), "never");
    assert_eq!(says("soon", 0), "");
}

#[test]
fn each_reading_has_dates_of_its_own() {
    let draft = maintenance_window_builder::import::project(
        br#"{"format": "maintenance-window-builder", "version": 1, "Windows": [{"Name": "Patch-Prod", "Schedule": "cron(0 4 1 * 2 *)"}]}"#,
    )
    .expect("a project");
    let report = check(&draft, at(NOW)).report;
    let mut errors = report.violations.iter();
    let open = errors
        .find(|found| found.severity == Severity::Error && found.slug == "cron-question-mark")
        .expect("an error");
    let dates: Vec<String> = open
        .fixes
        .iter()
        .map(|fix| soon_after(fix, &zone("UTC"), at(NOW)))
        .collect();
    assert_eq!(dates.len(), 3, "{:?}", open.fixes);
    assert_eq!(
        dates[0],
        "next Tue 1 Dec 2026 04:00, Fri 1 Jan 2027 04:00, Mon 1 Feb 2027 04:00"
    );
    // Unix counts Monday as 1, AWS as 2.
    assert_eq!(
        dates[1],
        "next Mon 30 Nov 2026 04:00, Mon 7 Dec 2026 04:00, Mon 14 Dec 2026 04:00"
    );
    assert_eq!(
        dates[2],
        "next Tue 1 Dec 2026 04:00, Tue 8 Dec 2026 04:00, Tue 15 Dec 2026 04:00"
    );
}

#[test]
fn only_an_edit_of_a_schedule_has_next_starts() {
    let draft = Draft::default();
    let window: Path = Draft::window_path(draft.windows()[0].id);
    let set = |field: &str, text: &str| Fix {
        label: String::new(),
        edits: vec![Edit::Set(window.member(field.to_owned()), text.into())],
    };
    let says = |fix: &Fix| soon_after(fix, &zone("UTC"), at(NOW));
    assert_eq!(says(&set("Description", "cron(0 4 1 * ? *)")), "");
    assert_eq!(
        says(&set("Schedule", "at(2026-12-01T04:00:00)")),
        "next Tue 1 Dec 2026 04:00"
    );
}
