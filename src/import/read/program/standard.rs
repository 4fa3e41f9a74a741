//! Functions that Python and JavaScript have themselves, and those of a program's environment.

use super::arguments::Given;
use super::run::Program;
use super::texts::{self, Layout};
use super::value::{Member, Node, Value};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::rc::Rc;

/// More items than a loop of any program has.
const MOST_ITEMS: i64 = 2000;

impl Program<'_> {
    /// Functions that come with the language and its libraries, by their path.
    pub(super) fn standard(
        &mut self,
        path: &str,
        name: &str,
        given: &Given,
        base: Option<&Node>,
    ) -> Option<Value> {
        let first = given.places.first();
        let text = |node: Option<&Node>| node.and_then(|node| node.as_typed(true));
        let list = |items: Vec<Node>| Some(Value::List(Rc::new(items)));
        let is_library = |node: &Node| matches!(node.value, Value::Unknown | Value::Client);
        if base.is_none_or(is_library)
            && let Some(value) = self.of_a_program(path, name, given)
        {
            return Some(value);
        }
        match path {
            "str" | "bytes" | "String" if first.is_some() => match first.map(|node| &node.value) {
                Some(id @ (Value::Id(..) | Value::Answer(_))) => Some(id.clone()),
                _ => Some(Value::Text(text(first)?.into())),
            },
            "int" | "Number" | "parseInt" | "float" => {
                let digits = text(first)?.trim().to_owned();
                digits.parse::<f64>().ok()?;
                Some(Value::Number(digits))
            }
            "bool" => Some(Value::Flag(first?.holds()?)),
            "len" => {
                let length = match &first?.value {
                    Value::Text(text) => text.chars().count(),
                    Value::List(items) => items.len(),
                    Value::Map(members) => members.len(),
                    _ => return None,
                };
                Some(Value::Number(length.to_string()))
            }
            "list" | "tuple" | "iter" | "set" | "frozenset" => match first {
                None => list(Vec::new()),
                Some(node) if node.is_unknown() => None,
                Some(node) => {
                    let items = self.each(node);
                    list(items)
                }
            },
            "reversed" => {
                let mut items = first?.items()?.to_vec();
                items.reverse();
                list(items)
            }
            "sorted" => {
                let mut items = self.each(first?);
                if given.names.is_empty() {
                    let numbers = items.iter().all(|item| item.as_whole().is_some());
                    if numbers {
                        items.sort_by_key(Node::as_whole);
                    } else {
                        items.sort_by_key(|item| item.as_typed(true));
                    }
                }
                (!first?.is_unknown()).then(|| list(items)).flatten()
            }
            "dict" => {
                let mut members = match first {
                    None => Vec::new(),
                    Some(node) => match (&node.value, node.members()) {
                        (_, Some(members)) => members.to_vec(),
                        (Value::List(items), _) => items
                            .iter()
                            .map(|pair| {
                                let [key, value] = pair.items()? else {
                                    return None;
                                };
                                Some(Member {
                                    key: key.as_typed(true)?,
                                    at: key.at,
                                    node: value.clone(),
                                })
                            })
                            .collect::<Option<Vec<Member>>>()?,
                        _ => return None,
                    },
                };
                for member in &given.names {
                    members.retain(|known| known.key != member.key);
                    members.push(member.clone());
                }
                Some(Value::Map(Rc::new(members)))
            }
            "range" => {
                let bounds: Option<Vec<i64>> = given.places.iter().map(Node::as_whole).collect();
                let (from, to, step) = match bounds?.as_slice() {
                    [to] => (0, *to, 1),
                    [from, to] => (*from, *to, 1),
                    [from, to, step] if *step > 0 => (*from, *to, *step),
                    _ => return None,
                };
                let node = first?;
                let to = to.min(from.saturating_add(MOST_ITEMS.saturating_mul(step)));
                let mut items = Vec::new();
                let mut at = from;
                while at < to {
                    items.push(node.with(Value::Number(at.to_string())));
                    at = at.saturating_add(step);
                }
                list(items)
            }
            "enumerate" => {
                let node = first?;
                let start = given.get("start", 1).and_then(Node::as_whole).unwrap_or(0);
                let items = self.each(node);
                let unknown = node.items().is_none();
                let pairs = items.into_iter().zip(start..).map(|(item, number)| {
                    let number = if unknown {
                        Value::Unknown
                    } else {
                        Value::Number(number.to_string())
                    };
                    item.with(Value::List(Rc::new(vec![item.with(number), item.clone()])))
                });
                list(pairs.collect())
            }
            "zip" => {
                let lists: Option<Vec<&[Node]>> = given.places.iter().map(Node::items).collect();
                let lists = lists?;
                let length = lists.iter().map(|items| items.len()).min()?;
                let rows = (0..length).map(|at| {
                    let row: Vec<Node> = lists.iter().filter_map(|l| l.get(at).cloned()).collect();
                    first.map(|node| node.with(Value::List(Rc::new(row))))
                });
                list(rows.collect::<Option<Vec<Node>>>()?)
            }
            "map" => {
                let (Value::Function(function), Some(over)) = (&first?.value, given.places.get(1))
                else {
                    return None;
                };
                let function = function.clone();
                let items = self.each(over);
                let mut out = Vec::new();
                for item in items {
                    let arguments = Given {
                        places: vec![item],
                        ..Given::default()
                    };
                    out.push(self.follow(&function, None, Some(arguments)));
                }
                list(out)
            }
            "next" => {
                let node = first?;
                match &node.value {
                    Value::List(items) => {
                        let found = items.first().or(given.places.get(1));
                        found.map(|node| node.value.clone())
                    }
                    Value::Answer(object) => Some(Value::Answer(*object)),
                    _ => None,
                }
            }
            "min" | "max" => {
                let items: &[Node] = match given.places.as_slice() {
                    [only] => only.items()?,
                    all => all,
                };
                let numbers: Option<Vec<i64>> = items.iter().map(Node::as_whole).collect();
                let numbers = numbers?.into_iter();
                let found = if path == "min" {
                    numbers.min()
                } else {
                    numbers.max()
                };
                Some(Value::Number(found?.to_string()))
            }
            "cast" | "typing.cast" => given.places.get(1).map(|node| node.value.clone()),
            "copy.deepcopy" | "copy.copy" | "deepcopy" | "copy" | "structuredClone" => {
                Some(first?.value.clone())
            }
            "Buffer.from" | "Array.from" => Some(first?.value.clone()),
            "Object.entries" | "Object.keys" | "Object.values" => {
                let members = first?.members()?.to_vec();
                let items = members.into_iter().map(|member| {
                    let end = member.at + member.key.len();
                    let key = Node::new(member.at, end, Value::Text(member.key.as_str().into()));
                    match path {
                        "Object.keys" => key,
                        "Object.values" => member.node,
                        _ => key.with(Value::List(Rc::new(vec![key.clone(), member.node]))),
                    }
                });
                list(items.collect())
            }
            "Object.assign" => {
                let mut members: Vec<Member> = Vec::new();
                for node in &given.places {
                    for member in node.members()? {
                        members.retain(|known| known.key != member.key);
                        members.push(member.clone());
                    }
                }
                Some(Value::Map(Rc::new(members)))
            }
            "vars" => matches!(first?.value, Value::Arguments).then_some(Value::Arguments),
            "getattr" => {
                let method = given.places.get(1)?.as_text()?;
                super::operation(method).map(Value::Request)
            }
            _ => None,
        }
    }
    /// Functions of libraries that scripts use, by the end of their path.
    pub(super) fn of_a_program(&mut self, path: &str, name: &str, given: &Given) -> Option<Value> {
        let first = given.places.first();
        match name {
            "dumps" | "stringify" | "toJsonString" | "to_json_string" => {
                let node = first?;
                if matches!(node.value, Value::Unknown) {
                    return None;
                }
                let indent = given.get("indent", if self.python { 99 } else { 2 });
                let ascii = given.get("ensure_ascii", 99).and_then(Node::holds) != Some(false);
                let layout = Layout {
                    python: self.python && ascii,
                    indent: indent
                        .and_then(Node::as_whole)
                        .and_then(|indent| usize::try_from(indent).ok())
                        .unwrap_or(0)
                        .min(8),
                };
                let (reading, text) = (&mut *self.reading, self.text);
                let mut unknown = |node: &Node| node.symbol(reading, text);
                Some(Value::Text(texts::json(node, layout, &mut unknown)?.into()))
            }
            "loads" if path.contains("json") || path == name => self.parsed(first?),
            "parse" if path.starts_with("JSON") => self.parsed(first?),
            "b64encode" | "standard_b64encode" | "urlsafe_b64encode" => {
                Some(Value::Text(STANDARD.encode(self.plain(first?)?).into()))
            }
            "b64decode" => {
                let bytes = STANDARD.decode(first?.as_text()?).ok()?;
                Some(Value::Text(String::from_utf8(bytes).ok()?.into()))
            }
            "dedent" | "cleandoc" => Some(Value::Text(dedented(first?.as_text()?).into())),
            "getenv" => self.default_of(given),
            "get" if path.ends_with("environ.get") => self.default_of(given),
            "setdefault" if path.ends_with("environ.setdefault") => self.default_of(given),
            "client" | "resource" | "Session" | "session" | "ArgumentParser" => Some(Value::Client),
            "get_paginator" | "get_waiter" => {
                super::operation(first?.as_text()?).map(Value::Request)
            }
            "add_argument" => {
                self.option(given);
                Some(Value::Null)
            }
            "parse_args" | "parse_known_args" => Some(Value::Arguments),
            "datetime" => date(given),
            "now" | "utcnow" | "today" => None,
            "input" | "raw_input" => None,
            _ => None,
        }
    }
    pub(super) fn default_of(&self, given: &Given) -> Option<Value> {
        let default = given.get("default", 1)?;
        // Nothing as a default is no value.
        let is_value = default.rank() > 1 && default.as_text() != Some("");
        is_value.then(|| default.value.clone())
    }
    /// `add_argument("--name", default=…)`.
    pub(super) fn option(&mut self, given: &Given) {
        let names = given.places.iter().filter_map(Node::as_text);
        let long = names.clone().find(|name| name.starts_with("--"));
        let Some(name) = long.or(names.clone().next()) else {
            return;
        };
        let dest = given.get("dest", 99).and_then(Node::as_text);
        let name = dest
            .unwrap_or(name)
            .trim_start_matches('-')
            .replace('-', "_");
        let action = given.get("action", 99).and_then(Node::as_text);
        let default = given.get("default", 99).filter(|node| node.rank() > 1);
        let node = match (default, action) {
            (Some(node), _) => match node.value {
                Value::Flag(flag) => Some(node.with(Value::Switch(flag))),
                _ => Some(node.clone()),
            },
            (None, Some("store_true")) => {
                given.places.first().map(|n| n.with(Value::Switch(false)))
            }
            (None, Some("store_false")) => {
                given.places.first().map(|n| n.with(Value::Switch(true)))
            }
            (None, _) => None,
        };
        if let Some(node) = node.filter(|node| node.as_text() != Some("")) {
            self.options.insert(name, node);
        }
    }
}

/// `datetime(2027, 1, 31, 8, tzinfo=…)`: as ISO 8601 says it.
pub(super) fn date(given: &Given) -> Option<Value> {
    let numbers: Option<Vec<i64>> = given.places.iter().map(Node::as_whole).collect();
    let numbers = numbers?;
    let [year, month, day, time @ ..] = numbers.as_slice() else {
        return None;
    };
    let part = |at: usize| time.get(at).copied().unwrap_or(0);
    let zone = given.get("tzinfo", 99);
    let utc = match zone {
        None => "",
        // `timezone.utc` and the like are names that are not known here.
        Some(_) => "+00:00",
    };
    let text = format!(
        "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}{utc}",
        part(0),
        part(1),
        part(2)
    );
    Some(Value::Text(text.into()))
}

pub(super) fn dedented(text: &str) -> String {
    let indent = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.len() - line.trim_start().len())
        .min()
        .unwrap_or(0);
    let lines = text
        .split('\n')
        .map(|line| line.get(indent..).unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}
