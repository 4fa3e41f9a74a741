//! What a person looks at after creation, what is asked of AWS there, and
//! what was pasted and not taken over yet. Kept across reloads.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

use leptos::prelude::*;
use serde_json::{Value, json};

use crate::check::{Ask, Checked};
use crate::draft::{Draft, Path, RowId};
use crate::lifecycle::{What, subjects_in};
use crate::render::{FORMATS, Format};
use crate::web::live::Derived;
use crate::web::state::{App, Findings, PageView};
use crate::web::store::shelf;

/// The formats that say more than how to create, by their names.
const SAY_IT: [&str; 3] = ["cli", "json", "python"];

/// The formats that say more than how to create, each with its position among all.
pub fn formats() -> impl Iterator<Item = (usize, &'static Format)> {
    FORMATS
        .iter()
        .enumerate()
        .filter(|(_, format)| SAY_IT.contains(&format.id))
}

/// What is looked at, and in the browser's storage under which name.
const SHELF: &str = "maintenance-window-builder.operate";

/// What is asked of AWS, with its check: shared without copying.
#[derive(Clone)]
pub struct Request(Arc<Asked>);

/// What is asked of AWS, with its check.
pub struct Asked {
    /// The part it is about.
    pub about: Path,
    /// The requests, in order.
    pub asks: Vec<Ask>,
    /// What a check of them found.
    pub checked: Checked,
}

impl Deref for Request {
    type Target = Asked;
    fn deref(&self) -> &Asked {
        &self.0
    }
}

impl PartialEq for Request {
    /// A new check is new: what reads it compares the little it takes from it.
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// The state of «Operate»: cheap to copy.
#[derive(Clone, Copy)]
pub struct Operate {
    /// What is looked at.
    pub what: RwSignal<What>,
    /// Which of its requests, where one was chosen.
    pub nth: RwSignal<Option<usize>>,
    /// The part that an operation is about, where one was chosen.
    pub subject: RwSignal<Option<Path>>,
    /// Which of the formats that say it is shown.
    pub format: RwSignal<usize>,
    /// What was pasted and not taken over yet, by where.
    pub pasted: RwSignal<BTreeMap<String, String>>,
    /// What is asked. Worked out only while somebody looks.
    pub request: Derived<Request>,
    /// Its requests: others only when there are others.
    pub asks: Derived<Vec<Ask>>,
}

impl Operate {
    /// The state for a draft, its check, and the chosen window.
    pub fn new(
        draft: RwSignal<Draft>,
        checked: Derived<Findings>,
        window: RwSignal<RowId>,
    ) -> Self {
        let what = RwSignal::new(What::Step(0));
        let subject = RwSignal::new(None::<Path>);
        let request = Derived::new(move || {
            let (what, subject) = (what.get(), subject.get());
            let window = Draft::window_path(window.get());
            let checked = checked.get();
            draft.with_untracked(|draft| {
                let about = match what.operation() {
                    Some(operation) => {
                        let all = subjects_in(draft, operation, &window);
                        let chosen = all.iter().find(|one| Some(*one) == subject.as_ref());
                        chosen.or(all.first()).cloned().unwrap_or(window)
                    }
                    None => window,
                };
                Request(Arc::new(Asked {
                    asks: what.asks(draft, &about),
                    checked: what.check(draft, &checked.plan, &about),
                    about,
                }))
            })
        });
        Operate {
            what,
            nth: RwSignal::new(None),
            subject,
            format: RwSignal::new(0),
            pasted: RwSignal::new(BTreeMap::new()),
            asks: Derived::new(move || request.with(|request| request.asks.clone())),
            request,
        }
    }
    /// Looks at something else.
    pub fn choose(self, what: What) {
        self.nth.set(None);
        self.subject.set(None);
        self.what.set(what);
    }
    /// Which request is looked at: the first, unless it is a pack, which is looked at as a whole.
    pub fn at(self) -> Option<usize> {
        match self.what.get() {
            What::Pack(_) => self.nth.get(),
            What::Step(_) | What::Operation(_) => Some(self.nth.get().unwrap_or(0)),
        }
    }
}

/// Takes up what was looked at before, and keeps it from now on.
pub fn keep(app: App) {
    let operate = app.operate;
    let stored: Option<Value> = shelf::get(SHELF).and_then(|text| serde_json::from_str(&text).ok());
    if let Some(stored) = stored {
        let view = named(
            stored.get("view"),
            PageView::ALL.into_iter().map(PageView::id),
        );
        app.view
            .set(PageView::ALL.get(view).copied().unwrap_or_default());
        let format = named(stored.get("format"), formats().map(|(_, format)| format.id));
        operate.format.set(format);
        if let Some(what) = stored
            .get("what")
            .and_then(Value::as_str)
            .and_then(What::named)
        {
            operate.what.set(what);
        }
        if let Some(Value::Object(texts)) = stored.get("pasted") {
            operate.pasted.set(
                texts
                    .iter()
                    .filter_map(|(key, text)| Some((key.clone(), text.as_str()?.to_owned())))
                    .collect(),
            );
        }
    }
    Effect::new(move |first: Option<()>| {
        let format = formats().nth(operate.format.get());
        let kept = json!({
            "view": app.view.get().id(),
            "format": format.map(|(_, format)| format.id),
            "what": operate.what.get().id(),
            "pasted": operate.pasted.get(),
        });
        if first.is_some()
            && let Value::Object(members) = kept
        {
            // That it can't be stored is not worth a message: the ids stand in the project.
            let _ = shelf::put_members(SHELF, members);
        }
    });
}

/// The position of a stored name; older versions stored the position itself. The first, where it is neither.
fn named(stored: Option<&Value>, mut names: impl Iterator<Item = &'static str>) -> usize {
    let at = match stored {
        Some(Value::String(name)) => names.position(|one| one == name),
        Some(position) => position
            .as_u64()
            .and_then(|position| usize::try_from(position).ok()),
        None => None,
    };
    at.unwrap_or(0)
}
