//! Statements of TypeScript and JavaScript.

use super::Parser;
use crate::syntax::program::token::{DEEPEST, Parse, Sign};
use crate::syntax::program::tree::{Class, Expression, Kind, Statement};
use std::rc::Rc;

/// Words before a member of a class or a declaration that change nothing here.
const MODIFIERS: &[&str] = &[
    "export",
    "default",
    "declare",
    "public",
    "private",
    "protected",
    "readonly",
    "static",
    "abstract",
    "async",
    "override",
    "get",
    "set",
    "accessor",
];

impl Parser<'_> {
    /// Statements up to a closing brace, which is not taken.
    pub(super) fn block(&mut self) -> Vec<Statement> {
        let mut statements = Vec::new();
        loop {
            self.lines();
            if self.cursor.take(";")
                || self.cursor.take(",")
                || self.cursor.take(")")
                || self.cursor.take("]")
            {
                continue;
            }
            if self.cursor.peek().is_none() || self.cursor.is("}") {
                return statements;
            }
            let from = self.cursor.next;
            let read = if self.cursor.depth < DEEPEST {
                self.attempt(Parser::statement)
            } else {
                None
            };
            match read {
                Some(found) => statements.extend(found),
                None => self.pass_over(&mut statements),
            }
            if self.cursor.next == from {
                self.cursor.next += 1;
            }
        }
    }
    /// The statements of a block behind its brace; the closing one is taken.
    pub(super) fn inner_block(&mut self) -> Vec<Statement> {
        let statements = self.nested(|parser| Some(parser.block()));
        if statements.is_some() {
            let _ = self.cursor.take("}");
        }
        statements.unwrap_or_default()
    }
    /// Goes past what cannot be read, to the end of the line; what is in braces is read.
    fn pass_over(&mut self, statements: &mut Vec<Statement>) {
        while let Some(token) = self.cursor.peek() {
            match &token.sign {
                Sign::Line(_) | Sign::Mark(";") | Sign::Mark("}") => return,
                Sign::Mark("{") => {
                    self.cursor.next += 1;
                    if self.cursor.depth < DEEPEST {
                        statements.push(Statement::Block(self.inner_block()));
                    }
                    return;
                }
                Sign::Word(word) if word == "new" => {
                    if let Some(value) = self.attempt(Parser::expression) {
                        statements.push(Statement::Expression(value));
                        return;
                    }
                    self.cursor.next += 1;
                }
                _ => self.cursor.next += 1,
            }
        }
    }
    /// Passes decorators and modifiers; what a modifier stands before is a name or one of some marks.
    fn before(&mut self, marks: &[&str]) -> Option<()> {
        while self.cursor.take("@") {
            self.expression()?;
            self.lines();
        }
        while (self.cursor.word()).is_some_and(|word| MODIFIERS.contains(&word)) {
            match self.cursor.ahead(1).map(|token| &token.sign) {
                Some(Sign::Word(_)) => self.cursor.next += 1,
                Some(Sign::Mark(mark)) if marks.contains(mark) => self.cursor.next += 1,
                _ => break,
            }
        }
        Some(())
    }
    fn statement(&mut self) -> Option<Option<Statement>> {
        self.before(&["{"])?;
        let word = self.cursor.word().unwrap_or_default();
        match word {
            "const" | "let" | "var" => self.declaration().map(Some),
            "function" => {
                self.cursor.next += 1;
                let _ = self.cursor.take("*");
                let name = self.cursor.any_word()?.to_owned();
                let function = self.function(name)?;
                Some(Some(Statement::Function(Rc::new(function))))
            }
            "class" => self.class().map(Some),
            "interface" | "enum" | "namespace" | "module" | "type" | "import"
                if self.declares() =>
            {
                self.passed(word)
            }
            "if" => self.choice().map(Some),
            "for" => self.repeated().map(Some),
            "while" => {
                self.cursor.next += 1;
                self.bracketed()?;
                let body = self.body()?;
                Some(Some(Statement::Block(body)))
            }
            "do" => {
                self.cursor.next += 1;
                Some(Some(Statement::Block(self.body()?)))
            }
            "try" => self.try_().map(Some),
            "switch" => {
                self.cursor.next += 1;
                self.bracketed()?;
                Some(Some(Statement::Perhaps(self.body()?)))
            }
            "case" | "default" => {
                while !self.cursor.is(":") && !self.cursor.is("{") {
                    self.cursor.peek()?;
                    self.cursor.next += 1;
                }
                let _ = self.cursor.take(":");
                Some(None)
            }
            "return" => {
                self.cursor.next += 1;
                let ends = matches!(
                    self.cursor.peek().map(|t| &t.sign),
                    Some(Sign::Line(_) | Sign::Mark(";" | "}")) | None
                );
                let value = if ends { None } else { Some(self.expression()?) };
                Some(Some(Statement::Return(value)))
            }
            "throw" => {
                self.cursor.next += 1;
                self.expression()?;
                Some(None)
            }
            "break" | "continue" => {
                self.cursor.next += 1;
                Some(Some(Statement::Leave {
                    all: word == "break",
                }))
            }
            _ if self.cursor.is("{") => {
                // A block, or an object by itself.
                if let Some(object) = self.attempt(Parser::expression) {
                    return Some(Some(Statement::Expression(object)));
                }
                self.cursor.next += 1;
                Some(Some(Statement::Block(self.inner_block())))
            }
            _ => self.simple().map(Some),
        }
    }
    /// Whether a word begins a declaration of its own: a name or brace follows.
    fn declares(&self) -> bool {
        matches!(
            self.cursor.ahead(1).map(|t| &t.sign),
            Some(Sign::Word(_) | Sign::Value(_) | Sign::Mark("{" | "*"))
        )
    }
    /// Passes over a declaration that says no values; an enumeration is an object.
    fn passed(&mut self, word: &str) -> Option<Option<Statement>> {
        self.cursor.next += 1;
        if word == "enum" {
            return self.enumeration().map(Some);
        }
        let mut open = 0usize;
        while let Some(token) = self.cursor.peek() {
            match &token.sign {
                Sign::Mark("{") if matches!(word, "namespace" | "module") => {
                    self.cursor.next += 1;
                    return Some(Some(Statement::Block(self.inner_block())));
                }
                Sign::Mark("{" | "(" | "[" | "<") => open += 1,
                Sign::Mark("}" | ")" | "]" | ">") => {
                    open = open.saturating_sub(1);
                    if open == 0 && word == "interface" && token.sign == Sign::Mark("}") {
                        self.cursor.next += 1;
                        return Some(None);
                    }
                }
                Sign::Mark(";") if open == 0 => return Some(None),
                Sign::Line(_) if open == 0 && word != "interface" => return Some(None),
                _ => {}
            }
            self.cursor.next += 1;
        }
        Some(None)
    }
    fn enumeration(&mut self) -> Option<Statement> {
        let at = self.cursor.at();
        let name = self.cursor.any_word()?.to_owned();
        let target = Expression::new(at, self.cursor.end(), Kind::Name(name));
        self.lines();
        let mut entries = Vec::new();
        if !self.cursor.take("{") {
            return None;
        }
        loop {
            self.lines();
            if self.cursor.take("}") || self.cursor.peek().is_none() {
                break;
            }
            let at = self.cursor.at();
            let key = match self.expression()? {
                Expression {
                    kind: Kind::Name(name) | Kind::Text(name),
                    end,
                    ..
                } => Expression::new(at, end, Kind::Text(name)),
                _ => return None,
            };
            if self.take("=") {
                let value = self.expression()?;
                entries.push((Some(key), value));
            }
            let _ = self.take(",");
        }
        let value = Expression::new(at, self.cursor.end(), Kind::Map(entries));
        Some(assign(vec![target], value))
    }
    fn declaration(&mut self) -> Option<Statement> {
        self.cursor.next += 1;
        let mut statements = Vec::new();
        loop {
            self.lines();
            let target = self.pattern()?;
            let _ = self.cursor.take("!");
            if self.take(":") {
                self.kind_of_value()?;
            }
            if self.take("=") {
                let value = self.expression()?;
                statements.push(assign(vec![target], value));
            }
            if !self.take(",") {
                break;
            }
        }
        match statements.len() {
            1 => statements.pop(),
            _ => Some(Statement::Block(statements)),
        }
    }
    /// A name, or a pattern of names.
    fn pattern(&mut self) -> Option<Expression> {
        if self.cursor.is("{") || self.cursor.is("[") {
            return self.expression();
        }
        let at = self.cursor.at();
        let name = self.cursor.any_word()?.to_owned();
        Some(Expression::new(at, self.cursor.end(), Kind::Name(name)))
    }
    fn class(&mut self) -> Option<Statement> {
        self.cursor.next += 1;
        let name = self
            .cursor
            .word()
            .filter(|word| *word != "extends")
            .unwrap_or_default()
            .to_owned();
        while !self.cursor.is("{") {
            self.cursor.peek()?;
            self.cursor.next += 1;
        }
        self.cursor.next += 1;
        let mut body = Vec::new();
        self.nested(|parser| {
            loop {
                parser.lines();
                if parser.cursor.take(";") {
                    continue;
                }
                if parser.cursor.take("}") || parser.cursor.peek().is_none() {
                    return Some(());
                }
                let from = parser.cursor.next;
                match parser.attempt(Parser::member) {
                    Some(member) => body.extend(member),
                    None => parser.pass_over(&mut body),
                }
                if parser.cursor.next == from {
                    parser.cursor.next += 1;
                }
            }
        })?;
        Some(Statement::Class(Rc::new(Class { name, body })))
    }
    /// A function or a property of a class.
    fn member(&mut self) -> Option<Option<Statement>> {
        self.before(&["{", "*", "["])?;
        if self.cursor.take("{") {
            return Some(Some(Statement::Block(self.inner_block())));
        }
        let _ = self.cursor.take("*");
        let at = self.cursor.at();
        let name = self.cursor.any_word()?.to_owned();
        let end = self.cursor.end();
        if self.cursor.is("(") || self.cursor.is("<") {
            let Some(function) = self.attempt(|parser| parser.function(name)) else {
                // A declaration without a body.
                while !matches!(
                    self.cursor.peek().map(|t| &t.sign),
                    Some(Sign::Mark(";") | Sign::Line(_)) | None
                ) {
                    if self.cursor.is("{") {
                        return None;
                    }
                    self.cursor.next += 1;
                }
                return Some(None);
            };
            return Some(Some(Statement::Function(Rc::new(function))));
        }
        let _ = self.cursor.take("?") || self.cursor.take("!");
        if self.cursor.take(":") {
            self.kind_of_value()?;
        }
        if self.take("=") {
            let target = Expression::new(at, end, Kind::Name(name));
            let value = self.expression()?;
            return Some(Some(assign(vec![target], value)));
        }
        Some(None)
    }
    /// A condition in brackets.
    fn bracketed(&mut self) -> Option<Expression> {
        if !self.take("(") {
            return None;
        }
        let value = self.expression()?;
        self.take(")").then_some(value)
    }
    /// A block, or one statement.
    fn body(&mut self) -> Option<Vec<Statement>> {
        self.lines();
        if self.cursor.take("{") {
            return Some(self.inner_block());
        }
        let statement = self.nested(Parser::statement)?;
        let _ = self.cursor.take(";");
        Some(statement.into_iter().collect())
    }
    fn choice(&mut self) -> Option<Statement> {
        self.cursor.next += 1;
        let condition = self.bracketed()?;
        let yes = self.body()?;
        let before = self.cursor.next;
        self.lines();
        let no = if self.cursor.take_word("else") {
            self.nested(Parser::body)?
        } else {
            self.cursor.next = before;
            Vec::new()
        };
        Some(Statement::If { condition, yes, no })
    }
    fn repeated(&mut self) -> Option<Statement> {
        self.cursor.next += 1;
        let _ = self.cursor.take_word("await");
        if !self.take("(") {
            return None;
        }
        let over = self.attempt(|parser| {
            for word in ["const", "let", "var"] {
                let _ = parser.cursor.take_word(word);
            }
            let target = parser.pattern()?;
            let of = parser.cursor.take_word("of");
            if !of && !parser.cursor.take_word("in") {
                return None;
            }
            let items = parser.expression()?;
            parser.take(")").then_some((target, items))
        });
        if let Some((target, items)) = over {
            let body = self.body()?;
            return Some(Statement::For {
                target,
                items,
                body,
            });
        }
        // Counting: what is counted is not worked out.
        let mut open = 1usize;
        while open > 0 {
            match self.cursor.peek().map(|t| &t.sign)? {
                Sign::Mark("(") => open += 1,
                Sign::Mark(")") => open -= 1,
                _ => {}
            }
            self.cursor.next += 1;
        }
        Some(Statement::Block(self.body()?))
    }
    fn try_(&mut self) -> Option<Statement> {
        self.cursor.next += 1;
        let mut statements = self.body()?;
        loop {
            let before = self.cursor.next;
            self.lines();
            if self.cursor.take_word("catch") {
                if self.cursor.is("(") {
                    self.bracketed()?;
                }
                statements.push(Statement::Perhaps(self.body()?));
            } else if self.cursor.take_word("finally") {
                statements.extend(self.body()?);
            } else {
                self.cursor.next = before;
                return Some(Statement::Block(statements));
            }
        }
    }
    fn simple(&mut self) -> Option<Statement> {
        let mut first = self.expression()?;
        let mut targets = Vec::new();
        loop {
            if self.cursor.take("=") {
                targets.push(first);
                first = self.expression()?;
                continue;
            }
            break;
        }
        let add = self.cursor.take("+=");
        let unset = !add && (self.cursor.take("??=") || self.cursor.take("||="));
        if add || unset {
            let value = self.expression()?;
            return Some(Statement::Assign {
                targets: vec![first],
                value,
                add,
                unset,
            });
        }
        let ends = matches!(
            self.cursor.peek().map(|t| &t.sign),
            Some(Sign::Line(_) | Sign::Mark(";" | "}" | ")" | ",")) | None
        );
        if !ends {
            return None;
        }
        if targets.is_empty() {
            return Some(Statement::Expression(first));
        }
        Some(assign(targets, first))
    }
}

fn assign(targets: Vec<Expression>, value: Expression) -> Statement {
    Statement::Assign {
        targets,
        value,
        add: false,
        unset: false,
    }
}
