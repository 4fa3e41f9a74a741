//! The list of what can be looked at: the walkthrough's steps with how far it
//! went, the packs, and all operations by what they are about.

use leptos::prelude::*;

use super::bring_title;
use crate::check::Subject;
use crate::draft::Draft;
use crate::lifecycle::{PACKS, WALKTHROUGH, What, carried, operations};
use crate::web::dom::{View, all, el};
use crate::web::live::{self, Derived, click, flag, mark, part, text};
use crate::web::state::{App, app};

/// The list.
pub fn list() -> View {
    let app = app();
    let open = RwSignal::new(false);
    let filter = RwSignal::new(String::new());
    let typed = live::memo(move || filter.get());
    let done = live::memo(move || {
        let window = Draft::window_path(app.window.get());
        app.draft.with(|draft| {
            let known = |at| {
                let mut asks = What::Step(at).asks(draft, &window);
                asks.retain(|ask| !ask.completes);
                !asks.is_empty() && asks.iter().all(|ask| carried(draft, ask).is_some())
            };
            (0..WALKTHROUGH.len()).map(known).collect::<Vec<bool>>()
        })
    });
    let steps = (0..WALKTHROUGH.len()).map(|at| {
        let is_done = live::memo(move || done.with(|done| done.get(at) == Some(&true)));
        entry(app, What::Step(at), Some(is_done), open)
    });
    let packs = (0..PACKS.len()).map(|at| entry(app, What::Pack(at), None, open));
    el("nav")
        .class("outline choices")
        .class_if("shown", flag(move || open.get()))
        .attr("aria-label", "After creation")
        .with(all![
            el("button")
                .attr("type", "button")
                .class("btn chooser")
                .attr("aria-expanded", text(move || open.get().to_string()))
                .attr("aria-controls", CHOICES)
                .on("click", click(move || open.update(|open| *open = !*open)))
                .with(text(move || app.operate.what.get().title().to_owned())),
            el("div").attr("id", CHOICES).class("all").with(all![
                el("h2").with("Walkthrough"),
                el("ol").with(steps.collect::<Vec<_>>()),
                el("h2").with("Packs"),
                el("ul").with(packs.collect::<Vec<_>>()),
                el("h2").with("Operations"),
                el("input")
                    .attr("type", "text")
                    .attr("aria-label", "Filter the operations")
                    .attr("placeholder", "Filter")
                    .attr("autocomplete", "off")
                    .attr("spellcheck", "false")
                    .bind(typed, live::put(move |text| filter.set(text.to_owned()))),
                part(move || found(app, &filter.get(), open))
            ])
        ])
        .view()
}

/// The element that holds all choices.
const CHOICES: &str = "choices";

/// The operations whose names have a text in them.
fn found(app: App, filter: &str, open: RwSignal<bool>) -> View {
    let wanted = filter.trim().to_lowercase();
    let groups = Subject::ALL.iter().map(|subject| {
        let fits = |operation: &crate::catalogue::Operation| {
            Subject::of(operation) == *subject
                && [operation.label, operation.name, &operation.command()]
                    .iter()
                    .any(|name| name.to_lowercase().contains(&wanted))
        };
        let mine: Vec<View> = operations()
            .enumerate()
            .filter(|(_, operation)| fits(operation))
            .map(|(at, _)| entry(app, What::Operation(at), None, open))
            .collect();
        if mine.is_empty() {
            return View::none();
        }
        all![el("h3").with(subject.label()), el("ul").with(mine)]
    });
    let groups: View = groups.collect();
    if operations().all(|operation| {
        ![operation.label, operation.name, &operation.command()]
            .iter()
            .any(|name| name.to_lowercase().contains(&wanted))
    }) {
        return el("p")
            .class("hint")
            .with("No operation is called so")
            .view();
    }
    groups
}

fn entry(app: App, what: What, done: Option<Derived<bool>>, open: RwSignal<bool>) -> View {
    let choose = click(move || {
        app.operate.choose(what);
        if open.get_untracked() {
            // The list covers what was chosen where there is no room for both.
            open.set(false);
            bring_title();
        }
    });
    let state = done.map(|done| {
        all![
            el("i")
                .class("dot")
                .class_if("todo", flag(move || !done.get()))
                .attr("aria-hidden", "true"),
            live::when(done, || el("span").class("sr").with("Done: ").view())
        ]
    });
    el("li")
        .with(
            el("button")
                .attr("type", "button")
                .attr("aria-current", mark(move || app.operate.what.get() == what))
                .on("click", choose)
                .with(all![state, el("span").with(what.title())]),
        )
        .view()
}
