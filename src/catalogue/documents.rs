//! The SSM documents that maintenance windows mostly run, with their
//! parameters.
//!
//! AWS changes its documents without notice, so this offers and warns but
//! never refuses: a document or parameter that is not here may well exist.

mod automation;
mod command;
mod document;

pub(crate) use automation::ASSUME_ROLE;
pub use document::{Document, Kind, Parameter, Platform, Value};

/// Every document, those for Run Command first.
pub fn all() -> impl Iterator<Item = &'static Document> {
    command::DOCUMENTS.iter().chain(automation::DOCUMENTS)
}

/// The document with this name, given alone or at the end of its ARN.
pub fn find(task_arn: &str) -> Option<&'static Document> {
    let name = match task_arn
        .split_once(":document/")
        .or_else(|| task_arn.split_once(":automation-definition/"))
    {
        Some((arn, name)) if arn.starts_with("arn:") => name.split(':').next().unwrap_or(name),
        _ => task_arn,
    };
    all().find(|d| d.name == name)
}
