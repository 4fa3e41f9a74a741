//! What a configuration holds, over all of its files: variables with their
//! values, locals, resources, modules and imports.

use std::collections::HashMap;

use crate::import::read::note::Notes;
use crate::syntax::Spanned;
use crate::syntax::hcl::{Attribute, Block, Body, Expression, Kind, Step};

/// A configuration of one or more files.
#[derive(Debug, Default)]
pub struct Configuration {
    /// Declared variables by name.
    pub variables: HashMap<String, Block>,
    /// Values of variables, by name: those of files of variables, the strongest last.
    pub values: HashMap<String, Attribute>,
    /// Local values by name.
    pub locals: HashMap<String, Attribute>,
    /// Resources in their order.
    pub resources: Vec<Resource>,
    /// The positions of resources by their addresses.
    pub places: HashMap<String, usize>,
    /// Calls of modules.
    pub modules: Vec<Block>,
    /// `import` blocks.
    pub imports: Vec<Block>,
    /// Blocks that say nothing of a plan.
    pub others: Vec<Block>,
    /// Other inputs, for functions that read files: position, name and text.
    pub files: Vec<(usize, String, Spanned)>,
}

/// A resource, or a source of data.
#[derive(Debug, PartialEq)]
pub struct Resource {
    /// Its kind.
    pub kind: String,
    /// `aws_ssm_maintenance_window.nightly`
    pub address: String,
    /// The byte at which it begins.
    pub at: usize,
    /// What it says.
    pub body: Body,
}

/// How strong the values of a file are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// Beside other things in a configuration, or in `terraform.tfvars`.
    Weak,
    /// `NAME.auto.tfvars`
    Automatic,
    /// A file of variables that someone names when he runs Terraform.
    Named,
}

impl Strength {
    /// That of a file by its name.
    pub fn of(name: &str) -> Self {
        if name.contains(".auto.tfvars") {
            Strength::Automatic
        } else if name.contains(".tfvars") && !name.starts_with("terraform.tfvars") {
            Strength::Named
        } else {
            Strength::Weak
        }
    }
}

impl Configuration {
    /// Takes what a file says. Files come with rising strength.
    pub fn take(&mut self, body: Body, notes: &mut Notes) {
        for attribute in body.attributes {
            // Terragrunt gives a module its variables so.
            if let Kind::Map(entries) = &attribute.value.kind
                && attribute.name == "inputs"
            {
                for (key, value) in entries {
                    if let Some(name) = key.as_text() {
                        let (name, value) = (name.to_owned(), value.clone());
                        let at = key.at;
                        self.values
                            .insert(name.clone(), Attribute { name, at, value });
                    }
                }
            }
            if let Some(weaker) = self.values.get(&attribute.name)
                && weaker.value.kind != attribute.value.kind
            {
                let name = &attribute.name;
                let message = format!("`{name}` is set again elsewhere: that value counts");
                notes.ignored(weaker.at, "given-twice", message);
            }
            self.values.insert(attribute.name.clone(), attribute);
        }
        for block in body.blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: Block) {
        match (block.kind.as_str(), block.labels.as_slice()) {
            ("variable", [name]) => {
                self.variables.insert(name.clone(), block);
            }
            ("locals", []) => {
                let named = block.body.attributes.into_iter();
                self.locals
                    .extend(named.map(|local| (local.name.clone(), local)));
            }
            ("resource", [kind, name]) => {
                let address = [kind, ".", name].concat();
                self.places.insert(address.clone(), self.resources.len());
                self.resources.push(Resource {
                    kind: kind.clone(),
                    address,
                    at: block.at,
                    body: block.body,
                });
            }
            ("module", [_]) => self.modules.push(block),
            ("import", []) => self.imports.push(block),
            _ => self.others.push(block),
        }
    }

    /// The resource of an address without an index.
    pub fn resource(&self, address: &str) -> Option<&Resource> {
        self.resources.get(*self.places.get(address)?)
    }

    /// The default of a variable.
    pub fn default_of(&self, name: &str) -> Option<&Expression> {
        self.variables.get(name)?.body.attribute("default")
    }

    /// The type of a variable.
    pub fn type_of(&self, name: &str) -> Option<&Expression> {
        self.variables.get(name)?.body.attribute("type")
    }
}

/// The names that a path begins with, before its first index: `aws_iam_role`, `run`, `arn`.
pub fn names(expression: &Expression) -> Vec<&str> {
    let mut out = Vec::new();
    match &expression.kind {
        Kind::Name(name) => out.push(name.as_str()),
        Kind::Path(root, steps) => {
            let Kind::Name(name) = &root.kind else {
                return out;
            };
            out.push(name);
            out.extend(steps.iter().map_while(|step| match step {
                Step::Name(name) => Some(name.as_str()),
                Step::Index(_) | Step::Every | Step::EveryName => None,
            }));
        }
        _ => {}
    }
    out
}
