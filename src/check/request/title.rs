//! What a request of a window's later life is called: by its position, and in
//! headings.
//!
//! A request that the plan makes anyway keeps its name there.

use crate::draft::Draft;

use super::super::ask::{Ask, EXECUTIONS, Subject};
use super::super::called::called;
use super::super::plan::{Plan, Planned};
use super::super::reference::Reference;

/// A request in its place, with its title, and nothing in it yet.
pub(super) fn planned(draft: &Draft, plan: &Plan, ask: &Ask) -> Planned {
    let made = plan.before.iter().find(|r| {
        let same = r.part == ask.subject && r.operation.name == ask.operation.name;
        same && r.completes == ask.completes
    });
    if let Some(made) = made {
        return made.clone();
    }
    let window = ask.subject.window();
    let position = plan
        .windows
        .iter()
        .position(|one| Some(&one.path) == window.as_ref())
        .unwrap_or_default();
    let listing = EXECUTIONS
        .iter()
        .find(|one| one.operation.name == ask.operation.name);
    let same = |r: &&Planned| r.window == position && r.operation.name == ask.operation.name;
    Planned {
        operation: ask.operation,
        part: ask.subject.clone(),
        title: title(draft, ask),
        window: position,
        ordinal: plan.requests.iter().filter(same).count(),
        body: None,
        problems: Vec::new(),
        returned: listing.map(|one| Reference::to_item(one.operation, one.member)),
        creation: None,
        completes: false,
        listed: listing.map(|one| (one.list, one.member)),
    }
}

/// What a request is about, for headings: «Deregister a target: web-servers».
fn title(draft: &Draft, ask: &Ask) -> String {
    let kind = match Subject::of(ask.operation) {
        Subject::Account | Subject::Execution => return ask.operation.label.to_owned(),
        Subject::Window => "window",
        Subject::Target => "target",
        Subject::Task => "task",
    };
    let mut title = ask.operation.label.to_owned();
    let is_part = ask.subject.window().as_ref() != Some(&ask.subject);
    if draft.node(&ask.subject).is_none() || is_part != (kind != "window") {
        return title;
    }
    title.push_str(": ");
    match called(draft, &ask.subject) {
        None => {
            let rows = ask.subject.parent().zip(ask.subject.last_row());
            let position = rows
                .and_then(|(list, id)| draft.rows(&list).iter().position(|row| row.id == id))
                .unwrap_or_default();
            title.push_str(&format!("{kind} {}", position + 1));
        }
        Some(name) => title.push_str(&name),
    }
    title
}
