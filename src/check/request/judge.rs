//! What the rules say of a request of a window's later life: those of the part
//! see what AWS will have after it, those of requests what is sent.
//!
//! What they find stands where it was typed, and only what is sent blocks.

use std::borrow::Cow;

use jiff::Timestamp;

use crate::catalogue::{Field, tag, target as t, task as k, window as w};
use crate::draft::page::ONLY;
use crate::draft::{Draft, Node, Path};
use crate::schedule::{self, Severity};

use super::super::around::Around;
use super::super::ask::{Ask, Subject};
use super::super::finding::Findings;
use super::super::report::{Edit, Violation};
use super::super::rules::{self, Asked, Part, Scope};
use super::super::timed::timing;

/// What a request is judged by besides itself, and where what is found goes.
pub(super) struct Judge<'a> {
    pub(super) draft: &'a Draft,
    pub(super) now: Timestamp,
    pub(super) found: &'a mut Vec<Violation>,
}

impl Judge<'_> {
    /// Runs the rules: those of the part on what AWS will have, those of the request on what is sent.
    pub(super) fn judge(
        self,
        ask: &Ask,
        part: &Path,
        sent: Node,
        mut after: Node,
        typed: &[&'static Field],
    ) {
        let draft = self.draft;
        let form = Draft::operation_path(ask.operation.name);
        let window = ask.subject.window();
        let window = window.as_ref().and_then(|path| draft.node(path));
        let around = window
            .map(|node| Around::of(draft, node))
            .unwrap_or_default();
        let takes = |field: &Field| {
            ask.operation
                .input
                .iter()
                .any(|member| std::ptr::eq(member.field, field))
        };
        // The type can't be changed, and decides what else is right.
        let retyped = takes(&t::TARGETS) && typed.iter().any(|field| field.name == t::TARGETS.name);
        for field in [&t::RESOURCE_TYPE, &k::TASK_TYPE] {
            let path = ask.subject.member(field.name);
            if !(retyped && field.name == t::RESOURCE_TYPE.name)
                && ask.operation.member(field.name).is_none()
                && let Some(node) = draft.node(&path)
                && let Node::Group(members) = &mut after
            {
                members.push((Cow::Borrowed(field.name), node.clone()));
            }
        }
        if retyped {
            retype(&mut after);
        }
        let seen = ask.subject.window().as_ref() != Some(&ask.subject)
            || (Subject::of(ask.operation) == Subject::Window && !draft.is_existing(&ask.subject));
        let timing = takes(&w::SCHEDULE).then(|| timing(&after).0).flatten();
        let advice = match &timing {
            Some(timing) => schedule::advise(timing, self.now),
            None => Vec::new(),
        };
        let base = if seen { &ask.subject } else { &form };
        let whole = seen && !(ask.typed && draft.text(&form.member(ONLY)) == "true");
        let from = self.found.len();
        let rules_part = Part {
            around: &around,
            node: &after,
            path: base,
            existing: false,
            timed: timing.is_some(),
            advice: &advice,
            asked: None,
        };
        let scopes = [
            (&w::SCHEDULE, Scope::NewWindow),
            (&tag::TAGS, Scope::NewWindow),
            (&t::TARGETS, Scope::Target),
            (&k::TARGETS, Scope::Task),
        ];
        let mut done = None;
        for (field, scope) in scopes {
            // Without its type, nothing can be said about a task.
            let blind = scope == Scope::Task && after.text_of(k::TASK_TYPE.name).is_empty();
            if takes(field) && done != Some(scope) && !blind {
                done = Some(scope);
                rules::run(scope, &rules_part, &mut Findings::new(part, self.found));
            }
        }
        for violation in self.found.iter_mut().skip(from) {
            // What is held back blocks nothing: whether AWS has it is not known.
            let is_sent = whole
                || sent
                    .members()
                    .iter()
                    .any(|(name, _)| violation.path.is_in(&base.member(name.clone())));
            if violation.severity == Severity::Error && !is_sent && !violation.is_missing() {
                violation.severity = Severity::Warning;
            }
            // What was typed for the operation stands in its form, not in the plan.
            for field in typed {
                let (plan, form) = (base.member(field.name), form.member(field.name));
                if let Some(moved) = violation.path.moved(&plan, &form) {
                    violation.path = moved;
                }
                for edit in violation.fixes.iter_mut().flat_map(|fix| &mut fix.edits) {
                    let (Edit::Set(path, _) | Edit::Put(path, _)) = edit;
                    if let Some(moved) = path.moved(&plan, &form) {
                        *path = moved;
                    }
                }
            }
        }
        let request = Part {
            node: &sent,
            path: &form,
            asked: Some(Asked {
                operation: ask.operation,
                seen,
            }),
            ..rules_part
        };
        rules::run(
            Scope::Request,
            &request,
            &mut Findings::new(part, self.found),
        );
    }
}

/// Nodes, tags and groups may be exchanged for each other by an update: the keys say which it is now.
fn retype(target: &mut Node) {
    let group = target.rows_of(t::TARGETS.name).iter().any(|row| {
        row.node
            .text_of(t::KEY.name)
            .starts_with("resource-groups:")
    });
    let Node::Group(members) = target else { return };
    let kind = if group { "RESOURCE_GROUP" } else { "INSTANCE" };
    if members
        .iter()
        .any(|(name, _)| name == t::RESOURCE_TYPE.name)
    {
        return;
    }
    members.push((
        Cow::Borrowed(t::RESOURCE_TYPE.name),
        Node::Text(kind.to_owned()),
    ));
}
