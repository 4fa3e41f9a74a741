//! The editor of keys with values: rows whose keys the person chooses.
//!
//! Where the task runs a well-known document, the parameters it asks for come
//! first, as fields of their own; what else is there stays editable as rows.

use crate::web::dom::{View, all, el};
use crate::web::live::Derived;
use leptos::prelude::*;

use super::field::field;
use super::found::{Reach, messages, shown};
use super::places::{focus_soon, task_of};
use super::spot::{Labelled, Need, Spot, head, help};
use super::{line, parameter, pseudo};
use crate::catalogue::documents::{self, Document, Kind};
use crate::catalogue::{Map, task};
use crate::draft::page::{MAP_KEY, MAP_VALUE};
use crate::draft::{Node, Path, RowId};
use crate::schedule::words::capital;
use crate::web::live;
use crate::web::state::{App, app};

/// A map with an editor for each entry.
pub fn entries(spot: Spot, map: &'static Map) -> View {
    let app = app();
    let found = shown(app, &spot.path, Reach::Here);
    let document = document_of(app, &spot);
    let ids = others(app, &spot.path, document);
    let open = RwSignal::new(false);
    let id = spot.id();
    let label_id = [&id, "-label"].concat();
    let at = spot.path.clone();
    let adding = spot.path.clone();
    let add_id = [&id, "-add"].concat();
    let add = live::click(move || {
        let mut new = None;
        app.draft.update(|draft| {
            draft.to_entries(&adding);
            new = Some(draft.add_row(&adding, Node::group()));
        });
        if let Some(new) = new {
            focus_soon(vec![adding.row(new).anchor()]);
        }
    });
    let offers = spot.path.clone();
    let known = live::some(move || document.get().map(|document| parameters(document, &offers)));
    el("div")
        .class("field wide entries")
        .attr("id", id.clone())
        .attr("role", "group")
        .attr("aria-labelledby", label_id)
        .with(all![
            head(&spot, Labelled::Many, open),
            help(&spot, open),
            known,
            el("ul")
                .class("rows")
                .class_if("empty", live::flag(move || ids.with(Vec::is_empty)))
                .with(live::rows(ids, move |row| entry(app, &at, row, map))),
            el("button")
                .attr("type", "button")
                .class("btn add")
                .attr("id", add_id)
                .on("click", add)
                .with(["+ ", &capital(map.one)].concat()),
            messages(found, &id)
        ])
        .view()
}

/// How many fields a document shows at once, unless it needs more.
const FEW: usize = 2;

/// The fields of a document's parameters: those it needs and the first ones at once.
fn parameters(document: &'static Document, map: &Path) -> View {
    let all = document.parameters.as_slice();
    let needed = all.iter().filter(|p| p.required).count().max(FEW);
    // A fold for one field would take as much room as the field.
    let (first, more) = if all.len() <= needed + 1 {
        (all, &[][..])
    } else {
        all.split_at(needed)
    };
    let fields: Vec<View> = first.iter().map(|p| parameter::field(map, p)).collect();
    let fold = (!more.is_empty()).then(|| parameter::fold(map, more));
    all![
        el("p")
            .class("hint")
            .with(all![[document.name, ": "].concat(), document.help]),
        fields,
        fold
    ]
}

/// The well-known document whose parameters a map holds.
fn document_of(app: App, spot: &Spot) -> Derived<Option<&'static Document>> {
    let task = task_of(&spot.path);
    // A document's parameters under a type that does not run it would only mislead.
    let kind = match spot.path.parent().as_ref().and_then(Path::name) {
        Some(block) if block == task::RUN_COMMAND.name => Some(Kind::Command),
        Some(block) if block == task::AUTOMATION.name => Some(Kind::Automation),
        _ => None,
    };
    live::memo(move || {
        let (task, kind) = (task.as_ref()?, kind?);
        let document = app
            .draft
            .with(|draft| documents::find(draft.text(&task.member(task::TASK_ARN.name))))?;
        (document.kind == kind).then_some(document)
    })
}

/// The rows that are no parameter of the document.
fn others(
    app: App,
    map: &Path,
    document: Derived<Option<&'static Document>>,
) -> Derived<Vec<RowId>> {
    let at = map.clone();
    app.read(map, move |draft| {
        let document = document.get();
        let rows = draft.rows(&at).iter();
        let mut seen: Vec<&str> = Vec::new();
        rows.filter(|row| {
            let key = row.node.text_of(MAP_KEY);
            // The second row of a name has no field above: it must be seen to be mended.
            let known =
                document.is_some_and(|d| d.parameter(key).is_some()) && !seen.contains(&key);
            seen.push(key);
            !known
        })
        .map(|row| row.id)
        .collect()
    })
}

fn entry(app: App, map_path: &Path, row: RowId, map: &'static Map) -> View {
    let path = map_path.row(row);
    let key = Spot {
        path: path.member(MAP_KEY),
        label: "Name",
        name: "",
        need: Need::Unsaid,
        quiet: false,
        hint: String::new(),
        limit: String::new(),
        help: "",
        example: "",
        sent: None,
        default: "",
        needed_with: None,
        deprecated: None,
        doc: "",
    };
    let value = Spot {
        path: path.member(MAP_VALUE),
        label: "Value",
        ..key.clone()
    };
    let value_path = value.path.clone();
    let named = app.text(&key.path);
    let says = move || ["Remove ", map.one, " ", &named.get()].concat();
    let legend = move || [&capital(map.one), " ", &named.get()].concat();
    let add_id = [&map_path.anchor(), "-add"].concat();
    let id = path.anchor();
    let removed = path.clone();
    let remove = move || {
        app.change(
            &["Removed the ", map.one, " ", &named.get_untracked()].concat(),
            |draft| draft.remove_row(&removed),
        );
        focus_soon(vec![add_id.clone()]);
    };
    el("li")
        .class("rowitem entry")
        .attr("id", id)
        .with(all![
            el("div")
                .class("cells")
                .attr("role", "group")
                .attr("aria-label", live::text(legend))
                .with(all![
                    line::line(key, line::Look::CODE),
                    field(value, map.value),
                    pseudo::menu(&value_path)
                ]),
            live::icon_once("i-x", says, || false, remove)
        ])
        .view()
}
