//! Did you mean, for the crontab idiom `15-21 * SUN`: seven days of the month
//! and a weekday, meant as the third Sunday.
//!
//! Knows the idiom only. What does not parse in the end is dropped by `suggest`.

use super::words::{DAY_NAMES, day_name};

/// The nth or last weekday that days of the month and a weekday stand for.
pub(crate) fn nth(days: &str, weekday: &str) -> Option<String> {
    let (from, to) = days.split_once('-')?;
    let (from, to): (u16, u16) = (from.parse().ok()?, to.parse().ok()?);
    let at = DAY_NAMES.iter().position(|name| *name == weekday);
    let at = at.or_else(|| {
        let digit: usize = weekday.parse().ok()?;
        (1..=7).contains(&digit).then(|| digit - 1)
    })?;
    let at = at as u16 + 1;
    match (from, to) {
        (1, 7) | (8, 14) | (15, 21) | (22, 28) => {
            Some([day_name(at), "#", &(to / 7).to_string()].concat())
        }
        // The last seven days of a month, whatever its length.
        (22 | 24 | 25, 29..=31) | (23, 29) => Some([&at.to_string(), "L"].concat()),
        _ => None,
    }
}
