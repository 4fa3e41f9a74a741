//! Where and how a project is created, in words: for notes, descriptions and
//! texts for people.

use crate::catalogue::location::{is_account, is_region};
use crate::quote::quoted;

use super::options::Options;
use super::shell::{Dialect, POSIX};
use super::word::Word;

/// The account and the Region in the middle of a plain sentence: « for account 123456789012 in eu-central-1».
///
/// What has not the form of one is left out, so the text holds letters, digits and blanks only.
pub(super) fn location(options: &Options) -> String {
    let mut out = String::new();
    if is_account(&options.account) {
        out.push_str(&[" for account ", &options.account].concat());
    }
    if is_region(&options.region) {
        out.push_str(&[" in ", &options.region].concat());
    }
    out
}

/// The options of an AWS CLI command that name Region and profile, for a POSIX shell; each begins with a blank.
pub(super) fn session_options(options: &Options) -> String {
    let mut out = String::new();
    for (name, text) in [
        (" --region", &options.region),
        (" --profile", &options.profile),
    ] {
        if !text.is_empty() {
            // After a blank, such a word would be an option of its own.
            let between = if text.starts_with('-') { "=" } else { " " };
            let word = POSIX.word(&Word::literal(text.as_str()));
            out.push_str(&[name, between, &word].concat());
        }
    }
    out
}

/// What is set, each with its label, for a note: «Account `123456789012`, Region `eu-central-1`».
pub(super) fn session(options: &Options) -> Option<String> {
    let all = [
        ("account ", &options.account),
        ("Region ", &options.region),
        ("profile ", &options.profile),
    ];
    let set = all.iter().filter(|(_, text)| !text.is_empty());
    let set: Vec<String> = set
        .map(|(label, text)| [*label, &quoted(text)].concat())
        .collect();
    (!set.is_empty()).then(|| set.join(", "))
}
