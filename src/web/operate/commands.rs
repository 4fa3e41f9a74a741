//! The commands of what is chosen: its formats, copy and download, and what
//! is missing in place of a text that is blocked.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use super::state::formats;
use crate::lifecycle::{WALKTHROUGH, What};
use crate::render::{Artifact, Chunk, Code, Format, Kind, Span, Wanted};
use crate::web::dom::{View, all, el};
use crate::web::live::{self, Derived, part, text};
use crate::web::results::actions::actions;
use crate::web::results::settings;
use crate::web::results::{OUTPUT, Read, Tab, ToDos, code_of, tab_id, tabs, to_do_list};
use crate::web::rich::rich;
use crate::web::state::{App, app};

/// The element that holds the shown format.
const PANEL: &str = "output";

fn format(app: App) -> Option<(usize, &'static Format)> {
    let shown = formats().nth(app.operate.format.get());
    shown.or(formats().next())
}

/// What is said of the request that is looked at, or of all.
#[derive(Clone, PartialEq)]
enum Shown {
    /// There is nothing to run.
    Nothing,
    /// Each request has a text of its own, and none was chosen.
    Each,
    /// It is this; without a text, something blocks it.
    Said(Arc<Artifact>),
}

impl From<Option<Artifact>> for Shown {
    fn from(artifact: Option<Artifact>) -> Self {
        artifact.map_or(Shown::Nothing, |one| Shown::Said(Arc::new(one)))
    }
}

impl Shown {
    fn artifact(&self) -> Option<&Artifact> {
        match self {
            Shown::Said(artifact) => Some(artifact),
            Shown::Nothing | Shown::Each => None,
        }
    }
    fn code(&self) -> Option<&Code> {
        self.artifact()?.code.as_ref()
    }
}

fn shown(app: App) -> Shown {
    let what = app.operate.what.get();
    let request = app.operate.request.get();
    if request.asks.is_empty() {
        return besides(what).into();
    }
    let (at, options) = (app.operate.at(), app.options.get());
    let Some((_, format)) = format(app) else {
        return Shown::Nothing;
    };
    let plan = &request.checked.plan;
    let outline = (format.render)(plan, &options, Wanted::Outline);
    let Some(found) = find(&outline, at) else {
        return Shown::Each;
    };
    let all = (format.render)(plan, &options, Wanted::One(found));
    all.into_iter().nth(found).into()
}

/// Where the artifact of a request stands, or of all; a format may have only the one or the others.
fn find(all: &[Artifact], at: Option<usize>) -> Option<usize> {
    let whole = all.iter().position(|one| one.part.is_none());
    let Some(at) = at else { return whole };
    let mut each = all.iter().enumerate().filter(|(_, one)| one.part.is_some());
    each.nth(at).map(|(found, _)| found).or(whole)
}

/// Commands that stand as they are.
fn besides(what: What) -> Option<Artifact> {
    let What::Step(at) = what else { return None };
    let step = WALKTHROUGH
        .get(at)
        .filter(|step| !step.besides.is_empty())?;
    let chunks = step.besides.iter().map(|line| Chunk {
        part: None,
        spans: vec![Span {
            kind: Kind::Plain,
            text: [line, "\n"].concat(),
        }],
    });
    Some(Artifact {
        title: step.title.to_owned(),
        file: [&what.id(), ".sh"].concat(),
        part: None,
        code: Some(Code {
            chunks: chunks.collect(),
        }),
        problems: Vec::new(),
        notes: Vec::new(),
        shebang: "".into(),
        carriage_returns: false,
        operation: None,
        bytes: None,
    })
}

/// The position of the shown format among all.
fn shown_format(app: App) -> Derived<usize> {
    live::memo(move || format(app).map_or(0, |(position, _)| position))
}

/// The commands.
pub fn commands() -> View {
    let app = app();
    let shown = live::memo(move || shown(app));
    let title = live::memo(move || {
        shown.with(|shown| match shown.artifact() {
            Some(one) if one.part.is_some() => one.title.clone(),
            _ => app.operate.what.get().title().to_owned(),
        })
    });
    let all_tabs = formats().map(|(_, format)| Tab {
        id: format.id,
        label: format.label,
        help: format.help,
    });
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        Code,
        Blocked,
        Nothing,
        Each,
    }
    let state = live::memo(move || {
        shown.with(|shown| match shown {
            Shown::Nothing => State::Nothing,
            Shown::Each => State::Each,
            Shown::Said(artifact) if artifact.code.is_some() => State::Code,
            Shown::Said(_) => State::Blocked,
        })
    });
    let code: Read = Arc::new(move |look| {
        shown.with(|shown| {
            if let Some(code) = shown.code() {
                look(code);
            }
        });
    });
    let notes = live::memo(move || {
        shown.with(|shown| {
            shown
                .artifact()
                .map(|one| one.notes.clone())
                .unwrap_or_default()
        })
    });
    let card = el("section")
        .class("card output")
        .attr("aria-labelledby", OUTPUT)
        .with(all![
            el("header").with(
                el("h2")
                    .attr("id", OUTPUT)
                    .attr("tabindex", "-1")
                    .with("What to run")
            ),
            tabs("Format", PANEL, all_tabs.collect(), app.operate.format),
            el("div")
                .attr("id", PANEL)
                .attr("role", "tabpanel")
                .attr(
                    "aria-labelledby",
                    text(move || format(app)
                        .map(|(_, format)| tab_id(format.id))
                        .unwrap_or_default())
                )
                .with(all![
                    el("div").class("bar").with(all![
                        el("p").class("hint about").with(text(move || title.get())),
                        settings::choices(app, shown_format(app)),
                        actions(
                            app,
                            title,
                            Rc::new(move || shown.with_untracked(|one| one.artifact().cloned())),
                            live::memo(move || shown.with(|shown| shown.code().is_none()))
                        )
                    ]),
                    settings::fold(app, shown_format(app)),
                    part(move || match state.get() {
                        State::Code => code_of(Arc::clone(&code), title),
                        State::Blocked => missing(app, shown),
                        State::Nothing => waiting("Nothing to run here."),
                        State::Each =>
                            waiting("Each request has a text of its own here: choose one of them."),
                    }),
                    part(move || notes.get().iter().map(|note| hint(note)).collect::<View>())
                ])
        ]);
    el("aside")
        .class("result")
        .attr("aria-label", "Result")
        .with(card)
        .view()
}

fn hint(text: &str) -> View {
    el("p").class("hint note").with(rich(text)).view()
}

fn waiting(says: &'static str) -> View {
    el("div")
        .class("missing")
        .attr("role", "status")
        .with(el("p").with(says))
        .view()
}

/// What blocks it, each entry a way to its field.
fn missing(app: App, shown: Derived<Shown>) -> View {
    let list = live::memo(move || {
        let problems = shown.with(|shown| {
            shown
                .artifact()
                .map(|one| one.problems.clone())
                .unwrap_or_default()
        });
        app.operate.request.with(|request| {
            let all = &request.checked.report.violations;
            let found = problems.iter().filter_map(|&at| all.get(at));
            ToDos::of(found, |_| "")
        })
    });
    el("div")
        .class("missing")
        .with(all![
            el("p").with(el("b").with("Left to do")),
            to_do_list(app, list)
        ])
        .view()
}
