//! A draft as a project file: JSON with only what was typed.
//!
//! `{"format": "maintenance-window-builder", "version": 1, "Windows": [ … ]}`.
//! Whatever JSON a file holds under `Windows` or beside it is kept, known or not; numbers
//! and booleans become the text they are written as. A member that is there twice is refused.

use std::borrow::Cow;
use std::fmt;

use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

use super::exact::exact;
use super::page::{MAP_KEY, MAP_VALUE, WINDOWS};
use super::{Draft, Node, Row, RowId};
use crate::quote::{quoted, quoted_to};

/// The mark by which a project file is known.
pub const FORMAT: &str = "maintenance-window-builder";
/// The version of the project file that this version of the page writes.
pub const VERSION: u64 = 1;
/// Deeper nesting than any request has; a file beyond it is refused rather than walked.
const DEEPEST: usize = 32;

/// Why a text is no project file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileError {
    /// It is not JSON.
    NotJson {
        /// Line of the first fault, from 1.
        line: usize,
        /// Column of the first fault, from 1.
        column: usize,
        /// What the JSON parser says.
        why: String,
    },
    /// It is JSON, but not of this page.
    NotProject,
    /// It was written by a newer version of the page.
    Newer {
        /// The version it names.
        version: u64,
    },
    /// It is nested deeper than any project.
    TooDeep,
    /// An object in it has a member twice, and reading it would lose one.
    Twice {
        /// The member's name.
        member: String,
        /// The object, as `Windows[0].Targets[1]`; empty for the outermost.
        within: String,
        /// Line of the second one, from 1.
        line: usize,
        /// Column of the second one, from 1.
        column: usize,
    },
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FileError::NotJson { line, column, why } => {
                write!(
                    f,
                    "The file is not JSON: line {line}, column {column}: {why}"
                )
            }
            FileError::NotProject => write!(
                f,
                "The file is JSON but not a project of this page: it has no `\"format\": \"{FORMAT}\"`"
            ),
            FileError::Newer { version } => write!(
                f,
                "The project was written by a newer version of this page: version `{version}`, this page reads up to `{VERSION}`; reload the page to get the newest version"
            ),
            FileError::TooDeep => write!(f, "The file is nested deeper than any project"),
            FileError::Twice {
                member,
                within,
                line,
                column,
            } => {
                let within = match within.as_str() {
                    "" => "at the top".to_owned(),
                    within => format!("in {}", quoted_to(200, within)),
                };
                write!(
                    f,
                    "The file has {} twice {within}: line {line}, column {column}; keep one of the two",
                    quoted(member)
                )
            }
        }
    }
}

impl std::error::Error for FileError {}

impl Draft {
    /// The draft as JSON: only what was typed.
    pub fn to_json(&self) -> Value {
        let mut top = Map::new();
        top.insert("format".into(), FORMAT.into());
        top.insert("version".into(), VERSION.into());
        for (name, node) in self.root.members() {
            // The windows are always a list, whatever a file put into their rows.
            let value = match node {
                Node::Rows(rows) => {
                    Value::Array(rows.iter().map(|row| value_of(&row.node)).collect())
                }
                Node::Text(_) | Node::Group(_) => value_of(node),
            };
            top.insert(name.to_string(), value);
        }
        Value::Object(top)
    }

    /// Reads a project from the text of a file.
    ///
    /// # Errors
    /// When the text is not a project that this version can read; nothing is guessed.
    pub fn from_file(text: &str) -> Result<Draft, FileError> {
        // A byte order mark is what some editors put first.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let value = value_of_text(text)?;
        Draft::from_json(&value)
    }

    /// Reads a project from JSON.
    ///
    /// # Errors
    /// When the JSON is not a project that this version can read.
    pub fn from_json(value: &Value) -> Result<Draft, FileError> {
        let Value::Object(members) = value else {
            return Err(FileError::NotProject);
        };
        if members.get("format").and_then(Value::as_str) != Some(FORMAT) {
            return Err(FileError::NotProject);
        }
        match members.get("version").and_then(Value::as_u64) {
            Some(version) if version > VERSION => return Err(FileError::Newer { version }),
            Some(0) | None => return Err(FileError::NotProject),
            Some(_) => {}
        }
        let mut draft = Draft {
            root: Node::group(),
            next: 0,
        };
        let mut root = Vec::new();
        for (name, value) in members {
            if name != "format" && name != "version" {
                root.push((Cow::Owned(name.clone()), node_of(value, 0)?));
            }
        }
        let root = draft.adopt(Node::Group(root));
        draft.root = root;
        draft.name_targets();
        if draft.windows().is_empty() {
            if draft
                .root
                .member(WINDOWS)
                .is_some_and(|node| !node.is_blank())
            {
                return Err(FileError::NotProject);
            }
            draft.add_window();
        }
        Ok(draft)
    }
}

impl PartialEq for Draft {
    /// Two drafts are equal when they would be saved alike: the identities of rows don't count.
    fn eq(&self, other: &Self) -> bool {
        self.to_json() == other.to_json()
    }
}

impl Serialize for Draft {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_json().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Draft {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        Draft::from_json(&value).map_err(serde::de::Error::custom)
    }
}

/// The JSON of a file, with its numbers as the texts they are written as.
///
/// # Errors
/// When it is no JSON, nested too deeply, or has a member twice.
pub(crate) fn value_of_text(text: &str) -> Result<Value, FileError> {
    serde_json::from_str::<IgnoredAny>(text).map_err(|error| fault(&error))?;
    let exact = exact(text, "version").map_err(|twice| {
        let before = text.get(..twice.at).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        FileError::Twice {
            member: twice.member,
            within: twice.within,
            line: before.matches('\n').count() + 1,
            column: line.chars().count() + 1,
        }
    })?;
    serde_json::from_str(&exact).map_err(|error| fault(&error))
}

fn fault(error: &serde_json::Error) -> FileError {
    // serde_json's own recursion limit is reported as a fault of the text.
    let why = error.to_string();
    if why.contains("recursion limit") {
        return FileError::TooDeep;
    }
    FileError::NotJson {
        line: error.line(),
        column: error.column(),
        why: why.split(" at line ").next().unwrap_or_default().to_owned(),
    }
}

fn value_of(node: &Node) -> Value {
    match node {
        Node::Text(text) => Value::String(text.clone()),
        Node::Group(members) => Value::Object(
            members
                .iter()
                .map(|(name, node)| (name.to_string(), value_of(node)))
                .collect(),
        ),
        Node::Rows(rows) => match entries(rows) {
            Some(entries) => Value::Object(entries),
            None => Value::Array(rows.iter().map(|row| value_of(&row.node)).collect()),
        },
    }
}

/// A map's rows as the JSON object AWS takes, if nothing is lost by that: each key typed, and once.
fn entries(rows: &[Row]) -> Option<Map<String, Value>> {
    let mut entries = Map::new();
    for row in rows {
        let key = row.node.text_of(MAP_KEY);
        let only = row
            .node
            .members()
            .iter()
            .all(|(name, _)| name == MAP_KEY || name == MAP_VALUE);
        let value = row
            .node
            .member(MAP_VALUE)
            .map_or(Value::String(String::new()), value_of);
        if key.is_empty()
            || key.starts_with('$')
            || !only
            || entries.insert(key.to_owned(), value).is_some()
        {
            return None;
        }
    }
    (!rows.is_empty()).then_some(entries)
}

/// Any JSON as what a person would have typed.
pub(crate) fn node_of(value: &Value, depth: usize) -> Result<Node, FileError> {
    if depth > DEEPEST {
        return Err(FileError::TooDeep);
    }
    Ok(match value {
        Value::Null => Node::group(),
        Value::Bool(flag) => Node::Text(flag.to_string()),
        Value::Number(number) => Node::Text(number.to_string()),
        Value::String(text) => Node::Text(text.clone()),
        Value::Array(items) => Node::Rows(
            items
                .iter()
                .map(|item| Ok(Row::new(RowId(0), node_of(item, depth + 1)?)))
                .collect::<Result<_, FileError>>()?,
        ),
        Value::Object(members) => Node::Group(
            members
                .iter()
                .map(|(name, value)| Ok((Cow::Owned(name.clone()), node_of(value, depth + 1)?)))
                .collect::<Result<_, FileError>>()?,
        ),
    })
}
