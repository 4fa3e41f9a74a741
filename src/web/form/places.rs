//! Where things are on the page: which part a path belongs to, which folds
//! lie on the way to it, and how to bring it before a person's eyes.
//!
//! It walks the catalogue to find folds, so that a field inside one that was
//! never opened can be reached too.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::catalogue::{Member, Section, Shape, target, task, window};
use crate::draft::page::{ID, TARGETS, TASKS};
use crate::draft::{Draft, Path, Step};
use crate::lifecycle::What;
use crate::web::state::{App, PageView, app};

/// The member under which a group's «More options» is remembered as open.
pub const MORE: &str = "$more";
/// The member under which a group's «Logs and notifications» is remembered as open.
pub const LOGS: &str = "$logs";
/// The member under which a group's deprecated members are remembered as open.
pub const OLD: &str = "$old";
/// What can hold the focus, in the order in which it is looked for.
const FOCUSABLE: [&str; 2] = [
    "input:checked:not(:disabled)",
    "input:not(:disabled), textarea:not(:disabled), select:not(:disabled), button:not(:disabled)",
];
/// How often to look for an element that is still being built, every 20 ms.
const PATIENCE: u32 = 12;

/// The task a path is in.
pub fn task_of(path: &Path) -> Option<Path> {
    path.part().filter(|part| is_in_list(part, TASKS))
}

fn is_in_list(part: &Path, list: &str) -> bool {
    matches!(part.steps(), [_, _, Step::Member(name), _] if name == list)
}

/// The members of a part's request.
pub fn members_of(part: &Path) -> &'static [Member] {
    if is_in_list(part, TARGETS) {
        target::REGISTER.input
    } else if is_in_list(part, TASKS) {
        task::REGISTER.input
    } else {
        window::CREATE.input
    }
}

/// The fold that a member is in.
fn fold_of(member: &Member) -> Option<&'static str> {
    match member.section {
        _ if member.field.deprecated.is_some() => Some(OLD),
        Section::First => None,
        Section::Logs => Some(LOGS),
        Section::More => Some(MORE),
    }
}

/// The folds that must be open for a path to be seen.
pub fn folds_to(path: &Path) -> Vec<Path> {
    let Some(part) = path.part() else {
        return Vec::new();
    };
    let mut members = members_of(&part);
    let mut shape: Option<Shape> = None;
    let mut folds = vec![part.clone()];
    let mut here = part.clone();
    for step in path.steps().get(part.steps().len()..).unwrap_or_default() {
        match step {
            Step::Member(name) => {
                if let Some(member) = members.iter().find(|m| m.field.name == name) {
                    folds.extend(fold_of(member).map(|fold| here.member(fold)));
                    shape = Some(member.field.shape);
                } else if let Some(Shape::Map(map)) = shape {
                    shape = Some(map.value);
                }
                here = here.member(name.clone());
            }
            Step::Row(id) => {
                match shape {
                    Some(Shape::List(list)) => shape = Some(list.item),
                    // The parameters of a well-known document may have a fold of their own.
                    Some(Shape::Map(_)) => folds.push(here.member(MORE)),
                    _ => {}
                }
                here = here.row(*id);
            }
        }
        members = match shape {
            Some(Shape::Group(group)) => group.members,
            _ => &[],
        };
    }
    folds
}

/// Opens the way to a path: its view, its window's tab, its part and the folds inside.
pub fn open_way(app: App, path: &Path) {
    if let [Step::Member(_), Step::Member(name), ..] = path.steps() {
        app.view.set(PageView::Operate);
        if let Some(what) = What::named(name)
            && app.operate.what.get_untracked() != what
        {
            app.operate.choose(what);
        }
        app.show(
            &Draft::operations_path().member(name.clone()).member(MORE),
            true,
        );
        return;
    }
    // An id that AWS gave stands where it is asked for.
    if path.name() != Some(ID) && app.view.get_untracked() != PageView::Plan {
        app.view.set(PageView::Plan);
    }
    if let Some(window) = path.window().and_then(|window| window.last_row())
        && app.window.get_untracked() != window
    {
        app.window.set(window);
    }
    for fold in folds_to(path) {
        app.show(&fold, true);
    }
}

/// Opens the part and the folds on the way to a field and puts the focus on it.
///
/// Whoever lists problems calls this; the path may also name a whole part.
pub fn go_to(path: &Path) {
    open_way(app(), path);
    let mut ids = vec![path.anchor()];
    let mut up = path.parent();
    while let Some(path) = up {
        ids.push(path.anchor());
        up = path.parent();
    }
    focus_soon(ids);
}

/// Puts the focus on the element of the first of these ids, which may not be there yet.
///
/// The others are for when it never comes: a field that this form does not show.
pub fn focus_soon(ids: Vec<String>) {
    attempt(ids, PATIENCE);
}

fn attempt(ids: Vec<String>, left: u32) {
    set_timeout(
        move || {
            let Some(first) = ids.first() else { return };
            if focus(first) {
                return;
            }
            if left > 0 {
                attempt(ids, left - 1);
            } else {
                let _ = ids.iter().skip(1).any(|id| focus(id));
            }
        },
        Duration::from_millis(if left == PATIENCE { 0 } else { 20 }),
    );
}

/// Puts the focus on an element or the first control inside it, and brings it clear of what sticks to the edges.
fn focus(id: &str) -> bool {
    let Some(element) = document().get_element_by_id(id) else {
        return false;
    };
    let inner = if element
        .matches("input, textarea, select, button, [tabindex]")
        .unwrap_or(false)
    {
        Some(element.clone())
    } else {
        FOCUSABLE
            .iter()
            .find_map(|what| element.query_selector(what).ok().flatten())
    };
    let Some(control) = inner.and_then(|control| control.dyn_into::<web_sys::HtmlElement>().ok())
    else {
        return false;
    };
    let _ = control.focus();
    let options = web_sys::ScrollIntoViewOptions::new();
    // A part is read from its head; a field is best seen with what surrounds it.
    options.set_block(
        if element.tag_name() == "ARTICLE" || element.tag_name() == "SECTION" {
            web_sys::ScrollLogicalPosition::Start
        } else {
            web_sys::ScrollLogicalPosition::Center
        },
    );
    element.scroll_into_view_with_scroll_into_view_options(&options);
    true
}
