//! What the readers noticed, by kind, each with the line it came from; a click
//! selects that line in the text area.

use super::dialog::{area, counted};
use super::sources::PASTED;
use super::{Import, sources::Source};
use crate::import::exchange::Said;
use crate::import::read::Kind;
use crate::web::dom::{View, all, el};
use crate::web::live::click;
use crate::web::rich::rich;
use leptos::prelude::*;

/// As many of one kind are listed.
const LISTED: usize = 100;
/// So many of a kind that needs no attention are shown at once.
const FEW: usize = 4;

/// The kinds in the order in which they are shown, with what they are called and what that means.
const KINDS: [(Kind, &str, &str); 4] = [
    (
        Kind::Open,
        "To fill in",
        "These values are not in the text. They stay in their fields as they were written until you fill them in.",
    ),
    (
        Kind::Repaired,
        "Repaired",
        "These were read as what was most likely meant.",
    ),
    (Kind::Ignored, "Ignored", "These have no place in a plan."),
    (Kind::Unread, "Not understood", "These are not in the plan."),
];

/// The notes by kind.
pub fn notes(import: Import, notes: &[(u32, Said)]) -> View {
    let names = import.state().sources.with_untracked(|all| {
        let named = |source: &Source| (source.id, source.label().to_owned());
        all.iter().map(named).collect::<Vec<_>>()
    });
    let several = names.len() > 1;
    KINDS
        .iter()
        .map(|(kind, title, means)| {
            let of_kind: Vec<&(u32, Said)> = notes
                .iter()
                .filter(|(_, said)| said.kind == *kind)
                .collect();
            if of_kind.is_empty() {
                return View::none();
            }
            let name = |id: u32| {
                names
                    .iter()
                    .find(|(known, _)| *known == id)
                    .map_or("", |(_, name)| name.as_str())
            };
            let rows: Vec<View> = of_kind
                .iter()
                .take(LISTED)
                .map(|(id, said)| row(import, *id, said, if several { name(*id) } else { "" }))
                .collect();
            let more = of_kind.len().saturating_sub(LISTED);
            let open = *kind != Kind::Ignored || of_kind.len() <= FEW;
            el("details")
                .class(["import-notes ", kind.id()].concat())
                .attr("open", open)
                .with(all![
                    el("summary").with(all![
                        *title,
                        " ",
                        el("span").class("count").with(of_kind.len().to_string())
                    ]),
                    el("p").class("hint").with(*means),
                    el("ul").with(rows),
                    (more > 0).then(|| el("p")
                        .class("hint")
                        .with(["And ", &counted(more, "more line")].concat()))
                ])
                .view()
        })
        .collect()
}

fn row(import: Import, source: u32, said: &Said, name: &str) -> View {
    let line = said.position.line;
    let (place, selects) = match name {
        "" => (format!("Line {line}"), format!("Select line {line}")),
        name => {
            let place = format!("{name}, line {line}");
            let selects = format!("Select {place}");
            (place, selects)
        }
    };
    el("li")
        .with(all![
            el("button")
                .attr("type", "button")
                .class("import-line")
                .attr("title", selects)
                .on("click", click(move || select(import, source, line)))
                .with(place),
            el("span").with(rich(&said.message))
        ])
        .view()
}

/// Shows a source and selects one of its lines.
fn select(import: Import, source: u32, line: usize) {
    let known = import
        .state()
        .sources
        .with_untracked(|all| all.iter().any(|one| one.id == source));
    import
        .state()
        .chosen
        .set(if known { source } else { PASTED });
    // After the text area has the text.
    request_animation_frame(move || {
        let Some(area) = area() else { return };
        let text = area.value();
        let begin: usize = text
            .split_inclusive('\n')
            .take(line.saturating_sub(1))
            .map(str::len)
            .sum();
        let units = |to: usize| text.get(..to).unwrap_or(&text).encode_utf16().count();
        let end = text
            .get(begin..)
            .and_then(|rest| rest.find('\n'))
            .map_or(text.len(), |length| begin + length);
        let _ = area.focus();
        let (from, to) = (u32::try_from(units(begin)), u32::try_from(units(end)));
        let _ = area.set_selection_range(from.unwrap_or_default(), to.unwrap_or_default());
        // A browser does not scroll to what a program selects. All lines are of one height.
        let lines = i32::try_from(text.split('\n').count()).unwrap_or(1).max(1);
        let height = area.scroll_height() / lines;
        let before = i32::try_from(line.saturating_sub(1)).unwrap_or_default();
        area.set_scroll_top((height * before - area.client_height() / 3).max(0));
        area.set_scroll_left(0);
    });
}
