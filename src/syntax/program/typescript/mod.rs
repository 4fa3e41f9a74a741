//! TypeScript and JavaScript, whole or in pieces, as far as constructs and requests need it.
//!
//! Types are passed over. A statement that cannot be read is left out up to its
//! end; what stands in its braces is read by itself, so that no call is lost.

mod expression;
mod function;
mod lexer;
mod statement;
mod types;

use super::token::{Cursor, Parse, Token};
use super::tree::Statement;

/// Reads the statements of a text from a byte on; and the byte from which on it gave up, if it did.
pub fn statements(text: &str, begin: usize) -> (Vec<Statement>, Option<usize>) {
    let tokens = lexer::tokens(text.get(begin..).unwrap_or_default(), begin);
    let mut parser = Parser::new(&tokens);
    let mut statements = Vec::new();
    while parser.cursor.peek().is_some() {
        statements.extend(parser.block());
        // A brace too many.
        parser.cursor.next += 1;
    }
    (statements, parser.cursor.given_up)
}

struct Parser<'a> {
    cursor: Cursor<'a>,
}

impl<'a> Parse<'a> for Parser<'a> {
    fn cursor(&mut self) -> &mut Cursor<'a> {
        &mut self.cursor
    }
}

impl<'a> Parser<'a> {
    fn new(tokens: &'a [Token]) -> Self {
        Parser {
            cursor: Cursor::new(tokens, 12),
        }
    }
    /// Reads something that may not be there: if it is not, nothing was taken.
    fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let before = (self.cursor.next, self.cursor.depth);
        let found = read(self);
        if found.is_none() {
            let taken = self.cursor.next.saturating_sub(before.0);
            (self.cursor.next, self.cursor.depth) = before;
            self.cursor.again(taken);
        }
        found
    }
}
