//! A coloured text that is redrawn piece by piece: while a field is typed in,
//! only the pieces that became others change on the screen.

use std::sync::Arc;

use leptos::prelude::{document, request_animation_frame};
use wasm_bindgen::JsCast;
use web_sys::{Element, Text};

use super::artifact::Shown;
use crate::render::{Code, Kind, Span};
use crate::web::dom::{View, el, follow};
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

/// The element that holds the text.
const CODE: &str = "code";

/// A chunk as it stands on the screen.
struct Drawn {
    element: Element,
    spans: Vec<Span>,
    texts: Vec<Text>,
}

impl Drawn {
    /// An empty chunk at the end of an element.
    fn at_the_end_of(whole: &Element) -> Drawn {
        let element = el("span").class("chunk").node();
        // Only a node inside itself is refused.
        let _ = whole.append_child(&element);
        Drawn {
            element,
            spans: Vec::new(),
            texts: Vec::new(),
        }
    }
    /// Makes it show these pieces; where only texts differ, only texts change.
    fn show(&mut self, spans: &[Span]) {
        let kinds = |span: &Span| span.kind;
        let mut moved = false;
        if self.spans.iter().map(kinds).eq(spans.iter().map(kinds)) {
            let pairs = self.spans.iter_mut().zip(spans).zip(&self.texts);
            for ((old, new), text) in pairs {
                if old.text != new.text {
                    text.set_data(&new.text);
                    old.text.clone_from(&new.text);
                    moved |= !stands_in(text, &self.element);
                }
            }
        } else {
            moved = true;
        }
        if moved {
            self.element.set_text_content(None);
            let within = &self.element;
            self.texts = spans.iter().map(|span| added(span, within)).collect();
            self.spans = spans.to_vec();
        }
    }
}

/// Whether a text is where it was put: in its chunk or a piece of it, and not in what a translation put there.
fn stands_in(text: &Text, chunk: &Element) -> bool {
    let Some(parent) = text.parent_element() else {
        return false;
    };
    parent == *chunk
        || (parent.tag_name() == "SPAN" && parent.parent_element().as_ref() == Some(chunk))
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
    let code = el("code");
    let whole = code.node();
    let mut drawn: Vec<Drawn> = Vec::new();
    follow(move || {
        read(&mut |code| {
            for gone in drawn.drain(code.chunks.len().min(drawn.len())..) {
                gone.element.remove();
            }
            while drawn.len() < code.chunks.len() {
                drawn.push(Drawn::at_the_end_of(&whole));
            }
            for (chunk, drawn) in code.chunks.iter().zip(&mut drawn) {
                drawn.show(&chunk.spans);
            }
        });
    });
    // A region that scrolls must be reachable by keyboard, and then it needs a name.
    el("pre")
        .attr("id", CODE)
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", label)
        .with(code)
        .view()
}

/// How often the place of a chunk is looked up again: what was out of view gets its height
/// only when it comes into view.
const LOOKS: u32 = 4;

/// Scrolls the text, and nothing around it, to one of its chunks.
pub fn show_chunk(at: usize) {
    look_for(at, LOOKS);
}

fn look_for(at: usize, left: u32) {
    let Some(text) = document().get_element_by_id(CODE) else {
        return;
    };
    let chunks = text.query_selector_all(".chunk").ok();
    let chunk = chunks.and_then(|chunks| chunks.item(u32::try_from(at).ok()?));
    let chunk = chunk.and_then(|chunk| chunk.dyn_into::<Element>().ok());
    let by = chunk
        .filter(|_| at > 0)
        .map_or(-f64::from(text.scroll_top()), |chunk| {
            chunk.get_bounding_client_rect().top() - text.get_bounding_client_rect().top()
        });
    text.set_scroll_top(text.scroll_top() + by as i32);
    if left > 0 && by.abs() >= 1.0 {
        request_animation_frame(move || look_for(at, left - 1));
    }
}
