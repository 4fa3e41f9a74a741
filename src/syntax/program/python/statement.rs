//! Statements of Python, and blocks by their indentation.

use super::Parser;
use crate::syntax::program::token::{DEEPEST, Parse, Sign};
use crate::syntax::program::tree::{Class, Expression, Function, Kind, Statement};
use std::rc::Rc;

impl Parser<'_> {
    /// The lines that are indented further than that of their header.
    pub(super) fn block(&mut self, header: Option<usize>) -> Vec<Statement> {
        let mut statements = Vec::new();
        while let Some(indent) = self.line() {
            if header.is_some_and(|header| indent <= header) {
                break;
            }
            let from = self.cursor.next;
            self.cursor.next += 1;
            let before = statements.len();
            let read =
                self.cursor.depth < DEEPEST && self.statement(indent, &mut statements).is_some();
            if !read {
                statements.truncate(before);
                self.skip_line(from);
            }
        }
        statements
    }
    /// The indentation of the next line that holds something; `None` at the end.
    fn line(&mut self) -> Option<usize> {
        self.brackets = 0;
        self.kept = 0;
        loop {
            let Sign::Line(indent) = self.cursor.peek()?.sign else {
                // Behind something that was cut off.
                self.cursor.next += 1;
                continue;
            };
            match self.cursor.ahead(1).map(|token| &token.sign) {
                Some(Sign::Line(_)) => self.cursor.next += 1,
                None => return None,
                Some(_) => return Some(indent),
            }
        }
    }
    /// Goes to the end of the line that begins at a token.
    fn skip_line(&mut self, from: usize) {
        let reached = self.cursor.next;
        self.cursor.next = from + 1;
        self.cursor.again(reached.saturating_sub(from));
        while self
            .cursor
            .peek()
            .is_some_and(|token| !matches!(token.sign, Sign::Line(_)))
        {
            self.cursor.next += 1;
        }
    }
    fn at_line_end(&self) -> bool {
        matches!(
            self.cursor.peek().map(|token| &token.sign),
            Some(Sign::Line(_)) | None
        )
    }
    fn statement(&mut self, indent: usize, into: &mut Vec<Statement>) -> Option<()> {
        while self.cursor.take("@") {
            // What decorates a function changes nothing that matters here.
            self.expression()?;
            if !self.at_line_end() {
                return None;
            }
            self.cursor.next += 1;
        }
        let _ = self.cursor.take_word("async");
        let word = self.cursor.word().unwrap_or_default();
        let next = self.cursor.ahead(1).map(|token| &token.sign);
        let plain = matches!(next, Some(Sign::Mark("=" | "." | "," | "[")));
        if !plain && let Some(compound) = self.compound(word, indent) {
            into.extend(compound?);
            return Some(());
        }
        loop {
            into.extend(self.simple()?);
            if !self.cursor.take(";") {
                break;
            }
            if self.at_line_end() {
                break;
            }
        }
        self.at_line_end().then_some(())
    }
    /// A statement with a block; `None` if the word begins none.
    fn compound(&mut self, word: &str, indent: usize) -> Option<Option<Option<Statement>>> {
        let found = match word {
            "def" => self.function(indent),
            "class" => self.class(indent),
            "if" => self.choice(indent),
            "for" => self.repeated(indent),
            "while" => self.while_(indent),
            "with" => self.with(indent),
            "try" => self.attempt(indent),
            "else" | "except" | "finally" | "elif" => self.stray(indent),
            _ => return None,
        };
        Some(found.map(Some))
    }
    /// The block of a header, behind its colon.
    fn body(&mut self, indent: usize) -> Option<Vec<Statement>> {
        if !self.cursor.take(":") {
            return None;
        }
        if self.at_line_end() {
            return self.nested(|parser| Some(parser.block(Some(indent))));
        }
        let mut statements = Vec::new();
        loop {
            statements.extend(self.simple()?);
            if !self.cursor.take(";") || self.at_line_end() {
                break;
            }
        }
        self.at_line_end().then_some(statements)
    }
    fn function(&mut self, indent: usize) -> Option<Statement> {
        self.cursor.next += 1;
        let name = self.cursor.any_word()?.to_owned();
        if !self.cursor.take("(") {
            return None;
        }
        self.brackets += 1;
        let parameters = self.parameters(")");
        self.brackets -= 1;
        let parameters = parameters?;
        if self.cursor.take("->") {
            self.expression()?;
        }
        let body = self.body(indent)?;
        Some(Statement::Function(Rc::new(Function {
            name,
            parameters,
            body,
        })))
    }
    fn class(&mut self, indent: usize) -> Option<Statement> {
        self.cursor.next += 1;
        let name = self.cursor.any_word()?.to_owned();
        self.header();
        let body = self.body(indent)?;
        Some(Statement::Class(Rc::new(Class { name, body })))
    }
    /// Goes to the colon at the end of a header.
    fn header(&mut self) {
        let mut open = 0usize;
        while let Some(token) = self.cursor.peek() {
            match token.sign {
                Sign::Mark("(" | "[" | "{") => open += 1,
                Sign::Mark(")" | "]" | "}") => open = open.saturating_sub(1),
                Sign::Mark(":") if open == 0 => return,
                Sign::Line(_) if open == 0 => return,
                _ => {}
            }
            self.cursor.next += 1;
        }
    }
    /// Whether the next line stands as far in as a header and begins with a word.
    fn continues(&mut self, indent: usize, word: &str) -> bool {
        let before = self.cursor.next;
        if self.line() == Some(indent) {
            self.cursor.next += 1;
            if self.cursor.is_word(word) {
                return true;
            }
        }
        self.cursor.next = before;
        false
    }
    fn choice(&mut self, indent: usize) -> Option<Statement> {
        self.cursor.next += 1;
        let condition = self.expression()?;
        let yes = self.body(indent)?;
        // A long chain of these nests no deeper than anything else.
        let no = if self.continues(indent, "elif") {
            vec![self.nested(|parser| parser.choice(indent))?]
        } else if self.continues(indent, "else") {
            self.cursor.next += 1;
            self.body(indent)?
        } else {
            Vec::new()
        };
        Some(Statement::If { condition, yes, no })
    }
    fn repeated(&mut self, indent: usize) -> Option<Statement> {
        self.cursor.next += 1;
        let target = self.targets()?;
        if !self.cursor.take_word("in") {
            return None;
        }
        let items = self.listed()?;
        let body = self.body(indent)?;
        self.otherwise(indent);
        Some(Statement::For {
            target,
            items,
            body,
        })
    }
    /// `else` behind a loop: its block is read as what follows.
    fn otherwise(&mut self, indent: usize) {
        let before = self.cursor.next;
        if self.continues(indent, "else") {
            self.cursor.next = before;
        }
    }
    fn while_(&mut self, indent: usize) -> Option<Statement> {
        self.cursor.next += 1;
        self.expression()?;
        Some(Statement::Perhaps(self.body(indent)?))
    }
    fn with(&mut self, indent: usize) -> Option<Statement> {
        self.cursor.next += 1;
        let mut statements = Vec::new();
        let bracket = self.cursor.next;
        let from = self.cursor.next;
        loop {
            let Some(value) = self.expression() else {
                self.cursor.next = from;
                self.header();
                break;
            };
            if self.cursor.take_word("as") {
                let target = self.name()?;
                statements.push(Statement::Assign {
                    targets: vec![target],
                    value,
                    add: false,
                    unset: false,
                });
            } else {
                statements.push(Statement::Expression(value));
            }
            if !self.cursor.take(",") {
                break;
            }
        }
        if !self.cursor.is(":") {
            self.cursor.next = bracket;
            self.header();
        }
        statements.extend(self.body(indent)?);
        Some(Statement::Block(statements))
    }
    fn name(&mut self) -> Option<Expression> {
        let at = self.cursor.at();
        let name = self.cursor.any_word()?.to_owned();
        Some(Expression::new(at, self.cursor.end(), Kind::Name(name)))
    }
    fn attempt(&mut self, indent: usize) -> Option<Statement> {
        self.cursor.next += 1;
        let mut statements = self.body(indent)?;
        loop {
            if self.continues(indent, "except") {
                self.header();
                statements.push(Statement::Perhaps(self.body(indent)?));
            } else if self.continues(indent, "else") || self.continues(indent, "finally") {
                self.cursor.next += 1;
                statements.extend(self.body(indent)?);
            } else {
                return Some(Statement::Block(statements));
            }
        }
    }
    /// A block whose beginning is missing.
    fn stray(&mut self, indent: usize) -> Option<Statement> {
        self.header();
        Some(Statement::Perhaps(self.body(indent)?))
    }
    /// Values between commas: one, or a list of them.
    fn listed(&mut self) -> Option<Expression> {
        let at = self.cursor.at();
        let star = self.cursor.take("*");
        let first = self.expression()?;
        if !self.cursor.is(",") && !star {
            return Some(first);
        }
        let mut all = vec![first];
        while self.cursor.take(",") {
            if self.at_line_end() || self.cursor.is("=") || self.cursor.is(":") {
                break;
            }
            let _ = self.cursor.take("*");
            all.push(self.expression()?);
        }
        Some(Expression::new(at, self.cursor.end(), Kind::List(all)))
    }
    fn simple(&mut self) -> Option<Option<Statement>> {
        let word = self.cursor.word().unwrap_or_default();
        match word {
            "import" | "from" | "global" | "nonlocal" | "raise" | "del" | "assert" => {
                let from = self.cursor.next;
                self.cursor.next += 1;
                if word == "from" && !self.imports() {
                    self.cursor.next = from;
                    return None;
                }
                self.rest_of_line();
                return Some(None);
            }
            "pass" => {
                self.cursor.next += 1;
                return Some(None);
            }
            "break" | "continue" => {
                self.cursor.next += 1;
                let leave = Statement::Leave {
                    all: word == "break",
                };
                return self.at_line_end().then_some(Some(leave));
            }
            "return" => {
                self.cursor.next += 1;
                let value = if self.at_line_end() || self.cursor.is(";") {
                    None
                } else {
                    Some(self.listed()?)
                };
                return Some(Some(Statement::Return(value)));
            }
            _ => {}
        }
        let first = self.listed()?;
        if self.cursor.take(":") {
            // The type of a variable.
            self.expression()?;
            if !self.cursor.is("=") {
                return Some(None);
            }
        }
        if self.cursor.take("+=") || self.cursor.take("|=") {
            return Some(Some(Statement::Assign {
                targets: vec![first],
                value: self.listed()?,
                add: true,
                unset: false,
            }));
        }
        if !self.cursor.is("=") {
            return Some(Some(Statement::Expression(first)));
        }
        let mut targets = vec![first];
        let mut value = None;
        while self.cursor.take("=") {
            targets.extend(value.take());
            value = Some(self.listed()?);
        }
        Some(Some(Statement::Assign {
            targets,
            value: value?,
            add: false,
            unset: false,
        }))
    }
    /// `from x import …`.
    fn imports(&self) -> bool {
        let rest = self
            .cursor
            .tokens
            .get(self.cursor.next..)
            .unwrap_or_default();
        let line = rest
            .iter()
            .take_while(|token| !matches!(token.sign, Sign::Line(_)));
        line.into_iter()
            .any(|token| matches!(&token.sign, Sign::Word(word) if word == "import"))
    }
    fn rest_of_line(&mut self) {
        let mut open = 0usize;
        while let Some(token) = self.cursor.peek() {
            match token.sign {
                Sign::Mark("(" | "[" | "{") => open += 1,
                Sign::Mark(")" | "]" | "}") => open = open.saturating_sub(1),
                Sign::Line(_) if open == 0 => return,
                Sign::Mark(";") if open == 0 => return,
                _ => {}
            }
            self.cursor.next += 1;
        }
    }
}
