//! One script that sends every request and hands the ids on, in any shell; and
//! what to know before it is run.

use crate::catalogue::{target as t, task as k, window as w};
use crate::check::{Plan, Planned, Reference, Value};
use crate::quote::quoted;

use super::artifact::Artifact;
use super::code::{Chunk, Code, Kind};
use super::command::{Print, Site, aws, command, mentions, session};
use super::format::Format;
use super::header::header;
use super::options::{CliVersion, Shell};
use super::place::Place;
use super::reading;
use super::shell::{Answer, Sent};
use super::steps::{Step, note};
use super::variables::needed;

/// What the closing look asks for.
const LOOK: &str =
    "{WindowId:WindowId,Name:Name,Enabled:Enabled,NextExecutionTime:NextExecutionTime}";

/// The script; `from_files` says that it reads the requests from files.
pub(super) fn script(
    site: &Site<'_>,
    format: &Format,
    steps: &[Step<'_>],
    from_files: bool,
    wanted: bool,
) -> Artifact {
    let file = [site.plan.stem(), ".", site.shell.extension()].concat();
    let mut artifact = Artifact::of_all(site.plan, "One script", &file);
    as_file(site, &mut artifact);
    if !wanted || !artifact.problems.is_empty() || steps.is_empty() {
        return artifact;
    }
    let lines = header(site.plan, site.options, site.plan.says());
    artifact
        .shebang
        .to_mut()
        .push_str(&site.shell.comment(&lines));
    let mut head = Chunk::default();
    if site.options.shell == Shell::Cmd {
        // Such a script is to be saved, also by whoever copies it.
        head.push(Kind::Plain, std::mem::take(&mut artifact.shebang));
    }
    let again = steps.iter().any(|step| names_new(site.plan, step));
    site.shell.open(again, &mut head);
    if steps.iter().any(|step| step.operation.paginated) {
        // Many requests in a row are throttled.
        head.push(Kind::Plain, site.shell.adaptive());
    }
    guard(site, &mut head);
    let mut chunks = vec![head];
    for (n, step) in steps.iter().enumerate() {
        let mut chunk = Chunk::of(step.request.part());
        let variable = step.request.returned().map(|one| (one, site.variable(one)));
        let listed = step.request.listed();
        let answer = match (&variable, listed) {
            (Some((_, name)), None) => Answer::Kept(name),
            (Some((_, name)), Some(_)) if gives_first(steps, n, step) => Answer::Found(name),
            _ if step.request.completes() => Answer::Dropped,
            _ => Answer::Shown,
        };
        let query = match answer {
            Answer::Kept(_) => step.returned().map(str::to_owned),
            // Of several pages, each would give an answer of its own.
            Answer::Found(_) => listed.map(|(list, id)| [list, "[0].", id].concat()),
            _ => None,
        };
        let print = match (&query, answer) {
            (Some(query), Answer::Found(_)) => Print::First(query),
            (Some(query), _) => Print::Member(query),
            // Version 2 would stop at each answer and show it in a pager.
            (None, Answer::Shown) => Print::NoPager,
            (None, _) => Print::All,
        };
        let sent = Sent {
            title: &step.title,
            answer,
            again: names_new(site.plan, step).then_some(n + 1),
        };
        site.shell.before(&sent, &mut chunk);
        let long = command(site, n, step, from_files, print, &mut chunk);
        artifact.notes.extend(long);
        site.shell.after(&sent, &mut chunk);
        chunks.push(chunk);
    }
    chunks.extend(looks(site, steps));
    let mut tail = Chunk::default();
    site.shell.close(again, &mut tail);
    chunks.push(tail);
    artifact.code = Some(Code { chunks });
    notes(site, format, from_files, &mut artifact);
    let before = needed(site.plan).into_iter();
    let names: Vec<String> = before.map(|one| site.variable(one)).collect();
    artifact.notes.extend(set_first(site, &names));
    artifact
        .notes
        .extend(note(site.plan, site.options).map(str::to_owned));
    if site.options.shell == Shell::Cmd {
        artifact.notes.push("Save it as a file and run that: pasted, its first failure closes the window of cmd.exe".to_owned());
    }
    artifact
}

/// Stops the script when the credentials belong to another account than the project.
pub(super) fn guard(site: &Site<'_>, script: &mut Chunk) {
    let place = Place::of(site.plan, site.options);
    let Some(account) = place.account else {
        return;
    };
    let variable = site.shell.variable(site.options.prefix(), "account");
    let sent = Sent {
        title: "Check the account",
        answer: Answer::Demanded(&variable, account),
        again: None,
    };
    site.shell.before(&sent, script);
    aws(site, script);
    script.push(Kind::Plain, "sts get-caller-identity");
    session(site, script);
    script
        .push(Kind::Plain, site.shell.continuation())
        .push(Kind::Name, "--query")
        .push(Kind::Value, " Account ")
        .push(Kind::Name, "--output")
        .push(Kind::Value, " text");
    site.shell.after(&sent, script);
}

/// Whether a request takes something that another of the script creates, which AWS may not know yet.
pub(super) fn names_new(plan: &Plan, step: &Step<'_>) -> bool {
    let mut created = plan.creations().filter_map(Planned::returned);
    created.any(|one| takes(step, one))
}

/// Whether a later request takes the first entry of the list that this one returns.
///
/// Of several such lists it takes that of the last: it follows the runs of one window.
pub(super) fn gives_first(steps: &[Step<'_>], n: usize, step: &Step<'_>) -> bool {
    let rest = steps.get(n + 1..).unwrap_or_default();
    let returned = step.request.returned();
    let again = rest.iter().any(|step| step.request.returned() == returned);
    step.request.listed().is_some()
        && !again
        && returned.is_some_and(|one| rest.iter().any(|step| takes(step, one)))
}

/// Whether a request takes what another returns.
pub(super) fn takes(step: &Step<'_>, one: Reference) -> bool {
    let body = step.body.as_deref().unwrap_or_default();
    body.iter().any(|(_, value)| mentions(value, one))
}

/// The closing look: what became of each window that was created or changed.
fn looks(site: &Site<'_>, steps: &[Step<'_>]) -> Vec<Chunk> {
    let looks = looks_at(steps).into_iter().enumerate();
    looks
        .map(|(n, step)| {
            let mut chunk = Chunk::of(step.request.part());
            look(site, steps.len() + n, &step, &mut chunk);
            chunk
        })
        .collect()
}

/// One request of the closing look.
fn look(site: &Site<'_>, n: usize, step: &Step<'_>, chunk: &mut Chunk) {
    let sent = Sent {
        title: &step.title,
        answer: Answer::Aside,
        again: None,
    };
    site.shell.before(&sent, chunk);
    command(site, n, step, false, Print::Table(LOOK), chunk);
    site.shell.after(&sent, chunk);
}

/// The command that looks at a window's next run after a command that changes the window.
pub(super) fn look_after(site: &Site<'_>, step: &Step<'_>, chunk: &mut Chunk) {
    if step.operation.name != w::UPDATE.name || step.request.completes() {
        return;
    }
    let look = looks_at(&[Step {
        body: step.body.clone(),
        title: step.title.clone(),
        ..*step
    }]);
    for step in &look {
        chunk.push(Kind::Plain, "\n");
        command(site, 1, step, false, Print::Table(LOOK), chunk);
    }
}

/// The requests that look at windows after these steps, one for each window that they create or change.
pub(super) fn looks_at<'a>(steps: &[Step<'a>]) -> Vec<Step<'a>> {
    let changing = [
        &w::CREATE,
        &w::UPDATE,
        &t::REGISTER,
        &t::UPDATE,
        &k::REGISTER,
        &k::UPDATE,
    ];
    let mut seen: Vec<Value> = Vec::new();
    let mut looks = Vec::new();
    for step in steps {
        if !changing.iter().any(|one| one.name == step.operation.name) {
            continue;
        }
        let body = step.body.as_deref().unwrap_or_default();
        let id = match reading::value(body, &w::WINDOW_ID) {
            Some(id) => Some(id.clone()),
            None => step.request.returned().map(Value::Reference),
        };
        let Some(id) = id.filter(|id| !seen.contains(id)) else {
            continue;
        };
        seen.push(id.clone());
        looks.push(Step {
            request: step.request,
            operation: &w::GET,
            title: "Look at the window and its next run".to_owned(),
            body: Some(vec![(&w::WINDOW_ID, id)]),
        });
    }
    looks
}

/// How the shell wants a file.
pub(super) fn as_file(site: &Site<'_>, artifact: &mut Artifact) {
    artifact.shebang = site.shell.file_head().into();
    artifact.carriage_returns = site.shell.carriage_returns();
}

/// What to know of commands for this shell and this CLI.
pub(super) fn notes(site: &Site<'_>, format: &Format, from_files: bool, artifact: &mut Artifact) {
    let options = site.options;
    artifact.notes.extend(format.complaints(options));
    for text in [&options.region, &options.profile] {
        if !text.is_empty() && !site.shell.carries(text) {
            artifact.notes.push(format!(
                "This shell can't pass on {} safely, so the commands leave it out: set `AWS_PROFILE` or `AWS_DEFAULT_REGION` instead",
                quoted(text)
            ));
        }
    }
    // pip installs version 1 as `aws.cmd`, which hands its words to cmd.exe; those for cmd.exe can bear it.
    let bears = matches!(options.shell, Shell::Posix | Shell::Cmd);
    if options.cli == CliVersion::V1 && !bears && !from_files {
        artifact.notes.push("If `where.exe aws` says `aws.cmd` (version 1 from pip), cmd.exe reads the words once more: take the request files instead".to_owned());
    }
}

/// What a single command needs to be told.
pub(super) fn set_first(site: &Site<'_>, variables: &[String]) -> Option<String> {
    let spelt: Vec<String> = variables
        .iter()
        .map(|name| ["`", &site.shell.spelt(name), "`"].concat())
        .collect();
    let to = match spelt.as_slice() {
        [] => return None,
        [_] => " to the id that an earlier command prints",
        _ => " to the ids that earlier commands print",
    };
    Some(["Set ", &spelt.join(", "), to].concat())
}

/// A chunk of one request, ended.
pub(super) fn alone(step: &Step<'_>, write: impl FnOnce(&mut Chunk)) -> Code {
    let mut chunk = Chunk::of(step.request.part());
    write(&mut chunk);
    chunk.push(Kind::Plain, "\n");
    Code::of(chunk)
}
