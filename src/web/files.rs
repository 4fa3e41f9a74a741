//! Files that a person chooses or drops on the page: one project file is opened,
//! several are offered, and whatever else it is goes to Import.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{File, FileList};

use super::banner::{banner, point};
use super::browser;
use super::dom::{View, el};
use super::import::{Import, refusal};
use super::live::{button, click};
use super::store::{Offered, Store, names};
use crate::draft::Draft;
use crate::import::{self, is_whole_request};
use crate::quote::quoted;

/// How many files are read at once.
const MOST: usize = 50;
/// The element that offers several files.
const OFFER: &str = "offered-files";

/// The hidden control with which files are chosen.
pub fn input(store: Store, import: Import) -> View {
    el("input")
        .attr("type", "file")
        .attr("id", "file")
        .attr("hidden", true)
        .attr("multiple", true)
        .attr("aria-label", "Project files, scripts and templates")
        .on("change", move |event| {
            let input = event_target::<web_sys::HtmlInputElement>(&event);
            take(store, import, input.files());
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
pub fn take_what_is_dropped(store: Store, import: Import) {
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
            take(store, import, files);
        }
    });
}

/// A file as it was read.
struct Taken {
    name: String,
    /// Its text, or why there is none.
    text: Result<String, String>,
    /// The project in it, or why there is none; `None` where it means to be something else.
    project: Option<Result<Draft, String>>,
}

/// Opens a project file, offers several, and imports what is none; what can't be opened changes nothing.
pub fn take(store: Store, import: Import, files: Option<FileList>) {
    let Some(files) = files else { return };
    let files: Vec<File> = (0..files.length()).filter_map(|at| files.get(at)).collect();
    spawn_local(async move {
        let mut all = Vec::new();
        for (at, file) in files.iter().enumerate() {
            all.push(if at < MOST {
                read(file).await
            } else {
                refused(file, format!("Only {MOST} files are read at once"))
            });
        }
        if import.open.get_untracked() || is_for_import(&all) {
            import.add_files(all.into_iter().map(|file| (file.name, file.text)).collect());
        } else if all.len() > 1 {
            let mut all: Vec<Offered> = all.into_iter().map(Taken::offered).collect();
            store.offered.update(|offered| offered.append(&mut all));
            request_animation_frame(|| browser::bring(OFFER));
        } else {
            for Offered { name, project } in all.into_iter().map(Taken::offered) {
                match project {
                    Ok(draft) => store.open(draft, &name),
                    Err(why) => store.say(format!(
                        "{} was not opened, your project is as it was. {why}",
                        quoted(&name)
                    )),
                }
            }
        }
    });
}

/// Whether files are more than projects: a script among them, or no project at all.
fn is_for_import(files: &[Taken]) -> bool {
    let others = files.iter().filter(|file| file.project.is_none());
    let mut texts = others
        .filter_map(|file| file.text.as_deref().ok())
        .peekable();
    let projects = files.iter().any(|file| matches!(file.project, Some(Ok(_))));
    texts.peek().is_some() && (!projects || texts.any(is_whole_request))
}

fn refused(file: &File, why: String) -> Taken {
    Taken {
        name: file.name(),
        text: Err(why.clone()),
        project: Some(Err(why)),
    }
}

async fn read(file: &File) -> Taken {
    // A huge file is refused before it fills the memory.
    if let Some(why) = refusal(file.size()) {
        return refused(file, why);
    }
    let Some(bytes) = browser::read(file).await else {
        return refused(file, "The browser could not read the file".to_owned());
    };
    let text = match import::text_of(&bytes) {
        Ok(text) => text.into_owned(),
        Err(why) => return refused(file, why.to_string()),
    };
    let project = import::is_meant_as_project(&text)
        .then(|| import::project(text.as_bytes()).map_err(|error| error.to_string()));
    Taken {
        name: file.name(),
        text: Ok(text),
        project,
    }
}

impl Taken {
    /// As one of several projects that are offered.
    fn offered(self) -> Offered {
        let project = self.project.unwrap_or_else(|| {
            let text = self.text.unwrap_or_default();
            import::project(text.as_bytes()).map_err(|error| error.to_string())
        });
        Offered {
            name: self.name,
            project,
        }
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
