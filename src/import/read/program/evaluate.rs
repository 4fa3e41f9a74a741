//! What expressions come to.

use std::rc::Rc;

use super::run::{DEEPEST, Program};
use super::texts;
use super::value::{Member, Node, Value};
use crate::syntax::program::tree::{Comprehension, Expression, Kind, Operator, Piece};

impl Program<'_> {
    /// The value of an expression. One that is not known is written as the expression.
    pub fn evaluate(&mut self, expression: &Expression) -> Node {
        let unknown = Node::new(expression.at, expression.end, Value::Unknown);
        if self.steps == 0 || self.depth >= DEEPEST {
            return unknown;
        }
        self.steps -= 1;
        self.depth += 1;
        let found = self.found(expression);
        self.depth -= 1;
        match found {
            Some(node)
                if matches!(
                    node.value,
                    Value::Unknown | Value::Answer(_) | Value::Id(..)
                ) =>
            {
                unknown.with(node.value)
            }
            Some(node) => node,
            None => unknown,
        }
    }
    /// The value without what there is to note about it.
    pub fn quietly(&mut self, expression: &Expression) -> Node {
        match &expression.kind {
            // Calls are not made twice.
            Kind::Call(..) => Node::new(expression.at, expression.end, Value::Unknown),
            _ => self.evaluate(expression),
        }
    }

    fn found(&mut self, expression: &Expression) -> Option<Node> {
        let here = |value| Some(Node::new(expression.at, expression.end, value));
        match &expression.kind {
            Kind::Null => here(Value::Null),
            Kind::Flag(flag) => here(Value::Flag(*flag)),
            Kind::Number(digits) => here(Value::Number(digits.clone())),
            Kind::Text(text) => here(Value::Text(text.as_str().into())),
            // The documentation's form of bytes.
            Kind::Bytes(text) if text == "bytes" => here(Value::Text("string".into())),
            Kind::Bytes(text) => here(Value::Text(text.as_str().into())),
            Kind::Template(pieces) => self.template(expression, pieces),
            Kind::Name(name) => match self.name(name) {
                Some(node) => Some(node.clone()),
                None if name == "__name__" => here(Value::Text("__main__".into())),
                None => None,
            },
            Kind::List(items) => {
                let mut out = Vec::new();
                for item in items {
                    match &item.kind {
                        Kind::Elision => self.left_out_here(item.at),
                        Kind::Spread(inner) => {
                            let node = self.evaluate(inner);
                            match &node.value {
                                Value::List(items) => out.extend(items.iter().cloned()),
                                _ => out.push(node),
                            }
                        }
                        _ => out.push(self.evaluate(item)),
                    }
                }
                here(Value::List(Rc::new(out)))
            }
            Kind::Map(entries) => {
                let members = self.members(entries);
                here(Value::Map(Rc::new(members)))
            }
            Kind::Comprehension(inner) => self.comprehension(expression, inner),
            Kind::Member(base, name) => {
                let base = self.evaluate(base);
                let unknown = Node::new(expression.at, expression.end, Value::Unknown);
                Some(self.member(&base, name, unknown))
            }
            Kind::Index(base, key) => {
                let base = self.evaluate(base);
                let key = self.evaluate(key);
                self.indexed(&base, &key)
            }
            Kind::Slice(base, from, to) => {
                let base = self.evaluate(base);
                let mut bound = |bound: &Option<Box<Expression>>| match bound {
                    Some(bound) => self.evaluate(bound).as_whole().map(Some),
                    None => Some(None),
                };
                sliced(&base, bound(from)?, bound(to)?)
            }
            Kind::Call(callee, arguments) => self.call(expression, callee, arguments),
            Kind::Spread(inner) => Some(self.evaluate(inner)),
            Kind::Unary(operator, inner) => {
                let node = self.evaluate(inner);
                match operator {
                    Operator::Not => here(Value::Flag(!node.holds()?)),
                    Operator::Minus => match &node.value {
                        Value::Number(digits) => {
                            let digits = match digits.strip_prefix('-') {
                                Some(digits) => digits.to_owned(),
                                None => ["-", digits].concat(),
                            };
                            here(Value::Number(digits))
                        }
                        _ => None,
                    },
                    _ => None,
                }
            }
            Kind::Binary(operator, left, right) => self.binary(*operator, left, right, expression),
            Kind::Choice(condition, yes, no) => {
                let holds = self.evaluate(condition).holds();
                match holds {
                    Some(true) => Some(self.evaluate(yes)),
                    Some(false) => Some(self.evaluate(no)),
                    None => {
                        let (yes, no) = (self.evaluate(yes), self.evaluate(no));
                        Some(self.either(condition, yes, no))
                    }
                }
            }
            Kind::Function(function) => here(Value::Function(function.clone())),
            Kind::Elision | Kind::Unread => None,
        }
    }

    /// One of two values by a condition that is not known: the first that is something.
    fn either(&mut self, condition: &Expression, yes: Node, no: Node) -> Node {
        if yes.rank() != 2 || no.rank() != 2 {
            return if yes.rank() >= no.rank() { yes } else { no };
        }
        self.chosen.insert(yes.at, (condition.at, condition.end));
        yes
    }
    /// Says of values of a request that a condition which is not known has chosen them.
    pub(super) fn report_choices(&mut self, node: &Node) {
        if let Some((at, end)) = self.chosen.get(&node.at).copied() {
            let written = self.text.get(at..end).unwrap_or_default();
            let message = format!(
                "`{}` is not known here: the value for «true» is read",
                super::value::one_line(written)
            );
            self.reading.notes.open(at, "unknown-condition", message);
        }
        match &node.value {
            Value::List(items) => items.iter().for_each(|item| self.report_choices(item)),
            Value::Map(members) => {
                let nodes = members.iter().map(|member| &member.node);
                nodes.for_each(|node| self.report_choices(node));
            }
            _ => {}
        }
    }

    pub(super) fn left_out_here(&mut self, at: usize) {
        let message = "`...` stands for something that was left out";
        self.reading.notes.unread(at, "elision", message);
    }

    fn members(&mut self, entries: &[(Option<Expression>, Expression)]) -> Vec<Member> {
        let mut members: Vec<Member> = Vec::new();
        for (key, value) in entries {
            let Some(key) = key else {
                if matches!(value.kind, Kind::Elision) {
                    self.left_out_here(value.at);
                    continue;
                }
                let node = self.evaluate(value);
                if let Some(inner) = node.members() {
                    members.extend(inner.iter().cloned());
                } else if !matches!(node.value, Value::Null) {
                    let written = self.text.get(value.at..value.end).unwrap_or_default();
                    let written = crate::syntax::source_line(written);
                    let message = format!("`{written}` may hold members that are not known here");
                    self.reading.notes.open(value.at, "unknown-value", message);
                }
                continue;
            };
            let name = self.evaluate(key);
            let node = self.evaluate(value);
            let key_text = match self.key(&name) {
                Some(key) => key,
                None => name.symbol(self.reading, self.text).to_string(),
            };
            members.push(Member {
                key: key_text,
                at: key.at,
                node,
            });
        }
        members
    }

    /// The text that a key is.
    pub(super) fn key(&self, node: &Node) -> Option<String> {
        node.as_typed(self.python)
    }

    /// A text with values in it: what is known is filled in, the rest stays as it was written.
    fn template(&mut self, expression: &Expression, pieces: &[Piece]) -> Option<Node> {
        let mut out = String::new();
        let mut only = None;
        for piece in pieces {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Value(value, format) => {
                    let node = self.evaluate(value);
                    match texts::formatted(&node, format, self.python) {
                        Some(text) => out.push_str(&text),
                        None => {
                            if pieces.len() == 1 && node.rank() == 3 {
                                only = Some(node.clone());
                            }
                            out.push(self.piece(value, &node));
                        }
                    }
                }
            }
            if out.len() > texts::LONGEST {
                return None;
            }
        }
        if let Some(only) = only {
            return Some(only);
        }
        Some(Node::new(
            expression.at,
            expression.end,
            Value::Text(out.into()),
        ))
    }
    /// The symbol of a value inside a text, written with its brackets.
    fn piece(&mut self, value: &Expression, node: &Node) -> char {
        let before = self.text.get(..value.at).unwrap_or_default();
        let behind = self.text.get(value.end..).unwrap_or_default();
        let open = before.rfind('{').unwrap_or(value.at);
        let open = if before.get(..open).is_some_and(|b| b.ends_with('$')) && !self.python {
            open - 1
        } else {
            open
        };
        let close = behind.find('}').map_or(value.end, |at| value.end + at + 1);
        let whole = Node::new(open, close, node.value.clone());
        whole.symbol(self.reading, self.text)
    }

    fn comprehension(&mut self, expression: &Expression, inner: &Comprehension) -> Option<Node> {
        let mut items = Vec::new();
        let mut members = Vec::new();
        self.over(inner, 0, &mut items, &mut members)?;
        let value = match inner.key {
            Some(_) => Value::Map(Rc::new(members)),
            None => Value::List(Rc::new(items)),
        };
        Some(Node::new(expression.at, expression.end, value))
    }
    fn over(
        &mut self,
        inner: &Comprehension,
        level: usize,
        items: &mut Vec<Node>,
        members: &mut Vec<Member>,
    ) -> Option<()> {
        let Some(over) = inner.over.get(level) else {
            let node = self.evaluate(&inner.value);
            match &inner.key {
                Some(key) => {
                    let name = self.evaluate(key);
                    let name_text = self.key(&name)?;
                    members.push(Member {
                        key: name_text,
                        at: key.at,
                        node,
                    });
                }
                None => items.push(node),
            }
            return Some(());
        };
        let list = self.evaluate(&over.items);
        if list.is_unknown() {
            // Made from what is not known, it is not known.
            return None;
        }
        for item in self.each(&list) {
            if self.steps == 0 {
                return None;
            }
            self.take_apart(&over.target, item);
            let mut counts = true;
            for condition in &over.conditions {
                counts &= self.evaluate(condition).holds() != Some(false);
            }
            if counts {
                self.over(inner, level + 1, items, members)?;
            }
        }
        Some(())
    }

    /// `base[key]`.
    pub(super) fn indexed(&mut self, base: &Node, key: &Node) -> Option<Node> {
        match &base.value {
            Value::List(items) => {
                let at = key.as_whole()?;
                let at = if at < 0 {
                    at + i64::try_from(items.len()).ok()?
                } else {
                    at
                };
                items.get(usize::try_from(at).ok()?).cloned()
            }
            Value::Text(text) => {
                let at = usize::try_from(key.as_whole()?).ok()?;
                Some(base.text(text.chars().nth(at)?.to_string()))
            }
            Value::Answer(_) => match key.as_text() {
                Some(name) => Some(self.answered(base, name)),
                None => Some(base.clone()),
            },
            _ => {
                let name = self.key(key)?;
                let found = self.member(base, &name, base.with(Value::Unknown));
                Some(found)
            }
        }
    }
    /// What an answer says under a name: an id, or a part of the answer.
    pub(super) fn answered(&self, answer: &Node, name: &str) -> Node {
        let Value::Answer(object) = answer.value else {
            return answer.clone();
        };
        if super::requests::is_id(name) {
            return answer.with(Value::Id(object, name.into()));
        }
        answer.clone()
    }
    /// `base.name`, which in JavaScript is `base["name"]` as well.
    pub(super) fn member(&mut self, base: &Node, name: &str, unknown: Node) -> Node {
        match &base.value {
            Value::Map(_) => base.get(name).cloned().unwrap_or_else(|| {
                if self.python {
                    unknown.clone()
                } else {
                    unknown.with(Value::Null)
                }
            }),
            Value::Answer(_) => self.answered(base, name),
            Value::Arguments => {
                let name = name.replace('-', "_");
                self.options.get(&name).cloned().unwrap_or(unknown)
            }
            Value::List(items) if name == "length" && !self.python => {
                unknown.with(Value::Number(items.len().to_string()))
            }
            Value::Instance(object) => self.attribute(*object, name).unwrap_or(unknown),
            Value::Class(class) => {
                let object = self.object_of(class);
                self.attribute(object, name).unwrap_or(unknown)
            }
            Value::Unknown | Value::Client if self.python => match super::operation(name) {
                Some(operation) => unknown.with(Value::Request(operation)),
                None => unknown,
            },
            _ => unknown,
        }
    }
    fn attribute(&mut self, object: usize, name: &str) -> Option<Node> {
        let instance = self.instances.get(object)?;
        if let Some(node) = instance.members.get(name) {
            return Some(node.clone());
        }
        if let Some(function) = self.method(object, name) {
            return Some(Node::new(0, 0, Value::Method(object, function)));
        }
        let class = self.instances.get(object)?.class.clone()?;
        let of_class = self.object_of(&class);
        let instance = self.instances.get(of_class)?;
        instance.members.get(name).cloned()
    }
}

fn sliced(base: &Node, from: Option<i64>, to: Option<i64>) -> Option<Node> {
    let range = |length: usize| {
        let length = i64::try_from(length).ok()?;
        let place = |at: i64| {
            if at < 0 {
                (at + length).max(0)
            } else {
                at.min(length)
            }
        };
        let (from, to) = (place(from.unwrap_or(0)), place(to.unwrap_or(length)));
        Some((
            usize::try_from(from).ok()?,
            usize::try_from(to.max(from)).ok()?,
        ))
    };
    match &base.value {
        Value::List(items) => {
            let (from, to) = range(items.len())?;
            Some(base.with(Value::List(Rc::new(items.get(from..to)?.to_vec()))))
        }
        Value::Text(text) => {
            let (from, to) = range(text.chars().count())?;
            let text: String = text.chars().skip(from).take(to - from).collect();
            Some(base.text(text))
        }
        _ => None,
    }
}
