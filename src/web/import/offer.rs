//! What is pasted: anywhere on the page it opens Import; into a field for one
//! value, a whole command is offered for what it is, and the field keeps what
//! it had.

use js_sys::Reflect;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{DataTransfer, Element, Event, HtmlInputElement};

use super::Import;
use super::dialog::AREA;
use crate::import::is_whole_request;
use crate::web::browser;
use crate::web::dom::{View, all, el};
use crate::web::live::button;

/// The element of an offer: there is one at a time.
const OFFER: &str = "paste-offer";

/// Hears what is pasted, as long as the page is there.
pub fn watch(import: Import) {
    browser::listen("paste", move |event| {
        if let Some(page) = import.app.owner() {
            page.with(|| hear(import, &event));
        }
    });
}

fn hear(import: Import, event: &Event) {
    if event.default_prevented() {
        return;
    }
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let is = |what: &str| {
        target
            .as_ref()
            .is_some_and(|target| target.closest(what).ok().flatten().is_some())
    };
    if is("#form input[type=text]") {
        if let Some(input) = target
            .as_ref()
            .and_then(|target| target.clone().dyn_into::<HtmlInputElement>().ok())
            && let Some(text) = text_of(event).filter(|text| is_whole_request(text))
        {
            event.prevent_default();
            offer(import, &input, text);
        }
        return;
    }
    let elsewhere = browser::document()
        .and_then(|document| document.query_selector("dialog[open]").ok().flatten());
    if is("input, textarea, select, [contenteditable]")
        || elsewhere.is_some() && !import.open.get_untracked()
    {
        return;
    }
    let files = carried(event)
        .and_then(|data| data.files())
        .filter(|files| files.length() > 0);
    if files.is_some() {
        event.prevent_default();
        crate::web::files::take(crate::web::store::store(), import, files);
    } else if let Some(text) = text_of(event).filter(|text| !text.trim().is_empty()) {
        event.prevent_default();
        import.paste(&text);
        browser::focus(AREA);
    }
}

fn carried(event: &Event) -> Option<DataTransfer> {
    Reflect::get(event, &"clipboardData".into())
        .ok()?
        .dyn_into()
        .ok()
}

/// The text that is pasted.
pub fn text_of(event: &Event) -> Option<String> {
    carried(event)?
        .get_data("text/plain")
        .ok()
        .or_else(|| carried(event)?.get_data("text").ok())
}

/// Offers a whole command beside the field it was pasted into.
fn offer(import: Import, input: &HtmlInputElement, text: String) {
    withdraw();
    let Some(field) = input
        .closest(".control, .cells, .rowitem, .field")
        .ok()
        .flatten()
    else {
        return;
    };
    let name = label_of(input);
    let back = input.clone();
    let (load, anyway) = (text.clone(), text);
    let typed = input.clone();
    let view: View = el("div")
        .class("msg info paste-offer")
        .attr("id", OFFER)
        .attr("role", "alert")
        .with(all![
            el("p").with(["This is more than one value. ", &name, " was not changed."].concat()),
            el("div").class("bar").with(all![
                button("btn main", "Load this command", move || {
                    withdraw();
                    import.paste(&load);
                }),
                button("btn", "Paste it anyway", move || {
                    withdraw();
                    let _ = typed.focus();
                    let one_line = anyway.replace(['\r', '\n'], " ");
                    let _ = typed.set_range_text(&one_line);
                    if let Ok(event) = Event::new("input") {
                        let _ = typed.dispatch_event(&event);
                    }
                }),
                button("btn quiet", "Close", move || {
                    withdraw();
                    let _ = back.focus();
                })
            ])
        ])
        .view();
    view.append_to(&field);
}

/// What the field is called.
fn label_of(input: &HtmlInputElement) -> String {
    let label = input
        .labels()
        .and_then(|labels| labels.get(0))
        .and_then(|label| label.text_content());
    label
        .filter(|label| !label.is_empty())
        .unwrap_or_else(|| "the field".to_owned())
}

/// Takes the offer away.
fn withdraw() {
    if let Some(before) = browser::element(OFFER) {
        before.remove();
    }
}
