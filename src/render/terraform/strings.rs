//! Texts in HCL: as strings, in which a template must not begin by chance, and
//! as keys of a map.
//!
//! What stands for a hidden character is the same as in YAML.

use super::super::quotes::{escape, in_quotes};

/// A text as a string of HCL.
///
/// `${` and `%{` would begin a template; doubling the first character makes them
/// text. Some readers look for the closing brace all the same: where there is
/// none, an escape stands for the first character.
pub fn string(text: &str) -> String {
    in_quotes(text, &|c, rest, out| {
        if !matches!(c, '$' | '%') || !rest.starts_with('{') {
            return false;
        }
        if rest.contains('}') {
            out.extend([c, c]);
        } else {
            escape(c, out);
        }
        true
    })
}

/// A key of a map: bare where it is a name and no word of the language.
pub(super) fn map_key(key: &str) -> String {
    let is_name = key.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && key
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    let is_word = ["for", "if", "in", "true", "false", "null"].contains(&key);
    if is_name && !is_word {
        key.to_owned()
    } else {
        string(key)
    }
}
