//! Texts that Terraform may change: its strings are in Unicode's normalization
//! form C, in which a letter and its accent are one character where there is
//! one.
//!
//! Without the tables of Unicode, the ranges that hold all such characters
//! and some others.

use crate::check::Value;

/// Whether Terraform, whose texts are in Unicode's normalization form C, may change one of a value's.
pub(super) fn is_composed(value: &Value) -> bool {
    match value {
        Value::Text(text) => text.chars().any(may_compose),
        Value::Blob(bytes) => String::from_utf8_lossy(bytes).chars().any(may_compose),
        Value::List(items) => items.iter().any(is_composed),
        // Its members are visited themselves.
        Value::Group(_) => false,
        Value::Map(entries) => {
            let mut entries = entries.iter();
            entries.any(|(key, value)| key.chars().any(may_compose) || is_composed(value))
        }
        Value::Whole(_) | Value::Flag(_) | Value::Reference(_) => false,
    }
}

/// Whether a character may change, or change those before it: all that do, and their neighbors.
fn may_compose(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{387}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{109d}' | '\u{1100}'..='\u{11ff}'
        | '\u{135d}'..='\u{1dff}' | '\u{1f71}'..='\u{2001}' | '\u{20d0}'..='\u{20ff}' | '\u{2126}'..='\u{212b}'
        | '\u{2329}' | '\u{232a}' | '\u{2adc}'..='\u{2dff}' | '\u{302a}'..='\u{309a}' | '\u{a66f}'..='\u{abed}'
        | '\u{f900}'..='\u{fb4e}' | '\u{fe20}'..='\u{fe2f}' | '\u{101fd}'..='\u{1e94a}' | '\u{2f800}'..='\u{2fa1d}')
}
