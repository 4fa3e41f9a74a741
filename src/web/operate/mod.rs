//! «Operate»: what comes after creation. A list of what can be looked at, the
//! step, pack or operation that is chosen, and its commands.
//!
//! What is asked, what answers mean and where their ids belong is known by
//! the core; nothing of it is computed while the plan is shown.

mod answer;
mod ask;
mod commands;
mod list;
mod operation;
mod state;

use leptos::prelude::*;

pub use state::{Asked, Operate, Request, keep};

use super::browser;
use super::live::{button, click, mark, part};
use super::rich::rich;
use super::state::{App, PageView, app};
use crate::draft::Draft;
use crate::draft::page::TOKEN_WORD;
use crate::lifecycle::{self, WALKTHROUGH, What};
use crate::web::dom::{View, all, el};

/// The heading of what is chosen.
const TITLE: &str = "operate-title";

/// The way from one view to the other.
pub fn switch() -> View {
    let app = app();
    let one = |view: PageView| {
        el("button")
            .attr("type", "button")
            .attr("aria-current", mark(move || app.view.get() == view))
            .on(
                "click",
                click(move || {
                    app.view.set(view);
                    browser::scroll_to_top();
                }),
            )
            .with(view.label())
            .view()
    };
    el("nav")
        .class("views")
        .attr("aria-label", "Views")
        .with(Vec::from(PageView::ALL.map(one)))
        .view()
}

/// The view of what comes after creation.
pub fn operate() -> View {
    el("main")
        .class("page operate")
        .with(all![
            list::list(),
            super::middle(all![answer::script(), part(chosen)]),
            commands::commands()
        ])
        .view()
}

/// What is chosen.
fn chosen() -> View {
    let app = app();
    let what = app.operate.what.get();
    let (kind, inside) = match what {
        What::Step(at) => (
            format!("Step {} of {}", at + 1, WALKTHROUGH.len()),
            all![part(move || notes(at)), ask::requests(what), around(at)],
        ),
        What::Pack(_) => {
            let again = (what.id() == "rollback").then(|| new_tokens(app));
            ("Pack".to_owned(), all![again, ask::requests(what)])
        }
        What::Operation(_) => (
            "Operation".to_owned(),
            all![what.operation().map(operation::form), ask::requests(what)],
        ),
    };
    let api = what
        .operation()
        .map(|operation| el("span").class("chip").with(operation.name).view());
    el("div")
        .class("card chosen")
        .with(all![
            el("header").with(all![
                el("div").with(all![
                    el("p").class("kicker").with(kind),
                    el("h1")
                        .attr("id", TITLE)
                        .attr("tabindex", "-1")
                        .with(what.title())
                ]),
                api
            ]),
            el("p").class("says").with(rich(what.says())),
            inside
        ])
        .view()
}

/// Gives the plan new client tokens, for who creates it again.
fn new_tokens(app: App) -> View {
    let renew = move || {
        let word = browser::now().to_string();
        app.change("The plan has new client tokens", |draft| {
            draft.set(&Draft::setting_path(TOKEN_WORD), &word);
        });
    };
    el("p")
        .class("note-box")
        .with(all![
            "Creating the same plan again sends the same client tokens, and AWS may answer with the ids of what is removed here. ",
            button("link", "Set new tokens", renew)
        ])
        .view()
}

/// Goes to the heading of what was chosen, once it is drawn.
fn bring_title() {
    request_animation_frame(|| browser::bring(TITLE));
}

/// What to know about a step in this project.
fn notes(at: usize) -> View {
    let app = app();
    let window = Draft::window_path(app.window.get());
    let lesson = app.checked.with(|checked| {
        app.draft
            .with_untracked(|draft| lifecycle::lesson(draft, &checked.plan, &window, at))
    });
    let notes = lesson.map(|lesson| lesson.notes).unwrap_or_default();
    notes
        .iter()
        .map(|note| el("p").class("note-box").with(all![rich(note), "."]).view())
        .collect()
}

/// The steps before and behind.
fn around(at: usize) -> View {
    let app = app();
    let go = |to: Option<usize>, class: &'static str, says: &'static str| {
        let to = to.filter(|to| *to < WALKTHROUGH.len())?;
        let go = click(move || {
            app.operate.choose(What::Step(to));
            bring_title();
        });
        Some(
            el("button")
                .attr("type", "button")
                .class(class)
                .on("click", go)
                .with(all![says, What::Step(to).title()])
                .view(),
        )
    };
    el("div")
        .class("around")
        .with(all![
            go(at.checked_sub(1), "btn", "← "),
            go(Some(at + 1), "btn main", "Next: ")
        ])
        .view()
}

/// A part of the page that is folded until it is wanted.
fn folded(class: &'static str, summary: impl Into<View>, inside: impl Into<View>) -> View {
    el("details")
        .class(class)
        .with(all![el("summary").with(summary), inside.into()])
        .view()
}
