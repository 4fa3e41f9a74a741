//! HCL, the language of Terraform: bodies of attributes and blocks, and
//! expressions, in HCL's own syntax and in JSON.
//!
//! The crate `hcl-edit` parses; this module gives its trees in one form for
//! both syntaxes, with the byte at which everything stands. It knows nothing
//! of variables, functions or resources: nothing is evaluated here.

mod adapter;
mod heredoc;
mod json;
mod scan;
mod structures;

pub use adapter::template;
pub use json::body as json_body;
pub use structures::{Read, read};

/// Attributes and blocks.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Body {
    /// Attributes in their order.
    pub attributes: Vec<Attribute>,
    /// Blocks in their order.
    pub blocks: Vec<Block>,
}

/// `name = value`.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribute {
    /// Its name.
    pub name: String,
    /// The byte at which it begins.
    pub at: usize,
    /// Its value.
    pub value: Expression,
}

/// `kind "label" { … }`.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// Its kind: `resource`.
    pub kind: String,
    /// The byte at which it begins.
    pub at: usize,
    /// Its labels.
    pub labels: Vec<String>,
    /// What is in it.
    pub body: Body,
}

/// An expression.
#[derive(Debug, Clone, PartialEq)]
pub struct Expression {
    /// The byte at which it begins.
    pub at: usize,
    /// How it is written, in one line. Empty for texts, lists and maps.
    pub written: String,
    /// What it is.
    pub kind: Kind,
}

/// What an expression is.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Flag(bool),
    /// A number, as it is written.
    Number(String),
    /// A quoted text or a heredoc.
    Template(Vec<Part>),
    /// `[a, b]`
    List(Vec<Expression>),
    /// `{ key = value }`. A bare key is a text.
    Map(Vec<(Expression, Expression)>),
    /// A name: `var`, `each`.
    Name(String),
    /// What is reached from a value: `var.a["b"][*].c`.
    Path(Box<Expression>, Vec<Step>),
    /// A function's call; whether the last argument is spread: `f(list...)`.
    Call(String, Vec<Expression>, bool),
    /// `condition ? yes : no`
    Choice(Box<[Expression; 3]>),
    /// `!a`
    Not(Box<Expression>),
    /// `-a`
    Negative(Box<Expression>),
    /// `a + b`
    Binary(Operator, Box<[Expression; 2]>),
    /// `[for …]` or `{for …}`
    For(Box<For>),
}

/// A piece of a text.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// As it stands.
    Text(String),
    /// `${…}`
    Value(Expression),
    /// `%{ if … } … %{ else } … %{ endif }`
    If(Box<(Expression, Vec<Part>, Vec<Part>)>),
    /// `%{ for … } … %{ endfor }`
    For(Box<(For, Vec<Part>)>),
}

/// One step of a path.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// `.name`
    Name(String),
    /// `[expression]` or `.0`
    Index(Expression),
    /// `.*`: the steps behind it are taken from every item; an index ends it.
    EveryName,
    /// `[*]`: all steps behind it are taken from every item.
    Every,
}

/// The names and values of a loop.
#[derive(Debug, Clone, PartialEq)]
pub struct For {
    /// The name for the key or the position.
    pub key: Option<String>,
    /// The name for the value.
    pub value: String,
    /// What is gone through.
    pub collection: Expression,
    /// For a map: the key of each entry.
    pub result_key: Option<Expression>,
    /// Each result.
    pub result: Option<Expression>,
    /// Whether results of one key are put into a list.
    pub grouping: bool,
    /// Which items count.
    pub condition: Option<Expression>,
}

/// An operator between two values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `==`
    Equal,
    /// `!=`
    Unequal,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `%`
    Remainder,
    /// `&&`
    And,
    /// `||`
    Or,
}

impl Body {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&Expression> {
        let found = self.attributes.iter().find(|a| a.name == name);
        found.map(|attribute| &attribute.value)
    }
    /// The blocks of a kind.
    pub fn blocks<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Block> {
        self.blocks.iter().filter(move |block| block.kind == kind)
    }
}

impl Expression {
    /// An expression that is not there in so many words.
    fn new(at: usize, kind: Kind) -> Self {
        Expression {
            at,
            written: String::new(),
            kind,
        }
    }
    /// The expression in `"${…}"`, which is that itself; else this one.
    pub fn unwrapped(&self) -> &Expression {
        match &self.kind {
            Kind::Template(parts) => match parts.as_slice() {
                [Part::Value(only)] => only,
                _ => self,
            },
            _ => self,
        }
    }
    /// The text, where it is one without anything to be filled in.
    pub fn as_text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Template(parts) => match parts.as_slice() {
                [] => Some(""),
                [Part::Text(text)] => Some(text),
                _ => None,
            },
            _ => None,
        }
    }
}
