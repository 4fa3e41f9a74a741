//! What can be done with the text of an output: copy it, or save it as a file.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::render::{Artifact, FORMATS};
use crate::secrets::secrets;
use crate::web::browser;
use crate::web::dom::{View, all, el, follow};
use crate::web::live::{Derived, click, flag, text};
use crate::web::state::{App, PageView};

/// How long «Copied» is said, in milliseconds.
const SAID: u32 = 2500;

/// How the latest copy went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Copied {
    Yes,
    Blocked,
    NotReady,
    Secret,
}

impl Copied {
    fn says(self) -> &'static str {
        match self {
            Copied::Secret => "The ticket may hold a secret",
            Copied::Yes => "Copied",
            Copied::Blocked => {
                "The browser blocks copying: the text is selected, press Ctrl+C or ⌘C"
            }
            Copied::NotReady => "Not copied: there is something left to do",
        }
    }
}

/// Copy and download.
///
/// `shown` gives what is shown; while it is `blocked`, both say so.
///
/// `of` names what is shown: what was said of another text is not said of it.
pub fn actions(
    app: App,
    of: Derived<String>,
    shown: Rc<dyn Fn() -> Option<Artifact>>,
    blocked: Derived<bool>,
) -> View {
    let copied = RwSignal::new(None);
    // The secrets that were named: whoever presses again has read it.
    let named = RwSignal::new(None::<String>);
    let timer = StoredValue::new_local(None::<Timeout>);
    follow(move || {
        of.track();
        app.format.track();
        app.operate.format.track();
        app.options.track();
        copied.set(None);
    });
    let saved = Rc::clone(&shown);
    let say = move |how: Copied| {
        // Emptied first, so that the same words are spoken again.
        copied.set(None);
        request_animation_frame(move || copied.set(Some(how)));
        let stay = if how == Copied::Yes { SAID } else { SAID * 4 };
        timer.set_value(Some(Timeout::new(stay, move || copied.set(None))));
    };
    let stops = move || {
        let found = ticket_secrets(app);
        if found.is_none() || named.get_untracked() == found {
            return false;
        }
        named.set(found);
        say(Copied::Secret);
        true
    };
    let copy = click(move || {
        app.asked.set(true);
        if stops() {
            return;
        }
        let text = shown().and_then(|artifact| Some(artifact.code?.to_string()));
        let Some(text) = text else {
            return say(Copied::NotReady);
        };
        spawn_local(async move {
            if browser::copy(&text).await {
                say(Copied::Yes);
            } else {
                browser::select("code");
                say(Copied::Blocked);
            }
        });
    });
    let download = click(move || {
        app.asked.set(true);
        if stops() {
            return;
        }
        match saved().and_then(|artifact| Some((artifact.file_bytes()?, artifact.file))) {
            Some((bytes, file)) => browser::download(&file, &bytes),
            None => say(Copied::NotReady),
        }
    });
    let is = move |how| copied.get() == Some(how);
    all![
        el("button")
            .attr("type", "button")
            .class("btn")
            .on("click", download)
            .with("Download"),
        el("button")
            .attr("type", "button")
            .class("btn copy")
            .class_if("main", flag(move || !blocked.get()))
            .on("click", copy)
            .with(text(move || if is(Copied::Yes) {
                "Copied"
            } else {
                "Copy"
            }
            .to_owned())),
        el("p")
            .attr("role", "status")
            .class("said")
            .class_if(
                "sr-only",
                flag(move || [Copied::Blocked, Copied::NotReady, Copied::Secret]
                    .iter()
                    .all(|how| !is(*how)))
            )
            .with(text(move || match copied.get() {
                Some(Copied::Secret) => named.get().unwrap_or_default(),
                how => how.map_or("", Copied::says).to_owned(),
            }))
    ]
}

/// What to say before a ticket is copied or saved that may hold secrets; none for other outputs.
fn ticket_secrets(app: App) -> Option<String> {
    let format = match app.view.get_untracked() {
        PageView::Operate => app.operate.format.get_untracked(),
        PageView::Plan => app.format.get_untracked(),
    };
    if FORMATS.get(format)?.id != "ticket" {
        return None;
    }
    let found = app.draft.with_untracked(secrets);
    let first = found.first()?.says().replace('`', "");
    let more = match found.len() - 1 {
        0 => String::new(),
        more => format!(" (and {more} more)"),
    };
    Some(format!(
        "The ticket may hold a secret, {first}{more}. Press again to go on"
    ))
}
