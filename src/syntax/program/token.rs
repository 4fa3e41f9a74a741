//! The words and signs that a program is made of, and a cursor over them.

use super::tree::{Kind, Operator};

/// A word or sign and the bytes that it spans.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// The byte at which it begins.
    pub at: usize,
    /// The byte behind it.
    pub end: usize,
    /// What it is.
    pub sign: Sign,
}

/// What a token is.
#[derive(Debug, Clone, PartialEq)]
pub enum Sign {
    /// A name or keyword.
    Word(String),
    /// A value that is written out.
    Value(Kind),
    /// A sign of one to four characters.
    Mark(&'static str),
    /// The end of a line; how far the next line is indented.
    Line(usize),
    /// What no program has.
    Strange,
}

/// Deeper nesting than any program has.
pub const DEEPEST: usize = 64;
/// More operators, members and calls in a row than any program has.
pub const LONGEST_CHAIN: usize = 300;

/// A place among tokens.
#[derive(Debug)]
pub struct Cursor<'a> {
    /// All tokens.
    pub tokens: &'a [Token],
    /// The number of the next one.
    pub next: usize,
    /// How deep what is being read is nested.
    pub depth: usize,
    /// The byte from which on nothing was read, as too much was read again and again.
    pub given_up: Option<usize>,
    /// How many tokens may still be read a second time.
    left: usize,
}

/// What reads tokens, of whatever language.
pub trait Parse<'a>: Sized {
    /// The place among the tokens.
    fn cursor(&mut self) -> &mut Cursor<'a>;
    /// Reads something one level deeper, unless that is too deep.
    fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        if self.cursor().depth >= DEEPEST {
            return None;
        }
        self.cursor().depth += 1;
        let found = read(self);
        self.cursor().depth -= 1;
        found
    }
}

impl<'a> Cursor<'a> {
    /// The beginning of tokens, each of which may be read a second time so many times on average.
    pub fn new(tokens: &'a [Token], again: usize) -> Self {
        Cursor {
            tokens,
            next: 0,
            depth: 0,
            given_up: None,
            left: tokens.len() * again + 1000,
        }
    }
    /// Counts tokens that will be read a second time; passes over all that is left when they are too many.
    pub fn again(&mut self, tokens: usize) {
        self.left = self.left.saturating_sub(tokens);
        if self.left == 0 {
            let at = self.at();
            self.given_up.get_or_insert(at);
            self.next = self.tokens.len();
        }
    }
    /// The next token.
    pub fn peek(&self) -> Option<&'a Token> {
        self.tokens.get(self.next)
    }
    /// The token behind the next ones.
    pub fn ahead(&self, by: usize) -> Option<&'a Token> {
        self.tokens.get(self.next + by)
    }
    /// The byte at which the next token begins.
    pub fn at(&self) -> usize {
        self.peek()
            .or(self.tokens.last())
            .map_or(0, |token| token.at)
    }
    /// The byte behind the last token that was taken.
    pub fn end(&self) -> usize {
        let last = self
            .next
            .checked_sub(1)
            .and_then(|last| self.tokens.get(last));
        last.map_or(0, |token| token.end)
    }
    /// Whether the next token is a mark.
    pub fn is(&self, mark: &str) -> bool {
        matches!(self.peek(), Some(Token { sign: Sign::Mark(own), .. }) if *own == mark)
    }
    /// Whether the next token is a word.
    pub fn is_word(&self, word: &str) -> bool {
        self.word() == Some(word)
    }
    /// The next token, if it is a word.
    pub fn word(&self) -> Option<&'a str> {
        match self.peek() {
            Some(Token {
                sign: Sign::Word(word),
                ..
            }) => Some(word),
            _ => None,
        }
    }
    /// Takes a mark.
    pub fn take(&mut self, mark: &str) -> bool {
        let found = self.is(mark);
        self.next += usize::from(found);
        found
    }
    /// Takes a word.
    pub fn take_word(&mut self, word: &str) -> bool {
        let found = self.is_word(word);
        self.next += usize::from(found);
        found
    }
    /// Takes any word.
    pub fn any_word(&mut self) -> Option<&'a str> {
        let word = self.word()?;
        self.next += 1;
        Some(word)
    }
}

/// The longest mark that a text begins with.
pub fn mark(text: &str, marks: &[&'static str]) -> Option<&'static str> {
    marks.iter().find(|mark| text.starts_with(**mark)).copied()
}

/// The operator between two values that a mark is, and how strongly it binds.
pub fn binary(mark: &str) -> Option<(Operator, u8)> {
    Some(match mark {
        "||" => (Operator::Or, 1),
        "??" => (Operator::Otherwise, 1),
        "&&" => (Operator::And, 2),
        "==" | "===" => (Operator::Equal, 4),
        "!=" | "!==" => (Operator::Unequal, 4),
        "<" => (Operator::Less, 4),
        "<=" => (Operator::AtMost, 4),
        ">" => (Operator::More, 4),
        ">=" => (Operator::AtLeast, 4),
        "|" => (Operator::Bar, 5),
        "^" => (Operator::Other, 6),
        "&" => (Operator::Other, 7),
        "<<" | ">>" | ">>>" => (Operator::Other, 8),
        "+" => (Operator::Plus, 9),
        "-" => (Operator::Minus, 9),
        "*" => (Operator::Times, 10),
        "/" => (Operator::Over, 10),
        "//" => (Operator::Whole, 10),
        "%" => (Operator::Rest, 10),
        "@" => (Operator::Other, 10),
        "**" => (Operator::Other, 11),
        _ => return None,
    })
}

/// A number in decimal digits, and how many bytes it takes.
pub fn number(text: &str) -> (String, usize) {
    let radix = match text.get(..2).map(str::to_ascii_lowercase).as_deref() {
        Some("0x") => 16,
        Some("0b") => 2,
        Some("0o") => 8,
        _ => 10,
    };
    if radix != 10 {
        let digits = text.get(2..).unwrap_or_default();
        let length = digits
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .unwrap_or(digits.len());
        let plain = digits.get(..length).unwrap_or_default().replace('_', "");
        let value = u64::from_str_radix(&plain, radix).unwrap_or_default();
        return (value.to_string(), length + 2);
    }
    let mut length = 0;
    let mut before = ' ';
    for c in text.chars() {
        let sign = (c == '-' || c == '+') && matches!(before, 'e' | 'E');
        let point = c == '.' && !text.get(length + 1..).is_some_and(|r| r.starts_with('.'));
        if !(c.is_ascii_alphanumeric() || c == '_' || sign || point) {
            break;
        }
        before = c;
        length += c.len_utf8();
    }
    let plain = text.get(..length).unwrap_or_default().replace('_', "");
    (
        plain.trim_end_matches(['n', 'L', 'l', 'j']).to_owned(),
        length,
    )
}

/// The character that an escape behind a backslash means, which Python and JavaScript share.
///
/// Takes the text behind the backslash; gives the character, `None` for a line
/// that goes on, and how many bytes it takes. An escape of no meaning is `None`.
pub fn escape(text: &str) -> Option<(Option<char>, usize)> {
    let c = text.chars().next()?;
    let plain = |c: char| Some((Some(c), 1));
    match c {
        'n' => plain('\n'),
        't' => plain('\t'),
        'r' => plain('\r'),
        'b' => plain('\u{8}'),
        'f' => plain('\u{c}'),
        'v' => plain('\u{b}'),
        'a' => plain('\u{7}'),
        '0' if !text
            .get(1..)
            .is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit())) =>
        {
            plain('\0')
        }
        '\\' | '\'' | '"' => plain(c),
        '\n' => Some((None, 1)),
        'x' => coded(text, 1, 2),
        'u' if text.starts_with("u{") => {
            let end = text.find('}')?;
            let digits = text.get(2..end)?;
            let value = u32::from_str_radix(digits, 16).ok()?;
            Some((Some(char::from_u32(value).unwrap_or('\u{fffd}')), end + 1))
        }
        'u' => {
            let (first, length) = coded(text, 1, 4)?;
            let high = u16::from_str_radix(text.get(1..5)?, 16).ok()?;
            let rest = text.get(length..)?;
            if (0xD800..0xDC00).contains(&high)
                && let Some(low) = rest.strip_prefix("\\u").and_then(|r| r.get(..4))
                && let Ok(low) = u16::from_str_radix(low, 16)
                && let Some(Ok(pair)) = char::decode_utf16([high, low]).next()
            {
                return Some((Some(pair), length + 6));
            }
            Some((first, length))
        }
        'U' => coded(text, 1, 8),
        _ => None,
    }
}

fn coded(text: &str, from: usize, digits: usize) -> Option<(Option<char>, usize)> {
    let written = text.get(from..from + digits)?;
    let value = u32::from_str_radix(written, 16).ok()?;
    let c = char::from_u32(value).unwrap_or('\u{fffd}');
    Some((Some(c), from + digits))
}
