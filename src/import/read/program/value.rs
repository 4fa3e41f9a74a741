//! Values of a program as far as they are known.

use std::rc::Rc;

use crate::catalogue::Operation;
use crate::import::read::call::Reading;
use crate::syntax::program::tree::{Class, Function};
use crate::syntax::{Data, Entry, Link, Spanned, Symbol};

/// A value and the bytes of the text that say it.
#[derive(Debug, Clone)]
pub struct Node {
    /// The byte at which it begins.
    pub at: usize,
    /// The byte behind it.
    pub end: usize,
    /// The value.
    pub value: Value,
}

/// A value.
#[derive(Debug, Clone)]
pub enum Value {
    /// Nothing.
    Null,
    /// True or false.
    Flag(bool),
    /// True or false unless someone says otherwise on a command line.
    Switch(bool),
    /// A number, in decimal digits.
    Number(String),
    /// A text, perhaps with symbols in it.
    Text(Rc<str>),
    /// Items.
    List(Rc<Vec<Node>>),
    /// Members by their names.
    Map(Rc<Vec<Member>>),
    /// A function of the text.
    Function(Rc<Function>),
    /// A class of the text.
    Class(Rc<Class>),
    /// An object of a class of the text, by its number.
    Instance(usize),
    /// A function of an object.
    Method(usize, Rc<Function>),
    /// What the command line of the program says.
    Arguments,
    /// What sends requests.
    Client,
    /// A method of a client.
    Request(&'static Operation),
    /// The answer to a request, or what it makes, by the number of the object.
    Answer(usize),
    /// An id in an answer: the number of the object and the member.
    Id(usize, Rc<str>),
    /// Not known.
    Unknown,
}

/// A member of a map.
#[derive(Debug, Clone)]
pub struct Member {
    /// Its name.
    pub key: String,
    /// The byte at which the name begins.
    pub at: usize,
    /// Its value.
    pub node: Node,
}

impl Node {
    /// A value at a place.
    pub fn new(at: usize, end: usize, value: Value) -> Self {
        Node { at, end, value }
    }
    /// The same place with another value.
    pub fn with(&self, value: Value) -> Self {
        Node::new(self.at, self.end, value)
    }
    /// A text at the same place.
    pub fn text(&self, text: impl Into<Rc<str>>) -> Self {
        self.with(Value::Text(text.into()))
    }
    /// Whether it is not known.
    pub fn is_unknown(&self) -> bool {
        matches!(self.value, Value::Unknown)
    }
    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
    /// The items of a list.
    pub fn items(&self) -> Option<&[Node]> {
        match &self.value {
            Value::List(items) => Some(items),
            _ => None,
        }
    }
    /// The members of a map.
    pub fn members(&self) -> Option<&[Member]> {
        match &self.value {
            Value::Map(members) => Some(members),
            _ => None,
        }
    }
    /// The member of a map; of several the last.
    pub fn get(&self, key: &str) -> Option<&Node> {
        let mut members = self.members()?.iter().rev();
        members.find(|member| member.key == key).map(|m| &m.node)
    }
    /// A whole number.
    pub fn as_whole(&self) -> Option<i64> {
        match &self.value {
            Value::Number(digits) => digits.parse().ok(),
            Value::Flag(flag) => Some(i64::from(*flag)),
            _ => None,
        }
    }
    /// A text, number or flag as Python's `str` gives it.
    pub fn as_typed(&self, python: bool) -> Option<String> {
        Some(match &self.value {
            Value::Text(text) => text.to_string(),
            Value::Number(digits) => digits.clone(),
            Value::Flag(flag) | Value::Switch(flag) => match (flag, python) {
                (true, true) => "True".to_owned(),
                (false, true) => "False".to_owned(),
                (flag, false) => flag.to_string(),
            },
            Value::Null if python => "None".to_owned(),
            _ => return None,
        })
    }
    /// Whether a condition holds, where that is known.
    pub fn holds(&self) -> Option<bool> {
        Some(match &self.value {
            Value::Null => false,
            Value::Flag(flag) => *flag,
            Value::Number(digits) => digits.parse::<f64>().ok()? != 0.0,
            Value::Text(text) => !text.is_empty(),
            Value::List(items) => !items.is_empty(),
            Value::Map(members) => !members.is_empty(),
            Value::Function(_) | Value::Class(_) | Value::Method(..) => true,
            Value::Client | Value::Request(_) => true,
            _ => return None,
        })
    }
    /// How much is known of it: of two values that a name may have, the better one counts.
    pub fn rank(&self) -> u8 {
        match self.value {
            Value::Null => 0,
            Value::Unknown => 1,
            Value::Answer(_) | Value::Id(..) => 3,
            _ => 2,
        }
    }
    /// What tells its value from others; what only sends requests or is an object counts as the same.
    pub fn identity(&self, text: &str, out: &mut String) {
        match &self.value {
            Value::List(items) => {
                out.push('[');
                items.iter().for_each(|item| item.identity(text, out));
                out.push(']');
            }
            Value::Map(members) => {
                out.push('{');
                for member in members.iter() {
                    out.push_str(&member.key);
                    out.push(':');
                    member.node.identity(text, out);
                }
                out.push('}');
            }
            Value::Answer(object) => out.push_str(&format!("#{object}")),
            Value::Id(object, member) => out.push_str(&format!("#{object}.{member}")),
            Value::Unknown => out.push_str(text.get(self.at..self.end).unwrap_or_default()),
            Value::Client | Value::Instance(_) | Value::Class(_) | Value::Function(_) => {}
            Value::Request(operation) => out.push_str(operation.name),
            _ => out.push_str(&self.as_typed(true).unwrap_or_default()),
        }
        out.push('\u{1}');
    }
    /// The value as data, with what is not known as symbols.
    pub fn data(&self, reading: &mut Reading, text: &str) -> Spanned {
        let data = match &self.value {
            Value::Null => Data::Null,
            Value::Flag(flag) | Value::Switch(flag) => Data::Flag(*flag),
            Value::Number(digits) => Data::Number(digits.clone()),
            Value::Text(text) => Data::Text(text.to_string()),
            Value::List(items) => {
                Data::List(items.iter().map(|item| item.data(reading, text)).collect())
            }
            Value::Map(members) => Data::Map(
                members
                    .iter()
                    .map(|member| {
                        let value = member.node.data(reading, text);
                        Entry::new(member.key.clone(), member.at, value)
                    })
                    .collect(),
            ),
            _ => Data::Text(self.symbol(reading, text).to_string()),
        };
        Spanned::new(self.at, data)
    }
    /// The symbol that stands for it in a text.
    pub fn symbol(&self, reading: &mut Reading, text: &str) -> char {
        let link = match &self.value {
            Value::Answer(object) => Some(Link {
                object: *object,
                member: String::new(),
            }),
            Value::Id(object, member) => Some(Link {
                object: *object,
                member: member.to_string(),
            }),
            _ => None,
        };
        let written = one_line(text.get(self.at..self.end).unwrap_or_default());
        reading.symbols.add(Symbol {
            written,
            at: self.at,
            link,
        })
    }
}

/// A piece of a program in one line.
pub fn one_line(text: &str) -> String {
    if text.contains('\n') {
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        text.to_owned()
    }
}
