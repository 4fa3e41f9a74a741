//! Did you mean, for `rate(…)` and `at(…)`.
//!
//! Knows other units, decimals and other spellings of a date. What does not
//! parse in the end is dropped by `suggest`.

use super::at::At;
use super::cursor::Cursor;
use super::rate::{Rate, Unit};
use jiff::civil::{Date, DateTime, Time};

/// `1 days`, `2 weeks`, `1.5 hours`, `90min` as rates that AWS takes.
pub(crate) fn rate(text: &str) -> Vec<String> {
    let mut cursor = Cursor::new(text, 0);
    let mut whole = cursor.number();
    let mut hundredths = 0;
    if cursor.eat(b'.') || cursor.eat(b',') {
        let digits = cursor.take_while(u8::is_ascii_digit);
        // Halves and quarters are all that people write.
        hundredths = match digits {
            "5" | "50" => 50,
            "25" => 25,
            "75" => 75,
            _ => return Vec::new(),
        };
    }
    cursor.take_while(|byte| matches!(byte, b' ' | b'-'));
    let word = cursor.rest().trim().to_ascii_lowercase();
    if whole.is_none() && hundredths == 0 {
        whole = Some(1);
    }
    let minutes: u64 = match word.strip_suffix('s').unwrap_or(&word) {
        "m" | "min" | "minute" => 1,
        "h" | "hr" | "hour" => 60,
        "d" | "day" => 1_440,
        "w" | "wk" | "week" => 10_080,
        "fortnight" => 20_160,
        "month" if whole == Some(1) => return vec!["cron(0 0 1 * ? *)".into()],
        "year" if whole == Some(1) => return vec!["cron(0 0 1 1 ? *)".into()],
        "second" | "sec" => {
            let seconds = whole.unwrap_or(0);
            let fits = seconds > 0 && seconds.is_multiple_of(60) && hundredths == 0;
            return if fits {
                in_minutes(u64::from(seconds / 60), 1)
            } else {
                Vec::new()
            };
        }
        _ => return Vec::new(),
    };
    let total = (u64::from(whole.unwrap_or(0)) * 100 + hundredths).saturating_mul(minutes);
    if total.is_multiple_of(100) {
        in_minutes(total / 100, minutes)
    } else {
        Vec::new()
    }
}

/// So many minutes in the unit that was typed, in a smaller one where that
/// would leave a fraction.
fn in_minutes(total: u64, typed: u64) -> Vec<String> {
    let units = [(Unit::Day, 1_440), (Unit::Hour, 60), (Unit::Minute, 1)];
    let fitting = units
        .into_iter()
        .find(|(_, size)| *size <= typed && total.is_multiple_of(*size));
    let Some((unit, size)) = fitting.filter(|_| total > 0) else {
        return Vec::new();
    };
    u32::try_from(total / size)
        .map(|value| vec![Rate { value, unit }.text()])
        .unwrap_or_default()
}

/// `2026-11-22`, `2026-11-22 15:55`, `2026-11-22T15:55:00.000Z` as `at(…)`.
pub(crate) fn at(text: &str) -> Vec<String> {
    read_at(text)
        .map(|when| vec![At { when }.text()])
        .unwrap_or_default()
}

fn read_at(text: &str) -> Option<DateTime> {
    let mut cursor = Cursor::new(text, 0);
    let separator = |cursor: &mut Cursor| cursor.eat(b'-') || cursor.eat(b'/') || cursor.eat(b'.');
    let year = cursor.digits(4)?;
    separator(&mut cursor).then_some(())?;
    let month = cursor.digits(2).or_else(|| cursor.digits(1))?;
    separator(&mut cursor).then_some(())?;
    let day = cursor.digits(2).or_else(|| cursor.digits(1))?;
    let date = Date::new(year as i16, month as i8, day as i8).ok()?;
    if cursor.done() {
        return Some(DateTime::from_parts(date, Time::midnight()));
    }
    if !cursor.eat_letter(b'T') {
        cursor.eat(b',');
        cursor.eat(b' ').then_some(())?;
    }
    let hour = cursor.digits(2).or_else(|| cursor.digits(1))?;
    cursor.eat(b':').then_some(())?;
    let minute = cursor.digits(2)?;
    let second = if cursor.eat(b':') {
        cursor.digits(2)?
    } else {
        0
    };
    if cursor.eat(b'.') {
        cursor.number()?;
    }
    // An offset is dropped: the zone has a field of its own.
    let rest = cursor.rest().trim();
    let zone = rest.is_empty()
        || rest.eq_ignore_ascii_case("z")
        || rest.eq_ignore_ascii_case("utc")
        || rest.starts_with(['+', '-']);
    let time = Time::new(hour as i8, minute as i8, second as i8, 0).ok()?;
    zone.then(|| DateTime::from_parts(date, time))
}
