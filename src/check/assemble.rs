//! Goes through a draft part by part and puts the plan together.
//!
//! It knows the order of the parts and which errors block which request; what
//! is right the shapes and the rules know.

use std::borrow::Cow;
use std::sync::Arc;

use jiff::Timestamp;

use crate::catalogue::{Operation, target as t, task as k, window as w};
use crate::draft::page::{TARGETS, TASKS, TOKEN_WORD};
use crate::draft::{Draft, Path, Row};
use crate::schedule::Severity;

use super::around::Around;
use super::called::all_called;
use super::checked::Checked;
use super::creation::{Content, Creation, Siblings};
use super::finding::Findings;
use super::here::Here;
use super::memory::Checker;
use super::open;
use super::plan::{Plan, Planned, Value, Window};
use super::reference::Reference;
use super::report::{Report, Violation, warnings};
use super::rules::{self, Part, Scope};
use super::seen::{Ground, see};
use super::shape::{self, Members};

/// Checks a draft against everything that is known, at an instant.
pub fn check(draft: &Draft, now: Timestamp) -> Checked {
    Checker::default().check(draft, now)
}

impl Checker {
    /// Checks a draft against everything that is known, at an instant.
    pub fn check(&mut self, draft: &Draft, now: Timestamp) -> Checked {
        let before = std::mem::take(self);
        assemble(draft, now, before, self)
    }
}

/// Checks a draft, takes from `before` what was seen and did not change, and leaves in `after` what was seen now.
fn assemble(draft: &Draft, now: Timestamp, before: Checker, after: &mut Checker) -> Checked {
    let mut all = Assembly {
        draft,
        now,
        before,
        after,
        found: Vec::new(),
        creations: Siblings::windows(draft.setting(TOKEN_WORD)),
        plan: Plan {
            before: Vec::new(),
            requests: Vec::new(),
            windows: Vec::new(),
            at: now,
            stem: Cow::Borrowed("create-maintenance-window"),
            says: Cow::Borrowed("Creates maintenance windows with their targets and tasks."),
            warnings: Vec::new(),
        },
    };
    let names = all_called(draft.windows());
    for (position, (row, name)) in draft.windows().iter().zip(names).enumerate() {
        all.window(position, row, name);
    }
    all.plan.warnings = warnings(draft, &all.found);
    Checked {
        report: Report {
            violations: all.found,
        },
        plan: all.plan,
    }
}

struct Assembly<'a> {
    draft: &'a Draft,
    now: Timestamp,
    before: Checker,
    after: &'a mut Checker,
    found: Vec<Violation>,
    creations: Siblings,
    plan: Plan,
}

/// The request that creates a part.
struct New<'a> {
    operation: &'static Operation,
    path: &'a Path,
    title: String,
    /// The position of its window in the plan.
    window: usize,
    /// Its position among the requests of its operation and window.
    ordinal: usize,
    body: Arc<Members>,
    returned: Option<Reference>,
    creation: Creation,
}

/// The window that targets and tasks belong to.
struct Home {
    position: usize,
    ground: Arc<Ground>,
    /// The errors in its id, as positions in the report.
    missing: Vec<usize>,
    /// What is created in it.
    creations: Siblings,
}

impl<'a> Assembly<'a> {
    fn window(&mut self, position: usize, row: &'a Row, name: Option<String>) {
        let path = Draft::window_path(row.id);
        let existing = self.draft.is_existing(&path);
        let timed = (!existing).then(|| self.before.timed(row, self.now));
        let (timing, lasts, advice) = match &timed {
            Some(timed) => (timed.timing.clone(), timed.lasts, timed.advice.as_slice()),
            None => (None, false, &[][..]),
        };
        let title = title_of(name, "window", position);
        let name = match row.node.text_of(w::NAME.name) {
            "" => format!("Window {}", position + 1),
            name => name.to_owned(),
        };
        let own = [TARGETS, TASKS, w::WINDOW_ID.name];

        let from = self.found.len();
        let mut found = Findings::new(&path, &mut self.found);
        let mut typed_id = None;
        let mut created = Members::new();
        if !existing {
            created = shape::members(w::CREATE.input, &row.node, &path, &own, &mut found).0;
        } else if let Some(node) = row.node.member(w::WINDOW_ID.name) {
            typed_id = shape::value(
                &Here::of(&w::WINDOW_ID),
                &w::WINDOW_ID.shape,
                node,
                &path.member(w::WINDOW_ID.name),
                &mut found,
            )
            .value();
        }
        let around = Around::of(self.draft, &row.node);
        let part = Part {
            around: &around,
            node: &row.node,
            path: &path,
            existing,
            timed: timing.is_some(),
            advice,
            asked: None,
        };
        if !existing {
            rules::run(
                Scope::NewWindow,
                &part,
                &mut Findings::new(&path, &mut self.found),
            );
        }
        rules::run(
            Scope::Window,
            &part,
            &mut Findings::new(&path, &mut self.found),
        );

        open::drop_others(&row.node, &path, from, &mut self.found);

        let id_path = path.member(w::WINDOW_ID.name);
        let wrong = |(n, v): (usize, &Violation)| (v.path == id_path).then_some(n);
        let missing = match (existing, &typed_id) {
            (true, None) => self.errors(from, &path).filter_map(wrong).collect(),
            _ => Vec::new(),
        };
        let (id, creation) = if existing {
            let id = match &typed_id {
                Some(Value::Text(id)) => id.as_str(),
                _ => "",
            };
            let creation = self.creations.existing(id);
            (typed_id, creation)
        } else {
            let returned = Reference::to_part(&w::CREATE, row.id);
            let content = Content::of(&created);
            let creation = self.creations.next(&w::CREATE, &content, returned);
            let new = New {
                operation: &w::CREATE,
                path: &path,
                title: ["Create ", &title].concat(),
                window: position,
                ordinal: 0,
                body: Arc::new(created),
                returned,
                creation,
            };
            self.plan_request(new, from, &[]);
            if self.draft.creates_disabled() {
                self.plan_disabling(&title);
            }
            (returned.map(Value::Reference), creation)
        };
        self.plan.windows.push(Window {
            path: path.clone(),
            name,
            lasts,
            timing,
        });
        if let Some(timed) = timed {
            self.after.keep_timed(row.id, timed);
        }

        let targets = row.node.rows_of(TARGETS).iter();
        let ground = Ground {
            window: path.clone(),
            around,
            id,
            targets: targets
                .filter_map(|target| Reference::to_part(&t::REGISTER, target.id))
                .map(Value::Reference)
                .collect(),
        };
        let ground = self.before.ground(row.id, ground);
        self.after.keep_ground(row.id, &ground);
        let mut home = Home {
            position,
            ground,
            missing,
            creations: Siblings::within(creation),
        };
        for (list, kind, operation, scope) in [
            (TARGETS, "target", &t::REGISTER, Scope::Target),
            (TASKS, "task", &k::REGISTER, Scope::Task),
        ] {
            let rows = row.node.rows_of(list);
            let list = path.member(list);
            for (n, (part, name)) in rows.iter().zip(all_called(rows)).enumerate() {
                let at = list.row(part.id);
                let title = format!("Register {}", title_of(name, kind, n));
                self.register(operation, scope, (n, part), &at, title, &mut home);
            }
        }
    }

    /// Checks a target or task and plans the request that registers it.
    fn register(
        &mut self,
        operation: &'static Operation,
        scope: Scope,
        (ordinal, row): (usize, &Row),
        path: &Path,
        title: String,
        home: &mut Home,
    ) {
        let seen = self.before.seen(operation, row, &home.ground);
        let seen = seen.unwrap_or_else(|| see(operation, scope, row, path, &home.ground));
        let from = self.found.len();
        self.found.extend(seen.found.iter().cloned());
        let returned = Reference::to_part(operation, row.id);
        let new = New {
            operation,
            path,
            title,
            window: home.position,
            ordinal,
            body: Arc::clone(&seen.body),
            returned,
            creation: home.creations.next(operation, &seen.content, returned),
        };
        self.after.keep_seen(row.id, seen);
        self.plan_request(new, from, &home.missing);
    }

    /// Adds a request; it is blocked by the errors of its part that were found since `from`, and by those of its window's id.
    fn plan_request(&mut self, new: New<'_>, from: usize, missing: &[usize]) {
        let mut problems: Vec<usize> = missing.to_vec();
        problems.extend(self.errors(from, new.path).map(|(n, _)| n));
        self.plan.requests.push(Planned {
            operation: new.operation,
            part: new.path.clone(),
            title: new.title,
            window: new.window,
            ordinal: new.ordinal,
            body: problems.is_empty().then_some(new.body),
            problems,
            returned: new.returned,
            creation: Some(new.creation),
            completes: false,
            listed: None,
        });
    }

    /// Adds the request that disables the window just planned; it is blocked by whatever blocks that.
    fn plan_disabling(&mut self, title: &str) {
        let Some(create) = self.plan.requests.last() else {
            return;
        };
        let id = create.returned.map(Value::Reference);
        let body = id.map(|id| vec![(&w::WINDOW_ID, id), (&w::ENABLED, Value::Flag(false))]);
        let disable = Planned {
            operation: &w::UPDATE,
            title: ["Disable ", title].concat(),
            ordinal: 0,
            body: body.filter(|_| create.body.is_some()).map(Arc::new),
            returned: None,
            creation: None,
            completes: true,
            ..create.clone()
        };
        self.plan.requests.push(disable);
    }

    fn errors(&self, from: usize, part: &Path) -> impl Iterator<Item = (usize, &Violation)> {
        self.found
            .iter()
            .enumerate()
            .skip(from)
            .filter(move |(_, v)| v.severity == Severity::Error && v.part == *part)
    }
}

/// What a part is called in a sentence: «the target web-servers», or «target 2» when nothing names it.
fn title_of(name: Option<String>, kind: &str, position: usize) -> String {
    match name {
        None => format!("{kind} {}", position + 1),
        Some(name) => format!("the {kind} {name}"),
    }
}
