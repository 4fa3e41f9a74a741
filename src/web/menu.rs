//! What is done with a whole project: start from an example or from nothing,
//! open, download, go back to an earlier one, share.

use crate::web::dom::{View, all, el};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::browser;
use super::dialog::{recents, share};
use super::files;
use super::form::go_to;
use super::import::{self, import};
use super::live::{self, click, flag, text};
use super::notice::download_project;
use super::store::{Store, store};
use crate::catalogue::window;
use crate::draft::Draft;
use crate::examples::EXAMPLES;
use crate::secrets::secrets;

/// The buttons at the right of the header.
pub fn actions() -> View {
    let store = store();
    let (sharing, recalling) = (RwSignal::new(false), RwSignal::new(false));
    let examples = EXAMPLES
        .iter()
        .map(|example| {
            Item::new(example.name, example.summary, move || {
                store.replace(
                    example.draft(),
                    &format!("Example: {}", example.name),
                    false,
                );
            })
        })
        .collect();
    let project = vec![
        Item::new("New", "Start with a blank window", move || {
            start_blank(store)
        }),
        Item::new(
            "Open…",
            "A project, script or template; or drop it on the page",
            files::choose,
        ),
        Item::new(
            "Download",
            "The project as a file that opens again",
            move || {
                // What looks like a secret is shown first, with another file to choose.
                if secrets(&store.draft()).is_empty() {
                    download_project(store);
                } else {
                    sharing.set(true);
                }
            },
        ),
        Item::new("Recent projects…", "What was here before", move || {
            recalling.set(true)
        }),
    ];
    let importing = import();
    files::take_what_is_dropped(store, importing);
    import::watch(importing);
    el("div")
        .class("actions")
        .with(all![
            menu("Examples", "menu-examples", examples),
            menu("Project", "menu-project", project),
            opener("btn", "Import", importing.open),
            opener("btn main", "Share", sharing),
            files::input(store, importing),
            import::dialog(),
            share(sharing),
            recents(recalling)
        ])
        .view()
}

/// A button that opens a dialog.
fn opener(class: &'static str, label: &'static str, open: RwSignal<bool>) -> View {
    el("button")
        .attr("type", "button")
        .class(class)
        .attr("aria-haspopup", "dialog")
        .on("click", click(move || open.set(true)))
        .with(label)
        .view()
}

/// Begins with a blank window, its name ready to be typed.
pub fn start_blank(store: Store) {
    store.replace(Draft::blank(), "A blank window", false);
    if let Some(row) = store.draft().windows().first() {
        go_to(&Draft::window_path(row.id).member(window::NAME.name));
    }
}

/// An entry of a menu.
struct Item {
    name: &'static str,
    says: &'static str,
    run: Box<dyn Fn()>,
}

impl Item {
    fn new(name: &'static str, says: &'static str, run: impl Fn() + 'static) -> Self {
        Item {
            name,
            says,
            run: Box::new(run),
        }
    }
}

/// A menu button, as the ARIA practices describe it: arrows, Home, End, Escape, Tab.
fn menu(label: &'static str, id: &'static str, items: Vec<Item>) -> View {
    let open = RwSignal::new(false);
    let close = move |back: bool| {
        open.set(false);
        if back {
            browser::focus(id);
        }
    };
    let show = move |last: bool| {
        open.set(true);
        // The next key may come before the list is drawn: shown at once, it can take the focus at once.
        if let Some(list) = browser::element(&format!("{id}-list")) {
            let _ = list.remove_attribute("hidden");
        }
        step(id, if last { Step::Last } else { Step::First });
    };
    let items: Vec<_> = items
        .into_iter()
        .map(|item| {
            let run = click(move || {
                close(true);
                (item.run)();
            });
            el("button")
                .attr("type", "button")
                .attr("role", "menuitem")
                .attr("tabindex", "-1")
                .class("menu-item")
                .on("click", run)
                .with(all![
                    el("span").with(item.name),
                    el("small").with(item.says)
                ])
                .view()
        })
        .collect();
    let keys = live::keys(move |event| {
        let to = match event.key().as_str() {
            "ArrowDown" => Step::Next,
            "ArrowUp" => Step::Before,
            "Home" => Step::First,
            "End" => Step::Last,
            "Escape" => {
                event.prevent_default();
                return close(true);
            }
            "Tab" => return close(false),
            _ => return,
        };
        event.prevent_default();
        step(id, to);
    });
    let button_keys = live::keys(move |event| match event.key().as_str() {
        "ArrowDown" => {
            event.prevent_default();
            show(false);
        }
        "ArrowUp" => {
            event.prevent_default();
            show(true);
        }
        _ => {}
    });
    let left = move |event: web_sys::Event| {
        let inside = event
            .unchecked_ref::<web_sys::FocusEvent>()
            .related_target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let stays = |element: web_sys::Element| {
            element
                .closest(&format!("[data-menu={id}]"))
                .ok()
                .flatten()
                .is_some()
        };
        if !inside.is_some_and(stays) {
            open.set(false);
        }
    };
    el("div")
        .class("menu")
        .attr("data-menu", id)
        .on("focusout", left)
        .with(all![
            el("button")
                .attr("type", "button")
                .class("btn quiet")
                .attr("id", id)
                .attr("aria-haspopup", "menu")
                .attr("aria-controls", format!("{id}-list"))
                .attr("aria-expanded", text(move || open.get().to_string()))
                .on("keydown", button_keys)
                .on(
                    "click",
                    click(move || if open.get_untracked() {
                        close(true)
                    } else {
                        show(false)
                    })
                )
                .with(all![
                    label,
                    el("span").class("caret").attr("aria-hidden", "true")
                ]),
            el("div")
                .class("menu-list")
                .attr("id", format!("{id}-list"))
                .attr("role", "menu")
                .attr("aria-labelledby", id)
                .attr("hidden", flag(move || !open.get()))
                .on("keydown", keys)
                .with(items)
        ])
        .view()
}

/// Where the keyboard goes in a menu.
#[derive(Clone, Copy)]
enum Step {
    First,
    Last,
    Next,
    Before,
}

fn step(id: &str, to: Step) {
    let go = || {
        let list = browser::element(&format!("{id}-list"))?;
        let items = list.query_selector_all("[role=menuitem]").ok()?;
        let count = items.length();
        let active = browser::document()?.active_element();
        let at = (0..count)
            .find(|&at| items.get(at).as_ref() == active.as_ref().map(|a| a.unchecked_ref()));
        let next = match (to, at) {
            (Step::First, _) | (Step::Next, None) => 0,
            (Step::Last, _) | (Step::Before, None) => count.checked_sub(1)?,
            (Step::Next, Some(at)) => (at + 1) % count,
            (Step::Before, Some(at)) => (at + count - 1) % count,
        };
        items
            .get(next)?
            .dyn_into::<web_sys::HtmlElement>()
            .ok()?
            .focus()
            .ok()
    };
    let _ = go();
}
