//! Where paths lead: variables, locals, resources, and members of their values.

use super::configuration::names;
use super::evaluate::{Binding, Evaluator, Failed, Worth};
use super::values::{OPEN, count, set};
use crate::syntax::hcl::{Expression, Kind, Step};
use crate::syntax::{Data, Entry, Spanned};

impl Evaluator<'_> {
    pub fn path(&mut self, path: &Expression, root: &Expression, steps: &[Step]) -> Worth {
        let Kind::Name(name) = &root.kind else {
            let value = self.worth(root)?;
            return self.steps(path, value, steps);
        };
        let bound = self.scope.iter().rev().find(|(bound, _)| bound == name);
        if let Some((_, binding)) = bound {
            return match binding.clone() {
                Binding::Known(value) => self.steps(path, value, steps),
                Binding::Open => Ok(self.open(path)),
            };
        }
        let names = names(path);
        let first = steps.first();
        match (name.as_str(), first) {
            ("var", Some(Step::Name(variable))) => {
                let written = ["var.", variable].concat();
                let value = self.variable(variable, &written, path.at)?;
                self.steps(path, value, steps.get(1..).unwrap_or_default())
            }
            ("local", Some(Step::Name(local))) => {
                let value = self.local(local)?;
                self.steps(path, value, steps.get(1..).unwrap_or_default())
            }
            ("path", Some(Step::Name(_))) => Ok(Spanned::text(path.at, ".")),
            (kind, Some(Step::Name(own))) if names.len() > 1 => {
                let address = [kind, ".", own].concat();
                match self.configuration.resource(&address) {
                    Some(resource) => {
                        let rest = steps.get(1..).unwrap_or_default();
                        self.of_resource(path, resource, rest)
                    }
                    None => Ok(self.open(path)),
                }
            }
            _ => Ok(self.open(path)),
        }
    }

    /// The value of a variable: given, or its default.
    fn variable(&mut self, name: &str, written: &str, at: usize) -> Worth {
        let configuration = self.configuration;
        let given = configuration.values.get(name).map(|value| &value.value);
        let given = self.arguments.get(name).copied().or(given);
        let default = configuration.default_of(name);
        let key = ["var.", name].concat();
        if let Some(known) = self.worked_out.get(&key) {
            return match known.clone() {
                Some(known) if given.is_some() => self.again(&known),
                Some(known) => self.defaulted(&known, written, at),
                // A module's argument that is a variable of the same name.
                None => match default {
                    Some(default) if given.is_some() => {
                        let value = self.outside(|own| own.worth(default))?;
                        self.defaulted(&value, written, at)
                    }
                    _ => Ok(self.symbol(written, at)),
                },
            };
        }
        let Some(expression) = given.or(default) else {
            return Ok(self.symbol(written, at));
        };
        self.worked_out.insert(key.clone(), None);
        let value = self.outside(|own| own.worth(expression));
        self.worked_out.remove(&key);
        let mut value = value?;
        if let Some(kind) = configuration.type_of(name) {
            value = self.typed(kind, value, 0)?;
        }
        self.worked_out.insert(key, Some(value.clone()));
        if given.is_some() {
            return Ok(value);
        }
        self.defaulted(&value, written, at)
    }

    /// A default, unless it is an empty text: that is no value.
    fn defaulted(&mut self, default: &Spanned, written: &str, at: usize) -> Worth {
        if default.as_text() == Some("") {
            return Ok(self.blank(written, at));
        }
        if self.given && default.is_empty() {
            return Ok(self.symbol(written, at));
        }
        self.again(default)
    }

    fn local(&mut self, name: &str) -> Worth {
        let configuration = self.configuration;
        let local = configuration.locals.get(name).ok_or(Failed)?;
        let key = ["local.", name].concat();
        if let Some(known) = self.worked_out.get(&key) {
            return match known.clone() {
                Some(known) => self.again(&known),
                // It is made of itself.
                None => Err(Failed),
            };
        }
        self.worked_out.insert(key.clone(), None);
        let value = self.outside(|own| own.worth(&local.value));
        match &value {
            Ok(value) => self.worked_out.insert(key, Some(value.clone())),
            Err(Failed) => self.worked_out.remove(&key),
        };
        value
    }

    /// A value of a type: members that were left out get the defaults of `optional`.
    fn typed(&mut self, kind: &Expression, value: Spanned, depth: usize) -> Worth {
        let Kind::Call(name, arguments, _) = &kind.kind else {
            return Ok(value);
        };
        if depth > 16 {
            return Ok(value);
        }
        let at = value.at;
        match (name.as_str(), arguments.first()) {
            ("list" | "set", Some(of)) => {
                let Data::List(items) = value.data else {
                    return Ok(value);
                };
                let items = items
                    .into_iter()
                    .map(|item| self.typed(of, item, depth + 1));
                let items = items.collect::<Result<Vec<Spanned>, Failed>>()?;
                if name == "set" {
                    return Ok(set(at, items));
                }
                Ok(Spanned::new(at, Data::List(items)))
            }
            ("map", Some(of)) => {
                let Data::Map(entries) = value.data else {
                    return Ok(value);
                };
                let mut out = Vec::new();
                for entry in entries {
                    let value = self.typed(of, entry.value, depth + 1)?;
                    out.push(Entry::new(entry.key, entry.at, value));
                }
                Ok(Spanned::new(at, Data::Map(out)))
            }
            ("optional", Some(of)) => self.typed(of, value, depth + 1),
            ("object", Some(of)) => {
                let (Data::Map(entries), Kind::Map(members)) = (value.data.clone(), &of.kind)
                else {
                    return Ok(value);
                };
                let mut out = entries;
                for (key, kind) in members {
                    let Some(key) = key.as_text() else { continue };
                    let given = out.iter_mut().find(|entry| entry.key == key);
                    let value = match &given {
                        Some(entry) => Some(entry.value.clone()).filter(|v| v.data != Data::Null),
                        None => None,
                    };
                    let value = match value {
                        Some(value) => value,
                        None => self.outside(|own| own.left_out(kind, at))?,
                    };
                    let value = self.typed(kind, value, depth + 1)?;
                    match out.iter_mut().find(|entry| entry.key == key) {
                        Some(entry) => entry.value = value,
                        None => out.push(Entry::new(key, at, value)),
                    }
                }
                Ok(Spanned::new(at, Data::Map(out)))
            }
            _ => Ok(value),
        }
    }

    /// What a member is worth that was left out.
    fn left_out(&mut self, kind: &Expression, at: usize) -> Worth {
        match &kind.kind {
            Kind::Call(name, arguments, _) if name == "optional" => match arguments.get(1) {
                Some(default) => self.worth(default),
                None => Ok(Spanned::new(at, Data::Null)),
            },
            _ => Ok(Spanned::new(at, Data::Null)),
        }
    }

    /// Follows steps from a value.
    pub fn steps(&mut self, path: &Expression, from: Spanned, steps: &[Step]) -> Worth {
        let Some((step, rest)) = steps.split_first() else {
            return self.again(&from);
        };
        self.spend(1)?;
        if self.is_open(&from) {
            return Ok(self.open(path));
        }
        match step {
            Step::Name(name) => {
                let value = self.member(path, &from, name)?;
                self.steps(path, value, rest)
            }
            Step::Index(index) => {
                let key = self.worth(index)?;
                let Some(key) = self.solid(&key) else {
                    return Ok(self.open(path));
                };
                let value = match &from.data {
                    Data::List(items) => {
                        let at = count(&key).ok_or(Failed)?;
                        items.get(at).cloned().ok_or(Failed)?
                    }
                    _ => {
                        let key = key.as_typed().ok_or(Failed)?;
                        self.member(path, &from, &key)?
                    }
                };
                self.steps(path, value, rest)
            }
            Step::Every | Step::EveryName => {
                let names = matches!(step, Step::EveryName);
                let own = rest
                    .iter()
                    .take_while(|s| !names || matches!(s, Step::Name(_)));
                let own = own.count();
                let (own, behind) = rest.split_at(own);
                let items = match from.data {
                    Data::List(items) => items,
                    Data::Null => Vec::new(),
                    _ => vec![from],
                };
                let mut out = Vec::new();
                for item in items {
                    out.push(self.steps(path, item, own)?);
                }
                self.steps(path, Spanned::new(path.at, Data::List(out)), behind)
            }
        }
    }

    /// A member of a map.
    fn member(&mut self, path: &Expression, from: &Spanned, name: &str) -> Worth {
        match from.get(name) {
            Some(value) => Ok(value.clone()),
            None if from.get(OPEN).is_some() => Ok(self.open(path)),
            None => match &from.data {
                // The only item of a list, as the first version of HCL had its blocks.
                Data::List(items)
                    if matches!(
                        items.as_slice(),
                        [Spanned {
                            data: Data::Map(_),
                            ..
                        }]
                    ) =>
                {
                    let only = items.first().and_then(|item| item.get(name));
                    only.cloned().ok_or(Failed)
                }
                _ => Err(Failed),
            },
        }
    }
}
