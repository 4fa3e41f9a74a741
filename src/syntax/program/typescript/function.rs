//! Functions, with and without a name, and their parameters.

use super::Parser;
use crate::syntax::program::token::{Parse, Sign};
use crate::syntax::program::tree::{Expression, Function, Kind, Parameter, Spread, Statement};
use std::rc::Rc;

impl Parser<'_> {
    /// `(a, b) => …`, `a => …`.
    pub(super) fn arrow(&mut self) -> Option<Expression> {
        let at = self.cursor.at();
        let begins = self.cursor.is("(")
            || self.cursor.is_word("async")
            || self.cursor.is("<")
            || matches!(
                self.cursor.ahead(1).map(|t| &t.sign),
                Some(Sign::Mark("=>"))
            );
        if !begins || !self.is_arrow() {
            return None;
        }
        self.attempt(|parser| {
            let _ = parser.cursor.take_word("async");
            if parser.cursor.is("<") {
                parser.arguments_of_type()?;
            }
            let parameters = if parser.cursor.take("(") {
                parser.parameters()?
            } else {
                let at = parser.cursor.at();
                let name = parser.cursor.any_word()?.to_owned();
                let target = Expression::new(at, parser.cursor.end(), Kind::Name(name));
                vec![Parameter {
                    target,
                    default: None,
                    spread: Spread::No,
                }]
            };
            if parser.cursor.take(":") {
                parser.kind_of_value()?;
            }
            if !parser.cursor.take("=>") {
                return None;
            }
            let body = if parser.is("{") {
                parser.cursor.next += 1;
                parser.inner_block()
            } else {
                vec![Statement::Return(Some(parser.expression()?))]
            };
            let function = Function {
                name: String::new(),
                parameters,
                body,
            };
            let end = parser.cursor.end();
            Some(Expression::new(at, end, Kind::Function(Rc::new(function))))
        })
    }
    /// Whether `=>` follows the brackets that begin here, before anything else may.
    pub(super) fn is_arrow(&mut self) -> bool {
        let mut open = 0usize;
        let found = self.looks_ahead(&mut open);
        self.cursor.again(8);
        found && self.cursor.given_up.is_none()
    }
    pub(super) fn looks_ahead(&self, open: &mut usize) -> bool {
        for (by, token) in self
            .cursor
            .tokens
            .get(self.cursor.next..)
            .unwrap_or_default()
            .iter()
            .enumerate()
        {
            match &token.sign {
                Sign::Mark("=>") if *open == 0 => return true,
                Sign::Mark("(" | "[" | "{") => *open += 1,
                Sign::Mark(")" | "]" | "}") => match open.checked_sub(1) {
                    Some(less) => *open = less,
                    None => return false,
                },
                Sign::Mark(";") => return false,
                Sign::Mark("," | "=") if *open == 0 => return false,
                Sign::Line(_) if *open == 0 => return false,
                _ => {}
            }
            if by > 120 {
                return false;
            }
        }
        false
    }
    /// A function from its parameters on.
    pub(super) fn function(&mut self, name: String) -> Option<Function> {
        if self.cursor.is("<") {
            self.arguments_of_type()?;
        }
        if !self.take("(") {
            return None;
        }
        let parameters = self.parameters()?;
        if self.take(":") {
            self.kind_of_value()?;
        }
        if !self.take("{") {
            return None;
        }
        let body = self.inner_block();
        Some(Function {
            name,
            parameters,
            body,
        })
    }
    /// Parameters, behind their bracket.
    pub(super) fn parameters(&mut self) -> Option<Vec<Parameter>> {
        self.nested(|parser| {
            parser.each(")", |parser| {
                while parser.cursor.take("@") {
                    parser.postfix()?;
                }
                while ["public", "private", "protected", "readonly", "override"]
                    .iter()
                    .any(|word| {
                        parser.cursor.is_word(word)
                            && matches!(
                                parser.cursor.ahead(1).map(|t| &t.sign),
                                Some(Sign::Word(_))
                            )
                    })
                {
                    parser.cursor.next += 1;
                }
                let spread = if parser.take("...") {
                    Spread::List
                } else {
                    Spread::No
                };
                let target = parser.atom()?;
                let _ = parser.cursor.take("?");
                if parser.take(":") {
                    parser.kind_of_value()?;
                }
                let default = if parser.take("=") {
                    Some(parser.expression()?)
                } else {
                    None
                };
                Some(Parameter {
                    target,
                    default,
                    spread,
                })
            })
        })
    }
}
