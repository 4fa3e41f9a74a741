//! A project file: bytes that may be anything, into a draft the forms can edit.

use std::fmt;

use super::settle;
use crate::draft::{Draft, FileError};

/// The largest file that is opened, in bytes: a plan that uses up every quota
/// of an account is smaller, and a larger one would freeze the page.
pub const LARGEST: usize = 1_000_000;

/// Why bytes are no project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProjectError {
    /// They are no text in UTF-8.
    NotText {
        /// The first byte that is not, from 0.
        at: usize,
    },
    /// They are more than [`LARGEST`].
    TooLarge {
        /// How many they are.
        bytes: usize,
    },
    /// They are text, but no project that this version can read.
    File(FileError),
}

impl fmt::Display for ProjectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ProjectError::NotText { at } => {
                write!(
                    f,
                    "The file is not text in UTF-8: byte `{at}` is the first that does not fit"
                )
            }
            ProjectError::TooLarge { bytes } => {
                write!(
                    f,
                    "The file is too large for a project: `{bytes}` of at most `{LARGEST}` bytes"
                )
            }
            ProjectError::File(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ProjectError {}

/// Reads a project file and settles it for the forms.
///
/// # Errors
/// When the bytes are not a project that this version can read.
pub fn project(bytes: &[u8]) -> Result<Draft, ProjectError> {
    if bytes.len() > LARGEST {
        return Err(ProjectError::TooLarge { bytes: bytes.len() });
    }
    let text = std::str::from_utf8(bytes).map_err(|e| ProjectError::NotText {
        at: e.valid_up_to(),
    })?;
    let mut draft = Draft::from_file(text).map_err(ProjectError::File)?;
    settle(&mut draft);
    Ok(draft)
}
