//! The text of a JSON file, made fit for reading without loss.
//!
//! Reading JSON as values loses two things in silence: how a number was
//! written (`1.10`), and all but the last of members of one name. So numbers
//! become texts here, and the first member that is there twice is found.

use std::borrow::Cow;
use std::collections::HashSet;

/// A member that its object has twice.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Twice {
    /// Its name.
    pub(super) member: String,
    /// The object, as `Windows[0].Targets[1]`; empty for the outermost.
    pub(super) within: String,
    /// Where the second one begins, in bytes.
    pub(super) at: usize,
}

/// An object or array that is open.
enum Open<'a> {
    Object {
        names: HashSet<Cow<'a, str>>,
        /// The member whose value is read.
        member: Cow<'a, str>,
        /// Whether a name comes next.
        names_next: bool,
    },
    Array {
        position: usize,
    },
}

/// The same JSON with each number as a text, but for the one that `keeps` names at the top.
pub(super) fn exact(text: &str, keeps: &str) -> Result<String, Twice> {
    let mut out = String::with_capacity(text.len() + 64);
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let first = rest.chars().next().unwrap_or_default();
        let length = match first {
            '"' => text_length(rest),
            '-' | '0'..='9' => number_length(rest),
            c => c.len_utf8(),
        };
        let token = rest.get(..length).unwrap_or(rest);
        let mut number = false;
        match (first, open.last_mut()) {
            ('{', _) => open.push(Open::Object {
                names: HashSet::new(),
                member: Cow::Borrowed(""),
                names_next: true,
            }),
            ('[', _) => open.push(Open::Array { position: 0 }),
            ('}' | ']', _) => drop(open.pop()),
            (',', Some(Open::Object { names_next, .. })) => *names_next = true,
            (',', Some(Open::Array { position })) => *position += 1,
            (
                '"',
                Some(Open::Object {
                    names,
                    member,
                    names_next,
                }),
            ) if *names_next => {
                *names_next = false;
                *member = name(token);
                if !names.insert(member.clone()) {
                    return Err(Twice {
                        member: member.to_string(),
                        within: spelt(&open),
                        at,
                    });
                }
            }
            ('-' | '0'..='9', last) => {
                let kept = matches!(last, Some(Open::Object { member, .. }) if member == keeps);
                number = !(kept && open.len() == 1);
            }
            _ => {}
        }
        let quote = if number { "\"" } else { "" };
        out.extend([quote, token, quote]);
        at += length;
    }
    Ok(out)
}

/// How long the text in quotes is with which this begins.
fn text_length(rest: &str) -> usize {
    let mut escaped = false;
    let end = rest.bytes().skip(1).position(|b| {
        let ends = b == b'"' && !escaped;
        escaped = b == b'\\' && !escaped;
        ends
    });
    end.map_or(rest.len(), |end| end + 2)
}

fn number_length(rest: &str) -> usize {
    rest.find(|c: char| !(c.is_ascii_digit() || "+-.eE".contains(c)))
        .unwrap_or(rest.len())
}

/// What a name in quotes says: two spellings may be one name.
fn name(quoted: &str) -> Cow<'_, str> {
    match quoted.get(1..quoted.len().saturating_sub(1)) {
        Some(plain) if !plain.contains('\\') => Cow::Borrowed(plain),
        _ => Cow::Owned(serde_json::from_str(quoted).unwrap_or_else(|_| quoted.to_owned())),
    }
}

/// The place of the innermost object that is open.
fn spelt(open: &[Open<'_>]) -> String {
    let mut out = String::new();
    for one in open.iter().take(open.len().saturating_sub(1)) {
        match one {
            Open::Object { member, .. } => {
                if !out.is_empty() {
                    out.push('.');
                }
                out.push_str(member);
            }
            Open::Array { position } => out.push_str(&format!("[{position}]")),
        }
    }
    out
}
