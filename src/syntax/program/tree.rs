//! What a program says, whatever its language: expressions and statements,
//! each with the bytes that it spans.

use std::rc::Rc;

/// An expression and the bytes that it spans.
#[derive(Debug, Clone, PartialEq)]
pub struct Expression {
    /// The byte at which it begins.
    pub at: usize,
    /// The byte behind it.
    pub end: usize,
    /// What it is.
    pub kind: Kind,
}

/// What an expression is.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// `None`, `null`, `undefined`.
    Null,
    /// True or false.
    Flag(bool),
    /// A number, in decimal digits.
    Number(String),
    /// A text without its quotes.
    Text(String),
    /// Bytes that are a text: `b"…"`.
    Bytes(String),
    /// A text with values in it: `f"…{x}"`, `` `…${x}` ``.
    Template(Vec<Piece>),
    /// A name.
    Name(String),
    /// A list, tuple or set.
    List(Vec<Expression>),
    /// A map; an entry without a key spreads another map.
    Map(Vec<(Option<Expression>, Expression)>),
    /// A list or map made by going over others.
    Comprehension(Box<Comprehension>),
    /// `x.name`.
    Member(Box<Expression>, String),
    /// `x[key]`.
    Index(Box<Expression>, Box<Expression>),
    /// `x[from:to]`.
    Slice(
        Box<Expression>,
        Option<Box<Expression>>,
        Option<Box<Expression>>,
    ),
    /// `f(…)`, `new F(…)`.
    Call(Box<Expression>, Vec<Argument>),
    /// `*x`, `...x` in a list.
    Spread(Box<Expression>),
    /// An operator before a value.
    Unary(Operator, Box<Expression>),
    /// An operator between two values.
    Binary(Operator, Box<Expression>, Box<Expression>),
    /// One of two values, by a condition.
    Choice(Box<Expression>, Box<Expression>, Box<Expression>),
    /// A function without a name.
    Function(Rc<Function>),
    /// `...` in place of what was left out.
    Elision,
    /// What could not be read, or means nothing here.
    Unread,
}

/// A piece of a text with values in it.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// A text.
    Text(String),
    /// A value, with what says how it is formatted.
    Value(Expression, String),
}

/// An operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `*`
    Times,
    /// `/`
    Over,
    /// `//`
    Whole,
    /// `%`
    Rest,
    /// `|`
    Bar,
    /// `==`, `===`
    Equal,
    /// `!=`, `!==`
    Unequal,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
    /// `in`
    In,
    /// `not in`
    NotIn,
    /// `and`, `&&`
    And,
    /// `or`, `||`
    Or,
    /// `??`
    Otherwise,
    /// `not`, `!`
    Not,
    /// One that is not worked out: `&`, `<<`, `typeof`.
    Other,
}

/// An argument of a call.
#[derive(Debug, Clone, PartialEq)]
pub struct Argument {
    /// The name that it is given by, and where that begins.
    pub name: Option<(String, usize)>,
    /// Whether it stands for several.
    pub spread: Spread,
    /// Its value.
    pub value: Expression,
}

/// Whether an argument or parameter stands for several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spread {
    /// For one.
    No,
    /// For those in order: `*x`, `...x`.
    List,
    /// For those by name: `**x`.
    Map,
}

/// A list or map made by going over others.
#[derive(Debug, Clone, PartialEq)]
pub struct Comprehension {
    /// The key, where it makes a map.
    pub key: Option<Expression>,
    /// The value of each item.
    pub value: Expression,
    /// What it goes over, from the outside in.
    pub over: Vec<Over>,
}

/// `for x in y if c`.
#[derive(Debug, Clone, PartialEq)]
pub struct Over {
    /// What each item is called.
    pub target: Expression,
    /// The items.
    pub items: Expression,
    /// Conditions for an item to count.
    pub conditions: Vec<Expression>,
}

/// A function.
#[derive(Debug, Clone, PartialEq)]
pub struct Function {
    /// Its name; may be empty.
    pub name: String,
    /// Its parameters.
    pub parameters: Vec<Parameter>,
    /// Its body.
    pub body: Vec<Statement>,
}

/// A parameter of a function.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// Its name, or the pattern that takes it apart.
    pub target: Expression,
    /// Its default.
    pub default: Option<Expression>,
    /// Whether it takes several.
    pub spread: Spread,
}

/// A statement.
#[derive(Debug, Clone, PartialEq)]
pub enum Statement {
    /// A value by itself.
    Expression(Expression),
    /// `x = y`, for each name in turn; `add` for `x += y`.
    Assign {
        /// What is set.
        targets: Vec<Expression>,
        /// The value.
        value: Expression,
        /// Whether the value is added.
        add: bool,
        /// Whether it is set only where nothing is set yet: `??=`, `||=`.
        unset: bool,
    },
    /// `return x`.
    Return(Option<Expression>),
    /// `break`, `continue`.
    Leave {
        /// Whether the rest of the items is left as well.
        all: bool,
    },
    /// `if`.
    If {
        /// The condition.
        condition: Expression,
        /// What is done if it holds.
        yes: Vec<Statement>,
        /// What is done if not.
        no: Vec<Statement>,
    },
    /// `for x in y`.
    For {
        /// What each item is called.
        target: Expression,
        /// The items.
        items: Expression,
        /// What is done for each.
        body: Vec<Statement>,
    },
    /// A named function.
    Function(Rc<Function>),
    /// A class with its functions.
    Class(Rc<Class>),
    /// Statements that are carried out in their order.
    Block(Vec<Statement>),
    /// Statements of which it is not known whether they are carried out.
    Perhaps(Vec<Statement>),
}

/// A class.
#[derive(Debug, Clone, PartialEq)]
pub struct Class {
    /// Its name.
    pub name: String,
    /// What it is made of.
    pub body: Vec<Statement>,
}

impl Expression {
    /// An expression.
    pub fn new(at: usize, end: usize, kind: Kind) -> Self {
        Expression { at, end, kind }
    }
    /// The last name of a path: `c` of `a.b.c`.
    pub fn last_name(&self) -> Option<&str> {
        match &self.kind {
            Kind::Name(name) | Kind::Member(_, name) => Some(name),
            _ => None,
        }
    }
}
