//! The arguments of calls: what cannot be read is left out by itself.

use super::Parser;
use crate::syntax::program::token::Sign;
use crate::syntax::program::tree::{Argument, Expression, Kind, Spread};

impl Parser<'_> {
    /// The arguments of a call, from its bracket on.
    pub(super) fn arguments(&mut self) -> Option<Vec<Argument>> {
        self.cursor.next += 1;
        self.brackets += 1;
        let found = self.each(")", |p| {
            let spread = if p.take("**") {
                Spread::Map
            } else if p.take("*") {
                Spread::List
            } else {
                Spread::No
            };
            p.lines();
            let at = p.cursor.at();
            let named = p
                .cursor
                .word()
                .filter(|_| matches!(p.cursor.ahead(1).map(|t| &t.sign), Some(Sign::Mark("="))));
            let name = named.map(|name| (name.to_owned(), at));
            if name.is_some() {
                p.cursor.next += 2;
            }
            let from = p.cursor.next;
            let value = match p.expression() {
                Some(value) if p.ends(")") => value,
                // Something that is no value: its name is not lost.
                _ if p.kept > 0 => {
                    p.cursor.next = from;
                    p.unread(")")
                }
                _ => return None,
            };
            let value = p.comprehended(None, value)?;
            Some(Argument {
                name,
                spread,
                value,
            })
        });
        self.brackets -= 1;
        found
    }
    /// Whether an item ends here, or what follows may be the next one.
    pub(super) fn ends(&mut self, close: &str) -> bool {
        self.lines();
        let next = self.cursor.peek().map(|token| &token.sign);
        match next {
            Some(Sign::Mark(mark)) => {
                *mark == "," || *mark == close || self.kept > 0 && *mark == "..."
            }
            Some(Sign::Word(word)) => word == "for" || word == "async" || self.kept > 0,
            Some(Sign::Line(_)) | None => true,
            Some(Sign::Value(_)) => self.kept > 0,
            Some(Sign::Strange) => false,
        }
    }
    /// What cannot be read, up to the next comma or bracket.
    pub(super) fn unread(&mut self, close: &str) -> Expression {
        self.lines();
        let at = self.cursor.at();
        let mut open = 0usize;
        while let Some(token) = self.cursor.peek() {
            match &token.sign {
                Sign::Mark("(" | "[" | "{") => open += 1,
                Sign::Mark(mark) if open == 0 && (*mark == "," || *mark == close) => break,
                Sign::Mark(")" | "]" | "}") => match open.checked_sub(1) {
                    Some(less) => open = less,
                    None => break,
                },
                // A line that begins like an argument is one.
                Sign::Line(_) if open == 0 && self.begins_argument() => break,
                _ => {}
            }
            self.cursor.next += 1;
        }
        Expression::new(at, self.cursor.end().max(at), Kind::Unread)
    }
    pub(super) fn begins_argument(&self) -> bool {
        let sign = |by| self.cursor.ahead(by).map(|token| &token.sign);
        matches!(
            (sign(1), sign(2)),
            (Some(Sign::Word(_)), Some(Sign::Mark("=")))
                | (Some(Sign::Value(Kind::Text(_))), Some(Sign::Mark(":")))
                | (Some(Sign::Mark(")" | "]" | "}")), _)
        )
    }
    /// Items between commas up to a bracket, which is taken.
    pub(super) fn each<T>(
        &mut self,
        close: &str,
        mut item: impl FnMut(&mut Self) -> Option<T>,
    ) -> Option<Vec<T>> {
        let mut items = Vec::new();
        loop {
            if self.take(close) {
                return Some(items);
            }
            if self.take(",") {
                continue;
            }
            let from = self.cursor.next;
            let at_end = matches!(
                self.cursor.peek().map(|t| &t.sign),
                Some(Sign::Line(_)) | None
            );
            if at_end {
                // Cut off at the end of the text.
                return (self.kept > 0).then_some(items);
            }
            let last = matches!(
                self.cursor.peek().map(|t| &t.sign),
                Some(Sign::Mark(")" | "]" | "}"))
            );
            if last {
                // The wrong bracket: it closes what it must close.
                return (self.kept > 0).then_some(items);
            }
            items.push(item(self)?);
            if self.cursor.next == from {
                self.cursor.next += 1;
            }
        }
    }
}
