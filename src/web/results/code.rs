//! A coloured text that is redrawn piece by piece: while a field is typed in,
//! only the request that it belongs to changes on the screen.

use leptos::prelude::*;

use super::artifact::Shown;
use crate::render::{Chunk, Code, Kind};
use crate::web::live::{Item, list, part};

fn class(kind: Kind) -> &'static str {
    match kind {
        Kind::Plain => "",
        Kind::Comment => "c",
        Kind::Name => "f",
        Kind::Value => "s",
        Kind::Variable => "v",
    }
}

fn chunk_view(chunk: &Chunk) -> AnyView {
    chunk
        .spans
        .iter()
        .map(|span| match class(span.kind) {
            "" => span.text.clone().into_any(),
            class => view! { <span class=class>{span.text.clone()}</span> }.into_any(),
        })
        .collect::<Vec<_>>()
        .into_any()
}

/// The text of what is shown, chunk by chunk.
pub fn code_view(shown: Memo<Shown>, label: Memo<String>) -> AnyView {
    let count = Memo::new(move |_| {
        shown.with(|shown| shown.code().map_or(0, |code: &Code| code.chunks.len()))
    });
    let chunk = move |at: usize| {
        let chunk = Memo::new(move |_| {
            shown.with(|shown| {
                shown
                    .code()
                    .and_then(|code| code.chunks.get(at))
                    .cloned()
                    .unwrap_or_default()
            })
        });
        view! { <span class="chunk">{part(move || chunk.with(chunk_view))}</span> }.into_any()
    };
    let chunks = list(move || {
        (0..count.get())
            .map(|at| Item::new(&at, move || chunk(at)))
            .collect()
    });
    // A region that scrolls must be reachable by keyboard, and then it needs a name.
    view! {
        <pre id="code" tabindex="0" role="region" aria-label=label><code>{chunks}</code></pre>
    }
    .into_any()
}
