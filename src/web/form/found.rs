//! What was found about a field, as the page shows it: beside the field, once it
//! may be shown, with the ways to mend it.

use crate::web::dom::{View, all, el};
use crate::web::live::Derived;
use leptos::prelude::*;

use super::places::focus_soon;
use crate::catalogue::window;
use crate::check::{Edit, Fix, Severity, Violation};
use crate::draft::Path;
use crate::preview::soon_after;
use crate::schedule::Zone;
use crate::schedule::words::capital;
use crate::web::live;
use crate::web::rich::rich;
use crate::web::state::{App, app};

/// No more than this is said beside one field: a list may hold thousands of wrong values.
const LISTED: usize = 10;

/// How far around a path to look for findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Exactly there.
    Here,
    /// There and inside.
    Inside,
}

/// What was found about a path and may be shown by now.
pub fn shown(app: App, path: &Path, reach: Reach) -> Derived<Vec<Violation>> {
    let all = app.found_in_part(path);
    let path = path.clone();
    live::memo(move || {
        all.with(|all| {
            let mut found = all.iter().filter(|v| match reach {
                Reach::Here => v.path == path,
                Reach::Inside => v.path.is_in(&path),
            });
            // Who finds nothing need not know what was left.
            let Some(first) = found.next() else {
                return Vec::new();
            };
            std::iter::once(first)
                .chain(found)
                .filter(|v| app.may_show(&v.path) || app.may_show(&path))
                .cloned()
                .collect()
        })
    })
}

/// Whether an error is among them.
pub fn has_error(found: &[Violation]) -> bool {
    found.iter().any(|v| v.severity == Severity::Error)
}

/// The findings, each with its way out.
pub fn messages(found: Derived<Vec<Violation>>, id: &str) -> View {
    let id = [id, "-found"].concat();
    el("div")
        .class("found")
        .attr("id", id)
        .attr("aria-live", "polite")
        .with(live::part(move || {
            let mut found = found.get();
            let more = found.len().saturating_sub(LISTED);
            found.truncate(LISTED);
            let first = found.into_iter().map(message).collect::<View>();
            first.and((more > 0).then(|| {
                let says = format!("And {more} more here.");
                el("p").class("hint").with(says)
            }))
        }))
        .view()
}

fn message(violation: Violation) -> View {
    let app = app();
    let (class, kind) = match violation.severity {
        Severity::Error => ("msg err", "Error: "),
        Severity::Warning => ("msg warn", "Warning: "),
        Severity::Info => ("msg info", "Note: "),
    };
    let source = (!violation.source.is_empty()).then(|| {
        all![
            " ",
            el("a")
                .attr("href", violation.source)
                .attr("target", "_blank")
                .attr("rel", "noopener noreferrer")
                .with("AWS documentation")
        ]
    });
    let hint = (!violation.hint.is_empty()).then(|| {
        el("span")
            .class("why")
            .with(rich(&sentence(&violation.hint)))
            .view()
    });
    let anchor = violation.path.anchor();
    let fixes = violation
        .fixes
        .into_iter()
        .map(|fix| fix_button(app, fix, anchor.clone()))
        .collect::<Vec<_>>();
    el("div")
        .class(class)
        .with(all![
            el("p").with(all![
                el("span").class("sr").with(kind),
                rich(&violation.message),
                ". ",
                hint,
                source
            ]),
            (!fixes.is_empty()).then(|| el("div").class("fixes").with(fixes).view())
        ])
        .view()
}

fn fix_button(app: App, fix: Fix, anchor: String) -> View {
    let label = rich(&fix.label);
    let soon = soon(app, &fix);
    let mend = live::click(move || {
        // What a fix replaces as a whole may be worth having back.
        if fix.edits.iter().any(|edit| matches!(edit, Edit::Put(..))) {
            app.change(&fix.label, |draft| draft.apply(&fix));
        } else {
            app.mend(&fix);
        }
        // The button goes away with its message: the focus goes to what it mended.
        focus_soon(vec![anchor.clone()]);
    });
    let button = el("button")
        .attr("type", "button")
        .class("btn")
        .on("click", mend)
        .with(label);
    if soon.is_empty() {
        return button.view();
    }
    el("p")
        .class("fix")
        .with(all![button, " ", el("span").class("soon").with(soon)])
        .view()
}

/// Where a fix writes another schedule, when that runs: so two readings can be told apart.
fn soon(app: App, fix: &Fix) -> String {
    let edited = fix.edits.iter().find_map(|edit| match edit {
        Edit::Set(path, _) if path.name() == Some(window::SCHEDULE.name) => path.part(),
        _ => None,
    });
    let Some(window) = edited else {
        return String::new();
    };
    let zone = window.member(window::SCHEDULE_TIMEZONE.name);
    let zone = app
        .draft
        .with_untracked(|draft| Zone::parse(draft.text(&zone)));
    soon_after(
        fix,
        &zone.unwrap_or_else(|_| Zone::utc()),
        app.now.get_untracked(),
    )
}

/// «Up to 128 characters.»
pub(super) fn sentence(text: &str) -> String {
    let mut out = capital(text);
    if !out.is_empty() && !out.ends_with('.') {
        out.push('.');
    }
    out
}
