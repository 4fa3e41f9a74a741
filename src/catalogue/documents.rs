//! The SSM documents that maintenance windows mostly run: what they do, their
//! parameters, and what they must be allowed.
//!
//! They stand in a table, `documents.tsv`, which is read when a document is
//! first looked for: a first visit never does. AWS changes its documents
//! without notice, so this offers and warns but never refuses: a document or
//! parameter that is not here may well exist.

mod document;
mod table;

use std::sync::OnceLock;

pub use document::{
    Caution, Concern, Document, Kind, Known, Need, Parameter, Platform, Topic, Value, Whose,
};
pub(crate) use table::{FUNCTION_ROLES, is_assume_role};

/// Every document, by topic.
pub fn all() -> &'static [Document] {
    static ALL: OnceLock<Vec<Document>> = OnceLock::new();
    ALL.get_or_init(|| table::read(TABLE))
}

/// The table of documents as it is written.
pub const TABLE: &str = include_str!("documents/documents.tsv");

/// The document with this name, given alone or at the end of its ARN.
pub fn find(task_arn: &str) -> Option<&'static Document> {
    let name = name_of(task_arn);
    // Nothing is looked up for an empty field.
    (!name.is_empty())
        .then(|| all().iter().find(|d| d.name == name))
        .flatten()
}

/// The name in a document's name or ARN.
fn name_of(task_arn: &str) -> &str {
    match task_arn
        .split_once(":document/")
        .or_else(|| task_arn.split_once(":automation-definition/"))
    {
        Some((arn, name)) if arn.starts_with("arn:") => name.split(':').next().unwrap_or(name),
        _ => task_arn,
    }
}
