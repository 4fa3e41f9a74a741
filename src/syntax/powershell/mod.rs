//! PowerShell: one statement at a time, with every value in it worked out.
//!
//! [`statement`] reads assignments, pipelines and calls of methods; a [`Scope`]
//! knows the variables and what commands give. What cannot be known is a symbol.
//! Blocks are not read here: who runs a script knows what to do with them.

mod expression;
mod pipeline;
mod strings;
mod value;

use super::Spanned;

pub use value::{as_text, member, sum};

/// Deeper nesting than any script has.
const DEEPEST: usize = 40;

/// What knows variables and commands.
pub trait Scope {
    /// The value of a variable; `written` is how it stands in the source.
    fn variable(&mut self, name: &str, written: &str, at: usize) -> Spanned;
    /// What a command gives.
    fn run(&mut self, command: Command) -> Spanned;
    /// A value that cannot be known.
    fn unknown(&mut self, written: &str, at: usize) -> Spanned;
    /// Whether a text is a value that cannot be known.
    fn is_open(&self, text: &str) -> bool;
    /// Whether a text is what a command will answer.
    fn is_answer(&self, text: &str) -> bool;
}

/// A command with its arguments.
#[derive(Debug, Clone, Default)]
pub struct Command {
    /// The byte at which it begins.
    pub at: usize,
    /// How it is written.
    pub written: String,
    /// Its name.
    pub name: String,
    /// Its arguments in order.
    pub arguments: Vec<Argument>,
    /// What is piped into it.
    pub input: Option<Spanned>,
    /// The file that its output goes to.
    pub output: Option<String>,
    /// Backticks with blanks behind them, which end the command.
    pub broken: Vec<usize>,
    /// Non-breaking blanks.
    pub hard_blanks: Vec<usize>,
}

/// An argument of a command.
#[derive(Debug, Clone)]
pub enum Argument {
    /// A value.
    Value {
        /// What it is.
        value: Spanned,
        /// Whether it is a list of words with nothing but commas between them.
        bare: bool,
    },
    /// The name of a parameter: `WindowId` of `-WindowId`.
    Name(String, usize),
    /// A variable that holds arguments: `@params`.
    Splat(String, usize),
}

/// A parameter of a function or script, and its default.
pub type Parameter = (String, Option<Spanned>);

/// Reads the parameters in the brackets that begin at a byte; gives the byte behind them.
pub fn parameters(text: &str, at: usize, scope: &mut dyn Scope) -> (Vec<Parameter>, usize) {
    let end = closing(text, at).unwrap_or(text.len());
    let inside = text.get(..end.saturating_sub(1)).unwrap_or_default();
    let mut reader = Reader::new(inside, at + 1, scope);
    let mut all = Vec::new();
    while !reader.rest().is_empty() {
        reader.breaks();
        match reader.peek() {
            Some('[') => match closing(inside, reader.at) {
                Some(behind) => reader.at = behind,
                None => break,
            },
            Some('$') => {
                let Some((name, _, _)) = reader.name() else {
                    break;
                };
                reader.blanks();
                let default = reader.take("=").then(|| reader.single_value());
                all.push((name, default));
            }
            Some(c) => reader.at += c.len_utf8(),
            None => break,
        }
    }
    (all, end)
}

/// What a statement says.
#[derive(Debug, Clone)]
pub enum Kind {
    /// `$name.member = value`.
    Assign {
        /// The variable.
        name: String,
        /// The members behind it.
        path: Vec<String>,
        /// Whether the value is added to what is there.
        adds: bool,
        /// The value.
        value: Spanned,
    },
    /// `$name.member.Method(arguments)`.
    Call {
        /// The variable.
        name: String,
        /// The members behind it, the last the method.
        path: Vec<String>,
        /// The arguments.
        arguments: Vec<Spanned>,
    },
    /// Anything else: what it gives.
    Value(Spanned),
}

/// A statement that was read.
#[derive(Debug, Clone)]
pub struct Statement {
    /// What it says.
    pub kind: Kind,
    /// The byte behind it.
    pub end: usize,
    /// Whether its last quote or bracket is not closed.
    pub open: bool,
}

/// Reads the statement that begins at a byte.
pub fn statement(text: &str, at: usize, scope: &mut dyn Scope) -> Statement {
    let mut reader = Reader::new(text, at, scope);
    let kind = reader.statement();
    Statement {
        kind,
        end: reader.at,
        open: reader.open,
    }
}

/// The byte behind the bracket that closes the one at a byte, strings and comments observed.
pub fn closing(text: &str, at: usize) -> Option<usize> {
    let mut depth = 0usize;
    let mut quote = None;
    let mut chars = text.get(at..)?.char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        match (quote, c) {
            (_, '`') if quote != Some('\'') => {
                chars.next();
            }
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quote = Some(c),
            (None, '#') => {
                while chars.peek().is_some_and(|(_, c)| *c != '\n') {
                    chars.next();
                }
            }
            (None, '(' | '{' | '[') => depth += 1,
            (None, ')' | '}' | ']') => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at + offset + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// Reads a text from a byte on.
struct Reader<'a> {
    text: &'a str,
    at: usize,
    scope: &'a mut dyn Scope,
    depth: usize,
    open: bool,
    broken: Vec<usize>,
    hard_blanks: Vec<usize>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, at: usize, scope: &'a mut dyn Scope) -> Self {
        Reader {
            text,
            at,
            scope,
            depth: 0,
            open: false,
            broken: Vec::new(),
            hard_blanks: Vec::new(),
        }
    }
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }
    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }
    fn take(&mut self, text: &str) -> bool {
        let found = self.rest().starts_with(text);
        if found {
            self.at += text.len();
        }
        found
    }
    /// What was read since a byte.
    fn since(&self, at: usize) -> &'a str {
        self.text.get(at..self.at).unwrap_or_default()
    }
    fn unknown_since(&mut self, at: usize) -> Spanned {
        let written = super::source_line(self.since(at));
        self.scope.unknown(&written, at)
    }
    /// Goes past blanks and continued line breaks.
    fn blanks(&mut self) {
        loop {
            match self.peek() {
                Some('\n') => return,
                Some('\u{a0}') => {
                    self.hard_blanks.push(self.at);
                    self.at += '\u{a0}'.len_utf8();
                }
                Some(c) if c.is_whitespace() => self.at += c.len_utf8(),
                Some('`') => {
                    let after = self.rest().get(1..).unwrap_or_default();
                    let plain = after.trim_start_matches([' ', '\t', '\u{a0}']);
                    if !plain.is_empty() && !plain.starts_with('\n') {
                        return;
                    }
                    if plain.len() < after.len() && !plain.is_empty() {
                        self.broken.push(self.at);
                    }
                    self.at = self.text.len() - plain.len();
                    self.line_break();
                }
                Some('<') if self.rest().starts_with("<#") => {
                    let end = self.rest().find("#>");
                    self.at += end.map_or(self.rest().len(), |end| end + 2);
                }
                _ => return,
            }
        }
    }
    /// Goes past a line break and the prompt for what continues.
    fn line_break(&mut self) {
        if self.take("\n") {
            let indent = self.rest().trim_start_matches([' ', '\t']);
            if let Some(rest) = indent.strip_prefix(">>") {
                self.at = self.text.len() - rest.len();
            }
        }
    }
    /// Goes past blanks, line breaks, comments and semicolons.
    fn breaks(&mut self) {
        loop {
            self.blanks();
            match self.peek() {
                Some('\n') => self.line_break(),
                Some(';') => self.at += 1,
                Some('#') => {
                    let end = self.rest().find('\n');
                    self.at += end.unwrap_or(self.rest().len());
                }
                _ => return,
            }
        }
    }
    /// The name of a variable behind its `$`, and how it is written with it.
    fn name(&mut self) -> Option<(String, String, usize)> {
        let at = self.at;
        let rest = self.rest().strip_prefix('$')?;
        let name = if let Some(inside) = rest.strip_prefix('{') {
            let end = inside.find(['}', '\n'])?;
            let name = inside.get(..end)?;
            self.at += end + 3;
            name
        } else {
            let is_name = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
            let mut end = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
            if rest.starts_with(['?', '^', '$']) {
                end = 1;
            }
            // A colon ends a name, unless it stands behind a scope.
            let mut name = rest.get(..end)?;
            while name.ends_with(':') || name.contains("::") {
                name = name.rsplit_once(':')?.0;
            }
            if name.is_empty() {
                return None;
            }
            self.at += 1 + name.len();
            name
        };
        let plain = match name.split_once(':') {
            Some((scope, plain)) if !scope.eq_ignore_ascii_case("env") => plain,
            _ => name,
        };
        Some((plain.to_owned(), self.since(at).to_owned(), at))
    }
    /// A value up to a comma.
    fn single_value(&mut self) -> Spanned {
        self.breaks();
        self.single()
    }
    fn statement(&mut self) -> Kind {
        self.blanks();
        let begin = self.at;
        if let Some(kind) = self.about_variable() {
            return kind;
        }
        self.at = begin;
        Kind::Value(self.pipeline())
    }
    /// An assignment to a variable, or the call of a method of it.
    fn about_variable(&mut self) -> Option<Kind> {
        while self.peek() == Some('[') {
            // The type of the variable.
            self.at = closing(self.text, self.at)?;
            self.blanks();
        }
        let (name, _, _) = self.name()?;
        let mut path = Vec::new();
        loop {
            if self.rest().starts_with('.') && !self.rest().starts_with("..") {
                self.at += 1;
                path.push(self.word()?);
            } else if self.peek() == Some('[') {
                let close = closing(self.text, self.at)?;
                let inside = self.text.get(self.at + 1..close - 1)?;
                path.push(inside.trim().trim_matches(['\'', '"']).to_owned());
                self.at = close;
            } else {
                break;
            }
        }
        if self.peek() == Some('(') && !path.is_empty() {
            let arguments = self.arguments();
            self.blanks();
            let ends = self
                .peek()
                .is_none_or(|c| matches!(c, '\n' | ';' | '}' | ')' | '#' | '|'));
            return ends.then_some(Kind::Call {
                name,
                path,
                arguments,
            });
        }
        self.blanks();
        let adds = self.take("+=");
        if !adds {
            let rest = self.rest().strip_prefix('=')?;
            if rest.starts_with('=') {
                return None;
            }
            self.at += 1;
        }
        self.blanks();
        while self.peek() == Some('\n') {
            self.line_break();
            self.blanks();
        }
        let value = self.pipeline();
        Some(Kind::Assign {
            name,
            path,
            adds,
            value,
        })
    }
    /// A name of letters, digits and underscores.
    fn word(&mut self) -> Option<String> {
        let is_name = |c: char| c.is_alphanumeric() || c == '_';
        let rest = self.rest();
        let end = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
        let word = rest.get(..end).filter(|word| !word.is_empty())?;
        self.at += end;
        Some(word.to_owned())
    }
}
