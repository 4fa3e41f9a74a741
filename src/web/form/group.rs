//! The members of a request or of a group: the essential ones at once, the
//! rest behind folds that say how much is set inside.
//!
//! The inside of a fold is built when it is opened. A fold with a shown error
//! in it opens by itself.

use std::rc::Rc;

use crate::web::dom::{View, all, el};
use crate::web::live::Derived;
use leptos::prelude::*;

use super::field::{field, is_small};
use super::found::{Reach, has_error, messages, shown};
use super::places::{LOGS, MORE, OLD};
use super::spot::{Labelled, Spot, head, help};
use crate::catalogue::{Member, Section};
use crate::check::Severity;
use crate::draft::Path;
use crate::web::live;
use crate::web::state::app;

/// Members that are drawn elsewhere are left out by name.
pub fn members(members: &'static [Member], group: &Path, without: &[&str]) -> View {
    let mine: Vec<&'static Member> = members
        .iter()
        .filter(|m| !without.contains(&m.field.name))
        .collect();
    let (old, current): (Vec<&'static Member>, Vec<&'static Member>) =
        mine.into_iter().partition(|m| m.field.deprecated.is_some());
    let of = |section: Section| {
        let members = current.iter().filter(|m| m.section == section);
        members.copied().collect::<Vec<&'static Member>>()
    };
    let folded = |title, name, members: Vec<&'static Member>| {
        (!members.is_empty()).then(|| fold(title, group, name, members))
    };
    all![
        grid(&of(Section::First), group),
        folded("Logs and notifications", LOGS, of(Section::Logs)),
        folded("More options", MORE, of(Section::More)),
        folded("Deprecated", OLD, old)
    ]
}

/// Editors under each other, small ones in pairs.
pub fn grid(members: &[&'static Member], group: &Path) -> View {
    grid_of(members, &|m| field(Spot::member(m, group), m.field.shape))
}

/// Editors as `draw` makes them, under each other, small ones in pairs.
pub fn grid_of(members: &[&'static Member], draw: &dyn Fn(&'static Member) -> View) -> View {
    let mut out: Vec<View> = Vec::new();
    let mut rest = members;
    while let Some((first, after)) = rest.split_first() {
        match after.split_first() {
            Some((second, after)) if is_small(first.field) && is_small(second.field) => {
                let pair = [first, second].map(|m| draw(m));
                out.push(
                    el("div")
                        .class("pair")
                        .with(pair.into_iter().collect::<Vec<_>>())
                        .view(),
                );
                rest = after;
            }
            _ => {
                out.push(draw(first));
                rest = after;
            }
        }
    }
    out.into()
}

fn fold(
    title: &'static str,
    group: &Path,
    name: &'static str,
    members: Vec<&'static Member>,
) -> View {
    let inside: Vec<Path> = members.iter().map(|m| group.member(m.field.name)).collect();
    let here = group.clone();
    folded(
        title,
        group.member(name),
        live::memo(move || inside.clone()),
        Rc::new(move || grid(&members, &here)),
    )
}

/// A fold over some fields.
pub fn folded(
    title: &'static str,
    key: Path,
    inside: Derived<Vec<Path>>,
    body: Rc<dyn Fn() -> View>,
) -> View {
    let app = app();
    let set = app.read(&key, move |draft| {
        let is_set = |path: &&Path| draft.node(path).is_some_and(|node| !node.is_blank());
        inside.with(|inside| inside.iter().filter(is_set).count())
    });
    let all = app.found_in_part(&key);
    let wrong = live::memo(move || {
        all.with(|all| {
            let errors = all.iter().filter(|v| v.severity == Severity::Error);
            inside.with(|inside| {
                errors
                    .filter(|v| {
                        inside.iter().any(|path| v.path.is_in(path)) && app.may_show(&v.path)
                    })
                    .count()
            })
        })
    });
    let fold = key.clone();
    // What was set of logs and notifications is part of what a task does.
    let tells = key.name() == Some(LOGS);
    let open = live::memo(move || app.is_open(&fold, wrong.get() > 0 || tells && set.get() > 0));
    let id = key.anchor();
    let controls = id.clone();
    el("div")
        .class("fold")
        .with(all![
            el("button")
                .attr("type", "button")
                .class("folder")
                .attr("aria-expanded", live::text(move || open.get().to_string()))
                .attr("aria-controls", controls)
                .on(
                    "click",
                    live::click(move || app.show(&key, !open.get_untracked()))
                )
                .with(all![
                    el("span").with(title),
                    el("span")
                        .class("count")
                        .with(live::text(move || counted(set.get(), " set"))),
                    el("span")
                        .class("count bad")
                        .with(live::text(move || counted(wrong.get(), " to mend")))
                ]),
            el("div")
                .class("inside")
                .attr("id", id)
                .attr("hidden", live::flag(move || !open.get()))
                .with(live::when(open, move || body()))
        ])
        .view()
}

fn counted(count: usize, what: &str) -> String {
    if count == 0 {
        String::new()
    } else {
        ["· ", &count.to_string(), what].concat()
    }
}

/// A group of members under a heading of its own.
pub fn fieldset(spot: Spot, inner: &'static [Member]) -> View {
    let body = members(inner, &spot.path, &[]);
    boxed(&spot, inner, body)
}

/// A heading, what was found about the group as a whole, and a body.
pub fn boxed(spot: &Spot, inner: &'static [Member], body: View) -> View {
    let app = app();
    let all = shown(app, &spot.path, Reach::Inside);
    let path = spot.path.clone();
    // What is about the group itself, or about something inside that no editor stands for.
    let found = live::memo(move || {
        let mut found = all.get();
        found.retain(|v| {
            v.path == path
                || !inner
                    .iter()
                    .any(|m| v.path.is_in(&path.member(m.field.name)))
        });
        found
    });
    let open = RwSignal::new(false);
    let id = spot.id();
    let label_id = [&id, "-label"].concat();
    el("div")
        .class("group")
        .attr("id", id.clone())
        .attr("role", "group")
        .attr("aria-labelledby", label_id)
        .class_if(
            "bad",
            live::flag(move || found.with(|found| has_error(found))),
        )
        .with(all![
            head(spot, Labelled::Many, open),
            help(spot, open),
            messages(found, &id),
            body
        ])
        .view()
}
