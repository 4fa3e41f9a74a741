//! Goes through a draft part by part and puts the plan together.

use std::borrow::Cow;
use std::sync::Arc;

use jiff::Timestamp;

use crate::catalogue::{Field, Operation, Shape, target as t, task as k, window as w};
use crate::draft::page::{TARGETS, TASKS, referred};
use crate::draft::{Draft, Node, Path, Row};
use crate::schedule::{self, Severity, Timing, Zone};

use super::Checked;
use super::around::Around;
use super::called::called;
use super::finding::Findings;
use super::here::Here;
use super::memory::{Checker, Ground, Seen};
use super::plan::{Plan, Planned, Reference, Value, Window};
use super::report::{Report, Violation};
use super::rules::{self, Part, Scope};
use super::shape::{self, Members};

/// Checks a draft against everything that is known, at an instant.
pub fn check(draft: &Draft, now: Timestamp) -> Checked {
    Checker::default().check(draft, now)
}

/// Checks a draft, takes from `before` what was seen and did not change, and leaves in `after` what was seen now.
pub(super) fn assemble(
    draft: &Draft,
    now: Timestamp,
    before: Checker,
    after: &mut Checker,
) -> Checked {
    let mut all = Assembly {
        draft,
        now,
        before,
        after,
        found: Vec::new(),
        plan: Plan {
            before: Vec::new(),
            requests: Vec::new(),
            windows: Vec::new(),
            at: now,
            stem: Cow::Borrowed("create-maintenance-window"),
            says: Cow::Borrowed("Creates maintenance windows with their targets and tasks."),
        },
    };
    for (position, row) in draft.windows().iter().enumerate() {
        all.window(position, row);
    }
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
    plan: Plan,
}

/// The window that targets and tasks belong to.
struct Home {
    position: usize,
    ground: Arc<Ground>,
    /// The errors in its id, as positions in the report.
    missing: Vec<usize>,
}

impl<'a> Assembly<'a> {
    fn window(&mut self, position: usize, row: &'a Row) {
        let path = Draft::window_path(row.id);
        let existing = self.draft.is_existing(&path);
        let timed = (!existing).then(|| self.before.timed(row, self.now));
        let (timing, lasts, advice) = match &timed {
            Some(timed) => (timed.timing.clone(), timed.lasts, timed.advice.as_slice()),
            None => (None, false, &[][..]),
        };
        let title = self.title_of(&path, "window", position);
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
        let around = Around::of(&row.node);
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

        let id_path = path.member(w::WINDOW_ID.name);
        let wrong = |(n, v): (usize, &Violation)| (v.path == id_path).then_some(n);
        let missing = match (existing, &typed_id) {
            (true, None) => self.errors(from, &path).filter_map(wrong).collect(),
            _ => Vec::new(),
        };
        let id = if existing {
            typed_id
        } else {
            let request = self.plan.requests.len();
            self.plan_request(
                &w::CREATE,
                &path,
                format!("Create {title}"),
                position,
                Arc::new(created),
                from,
                &[],
            );
            Some(Value::Reference(Reference {
                request,
                member: w::WINDOW_ID.name,
            }))
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

        let first = self.plan.requests.len();
        let targets = (first..).take(row.node.rows_of(TARGETS).len());
        let ground = Ground {
            window: path.clone(),
            around,
            id,
            targets: targets
                .map(|request| {
                    Value::Reference(Reference {
                        request,
                        member: t::WINDOW_TARGET_ID.name,
                    })
                })
                .collect(),
        };
        let ground = self.before.ground(row.id, ground);
        self.after.keep_ground(row.id, &ground);
        let home = Home {
            position,
            ground,
            missing,
        };
        for (list, kind, operation, scope) in [
            (TARGETS, "target", &t::REGISTER, Scope::Target),
            (TASKS, "task", &k::REGISTER, Scope::Task),
        ] {
            for (n, part) in row.node.rows_of(list).iter().enumerate() {
                let at = path.member(list).row(part.id);
                let title = format!("Register {}", self.title_of(&at, kind, n));
                self.register(operation, scope, part, &at, title, &home);
            }
        }
    }

    /// Checks a target or task and plans the request that registers it.
    fn register(
        &mut self,
        operation: &'static Operation,
        scope: Scope,
        row: &Row,
        path: &Path,
        title: String,
        home: &Home,
    ) {
        let seen = self.before.seen(operation, row, &home.ground);
        let seen = seen.unwrap_or_else(|| see(operation, scope, row, path, &home.ground));
        let from = self.found.len();
        self.found.extend(seen.found.iter().cloned());
        let body = Arc::clone(&seen.body);
        self.after.keep_seen(row.id, seen);
        let missing = &home.missing;
        self.plan_request(operation, path, title, home.position, body, from, missing);
    }

    /// Adds a request; it is blocked by the errors of its part that were found since `from`, and by those of its window's id.
    #[allow(clippy::too_many_arguments)]
    fn plan_request(
        &mut self,
        operation: &'static Operation,
        part: &Path,
        title: String,
        window: usize,
        body: Arc<Members>,
        from: usize,
        missing: &[usize],
    ) {
        let mut problems: Vec<usize> = missing.to_vec();
        problems.extend(self.errors(from, part).map(|(n, _)| n));
        let ordinal = self
            .plan
            .requests
            .iter()
            .filter(|r| r.window == window && r.operation.name == operation.name)
            .count();
        let body = problems.is_empty().then_some(body);
        self.plan.requests.push(Planned {
            operation,
            part: part.clone(),
            title,
            window,
            ordinal,
            body,
            problems,
        });
    }

    /// What a part is called in a sentence: «the target web-servers», or «target 2» when nothing names it.
    fn title_of(&self, part: &Path, kind: &str, position: usize) -> String {
        match called(self.draft, part) {
            None => format!("{kind} {}", position + 1),
            Some(name) => format!("the {kind} {name}"),
        }
    }

    fn errors(&self, from: usize, part: &Path) -> impl Iterator<Item = (usize, &Violation)> {
        self.found
            .iter()
            .enumerate()
            .skip(from)
            .filter(move |(_, v)| v.severity == Severity::Error && v.part == *part)
    }
}

/// Looks at a target or task.
fn see(
    operation: &'static Operation,
    scope: Scope,
    row: &Row,
    path: &Path,
    ground: &Arc<Ground>,
) -> Seen {
    let mut all = Vec::new();
    let mut found = Findings::new(path, &mut all);
    let own = [w::WINDOW_ID.name];
    let (mut body, _) = shape::members(operation.input, &row.node, path, &own, &mut found);
    let part = Part {
        around: &ground.around,
        node: &row.node,
        path,
        existing: false,
        timed: false,
        advice: &[],
        asked: None,
    };
    rules::run(scope, &part, &mut found);
    // Only a task refers to targets: on a target, `$t1` is the value of a tag.
    if scope == Scope::Task {
        let names = ground.around.targets.iter().map(String::as_str);
        let known: Vec<_> = names.zip(ground.targets.iter().cloned()).collect();
        for (field, value) in &mut body {
            if field.name == k::TARGETS.name {
                refer(value, &known);
            }
        }
    }
    if let Some(id) = &ground.id {
        // The catalogue lists it first, and so do AWS's examples.
        body.insert(0, (&w::WINDOW_ID, id.clone()));
    }
    Seen {
        operation,
        node: Arc::clone(&row.node),
        ground: Arc::clone(ground),
        found: all,
        body: Arc::new(body),
    }
}

/// Puts ids, or what stands for them, in the place of the names by which a task's targets are typed.
pub(super) fn refer(targets: &mut Value, known: &[(&str, Value)]) {
    let Value::List(entries) = targets else {
        return;
    };
    for entry in entries {
        let Value::Group(members) = entry else {
            continue;
        };
        for (_, value) in members {
            let Value::List(items) = value else { continue };
            for item in items {
                if let Value::Text(text) = item
                    && let Some(name) = referred(text)
                    && let Some((_, id)) = known.iter().find(|(known, _)| *known == name)
                {
                    *item = id.clone();
                }
            }
        }
    }
}

/// When a window runs, as far as it can be read, and whether its duration and cutoff can.
///
/// The starts are worth showing before duration and cutoff are right.
pub(super) fn timing(node: &Node) -> (Option<Timing>, bool) {
    let optional = |field: &Field| Some(node.text_of(field.name)).filter(|typed| !typed.is_empty());
    let instant = |field: &Field| match optional(field) {
        None => Some(None),
        Some(typed) => schedule::parse_instant(typed)
            .ok()
            .map(|instant| Some(instant.timestamp)),
    };
    let hours = |field: &Field| {
        let Shape::Whole(whole) = field.shape else {
            return None;
        };
        let typed: i64 = node.text_of(field.name).trim().parse().ok()?;
        (typed >= whole.min && whole.max.is_none_or(|max| typed <= max))
            .then(|| u8::try_from(typed).ok())?
    };
    let band = match (hours(&w::DURATION), hours(&w::CUTOFF)) {
        (Some(duration), Some(cutoff)) if cutoff < duration => Some((duration, cutoff)),
        _ => None,
    };
    let (duration_hours, cutoff_hours) = band.unwrap_or((0, 0));
    let timing = || {
        Some(Timing {
            schedule: schedule::parse(node.text_of(w::SCHEDULE.name)).schedule?,
            zone: match optional(&w::SCHEDULE_TIMEZONE) {
                None => Zone::utc(),
                Some(typed) => Zone::parse(typed).ok()?,
            },
            offset_days: match optional(&w::SCHEDULE_OFFSET) {
                None => 0,
                Some(_) => hours(&w::SCHEDULE_OFFSET)?,
            },
            start: instant(&w::START_DATE)?,
            end: instant(&w::END_DATE)?,
            duration_hours,
            cutoff_hours,
        })
    };
    (timing(), band.is_some())
}
