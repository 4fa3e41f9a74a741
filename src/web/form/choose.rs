//! Editors of what is chosen rather than typed: one of a few, yes or no, some
//! of several.
//!
//! A value that is none of the choices stays and is shown as one more, so that
//! an opened project loses nothing.

use std::rc::Rc;

use crate::web::dom::{View, all, el};
use crate::web::live::Derived;

use super::found::{Reach, has_error, shown};
use super::leaving::{leaves, uses};
use super::line::as_lines;
use super::spot::{Labelled, Need, Spot, frame};
use crate::catalogue::Choice;
use crate::check::Violation;
use crate::web::dom::{Item, list};
use crate::web::live;
use crate::web::rich::rich;
use crate::web::state::app;

/// Something to choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pick {
    /// What is written when it is chosen.
    pub value: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// What choosing it means; may be empty.
    pub help: &'static str,
}

const NOT_SET: Pick = Pick {
    value: "",
    label: "Not set",
    help: "",
};
const YES_NO: [Pick; 2] = [
    Pick {
        value: "true",
        label: "Yes",
        help: "",
    },
    Pick {
        value: "false",
        label: "No",
        help: "",
    },
];

impl From<&Choice> for Pick {
    fn from(choice: &Choice) -> Self {
        Pick {
            value: choice.value,
            label: choice.label,
            help: choice.help,
        }
    }
}

/// One of a catalogue's choices.
pub fn choice(spot: Spot, choices: &'static [Choice]) -> View {
    radios(spot, choices.iter().map(Pick::from).collect())
}

/// True or false; nothing is chosen beforehand.
pub fn flag(spot: Spot) -> View {
    radios(spot, YES_NO.to_vec())
}

/// One of a few, written at the spot's path.
pub fn radios(spot: Spot, mut picks: Vec<Pick>) -> View {
    let app = app();
    if spot.need != Need::Required {
        picks.insert(0, NOT_SET);
    }
    let found = shown(app, &spot.path, Reach::Here);
    let path = spot.path.clone();
    let control = segments(
        &spot,
        picks,
        app.text(&spot.path),
        found,
        Rc::new(move |value| app.set(&path, value)),
    );
    frame(&spot, found, Labelled::Many, control)
}

/// Joined buttons of which one is pressed, for any reading and writing.
pub fn segments(
    spot: &Spot,
    picks: Vec<Pick>,
    now: Derived<String>,
    found: Derived<Vec<Violation>>,
    put: live::Put,
) -> View {
    let id = spot.id();
    let label_id = [&id, "-label"].concat();
    let group = id.clone();
    let known: Vec<&'static str> = picks.iter().map(|pick| pick.value).collect();
    let meanings = picks.clone();
    let buttons: Vec<View> = picks
        .into_iter()
        .map(|pick| {
            segment(
                &group,
                pick.value.to_owned(),
                pick.label.to_owned(),
                now,
                Rc::clone(&put),
            )
        })
        .collect();
    let stranger = live::some(move || {
        let value = now.get();
        (!known.contains(&value.as_str()) && !value.is_empty())
            .then(|| segment(&group, value.clone(), value, now, Rc::new(|_: &str| {})))
    });
    let meaning = live::some(move || {
        let value = now.get();
        meanings
            .iter()
            .find(|pick| pick.value == value && !pick.help.is_empty())
            .map(|pick| el("p").class("hint meaning").with(rich(pick.help)).view())
    });
    all![
        el("div")
            .class("seg")
            .attr("id", id)
            .attr("role", "radiogroup")
            .attr("aria-labelledby", label_id)
            .attr("aria-describedby", spot.described_by())
            .attr(
                "aria-required",
                (spot.need == Need::Required).then_some("true")
            )
            .attr(
                "aria-invalid",
                live::mark(move || found.with(|found| has_error(found)))
            )
            .on("input", uses(&spot.path))
            .on(
                "focusout",
                leaves(&spot.path, move || now.with_untracked(String::is_empty))
            )
            .with(all![buttons, stranger]),
        meaning
    ]
}

fn segment(
    group: &str,
    value: String,
    label: String,
    now: Derived<String>,
    put: live::Put,
) -> View {
    let name = group.to_owned();
    let mine = value.clone();
    el("label")
        .with(all![
            el("input")
                .attr("type", "radio")
                .attr("name", name)
                .attr("value", value.clone())
                .prop("checked", live::flag(move || now.with(|now| *now == mine)))
                .on("change", live::changed(move |_| put(&value))),
            el("span").with(label)
        ])
        .view()
}

/// Some of several: a list of strings, one per line in the draft.
pub fn several(spot: Spot, choices: &'static [Choice]) -> View {
    let app = app();
    let offered: Vec<(String, String)> = choices
        .iter()
        .map(|choice| (choice.value.to_owned(), choice.label.to_owned()))
        .collect();
    let found = shown(app, &spot.path, Reach::Inside);
    let path = spot.path.clone();
    let control = boxes(
        &spot,
        live::memo(move || offered.clone()),
        as_lines(app, &spot.path),
        found,
        Rc::new(move |lines| app.set(&path, lines)),
    );
    frame(&spot, found, Labelled::Many, control)
}

/// Check boxes over lines of text; a line that is not offered stays and is shown too.
pub fn boxes(
    spot: &Spot,
    offered: Derived<Vec<(String, String)>>,
    lines: Derived<String>,
    found: Derived<Vec<Violation>>,
    put: live::Put,
) -> View {
    let all = live::memo(move || {
        let mut all = offered.get();
        lines.with(|lines| {
            for line in values(lines) {
                if !all.iter().any(|(value, _)| value == line) {
                    all.push((line.to_owned(), line.to_owned()));
                }
            }
        });
        all
    });
    let id = spot.id();
    let label_id = [&id, "-label"].concat();
    let toggle: Toggle = Rc::new(move |value: &str, on: bool| {
        let mut now: Vec<String> =
            lines.with_untracked(|lines| values(lines).map(str::to_owned).collect());
        now.retain(|line| line != value);
        if on {
            now.push(value.to_owned());
        }
        put(&now.join("\n"));
    });
    let each = list(move || {
        let item = |(value, label): (String, String)| {
            let toggle = Rc::clone(&toggle);
            Item::new(
                &[value.as_str(), "\n", label.as_str()].concat(),
                move || check_box(value, label, lines, toggle),
            )
        };
        all.get().into_iter().map(item).collect()
    });
    el("div")
        .class("boxes")
        .attr("id", id)
        .attr("role", "group")
        .attr("aria-labelledby", label_id)
        .attr("aria-describedby", spot.described_by())
        .attr(
            "data-bad",
            live::mark(move || found.with(|found| has_error(found))),
        )
        .on("input", uses(&spot.path))
        .on(
            "focusout",
            leaves(&spot.path, move || lines.with_untracked(String::is_empty)),
        )
        .with(each)
        .view()
}

/// What ticking a box does.
type Toggle = Rc<dyn Fn(&str, bool)>;

fn check_box(value: String, label: String, lines: Derived<String>, toggle: Toggle) -> View {
    let mine = value.clone();
    el("label")
        .class("box")
        .with(all![
            el("input")
                .attr("type", "checkbox")
                .prop(
                    "checked",
                    live::flag(move || lines.with(|lines| values(lines).any(|line| line == mine)))
                )
                .on(
                    "change",
                    live::changed(move |input| toggle(&value, input.checked()))
                ),
            el("span").with(label)
        ])
        .view()
}

fn values(lines: &str) -> impl Iterator<Item = &str> {
    lines
        .split('\n')
        .map(str::trim)
        .filter(|line| !line.is_empty())
}
