//! Editors of lists: row by row, or one text with a line for each item.
//!
//! A list of strings is a text area until it holds an item that no line can
//! say, such as one with a line break in it: then each item has its own.

use crate::web::dom::{View, all, el};
use crate::web::live::Derived;
use leptos::prelude::*;

use super::field::field;
use super::found::{Reach, messages, shown};
use super::leaving::{leaves, uses};
use super::line::{area, textarea};
use super::places::focus_soon;
use super::spot::{Labelled, Need, Spot, frame, head, help};
use crate::catalogue::{List, Shape};
use crate::draft::{Node, Path, RowId};
use crate::schedule::words::capital;
use crate::web::live;
use crate::web::state::{App, app};

/// A list of strings as lines.
pub fn lines(spot: Spot, list: &'static List, class: &'static str, height: u32) -> View {
    let app = app();
    let path = spot.path.clone();
    let in_rows = app.read(&spot.path, move |draft| !draft.rows(&path).is_empty());
    live::part(move || {
        if in_rows.get() {
            rows(spot.clone(), list)
        } else {
            area(spot.clone(), class, height)
        }
    })
    .into()
}

/// A list with an editor for each row.
pub fn rows(spot: Spot, list: &'static List) -> View {
    let app = app();
    let found = shown(app, &spot.path, Reach::Here);
    let ids = app.row_ids(&spot.path);
    let open = RwSignal::new(false);
    let id = spot.id();
    let label_id = [&id, "-label"].concat();
    let at = spot.path.clone();
    let adding = spot.path.clone();
    let add = live::click(move || {
        let mut new = None;
        app.draft
            .update(|draft| new = Some(draft.add_row(&adding, Node::group())));
        if let Some(new) = new {
            focus_soon(vec![adding.row(new).anchor()]);
        }
    });
    let full = live::flag(move || list.max.is_some_and(|max| ids.with(Vec::len) >= max));
    let add_id = [&id, "-add"].concat();
    el("div")
        .class("field wide")
        .attr("id", id.clone())
        .attr("role", "group")
        .attr("aria-labelledby", label_id)
        .on("input", uses(&spot.path))
        .on(
            "focusout",
            leaves(&spot.path, move || ids.with_untracked(Vec::is_empty)),
        )
        .with(all![
            head(&spot, Labelled::Many, open),
            help(&spot, open),
            el("ul")
                .class("rows")
                .class_if("tight", is_tight(list))
                .class_if("empty", live::flag(move || ids.with(Vec::is_empty)))
                .with(live::rows(ids, move |row| one_row(
                    app, &at, row, list, ids
                ))),
            el("button")
                .attr("type", "button")
                .class("btn add")
                .attr("id", add_id)
                .attr("hidden", full)
                .on("click", add)
                .with(["+ ", &capital(list.one)].concat()),
            messages(found, &id)
        ])
        .view()
}

/// Whether rows are short enough to stand as a table, with the labels over the first one only.
fn is_tight(list: &List) -> bool {
    match list.item {
        Shape::Group(group) => {
            group.members.len() > 1
                && group
                    .members
                    .iter()
                    .all(|m| matches!(m.field.shape, Shape::Text(_)))
        }
        _ => false,
    }
}

fn one_row(app: App, at: &Path, row: RowId, list: &'static List, ids: Derived<Vec<RowId>>) -> View {
    let path = at.row(row);
    // A row that is one value has its editor under the row's own id.
    let is_group = matches!(list.item, Shape::Group(_));
    let editor = match list.item {
        Shape::Group(group) => group
            .members
            .iter()
            .map(|member| {
                let spot = Spot {
                    need: Need::Unsaid,
                    hint: String::new(),
                    ..Spot::member(member, &path)
                };
                field(spot, member.field.shape)
            })
            .collect::<View>(),
        Shape::Text(_) => item(app, &path, list),
        Shape::Whole(_)
        | Shape::Flag
        | Shape::Choice(_)
        | Shape::List(_)
        | Shape::Map(_)
        | Shape::Blob(_) => field(bare(&path, list), list.item),
    };
    let found = is_group.then(|| messages(shown(app, &path, Reach::Here), &path.anchor()));
    let number =
        move || ids.with(|ids| ids.iter().position(|id| *id == row).map_or(0, |at| at + 1));
    let says = move || ["Remove ", list.one, " ", &number().to_string()].concat();
    let legend = move || [&capital(list.one), " ", &number().to_string()].concat();
    let id = if is_group {
        path.anchor()
    } else {
        [&path.anchor(), "-row"].concat()
    };
    let removed = path.clone();
    let list_id = [&at.anchor(), "-add"].concat();
    let remove = move || {
        // The focus would be lost with the row.
        let rest = ids.with_untracked(|ids| {
            let at = ids.iter().position(|id| *id == row).unwrap_or_default();
            ids.get(at + 1)
                .or_else(|| at.checked_sub(1).and_then(|at| ids.get(at)))
                .copied()
        });
        let next = rest.and_then(|next| removed.parent().map(|list| list.row(next).anchor()));
        let blank = app
            .draft
            .with_untracked(|draft| draft.node(&removed).is_none_or(Node::is_blank));
        if blank {
            app.draft.update(|draft| draft.remove_row(&removed));
        } else {
            app.change(&["Removed a ", list.one].concat(), |draft| {
                draft.remove_row(&removed)
            });
        }
        focus_soon(vec![
            next.unwrap_or_else(|| list_id.clone()),
            list_id.clone(),
        ]);
    };
    el("li")
        .class("rowitem")
        .attr("id", id)
        .with(all![
            el("div")
                .class("cells")
                .attr("role", "group")
                .attr("aria-label", live::text(legend))
                .with(editor),
            live::icon_once("i-x", says, || false, remove),
            found
        ])
        .view()
}

/// A string that stands alone in a row.
fn item(app: App, path: &Path, list: &'static List) -> View {
    let spot = bare(path, list);
    let found = shown(app, path, Reach::Here);
    let control = textarea(&spot, "mono", 1, app.text(path), found);
    frame(&spot, found, Labelled::One, control)
}

fn bare(path: &Path, list: &'static List) -> Spot {
    Spot {
        path: path.clone(),
        label: list.one,
        name: "",
        need: Need::Unsaid,
        quiet: true,
        hint: String::new(),
        limit: String::new(),
        help: "",
        example: "",
        sent: None,
        default: "",
        needed_with: None,
        deprecated: None,
        doc: "",
    }
}
