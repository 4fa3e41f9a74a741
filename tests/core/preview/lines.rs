//! The list's words: three clocks, missing dates, the witness; more
//! runs, earlier ones, other days.
use super::{at, window, with, zone};
use maintenance_window_builder::check::Window;
use maintenance_window_builder::preview::{Ask, Preview, RUNS, preview, wall};
use maintenance_window_builder::schedule::Zone;

fn seen(window: &Window, now: &str, viewer: Option<&str>) -> Preview {
    let viewer = viewer.map(zone);
    asked(window, &Ask::next(at(now)), viewer.as_ref())
}

fn asked(window: &Window, ask: &Ask, viewer: Option<&Zone>) -> Preview {
    preview(window, ask, viewer, &|_, _| None).expect("a preview")
}

#[test]
fn a_run_is_shown_on_three_clocks_with_its_last_task_start_and_end() {
    let preview = seen(
        &window("cron(0 22 ? * SAT *)", "America/New_York", 4, 1),
        "2026-11-22T12:00:00Z",
        Some("Europe/Berlin"),
    );
    assert_eq!(
        preview
            .clocks
            .iter()
            .map(|c| c.label.as_str())
            .collect::<Vec<_>>(),
        ["New York", "UTC", "Yours (Berlin)"]
    );
    let line = &preview.lines[0];
    let cells: Vec<_> = line
        .cells
        .iter()
        .map(|c| {
            (
                c.day.as_str(),
                c.time.as_str(),
                c.last.as_str(),
                c.end.as_str(),
            )
        })
        .collect();
    assert_eq!(
        cells,
        [
            ("Sat 28 Nov 2026", "22:00", "Sun 01:00", "Sun 02:00"),
            ("Sun 29 Nov", "03:00", "06:00", "07:00"),
            ("Sun 29 Nov", "04:00", "07:00", "08:00"),
        ]
    );
    assert_eq!(preview.lines.iter().filter(|line| line.runs).count(), RUNS);
}

#[test]
fn clocks_that_say_the_same_share_a_column() {
    let labels = |zone_name, viewer| {
        let preview = seen(
            &window("cron(0 22 ? * SAT *)", zone_name, 4, 1),
            "2026-11-22T00:00:00Z",
            viewer,
        );
        preview
            .clocks
            .into_iter()
            .map(|clock| clock.label)
            .collect::<Vec<_>>()
    };
    assert_eq!(labels("UTC", None), ["UTC"]);
    assert_eq!(labels("UTC", Some("Etc/UTC")), ["UTC (yours too)"]);
    assert_eq!(labels("UTC", Some("Asia/Tokyo")), ["UTC", "Yours (Tokyo)"]);
    assert_eq!(
        labels("Europe/Berlin", Some("Europe/Paris")),
        ["Berlin (yours too)", "UTC"]
    );
    assert_eq!(
        labels("Europe/Berlin", Some("UTC")),
        ["Berlin", "UTC (yours too)"]
    );
    assert_eq!(
        labels("Europe/London", Some("Etc/UTC")),
        ["London", "UTC (yours too)"]
    );
}

#[test]
fn a_date_in_a_gap_says_why_it_does_not_run() {
    let preview = seen(
        &window("cron(30 2 ? * SUN *)", "Europe/Berlin", 1, 0),
        "2027-03-20T00:00:00Z",
        None,
    );
    let missing: Vec<_> = preview.lines.iter().filter(|line| !line.runs).collect();
    assert_eq!(missing.len(), 1);
    assert_eq!(missing[0].cells[0].day, "Sun 28 Mar 2027");
    assert!(
        missing[0].warns && missing[0].says.contains("jump"),
        "{:?}",
        missing[0]
    );
    // The first run after it stands on the other side of the change.
    let after = preview
        .lines
        .iter()
        .find(|line| line.runs && line.cells[0].day == "Sun 4 Apr 2027")
        .expect("a run");
    assert_eq!(after.mark, Some("clocks changed"));
}

#[test]
fn the_sentence_names_the_length_and_the_cutoff() {
    let preview = seen(
        &window("cron(0 2 ? * SUN *)", "UTC", 4, 1),
        "2026-11-22T12:00:00Z",
        None,
    );
    assert_eq!(
        preview.says,
        "At 02:00 every Sunday, UTC, for 4 hours; no new task in the last hour"
    );
}

#[test]
fn a_schedule_that_ends_says_so() {
    let preview = seen(
        &window("at(2027-01-05T10:00)", "UTC", 1, 0),
        "2026-11-22T12:00:00Z",
        None,
    );
    assert_eq!(preview.lines.len(), 1);
    assert!(preview.ends);
    assert!(
        !seen(
            &window("cron(0 2 ? * SUN *)", "UTC", 1, 0),
            "2026-11-22T12:00:00Z",
            None
        )
        .ends
    );
}

#[test]
fn no_line_is_listed_for_the_years_after_the_last() {
    let listed = |now| seen(&window("cron(0 2 ? * TUE#1 2026)", "UTC", 1, 0), now, None);
    let preview = listed("2026-11-22T12:00:00Z");
    assert_eq!(runs(&preview).len(), 1);
    assert_eq!(preview.lines.len(), 1);
    assert!(preview.ends && preview.quiet.is_empty());
    assert!(listed("2027-11-22T12:00:00Z").lines.is_empty());
}

#[test]
fn a_contradicting_browser_is_heard() {
    let window = window("cron(0 2 ? * SUN *)", "America/New_York", 1, 0);
    let now = Ask::next(at("2026-11-22T12:00:00Z"));
    let right = preview(&window, &now, None, &|zone, at| Some(wall(zone, at))).expect("a preview");
    assert_eq!(right.agrees, Some(true));
    let wrong = preview(&window, &now, None, &|_, _| {
        Some("1999-01-01 00:00".to_owned())
    })
    .expect("a preview");
    assert_eq!(wrong.agrees, Some(false));
    assert_eq!(wrong.lines[0].mark, Some("clocks disagree"));
}

/// Day and time of the runs on the window's clock.
fn runs(preview: &Preview) -> Vec<String> {
    let lines = preview.lines.iter().filter(|line| line.runs);
    lines
        .map(|line| format!("{} {}", line.cells[0].day, line.cells[0].time))
        .collect()
}

const NOW: &str = "2026-11-25T12:00:00Z";

#[test]
fn as_many_runs_as_asked_for_are_shown() {
    let weekly = window("cron(0 2 ? * SUN *)", "UTC", 1, 0);
    let ask = Ask::next(at(NOW));
    let many = asked(&weekly, &ask.runs(60), None);
    assert_eq!(runs(&many).len(), 60);
    assert_eq!(runs(&many)[..10], runs(&asked(&weekly, &ask, None))[..]);
    assert!(!many.ends);
    // A schedule that starts every minute, without a bound.
    let dense = window("cron(* * * * ? *)", "UTC", 1, 0);
    assert_eq!(
        asked(&dense, &ask.runs(usize::MAX), None).lines.len(),
        1_000
    );
}

#[test]
fn earlier_runs_are_shown_latest_first() {
    let weekly = window("cron(0 2 ? * SUN *)", "UTC", 1, 0);
    let back = Ask::next(at(NOW)).back().runs(3);
    let seen = asked(&weekly, &back, None);
    assert_eq!(
        runs(&seen),
        [
            "Sun 22 Nov 2026 02:00",
            "Sun 15 Nov 2026 02:00",
            "Sun 8 Nov 2026 02:00"
        ]
    );
    assert!(seen.assumes.contains("As if the window had existed"));
    assert!(!seen.ends);
    // Nothing is known about a rate that is counted from the creation.
    let rate = window("rate(7 days)", "UTC", 1, 0);
    let seen = asked(&rate, &back, None);
    assert!(seen.lines.is_empty() && seen.ends);
    assert!(seen.assumes.contains("Start date"), "{}", seen.assumes);
    let anchored = with(rate, |timing| {
        timing.start = Some(at("2026-11-01T03:00:00Z"))
    });
    assert_eq!(
        runs(&asked(&anchored, &back, None)),
        [
            "Sun 22 Nov 2026 03:00",
            "Sun 15 Nov 2026 03:00",
            "Sun 8 Nov 2026 03:00"
        ]
    );
}

#[test]
fn runs_are_shown_from_any_day() {
    let weekly = window("cron(0 0 ? * SUN *)", "America/New_York", 1, 0);
    let zone = &zone("America/New_York");
    let ask = Ask::next(at(NOW)).runs(2);
    let first = |ask: &Ask| runs(&asked(&weekly, ask, None))[0].clone();
    // A run at the day's first instant is one of that day.
    assert_eq!(first(&ask.on("2027-05-02", zone)), "Sun 2 May 2027 00:00");
    assert_eq!(first(&ask.on("2027-05-03", zone)), "Sun 9 May 2027 00:00");
    assert_eq!(first(&ask.on("2025-01-05", zone)), "Sun 5 Jan 2025 00:00");
    assert_eq!(
        first(&ask.back().on("2026-10-31", zone)),
        "Sun 25 Oct 2026 00:00"
    );
    assert_eq!(
        first(&ask.back().on("2026-11-01", zone)),
        "Sun 1 Nov 2026 00:00"
    );
    assert_eq!(first(&ask.on("soon", zone)), first(&ask));
    let past = asked(&weekly, &ask.on("2025-01-05", zone), None);
    assert!(past.assumes.contains("existed"));
    assert_eq!(
        asked(&weekly, &ask.on("2027-05-02", zone), None).assumes,
        ""
    );
    // A rate from a Start date that is past, looked at from before it.
    let rate = with(window("rate(7 days)", "UTC", 1, 0), |timing| {
        timing.start = Some(at("2026-11-01T03:00:00Z"));
    });
    let ask = ask.on("2026-10-20", &Zone::utc());
    assert_eq!(
        runs(&asked(&rate, &ask, None)),
        ["Sun 1 Nov 2026 03:00", "Sun 8 Nov 2026 03:00"]
    );
}

#[test]
fn an_offset_shows_the_date_it_is_counted_from() {
    let patch = with(
        window("cron(0 2 ? * TUE#2 *)", "America/New_York", 4, 1),
        |timing| timing.offset_days = 4,
    );
    let seen = asked(&patch, &Ask::next(at(NOW)), None);
    assert_eq!(seen.lines[0].base, "Tue 8 Dec + 4 days");
    assert_eq!(runs(&seen)[0], "Sat 12 Dec 2026 02:00");
    // Created between the date and its run: that run is not made up for.
    let seen = asked(&patch, &Ask::next(at("2026-12-10T00:00:00Z")), None);
    assert!(seen.lines[0].quiet && !seen.lines[0].runs);
    assert_eq!(seen.lines[0].base, "Tue 8 Dec + 4 days");
    assert_eq!(seen.quiet, "1 date without a run");
    let plain = asked(
        &window("cron(0 2 ? * TUE#2 *)", "UTC", 4, 1),
        &Ask::next(at(NOW)),
        None,
    );
    assert!(plain.lines.iter().all(|line| line.base.is_empty()));
    // Looking back the offset is there too, and nothing is left out.
    let back = asked(&patch, &Ask::next(at("2026-12-13T00:00:00Z")).back(), None);
    assert_eq!(runs(&back)[0], "Sat 12 Dec 2026 02:00");
    let from = Ask::next(at("2026-12-31T00:00:00Z")).on("2026-12-12", &Zone::utc());
    assert_eq!(
        runs(&asked(&patch, &from, None))[0],
        "Sat 12 Dec 2026 02:00"
    );
}

#[test]
fn dates_without_a_run_can_be_hidden_but_not_the_doubtful_ones() {
    let bounded = with(
        window("cron(30 2 * * ? *)", "America/New_York", 1, 0),
        |timing| {
            timing.start = Some(at("2027-03-12T00:00:00Z"));
            timing.end = Some(at("2027-03-16T00:00:00Z"));
        },
    );
    let seen = asked(&bounded, &Ask::next(at("2027-03-08T00:00:00Z")), None);
    let shape: Vec<(bool, bool, &str)> = seen
        .lines
        .iter()
        .map(|line| {
            (
                line.runs,
                line.quiet,
                line.says.split(';').next().unwrap_or(""),
            )
        })
        .collect();
    let early = (false, true, "Before Start date");
    assert_eq!(
        shape,
        [
            early,
            early,
            early,
            early,
            (true, false, ""),
            (true, false, ""),
            (
                false,
                false,
                "The clocks jump over this time and the run is assumed skipped"
            ),
            (true, false, ""),
            (false, true, "After End date"),
        ]
    );
    assert_eq!(seen.quiet, "5 dates without a run");
    assert!(seen.ends);
}

#[test]
fn a_clock_change_is_marked_on_the_same_run_in_both_directions() {
    let weekly = window("cron(0 12 ? * SUN *)", "America/New_York", 1, 0);
    let marked = |ask: &Ask| -> Vec<String> {
        let seen = asked(&weekly, ask, None);
        let lines = seen.lines.iter();
        lines
            .filter(|line| line.mark == Some("clocks changed"))
            .map(|line| line.cells[0].day.clone())
            .collect()
    };
    let on = Ask::next(at("2026-09-01T00:00:00Z"));
    assert_eq!(marked(&on.runs(20)), ["Sun 1 Nov 2026"]);
    let back = Ask::next(at("2026-12-01T00:00:00Z")).back();
    assert_eq!(marked(&back.runs(20)), ["Sun 1 Nov 2026"]);
}

#[test]
fn a_run_that_is_due_while_another_is_open_is_marked() {
    let mut window = window("rate(90 minutes)", "UTC", 3, 0);
    window.timing.as_mut().unwrap().start = Some(at("2026-12-01T00:00:00Z"));
    let marked = |preview: &Preview| {
        let each = preview.lines.iter().filter(|line| line.runs);
        each.map(|line| (line.cells[0].time.clone(), line.mark == Some("overlaps")))
            .take(5)
            .collect::<Vec<_>>()
    };
    let expected =
        |times: [(&str, bool); 5]| times.map(|(time, on)| (time.to_owned(), on)).to_vec();
    let next = seen(&window, "2026-11-25T12:00:00Z", None);
    // What is skipped holds up nothing: the run after it is open again.
    assert_eq!(
        marked(&next),
        expected([
            ("00:00", false),
            ("01:30", true),
            ("03:00", false),
            ("04:30", true),
            ("06:00", false)
        ])
    );
    assert_eq!(
        next.lines[1].says,
        "the run before is open until 03:00; AWS skips it while the one before goes on (SKIPPED_OVERLAPPING)"
    );
    assert!(next.lines[3].says.is_empty());
    // A window whose length is not known overlaps nothing.
    window.lasts = false;
    let timing = window.timing.as_mut().unwrap();
    (timing.duration_hours, timing.cutoff_hours) = (0, 0);
    assert!(
        seen(&window, "2026-11-25T12:00:00Z", None)
            .lines
            .iter()
            .all(|line| line.mark.is_none())
    );
}
