//! A resource's body as members: attributes, and blocks under one name as a list.

use super::configuration::Resource;
use super::evaluate::{Binding, Evaluator, pairs};
use super::instances::Instance;
use super::values::OPEN;
use crate::syntax::hcl::{Block, Body, Kind};
use crate::syntax::{Data, Entry, Spanned};

/// Arguments and blocks that every resource may have, and that say nothing of what it is.
const OF_EVERY_RESOURCE: [&str; 8] = [
    "count",
    "for_each",
    "depends_on",
    "provider",
    "lifecycle",
    "provisioner",
    "connection",
    "timeouts",
];

/// What is followed while a resource is read, and needs no note.
const FOLLOWED: [&str; 2] = ["count", "for_each"];

impl<'a> Evaluator<'a> {
    /// The members of an instance, by Terraform's names.
    pub fn members_of(&mut self, resource: &'a Resource, instance: &Instance) -> Vec<Entry> {
        let body = &resource.body;
        let named = body.attributes.iter().map(|a| (a.name.as_str(), a.at));
        let blocks = body.blocks.iter().map(|b| (b.kind.as_str(), b.at));
        for (name, at) in named.chain(blocks) {
            if OF_EVERY_RESOURCE.contains(&name) && !FOLLOWED.contains(&name) {
                let message = format!("`{name}` is about Terraform");
                self.reading.notes.ignored(at, "no-part-of-a-plan", message);
            }
        }
        self.inside(resource, instance, |own| own.entries_of(body))
    }

    fn entries_of(&mut self, body: &Body) -> Vec<Entry> {
        let mut out = Vec::new();
        for attribute in &body.attributes {
            if OF_EVERY_RESOURCE.contains(&attribute.name.as_str()) {
                continue;
            }
            let value = self.known(&attribute.value);
            let mut value = self.tidied(value);
            // In JSON one block may stand alone.
            if attribute.name == "targets" && matches!(value.data, Data::Map(_)) {
                value = Spanned::new(value.at, Data::List(vec![value]));
            }
            out.push(Entry::new(attribute.name.clone(), attribute.at, value));
        }
        for block in &body.blocks {
            if OF_EVERY_RESOURCE.contains(&block.kind.as_str()) {
                continue;
            }
            match (block.kind.as_str(), block.labels.first()) {
                ("dynamic", Some(name)) => self.dynamic(block, name, &mut out),
                _ => {
                    let inside = Data::Map(self.entries_of(&block.body));
                    add(&mut out, &block.kind, Spanned::new(block.at, inside));
                }
            }
        }
        out
    }

    /// Blocks that a loop makes.
    fn dynamic(&mut self, block: &Block, name: &str, out: &mut Vec<Entry>) {
        let Some(each) = block.body.attribute("for_each") else {
            let message = format!("`dynamic \"{name}\"` has no `for_each`");
            self.reading
                .notes
                .unread(block.at, "unknown-member", message);
            return;
        };
        let iterator = match block.body.attribute("iterator").map(|name| &name.kind) {
            Some(Kind::Name(name)) => name.as_str(),
            _ => name,
        };
        let each = each.unwrapped();
        let collection = self.known(each);
        let turns: Vec<Binding> = match &collection.data {
            Data::List(_) | Data::Map(_) => pairs(&collection)
                .into_iter()
                .map(|(key, value)| {
                    let at = value.at;
                    let entries = vec![Entry::new("key", at, key), Entry::new("value", at, value)];
                    Binding::Known(Spanned::new(at, Data::Map(entries)))
                })
                .collect(),
            Data::Null => Vec::new(),
            _ => {
                let written = &each.written;
                let message = format!("`{written}` is not known here: it is read once");
                self.reading.notes.open(each.at, "unknown-loop", message);
                vec![Binding::Open]
            }
        };
        for turn in turns {
            if self.spend(1).is_err() {
                return;
            }
            self.scope.push((iterator.to_owned(), turn));
            for content in block.body.blocks("content") {
                let inside = Data::Map(self.entries_of(&content.body));
                add(out, name, Spanned::new(content.at, inside));
            }
            self.scope.pop();
        }
    }

    /// A value of an attribute: a resource in place of its id is that id, a list in a list is one.
    fn tidied(&mut self, value: Spanned) -> Spanned {
        let at = value.at;
        match value.data {
            Data::Map(entries) if entries.iter().any(|entry| entry.key == OPEN) => {
                let (open, known): (Vec<Entry>, Vec<Entry>) =
                    entries.into_iter().partition(|entry| entry.key == OPEN);
                let symbol = open.into_iter().find_map(|entry| entry.value.as_typed());
                if let Some(symbol) = symbol {
                    let written = self.reading.symbols.written(&symbol).into_owned();
                    let message = format!("`{written}` is not known here: the rest is read");
                    self.reading.notes.open(at, "unknown-value", message);
                    return self.tidied(Spanned::new(at, Data::Map(known)));
                }
                let id = known.into_iter().find(|entry| entry.key == "id");
                let Some(id) = id.and_then(|entry| entry.value.as_typed()) else {
                    return Spanned::new(at, Data::Null);
                };
                let written = self.reading.symbols.written(&id).into_owned();
                let message =
                    format!("A resource stands where its id belongs: `{written}` is read");
                self.reading.notes.repaired(at, "member-name", message);
                Spanned::text(at, id)
            }
            Data::Map(entries) => {
                let entries = entries.into_iter().map(|entry| {
                    let value = self.tidied(entry.value);
                    Entry::new(entry.key, entry.at, value)
                });
                Spanned::new(at, Data::Map(entries.collect()))
            }
            Data::List(items) => {
                let mut out = Vec::new();
                for item in items {
                    let item = self.tidied(item);
                    match item.data {
                        // The first version of HCL put lists together so.
                        Data::List(inner) => out.extend(inner),
                        _ => out.push(item),
                    }
                }
                Spanned::new(at, Data::List(out))
            }
            data => Spanned::new(at, data),
        }
    }
}

/// Adds a block to those of its name.
fn add(out: &mut Vec<Entry>, name: &str, block: Spanned) {
    let known = out.iter_mut().find(|entry| entry.key == name);
    if let Some(Entry {
        value: Spanned {
            data: Data::List(items),
            ..
        },
        ..
    }) = known
    {
        items.push(block);
        return;
    }
    let at = block.at;
    out.push(Entry::new(
        name,
        at,
        Spanned::new(at, Data::List(vec![block])),
    ));
}
