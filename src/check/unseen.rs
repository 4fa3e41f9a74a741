//! Warns about characters in a text that nobody sees: AWS takes them, and a
//! terminal, a script or a reviewer may take them for something else.

use crate::catalogue::Format;
use crate::draft::Path;
use crate::hidden::{is_hidden, is_visible, number};

use super::finding::Findings;
use super::here::Here;
use super::report::Report;

/// The slug of the warning.
pub const HIDDEN: &str = "hidden-character";

/// More are not listed.
const LISTED: usize = 4;

/// Whether a hidden character is ordinary here: emoji and several scripts need joiners, programs are indented.
fn is_ordinary(c: char, program: bool) -> bool {
    matches!(c, '\n' | '\u{200c}' | '\u{200d}') || program && c == '\t'
}

/// Reports the hidden characters of a text that may be sent.
pub(super) fn warn(
    here: &Here,
    format: Format,
    typed: &str,
    path: &Path,
    found: &mut Findings<'_>,
) {
    if is_visible(typed) {
        return;
    }
    // Between its values JSON may be laid out with anything that is blank; within them it has escapes.
    let json = format == Format::Json;
    let unseen =
        |c: char| is_hidden(c) && !is_ordinary(c, here.is_program || json) && !(json && c == '\r');
    let mut all: Vec<char> = Vec::new();
    for c in typed.chars().filter(|c| unseen(*c)) {
        if !all.contains(&c) {
            all.push(c);
        }
    }
    let (what, label) = match all.len() {
        0 => return,
        1 => ("a character", "Remove it"),
        _ => ("characters", "Remove them"),
    };
    let numbers = all.iter().take(LISTED);
    let numbers: Vec<String> = numbers.map(|c| format!("`{}`", number(*c))).collect();
    let more = if all.len() > LISTED { ", …" } else { "" };
    let kept = typed.chars().filter_map(|c| match c {
        '\t' | '\u{85}' | '\u{2028}' | '\u{2029}' if unseen(c) => Some(' '),
        c => (!unseen(c)).then_some(c),
    });
    found
        .warning(
            path,
            HIDDEN,
            format!(
                "{} has {what} that can't be seen: {}{more}",
                here.label,
                numbers.join(", ")
            ),
        )
        .hint("remove it unless it is meant; every output writes it as an escape")
        .fix(label, path, kept.collect::<String>());
}

/// A sentence for whoever opens another person's project, if fields of it hold what nobody sees.
pub fn unseen(report: &Report) -> Option<String> {
    let mut found = report.violations.iter().filter(|one| one.slug == HIDDEN);
    let first = &found.next()?.message;
    Some(match found.count() {
        0 => format!("Take care: {first}."),
        1 => format!("Take care: {first}. So does another field."),
        more => format!("Take care: {first}. So do {more} other fields."),
    })
}
