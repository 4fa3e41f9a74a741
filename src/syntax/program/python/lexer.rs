//! The words and signs of Python.

use crate::syntax::program::python::expression::piece;
use crate::syntax::program::token::{DEEPEST, Sign, Token, escape, mark, number};
use crate::syntax::program::tree::{Kind, Piece};

const MARKS: &[&str] = &[
    "**=", "//=", "<<=", ">>=", "...", "**", "//", "<<", ">>", "<=", ">=", "==", "!=", "->", ":=",
    "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "@=", "(", ")", "[", "]", "{", "}", ",", ":",
    ".", ";", "=", "+", "-", "*", "/", "%", "&", "|", "^", "~", "<", ">", "@",
];

/// The tokens of a text whose first byte has a number.
pub fn tokens(text: &str, base: usize) -> Vec<Token> {
    let mut lexer = Lexer::new(text, base);
    lexer.session = text.contains(">>> ") || text.contains("In [");
    lexer.run();
    lexer.tokens
}

/// The tokens from a bracket to the one that closes it; else how many bytes were looked at.
pub fn bracketed(text: &str, base: usize) -> Result<Vec<Token>, usize> {
    let mut lexer = Lexer::new(text, base);
    lexer.open = Some(0);
    lexer.run();
    if lexer.open == Some(0) {
        Ok(lexer.tokens)
    } else {
        Err(lexer.at)
    }
}

struct Lexer<'a> {
    text: &'a str,
    base: usize,
    at: usize,
    tokens: Vec<Token>,
    /// Whether lines may begin with the prompt of an interpreter.
    session: bool,
    /// Whether a text in three quotes was found not to end, by its quote.
    unended: [bool; 2],
    /// How many brackets are open, where the text ends with the last of them.
    open: Option<usize>,
}

impl<'a> Lexer<'a> {
    fn new(text: &'a str, base: usize) -> Self {
        Lexer {
            text,
            base,
            at: 0,
            tokens: Vec::new(),
            session: false,
            unended: [false; 2],
            open: None,
        }
    }
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
        self.line();
        while let Some(c) = self.rest().chars().next() {
            let from = self.at;
            match c {
                '\n' => {
                    self.at += 1;
                    self.line();
                }
                '#' => {
                    let length = self.rest().find('\n').unwrap_or(self.rest().len());
                    self.at += length;
                }
                '\\' if self
                    .rest()
                    .trim_start_matches('\\')
                    .trim_start_matches([' ', '\t'])
                    .starts_with('\n') =>
                {
                    let skip = self.rest().find('\n').unwrap_or_default();
                    self.at += skip + 1;
                    self.skip_prompt();
                }
                c if c.is_whitespace() => self.at += c.len_utf8(),
                '\'' | '"' => self.quoted(from, ""),
                c if c.is_ascii_digit() => self.number(from),
                '.' if self
                    .rest()
                    .get(1..)
                    .is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit())) =>
                {
                    self.number(from);
                }
                c if c.is_alphabetic() || c == '_' => self.word(from),
                '\u{2026}' => {
                    self.at += c.len_utf8();
                    self.push(from, Sign::Mark("..."));
                }
                _ => match mark(self.rest(), MARKS) {
                    Some(mark) => {
                        self.at += mark.len();
                        self.push(from, Sign::Mark(mark));
                        if self.closes(mark) {
                            break;
                        }
                    }
                    None => {
                        self.at += c.len_utf8();
                        self.push(from, Sign::Strange);
                    }
                },
            }
        }
        self.push(self.at, Sign::Line(0));
    }
    /// Whether a mark closes the first bracket.
    fn closes(&mut self, mark: &str) -> bool {
        let Some(open) = &mut self.open else {
            return false;
        };
        match mark {
            "(" | "[" | "{" => *open += 1,
            ")" | "]" | "}" => *open = open.saturating_sub(1),
            _ => return false,
        }
        *open == 0 || *open > DEEPEST
    }
    /// The beginning of a line: its indentation, with the prompt of an interpreter as part of it.
    fn line(&mut self) {
        let from = self.at;
        let prompt = self.skip_prompt();
        let rest = self.rest();
        let blank = rest.len() - rest.trim_start_matches([' ', '\t', '\u{c}']).len();
        let indent: usize = rest
            .chars()
            .take(blank)
            .map(|c| if c == '\t' { 4 } else { 1 })
            .sum();
        self.at += blank;
        self.push(from, Sign::Line(prompt + indent));
    }
    fn skip_prompt(&mut self) -> usize {
        if !self.session {
            return 0;
        }
        let rest = self.rest();
        let line = rest.split('\n').next().unwrap_or_default();
        let inside = line.trim_start_matches(' ');
        let indent = line.len() - inside.len();
        let numbered = |word: &str| {
            let number = inside.strip_prefix(word)?;
            let end = number.find("]: ")?;
            let digits = number.get(..end)?;
            digits
                .chars()
                .all(|c| c.is_ascii_digit())
                .then_some(word.len() + end + 3)
        };
        let length = [">>> ", "... ", "...: "]
            .iter()
            .find(|prompt| inside.starts_with(**prompt))
            .map(|prompt| prompt.len())
            .or_else(|| numbered("In ["))
            .or_else(|| numbered("Out["));
        let bare = inside == "..." || inside == ">>>" || inside == "...:";
        let skip = length.or(bare.then_some(inside.len()));
        match skip {
            Some(skip) => {
                self.at += indent + skip;
                // What the interpreter prints stands at the left of what was typed.
                4
            }
            None => 0,
        }
    }
    fn number(&mut self, from: usize) {
        let (digits, length) = number(self.rest());
        self.at += length;
        self.push(from, Sign::Value(Kind::Number(digits)));
    }
    fn word(&mut self, from: usize) {
        let rest = self.rest();
        let length = rest
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(rest.len());
        let word = rest.get(..length).unwrap_or_default().to_owned();
        let behind = rest.get(length..).unwrap_or_default();
        let prefix = word.to_ascii_lowercase();
        if length <= 2
            && behind.starts_with(['\'', '"'])
            && prefix
                .chars()
                .all(|c| matches!(c, 'r' | 'b' | 'f' | 'u' | 't'))
        {
            self.at += length;
            self.quoted(from, &prefix);
            return;
        }
        self.at += length;
        let sign = match word.as_str() {
            "None" => Sign::Value(Kind::Null),
            "True" => Sign::Value(Kind::Flag(true)),
            "False" => Sign::Value(Kind::Flag(false)),
            _ => Sign::Word(word),
        };
        self.push(from, sign);
    }
    /// A text, behind its prefix.
    fn quoted(&mut self, from: usize, prefix: &str) {
        let rest = self.rest();
        let quote = if rest.starts_with('"') { '"' } else { '\'' };
        let three = if quote == '"' { "\"\"\"" } else { "'''" };
        let is_long = rest.starts_with(three);
        let slot = usize::from(quote == '"');
        let open = if is_long { 3 } else { 1 };
        let body = self.at + open;
        if is_long && self.unended.get(slot).copied().unwrap_or_default() {
            self.at = body;
            self.push(from, Sign::Strange);
            return;
        }
        let raw = prefix.contains('r');
        let is_template = prefix.contains(['f', 't']);
        let Some((pieces, end)) = self.pieces(body, quote, is_long, raw, is_template) else {
            if is_long {
                if let Some(slot) = self.unended.get_mut(slot) {
                    *slot = true;
                }
                self.at = body;
            } else {
                let rest = self.rest();
                self.at += rest.find('\n').unwrap_or(rest.len());
            }
            self.push(from, Sign::Strange);
            return;
        };
        self.at = end;
        let kind = match pieces.as_slice() {
            [] => Kind::Text(String::new()),
            [Piece::Text(text)] if prefix.contains('b') => Kind::Bytes(text.clone()),
            [Piece::Text(text)] => Kind::Text(text.clone()),
            _ => Kind::Template(pieces),
        };
        self.push(from, Sign::Value(kind));
    }
    /// The pieces of a text, and the byte behind its closing quote.
    fn pieces(
        &self,
        body: usize,
        quote: char,
        is_long: bool,
        raw: bool,
        is_template: bool,
    ) -> Option<(Vec<Piece>, usize)> {
        let close = if is_long {
            [quote; 3].iter().collect()
        } else {
            quote.to_string()
        };
        let mut pieces = Vec::new();
        let mut out = String::new();
        let mut at = body;
        loop {
            let rest = self.text.get(at..)?;
            if rest.starts_with(&close) {
                at += close.len();
                break;
            }
            let c = rest.chars().next()?;
            if c == '\n' && !is_long {
                return None;
            }
            at += c.len_utf8();
            match c {
                '\\' => {
                    let behind = self.text.get(at..)?;
                    let next = behind.chars().next()?;
                    match escape(behind).filter(|_| !raw) {
                        Some((c, length)) => {
                            out.extend(c);
                            at += length;
                        }
                        None => {
                            out.push('\\');
                            out.push(next);
                            at += next.len_utf8();
                        }
                    }
                }
                '{' | '}' if is_template && self.text.get(at..)?.starts_with(c) => {
                    out.push(c);
                    at += 1;
                }
                '{' if is_template => {
                    let (expression, format, end) = piece(self.text, at, self.base)?;
                    if !out.is_empty() {
                        pieces.push(Piece::Text(std::mem::take(&mut out)));
                    }
                    pieces.push(Piece::Value(expression, format));
                    at = end;
                }
                c => out.push(c),
            }
        }
        if !out.is_empty() {
            pieces.push(Piece::Text(out));
        }
        Some((pieces, at))
    }
}
