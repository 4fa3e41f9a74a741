//! A menu that puts a pseudo parameter where the cursor is.
//!
//! It stands at the fields of a task's input; which names work in which type
//! of task the catalogue knows.

use crate::web::dom::{View, all, el};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::found::{Reach, shown};
use super::line::{Look, input};
use super::places::task_of;
use super::spot::{Labelled, Spot, frame};
use crate::catalogue::pseudo::{self, Pseudo};
use crate::catalogue::task;
use crate::draft::Path;
use crate::web::live;
use crate::web::rich::rich;
use crate::web::state::app;

/// Whether a line of text may hold pseudo parameters: the name of a Step Functions execution does.
pub fn takes(spot: &Spot) -> bool {
    spot.name == task::step_functions::NAME.name
        && spot.path.parent().as_ref().and_then(Path::name) == Some(task::STEP_FUNCTIONS.name)
}

/// A line of text with the menu beside it.
pub fn line(spot: Spot) -> View {
    let found = shown(app(), &spot.path, Reach::Here);
    let control = el("div")
        .class("inserts")
        .with(all![input(&spot, Look::CODE, found), menu(&spot.path)]);
    frame(&spot, found, Labelled::One, control.into())
}

/// The menu for the editor whose id is the path's anchor; nothing outside of a task's input.
pub fn menu(path: &Path) -> View {
    let Some(task) = task_of(path)
        .filter(|task| path.is_in(&task.member(task::TASK_INVOCATION_PARAMETERS.name)))
    else {
        return View::none();
    };
    let kind = app().text(&task.member(task::TASK_TYPE.name));
    let id = path.anchor();
    let menu_id = [&id, "-pseudo"].concat();
    let open = RwSignal::new(false);
    let list = live::some(move || {
        let kind = kind.get();
        let names = pseudo::PSEUDO_PARAMETERS
            .iter()
            .filter(|p| !p.obsolete && p.task_types.contains(&kind.as_str()));
        open.get().then(|| {
            all![
                el("ul").with(names.map(|p| entry(p, &id, open)).collect::<Vec<_>>()),
                el("p").class("hint").with(
                    el("a")
                        .attr("href", pseudo::DOC)
                        .attr("target", "_blank")
                        .attr("rel", "noopener noreferrer")
                        .with("AWS documentation")
                )
            ]
        })
    });
    el("div")
        .class("pseudo")
        .with(all![
            el("button")
                .attr("type", "button")
                .class("btn small brace")
                .attr("title", "Insert a pseudo parameter")
                .attr("aria-expanded", live::text(move || open.get().to_string()))
                .attr("aria-controls", menu_id.clone())
                .on(
                    "click",
                    live::click(move || open.update(|open| *open = !*open))
                )
                .with(all![
                    el("span").class("sr").with("Insert a pseudo parameter "),
                    el("code").with("{{…}}")
                ]),
            el("div")
                .class("names")
                .attr("id", menu_id)
                .attr("hidden", live::flag(move || !open.get()))
                .with(list)
        ])
        .view()
}

fn entry(pseudo: &'static Pseudo, id: &str, open: RwSignal<bool>) -> View {
    let text = ["{{", pseudo.name, "}}"].concat();
    let (id, shown) = (id.to_owned(), text.clone());
    let choose = live::click(move || {
        insert(&id, &text);
        open.set(false);
    });
    el("li")
        .with(
            el("button")
                .attr("type", "button")
                .on("click", choose)
                .with(all![
                    el("code").with(shown),
                    el("span").with(rich(pseudo.meaning))
                ]),
        )
        .view()
}

/// Puts a text where the cursor is, as if it were typed there.
fn insert(id: &str, text: &str) {
    let Some(element) = document().get_element_by_id(id) else {
        return;
    };
    if let Some(area) = element.dyn_ref::<web_sys::HtmlTextAreaElement>() {
        let _ = area.focus();
        let _ = area.set_range_text(text);
        let end = area
            .selection_end()
            .ok()
            .flatten()
            .map(|end| end + length(text));
        let _ = area.set_selection_range(end.unwrap_or_default(), end.unwrap_or_default());
    } else if let Some(line) = element.dyn_ref::<web_sys::HtmlInputElement>() {
        let _ = line.focus();
        let _ = line.set_range_text(text);
        let end = line
            .selection_end()
            .ok()
            .flatten()
            .map(|end| end + length(text));
        let _ = line.set_selection_range(end.unwrap_or_default(), end.unwrap_or_default());
    } else {
        return;
    }
    // The binding listens to typing: so this is said in the same words.
    if let Ok(event) = web_sys::Event::new("input") {
        let _ = element.dispatch_event(&event);
    }
}

fn length(text: &str) -> u32 {
    u32::try_from(text.encode_utf16().count()).unwrap_or_default()
}
