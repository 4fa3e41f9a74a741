//! Advice about how dates fall: short months, fifth weekdays, Patch Tuesday.
//!
//! Needs neither clock nor zone: it is true of the schedule at any time.

use super::Schedule;
use super::cron::Cron;
use super::cron_text::field_text;
use super::field::{Field, Item, Kind};
use super::note::{Fix, Note, Severity};
use super::words::capital;
use super::words::{count, listed, month, ordinal_word, weekday};

/// The slug of schedules that come before Patch Tuesday.
pub const BEFORE_PATCH_TUESDAY: &str = "patch-tuesday-before";
const RINGS: &str =
    "Patch Tuesday is the second Tuesday; a ring that runs before it tests last month's patches";

/// Days 29 to 31, and fifth weekdays, are missing in some months.
pub(crate) fn short_months(cron: &Cron, notes: &mut Vec<Note>) {
    let say = |slug, field: &Field| {
        let message = format!(
            "Schedule {} should exist in every month: `{}`",
            field.kind().name(),
            field_text(field)
        );
        Note::warning(slug, message)
    };
    for item in cron.days().items() {
        match *item {
            Item::Value(day) | Item::Nearest { day } if cron.by_day_of_month() && day > 28 => {
                let lacks = |value: &u16| day > length(*value);
                let short: Vec<u16> = cron.month().set().iter().filter(lacks).collect();
                let never = day > 29 && short.len() == cron.month().set().len();
                if short.is_empty() || never {
                    continue;
                }
                let named = match short.as_slice() {
                    [2] if day == 29 => "in most years February has".to_string(),
                    [one] => [month(*one), " has"].concat(),
                    many => [
                        &listed(
                            &many
                                .iter()
                                .map(|one| month(*one).to_string())
                                .collect::<Vec<_>>(),
                        ),
                        " have",
                    ]
                    .concat(),
                };
                let mut note = say("short-months", cron.day_of_month()).hint(capital(&format!(
                    "{named} no day {day}, and the window does not run then"
                )));
                if cron.day_of_month().items() == [Item::Value(31)] {
                    let last = Field::new(Kind::DayOfMonth, vec![Item::LastDay { before: 0 }]);
                    let fixed = cron.text_with(Some(&last));
                    note = note.fix("Use `L`, the last day of the month", fixed);
                }
                notes.push(note);
            }
            Item::Nth {
                weekday: day,
                nth: 5,
            } => {
                let name = weekday(day);
                let mut note = say("fifth-weekday", cron.day_of_week()).hint(format!(
                    "Only four or five months of a year have a fifth {name}"
                ));
                note.severity = Severity::Info;
                if cron.day_of_week().items().len() == 1 {
                    let last = Field::new(Kind::DayOfWeek, vec![Item::LastNamed { weekday: day }]);
                    note = note.fix(
                        format!("Use `{day}L`, the last {name} of the month"),
                        cron.text_with(Some(&last)),
                    );
                }
                notes.push(note);
            }
            _ => {}
        }
    }
}

/// Days of a month in a common year.
fn length(month: u16) -> u16 {
    match month {
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days of the month that are all before Patch Tuesday, in every month or in
/// some: what to say of a schedule that installs patches.
pub fn patch_days(schedule: &Schedule) -> Option<Note> {
    let Schedule::Cron(cron) = schedule else {
        return None;
    };
    let days = cron.day_of_month();
    let latest = days.set().last()?;
    if !cron.by_day_of_month() || days.is_all() || days.specials().next().is_some() {
        return None;
    }
    // The second Tuesday is a day from 8 to 14.
    let when = match latest {
        ..8 => "is",
        8..14 => "may be",
        _ => return None,
    };
    let message = format!(
        "Schedule's day of month {when} before Patch Tuesday, with last month's patches: `{}`",
        field_text(days)
    );
    Some(Note::info(BEFORE_PATCH_TUESDAY, message).hint(RINGS))
}

/// A first weekday comes before Patch Tuesday: patches wait for weeks, and a
/// ring that should test new ones tests the last month's.
fn too_early(cron: &Cron, day: u16, offset_days: u8, notes: &mut Vec<Note>) {
    let offset = u16::from(offset_days);
    // Dates by the weekday of the month's first day.
    let first = |weekday: u16, first_day: u16| 1 + (7 + weekday - first_day) % 7;
    let before = |first_day| first(day, first_day) + offset < first(3, first_day) + 7;
    if !(1..=7).all(before) {
        return;
    }
    let after = (day + offset + 4) % 7;
    let label = match after {
        0 => "Use `TUE#2`".to_owned(),
        days => format!("Use `TUE#2` + {}", count(days.into(), "day")),
    };
    let mut note = Note::info(
        BEFORE_PATCH_TUESDAY,
        format!(
            "Schedule's first {} is before Patch Tuesday, with last month's patches: `{}`",
            weekday(day),
            field_text(cron.day_of_week())
        ),
    )
    .hint(RINGS);
    let tuesday = Field::new(Kind::DayOfWeek, vec![Item::Nth { weekday: 3, nth: 2 }]);
    note.fixes.push(Fix {
        label,
        replacement: cron.text_with(Some(&tuesday)),
        offset: Some(after as u8),
    });
    notes.push(note);
}

/// An nth weekday is not always as far from Patch Tuesday, the second one.
pub(crate) fn patch_tuesday(cron: &Cron, offset_days: u8, notes: &mut Vec<Note>) {
    let [
        Item::Nth {
            weekday: day,
            nth: nth @ 1..=3,
        },
    ] = *cron.day_of_week().items()
    else {
        return;
    };
    if nth == 1 {
        too_early(cron, day, offset_days, notes);
        return;
    }
    // Days from a Tuesday to the next such weekday, 1 to 6.
    let after = (day + 4) % 7;
    if after == 0 || offset_days > 0 {
        return;
    }
    let name = weekday(day);
    let distance = if nth == 3 {
        format!("{after} or {} after", count(u64::from(after) + 7, "day"))
    } else {
        format!(
            "{} after or {} before",
            count(after.into(), "day"),
            7 - after
        )
    };
    let tuesday = Field::new(Kind::DayOfWeek, vec![Item::Nth { weekday: 3, nth: 2 }]);
    let mut note = Note::info(
        "patch-tuesday",
        format!("Schedule's {} {name} is {distance} Patch Tuesday: `{}`", ordinal_word(nth), field_text(cron.day_of_week())),
    )
    .hint(format!("Patch Tuesday is the second Tuesday; for the {name} after it use `TUE#2` with Schedule offset {after}"));
    note.fixes.push(Fix {
        label: format!("Use `TUE#2` + {}", count(after.into(), "day")),
        replacement: cron.text_with(Some(&tuesday)),
        offset: Some(after as u8),
    });
    notes.push(note);
}
