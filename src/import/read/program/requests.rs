//! Requests that a program sends by a client: `ssm.create_maintenance_window(…)`.

use super::arguments::Given;
use super::run::Program;
use super::value::Value;
use crate::catalogue::{Operation, target, task, window};
use crate::syntax::program::tree::Expression;
use crate::syntax::{Data, Entry, Spanned};

/// More requests than any plan comes to.
const MOST_REQUESTS: usize = 2000;

/// Whether an answer gives an id under a name.
pub(super) fn is_id(name: &str) -> bool {
    let ids = [
        &window::WINDOW_ID,
        &target::WINDOW_TARGET_ID,
        &task::WINDOW_TASK_ID,
    ];
    ids.iter().any(|field| field.name == name)
}

impl Program<'_> {
    /// Sends a request, and gives what its answer is known to be.
    pub fn send(
        &mut self,
        operation: &'static Operation,
        given: &Given,
        call: &Expression,
    ) -> Value {
        let is_known = |name: &str| operation.member(name).is_some();
        let of_ours = given.names.iter().any(|member| is_known(&member.key));
        if !of_ours && given.unknown.is_empty() {
            // A method of something else that is called the same.
            return Value::Unknown;
        }
        for stray in &given.places {
            let written = self.text.get(stray.at..stray.end).unwrap_or_default();
            let written = crate::syntax::source_line(written);
            let message = format!(
                "`{written}` has no name, and `{}` takes only named arguments",
                operation.method()
            );
            self.reading
                .notes
                .unread(stray.at, "stray-argument", message);
        }
        for at in &given.left_out {
            self.left_out_here(*at);
        }
        let only_window = given
            .names
            .iter()
            .all(|member| member.key == window::WINDOW_ID.name);
        for unknown in &given.unknown {
            let written = self.text.get(unknown.at..unknown.end).unwrap_or_default();
            let written = crate::syntax::source_line(written);
            let message = format!("`{written}` holds members that are not known here");
            self.reading
                .notes
                .open(unknown.at, "unknown-value", message);
        }
        let nothing = !given.unknown.is_empty() || !given.left_out.is_empty();
        if only_window && nothing {
            // A function that hands on what it is given says nothing by itself.
            return Value::Unknown;
        }
        let mut entries: Vec<Entry> = Vec::new();
        for member in &given.names {
            if !self.chosen.is_empty() {
                self.report_choices(&member.node);
            }
            let value = member.node.data(self.reading, self.text);
            entries.retain(|known| known.key != member.key);
            entries.push(Entry::new(member.key.clone(), member.at, value));
        }
        let whole = Spanned::new(call.at, Data::Map(entries));
        if super::super::skeleton::is_empty(&whole) {
            super::super::json::report_skeleton(self.reading, call.at);
            return Value::Unknown;
        }
        let Data::Map(mut entries) = whole.data else {
            return Value::Unknown;
        };
        if entries.iter().any(|entry| has_placeholder(&entry.value)) {
            let message = "Placeholders such as `string` are left out";
            self.reading.notes.ignored(call.at, "placeholder", message);
            entries = filled_in(entries);
        }
        self.request(operation, entries, call.at)
    }
    fn request(&mut self, operation: &'static Operation, entries: Vec<Entry>, at: usize) -> Value {
        if self.reading.calls.len() >= MOST_REQUESTS {
            self.steps = 0;
            return Value::Unknown;
        }
        let known = self.looked_up(operation, &entries);
        let object = self.reading.object();
        self.reading.request(at, operation, entries, object, "");
        match known {
            Some(known) => Value::Answer(known),
            None if operation.name == window::DESCRIBE.name => Value::Unknown,
            None => Value::Answer(object),
        }
    }
    /// The object that a request is about, where it makes none: an update, a search by name.
    fn looked_up(&self, operation: &Operation, entries: &[Entry]) -> Option<usize> {
        if operation.name == window::DESCRIBE.name {
            let by_name = |name: &str| {
                !name.is_empty() && entries.iter().any(|entry| holds(&entry.value, name))
            };
            let call = self.reading.calls.iter().find(|call| {
                call.operation.name == window::CREATE.name
                    && call.members.iter().any(|entry| {
                        entry.key == window::NAME.name && entry.value.as_text().is_some_and(by_name)
                    })
            });
            return call.map(|call| call.object);
        }
        let own = [
            (&window::UPDATE, &window::WINDOW_ID),
            (&window::GET, &window::WINDOW_ID),
            (&target::UPDATE, &target::WINDOW_TARGET_ID),
            (&task::UPDATE, &task::WINDOW_TASK_ID),
        ];
        let (_, id) = own.iter().find(|(own, _)| own.name == operation.name)?;
        let entry = entries.iter().find(|entry| entry.key == id.name)?;
        let link = self.reading.link(entry.value.as_text()?)?;
        Some(link.object)
    }
}

/// The documentation's word for a text that is to be filled in.
const PLACEHOLDER: &str = "string";

fn has_placeholder(value: &Spanned) -> bool {
    match &value.data {
        Data::Text(text) => text == PLACEHOLDER,
        Data::List(items) => items.iter().any(has_placeholder),
        Data::Map(entries) => entries
            .iter()
            .any(|entry| entry.key == PLACEHOLDER || has_placeholder(&entry.value)),
        _ => false,
    }
}

/// The entries of a form of the documentation that someone filled in.
fn filled_in(entries: Vec<Entry>) -> Vec<Entry> {
    entries
        .into_iter()
        .filter(|entry| entry.key != PLACEHOLDER)
        .filter_map(|entry| Some(Entry::new(entry.key, entry.at, filled(entry.value)?)))
        .collect()
}

fn filled(value: Spanned) -> Option<Spanned> {
    let data = match value.data {
        Data::Text(text) if text == PLACEHOLDER => return None,
        Data::Number(digits) if digits == "123" => return None,
        Data::List(items) => {
            let items = items.into_iter().filter_map(filled);
            let items: Vec<Spanned> = items.collect();
            if items.is_empty() {
                return None;
            }
            Data::List(items)
        }
        Data::Map(entries) => {
            let entries = filled_in(entries);
            if entries.is_empty() {
                return None;
            }
            Data::Map(entries)
        }
        data => data,
    };
    Some(Spanned::new(value.at, data))
}

fn holds(value: &Spanned, name: &str) -> bool {
    match &value.data {
        Data::Text(text) => text == name,
        Data::List(items) => items.iter().any(|item| holds(item, name)),
        Data::Map(entries) => entries.iter().any(|entry| holds(&entry.value, name)),
        _ => false,
    }
}
