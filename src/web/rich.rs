//! Sentences with literals: what stands in backticks is shown as code.
//!
//! Labels, hints and messages come from the core as plain text; this is the
//! only place that knows how they look.

use crate::web::dom::{View, el};

/// A sentence whose backticked pieces are code.
pub fn rich(text: &str) -> View {
    text.split('`')
        .enumerate()
        .filter(|(_, piece)| !piece.is_empty())
        .map(|(at, piece)| {
            let piece = piece.to_owned();
            if at % 2 == 1 {
                el("code").with(piece).view()
            } else {
                piece.into()
            }
        })
        .collect::<View>()
}
