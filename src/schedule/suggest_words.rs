//! Did you mean, for the words in a cron field: long names, lower case, `WL`.
//!
//! Knows spelling only. What does not parse in the end is dropped by `suggest`.

use super::words::{DAY_NAMES, MONTH_NAMES};

/// One field in upper case, long names shortened, empty members dropped.
pub(crate) fn tidy(field: &str) -> String {
    let upper = field.to_ascii_uppercase();
    if upper == "WL" {
        return "LW".into();
    }
    let mut members = Vec::new();
    for member in upper.split(',').filter(|member| !member.is_empty()) {
        let mut out = String::new();
        if member.starts_with('/') {
            out.push('*');
        }
        let mut word = String::new();
        for c in member.chars().chain(['\0']) {
            if c.is_ascii_alphabetic() {
                word.push(c);
                continue;
            }
            out.push_str(&short(&word));
            word.clear();
            if c != '\0' {
                out.push(c);
            }
        }
        members.push(out);
    }
    members.join(",")
}

/// `MON` for `MONDAY` and `MONDAYS`.
fn short(word: &str) -> String {
    const LONG: [&str; 19] = [
        "SUNDAY",
        "MONDAY",
        "TUESDAY",
        "WEDNESDAY",
        "THURSDAY",
        "FRIDAY",
        "SATURDAY",
        "JANUARY",
        "FEBRUARY",
        "MARCH",
        "APRIL",
        "MAY",
        "JUNE",
        "JULY",
        "AUGUST",
        "SEPTEMBER",
        "OCTOBER",
        "NOVEMBER",
        "DECEMBER",
    ];
    let one = word
        .strip_suffix('S')
        .filter(|one| LONG.contains(one))
        .unwrap_or(word);
    let names = DAY_NAMES.iter().chain(&MONTH_NAMES);
    for (long, name) in LONG.iter().zip(names) {
        // `TUES`, `THURS` and `SEPT` are starts of the long name.
        if one.len() > 3 && long.starts_with(one) {
            return (*name).into();
        }
    }
    word.into()
}
