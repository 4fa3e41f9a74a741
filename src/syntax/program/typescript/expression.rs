//! Expressions of TypeScript and JavaScript.

use super::Parser;
use crate::syntax::program::token::{LONGEST_CHAIN, Parse, Sign, binary};
use crate::syntax::program::tree::{Argument, Expression, Kind, Operator, Spread};
use std::rc::Rc;

/// Words that no value begins with.
const KEYWORDS: &[&str] = &[
    "if",
    "else",
    "for",
    "in",
    "of",
    "while",
    "do",
    "return",
    "const",
    "let",
    "var",
    "import",
    "export",
    "case",
    "switch",
    "try",
    "catch",
    "finally",
    "throw",
    "break",
    "continue",
    "extends",
    "implements",
    "interface",
];

impl Parser<'_> {
    /// Line ends mean nothing where something must follow.
    pub(super) fn lines(&mut self) {
        while matches!(self.cursor.peek().map(|t| &t.sign), Some(Sign::Line(_))) {
            self.cursor.next += 1;
        }
    }
    /// The mark that follows, perhaps in another line.
    pub(super) fn is(&mut self, mark: &str) -> bool {
        let before = self.cursor.next;
        self.lines();
        let found = self.cursor.is(mark);
        if !found {
            self.cursor.next = before;
        }
        found
    }
    pub(super) fn take(&mut self, mark: &str) -> bool {
        let found = self.is(mark);
        self.cursor.next += usize::from(found);
        found
    }

    /// A value.
    pub(super) fn expression(&mut self) -> Option<Expression> {
        self.nested(|parser| {
            parser.lines();
            if let Some(arrow) = parser.arrow() {
                return Some(arrow);
            }
            parser.whole()
        })
    }
    fn whole(&mut self) -> Option<Expression> {
        let at = self.cursor.at();
        let value = self.operation(0)?;
        if self.is("?") {
            let choice = self.attempt(|parser| {
                parser.cursor.next += 1;
                let yes = parser.expression()?;
                if !parser.take(":") {
                    return None;
                }
                Some((yes, parser.expression()?))
            });
            let (yes, no) = choice?;
            let end = no.end;
            let kind = Kind::Choice(Box::new(value), Box::new(yes), Box::new(no));
            return Some(Expression::new(at, end, kind));
        }
        Some(value)
    }
    fn operation(&mut self, least: u8) -> Option<Expression> {
        let mut left = self.unary()?;
        for _ in 0..LONGEST_CHAIN {
            let before = self.cursor.next;
            let own_line = {
                self.lines();
                self.cursor.next != before
            };
            let found = match self.cursor.peek().map(|token| &token.sign) {
                Some(Sign::Mark(mark)) => binary(mark),
                Some(Sign::Word(word)) if !own_line => match word.as_str() {
                    "in" | "instanceof" => Some((Operator::Other, 4)),
                    "as" | "satisfies" => {
                        self.cursor.next += 1;
                        if !self.cursor.take_word("const") {
                            self.kind_of_value()?;
                        }
                        continue;
                    }
                    _ => None,
                },
                _ => None,
            };
            let Some((operator, power)) = found.filter(|(_, power)| *power >= least) else {
                self.cursor.next = before;
                return Some(left);
            };
            self.cursor.next += 1;
            let right = self.nested(|parser| parser.operation(power + 1))?;
            let (at, end) = (left.at, right.end);
            let kind = Kind::Binary(operator, Box::new(left), Box::new(right));
            left = Expression::new(at, end, kind);
        }
        None
    }
    fn unary(&mut self) -> Option<Expression> {
        self.lines();
        let at = self.cursor.at();
        let operator = if self.cursor.take("!") {
            Operator::Not
        } else if self.cursor.take("-") {
            Operator::Minus
        } else if self.cursor.take("+")
            || self.cursor.take("~")
            || self.cursor.take("++")
            || self.cursor.take("--")
        {
            Operator::Other
        } else if self.cursor.is_word("typeof")
            || self.cursor.is_word("void")
            || self.cursor.is_word("delete")
        {
            self.cursor.next += 1;
            Operator::Other
        } else {
            if self.cursor.is_word("await") || self.cursor.is_word("yield") {
                self.cursor.next += 1;
            }
            if self.cursor.is("<") {
                // A type before a value: `<string>x`.
                self.arguments_of_type()?;
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
        self.lines();
        let at = self.cursor.at();
        let made = self.cursor.take_word("new");
        let mut value = if made {
            self.nested(Parser::maker)?
        } else {
            self.atom()?
        };
        value.at = at;
        for _ in 0..LONGEST_CHAIN {
            let before = self.cursor.next;
            self.lines();
            let same_line = before == self.cursor.next;
            let optional = self.cursor.take("?.");
            if optional || self.cursor.take(".") {
                if let Some(Sign::Mark("(" | "[")) = self.cursor.peek().map(|t| &t.sign) {
                    value = self.behind(value)?;
                    continue;
                }
                self.lines();
                let name = self.property()?;
                value = Expression::new(at, self.cursor.end(), Kind::Member(Box::new(value), name));
            } else if same_line && (self.cursor.is("(") || self.cursor.is("[")) {
                value = self.behind(value)?;
            } else if same_line && self.cursor.is("<") {
                // Types of a call: `f<string>(x)`.
                let typed = self.attempt(|parser| {
                    parser.arguments_of_type()?;
                    parser.cursor.is("(").then_some(())
                });
                if typed.is_none() {
                    self.cursor.next = before;
                    return Some(value);
                }
            } else if same_line && ["!", "++", "--"].iter().any(|mark| self.cursor.is(mark)) {
                self.cursor.next += 1;
            } else if same_line
                && matches!(
                    self.cursor.peek().map(|t| &t.sign),
                    Some(Sign::Value(Kind::Template(_)))
                )
            {
                return None;
            } else {
                self.cursor.next = before;
                return Some(value);
            }
        }
        None
    }
    /// What `new` makes: the path of a class and its arguments.
    fn maker(&mut self) -> Option<Expression> {
        let mut callee = self.atom()?;
        let at = callee.at;
        while self.take(".") {
            let name = self.property()?;
            callee = Expression::new(at, self.cursor.end(), Kind::Member(Box::new(callee), name));
        }
        if self.cursor.is("<") {
            self.arguments_of_type()?;
        }
        let arguments = if self.cursor.is("(") {
            self.arguments()?
        } else {
            Vec::new()
        };
        Some(Expression::new(
            at,
            self.cursor.end(),
            Kind::Call(Box::new(callee), arguments),
        ))
    }
    fn behind(&mut self, value: Expression) -> Option<Expression> {
        let at = value.at;
        if self.cursor.is("(") {
            let arguments = self.arguments()?;
            let end = self.cursor.end();
            return Some(Expression::new(
                at,
                end,
                Kind::Call(Box::new(value), arguments),
            ));
        }
        self.cursor.next += 1;
        let key = self.expression()?;
        if !self.take("]") {
            return None;
        }
        let end = self.cursor.end();
        Some(Expression::new(
            at,
            end,
            Kind::Index(Box::new(value), Box::new(key)),
        ))
    }
    fn property(&mut self) -> Option<String> {
        let token = self.cursor.peek()?;
        let name = match &token.sign {
            Sign::Word(word) => word.clone(),
            Sign::Value(Kind::Null) => "null".to_owned(),
            Sign::Value(Kind::Flag(flag)) => flag.to_string(),
            _ => return None,
        };
        self.cursor.next += 1;
        Some(name)
    }
    fn arguments(&mut self) -> Option<Vec<Argument>> {
        self.cursor.next += 1;
        self.each(")", |parser| {
            let spread = if parser.take("...") {
                Spread::List
            } else {
                Spread::No
            };
            if spread == Spread::List && (parser.is(")") || parser.is(",")) {
                return Some(elided(parser));
            }
            let value = parser.value_or_unread(")")?;
            Some(Argument {
                name: None,
                spread,
                value,
            })
        })
    }
    /// Items between commas up to a bracket, which is taken. What is cut off ends with the text.
    pub(super) fn each<T>(
        &mut self,
        close: &str,
        mut item: impl FnMut(&mut Self) -> Option<T>,
    ) -> Option<Vec<T>> {
        let mut items = Vec::new();
        loop {
            self.lines();
            if self.cursor.take(close) || self.cursor.peek().is_none() {
                return Some(items);
            }
            if self.cursor.take(",") {
                continue;
            }
            if matches!(
                self.cursor.peek().map(|t| &t.sign),
                Some(Sign::Mark(")" | "]" | "}"))
            ) {
                return None;
            }
            let from = self.cursor.next;
            items.push(item(self)?);
            if self.cursor.next == from {
                self.cursor.next += 1;
            }
        }
    }
    /// A value; what is none is passed over up to the next comma or bracket.
    fn value_or_unread(&mut self, close: &str) -> Option<Expression> {
        self.lines();
        let at = self.cursor.at();
        let found = self.attempt(|parser| {
            let value = parser.expression()?;
            let ends = parser.is(",") || parser.is(close) || parser.is(";") || parser.next_line();
            (ends || parser.cursor.peek().is_none()).then_some(value)
        });
        if found.is_some() {
            return found;
        }
        let mut open = 0usize;
        while let Some(token) = self.cursor.peek() {
            match &token.sign {
                Sign::Mark("(" | "[" | "{") => open += 1,
                Sign::Mark(",") if open == 0 => break,
                Sign::Mark(")" | "]" | "}") => match open.checked_sub(1) {
                    Some(less) => open = less,
                    None => break,
                },
                _ => {}
            }
            self.cursor.next += 1;
        }
        Some(Expression::new(at, self.cursor.end().max(at), Kind::Unread))
    }
    /// Whether a line ends here: a comma may be missing.
    fn next_line(&self) -> bool {
        matches!(self.cursor.peek().map(|t| &t.sign), Some(Sign::Line(_)))
    }
    pub(super) fn atom(&mut self) -> Option<Expression> {
        self.lines();
        let token = self.cursor.peek()?;
        let at = token.at;
        match &token.sign {
            Sign::Value(kind) => {
                self.cursor.next += 1;
                Some(Expression::new(at, token.end, kind.clone()))
            }
            Sign::Word(word) if word == "function" || word == "async" && self.is_function() => {
                let _ = self.cursor.take_word("async");
                self.cursor.next += 1;
                let _ = self.cursor.take("*");
                let _ = self.cursor.any_word();
                let function = self.function(String::new())?;
                let end = self.cursor.end();
                Some(Expression::new(at, end, Kind::Function(Rc::new(function))))
            }
            Sign::Word(word) if word == "class" => None,
            Sign::Word(word) if !KEYWORDS.contains(&word.as_str()) => {
                self.cursor.next += 1;
                Some(Expression::new(at, token.end, Kind::Name(word.clone())))
            }
            Sign::Mark("(") => {
                self.cursor.next += 1;
                let mut value = self.expression()?;
                while self.take(",") {
                    value = self.expression()?;
                }
                if !self.take(")") {
                    return None;
                }
                (value.at, value.end) = (at, self.cursor.end());
                Some(value)
            }
            Sign::Mark("[") => {
                self.cursor.next += 1;
                let items = self.each("]", |parser| {
                    let at = parser.cursor.at();
                    if parser.take("...") {
                        if parser.is("]") || parser.is(",") {
                            return Some(elided(parser).value);
                        }
                        let inner = parser.expression()?;
                        let end = inner.end;
                        return Some(Expression::new(at, end, Kind::Spread(Box::new(inner))));
                    }
                    parser.value_or_unread("]")
                })?;
                Some(Expression::new(at, self.cursor.end(), Kind::List(items)))
            }
            Sign::Mark("{") => self.object(at),
            _ => None,
        }
    }
    fn is_function(&self) -> bool {
        matches!(self.cursor.ahead(1).map(|t| &t.sign), Some(Sign::Word(word)) if word == "function")
    }
    fn object(&mut self, at: usize) -> Option<Expression> {
        self.cursor.next += 1;
        let entries = self.each("}", |parser| {
            if parser.take("...") {
                if parser.is("}") || parser.is(",") {
                    return Some((None, elided(parser).value));
                }
                return Some((None, parser.value_or_unread("}")?));
            }
            parser.entry()
        })?;
        Some(Expression::new(at, self.cursor.end(), Kind::Map(entries)))
    }
    /// `name: value`, `name`, `"name": value`, `[key]: value`, `name() { … }`.
    fn entry(&mut self) -> Option<(Option<Expression>, Expression)> {
        for word in ["async", "get", "set"] {
            let named = matches!(self.cursor.ahead(1).map(|t| &t.sign), Some(Sign::Word(_)));
            if self.cursor.is_word(word) && named {
                self.cursor.next += 1;
            }
        }
        let token = self.cursor.peek()?;
        let (at, end) = (token.at, token.end);
        let key = match &token.sign {
            Sign::Word(word) => {
                self.cursor.next += 1;
                Expression::new(at, end, Kind::Text(word.clone()))
            }
            Sign::Value(Kind::Null) => return None,
            Sign::Value(kind) => {
                self.cursor.next += 1;
                Expression::new(at, end, kind.clone())
            }
            Sign::Mark("[") => {
                self.cursor.next += 1;
                let key = self.expression()?;
                if !self.take("]") {
                    return None;
                }
                key
            }
            _ => return Some((None, self.value_or_unread("}")?)),
        };
        if self.is("(") {
            self.lines();
            let function = self.function(String::new())?;
            let value = Expression::new(at, self.cursor.end(), Kind::Function(Rc::new(function)));
            return Some((Some(key), value));
        }
        if self.take(":") {
            let value = self.value_or_unread("}")?;
            return Some((Some(key), value));
        }
        let Kind::Text(name) = &key.kind else {
            return None;
        };
        let mut value = Expression::new(at, end, Kind::Name(name.clone()));
        if self.take("=") {
            // The default of a pattern: `{ name = value }`.
            let default = self.expression()?;
            let end = default.end;
            let kind = Kind::Binary(Operator::Otherwise, Box::new(value), Box::new(default));
            value = Expression::new(at, end, kind);
        }
        Some((Some(key), value))
    }
}

fn elided(parser: &Parser<'_>) -> Argument {
    let at = parser.cursor.end().saturating_sub(3);
    Argument {
        name: None,
        spread: Spread::No,
        value: Expression::new(at, at + 3, Kind::Elision),
    }
}
