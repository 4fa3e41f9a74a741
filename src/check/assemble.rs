//! Goes through a draft part by part and puts the plan together.

use std::borrow::Cow;

use jiff::Timestamp;

use crate::catalogue::{Field, Operation, Shape, target as t, task as k, window as w};
use crate::draft::page::{REF, TARGETS, TASKS, referred};
use crate::draft::{Draft, Node, Path, Row};
use crate::schedule::{self, Severity, Timing, Zone};

use super::Checked;
use super::called::called;
use super::finding::Findings;
use super::plan::{Plan, Planned, Reference, Value, Window};
use super::report::{Report, Violation};
use super::rules::{self, Part, Scope};
use super::shape::{self, Members};

/// Checks a draft against everything that is known, at an instant.
pub fn check(draft: &Draft, now: Timestamp) -> Checked {
    let mut all = Assembly {
        draft,
        now,
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
    found: Vec<Violation>,
    plan: Plan,
}

/// The window that targets and tasks belong to.
struct Home<'a, 'p> {
    position: usize,
    node: &'a Node,
    path: &'p Path,
    /// What stands for its id: typed, or what its creation returns; else the errors, as positions in the report.
    id: Result<Value, Vec<usize>>,
    /// The registered targets by their names in the plan.
    targets: Vec<(&'a str, Value)>,
}

impl<'a> Assembly<'a> {
    fn window(&mut self, position: usize, row: &'a Row) {
        let path = Draft::window_path(row.id);
        let existing = self.draft.is_existing(&path);
        let (timing, lasts) = if existing {
            (None, false)
        } else {
            timing(&row.node)
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
                &w::WINDOW_ID,
                &w::WINDOW_ID.shape,
                node,
                &path.member(w::WINDOW_ID.name),
                &mut found,
            )
            .value();
        }
        let part = Part {
            draft: self.draft,
            now: self.now,
            window: &row.node,
            window_path: &path,
            node: &row.node,
            path: &path,
            timing: timing.as_ref(),
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

        let id = if existing {
            let id_path = path.member(w::WINDOW_ID.name);
            typed_id.ok_or_else(|| {
                self.errors(from, &path)
                    .filter(|(_, v)| v.path == id_path)
                    .map(|(n, _)| n)
                    .collect()
            })
        } else {
            let request = self.plan.requests.len();
            self.plan_request(
                &w::CREATE,
                &path,
                format!("Create {title}"),
                position,
                created,
                from,
                &[],
            );
            Ok(Value::Reference(Reference {
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

        let mut home = Home {
            position,
            node: &row.node,
            path: &path,
            id,
            targets: Vec::new(),
        };
        for (n, target) in row.node.rows_of(TARGETS).iter().enumerate() {
            let at = path.member(TARGETS).row(target.id);
            let title = self.title_of(&at, "target", n);
            let request = self.plan.requests.len();
            self.register(
                &t::REGISTER,
                Scope::Target,
                target,
                &at,
                format!("Register {title}"),
                &home,
            );
            home.targets.push((
                target.node.text_of(REF),
                Value::Reference(Reference {
                    request,
                    member: t::WINDOW_TARGET_ID.name,
                }),
            ));
        }
        for (n, task) in row.node.rows_of(TASKS).iter().enumerate() {
            let at = path.member(TASKS).row(task.id);
            let title = self.title_of(&at, "task", n);
            self.register(
                &k::REGISTER,
                Scope::Task,
                task,
                &at,
                format!("Register {title}"),
                &home,
            );
        }
    }

    /// Checks a target or task and plans the request that registers it.
    fn register(
        &mut self,
        operation: &'static Operation,
        scope: Scope,
        row: &'a Row,
        path: &Path,
        title: String,
        home: &Home<'a, '_>,
    ) {
        let from = self.found.len();
        let mut found = Findings::new(path, &mut self.found);
        let (mut body, _) = shape::members(
            operation.input,
            &row.node,
            path,
            &[w::WINDOW_ID.name],
            &mut found,
        );
        let part = Part {
            draft: self.draft,
            now: self.now,
            window: home.node,
            window_path: home.path,
            node: &row.node,
            path,
            timing: None,
            asked: None,
        };
        rules::run(scope, &part, &mut found);
        // Only a task refers to targets: on a target, `$t1` is the value of a tag.
        if scope == Scope::Task {
            for (field, value) in &mut body {
                if field.name == k::TARGETS.name {
                    refer(value, &home.targets);
                }
            }
        }
        let (id, missing) = match &home.id {
            Ok(id) => (Some(id.clone()), &[][..]),
            Err(problems) => (None, problems.as_slice()),
        };
        if let Some(id) = id {
            // The catalogue lists it first, and so do AWS's examples.
            body.insert(0, (&w::WINDOW_ID, id));
        }
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
        body: Members,
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
