//! Sentences with literals: what stands in backticks is shown as code.
//!
//! Labels, hints and messages come from the core as plain text; this is the
//! only place that knows how they look.

use leptos::prelude::*;

/// A sentence whose backticked pieces are code.
pub fn rich(text: &str) -> AnyView {
    text.split('`')
        .enumerate()
        .filter(|(_, piece)| !piece.is_empty())
        .map(|(at, piece)| {
            let piece = piece.to_owned();
            if at % 2 == 1 {
                view! { <code>{piece}</code> }.into_any()
            } else {
                piece.into_any()
            }
        })
        .collect::<Vec<_>>()
        .into_any()
}
