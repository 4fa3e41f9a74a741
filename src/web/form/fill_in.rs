//! The values that were unknown when a plan was imported: listed above the
//! form, each filled in once for all the fields that have it.
//!
//! Which values these are, and where, the check says; beside each field it
//! reports the same.

use leptos::prelude::*;

use super::places::{focus_soon, go_to};
use super::summary::title;
use crate::check::{TO_FILL_IN, ToFillIn, fill_in, to_fill_in};
use crate::draft::page::{MAP_KEY, TASKS};
use crate::draft::{Draft, Path, Step};
use crate::quote::quoted;
use crate::schedule::words::count;
use crate::web::dom::{Item, View, all, el, list};
use crate::web::live::{self, Derived, button, click, when};
use crate::web::state::{App, app};

/// The card, as whoever loads a plan is led to it.
pub const CARD: &str = "to-fill-in";
/// As many places of one value are listed.
const PLACES: usize = 6;

/// The card; nothing while there is nothing to fill in.
pub fn card() -> View {
    let app = app();
    let any = Derived::new(move || {
        app.checked.with(|checked| {
            let mut found = checked.report.violations.iter();
            found.any(|violation| violation.slug == TO_FILL_IN)
        })
    });
    when(any, move || inside(app)).into()
}

/// A value as the card shows it.
#[derive(Debug, Clone, PartialEq)]
struct Open {
    text: String,
    places: Vec<(Path, String)>,
}

fn inside(app: App) -> View {
    let open = Derived::new(move || {
        app.draft.with(|draft| {
            let all = to_fill_in(draft).into_iter();
            all.map(|one| shown(draft, one)).collect::<Vec<Open>>()
        })
    });
    let rows = list(move || {
        let item = |one: Open| Item::new(&one.text.clone(), move || row(app, one.text, open));
        open.get().into_iter().map(item).collect()
    });
    let many = live::text(move || open.with(|open| count(open.len() as u64, "value")));
    el("section")
        .class("card fill-in")
        .attr("id", CARD)
        .attr("tabindex", "-1")
        .attr("aria-labelledby", "to-fill-in-heading")
        .with(all![
            el("header").with(all![
                el("h2").attr("id", "to-fill-in-heading").with("To fill in"),
                el("span").class("count").with(many)
            ]),
            el("p").class("hint").with("These values were unknown when the plan was imported. Until you fill them in, the commands that contain them can't be copied."),
            el("ul").class("fill-in-rows").with(rows)
        ])
        .view()
}

fn row(app: App, text: String, open: Derived<Vec<Open>>) -> View {
    let typed = RwSignal::new(String::new());
    let id = [
        "fill-in-",
        &crate::checksum::crc32(text.as_bytes()).to_string(),
    ]
    .concat();
    let mine = text.clone();
    let places = Derived::new(move || {
        open.with(|open| {
            let one = open.iter().find(|one| one.text == mine);
            one.map(|one| one.places.clone()).unwrap_or_default()
        })
    });
    let several = move || places.with(Vec::len);
    let fill = {
        let text = text.clone();
        move || {
            let with = typed.get_untracked();
            if !with.trim().is_empty() {
                put(app, &text, with.trim());
            }
        }
    };
    let (enter, press) = (fill.clone(), fill);
    let keys = live::keys(move |event| {
        if event.key() == "Enter" {
            event.prevent_default();
            enter();
        }
    });
    let kept = text.clone();
    let field = el("input")
        .attr("type", "text")
        .class("mono")
        .attr("id", id.clone())
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("spellcheck", "false")
        .attr("placeholder", "Value")
        .bind(
            Derived::new(move || typed.get()),
            live::put(move |value| typed.set(value.to_owned())),
        )
        .on("keydown", keys);
    let blank = live::flag(move || typed.with(|typed| typed.trim().is_empty()));
    let label = live::text(move || match several() {
        0 | 1 => "Fill in".to_owned(),
        all => format!("Fill in all {all} places"),
    });
    el("li")
        .with(all![
            el("label").attr("for", id).with(el("code").with(text)),
            el("div").class("fill-in-value").with(all![
                field,
                el("button")
                    .attr("type", "button")
                    .class("btn")
                    .attr("disabled", blank)
                    .on("click", click(press))
                    .with(label),
                button("btn quiet", "Keep as it is", move || put(app, &kept, &kept))
            ]),
            el("p")
                .class("hint fill-in-places")
                .with(live::part(move || place_list(&places.get())))
        ])
        .view()
}

/// Fills a value in, in all its places.
fn put(app: App, text: &str, with: &str) {
    let fix = app.draft.with_untracked(|draft| fill_in(draft, text, with));
    let said = if text == with {
        ["Kept ", &quoted(text), " as it is"].concat()
    } else {
        ["Filled in ", &quoted(text)].concat()
    };
    app.change(&said, |draft| draft.apply(&fix));
    // To the next one, else to the form.
    focus_soon(vec![CARD.to_owned(), "form".to_owned()]);
}

fn place_list(places: &[(Path, String)]) -> View {
    let links: Vec<View> = places
        .iter()
        .take(PLACES)
        .enumerate()
        .map(|(at, (path, says))| {
            let path = path.clone();
            let link = el("button")
                .attr("type", "button")
                .class("link")
                .literal()
                .on("click", click(move || go_to(&path)))
                .with(says.clone());
            all![if at == 0 { "In " } else { ", " }, link]
        })
        .collect();
    let more = places.len().saturating_sub(PLACES);
    all![
        links,
        (more > 0).then(|| format!(" and {}", count(more as u64, "more place")))
    ]
}

fn shown(draft: &Draft, one: ToFillIn) -> Open {
    let places = one.places.into_iter().map(|path| {
        let says = place(draft, &path);
        (path, says)
    });
    Open {
        places: places.collect(),
        text: one.text,
    }
}

/// «patch-prod: Schedule», «Task 1: RunCommand.Parameters.Operation».
fn place(draft: &Draft, path: &Path) -> String {
    let Some(part) = path.part() else {
        return draft.spell(path);
    };
    let one = match part.steps() {
        [_, _, Step::Member(list), ..] if list == TASKS => "Task",
        [_, _, _, ..] => "Target",
        _ => "Window",
    };
    let mut names: Vec<String> = Vec::new();
    let mut here = part.clone();
    for step in path.steps().get(part.steps().len()..).unwrap_or_default() {
        match step {
            Step::Member(name) => {
                here = here.member(name.clone());
                if !name.starts_with('$') && name != "TaskInvocationParameters" {
                    names.push(name.to_string());
                }
            }
            Step::Row(id) => {
                here = here.row(*id);
                let key = draft.text(&here.member(MAP_KEY));
                if !key.is_empty() {
                    names.push(key.to_owned());
                }
            }
        }
    }
    [&title(draft, &part, one), ": ", &names.join(".")].concat()
}
