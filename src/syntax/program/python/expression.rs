//! Expressions of Python.

use super::Parser;
use super::lexer::tokens;
use crate::syntax::program::token::{LONGEST_CHAIN, Parse, Sign, binary};
use crate::syntax::program::tree::{
    Expression, Function, Kind, Operator, Parameter, Piece, Spread, Statement,
};
use std::rc::Rc;

/// Words that no value begins with.
const KEYWORDS: &[&str] = &[
    "if", "else", "elif", "for", "in", "is", "and", "or", "while", "def", "class", "return",
    "import", "from", "as", "with", "try", "except", "finally", "raise", "pass", "break",
    "continue", "del", "global", "nonlocal", "assert", "async",
];

/// The value inside a text that begins behind `{`: its expression, its format and the byte behind `}`.
pub fn piece(text: &str, from: usize, base: usize) -> Option<(Expression, String, usize)> {
    let mut depth = 0usize;
    let mut quote = None;
    let mut colon = None;
    let mut end = None;
    for (offset, c) in text.get(from..)?.char_indices() {
        let at = from + offset;
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), '\n') => return None,
            (Some(_), _) => {}
            (None, '\'' | '"') if colon.is_none() => quote = Some(c),
            (None, '(' | '[' | '{') => depth += 1,
            (None, '}') if depth == 0 => {
                end = Some(at);
                break;
            }
            (None, ')' | ']' | '}') => depth = depth.checked_sub(1)?,
            (None, ':') if depth == 0 && colon.is_none() => colon = Some(at),
            _ => {}
        }
    }
    let end = end?;
    let inside = text.get(from..colon.unwrap_or(end))?;
    let format = colon.map_or("", |colon| text.get(colon + 1..end).unwrap_or_default());
    let mut plain = inside;
    for conversion in ["!r", "!s", "!a"] {
        plain = plain.trim_end().strip_suffix(conversion).unwrap_or(plain);
    }
    let plain = plain.trim_end();
    let plain = plain
        .strip_suffix('=')
        .filter(|p| !p.ends_with(['=', '!', '<', '>']))
        .unwrap_or(plain);
    let tokens = tokens(plain, base + from);
    let mut parser = Parser::new(&tokens, &|_| false);
    parser.brackets = 1;
    let expression = parser.expression()?;
    Some((expression, format.to_owned(), end + 1))
}

impl Parser<'_> {
    /// Line ends mean nothing inside brackets.
    pub(super) fn lines(&mut self) {
        if self.brackets > 0 {
            while matches!(self.cursor.peek().map(|t| &t.sign), Some(Sign::Line(_)))
                && self.cursor.next + 1 < self.cursor.tokens.len()
            {
                self.cursor.next += 1;
            }
        }
    }
    pub(super) fn is(&mut self, mark: &str) -> bool {
        self.lines();
        self.cursor.is(mark)
    }
    pub(super) fn take(&mut self, mark: &str) -> bool {
        self.lines();
        self.cursor.take(mark)
    }
    pub(super) fn take_word(&mut self, word: &str) -> bool {
        self.lines();
        self.cursor.take_word(word)
    }

    /// A value, with a condition behind it or a function without a name.
    pub(super) fn expression(&mut self) -> Option<Expression> {
        self.nested(Parser::whole)
    }
    fn whole(&mut self) -> Option<Expression> {
        self.lines();
        let at = self.cursor.at();
        if self.take_word("lambda") {
            return self.lambda(at);
        }
        if self.take_word("await") || self.take_word("yield") {
            let _ = self.take_word("from");
        }
        let mut value = self.operation(0)?;
        if self.is(":=") && matches!(value.kind, Kind::Name(_)) {
            self.cursor.next += 1;
            value = self.expression()?;
        }
        if self.take_word("if") {
            let condition = self.operation(0)?;
            let no = if self.take_word("else") {
                self.expression()?
            } else {
                return None;
            };
            let end = no.end;
            let kind = Kind::Choice(Box::new(condition), Box::new(value), Box::new(no));
            return Some(Expression::new(at, end, kind));
        }
        Some(value)
    }
    fn lambda(&mut self, at: usize) -> Option<Expression> {
        let parameters = self.parameters(":")?;
        let value = self.expression()?;
        let end = value.end;
        let function = Function {
            name: String::new(),
            parameters,
            body: vec![Statement::Return(Some(value))],
        };
        Some(Expression::new(at, end, Kind::Function(Rc::new(function))))
    }
    /// Parameters up to a mark, which is taken.
    pub(super) fn parameters(&mut self, end: &str) -> Option<Vec<Parameter>> {
        let mut parameters = Vec::new();
        loop {
            if self.take(end) {
                return Some(parameters);
            }
            if self.take(",") || self.take("/") {
                continue;
            }
            let spread = if self.take("**") {
                Spread::Map
            } else if self.take("*") {
                Spread::List
            } else {
                Spread::No
            };
            if spread == Spread::List && self.is(",") {
                continue;
            }
            self.lines();
            let at = self.cursor.at();
            let name = self.cursor.any_word()?;
            let target = Expression::new(at, self.cursor.end(), Kind::Name(name.to_owned()));
            if end == ")" && self.take(":") {
                self.expression()?;
            }
            let default = if self.take("=") {
                Some(self.expression()?)
            } else {
                None
            };
            parameters.push(Parameter {
                target,
                default,
                spread,
            });
        }
    }
    /// Operators by how strongly they bind.
    pub(super) fn operation(&mut self, least: u8) -> Option<Expression> {
        self.lines();
        let at = self.cursor.at();
        let mut left = if self.take_word("not") {
            let inner = self.nested(|p| p.operation(3))?;
            let end = inner.end;
            Expression::new(at, end, Kind::Unary(Operator::Not, Box::new(inner)))
        } else {
            self.unary()?
        };
        for _ in 0..LONGEST_CHAIN {
            self.lines();
            let before = self.cursor.next;
            let Some((operator, power)) = self.operator() else {
                return Some(left);
            };
            if power < least {
                self.cursor.next = before;
                return Some(left);
            }
            let right = self.nested(|p| p.operation(power + 1))?;
            let (at, end) = (left.at, right.end);
            let kind = Kind::Binary(operator, Box::new(left), Box::new(right));
            left = Expression::new(at, end, kind);
        }
        None
    }
    fn operator(&mut self) -> Option<(Operator, u8)> {
        if let Some(word) = self.cursor.word() {
            self.cursor.next += 1;
            return match word {
                "or" => Some((Operator::Or, 1)),
                "and" => Some((Operator::And, 2)),
                "in" => Some((Operator::In, 4)),
                "is" if self.take_word("not") => Some((Operator::Unequal, 4)),
                "is" => Some((Operator::Equal, 4)),
                "not" if self.take_word("in") => Some((Operator::NotIn, 4)),
                _ => {
                    self.cursor.next -= 1;
                    None
                }
            };
        }
        let Some(Sign::Mark(mark)) = self.cursor.peek().map(|token| &token.sign) else {
            return None;
        };
        let found = binary(mark)?;
        self.cursor.next += 1;
        Some(found)
    }
    fn unary(&mut self) -> Option<Expression> {
        self.lines();
        let at = self.cursor.at();
        let operator = if self.take("-") {
            Operator::Minus
        } else if self.take("+") || self.take("~") {
            Operator::Other
        } else {
            if self.take_word("await") {
                self.lines();
            }
            return self.postfix();
        };
        let inner = self.nested(Parser::unary)?;
        let end = inner.end;
        Some(Expression::new(
            at,
            end,
            Kind::Unary(operator, Box::new(inner)),
        ))
    }
    pub(super) fn postfix(&mut self) -> Option<Expression> {
        let mut value = self.atom()?;
        for _ in 0..LONGEST_CHAIN {
            self.lines();
            let at = value.at;
            if self.cursor.take(".") {
                self.lines();
                let name = self.cursor.any_word()?.to_owned();
                let end = self.cursor.end();
                value = Expression::new(at, end, Kind::Member(Box::new(value), name));
            } else if self.cursor.is("(") {
                let keeps = value.last_name().is_some_and(|name| (self.wanted)(name));
                self.kept += usize::from(keeps);
                let arguments = self.arguments();
                self.kept -= usize::from(keeps);
                let end = self.cursor.end();
                value = Expression::new(at, end, Kind::Call(Box::new(value), arguments?));
            } else if self.cursor.is("[") {
                value = self.index(value)?;
            } else {
                return Some(value);
            }
        }
        None
    }
    fn index(&mut self, of: Expression) -> Option<Expression> {
        self.cursor.next += 1;
        self.brackets += 1;
        let at = of.at;
        let bound = |p: &mut Self| {
            if p.is(":") || p.is("]") {
                Some(None)
            } else {
                p.expression().map(|found| Some(Box::new(found)))
            }
        };
        let found = (|| {
            let from = bound(self)?;
            if self.take(":") {
                let to = bound(self)?;
                if self.take(":") {
                    bound(self)?;
                }
                return Some(Kind::Slice(Box::new(of), from, to));
            }
            // `dict[str, int]` is a type: only the first counts.
            while self.take(",") {
                bound(self)?;
            }
            Some(Kind::Index(Box::new(of), from?))
        })();
        let closed = self.take("]");
        self.brackets -= 1;
        let kind = found.filter(|_| closed)?;
        Some(Expression::new(at, self.cursor.end(), kind))
    }

    fn atom(&mut self) -> Option<Expression> {
        self.lines();
        let token = self.cursor.peek()?;
        let at = token.at;
        match &token.sign {
            Sign::Value(kind) => {
                self.cursor.next += 1;
                let kind = self.adjacent(kind.clone());
                Some(Expression::new(at, self.cursor.end(), kind))
            }
            Sign::Word(word) if !KEYWORDS.contains(&word.as_str()) => {
                self.cursor.next += 1;
                Some(Expression::new(at, token.end, Kind::Name(word.clone())))
            }
            Sign::Mark("...") => {
                self.cursor.next += 1;
                Some(Expression::new(at, token.end, Kind::Elision))
            }
            Sign::Mark("(") => {
                let items = self.items(")")?;
                let end = self.cursor.end();
                let tuple = items.1;
                let mut items = items.0;
                match items.pop() {
                    Some(mut only) if items.is_empty() && !tuple => {
                        // The brackets are part of how it was written.
                        (only.at, only.end) = (at, end);
                        Some(only)
                    }
                    last => {
                        items.extend(last);
                        Some(Expression::new(at, end, Kind::List(items)))
                    }
                }
            }
            Sign::Mark("[") => {
                let (mut items, _) = self.items("]")?;
                let end = self.cursor.end();
                if let [only] = items.as_mut_slice()
                    && matches!(only.kind, Kind::Comprehension(_))
                {
                    (only.at, only.end) = (at, end);
                    return items.pop();
                }
                Some(Expression::new(at, end, Kind::List(items)))
            }
            Sign::Mark("{") => self.map(at),
            _ => None,
        }
    }
    /// Texts that stand one behind another are one.
    fn adjacent(&mut self, first: Kind) -> Kind {
        let mut kind = first;
        loop {
            self.lines();
            let is_text =
                |kind: &Kind| matches!(kind, Kind::Text(_) | Kind::Bytes(_) | Kind::Template(_));
            let next = match self.cursor.peek().map(|token| &token.sign) {
                Some(Sign::Value(next)) if is_text(next) && is_text(&kind) => next.clone(),
                _ => return kind,
            };
            // A key behind a value whose comma is missing is no part of it.
            if self.kept > 0
                && matches!(self.cursor.ahead(1).map(|t| &t.sign), Some(Sign::Mark(":")))
            {
                return kind;
            }
            self.cursor.next += 1;
            kind = match (kind, next) {
                (Kind::Text(one), Kind::Text(other)) => Kind::Text(one + &other),
                (Kind::Bytes(one), Kind::Bytes(other)) => Kind::Bytes(one + &other),
                (one, other) => {
                    let pieces = |kind| match kind {
                        Kind::Template(pieces) => pieces,
                        Kind::Text(text) | Kind::Bytes(text) => vec![Piece::Text(text)],
                        _ => Vec::new(),
                    };
                    Kind::Template([pieces(one), pieces(other)].concat())
                }
            };
        }
    }
}
