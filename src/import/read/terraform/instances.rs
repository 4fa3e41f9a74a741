//! How often a resource is made, and what its attributes are worth.

use super::configuration::Resource;
use super::evaluate::{Binding, Evaluator, Failed, Scope, Worth};
use super::values::{OPEN, count, sorted};
use crate::catalogue::names::TERRAFORM;
use crate::syntax::hcl::{Expression, Step};
use crate::syntax::{Data, Entry, Link, Spanned, Symbol};

/// The most instances of one resource that are read.
pub(super) const MOST: usize = 200;

/// The most instances of all resources that are read: more than any account may have.
pub(super) const MOST_IN_ALL: usize = 2_000;

/// How often a resource is made.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Instances {
    /// Once.
    One,
    /// Nobody knows how often: it is read once. For a loop over another such resource, that one.
    Loose(Option<Spanned>),
    /// So often.
    Counted(usize),
    /// Once for each key, with its value.
    Keyed(Vec<(String, Spanned)>),
}

/// One instance of a resource.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Instance {
    /// The only one.
    Only(Option<Spanned>),
    /// The one at a position.
    At(usize),
    /// The one of a key, with its value.
    Of(String, Spanned),
}

impl Instances {
    /// Every instance, up to [`MOST`].
    pub fn all(&self) -> Vec<Instance> {
        match self {
            Instances::One => vec![Instance::Only(None)],
            Instances::Loose(value) => vec![Instance::Only(value.clone())],
            Instances::Counted(count) => (0..(*count).min(MOST)).map(Instance::At).collect(),
            Instances::Keyed(keys) => {
                let instance =
                    |(key, value): &(String, Spanned)| Instance::Of(key.clone(), value.clone());
                keys.iter().take(MOST).map(instance).collect()
            }
        }
    }
    /// How many there are.
    pub fn count(&self) -> usize {
        match self {
            Instances::One | Instances::Loose(_) => 1,
            Instances::Counted(count) => *count,
            Instances::Keyed(keys) => keys.len(),
        }
    }
}

impl Instance {
    /// Its address.
    pub fn address(&self, resource: &Resource) -> String {
        match self {
            Instance::Only(_) => resource.address.clone(),
            Instance::At(index) => format!("{}[{index}]", resource.address),
            Instance::Of(key, _) => format!("{}[\"{key}\"]", resource.address),
        }
    }

    fn scope(&self, at: usize) -> Scope {
        let map = |entries: Vec<(&str, Spanned)>| {
            let entries = entries.into_iter();
            let entries = entries.map(|(key, value)| Entry::new(key, at, value));
            Binding::Known(Spanned::new(at, Data::Map(entries.collect())))
        };
        let index = |index: usize| {
            let number = Spanned::new(at, Data::Number(index.to_string()));
            ("count".to_owned(), map(vec![("index", number)]))
        };
        match self {
            Instance::Only(value) => {
                let each = match value {
                    Some(value) => map(vec![
                        ("value", value.clone()),
                        (OPEN, Spanned::new(at, Data::Null)),
                    ]),
                    None => Binding::Open,
                };
                vec![("each".to_owned(), each), index(0)]
            }
            Instance::At(number) => vec![index(*number)],
            Instance::Of(key, value) => {
                let key = Spanned::text(at, key.clone());
                let each = map(vec![("key", key), ("value", value.clone())]);
                vec![("each".to_owned(), each)]
            }
        }
    }
}

impl<'a> Evaluator<'a> {
    /// How often a resource is made.
    pub fn instances_of(&mut self, resource: &'a Resource) -> Instances {
        if let Some(known) = self.instances.get(resource.address.as_str()) {
            return known.clone().unwrap_or(Instances::Loose(None));
        }
        self.instances.insert(&resource.address, None);
        let body = &resource.body;
        let found = match (body.attribute("count"), body.attribute("for_each")) {
            (Some(count), _) => self.counted(count),
            (None, Some(each)) => self.keyed(each),
            (None, None) => Instances::One,
        };
        self.instances
            .insert(&resource.address, Some(found.clone()));
        found
    }

    fn counted(&mut self, expression: &Expression) -> Instances {
        let expression = expression.unwrapped();
        let guesses = self.guesses;
        let value = self.outside(|own| own.known(expression));
        let found = self.solid(&value).as_ref().and_then(count);
        match found {
            Some(0) => {
                let given = self.when_given(|own| own.known(expression));
                let given = self.solid(&given).as_ref().and_then(count);
                if given != Some(0) || self.guesses > guesses {
                    self.once(expression, None)
                } else {
                    Instances::Counted(0)
                }
            }
            Some(number) => Instances::Counted(number),
            None => self.once(expression, None),
        }
    }

    fn keyed(&mut self, expression: &Expression) -> Instances {
        let expression = expression.unwrapped();
        let value = self.outside(|own| own.known(expression));
        if value.get(OPEN).is_some() {
            return self.once(expression, Some(value));
        }
        let keys: Vec<(String, Spanned)> = match &value.data {
            Data::Map(_) => sorted(&value)
                .into_iter()
                .map(|entry| (entry.key, entry.value))
                .collect(),
            Data::List(items) => items
                .iter()
                .filter_map(|item| Some((item.as_typed()?, item.clone())))
                .collect(),
            _ => return self.once(expression, None),
        };
        if keys.is_empty() {
            let given = self.when_given(|own| own.known(expression));
            if !matches!(given.data, Data::List(_) | Data::Map(_)) {
                return self.once(expression, None);
            }
        }
        Instances::Keyed(keys)
    }

    fn once(&mut self, expression: &Expression, value: Option<Spanned>) -> Instances {
        if !expression.written.is_empty() && value.is_none() {
            let written = &expression.written;
            let message = format!("`{written}` is not known here: it is read once");
            self.reading
                .notes
                .open(expression.at, "unknown-loop", message);
        }
        Instances::Loose(value)
    }

    /// Works something out without the names of loops around.
    pub fn outside<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        let scope = std::mem::take(&mut self.scope);
        let done = work(self);
        self.scope = scope;
        done
    }

    /// Works something out as if every variable with an empty default were given.
    fn when_given<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        let known = std::mem::take(&mut self.worked_out);
        self.given = true;
        let done = self.outside(work);
        self.given = false;
        self.worked_out = known;
        done
    }

    /// Works something out for an instance of a resource.
    pub fn inside<T>(
        &mut self,
        resource: &Resource,
        instance: &Instance,
        work: impl FnOnce(&mut Self) -> T,
    ) -> T {
        self.outside(|own| {
            own.scope = instance.scope(resource.at);
            work(own)
        })
    }

    /// The number of an instance of a window, target or task.
    pub fn object(&mut self, address: &str) -> usize {
        if let Some(known) = self.objects.get(address) {
            return *known;
        }
        let object = self.reading.object();
        self.objects.insert(address.to_owned(), object);
        object
    }

    /// What a path behind a resource's address leads to.
    pub fn of_resource(
        &mut self,
        path: &Expression,
        resource: &'a Resource,
        steps: &[Step],
    ) -> Worth {
        let instances = self.instances_of(resource);
        let single = matches!(instances, Instances::One | Instances::Loose(_));
        match steps.split_first() {
            Some((Step::Every | Step::EveryName, rest)) => {
                // An index behind `.*.id` is that of the list.
                let splat = matches!(steps.first(), Some(Step::EveryName));
                let own = rest
                    .iter()
                    .take_while(|s| !splat || matches!(s, Step::Name(_)));
                let own = own.count();
                let (own, behind) = rest.split_at(own);
                let mut items = Vec::new();
                for instance in instances.all() {
                    items.push(self.of_instance(path, resource, &instance, own)?);
                }
                let list = Spanned::new(path.at, Data::List(items));
                self.steps(path, list, behind)
            }
            Some((Step::Index(index), rest)) => {
                let key = self.worth(index)?;
                let only = instances.all();
                let chosen = match self.solid(&key) {
                    _ if single => only.first(),
                    Some(key) => match &instances {
                        Instances::Counted(_) => count(&key).and_then(|at| only.get(at)),
                        _ => {
                            let key = key.as_typed().ok_or(Failed)?;
                            let same = |one: &&Instance| matches!(one, Instance::Of(own, _) if *own == key);
                            only.iter().find(same)
                        }
                    },
                    // Whatever the key is, only one can be meant.
                    None if only.len() == 1 => only.first(),
                    None => return Ok(self.open(path)),
                };
                self.of_instance(path, resource, chosen.ok_or(Failed)?, rest)
            }
            Some((Step::Name(_), _)) => {
                let all = instances.all();
                match all.as_slice() {
                    [only] => self.of_instance(path, resource, only, steps),
                    _ => Err(Failed),
                }
            }
            None => match &instances {
                Instances::One | Instances::Loose(_) => {
                    self.of_instance(path, resource, &Instance::Only(None), steps)
                }
                Instances::Counted(_) => {
                    let all = instances.all();
                    let items: Result<Vec<Spanned>, Failed> = all
                        .iter()
                        .map(|one| self.of_instance(path, resource, one, steps))
                        .collect();
                    Ok(Spanned::new(path.at, Data::List(items?)))
                }
                Instances::Keyed(_) => {
                    let mut entries = Vec::new();
                    for instance in instances.all() {
                        let value = self.of_instance(path, resource, &instance, steps)?;
                        if let Instance::Of(key, _) = instance {
                            entries.push(Entry::new(key, path.at, value));
                        }
                    }
                    Ok(Spanned::new(path.at, Data::Map(entries)))
                }
            },
        }
    }

    fn of_instance(
        &mut self,
        path: &Expression,
        resource: &'a Resource,
        instance: &Instance,
        steps: &[Step],
    ) -> Worth {
        match steps.split_first() {
            Some((Step::Name(name), rest)) => {
                let value = self.attribute_of(path, resource, instance, name)?;
                self.steps(path, value, rest)
            }
            Some(_) => Ok(self.open(path)),
            None => {
                let at = path.at;
                let mut entries = vec![Entry::new(OPEN, at, Spanned::new(at, Data::Null))];
                for attribute in &resource.body.attributes {
                    let value = self.attribute_of(path, resource, instance, &attribute.name)?;
                    entries.push(Entry::new(attribute.name.clone(), attribute.at, value));
                }
                let id = self.id_of(path, resource, instance, "");
                entries.push(Entry::new("id", at, id));
                Ok(Spanned::new(at, Data::Map(entries)))
            }
        }
    }

    fn attribute_of(
        &mut self,
        path: &Expression,
        resource: &'a Resource,
        instance: &Instance,
        name: &str,
    ) -> Worth {
        if name == "id" {
            return Ok(self.id_of(path, resource, instance, &path.written));
        }
        let known = ["count", "for_each"].contains(&name);
        match resource.body.attribute(name).filter(|_| !known) {
            Some(value) => {
                let key = [&instance.address(resource), ".", name].concat();
                if let Some(known) = self.worked_out.get(&key) {
                    let known = known.clone();
                    return Ok(known.unwrap_or_else(|| self.open(path)));
                }
                self.worked_out.insert(key.clone(), None);
                let worth = self.inside(resource, instance, |own| own.worth(value));
                match &worth {
                    Ok(worth) => self.worked_out.insert(key, Some(worth.clone())),
                    Err(Failed) => self.worked_out.remove(&key),
                };
                worth
            }
            None => Ok(self.open(path)),
        }
    }

    /// The id of an instance: a reference where it is one of ours, else open.
    fn id_of(
        &mut self,
        path: &Expression,
        resource: &Resource,
        instance: &Instance,
        written: &str,
    ) -> Spanned {
        let address = instance.address(resource);
        // A key may hold what is not known.
        let canonical = self.reading.symbols.written(&address).into_owned() + ".id";
        // Of several instances, `[each.key]` would be the same for each.
        let written = match instance {
            Instance::Only(_) if !written.is_empty() => written,
            _ => &canonical,
        };
        if TERRAFORM.operation(&resource.kind).is_none() {
            return self.symbol(written, path.at);
        }
        let object = self.object(&address);
        let symbol = self.reading.symbols.add(Symbol {
            written: written.to_owned(),
            at: path.at,
            link: Some(Link {
                object,
                member: String::new(),
            }),
        });
        Spanned::text(path.at, symbol)
    }
}
