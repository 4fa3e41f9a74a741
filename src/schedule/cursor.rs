//! A place in a text: reads bytes one after the other and knows where it is.
//!
//! Every parser of this module reads through it, so that every finding can
//! name the bytes it is about. Does not know any grammar.

use std::ops::Range;

/// A reader over `text`, which starts at byte `base` of the whole field.
pub(crate) struct Cursor<'a> {
    text: &'a str,
    base: usize,
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(crate) fn new(text: &'a str, base: usize) -> Cursor<'a> {
        Cursor { text, base, at: 0 }
    }

    pub(crate) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    pub(crate) fn done(&self) -> bool {
        self.at >= self.text.len()
    }

    /// Takes the byte if it comes next.
    pub(crate) fn eat(&mut self, byte: u8) -> bool {
        let hit = self.peek() == Some(byte);
        self.at += usize::from(hit);
        hit
    }

    /// Takes the byte, in either case.
    pub(crate) fn eat_letter(&mut self, upper: u8) -> bool {
        let hit = self
            .peek()
            .is_some_and(|byte| byte.eq_ignore_ascii_case(&upper));
        self.at += usize::from(hit);
        hit
    }

    /// Takes bytes as long as they are such.
    pub(crate) fn take_while(&mut self, such: fn(&u8) -> bool) -> &'a str {
        let start = self.at;
        while self.peek().is_some_and(|byte| such(&byte)) {
            self.at += 1;
        }
        self.text.get(start..self.at).unwrap_or("")
    }

    /// Takes a whole number; `u32::MAX` stands for anything larger. None
    /// without a digit.
    pub(crate) fn number(&mut self) -> Option<u32> {
        let digits = self.take_while(u8::is_ascii_digit);
        if digits.is_empty() {
            return None;
        }
        Some(digits.bytes().fold(0u32, |sum, digit| {
            sum.saturating_mul(10)
                .saturating_add(u32::from(digit - b'0'))
        }))
    }

    /// Takes exactly so many digits.
    pub(crate) fn digits(&mut self, count: usize) -> Option<u32> {
        let part = self.text.get(self.at..self.at + count)?;
        if !part.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        self.number_of(part)
    }

    fn number_of(&mut self, part: &str) -> Option<u32> {
        self.at += part.len();
        part.parse().ok()
    }

    /// What is left.
    pub(crate) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// Bytes read so far.
    pub(crate) fn read(&self) -> usize {
        self.at
    }

    /// Goes back one byte.
    pub(crate) fn back(&mut self) {
        self.at = self.at.saturating_sub(1);
    }

    /// The span from here to the end, in the whole field.
    pub(crate) fn rest_span(&self) -> Range<usize> {
        self.base + self.at..self.base + self.text.len()
    }
}
