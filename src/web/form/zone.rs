//! The editor of a time zone: a name with all names as suggestions, UTC and
//! the person's own zone at hand.
//!
//! The names are put on the page when the field is first entered: there are
//! six hundred of them.

use crate::web::dom::{View, all, el};
use leptos::prelude::*;

use super::found::{Reach, shown};
use super::line::{Look, input};
use super::spot::{Labelled, Spot, frame};
use crate::schedule::zone_names;
use crate::web::browser;
use crate::web::live;
use crate::web::state::app;

/// The editor of a time zone.
pub fn editor(spot: Spot) -> View {
    let app = app();
    let found = shown(app, &spot.path, Reach::Here);
    let entered = RwSignal::new(false);
    let names = live::some(move || {
        entered.get().then(|| {
            let options: Vec<View> = zone_names()
                .map(|name| el("option").attr("value", name).view())
                .collect();
            el("datalist").attr("id", "zones").with(options).view()
        })
    });
    let enter: Box<dyn FnMut(web_sys::Event)> = Box::new(move |_| {
        if !entered.get_untracked() {
            entered.set(true);
        }
    });
    let now = app.text(&spot.path);
    let quick = |zone: String, says: String| {
        let path = spot.path.clone();
        let mine = zone.clone();
        el("button")
            .attr("type", "button")
            .class("preset")
            .attr(
                "aria-pressed",
                live::text(move || now.with(|now| *now == mine).to_string()),
            )
            .on("click", live::click(move || app.set(&path, &zone)))
            .with(says)
            .view()
    };
    let own = Some(browser::zone()).filter(|zone| !zone.is_empty() && zone != "UTC");
    let control = all![
        el("div").on("focusin", enter).with(input(
            &spot,
            Look {
                list: "zones",
                ..Look::CODE
            },
            found
        )),
        names,
        el("div")
            .class("presets")
            .attr("role", "group")
            .attr("aria-label", "Common time zones")
            .with(all![
                quick("UTC".to_owned(), "UTC".to_owned()),
                own.map(|zone| quick(zone.clone(), ["Mine: ", &zone].concat()))
            ])
    ];
    frame(&spot, found, Labelled::One, control)
}
