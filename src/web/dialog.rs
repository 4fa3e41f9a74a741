//! The dialogs: the share link, and the recent projects.

use std::rc::Rc;

use crate::web::dom::{View, all, el, follow};
use crate::web::live::Derived;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlDialogElement, HtmlTextAreaElement};

use super::browser;
use super::dom::{self, Item};
use super::link;
use super::live::{self, button, click, close, when};
use super::rich::rich;
use super::store::shelf;
use super::store::{Recent, store};
use crate::draft::Draft;
use crate::secrets::{Secret, accounts, masked, secrets};

/// Longer links are cut by some chat and mail programs, in characters.
const COMFORTABLE: usize = 2000;

/// A modal dialog; its inside is built when it opens.
pub fn dialog(
    id: &'static str,
    title: &'static str,
    open: RwSignal<bool>,
    inside: impl Fn(RwSignal<bool>) -> View + 'static,
) -> View {
    dialog_of(id, title, open, Box::new(inside))
}

/// The same, compiled once for all dialogs.
fn dialog_of(
    id: &'static str,
    title: &'static str,
    open: RwSignal<bool>,
    inside: Box<dyn Fn(RwSignal<bool>) -> View>,
) -> View {
    let dialog = el("dialog").class("dialog").attr("aria-labelledby", id);
    let node: HtmlDialogElement = dialog.node().unchecked_into();
    let backdrop = node.clone();
    let outside = move |event: Event| {
        // A click beside the dialog lands on the dialog's own backdrop. The second
        // click of a double click was meant for the button that opened it.
        let beside = event.target().as_ref() == Some(backdrop.as_ref());
        if beside && !browser::is_repeated(&event) {
            open.set(false);
        }
    };
    let body = move || {
        el("div")
            .class("dialog-body")
            .with(all![
                el("div").class("dialog-head").with(all![
                    el("h2").attr("id", id).attr("tabindex", "-1").with(title),
                    close("Close", move || open.set(false)),
                ]),
                inside(open),
            ])
            .view()
    };
    let view = dialog
        .on("close", move |_| open.set(false))
        .on("click", outside)
        .with(when(Derived::new(move || open.get()), body))
        .view();
    follow(move || match (open.get(), node.open()) {
        // Only a dialog that is not in the document refuses.
        (true, false) => drop(node.show_modal()),
        (false, true) => node.close(),
        _ => {}
    });
    view
}

/// The link that holds the whole project, shown while `open`.
pub fn share(open: RwSignal<bool>) -> View {
    dialog("share-title", "Share this project", open, link_inside)
}

fn link_inside(_: RwSignal<bool>) -> View {
    let store = store();
    let text = RwSignal::new(String::new());
    let said = RwSignal::new("");
    let draft = store.draft();
    let found = secrets(&draft);
    let masks = !found.is_empty() || !accounts(&draft).is_empty();
    let masking = RwSignal::new(false);
    let sent = move || match masking.get_untracked() {
        true => masked(&store.draft()).unwrap_or_else(Draft::blank),
        false => store.draft(),
    };
    let area = el("textarea")
        .attr("id", "share-link")
        .class("mono")
        .attr("readonly", true)
        .attr("rows", "4");
    let field: HtmlTextAreaElement = area.node().unchecked_into();
    let (first, selected) = (field.clone(), field);
    spawn_local(async move {
        text.set(link::share(&sent()).await);
        request_animation_frame(move || {
            let _ = first.focus();
            first.select();
            first.set_scroll_top(0);
        });
    });
    let copy = move || {
        let field = selected.clone();
        spawn_local(async move {
            let done = browser::copy(&text.get_untracked()).await;
            if !done {
                let _ = field.focus();
                field.select();
            }
            said.set(if done {
                "Copied"
            } else {
                "The browser blocks copying: the link is selected, press Ctrl+C or ⌘C"
            });
        });
    };
    let mask = move |event: Event| {
        masking.set(event_target_checked(&event));
        said.set("");
        spawn_local(async move { text.set(link::share(&sent()).await) });
    };
    let choice = move || {
        el("label")
            .class("check")
            .with(all![
                el("input")
                    .attr("type", "checkbox")
                    .attr("id", "share-mask")
                    .on("change", mask),
                " Replace secrets and account ids with placeholders"
            ])
            .view()
    };
    let length = Derived::new(move || text.with(String::len));
    all![el("p").with("Whoever opens this link sees the project as it is now. The link holds everything you typed, account ids and names included. Nothing leaves this browser until you send it."), warning(&found), if masks { choice() } else { View::none() }, el("label").attr("for", "share-link").with(all!["Link ", el("span").class("hint").with(live::text(move || format!("{} characters", length.get())))]), area.bind(Derived::new(move || text.get()), Rc::new(|_| ())), when(Derived::new(move || length.get() > COMFORTABLE), || el("p").class("msg warn").with("Some chat and mail programs cut links this long. A file is safer then.").view()), el("div").class("bar").with(all![button("btn main", "Copy the link", copy), button("btn", "Download as a file", move || shelf::download(&sent())), el("span").attr("role", "status").class("hint").with(live::text(move || said.get().to_owned()))])]
}

/// What in the project looks like a secret.
fn warning(found: &[Secret]) -> View {
    const LISTED: usize = 8;
    if found.is_empty() {
        return View::none();
    }
    let rows: Vec<View> = found
        .iter()
        .take(LISTED)
        .map(|secret| el("li").with(rich(&secret.says())).view())
        .collect();
    let more = match found.len().saturating_sub(LISTED) {
        0 => String::new(),
        more => format!("And {more} more."),
    };
    el("div")
        .class("msg warn")
        .attr("role", "note")
        .with(all![
            el("p").with("This project may hold secrets, and whoever gets the link or the file can read them:"),
            el("ul").with(rows),
            more
        ])
        .view()
}

/// The earlier projects, shown while `open`.
pub fn recents(open: RwSignal<bool>) -> View {
    dialog("recent-title", "Recent projects", open, recent_inside)
}

fn recent_inside(open: RwSignal<bool>) -> View {
    let store = store();
    let row = move |recent: Recent| {
        let (name, when) = (recent.name(), browser::said(recent.when));
        let (again, gone) = (recent.clone(), recent);
        let (open_label, delete_label) = (
            format!("Open {name} of {when}"),
            format!("Delete {name} of {when}"),
        );
        let restore = click(move || match again.draft() {
            Ok(draft) => {
                open.set(false);
                store.replace(draft, "An earlier project is back", true);
            }
            // A newer version of the page wrote it; as a file it can be taken there.
            Err(_) => again.download(),
        });
        el("li")
            .class("item")
            .with(all![
                el("div").with(all![
                    el("b").with(name),
                    el("br"),
                    el("span").class("hint").with(when)
                ]),
                el("div").class("bar").with(all![
                    el("button")
                        .attr("type", "button")
                        .class("btn")
                        .attr("aria-label", open_label)
                        .on("click", restore)
                        .with("Open"),
                    el("button")
                        .attr("type", "button")
                        .class("btn quiet")
                        .attr("aria-label", delete_label)
                        .on(
                            "click",
                            click(move || {
                                store.forget(&gone);
                                browser::focus("recent-title");
                            })
                        )
                        .with("Delete")
                ])
            ])
            .view()
    };
    let rows = dom::list(move || {
        let item = |recent: Recent| Item::new(&recent.text.clone(), move || row(recent));
        store.recent.get().into_iter().map(item).collect()
    });
    all![
        el("p").class("hint").with(
            "What was on the page before something else took its place, kept in this browser only."
        ),
        when(
            Derived::new(move || store.recent.with(Vec::is_empty)),
            || el("p").with("Nothing yet.").view()
        ),
        el("ul").class("recents").with(rows)
    ]
}
