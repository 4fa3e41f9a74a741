//! What names, members and items get for values.

use super::run::{DEEPEST, Program};
use super::value::{Node, Value};
use crate::syntax::program::tree::{Expression, Kind, Operator};
use std::rc::Rc;

impl Program<'_> {
    pub(super) fn assigned(
        &mut self,
        targets: &[Expression],
        value: &Expression,
        add: bool,
        unset: bool,
    ) {
        let mut node = self.evaluate(value);
        for target in targets {
            if unset {
                let known = self.quietly(target);
                if known.rank() > 1 {
                    continue;
                }
            }
            if add {
                let old = self.quietly(target);
                let kind = match (&old.value, &node.value) {
                    (Value::Map(_), Value::Map(_)) => Operator::Bar,
                    _ => Operator::Plus,
                };
                node = self
                    .worked_out(kind, &old, &node)
                    .unwrap_or(node.with(Value::Unknown));
            }
            self.take_apart(target, node.clone());
        }
    }
    /// Sets what stands on the left of a value: a name, a member, or a pattern of names.
    pub fn take_apart(&mut self, target: &Expression, node: Node) {
        if self.depth >= DEEPEST {
            return;
        }
        self.depth += 1;
        match &target.kind {
            Kind::Name(name) => self.set(name, node),
            Kind::Spread(inner) => self.take_apart(inner, node),
            Kind::Binary(Operator::Otherwise, inner, default) => {
                let node = match node.value {
                    Value::Null | Value::Unknown => self.evaluate(default),
                    _ => node,
                };
                self.take_apart(inner, node);
            }
            Kind::List(targets) => {
                for (at, target) in targets.iter().enumerate() {
                    let item = match &node.value {
                        Value::List(items) => items.get(at).cloned(),
                        _ => None,
                    };
                    let unknown = match node.value {
                        Value::Answer(_) => node.clone(),
                        _ => Node::new(target.at, target.end, Value::Unknown),
                    };
                    self.take_apart(target, item.unwrap_or(unknown));
                }
            }
            Kind::Map(targets) => {
                for (key, target) in targets {
                    let Some(Kind::Text(key)) = key.as_ref().map(|key| &key.kind) else {
                        self.take_apart(target, node.clone());
                        continue;
                    };
                    let unknown = Node::new(target.at, target.end, Value::Unknown);
                    let item = self.member(&node, key, unknown);
                    self.take_apart(target, item);
                }
            }
            Kind::Member(base, name) => self.set_member(base, name, target.at, node),
            Kind::Index(base, key) => {
                let key = self.evaluate(key);
                if let Some(name) = self.key(&key) {
                    self.set_member(base, &name, key.at, node);
                }
            }
            _ => {}
        }
        self.depth -= 1;
    }
    pub(super) fn set_member(&mut self, base: &Expression, name: &str, at: usize, node: Node) {
        let of = self.quietly(base);
        match &of.value {
            Value::Instance(object) => {
                self.changes += 1;
                let unsure = self.unsure > 0;
                if let Some(instance) = self.instances.get_mut(*object) {
                    let known = instance.members.get(name);
                    let keeps = known.is_some_and(|known| known.rank() > node.rank());
                    if !(unsure && keeps) {
                        instance.members.insert(name.to_owned(), node);
                    }
                }
            }
            Value::Answer(object) => self.changed(*object, name, at, node),
            Value::Map(members) => {
                let mut members = members.clone();
                self.steps = self.steps.saturating_sub(members.len() / 8);
                let all = Rc::make_mut(&mut members);
                match all.iter_mut().find(|member| member.key == name) {
                    Some(known) => (known.at, known.node) = (at, node),
                    None => all.push(super::value::Member {
                        key: name.to_owned(),
                        at,
                        node,
                    }),
                }
                self.take_apart(base, of.with(Value::Map(members)));
            }
            Value::List(items) => {
                let place = name.parse::<usize>().ok();
                let mut items = items.clone();
                if let Some(slot) = place.and_then(|at| Rc::make_mut(&mut items).get_mut(at)) {
                    *slot = node;
                    self.take_apart(base, of.with(Value::List(items)));
                }
            }
            _ => {}
        }
    }
}
