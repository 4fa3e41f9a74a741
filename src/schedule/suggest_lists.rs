//! Did you mean, for lists: blanks, dots and semicolons where commas belong.
//!
//! Knows how a list looks, ascending values of one kind. What does not parse
//! in the end is dropped by `suggest`.

use super::words::{DAY_NAMES, MONTH_NAMES};

/// More fields than this are no cron with blanks in its lists.
const MOST_TOKENS: usize = 40;
/// Ways of reading one text that are looked at.
const MOST_WAYS: usize = 3;

/// The tokens with what a comma next to a blank parts put together again:
/// `MON, WED ,FRI` is one field.
pub(crate) fn without_stray_blanks(tokens: &[String]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for token in tokens {
        match out.last_mut() {
            Some(last) if last.ends_with(',') || token.starts_with(',') => last.push_str(token),
            _ => out.push(token.clone()),
        }
    }
    out
}

/// Too many tokens as five, six or seven fields: neighbours that ascend become lists.
///
/// The fewer lists, the likelier; of as many, those with longer lists come first.
pub(crate) fn with_commas(tokens: &[String]) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    if tokens.len() <= 7 || tokens.len() > MOST_TOKENS {
        return found;
    }
    let own = tokens.iter().any(|token| token == "?");
    // Without `?` it may be a crontab line.
    for fields in if own { [6, 7, 7] } else { [6, 5, 7] } {
        let extra = tokens.len() - fields;
        // One list takes in all that is too much.
        for start in 0..fields {
            if let Some(list) = tokens.get(start..=start + extra).and_then(joined) {
                let mut one = tokens.to_vec();
                one.splice(start..=start + extra, [list]);
                found.push(one);
            }
        }
        if found.is_empty() {
            found.extend(two_lists(tokens, extra));
        }
    }
    found.truncate(MOST_WAYS);
    found
}

/// Two lists, such as hours and weekdays, that together take in `extra` tokens.
fn two_lists(tokens: &[String], extra: usize) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for first_extra in 1..extra {
        // Hours make a list more often than minutes.
        for first in (0..tokens.len()).rev() {
            let Some(list) = tokens.get(first..=first + first_extra).and_then(joined) else {
                continue;
            };
            let second_extra = extra - first_extra;
            for second in first + first_extra + 1..tokens.len() {
                let Some(other) = tokens.get(second..=second + second_extra).and_then(joined)
                else {
                    continue;
                };
                let mut both = tokens.to_vec();
                both.splice(second..=second + second_extra, [other]);
                both.splice(first..=first + first_extra, [list.clone()]);
                found.push(both);
            }
        }
    }
    found
}

/// Tokens as a list, if each is greater than the one before it.
fn joined(tokens: &[String]) -> Option<String> {
    let ranks: Vec<(u8, u16)> = tokens
        .iter()
        .map(|token| rank(token))
        .collect::<Option<_>>()?;
    let ascends = ranks
        .iter()
        .zip(ranks.iter().skip(1))
        .all(|(one, next)| one.0 == next.0 && one.1 < next.1);
    ascends.then(|| tokens.join(","))
}

/// Where a plain value stands among its like: numbers, weekdays, months.
fn rank(token: &str) -> Option<(u8, u16)> {
    let named = |names: &[&str]| names.iter().position(|name| *name == token);
    let number = token.parse::<u16>().ok().map(|n| (0, n));
    number
        .or_else(|| named(&DAY_NAMES).map(|at| (1, at as u16)))
        .or_else(|| named(&MONTH_NAMES).map(|at| (2, at as u16)))
}
