//! The names and texts in the browser's storage, and what they mean.
//!
//! Reading never changes anything; a text that can't be read is handed back
//! with its reason, so that it can be kept aside.

use gloo::storage::{LocalStorage, Storage};
use serde_json::{Value, json};

use crate::draft::Draft;
use crate::import::settle;
use crate::render::{FORMATS, Options};
use crate::web::browser;

/// The person's own project, as the page's file.
pub const PROJECT: &str = "maintenance-window-builder.project";
/// How outputs are said.
const OPTIONS: &str = "maintenance-window-builder.options";
/// What was edited of an opened link.
const SHARED: &str = "maintenance-window-builder.shared";
/// Earlier projects.
pub const RECENT: &str = "maintenance-window-builder.recent";
/// A stored text that could not be read.
const ASIDE: &str = "maintenance-window-builder.aside";

/// Why a text was not saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The browser allows no storage here.
    Blocked,
    /// There is no room left.
    Full,
}

impl Trouble {
    /// What it means, in a sentence.
    pub fn says(self) -> &'static str {
        match self {
            Trouble::Blocked => {
                "Not saved: this browser allows no storage for this page, so the project lasts only as long as the tab"
            }
            Trouble::Full => "Not saved: this browser's storage for the page is full",
        }
    }
}

/// The text under a name.
pub fn get(name: &str) -> Option<String> {
    // gloo panics where storage is blocked: look first.
    browser::storage()?;
    LocalStorage::raw().get_item(name).ok().flatten()
}

/// Puts a text under a name.
///
/// # Errors
/// When the browser refuses.
pub fn put(name: &str, text: &str) -> Result<(), Trouble> {
    browser::storage().ok_or(Trouble::Blocked)?;
    LocalStorage::raw()
        .set_item(name, text)
        .map_err(|_| Trouble::Full)
}

/// Forgets a name.
pub fn remove(name: &str) {
    if browser::storage().is_some() {
        LocalStorage::delete(name);
    }
}

/// A project's text as a settled draft.
///
/// # Errors
/// The reason, in a sentence, when it can't be read.
pub fn draft_of(text: &str) -> Result<Draft, String> {
    let mut draft = Draft::from_file(text).map_err(|error| error.to_string())?;
    settle(&mut draft);
    Ok(draft)
}

/// The project's text as it is stored.
pub fn text_of(draft: &Draft) -> String {
    draft.to_json().to_string()
}

/// The stored choices: options, and which format is shown.
pub fn options() -> (Options, usize) {
    let Some(value) = get(OPTIONS).and_then(|text| serde_json::from_str::<Value>(&text).ok())
    else {
        return (Options::default(), 0);
    };
    let shown = value
        .get("format")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let format = FORMATS
        .iter()
        .position(|format| format.id == shown)
        .unwrap_or(0);
    (serde_json::from_value(value).unwrap_or_default(), format)
}

/// Stores the choices. That they can't be stored is not worth a message.
pub fn put_options(options: &Options, format: usize) {
    let Ok(Value::Object(mut members)) = serde_json::to_value(options) else {
        return;
    };
    if let Some(format) = FORMATS.get(format) {
        members.insert("format".to_owned(), format.id.into());
    }
    let _ = put(OPTIONS, &Value::Object(members).to_string());
}

/// What was edited of an opened link: the link's fragment and the project.
pub fn shared() -> Option<(String, Draft)> {
    let value: Value = serde_json::from_str(&get(SHARED)?).ok()?;
    let link = value.get("link")?.as_str()?.to_owned();
    let mut draft = Draft::from_json(value.get("project")?).ok()?;
    settle(&mut draft);
    Some((link, draft))
}

/// Stores what was edited of an opened link.
///
/// # Errors
/// When the browser refuses.
pub fn put_shared(link: &str, draft: &Draft) -> Result<(), Trouble> {
    put(
        SHARED,
        &json!({ "link": link, "project": draft.to_json() }).to_string(),
    )
}

/// Forgets what was edited of an opened link.
pub fn remove_shared() {
    remove(SHARED);
}

/// The text kept aside because it could not be read.
pub fn aside() -> Option<String> {
    get(ASIDE)
}

/// Takes a project's text that can't be read out of the project's place and keeps it aside; one that is aside already
/// stays in front of it. Returns all that is aside.
pub fn put_aside(text: &str) -> String {
    let all = match aside() {
        Some(before) if before.contains(text) => before,
        Some(before) => format!("{before}\n\n{text}"),
        None => text.to_owned(),
    };
    // There may be no room for both.
    remove(PROJECT);
    if put(ASIDE, &all).is_err() {
        let _ = put(PROJECT, text);
    }
    all
}

/// Forgets the text kept aside.
pub fn remove_aside() {
    remove(ASIDE);
}

/// Whether a draft is the person's own work: neither blank nor an example as it came.
pub fn is_own(draft: &Draft) -> bool {
    *draft != Draft::blank()
        && !crate::examples::EXAMPLES
            .iter()
            .any(|example| example.draft() == *draft)
}

/// A file name made of a window's name.
pub fn file_name(draft: &Draft) -> String {
    let name = draft
        .windows()
        .first()
        .map(|row| row.node.text_of(crate::catalogue::window::NAME.name))
        .unwrap_or_default();
    let name: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || "-_.".contains(c) {
                c
            } else {
                '-'
            }
        })
        .take(60)
        .collect();
    let name = name.trim_matches(['.', '-']);
    format!(
        "{}.mwb.json",
        if name.is_empty() {
            "maintenance-window"
        } else {
            name
        }
    )
}
