//! The field of a well-known document's parameter: reads and writes the row
//! of that name in the map of parameters.
//!
//! The row comes with the first character and goes with the last, since a
//! parameter without a value is not the same as no parameter.

use std::borrow::Cow;
use std::rc::Rc;

use crate::web::dom::{View, all, el};
use crate::web::live::Derived;
use leptos::prelude::*;

use super::choose::{Pick, segments};
use super::line::{Look, input_of, textarea_of};
use super::places::MORE;
use super::spot::{Labelled, Need, Spot, frame};
use super::{group, pseudo};
use crate::catalogue::documents::{Parameter, Value};
use crate::check::Violation;
use crate::draft::page::{MAP_KEY, MAP_VALUE};
use crate::draft::{Draft, Node, Path, Row, RowId};
use crate::web::live;
use crate::web::state::{App, app};

/// The field of a parameter in the map at a path.
pub fn field(map: &Path, parameter: &'static Parameter) -> View {
    let app = app();
    let here = map.clone();
    let row = app.read(map, move |draft| row_of(draft, &here, parameter));
    let here = map.clone();
    let text = app.read(map, move |draft| {
        row.get()
            .map_or(String::new(), |row| said(draft, &here.row(row)))
    });
    let spot = spot(map, parameter);
    let found = found(app, map, row, &spot.path);
    let here = map.clone();
    let put: live::Put = Rc::new(move |typed: &str| {
        app.draft
            .update(|draft| write(draft, &here, parameter, typed))
    });
    let (labelled, control) = match (parameter.allowed.as_slice(), parameter.kind) {
        ([], Value::Flag) => (
            Labelled::Many,
            radios(&spot, &["true", "false"], text, found, put),
        ),
        ([], _) => (Labelled::One, typed(&spot, parameter, text, found, put)),
        (allowed, _) => (Labelled::Many, radios(&spot, allowed, text, found, put)),
    };
    // A finding is about the row's value: the way to it ends here.
    let here = map.clone();
    let id = live::attribute(move || {
        row.get()
            .map(|row| here.row(row).member(MAP_VALUE).anchor())
    });
    frame(
        &spot,
        found,
        labelled,
        el("div").attr("id", id).with(control).view(),
    )
}

/// A fold over parameters that are seldom needed.
pub fn fold(map: &Path, more: &'static [Parameter]) -> View {
    let app = app();
    let here = map.clone();
    let values = app.read(map, move |draft| {
        let rows = more.iter().filter_map(|p| row_of(draft, &here, p));
        rows.map(|row| here.row(row)).collect::<Vec<_>>()
    });
    let here = map.clone();
    let body = Rc::new(move || more.iter().map(|p| field(&here, p)).collect::<View>());
    group::folded("More parameters", map.member(MORE), values, body)
}

/// The field has an address of its own, since its row may not be there yet.
fn spot(map: &Path, parameter: &'static Parameter) -> Spot {
    Spot {
        path: map.member(parameter.name),
        label: parameter.name,
        name: "",
        need: if parameter.required {
            Need::Required
        } else {
            Need::Optional
        },
        quiet: false,
        hint: hint(parameter),
        limit: String::new(),
        help: "",
        example: parameter.default.unwrap_or_default(),
        sent: None,
        default: parameter.default.unwrap_or_default(),
        needed_with: None,
        deprecated: None,
        doc: "",
    }
}

/// What it does, what it holds, and what the document takes without it.
fn hint(parameter: &Parameter) -> String {
    let holds = match parameter.kind {
        Value::Many => "One value on each line.".to_owned(),
        Value::Json => "JSON.".to_owned(),
        Value::Number { min, max } => format!("From {min} to {max}."),
        Value::One | Value::Flag => String::new(),
    };
    let default = match parameter.default {
        Some(default) => format!("Default: `{default}`."),
        None => String::new(),
    };
    let said = [parameter.help, &holds, &default];
    let said: Vec<&str> = said.into_iter().filter(|part| !part.is_empty()).collect();
    said.join(" ")
}

fn row_of(draft: &Draft, map: &Path, parameter: &Parameter) -> Option<RowId> {
    draft
        .rows(map)
        .iter()
        .find(|row| row.node.text_of(MAP_KEY) == parameter.name)
        .map(|row| row.id)
}

fn said(draft: &Draft, row: &Path) -> String {
    draft
        .node(&row.member(MAP_VALUE))
        .map_or(String::new(), |node| node.lines().join("\n"))
}

fn write(draft: &mut Draft, map: &Path, parameter: &'static Parameter, typed: &str) {
    draft.to_entries(map);
    let row = row_of(draft, map, parameter);
    if typed.is_empty() {
        if let Some(row) = row {
            draft.remove_row(&map.row(row));
        }
        return;
    }
    // Only a script is a list of lines; a line break in anything else belongs to its one value.
    let one = parameter.kind != Value::Many && typed.contains('\n');
    let node = if one {
        Node::Rows(vec![Row::new(RowId(0), Node::Text(typed.to_owned()))])
    } else {
        Node::Text(typed.to_owned())
    };
    match row {
        Some(row) => draft.put(&map.row(row).member(MAP_VALUE), Some(node)),
        None => {
            let key = Node::Text(parameter.name.to_owned());
            draft.add_row(
                map,
                Node::Group(vec![
                    (Cow::Borrowed(MAP_KEY), key),
                    (Cow::Borrowed(MAP_VALUE), node),
                ]),
            );
        }
    }
}

fn found(
    app: App,
    map: &Path,
    row: Derived<Option<RowId>>,
    spot: &Path,
) -> Derived<Vec<Violation>> {
    let found = app.found_in_part(map);
    let (map, spot) = (map.clone(), spot.clone());
    live::memo(move || {
        let row = row.get().map(|row| map.row(row));
        found.with(|found| {
            let all = found.iter();
            all.filter(|v| v.path == spot || row.as_ref().is_some_and(|row| v.path.is_in(row)))
                .filter(|v| app.may_show(&v.path) || app.may_show(&spot))
                .cloned()
                .collect()
        })
    })
}

fn radios(
    spot: &Spot,
    values: &'static [&'static str],
    text: Derived<String>,
    found: Derived<Vec<Violation>>,
    put: live::Put,
) -> View {
    let mut picks: Vec<Pick> = values
        .iter()
        .map(|value| Pick {
            value,
            label: value,
            help: "",
        })
        .collect();
    if spot.need != Need::Required {
        picks.insert(
            0,
            Pick {
                value: "",
                label: "Not set",
                help: "",
            },
        );
    }
    segments(spot, picks, text, found, put)
}

fn typed(
    spot: &Spot,
    parameter: &'static Parameter,
    text: Derived<String>,
    found: Derived<Vec<Violation>>,
    put: live::Put,
) -> View {
    let put = live::put(move |typed| put(typed));
    let editor = match parameter.kind {
        Value::Many | Value::Json => textarea_of(spot, "mono script", 3, found, text, put),
        Value::Number { .. } => input_of(spot, Look::NUMBER, found, text, put),
        Value::One | Value::Flag => input_of(spot, Look::CODE, found, text, put),
    };
    if matches!(parameter.kind, Value::Number { .. }) {
        return editor;
    }
    el("div")
        .class("inserts")
        .with(all![editor, pseudo::menu(&spot.path)])
        .view()
}
