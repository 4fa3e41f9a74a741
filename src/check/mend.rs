//! What a mistyped value was most likely meant to be.
//!
//! It only guesses: whoever asks checks that a guess is right before offering it.

use serde::de::IgnoredAny;

use super::mend_time;
use super::report::{Edit, Fix};
use crate::draft::Path;
use crate::quote::quoted;

/// The text without blanks around it, with hyphens for those inside, and without any.
pub(super) fn without_blanks(typed: &str) -> [String; 3] {
    let words: Vec<&str> = typed.split_whitespace().collect();
    [typed.trim().to_owned(), words.join("-"), words.concat()]
}

/// The numbers that were meant: `five`, `4 hours`, `2.0`, `110%`; of `1.5` those around it.
pub(super) fn numbers(typed: &str, unit: &str) -> Vec<String> {
    let lower = typed.trim().to_ascii_lowercase();
    if let Some(number) = mend_time::in_words(&lower) {
        return vec![number.to_string()];
    }
    let lengths = mend_time::around(&lower, unit);
    if !lengths.is_empty() {
        return lengths.iter().map(u64::to_string).collect();
    }
    let (whole, rest) = digits(&lower);
    let Ok(number) = whole.parse::<u32>() else {
        return Vec::new();
    };
    let (fraction, rest) = rest.strip_prefix(['.', ',']).map_or(("", rest), digits);
    let rest = rest.trim();
    let sign = match rest {
        "%" | "percent" => "%",
        _ if rest.is_empty() => "",
        _ => return Vec::new(),
    };
    let most = if sign.is_empty() { u32::MAX } else { 100 };
    let between = fraction.bytes().any(|digit| digit != b'0');
    let mut all = vec![number.min(most)];
    if between && number < most {
        all.push(number + 1);
    }
    all.iter().map(|number| format!("{number}{sign}")).collect()
}

/// `$LATEST` for `latest` and for `\$LATEST`, as shells want it.
pub(super) fn with_dollar(typed: &str) -> Option<String> {
    let bare = typed.trim().trim_start_matches(['\\', '$']);
    let word = !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_alphabetic());
    word.then(|| ["$", &bare.to_ascii_uppercase()].concat())
}

/// A click for each of these.
pub(super) fn uses(path: &Path, texts: impl Iterator<Item = String>) -> Vec<Fix> {
    texts
        .map(|text| Fix {
            label: format!("Use {}", quoted(&text)),
            edits: vec![Edit::Set(path.clone(), text)],
        })
        .collect()
}

fn digits(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !c.is_ascii_digit());
    text.split_at(end.unwrap_or(text.len()))
}

/// JSON for what was written as Python has it: other quotes, a comma at the end, `True`.
pub(super) fn json(typed: &str) -> Option<String> {
    let mut out = String::with_capacity(typed.len());
    let mut rest = typed;
    while let Some(at) = rest.find(['"', '\'', '“']) {
        let (before, text) = rest.split_at(at);
        push_plain(before, &mut out);
        let mut chars = text.chars();
        // A word processor makes two kinds of quotes of one.
        let end = match chars.next()? {
            '“' => '”',
            same => same,
        };
        out.push('"');
        loop {
            match chars.next()? {
                c if c == end => break,
                '\\' => match chars.next()? {
                    '\'' => out.push('\''),
                    escaped => out.extend(['\\', escaped]),
                },
                '"' => out.push_str("\\\""),
                c => out.push(c),
            }
        }
        out.push('"');
        rest = chars.as_str();
    }
    push_plain(rest, &mut out);
    serde_json::from_str::<IgnoredAny>(&out)
        .is_ok()
        .then_some(out)
}

/// What stands between texts.
fn push_plain(typed: &str, out: &mut String) {
    let words = [("True", "true"), ("False", "false"), ("None", "null")];
    let typed = words
        .into_iter()
        .fold(typed.to_owned(), |typed, (theirs, ours)| {
            typed.replace(theirs, ours)
        });
    for (n, piece) in typed.split(',').enumerate() {
        if n > 0 && !piece.trim_start().starts_with(['}', ']']) {
            out.push(',');
        }
        out.push_str(piece);
    }
}
