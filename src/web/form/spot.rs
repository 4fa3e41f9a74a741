//! What surrounds every editor: its label with the API's name beside it, its
//! hint, what was found about it, and its help.
//!
//! A [`Spot`] is a field where it stands. It comes from the catalogue, or
//! from the parameter of a well-known document, and says nothing of its own.

use crate::web::dom::{El, View, all, el};
use crate::web::live::Derived;
use leptos::prelude::*;

use super::found::{has_error, messages, sentence};
use crate::catalogue::{Field, Member, Shape};
use crate::check::Violation;
use crate::draft::Path;
use crate::web::live;
use crate::web::rich::rich;
use crate::web::state::app;

/// Whether the label speaks of need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It must be given.
    Required,
    /// It may be given, and the label says so.
    Optional,
    /// It depends, or there is no need to say.
    Unsaid,
}

/// A field where it stands.
#[derive(Clone)]
pub struct Spot {
    /// Where.
    pub path: Path,
    /// What the person calls it.
    pub label: &'static str,
    /// What AWS calls it.
    pub name: &'static str,
    /// Whether it must be given.
    pub need: Need,
    /// Whether the label is only for those who don't see it: in rows under a heading.
    pub quiet: bool,
    /// What it may hold, in a line.
    pub hint: String,
    /// A bound that few ever meet, for the help.
    pub limit: String,
    /// What it does.
    pub help: &'static str,
    /// A value that would be right.
    pub example: &'static str,
    /// What is sent in its place while it is empty, where that is known.
    pub sent: Option<Derived<String>>,
    /// What happens when it is empty.
    pub default: &'static str,
    /// The member beside it that makes it required.
    pub needed_with: Option<&'static str>,
    /// Why it should no longer be used.
    pub deprecated: Option<&'static str>,
    /// The page of the AWS documentation.
    pub doc: &'static str,
}

impl Spot {
    /// A member of the group at a path.
    pub fn member(member: &Member, group: &Path) -> Self {
        let need = if member.required {
            Need::Required
        } else {
            Need::Optional
        };
        Spot::field(member.field, group.member(member.field.name), need)
    }
    /// A field at a path.
    pub fn field(field: &Field, path: Path, need: Need) -> Self {
        let (bounds, generous) = (sentence(&field.bounds()), is_generous(field));
        let hint = match (bounds.is_empty() || generous, field.hint.is_empty()) {
            (true, _) => field.hint.to_owned(),
            (false, true) => bounds.clone(),
            (false, false) => [&bounds, " ", field.hint].concat(),
        };
        Spot {
            path,
            label: field.label,
            name: field.name,
            need,
            quiet: false,
            hint,
            limit: if generous { bounds } else { String::new() },
            help: field.help,
            example: field.example,
            sent: None,
            default: field.default,
            needed_with: field.needed_with,
            deprecated: field.deprecated,
            doc: field.doc,
        }
    }
    /// The same under another label.
    pub fn called(mut self, label: &'static str) -> Self {
        self.label = label;
        self
    }
    /// The same, showing what is sent in its place while it is empty.
    pub fn sends(mut self, sent: Derived<String>) -> Self {
        self.sent = Some(sent);
        self
    }
    /// Shows in an empty editor what stands in its place, else what would be right.
    pub fn placeholder(&self, editor: El) -> El {
        match self.sent {
            Some(sent) => editor.attr("placeholder", sent),
            None if self.example.is_empty() => editor,
            // Else it would look typed, or like what AWS takes when nothing is.
            None => editor.attr("placeholder", ["e.g. ", self.example].concat()),
        }
    }
    /// The id of its editor.
    pub fn id(&self) -> String {
        self.path.anchor()
    }
    /// The ids of what describes its editor.
    pub fn described_by(&self) -> String {
        let id = self.id();
        if self.hint.is_empty() {
            [&id, "-found"].concat()
        } else {
            [&id, "-hint ", &id, "-found"].concat()
        }
    }
}

/// Whether all there is to say is that a text may be long: that helps nobody who is filling it in.
fn is_generous(field: &Field) -> bool {
    match field.shape {
        Shape::Text(text) => {
            text.pattern.is_none() && text.min <= 1 && text.max.is_none_or(|max| max >= 64)
        }
        Shape::Whole(whole) => whole.max.is_none(),
        Shape::Blob(_) => true,
        Shape::Flag | Shape::Choice(_) | Shape::List(_) | Shape::Map(_) | Shape::Group(_) => false,
    }
}

/// How an editor takes its label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Labelled {
    /// One control with the spot's id: a label of its own.
    One,
    /// Several controls in a group that is labelled by id.
    Many,
}

/// An editor with everything around it.
pub fn frame(
    spot: &Spot,
    found: Derived<Vec<Violation>>,
    labelled: Labelled,
    control: View,
) -> View {
    let id = spot.id();
    let open = RwSignal::new(false);
    let hint = (!spot.hint.is_empty()).then(|| {
        let hint_id = [&id, "-hint"].concat();
        el("p")
            .class("hint")
            .attr("id", hint_id)
            .with(rich(&spot.hint))
            .view()
    });
    el("div")
        .class("field")
        .class_if(
            "bad",
            live::flag(move || found.with(|found| has_error(found))),
        )
        .with(all![
            head(spot, labelled, open),
            el("div").class("control").with(control),
            el("div")
                .class("foot")
                .with(all![hint, help(spot, open), messages(found, &id)])
        ])
        .view()
}

/// The line with the label, the API's name and the way to the help.
pub fn head(spot: &Spot, labelled: Labelled, open: RwSignal<bool>) -> View {
    let id = spot.id();
    let label_id = [&id, "-label"].concat();
    let help_id = [&id, "-help"].concat();
    let label = match labelled {
        Labelled::One => el("label")
            .attr("for", id.clone())
            .attr("id", label_id)
            .with(spot.label)
            .view(),
        Labelled::Many => el("span")
            .class("name")
            .attr("id", label_id)
            .with(spot.label)
            .view(),
    };
    let optional = (spot.need == Need::Optional).then(|| need(spot));
    let about = ["About ", spot.label].concat();
    let has_help = !spot.help.is_empty() || !spot.doc.is_empty();
    let more = has_help.then(|| {
        el("button")
            .attr("type", "button")
            .class("ask")
            .attr("aria-label", about.clone())
            .attr("title", about)
            .attr("aria-expanded", live::text(move || open.get().to_string()))
            .attr("aria-controls", help_id)
            .on(
                "click",
                live::click(move || open.update(|open| *open = !*open)),
            )
            .view()
    });
    let api =
        (!spot.name.is_empty()).then(|| el("span").class("api").literal().with(spot.name).view());
    el("div")
        .class("label")
        .class_if("sr", spot.quiet)
        .with(all![label, optional, api, more])
        .view()
}

/// «optional», or «required» while the member beside it that needs it is set.
fn need(spot: &Spot) -> View {
    let beside = spot
        .needed_with
        .and_then(|name| Some(spot.path.parent()?.member(name)));
    let Some(beside) = beside else {
        return el("span").class("opt").with("optional").view();
    };
    let at = beside.clone();
    let needed = app().read(&beside, move |draft| {
        draft.node(&at).is_some_and(|node| !node.is_blank())
    });
    let says = live::text(move || if needed.get() { "required" } else { "optional" }.to_owned());
    el("span").class("opt").with(says).view()
}

/// What the field does, once it was asked for.
pub fn help(spot: &Spot, open: RwSignal<bool>) -> View {
    let help_id = [&spot.id(), "-help"].concat();
    let spot = spot.clone();
    el("div")
        .class("help")
        .attr("id", help_id)
        .attr("hidden", live::flag(move || !open.get()))
        .with(live::some(move || open.get().then(|| inside(&spot))))
        .view()
}

fn inside(spot: &Spot) -> View {
    let lines = [
        (!spot.help.is_empty()).then(|| rich(spot.help)),
        (!spot.limit.is_empty()).then(|| rich(&spot.limit)),
        spot.deprecated
            .map(|why| all![el("b").with("Deprecated. "), rich(why)]),
        (!spot.default.is_empty()).then(|| all!["When empty: ", rich(spot.default)]),
        (!spot.example.is_empty()).then(|| all!["For example ", el("code").with(spot.example)]),
        (!spot.doc.is_empty()).then(|| {
            el("a")
                .attr("href", spot.doc)
                .attr("target", "_blank")
                .attr("rel", "noopener noreferrer")
                .with("AWS documentation")
                .view()
        }),
    ];
    lines
        .into_iter()
        .flatten()
        .map(|line| el("p").with(line).view())
        .collect::<View>()
}
