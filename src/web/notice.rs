//! Messages of the page: short ones at the edge with a way back, and lasting
//! ones above the form that ask for a decision.
//!
//! What they say comes from [`Store`](super::store::Store); nothing is decided
//! here.

use crate::web::dom::{View, all, el};
use crate::web::live::Derived;
use leptos::prelude::*;

use super::banner::{banner, point};
use super::browser;
use super::files;
use super::live::{button, close, flag, part, when};
use super::rich::rich;
use super::state::app;
use super::store::{Store, Trouble, any_unkept, shelf, store, unkept as recents_in_memory};
use crate::check::unseen;
use crate::examples;
use crate::quote::quoted;

/// How long a message stays, in milliseconds.
const STAY: u32 = 10_000;
/// How long one with Undo stays.
const STAY_UNDO: u32 = 30_000;
/// How long one stays once its change is no longer the last: whoever types on is content.
const STAY_ON: u32 = 5_000;

/// The message at the edge: spoken when it comes, with Undo where there is a way back.
pub fn notice_bar() -> View {
    let (app, store) = (app(), store());
    let text = Derived::new(move || {
        app.notice
            .with(|notice| notice.as_ref().map(|n| n.text.clone()).unwrap_or_default())
    });
    let undoable = Derived::new(move || {
        app.notice
            .with(|notice| notice.as_ref().is_some_and(|n| n.undo.is_some()))
    });
    let (timer, last) = (StoredValue::new_local(None), StoredValue::new(false));
    // The timer is the clock's, not the page's: it ends a message, whatever it says.
    Effect::new(move |_| {
        let undo = app
            .notice
            .with(|notice| notice.as_ref().map(|n| n.undo.is_some()));
        timer.set_value(undo.map(|undo| fade(app.notice, if undo { STAY_UNDO } else { STAY })));
        last.set_value(true);
    });
    Effect::new(move |_| {
        app.draft.track();
        // The first time it is the change that the message is about.
        if !last.get_value() && undoable.get_untracked() {
            timer.set_value(Some(fade(app.notice, STAY_ON)));
        }
        last.set_value(false);
    });
    let shown = Derived::new(move || text.with(|text| !text.is_empty()));
    let undo = move || {
        if let Some(back) = app.notice.get_untracked().and_then(|notice| notice.undo) {
            store.undo(back);
        }
    };
    el("div")
        .class("notice")
        .attr("id", "notice")
        .class_if("shown", flag(move || shown.get()))
        .with(all![
            el("p")
                .attr("role", "status")
                .attr("aria-live", "polite")
                .with(part(move || rich(&text.get()))),
            when(undoable, move || button("btn", "Undo", undo)),
            when(shown, move || close("Close the message", move || app
                .notice
                .set(None)))
        ])
        .view()
}

/// Ends the message after a while, but never under the pointer or the keyboard.
fn fade(
    notice: RwSignal<Option<super::state::Notice>>,
    after: u32,
) -> gloo::timers::callback::Timeout {
    gloo::timers::callback::Timeout::new(after, move || {
        let held = browser::element("notice")
            .is_some_and(|bar| bar.matches(":hover, :focus-within").unwrap_or(false));
        if held {
            // Looked at: it may stay until the person closes it.
            return;
        }
        notice.set(None);
    })
}

/// The lasting messages above the form.
pub fn banners() -> View {
    let store = store();
    el("div")
        .class("banners")
        .with(all![
            when(
                Derived::new(move || store.looking.with(Option::is_some)),
                move || looking(store)
            ),
            when(
                Derived::new(move || store.theirs.with(Option::is_some)),
                move || theirs(store)
            ),
            part(move || store
                .trouble
                .get()
                .map_or_else(nothing, |what| trouble(store, what))),
            when(
                Derived::new(move || store.recent.with(|list| any_unkept(list))),
                move || el("div")
                    .attr("role", "alert")
                    .with(part(move || unkept(store)))
                    .view()
            ),
            when(
                Derived::new(move || store.offered.with(|files| !files.is_empty())),
                move || part(move || files::offer(store)).into()
            ),
            part(move || store
                .aside
                .get()
                .map_or_else(nothing, |(text, why)| aside(store, text, why))),
            when(Derived::new(move || store.example.get()), move || example(
                store
            ))
        ])
        .view()
}

fn nothing() -> View {
    View::none()
}

fn action(label: &'static str, main: bool, run: impl Fn() + 'static) -> View {
    button(if main { "btn main" } else { "btn" }, label, run)
}

fn looking(store: Store) -> View {
    let checked = app().checked;
    let care = Derived::new(move || checked.with(|checked| unseen(&checked.report)));
    let text = all![
        point(
            "You are looking at a shared project.",
            "Your own work is kept; change what you like.",
        ),
        part(move || care
            .get()
            .map_or_else(nothing, |said| all![" ", rich(&said)]))
    ];
    let actions = vec![
        action("Keep as mine", true, move || store.keep_shared()),
        action("Back to my work", false, move || store.back_to_mine()),
    ];
    banner("info", "Shared project", text, actions)
}

fn theirs(store: Store) -> View {
    let text = point(
        "This project was changed in another tab",
        "while you were typing here. The version you don't keep goes to Recent projects.",
    );
    let actions = vec![
        action("Keep this tab's", true, move || store.keep_mine()),
        action("Use the other tab's", false, move || store.take_theirs()),
    ];
    banner("warn", "Two versions", text, actions)
}

fn trouble(store: Store, what: Trouble) -> View {
    let actions = vec![
        action("Download the project", true, move || {
            download_project(store)
        }),
        action("Try again", false, move || store.retry()),
    ];
    el("div")
        .attr("role", "alert")
        .with(banner("warn", "Not saved", what.says().into(), actions))
        .view()
}

/// Projects that something else replaced and that could not be stored as recent ones.
fn unkept(store: Store) -> View {
    let all = store.recent.with(|list| recents_in_memory(list));
    let names: Vec<String> = all.iter().map(|recent| quoted(&recent.name())).collect();
    let why = match all.first().and_then(|recent| recent.trouble) {
        Some(Trouble::Full) => {
            "This browser has no room left for recent projects. Download it, or delete other recent projects and try again. Until then it lasts only as long as this tab."
        }
        Some(Trouble::Blocked) | None => {
            "This browser allows no storage for this page. Download it: it lasts only as long as this tab."
        }
    };
    let said = point(
        "Your project from before was not stored:",
        &[&names.join(", "), ". ", why].concat(),
    );
    let (download, discard) = (all.clone(), all);
    let actions = vec![
        action("Download it", true, move || {
            for recent in &download {
                recent.download();
            }
        }),
        action("Try again", false, move || store.retry_recent()),
        action("Discard it", false, move || {
            for recent in &discard {
                store.forget(recent);
            }
        }),
    ];
    banner("warn", "Not stored", said, actions)
}

fn aside(store: Store, text: String, why: String) -> View {
    let said = point(
        "The project stored in this browser could not be read and was kept aside.",
        &why,
    );
    let actions = vec![
        action("Download it", true, move || {
            browser::download("maintenance-window-kept-aside.txt", text.as_bytes())
        }),
        action("Delete it", false, move || store.drop_aside()),
    ];
    banner("warn", "Unreadable project", said, actions)
}

fn example(store: Store) -> View {
    let point = &format!("This is an example: {}.", examples::FIRST.name);
    let text = self::point(
        point,
        "Change anything and watch what happens, begin with nothing, or import what you have.",
    );
    let open = app().importing;
    let actions = vec![
        action("Import", false, move || open.set(true)),
        action("Start blank", true, move || super::menu::start_blank(store)),
        action("Keep it", false, move || store.example.set(false)),
    ];
    banner("info", "Example", text, actions)
}

/// Downloads the project on the page as a file that opens again.
pub fn download_project(store: Store) {
    shelf::download(&store.draft());
}
