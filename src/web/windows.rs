//! The tabs of the plan's windows, and the button that adds one.
//!
//! As the ARIA practices describe them: one stop for the Tab key, arrows and
//! Home and End between them, the chosen one shown at once.

use crate::web::dom::{View, all, el};
use leptos::prelude::*;

use super::browser;
use super::form::focus_soon;
use super::live;
use super::state::{App, app};
use crate::catalogue::window;
use crate::check::Severity;
use crate::draft::{Draft, RowId};

/// The id of a window's tab.
pub fn tab_id(window: RowId) -> String {
    ["tab-w", &window.0.to_string()].concat()
}

/// The tabs of the windows.
pub fn window_tabs() -> View {
    let app = app();
    let ids = app.row_ids(&Draft::windows_path());
    let keys = live::keys(move |event| {
        let to = ids.with_untracked(|ids| {
            let at = ids
                .iter()
                .position(|id| *id == app.window.get_untracked())?;
            match event.key().as_str() {
                "ArrowRight" => ids.get(at + 1).or(ids.first()),
                "ArrowLeft" => at.checked_sub(1).and_then(|at| ids.get(at)).or(ids.last()),
                "Home" => ids.first(),
                "End" => ids.last(),
                _ => None,
            }
            .copied()
        });
        let Some(to) = to else { return };
        event.prevent_default();
        app.window.set(to);
        browser::focus(&tab_id(to));
    });
    let add = live::click(move || {
        let mut new = None;
        app.draft.update(|draft| new = Some(draft.add_window()));
        let Some(new) = new else { return };
        app.window.set(new);
        focus_soon(vec![
            Draft::window_path(new).member(window::NAME.name).anchor(),
        ]);
    });
    el("div")
        .class("windows")
        .with(all![
            el("div")
                .class("tabs")
                .attr("role", "tablist")
                .attr("aria-label", "Windows")
                .on("keydown", keys)
                .with(live::rows(ids, move |id| tab(app, id))),
            el("button")
                .attr("type", "button")
                .class("btn quiet plus")
                .on("click", add)
                .with("+ Window")
        ])
        .view()
}

fn tab(app: App, id: RowId) -> View {
    let path = Draft::window_path(id);
    let name = live::memo(move || {
        app.checked.with(|checked| {
            checked
                .plan
                .windows()
                .iter()
                .find(|w| w.path == path)
                .map(|w| w.name.clone())
                .unwrap_or_default()
        })
    });
    let path = Draft::window_path(id);
    // A problem in a window that is not shown would be overlooked.
    let wrong = live::memo(move || {
        app.checked.with(|checked| {
            checked
                .report
                .within(&path)
                .any(|v| v.severity == Severity::Error && app.may_show(&v.path))
        })
    });
    let chosen = live::memo(move || app.window.get() == id);
    el("button")
        .attr("type", "button")
        .attr("role", "tab")
        .class("tab")
        .attr("id", tab_id(id))
        .attr("aria-controls", "form")
        .attr(
            "aria-selected",
            live::text(move || chosen.get().to_string()),
        )
        .attr(
            "tabindex",
            live::text(move || if chosen.get() { "0" } else { "-1" }.to_owned()),
        )
        .on("click", live::click(move || app.window.set(id)))
        .with(all![
            live::text(move || name.get()),
            live::when(wrong, || all![
                el("i").class("dot err").attr("aria-hidden", "true"),
                el("span").class("sr").with(", has problems")
            ])
        ])
        .view()
}
