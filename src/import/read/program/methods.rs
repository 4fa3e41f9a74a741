//! Methods of texts, lists and maps.

use std::rc::Rc;

use super::arguments::Given;
use super::run::Program;
use super::texts;
use super::value::{Member, Node, Value};
use crate::syntax::program::tree::{Class, Expression, Function, Kind, Operator, Statement};

impl Program<'_> {
    /// What a method of a known value gives.
    pub(super) fn method_of(
        &mut self,
        base: &Node,
        name: &str,
        given: &Given,
        callee: &Expression,
    ) -> Option<Node> {
        match &base.value {
            Value::Text(text) => of_text(base, text, name, given),
            Value::List(items) => {
                let items = items.clone();
                self.of_list(base, &items, name, given, callee)
            }
            Value::Map(members) => {
                let members = members.clone();
                self.of_map(base, &members, name, given, callee)
            }
            Value::Answer(object) if self.constructs.contains(object) => {
                let value = self.method_of_construct(*object, name, given, callee)?;
                Some(base.with(value))
            }
            Value::Answer(_) if matches!(name, "promise" | "then" | "catch") => Some(base.clone()),
            Value::Answer(_) if name == "get" => self.indexed(base, given.places.first()?),
            Value::Arguments | Value::Id(..) if name == "get" || name == "strip" => {
                Some(base.clone())
            }
            Value::Request(operation) if name == "paginate" || name == "wait" => {
                let operation = *operation;
                let value = self.send(operation, given, callee);
                Some(base.with(value))
            }
            // `settings.get("name", default)`.
            Value::Unknown if name == "get" || name == "pop" || name == "setdefault" => {
                let default = given.places.get(1)?;
                let is_value = default.rank() > 1
                    && default.as_text() != Some("")
                    && default.items().is_none_or(|items| !items.is_empty())
                    && default.members().is_none();
                is_value.then(|| default.clone())
            }
            _ => None,
        }
    }

    fn of_list(
        &mut self,
        base: &Node,
        items: &Rc<Vec<Node>>,
        name: &str,
        given: &Given,
        callee: &Expression,
    ) -> Option<Node> {
        let Kind::Member(target, _) = &callee.kind else {
            return None;
        };
        let first = given.places.first();
        match name {
            "append" | "push" => {
                let grown = self.grown(base, &given.places)?;
                self.steps = self.steps.saturating_sub(items.len() / 16);
                self.take_apart(target, grown);
                Some(base.with(Value::Null))
            }
            "extend" => {
                let grown = self.worked_out(Operator::Plus, base, first?)?;
                self.steps = self.steps.saturating_sub(items.len() / 16);
                self.take_apart(target, grown);
                Some(base.with(Value::Null))
            }
            "copy" | "slice" if given.places.is_empty() => Some(base.clone()),
            "concat" => self.worked_out(Operator::Plus, base, first?),
            "join" => joined(base, items, first.and_then(Node::as_text).unwrap_or(",")),
            "includes" => self.worked_out(Operator::In, first?, base),
            "forEach" | "map" | "filter" | "flatMap" => {
                let Value::Function(function) = &first?.value else {
                    return None;
                };
                let function = function.clone();
                let mut out = Vec::new();
                for (number, item) in items.iter().enumerate() {
                    let number = item.with(Value::Number(number.to_string()));
                    let arguments = Given {
                        places: vec![item.clone(), number],
                        ..Given::default()
                    };
                    let node = self.follow(&function, None, Some(arguments));
                    match name {
                        "filter" if node.holds() == Some(false) => {}
                        "filter" => out.push(item.clone()),
                        "flatMap" => match node.items() {
                            Some(items) => out.extend(items.iter().cloned()),
                            None => out.push(node),
                        },
                        _ => out.push(node),
                    }
                }
                Some(base.with(Value::List(Rc::new(out))))
            }
            _ => None,
        }
    }

    fn of_map(
        &mut self,
        base: &Node,
        members: &Rc<Vec<Member>>,
        name: &str,
        given: &Given,
        callee: &Expression,
    ) -> Option<Node> {
        let Kind::Member(target, _) = &callee.kind else {
            return None;
        };
        let first = given.places.first();
        let key = |member: &Member| {
            let end = member.at + member.key.len();
            Node::new(member.at, end, Value::Text(member.key.as_str().into()))
        };
        let list = |items: Vec<Node>| Some(base.with(Value::List(Rc::new(items))));
        match name {
            "get" => {
                let found = base.get(&self.key(first?)?).cloned();
                Some(
                    found
                        .or(given.places.get(1).cloned())
                        .unwrap_or(base.with(Value::Null)),
                )
            }
            "items" => list(
                members
                    .iter()
                    .map(|member| {
                        let pair = vec![key(member), member.node.clone()];
                        member.node.with(Value::List(Rc::new(pair)))
                    })
                    .collect(),
            ),
            "keys" => list(members.iter().map(key).collect()),
            "values" => list(members.iter().map(|member| member.node.clone()).collect()),
            "copy" => Some(base.clone()),
            "update" => {
                let mut node = base.clone();
                if let Some(more) = first {
                    node = self.worked_out(Operator::Bar, &node, more)?;
                }
                let more = base.with(Value::Map(Rc::new(given.names.clone())));
                node = self.worked_out(Operator::Bar, &node, &more)?;
                self.steps = self.steps.saturating_sub(members.len());
                self.take_apart(target, node);
                Some(base.with(Value::Null))
            }
            "setdefault" => {
                let name = self.key(first?)?;
                if let Some(known) = base.get(&name) {
                    return Some(known.clone());
                }
                let node = given.places.get(1).cloned()?;
                let more = Member {
                    key: name,
                    at: first?.at,
                    node: node.clone(),
                };
                let more = base.with(Value::Map(Rc::new(vec![more])));
                let whole = self.worked_out(Operator::Bar, base, &more)?;
                self.take_apart(target, whole);
                Some(node)
            }
            "pop" => {
                let name = self.key(first?)?;
                let found = base.get(&name).or(given.places.get(1)).cloned();
                let mut rest = members.to_vec();
                rest.retain(|member| member.key != name);
                self.steps = self.steps.saturating_sub(members.len());
                self.take_apart(target, base.with(Value::Map(Rc::new(rest))));
                found
            }
            _ => None,
        }
    }

    /// The function of an object's class by its name.
    pub(super) fn attribute_function(&self, object: usize, name: &str) -> Option<Rc<Function>> {
        let class = self.instances.get(object)?.class.as_ref()?;
        own_function(class, name)
    }
}

/// The function of a class by its name.
pub(super) fn own_function(class: &Class, name: &str) -> Option<Rc<Function>> {
    class.body.iter().find_map(|statement| match statement {
        Statement::Function(function) if function.name == name => Some(function.clone()),
        _ => None,
    })
}

fn joined(base: &Node, items: &[Node], between: &str) -> Option<Node> {
    let texts: Option<Vec<String>> = items.iter().map(|item| item.as_typed(true)).collect();
    let texts = texts?;
    let length: usize = texts.iter().map(|text| text.len() + between.len()).sum();
    (length <= texts::LONGEST).then(|| base.text(texts.join(between)))
}

fn of_text(base: &Node, text: &str, name: &str, given: &Given) -> Option<Node> {
    let first = given.places.first();
    let argument = || first.and_then(Node::as_text);
    let is_trimmed = |c: char| match first.and_then(Node::as_text) {
        Some(set) => set.contains(c),
        None => c.is_whitespace(),
    };
    let said = |text: String| (text.len() <= texts::LONGEST).then(|| base.text(text));
    match name {
        "format" => {
            let mut named: Vec<(String, Node)> = given
                .names
                .iter()
                .map(|member| (member.key.clone(), member.node.clone()))
                .collect();
            named.reverse();
            said(texts::format(text, &given.places, &named)?)
        }
        "encode" | "decode" | "toString" | "valueOf" => Some(base.clone()),
        "isoformat" => Some(base.clone()),
        "join" => joined(base, first?.items()?, text),
        "strip" | "trim" => said(text.trim_matches(is_trimmed).to_owned()),
        "lstrip" | "trimStart" => said(text.trim_start_matches(is_trimmed).to_owned()),
        "rstrip" | "trimEnd" => said(text.trim_end_matches(is_trimmed).to_owned()),
        "lower" | "toLowerCase" | "casefold" => said(text.to_lowercase()),
        "upper" | "toUpperCase" => said(text.to_uppercase()),
        "capitalize" | "title" => {
            let mut begin = true;
            let out = text.chars().map(|c| {
                let out = if begin {
                    c.to_uppercase().to_string()
                } else {
                    c.to_lowercase().to_string()
                };
                begin = name == "title" && !c.is_alphanumeric();
                out
            });
            said(out.collect())
        }
        "replace" | "replaceAll" => {
            let new = given.places.get(1)?.as_text()?;
            let old = argument()?;
            if old.is_empty() || text.len() * (new.len() + 1) > texts::LONGEST * 4 {
                return None;
            }
            said(text.replace(old, new))
        }
        "removesuffix" => said(text.strip_suffix(argument()?).unwrap_or(text).to_owned()),
        "removeprefix" => said(text.strip_prefix(argument()?).unwrap_or(text).to_owned()),
        "zfill" | "rjust" | "ljust" | "padStart" | "padEnd" => {
            let width = usize::try_from(first?.as_whole()?)
                .ok()
                .filter(|width| *width < 1000)?;
            let fill = match name {
                "zfill" => "0",
                _ => given.places.get(1).and_then(Node::as_text).unwrap_or(" "),
            };
            let missing = width.saturating_sub(text.chars().count());
            let pad: String = fill
                .chars()
                .cycle()
                .take(if fill.is_empty() { 0 } else { missing })
                .collect();
            said(match name {
                "ljust" | "padEnd" => text.to_owned() + &pad,
                _ => pad + text,
            })
        }
        "split" => {
            let parts: Vec<Node> = match argument() {
                Some("") => return None,
                Some(between) => text.split(between).map(|part| base.text(part)).collect(),
                None => text
                    .split_whitespace()
                    .map(|part| base.text(part))
                    .collect(),
            };
            Some(base.with(Value::List(Rc::new(parts))))
        }
        "splitlines" => {
            let lines = text.lines().map(|line| base.text(line));
            Some(base.with(Value::List(Rc::new(lines.collect()))))
        }
        "startswith" | "startsWith" => Some(base.with(Value::Flag(text.starts_with(argument()?)))),
        "endswith" | "endsWith" => Some(base.with(Value::Flag(text.ends_with(argument()?)))),
        "includes" => Some(base.with(Value::Flag(text.contains(argument()?)))),
        _ => None,
    }
}
