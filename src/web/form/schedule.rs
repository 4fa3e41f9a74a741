//! The editor of a schedule: the expression, the sentence it says, its fields
//! one by one, and some to start from.
//!
//! What an expression means comes from the schedule engine; who speaks no cron
//! opens the composer.

use std::ops::Range;

use crate::web::dom::{View, all, el};
use crate::web::live::Derived;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::composer::{opener, replace};
use super::found::{Reach, shown};
use super::line::{Look, input};
use super::places::focus_soon;
use super::spot::{Labelled, Spot, frame};
use crate::catalogue::schedules::COMMON;
use crate::draft::Path;
use crate::schedule;
use crate::web::live::{self, Live};
use crate::web::rich::rich;
use crate::web::state::{App, app};

/// The editor of a schedule.
pub fn editor(spot: Spot) -> View {
    let app = app();
    let found = shown(app, &spot.path, Reach::Here);
    let text = app.text(&spot.path);
    let rows = live::memo(move || text.with(|text| schedule::explain(text)));
    let caret = RwSignal::new(None::<usize>);
    let id = spot.id();
    let look = {
        let id = id.clone();
        move || caret.set(caret_of(&id))
    };
    let on_key = {
        let look = look.clone();
        let look: Box<dyn FnMut(web_sys::Event)> = Box::new(move |_| look());
        look
    };
    let on_focus: Box<dyn FnMut(web_sys::Event)> = {
        let look = look.clone();
        Box::new(move |_| look())
    };
    let on_blur: Box<dyn FnMut(web_sys::Event)> = Box::new(move |_| caret.set(None));
    let fault = live::memo(move || {
        let span = found.with(|found| found.iter().find_map(|v| v.span.clone()))?;
        text.with(|text| pieces(text, &span))
    });
    let cells = live::part(move || {
        let all = rows.get().into_iter();
        all.map(|row| cell(&id, row, text, caret)).collect::<View>()
    });
    let (compose, composer) = opener(&spot);
    let control = all![
        compose,
        common_ones(app, &spot),
        composer,
        el("div")
            .on("keyup", on_key)
            .on("click", live::click(look))
            .on("focusin", on_focus)
            .on("focusout", on_blur)
            .with(input(
                &spot,
                Look {
                    class: "mono big",
                    ..Look::CODE
                },
                found
            )),
        live::some(move || fault.get().map(|(before, wrong, after)| el("p")
            .class("fault mono")
            .attr("aria-hidden", "true")
            .with(all![
                el("span").with(before),
                el("mark").with(wrong),
                el("span").with(after)
            ])
            .view())),
        el("div")
            .class("strip")
            .attr("role", "group")
            .attr("aria-label", "The expression field by field")
            .attr("hidden", live::flag(move || rows.with(Vec::is_empty)))
            .with(cells),
        el("p")
            .class("hint field-hint")
            .attr("hidden", live::flag(move || rows.with(Vec::is_empty)))
            .with(live::text(move || {
                let at = caret.get();
                rows.with(|rows| about(rows, at))
            })),
        el("p").class("reads").with(sentence(app, &spot.path))
    ];
    frame(&spot, found, Labelled::One, control)
}

/// What the schedule says, with its offset and zone, as soon as it can be read.
fn sentence(app: App, path: &Path) -> Live<String> {
    let part = path.part();
    let says = live::memo(move || {
        let part = part.as_ref()?;
        app.checked.with(|checked| {
            let timing = checked
                .plan
                .windows()
                .iter()
                .find(|w| w.path == *part)?
                .timing
                .as_ref()?;
            Some(schedule::describe(
                &timing.schedule,
                timing.offset_days,
                &timing.zone,
            ))
        })
    });
    live::text(move || says.get().unwrap_or_default())
}

/// The text before, in and behind a faulty place.
fn pieces(text: &str, span: &Range<usize>) -> Option<(String, String, String)> {
    let wrong = text.get(span.clone()).filter(|wrong| !wrong.is_empty())?;
    Some((
        text.get(..span.start)?.to_owned(),
        wrong.to_owned(),
        text.get(span.end..)?.to_owned(),
    ))
}

/// What the field in which the cursor is may hold; without one, the first that can't be read.
fn about(rows: &[schedule::FieldRow], caret: Option<usize>) -> String {
    let here = |row: &&schedule::FieldRow| {
        caret.is_some_and(|at| row.span.start <= at && at <= row.span.end)
    };
    let row = rows.iter().find(here);
    let row = row.or_else(|| rows.iter().find(|row| !row.valid));
    row.map_or("A click on a field selects it.".to_owned(), |row| {
        [row.name, " may hold ", row.allowed].concat()
    })
}

fn cell(
    id: &str,
    row: schedule::FieldRow,
    text: Derived<String>,
    caret: RwSignal<Option<usize>>,
) -> View {
    let span = row.span.clone();
    let on = live::flag(move || {
        caret
            .get()
            .is_some_and(|at| span.start <= at && at <= span.end)
    });
    let (id, span) = (id.to_owned(), row.span);
    let choose = live::click(move || text.with_untracked(|text| select(&id, text, &span)));
    let hint = [row.name, ": ", row.allowed].concat();
    el("button")
        .attr("type", "button")
        .class("cell")
        .attr("tabindex", "-1")
        .class_if("on", on)
        .class_if("wrong", !row.valid)
        .attr("title", hint)
        .on("click", choose)
        .with(all![
            el("small").with(row.name),
            " ",
            el("b").with(row.typed),
            " ",
            el("span").with(rich(&row.meaning))
        ])
        .view()
}

fn element(id: &str) -> Option<web_sys::HtmlInputElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Where the cursor is, in bytes of the text.
fn caret_of(id: &str) -> Option<usize> {
    let input = element(id)?;
    let at = input.selection_start().ok().flatten()?;
    let units: Vec<u16> = input
        .value()
        .encode_utf16()
        .take(usize::try_from(at).ok()?)
        .collect();
    Some(String::from_utf16_lossy(&units).len())
}

/// Selects a part of the expression, ready to be typed over.
fn select(id: &str, text: &str, span: &Range<usize>) {
    let Some(input) = element(id) else { return };
    let units = |to: usize| {
        u32::try_from(text.get(..to).unwrap_or(text).encode_utf16().count()).unwrap_or_default()
    };
    let _ = input.focus();
    let _ = input.set_selection_range(units(span.start), units(span.end));
}

/// Some schedules to start from.
fn common_ones(app: App, spot: &Spot) -> View {
    let text = app.text(&spot.path);
    let buttons: Vec<View> = COMMON
        .iter()
        .enumerate()
        .map(|(at, common)| {
            let path = spot.path.clone();
            let pressed = live::text(move || text.with(|text| text == common.schedule).to_string());
            el("button")
                .attr("type", "button")
                .class("preset")
                .attr("tabindex", if at == 0 { "0" } else { "-1" })
                .attr("title", common.schedule)
                .attr("aria-pressed", pressed)
                .on(
                    "click",
                    live::click(move || {
                        replace(app, &path, common.schedule, common.offset);
                        focus_soon(vec![path.anchor()]);
                    }),
                )
                .with(common.label)
                .view()
        })
        .collect();
    el("div")
        .class("presets")
        .attr("role", "toolbar")
        .attr("aria-label", "Common schedules")
        .on("keydown", live::keys(among))
        .with(buttons)
        .view()
}

/// Moves the focus among the buttons of a toolbar, which is one stop for the Tab key.
fn among(event: web_sys::KeyboardEvent) {
    let Some(now) = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
    else {
        return;
    };
    let next = match event.key().as_str() {
        "ArrowRight" => now.next_element_sibling(),
        "ArrowLeft" => now.previous_element_sibling(),
        "Home" => now
            .parent_element()
            .and_then(|bar| bar.first_element_child()),
        "End" => now
            .parent_element()
            .and_then(|bar| bar.last_element_child()),
        _ => return,
    };
    event.prevent_default();
    if let Some(next) = next.and_then(|next| next.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = next.focus();
    }
}
