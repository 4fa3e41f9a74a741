//! The arguments of a call, and what parameters become by them.

use std::rc::Rc;

use super::run::Program;
use super::value::{Member, Node, Value};
use crate::syntax::program::tree::{Argument, Expression, Function, Kind, Spread};

/// The arguments of a call.
#[derive(Debug, Clone, Default)]
pub(super) struct Given {
    /// Those in order.
    pub places: Vec<Node>,
    /// Those by name.
    pub names: Vec<Member>,
    /// Where arguments stand that are not known: `**options`.
    pub unknown: Vec<Node>,
    /// Where something was left out: `...`.
    pub left_out: Vec<usize>,
}

impl Given {
    /// The argument by its name, or else by its place.
    pub fn get(&self, name: &str, place: usize) -> Option<&Node> {
        let named = self.names.iter().rev().find(|member| member.key == name);
        named.map(|member| &member.node).or(self.places.get(place))
    }
    /// What tells these arguments from others.
    pub fn identity(&self, text: &str) -> String {
        let mut out = String::new();
        let all = self.places.iter().chain(&self.unknown);
        all.for_each(|node| node.identity(text, &mut out));
        for member in &self.names {
            out.push_str(&member.key);
            out.push('=');
            member.node.identity(text, &mut out);
        }
        out
    }
}

impl Program<'_> {
    /// The arguments of a call with their values.
    pub fn arguments(&mut self, arguments: &[Argument]) -> Given {
        let mut given = Given::default();
        for argument in arguments {
            if matches!(argument.value.kind, Kind::Elision) {
                given.left_out.push(argument.value.at);
                continue;
            }
            let node = self.evaluate(&argument.value);
            match (&argument.name, argument.spread, &node.value) {
                (Some((name, at)), ..) => given.names.push(Member {
                    key: name.clone(),
                    at: *at,
                    node,
                }),
                (None, Spread::No, _) => given.places.push(node),
                (None, Spread::List, Value::List(items)) => {
                    given.places.extend(items.iter().cloned());
                }
                (None, Spread::Map, Value::Map(members)) => {
                    given.names.extend(members.iter().cloned());
                }
                (None, Spread::List | Spread::Map, _) => given.unknown.push(node),
            }
        }
        given
    }

    /// Gives parameters their values.
    pub fn bind(&mut self, function: &Rc<Function>, this: Option<usize>, given: Option<Given>) {
        let alone = given.is_none();
        if let (false, Some(object)) = (self.python, this) {
            let node = Node::new(0, 0, Value::Instance(object));
            self.set("this", node);
        }
        let mut given = given.unwrap_or_default();
        let mut places = std::mem::take(&mut given.places).into_iter();
        for (number, parameter) in function.parameters.iter().enumerate() {
            let target = &parameter.target;
            let is_this = number == 0
                && matches!(&target.kind, Kind::Name(name) if name == "self" || name == "cls");
            if let (true, Some(object)) = (is_this, this) {
                self.take_apart(target, unknown(target).with(Value::Instance(object)));
                continue;
            }
            let node = match parameter.spread {
                Spread::List if alone => unknown(target),
                Spread::Map if alone => unknown(target),
                Spread::List => {
                    unknown(target).with(Value::List(Rc::new(places.by_ref().collect())))
                }
                Spread::Map if !given.unknown.is_empty() => unknown(target),
                Spread::Map => {
                    let rest = std::mem::take(&mut given.names);
                    unknown(target).with(Value::Map(Rc::new(rest)))
                }
                Spread::No => {
                    let name = match &target.kind {
                        Kind::Name(name) => name.as_str(),
                        _ => "",
                    };
                    let named = given.names.iter().position(|member| member.key == name);
                    let found = match named {
                        Some(at) => Some(given.names.remove(at).node),
                        None => places.next(),
                    };
                    match (found, &parameter.default) {
                        (Some(node), _) => node,
                        (None, Some(default)) => self.default(default, alone),
                        (None, None) => unknown(target),
                    }
                }
            };
            self.take_apart(target, node);
        }
    }
    /// The default of a parameter; one of a function that nothing calls decides nothing.
    fn default(&mut self, default: &Expression, alone: bool) -> Node {
        let node = self.evaluate(default);
        match node.value {
            Value::Flag(flag) if alone => node.with(Value::Switch(flag)),
            Value::Null if alone => node.with(Value::Unknown),
            // `props = {}`: what it holds is not known.
            Value::Map(ref members) if alone && members.is_empty() => node.with(Value::Unknown),
            _ => node,
        }
    }
}

fn unknown(target: &Expression) -> Node {
    Node::new(target.at, target.end, Value::Unknown)
}
