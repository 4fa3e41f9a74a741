//! Tabs as the ARIA practices describe them: one stop for the Tab key, arrows
//! and Home and End between them, the chosen one shown at once.

use crate::web::dom::{View, el};
use crate::web::live::Derived;
use leptos::prelude::*;

use crate::web::browser;
use crate::web::live::{self, click, text};

/// One tab.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tab {
    /// What its element is called: unique on the page.
    pub id: &'static str,
    /// What it says.
    pub label: &'static str,
    /// What it is for, where there is room to say it.
    pub help: &'static str,
}

/// The element's `id` of a tab.
pub fn tab_id(id: &str) -> String {
    format!("tab-{id}")
}

/// A row of tabs for the panel with the id `panel`.
pub fn tabs(
    label: &'static str,
    panel: &'static str,
    all: Vec<Tab>,
    shown: RwSignal<usize>,
) -> View {
    let ids: Vec<&'static str> = all.iter().map(|tab| tab.id).collect();
    let count = ids.len();
    let keys = live::keys(move |event| {
        let at = shown.get_untracked();
        let to = match event.key().as_str() {
            "ArrowRight" => (at + 1) % count.max(1),
            "ArrowLeft" => (at + count.saturating_sub(1)) % count.max(1),
            "Home" => 0,
            "End" => count.saturating_sub(1),
            _ => return,
        };
        event.prevent_default();
        shown.set(to);
        if let Some(id) = ids.get(to) {
            browser::focus(&tab_id(id));
        }
    });
    let all = all
        .into_iter()
        .enumerate()
        .map(|(at, tab)| {
            let chosen = Derived::new(move || shown.get() == at);
            el("button")
                .attr("type", "button")
                .attr("role", "tab")
                .class("tab")
                .attr("id", tab_id(tab.id))
                .attr("title", tab.help)
                .attr("aria-controls", panel)
                .attr("aria-selected", text(move || chosen.get().to_string()))
                .attr(
                    "tabindex",
                    text(move || if chosen.get() { "0" } else { "-1" }.to_owned()),
                )
                .on("click", click(move || shown.set(at)))
                .with(tab.label)
                .view()
        })
        .collect::<Vec<_>>();
    el("div")
        .class("tabs")
        .attr("role", "tablist")
        .attr("aria-label", label)
        .on("keydown", keys)
        .with(all)
        .view()
}
