//! A text with its name, and places in it as people count them.

/// A text that is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The name of its file; empty for a pasted text.
    pub name: String,
    /// The text, without a byte order mark.
    pub text: String,
    /// The byte at which each line begins.
    lines: Vec<usize>,
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

impl Source {
    /// A text under a name. Line breaks of all systems count as one line break.
    pub fn new(name: impl Into<String>, text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let text = if text.contains('\r') {
            text.replace("\r\n", "\n").replace('\r', "\n")
        } else {
            text.to_owned()
        };
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let lines = std::iter::once(0)
            .chain(ends.map(|(at, _)| at + 1))
            .collect();
        Source {
            name: name.into(),
            text,
            lines,
        }
    }
    /// The place of a byte.
    pub fn position(&self, at: usize) -> Position {
        let line = self.lines.partition_point(|begin| *begin <= at).max(1);
        let begin = self.lines.get(line - 1).copied().unwrap_or_default();
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
    }
}
