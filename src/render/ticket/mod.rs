//! A change ticket in Markdown: what is to run, when, on what, in which order,
//! how to see that it worked and how to undo it.
//!
//! It says what is in the plan and leaves room for what is not: who approves,
//! and why. Values stand in code spans and blocks that they cannot leave.

mod tasks;
mod window;

use crate::catalogue::{Field, Operation, execution, target as t, task as k, window as w};
use crate::check::{Plan, Planned, Value, Window};
use crate::preview::{Ask, preview, wall};
use crate::schedule::Zone;

use super::artifact::{Artifact, Wanted};
use super::code::{Chunk, Code, Kind};
use super::format::Format;
use super::markdown::{block, code, codes, heading, item};
use super::options::Options;
use super::project::session_options;
use super::reading::{self, called};
use super::shell::{Dialect, POSIX};
use super::variables::{variable, variable_of};
use super::word::Word;

pub(super) const FORMAT: Format = Format {
    id: "ticket",
    label: "Change ticket",
    help: "What runs, when, on what and how to undo it, in Markdown for a ticket or a merge request",
    render,
};

fn render(plan: &Plan, options: &Options, wanted: Wanted) -> Vec<Artifact> {
    let mut artifact = Artifact::of_all(plan, "Change ticket", "change-ticket.md");
    if !wanted.text_of(0) || !artifact.problems.is_empty() || plan.requests().is_empty() {
        return vec![artifact];
    }
    let mut head = Chunk::default();
    head.push(Kind::Plain, opening(plan, options));
    let mut chunks = vec![head];
    for (position, window) in plan.windows().iter().enumerate() {
        let mut chunk = Chunk::of(&window.path);
        chunk.push(Kind::Plain, of_window(plan, options, position, window));
        chunks.push(chunk);
        if window.timing.is_none() {
            artifact.notes.push(format!(
                "{} exists already, and only AWS knows when it runs: fill in its next runs",
                code(&window.name)
            ));
        }
    }
    let mut tail = Chunk::default();
    tail.push(Kind::Plain, closing(plan, options));
    chunks.push(tail);
    artifact.code = Some(Code { chunks });
    artifact
        .notes
        .push("Fill in what stands in italics: the reason, and who approves".to_owned());
    vec![artifact]
}

fn opening(plan: &Plan, options: &Options) -> String {
    let mut out = String::new();
    let names = plan.windows().iter().map(|window| window.name.as_str());
    out.push_str(&["# Maintenance windows: ", &codes(names), "\n\n"].concat());
    item(&mut out, "Reason: _why this change is made_");
    for (label, text, open) in [
        ("Account: ", &options.account, "_which account_"),
        ("Region: ", &options.region, "_which Region_"),
        ("Profile: ", &options.profile, ""),
    ] {
        if !text.is_empty() {
            item(&mut out, &[label, &code(text)].concat());
        } else if !open.is_empty() {
            item(&mut out, &[label, open].concat());
        }
    }
    let count = |operation: &Operation| {
        let requests = plan.requests().iter();
        requests
            .filter(|r| r.operation().name == operation.name)
            .count()
    };
    let created = [
        (count(&w::CREATE), "window"),
        (count(&t::REGISTER), "target"),
        (count(&k::REGISTER), "task"),
    ];
    let created = created.iter().filter(|(count, _)| *count > 0);
    let created: Vec<String> = created
        .map(|(count, what)| {
            [
                count.to_string().as_str(),
                " ",
                what,
                if *count == 1 { "" } else { "s" },
            ]
            .concat()
        })
        .collect();
    item(&mut out, &["Creates: ", &created.join(", ")].concat());
    let at = wall(&Zone::utc(), plan.at());
    item(&mut out, &["Times as of: ", &at, " UTC"].concat());
    out
}

fn of_window(plan: &Plan, options: &Options, position: usize, home: &Window) -> String {
    let mut out = String::new();
    let requests: Vec<&Planned> = plan
        .requests()
        .iter()
        .filter(|request| request.window() == position)
        .collect();
    let of_kind = |operation: &Operation| {
        let name = operation.name;
        let all = requests.iter().copied();
        all.filter(move |request| request.operation().name == name)
    };
    heading(&mut out, 2, &["Window ", &code(&home.name)].concat());
    let create = of_kind(&w::CREATE).next();
    let shown = preview(home, &Ask::next(plan.at()), None, &|_, _| None);
    match create {
        Some(create) => {
            window::settings(create, shown.as_ref(), &mut out);
            if options.disabled {
                item(
                    &mut out,
                    "Created disabled: it does not run until it is enabled",
                );
            }
        }
        None => {
            let id = requests
                .first()
                .and_then(|request| reading::text(reading::of(request, &w::WINDOW_ID)));
            item(
                &mut out,
                &["It exists already, as ", &code(id.unwrap_or_default())].concat(),
            );
            item(
                &mut out,
                "This change adds to it; its schedule stays as it is",
            );
        }
    }
    heading(&mut out, 3, "When");
    if options.disabled && create.is_some() {
        out.push_str("Once it is enabled, it runs at these times.\n\n");
    }
    match &shown {
        Some(shown) => {
            window::runs(shown, home.lasts, &mut out);
            if home
                .timing
                .as_ref()
                .is_some_and(reading::counts_from_creation)
            {
                out.push_str(
                    "\nIt counts from its creation: these are the times of a window created now.\n",
                );
            }
        }
        None => {
            out.push_str("_The next runs of the window, from AWS: the page does not know them._\n")
        }
    }
    heading(&mut out, 3, "On what");
    let mut targets = 0;
    for target in of_kind(&t::REGISTER) {
        targets += 1;
        item(
            &mut out,
            &[&code(called(target)), ": ", &window::selects(target)].concat(),
        );
    }
    if targets == 0 {
        item(
            &mut out,
            "No target is registered: the tasks say what they run on",
        );
    }
    let tasks: Vec<&Planned> = of_kind(&k::REGISTER).collect();
    heading(&mut out, 3, "What runs, in this order");
    tasks::order(plan, &tasks, &mut out);
    heading(&mut out, 3, "Risks");
    for risk in tasks::risks(create, &tasks) {
        item(&mut out, &risk);
    }
    item(
        &mut out,
        "Undoing this change stops future runs; it does not undo what a task has done",
    );
    out
}

/// A word for the shell: the one place where this format quotes.
fn word(value: &Word) -> String {
    POSIX.word(value)
}

/// A command on a window and what it holds, in the project's Region and with its profile.
fn command(
    options: &Options,
    operation: &Operation,
    members: &[(&'static Field, Word)],
    more: &str,
) -> String {
    let mut out = ["aws ssm ", &operation.command()].concat();
    out.push_str(&session_options(options));
    for (field, value) in members {
        out.push_str(&[" --", &field.option(), " ", &word(value)].concat());
    }
    [&out, more, "\n"].concat()
}

fn closing(plan: &Plan, options: &Options) -> String {
    let mut out = String::new();
    let windows: Vec<Word> = (0..plan.windows().len())
        .filter_map(|position| window_id(plan, position))
        .collect();
    let of_each = |operation: &Operation, more: &str| -> String {
        let each = windows.iter();
        each.map(|id| command(options, operation, &[(&w::WINDOW_ID, id.clone())], more))
            .collect()
    };
    heading(&mut out, 2, "How to verify");
    out.push_str(
        "Fill in the ids that the script of this plan prints, for the commands here and below.\n\n",
    );
    let ids: String = plan
        .creations()
        .map(|request| [&variable(plan, request), "=\n"].concat())
        .collect();
    out.push_str(&block("sh", &ids));
    out.push('\n');
    item(
        &mut out,
        "After the change: the targets and tasks are there, and AWS plans the runs shown above.",
    );
    out.push('\n');
    let there = [
        of_each(&t::DESCRIBE, ""),
        of_each(&k::DESCRIBE, ""),
        of_each(&w::DESCRIBE_SCHEDULE, ""),
    ];
    out.push_str(&block("sh", &there.concat()));
    out.push('\n');
    item(&mut out, "After the first run: its status is `SUCCESS`.");
    out.push('\n');
    out.push_str(&block("sh", &of_each(&execution::DESCRIBE, "")));
    let created = plan.requests().iter();
    let created = created.filter(|request| request.operation().name == w::CREATE.name);
    let created: Vec<Word> = created
        .map(|request| Word::variable(variable(plan, request)))
        .collect();
    let switch = |flag: &str| -> String {
        let each = created.iter();
        each.map(|id| command(options, &w::UPDATE, &[(&w::WINDOW_ID, id.clone())], flag))
            .collect()
    };
    if options.disabled && !created.is_empty() {
        heading(&mut out, 2, "How to enable");
        item(
            &mut out,
            "The windows are created disabled. When all of the above is right, let them run:",
        );
        out.push('\n');
        out.push_str(&block("sh", &switch(" --enabled")));
    }
    heading(&mut out, 2, "How to undo");
    if !created.is_empty() {
        item(&mut out, "To stop future runs and keep everything:");
        out.push('\n');
        out.push_str(&block("sh", &switch(" --no-enabled")));
        out.push('\n');
    }
    item(
        &mut out,
        "To take away what this change created, in this order:",
    );
    out.push('\n');
    out.push_str(&block("sh", &undo(plan, options)));
    if options.repeatable {
        out.push('\n');
        item(
            &mut out,
            "To create the same again afterwards: the script sends the same client tokens, and AWS may answer with the ids of what was removed. Set «New tokens» first.",
        );
    }
    heading(&mut out, 2, "Approval");
    item(&mut out, "Requested by: _name, date_");
    item(&mut out, "Reviewed by: _name, date_");
    item(&mut out, "Approved by: _name, date_");
    out
}

/// What stands for a window's id: itself, or the variable that the script prints.
fn window_id(plan: &Plan, position: usize) -> Option<Word> {
    let mut requests = plan.requests().iter().filter(|r| r.window() == position);
    let first = requests.next()?;
    Some(match reading::of(first, &w::WINDOW_ID) {
        Some(Value::Text(id)) => Word::literal(id.as_str()),
        Some(Value::Reference(reference)) => Word::variable(variable_of(plan, *reference)),
        _ => Word::variable(variable(plan, first)),
    })
}

/// The commands that take away what was created: tasks, then targets, then windows.
fn undo(plan: &Plan, options: &Options) -> String {
    let mut out = String::new();
    for (made, operation, id, more) in [
        (&k::REGISTER, &k::DEREGISTER, Some(&k::WINDOW_TASK_ID), ""),
        (
            &t::REGISTER,
            &t::DEREGISTER,
            Some(&t::WINDOW_TARGET_ID),
            " --safe",
        ),
        (&w::CREATE, &w::DELETE, None, ""),
    ] {
        let requests = plan.requests().iter();
        for request in requests.filter(|request| request.operation().name == made.name) {
            let Some(window) = window_id(plan, request.window()) else {
                continue;
            };
            let mut members = vec![(&w::WINDOW_ID, window)];
            members.extend(id.map(|field| (field, Word::variable(variable(plan, request)))));
            out.push_str(&command(options, operation, &members, more));
        }
    }
    out
}
