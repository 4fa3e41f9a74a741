//! One sentence that a colleague would say.
//!
//! Knows how the parts are put together; the days are in `describe_days`, the
//! times of day in `describe_times`. Reads the sets a schedule holds, not its spelling, so
//! `MON-FRI` and `2,3,4,5,6` say the same.

use super::describe_days::{days, spans_of, special};
use super::describe_times::{Times, times};
use super::words::{self, count, listed, month, weekday};
use super::zone::{Zone, clock};
use super::{At, Cron, Rate, Schedule};

/// The whole timing in one sentence without a full stop: «At 16:00 every
/// Tuesday, New York time».
///
/// `offset_days` is said for a cron schedule only: AWS takes it nowhere else.
pub fn describe(schedule: &Schedule, offset_days: u8, zone: &Zone) -> String {
    let mut out = sentence(schedule, offset_days);
    if !matches!(schedule, Schedule::Rate(_)) {
        out.push_str(", ");
        out.push_str(&zone.phrase());
    }
    out
}

/// The sentence without its zone.
pub(crate) fn sentence(schedule: &Schedule, offset_days: u8) -> String {
    match schedule {
        Schedule::Cron(cron) => {
            let mut out = of_cron(cron);
            if offset_days > 0 {
                out.push_str(", plus ");
                out.push_str(&count(offset_days.into(), "day"));
            }
            out
        }
        Schedule::Rate(rate) => of_rate(*rate),
        Schedule::At(at) => of_at(*at),
    }
}

fn of_rate(rate: Rate) -> String {
    let interval = match rate.value {
        1 => rate.unit.name().to_string(),
        n => count(n.into(), rate.unit.name()),
    };
    [
        "Every ",
        &interval,
        ", counted from Start date or else from creation",
    ]
    .concat()
}

fn of_at(at: At) -> String {
    let date = at.when.date();
    let day = weekday(date.weekday().to_sunday_one_offset().unsigned_abs().into());
    format!(
        "Once, on {day} {} {} {} at {}",
        date.day(),
        month(date.month().unsigned_abs().into()),
        date.year(),
        clock(at.when)
    )
}

fn of_cron(cron: &Cron) -> String {
    let mut out = String::new();
    let often = match times(cron) {
        Times::At(text) => {
            out.push_str("At ");
            out.push_str(&text);
            false
        }
        Times::Every(text) => {
            out.push_str(&text);
            true
        }
    };
    out.push_str(&days(cron, often));
    out
}

/// What one field means, for its row under the sentence.
pub(crate) fn of_set(field: &super::Field) -> String {
    use super::Kind;
    let name: fn(u16) -> String = match field.kind() {
        Kind::Month => |value| month(value).to_string(),
        Kind::DayOfWeek => |value| weekday(value).to_string(),
        Kind::Hours => words::two,
        _ => |value| value.to_string(),
    };
    let mut parts = spans_of(&field.set().runs(), name);
    parts.extend(field.specials().map(special));
    listed(&parts)
}
