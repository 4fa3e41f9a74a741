//! The walkthrough: the thirteen steps from nothing to a deleted window, with
//! the values of the project.
//!
//! A step is one entry in [`WALKTHROUGH`]. It works as a lesson, on samples,
//! and as a runbook, on what AWS answers. What an answer means stands with
//! the operation, in `reading`.

use crate::catalogue::{Operation, execution as e, target as t, task as k, window as w};
use crate::check::{Ask, Plan};
use crate::draft::page::{TARGETS, TASKS};
use crate::draft::{Draft, Path};
use crate::schedule::describe;

use super::answer::as_aws;

/// How often a step asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Each {
    /// Once for the window.
    Window,
    /// Once for the window, unless it existed before the plan.
    NewWindow,
    /// Once for each target.
    Target,
    /// Once for each task.
    Task,
}

/// One step.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// What it is called.
    pub title: &'static str,
    /// What it does, in a sentence or two.
    pub says: &'static str,
    /// What it asks of AWS; `None` for a step without a request.
    pub operation: Option<&'static Operation>,
    /// How often it asks.
    pub each: Each,
    /// Commands besides, as they stand; may be empty.
    pub besides: &'static [&'static str],
    /// Why there is nothing to do, where there is nothing; may be empty.
    pub otherwise: &'static str,
}

const fn step(
    title: &'static str,
    says: &'static str,
    operation: &'static Operation,
    each: Each,
    otherwise: &'static str,
) -> Step {
    Step {
        title,
        says,
        operation: Some(operation),
        each,
        besides: &[],
        otherwise,
    }
}

/// The steps in their order.
pub static WALKTHROUGH: &[Step] = &[
    Step {
        title: "Get the AWS CLI ready",
        says: "Install the AWS CLI, sign in, and choose the Region in which your nodes are. The second command says whose account the rest will work in.",
        operation: None,
        each: Each::Window,
        besides: &["aws --version", "aws sts get-caller-identity"],
        otherwise: "",
    },
    step(
        "Create the window",
        "Makes the window. From now on it opens by its schedule, and does nothing while it has no task.",
        &w::CREATE,
        Each::NewWindow,
        "The window exists already, so nothing is created",
    ),
    step(
        "Find it in the list",
        "Lists the windows of the account in this Region; yours is among them.",
        &w::DESCRIBE,
        Each::Window,
        "",
    ),
    step(
        "Register the targets",
        "Tells the window what it works on: nodes by id, nodes by tags, or a resource group. A task later names a target by the id that comes back.",
        &t::REGISTER,
        Each::Target,
        "This window has no target of its own; its tasks name nodes, or work on none",
    ),
    step(
        "List the targets",
        "Shows what is registered with the window, with the ids.",
        &t::DESCRIBE,
        Each::Window,
        "",
    ),
    step(
        "Register the tasks",
        "Tells the window what to run: a Run Command document, an Automation runbook, a Lambda function or a state machine, with its parameters, its targets and how many of them at once.",
        &k::REGISTER,
        Each::Task,
        "This window has no task yet, so it opens and does nothing",
    ),
    step(
        "List the tasks",
        "Shows what the window will run. Tasks with a lower priority number start first, equal ones together.",
        &k::DESCRIBE,
        Each::Window,
        "",
    ),
    step(
        "List the executions",
        "Shows each time the window opened. The list is empty until it has opened once.",
        &e::DESCRIBE,
        Each::Window,
        "",
    ),
    step(
        "Look at one execution",
        "Shows how one opening ended, and the ids of the runs of its tasks.",
        &e::GET,
        Each::Window,
        "",
    ),
    step(
        "List the tasks that it ran",
        "Shows each task of that execution with how it ended.",
        &e::DESCRIBE_TASKS,
        Each::Window,
        "",
    ),
    step(
        "Look at the run of one task",
        "Shows what the task ran with, and how it ended.",
        &e::GET_TASK,
        Each::Window,
        "",
    ),
    step(
        "List what it did on each target",
        "Shows the task's run on each of its targets, with the id of the command or automation behind it.",
        &e::DESCRIBE_INVOCATIONS,
        Each::Window,
        "",
    ),
    step(
        "Delete the window",
        "Removes the window with the registrations of its targets and tasks. The nodes stay as they are. Leave this out to keep the window.",
        &w::DELETE,
        Each::NewWindow,
        "The window existed before this plan, so it stays",
    ),
];

/// A step with the project's values.
#[derive(Debug, Clone)]
pub struct Lesson {
    /// Its number, from 1.
    pub number: usize,
    /// The step.
    pub step: &'static Step,
    /// What it asks, in order; none where there is nothing to ask.
    pub asks: Vec<Ask>,
    /// What to know about it in this project.
    pub notes: Vec<String>,
}

/// The walkthrough of one window. `plan` is the plan of the same draft.
///
/// Each request is checked when it is shown, by `lifecycle::request`.
pub fn walkthrough(draft: &Draft, plan: &Plan, window: &Path) -> Vec<Lesson> {
    (0..WALKTHROUGH.len())
        .filter_map(|at| lesson(draft, plan, window, at))
        .collect()
}

/// The step at a position, in one window.
pub fn lesson(draft: &Draft, plan: &Plan, window: &Path, at: usize) -> Option<Lesson> {
    let step = WALKTHROUGH.get(at)?;
    let asks = asks_of(step, draft, window);
    let mut notes = Vec::new();
    if asks.is_empty() && !step.otherwise.is_empty() {
        notes.push(step.otherwise.to_owned());
    }
    notes.extend(
        step.operation
            .and_then(|operation| note(plan, window, operation)),
    );
    Some(Lesson {
        number: at + 1,
        step,
        asks,
        notes,
    })
}

/// What a step asks, in order.
pub(super) fn asks_of(step: &Step, draft: &Draft, window: &Path) -> Vec<Ask> {
    let Some(operation) = step.operation else {
        return Vec::new();
    };
    let parts = parts(draft, window, step.each);
    parts
        .iter()
        .flat_map(|part| Ask::creation(draft, operation, part))
        .collect()
}

fn parts(draft: &Draft, window: &Path, each: Each) -> Vec<Path> {
    let list = match each {
        Each::Window => return vec![window.clone()],
        Each::NewWindow if draft.is_existing(window) => return Vec::new(),
        Each::NewWindow => return vec![window.clone()],
        Each::Target => window.member(TARGETS),
        Each::Task => window.member(TASKS),
    };
    let rows = draft.rows(&list);
    rows.iter().map(|row| list.row(row.id)).collect()
}

/// What the schedule says about a step.
fn note(plan: &Plan, window: &Path, operation: &Operation) -> Option<String> {
    let window = plan.windows().iter().find(|one| one.path == *window)?;
    let timing = window.timing.as_ref()?;
    if operation.name == w::CREATE.name {
        let says = describe(&timing.schedule, timing.offset_days, &timing.zone);
        return Some(format!("When it opens: {says}"));
    }
    if operation.name == e::DESCRIBE.name {
        let first = timing.runs(plan.at()).next()?;
        return Some(format!(
            "If it is created now, the first execution starts at `{}`",
            as_aws(first.start, &timing.zone)
        ));
    }
    None
}
