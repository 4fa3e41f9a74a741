//! The editor of a time zone: a name with all names as suggestions, UTC and
//! the person's own zone at hand.
//!
//! The names are put on the page when the field is first entered: there are
//! six hundred of them.

use leptos::prelude::*;

use super::line::{Look, input};
use super::spot::{Labelled, Reach, Spot, frame, shown};
use crate::schedule::zone_names;
use crate::web::browser;
use crate::web::live;
use crate::web::state::app;

/// The editor of a time zone.
pub fn editor(spot: Spot) -> AnyView {
    let app = app();
    let found = shown(app, &spot.path, Reach::Here);
    let entered = RwSignal::new(false);
    let names = live::some(move || {
        entered.get().then(|| {
            let options: Vec<AnyView> = zone_names()
                .map(|name| view! { <option value=name></option> }.into_any())
                .collect();
            view! { <datalist id="zones">{options}</datalist> }.into_any()
        })
    });
    let enter: Box<dyn FnMut(leptos::ev::FocusEvent)> = Box::new(move |_| {
        if !entered.get_untracked() {
            entered.set(true);
        }
    });
    let now = app.text(&spot.path);
    let quick = |zone: String, says: String| {
        let path = spot.path.clone();
        let mine = zone.clone();
        view! {
            <button
                type="button"
                class="preset"
                aria-pressed=live::text(move || now.with(|now| *now == mine).to_string())
                on:click=live::click(move || app.set(&path, &zone))
            >
                {says}
            </button>
        }
        .into_any()
    };
    let own = Some(browser::zone()).filter(|zone| !zone.is_empty() && zone != "UTC");
    let control = view! {
        <div on:focusin=enter>{input(&spot, Look { list: "zones", ..Look::CODE }, found)}</div>
        {names}
        <div class="presets" role="group" aria-label="Common time zones">
            {quick("UTC".to_owned(), "UTC".to_owned())}
            {own.map(|zone| quick(zone.clone(), ["Mine: ", &zone].concat()))}
        </div>
    };
    frame(&spot, found, Labelled::One, control.into_any())
}
