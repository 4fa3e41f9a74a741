//! One script that sends every request and hands the ids on, in any shell; and
//! what to know before it is run.

use super::artifact::Artifact;
use super::code::{Chunk, Code, Kind};
use super::command::{Site, command};
use super::format::Format;
use super::options::{CliVersion, Shell};
use super::shell::Answer;
use super::steps::{Step, note};
use super::variables::needed;
use crate::quote::quoted;

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
    let mut head = Chunk::default();
    if site.options.shell == Shell::Cmd {
        // Such a script is to be saved, also by whoever copies it.
        head.push(Kind::Plain, std::mem::take(&mut artifact.shebang));
    }
    site.shell.open(&mut head);
    let mut chunks = vec![head];
    for (n, step) in steps.iter().enumerate() {
        let mut chunk = Chunk::of(step.request.part());
        let returned = step.returned();
        let variable = returned.and(step.request.returned());
        let variable = variable.map(|reference| site.variable(reference));
        let answer = match variable.as_deref() {
            Some(name) => Answer::Kept(name),
            None if step.request.completes() => Answer::Dropped,
            None => Answer::Shown,
        };
        site.shell.before(&step.title, answer, &mut chunk);
        let long = command(site, n, step, from_files, returned, &mut chunk);
        artifact.notes.extend(long);
        // Version 2 would stop at each answer and show it in a pager.
        if matches!(answer, Answer::Shown) && site.options.cli == CliVersion::V2 {
            chunk
                .push(Kind::Plain, site.shell.continuation())
                .push(Kind::Name, "--no-cli-pager");
        }
        site.shell.after(&step.title, answer, &mut chunk);
        chunks.push(chunk);
    }
    let mut tail = Chunk::default();
    site.shell.close(&mut tail);
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
