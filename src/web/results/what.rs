//! «What to run»: the formats as tabs, their artifacts to pick, copy and
//! download; what is missing in place of a text that is blocked.

use std::rc::Rc;

use crate::web::dom::{View, all, el, follow};
use crate::web::live::Derived;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlOptionElement};

use super::actions::actions;
use super::artifact::{Artifacts, Pick, Shown};
use super::code::{code_view, show_chunk};
use super::missing::{ToDos, to_do_list};
use super::settings;
use super::tabs::{Tab, tab_id, tabs};
use super::{Counts, OUTPUT};
use crate::draft::Draft;
use crate::render::FORMATS;
use crate::web::live::{Live, flag, part, text};
use crate::web::rich::rich;
use crate::web::state::{App, app};

/// The element that holds the shown format.
const PANEL: &str = "output";

/// «What to run».
pub fn what_to_run() -> View {
    let app = app();
    let counts = Counts::memo();
    let guess = StoredValue::new(0);
    let all = Artifacts::memo(app, guess);
    let picked = RwSignal::new(Pick::default());
    let at = Derived::new(move || all.with(|all| picked.with(|pick| all.find(pick))));
    let shown = Derived::new(move || {
        let at = at.get();
        guess.set_value(at);
        all.with(|all| all.show(at))
    });
    let title = Derived::new(move || {
        shown.with(|s| s.artifact().map(|a| a.title.clone()).unwrap_or_default())
    });
    let blocked = Derived::new(move || shown.with(|s| s.code().is_none()));
    let notes = Derived::new(move || {
        shown.with(|s| s.artifact().map(|a| a.notes.clone()).unwrap_or_default())
    });
    follow_window(app, shown);
    let format_tabs = FORMATS
        .iter()
        .map(|format| Tab {
            id: format.id,
            label: format.label,
            help: format.help,
        })
        .collect();
    let shown_format = Derived::new(move || app.format.get());
    let format = move || FORMATS.get(app.format.get());
    el("section")
        .class("card output")
        .attr("aria-labelledby", OUTPUT)
        .with(all![
            el("header").with(all![
                el("h2")
                    .attr("id", OUTPUT)
                    .attr("tabindex", "-1")
                    .with("What to run"),
                el("span")
                    .class("hint")
                    .class_if("ok", flag(move || counts.get().errors == 0))
                    .with(text(move || counts.get().commands()))
            ]),
            tabs("Format", PANEL, format_tabs, app.format),
            el("div")
                .attr("id", PANEL)
                .attr("role", "tabpanel")
                .attr(
                    "aria-labelledby",
                    text(move || format().map(|f| tab_id(f.id)).unwrap_or_default())
                )
                .with(all![
                    el("div").class("bar").with(all![
                        picker(all, at, picked),
                        settings::choices(app, shown_format),
                        actions(
                            app,
                            title,
                            Rc::new(move || all
                                .with_untracked(|all| all.show(at.get_untracked()))
                                .artifact()
                                .cloned()),
                            blocked
                        )
                    ]),
                    settings::fold(app, shown_format),
                    part(move || if blocked.get() {
                        missing(app, all, at)
                    } else {
                        code_view(shown, title)
                    }),
                    part(move || notes.get().iter().map(|note| hint(note)).collect::<View>()),
                    part(move || hint(format().map_or("", |f| f.help)))
                ])
        ])
        .view()
}

/// Shows the script from where the chosen window's part of it begins.
fn follow_window(app: App, shown: Derived<Shown>) {
    let mut first = true;
    follow(move || {
        let window = Draft::window_path(app.window.get());
        if std::mem::take(&mut first) {
            return;
        }
        request_animation_frame(move || {
            // The view may have been left in the meantime.
            if shown.is_disposed() {
                return;
            }
            let at = shown.with_untracked(|shown| {
                let chunks = &shown.code()?.chunks;
                let mut parts = chunks.iter().map(|chunk| chunk.part.as_ref());
                let at = parts.position(|part| part.is_some_and(|part| part.is_in(&window)))?;
                // What every window needs stands before the first: it is shown with that.
                let is_head = chunks.iter().take(at).all(|chunk| chunk.part.is_none());
                Some(if is_head { 0 } else { at })
            });
            show_chunk(at.unwrap_or_default());
        });
    });
}

fn hint(text: &str) -> View {
    el("p").class("hint note").with(rich(text)).view()
}

/// Which artifact: the whole, or each request alone.
fn picker(all: Derived<Artifacts>, at: Derived<usize>, picked: RwSignal<Pick>) -> View {
    let labels = Derived::new(move || all.with(Artifacts::labels));
    let select = el("select").class("pick").attr("aria-label", "What");
    let node = select.node();
    let mut options: Vec<(HtmlOptionElement, String)> = Vec::new();
    // One effect for all of them: while a name is typed, one option says something else.
    follow(move || {
        labels.with(|labels| {
            for (gone, _) in options.drain(labels.len().min(options.len())..) {
                gone.remove();
            }
            for (place, label) in labels.iter().enumerate() {
                if options.len() == place {
                    let option = el("option").attr("value", place.to_string()).node();
                    // Only a node inside itself is refused.
                    let _ = node.append_child(&option);
                    options.push((option.unchecked_into(), String::new()));
                }
                if let Some((option, shown)) = options.get_mut(place)
                    && shown != label
                {
                    option.set_text(label);
                    shown.clone_from(label);
                }
            }
        });
        let at = at.get();
        for (place, (option, _)) in options.iter().enumerate() {
            if option.selected() != (place == at) {
                option.set_selected(place == at);
            }
        }
    });
    let pick: Box<dyn FnMut(Event)> = Box::new(move |event| {
        if let Ok(at) = event_target_value(&event).parse() {
            picked.set(all.with_untracked(|all| all.pick(at)));
        }
    });
    select.on("change", pick).view()
}

pub(super) fn choice(value: String, chosen: Live<bool>, label: String) -> View {
    el("option")
        .attr("value", value)
        .prop("selected", chosen)
        .with(label)
        .view()
}

pub(super) fn select(
    label: &'static str,
    class: &'static str,
    choices: View,
    choose: impl Fn(String) + 'static,
) -> View {
    let choose: Box<dyn FnMut(Event)> = Box::new(move |event| choose(event_target_value(&event)));
    el("select")
        .class(class)
        .attr("aria-label", label)
        .on("change", choose)
        .with(choices)
        .view()
}

/// What blocks the shown artifact, and what can be had in the meantime.
fn missing(app: App, all: Derived<Artifacts>, at: Derived<usize>) -> View {
    let list = Derived::new(move || {
        let shown = all.with(|all| all.show(at.get()));
        let Some(artifact) = shown.artifact() else {
            return ToDos::default();
        };
        let whole = artifact.part.is_none();
        app.checked.with(|checked| {
            let title = |part| {
                checked
                    .plan
                    .requests()
                    .iter()
                    .find(|r| r.part() == part)
                    .map_or("", |r| r.title())
            };
            let problems = artifact
                .problems
                .iter()
                .filter_map(|&at| checked.report.violations.get(at));
            let mut left = ToDos::of(problems, |v| if whole { title(&v.part) } else { "" });
            // Which request it is about goes without saying where there is only one.
            let first = left.list.first().map(|first| first.about.clone());
            if left
                .list
                .iter()
                .all(|to_do| Some(&to_do.about) == first.as_ref())
            {
                left.list.iter_mut().for_each(|to_do| to_do.about.clear());
            }
            left
        })
    });
    let head = move || match list.with(ToDos::count) {
        0 => "Nothing to run yet".to_owned(),
        1 => "One thing is left to do".to_owned(),
        _ => "Left to do".to_owned(),
    };
    let ready = move || match all.with(Artifacts::ready) {
        0 => String::new(),
        ready => format!("What is right can be had already: {ready} of the list above."),
    };
    el("div")
        .class("missing")
        .with(all![
            el("p").with(el("b").with(text(head))),
            to_do_list(app, list),
            el("p").class("hint").with(text(ready))
        ])
        .view()
}
