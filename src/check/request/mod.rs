//! Checks the requests of a window's later life: read, changed, looked back
//! on, taken apart.
//!
//! A request is filled from three places: what was typed for it, the part of
//! the draft it is about, and the ids that AWS gave. An id that is not known
//! yet stays a reference. The fields are checked as everywhere, and the rules
//! see what AWS will have after the request.

mod judge;
mod title;

use std::borrow::Cow;
use std::sync::Arc;

use crate::catalogue::{Operation, target as t, task as k};
use crate::draft::page::{REF, TARGETS, reference};
use crate::draft::{Draft, Node, Path};

use super::ask::{Ask, EXECUTIONS, Source, id_of, in_plan, source, typed_at};
use super::checked::Checked;
use super::finding::Findings;
use super::here::Here;
use super::plan::{Plan, Planned, Value};
use super::refer::{names, refer};
use super::reference::Reference;
use super::report::{Report, Severity, Violation, warnings};
use super::shape::{self, Members};
use judge::Judge;
use title::planned;

/// Checks one operation as its form has it, about a part of the draft.
///
/// `plan` is the plan of the same draft: it knows which request returns what.
pub fn operation(
    draft: &Draft,
    plan: &Plan,
    operation: &'static Operation,
    subject: &Path,
) -> Checked {
    let ask = Ask::typed(operation, subject);
    requests(draft, plan, &[ask], operation.command(), operation.help)
}

/// Checks several requests and puts them into one plan, in their order.
///
/// `stem` names its files, `says` tells in a sentence what it does.
pub fn requests(
    draft: &Draft,
    plan: &Plan,
    asks: &[Ask],
    stem: impl Into<Cow<'static, str>>,
    says: impl Into<Cow<'static, str>>,
) -> Checked {
    let mut before: Vec<Planned> = plan
        .requests
        .iter()
        .map(|request| Planned {
            problems: Vec::new(),
            ..request.clone()
        })
        .collect();
    before.extend(EXECUTIONS.iter().map(|one| Planned {
        operation: one.operation,
        part: Draft::operations_path(),
        title: one.operation.label.to_owned(),
        window: 0,
        ordinal: 0,
        body: None,
        problems: Vec::new(),
        returned: Some(Reference::to_item(one.operation, one.member)),
        creation: None,
        completes: false,
        listed: Some((one.list, one.member)),
    }));
    let mut all = Requests {
        draft,
        found: Vec::new(),
        plan: Plan {
            before,
            requests: Vec::new(),
            windows: plan.windows.clone(),
            at: plan.at,
            stem: stem.into(),
            says: says.into(),
            warnings: Vec::new(),
        },
    };
    for ask in asks {
        all.request(ask);
    }
    all.plan.warnings = warnings(draft, &all.found);
    Checked {
        report: Report {
            violations: all.found,
        },
        plan: all.plan,
    }
}

struct Requests<'a> {
    draft: &'a Draft,
    found: Vec<Violation>,
    plan: Plan,
}

impl Requests<'_> {
    fn request(&mut self, ask: &Ask) {
        let draft = self.draft;
        let operation = ask.operation;
        let form = Draft::operation_path(operation.name);
        let part = if ask.typed { &form } else { &ask.subject };
        let from = self.found.len();

        let mut sent = Vec::new();
        let mut after = Vec::new();
        let mut typed = Vec::new();
        let mut sources = Vec::new();
        for member in operation.input {
            let field = member.field;
            let source = source(draft, &self.plan, ask, member);
            let keep = |path: &Path| {
                draft
                    .node(path)
                    .map(|node| (Cow::Borrowed(field.name), node.clone()))
            };
            match &source {
                Source::Typed(path) | Source::Plan(path) => {
                    sent.extend(keep(path));
                    after.extend(keep(path));
                    if matches!(source, Source::Typed(_)) {
                        typed.push(field);
                    }
                }
                // What is not sent stays as it is.
                Source::Nothing => after.extend(in_plan(draft, ask, field).as_ref().and_then(keep)),
                Source::Later(_) | Source::Always(_) => {}
            }
            sources.push((member, source));
        }
        let after = Node::Group(after);
        let mut found = Findings::new(part, &mut self.found);
        let mut body = Members::new();
        for (member, source) in sources {
            let field = member.field;
            let (node, path) = match source {
                Source::Typed(path) | Source::Plan(path) => (draft.node(&path), path),
                Source::Nothing if member.required => (None, typed_at(operation, field)),
                Source::Nothing => continue,
                Source::Later(reference) => {
                    body.push((field, Value::Reference(reference)));
                    continue;
                }
                Source::Always(value) => {
                    body.push((field, value));
                    continue;
                }
            };
            let here = Here::of(field).ruled_beside(&after);
            shape::one(&here, member.required, node, &path, &mut found, &mut body);
        }
        if ask.typed
            && let Some(node) = draft.node(&form)
        {
            shape::known(operation.input, node, &form, &[], &mut found);
        }
        self.point(ask, &mut body, part);
        // What completes a creation is always the same, and right.
        if !ask.completes {
            let judge = Judge {
                draft,
                now: self.plan.at,
                found: &mut self.found,
            };
            judge.judge(ask, part, Node::Group(sent), after, &typed);
        }

        let problems: Vec<usize> = self
            .found
            .iter()
            .enumerate()
            .skip(from)
            .filter(|(_, v)| v.severity == Severity::Error)
            .map(|(n, _)| n)
            .collect();
        let mut planned = planned(draft, &self.plan, ask);
        // With other members it creates something else than the part.
        planned.creation = planned.creation.filter(|_| typed.is_empty());
        planned.body = problems.is_empty().then(|| Arc::new(body));
        planned.problems = problems;
        self.plan.requests.push(planned);
    }

    /// Puts ids in the place of the names by which a task's targets are typed.
    fn point(&mut self, ask: &Ask, body: &mut Members, part: &Path) {
        let Some(window) = ask.subject.window() else {
            return;
        };
        for (field, value) in body {
            if !std::ptr::eq(*field, &k::TARGETS) {
                continue;
            }
            let list = window.member(TARGETS);
            let mut known = Vec::new();
            for row in self.draft.rows(&list) {
                let name = row.node.text_of(REF);
                if name.is_empty() || !names(value, &reference(name)) {
                    continue;
                }
                let id = match id_of(self.draft, &self.plan, &list.row(row.id)) {
                    Source::Later(reference) => Some(Value::Reference(reference)),
                    Source::Plan(path) => self.draft.node(&path).and_then(|node| {
                        let field = &t::WINDOW_TARGET_ID;
                        let mut found = Findings::new(part, &mut self.found);
                        shape::value(&Here::of(field), &field.shape, node, &path, &mut found)
                            .value()
                    }),
                    Source::Nothing | Source::Typed(_) | Source::Always(_) => None,
                };
                known.extend(id.map(|id| (name, id)));
            }
            let id_of = |name: &str| {
                let found = known.iter().find(|(known, _)| *known == name);
                found.map(|(_, id): &(&str, Value)| id.clone())
            };
            refer(value, &id_of);
        }
    }
}
