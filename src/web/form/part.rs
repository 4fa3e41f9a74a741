//! The cards of targets and tasks: closed, a line that says what they are;
//! open, their form. With buttons to move, copy and remove them.
//!
//! The inside is built when a card is opened, so that twenty tasks cost no
//! more than twenty lines.

use crate::web::dom::{View, all, el};
use crate::web::live::Derived;
use leptos::prelude::*;

use super::found::{Reach, messages, shown};
use super::places::{focus_soon, open_way};
use crate::draft::page::{TARGETS, TASKS};
use crate::draft::{Draft, Path, RowId};
use crate::web::live;
use crate::web::rich::rich;
use crate::web::state::{App, app};
use crate::web::status::{Face, Status, face};

/// What differs between targets and tasks.
#[derive(Clone, Copy)]
pub struct Sort {
    /// The member of the window that lists them.
    pub list: &'static str,
    /// What one is called.
    pub one: &'static str,
    /// The heading over all.
    pub many: &'static str,
    /// What is said while there are none.
    pub none: &'static str,
    /// Its title, what it is about, and the marks before and beside it.
    pub face: fn(&Draft, &Path) -> (String, String, String, String),
    /// Adds one.
    pub add: fn(&mut Draft, &Path) -> RowId,
    /// Its form.
    pub body: fn(&Path) -> View,
    /// The field to start with.
    pub first: &'static str,
}

/// Adds one to a window, opens it and puts the focus on its first field.
pub fn add(app: App, sort: Sort, window: &Path) {
    let mut new = None;
    app.draft
        .update(|draft| new = Some((sort.add)(draft, window)));
    let Some(new) = new else { return };
    let part = window.member(sort.list).row(new);
    open_way(app, &part);
    focus_soon(vec![part.member(sort.first).anchor(), part.anchor()]);
}

/// All targets or tasks of a window.
pub fn section(sort: Sort, window: &Path) -> View {
    let app = app();
    let list = window.member(sort.list);
    let ids = app.row_ids(&list);
    let found = shown(app, &list, Reach::Here);
    let id = list.anchor();
    let add_id = [&id, "-add"].concat();
    let heading_id = [&id, "-heading"].concat();
    let adding = window.clone();
    let cards = list.clone();
    let none = live::memo(move || ids.with(Vec::is_empty));
    let plus = ["+ ", sort.one].concat();
    el("section")
        .class("card parts")
        .attr("aria-labelledby", heading_id.clone())
        .with(all![
            el("header").with(all![
                el("h2").attr("id", heading_id.clone()).with(sort.many),
                el("button")
                    .attr("type", "button")
                    .class("btn")
                    .attr("id", add_id)
                    .on("click", live::click(move || add(app, sort, &adding)))
                    .with(plus)
            ]),
            messages(found, &id),
            live::when(none, move || el("p").class("none").with(sort.none).view()),
            el("div")
                .class("list")
                .with(live::rows(ids, move |row| card(
                    app,
                    sort,
                    cards.row(row),
                    ids
                )))
        ])
        .view()
}

fn card(app: App, sort: Sort, part: Path, ids: Derived<Vec<RowId>>) -> View {
    let id = part.anchor();
    let (body_id, title_id) = ([&id, "-body"].concat(), [&id, "-title"].concat());
    let face = face(app, &part, sort.face);
    let fold = part.clone();
    let open = live::memo(move || app.is_open(&fold, false));
    let toggled = part.clone();
    // What is about the part as a whole has no field to stand at.
    let found = shown(app, &part, Reach::Here);
    let tools = tools(app, sort, &part, face, ids);
    let order = live::some(move || face.with(|face| badge("order", &face.order)));
    let chip = live::some(move || face.with(|face| badge("chip", &face.sort)));
    let stand = live::text(move || {
        face.with(|face| {
            if face.status == Status::Ready {
                String::new()
            } else {
                face.status.says()
            }
        })
    });
    // Who opens it finds the finding at its field.
    let why = live::some(move || {
        let class = match face.with(|face| face.status) {
            Status::Wrong(_) => "reason err",
            _ => "reason",
        };
        let why = face.with(|face| face.why.clone());
        let closed = !open.get() && !why.is_empty();
        closed.then(|| el("p").class(class).with(rich(&why)).view())
    });
    el("article")
        .class("part")
        .class_if("open", live::flag(move || open.get()))
        .attr("id", id.clone())
        .attr("aria-labelledby", title_id.clone())
        .with(all![
            el("div").class("head").with(all![
                el("h3").with(
                    el("button")
                        .attr("type", "button")
                        .class("opener")
                        .attr("aria-expanded", live::text(move || open.get().to_string()))
                        .attr("aria-controls", body_id.clone())
                        .on(
                            "click",
                            live::click(move || app.show(&toggled, !open.get_untracked()))
                        )
                        .with(all![
                            el("i")
                                .class(live::text(
                                    move || face.with(|face| face.status.class().to_owned())
                                ))
                                .attr("aria-hidden", "true"),
                            order,
                            el("span")
                                .class("title")
                                .literal()
                                .attr("id", title_id.clone())
                                .with(live::text(move || face.with(|face| face.title.clone()))),
                            el("span").class("stand").with(stand)
                        ])
                ),
                tools,
                el("p").class("line").with(all![
                    chip,
                    el("span")
                        .literal()
                        .with(live::text(move || face.with(|face| face.line.clone())))
                ]),
                why
            ]),
            messages(found, &id),
            el("div")
                .class("body")
                .attr("id", body_id)
                .attr("hidden", live::flag(move || !open.get()))
                .with(live::when(open, move || (sort.body)(&part)))
        ])
        .view()
}

fn badge(class: &'static str, text: &str) -> Option<View> {
    (!text.is_empty()).then(|| el("span").class(class).with(text.to_owned()).view())
}

fn tools(app: App, sort: Sort, part: &Path, face: Derived<Face>, ids: Derived<Vec<RowId>>) -> View {
    let row = part.last_row();
    let place = move || ids.with(|ids| ids.iter().position(|id| Some(*id) == row));
    let is_first = move || place() == Some(0);
    let is_last = move || place().is_some_and(|at| at + 1 == ids.with(Vec::len));
    let says =
        move |what: &'static str| move || face.with(|face| [what, " ", &face.title].concat());
    let shift = |by: isize| {
        let part = part.clone();
        move || app.draft.update(|draft| draft.move_row(&part, by))
    };
    let copied = part.clone();
    let copy = move || {
        let new = app.copy(&copied);
        if let (Some(new), Some(list)) = (new, copied.parent()) {
            focus_soon(vec![list.row(new).anchor()]);
        }
    };
    let removed = part.clone();
    let remove = move || {
        let Some(list) = removed.parent() else { return };
        // The focus goes to what moves into the gap, else to what adds another.
        let next = ids.with_untracked(|ids| {
            let at = ids
                .iter()
                .position(|id| Some(*id) == row)
                .unwrap_or_default();
            ids.get(at + 1)
                .or_else(|| at.checked_sub(1).and_then(|at| ids.get(at)))
                .copied()
        });
        app.change(
            &["Removed ", &face.with_untracked(|face| face.title.clone())].concat(),
            |draft| draft.remove_row(&removed),
        );
        let add = [&list.anchor(), "-add"].concat();
        focus_soon(vec![
            next.map_or(add.clone(), |next| list.row(next).anchor()),
            add,
        ]);
    };
    let group = ["Order and copies of this ", &sort.one.to_lowercase()].concat();
    el("div")
        .class("tools")
        .attr("role", "group")
        .attr("aria-label", group)
        .with(all![
            live::icon("i-up", says("Move up"), is_first, shift(-1)),
            live::icon("i-down", says("Move down"), is_last, shift(1)),
            live::icon_once("i-copy", says("Duplicate"), || false, copy),
            live::icon_once("i-x", says("Remove"), || false, remove)
        ])
        .view()
}

/// Targets, as the cards and the outline show them.
pub const TARGET: Sort = Sort {
    list: TARGETS,
    one: "Target",
    many: "Targets",
    none: "What the tasks run on: nodes by id or tag, or a resource group. Register it once, and any task of this window can name it.",
    face: super::target::face,
    add: super::target::add,
    body: super::target::form,
    first: "ResourceType",
};

/// Tasks, as the cards and the outline show them.
pub const TASK: Sort = Sort {
    list: TASKS,
    one: "Task",
    many: "Tasks",
    none: "What runs when the window opens: a command, a runbook, a function or a state machine. A window without a task does nothing.",
    face: super::task::face,
    add: super::kinds::add_task,
    body: super::task::form,
    first: "TaskType",
};
