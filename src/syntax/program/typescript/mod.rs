//! TypeScript and JavaScript, whole or in pieces, as far as constructs and requests need it.
//!
//! Types are passed over. A statement that cannot be read is left out up to its
//! end; what stands in its braces is read by itself, so that no call is lost.

mod expression;
mod lexer;
mod statement;

use super::token::{Cursor, Token};
use super::tree::Statement;

/// Deeper nesting than any program has.
const DEEPEST: usize = 64;
/// More operators, members and calls in a row than any program has.
const LONGEST_CHAIN: usize = 300;

/// Reads the statements of a text from a byte on.
pub fn statements(text: &str, begin: usize) -> Vec<Statement> {
    let tokens = lexer::tokens(text.get(begin..).unwrap_or_default(), begin);
    let mut parser = Parser::new(&tokens);
    let mut statements = Vec::new();
    while parser.cursor.peek().is_some() {
        statements.extend(parser.block());
        // A brace too many.
        parser.cursor.next += 1;
    }
    statements
}

struct Parser<'a> {
    cursor: Cursor<'a>,
    depth: usize,
    /// How many tokens may still be read a second time.
    left: usize,
}

impl<'a> Parser<'a> {
    fn new(tokens: &'a [Token]) -> Self {
        Parser {
            cursor: Cursor { tokens, next: 0 },
            depth: 0,
            left: tokens.len() * 12 + 1000,
        }
    }
    /// Reads something that may not be there: if it is not, nothing was taken.
    fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let before = (self.cursor.next, self.depth);
        let found = read(self);
        if found.is_none() {
            self.left = self
                .left
                .saturating_sub(self.cursor.next.saturating_sub(before.0));
            (self.cursor.next, self.depth) = before;
            if self.left == 0 {
                // Reading the same again and again comes to nothing.
                self.cursor.next = self.cursor.tokens.len();
            }
        }
        found
    }
    /// Reads something one level deeper.
    fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        if self.depth >= DEEPEST {
            return None;
        }
        self.depth += 1;
        let found = read(self);
        self.depth -= 1;
        found
    }
}
