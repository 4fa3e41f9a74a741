//! A request of the plan as a resource: its logical id, its type and its
//! properties, as the tree that YAML and JSON are written from.
//!
//! It knows which member goes where and what CloudFormation demands besides,
//! and nothing of how a tree is written.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::catalogue::{Field, task};
use crate::check::{Plan, Planned, Value};

use super::super::names::name;
use crate::catalogue::names::{CLOUDFORMATION, Place};

/// A template's value.
pub(super) enum Node {
    Text(String),
    Whole(i64),
    Flag(bool),
    /// What the resource of this logical id is: its id at AWS.
    Ref(String),
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
}

/// `window_2_target_1` → `Window2Target1`
pub(super) fn logical_id(plan: &Plan, request: &Planned) -> String {
    let mut id = String::new();
    for word in name(plan, request).split('_') {
        let mut rest = word.chars();
        id.extend(rest.next().map(|first| first.to_ascii_uppercase()));
        id.push_str(rest.as_str());
    }
    id
}

pub(super) fn resource(plan: &Plan, request: &Planned) -> Node {
    let kind = CLOUDFORMATION
        .resource(request.operation())
        .unwrap_or_default();
    let mut properties = properties(plan, request.body().unwrap_or_default());
    if needs_priority(request) {
        properties.push((
            task::PRIORITY.name.to_owned(),
            Node::Whole(DEFAULT_PRIORITY),
        ));
    }
    Node::Map(vec![
        ("Type".to_owned(), Node::Text(kind.to_owned())),
        ("Properties".to_owned(), Node::Map(properties)),
    ])
}

/// What stands for a priority that the plan leaves to AWS.
pub(super) const DEFAULT_PRIORITY: i64 = 1;

/// Whether CloudFormation demands a priority that the plan does not give.
pub(super) fn needs_priority(request: &Planned) -> bool {
    let has_one = request
        .body()
        .unwrap_or_default()
        .iter()
        .any(|(field, _)| std::ptr::eq(*field, &task::PRIORITY));
    request.operation().name == task::REGISTER.name && !has_one
}

pub(super) fn properties(plan: &Plan, members: &[(&'static Field, Value)]) -> Vec<(String, Node)> {
    let mut properties = Vec::new();
    for (field, value) in members {
        match CLOUDFORMATION.place(field) {
            Some(Place::Named(name) | Place::Bytes(name, _) | Place::Pairs(name)) => {
                properties.push((name.to_owned(), node(plan, value)));
            }
            Some(Place::Nowhere(_) | Place::Formerly(..)) | None => {}
        }
    }
    properties
}

fn node(plan: &Plan, value: &Value) -> Node {
    match value {
        Value::Text(text) => Node::Text(text.clone()),
        Value::Whole(number) => Node::Whole(*number),
        Value::Flag(flag) => Node::Flag(*flag),
        // Its type is text, but it is handed on to AWS as it is.
        Value::Blob(bytes) => Node::Text(STANDARD.encode(bytes)),
        Value::Reference(reference) => Node::Ref(
            plan.source(*reference)
                .map(|request| logical_id(plan, request))
                .unwrap_or_default(),
        ),
        Value::List(items) => Node::List(items.iter().map(|item| node(plan, item)).collect()),
        Value::Group(members) => Node::Map(properties(plan, members)),
        Value::Map(entries) => {
            let entries = entries.iter();
            Node::Map(
                entries
                    .map(|(key, value)| (key.clone(), node(plan, value)))
                    .collect(),
            )
        }
    }
}
