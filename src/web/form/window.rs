//! The form of a window: one that is to be created, or one that exists and
//! only lends its id.

use crate::web::dom::{View, all, el};
use crate::web::live::Derived;
use leptos::prelude::*;

use super::duplicate;
use super::field::field;
use super::found::{Reach, messages, shown};
use super::group;
use super::places::focus_soon;
use super::spot::{Need, Spot};
use crate::catalogue::window;
use crate::draft::Path;
use crate::draft::page::{EXISTING, TARGETS, TASKS};
use crate::web::ids::watch;
use crate::web::live;
use crate::web::state::{App, app};
use crate::web::windows::tab_id;

/// The card of a window.
pub fn card(path: &Path) -> View {
    let app = app();
    let id = path.anchor();
    let exists = {
        let at = path.clone();
        app.read(path, move |draft| draft.is_existing(&at))
    };
    let found = shown(app, path, Reach::Here);
    let body = path.clone();
    let form = live::part(move || {
        if exists.get() {
            let place = body.member(window::WINDOW_ID.name);
            let id = Spot::field(&window::WINDOW_ID, place.clone(), Need::Required);
            watch(app, el("div"), vec![place])
                .with(field(id, window::WINDOW_ID.shape))
                .view()
        } else {
            group::members(window::CREATE.input, &body, &[])
        }
    });
    el("section")
        .class("card")
        .attr("id", id.clone())
        .attr("aria-labelledby", "window-heading")
        .with(all![
            el("header").with(all![
                el("h1").attr("id", "window-heading").with("Window"),
                existing_switch(app, path, exists),
                tools(app, path)
            ]),
            messages(found, &id),
            form
        ])
        .view()
}

fn existing_switch(app: App, path: &Path, exists: Derived<bool>) -> View {
    let at = path.member(EXISTING);
    let id = at.anchor();
    let window_id = path.member(window::WINDOW_ID.name).anchor();
    let toggle = move |on: bool| {
        app.set(&at, if on { "true" } else { "" });
        if on {
            focus_soon(vec![window_id.clone()]);
        }
    };
    el("label")
        .class("box switch")
        .with(all![
            el("input")
                .attr("type", "checkbox")
                .attr("id", id)
                .prop("checked", live::flag(move || exists.get()))
                .on(
                    "change",
                    live::changed(move |input| toggle(input.checked()))
                ),
            el("span").with("This window exists already")
        ])
        .view()
}

fn tools(app: App, path: &Path) -> View {
    let several = live::memo(move || app.draft.with(|draft| draft.windows().len() > 1));
    let copying = RwSignal::new(false);
    let original = path.clone();
    let removed = path.clone();
    let remove = move || {
        let next = app.draft.with_untracked(|draft| {
            let ids: Vec<_> = draft.windows().iter().map(|row| row.id).collect();
            let at = ids
                .iter()
                .position(|id| Some(*id) == removed.last_row())
                .unwrap_or_default();
            ids.get(at + 1)
                .or_else(|| at.checked_sub(1).and_then(|at| ids.get(at)))
                .copied()
        });
        let Some(next) = next else { return };
        let (targets, tasks) = app.draft.with_untracked(|draft| {
            (
                draft.rows(&removed.member(TARGETS)).len(),
                draft.rows(&removed.member(TASKS)).len(),
            )
        });
        let said = format!(
            "Removed the window with {targets} {} and {tasks} {}",
            plural("target", targets),
            plural("task", tasks)
        );
        app.window.set(next);
        app.change(&said, |draft| draft.remove_row(&removed));
        focus_soon(vec![tab_id(next)]);
    };
    el("div")
        .class("tools")
        .attr("role", "group")
        .attr("aria-label", "Copies of this window")
        .with(all![
            live::icon_once(
                "i-copy",
                || "Duplicate this window".to_owned(),
                || false,
                move || copying.set(true)
            ),
            live::icon_once(
                "i-x",
                || "Remove this window".to_owned(),
                move || !several.get(),
                remove
            ),
            duplicate::dialog(&original, copying)
        ])
        .view()
}

fn plural(one: &str, count: usize) -> String {
    if count == 1 {
        one.to_owned()
    } else {
        [one, "s"].concat()
    }
}
