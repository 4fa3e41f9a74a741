//! The text of a share link's fragment: `1.` and the project's JSON in
//! base64url, or `2.` and the same deflated.
//!
//! Only the text is known here. Deflating is the browser's business, so a
//! fragment is split into what has to be inflated first and what has not.
//! A fragment that is none of ours (`#window`) is no error.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;

use super::{LARGEST, settle};
use crate::draft::{Draft, FORMAT, FileError};

/// The longest fragment that is read, in characters: base64 of [`LARGEST`] bytes.
pub const LONGEST: usize = LARGEST / 3 * 4 + 16;

const PLAIN: &str = "1.";
const DEFLATED: &str = "2.";

/// The bytes that a fragment carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Packed {
    /// The JSON itself.
    Plain(Vec<u8>),
    /// The JSON, deflated without a header.
    Deflated(Vec<u8>),
}

/// Why a link can't be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkError {
    /// A part is missing or was changed on the way.
    Damaged,
    /// It is of a kind that only a newer page writes.
    Newer,
    /// It is longer than any project.
    TooLong,
    /// The browser has no means to inflate it.
    NoInflate,
}

impl fmt::Display for LinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            LinkError::Damaged => {
                "The link is damaged: a part of it was cut off or changed on the way; copy the whole link again or ask for a new one"
            }
            LinkError::Newer => {
                "The link was made by a newer version of this page; reload the page to get the newest version"
            }
            LinkError::TooLong => "The link is longer than any project; ask for the project as a file instead",
            LinkError::NoInflate => {
                "The link is compressed and this browser can't unpack it; use a current browser or ask for the project as a file"
            }
        })
    }
}

impl std::error::Error for LinkError {}

/// The JSON that a link carries: what differs from blank, without the mark that the link itself is.
pub fn body(draft: &Draft) -> String {
    let mut json = draft.to_json();
    if let Value::Object(members) = &mut json {
        members.shift_remove("format");
    }
    json.to_string()
}

/// The fragment, without `#`, that carries a [`body`] as it is.
pub fn plain(body: &str) -> String {
    format!("{PLAIN}{}", URL_SAFE_NO_PAD.encode(body))
}

/// The fragment, without `#`, that carries a deflated [`body`].
pub fn deflated(bytes: &[u8]) -> String {
    format!("{DEFLATED}{}", URL_SAFE_NO_PAD.encode(bytes))
}

/// The bytes of a fragment, with or without `#`; `None` when it is no share link.
///
/// # Errors
/// When it is one, but damaged, newer or too long.
pub fn unpack(fragment: &str) -> Result<Option<Packed>, LinkError> {
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    let Some((kind, data)) = fragment.split_once('.') else {
        // A link that was cut right after its number says nothing that could be shown.
        return Ok(None);
    };
    if kind.is_empty() || !kind.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(None);
    }
    if !matches!(kind, "1" | "2") {
        return Err(LinkError::Newer);
    }
    if fragment.len() > LONGEST {
        return Err(LinkError::TooLong);
    }
    let bytes = URL_SAFE_NO_PAD
        .decode(tidy(data))
        .map_err(|_| LinkError::Damaged)?;
    Ok(Some(if kind == "1" {
        Packed::Plain(bytes)
    } else {
        Packed::Deflated(bytes)
    }))
}

/// What mail programs and tickets put into links: line breaks, blanks, a full stop at the end.
fn tidy(data: &str) -> String {
    let mut data = data.to_owned();
    for break_ in ["%0A", "%0D", "%20", "%0a", "%0d"] {
        if data.contains(break_) {
            data = data.replace(break_, "");
        }
    }
    data.retain(|c| !c.is_ascii_whitespace());
    data.trim_end_matches(['.', ',', ';', ')', '>', ']', '='])
        .to_owned()
}

/// The project of the JSON that a link carries, settled for the forms.
///
/// # Errors
/// When it is no project that this version can read.
pub fn read(body: &[u8]) -> Result<Draft, LinkError> {
    if body.len() > LARGEST {
        return Err(LinkError::TooLong);
    }
    let Ok(Value::Object(mut members)) = serde_json::from_slice(body) else {
        return Err(LinkError::Damaged);
    };
    members.entry("format").or_insert(FORMAT.into());
    let mut draft = Draft::from_json(&Value::Object(members)).map_err(|error| match error {
        FileError::Newer { .. } => LinkError::Newer,
        FileError::NotJson { .. } | FileError::NotProject | FileError::TooDeep => {
            LinkError::Damaged
        }
    })?;
    settle(&mut draft);
    Ok(draft)
}
