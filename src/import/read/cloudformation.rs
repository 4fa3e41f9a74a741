//! Templates of CloudFormation and SAM, whole or in part, in JSON and YAML.
//!
//! Works out what is known: parameters with a default, mappings, conditions,
//! texts that are put together. A reference to a window or target of the
//! template links; every other one stays as it was written.

use std::collections::HashMap;

use super::call::Reading;
use super::readers::{Read, counted};
use super::renamed::renamed;
use crate::catalogue::names::CLOUDFORMATION;
use crate::syntax::{Data, Entry, Link, Piece, Sources, Spanned, Symbol, json, yaml};

/// How deep functions may nest.
const DEEPEST: usize = 32;
/// The longest text that a function makes, in bytes.
const LONGEST: usize = 100_000;

/// Reads a text that may be a template.
pub fn read(sources: &Sources, number: usize, reading: &mut Reading) -> Vec<Read> {
    let Some(piece) = sources.piece(number) else {
        return Vec::new();
    };
    if !piece.text.contains("AWS::SSM::MaintenanceWindow") {
        return Vec::new();
    }
    let is_json = piece.text.trim_start().starts_with(['{', '"']);
    let (documents, faults) = if is_json {
        json_documents(&piece)
    } else {
        let read = yaml::documents(piece.text, piece.begin);
        (read.documents, read.faults)
    };
    let before = reading.calls.len();
    let mut found = false;
    for document in &documents {
        found |= template(reading, document);
    }
    if !found {
        return Vec::new();
    }
    reading.notes.faults("notation", faults);
    let resources = counted(reading.calls.len() - before, "resource");
    let notation = if is_json { "JSON" } else { "YAML" };
    vec![Read {
        input: number,
        text: format!("{resources}, CloudFormation in {notation}"),
    }]
}

/// JSON, which may be a fragment without braces around it.
fn json_documents(piece: &Piece<'_>) -> (Vec<Spanned>, Vec<crate::syntax::Fault>) {
    let text = piece.text;
    let begin = piece.begin + text.len() - text.trim_start().len();
    if text.trim_start().starts_with('{')
        && let Some(read) = json::value(piece.whole, begin)
    {
        return (vec![read.value], read.faults);
    }
    let wrapped = ["{", text, "}"].concat();
    let Some(read) = json::value(&wrapped, 0) else {
        return (Vec::new(), Vec::new());
    };
    let mut value = read.value;
    unwrapped(&mut value, piece.begin);
    (vec![value], Vec::new())
}

/// Places in a text that got a brace before it.
fn unwrapped(value: &mut Spanned, begin: usize) {
    value.at = begin + value.at.saturating_sub(1);
    match &mut value.data {
        Data::List(items) => items.iter_mut().for_each(|item| unwrapped(item, begin)),
        Data::Map(entries) => entries.iter_mut().for_each(|entry| {
            entry.at = begin + entry.at.saturating_sub(1);
            unwrapped(&mut entry.value, begin);
        }),
        _ => {}
    }
}

/// Reads a template or a part of one.
pub fn template(reading: &mut Reading, document: &Spanned) -> bool {
    let empty = Spanned::new(0, Data::Null);
    let part = |name: &str| document.get(name).unwrap_or(&empty);
    let resources = document.get("Resources").unwrap_or(document);
    let ours: Vec<&Entry> = resources
        .entries()
        .iter()
        .filter(|entry| kind(&entry.value).is_some())
        .collect();
    if ours.is_empty() {
        return false;
    }
    let objects = ours
        .iter()
        .map(|entry| (entry.key.as_str(), reading.object()))
        .collect();
    let mut template = Template {
        parameters: part("Parameters"),
        mappings: part("Mappings"),
        conditions: part("Conditions"),
        objects,
        reading,
    };
    // A template may name a window before it says what the window is.
    for (operation, _) in CLOUDFORMATION.resources {
        let of_kind =
            |entry: &&&Entry| kind(&entry.value).is_some_and(|k| k.name == operation.name);
        for entry in ours.iter().filter(of_kind) {
            template.resource(entry);
        }
    }
    true
}

fn kind(resource: &Spanned) -> Option<&'static crate::catalogue::Operation> {
    CLOUDFORMATION.operation(resource.get("Type")?.as_text()?)
}

struct Template<'a> {
    parameters: &'a Spanned,
    mappings: &'a Spanned,
    conditions: &'a Spanned,
    objects: HashMap<&'a str, usize>,
    reading: &'a mut Reading,
}

/// Members of a resource that are about the stack.
const OF_STACK: [&str; 7] = [
    "DependsOn",
    "Condition",
    "DeletionPolicy",
    "UpdateReplacePolicy",
    "Metadata",
    "CreationPolicy",
    "UpdatePolicy",
];

impl Template<'_> {
    fn resource(&mut self, entry: &Entry) {
        let Some(operation) = kind(&entry.value) else {
            return;
        };
        let mut properties = Vec::new();
        for member in entry.value.entries() {
            match member.key.as_str() {
                "Type" => {}
                "Properties" => properties = member.value.entries().to_vec(),
                name if OF_STACK.contains(&name) => {
                    let message = format!("`{name}` is about the stack");
                    self.reading.notes.ignored(member.at, "of-stack", message);
                }
                name => {
                    let written = super::members::shown(self.reading, &member.value);
                    let message = format!(
                        "`{name}` is not an attribute of this resource: `{written}` is left out"
                    );
                    self.reading
                        .notes
                        .unread(member.at, "unknown-member", message);
                }
            }
        }
        let mut members = Vec::new();
        for property in properties {
            if OF_STACK.contains(&property.key.as_str()) {
                let message = format!("`{}` is about the stack", property.key);
                self.reading.notes.ignored(property.at, "of-stack", message);
                continue;
            }
            let value = self.known(&property.value, 0);
            members.push(Entry::new(property.key, property.at, value));
        }
        let members = renamed(self.reading, &CLOUDFORMATION, operation.input, &members);
        let object = self
            .objects
            .get(entry.key.as_str())
            .copied()
            .unwrap_or_default();
        self.reading
            .request(entry.at, operation, members, object, &entry.key);
    }

    /// A value with every function in it worked out as far as it can be.
    fn known(&mut self, value: &Spanned, depth: usize) -> Spanned {
        if depth > DEEPEST {
            return Spanned::new(value.at, Data::Null);
        }
        match &value.data {
            Data::List(items) => {
                let items = items.iter().map(|item| self.known(item, depth + 1));
                let items = items.filter(|item| item.data != Data::Null).collect();
                Spanned::new(value.at, Data::List(items))
            }
            Data::Map(entries) => {
                if let [entry] = entries.as_slice()
                    && (entry.key == "Ref" || entry.key.starts_with("Fn::"))
                {
                    return self.function(value.at, entry, depth);
                }
                let entries = entries.iter().map(|entry| {
                    let inside = self.known(&entry.value, depth + 1);
                    Entry::new(entry.key.clone(), entry.at, inside)
                });
                Spanned::new(value.at, Data::Map(entries.collect()))
            }
            _ => value.clone(),
        }
    }

    fn function(&mut self, at: usize, entry: &Entry, depth: usize) -> Spanned {
        let arguments = &entry.value;
        let found = match entry.key.as_str() {
            "Ref" => arguments
                .as_text()
                .map(|name| self.reference(name, at, &["!Ref ", name].concat())),
            "Fn::Sub" => self.substituted(at, arguments, depth),
            "Fn::Join" => self.joined(at, arguments, depth),
            "Fn::If" => self.chosen(arguments, depth),
            "Fn::FindInMap" => self.mapped(arguments, depth),
            "Fn::Select" => self.selected(arguments, depth),
            "Fn::Split" => self.split(at, arguments, depth),
            "Fn::Base64" => Some(self.known(arguments, depth + 1)),
            "Fn::GetAtt" => self.attribute(at, arguments),
            _ => None,
        };
        found.unwrap_or_else(|| {
            let short = entry.key.trim_start_matches("Fn::");
            let inside = super::members::shown(self.reading, arguments);
            let written = format!("!{short} {inside}");
            let symbol = self.reading.symbols.unknown(written, at);
            Spanned::text(at, symbol)
        })
    }

    /// What a name refers to.
    fn reference(&mut self, name: &str, at: usize, written: &str) -> Spanned {
        if name == "AWS::NoValue" {
            return Spanned::new(at, Data::Null);
        }
        if let Some(object) = self.objects.get(name).copied() {
            let symbol = self.reading.symbols.add(Symbol {
                written: written.to_owned(),
                at,
                link: Some(Link {
                    object,
                    member: String::new(),
                }),
            });
            return Spanned::text(at, symbol);
        }
        let parameter = self.parameters.get(name);
        let default = parameter.and_then(|parameter| parameter.get("Default"));
        let kind = parameter.and_then(|parameter| parameter.get("Type")?.as_text());
        match default.filter(|default| !default.is_empty()) {
            Some(default) => match (default.as_text(), kind) {
                (Some(text), Some(kind)) if kind.contains("List") => {
                    let items = text.split(',').map(|item| Spanned::text(at, item.trim()));
                    Spanned::new(at, Data::List(items.collect()))
                }
                _ => Spanned::new(at, default.data.clone()),
            },
            None => {
                let symbol = self.reading.symbols.unknown(written, at);
                Spanned::text(at, symbol)
            }
        }
    }

    fn attribute(&mut self, at: usize, arguments: &Spanned) -> Option<Spanned> {
        let path = match &arguments.data {
            Data::List(items) => {
                let names: Vec<&str> = items.iter().filter_map(Spanned::as_text).collect();
                names.join(".")
            }
            _ => arguments.as_text()?.to_owned(),
        };
        let object = path.split('.').next().unwrap_or_default();
        let written = ["!GetAtt ", &path].concat();
        if self.objects.contains_key(object) {
            return Some(self.reference(object, at, &written));
        }
        let symbol = self.reading.symbols.unknown(written, at);
        Some(Spanned::text(at, symbol))
    }

    fn substituted(&mut self, at: usize, arguments: &Spanned, depth: usize) -> Option<Spanned> {
        let (template, own) = match &arguments.data {
            Data::List(items) => (items.first()?, items.get(1)),
            _ => (arguments, None),
        };
        let text = template.as_text()?;
        let mut out = String::new();
        let mut rest = text;
        let mut from = template.at;
        while let Some(mark) = rest.find("${") {
            out.push_str(rest.get(..mark)?);
            let after = rest.get(mark..)?;
            let Some(end) = after.find('}') else { break };
            let name = after.get(2..end)?.trim();
            let written = after.get(..=end)?;
            from += mark;
            if let Some(literal) = name.strip_prefix('!') {
                out.push_str(&["${", literal, "}"].concat());
            } else if let Some(value) = own.and_then(|own| own.get(name)) {
                out.push_str(&self.known(value, depth + 1).as_typed()?);
            } else if name.contains('.') {
                let symbol = self.reading.symbols.unknown(written, at.max(from));
                out.push(symbol);
            } else {
                let value = self.reference(name, at.max(from), written);
                out.push_str(&value.as_typed().unwrap_or_default());
            }
            rest = after.get(end + 1..)?;
            if out.len() > LONGEST {
                return None;
            }
        }
        out.push_str(rest);
        Some(Spanned::text(at, out))
    }

    fn joined(&mut self, at: usize, arguments: &Spanned, depth: usize) -> Option<Spanned> {
        let [between, items] = arguments.items() else {
            return None;
        };
        let items = self.known(items, depth + 1);
        let texts: Option<Vec<String>> = items.items().iter().map(Spanned::as_typed).collect();
        let text = texts?.join(between.as_text()?);
        (text.len() <= LONGEST).then(|| Spanned::text(at, text))
    }

    fn chosen(&mut self, arguments: &Spanned, depth: usize) -> Option<Spanned> {
        let [condition, yes, no] = arguments.items() else {
            return None;
        };
        let name = condition.as_text()?;
        let holds = match self.conditions.get(name) {
            Some(condition) => self.holds(&condition.clone(), depth + 1),
            None => None,
        };
        match holds {
            Some(true) => Some(self.known(yes, depth + 1)),
            Some(false) => Some(self.known(no, depth + 1)),
            None => {
                let message = format!("`{name}` is not known here: the value for «true» is read");
                self.reading
                    .notes
                    .open(condition.at, "unknown-condition", message);
                Some(self.known(yes, depth + 1))
            }
        }
    }

    /// Whether a condition holds, where that is known.
    fn holds(&mut self, condition: &Spanned, depth: usize) -> Option<bool> {
        if depth > DEEPEST {
            return None;
        }
        let [entry] = condition.entries() else {
            return None;
        };
        let items = entry.value.items().to_vec();
        match entry.key.as_str() {
            "Fn::Equals" => {
                let [one, other] = items.as_slice() else {
                    return None;
                };
                let one = self.known(one, depth + 1).as_typed()?;
                let other = self.known(other, depth + 1).as_typed()?;
                let symbols = &self.reading.symbols;
                let open = symbols
                    .within(&one)
                    .chain(symbols.within(&other))
                    .next()
                    .is_some();
                (!open).then_some(one == other)
            }
            "Fn::Not" => Some(!self.holds(items.first()?, depth + 1)?),
            "Fn::And" => {
                let all: Option<Vec<bool>> = items
                    .iter()
                    .map(|item| self.holds(item, depth + 1))
                    .collect();
                Some(all?.iter().all(|holds| *holds))
            }
            "Fn::Or" => {
                let all: Option<Vec<bool>> = items
                    .iter()
                    .map(|item| self.holds(item, depth + 1))
                    .collect();
                Some(all?.iter().any(|holds| *holds))
            }
            "Condition" => {
                let named = self.conditions.get(entry.value.as_text()?)?.clone();
                self.holds(&named, depth + 1)
            }
            _ => None,
        }
    }

    fn mapped(&mut self, arguments: &Spanned, depth: usize) -> Option<Spanned> {
        let [map, first, second] = arguments.items() else {
            return None;
        };
        let map = map.as_text()?;
        let first = self.known(first, depth + 1).as_typed()?;
        let second = self.known(second, depth + 1).as_typed()?;
        self.mappings.get(map)?.get(&first)?.get(&second).cloned()
    }

    fn selected(&mut self, arguments: &Spanned, depth: usize) -> Option<Spanned> {
        let [number, items] = arguments.items() else {
            return None;
        };
        let number: usize = number.as_typed()?.parse().ok()?;
        let items = self.known(items, depth + 1);
        items.items().get(number).cloned()
    }

    fn split(&mut self, at: usize, arguments: &Spanned, depth: usize) -> Option<Spanned> {
        let [between, text] = arguments.items() else {
            return None;
        };
        let text = self.known(text, depth + 1).as_typed()?;
        let between = between.as_text().filter(|between| !between.is_empty())?;
        let items = text.split(between).map(|item| Spanned::text(at, item));
        Some(Spanned::new(at, Data::List(items.collect())))
    }
}
