//! Configurations of Terraform and OpenTofu, in HCL and JSON, with their files of
//! variables.
//!
//! All files of a configuration are read together. References between windows,
//! targets and tasks link; what cannot be known stays as it was written.

mod configuration;
mod evaluate;
mod files;
mod functions;
mod instances;
mod loops;
mod paths;
mod resource;
mod values;

use super::call::Reading;
use super::readers::{Read, counted};
use super::renamed::renamed;
use crate::catalogue::names::TERRAFORM;
use crate::catalogue::{target, task, window};
use crate::syntax::hcl::{Block, Expression, Kind, Step};
use crate::syntax::{Data, Entry, Sources, Spanned};
use configuration::{Configuration, Resource, names};
use evaluate::{Binding, Evaluator, pairs};
use instances::{Instance, MOST, MOST_IN_ALL};

/// Reads an input that may be of a configuration, with all others that are.
pub fn read(sources: &Sources, number: usize, reading: &mut Reading) -> Vec<Read> {
    let Some(piece) = sources.piece(number) else {
        return Vec::new();
    };
    if !files::is_configuration(&piece) {
        return Vec::new();
    }
    let (configuration, inputs) = files::configuration(sources, reading);
    let before = reading.calls.len();
    let ours = |resource: &Resource| TERRAFORM.operation(&resource.kind).is_some();
    let has_ours = configuration.resources.iter().any(ours);
    let (own, strange): (Vec<&Block>, Vec<&Block>) =
        (configuration.modules.iter()).partition(|call| has_ours && fills(&configuration, call));
    for call in strange {
        let name = call.labels.first().map_or("", String::as_str);
        let from = call.body.attribute("source").and_then(Expression::as_text);
        let from = from.unwrap_or("another folder");
        let message =
            format!("`module \"{name}\"` is not read: its resources are in the files of `{from}`");
        reading.notes.unread(call.at, "module-call", message);
    }
    let mut files_read = Vec::new();
    if own.is_empty() {
        let mut evaluator = Evaluator::new(reading, &configuration);
        evaluator.resources();
        files_read.extend(evaluator.files_read);
    }
    // Files of a module beside its calls: once for each call.
    for call in own {
        let mut evaluator = Evaluator::new(reading, &configuration);
        let arguments = call.body.attributes.iter();
        evaluator.arguments = arguments.map(|a| (a.name.as_str(), &a.value)).collect();
        evaluator.resources();
        files_read.extend(evaluator.files_read);
    }
    others(&configuration, reading);
    let made = reading.calls.len() - before;
    let mut read = Vec::new();
    for input in inputs {
        if made > 0 || input.is_named {
            let resources = match input.resources {
                0 => "Variables".to_owned(),
                count => counted(count, "resource"),
            };
            let mut text = [&resources, ", Terraform"].concat();
            // A page may show commands too.
            if !input.is_named {
                let rest = sources.without(&input.ranges);
                let commands = super::shell::read(&rest, input.number, reading);
                for one in commands.iter().filter(|one| one.input == input.number) {
                    text = [&text, "; ", &one.text].concat();
                }
            }
            read.push(Read {
                input: input.number,
                text,
            });
        }
    }
    for file in files_read {
        if let Some(number) = configuration.files.get(file).map(|(number, _, _)| *number) {
            read.push(Read {
                input: number,
                text: "A file that Terraform reads".to_owned(),
            });
        }
    }
    read
}

/// Whether a call of a module fills variables of the configuration: its files stand beside it.
fn fills(configuration: &Configuration, call: &Block) -> bool {
    let mut names = call.body.attributes.iter().map(|argument| &argument.name);
    names.any(|name| configuration.variables.contains_key(name))
}

/// Says of everything else in a configuration that it is no part of a plan.
fn others(configuration: &Configuration, reading: &mut Reading) {
    let mut ignored = |at: usize, what: &str| {
        let message = format!("`{what}` has no place in a plan");
        reading.notes.ignored(at, "no-part-of-a-plan", message);
    };
    for block in &configuration.others {
        let labels: String = block.labels.iter().map(|l| format!(" \"{l}\"")).collect();
        ignored(block.at, &[&block.kind, labels.as_str()].concat());
    }
    for resource in &configuration.resources {
        if TERRAFORM.operation(&resource.kind).is_none() {
            ignored(resource.at, &resource.address);
        }
    }
}

impl<'a> Evaluator<'a> {
    /// Reads every window, target and task; windows first, since a configuration has no order.
    fn resources(&mut self) {
        let imports = self.imports();
        let mut left = MOST_IN_ALL;
        let configuration = self.configuration;
        for (operation, kind) in TERRAFORM.resources {
            for resource in configuration.resources.iter().filter(|r| r.kind == *kind) {
                let instances = self.instances_of(resource);
                let count = instances.count();
                if count == 0 {
                    let address = &resource.address;
                    let message = format!("`{address}` has no instances: it is not read");
                    self.reading
                        .notes
                        .ignored(resource.at, "no-instance", message);
                }
                if count > MOST {
                    let address = &resource.address;
                    let message =
                        format!("`{address}` has `{count}` instances: the first `{MOST}` are read");
                    self.reading
                        .notes
                        .unread(resource.at, "too-many-instances", message);
                }
                let all = instances.all();
                if all.len() > left {
                    let message = format!(
                        "The rest is not read: there are more than `{MOST_IN_ALL}` windows, targets and tasks"
                    );
                    self.reading
                        .notes
                        .unread(resource.at, "too-many-instances", message);
                    return;
                }
                left -= all.len();
                for instance in all {
                    let mut entries = self.members_of(resource, &instance);
                    self.state(operation.name, resource, &mut entries);
                    let address = instance.address(resource);
                    if let Some((_, at, id)) = imports.iter().find(|(to, _, _)| *to == address) {
                        identify(operation.name, &mut entries, *at, id);
                    }
                    let members = renamed(self.reading, &TERRAFORM, operation.input, &entries);
                    let object = self.object(&address);
                    let called = match instance {
                        Instance::Only(_) => address.rsplit('.').next().unwrap_or_default(),
                        _ => &address,
                    };
                    self.reading
                        .request(resource.at, operation, members, object, called);
                }
            }
        }
        if !self.is_within_bounds() {
            let message =
                "The expressions take too many steps to work out: the rest of them stays open";
            self.reading.notes.unread(0, "too-many-steps", message);
        }
    }

    /// What a resource says of itself rather than of a request.
    fn state(&mut self, operation: &str, resource: &Resource, entries: &mut Vec<Entry>) {
        const OF_THE_STATE: [&str; 3] = ["arn", "tags_all", "region"];
        let mut id = None;
        entries.retain(|entry| {
            let notes = &mut self.reading.notes;
            match entry.key.as_str() {
                "id" | "window_task_id" | "window_target_id" => {
                    id = entry.value.as_typed().map(|text| (entry.at, text));
                    false
                }
                "enabled" if operation == window::CREATE.name => {
                    if entry.value.as_typed().as_deref() != Some("true") {
                        let message = "`enabled`: a plan does not hold whether a window is enabled";
                        notes.ignored(entry.at, "no-part-of-a-plan", message);
                    }
                    false
                }
                name if OF_THE_STATE.contains(&name) => {
                    let message = format!("`{name}` is about the state");
                    notes.ignored(entry.at, "no-part-of-a-plan", message);
                    false
                }
                _ => true,
            }
        });
        if let Some((at, id)) = id {
            identify(operation, entries, at, &id);
        }
        // The provider's default; AWS has none.
        let allow = "allow_unassociated_targets";
        let says = |entry: &Entry| {
            entry.key.starts_with("allow_unassociated_target") && !entry.value.is_empty()
        };
        if operation == window::CREATE.name && !entries.iter().any(says) {
            entries.retain(|entry| entry.key != allow);
            let no = Spanned::new(resource.at, Data::Flag(false));
            entries.push(Entry::new(allow, resource.at, no));
        }
    }

    /// The ids that `import` blocks give, by address.
    fn imports(&mut self) -> Vec<(String, usize, String)> {
        let configuration = self.configuration;
        let mut out = Vec::new();
        for block in &configuration.imports {
            let (Some(to), Some(id)) = (block.body.attribute("to"), block.body.attribute("id"))
            else {
                continue;
            };
            let [kind, name, ..] = names(to)[..] else {
                continue;
            };
            let address = [kind, ".", name].concat();
            let found = configuration.resource(&address);
            let Some(resource) = found.filter(|r| TERRAFORM.operation(&r.kind).is_some()) else {
                let message = format!("`import` of `{}` has no place in a plan", to.written);
                self.reading
                    .notes
                    .ignored(block.at, "no-part-of-a-plan", message);
                continue;
            };
            let (to, id) = (to.clone(), id.clone());
            let turns = match block.body.attribute("for_each") {
                Some(each) => pairs(&self.known(each)),
                None => vec![(Spanned::text(block.at, ""), Spanned::text(block.at, ""))],
            };
            for (key, value) in turns {
                let entries = vec![
                    Entry::new("key", block.at, key),
                    Entry::new("value", block.at, value),
                ];
                let each = Binding::Known(Spanned::new(block.at, Data::Map(entries)));
                self.scope.push(("each".to_owned(), each));
                let own = self.address(&resource.address, &to);
                let id = self.known(&id);
                self.scope.pop();
                if let Some(id) = self.solid(&id).and_then(|id| id.as_typed()) {
                    out.push((own, block.at, id));
                }
            }
        }
        out
    }

    /// The address that an `import` block names, with its index.
    fn address(&mut self, address: &str, to: &Expression) -> String {
        let steps = match &to.kind {
            Kind::Path(_, steps) => steps.as_slice(),
            _ => &[],
        };
        let index = steps.iter().find_map(|step| match step {
            Step::Index(index) => Some(index),
            _ => None,
        });
        match index.map(|index| self.known(index)) {
            Some(Spanned {
                data: Data::Number(number),
                ..
            }) => format!("{address}[{number}]"),
            Some(key) => format!("{address}[\"{}\"]", key.as_typed().unwrap_or_default()),
            None => address.to_owned(),
        }
    }
}

/// Gives the members of a request the id that AWS gave, which for targets and tasks stands behind
/// that of their window.
fn identify(operation: &str, entries: &mut Vec<Entry>, at: usize, id: &str) {
    let own = id.rsplit('/').next().unwrap_or(id);
    let name = if operation == window::CREATE.name {
        window::WINDOW_ID.name
    } else if operation == target::REGISTER.name {
        target::WINDOW_TARGET_ID.name
    } else {
        task::WINDOW_TASK_ID.name
    };
    entries.push(Entry::new(name, at, Spanned::text(at, own)));
}
