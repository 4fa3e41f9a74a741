//! A coloured text that is redrawn piece by piece: while a field is typed in,
//! only the request that it belongs to changes on the screen.

use crate::web::dom::{View, el};
use crate::web::live::Derived;

use super::artifact::Shown;
use crate::render::{Chunk, Code, Kind};
use crate::web::dom::{Item, list};
use crate::web::live::part;

fn class(kind: Kind) -> &'static str {
    match kind {
        Kind::Plain => "",
        Kind::Comment => "c",
        Kind::Name => "f",
        Kind::Value => "s",
        Kind::Variable => "v",
    }
}

fn chunk_view(chunk: &Chunk) -> View {
    chunk
        .spans
        .iter()
        .map(|span| match class(span.kind) {
            "" => View::from(span.text.as_str()),
            class => el("span").class(class).with(span.text.clone()).view(),
        })
        .collect::<View>()
}

/// The text of what is shown, chunk by chunk.
pub fn code_view(shown: Derived<Shown>, label: Derived<String>) -> View {
    let count = Derived::new(move || {
        shown.with(|shown| shown.code().map_or(0, |code: &Code| code.chunks.len()))
    });
    let chunk = move |at: usize| {
        let chunk = Derived::new(move || {
            shown.with(|shown| {
                shown
                    .code()
                    .and_then(|code| code.chunks.get(at))
                    .cloned()
                    .unwrap_or_default()
            })
        });
        el("span")
            .class("chunk")
            .with(part(move || chunk.with(chunk_view)))
            .view()
    };
    let chunks = list(move || {
        (0..count.get())
            .map(|at| Item::new(&at, move || chunk(at)))
            .collect()
    });
    // A region that scrolls must be reachable by keyboard, and then it needs a name.
    el("pre")
        .attr("id", "code")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", label)
        .with(el("code").with(chunks))
        .view()
}
