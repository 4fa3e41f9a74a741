//! The form of one operation, drawn from the catalogue: what it is about, and
//! its members. An empty field shows what is sent in its place.

use leptos::prelude::*;

use crate::catalogue::{Member, Operation, Section, Shape};
use crate::check::{Ask, Subject, source, typed_at};
use crate::draft::page::ONLY;
use crate::draft::{Draft, Path};
use crate::lifecycle::{changes_in_part, has_form, ids, shown, subjects_in};
use crate::web::dom::{View, all, el};
use crate::web::form::field::field;
use crate::web::form::group::{folded, grid_of};
use crate::web::form::places::MORE;
use crate::web::form::spot::{Need, Spot};
use crate::web::form::{go_to, summary};
use crate::web::live::{self, button, changed, flag, part, text};
use crate::web::state::{App, app};

/// The form of an operation.
pub fn form(operation: &'static Operation) -> View {
    let app = app();
    let about = live::memo(move || app.operate.request.with(|request| request.about.clone()));
    all![
        part(move || subject(app, operation, &about.get())),
        part(move || {
            let about = about.get();
            if has_form(operation) {
                members(app, operation, &about)
            } else {
                elsewhere(about)
            }
        })
    ]
}

/// What the operation is about, where there is something to choose.
fn subject(app: App, operation: &'static Operation, about: &Path) -> View {
    let window = Draft::window_path(app.window.get());
    let all = app.draft.with(|draft| {
        let subjects = subjects_in(draft, operation, &window);
        let one = Subject::of(operation).label();
        let name = |path: &Path| summary::title(draft, path, one);
        subjects
            .iter()
            .map(|path| (path.clone(), name(path)))
            .collect::<Vec<_>>()
    });
    if all.len() < 2 {
        return View::none();
    }
    let options = all.iter().enumerate().map(|(at, (path, name))| {
        el("option")
            .attr("value", at.to_string())
            .prop("selected", path == about)
            .with(name.clone())
            .view()
    });
    let options: Vec<View> = options.collect();
    let choose = move |event: web_sys::Event| {
        let at = event_target_value(&event).parse::<usize>().ok();
        let chosen = at.and_then(|at| all.get(at)).map(|(path, _)| path.clone());
        app.operate.subject.set(chosen);
    };
    el("div")
        .class("field")
        .with(all![
            el("div").class("label").with(
                el("label")
                    .attr("for", "subject")
                    .with(Subject::of(operation).label())
            ),
            el("select")
                .attr("id", "subject")
                .on("change", choose)
                .with(options)
        ])
        .view()
}

/// What is filled in with the plan has no second form.
fn elsewhere(about: Path) -> View {
    el("p")
        .class("note-box")
        .with(all![
            "It sends what the plan says. ",
            button("link", "Change it in the plan", move || go_to(&about))
        ])
        .view()
}

fn members(app: App, operation: &'static Operation, about: &Path) -> View {
    let ask = Ask::typed(operation, about);
    let known = app.operate.request.with_untracked(|request| {
        app.draft
            .with_untracked(|draft| ids(draft, &request.checked.plan, &ask))
    });
    // The ids stand with the answers that give them.
    let mine = operation.input.iter().filter(|m| {
        known
            .iter()
            .all(|(field, _)| !std::ptr::eq(*field, m.field))
    });
    let (more, first): (Vec<&'static Member>, Vec<&'static Member>) = mine.partition(|m| {
        m.section != Section::First
            || m.field.deprecated.is_some()
            || matches!(m.field.shape, Shape::Group(_))
    });
    let form = Draft::operation_path(operation.name);
    let draw = {
        let ask = ask.clone();
        move |member: &'static Member| one(app, &ask, member)
    };
    let more = (!more.is_empty()).then(|| {
        let inside: Vec<Path> = more.iter().map(|m| typed_at(operation, m.field)).collect();
        let draw = draw.clone();
        folded(
            "More options",
            form.member(MORE),
            live::memo(move || inside.clone()),
            std::rc::Rc::new(move || grid_of(&more, &draw)),
        )
    });
    el("div")
        .class("op-form")
        .with(all![
            changes_in_part(operation).then(|| only(app, &form.member(ONLY))),
            grid_of(&first, &draw),
            more
        ])
        .view()
}

/// The editor of a member, with what is sent while it is empty.
fn one(app: App, ask: &Ask, member: &'static Member) -> View {
    let asked = ask.clone();
    let sent = live::memo(move || {
        let request = app.operate.request;
        request.with(|request| {
            let plan = &request.checked.plan;
            app.draft
                .with_untracked(|draft| shown(draft, plan, &source(draft, plan, &asked, member)))
        })
    });
    let need = if member.required {
        Need::Unsaid
    } else {
        Need::Optional
    };
    let spot = Spot::field(member.field, typed_at(ask.operation, member.field), need).sends(sent);
    let editor = field(spot, member.field.shape);
    match member.field.shape {
        Shape::Text(_) | Shape::Whole(_) => editor,
        Shape::Flag
        | Shape::Choice(_)
        | Shape::List(_)
        | Shape::Map(_)
        | Shape::Group(_)
        | Shape::Blob(_) => el("div")
            .class("field")
            .with(all![
                editor,
                el("p")
                    .class("hint")
                    .attr("hidden", flag(move || sent.with(String::is_empty)))
                    .with(text(move || ["While it is empty: ", &sent.get()].concat()))
            ])
            .view(),
    }
}

/// Whether only what is typed here is sent.
fn only(app: App, place: &Path) -> View {
    let (now, put) = (app.text(place), place.clone());
    el("label")
        .class("box")
        .with(all![
            el("input")
                .attr("type", "checkbox")
                .prop("checked", flag(move || now.with(|now| now == "true")))
                .on(
                    "change",
                    changed(move |input| app.set(&put, if input.checked() { "true" } else { "" }))
                ),
            el("span").with("Send only what is typed here, nothing else of the plan")
        ])
        .view()
}
