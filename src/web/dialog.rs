//! The dialogs: the share link, and the recent projects.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::browser;
use super::link;
use super::live::{self, Item, button, click, close, when};
use super::notice::download_project;
use super::store::{Recent, store};

/// Longer links are cut by some chat and mail programs, in characters.
const COMFORTABLE: usize = 2000;

/// A modal dialog; its inside is built when it opens.
fn dialog(
    id: &'static str,
    title: &'static str,
    open: RwSignal<bool>,
    inside: fn(RwSignal<bool>) -> AnyView,
) -> AnyView {
    let node: NodeRef<html::Dialog> = NodeRef::new();
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        match (open.get(), dialog.open()) {
            // Only a dialog that is not in the document refuses.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let outside = move |event: web_sys::MouseEvent| {
        // A click beside the dialog lands on the dialog's own backdrop.
        if node
            .get_untracked()
            .is_some_and(|dialog| event.target().as_ref() == Some(dialog.as_ref()))
        {
            open.set(false);
        }
    };
    view! {
        <dialog node_ref=node class="dialog" aria-labelledby=id on:close=move |_| open.set(false) on:click=outside>
            {when(Memo::new(move |_| open.get()), move || view! {
                <div class="dialog-body">
                    <div class="dialog-head">
                        <h2 id=id tabindex="-1">{title}</h2>
                        {close("Close", move || open.set(false))}
                    </div>
                    {inside(open)}
                </div>
            }.into_any())}
        </dialog>
    }
    .into_any()
}

/// The link that holds the whole project.
#[component]
pub fn Share(
    /// Whether it is shown.
    open: RwSignal<bool>,
) -> impl IntoView {
    dialog("share-title", "Share this project", open, share)
}

fn share(_: RwSignal<bool>) -> AnyView {
    let store = store();
    let text = RwSignal::new(String::new());
    let said = RwSignal::new("");
    let field: NodeRef<html::Textarea> = NodeRef::new();
    spawn_local(async move {
        text.set(link::share(&store.draft()).await);
        request_animation_frame(move || {
            if let Some(field) = field.get_untracked() {
                let _ = field.focus();
                field.select();
                field.set_scroll_top(0);
            }
        });
    });
    let copy = move || {
        spawn_local(async move {
            let done = browser::copy(&text.get_untracked()).await;
            if !done && let Some(field) = field.get_untracked() {
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
    let length = Memo::new(move |_| text.with(String::len));
    view! {
        <p>"Whoever opens this link sees the project as it is now. The link holds everything you typed, account ids and names included. Nothing leaves this browser until you send it."</p>
        <label for="share-link">"Link "<span class="hint">{live::text(move || format!("{} characters", length.get()))}</span></label>
        <textarea id="share-link" class="mono" readonly rows="4" node_ref=field prop:value=text></textarea>
        {when(Memo::new(move |_| length.get() > COMFORTABLE), || view! {
            <p class="msg warn">"Some chat and mail programs cut links this long. A file is safer then."</p>
        }.into_any())}
        <div class="bar">
            {button("btn main", "Copy the link", copy)}
            {button("btn", "Download as a file", move || download_project(store))}
            <span role="status" class="hint">{live::text(move || said.get().to_owned())}</span>
        </div>
    }
    .into_any()
}

/// The earlier projects.
#[component]
pub fn Recents(
    /// Whether they are shown.
    open: RwSignal<bool>,
) -> impl IntoView {
    dialog("recent-title", "Recent projects", open, recents)
}

fn recents(open: RwSignal<bool>) -> AnyView {
    let store = store();
    let row = move |recent: Recent| {
        let (name, when) = (recent.name.clone(), browser::said(recent.when));
        let (again, gone) = (recent.clone(), recent);
        let (open_label, delete_label) = (
            format!("Open {name} of {when}"),
            format!("Delete {name} of {when}"),
        );
        let restore = click(move || {
            if let Some(draft) = again.draft() {
                open.set(false);
                store.replace(draft, "An earlier project is back", true);
            }
        });
        view! {
            <li class="item">
                <div><b>{name}</b><br/><span class="hint">{when}</span></div>
                <div class="bar">
                    <button type="button" class="btn" aria-label=open_label on:click=restore>"Open"</button>
                    <button type="button" class="btn quiet" aria-label=delete_label on:click=click(move || {
                        store.forget(&gone);
                        browser::focus("recent-title");
                    })>"Delete"</button>
                </div>
            </li>
        }
        .into_any()
    };
    let rows = live::list(move || {
        let item = |recent: Recent| Item::new(&recent.project.to_string(), move || row(recent));
        store.recent.get().into_iter().map(item).collect()
    });
    view! {
        <p class="hint">"What was on the page before something else took its place, kept in this browser only."</p>
        {when(Memo::new(move |_| store.recent.with(Vec::is_empty)), || view! { <p>"Nothing yet."</p> }.into_any())}
        <ul class="recents">{rows}</ul>
    }
    .into_any()
}
