//! Forms of requests that a tool prints to be filled in, whole or half filled:
//! `string`, `'A'|'B'`, empty texts, `0` where AWS takes no zero.

use super::call::Reading;
use crate::catalogue::{Member, Shape};
use crate::syntax::{Data, Entry, Spanned};

/// As many placeholders are named.
const NAMED: usize = 6;

/// Whether a value is the form of a request and nothing else: every text empty or `string`.
pub fn is_empty(value: &Spanned) -> bool {
    match &value.data {
        Data::Text(text) => text.is_empty() || is_placeholder(text),
        Data::Number(number) => is_number(number),
        Data::Flag(flag) => *flag,
        Data::Null => true,
        Data::List(items) => items.iter().all(is_empty),
        Data::Map(entries) => {
            let tells =
                |entry: &Entry| !matches!(entry.value.data, Data::Number(_) | Data::Flag(_));
            entries.iter().any(tells) && entries.iter().all(|entry| is_empty(&entry.value))
        }
    }
}

/// The entries of a request without the placeholders of a form that was filled in half; says
/// which those are.
pub fn filled(reading: &mut Reading, members: &[Member], value: &Spanned) -> Vec<Entry> {
    if !is_form(value) {
        return value.entries().to_vec();
    }
    let mut left = Vec::new();
    let entries = without(members, value.entries(), &mut left);
    if let Some((at, _)) = left.first() {
        let names = left.iter().take(NAMED);
        let names: Vec<String> = names.map(|(_, name)| format!("`{name}`")).collect();
        let more = match left.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let message = format!(
            "Not filled in: {}{more} still hold placeholders of the skeleton",
            names.join(", ")
        );
        reading.notes.ignored(*at, "skeleton", message);
    }
    entries
}

/// Whether a value is a form that a tool printed: it has a placeholder, or several empty texts.
fn is_form(value: &Spanned) -> bool {
    fn count(value: &Spanned, empty: &mut usize) -> bool {
        match &value.data {
            Data::Text(text) if text.is_empty() => {
                *empty += 1;
                *empty > 1
            }
            Data::Text(text) => is_placeholder(text),
            Data::List(items) => items.iter().any(|item| count(item, empty)),
            Data::Map(entries) => entries.iter().any(|entry| count(&entry.value, empty)),
            Data::Null | Data::Flag(_) | Data::Number(_) => false,
        }
    }
    count(value, &mut 0)
}

fn without(members: &[Member], entries: &[Entry], left: &mut Vec<(usize, String)>) -> Vec<Entry> {
    let mut out = Vec::new();
    for entry in entries {
        let mut fields = members.iter().map(|member| member.field);
        let field = fields.find(|field| field.name == entry.key);
        let shape = field.map(|field| field.shape);
        if stands_for(&entry.value, shape) {
            left.push((entry.at, entry.key.clone()));
            continue;
        }
        let value = inside(&entry.value, &entry.key, shape, left);
        out.push(Entry::new(entry.key.clone(), entry.at, value));
    }
    out
}

/// A value without the placeholders in it.
fn inside(
    value: &Spanned,
    name: &str,
    shape: Option<Shape>,
    left: &mut Vec<(usize, String)>,
) -> Spanned {
    let data = match (&value.data, shape) {
        (Data::Map(entries), Some(Shape::Group(group))) => {
            Data::Map(without(group.members, entries, left))
        }
        (Data::Map(entries), Some(Shape::Map(map))) => {
            let entries = entries.iter().filter_map(|entry| {
                let value = inside(&entry.value, name, Some(map.value), left);
                let gone = value.is_empty() && !entry.value.is_empty();
                (!gone).then(|| Entry::new(entry.key.clone(), entry.at, value))
            });
            Data::Map(entries.collect())
        }
        (Data::List(items), Some(Shape::List(list))) => {
            let mut kept = Vec::new();
            for item in items {
                if stands_for(item, Some(list.item)) {
                    left.push((item.at, name.to_owned()));
                } else {
                    kept.push(inside(item, name, Some(list.item), left));
                }
            }
            Data::List(kept)
        }
        (data, _) => data.clone(),
    };
    Spanned::new(value.at, data)
}

/// Whether a value stands for one to be filled in.
fn stands_for(value: &Spanned, shape: Option<Shape>) -> bool {
    match (&value.data, shape) {
        (Data::Text(text), _) => is_placeholder(text),
        (Data::Number(number), Some(Shape::Whole(whole))) => {
            let most = whole.max.unwrap_or(i64::MAX);
            let takes = |number: i64| (whole.min..=most).contains(&number);
            is_number(number) && number.parse().is_ok_and(|number| !takes(number))
        }
        _ => false,
    }
}

fn is_number(number: &str) -> bool {
    matches!(number, "0" | "123")
}

/// Whether a text of a form stands for one to be filled in: `string`, `'A'|'B'`.
fn is_placeholder(text: &str) -> bool {
    let is_choice = |one: &str| {
        let letter = |c: char| c.is_ascii_uppercase() || matches!(c, '_' | '\'' | '"');
        !one.is_empty() && one.chars().all(letter)
    };
    text == "string" || text.contains('|') && text.split('|').all(is_choice)
}
