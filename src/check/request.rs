//! Checks the requests of a window's later life: read, changed, looked back
//! on, taken apart.
//!
//! A request is filled from three places: what was typed for it, the part of
//! the draft it is about, and the ids that AWS gave. An id that is not known
//! yet stays a reference. The fields are checked as everywhere, and the rules
//! see what AWS will have after the request.

use std::borrow::Cow;
use std::sync::Arc;

use crate::catalogue::{Field, Operation, tag, target as t, task as k, window as w};
use crate::draft::page::{ONLY, REF, TARGETS, reference};
use crate::draft::{Draft, Node, Path};
use crate::schedule;

use super::Checked;
use super::around::Around;
use super::ask::{Ask, EXECUTIONS, Source, Subject, id_of, in_plan, source, typed_at};
use super::assemble::{refer, timing};
use super::called::called;
use super::finding::Findings;
use super::here::Here;
use super::plan::{Plan, Planned, Value};
use super::report::{Edit, Report, Severity, Violation};
use super::rules::{self, Asked, Part, Scope};
use super::shape::{self, Members};

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
            body: None,
            problems: Vec::new(),
            ..request.clone()
        })
        .collect();
    before.extend(EXECUTIONS.iter().map(|(operation, _, _)| Planned {
        operation,
        part: Draft::operations_path(),
        title: operation.label.to_owned(),
        window: 0,
        ordinal: 0,
        body: None,
        problems: Vec::new(),
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
        },
    };
    for ask in asks {
        all.request(ask);
    }
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
        self.judge(ask, part, Node::Group(sent), after, &typed);

        let problems: Vec<usize> = self
            .found
            .iter()
            .enumerate()
            .skip(from)
            .filter(|(_, v)| v.severity == Severity::Error)
            .map(|(n, _)| n)
            .collect();
        let (window, ordinal, title) = self.place(ask);
        self.plan.requests.push(Planned {
            operation,
            part: ask.subject.clone(),
            title,
            window,
            ordinal,
            body: problems.is_empty().then(|| Arc::new(body)),
            problems,
        });
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
            refer(value, &known);
        }
    }

    /// Runs the rules: those of the part on what AWS will have, those of the request on what is sent.
    fn judge(
        &mut self,
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
        let around = window.map(Around::of).unwrap_or_default();
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
            Some(timing) => schedule::advise(timing, self.plan.at),
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
                rules::run(
                    scope,
                    &rules_part,
                    &mut Findings::new(part, &mut self.found),
                );
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
            &mut Findings::new(part, &mut self.found),
        );
    }

    /// The position of the window, that among the requests of the operation, by which they name what a request
    /// returns, and the title.
    fn place(&self, ask: &Ask) -> (usize, usize, String) {
        let window = ask.subject.window();
        let position = self
            .plan
            .windows
            .iter()
            .position(|one| Some(&one.path) == window.as_ref())
            .unwrap_or_default();
        let made = self
            .plan
            .before
            .iter()
            .find(|r| r.part == ask.subject && r.operation.name == ask.operation.name);
        if let Some(made) = made {
            return (made.window, made.ordinal, made.title.clone());
        }
        let same = |r: &&Planned| r.window == position && r.operation.name == ask.operation.name;
        let ordinal = self.plan.requests.iter().filter(same).count();
        (position, ordinal, title(self.draft, ask))
    }
}

/// Whether a list of a task's targets names one.
fn names(targets: &Value, wanted: &str) -> bool {
    match targets {
        Value::Text(text) => text == wanted,
        Value::List(items) => items.iter().any(|item| names(item, wanted)),
        Value::Group(members) => members.iter().any(|(_, value)| names(value, wanted)),
        Value::Whole(_) | Value::Flag(_) | Value::Map(_) | Value::Blob(_) | Value::Reference(_) => {
            false
        }
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
