//! The text of a share link's fragment: `3.` and, in base64url, a checksum and
//! the project's JSON, or `4.` and the same with the JSON deflated.
//!
//! Older pages wrote `1.` and `2.`, which have no checksum and still open.
//!
//! Only the text is known here. Deflating is the browser's business, so a
//! fragment is split into what has to be inflated first and what has not.
//! A fragment that is none of ours (`#window`) is no error.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;

use super::{LARGEST, settle};
use crate::checksum::crc32;
use crate::draft::{Draft, FORMAT, FileError, value_of_text};

/// The longest fragment that is read, in characters: base64 of [`LARGEST`] bytes.
pub const LONGEST: usize = LARGEST / 3 * 4 + 24;
/// The fewest characters that a project takes.
const SHORTEST: usize = 32;

/// What a link carries after its number, and whether a checksum goes before it.
#[derive(Clone, Copy)]
struct Kind {
    number: &'static str,
    deflated: bool,
    checked: bool,
}

/// Plain and deflated, as this version of the page writes them.
const PLAIN: Kind = kind("3", false, true);
const DEFLATED: Kind = kind("4", true, true);
/// Every kind that can be read.
const KINDS: [Kind; 4] = [
    kind("1", false, false),
    kind("2", true, false),
    PLAIN,
    DEFLATED,
];

const fn kind(number: &'static str, deflated: bool, checked: bool) -> Kind {
    Kind {
        number,
        deflated,
        checked,
    }
}

impl Kind {
    fn write(self, bytes: &[u8]) -> String {
        let mut carried = crc32(bytes).to_be_bytes().to_vec();
        carried.extend(bytes);
        [self.number, ".", &URL_SAFE_NO_PAD.encode(carried)].concat()
    }
    fn read(self, carried: Vec<u8>) -> Option<Packed> {
        let bytes = if self.checked {
            let (sum, bytes) = carried.split_first_chunk()?;
            if crc32(bytes) != u32::from_be_bytes(*sum) {
                return None;
            }
            bytes.to_vec()
        } else {
            carried
        };
        Some(if self.deflated {
            Packed::Deflated(bytes)
        } else {
            Packed::Plain(bytes)
        })
    }
}

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
    PLAIN.write(body.as_bytes())
}

/// The fragment, without `#`, that carries a deflated [`body`].
pub fn deflated(bytes: &[u8]) -> String {
    DEFLATED.write(bytes)
}

/// The bytes of a fragment, with or without `#`; `None` when it is no share link.
///
/// # Errors
/// When it is one, but damaged, newer or too long.
pub fn unpack(fragment: &str) -> Result<Option<Packed>, LinkError> {
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    let fragment = fragment.replacen("%2E", ".", 1);
    let (number, data) = match fragment.split_once('.') {
        Some(parts) => parts,
        // A link that was cut in its number or lost the point: no place on the page begins with a digit.
        None if fragment.starts_with(|c: char| c.is_ascii_digit()) => {
            return Err(LinkError::Damaged);
        }
        None => return Ok(None),
    };
    let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    if !is_number {
        // What comes after is a link's, and one character before it was changed.
        let one = number.chars().count() <= 1 && data.len() >= SHORTEST;
        return if one {
            Err(LinkError::Damaged)
        } else {
            Ok(None)
        };
    }
    let Some(kind) = KINDS.iter().find(|kind| kind.number == number) else {
        return Err(LinkError::Newer);
    };
    if fragment.len() > LONGEST {
        return Err(LinkError::TooLong);
    }
    let carried = URL_SAFE_NO_PAD
        .decode(tidy(data))
        .map_err(|_| LinkError::Damaged)?;
    let packed = kind.read(carried);
    packed.map(Some).ok_or(LinkError::Damaged)
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
    let text = std::str::from_utf8(body).map_err(|_| LinkError::Damaged)?;
    let Ok(Value::Object(mut members)) = value_of_text(text) else {
        return Err(LinkError::Damaged);
    };
    members.entry("format").or_insert(FORMAT.into());
    let mut draft = Draft::from_json(&Value::Object(members)).map_err(|error| match error {
        FileError::Newer { .. } => LinkError::Newer,
        FileError::NotJson { .. }
        | FileError::NotProject
        | FileError::TooDeep
        | FileError::Twice { .. } => LinkError::Damaged,
    })?;
    settle(&mut draft);
    Ok(draft)
}
