//! Checks a single value against its bounds: a string, a number, a flag, a
//! choice, bytes.
//!
//! What holds values together, lists, maps and groups, is walked beside this.

use crate::catalogue::{Blob, Choice, Shape, Text, Whole};
use crate::draft::Path;

use super::super::finding::Findings;
use super::super::format;
use super::super::here::Here;
use super::super::mend;
use super::super::mend_time;
use super::super::nearest::nearest;
use super::super::plan::Value;
use super::super::unseen;
use super::outcome::Outcome;
use crate::quote::quoted;

/// Checks a text as the one value of a shape; none for a shape that holds several.
pub(super) fn single(
    here: &Here,
    shape: &Shape,
    typed: &str,
    path: &Path,
    found: &mut Findings<'_>,
) -> Option<Outcome> {
    Some(match shape {
        Shape::Text(text) => checked_text(here, text, typed, path, found),
        Shape::Whole(whole) => checked_whole(here, *whole, typed, path, found),
        Shape::Flag => checked_flag(here, typed, path, found),
        Shape::Choice(choices) => checked_choice(here, choices, typed, path, found),
        Shape::Blob(blob) => checked_blob(here, *blob, typed, path, found),
        Shape::List(_) | Shape::Map(_) | Shape::Group(_) => return None,
    })
}

/// Checks length and pattern of a string; meaning beyond them is for the rules.
pub(super) fn checked_text(
    here: &Here,
    text: &Text,
    typed: &str,
    path: &Path,
    found: &mut Findings<'_>,
) -> Outcome {
    let length = typed.chars().count();
    let length_fits = length >= text.min && text.max.is_none_or(|max| length <= max);
    if text.fits(typed) {
        return if format::fits(here, text.format, typed, path, found) {
            unseen::warn(here, text.format, typed, path, found);
            Outcome::Right(Value::Text(typed.to_owned()))
        } else {
            Outcome::Wrong
        };
    }
    let slug = if length_fits { "pattern" } else { "length" };
    let mut message = format!("{} must be {}", here.label, text.says());
    message.push_str(": ");
    message.push_str(&if length_fits {
        quoted(typed)
    } else {
        format!("{} has `{length}`", quoted(typed))
    });
    let report = found.error(path, slug, message).source(here.field.doc);
    let meant = |meant: &String| meant != typed && text.fits(meant);
    if let Some(bare) = mend::without_blanks(typed).into_iter().find(meant) {
        let label = if bare.contains('-') && !typed.contains('-') {
            format!("Use {}", quoted(&bare))
        } else {
            "Remove the blanks".to_owned()
        };
        report.hint("there are blanks in it").fix(label, path, bare);
    } else if let Some(version) = mend::with_dollar(typed).filter(meant) {
        report.fix(format!("Use {}", quoted(&version)), path, version);
    } else if text.pattern.is_some() {
        report.fixes(mend::uses(
            path,
            mend::numbers(typed, here.field.unit)
                .into_iter()
                .filter(meant),
        ));
    }
    Outcome::Wrong
}

fn checked_whole(
    here: &Here,
    whole: Whole,
    typed: &str,
    path: &Path,
    found: &mut Findings<'_>,
) -> Outcome {
    let says = whole.says();
    let unit = if here.field.unit.is_empty() {
        String::new()
    } else {
        format!(" {}", here.field.unit)
    };
    let fits = |meant: &str| meant.parse().is_ok_and(|number| whole.holds(number));
    match typed.trim().parse::<i64>() {
        Ok(number) if whole.holds(number) => Outcome::Right(Value::Whole(number)),
        Ok(_) if here.ruled => Outcome::Wrong,
        Ok(number) => {
            let report = found
                .error(
                    path,
                    "range",
                    format!("{} must be {says}{unit}: {}", here.label, quoted(typed)),
                )
                .source(here.field.doc);
            let smaller = u64::try_from(number)
                .map(|number| mend_time::of_smaller_unit(number, here.field.unit))
                .unwrap_or_default();
            let meant = smaller
                .iter()
                .map(u64::to_string)
                .filter(|meant| fits(meant));
            let fixes = mend::uses(path, meant);
            if !fixes.is_empty() {
                report.hint("it counts hours, not minutes").fixes(fixes);
            }
            Outcome::Wrong
        }
        Err(_) => {
            let meant = mend::numbers(typed, here.field.unit)
                .into_iter()
                .filter(|meant| fits(meant));
            found
                .error(
                    path,
                    "whole-number",
                    format!(
                        "{} must be a whole number, {says}{unit}: {}",
                        here.label,
                        quoted(typed)
                    ),
                )
                .source(here.field.doc)
                .fixes(mend::uses(path, meant));
            Outcome::Wrong
        }
    }
}

fn checked_flag(here: &Here, typed: &str, path: &Path, found: &mut Findings<'_>) -> Outcome {
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
                        here.label,
                        quoted(typed)
                    ),
                )
                .source(here.field.doc);
            match typed.trim().to_ascii_lowercase().as_str() {
                "true" | "yes" | "1" | "on" => report.fix("Use `true`", path, "true"),
                "false" | "no" | "0" | "off" => report.fix("Use `false`", path, "false"),
                _ => report,
            };
            Outcome::Wrong
        }
    }
}

fn checked_choice(
    here: &Here,
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
                here.label,
                all.join(", "),
                quoted(typed)
            ),
        )
        .source(here.field.doc);
    if let Some(meant) = nearest(typed, choices.iter().map(|choice| choice.value)) {
        report.hint(format!("`{meant}` is meant, it seems")).fix(
            format!("Use `{meant}`"),
            path,
            meant,
        );
    } else {
        report.hint(here.field.help);
    }
    Outcome::Wrong
}

fn checked_blob(
    here: &Here,
    blob: Blob,
    typed: &str,
    path: &Path,
    found: &mut Findings<'_>,
) -> Outcome {
    let bytes = typed.len();
    if bytes <= blob.max {
        return if format::fits(here, blob.format, typed, path, found) {
            unseen::warn(here, blob.format, typed, path, found);
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
                here.label, blob.max
            ),
        )
        .source(here.field.doc);
    Outcome::Wrong
}
