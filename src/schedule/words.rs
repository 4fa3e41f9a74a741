//! The English of dates: names, ordinals and lists.
//!
//! Knows how a colleague says «the third Thursday» or «08:00, 12:00 and 17:00».
//! Does not know schedules; sentences are made in `describe`.

/// Sunday to Saturday, in AWS's order (1 = SUN).
pub(crate) const WEEKDAYS: [&str; 7] = [
    "Sunday",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
];
/// SUN to SAT as cron writes them.
pub(crate) const DAY_NAMES: [&str; 7] = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
/// JAN to DEC as cron writes them.
pub(crate) const MONTH_NAMES: [&str; 12] = [
    "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
];

fn nth_of(list: &[&'static str], one_based: u16) -> &'static str {
    one_based
        .checked_sub(1)
        .and_then(|at| list.get(usize::from(at)))
        .copied()
        .unwrap_or("?")
}

/// `Tuesday` for 3.
pub(crate) fn weekday(day: u16) -> &'static str {
    nth_of(&WEEKDAYS, day)
}

/// `TUE` for 3.
pub(crate) fn day_name(day: u16) -> &'static str {
    nth_of(&DAY_NAMES, day)
}

/// `July` for 7.
pub(crate) fn month(month: u16) -> &'static str {
    nth_of(&MONTHS, month)
}

/// `15th`, `1st`.
pub(crate) fn ordinal(n: u16) -> String {
    let suffix = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    [&n.to_string(), suffix].concat()
}

/// `third` for 3, up to five; beyond that `6th`.
pub(crate) fn ordinal_word(n: u16) -> String {
    match n {
        1 => "first".into(),
        2 => "second".into(),
        3 => "third".into(),
        4 => "fourth".into(),
        5 => "fifth".into(),
        _ => ordinal(n),
    }
}

/// `1 day`, `2 days`.
pub(crate) fn count(n: u64, unit: &str) -> String {
    let plural = if n == 1 { "" } else { "s" };
    [&n.to_string(), " ", unit, plural].concat()
}

/// `a, b and c`.
pub(crate) fn listed(parts: &[String]) -> String {
    match parts.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => [&rest.join(", "), " and ", last].concat(),
    }
}

/// Two digits.
pub(crate) fn two(n: u16) -> String {
    let mut out = String::new();
    if n < 10 {
        out.push('0');
    }
    out.push_str(&n.to_string());
    out
}

/// `08:30`, or `08:30:15` where the seconds are not zero.
pub(crate) fn clock(hour: u16, minute: u16, second: u16) -> String {
    let mut out = [&two(hour), ":", &two(minute)].concat();
    if second != 0 {
        out.push(':');
        out.push_str(&two(second));
    }
    out
}

/// The text with a capital letter in front.
///
/// Of the English letters, as all these texts begin with one: the tables of
/// all others would be the page's largest.
pub(crate) fn capital(text: &str) -> String {
    let mut text = text.to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}
