//! The SSM documents that maintenance windows mostly run: what they do, their
//! parameters, and what they must be allowed.
//!
//! They stand in two tables: `first.tsv` has the document of the project that a
//! first visit shows, and `documents.tsv` the others, which are read when one
//! is first looked for. AWS changes its documents without notice, so this
//! offers and warns but never refuses: a document or parameter that is not here
//! may well exist.

mod document;
mod table;

use std::sync::OnceLock;

pub use document::{
    Caution, Concern, Document, Kind, Known, Need, Parameter, Platform, Topic, Value, Whose,
};
pub(crate) use table::{FUNCTION_ROLES, is_assume_role};

/// Every document.
pub fn all() -> impl Iterator<Item = &'static Document> {
    first().iter().chain(others())
}

/// The tables as they are written.
pub const TABLES: [&str; 2] = [
    include_str!("documents/first.tsv"),
    include_str!("documents/documents.tsv"),
];

fn first() -> &'static [Document] {
    static FIRST: OnceLock<Vec<Document>> = OnceLock::new();
    FIRST.get_or_init(|| table::read(include_str!("documents/first.tsv")))
}

/// A function of its own, so that a first visit goes without it and its table.
#[inline(never)]
fn others() -> &'static [Document] {
    static OTHERS: OnceLock<Vec<Document>> = OnceLock::new();
    OTHERS.get_or_init(|| table::read(include_str!("documents/documents.tsv")))
}

/// The documents that patch nodes or scan them for patches.
pub const PATCHING: &[&str] = &[
    "AWS-RunPatchBaseline",
    "AWS-RunPatchBaselineWithHooks",
    "AWS-RunPatchBaselineAssociation",
];
/// Their parameter that says which of the two.
pub const OPERATION: &str = "Operation";
/// The runbooks that start nodes which may be stopped.
pub const STARTS_NODES: &[&str] = &[
    "AWS-StartEC2Instance",
    "AWSManagedServices-PatchInstance",
    "AWSManagedServices-StartInstance",
];
/// The parameter of scripts that bounds how long they run.
pub const RUN_TIME: &str = "executionTimeout";

/// The document with this name, given alone or at the end of its ARN.
pub fn find(task_arn: &str) -> Option<&'static Document> {
    let name = name_of(task_arn);
    // What can be no document's name is looked for nowhere.
    if name.is_empty() || name.contains(':') {
        return None;
    }
    let known = first().iter().find(|d| d.name == name);
    known.or_else(|| others().iter().find(|d| d.name == name))
}

/// The document whose name is spelt otherwise in this one.
pub fn in_any_case(task_arn: &str) -> Option<&'static Document> {
    let name = name_of(task_arn);
    let known = |d: &&Document| d.name != name && d.name.eq_ignore_ascii_case(name);
    match find(task_arn) {
        Some(_) => None,
        None => all().find(known),
    }
}

/// The name of a document that is given by name or by ARN.
pub fn name_of(task_arn: &str) -> &str {
    match task_arn
        .split_once(":document/")
        .or_else(|| task_arn.split_once(":automation-definition/"))
    {
        Some((arn, name)) if arn.starts_with("arn:") => name.split(':').next().unwrap_or(name),
        _ => task_arn,
    }
}
