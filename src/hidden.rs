//! Characters that nobody sees where they stand: controls, line separators,
//! marks without width and those that turn the direction of writing.
//!
//! A terminal acts on some of them, and a reader is deceived by others. So
//! outputs write them as escapes and messages by their number, `<U+0003>`. A
//! line feed is one of them: where lines may break, the caller says so.

use std::borrow::Cow;

/// Whether a character can't be seen.
///
/// ```
/// use maintenance_window_builder::hidden::is_hidden;
/// assert!(['\u{3}', '\t', '\u{7f}', '\u{9b}', '\u{202e}', '\u{61c}', '\u{feff}'].into_iter().all(is_hidden));
/// assert!(!['a', ' ', 'é', '漢', '😀', '\u{a0}'].into_iter().any(is_hidden));
/// ```
pub fn is_hidden(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_control();
    }
    c.is_control()
        || matches!(
            c,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'..='\u{1160}'
                | '\u{17b4}'..='\u{17b5}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{3164}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff0}'..='\u{fffb}'
                | '\u{1bca0}'..='\u{1bca3}'
                | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0000}'..='\u{e0fff}'
        )
        || is_noncharacter(c)
}

/// What Unicode promises never to use, and what strict readers of text refuse.
fn is_noncharacter(c: char) -> bool {
    u32::from(c) & 0xfffe == 0xfffe || matches!(c, '\u{fdd0}'..='\u{fdef}')
}

/// Whether a text stands in one line of a terminal as it is.
pub fn is_visible(text: &str) -> bool {
    // Most texts are plain ASCII.
    text.bytes().all(|b| matches!(b, b' '..=b'~')) || !text.chars().any(is_hidden)
}

/// A character by its number: `U+0003`.
pub fn number(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// A text in which each hidden character stands as its number: `ok<U+0003>`.
pub fn shown(text: &str) -> Cow<'_, str> {
    if is_visible(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    text.chars().for_each(|c| show(c, &mut out));
    Cow::Owned(out)
}

/// Adds a character, as its number if it is hidden.
pub fn show(c: char, out: &mut String) {
    if is_hidden(c) {
        out.extend(["<", &number(c), ">"]);
    } else {
        out.push(c);
    }
}
