//! The tabs of the plan's windows, and the button that adds one.
//!
//! As the ARIA practices describe them: one stop for the Tab key, arrows and
//! Home and End between them, the chosen one shown at once.

use std::collections::HashMap;

use crate::web::dom::{View, all, el};
use crate::web::live::Derived;
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
    let heads = heads(app);
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
                .with(live::rows(ids, move |id| tab(app, id, heads))),
            el("button")
                .attr("type", "button")
                .class("btn quiet plus")
                .on("click", add)
                .with("+ Window")
        ])
        .view()
}

/// What a tab shows of its window.
#[derive(Debug, Clone, Default, PartialEq)]
struct Head {
    name: String,
    /// A problem in a window that is not shown would be overlooked.
    wrong: bool,
}

/// What the tabs show, worked out for all at once.
fn heads(app: App) -> Derived<HashMap<RowId, Head>> {
    Derived::new(move || {
        app.checked.with(|checked| {
            let windows = checked.plan.windows().iter();
            let mut heads: HashMap<RowId, Head> = windows
                .filter_map(|window| {
                    let name = window.name.clone();
                    Some((window.path.last_row()?, Head { name, wrong: false }))
                })
                .collect();
            for found in &checked.report.violations {
                if found.severity == Severity::Error
                    && app.may_show(&found.path)
                    && let Some(window) = found.path.window()
                    && let Some(head) = window.last_row().and_then(|id| heads.get_mut(&id))
                {
                    head.wrong = true;
                }
            }
            heads
        })
    })
}

fn tab(app: App, id: RowId, heads: Derived<HashMap<RowId, Head>>) -> View {
    let head = live::memo(move || heads.with(|all| all.get(&id).cloned().unwrap_or_default()));
    let wrong = live::memo(move || head.with(|head| head.wrong));
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
            el("span")
                .literal()
                .with(live::text(move || head.with(|head| head.name.clone()))),
            live::when(wrong, || all![
                el("i").class("dot err").attr("aria-hidden", "true"),
                el("span").class("sr").with(", has problems")
            ])
        ])
        .view()
}
