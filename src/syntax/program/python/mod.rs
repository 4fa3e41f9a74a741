//! Python, of any version, whole or in pieces: scripts, single calls, sessions
//! with `>>>`, code among prose and in Markdown.
//!
//! A line that is no Python is left out and the next one is tried, so that prose
//! does no harm. Inside a call that someone asks for, what cannot be read is
//! left out by itself.

mod arguments;
mod collection;
mod expression;
mod lexer;
mod statement;

use super::token::{Cursor, Parse};
use super::tree::{Expression, Statement};

/// Reads the statements of a text from a byte on; and the byte from which on it gave up, if it did.
///
/// `wanted` says by the last name of what is called which calls must not be lost.
pub fn statements(
    text: &str,
    begin: usize,
    wanted: &dyn Fn(&str) -> bool,
) -> (Vec<Statement>, Option<usize>) {
    let tokens = lexer::tokens(text.get(begin..).unwrap_or_default(), begin);
    let mut parser = Parser::new(&tokens, wanted);
    let statements = parser.block(None);
    (statements, parser.cursor.given_up)
}

/// Reads the expression in brackets that begins at a byte, and the byte behind it; else how
/// many bytes were looked at.
pub fn expression(text: &str, at: usize) -> Result<(Expression, usize), usize> {
    let tokens = lexer::bracketed(text.get(at..).unwrap_or_default(), at)?;
    let mut parser = Parser::new(&tokens, &|_| false);
    parser.brackets = 1;
    let found = parser.expression();
    let end = parser.cursor.end();
    match found {
        Some(expression) => Ok((expression, end)),
        None => Err(end.saturating_sub(at)),
    }
}

struct Parser<'a> {
    cursor: Cursor<'a>,
    wanted: &'a dyn Fn(&str) -> bool,
    /// How many brackets are open: line ends count outside only.
    brackets: usize,
    /// How many calls are open of which nothing may be lost.
    kept: usize,
}

impl<'a> Parse<'a> for Parser<'a> {
    fn cursor(&mut self) -> &mut Cursor<'a> {
        &mut self.cursor
    }
}

impl<'a> Parser<'a> {
    fn new(tokens: &'a [super::token::Token], wanted: &'a dyn Fn(&str) -> bool) -> Self {
        Parser {
            cursor: Cursor::new(tokens, 4),
            wanted,
            brackets: 0,
            kept: 0,
        }
    }
}
