//! What AWS would answer, with the values of the project and ids that are no
//! one's: so that the walkthrough can be read without an account.
//!
//! One row per operation says which members its answer has; where a member's
//! value comes from is said once for all. Members are those of AWS's model (a
//! test holds them together), in the form in which the AWS CLI, version 2,
//! prints them.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value as Json};

use super::answer::{as_aws, as_cli};
use crate::catalogue::{
    Field, Operation, execution as e, tag, target as t, task as k, window as w,
};
use crate::check::{Ask, Plan, Planned, Value};
use crate::draft::page::{ID, TARGETS, TASKS};
use crate::draft::{Draft, Path};
use crate::schedule::Zone;

/// What an answer lists.
#[derive(Clone, Copy, PartialEq)]
enum Of {
    /// The window or nothing of the plan: one.
    Window,
    /// The target that was asked about.
    Target,
    /// The task that was asked about.
    Task,
    /// Every target of the window.
    Targets,
    /// Every task of the window.
    Tasks,
    /// The next runs.
    Runs,
    /// The window's first task.
    First,
}

struct Shape {
    operation: &'static Operation,
    /// The member that is the list; empty where the answer is no list.
    list: &'static str,
    of: Of,
    members: &'static str,
}

const fn shape(
    operation: &'static Operation,
    list: &'static str,
    of: Of,
    members: &'static str,
) -> Shape {
    Shape {
        operation,
        list,
        of,
        members,
    }
}

#[rustfmt::skip]
static SHAPES: &[Shape] = &[
    shape(&w::CREATE, "", Of::Window, "WindowId"),
    shape(&w::DESCRIBE, "WindowIdentities", Of::Window,
        "WindowId Name Description Enabled Duration Cutoff Schedule ScheduleTimezone ScheduleOffset EndDate StartDate NextExecutionTime"),
    shape(&w::GET, "", Of::Window,
        "WindowId Name Description StartDate EndDate Schedule ScheduleTimezone ScheduleOffset NextExecutionTime Duration Cutoff AllowUnassociatedTargets Enabled CreatedDate ModifiedDate"),
    shape(&w::UPDATE, "", Of::Window,
        "WindowId Name Description StartDate EndDate Schedule ScheduleTimezone ScheduleOffset Duration Cutoff AllowUnassociatedTargets Enabled"),
    shape(&w::DELETE, "", Of::Window, "WindowId"),
    shape(&w::DESCRIBE_SCHEDULE, "ScheduledWindowExecutions", Of::Runs, "WindowId Name ExecutionTime"),
    shape(&w::DESCRIBE_FOR_TARGET, "WindowIdentities", Of::Window, "WindowId Name"),
    shape(&t::REGISTER, "", Of::Target, "WindowTargetId"),
    shape(&t::DESCRIBE, "Targets", Of::Targets,
        "WindowId WindowTargetId ResourceType Targets OwnerInformation Name Description"),
    shape(&t::UPDATE, "", Of::Target, "WindowId WindowTargetId Targets OwnerInformation Name Description"),
    shape(&t::DEREGISTER, "", Of::Target, "WindowId WindowTargetId"),
    shape(&k::REGISTER, "", Of::Task, "WindowTaskId"),
    shape(&k::DESCRIBE, "Tasks", Of::Tasks,
        "WindowId WindowTaskId TaskArn Type Targets TaskParameters Priority LoggingInfo ServiceRoleArn MaxConcurrency MaxErrors Name Description CutoffBehavior AlarmConfiguration"),
    shape(&k::GET, "", Of::Task,
        "WindowId WindowTaskId Targets TaskArn ServiceRoleArn TaskType TaskParameters TaskInvocationParameters Priority MaxConcurrency MaxErrors LoggingInfo Name Description CutoffBehavior AlarmConfiguration"),
    shape(&k::UPDATE, "", Of::Task,
        "WindowId WindowTaskId Targets TaskArn ServiceRoleArn TaskParameters TaskInvocationParameters Priority MaxConcurrency MaxErrors LoggingInfo Name Description CutoffBehavior AlarmConfiguration"),
    shape(&k::DEREGISTER, "", Of::Task, "WindowId WindowTaskId"),
    shape(&e::DESCRIBE, "WindowExecutions", Of::Window, "WindowId WindowExecutionId Status StartTime EndTime"),
    shape(&e::GET, "", Of::Window, "WindowExecutionId TaskIds Status StartTime EndTime"),
    shape(&e::DESCRIBE_TASKS, "WindowExecutionTaskIdentities", Of::Tasks,
        "WindowExecutionId TaskExecutionId Status StartTime EndTime TaskArn TaskType"),
    shape(&e::GET_TASK, "", Of::First,
        "WindowExecutionId TaskExecutionId TaskArn ServiceRole Type TaskParametersRun Priority MaxConcurrency MaxErrors Status StartTime EndTime"),
    shape(&e::DESCRIBE_INVOCATIONS, "WindowExecutionTaskInvocationIdentities", Of::First,
        "WindowExecutionId TaskExecutionId InvocationId ExecutionId TaskType Parameters Status StartTime EndTime OwnerInformation WindowTargetId"),
    shape(&e::GET_INVOCATION, "", Of::First,
        "WindowExecutionId TaskExecutionId InvocationId ExecutionId TaskType Parameters Status StartTime EndTime OwnerInformation WindowTargetId"),
    shape(&e::CANCEL, "", Of::Window, "WindowExecutionId"),
    shape(&tag::ADD, "", Of::Window, ""),
    shape(&tag::REMOVE, "", Of::Window, ""),
    shape(&tag::LIST, "", Of::Window, "TagList"),
];

/// The command, runbook execution, function call or state machine execution behind an invocation.
const WORK: &str = "5f6e7d8c-9b0a-4f1e-8d2c-3b4a5f6e7d8c";
/// How many runs a sample lists.
const SAMPLE_RUNS: usize = 3;

/// What AWS would answer to a request; `None` where it answers with nothing.
///
/// Ids that are known stand in it; others are invented, and [`super::absorb`] knows them.
pub fn sample(draft: &Draft, plan: &Plan, ask: &Ask) -> Option<Json> {
    let shape = SHAPES
        .iter()
        .find(|shape| shape.operation.name == ask.operation.name)?;
    if shape.members.is_empty() {
        return None;
    }
    let window = ask.subject.window()?;
    let make = Make {
        draft,
        plan,
        window: &window,
    };
    let rows = |list: &'static str| -> Vec<Path> {
        let list = window.member(list);
        let rows = draft.rows(&list);
        rows.iter().map(|row| list.row(row.id)).collect()
    };
    let parts = match shape.of {
        Of::Window => vec![window.clone()],
        Of::Target | Of::Task => vec![ask.subject.clone()],
        Of::Targets => rows(TARGETS),
        Of::Tasks => rows(TASKS),
        Of::Runs => vec![window.clone(); make.runs().len()],
        Of::First => vec![rows(TASKS).first().unwrap_or(&window).clone()],
    };
    let mut items = parts.iter().enumerate().map(|(n, part)| {
        let mut item = Map::new();
        for name in shape.members.split(' ') {
            if let Some(value) = make.member(part, name, n) {
                // Read by request and by run, the member has one name and two shapes.
                let name = name.strip_suffix("Run").unwrap_or(name);
                item.insert(name.to_owned(), value);
            }
        }
        Json::Object(item)
    });
    if shape.list.is_empty() {
        let mut answer = items.next()?;
        if let Some(enabled) = answer.get_mut(w::ENABLED.name).filter(|_| ask.completes) {
            *enabled = Json::Bool(false);
        }
        return Some(answer);
    }
    let mut answer = Map::new();
    answer.insert(shape.list.to_owned(), Json::Array(items.collect()));
    Some(Json::Object(answer))
}

/// Whether an id is one of the samples'.
pub(super) fn is_sample(field: &Field, id: &str) -> bool {
    let stem = |id: &str| {
        id.len()
            .checked_sub(2)
            .and_then(|at| id.get(..at).map(str::to_ascii_lowercase))
    };
    stem(id) == stem(field.example)
}

struct Make<'a> {
    draft: &'a Draft,
    plan: &'a Plan,
    window: &'a Path,
}

impl Make<'_> {
    fn member(&self, part: &Path, name: &str, n: usize) -> Option<Json> {
        let text = |text: &str| Some(Json::from(text));
        match name {
            "WindowId" => Some(self.id(self.window)),
            "WindowTargetId" | "OwnerInformation" if self.is_task(part) => {
                let target = self.target_of(part)?;
                if name == "WindowTargetId" {
                    Some(self.id(&target))
                } else {
                    self.body(&target, name)
                }
            }
            "WindowTargetId" | "WindowTaskId" => Some(self.id(part)),
            "WindowExecutionId" => Some(self.typed_or(&e::WINDOW_EXECUTION_ID, 0)),
            "TaskExecutionId" => Some(self.typed_or(&e::TASK_ID, n)),
            "TaskIds" => {
                let tasks = self.draft.rows(&self.window.member(TASKS)).len();
                Some((0..tasks).map(|n| self.typed_or(&e::TASK_ID, n)).collect())
            }
            "InvocationId" => Some(self.typed_or(&e::INVOCATION_ID, n)),
            "ExecutionId" => text(WORK),
            "Enabled" => Some(Json::Bool(true)),
            "Status" => text("SUCCESS"),
            "StartTime" => self.clock(0, 469),
            "EndTime" => self.clock(31, 725),
            "CreatedDate" | "ModifiedDate" => {
                let zone = Zone::utc();
                Some(as_cli(self.plan.at(), &zone, 120).into())
            }
            "NextExecutionTime" => Some(self.runs().into_iter().next()?.into()),
            "ExecutionTime" => Some(self.runs().into_iter().nth(n)?.into()),
            "Type" => self.body(part, k::TASK_TYPE.name),
            "ServiceRole" => self.body(part, k::SERVICE_ROLE_ARN.name),
            "TaskParametersRun" => Some(Json::Array(Vec::new())),
            "Parameters" => Some(self.parameters(part)?.into()),
            "TagList" => Some(
                self.body(part, tag::TAGS.name)
                    .unwrap_or(Json::Array(Vec::new())),
            ),
            name => self.body(part, name),
        }
    }

    /// A member of the request that made a part.
    fn body(&self, part: &Path, name: &str) -> Option<Json> {
        let request = self.plan.requests().iter().find(|r| r.part() == part)?;
        let (_, value) = request
            .body()?
            .iter()
            .find(|(field, _)| field.name == name)?;
        Some(self.json(value))
    }

    fn json(&self, value: &Value) -> Json {
        match value {
            Value::Text(text) => Json::from(text.as_str()),
            Value::Whole(number) => Json::from(*number),
            Value::Flag(flag) => Json::Bool(*flag),
            Value::List(items) => items.iter().map(|item| self.json(item)).collect(),
            Value::Group(members) => Json::Object(
                members
                    .iter()
                    .map(|(field, value)| (field.name.to_owned(), self.json(value)))
                    .collect(),
            ),
            Value::Map(entries) => Json::Object(
                entries
                    .iter()
                    .map(|(key, value)| (key.clone(), self.json(value)))
                    .collect(),
            ),
            Value::Blob(bytes) => {
                use base64::Engine;
                base64::engine::general_purpose::STANDARD
                    .encode(bytes)
                    .into()
            }
            Value::Reference(reference) => self
                .plan
                .source(*reference)
                .map(Planned::part)
                .map_or(Json::Null, |part| self.id(part)),
        }
    }

    /// The id of a window, target or task: AWS's, or one that is no one's.
    fn id(&self, part: &Path) -> Json {
        let field = if part == self.window {
            &w::WINDOW_ID
        } else if self.is_task(part) {
            &k::WINDOW_TASK_ID
        } else {
            &t::WINDOW_TARGET_ID
        };
        let typed = if self.draft.is_existing(part) {
            part.member(w::WINDOW_ID.name)
        } else {
            part.member(ID)
        };
        let position = part
            .parent()
            .zip(part.last_row())
            .and_then(|(list, id)| self.draft.rows(&list).iter().position(|row| row.id == id));
        self.typed_at_or(&typed, field, position.unwrap_or_default())
    }

    fn typed_or(&self, field: &Field, n: usize) -> Json {
        let typed = Draft::operations_path().member(field.name);
        // One run of a task was chosen; the others keep the samples' ids.
        if n > 0 {
            return invented(field, n);
        }
        self.typed_at_or(&typed, field, n)
    }

    fn typed_at_or(&self, path: &Path, field: &Field, n: usize) -> Json {
        match self.draft.text(path) {
            "" => invented(field, n),
            id => Json::from(id),
        }
    }

    fn is_task(&self, part: &Path) -> bool {
        part.parent().is_some_and(|list| list.name() == Some(TASKS))
    }

    /// The first registered target that a task names.
    fn target_of(&self, task: &Path) -> Option<Path> {
        fn first(plan: &Plan, value: &Value) -> Option<Path> {
            match value {
                Value::Reference(reference) => plan.source(*reference).map(|r| r.part().clone()),
                Value::List(items) => items.iter().find_map(|item| first(plan, item)),
                Value::Group(members) => members.iter().find_map(|(_, value)| first(plan, value)),
                Value::Text(_)
                | Value::Whole(_)
                | Value::Flag(_)
                | Value::Map(_)
                | Value::Blob(_) => None,
            }
        }
        let request = self.plan.requests().iter().find(|r| r.part() == task)?;
        let (_, targets) = request
            .body()?
            .iter()
            .find(|(field, _)| field.name == k::TARGETS.name)?;
        first(self.plan, targets)
    }

    /// What a run was started with, as AWS shows it: JSON in a text.
    fn parameters(&self, task: &Path) -> Option<String> {
        let block = self.body(task, k::TASK_INVOCATION_PARAMETERS.name)?;
        let inner = block.as_object()?.values().next()?.clone();
        let mut all = Map::new();
        if let Some(document) = self.body(task, k::TASK_ARN.name) {
            all.insert("documentName".to_owned(), document);
        }
        if let Json::Object(members) = inner {
            for (name, value) in members {
                let mut chars = name.chars();
                let name = chars.next().map_or_else(String::new, |first| {
                    first.to_ascii_lowercase().to_string() + chars.as_str()
                });
                all.insert(name, value);
            }
        }
        Some(Json::Object(all).to_string())
    }

    fn starts(&self) -> Vec<(Timestamp, Zone)> {
        let window = self
            .plan
            .windows()
            .iter()
            .find(|one| one.path == *self.window);
        window
            .and_then(|window| window.timing.as_ref())
            .map(|timing| {
                timing
                    .runs(self.plan.at())
                    .take(SAMPLE_RUNS)
                    .map(|run| (run.start, timing.zone.clone()))
                    .collect()
            })
            .unwrap_or_default()
    }

    fn runs(&self) -> Vec<String> {
        let starts = self.starts();
        starts.iter().map(|(at, zone)| as_aws(*at, zone)).collect()
    }

    /// A moment of the first run, some seconds after its start.
    fn clock(&self, after: i64, millis: u32) -> Option<Json> {
        let starts = self.starts();
        let start = starts.first().map_or(self.plan.at(), |(at, _)| *at);
        let at = start.checked_add(SignedDuration::from_secs(after)).ok()?;
        Some(as_cli(at, &Zone::utc(), millis).into())
    }
}

/// An id in the form of the field's example, another for each number.
fn invented(field: &Field, n: usize) -> Json {
    let example = field.example;
    let stem = example
        .len()
        .checked_sub(2)
        .and_then(|at| example.get(..at));
    match (n, stem) {
        (0, _) | (_, None) => Json::from(example),
        (n, Some(stem)) => Json::from(format!("{stem}{:02x}", n % 256)),
    }
}
