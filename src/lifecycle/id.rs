//! Reads an id of AWS: of the field's form, and not the sample's.

use serde_json::Value;

use super::sample::is_sample;
use crate::catalogue::{Field, Shape};
use crate::quote::quoted;

/// Whether a text can be the id.
fn is_id(field: &Field, text: &str) -> bool {
    let Shape::Text(bounds) = field.shape else {
        return false;
    };
    let length = text.chars().count();
    length >= bounds.min
        && bounds.max.is_none_or(|max| length <= max)
        && bounds.pattern.is_none_or(|pattern| (pattern.matches)(text))
}

/// Whether a text is an id that AWS gave: of the right form, and not the sample's.
pub(super) fn is_answered(field: &Field, text: &str) -> bool {
    is_id(field, text) && !is_sample(field, text)
}

fn must_be(field: &Field, shown: &str) -> String {
    format!(
        "{} must be {}: {}",
        field.label,
        field.bounds(),
        quoted(shown)
    )
}

/// The id that a value of JSON is.
pub(super) fn id_in(field: &Field, value: &Value) -> Result<String, String> {
    let text = match value {
        Value::String(text) => text.trim(),
        other => return Err(must_be(field, &other.to_string())),
    };
    if !is_id(field, text) {
        return Err(must_be(field, text));
    }
    if is_sample(field, text) {
        return Err(format!(
            "{} {} is the sample's: paste what AWS answered",
            field.label,
            quoted(text)
        ));
    }
    Ok(text.to_owned())
}

/// The one id among words.
pub(super) fn one_id(field: &Field, words: &[String]) -> Result<String, String> {
    let mut ids: Vec<&str> = words
        .iter()
        .map(String::as_str)
        .filter(|word| is_id(field, word))
        .collect();
    ids.dedup();
    match ids.as_slice() {
        [one] => id_in(field, &Value::from(*one)),
        [] => Err(must_be(field, &words.join(" "))),
        several => Err(format!(
            "There are {} ids in this text: paste one, or the answer as JSON",
            several.len()
        )),
    }
}
