//! Project files that a person chooses or drops on the page: one is opened,
//! several are offered.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{File, FileList};

use super::banner::{banner, point};
use super::browser;
use super::dom::{View, el};
use super::live::{button, click};
use super::store::{Offered, Store, names};
use crate::draft::Draft;
use crate::import;
use crate::quote::quoted;

/// How many files are read at once.
const MOST: usize = 50;
/// The element that offers several files.
const OFFER: &str = "offered-files";

/// The hidden control with which files are chosen.
pub fn input(store: Store) -> View {
    el("input")
        .attr("type", "file")
        .attr("id", "file")
        .attr("hidden", true)
        .attr("multiple", true)
        .attr("accept", ".json,application/json")
        .attr("aria-label", "Project file")
        .on("change", move |event| {
            let input = event_target::<web_sys::HtmlInputElement>(&event);
            take(store, input.files());
            // The same file may be chosen again.
            input.set_value("");
        })
        .view()
}

/// Lets the person choose files.
pub fn choose() {
    if let Some(input) = browser::element("file") {
        input.click();
    }
}

/// Takes the files that are dropped anywhere on the page.
pub fn take_what_is_dropped(store: Store) {
    let carried = |event: &web_sys::Event| {
        event
            .dyn_ref::<web_sys::DragEvent>()
            .and_then(web_sys::DragEvent::data_transfer)
    };
    browser::listen("dragover", move |event| {
        if carried(&event).is_some_and(|data| data.types().includes(&"Files".into(), 0)) {
            event.prevent_default();
        }
    });
    browser::listen("drop", move |event| {
        let files = carried(&event).and_then(|data| data.files());
        if files.as_ref().is_some_and(|files| files.length() > 0) {
            event.prevent_default();
            take(store, files);
        }
    });
}

/// Opens a file, or offers several; what can't be opened changes nothing.
fn take(store: Store, files: Option<FileList>) {
    let Some(files) = files else { return };
    let files: Vec<File> = (0..files.length()).filter_map(|at| files.get(at)).collect();
    spawn_local(async move {
        let mut all = Vec::new();
        for (at, file) in files.iter().enumerate() {
            let project = if at < MOST {
                read(file).await
            } else {
                Err(format!("Only {MOST} files are read at once"))
            };
            all.push(Offered {
                name: file.name(),
                project,
            });
        }
        if all.len() > 1 {
            store.offered.update(|offered| offered.append(&mut all));
            request_animation_frame(|| browser::bring(OFFER));
            return;
        }
        for Offered { name, project } in all {
            match project {
                Ok(draft) => store.open(draft, &name),
                Err(why) => store.say(format!(
                    "{} was not opened, your project is as it was. {why}",
                    quoted(&name)
                )),
            }
        }
    });
}

async fn read(file: &File) -> Result<Draft, String> {
    // A huge file is refused before it fills the memory.
    if file.size() > import::LARGEST as f64 {
        let bytes = file.size() as usize;
        return Err(import::ProjectError::TooLarge { bytes }.to_string());
    }
    match browser::read(file).await {
        Some(bytes) => import::project(&bytes).map_err(|error| error.to_string()),
        None => Err("The browser could not read the file".to_owned()),
    }
}

/// The files that wait for a choice.
pub fn offer(store: Store) -> View {
    let files = store.offered.get();
    let unread: String = files
        .iter()
        .filter_map(|file| {
            let why = file.project.as_ref().err()?;
            Some([&*quoted(&file.name), " was not opened. ", why, ". "].concat())
        })
        .collect();
    let mut actions: Vec<View> = files
        .iter()
        .filter_map(|file| {
            let draft = file.project.as_ref().ok()?;
            let says = format!("Open {}: {}", file.name, names(draft));
            let file = file.clone();
            let open = click(move || open(store, &file));
            let open = el("button")
                .attr("type", "button")
                .class("btn")
                .on("click", open)
                .with(says);
            Some(open.view())
        })
        .collect();
    let text = if actions.is_empty() {
        point("None of these files can be opened.", &unread)
    } else {
        let what = format!(
            "{unread}The project on the page goes to Recent projects when you open one of them."
        );
        point("Choose the file to open.", &what)
    };
    actions.push(button("btn quiet", "Close", move || {
        store.offered.set(Vec::new());
    }));
    el("div")
        .attr("id", OFFER)
        .attr("tabindex", "-1")
        .with(banner("info", "Files", text, actions))
        .view()
}

fn open(store: Store, file: &Offered) {
    store.offered.update(|all| all.retain(|one| one != file));
    if let Ok(draft) = &file.project {
        store.open(draft.clone(), &file.name);
    }
}
