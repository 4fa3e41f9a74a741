//! Cmdlets of the AWS Tools for PowerShell: their parameters as the members of a request.

use super::super::aliases;
use super::super::call::Reading;
use super::super::command_line::Recognised;
use crate::catalogue::names::powershell;
use crate::catalogue::{Field, Member, Operation, Shape, window};
use crate::syntax::powershell::{Argument, Command};
use crate::syntax::{Data, Entry, Spanned};

/// Parameters of every cmdlet, which have no place in a plan.
const COMMON: [&str; 26] = [
    "accesskey",
    "clientconfig",
    "confirm",
    "credential",
    "debug",
    "endpointurl",
    "erroraction",
    "errorvariable",
    "force",
    "informationaction",
    "maxresult",
    "networkcredential",
    "nexttoken",
    "noautoiteration",
    "outbuffer",
    "outvariable",
    "passthru",
    "profilelocation",
    "profilename",
    "region",
    "secretkey",
    "select",
    "sessiontoken",
    "verbose",
    "warningaction",
    "whatif",
];

/// A parameter with its value.
struct Given {
    name: String,
    at: usize,
    value: Option<Spanned>,
}

/// The members on the way to what a parameter sets.
type Way = Vec<&'static Field>;

/// Reads a cmdlet; `splatted` gives the value of a variable that holds parameters.
pub(super) fn read(
    reading: &mut Reading,
    command: &Command,
    splatted: &mut dyn FnMut(&mut Reading, &str, usize) -> Spanned,
) -> Option<Recognised> {
    let operation = powershell::operation(&command.name)?;
    let mut members: Vec<Entry> = Vec::new();
    for given in parameters(reading, command, operation, splatted) {
        let Some(way) = way(operation.input, &given.name) else {
            let common = COMMON.iter().any(|name| {
                name.eq_ignore_ascii_case(&given.name)
                    || given.name.len() > 2 && name.starts_with(&given.name.to_ascii_lowercase())
            });
            let written = given
                .value
                .as_ref()
                .map(|value| super::super::members::shown(reading, value));
            let written = [given.name.as_str(), written.as_deref().unwrap_or_default()].join(" ");
            if common {
                let message = format!("`-{}` has no place in a plan", written.trim());
                reading
                    .notes
                    .ignored(given.at, "no-part-of-a-plan", message);
            } else {
                let message = format!(
                    "`-{}`: `{}` has no such parameter",
                    written.trim(),
                    command.name
                );
                reading.notes.unread(given.at, "unknown-parameter", message);
            }
            continue;
        };
        let Some(field) = way.last() else { continue };
        let value = match (given.value, field.shape) {
            (Some(value), _) => value,
            (None, Shape::Flag) => {
                let message = format!("`-{}` has no value: it is read as `$true`", given.name);
                reading.notes.repaired(given.at, "flag-value", message);
                Spanned::new(given.at, Data::Flag(true))
            }
            (None, _) => {
                let message = format!("`-{}` has no value", given.name);
                reading.notes.unread(given.at, "no-value", message);
                continue;
            }
        };
        let value = formed(value, field.shape);
        put(&mut members, &way, given.at, value);
    }
    Some(Recognised {
        operation,
        members,
        query: None,
    })
}

/// The parameters of a command by name; a value without one belongs to the first parameter.
fn parameters(
    reading: &mut Reading,
    command: &Command,
    operation: &Operation,
    splatted: &mut dyn FnMut(&mut Reading, &str, usize) -> Spanned,
) -> Vec<Given> {
    let first = if operation.name == window::CREATE.name {
        window::NAME.name
    } else {
        window::WINDOW_ID.name
    };
    let mut all: Vec<Given> = Vec::new();
    for argument in &command.arguments {
        match argument {
            Argument::Name(name, at) => all.push(Given {
                name: name.clone(),
                at: *at,
                value: None,
            }),
            Argument::Value { value, .. } => match all.last_mut() {
                Some(last) if last.value.is_none() => last.value = Some(value.clone()),
                None => all.push(Given {
                    name: first.to_owned(),
                    at: value.at,
                    value: Some(value.clone()),
                }),
                Some(_) => {
                    let written = super::super::members::shown(reading, value);
                    let message = format!("`{written}` belongs to no parameter");
                    reading.notes.unread(value.at, "stray-word", message);
                }
            },
            Argument::Splat(name, at) => {
                let value = splatted(reading, name, *at);
                if !matches!(value.data, Data::Map(_)) {
                    let message = format!("The parameters in `@{name}` are not known here");
                    reading.notes.open(*at, "unknown-value", message);
                }
                all.extend(value.entries().iter().map(|entry| Given {
                    name: entry.key.clone(),
                    at: entry.at,
                    value: Some(entry.value.clone()),
                }));
            }
        }
    }
    all
}

/// The members on the way to what a parameter means.
fn way(members: &'static [Member], name: &str) -> Option<Way> {
    let parts: Vec<&str> = name.split('_').collect();
    match parts.as_slice() {
        [one] => member(members, one).map(|field| vec![field]),
        [.., group, one] => {
            let mut way = group_of(members, group)?;
            let Shape::Group(inside) = way.last()?.shape else {
                return None;
            };
            way.push(member(inside.members, one)?);
            Some(way)
        }
        [] => None,
    }
}

/// The members on the way to a group of a name.
fn group_of(members: &'static [Member], name: &str) -> Option<Way> {
    let groups = || {
        members
            .iter()
            .filter_map(|member| match member.field.shape {
                Shape::Group(group) => Some((member.field, group)),
                _ => None,
            })
    };
    let own = groups().find(|(field, _)| field.name.eq_ignore_ascii_case(name));
    if let Some((field, _)) = own {
        return Some(vec![field]);
    }
    groups().find_map(|(field, group)| {
        let mut way = group_of(group.members, name)?;
        way.insert(0, field);
        Some(way)
    })
}

/// The member of a name, in the singular or the plural, or of the only one that begins so.
fn member(members: &'static [Member], name: &str) -> Option<&'static Field> {
    if let Some(field) = aliases::member(members, name) {
        return Some(field);
    }
    let wanted = name.to_ascii_lowercase();
    let begins = |member: &&Member| member.field.name.to_ascii_lowercase().starts_with(&wanted);
    let mut found = members.iter().filter(begins);
    let only = found.next().filter(|_| found.next().is_none());
    only.map(|member| member.field)
}

/// A value as PowerShell takes it: one thing where a list belongs, names in any case.
fn formed(value: Spanned, shape: Shape) -> Spanned {
    let at = value.at;
    match (shape, value.data) {
        (Shape::List(list), Data::List(items)) => {
            let items = items.into_iter().map(|item| formed(item, list.item));
            Spanned::new(at, Data::List(items.collect()))
        }
        (Shape::List(_), Data::Null) => Spanned::new(at, Data::Null),
        (Shape::List(list), data) => {
            let one = formed(Spanned::new(at, data), list.item);
            Spanned::new(at, Data::List(vec![one]))
        }
        (Shape::Map(map), Data::Map(entries)) => {
            let entries = entries.into_iter().map(|entry| {
                let value = formed(entry.value, map.value);
                Entry::new(entry.key, entry.at, value)
            });
            Spanned::new(at, Data::Map(entries.collect()))
        }
        (Shape::Group(group), Data::Map(entries)) => {
            let entries = entries.into_iter().map(|entry| {
                let mut members = group.members.iter();
                let known = members.find(|m| m.field.name.eq_ignore_ascii_case(&entry.key));
                match known {
                    Some(known) => {
                        let value = formed(entry.value, known.field.shape);
                        Entry::new(known.field.name, entry.at, value)
                    }
                    None => entry,
                }
            });
            Spanned::new(at, Data::Map(entries.collect()))
        }
        (_, data) => Spanned::new(at, data),
    }
}

/// Puts a value under members inside members.
fn put(entries: &mut Vec<Entry>, way: &[&'static Field], at: usize, value: Spanned) {
    let Some((first, rest)) = way.split_first() else {
        return;
    };
    if rest.is_empty() {
        entries.push(Entry::new(first.name, at, value));
        return;
    }
    let known = entries.iter_mut().find(|entry| entry.key == first.name);
    if let Some(Data::Map(inside)) = known.map(|entry| &mut entry.value.data) {
        put(inside, rest, at, value);
        return;
    }
    let mut inside = Vec::new();
    put(&mut inside, rest, at, value);
    let value = Spanned::new(at, Data::Map(inside));
    entries.push(Entry::new(first.name, at, value));
}
