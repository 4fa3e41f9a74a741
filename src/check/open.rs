//! Values that were open when they were read: `$CRON`, `var.schedule`.
//!
//! Only what an import marked counts: a description may honestly say `$5`, and a
//! script may have variables of its own. A mark names a member of a window, target
//! or task and the text in it, and holds as long as that text is there.

use crate::draft::page::{MAP_KEY, MAP_VALUE, OPEN, TARGETS, TASKS};
use crate::draft::{Draft, Node, Path, Row};
use crate::quote::quoted;

use super::finding::Findings;
use super::report::{Edit, Fix, Violation};
use super::rules::{Part, Rule, Scope};

/// The slug of «… is to be filled in».
pub const TO_FILL_IN: &str = "to-fill-in";

const FINDS: &[(&str, &str)] = &[(
    TO_FILL_IN,
    "A value that was unknown when it was imported must be filled in",
)];
pub(super) const WINDOW: Rule = Rule {
    finds: FINDS,
    scope: Scope::Window,
    run: report,
};
// Its row in the documentation is that of windows.
pub(super) const TARGET: Rule = Rule {
    finds: &[],
    scope: Scope::Target,
    run: report,
};
pub(super) const TASK: Rule = Rule {
    finds: &[],
    scope: Scope::Task,
    run: report,
};

/// A value to be filled in, and every place that has it.
#[derive(Debug, Clone, PartialEq)]
pub struct ToFillIn {
    /// The value as it was written: `$CRON`.
    pub text: String,
    /// The fields that have it, in the order of the form.
    pub places: Vec<Path>,
}

/// Every value of a draft that is to be filled in, in the order of the form.
pub fn to_fill_in(draft: &Draft) -> Vec<ToFillIn> {
    let mut all: Vec<ToFillIn> = Vec::new();
    each_part(draft, &mut |node, path| {
        for (text, place) in places(node, path) {
            match all.iter_mut().find(|one| one.text == text) {
                Some(one) if one.places.contains(&place) => {}
                Some(one) => one.places.push(place),
                None => all.push(ToFillIn {
                    text: text.to_owned(),
                    places: vec![place],
                }),
            }
        }
    });
    all
}

/// What fills a value in, in all its places.
///
/// The text itself in place of the value says that it is right as it stands.
pub fn fill_in(draft: &Draft, text: &str, with: &str) -> Fix {
    let mut edits = Vec::new();
    each_part(draft, &mut |node, path| {
        let found = places(node, path);
        let mut done: Vec<Path> = Vec::new();
        for (_, place) in found.into_iter().filter(|(open, _)| *open == text) {
            if !done.contains(&place) {
                let filled = draft.text(&place).replace(text, with);
                edits.push(Edit::Set(place.clone(), filled));
                done.push(place);
            }
        }
        // The mark goes: the new text may contain the old one.
        for (name, lines) in node.member(OPEN).map_or(&[][..], Node::members) {
            let lines = lines.lines();
            if lines.contains(&text) {
                let rest: Vec<&str> = lines.into_iter().filter(|line| *line != text).collect();
                let at = path.member(OPEN).member(name.clone());
                let rest = (!rest.is_empty()).then(|| Node::Text(rest.join("\n")));
                edits.push(Edit::Put(at, rest));
            }
        }
    });
    Fix {
        label: format!("Fill in {}", quoted(text)),
        edits,
    }
}

fn each_part(draft: &Draft, see: &mut dyn FnMut(&Node, &Path)) {
    for window in draft.windows() {
        let path = Draft::window_path(window.id);
        see(&window.node, &path);
        for list in [TARGETS, TASKS] {
            let at = path.member(list);
            let rows = window.node.rows_of(list).iter();
            rows.for_each(|row: &Row| see(&row.node, &at.row(row.id)));
        }
    }
}

fn report(part: &Part<'_>, found: &mut Findings<'_>) {
    if is_marked(part.node) {
        report_marked(part, found);
    }
}

/// Whether a window, target or task has marks: few have, and a first visit has none.
fn is_marked(part: &Node) -> bool {
    part.member(OPEN).is_some()
}

#[inline(never)]
fn report_marked(part: &Part<'_>, found: &mut Findings<'_>) {
    for (text, place) in places(part.node, part.path) {
        let message = format!("{} must be filled in", quoted(text));
        found
            .error(&place, TO_FILL_IN, message)
            .hint("its value was unknown when it was imported");
    }
}

/// Drops what else was found since `from` about fields that have an open value: it is about the
/// stand-in, not about the value.
pub(super) fn drop_others(part: &Node, path: &Path, from: usize, found: &mut Vec<Violation>) {
    if is_marked(part) {
        drop_others_of_marked(part, path, from, found);
    }
}

#[inline(never)]
fn drop_others_of_marked(part: &Node, path: &Path, from: usize, found: &mut Vec<Violation>) {
    let open = places(part, path);
    if open.is_empty() {
        return;
    }
    let mut position = 0;
    found.retain(|violation| {
        position += 1;
        position <= from
            || violation.slug == TO_FILL_IN
            || open.iter().all(|(_, place)| *place != violation.path)
    });
}

/// The open texts of a window, target or task, each with a field that has it.
fn places<'a>(part: &'a Node, path: &Path) -> Vec<(&'a str, Path)> {
    let mut all = Vec::new();
    let marks = part.member(OPEN).map_or(&[][..], Node::members);
    for (member, lines) in marks {
        let mut inside = Vec::new();
        let steps: Vec<&str> = member.split('.').collect();
        follow(part, path, &steps, &mut |node, at| {
            leaves(node, at, &mut inside)
        });
        if inside.is_empty() {
            // The value may stand elsewhere by now.
            let is_window = path.parent() == Some(Draft::windows_path());
            let own = |name: &str| !(is_window && matches!(name, TARGETS | TASKS));
            for (name, node) in part.members().iter().filter(|(name, _)| own(name)) {
                if !name.starts_with('$') {
                    leaves(node, &path.member(name.clone()), &mut inside);
                }
            }
        }
        for text in lines.lines().into_iter().filter(|text| !text.is_empty()) {
            let found = inside.iter().filter(|(typed, _)| typed.contains(text));
            all.extend(found.map(|(_, at)| (text, at.clone())));
        }
    }
    all
}

/// Goes to a member by the names on the way, through all rows that lie there.
fn follow<'a>(node: &'a Node, at: &Path, steps: &[&str], see: &mut dyn FnMut(&'a Node, &Path)) {
    if let Node::Rows(rows) = node {
        for row in rows {
            follow(&row.node, &at.row(row.id), steps, see);
        }
        return;
    }
    let Some((step, rest)) = steps.split_first() else {
        return see(node, at);
    };
    if let Some(inside) = node.member(step) {
        follow(inside, &at.member((*step).to_owned()), rest, see);
    } else if let Some(value) = node.member(MAP_VALUE) {
        follow(value, &at.member(MAP_VALUE), steps, see);
    }
}

/// The texts of a node that are sent, with their places.
fn leaves<'a>(node: &'a Node, at: &Path, into: &mut Vec<(&'a str, Path)>) {
    match node {
        Node::Text(text) => into.push((text, at.clone())),
        Node::Rows(rows) => {
            for row in rows {
                leaves(&row.node, &at.row(row.id), into);
            }
        }
        Node::Group(members) => {
            let sent = |name: &str| !name.starts_with('$') || matches!(name, MAP_KEY | MAP_VALUE);
            for (name, inside) in members.iter().filter(|(name, _)| sent(name)) {
                leaves(inside, &at.member(name.clone()), into);
            }
        }
    }
}
