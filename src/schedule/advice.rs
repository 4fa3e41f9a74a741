//! What to say about a timing as a whole, at a given moment.
//!
//! Knows what needs more than the schedule's text: the offset, the active
//! period, what is still to come, how months and Patch Tuesday fall. What
//! needs the clock is in `advice_clock`, how close runs are in
//! `advice_interval`. Each finding names the field it is about in
//! [`Note::input`], and its message begins with that field's label.

use super::cron::Cron;
use super::cron_text::field_text;
use super::field::Item;
use super::note::{CREATE_PAGE, Fix, Input, Note, PERIOD_PAGE, Severity};
use super::timing::{Row, Timing, Why};
use super::{Rate, Schedule, Unit};
use super::{advice_calendar, advice_clock, advice_interval};
use jiff::Timestamp;

/// What [`advise`] can find: the slugs with a sentence each, for documentation.
pub const ADVICE: &[(&str, &str)] = &[
    (
        "offset-cron-only",
        "An offset goes with a cron schedule only",
    ),
    (
        "offset-nth-weekday",
        "An offset goes with an nth or last weekday",
    ),
    ("period-order", "The start date is before the end date"),
    ("period-empty", "The active period has a run in it"),
    ("start-past", "A start date that is past does nothing"),
    ("end-past", "An end date is not past"),
    ("never-runs", "A schedule has a date that exists"),
    ("never-again", "A schedule has a date to come"),
    ("interval-short", "Runs are at least 5 minutes apart"),
    ("interval-overlap", "A run ends before the next begins"),
    (
        "daylight-gap",
        "No start in the hour that daylight saving removes",
    ),
    (
        "daylight-overlap",
        "No start in the hour that daylight saving repeats",
    ),
    ("short-months", "Not every month has a day 29, 30 or 31"),
    ("fifth-weekday", "Not every month has a fifth weekday"),
    (
        "patch-tuesday",
        "A weekday of the month is not a day after Patch Tuesday",
    ),
    (
        advice_calendar::BEFORE_PATCH_TUESDAY,
        "A window that patches runs after Patch Tuesday",
    ),
    (
        "rate-anchor",
        "A rate without start date counts from the creation",
    ),
    (
        "rate-daylight",
        "A rate in days is assumed to count 24 hours each",
    ),
];

/// Everything worth saying about a window that is created at `now`; errors
/// where AWS rejects it, documents that it does, or would never run it
/// (`aws-facts` §12).
pub fn advise(timing: &Timing, now: Timestamp) -> Vec<Note> {
    let mut notes = Vec::new();
    offset(timing, &mut notes);
    period(timing, now, &mut notes);
    future(timing, now, &mut notes);
    advice_interval::interval(timing, now, &mut notes);
    advice_clock::daylight(timing, now, &mut notes);
    match &timing.schedule {
        Schedule::Cron(cron) => {
            advice_calendar::short_months(cron, &mut notes);
            advice_calendar::patch_tuesday(cron, timing.offset_days, &mut notes);
        }
        Schedule::Rate(rate) => anchor(*rate, timing, now, &mut notes),
        Schedule::At(_) => {}
    }
    notes
}

/// An offset goes with an nth or last weekday only.
fn offset(timing: &Timing, notes: &mut Vec<Note>) {
    let days = timing.offset_days;
    if days == 0 {
        return;
    }
    let say = |slug, rule: &str| {
        let message = format!("{} {rule}: `{days}`", Input::Offset.label());
        let mut note = Note::error(slug, message).about(Input::Offset);
        note.fixes.push(Fix::new("Remove the offset", ""));
        note
    };
    if days > 6 {
        notes.push(say("offset-range", "must be 1 to 6 days"));
    }
    let Schedule::Cron(cron) = &timing.schedule else {
        let kind = if matches!(timing.schedule, Schedule::Rate(_)) {
            "rate(…)"
        } else {
            "at(…)"
        };
        notes.push(say(
            "offset-cron-only",
            &format!("goes with `cron(…)` only, not with `{kind}`"),
        ));
        return;
    };
    // The server looks for `#` or `L` in the day of week.
    let nth = |item: &Item| {
        matches!(
            item,
            Item::Nth { .. } | Item::LastNamed { .. } | Item::LastOfWeek
        )
    };
    if !cron.day_of_week().items().iter().any(nth) {
        notes.push(
            say("offset-nth-weekday", "goes only with an nth or last weekday, `#` or `L`, as day of week")
                .hint(format!(
                    "AWS answers «An offset can't be added to the specified schedule»; the day of week is `{}`",
                    field_text(cron.day_of_week())
                )),
        );
    }
}

/// Start date and End date by themselves.
fn period(timing: &Timing, now: Timestamp, notes: &mut Vec<Note>) {
    let say = |slug, severity, input: Input, rule: &str, date: Timestamp| {
        let shown = timing.zone.stamp(date);
        let message = format!("{} {rule}: `{shown}`", input.label());
        Note::new(slug, severity, PERIOD_PAGE, message).about(input)
    };
    if let (Some(start), Some(end)) = (timing.start, timing.end)
        && start >= end
    {
        notes.push(say(
            "period-order",
            Severity::Error,
            Input::EndDate,
            "must be later than the start date",
            end,
        ));
        return;
    }
    if let Some(end) = timing.end.filter(|end| *end <= now) {
        let note = say(
            "end-past",
            Severity::Error,
            Input::EndDate,
            "must be in the future",
            end,
        );
        notes.push(note.fix("Remove the end date", ""));
    }
    if let Some(start) = timing.start.filter(|start| *start < now) {
        let hint = match timing.schedule {
            Schedule::Rate(_) => "AWS counts a rate from now then",
            _ => {
                "AWS documents no past date here, its console refuses one; leave it out to begin at once"
            }
        };
        notes.push(
            say(
                "start-past",
                Severity::Warning,
                Input::StartDate,
                "should be in the future",
                start,
            )
            .hint(hint)
            .fix("Remove the start date", ""),
        );
    }
}

/// Whether anything is still to come.
fn future(timing: &Timing, now: Timestamp, notes: &mut Vec<Note>) {
    // A period that is wrong in itself has had its say.
    if notes
        .iter()
        .any(|note| matches!(note.slug, "period-order" | "end-past"))
    {
        return;
    }
    if timing.runs(now).next().is_some() {
        return;
    }
    let typed = timing.schedule.text();
    let period = |which: &str| {
        let mut note = Note::error("period-empty", format!("{which}: `{typed}`"));
        note.source = PERIOD_PAGE;
        note
    };
    let mut whys: Vec<Why> = Vec::new();
    for row in timing.upcoming(now) {
        match row {
            // Skipping a gap is our assumption, not AWS's word: `advice_clock` warns.
            Row::Missing {
                why: Why::Gap { .. },
                ..
            } => return,
            Row::Missing { why, .. } => whys.push(why),
            Row::Run(_) => {}
        }
    }
    // Dates before Start date come first and hide what ends the schedule.
    let ended = whys.iter().any(|why| matches!(why, Why::AfterEndDate));
    let why = whys.into_iter().next();
    notes.push(match (&why, &timing.schedule) {
        _ if ended => {
            let wanted = match timing.start {
                Some(_) => "Schedule must have a run between the start date and the end date",
                None => "Schedule must have a run before the end date",
            };
            period(wanted)
        }
        (Some(Why::BeforeStartDate), Schedule::At(_)) => {
            period("Schedule must have its run after the start date")
        }
        (_, Schedule::At(_)) => Note::error(
            "never-again",
            format!("Schedule must have a run in the future: `{typed}`"),
        )
        .hint("This moment is past, and `at(…)` runs only once"),
        (_, Schedule::Cron(cron)) if never(timing, cron.clone()) => {
            let all = never(timing, cron.every_year());
            let message = format!("Schedule must name a date that exists: `{typed}`");
            Note::error("never-runs", message).hint(if all {
                "No year from 1970 to 2199 has such a day"
            } else {
                "None of its years has such a day"
            })
        }
        (_, Schedule::Cron(_)) => Note::error(
            "never-again",
            format!("Schedule must have a run in the future: `{typed}`"),
        )
        .hint("Its years are over"),
        (_, Schedule::Rate(_)) => Note::error(
            "never-runs",
            format!("Schedule must have a run before the year 9999: `{typed}`"),
        ),
    });
}

fn never(timing: &Timing, cron: Cron) -> bool {
    let mut ever = timing.clone();
    ever.schedule = Schedule::Cron(cron);
    (ever.start, ever.end) = (None, None);
    ever.runs(Timestamp::UNIX_EPOCH).next().is_none()
}

/// What AWS leaves open about a rate.
fn anchor(rate: Rate, timing: &Timing, now: Timestamp, notes: &mut Vec<Note>) {
    let typed = rate.text();
    if timing.start.is_none_or(|start| start <= now) {
        let mut note = Note::info("rate-anchor", format!("Schedule rate is counted from the creation of the window: `{typed}`"))
            .hint("AWS does not say whether the first run comes at once or an interval later; the preview assumes the latter, and a start date settles it");
        note.source = CREATE_PAGE;
        notes.push(note);
    }
    if rate.unit == Unit::Day && advice_clock::changes(timing, now).next().is_some() {
        notes.push(
            Note::info("rate-daylight", format!("Schedule rate is assumed to count days of 24 hours: `{typed}`"))
                .hint("AWS does not document it; the clock time then shifts by an hour at each daylight-saving change, which a `cron(…)` avoids"),
        );
    }
}
