//! A project file: bytes that may be anything, into a draft the forms can edit.

use std::borrow::Cow;
use std::fmt;

use super::settle;
use crate::draft::{Draft, FORMAT, FileError};

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
    of_text(&text_of(bytes)?)
}

fn of_text(text: &str) -> Result<Draft, ProjectError> {
    let mut draft = Draft::from_file(text).map_err(ProjectError::File)?;
    settle(&mut draft);
    Ok(draft)
}

/// The text of a file: UTF-8, or UTF-16 with its mark, as Windows PowerShell writes it.
///
/// # Errors
/// When the bytes are neither.
pub fn text_of(bytes: &[u8]) -> Result<Cow<'_, str>, ProjectError> {
    let wide = |unit: fn([u8; 2]) -> u16| {
        let units = bytes
            .chunks_exact(2)
            .skip(1)
            .filter_map(|pair| pair.try_into().ok().map(unit));
        let text: Result<String, _> = char::decode_utf16(units).collect();
        text.map(Cow::Owned)
            .map_err(|_| ProjectError::NotText { at: 0 })
    };
    match bytes {
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes),
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes),
        _ => std::str::from_utf8(bytes)
            .map(Cow::Borrowed)
            .map_err(|e| ProjectError::NotText {
                at: e.valid_up_to(),
            }),
    }
}

/// Whether a text means to be a project file of this page, readable or not.
#[must_use]
pub fn is_meant_as_project(text: &str) -> bool {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).trim_start();
    // The mark stands first in every file that the page writes; another program may put it last.
    text.starts_with('{')
        && text.contains("\"format\"")
        && text.contains(&["\"", FORMAT, "\""].concat())
}
