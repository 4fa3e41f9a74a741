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
use super::suggest_lists::{with_commas, without_stray_blanks};
use super::suggest_nth::nth;
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
    if note.slug == "schedule-form"
        && let Some(hint) = either(&plain(text))
    {
        note.hint = Some(hint);
    }
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
    let nickname = match text.to_ascii_lowercase().trim_start_matches('@') {
        "yearly" | "annually" => "0 0 1 1 ? *",
        "monthly" => "0 0 1 * ? *",
        "weekly" => "0 0 ? * SUN *",
        "daily" | "midnight" | "nightly" => "0 0 * * ? *",
        "hourly" => "0 * * * ? *",
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
    let found = readings(fields(body));
    let wrapped = found.iter().map(|tokens| wrap(&tokens.join(" ")));
    wrapped.collect()
}

/// What six or seven fields these may have been meant to be.
fn readings(tokens: Vec<String>) -> Vec<Vec<String>> {
    let mark = |at: usize| tokens.get(at).is_some_and(|token| token == "?");
    let mut found = nth_weekday(&tokens);
    let year = || vec![String::from("*")];
    match tokens.len() {
        // Who forgets one of five forgets the minute.
        4 => found.extend(readings([vec!["0".into()], tokens].concat())),
        5 if mark(2) || mark(4) => {
            // The year is missing; digits may be AWS's weekdays or Unix's.
            found.push([tokens.clone(), year()].concat());
            found.extend(with_weekday(&tokens, 4).map(|other| [other, year()].concat()));
        }
        // The minute is missing.
        5 if mark(1) || mark(3) => found.push(
            [vec!["0".into()], tokens, year()]
                .concat()
                .into_iter()
                .take(6)
                .collect(),
        ),
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
            found.extend(with_commas(&tokens).into_iter().flat_map(|list| {
                // Six or seven fields may be right as they are.
                let read = readings(list.clone());
                let own = (list.len() > 5).then_some(list);
                own.into_iter().chain(read)
            }));
            let keep = if mark(2) || mark(4) { 6 } else { 7 };
            found.push(tokens.get(..keep).unwrap_or(&[]).to_vec());
        }
        _ => {}
    }
    found
}

/// The fields of a body in plain spelling: without the zone before a crontab
/// line and the command behind it, with commas for the signs that people put
/// in their place.
fn fields(body: &str) -> Vec<String> {
    let typed = cron::parts(body).into_iter();
    let mut typed: Vec<&str> = typed.skip_while(|part| part.contains('=')).collect();
    let command = |part: &&str| part.starts_with(['/', '~', '.']) && part.len() > 3;
    if typed.iter().position(command).is_some_and(|at| at >= 5) {
        typed.truncate(5);
    }
    let comma = |field: &str| field.replace([';', '.', '&', '+'], ",");
    let tokens: Vec<String> = typed.into_iter().map(comma).collect();
    let tokens = without_stray_blanks(&tokens);
    tokens.iter().map(|token| tidy(token)).collect()
}

/// What Unix makes of a line that sets both day fields, which AWS can't.
fn either(text: &str) -> Option<String> {
    let tokens = fields(text.trim_matches(['(', ')']));
    let [_, _, day, _, weekday] = unix(&tokens, 4).try_into().ok()?;
    let set = |field: &str| !matches!(field, "*" | "?") && !field.starts_with("*/");
    (set(&day) && set(&weekday)).then(|| {
        format!("Unix cron runs on both, day of month `{day}` and every `{weekday}`; AWS takes one of them, so for both make two windows")
    })
}

/// Seven days of the month and a weekday, as crontabs write the nth weekday.
fn nth_weekday(tokens: &[String]) -> Vec<Vec<String>> {
    let (day, with_year) = match tokens.len() {
        5 => (2, false),
        6 => (2, true),
        7 => (3, true),
        _ => return Vec::new(),
    };
    let mut out = if with_year {
        tokens.to_vec()
    } else {
        [unix(tokens, 4), vec!["*".into()]].concat()
    };
    let (Some(days), Some(weekday)) = (out.get(day), out.get(day + 2)) else {
        return Vec::new();
    };
    let Some(nth) = nth(days, weekday) else {
        return Vec::new();
    };
    for (at, text) in [(day, "?"), (day + 2, nth.as_str())] {
        if let Some(token) = out.get_mut(at) {
            *token = text.into();
        }
    }
    vec![out]
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
