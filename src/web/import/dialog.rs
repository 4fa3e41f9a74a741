//! The Import dialog: the texts on one side, what they hold on the other, and
//! what can be done with it below.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlTextAreaElement};

use super::notes::notes;
use super::outcome::Outcome;
use super::reader::Failure;
use super::sources::{self, PASTED, Source, size, too_large};
use super::{Import, Phase, import};
use crate::check::to_fill_in;
use crate::import::read::LARGEST_INPUT;
use crate::preview::Incoming;
use crate::schedule::words;
use crate::web::dialog;
use crate::web::dom::{Item, View, all, el, list};
use crate::web::files;
use crate::web::form::{TO_FILL_IN, focus_soon};
use crate::web::live::{self, Derived, button, click, when};
use crate::web::rich::rich;
use crate::web::state::PageView;
use crate::web::store::{Store, store};

/// So many windows are shown before the others are folded away.
const FIRST: usize = 4;
/// The text area.
pub const AREA: &str = "import-text";

/// What Import reads, for whoever has nothing in the dialog yet.
const READS: [(&str, &str); 6] = [
    (
        "AWS CLI",
        "Commands and scripts for bash, PowerShell and cmd.exe, alone or inside a wiki page.",
    ),
    (
        "AWS Tools for PowerShell",
        "`New-SSMMaintenanceWindow` and the cmdlets that register targets and tasks.",
    ),
    ("boto3", "Python scripts and request dictionaries."),
    (
        "JSON",
        "Request bodies, and what `get-maintenance-window` or a `describe` command printed.",
    ),
    (
        "Terraform, CloudFormation, CDK",
        "Resources with their variables; drop the files of a folder together.",
    ),
    ("This page", "Project files and share links."),
];

/// The dialog; its inside is built when it opens.
pub fn dialog() -> View {
    let import = import();
    dialog::dialog("import-title", "Import", import.open, inside)
}

fn inside(_: RwSignal<bool>) -> View {
    let import = import();
    focus_soon(vec![AREA.to_owned()]);
    el("div")
        .class("import")
        .with(all![
            el("section")
                .class("import-from")
                .attr("aria-labelledby", "import-from")
                .with(from(import)),
            el("section")
                .class("import-what")
                .attr("aria-labelledby", "import-what")
                .with(what(import)),
            actions(import)
        ])
        .view()
}

/// The texts.
fn from(import: Import) -> View {
    let shown = Derived::new(move || import.text_of(import.state().chosen.get()));
    let long = Derived::new(move || shown.with(|text| text.len() > sources::EDITABLE));
    let text = Derived::new(move || {
        shown.with(|text| {
            if text.len() > sources::EDITABLE {
                String::new()
            } else {
                text.to_string()
            }
        })
    });
    let several = Derived::new(move || {
        import
            .state()
            .sources
            .with(|all| all.iter().any(|source| source.id != PASTED))
    });
    let empty = Derived::new(move || {
        import
            .state()
            .sources
            .with(|all| all.iter().all(Source::is_blank))
    });
    let label = live::text(move || {
        let chosen = import.state().chosen.get();
        import
            .state()
            .sources
            .with(|all| match all.iter().find(|source| source.id == chosen) {
                Some(source) if chosen != PASTED => source.label().to_owned(),
                _ => "Paste anything that describes maintenance windows".to_owned(),
            })
    });
    let area = el("textarea")
        .attr("id", AREA)
        .class("mono")
        .attr("rows", "16")
        .attr("spellcheck", "false")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("wrap", "off")
        .attr("aria-describedby", "import-safe")
        .attr("placeholder", "aws ssm create-maintenance-window \\\n  --name patch-prod \\\n  --schedule \"cron(0 2 ? * SUN *)\" …")
        .bind(text, Rc::new(move |typed: &str| import.typed(typed)))
        .on("paste", move |event| pasted(import, &event));
    all![
        el("h3")
            .class("sr")
            .attr("id", "import-from")
            .with("Text to import"),
        when(several, move || source_list(import)),
        el("label").attr("for", AREA).with(label),
        when(long, move || el("p")
            .class("msg info")
            .with(live::text(move || {
                let size = shown.with(|text| size(text.len()));
                [
                    "This text is too long to edit here (",
                    &size,
                    "). It is read whole.",
                ]
                .concat()
            }))
            .view()),
        el("div")
            .attr("hidden", live::flag(move || long.get()))
            .with(area),
        el("div").class("bar").with(all![
            button("btn", "Choose files…", files::choose),
            when(Derived::new(move || !empty.get()), move || button(
                "btn quiet",
                "Clear",
                move || {
                    import.clear();
                    focus_soon(vec![AREA.to_owned()]);
                }
            )),
            el("p").class("hint").attr("id", "import-safe").with(
                "Files can be dropped here too. Nothing is run, and nothing leaves this browser."
            )
        ])
    ]
}

/// A text that is too long for the text area never gets into it.
fn pasted(import: Import, event: &Event) {
    let Some(text) = super::offer::text_of(event) else {
        return;
    };
    if text.len() <= sources::EDITABLE {
        return;
    }
    event.prevent_default();
    // A whole file in place of the text, as people paste over what was there.
    import.paste(&text);
}

/// The files, and the pasted text beside them.
fn source_list(import: Import) -> View {
    let entries = list(move || {
        let mut all = import.state().sources.get();
        if !all.iter().any(|source| source.id == PASTED) {
            sources::put(&mut all, PASTED, "");
        }
        all.into_iter()
            .map(|source| {
                Item::new(&(source.id, source.refused.clone()), move || {
                    entry(import, &source)
                })
            })
            .collect()
    });
    el("ul")
        .class("import-files")
        .attr("aria-label", "Texts")
        .with(entries)
        .view()
}

fn entry(import: Import, source: &Source) -> View {
    let id = source.id;
    let about = match &source.refused {
        Some(why) => why.clone(),
        None if id == PASTED => String::new(),
        None => source.size(),
    };
    let label = source.label().to_owned();
    let choose = click(move || {
        import.state().chosen.set(id);
        focus_soon(vec![AREA.to_owned()]);
    });
    let says = ["Remove ", &label].concat();
    let remove = move || {
        import.remove(id);
        focus_soon(vec![AREA.to_owned()]);
    };
    el("li")
        .class_if("bad", source.refused.is_some())
        .with(all![
            el("button")
                .attr("type", "button")
                .class("import-file")
                .attr(
                    "aria-pressed",
                    live::text(move || (import.state().chosen.get() == id).to_string())
                )
                .on("click", choose)
                .with(all![
                    el("span").literal().with(label),
                    " ",
                    el("small").with(about)
                ]),
            (id != PASTED).then(|| live::icon_once("i-x", move || says.clone(), || false, remove))
        ])
        .view()
}

/// What the texts hold.
fn what(import: Import) -> View {
    let busy =
        Derived::new(move || matches!(import.state().phase.get(), Phase::Reading | Phase::Slow));
    all![
        el("h3")
            .class("sr")
            .attr("id", "import-what")
            .with("What it holds"),
        el("div")
            .class("import-state")
            .attr("role", "status")
            .with(live::part(move || state(import))),
        el("div")
            .class("import-outcome")
            .class_if("busy", live::flag(move || busy.get()))
            .attr("aria-busy", live::mark(move || busy.get()))
            .with(live::part(move || match import.state().outcome.get() {
                Some(outcome) => shown(import, &outcome),
                None if matches!(import.state().phase.get(), Phase::Idle) => reads(),
                None => View::none(),
            }))
    ]
}

/// How the reading stands, in a line that is spoken.
fn state(import: Import) -> View {
    match import.state().phase.get() {
        Phase::Idle => import
            .state()
            .outcome
            .get()
            .map_or_else(View::none, |outcome| headline(&outcome)),
        // Most texts are read before anybody could read this.
        Phase::Reading => el("p").class("import-wait").with("Reading…").view(),
        Phase::Slow => all![
            el("p").with("Reading this text is taking a while."),
            button("btn", "Stop reading", move || import.stop())
        ],
        Phase::Failed(failure) => {
            let (says, again) = match failure {
                Failure::Stopped => ("Stopped. The text is kept.".to_owned(), "Read again"),
                Failure::Missing(why) => (missing(&why), "Try again"),
                Failure::Broken => ("The import program failed on this text, which is an error of this page. Your text is kept. Try a part of it.".to_owned(), "Try again"),
            };
            el("div")
                .class("msg err")
                .with(all![
                    el("p").with(says),
                    button("btn", again, move || import.read_soon(0))
                ])
                .view()
        }
    }
}

fn missing(why: &str) -> String {
    let why = if why.is_empty() {
        String::new()
    } else {
        [" (", why, ")"].concat()
    };
    ["The import program did not load", &why, ". It is fetched when Import is first used, so this needs a connection once. The text is kept."].concat()
}

/// «3 AWS CLI commands, bash: 1 window, 2 targets, 3 tasks».
fn headline(outcome: &Outcome) -> View {
    if outcome.draft.is_none() {
        return el("p")
            .class("import-head")
            .with("No maintenance window was found.")
            .view();
    }
    let several = outcome.recognised.len() > 1;
    let lines: Vec<View> = outcome
        .recognised
        .iter()
        .map(|(name, what)| {
            let name = several.then(|| all![el("span").literal().with(name.clone()), ": "]);
            el("p")
                .class("import-head")
                .with(all![name, rich(what)])
                .view()
        })
        .collect();
    lines.into()
}

fn shown(import: Import, outcome: &Outcome) -> View {
    let care: Vec<View> = outcome
        .care
        .iter()
        .map(|care| el("p").class("msg warn").with(rich(care)).view())
        .collect();
    let loads = outcome.draft.is_some().then(|| windows(outcome));
    let nothing = outcome.draft.is_none();
    all![
        care,
        loads,
        notes(import, &outcome.notes),
        nothing.then(reads)
    ]
}

/// The windows that would be loaded: the first ones, and the others in a fold.
fn windows(outcome: &Outcome) -> View {
    let rows = |windows: &[Incoming]| {
        let rows: Vec<View> = windows.iter().map(window).collect();
        el("ul").class("import-windows").with(rows).view()
    };
    let (first, others) = match outcome.windows.len() {
        // A fold for one would take as much room as the one.
        few if few <= FIRST + 1 => (&*outcome.windows, &[][..]),
        _ => outcome.windows.split_at(FIRST),
    };
    let unseen = outcome.count.saturating_sub(outcome.windows.len());
    let fold = (!others.is_empty()).then(|| {
        let says = counted(outcome.count.saturating_sub(first.len()), "more window");
        let not_listed = (unseen > 0).then(|| {
            let says = format!("And {unseen} more.");
            el("p").class("hint").with(says)
        });
        el("details").class("import-more").with(all![
            el("summary").with(says),
            rows(others),
            not_listed
        ])
    });
    all![
        el("h4").with(["This loads ", &counted(outcome.count, "window")].concat()),
        rows(first),
        fold
    ]
}

fn window(window: &Incoming) -> View {
    let says = if window.literal {
        el("code").with(window.says.clone()).view()
    } else {
        View::from(window.says.clone())
    };
    let next =
        (!window.next.is_empty()).then(|| el("span").with(["Next run: ", &window.next].concat()));
    el("li")
        .with(all![
            el("b").literal().with(window.name.clone()),
            el("span").with(says),
            next,
            el("span").class("hint").with(window.holds.clone())
        ])
        .view()
}

/// «1 window», «2 windows».
pub fn counted(count: usize, one: &str) -> String {
    words::count(count as u64, one)
}

/// What can be imported.
fn reads() -> View {
    let rows: Vec<View> = READS
        .iter()
        .map(|(name, what)| {
            el("div")
                .with(all![el("dt").with(*name), el("dd").with(rich(what))])
                .view()
        })
        .collect();
    all![
        el("h4").with("What can be imported"),
        el("dl").class("import-reads").with(rows)
    ]
}

/// The buttons below.
fn actions(import: Import) -> View {
    let store = store();
    let off = live::flag(move || {
        let ready = import.state().outcome.with(|outcome| {
            outcome
                .as_ref()
                .is_some_and(|outcome| outcome.draft.is_some())
        });
        !ready || import.state().phase.get() != Phase::Idle
    });
    let action = |class: &'static str, label: &'static str, run: fn(Import, Store, &Outcome)| {
        let run = click(move || {
            if let Some(outcome) = import.state().outcome.get_untracked() {
                run(import, store, &outcome);
            }
        });
        el("button")
            .attr("type", "button")
            .class(class)
            .attr("disabled", off.clone())
            .on("click", run)
            .with(label)
            .view()
    };
    el("div")
        .class("bar import-actions")
        .with(all![
            action("btn main", "Replace this project", replace),
            action("btn", "Add to this project", add),
            button("btn quiet", "Cancel", move || import.cancel()),
            el("p")
                .class("hint")
                .with("Undo brings back your current project.")
        ])
        .view()
}

fn replace(import: Import, store: Store, outcome: &Outcome) {
    let Some(draft) = outcome.draft.clone() else {
        return;
    };
    match &outcome.file {
        Some(name) => store.open(draft, name),
        None => store.replace(draft, &said(outcome, "Loaded "), true),
    }
    leave(import);
}

fn add(import: Import, store: Store, outcome: &Outcome) {
    let Some(draft) = &outcome.draft else { return };
    let app = import.app;
    store.example.set(false);
    app.asked.set(true);
    let mut new = Vec::new();
    app.change(&said(outcome, "Added "), |all| {
        new = all.add_windows_of(draft)
    });
    if let Some(first) = new.first() {
        app.window.set(*first);
    }
    leave(import);
}

/// «Loaded 2 windows. 3 values to fill in. Take care: …».
fn said(outcome: &Outcome, done: &str) -> String {
    let open = outcome
        .draft
        .as_ref()
        .map_or(0, |draft| to_fill_in(draft).len());
    let mut said = [done, &counted(outcome.count, "window")].concat();
    if open > 0 {
        said.extend([". ", &counted(open, "value"), " to fill in"]);
    }
    for care in &outcome.care {
        said.extend([". ", care.trim_end_matches('.')]);
    }
    said
}

/// Closes the dialog behind what was loaded.
fn leave(import: Import) {
    import.open.set(false);
    // What the dialog shows of the texts ends with it: it must not hear of them in between.
    set_timeout(move || import.clear(), std::time::Duration::ZERO);
    // Set to what it is, it would draw the whole view anew.
    if import.app.view.get_untracked() != PageView::Plan {
        import.app.view.set(PageView::Plan);
    }
    focus_soon(vec![TO_FILL_IN.to_owned(), "form".to_owned()]);
}

/// The text area on the page.
pub fn area() -> Option<HtmlTextAreaElement> {
    crate::web::browser::element(AREA)?.dyn_into().ok()
}

/// Why a file is refused before it is read; `None` for one that may be read.
pub fn refusal(bytes: f64) -> Option<String> {
    (bytes > LARGEST_INPUT as f64).then(|| too_large(bytes as usize))
}
