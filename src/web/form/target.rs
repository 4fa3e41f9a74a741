//! The form of a target: what it names, in a person's words, and what it is
//! called.
//!
//! The kinds are readings of ResourceType and Targets. Entries that fit none
//! of them are edited one by one, as the API has them.

use std::rc::Rc;

use crate::web::dom::{View, all, el};
use crate::web::live::Derived;
use leptos::prelude::*;

use super::choose::{Pick, boxes, segments};
use super::field::field;
use super::found::{Reach, messages, shown};
use super::kinds::{self, GROUP_FILTERS, GROUP_NAME, Kind, TAG};
use super::line::{Look, input_of, textarea_of};
use super::places::focus_soon;
use super::spot::{Labelled, Need, Spot, frame};
use super::{group, summary};
use crate::catalogue::{Shape, target, window};
use crate::check::Violation;
use crate::draft::{Draft, Path, RowId};
use crate::web::live;
use crate::web::state::{App, app};

const KINDS: [Pick; 4] = [
    Pick {
        value: "ids",
        label: "Instance ids",
        help: "Managed nodes by their ids: EC2 instances `i-…` and others `mi-…`.",
    },
    Pick {
        value: "tags",
        label: "Tags",
        help: "Managed nodes that have all of these tags; of one tag's values, any will do.",
    },
    Pick {
        value: "tag-keys",
        label: "Tag keys",
        help: "Managed nodes that have any of these tags, whatever its value.",
    },
    Pick {
        value: "group",
        label: "Resource group",
        help: "What an AWS resource group holds, all of it or some types only.",
    },
];

/// Adds a blank target to a window.
pub fn add(draft: &mut Draft, window: &Path) -> RowId {
    draft.add_target(window)
}

/// What a target shows of itself while it is closed.
pub fn face(draft: &Draft, path: &Path) -> (String, String, String, String) {
    let kind = kinds::kind(draft, path);
    let label = KINDS
        .iter()
        .find(|pick| pick.value == kind.id())
        .map_or("", |pick| pick.label);
    (
        summary::title(draft, path, "Target"),
        summary::of_target(draft, path),
        String::new(),
        label.to_owned(),
    )
}

/// The form of a target.
pub fn form(path: &Path) -> View {
    let app = app();
    let list = path.member(target::TARGETS.name);
    let here = path.clone();
    let kind = app.read(path, move |draft| kinds::kind(draft, &here));
    let drawn = [
        window::WINDOW_ID.name,
        target::RESOURCE_TYPE.name,
        target::TARGETS.name,
    ];
    let body = {
        let list = list.clone();
        live::part(move || match kind.get() {
            Kind::Blank => View::none(),
            Kind::Ids => values(app, &list, kinds::INSTANCE_IDS, "i-0123456789abcdef0"),
            Kind::TagKeys => values(app, &list, kinds::TAG_KEY, "PatchGroup"),
            Kind::Tags => tags(app, &list),
            Kind::Group => resource_group(app, &list),
            Kind::Other => field(
                Spot::field(&target::TARGETS, list.clone(), Need::Required),
                target::TARGETS.shape,
            ),
        })
    };
    all![
        kind_field(app, path, kind),
        el("div").class("kind").attr("id", list.anchor()).with(all![
            body,
            messages(loose(app, &list, kind), &list.anchor())
        ]),
        group::members(target::REGISTER.input, path, &drawn)
    ]
}

fn kind_field(app: App, path: &Path, kind: Derived<Kind>) -> View {
    let spot = Spot {
        name: "ResourceType · Targets",
        ..Spot::field(
            &target::RESOURCE_TYPE,
            path.member(target::RESOURCE_TYPE.name),
            Need::Required,
        )
    };
    let found = shown(app, &spot.path, Reach::Here);
    let now = live::memo(move || kind.get().id().to_owned());
    let here = path.clone();
    let choose: live::Put = Rc::new(move |id: &str| {
        app.draft
            .update(|draft| kinds::choose(draft, &here, Kind::of_id(id)))
    });
    let control = segments(&spot, KINDS.to_vec(), now, found, choose);
    frame(&spot, found, Labelled::Many, control)
}

/// What was found about the entries that none of the editors shows.
fn loose(app: App, list: &Path, kind: Derived<Kind>) -> Derived<Vec<Violation>> {
    let inside = shown(app, list, Reach::Inside);
    let list = list.clone();
    live::memo(move || {
        let kind = kind.get();
        let mut found = inside.get();
        found.retain(|v| match v.path.name() {
            _ if v.path == list => kind != Kind::Other,
            Some(name) if name == target::KEY.name => {
                matches!(kind, Kind::Ids | Kind::TagKeys | Kind::Group)
            }
            Some(name) if name == target::VALUES.name => false,
            _ => {
                matches!(kind, Kind::Ids | Kind::TagKeys | Kind::Group)
                    && v.path.last_row().is_none()
            }
        });
        found
    })
}

/// The values of the one entry with a key.
fn values(app: App, list: &Path, key: &'static str, example: &'static str) -> View {
    let row = row(app, list, key);
    let list = list.clone();
    live::some(move || {
        let path = list.row(row.get()?).member(target::VALUES.name);
        let spot = Spot {
            example,
            ..Spot::field(&target::VALUES, path, Need::Required)
                .called(target::VALUES.label_for(key))
        };
        Some(field(spot, target::VALUES.shape))
    })
    .into()
}

fn row(app: App, list: &Path, key: &'static str) -> Derived<Option<RowId>> {
    let at = list.clone();
    app.read(list, move |draft| kinds::row_of(draft, &at, key))
}

fn tags(app: App, list: &Path) -> View {
    let ids = app.row_ids(list);
    let most = match target::TARGETS.shape {
        Shape::List(list) => list.max,
        _ => None,
    };
    let full = live::flag(move || most.is_some_and(|most| ids.with(Vec::len) >= most));
    let adding = list.clone();
    let add = live::click(move || {
        let mut new = None;
        app.draft
            .update(|draft| new = Some(draft.add_row(&adding, kinds::keyed(TAG))));
        if let Some(new) = new {
            focus_soon(vec![adding.row(new).member(target::KEY.name).anchor()]);
        }
    });
    let rows = list.clone();
    let add_id = [&list.anchor(), "-add"].concat();
    all![
        el("ul")
            .class("rows tags")
            .with(live::rows(ids, move |row| tag(app, &rows, row, ids))),
        el("button")
            .attr("type", "button")
            .class("btn add")
            .attr("id", add_id)
            .attr("hidden", full)
            .on("click", add)
            .with("+ Tag that must match too")
    ]
}

fn tag(app: App, list: &Path, row: RowId, ids: Derived<Vec<RowId>>) -> View {
    let path = list.row(row);
    let key_path = path.member(target::KEY.name);
    let key = Spot {
        example: "Environment",
        hint: String::new(),
        ..Spot::field(&target::KEY, key_path.clone(), Need::Required)
            .called(target::KEY.label_for(TAG))
    };
    let found = shown(app, &key_path, Reach::Here);
    let whole = app.text(&key_path);
    let name =
        live::memo(move || whole.with(|key| key.strip_prefix(TAG).unwrap_or(key).to_owned()));
    // Whoever pastes the whole key means the tag behind the colon.
    let put = live::put(move |typed| {
        app.set(
            &key_path,
            &[TAG, typed.strip_prefix(TAG).unwrap_or(typed)].concat(),
        )
    });
    let values = Spot {
        example: "production",
        hint: "One per line: any of them matches.".to_owned(),
        ..Spot::field(
            &target::VALUES,
            path.member(target::VALUES.name),
            Need::Required,
        )
    };
    let removed = path.clone();
    let says = move || ["Remove the tag ", &name.get()].concat();
    let add_id = [&list.anchor(), "-add"].concat();
    let remove = move || {
        app.change(
            &["Removed the tag ", &name.get_untracked()].concat(),
            |draft| draft.remove_row(&removed),
        );
        focus_soon(vec![add_id.clone()]);
    };
    let only = move || ids.with(Vec::len) < 2;
    let editor = input_of(&key, Look::CODE, found, name, put);
    el("li")
        .class("rowitem")
        .attr("id", path.anchor())
        .with(all![
            el("div").class("cells").with(all![
                frame(&key, found, Labelled::One, editor),
                field(values, target::VALUES.shape)
            ]),
            live::icon_once("i-x", says, only, remove)
        ])
        .view()
}

fn resource_group(app: App, list: &Path) -> View {
    let name = Spot {
        path: list.member("$name"),
        label: target::VALUES.label_for(GROUP_NAME),
        name: GROUP_NAME,
        hint: "The group's name, not its ARN.".to_owned(),
        example: "my-web-tier",
        ..Spot::field(&target::VALUES, list.clone(), Need::Required)
    };
    let types = Spot {
        path: list.member("$types"),
        label: target::VALUES.label_for(GROUP_FILTERS),
        name: GROUP_FILTERS,
        hint: String::new(),
        help: "Takes only members of these types from the group.",
        default: "the whole group",
        ..Spot::field(&target::VALUES, list.clone(), Need::Optional)
    };
    all![
        group_entry(app, list, name, GROUP_NAME),
        group_entry(app, list, types, GROUP_FILTERS)
    ]
}

/// An entry of a resource group: its row may not be there yet, so the field has an address of its own.
fn group_entry(app: App, list: &Path, spot: Spot, key: &'static str) -> View {
    let row = row(app, list, key);
    let at = list.clone();
    let values = live::memo(move || row.get().map(|row| at.row(row).member(target::VALUES.name)));
    let text = app.read(list, move |draft| {
        values.with(|path| {
            path.as_ref()
                .and_then(|path| draft.node(path))
                .map_or(String::new(), |node| node.lines().join("\n"))
        })
    });
    let own = spot.path.clone();
    let in_part = app.found_in_part(list);
    let found = live::memo(move || {
        in_part.with(|in_part| {
            values.with(|path| {
                let all = in_part
                    .iter()
                    .filter(|v| path.as_ref().is_some_and(|path| v.path.is_in(path)));
                all.filter(|v| app.may_show(&v.path) || app.may_show(&own))
                    .cloned()
                    .collect::<Vec<_>>()
            })
        })
    });
    let at = list.clone();
    let put: live::Put = Rc::new(move |typed: &str| {
        app.draft
            .update(|draft| kinds::put_values(draft, &at, key, typed, key == GROUP_NAME))
    });
    let (labelled, control) = if key == GROUP_NAME {
        (
            Labelled::One,
            textarea_of(
                &spot,
                "mono",
                1,
                found,
                text,
                live::put(move |typed| put(typed)),
            ),
        )
    } else {
        (Labelled::Many, types(&spot, text, found, put))
    };
    let id = live::attribute(move || values.with(|path| path.as_ref().map(Path::anchor)));
    frame(
        &spot,
        found,
        labelled,
        el("div").attr("id", id).with(control).view(),
    )
}

fn types(
    spot: &Spot,
    text: Derived<String>,
    found: Derived<Vec<Violation>>,
    put: live::Put,
) -> View {
    let offered = live::memo(|| {
        target::GROUP_TYPES
            .iter()
            .map(|t| {
                (
                    (*t).to_owned(),
                    t.strip_prefix("AWS::").unwrap_or(t).replace("::", " "),
                )
            })
            .collect()
    });
    let another = Rc::clone(&put);
    let add = live::changed(move |input| {
        let typed = input.value();
        let typed = typed.trim();
        input.set_value("");
        if !typed.is_empty() {
            another(&text.with_untracked(|text| {
                if text.is_empty() {
                    typed.to_owned()
                } else {
                    [text, "\n", typed].concat()
                }
            }));
        }
    });
    all![
        boxes(spot, offered, text, found, put),
        el("input")
            .attr("type", "text")
            .class("mono another")
            .attr("aria-label", "Another type")
            .attr("placeholder", "Another type, AWS::Service::Resource")
            .attr("autocomplete", "off")
            .attr("spellcheck", "false")
            .on("change", add)
    ]
}
