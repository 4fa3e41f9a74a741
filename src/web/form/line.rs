//! Editors of text: one line, or several.
//!
//! What was typed stands in the draft exactly as typed, right or wrong. A list
//! of strings is edited as lines until it holds an item that no line can say.

use crate::web::dom::{El, View, el};
use crate::web::live::Derived;

use super::found::{Reach, has_error, shown};
use super::leaving::{leaves, uses};
use super::spot::{Labelled, Need, Spot, frame};
use crate::check::Violation;
use crate::draft::{Node, Path};
use crate::web::live;
use crate::web::state::{App, app};

/// How a line of text looks and what helps to type it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    /// Classes of the input.
    pub class: &'static str,
    /// Which keyboard a phone shows.
    pub keys: &'static str,
    /// The id of the list of suggestions.
    pub list: &'static str,
}

impl Look {
    /// Ordinary text.
    pub const PLAIN: Look = Look {
        class: "",
        keys: "text",
        list: "",
    };
    /// What is code: ARNs, ids, expressions.
    pub const CODE: Look = Look {
        class: "mono",
        keys: "text",
        list: "",
    };
    /// A number.
    pub const NUMBER: Look = Look {
        class: "num",
        keys: "numeric",
        list: "",
    };
}

/// A line of text with everything around it.
pub fn line(spot: Spot, look: Look) -> View {
    let found = shown(app(), &spot.path, Reach::Here);
    let control = input(&spot, look, found);
    frame(&spot, found, Labelled::One, control)
}

/// The input alone.
pub fn input(spot: &Spot, look: Look, found: Derived<Vec<Violation>>) -> View {
    let app = app();
    let path = spot.path.clone();
    input_of(
        spot,
        look,
        found,
        app.text(&spot.path),
        live::put(move |typed| app.set(&path, typed)),
    )
}

/// An input that reads and writes a part of what stands at its path.
pub fn input_of(
    spot: &Spot,
    look: Look,
    found: Derived<Vec<Violation>>,
    text: Derived<String>,
    put: live::Put,
) -> View {
    let input = el("input")
        .attr("type", "text")
        .class(look.class)
        .attr("inputmode", look.keys)
        .attr("list", (!look.list.is_empty()).then_some(look.list))
        .attr("spellcheck", "false");
    typed_into(input, spot, found, text, put)
}

/// A larger text with everything around it.
pub fn area(spot: Spot, class: &'static str, rows: u32) -> View {
    let app = app();
    let found = shown(app, &spot.path, Reach::Inside);
    let control = textarea(&spot, class, rows, as_lines(app, &spot.path), found);
    frame(&spot, found, Labelled::One, control)
}

/// The text area alone.
pub fn textarea(
    spot: &Spot,
    class: &'static str,
    rows: u32,
    text: Derived<String>,
    found: Derived<Vec<Violation>>,
) -> View {
    let app = app();
    let path = spot.path.clone();
    textarea_of(
        spot,
        class,
        rows,
        found,
        text,
        live::put(move |typed| app.set(&path, typed)),
    )
}

/// A text area that reads and writes a part of what stands at its path.
pub fn textarea_of(
    spot: &Spot,
    class: &'static str,
    rows: u32,
    found: Derived<Vec<Violation>>,
    text: Derived<String>,
    put: live::Put,
) -> View {
    let area = el("textarea")
        .class(class)
        .attr("rows", rows.to_string())
        .attr(
            "spellcheck",
            if class.is_empty() { "true" } else { "false" },
        );
    typed_into(area, spot, found, text, put)
}

/// What every box of text has: its name, what describes it, what was found, and what is typed.
fn typed_into(
    control: El,
    spot: &Spot,
    found: Derived<Vec<Violation>>,
    text: Derived<String>,
    put: live::Put,
) -> View {
    spot.placeholder(control)
        .attr("id", spot.id())
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr(
            "aria-required",
            (spot.need == Need::Required).then_some("true"),
        )
        .attr("aria-describedby", spot.described_by())
        .attr(
            "aria-invalid",
            live::mark(move || found.with(|found| has_error(found))),
        )
        .bind(text, put)
        .on("input", uses(&spot.path))
        .on(
            "focusout",
            leaves(&spot.path, move || text.with_untracked(String::is_empty)),
        )
        .view()
}

/// The text at a path, a list's items as lines.
pub fn as_lines(app: App, path: &Path) -> Derived<String> {
    let at = path.clone();
    app.read(path, move |draft| match draft.node(&at) {
        Some(Node::Text(text)) => text.clone(),
        Some(node) => node.lines().join("\n"),
        None => String::new(),
    })
}
