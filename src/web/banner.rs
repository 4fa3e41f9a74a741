//! A lasting message above the form that asks for a decision.

use super::dom::{View, all, el};
use super::rich::rich;

/// A lasting message: its kind (`info`, `warn`), its text and what can be done.
pub fn banner(kind: &'static str, label: &'static str, text: View, actions: Vec<View>) -> View {
    el("section")
        .class(["banner ", kind].concat())
        .attr("aria-label", label)
        .with(all![
            el("p").with(text),
            el("div").class("banner-actions").with(actions)
        ])
        .view()
}

/// A message's point and what else there is to say.
pub fn point(point: &str, more: &str) -> View {
    all![el("b").with(point.to_owned()), " ", rich(more)]
}
