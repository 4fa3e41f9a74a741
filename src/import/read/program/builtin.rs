//! Calls: of functions of the text, and of those that every program has.

use std::rc::Rc;

use super::run::Program;
use super::value::{Member, Node, Value};
use crate::syntax::json;
use crate::syntax::program::tree::{Argument, Expression, Kind, Operator};
use crate::syntax::{Data, Spanned};

impl Program<'_> {
    /// A value by itself: in a session, what the interpreter prints.
    pub fn alone(&mut self, expression: &Expression) {
        let node = self.evaluate(expression);
        if matches!(expression.kind, Kind::Map(_) | Kind::List(_)) {
            let data = node.data(self.reading, self.text);
            super::super::json::document(self.reading, &data);
        }
    }

    /// What a call comes to.
    pub fn call(
        &mut self,
        whole: &Expression,
        callee: &Expression,
        arguments: &[Argument],
    ) -> Option<Node> {
        let base = match &callee.kind {
            Kind::Member(base, _) => Some(self.evaluate(base)),
            _ => None,
        };
        let name = callee.last_name().unwrap_or_default();
        let function = match (&base, &callee.kind) {
            (Some(base), _) => {
                let unknown = Node::new(callee.at, callee.end, Value::Unknown);
                self.member(base, name, unknown)
            }
            (None, _) => self.evaluate(callee),
        };
        let mut given = self.arguments(arguments);
        let here = |value| Some(Node::new(whole.at, whole.end, value));
        match &function.value {
            Value::Function(function) => {
                let function = function.clone();
                return Some(self.follow(&function, None, Some(given)));
            }
            Value::Method(object, function) => {
                let (object, function) = (*object, function.clone());
                return Some(self.follow(&function, Some(object), Some(given)));
            }
            Value::Class(class) => {
                let object = self.new_object(Some(class.clone()));
                for maker in ["__init__", "constructor"] {
                    let own = self.attribute_function(object, maker);
                    if let Some(function) = own {
                        self.follow(&function, Some(object), Some(given));
                        break;
                    }
                }
                return here(Value::Instance(object));
            }
            Value::Request(operation) => {
                let value = self.send(operation, &given, whole);
                return here(value);
            }
            _ => {}
        }
        if !matches!(function.value, Value::Null)
            && let Some(value) = self.construct(name, &given, whole)
        {
            return here(value);
        }
        if let Some(base) = &base
            && let Some(node) = self.method_of(base, name, &given, callee)
        {
            return Some(node);
        }
        if !self.python
            && let Some(operation) = super::operation(name)
        {
            let mut given = given;
            if let Some(members) = given.places.first().and_then(Node::members) {
                given.names = members.to_vec();
                given.places.clear();
            }
            let value = self.send(operation, &given, whole);
            return here(value);
        }
        let path = path(callee);
        if let Some(value) = self.intrinsic(&path, &given) {
            return here(value);
        }
        if let Some(value) = self.standard(&path, name, &given, base.as_ref()) {
            return here(value);
        }
        // `client.send(new CreateMaintenanceWindowCommand(…))`, `Tags.of(window)`, `Token.asString(…)`.
        let hands_on = match name {
            "send" | "of" | "asString" | "as_string" | "asNumber" | "as_number" => true,
            // `new TextEncoder().encode(…)`.
            "encode" => !self.python,
            _ => false,
        };
        if hands_on && let Some(first) = given.places.first().filter(|node| node.rank() > 1) {
            return here(first.value.clone());
        }
        // A function that sends what it is given: `retry(ssm.create_…, Name=…)`.
        if let Some(Value::Request(operation)) = given.places.first().map(|node| &node.value) {
            let operation = *operation;
            given.places.clear();
            let value = self.send(operation, &given, whole);
            return here(value);
        }
        // Functions that something unknown is given: it calls them.
        for node in &given.places {
            if let Value::Function(function) = &node.value
                && function.name.is_empty()
            {
                self.follow(&function.clone(), None, None);
            }
        }
        if base.as_ref().is_none_or(Node::is_unknown)
            && base.is_some()
            && let Some((object, function)) = self.method_by_name(name)
        {
            return Some(self.follow(&function, Some(object), Some(given)));
        }
        None
    }

    /// A text in which everything is known.
    pub(super) fn plain(&self, node: &Node) -> Option<String> {
        let text = node.as_text()?;
        let open = self.reading.symbols.within(text).next().is_some();
        (!open).then(|| text.to_owned())
    }
    pub(super) fn parsed(&mut self, node: &Node) -> Option<Value> {
        let read = json::whole(node.as_text()?)?;
        Some(from_data(&read.value, node).value)
    }
}

/// A path of names: `os.environ.get`. Empty for anything else.
pub(super) fn path(callee: &Expression) -> String {
    let mut names = Vec::new();
    let mut at = callee;
    loop {
        match &at.kind {
            Kind::Name(name) => {
                names.push(name.as_str());
                names.reverse();
                return names.join(".");
            }
            Kind::Member(base, name) => {
                names.push(name.as_str());
                at = base;
            }
            _ => return String::new(),
        }
    }
}

fn from_data(data: &Spanned, node: &Node) -> Node {
    node.with(match &data.data {
        Data::Null => Value::Null,
        Data::Flag(flag) => Value::Flag(*flag),
        Data::Number(digits) => Value::Number(digits.clone()),
        Data::Text(text) => Value::Text(text.as_str().into()),
        Data::List(items) => Value::List(Rc::new(
            items.iter().map(|item| from_data(item, node)).collect(),
        )),
        Data::Map(entries) => Value::Map(Rc::new(
            entries
                .iter()
                .map(|entry| Member {
                    key: entry.key.clone(),
                    at: node.at,
                    node: from_data(&entry.value, node),
                })
                .collect(),
        )),
    })
}

impl Program<'_> {
    /// A list with more items.
    pub(super) fn grown(&self, list: &Node, more: &[Node]) -> Option<Node> {
        let more = list.with(Value::List(Rc::new(more.to_vec())));
        self.worked_out(Operator::Plus, list, &more)
    }
}
