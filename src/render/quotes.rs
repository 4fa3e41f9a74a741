//! Texts in double quotes with the escapes that HCL and YAML share.
//!
//! What else means something inside the quotes of one of them, that one says
//! itself.

use crate::hidden::is_hidden;

/// A text in quotes. `special` is given each character that needs no escape, with what follows it, and tells whether it
/// wrote it.
pub(super) fn in_quotes(text: &str, special: &dyn Fn(char, &str, &mut String) -> bool) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if is_escaped(c) => escape(c, &mut out),
            c if special(c, rest.as_str(), &mut out) => {}
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Whether a character is written as an escape: it can't be seen, or passes for a blank.
pub(super) fn is_escaped(c: char) -> bool {
    is_hidden(c) || c == '\u{a0}'
}

/// The escape of a character that HCL and YAML share: `\u0007`, `\U0010FFFF`.
pub(super) fn escape(c: char, out: &mut String) {
    let code = u32::from(c);
    let digits = if code > 0xffff {
        out.push_str("\\U");
        8
    } else {
        out.push_str("\\u");
        4
    };
    for at in (0..digits).rev() {
        let digit = char::from_digit(code >> (4 * at) & 0xf, 16).unwrap_or('0');
        out.push(digit.to_ascii_uppercase());
    }
}
