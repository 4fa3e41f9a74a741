//! The texts that are imported together: one that was pasted or typed, and
//! those of files.

use std::sync::Arc;

use crate::import::read::LARGEST_INPUT;

/// The text that is pasted or typed; files have other numbers.
pub const PASTED: u32 = 0;
/// A longer text is read, but not put into the text area: typing in it would stall the browser. In bytes.
pub const EDITABLE: usize = 200_000;

/// One of the texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its number, which no other has while the dialog is open.
    pub id: u32,
    /// The name of its file; empty for a pasted text.
    pub name: String,
    /// The text; empty where it could not be read.
    pub text: Arc<str>,
    /// Why it is not read.
    pub refused: Option<String>,
}

impl Source {
    /// Whether there is nothing in it to read or to say.
    pub fn is_blank(&self) -> bool {
        self.refused.is_none() && self.text.trim().is_empty()
    }
    /// What it is called.
    pub fn label(&self) -> &str {
        if self.name.is_empty() {
            "Pasted text"
        } else {
            &self.name
        }
    }
    /// «1.2 MB».
    pub fn size(&self) -> String {
        size(self.text.len())
    }
}

/// «812 bytes», «14 KB», «1.2 MB».
pub fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} KB", bytes.div_ceil(1_000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

/// Adds a text, or the reason why there is none.
pub fn add(sources: &mut Vec<Source>, name: String, text: Result<String, String>) {
    let id = sources
        .iter()
        .map(|source| source.id)
        .max()
        .unwrap_or(PASTED)
        + 1;
    let (text, refused) = match text {
        Ok(text) if text.len() > LARGEST_INPUT => (String::new(), Some(too_large(text.len()))),
        Ok(text) => (text, None),
        Err(why) => (String::new(), Some(why)),
    };
    sources.push(Source {
        id,
        name,
        text: text.into(),
        refused,
    });
}

/// Puts a text in place of another.
pub fn put(sources: &mut Vec<Source>, id: u32, text: &str) {
    match sources.iter_mut().find(|source| source.id == id) {
        Some(source) => source.text = text.into(),
        None if id == PASTED => sources.insert(
            0,
            Source {
                id,
                name: String::new(),
                text: text.into(),
                refused: None,
            },
        ),
        None => {}
    }
}

/// Why a text is refused before it is read.
pub fn too_large(bytes: usize) -> String {
    format!(
        "The text is too large: {} of at most {}",
        size(bytes),
        size(LARGEST_INPUT)
    )
}
