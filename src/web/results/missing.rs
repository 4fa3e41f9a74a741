//! What is still missing, said calmly, each entry a way to its field.

use crate::web::dom::{View, all, el};
use crate::web::live::Derived;
use leptos::prelude::*;

use crate::check::Violation;
use crate::draft::Path;
use crate::web::dom::{self, Item};
use crate::web::form::go_to;
use crate::web::live::click;
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

/// The list; a click leads to the field and lets all errors be shown.
pub fn to_do_list(app: App, list: Derived<Vec<ToDo>>) -> View {
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
    let entries = dom::list(move || list.get().into_iter().map(entry).collect());
    el("ul").class("to-do").with(entries).view()
}
