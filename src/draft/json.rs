//! JSON as a person typed it: laid out anew without touching what it says.
//!
//! Numbers keep their digits and strings their escapes, which reading and
//! writing again would not promise.

use serde::de::IgnoredAny;

/// The same JSON with a member or item per line and two blanks of indent; `None` when it is not JSON.
///
/// ```
/// use maintenance_window_builder::draft::laid_out;
/// assert_eq!(laid_out(r#"{"n":1.00,"of":[]}"#).as_deref(), Some("{\n  \"n\": 1.00,\n  \"of\": []\n}"));
/// assert_eq!(laid_out("{"), None);
/// ```
pub fn laid_out(text: &str) -> Option<String> {
    serde_json::from_str::<IgnoredAny>(text).ok()?;
    let mut out = String::with_capacity(text.len() * 2);
    let mut depth = 0usize;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                out.push(c);
                while let Some(c) = chars.next() {
                    out.push(c);
                    match c {
                        '\\' => out.extend(chars.next()),
                        '"' => break,
                        _ => {}
                    }
                }
            }
            '{' | '[' => {
                while chars.next_if(|c| c.is_ascii_whitespace()).is_some() {}
                out.push(c);
                match chars.next_if(|next| matches!(next, '}' | ']')) {
                    Some(close) => out.push(close),
                    None => {
                        depth += 1;
                        line(&mut out, depth);
                    }
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                line(&mut out, depth);
                out.push(c);
            }
            ',' => {
                out.push(c);
                line(&mut out, depth);
            }
            ':' => out.push_str(": "),
            c if c.is_ascii_whitespace() => {}
            c => out.push(c),
        }
    }
    Some(out)
}

fn line(out: &mut String, depth: usize) {
    out.push('\n');
    out.extend(std::iter::repeat_n("  ", depth));
}
