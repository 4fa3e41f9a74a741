//! What a format gives: texts and files to copy or download, with what blocks
//! them and what to know before using them.

use std::borrow::Cow;

use crate::check::Plan;
use crate::draft::Path;

use super::code::Code;
use super::steps::Step;

/// Something to copy or download.
#[derive(Debug, Clone, PartialEq)]
pub struct Artifact {
    /// What it is: «One script», «Create the window Patch-Prod».
    pub title: String,
    /// The name of its file.
    pub file: String,
    /// The window, target or task it is about; `None` when it is about all.
    pub part: Option<Path>,
    /// The text; `None` while a problem blocks it, and when it was not wanted.
    pub code: Option<Code>,
    /// What it is when it is no text; `code` then says what is in it.
    pub bytes: Option<Vec<u8>>,
    /// The operation, when it is one request.
    pub operation: Option<&'static str>,
    /// What blocks it, as positions in the report.
    pub problems: Vec<usize>,
    /// What to know before using it.
    pub notes: Vec<String>,
    /// The first line of the file, which a paste into a shell does without.
    pub shebang: Cow<'static, str>,
    /// Whether the lines of its file end with a carriage return too.
    pub carriage_returns: bool,
}

impl Artifact {
    /// An artifact about one request, with its text still to come.
    pub(super) fn of(step: &Step<'_>, file: String) -> Self {
        Artifact {
            title: step.title.clone(),
            file,
            part: Some(step.request.part().clone()),
            code: None,
            bytes: None,
            operation: Some(step.operation.name),
            problems: step.request.problems().to_vec(),
            notes: Vec::new(),
            shebang: Cow::Borrowed(""),
            carriage_returns: false,
        }
    }
    /// An artifact about the whole plan, blocked by whatever blocks a part of it.
    pub(super) fn of_all(plan: &Plan, title: &str, file: &str) -> Self {
        let mut problems: Vec<usize> = plan
            .requests()
            .iter()
            .flat_map(|r| r.problems().iter().copied())
            .collect();
        problems.sort_unstable();
        problems.dedup();
        Artifact {
            title: title.to_owned(),
            file: file.to_owned(),
            part: None,
            code: None,
            bytes: None,
            operation: None,
            problems,
            notes: Vec::new(),
            shebang: Cow::Borrowed(""),
            carriage_returns: false,
        }
    }
    /// The text as a file holds it: with what a file begins with, and a line break at the end. None of what is no text.
    pub fn file_text(&self) -> Option<String> {
        let code = self.code.as_ref().filter(|_| self.bytes.is_none())?;
        let mut text = format!("{}{code}", self.shebang);
        if !text.ends_with('\n') {
            text.push('\n');
        }
        if self.carriage_returns {
            text = text.replace('\n', "\r\n");
        }
        Some(text)
    }
    /// What to save, text or not.
    pub fn file_bytes(&self) -> Option<Vec<u8>> {
        match &self.bytes {
            Some(bytes) => Some(bytes.clone()),
            None => self.file_text().map(String::into_bytes),
        }
    }
}

/// Which artifacts get their text: at each keystroke only one is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Every one.
    All,
    /// The one at a position.
    One(usize),
    /// None: titles and problems are enough.
    Outline,
}

impl Wanted {
    pub(super) fn text_of(self, position: usize) -> bool {
        match self {
            Wanted::All => true,
            Wanted::One(wanted) => wanted == position,
            Wanted::Outline => false,
        }
    }
}
