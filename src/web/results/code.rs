//! A coloured text that is redrawn piece by piece: while a field is typed in,
//! only the pieces that became others change on the screen.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::document;
use web_sys::{Element, Text};

use super::artifact::Shown;
use crate::render::{Chunk, Code, Kind, Span};
use crate::web::dom::{Item, View, el, follow, list};
use crate::web::live::Derived;

fn class(kind: Kind) -> &'static str {
    match kind {
        Kind::Plain => "",
        Kind::Comment => "c",
        Kind::Name => "f",
        Kind::Value => "s",
        Kind::Variable => "v",
    }
}

/// The pieces of a chunk as they stand on the screen.
#[derive(Default)]
struct Drawn {
    spans: Vec<Span>,
    texts: Vec<Text>,
}

impl Drawn {
    /// Makes the element show these pieces; where only texts differ, only texts change.
    fn show(&mut self, spans: &[Span], within: &Element) {
        let kinds = |spans: &[Span]| spans.iter().map(|span| span.kind).collect::<Vec<_>>();
        if self.spans.is_empty() || kinds(&self.spans) != kinds(spans) {
            within.set_text_content(None);
            self.texts = spans.iter().map(|span| added(span, within)).collect();
        } else {
            let pairs = self.spans.iter().zip(spans).zip(&self.texts);
            for ((old, new), text) in pairs {
                if old.text != new.text {
                    text.set_data(&new.text);
                }
            }
        }
        self.spans = spans.to_vec();
    }
}

fn added(span: &Span, within: &Element) -> Text {
    let text = document().create_text_node(&span.text);
    // Only a node inside itself is refused.
    let _ = match class(span.kind) {
        "" => within.append_child(&text),
        class => {
            let piece = el("span").class(class).node();
            let _ = piece.append_child(&text);
            within.append_child(&piece)
        }
    };
    text
}

fn chunk_view(chunk: Derived<Chunk>) -> View {
    let element = el("span").class("chunk");
    let within = element.node();
    let mut drawn = Drawn::default();
    follow(move || chunk.with(|chunk| drawn.show(&chunk.spans, &within)));
    element.view()
}

/// Looks at a text that changes, if there is one.
pub type Read = Arc<dyn Fn(&mut dyn FnMut(&Code)) + Send + Sync>;

/// The text of what is shown, chunk by chunk.
pub fn code_view(shown: Derived<Shown>, label: Derived<String>) -> View {
    let read: Read = Arc::new(move |look| {
        shown.with(|shown| {
            if let Some(code) = shown.code() {
                look(code);
            }
        });
    });
    code_of(read, label)
}

/// A text, chunk by chunk.
pub fn code_of(read: Read, label: Derived<String>) -> View {
    let counted = Arc::clone(&read);
    let count = Derived::new(move || {
        let mut count = 0;
        counted(&mut |code| count = code.chunks.len());
        count
    });
    let chunk = move |at: usize| {
        let read = Arc::clone(&read);
        chunk_view(Derived::new(move || {
            let mut chunk = None;
            read(&mut |code| chunk = code.chunks.get(at).cloned());
            chunk.unwrap_or_default()
        }))
    };
    let chunk = Rc::new(chunk);
    let chunks = list(move || {
        (0..count.get())
            .map(|at| {
                let chunk = Rc::clone(&chunk);
                Item::new(&at, move || chunk(at))
            })
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
