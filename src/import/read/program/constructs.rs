//! Constructs of the CDK that a program makes: `new ssm.CfnMaintenanceWindow(…)`.
//!
//! Their properties are those of CloudFormation in the spelling of the language.

use std::rc::Rc;

use super::arguments::Given;
use super::run::Program;
use super::value::{Member, Node, Value};
use crate::catalogue::Operation;
use crate::catalogue::names::{CDK, CLOUDFORMATION, Mapping};
use crate::catalogue::tag;
use crate::import::read::renamed::renamed;
use crate::syntax::program::tree::Expression;
use crate::syntax::{Data, Entry, Spanned};

/// The operation that makes what a class of the CDK stands for.
pub(super) fn operation(class: &str) -> Option<&'static Operation> {
    CDK.operation(class)
}

impl Program<'_> {
    /// What a call of the CDK makes; `None` if it is none.
    pub(super) fn construct(
        &mut self,
        class: &str,
        given: &Given,
        call: &Expression,
    ) -> Option<Value> {
        if let Some(operation) = operation(class) {
            let properties = self.properties(given);
            return Some(self.made(operation, &CDK, given, &properties, call));
        }
        if class == "CfnResource" {
            let properties = self.properties(given);
            let find = |name: &str| properties.iter().rev().find(|member| member.key == name);
            let kind = find("type")?.node.as_text()?;
            let operation = CLOUDFORMATION.operation(kind)?;
            let inner = find("properties").and_then(|member| member.node.members());
            let inner = inner.unwrap_or_default().to_vec();
            return Some(self.made(operation, &CLOUDFORMATION, given, &inner, call));
        }
        if class == "CfnParameter" {
            let properties = self.properties(given);
            let default = properties.iter().find(|member| member.key == "default")?;
            let node = default.node.clone();
            let is_value = node.rank() > 1 && node.as_text() != Some("");
            let names = [
                "valueAsString",
                "valueAsNumber",
                "valueAsList",
                "value_as_string",
                "value_as_number",
                "value_as_list",
            ];
            let members = names.iter().map(|name| Member {
                key: (*name).to_owned(),
                at: default.at,
                node: node.clone(),
            });
            return is_value.then(|| Value::Map(Rc::new(members.collect())));
        }
        // Classes that only hold properties, as Python has them.
        let holds = class.ends_with("Property") || class == "CfnTag" || class.ends_with("Props");
        if holds && given.unknown.is_empty() && (!given.names.is_empty() || given.places.is_empty())
        {
            return Some(Value::Map(Rc::new(given.names.clone())));
        }
        None
    }
    /// Properties by name, in Python, or in one object behind the scope and the name.
    fn properties(&self, given: &Given) -> Vec<Member> {
        let mut members = Vec::new();
        if let Some(object) = given.places.get(2).and_then(Node::members) {
            members.extend(object.iter().cloned());
        }
        // Python may name the first two arguments.
        let is_property = |member: &&Member| !matches!(member.key.as_str(), "scope" | "id");
        members.extend(given.names.iter().filter(is_property).cloned());
        members
    }
    fn made(
        &mut self,
        operation: &'static Operation,
        mapping: &Mapping,
        given: &Given,
        properties: &[Member],
        call: &Expression,
    ) -> Value {
        let unknown = given.places.get(2).filter(|node| node.members().is_none());
        for node in given.unknown.iter().chain(unknown) {
            let written = self.text.get(node.at..node.end).unwrap_or_default();
            let written = crate::syntax::source_line(written);
            let message = format!("`{written}` holds properties that are not known here");
            self.reading.notes.open(node.at, "unknown-value", message);
        }
        if properties.is_empty() {
            return Value::Unknown;
        }
        let called = given
            .get("id", 1)
            .and_then(Node::as_text)
            .unwrap_or_default()
            .to_owned();
        let members = self.named(operation, mapping, properties);
        let object = self.reading.object();
        let called = self.reading.symbols.written(&called).into_owned();
        self.reading
            .request(call.at, operation, members, object, &called);
        self.constructs.insert(object);
        Value::Answer(object)
    }
    /// Properties as the members of a request.
    fn named(
        &mut self,
        operation: &Operation,
        mapping: &Mapping,
        properties: &[Member],
    ) -> Vec<Entry> {
        let mut entries: Vec<Entry> = Vec::new();
        for member in properties {
            if !self.chosen.is_empty() {
                self.report_choices(&member.node);
            }
            let value = member.node.data(self.reading, self.text);
            entries.retain(|known| known.key != member.key);
            entries.push(Entry::new(member.key.clone(), member.at, value));
        }
        renamed(self.reading, mapping, operation.input, &entries)
    }

    /// Sets a property of a construct afterwards: `window.schedule = …`.
    pub fn changed(&mut self, object: usize, name: &str, at: usize, node: Node) {
        let operation = self.call_of(object).map(|call| call.operation);
        let Some(operation) = operation.filter(|_| self.constructs.contains(&object)) else {
            return;
        };
        let member = Member {
            key: name.to_owned(),
            at,
            node,
        };
        let entries = self.named(operation, &CDK, &[member]);
        if let Some(call) = self.call_of(object) {
            for entry in entries {
                call.members.retain(|known| known.key != entry.key);
                call.members.push(entry);
            }
        }
    }
    fn call_of(&mut self, object: usize) -> Option<&mut crate::import::read::call::Call> {
        let mut calls = self.reading.calls.iter_mut().rev();
        calls.find(|call| call.object == object)
    }
    /// Methods of a construct; `None` for those that say nothing of it.
    pub(super) fn method_of_construct(
        &mut self,
        object: usize,
        name: &str,
        given: &Given,
        call: &Expression,
    ) -> Option<Value> {
        if !self.constructs.contains(&object) {
            return None;
        }
        match name {
            "addPropertyOverride" | "add_property_override" => {
                let (path, node) = (
                    given.places.first()?.as_text()?.to_owned(),
                    given.places.get(1)?,
                );
                if path.contains('.') {
                    let written = self.text.get(call.at..).unwrap_or_default();
                    let written = written.lines().next().unwrap_or_default();
                    let message =
                        format!("`{}` is not followed", crate::syntax::source_line(written));
                    self.reading.notes.unread(call.at, "override", message);
                } else {
                    self.changed(object, &path, node.at, node.clone());
                }
                Some(Value::Null)
            }
            // `Tags.of(window).add(…)`.
            "add" => {
                let (key, value) = (given.places.first()?, given.places.get(1)?);
                let pair = [(&tag::KEY, key), (&tag::VALUE, value)].map(|(field, node)| {
                    Entry::new(field.name, node.at, node.data(self.reading, self.text))
                });
                let pair = Spanned::new(key.at, Data::Map(pair.to_vec()));
                let call = self.call_of(object)?;
                match call
                    .members
                    .iter_mut()
                    .find(|entry| entry.key == tag::TAGS.name)
                {
                    Some(Entry {
                        value:
                            Spanned {
                                data: Data::List(tags),
                                ..
                            },
                        ..
                    }) => tags.push(pair),
                    _ => {
                        let tags = Spanned::new(key.at, Data::List(vec![pair]));
                        call.members.push(Entry::new(tag::TAGS.name, key.at, tags));
                    }
                }
                Some(Value::Null)
            }
            _ => None,
        }
    }

    /// Functions of CloudFormation as the CDK has them: `Fn.join("-", […])`.
    pub(super) fn intrinsic(&mut self, path: &str, given: &Given) -> Option<Value> {
        let (_, name) = path.rsplit_once("Fn.")?;
        let first = given.places.first();
        match name {
            "join" => {
                let items = given.places.get(1)?.items()?.to_vec();
                let mut out = String::new();
                for (number, item) in items.iter().enumerate() {
                    if number > 0 {
                        out.push_str(first?.as_text()?);
                    }
                    match item.as_typed(self.python) {
                        Some(text) => out.push_str(&text),
                        None => return None,
                    }
                }
                Some(Value::Text(out.into()))
            }
            "sub" => {
                let text = first?.as_text()?.to_owned();
                let own = given.places.get(1).cloned();
                let mut out = String::new();
                let mut rest = text.as_str();
                while let Some(at) = rest.find("${") {
                    out.push_str(rest.get(..at)?);
                    let mark = rest.get(at..)?;
                    let end = mark.find('}')?;
                    let known = own
                        .as_ref()
                        .and_then(|own| own.get(mark.get(2..end)?)?.as_typed(false));
                    match known {
                        Some(text) => out.push_str(&text),
                        None => {
                            let written = mark.get(..=end)?;
                            out.push(self.reading.symbols.unknown(written, first?.at));
                        }
                    }
                    rest = mark.get(end + 1..)?;
                }
                out.push_str(rest);
                Some(Value::Text(out.into()))
            }
            "base64" => Some(first?.value.clone()),
            "select" => {
                let at = usize::try_from(first?.as_whole()?).ok()?;
                Some(given.places.get(1)?.items()?.get(at)?.value.clone())
            }
            "split" => {
                let text = given.places.get(1)?.as_text()?.to_owned();
                let node = given.places.get(1)?;
                let parts = text.split(first?.as_text()?).map(|part| node.text(part));
                Some(Value::List(Rc::new(parts.collect())))
            }
            _ => None,
        }
    }
}
