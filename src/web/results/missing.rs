//! What is still missing, said calmly, each entry a way to its field.

use crate::web::dom::{View, all, el};
use crate::web::live::Derived;
use leptos::prelude::*;

use crate::check::Violation;
use crate::draft::Path;
use crate::web::dom::{self, Item};
use crate::web::form::go_to;
use crate::web::live::{click, flag, text};
use crate::web::rich::rich;
use crate::web::state::App;

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ToDo {
    /// Where.
    pub path: Path,
    /// The request it blocks, in words; empty if that goes without saying.
    pub about: String,
    /// What.
    pub says: String,
}

impl ToDo {
    /// What a violation asks for.
    pub fn of(violation: &Violation, about: &str) -> ToDo {
        ToDo {
            path: violation.path.clone(),
            about: about.to_owned(),
            says: violation.message.clone(),
        }
    }
}

/// No more than this is listed: a project may have thousands of problems.
const LISTED: usize = 50;

/// What is left to do, as much as a person reads, and how much more there is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ToDos {
    /// The first of it.
    pub list: Vec<ToDo>,
    /// How much more there is.
    pub more: usize,
}

impl ToDos {
    /// What violations ask for, and the request that each blocks.
    pub fn of<'a>(
        mut found: impl Iterator<Item = &'a Violation>,
        about: impl Fn(&'a Violation) -> &'a str,
    ) -> ToDos {
        let first = found.by_ref().take(LISTED);
        ToDos {
            list: first.map(|v| ToDo::of(v, about(v))).collect(),
            more: found.count(),
        }
    }
    /// Whether nothing is left to do.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
    /// How much is left to do.
    pub fn count(&self) -> usize {
        self.list.len() + self.more
    }
}

/// The list; a click leads to the field and lets all errors be shown.
pub fn to_do_list(app: App, all: Derived<ToDos>) -> View {
    let entry = move |to_do: ToDo| {
        Item::new(&to_do.clone(), move || {
            let path = to_do.path;
            let go = click(move || {
                app.asked.set(true);
                go_to(&path);
            });
            el("li")
                .with(all![
                    el("button")
                        .attr("type", "button")
                        .class("link")
                        .on("click", go)
                        .with(rich(&to_do.says)),
                    el("small").with(to_do.about)
                ])
                .view()
        })
    };
    let entries = dom::list(move || all.with(|all| all.list.iter().cloned().map(entry).collect()));
    let more = text(move || match all.with(|all| all.more) {
        0 => String::new(),
        more => format!("And {more} more."),
    });
    let none = flag(move || all.with(|all| all.more == 0));
    all![
        el("ul").class("to-do").with(entries),
        el("p").class("hint").attr("hidden", none).with(more)
    ]
}
