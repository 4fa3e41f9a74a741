//! Did you mean: what a text that cannot be read was probably meant to be.
//!
//! Knows the habits people bring along: Unix crontabs, Quartz, `@daily`, `0`
//! for Sunday, typographic characters, forgotten parentheses. Offers nothing
//! that does not parse, and every reading where two are possible. Does not
//! know why the text is wrong: that is said where it was read.

use super::cron;
use super::describe::sentence;
use super::forms::Form;
use super::note::{Fix, Note, Severity};
use super::strict::strict;
use super::suggest_once::{at, rate};
use super::suggest_words::tidy;
use super::words::day_name;

/// No more repairs than this beside one mistake.
const MOST: usize = 3;

/// Adds the repairs of the whole text to its first error.
pub(crate) fn add(text: &str, notes: &mut [Note]) {
    // A text far too long holds no slip of the finger.
    if text.len() > 600 {
        return;
    }
    let Some(note) = notes
        .iter_mut()
        .find(|note| note.severity == Severity::Error)
    else {
        return;
    };
    // A repair of one place may leave other mistakes; it is kept if it does not.
    note.fixes
        .retain(|fix| strict(&fix.replacement).schedule.is_some());
    for candidate in candidates(&plain(text)) {
        let known = note.fixes.iter().any(|fix| fix.replacement == candidate);
        if note.fixes.len() == MOST || known || candidate == text {
            continue;
        }
        if let Some(schedule) = strict(&candidate).schedule {
            let meaning = sentence(&schedule, 0);
            note.fixes.push(Fix::new(
                ["Use `", &candidate, "`: ", &lower(&meaning)].concat(),
                candidate,
            ));
        }
    }
}

/// The sentence as part of another one.
fn lower(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars
        .next()
        .map(|first| first.to_lowercase().chain(chars).collect())
        .unwrap_or_default()
}

/// The text in plain characters, without quotes around it and needless spaces.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{2010}'..='\u{2015}' | '\u{2212}' => out.push('-'),
            '\u{2018}'..='\u{201f}' | '«' | '»' | '`' | '\'' => out.push('"'),
            '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}' => {}
            '\u{2217}' | '\u{ff0a}' | '×' => out.push('*'),
            '\u{2044}' | '\u{2215}' => out.push('/'),
            '\u{ff01}'..='\u{ff5e}' => {
                // The full-width forms repeat ASCII from `!` on.
                let ascii = u32::from(c) - 0xff01 + u32::from(b'!');
                out.push(char::from_u32(ascii).unwrap_or(c));
            }
            '\\' => {}
            c if c.is_whitespace() => out.push(' '),
            c => out.push(c),
        }
    }
    let trimmed = out.trim_matches(|c: char| c == '"' || c == ' ' || c == ';');
    trimmed
        .split(' ')
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// What the plain text may have been meant to be, likeliest first.
fn candidates(text: &str) -> Vec<String> {
    let text = text
        .strip_prefix("--schedule")
        .map_or(text, |rest| rest.trim_start_matches(['=', ' ', '"']));
    let lower = text.to_ascii_lowercase();
    let found = Form::ALL
        .into_iter()
        .find(|form| lower.starts_with(form.keyword()));
    let Some(form) = found else { return bare(text) };
    let inside = text.get(form.keyword().len()..).unwrap_or("");
    let inside =
        inside.trim_matches(|c| matches!(c, ' ' | '(' | ')' | '[' | ']' | ':' | '=' | '"'));
    match form {
        Form::Cron => crons(inside),
        Form::Rate => rate(inside),
        Form::At => at(inside),
    }
}

/// A text without keyword.
fn bare(text: &str) -> Vec<String> {
    let nickname = match text.to_ascii_lowercase().as_str() {
        "@yearly" | "@annually" => "0 0 1 1 ? *",
        "@monthly" => "0 0 1 * ? *",
        "@weekly" => "0 0 ? * SUN *",
        "@daily" | "@midnight" => "0 0 * * ? *",
        "@hourly" => "0 * * * ? *",
        _ => "",
    };
    if !nickname.is_empty() {
        return vec![wrap(nickname)];
    }
    let inside = text.trim_matches(['(', ')']);
    let mut found = at(inside);
    found.extend(rate(
        inside
            .trim_start_matches("every ")
            .trim_start_matches("@every "),
    ));
    found.extend(crons(inside));
    found
}

fn wrap(body: &str) -> String {
    ["cron(", body, ")"].concat()
}

/// A cron body with the usual mistakes.
fn crons(body: &str) -> Vec<String> {
    let tokens: Vec<String> = cron::parts(body).into_iter().map(tidy).collect();
    let mark = |at: usize| tokens.get(at).is_some_and(|token| token == "?");
    let mut found = Vec::new();
    let year = || vec![String::from("*")];
    match tokens.len() {
        5 if mark(2) || mark(4) => {
            // The year is missing; digits may be AWS's weekdays or Unix's.
            found.push([tokens.clone(), year()].concat());
            found.extend(with_weekday(&tokens, 4).map(|other| [other, year()].concat()));
        }
        5 => found.extend(
            marked(&unix(&tokens, 4), 2)
                .into_iter()
                .map(|six| [six, year()].concat()),
        ),
        6 if mark(3) || mark(5) => {
            found.push([tokens.clone(), year()].concat());
            found.extend(with_weekday(&tokens, 5).map(|other| [other, year()].concat()));
        }
        6 if mark(2) || mark(4) => {
            found.extend(marked(&tokens, 2));
            found.extend(with_weekday(&tokens, 4));
            // A weekday typed as day of month, or the other way round.
            let mut swapped = tokens.clone();
            swapped.swap(2, 4);
            found.push(swapped);
        }
        6 => {
            // Without `?` nothing but the last field tells whether minutes come
            // first, as AWS has it, or seconds with no year.
            let last = tokens.last().map_or("", String::as_str);
            let year_last = last == "*" || last.starts_with(['1', '2']) && last.len() >= 4;
            if year_last {
                found.extend(marked(&tokens, 2));
                found.extend(
                    with_weekday(&tokens, 4)
                        .into_iter()
                        .filter_map(|other| marked(&other, 2).pop()),
                );
            }
            if !year_last || last == "*" {
                found.extend(
                    marked(&unix(&tokens, 5), 3)
                        .into_iter()
                        .map(|six| [six, year()].concat()),
                );
            }
        }
        7 if mark(2) != mark(4) => found.push(tokens.get(..6).unwrap_or(&[]).to_vec()),
        7 => {
            found.extend(marked(&tokens, 3));
            found.extend(with_weekday(&tokens, 5));
        }
        8.. => {
            let keep = if mark(2) || mark(4) { 6 } else { 7 };
            found.push(tokens.get(..keep).unwrap_or(&[]).to_vec());
        }
        _ => {}
    }
    found
        .into_iter()
        .map(|tokens| wrap(&tokens.join(" ")))
        .collect()
}

/// Fields with exactly one `?`: both ways where both day fields say something.
fn marked(tokens: &[String], day: usize) -> Vec<Vec<String>> {
    let weekday = day + 2;
    let says = |at: usize| {
        tokens
            .get(at)
            .is_some_and(|token| token != "*" && token != "?")
    };
    let put = |at: usize, text: &str| {
        let mut tokens = tokens.to_vec();
        if let Some(token) = tokens.get_mut(at) {
            *token = text.into();
        }
        tokens
    };
    let is = |at: usize, text: &str| tokens.get(at).is_some_and(|token| token == text);
    if is(day, "?") && is(weekday, "?") {
        return vec![put(day, "*")];
    }
    if is(day, "?") || is(weekday, "?") {
        return vec![tokens.to_vec()];
    }
    match (says(day), says(weekday)) {
        (true, true) => vec![put(weekday, "?"), put(day, "?")],
        (false, true) => vec![put(day, "?")],
        _ => vec![put(weekday, "?")],
    }
}

/// The fields with Unix's weekdays, 0 or 7 = Sunday, as names.
fn unix(tokens: &[String], weekday: usize) -> Vec<String> {
    with_weekday(tokens, weekday).unwrap_or_else(|| tokens.to_vec())
}

/// The same, if there are digits to translate.
fn with_weekday(tokens: &[String], weekday: usize) -> Option<Vec<String>> {
    let field = tokens.get(weekday)?;
    let mut named = String::new();
    let mut previous = b',';
    for byte in field.bytes() {
        match byte {
            b'0'..=b'7' if matches!(previous, b',' | b'-') => {
                named.push_str(day_name(u16::from(byte - b'0') % 7 + 1));
            }
            _ => named.push(char::from(byte)),
        }
        previous = byte;
    }
    if named == *field {
        return None;
    }
    let mut tokens = tokens.to_vec();
    if let Some(token) = tokens.get_mut(weekday) {
        *token = named;
    }
    Some(tokens)
}
