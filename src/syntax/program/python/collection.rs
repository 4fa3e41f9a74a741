//! Lists, maps and comprehensions.

use super::Parser;
use crate::syntax::program::token::Sign;
use crate::syntax::program::tree::{Comprehension, Expression, Kind, Over};

impl Parser<'_> {
    /// Items in brackets, and whether there was a comma.
    pub(super) fn items(&mut self, close: &str) -> Option<(Vec<Expression>, bool)> {
        self.cursor.next += 1;
        self.brackets += 1;
        let begin = self.cursor.next;
        let items = self.each(close, |p| p.item(close));
        let mut items = items;
        let last = self.cursor.next.checked_sub(2);
        let comma = last.is_some_and(|last| last >= begin)
            && matches!(
                last.and_then(|last| self.cursor.tokens.get(last))
                    .map(|t| &t.sign),
                Some(Sign::Mark(","))
            );
        self.brackets -= 1;
        let items = items.take()?;
        let comma = comma || items.len() != 1;
        Some((items, comma))
    }
    pub(super) fn item(&mut self, close: &str) -> Option<Expression> {
        let at = self.cursor.at();
        let from = self.cursor.next;
        if self.take("*") {
            let value = self.expression()?;
            let end = value.end;
            return Some(Expression::new(at, end, Kind::Spread(Box::new(value))));
        }
        match self.expression() {
            Some(value) if self.ends(close) => self.comprehended(None, value),
            _ if self.kept > 0 => {
                self.cursor.next = from;
                Some(self.unread(close))
            }
            _ => None,
        }
    }
    pub(super) fn map(&mut self, at: usize) -> Option<Expression> {
        self.cursor.next += 1;
        self.brackets += 1;
        let mut is_set = false;
        let entries = self.each("}", |p| {
            let from = p.cursor.next;
            if p.take("**") {
                return Some((None, p.expression()?));
            }
            let first = p.expression();
            if first.is_none() || !(p.is(":") || p.ends("}")) {
                if p.kept == 0 {
                    return None;
                }
                p.cursor.next = from;
                let unread = p.unread("}");
                return Some((None, unread));
            }
            let first = first?;
            if !p.take(":") {
                is_set = !matches!(first.kind, Kind::Elision);
                return Some((None, p.comprehended(None, first)?));
            }
            let from = p.cursor.next;
            let value = match p.expression() {
                Some(value) if p.ends("}") => value,
                _ if p.kept > 0 => {
                    p.cursor.next = from;
                    p.unread("}")
                }
                _ => return None,
            };
            let value = p.comprehended(Some(&first), value)?;
            Some((Some(first), value))
        });
        self.brackets -= 1;
        let mut entries = entries?;
        let end = self.cursor.end();
        if let [(_, only)] = entries.as_mut_slice()
            && matches!(only.kind, Kind::Comprehension(_))
        {
            (only.at, only.end) = (at, end);
            return entries.pop().map(|(_, only)| only);
        }
        let kind = if is_set {
            Kind::List(entries.into_iter().map(|(_, value)| value).collect())
        } else {
            Kind::Map(entries)
        };
        Some(Expression::new(at, end, kind))
    }
    /// A value, or what it is made for each of, if `for` follows.
    pub(super) fn comprehended(
        &mut self,
        key: Option<&Expression>,
        value: Expression,
    ) -> Option<Expression> {
        let mut over = Vec::new();
        loop {
            self.lines();
            let _ = self.take_word("async");
            if !self.take_word("for") {
                break;
            }
            let target = self.targets()?;
            if !self.take_word("in") {
                return None;
            }
            let items = self.operation(0)?;
            let mut conditions = Vec::new();
            while self.take_word("if") {
                conditions.push(self.operation(0)?);
            }
            over.push(Over {
                target,
                items,
                conditions,
            });
        }
        if over.is_empty() {
            return Some(value);
        }
        let (at, end) = (value.at, self.cursor.end());
        let comprehension = Comprehension {
            key: key.cloned(),
            value,
            over,
        };
        Some(Expression::new(
            at,
            end,
            Kind::Comprehension(Box::new(comprehension)),
        ))
    }
    /// What a loop calls its items: `x`, `k, v`, `(a, b)`.
    pub(super) fn targets(&mut self) -> Option<Expression> {
        let at = self.cursor.at();
        let mut all = vec![self.postfix()?];
        while self.take(",") {
            if self.cursor.is_word("in") || self.is("=") {
                break;
            }
            all.push(self.postfix()?);
        }
        if all.len() == 1 {
            return all.pop();
        }
        Some(Expression::new(at, self.cursor.end(), Kind::List(all)))
    }
}
