//! The words that PowerShell hands to a program.
//!
//! Before version 7.3 quotes inside a word are written with a backslash for
//! the program; from then on they are not. A word in which every quote is
//! written so is taken for one of the older kind.

use crate::syntax::powershell::{Argument, Command, as_text};
use crate::syntax::shell::Word;
use crate::syntax::{Data, Spanned};

/// The words of a command and its name; `splatted` gives what a variable holds.
pub(super) fn words(command: &Command, splatted: &dyn Fn(&str) -> Option<Spanned>) -> Vec<Word> {
    let mut words = vec![word(&command.name, command.at)];
    for argument in &command.arguments {
        match argument {
            Argument::Value { value, bare } => added(value, *bare, &mut words),
            Argument::Name(name, at) => words.push(word(&["-", name].concat(), *at)),
            Argument::Splat(name, _) => {
                let Some(value) = splatted(name) else {
                    continue;
                };
                match &value.data {
                    Data::Map(entries) => {
                        for entry in entries {
                            words.push(word(&["-", &entry.key].concat(), entry.at));
                            added(&entry.value, false, &mut words);
                        }
                    }
                    _ => added(&value, false, &mut words),
                }
            }
        }
    }
    words
}

fn added(value: &Spanned, bare: bool, words: &mut Vec<Word>) {
    match &value.data {
        // What was meant by words with commas between them is one word.
        Data::List(items) if bare => {
            let mut one = Word::default();
            for (number, item) in items.iter().enumerate() {
                if number > 0 {
                    one.push(',', item.at);
                }
                one.append(&word(&as_text(item).unwrap_or_default(), item.at));
            }
            words.push(one);
        }
        Data::List(items) => items.iter().for_each(|item| added(item, false, words)),
        Data::Null | Data::Map(_) => {}
        _ => words.push(word(&as_text(value).unwrap_or_default(), value.at)),
    }
}

/// A word as the program gets it.
fn word(text: &str, at: usize) -> Word {
    let mut word = Word::default();
    word.quoted = true;
    let mut before = text.split('"');
    before.next_back();
    let odd = |before: &str| (before.len() - before.trim_end_matches('\\').len()) % 2 == 1;
    let escaped = text.contains('"') && before.all(odd);
    let mut backslashes = 0usize;
    for (byte, c) in text.char_indices() {
        if !escaped {
            word.push(c, at + byte);
            continue;
        }
        if c == '\\' {
            backslashes += 1;
            continue;
        }
        let kept = if c == '"' {
            backslashes / 2
        } else {
            backslashes
        };
        (0..kept).for_each(|_| word.push('\\', at + byte));
        backslashes = 0;
        word.push(c, at + byte);
    }
    (0..backslashes).for_each(|_| word.push('\\', at + text.len()));
    word
}
