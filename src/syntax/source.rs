//! Texts with their names, and places in them as people count them.

use std::ops::Range;

/// Texts laid end to end, so that one byte offset says which text and where in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sources {
    text: String,
    all: Vec<Source>,
}

/// One of the texts.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Source {
    name: String,
    /// Its first byte, and the one behind its last.
    begin: usize,
    end: usize,
    /// The byte at which each line begins.
    lines: Vec<usize>,
}

/// One of several texts that are read together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<'a> {
    /// The name of its file; empty for a pasted text.
    pub name: &'a str,
    /// The text, without a byte order mark and with `\n` as its only line break.
    pub text: &'a str,
    /// The offset of its first byte.
    pub begin: usize,
    /// Everything up to its end: a reader that takes its places from here needs no other offset.
    pub whole: &'a str,
}

/// A place in a text, counted from 1; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// Something that a reader could not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The byte at which it begins.
    pub at: usize,
    /// What is wrong, in a sentence without a full stop.
    pub message: String,
    /// Whether it was read as what was meant.
    pub repaired: bool,
}

/// Beyond so many bytes the columns of a line count bytes.
const LONG_LINE: usize = 4096;

impl Sources {
    /// Adds a text under a name. Line breaks of all systems count as one line break.
    pub fn add(&mut self, name: impl Into<String>, text: &str) {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let begin = self.text.len();
        if text.contains('\r') {
            self.text
                .push_str(&text.replace("\r\n", "\n").replace('\r', "\n"));
        } else {
            self.text.push_str(text);
        }
        let end = self.text.len();
        let added = self.text.get(begin..).unwrap_or_default().bytes();
        let breaks = added.enumerate().filter(|(_, byte)| *byte == b'\n');
        let lines = std::iter::once(begin)
            .chain(breaks.map(|(at, _)| begin + at + 1))
            .collect();
        self.all.push(Source {
            name: name.into(),
            begin,
            end,
            lines,
        });
        self.text.push('\n');
    }
    /// The same texts with blanks in place of some ranges; every other byte keeps its place.
    pub fn without(&self, ranges: &[Range<usize>]) -> Sources {
        let mut text = self.text.clone();
        for range in ranges {
            let Some(old) = self.text.get(range.clone()) else {
                continue;
            };
            let mut blank = String::with_capacity(old.len());
            for c in old.chars() {
                match c {
                    '\n' => blank.push(c),
                    c => blank.push_str(&" ".repeat(c.len_utf8())),
                }
            }
            text.replace_range(range.clone(), &blank);
        }
        Sources {
            text,
            all: self.all.clone(),
        }
    }
    /// The texts in their order.
    pub fn pieces(&self) -> impl Iterator<Item = Piece<'_>> {
        self.all.iter().map(|source| Piece {
            name: &source.name,
            text: self.text.get(source.begin..source.end).unwrap_or_default(),
            begin: source.begin,
            whole: self.text.get(..source.end).unwrap_or_default(),
        })
    }
    /// The text at a position.
    pub fn piece(&self, number: usize) -> Option<Piece<'_>> {
        self.pieces().nth(number)
    }
    /// The position of the text that a byte is in, and its place there.
    pub fn place(&self, at: usize) -> (usize, Position) {
        let number = self.all.partition_point(|source| source.begin <= at).max(1) - 1;
        let position = self.all.get(number).map(|source| {
            let line = source.lines.partition_point(|begin| *begin <= at).max(1);
            let begin = source.lines.get(line - 1).copied().unwrap_or_default();
            let before = self.text.get(begin..at).unwrap_or_default();
            // In a line that no person reads, counting bytes is near enough.
            let column = if before.len() > LONG_LINE {
                before.len()
            } else {
                before.chars().count()
            };
            Position {
                line,
                column: column + 1,
            }
        });
        let first = Position { line: 1, column: 1 };
        (number, position.unwrap_or(first))
    }
}

impl Piece<'_> {
    /// The last component of its name.
    pub fn file_name(&self) -> &str {
        file_name(self.name)
    }
    /// Whether its name ends so: `.json`, in any case.
    pub fn is_named(&self, ends: &[&str]) -> bool {
        let name = self.name.to_ascii_lowercase();
        ends.iter().any(|end| name.ends_with(end))
    }
}

/// The last component of a path of any system.
pub fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or_default()
}
