//! Messages of the page: short ones at the edge with a way back, and lasting
//! ones above the form that ask for a decision.
//!
//! What they say comes from [`Store`](super::store::Store); nothing is decided
//! here.

use leptos::prelude::*;

use super::browser;
use super::live::{button, close, flag, part, when};
use super::rich::rich;
use super::state::app;
use super::store::{Store, Trouble, shelf, store};
use crate::draft::Draft;
use crate::examples;

/// How long a message stays, in milliseconds.
const STAY: u32 = 10_000;
/// How long one with Undo stays.
const STAY_UNDO: u32 = 30_000;

/// The message at the edge: spoken when it comes, with Undo where there is a way back.
#[component]
pub fn NoticeBar() -> impl IntoView {
    let (app, store) = (app(), store());
    let text = Memo::new(move |_| {
        app.notice
            .with(|notice| notice.as_ref().map(|n| n.text.clone()).unwrap_or_default())
    });
    let undoable = Memo::new(move |_| {
        app.notice
            .with(|notice| notice.as_ref().is_some_and(|n| n.undo.is_some()))
    });
    let timer = StoredValue::new_local(None);
    // The timer is the clock's, not the page's: it ends a message, whatever it says.
    Effect::new(move |_| {
        let undo = app
            .notice
            .with(|notice| notice.as_ref().map(|n| n.undo.is_some()));
        timer.set_value(undo.map(|undo| fade(app.notice, if undo { STAY_UNDO } else { STAY })));
    });
    let shown = Memo::new(move |_| text.with(|text| !text.is_empty()));
    let undo = move || {
        if let Some(draft) = app.notice.get_untracked().and_then(|notice| notice.undo) {
            store.undo(draft);
        }
    };
    view! {
        <div class="notice" id="notice" class:shown=flag(move || shown.get())>
            <p role="status" aria-live="polite">{part(move || rich(&text.get()))}</p>
            {when(undoable, move || button("btn", "Undo", undo))}
            {when(shown, move || close("Close the message", move || app.notice.set(None)))}
        </div>
    }
    .into_any()
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
#[component]
pub fn Banners() -> impl IntoView {
    let store = store();
    view! {
        <div class="banners">
            {when(Memo::new(move |_| store.looking.with(Option::is_some)), move || looking(store))}
            {when(Memo::new(move |_| store.theirs.with(Option::is_some)), move || theirs(store))}
            {part(move || store.trouble.get().map_or_else(nothing, |what| trouble(store, what)))}
            {part(move || store.aside.get().map_or_else(nothing, |(text, why)| aside(store, text, why)))}
            {when(Memo::new(move |_| store.example.get()), move || example(store))}
        </div>
    }
    .into_any()
}

fn nothing() -> AnyView {
    ().into_any()
}

/// A lasting message: its kind (`info`, `warn`), its text and what can be done.
fn banner(
    kind: &'static str,
    label: &'static str,
    text: AnyView,
    actions: Vec<AnyView>,
) -> AnyView {
    view! {
        <section class=["banner ", kind].concat() aria-label=label>
            <p>{text}</p>
            <div class="banner-actions">{actions}</div>
        </section>
    }
    .into_any()
}

fn action(label: &'static str, main: bool, run: impl Fn() + 'static) -> AnyView {
    button(if main { "btn main" } else { "btn" }, label, run)
}

/// A message's point and what else there is to say.
fn point(point: &str, more: &str) -> AnyView {
    view! { <b>{point.to_owned()}</b>" "{rich(more)} }.into_any()
}

fn looking(store: Store) -> AnyView {
    let text = point(
        "You are looking at a shared project.",
        "Your own work is kept; change what you like.",
    );
    let actions = vec![
        action("Keep as mine", true, move || store.keep_shared()),
        action("Back to my work", false, move || store.back_to_mine()),
    ];
    banner("info", "Shared project", text, actions)
}

fn theirs(store: Store) -> AnyView {
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

fn trouble(store: Store, what: Trouble) -> AnyView {
    let actions = vec![
        action("Download the project", true, move || {
            download_project(store)
        }),
        action("Try again", false, move || store.retry()),
    ];
    view! { <div role="alert">{banner("warn", "Not saved", what.says().into_any(), actions)}</div> }
        .into_any()
}

fn aside(store: Store, text: String, why: String) -> AnyView {
    let said = point(
        "The project stored in this browser could not be read and was kept aside.",
        &why,
    );
    let actions = vec![
        action("Download it", true, move || {
            browser::download("maintenance-window-kept-aside.txt", &text)
        }),
        action("Delete it", false, move || store.drop_aside()),
    ];
    banner("warn", "Unreadable project", said, actions)
}

fn example(store: Store) -> AnyView {
    let point = &format!("This is an example: {}.", examples::FIRST.name);
    let text = self::point(
        point,
        "Change anything and watch what happens, or begin with nothing.",
    );
    let actions = vec![
        action("Start blank", true, move || super::menu::start_blank(store)),
        action("Keep it", false, move || store.example.set(false)),
    ];
    banner("info", "Example", text, actions)
}

/// Downloads the project on the page as a file that opens again.
pub fn download_project(store: Store) {
    let draft: Draft = store.draft();
    let text = serde_json::to_string_pretty(&draft.to_json()).unwrap_or_default();
    browser::download(&shelf::file_name(&draft), &text);
}
