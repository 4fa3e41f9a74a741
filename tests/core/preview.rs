//! The preview's words: three clocks, missing dates, the band, the witness.
use jiff::Timestamp;
use maintenance_window_builder::check::Window;
use maintenance_window_builder::draft::Path;
use maintenance_window_builder::preview::{Preview, RUNS, preview, wall};
use maintenance_window_builder::schedule::{Timing, Zone, parse};

fn at(text: &str) -> Timestamp {
    text.parse().expect("a timestamp")
}

fn zone(name: &str) -> Zone {
    Zone::parse(name).expect("a zone")
}

fn window(schedule: &str, zone_name: &str, duration: u8, cutoff: u8) -> Window {
    let schedule = parse(schedule).schedule.expect("a schedule");
    let mut timing = Timing::new(schedule, zone(zone_name));
    timing.duration_hours = duration;
    timing.cutoff_hours = cutoff;
    Window {
        path: Path::root(),
        name: String::new(),
        timing: Some(timing),
        lasts: true,
    }
}

fn seen(window: &Window, now: &str, viewer: Option<&str>) -> Preview {
    let viewer = viewer.map(zone);
    preview(window, at(now), viewer.as_ref(), &|_, _| None).expect("a preview")
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
    assert_eq!(labels("UTC", Some("Etc/UTC")), ["UTC, yours too"]);
    assert_eq!(labels("UTC", Some("Asia/Tokyo")), ["UTC", "Yours (Tokyo)"]);
    assert_eq!(
        labels("Europe/Berlin", Some("Europe/Paris")),
        ["Berlin, yours too", "UTC"]
    );
    assert_eq!(
        labels("Europe/Berlin", Some("UTC")),
        ["Berlin", "UTC, yours too"]
    );
    assert_eq!(
        labels("Europe/London", Some("Etc/UTC")),
        ["London", "UTC, yours too"]
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
fn the_band_divides_the_window_at_its_cutoff() {
    let preview = seen(
        &window("cron(0 2 ? * SUN *)", "UTC", 4, 1),
        "2026-11-22T12:00:00Z",
        None,
    );
    let band = preview.band.expect("a band");
    assert_eq!(
        (
            band.opens.as_str(),
            band.last.as_str(),
            band.closes.as_str(),
            band.share
        ),
        ("02:00", "05:00", "06:00", 75)
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
fn a_contradicting_browser_is_heard() {
    let window = window("cron(0 2 ? * SUN *)", "America/New_York", 1, 0);
    let now = at("2026-11-22T12:00:00Z");
    let right = preview(&window, now, None, &|zone, at| Some(wall(zone, at))).expect("a preview");
    assert_eq!(right.agrees, Some(true));
    let wrong = preview(&window, now, None, &|_, _| {
        Some("1999-01-01 00:00".to_owned())
    })
    .expect("a preview");
    assert_eq!(wrong.agrees, Some(false));
    assert_eq!(wrong.lines[0].mark, Some("clocks disagree"));
}
