//! Say it: a plan in the formats people paste.
//!
//! Each format is one file and one entry in [`FORMATS`]: a pure function from
//! a plan to artifacts. An artifact with a blocked request in it carries no
//! text, only what blocks it. Nothing here knows the page or what was typed.

mod artifact;
mod calendar;
mod cli;
mod cli_files;
pub mod cloudformation;
mod code;
mod command;
pub mod faults;
mod format;
mod header;
mod json;
mod literal;
mod mapping;
mod markdown;
mod names;
pub mod options;
mod permissions;
mod place;
mod project;
mod python;
mod quotes;
mod reading;
mod script;
pub mod shell;
mod steps;
pub mod terraform;
mod ticket;
pub(crate) mod variables;
pub mod word;
mod zip;

pub use artifact::{Artifact, Wanted};
pub use code::{Chunk, Code, Kind, Span};
pub use format::Format;
pub use options::{CliVersion, Keeper, Options, SETTINGS, Setting, Shell};

/// Every format. Tabs, downloads, fixtures and the example program follow this list.
pub static FORMATS: &[Format] = &[
    cli::FORMAT,
    cli_files::FORMAT,
    json::FORMAT,
    python::FORMAT,
    terraform::FORMAT,
    cloudformation::FORMAT,
    permissions::FORMAT,
    ticket::FORMAT,
    calendar::FORMAT,
];

/// The format with this id.
pub fn format(id: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.id == id)
}
