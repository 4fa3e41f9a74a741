//! What a task runs on: targets of this plan by name, others by id, nodes, or
//! nothing; and how many of them at once.

use std::rc::Rc;

use crate::web::dom::{View, all, el};
use crate::web::live::Derived;
use leptos::prelude::*;

use super::choose::{Pick, boxes, segments};
use super::field::field;
use super::found::{Reach, shown};
use super::kinds::{self, INSTANCE_IDS, TaskKind, WINDOW_TARGET_IDS, entries};
use super::leaving::{leaves, uses};
use super::line::textarea_of;
use super::places::MORE;
use super::spot::{Labelled, Need, Spot, frame};
use super::{group, summary};
use crate::catalogue::{target, task};
use crate::draft::page::{REF, TARGETS, reference, referred};
use crate::draft::{Node, Path, RowId};
use crate::web::live;
use crate::web::state::{App, app};

const KINDS: [Pick; 3] = [
    Pick {
        value: "registered",
        label: "Registered targets",
        help: "Targets of this window. Several are handled one after another.",
    },
    Pick {
        value: "ids",
        label: "Instance ids",
        help: "Managed nodes by their ids, registered or not; the window must allow unregistered targets.",
    },
    Pick {
        value: "none",
        label: "No target",
        help: "Runs once. Not for Run Command.",
    },
];

/// The editor of a task's targets and of the two limits that go with them.
pub fn editor(path: &Path) -> View {
    let app = app();
    let here = path.clone();
    let kind = app.read(path, move |draft| kinds::task_kind(draft, &here));
    let list = path.member(task::TARGETS.name);
    // The list's own id is that of the whole editor, or of the rows when they are edited as they are.
    let spot = Spot {
        hint: String::new(),
        ..Spot::field(&task::TARGETS, list.member("$kind"), Need::Unsaid)
    };
    let found = shown(app, &list, Reach::Here);
    let now = live::memo(move || kind.get().id().to_owned());
    let here = path.clone();
    let choose = Rc::new(move |id: &str| {
        app.draft
            .update(|draft| kinds::choose_task(draft, &here, TaskKind::of_id(id)))
    });
    let control = segments(&spot, KINDS.to_vec(), now, found, choose);
    let entry = first_row(app, &list);
    let (at, limits_at) = (path.clone(), path.clone());
    let body = live::part(move || match (kind.get(), entry.get()) {
        (TaskKind::None, _) | (_, None) => View::none(),
        (TaskKind::Registered, Some(row)) => registered(app, &at, row),
        (TaskKind::Ids, Some(row)) => {
            let values = at
                .member(task::TARGETS.name)
                .row(row)
                .member(target::VALUES.name);
            let spot = Spot::field(&task::TARGET_VALUES, values, Need::Required)
                .called(task::TARGET_VALUES.label_for(INSTANCE_IDS));
            field(
                Spot {
                    hint: "One per line.".to_owned(),
                    ..spot
                },
                task::TARGET_VALUES.shape,
            )
        }
        (TaskKind::Other, _) => {
            let list = at.member(task::TARGETS.name);
            field(
                Spot::field(&task::TARGETS, list, Need::Unsaid),
                task::TARGETS.shape,
            )
        }
    });
    let id = list.anchor();
    all![
        el("div")
            .class("kind")
            .attr(
                "id",
                live::attribute(move || (kind.get() != TaskKind::Other).then(|| id.clone()))
            )
            .on("input", uses(&list))
            .on("focusout", leaves(&list, nothing_named(app, &list)))
            .with(all![frame(&spot, found, Labelled::Many, control), body]),
        live::part(move || limits(app, &limits_at, kind.get()))
    ]
}

/// Whether a task names nothing yet: the key of an entry comes with the kind of target.
fn nothing_named(app: App, list: &Path) -> impl Fn() -> bool + 'static {
    let list = list.clone();
    move || {
        app.draft.with_untracked(|draft| {
            let blank = |node: &Node| entries(node).iter().all(|entry| entry.values.is_empty());
            draft.node(&list).is_none_or(blank)
        })
    }
}

fn first_row(app: App, list: &Path) -> Derived<Option<RowId>> {
    let list = list.clone();
    live::memo(move || {
        app.draft
            .with(|draft| draft.rows(&list).first().map(|row| row.id))
    })
}

/// The plan's own targets as boxes to tick, and the ids of others.
fn registered(app: App, task: &Path, row: RowId) -> View {
    let Some(window) = task.parent().and_then(|list| list.parent()) else {
        return View::none();
    };
    let values = task
        .member(task::TARGETS.name)
        .row(row)
        .member(target::VALUES.name);
    let lines = super::line::as_lines(app, &values);
    let spot = Spot {
        hint: String::new(),
        ..Spot::field(&task::TARGET_VALUES, values.clone(), Need::Unsaid)
            .called(task::TARGET_VALUES.label_for(WINDOW_TARGET_IDS))
    };
    let found = shown(app, &values, Reach::Inside);
    let list = window.member(TARGETS);
    let offered = live::memo(move || {
        app.draft.with(|draft| {
            let rows = draft.rows(&list).iter();
            rows.map(|row| {
                (
                    reference(row.node.text_of(REF)),
                    summary::title(draft, &list.row(row.id), "Target"),
                )
            })
            .collect::<Vec<_>>()
        })
    });
    let mine = live::memo(move || lines.with(|lines| split(lines).0.join("\n")));
    let others = live::memo(move || lines.with(|lines| split(lines).1.join("\n")));
    let at = values.clone();
    let put_mine = Rc::new(move |refs: &str| app.set(&at, &joined(refs, &others.get_untracked())));
    let at = values.clone();
    let put_others = live::put(move |typed| app.set(&at, &joined(&mine.get_untracked(), typed)));
    let control = boxes(&spot, offered, mine, found, put_mine);
    let empty = live::memo(move || offered.with(Vec::is_empty));
    let none = live::when(empty, || {
        el("p")
            .class("hint")
            .with("This plan has no targets yet: add one above.")
            .view()
    });
    let by_id = Spot {
        path: values.member("$ids"),
        hint: "One per line; AWS gives such an id when a target is registered.".to_owned(),
        example: "e32eecb2-646c-4f4b-8ed1-205fbe0a1b2c",
        ..Spot::field(&task::TARGET_VALUES, values, Need::Optional).called("Their ids")
    };
    // What is wrong with a value is said once, at the boxes.
    let blank = live::memo(Vec::new);
    let fold = by_id.path.member(MORE);
    let set = {
        let values = spot.path.clone();
        live::memo(move || {
            if others.with(String::is_empty) {
                Vec::new()
            } else {
                vec![values.clone()]
            }
        })
    };
    let body = Rc::new(move || {
        let put = Rc::clone(&put_others);
        let area = textarea_of(&by_id, "mono", 1, found, others, put);
        frame(&by_id, blank, Labelled::One, area)
    });
    all![
        frame(&spot, found, Labelled::Many, all![none, control]),
        group::folded("Targets registered earlier", fold, set, body)
    ]
}

/// The references among the lines, and the rest.
fn split(lines: &str) -> (Vec<&str>, Vec<&str>) {
    if lines.is_empty() {
        (Vec::new(), Vec::new())
    } else {
        lines
            .split('\n')
            .partition(|line| referred(line.trim()).is_some())
    }
}

fn joined(refs: &str, others: &str) -> String {
    match (refs.is_empty(), others.is_empty()) {
        (true, _) => others.to_owned(),
        (_, true) => refs.to_owned(),
        _ => [refs, "\n", others].concat(),
    }
}

/// How many at once and how many failures: only with targets.
fn limits(app: App, task: &Path, kind: TaskKind) -> View {
    let typed = app.draft.with_untracked(|draft| {
        [&task::MAX_CONCURRENCY, &task::MAX_ERRORS]
            .iter()
            .any(|limit| !draft.text(&task.member(limit.name)).is_empty())
    });
    if kind == TaskKind::None && !typed {
        let says = [
            "`",
            task::MAX_CONCURRENCY.label,
            "` and `",
            task::MAX_ERRORS.label,
            "` go with targets only; what you typed there is kept.",
        ]
        .concat();
        return el("p")
            .class("hint aside")
            .with(crate::web::rich::rich(&says))
            .view();
    }
    let fields = [&task::MAX_CONCURRENCY, &task::MAX_ERRORS].map(|limit| {
        field(
            Spot::field(limit, task.member(limit.name), Need::Unsaid),
            limit.shape,
        )
    });
    el("div")
        .class("pair")
        .with(fields.into_iter().collect::<Vec<_>>())
        .view()
}
