//! The members of a request, from whatever form a notation gave them, into the
//! form of the project file.
//!
//! Repairs what has one meaning and says so: a scalar where a list belongs, a
//! name in another case or of an older version, a group in the wrong place.
//! What it does not know it reports. Values are not judged: that is the check's.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};

use super::aliases;
use super::call::Reading;
use crate::catalogue::{Field, Group, List, Member, Shape, task, window};
use crate::check::is_made_token;
use crate::syntax::{Data, Entry, Spanned};

/// The members of a request as the project file has them.
pub fn members(reading: &mut Reading, members: &[Member], entries: &[Entry]) -> Map<String, Value> {
    let mut out = Map::new();
    let mut places: Vec<(&'static Field, usize)> = Vec::new();
    let entries = &*aliases::lifted(reading, members, entries);
    for entry in entries {
        let Some(field) = find(reading, members, entry) else {
            continue;
        };
        // A token that this page made belongs to the request as it was then.
        let made = || entry.value.as_text().is_some_and(is_made_token);
        if entry.value.is_empty() || field.name == window::CLIENT_TOKEN.name && made() {
            continue;
        }
        // No offset is what AWS takes a missing one for.
        let zero = || entry.value.as_typed().as_deref() == Some("0");
        if field.name == window::SCHEDULE_OFFSET.name && zero() {
            continue;
        }
        reading.path.push(field.name);
        let value = value(reading, field, field.shape, &entry.value);
        reading.path.pop();
        let Some(value) = value else {
            continue;
        };
        if let Some((_, _)) = places.iter().find(|(known, _)| known.name == field.name) {
            let before = out.get(field.name).map(Value::to_string);
            let before = crate::syntax::source_line(&before.unwrap_or_default());
            let message = format!(
                "`{}` is given twice: the last one counts, not `{before}`",
                entry.key
            );
            reading.notes.repaired(entry.at, "given-twice", message);
        }
        places.push((field, entry.at));
        out.insert(field.name.to_owned(), value);
    }
    out
}

/// The member that an entry means.
fn find(reading: &mut Reading, members: &[Member], entry: &Entry) -> Option<&'static Field> {
    let key = entry.key.as_str();
    if let Some(member) = members.iter().find(|m| m.field.name == key) {
        return Some(member.field);
    }
    let found = aliases::member(members, key);
    match found {
        Some(field) => {
            let message = format!("`{key}` is read as `{}`", field.name);
            reading.notes.repaired(entry.at, "member-name", message);
        }
        None => {
            let written = reading.symbols.written(key).into_owned();
            let message = match aliases::meaningless(key) {
                Some(why) => {
                    let message = format!("`{written}`: {why}");
                    return {
                        reading
                            .notes
                            .ignored(entry.at, "no-part-of-a-plan", message);
                        None
                    };
                }
                None => format!(
                    "`{written}` is not a known member here: `{}` is left out",
                    shown(reading, &entry.value)
                ),
            };
            reading.notes.unread(entry.at, "unknown-member", message);
        }
    }
    found
}

/// A value in the form of the project file; `None` for nothing.
pub fn value(
    reading: &mut Reading,
    field: &'static Field,
    shape: Shape,
    from: &Spanned,
) -> Option<Value> {
    match shape {
        Shape::Text(_) | Shape::Whole(_) | Shape::Flag | Shape::Choice(_) | Shape::Blob(_) => {
            leaf(reading, field, from).map(Value::String)
        }
        Shape::List(of) => list(reading, field, of, from),
        Shape::Map(of) => {
            let Data::Map(entries) = &from.data else {
                return unfit(reading, field, from, "a map of names and values");
            };
            let mut out = Map::new();
            for entry in entries.iter().filter(|entry| !entry.value.is_empty()) {
                let key = reading.symbols.written(&entry.key).into_owned();
                report_unknown(reading, field, entry.at, &entry.key);
                reading.parameter = Some((key.clone(), entry.at));
                let value = value(reading, field, of.value, &entry.value);
                reading.parameter = None;
                if let Some(value) = value {
                    out.insert(key, value);
                }
            }
            Some(Value::Object(out))
        }
        Shape::Group(group) => self::group(reading, field, group, from),
    }
}

fn group(
    reading: &mut Reading,
    field: &'static Field,
    group: &Group,
    from: &Spanned,
) -> Option<Value> {
    match &from.data {
        Data::Map(entries) => {
            let entries = aliases::places(reading, field, entries);
            let found = members(reading, group.members, &entries);
            (!found.is_empty()).then_some(Value::Object(found))
        }
        Data::List(items) => match items.as_slice() {
            _ if field.name == task::TASK_PARAMETERS.name => {
                // The old parameters wrap their values; many people forget to.
                let (name, at) = reading.parameter.clone().unwrap_or_default();
                let message = format!("The list of `{name}` is read as its `Values`");
                reading.notes.repaired(at, "values-of-parameter", message);
                let entry = Entry::new("Values", from.at, from.clone());
                let found = members(reading, group.members, &[entry]);
                Some(Value::Object(found))
            }
            // A block of Terraform is a list of one.
            [one] if matches!(one.data, Data::Map(_)) => self::group(reading, field, group, one),
            _ => unfit(reading, field, from, "a group of members"),
        },
        _ => unfit(reading, field, from, "a group of members"),
    }
}

fn list(reading: &mut Reading, field: &'static Field, of: &List, from: &Spanned) -> Option<Value> {
    let items = match &from.data {
        Data::List(items) => items.as_slice(),
        Data::Null => return None,
        // What is unknown may be a list.
        Data::Text(text) if reading.symbols.alone(text).is_some() => {
            if !aliases::is_leaf(of.item) {
                report_unknown(reading, field, from.at, text);
                return Some(Value::String(shown(reading, from)));
            }
            std::slice::from_ref(from)
        }
        _ => {
            let written = shown(reading, from);
            let (name, at) = reading
                .parameter
                .clone()
                .unwrap_or_else(|| (field.name.to_owned(), from.at));
            let message = format!("`{name}` takes a list: `{written}` is read as a list of one");
            reading.notes.repaired(at, "scalar-for-list", message);
            std::slice::from_ref(from)
        }
    };
    let items: Vec<Value> = counting(items)
        .filter_map(|item| value(reading, field, of.item, item))
        .collect();
    (!items.is_empty()).then_some(Value::Array(items))
}

/// The items of a list that count: none of a list that says nothing; else empty texts do,
/// such as an empty line of a script.
pub fn counting(items: &[Spanned]) -> impl Iterator<Item = &Spanned> {
    let says = items.iter().any(|item| !item.is_empty());
    let counts =
        move |item: &&Spanned| says && (!item.is_empty() || matches!(item.data, Data::Text(_)));
    items.iter().filter(counts)
}

/// A text, a number or a flag as it would be typed.
fn leaf(reading: &mut Reading, field: &'static Field, from: &Spanned) -> Option<String> {
    if let Some(typed) = from.as_typed() {
        report_unknown(reading, field, from.at, &typed);
        let text = reading.symbols.written(&typed).into_owned();
        return Some(match field.shape {
            Shape::Blob(_) => decoded(&text).unwrap_or(text),
            _ => text,
        });
    }
    match &from.data {
        Data::List(items) => match items.as_slice() {
            [one] => {
                let text = leaf(reading, field, one)?;
                let message = format!(
                    "`{}` takes one value: the list of `{text}` is read as that",
                    field.name
                );
                reading.notes.repaired(from.at, "list-for-scalar", message);
                Some(text)
            }
            _ if items.iter().all(|item| item.as_typed().is_some()) && !is_json(field) => {
                let texts: Vec<String> = items.iter().filter_map(Spanned::as_typed).collect();
                report_within(reading, field, from);
                let text = reading.symbols.written(&texts.join(",")).into_owned();
                let message = format!("`{}` takes one value: `{text}` is read as one", field.name);
                reading.notes.repaired(from.at, "list-for-scalar", message);
                Some(text)
            }
            _ => Some(inside(reading, field, from)),
        },
        // A payload or an input that was given as what it holds.
        Data::Map(_) => Some(inside(reading, field, from)),
        _ => None,
    }
}

/// JSON as the text of a field.
fn inside(reading: &mut Reading, field: &'static Field, from: &Spanned) -> String {
    report_within(reading, field, from);
    json(reading, from).to_string()
}

fn report_within(reading: &mut Reading, field: &'static Field, from: &Spanned) {
    match &from.data {
        Data::Text(text) | Data::Number(text) => report_unknown(reading, field, from.at, text),
        Data::List(items) => items
            .iter()
            .for_each(|item| report_within(reading, field, item)),
        Data::Map(entries) => entries.iter().for_each(|entry| {
            report_unknown(reading, field, entry.at, &entry.key);
            report_within(reading, field, &entry.value);
        }),
        Data::Null | Data::Flag(_) => {}
    }
}

/// Whether a field holds JSON as text.
fn is_json(field: &Field) -> bool {
    matches!(field.shape, Shape::Blob(_)) || field.name == "Input"
}

/// What a payload in base64 holds: a text without control characters, and no text of its own.
fn decoded(text: &str) -> Option<String> {
    if text.len() < 4 || serde_json::from_str::<Value>(text).is_ok() {
        return None;
    }
    let compact: String = text.split_whitespace().collect();
    let bytes = STANDARD.decode(compact).ok()?;
    let inside = String::from_utf8(bytes).ok()?;
    let plain = |c: char| !c.is_control() || matches!(c, '\n' | '\t' | '\r');
    inside.chars().all(plain).then_some(inside)
}

/// Says of each unknown piece of a text that it is open.
pub fn report_unknown(reading: &mut Reading, field: &'static Field, at: usize, text: &str) {
    if reading.links_later {
        return;
    }
    let unknown: Vec<(usize, String, bool)> = reading
        .symbols
        .within(text)
        .map(|symbol| (symbol.at, symbol.written.clone(), symbol.link.is_some()))
        .collect();
    for (place, written, links) in unknown {
        reading.mark_open(&written);
        let at = if place == usize::MAX { at } else { place };
        let why = if links {
            "refers to something that has no place here"
        } else {
            "is not known here"
        };
        let message = format!("{}: `{written}` {why}", field.label);
        reading.notes.open(at, "unknown-value", message);
    }
}

fn unfit(
    reading: &mut Reading,
    field: &'static Field,
    from: &Spanned,
    wanted: &str,
) -> Option<Value> {
    let written = shown(reading, from);
    // An unknown value may be of any form: it stays where it can be seen.
    if let Some(text) = from.as_text()
        && reading.symbols.alone(text).is_some()
    {
        report_unknown(reading, field, from.at, text);
        return Some(Value::String(written));
    }
    let message = format!("`{}` is {wanted}, not `{written}`", field.name);
    reading.notes.unread(from.at, "wrong-form", message);
    None
}

/// A value as text, for messages.
pub fn shown(reading: &Reading, from: &Spanned) -> String {
    let text = match from.as_typed() {
        Some(typed) => reading.symbols.written(&typed).into_owned(),
        None => json(reading, from).to_string(),
    };
    crate::syntax::source_line(&text)
}

/// A value as JSON, with what is unknown as it was written.
pub fn json(reading: &Reading, from: &Spanned) -> Value {
    json_of(from, &|text| reading.symbols.written(text).into_owned())
}

/// A value as JSON in which what is unknown stays a symbol.
pub fn json_with_symbols(from: &Spanned) -> Value {
    json_of(from, &str::to_owned)
}

fn json_of(from: &Spanned, text_of: &dyn Fn(&str) -> String) -> Value {
    match &from.data {
        Data::Null => Value::Null,
        Data::Flag(flag) => Value::Bool(*flag),
        Data::Number(text) => serde_json::from_str(text).unwrap_or_else(|_| text.clone().into()),
        Data::Text(text) => text_of(text).into(),
        Data::List(items) => items.iter().map(|item| json_of(item, text_of)).collect(),
        Data::Map(entries) => Value::Object(
            entries
                .iter()
                .map(|entry| (text_of(&entry.key), json_of(&entry.value, text_of)))
                .collect(),
        ),
    }
}
