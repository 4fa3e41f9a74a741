//! Advice about daylight saving: starts that a clock change removes or repeats.
//!
//! Knows the clock changes of the next 24 months. Looks only at the hour that
//! changes, so a schedule with 86,400 times a day costs nothing.

use super::Schedule;
use super::at::date_text;
use super::cron::Cron;
use super::field::{Field, Item, Kind};
use super::moments::Moments;
use super::note::{DAYLIGHT_PAGE, Note};
use super::timing::Timing;
use super::zone::{Reading, clock};
use jiff::civil::DateTime;
use jiff::{SignedDuration, Timestamp};

/// How far ahead clock changes are looked for, in seconds.
const MONTHS_AHEAD: i64 = 731 * 86_400;

/// A change of the clocks.
pub(crate) struct Change {
    /// When.
    pub(crate) at: Timestamp,
    /// What the clock would have shown then, and what it shows.
    before: DateTime,
    after: DateTime,
}

impl Change {
    /// Whether the clocks go forward.
    pub(crate) fn ahead(&self) -> bool {
        self.after > self.before
    }
}

/// The changes of the zone's clocks in the next 24 months.
pub(crate) fn changes(timing: &Timing, now: Timestamp) -> impl Iterator<Item = Change> + '_ {
    let until = now
        .checked_add(SignedDuration::from_secs(MONTHS_AHEAD))
        .unwrap_or(Timestamp::MAX);
    let changes = timing.zone.changes(now);
    changes
        .take_while(move |(at, ..)| *at <= until)
        .filter(|(_, before, after)| before != after)
        .map(|(at, before, after)| Change { at, before, after })
}

/// Starts that a clock change removes or repeats.
pub(crate) fn daylight(timing: &Timing, now: Timestamp, notes: &mut Vec<Note>) {
    let (mut gap, mut overlap) = (None, None);
    match &timing.schedule {
        Schedule::Cron(cron) => {
            for change in changes(timing, now) {
                let found = if change.ahead() {
                    &mut gap
                } else {
                    &mut overlap
                };
                if found.is_none() {
                    *found = hit(cron, timing, now, &change);
                }
            }
        }
        Schedule::At(at) => match timing.zone.read(at.when) {
            Some(Reading::Gap { .. }) => gap = Some(at.when),
            Some(Reading::Twice { .. }) => overlap = Some(at.when),
            _ => {}
        },
        Schedule::Rate(_) => {}
    }
    let say = |slug, does: &str, when: DateTime, hint: &str| {
        let shown = [&date_text(when.date()), " ", &clock(when)].concat();
        let mut note = Note::warning(
            slug,
            format!("Schedule should not start in the hour that daylight saving {does}: `{shown}`"),
        )
        .hint(hint);
        note.source = DAYLIGHT_PAGE;
        if let Some((label, text)) = later_hour(timing, now) {
            note = note.fix(label, text);
        }
        note
    };
    if let Some(when) = gap {
        notes.push(say(
            "daylight-gap",
            "removes",
            when,
            "The run is assumed skipped, as in EventBridge Scheduler; AWS does not document this for maintenance windows, it may start an hour later instead",
        ));
    }
    if let Some(when) = overlap {
        notes.push(say(
            "daylight-overlap",
            "repeats",
            when,
            "It is assumed to run once, the first time; AWS does not document this for maintenance windows, it may start the second time or both times",
        ));
    }
}

/// The first start inside a change.
fn hit(cron: &Cron, timing: &Timing, now: Timestamp, change: &Change) -> Option<DateTime> {
    let (from, until) = (
        change.before.min(change.after),
        change.before.max(change.after),
    );
    let days = SignedDuration::from_hours(24 * i64::from(timing.offset_days));
    let base = Moments::from(cron, from.checked_sub(days).ok()?).next()?;
    let when = timing.later_by_offset(base)?;
    let instant = timing.zone.read(when)?.nearest();
    let outside = timing.start.is_some_and(|start| instant < start)
        || timing.end.is_some_and(|end| instant > end);
    (when < until && instant > now && !outside).then_some(when)
}

/// The same schedule an hour or more later, out of the way of the changes.
fn later_hour(timing: &Timing, now: Timestamp) -> Option<(String, String)> {
    let Schedule::Cron(cron) = &timing.schedule else {
        return None;
    };
    let ([Item::Value(hour)], [Item::Value(minute)]) =
        (cron.hours().items(), cron.minutes().items())
    else {
        return None;
    };
    (1..=3)
        .map(|step| hour + step)
        .filter(|hour| *hour < 24)
        .find_map(|hour| {
            let text = cron.text_with(Some(&Field::new(Kind::Hours, vec![Item::Value(hour)])));
            let Some(Schedule::Cron(other)) = super::strict::strict(&text).schedule else {
                return None;
            };
            let clear =
                changes(timing, now).all(|change| hit(&other, timing, now, &change).is_none());
            let second = cron.seconds().set().first().unwrap_or(0);
            clear.then(|| {
                (
                    ["Start at ", &super::words::clock(hour, *minute, second)].concat(),
                    text,
                )
            })
        })
}
