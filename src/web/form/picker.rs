//! The picker of a document: found by what it does, kind and platform, and
//! chosen by the mouse or by the arrow keys.
//!
//! It is drawn when it is opened; the table of documents is read then.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use super::places::focus_soon;
use crate::catalogue::documents::{self, Document, Kind, Platform};
use crate::catalogue::task;
use crate::draft::Path;
use crate::web::dom::{Item, View, all, el, list};
use crate::web::live::{self, Derived};
use crate::web::state::App;

/// What the picker is asked for.
#[derive(Clone, Copy)]
struct Asked {
    search: RwSignal<String>,
    kind: RwSignal<String>,
    platform: RwSignal<String>,
}

/// The value of a choice that rules nothing out.
const ALL: &str = "";
const PLATFORMS: [(&str, &str); 4] = [
    (ALL, "All platforms"),
    ("linux", "Linux"),
    ("windows", "Windows"),
    ("macos", "macOS"),
];
const KINDS: [(&str, &str); 3] = [
    (ALL, "Both kinds"),
    ("RUN_COMMAND", "Command documents"),
    ("AUTOMATION", "Runbooks"),
];

/// A button that opens the picker for a task, and the picker. `choose` takes
/// the type of task that runs the chosen document, and its name.
pub fn picker(
    app: App,
    task: &Path,
    kind: &'static str,
    choose: impl Fn(&str, &str) + Clone + 'static,
) -> View {
    let open = RwSignal::new(false);
    let arn = task.member(task::TASK_ARN.name);
    let id = [&arn.anchor(), "-documents"].concat();
    let button_id = [&id, "-open"].concat();
    let back = button_id.clone();
    let close = move || {
        open.set(false);
        focus_soon(vec![back.clone()]);
    };
    let field = arn.anchor();
    let chosen = move |document: &Document| {
        open.set(false);
        choose(type_of(document.kind), document.name);
        focus_soon(vec![field.clone()]);
    };
    let now = app.text(&arn);
    let panel = id.clone();
    let panel = live::some(move || {
        open.get().then(|| {
            let asked = Asked {
                search: RwSignal::new(String::new()),
                kind: RwSignal::new(kind.to_owned()),
                platform: RwSignal::new(ALL.to_owned()),
            };
            inside(&panel, asked, now, close.clone(), chosen.clone())
        })
    });
    all![
        el("button")
            .attr("type", "button")
            .class("btn small browse")
            .attr("id", button_id)
            .attr("aria-expanded", live::text(move || open.get().to_string()))
            .attr("aria-controls", id.clone())
            .on(
                "click",
                live::click(move || {
                    open.update(|open| *open = !*open);
                    if open.get_untracked() {
                        focus_soon(vec![[&id, "-search"].concat()]);
                    }
                })
            )
            .with("Browse documents"),
        panel
    ]
}

/// The type of task that runs a kind of document.
fn type_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Command => "RUN_COMMAND",
        Kind::Automation => "AUTOMATION",
    }
}

fn inside(
    id: &str,
    asked: Asked,
    now: Derived<String>,
    close: impl Fn() + 'static,
    chosen: impl Fn(&Document) + Clone + 'static,
) -> View {
    let found = live::memo(move || {
        let (search, kind, platform) = (asked.search.get(), asked.kind.get(), asked.platform.get());
        let all = documents::all();
        let fits = all.filter(|document| {
            (kind == ALL || type_of(document.kind) == kind)
                && runs_on(document.platform, &platform)
                && document.matches(&search)
        });
        fits.map(|document| document.name).collect::<Vec<_>>()
    });
    let search_id = [id, "-search"].concat();
    let rows = list(move || {
        let names = found.get().into_iter();
        let known = names.filter_map(documents::find);
        known
            .map(|document| {
                let chosen = chosen.clone();
                Item::new(&document.name, move || row(document, now, chosen))
            })
            .collect()
    });
    let counted = move || {
        let count = found.with(Vec::len);
        match count {
            0 => "No document fits. Any name or ARN of yours can be typed above.".to_owned(),
            1 => "1 document".to_owned(),
            _ => format!("{count} documents"),
        }
    };
    let search = asked.search;
    el("div")
        .class("picker")
        .attr("id", id.to_owned())
        .attr("role", "group")
        .attr("aria-label", "Documents of AWS")
        .on("keydown", live::keys(move |event| keys(&event, &close)))
        .with(all![
            el("div").class("asks").with(all![
                el("input")
                    .attr("type", "text")
                    .attr("id", search_id)
                    .attr("aria-label", "Search documents")
                    .attr("placeholder", "e.g. reboot, snapshot, windows update")
                    .attr("autocomplete", "off")
                    .attr("spellcheck", "false")
                    .bind(
                        Derived::new(move || search.get()),
                        live::put(move |typed| search.set(typed.to_owned()))
                    ),
                select("Kind", &KINDS, asked.kind),
                select("Platform", &PLATFORMS, asked.platform)
            ]),
            el("p")
                .class("hint")
                .attr("role", "status")
                .with(live::text(counted)),
            el("ul").class("found").with(rows)
        ])
        .view()
}

fn select(
    label: &'static str,
    choices: &'static [(&'static str, &'static str)],
    value: RwSignal<String>,
) -> View {
    let options = choices
        .iter()
        .map(|(value, says)| el("option").attr("value", *value).with(*says).view());
    el("select")
        .attr("aria-label", label)
        .with(options.collect::<View>())
        .bind(
            Derived::new(move || value.get()),
            live::put(move |chosen| value.set(chosen.to_owned())),
        )
        .view()
}

/// Whether a document runs on a platform; any does on all.
fn runs_on(platform: Platform, wanted: &str) -> bool {
    match wanted {
        "linux" => platform != Platform::Windows,
        "windows" => matches!(
            platform,
            Platform::Any | Platform::Windows | Platform::LinuxAndWindows
        ),
        "macos" => matches!(platform, Platform::Any | Platform::LinuxAndMacOs),
        _ => true,
    }
}

fn row(
    document: &'static Document,
    now: Derived<String>,
    chosen: impl Fn(&Document) + 'static,
) -> View {
    let caution = document.cautions.first().map(|caution| {
        el("span")
            .class("caution")
            .with(caution.concern.label())
            .view()
    });
    el("li")
        .with(
            el("button")
                .attr("type", "button")
                .attr(
                    "aria-current",
                    live::mark(move || now.with(|now| now == document.name)),
                )
                .on("click", live::click(move || chosen(document)))
                .with(all![
                    el("code").with(document.name),
                    el("span").class("kind-of").with(
                        [
                            document.topic.label(),
                            " · ",
                            document.kind.label(),
                            " · ",
                            document.platform.label()
                        ]
                        .concat()
                    ),
                    caution,
                    el("span").class("does").with(document.help)
                ]),
        )
        .view()
}

/// Arrows move through the list, Enter goes to its first entry, Escape closes.
fn keys(event: &KeyboardEvent, close: &impl Fn()) {
    let Some(here) = event.target().and_then(|at| at.dyn_into::<Element>().ok()) else {
        return;
    };
    let entry = here.closest("li").ok().flatten();
    let of_list = |wanted: &str| {
        let picker = here.closest(".picker").ok().flatten()?;
        picker.query_selector(wanted).ok().flatten()
    };
    const FIRST: &str = "li:first-child > button";
    let typing = here.tag_name() == "INPUT";
    let next = match (event.key().as_str(), entry) {
        ("Escape", _) => {
            event.prevent_default();
            event.stop_propagation();
            return close();
        }
        ("ArrowDown", Some(entry)) => entry.next_element_sibling(),
        ("ArrowUp", Some(entry)) => match entry.previous_element_sibling() {
            None => of_list("input"),
            before => before,
        },
        ("Home", Some(_)) => of_list(FIRST),
        ("End", Some(_)) => of_list("li:last-child > button"),
        ("ArrowDown" | "Enter", None) if typing => of_list(FIRST),
        _ => return,
    };
    event.prevent_default();
    let next = next.map(|next| match next.tag_name().as_str() {
        "LI" => next.first_element_child().unwrap_or(next),
        _ => next,
    });
    if let Some(next) = next.and_then(|next| next.dyn_into::<HtmlElement>().ok()) {
        let _ = next.focus();
    }
}
