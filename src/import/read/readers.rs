//! The notations that can be read, in the order in which they are tried.
//!
//! A reader decides by an input's content and name whether it is its own. It may
//! take other inputs with it: the files that a script names, the files of a folder.

use super::call::Reading;
use super::{cloudformation, json, program, shell, table, terraform};
use crate::catalogue::plural;
use crate::syntax::Sources;

/// An input that was read, and what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// Its position.
    pub input: usize,
    /// What it was: `3 AWS CLI commands, bash`.
    pub text: String,
}

/// Reads the input at a position, and others with it. Gives every input that it read.
///
/// Offsets count over all inputs: [`crate::syntax::Piece::begin`] is that of a text's first byte.
pub type Reader = fn(&Sources, usize, &mut Reading) -> Vec<Read>;

/// Every notation. The first that finds something in an input has it.
pub const READERS: &[Reader] = &[
    // A template holds maps that look like requests, and commands hold JSON of their own.
    cloudformation::read,
    terraform::read,
    shell::read,
    program::read,
    json::read,
    table::read,
];

/// Readers that also read an input in which another one found something: a page
/// may show commands and then the same as a script.
const BESIDE: &[Reader] = &[program::read];

/// Reads each input by the first reader that finds something in it.
///
/// Calls are in the order of the inputs, whatever read them.
pub fn read(sources: &Sources, reading: &mut Reading) -> Vec<Read> {
    let count = sources.pieces().count();
    let mut all: Vec<Read> = Vec::new();
    for reader in READERS {
        for number in 0..count {
            let is_beside = BESIDE
                .iter()
                .any(|beside| std::ptr::fn_addr_eq(*beside, *reader));
            if !is_beside && all.iter().any(|read| read.input == number) {
                continue;
            }
            reading.input = number;
            for read in reader(sources, number, reading) {
                match all.iter_mut().find(|known| known.input == read.input) {
                    Some(known) if is_beside => {
                        known.text.push_str("; ");
                        known.text.push_str(&read.text);
                    }
                    Some(_) => {}
                    None => all.push(read),
                }
            }
        }
    }
    reading.calls.sort_by_key(|call| call.input);
    all.sort_by_key(|read| read.input);
    all
}

/// A count with its noun: `3 resources`.
pub fn counted(count: usize, noun: &str) -> String {
    format!("{count} {}", plural(noun, count))
}
