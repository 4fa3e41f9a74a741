//! The names and texts in the browser's storage, and what they mean.
//!
//! Reading never changes anything; a text that can't be read is handed back
//! with its reason, so that it can be kept aside.

use gloo::storage::{LocalStorage, Storage};
use serde_json::{Map, Value, json};

use crate::draft::Draft;
use crate::import::{settle, written};
use crate::render::{FORMATS, Options, SETTINGS};
use crate::web::browser;

/// The person's own project, as the page's file.
pub const PROJECT: &str = "maintenance-window-builder.project";
/// How outputs are said.
const OPTIONS: &str = "maintenance-window-builder.options";
/// What was edited of an opened link.
const SHARED: &str = "maintenance-window-builder.shared";
/// Earlier projects: one list in older versions of the page; now the beginning of one name for each.
pub const RECENT: &str = "maintenance-window-builder.recent";
/// Stored texts that could not be read.
const ASIDE: &str = "maintenance-window-builder.aside";

/// What stands between two texts that are kept aside: the page itself never writes it.
pub const BETWEEN: &str = "\n\n";

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
            Trouble::Full => {
                "Not saved: this browser's storage for the page is full. Download the project, or delete some recent projects and try again"
            }
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

/// The stored names that begin so.
pub fn names(start: &str) -> Vec<String> {
    let Some(storage) = browser::storage() else {
        return Vec::new();
    };
    (0..storage.length().unwrap_or_default())
        .filter_map(|at| storage.key(at).ok().flatten())
        .filter(|name| name.starts_with(start))
        .collect()
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
    for setting in SETTINGS {
        // Older versions stored here what belongs to a project now.
        members.entry(setting.id).or_insert(Value::Null);
    }
    let _ = put_members(OPTIONS, members);
}

/// Puts the members of an object under a name; one that is null is forgotten. Members that only a newer version of the
/// page knows stay.
///
/// # Errors
/// When the browser refuses.
pub fn put_members(name: &str, members: Map<String, Value>) -> Result<(), Trouble> {
    let stored = get(name);
    let mut all = match stored.as_deref().map(serde_json::from_str) {
        None => Map::new(),
        Some(Ok(Value::Object(all))) => all,
        Some(_) => {
            move_aside(name, &stored.unwrap_or_default())?;
            Map::new()
        }
    };
    all.extend(members);
    all.retain(|_, value| !value.is_null());
    put(name, &Value::Object(all).to_string())
}

/// What was edited of an opened link: the link's fragment and the project. What can't be read is put aside.
pub fn shared() -> Option<(String, Draft)> {
    let text = get(SHARED)?;
    let read = || {
        let value: Value = serde_json::from_str(&text).ok()?;
        let link = value.get("link")?.as_str()?.to_owned();
        let mut draft = Draft::from_json(value.get("project")?).ok()?;
        settle(&mut draft);
        Some((link, draft))
    };
    let shared = read();
    if shared.is_none() {
        let _ = move_aside(SHARED, &text);
    }
    shared
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

/// What is stored as edited of another link.
pub fn shared_by_another(link: &str) -> Option<Draft> {
    // With every key: only another link's is worth reading.
    get(SHARED).filter(|text| !text.contains(link))?;
    shared().map(|(_, edited)| edited)
}

/// Forgets what was edited of an opened link.
pub fn remove_shared(link: &str) {
    if get(SHARED).is_some_and(|text| text.contains(link)) {
        remove(SHARED);
    }
}

/// The texts kept aside because they could not be read.
pub fn aside() -> Option<String> {
    get(ASIDE)
}

/// Keeps a text aside, behind those that are there. Returns all that is aside.
///
/// # Errors
/// When the browser refuses; then nothing changed.
pub fn put_aside(text: &str) -> Result<String, Trouble> {
    let all = match aside() {
        Some(before) if before.split(BETWEEN).any(|one| one == text) => return Ok(before),
        Some(before) => [&before, BETWEEN, text].concat(),
        None => text.to_owned(),
    };
    put(ASIDE, &all)?;
    Ok(all)
}

/// Moves a text that can't be read from its place to what is aside. Returns all that is aside.
///
/// # Errors
/// When the browser refuses; then the text stays in its place.
pub fn move_aside(name: &str, text: &str) -> Result<String, Trouble> {
    let all = put_aside(text)?;
    remove(name);
    Ok(all)
}

/// Replaces all that is aside.
///
/// # Errors
/// When the browser refuses.
pub fn replace_aside(all: &str) -> Result<(), Trouble> {
    if all.is_empty() {
        remove(ASIDE);
        return Ok(());
    }
    put(ASIDE, all)
}

/// Whether a draft is the person's own work: neither blank nor an example as it came.
pub fn is_own(draft: &Draft) -> bool {
    *draft != Draft::blank()
        && !crate::examples::EXAMPLES
            .iter()
            .any(|example| example.draft() == *draft)
}

/// Saves a project as a file of the person's computer that opens again.
pub fn download(draft: &Draft) {
    let text = serde_json::to_string_pretty(&written(draft)).unwrap_or_default();
    browser::download(&file_name(draft), text.as_bytes());
}

/// A file name made of a window's name.
fn file_name(draft: &Draft) -> String {
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
