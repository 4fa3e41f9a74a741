//! Checks a single value against its bounds: a string, a number, a flag, a
//! choice, bytes.
//!
//! What holds values together, lists, maps and groups, is walked by `shape`.

use crate::catalogue::{Blob, Choice, Field, Text, Whole};
use crate::draft::Path;

use super::finding::{Findings, quoted};
use super::format;
use super::nearest::nearest;
use super::plan::Value;
use super::shape::Outcome;

/// Checks length and pattern of a string; meaning beyond them is for the rules.
pub(super) fn checked_text(
    field: &Field,
    text: &Text,
    typed: &str,
    path: &Path,
    found: &mut Findings<'_>,
) -> Outcome {
    let length = typed.chars().count();
    let length_fits = length >= text.min && text.max.is_none_or(|max| length <= max);
    let pattern_fits = text.pattern.is_none_or(|pattern| (pattern.matches)(typed));
    if length_fits && pattern_fits {
        return if format::fits(field, text.format, typed, path, found) {
            Outcome::Right(Value::Text(typed.to_owned()))
        } else {
            Outcome::Wrong
        };
    }
    let trimmed = typed.trim();
    let fits_trimmed = trimmed != typed
        && trimmed.chars().count() >= text.min
        && text.max.is_none_or(|max| trimmed.chars().count() <= max)
        && text
            .pattern
            .is_none_or(|pattern| (pattern.matches)(trimmed));
    let slug = if length_fits { "pattern" } else { "length" };
    let mut message = format!("{} must be {}", field.label, text.says());
    message.push_str(": ");
    message.push_str(&if length_fits {
        quoted(typed)
    } else {
        format!("{} has `{length}`", quoted(typed))
    });
    let report = found.error(path, slug, message).source(field.doc);
    if fits_trimmed {
        report
            .hint("there are blanks around it")
            .fix("Remove the blanks", path, trimmed);
    }
    Outcome::Wrong
}

pub(super) fn checked_whole(
    field: &Field,
    whole: Whole,
    typed: &str,
    path: &Path,
    found: &mut Findings<'_>,
) -> Outcome {
    let says = whole.says();
    // AWS's `integer` has 32 bits, whatever else its model says.
    let most = whole.max.unwrap_or(i64::from(i32::MAX));
    let unit = if field.unit.is_empty() {
        String::new()
    } else {
        format!(" {}", field.unit)
    };
    match typed.trim().parse::<i64>() {
        Ok(number) if (whole.min..=most).contains(&number) => Outcome::Right(Value::Whole(number)),
        Ok(_) => {
            found
                .error(
                    path,
                    "range",
                    format!("{} must be {says}{unit}: {}", field.label, quoted(typed)),
                )
                .source(field.doc);
            Outcome::Wrong
        }
        Err(_) => {
            found
                .error(
                    path,
                    "whole-number",
                    format!(
                        "{} must be a whole number, {says}{unit}: {}",
                        field.label,
                        quoted(typed)
                    ),
                )
                .source(field.doc);
            Outcome::Wrong
        }
    }
}

pub(super) fn checked_flag(
    field: &Field,
    typed: &str,
    path: &Path,
    found: &mut Findings<'_>,
) -> Outcome {
    match typed {
        "true" => Outcome::Right(Value::Flag(true)),
        "false" => Outcome::Right(Value::Flag(false)),
        _ => {
            let report = found
                .error(
                    path,
                    "true-or-false",
                    format!(
                        "{} must be `true` or `false`: {}",
                        field.label,
                        quoted(typed)
                    ),
                )
                .source(field.doc);
            match typed.trim().to_ascii_lowercase().as_str() {
                "true" | "yes" | "1" | "on" => report.fix("Use `true`", path, "true"),
                "false" | "no" | "0" | "off" => report.fix("Use `false`", path, "false"),
                _ => report,
            };
            Outcome::Wrong
        }
    }
}

pub(super) fn checked_choice(
    field: &Field,
    choices: &[Choice],
    typed: &str,
    path: &Path,
    found: &mut Findings<'_>,
) -> Outcome {
    if choices.iter().any(|choice| choice.value == typed) {
        return Outcome::Right(Value::Text(typed.to_owned()));
    }
    let all: Vec<String> = choices
        .iter()
        .map(|choice| format!("`{}`", choice.value))
        .collect();
    let report = found
        .error(
            path,
            "choice",
            format!(
                "{} must be one of {}: {}",
                field.label,
                all.join(", "),
                quoted(typed)
            ),
        )
        .source(field.doc);
    if let Some(meant) = nearest(typed, choices.iter().map(|choice| choice.value)) {
        report.hint(format!("`{meant}` is meant, it seems")).fix(
            format!("Use `{meant}`"),
            path,
            meant,
        );
    } else {
        report.hint(field.help);
    }
    Outcome::Wrong
}

pub(super) fn checked_blob(
    field: &Field,
    blob: Blob,
    typed: &str,
    path: &Path,
    found: &mut Findings<'_>,
) -> Outcome {
    let bytes = typed.len();
    if bytes <= blob.max {
        return if format::fits(field, blob.format, typed, path, found) {
            Outcome::Right(Value::Blob(typed.as_bytes().to_vec()))
        } else {
            Outcome::Wrong
        };
    }
    found
        .error(
            path,
            "size",
            format!(
                "{} must be at most {} bytes: it has `{bytes}`",
                field.label, blob.max
            ),
        )
        .source(field.doc);
    Outcome::Wrong
}
