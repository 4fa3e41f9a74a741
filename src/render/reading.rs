//! What the formats for people read from a plan: a request's members by their
//! fields, and the targets behind a task's references.

use crate::catalogue::{Field, target as t, task as k};
use crate::check::{Plan, Planned, Value};
use crate::schedule::{Schedule, Timing};

/// The value of a member.
pub(super) fn value<'a>(
    members: &'a [(&'static Field, Value)],
    field: &Field,
) -> Option<&'a Value> {
    let found = members.iter().find(|(known, _)| known.name == field.name);
    found.map(|(_, value)| value)
}

/// The value of a member of a request.
pub(super) fn of<'a>(request: &'a Planned, field: &Field) -> Option<&'a Value> {
    value(request.body()?, field)
}

/// A member of a group within a value.
pub(super) fn within<'a>(group: Option<&'a Value>, field: &Field) -> Option<&'a Value> {
    match group? {
        Value::Group(members) => value(members, field),
        _ => None,
    }
}

/// A value as text; none when it is something else.
pub(super) fn text(value: Option<&Value>) -> Option<&str> {
    match value? {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

/// The items of a list; empty when it is something else.
pub(super) fn items(value: Option<&Value>) -> &[Value] {
    match value {
        Some(Value::List(items)) => items,
        _ => &[],
    }
}

/// What a task or target is called: its name, or else its title in the plan.
pub(super) fn called(request: &Planned) -> &str {
    text(of(request, &k::NAME)).unwrap_or_else(|| {
        let title = request.title();
        let title = title.strip_prefix("Register ").unwrap_or(title);
        title.strip_prefix("the task ").unwrap_or(title)
    })
}

/// One way in which a task names what it works on.
pub(super) enum Reach<'a> {
    /// A target that this plan registers.
    Planned(&'a Planned),
    /// A registered target, by the id that AWS gave it.
    Registered(&'a str),
    /// A node.
    Node(&'a str),
}

/// What a task works on, in its order.
pub(super) fn reach<'a>(plan: &'a Plan, task: &'a Planned) -> Vec<Reach<'a>> {
    let mut all = Vec::new();
    for condition in items(of(task, &k::TARGETS)) {
        let nodes = text(within(Some(condition), &k::TARGET_KEY)) == Some(t::INSTANCE_IDS);
        for item in items(within(Some(condition), &k::TARGET_VALUES)) {
            match item {
                Value::Reference(reference) => {
                    all.extend(plan.source(*reference).map(Reach::Planned))
                }
                Value::Text(id) if nodes => all.push(Reach::Node(id)),
                Value::Text(id) => all.push(Reach::Registered(id)),
                _ => {}
            }
        }
    }
    all
}

/// The conditions of a registered target: keys and their values.
pub(super) fn conditions(target: &Planned) -> Vec<(&str, Vec<&str>)> {
    let conditions = items(of(target, &t::TARGETS)).iter();
    conditions
        .filter_map(|condition| {
            let key = text(within(Some(condition), &t::KEY))?;
            let values = items(within(Some(condition), &t::VALUES)).iter();
            Some((key, values.filter_map(|value| text(Some(value))).collect()))
        })
        .collect()
}

/// Whether a window runs from its creation on, so that no run is known before.
pub(super) fn counts_from_creation(timing: &Timing) -> bool {
    matches!(timing.schedule, Schedule::Rate(_)) && timing.start.is_none()
}
