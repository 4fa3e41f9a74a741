//! Earlier projects: what was on the page before something else replaced it.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use crate::catalogue::window;
use crate::draft::Draft;
use crate::draft::page::SETTINGS;
use crate::import::settle;
use crate::render::Options;

use super::shelf;

/// How many are kept.
pub const MOST: usize = 10;

/// An earlier project.
#[derive(Debug, Clone, PartialEq)]
pub struct Recent {
    /// The names of its windows.
    pub name: String,
    /// When it was put aside.
    pub when: Timestamp,
    /// The project file's members.
    pub project: Value,
}

impl Recent {
    /// A project as it is now.
    pub fn of(draft: &Draft, when: Timestamp) -> Recent {
        Recent {
            name: names(draft),
            when,
            project: draft.to_json(),
        }
    }
    /// The project, ready for the forms; `None` if it can't be read any more.
    pub fn draft(&self) -> Option<Draft> {
        let mut draft = Draft::from_json(&self.project).ok()?;
        settle(&mut draft);
        Some(draft)
    }
}

/// The names of a draft's windows, for a list.
pub fn names(draft: &Draft) -> String {
    let names: Vec<&str> = draft
        .windows()
        .iter()
        .map(|row| match row.node.text_of(window::NAME.name) {
            "" => row.node.text_of(window::WINDOW_ID.name),
            name => name,
        })
        .filter(|name| !name.is_empty())
        .collect();
    if names.is_empty() {
        "Without a name".to_owned()
    } else {
        names.join(", ")
    }
}

/// The stored list, the latest first; what can't be read is left out.
pub fn load() -> Vec<Recent> {
    let Some(Ok(Value::Array(items))) =
        shelf::get(shelf::RECENT).map(|text| serde_json::from_str(&text))
    else {
        return Vec::new();
    };
    items
        .into_iter()
        .filter_map(|mut item| {
            let name = item.get("name")?.as_str()?.to_owned();
            let when = item.get("when")?.as_str()?.parse().ok()?;
            let project = item.get_mut("project")?.take();
            Some(Recent {
                name,
                when,
                project,
            })
        })
        .take(MOST)
        .collect()
}

/// Gives each project the settings that an older version kept with the person, and stores the list.
pub fn hand_over(list: &mut Vec<Recent>, options: &Options) {
    let mut draft = Draft::blank();
    options.clone().hand_over(&mut draft);
    if let Some(settings) = draft.to_json().get(SETTINGS)
        && !list.is_empty()
    {
        for recent in list.iter_mut() {
            if let Some(project) = recent.project.as_object_mut() {
                project.entry(SETTINGS).or_insert_with(|| settings.clone());
            }
        }
        save(list);
    }
}

/// Stores the list; where there is no room for all, the oldest go.
pub fn save(list: &mut Vec<Recent>) {
    list.truncate(MOST);
    loop {
        let items: Vec<Value> = list
            .iter()
            .map(|recent| {
                let mut item = Map::new();
                item.insert("name".into(), recent.name.clone().into());
                item.insert("when".into(), recent.when.to_string().into());
                item.insert("project".into(), recent.project.clone());
                Value::Object(item)
            })
            .collect();
        match shelf::put(shelf::RECENT, &json!(items).to_string()) {
            Err(shelf::Trouble::Full) if list.len() > 1 => list.truncate(list.len() - 1),
            // In memory they live on as long as the tab.
            Ok(()) | Err(_) => return,
        }
    }
}
