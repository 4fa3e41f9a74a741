//! What a project holds that should not leave the page by accident: texts that
//! look like secrets, and the same project with placeholders for them and for
//! the account ids.
//!
//! It looks at what a file or link would hold, once, when a person is about to
//! send it; never at each key.

mod find;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};

use crate::catalogue::location::is_account;
use crate::catalogue::target::RESOURCE_TYPE;
use crate::catalogue::task::lambda::CLIENT_CONTEXT;
use crate::draft::Draft;
use crate::draft::page::{ACCOUNT, MAP_KEY, MAP_VALUE, TARGETS, TASKS, WINDOWS};
use crate::quote::quoted;

pub use find::{Kind, secrets_in};

/// The accounts that AWS's own documentation uses.
const ACCOUNTS: [&str; 3] = ["111122223333", "444455556666", "777788889999"];

/// Something in a project that looks like a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Secret {
    /// The window, target or task, by its name if it has one: «scan», «Tasks 2».
    pub part: String,
    /// The member or parameter: `commands`.
    pub field: String,
    /// What it looks like.
    pub kind: Kind,
}

impl Secret {
    /// What it is and where, for a list: «`commands` of `scan`: an AWS access key».
    pub fn says(&self) -> String {
        let field = quoted(&self.field);
        let kind = self.kind.says();
        match self.part.as_str() {
            "" => format!("{field}: {kind}"),
            part => format!("{field} of {}: {kind}", quoted(part)),
        }
    }
}

/// What in a project looks like a secret, in the order of the project.
pub fn secrets(draft: &Draft) -> Vec<Secret> {
    let mut found: Vec<Secret> = Vec::new();
    let mut json = draft.to_json();
    walk(&mut json, "", "", &mut |text, part, field| {
        for kind in read(text, field) {
            let secret = Secret {
                part: part.to_owned(),
                field: field.to_owned(),
                kind,
            };
            if !found.contains(&secret) {
                found.push(secret);
            }
        }
    });
    found
}

/// The account ids that a project names, in ARNs or as a setting.
pub fn accounts(draft: &Draft) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut add = |account: &str| {
        if is_account(account) && !found.iter().any(|known| known == account) {
            found.push(account.to_owned());
        }
    };
    walk(&mut draft.to_json(), "", "", &mut |text, _, field| {
        if field == ACCOUNT {
            add(text);
        }
        for (at, _) in text.match_indices("arn:") {
            let arn = text.get(at..).unwrap_or_default();
            arn.split(':').nth(4).into_iter().for_each(&mut add);
        }
        // `123456789012:function:name` is an ARN's end.
        if let Some((account, _)) = text.split_once(":function:") {
            add(account);
        }
    });
    found
}

/// The project with placeholders for its account ids and for what looks like a secret.
///
/// None if what is left is no project, which no placeholder should bring about.
pub fn masked(draft: &Draft) -> Option<Draft> {
    let accounts = accounts(draft);
    let mut json = draft.to_json();
    walk(&mut json, "", "", &mut |text, _, field| {
        if let Some(inner) = decoded(text, field) {
            let masked = without(&inner, &accounts);
            if masked != inner {
                *text = STANDARD.encode(masked);
            }
        } else {
            *text = without(text, &accounts);
        }
    });
    Draft::from_json(&json).ok()
}

fn without(text: &str, accounts: &[String]) -> String {
    let mut out = text.to_owned();
    for (range, kind) in secrets_in(text).into_iter().rev() {
        if out.get(range.clone()).is_some() {
            out.replace_range(range, kind.placeholder());
        }
    }
    // Two steps, so that no account takes on the placeholder of another.
    for (n, account) in accounts.iter().enumerate() {
        out = out.replace(account.as_str(), &format!("\u{0}{n}\u{0}"));
    }
    for n in 0..accounts.len() {
        let placeholder = ACCOUNTS
            .get(n % ACCOUNTS.len())
            .copied()
            .unwrap_or_default();
        out = out.replace(&format!("\u{0}{n}\u{0}"), placeholder);
    }
    out
}

/// What a text holds in base64, where the member holds JSON so.
fn decoded(text: &str, field: &str) -> Option<String> {
    if field != CLIENT_CONTEXT.name {
        return None;
    }
    String::from_utf8(STANDARD.decode(text).ok()?).ok()
}

fn read(text: &str, field: &str) -> Vec<Kind> {
    let inner = decoded(text, field);
    let found = secrets_in(inner.as_deref().unwrap_or(text)).into_iter();
    found.map(|(_, kind)| kind).collect()
}

/// Shows each text with the part and the member it is in.
fn walk(value: &mut Value, part: &str, field: &str, see: &mut dyn FnMut(&mut String, &str, &str)) {
    match value {
        Value::String(text) => see(text, part, field),
        Value::Array(items) => {
            for (n, item) in items.iter_mut().enumerate() {
                // A task's own list of targets has conditions in it, without names.
                let is_part = [WINDOWS, TARGETS, TASKS].contains(&field);
                let members = item.as_object().filter(|members| {
                    is_part && (field != TARGETS || members.contains_key(RESOURCE_TYPE.name))
                });
                let named = members.map(|members| {
                    name_of(members).unwrap_or_else(|| format!("{field} {}", n + 1))
                });
                walk(item, named.as_deref().unwrap_or(part), field, see);
            }
        }
        Value::Object(members) => {
            let key = members.get(MAP_KEY).and_then(Value::as_str);
            let key = key.map(str::to_owned);
            for (name, value) in members {
                let name = match &key {
                    Some(key) if name == MAP_VALUE => key,
                    _ => name,
                };
                walk(value, part, name, see);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// What a window, target or task is called.
fn name_of(members: &Map<String, Value>) -> Option<String> {
    let name = members.get("Name")?.as_str()?;
    (!name.is_empty()).then(|| name.to_owned())
}
