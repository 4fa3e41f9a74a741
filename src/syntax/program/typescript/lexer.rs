//! The words and signs of TypeScript and JavaScript.

use super::Parser;
use crate::syntax::program::token::{Sign, Token, escape, mark, number};
use crate::syntax::program::tree::{Kind, Piece};

const MARKS: &[&str] = &[
    "===", "!==", "**=", "...", "??=", "||=", "&&=", ">>>", "=>", "==", "!=", "<=", ">=", "&&",
    "||", "??", "?.", "++", "--", "+=", "-=", "*=", "/=", "%=", "**", "(", ")", "[", "]", "{", "}",
    ",", ";", ":", ".", "?", "=", "+", "-", "*", "/", "%", "&", "|", "^", "~", "!", "<", ">", "@",
];

/// The tokens of a text whose first byte has a number.
pub fn tokens(text: &str, base: usize) -> Vec<Token> {
    let mut lexer = Lexer {
        text,
        base,
        at: 0,
        tokens: Vec::new(),
        unended: false,
        depth: 0,
    };
    lexer.run();
    lexer.tokens
}

struct Lexer<'a> {
    text: &'a str,
    base: usize,
    at: usize,
    tokens: Vec<Token>,
    /// Whether a template was found not to end.
    unended: bool,
    /// How deep templates stand in templates.
    depth: usize,
}

impl Lexer<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }
    fn push(&mut self, from: usize, sign: Sign) {
        self.tokens.push(Token {
            at: self.base + from,
            end: self.base + self.at,
            sign,
        });
    }
    fn run(&mut self) {
        while let Some(c) = self.rest().chars().next() {
            let from = self.at;
            match c {
                '\n' => {
                    self.at += 1;
                    self.push(from, Sign::Line(0));
                }
                '/' if self.rest().starts_with("//") => {
                    self.at += self.rest().find('\n').unwrap_or(self.rest().len());
                }
                '/' if self.rest().starts_with("/*") => {
                    let end = self.rest().find("*/").map(|at| at + 2);
                    self.at += end.unwrap_or(self.rest().len());
                }
                c if c.is_whitespace() => self.at += c.len_utf8(),
                '\'' | '"' => self.quoted(from, c),
                '`' => self.template(from),
                '/' if self.begins_value() => self.pattern(from),
                c if c.is_ascii_digit() => {
                    let (digits, length) = number(self.rest());
                    self.at += length;
                    self.push(from, Sign::Value(Kind::Number(digits)));
                }
                c if c.is_alphabetic() || matches!(c, '_' | '$' | '#') => self.word(from),
                _ => match mark(self.rest(), MARKS) {
                    Some(mark) => {
                        self.at += mark.len();
                        self.push(from, Sign::Mark(mark));
                    }
                    None => {
                        self.at += c.len_utf8();
                        self.push(from, Sign::Strange);
                    }
                },
            }
        }
    }
    /// Whether a value may begin here: `/` is a pattern then, no division.
    fn begins_value(&self) -> bool {
        let mut before = self.tokens.iter().rev().map(|token| &token.sign);
        match before.find(|sign| !matches!(sign, Sign::Line(_))) {
            Some(Sign::Mark(mark)) => !matches!(*mark, ")" | "]" | "}"),
            Some(Sign::Word(word)) => word == "return",
            Some(_) => false,
            None => true,
        }
    }
    /// A regular expression, which means nothing here.
    fn pattern(&mut self, from: usize) {
        let mut inside = false;
        let mut escaped = false;
        let mut length = None;
        for (at, c) in self.rest().char_indices().skip(1) {
            match c {
                '\n' => break,
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '[' => inside = true,
                ']' => inside = false,
                '/' if !inside => {
                    length = Some(at + 1);
                    break;
                }
                _ => {}
            }
        }
        match length {
            Some(length) => {
                self.at += length;
                self.push(from, Sign::Value(Kind::Unread));
            }
            None => {
                self.at += 1;
                self.push(from, Sign::Mark("/"));
            }
        }
    }
    fn word(&mut self, from: usize) {
        let rest = self.rest();
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '#');
        let length = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
        let word = rest.get(..length).unwrap_or_default().to_owned();
        self.at += length;
        let sign = match word.as_str() {
            "null" | "undefined" => Sign::Value(Kind::Null),
            "true" => Sign::Value(Kind::Flag(true)),
            "false" => Sign::Value(Kind::Flag(false)),
            _ => Sign::Word(word),
        };
        self.push(from, sign);
    }
    fn quoted(&mut self, from: usize, quote: char) {
        let mut out = String::new();
        let mut at = self.at + 1;
        let end = loop {
            let Some(c) = self.text.get(at..).and_then(|rest| rest.chars().next()) else {
                break None;
            };
            at += c.len_utf8();
            match c {
                '\n' => break None,
                '\\' => at += self.escaped(at, &mut out),
                c if c == quote => break Some(at),
                c => out.push(c),
            }
        };
        match end {
            Some(end) => {
                self.at = end;
                self.push(from, Sign::Value(Kind::Text(out)));
            }
            None => {
                self.at += self.rest().find('\n').unwrap_or(self.rest().len());
                self.push(from, Sign::Strange);
            }
        }
    }
    /// What stands behind a backslash, and how many bytes it takes.
    fn escaped(&self, at: usize, out: &mut String) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        match escape(rest) {
            Some((c, length)) => {
                out.extend(c);
                length
            }
            None => {
                let c = rest.chars().next();
                out.extend(c);
                c.map_or(0, char::len_utf8)
            }
        }
    }
    fn template(&mut self, from: usize) {
        let found = if self.unended { None } else { self.pieces() };
        match found {
            Some((pieces, end)) => {
                self.at = end;
                let kind = match pieces.as_slice() {
                    [] => Kind::Text(String::new()),
                    [Piece::Text(text)] => Kind::Text(text.clone()),
                    _ => Kind::Template(pieces),
                };
                self.push(from, Sign::Value(kind));
            }
            None => {
                self.unended = true;
                self.at += 1;
                self.push(from, Sign::Strange);
            }
        }
    }
    /// The pieces of a template, and the byte behind its closing quote.
    fn pieces(&self) -> Option<(Vec<Piece>, usize)> {
        let mut pieces = Vec::new();
        let mut out = String::new();
        let mut at = self.at + 1;
        loop {
            let rest = self.text.get(at..)?;
            let c = rest.chars().next()?;
            at += c.len_utf8();
            match c {
                '`' => break,
                '\\' => at += self.escaped(at, &mut out),
                '$' if rest.starts_with("${") => {
                    at += 1;
                    let end = self.closing(at)?;
                    if !out.is_empty() {
                        pieces.push(Piece::Text(std::mem::take(&mut out)));
                    }
                    let mut lexer = Lexer {
                        text: self.text.get(..end)?,
                        base: self.base,
                        at,
                        tokens: Vec::new(),
                        unended: self.depth > 8,
                        depth: self.depth + 1,
                    };
                    lexer.run();
                    let mut parser = Parser::new(&lexer.tokens);
                    let value = parser.expression()?;
                    pieces.push(Piece::Value(value, String::new()));
                    at = end + 1;
                }
                c => out.push(c),
            }
        }
        if !out.is_empty() {
            pieces.push(Piece::Text(out));
        }
        Some((pieces, at))
    }
    /// The brace that closes the one before a byte.
    fn closing(&self, from: usize) -> Option<usize> {
        let mut depth = 0usize;
        let mut quote = None;
        let mut escaped = false;
        for (offset, c) in self.text.get(from..)?.char_indices() {
            match (quote, c) {
                _ if escaped => escaped = false,
                (_, '\\') => escaped = true,
                (Some(open), c) if c == open => quote = None,
                (Some(_), _) => {}
                (None, '\'' | '"' | '`') => quote = Some(c),
                (None, '{') => depth += 1,
                (None, '}') if depth == 0 => return Some(from + offset),
                (None, '}') => depth -= 1,
                _ => {}
            }
        }
        None
    }
}
