//! The tasks in a ticket: in which order, on what, and what may go wrong.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::catalogue::{Choice, Field, Shape, task as k, window as w};
use crate::check::{Plan, Planned, Reference, Value};
use crate::render::literal::{self, Language, Layout};
use crate::render::markdown::{block, code, codes, heading, item};
use crate::render::reading::{self, Reach, called};
use crate::render::variables::variable_of;
use crate::render::word::Word;

/// The tasks by their priority, lowest first; equal ones run side by side.
pub(super) fn order(plan: &Plan, tasks: &[&Planned], out: &mut String) {
    let mut tasks = tasks.to_vec();
    if tasks.is_empty() {
        out.push_str("Nothing: the window has no task.\n");
        return;
    }
    out.push_str("A task that fails does not stop the next.\n");
    let priority = |task: &Planned| match reading::of(task, &k::PRIORITY) {
        Some(Value::Whole(number)) => *number,
        // AWS documents no default: last, and said.
        _ => i64::MAX,
    };
    tasks.sort_by_key(|task| priority(task));
    for (n, group) in tasks
        .chunk_by(|a, b| priority(a) == priority(b))
        .enumerate()
    {
        let first = group.first().map_or(i64::MAX, |task| priority(task));
        let named = if first == i64::MAX {
            "No priority given, and AWS documents no default".to_owned()
        } else {
            ["Priority ", &first.to_string()].concat()
        };
        let together = if group.len() > 1 {
            ", side by side"
        } else {
            ""
        };
        heading(
            out,
            4,
            &[&(n + 1).to_string(), ". ", &named, together].concat(),
        );
        for (m, task) in group.iter().enumerate() {
            if m > 0 {
                out.push('\n');
            }
            of_task(plan, task, out);
        }
    }
}

fn of_task(plan: &Plan, task: &Planned, out: &mut String) {
    let text = |field| reading::text(reading::of(task, field));
    let what = text(&k::TASK_ARN).unwrap_or_default();
    let kind = said(&k::TASK_TYPE, text(&k::TASK_TYPE)).map_or("", |choice| choice.label);
    item(
        out,
        &[
            "**Task ",
            &code(called(task)),
            "**: ",
            kind,
            " ",
            &code(what),
        ]
        .concat(),
    );
    if let Some(what) = text(&k::DESCRIPTION) {
        item(out, &["Description: ", &code(what)].concat());
    }
    let on: Vec<String> = reading::reach(plan, task)
        .iter()
        .map(|reach| match reach {
            Reach::Planned(target) => ["target ", &code(called(target))].concat(),
            Reach::Registered(id) => ["registered target ", &code(id)].concat(),
            Reach::Node(id) => ["node ", &code(id)].concat(),
        })
        .collect();
    if on.is_empty() {
        item(out, "On: no target, it runs once");
    } else {
        item(out, &["On: ", &on.join(", ")].concat());
        let many = text(&k::MAX_CONCURRENCY).unwrap_or_default();
        item(out, &["At the same time: ", &share(many)].concat());
        let errors = match text(&k::MAX_ERRORS).unwrap_or_default() {
            "0" | "0%" => "stops sending at the first failure".to_owned(),
            "100%" => "goes on whatever fails".to_owned(),
            some => ["stops sending when more than ", &share(some), " failed"].concat(),
        };
        item(out, &["On errors: ", &errors].concat());
    }
    let behavior = text(&k::CUTOFF_BEHAVIOR).or(Some(k::CUTOFF_BEHAVIOR.default));
    let kind = text(&k::TASK_TYPE).unwrap_or_default();
    if let Some(choice) = said(&k::CUTOFF_BEHAVIOR, behavior) {
        item(
            out,
            &["At the cutoff: ", k::at_cutoff(choice, kind, on.is_empty())].concat(),
        );
    }
    match text(&k::SERVICE_ROLE_ARN) {
        Some(role) => item(out, &["Runs as: ", &code(role)].concat()),
        None => item(
            out,
            "Runs as: the service-linked role `AWSServiceRoleForAmazonSSM`",
        ),
    }
    let alarm = reading::of(task, &k::ALARM_CONFIGURATION);
    for one in reading::items(reading::within(alarm, &k::ALARMS)) {
        if let Some(name) = reading::text(reading::within(Some(one), &k::ALARM_NAME)) {
            item(out, &["Stopped by the alarm: ", &code(name)].concat());
        }
    }
    let input: Vec<(&'static Field, Value)> = task
        .body()
        .unwrap_or_default()
        .iter()
        .filter(|(field, _)| INPUT.iter().any(|known| known.name == field.name))
        .cloned()
        .collect();
    if !input.is_empty() {
        let mut word = Word::default();
        let layout = Layout::Indented { by: 0, step: 2 };
        literal::group(&input, &Shown { plan }, layout, &mut word);
        item(out, "Input, as it is sent:");
        out.push('\n');
        out.push_str(&block("json", &word.plain()));
    }
}

/// What a task is given.
static INPUT: [&Field; 3] = [
    &k::TASK_INVOCATION_PARAMETERS,
    &k::TASK_PARAMETERS,
    &k::LOGGING_INFO,
];

struct Shown<'a> {
    plan: &'a Plan,
}

impl Language for Shown<'_> {
    fn flag(&self, flag: bool) -> &'static str {
        if flag { "true" } else { "false" }
    }
    fn blob(&self, bytes: &[u8]) -> String {
        match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => STANDARD.encode(bytes),
        }
    }
    fn reference(&self, reference: Reference, out: &mut Word) {
        out.text(&literal::string(&variable_of(self.plan, reference)));
    }
}

/// `10%` of the targets, or a count of them.
fn share(text: &str) -> String {
    let of = match text {
        "1" => " target",
        percent if percent.ends_with('%') => " of the targets",
        _ => " targets",
    };
    [&code(text), of].concat()
}

/// The choice of a field that a value stands for.
fn said(field: &Field, value: Option<&str>) -> Option<&'static Choice> {
    let Shape::Choice(choices) = field.shape else {
        return None;
    };
    choices.iter().find(|choice| Some(choice.value) == value)
}

/// What to think of, as far as the plan tells.
pub(super) fn risks(create: Option<&Planned>, tasks: &[&Planned]) -> Vec<String> {
    let mut risks = Vec::new();
    let cutoff = create.and_then(|create| reading::of(create, &w::CUTOFF));
    if cutoff == Some(&Value::Whole(0)) {
        risks.push(
            "Cutoff is 0: tasks are started until the window closes, and may run on after it"
                .to_owned(),
        );
    }
    for (is, says) in RISKS {
        let at_risk: Vec<&str> = tasks
            .iter()
            .filter(|task| is(task))
            .map(|task| called(task))
            .collect();
        if !at_risk.is_empty() {
            risks.push([says, ": ", &codes(at_risk)].concat());
        }
    }
    risks
}

/// What a task may do that a reviewer wants to know.
type Risk = (fn(&Planned) -> bool, &'static str);
static RISKS: &[Risk] = &[
    (goes_on, "May go on past the end of the window"),
    (
        |task| has(task, &k::MAX_CONCURRENCY, "100%"),
        "On all its targets at the same time",
    ),
    (
        |task| has(task, &k::MAX_ERRORS, "100%"),
        "Goes on however many targets fail",
    ),
    (
        may_reboot,
        "May reboot nodes, because `RebootOption` is not `NoReboot`",
    ),
];

fn has(task: &Planned, field: &Field, value: &str) -> bool {
    reading::text(reading::of(task, field)) == Some(value)
}

fn goes_on(task: &Planned) -> bool {
    let by_default = k::CUTOFF_BEHAVIOR.default;
    reading::of(task, &k::CUTOFF_BEHAVIOR).is_none() || has(task, &k::CUTOFF_BEHAVIOR, by_default)
}

/// Whether a task installs patches and leaves a reboot to the document.
fn may_reboot(task: &Planned) -> bool {
    let document = reading::text(reading::of(task, &k::TASK_ARN)).unwrap_or_default();
    let input = reading::of(task, &k::TASK_INVOCATION_PARAMETERS);
    let command = reading::within(input, &k::RUN_COMMAND);
    let Some(Value::Map(entries)) = reading::within(command, &k::run_command::PARAMETERS) else {
        return false;
    };
    let given = |wanted: &str| {
        let found = entries.iter().find(|(key, _)| key == wanted);
        found.and_then(|(_, values)| reading::text(reading::items(Some(values)).first()))
    };
    document.contains("AWS-RunPatchBaseline")
        && given("Operation") == Some("Install")
        && given("RebootOption") != Some("NoReboot")
}
