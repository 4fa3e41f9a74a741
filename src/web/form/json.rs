//! The editor of JSON: a text area with its size, whether it is JSON yet, and
//! a button that lays it out.
//!
//! The text is sent as it stands here; each output encodes it as its tool
//! wants.

use std::rc::Rc;

use crate::web::dom::{View, all, el};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::de::IgnoredAny;

use super::found::{Reach, has_error, shown};
use super::line::textarea;
use super::pseudo;
use super::spot::{Labelled, Spot, frame};
use crate::draft::laid_out;
use crate::web::live;
use crate::web::state::app;

/// What AWS counts, and how much of it is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Bytes of UTF-8.
    Bytes(usize),
    /// Characters.
    Characters(Option<usize>),
}

impl Measure {
    /// «312 of 4096 bytes», and whether it is too much.
    fn says(self, text: &str) -> (String, bool) {
        let (count, max, unit) = match self {
            Measure::Bytes(max) => (text.len(), Some(max), "bytes"),
            Measure::Characters(max) => (text.chars().count(), max, "characters"),
        };
        match max {
            Some(max) => (format!("{count} of {max} {unit}"), count > max),
            None => (format!("{count} {unit}"), false),
        }
    }
}

/// An editor of JSON.
pub fn editor(spot: Spot, measure: Measure) -> View {
    let app = app();
    let text = app.text(&spot.path);
    let found = shown(app, &spot.path, Reach::Here);
    let area = textarea(&spot, "mono script", 6, text, found);
    let state = live::memo(move || text.with(|text| state(text)));
    let path = spot.path.clone();
    let lay_out = live::click(move || {
        if let Some(laid) = text.with_untracked(|text| laid_out(text)) {
            app.set(&path, &laid);
        }
    });
    let control = all![
        area,
        el("div").class("under").with(all![
            el("span")
                .class("meter")
                .class_if(
                    "over",
                    live::flag(move || text.with(|text| measure.says(text).1))
                )
                .with(live::text(move || text.with(|text| measure.says(text).0))),
            el("span").class("meter").with(live::text(move || {
                // Once the message below says so, it is said.
                if found.with(|found| has_error(found)) {
                    String::new()
                } else {
                    state.get()
                }
            })),
            el("button")
                .attr("type", "button")
                .class("btn small")
                .on("click", lay_out)
                .attr(
                    "disabled",
                    live::flag(move || state.with(|state| state != VALID))
                )
                .with("Format"),
            pseudo::menu(&spot.path)
        ])
    ];
    frame(&spot, found, Labelled::One, control)
}

const VALID: &str = "JSON";

fn state(text: &str) -> String {
    if text.trim().is_empty() {
        return String::new();
    }
    match serde_json::from_str::<IgnoredAny>(text) {
        Ok(_) => VALID.to_owned(),
        Err(error) => format!(
            "not JSON yet: line {}, column {}",
            error.line(),
            error.column()
        ),
    }
}

/// An editor of base64 that shows what is inside, and encodes JSON.
pub fn encoded(spot: Spot) -> View {
    let app = app();
    let text = app.text(&spot.path);
    let found = shown(app, &spot.path, Reach::Here);
    let area = textarea(&spot, "mono", 3, text, found);
    let inside = live::memo(move || {
        text.with(|text| {
            STANDARD
                .decode(text)
                .ok()
                .and_then(|bytes| String::from_utf8(bytes).ok())
                .filter(|t| !t.is_empty())
        })
    });
    let plain =
        live::memo(move || text.with(|text| serde_json::from_str::<IgnoredAny>(text).is_ok()));
    let path = spot.path.clone();
    let encode =
        Rc::new(move || app.set(&path, &text.with_untracked(|text| STANDARD.encode(text))));
    let control = all![
        area,
        el("div").class("under").with(all![
            live::when(plain, move || {
                let encode = Rc::clone(&encode);
                live::button("btn small", "Encode as base64", move || encode())
            }),
            live::some(move || inside.get().map(|inside| el("span")
                .class("meter")
                .with(all!["Decoded: ", el("code").with(inside)])
                .view()))
        ])
    ];
    frame(&spot, found, Labelled::One, control)
}
