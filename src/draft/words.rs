//! A word replaced in everything that was typed for a part, in each spelling
//! that a name takes: `prod`, `Prod`, `PROD`.
//!
//! A word ends where a letter of another word begins, so `prod` is replaced in
//! `prod-db`, `prod1` and `ProdDb`, and not in `production` or `reproduce`.
//! What the page keeps for itself (ids, references) is left alone.

use std::sync::Arc;

use super::page::{EXISTING, ID, OPEN, REF, referred};
use super::{Draft, Node, Path};

impl Draft {
    /// Replaces a word in every text at or below a path, except in the members for which
    /// `keeps` holds. Returns how many texts changed.
    pub fn replace_word(
        &mut self,
        part: &Path,
        word: &str,
        with: &str,
        keeps: &dyn Fn(&str) -> bool,
    ) -> usize {
        let mut changed = 0;
        if word.is_empty() || self.node(part).is_none() {
            return changed;
        }
        self.root.edit(part.steps(), &mut |node| {
            changed = replace(node, word, with, keeps);
        });
        changed
    }
}

fn replace(node: &mut Node, word: &str, with: &str, keeps: &dyn Fn(&str) -> bool) -> usize {
    match node {
        // A reference names a target of the same window by a name of the page's own.
        Node::Text(text) if referred(text).is_some() => 0,
        Node::Text(text) => match replaced(text, word, with) {
            Some(new) => {
                *text = new;
                1
            }
            None => 0,
        },
        Node::Group(members) => members
            .iter_mut()
            .filter(|(name, _)| !matches!(&**name, ID | REF | EXISTING) && !keeps(name))
            .map(|(name, node)| {
                if name == OPEN {
                    mark_too(node, word, with);
                    return 0;
                }
                replace(node, word, with, keeps)
            })
            .sum(),
        Node::Rows(rows) => rows
            .iter_mut()
            .map(|row| replace(Arc::make_mut(&mut row.node), word, with, keeps))
            .sum(),
    }
}

/// Marks an open value under its new name too: it may stand in a text that was changed, or in one that was not.
fn mark_too(marks: &mut Node, word: &str, with: &str) {
    let Node::Group(members) = marks else { return };
    for (_, node) in members {
        if let Node::Text(lines) = node
            && let Some(new) = replaced(lines, word, with)
        {
            *lines = [lines, "\n", &new].concat();
        }
    }
}

/// The text with each spelling of the word replaced; `None` when the word is not in it.
fn replaced(text: &str, word: &str, with: &str) -> Option<String> {
    let spellings = [
        (word.to_owned(), with.to_owned()),
        (capital(word), capital(with)),
        (word.to_uppercase(), with.to_uppercase()),
    ];
    let mut out = String::new();
    let mut rest = text;
    let mut before = None;
    let mut found = false;
    while let Some(first) = rest.chars().next() {
        let hit = spellings.iter().find(|(word, _)| {
            rest.strip_prefix(word.as_str())
                .is_some_and(|after| begins(before, word) && ends(word, after))
        });
        let taken = match hit {
            Some((word, with)) => {
                found = true;
                out.push_str(with);
                word.as_str()
            }
            None => {
                out.push(first);
                rest.get(..first.len_utf8()).unwrap_or(rest)
            }
        };
        before = taken.chars().next_back();
        rest = rest.get(taken.len()..).unwrap_or_default();
    }
    found.then_some(out)
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// Whether a word may begin behind a character: `Db` in `ProdDb` does, `db` in `proddb` does not.
fn begins(before: Option<char>, word: &str) -> bool {
    let first = word.chars().next();
    match (before, first) {
        (Some(before), Some(first)) if before.is_alphabetic() && first.is_alphabetic() => {
            before.is_lowercase() && first.is_uppercase()
        }
        _ => true,
    }
}

/// Whether a word may end before what follows.
fn ends(word: &str, after: &str) -> bool {
    match (word.chars().next_back(), after.chars().next()) {
        (Some(last), Some(next)) if last.is_alphabetic() && next.is_alphabetic() => {
            last.is_lowercase() && next.is_uppercase()
        }
        _ => true,
    }
}
