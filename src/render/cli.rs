//! AWS CLI commands for POSIX shells: one script that hands the ids on, and
//! each command alone.
//!
//! Simple conditions are written in the CLI's shorthand, all other structures
//! as JSON. A text that the CLI would take for the name of a file or page to
//! read, or that no shell word can hold, goes through `--cli-input-json`.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::catalogue::Field;
use crate::check::{Plan, Planned, Reference, Value};

use super::code::{Chunk, Code, Kind};
use super::literal::{self, Language, Layout};
use super::words::{Word, file_stem, needed, variable, variable_of};
use super::{Artifact, CliVersion, Format, Options, Wanted};

pub(super) const FORMAT: Format = Format {
    id: "cli",
    label: "AWS CLI",
    help: "Commands for bash, zsh and sh: one script that hands the ids on, and each command alone",
    render,
};

/// A structure longer than this is written on several lines.
const LONGEST_LINE: usize = 88;

/// What Linux takes in one argument, in bytes (`MAX_ARG_STRLEN`, with its closing NUL).
const LONGEST_WORD: usize = 131_071;

struct ShellJson<'a> {
    plan: &'a Plan,
    cli: CliVersion,
}

impl Language for ShellJson<'_> {
    fn flag(&self, flag: bool) -> &'static str {
        if flag { "true" } else { "false" }
    }
    fn blob(&self, bytes: &[u8]) -> String {
        match self.cli {
            // Version 1 encodes the text itself, version 2 expects it encoded.
            CliVersion::V1 => String::from_utf8_lossy(bytes).into_owned(),
            CliVersion::V2 => STANDARD.encode(bytes),
        }
    }
    fn reference(&self, reference: Reference, out: &mut Word) {
        out.text("\"");
        out.add_variable(variable_of(self.plan, reference));
        out.text("\"");
    }
}

fn render(plan: &Plan, options: &Options, wanted: Wanted) -> Vec<Artifact> {
    let mut artifacts = vec![script(plan, options, wanted.text_of(0))];
    for (n, request) in plan.requests().iter().enumerate() {
        let mut artifact = Artifact::of(
            request,
            format!("{:02}-{}.sh", n + 1, file_stem(request.title())),
        );
        artifact.shebang = "#!/bin/sh\n".into();
        if let Some(body) = request.body().filter(|_| wanted.text_of(n + 1)) {
            let mut chunk = Chunk {
                part: Some(request.part().clone()),
                ..Chunk::default()
            };
            command(plan, request, body, options, None, &mut chunk);
            chunk.push(Kind::Plain, "\n");
            let code = Code::of(chunk);
            artifact.notes.extend(too_long(&code));
            artifact.code = Some(code);
            artifact.notes.extend(to_set(&variables(plan, body)));
        }
        artifacts.push(artifact);
    }
    artifacts
}

/// The script runs in a subshell, so that pasting it into a terminal does not
/// end that terminal at the first failure; and has no comments, which an
/// interactive zsh does not know.
fn script(plan: &Plan, options: &Options, wanted: bool) -> Artifact {
    let mut artifact = Artifact::of_all(plan, "One script", &format!("{}.sh", plan.stem()));
    artifact.shebang = "#!/bin/sh\n".into();
    if !wanted || !artifact.problems.is_empty() || plan.requests().is_empty() {
        return artifact;
    }
    let mut head = Chunk::default();
    head.push(Kind::Plain, "(\nset -eu\n");
    if options.cli == CliVersion::V2 {
        head.push(Kind::Plain, "export ")
            .push(Kind::Variable, "AWS_PAGER")
            .push(Kind::Plain, "=''\n");
    }
    let mut chunks = vec![head];
    for request in plan.requests() {
        let mut chunk = Chunk {
            part: Some(request.part().clone()),
            ..Chunk::default()
        };
        let name = variable(plan, request);
        let returned = request
            .operation()
            .returns
            .first()
            .map(|returned| returned.name);
        chunk
            .push(Kind::Plain, "\necho ")
            .push(Kind::Value, Word::literal(request.title()).posix())
            .push(Kind::Plain, " >&2\n");
        if returned.is_some() {
            chunk.push(Kind::Variable, &name).push(Kind::Plain, "=$(");
        }
        command(
            plan,
            request,
            request.body().unwrap_or_default(),
            options,
            returned,
            &mut chunk,
        );
        if returned.is_none() {
            chunk.push(Kind::Plain, "\n");
            chunks.push(chunk);
            continue;
        }
        chunk
            .push(Kind::Plain, ")\necho ")
            .push(Kind::Variable, format!("\"{name}=${name}\""))
            .push(Kind::Plain, "\n");
        chunks.push(chunk);
    }
    let mut tail = Chunk::default();
    tail.push(Kind::Plain, ")\n");
    chunks.push(tail);
    let code = Code { chunks };
    let before = needed(plan).into_iter();
    let names: Vec<String> = before.map(|one| variable_of(plan, one)).collect();
    artifact.notes.extend(to_set(&names));
    artifact.notes.extend(too_long(&code));
    artifact.code = Some(code);
    artifact
}

/// Which variables a command needs that it does not set.
fn to_set(names: &[String]) -> Option<String> {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    (!names.is_empty()).then(|| {
        format!(
            "Set {} to what the commands before return",
            names.join(", ")
        )
    })
}

fn variables(plan: &Plan, body: &[(&'static Field, Value)]) -> Vec<String> {
    fn walk(plan: &Plan, value: &Value, names: &mut Vec<String>) {
        match value {
            Value::Reference(reference) => {
                let name = variable_of(plan, *reference);
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            Value::List(items) => items.iter().for_each(|item| walk(plan, item, names)),
            Value::Group(members) => members
                .iter()
                .for_each(|(_, value)| walk(plan, value, names)),
            Value::Map(entries) => entries
                .iter()
                .for_each(|(_, value)| walk(plan, value, names)),
            Value::Text(_) | Value::Whole(_) | Value::Flag(_) | Value::Blob(_) => {}
        }
    }
    let mut names = Vec::new();
    body.iter()
        .for_each(|(_, value)| walk(plan, value, &mut names));
    names
}

/// What to know when a word is longer than systems take.
fn too_long(code: &Code) -> Option<String> {
    let longest = code
        .chunks
        .iter()
        .flat_map(|chunk| &chunk.spans)
        .map(|span| span.text.len())
        .max()?;
    (longest >= LONGEST_WORD).then(|| {
        format!("One value has {longest} bytes, and Linux takes at most {LONGEST_WORD} in one argument: send it with boto3")
    })
}

/// Writes one command, an option a line; `query` asks for one member of the answer as plain text.
fn command(
    plan: &Plan,
    request: &Planned,
    body: &[(&'static Field, Value)],
    options: &Options,
    query: Option<&str>,
    chunk: &mut Chunk,
) {
    chunk.push(
        Kind::Plain,
        format!("aws ssm {}", request.operation().command()),
    );
    let language = ShellJson {
        plan,
        cli: options.cli,
    };
    let mut through_json: Vec<(&'static Field, Value)> = Vec::new();
    for (field, value) in body {
        if needs_json(value) {
            through_json.push((field, value.clone()));
            continue;
        }
        line(chunk);
        option(field, value, &language, chunk);
    }
    if !through_json.is_empty() {
        let mut json = Word::default();
        literal::group(&through_json, &language, Layout::Line, &mut json);
        line(chunk);
        chunk
            .push(Kind::Name, "--cli-input-json")
            .push(Kind::Plain, " ")
            .push(Kind::Value, json.posix());
    }
    if let Some(member) = query {
        line(chunk);
        chunk
            .push(Kind::Name, "--query")
            .push(Kind::Value, format!(" {member} "))
            .push(Kind::Name, "--output")
            .push(Kind::Value, " text");
    }
}

fn line(chunk: &mut Chunk) {
    chunk.push(Kind::Plain, " \\\n  ");
}

/// Whether the CLI would read a text as the address of a file or page or as the end of options, or a shell could not hand it on.
fn needs_json(value: &Value) -> bool {
    match value {
        Value::Text(text) => {
            let is_address = ["file://", "fileb://", "http://", "https://"]
                .iter()
                .any(|scheme| text.starts_with(scheme));
            // Python's argparse drops `--` even in `--name=--`.
            is_address || text == "--" || text.contains('\0')
        }
        Value::Whole(_)
        | Value::Flag(_)
        | Value::List(_)
        | Value::Group(_)
        | Value::Map(_)
        | Value::Blob(_)
        | Value::Reference(_) => false,
    }
}

fn option(field: &'static Field, value: &Value, language: &ShellJson<'_>, chunk: &mut Chunk) {
    let name = field.option();
    match value {
        Value::Flag(true) => drop(chunk.push(Kind::Name, format!("--{name}"))),
        Value::Flag(false) => drop(chunk.push(Kind::Name, format!("--no-{name}"))),
        Value::Whole(number) => drop(
            chunk
                .push(Kind::Name, format!("--{name}"))
                .push(Kind::Value, format!(" {number}")),
        ),
        Value::Reference(reference) => {
            let word = Word::variable(variable_of(language.plan, *reference));
            chunk
                .push(Kind::Name, format!("--{name}"))
                .push(Kind::Plain, " ")
                .push(Kind::Variable, word.posix());
        }
        // A value that begins with a hyphen would be taken for an option.
        Value::Text(text) if text.starts_with('-') => {
            chunk
                .push(Kind::Name, format!("--{name}="))
                .push(Kind::Value, Word::literal(text.as_str()).posix());
        }
        Value::Text(text) => {
            chunk
                .push(Kind::Name, format!("--{name}"))
                .push(Kind::Plain, " ")
                .push(Kind::Value, Word::literal(text.as_str()).posix());
        }
        Value::Blob(_) | Value::List(_) | Value::Group(_) | Value::Map(_) => {
            chunk.push(Kind::Name, format!("--{name}"));
            match shorthand(value, language.plan) {
                Some(words) => {
                    for word in words {
                        chunk.push(Kind::Plain, " ").push(Kind::Value, word.posix());
                    }
                }
                None => drop(
                    chunk
                        .push(Kind::Plain, " ")
                        .push(Kind::Value, structure(value, language).posix()),
                ),
            }
        }
    }
}

/// A structure as JSON, on one line if it is short.
fn structure(value: &Value, language: &ShellJson<'_>) -> Word {
    let mut line = Word::default();
    literal::write(value, language, Layout::Line, &mut line);
    if line.posix().len() <= LONGEST_LINE {
        return line;
    }
    let mut lines = Word::default();
    literal::write(
        value,
        language,
        Layout::Indented { by: 4, step: 2 },
        &mut lines,
    );
    lines
}

/// `Key=tag:Role,Values=web,db` for a list of groups of plain words; none for what needs more care.
fn shorthand(value: &Value, plan: &Plan) -> Option<Vec<Word>> {
    let Value::List(groups) = value else {
        return None;
    };
    groups
        .iter()
        .map(|group| shorthand_word(group, plan))
        .collect()
}

fn shorthand_word(value: &Value, plan: &Plan) -> Option<Word> {
    let Value::Group(members) = value else {
        return None;
    };
    let mut word = Word::default();
    for (n, (field, value)) in members.iter().enumerate() {
        if n > 0 {
            word.text(",");
        }
        word.text(field.name);
        word.text("=");
        match value {
            Value::List(items) if !items.is_empty() => {
                for (n, item) in items.iter().enumerate() {
                    if n > 0 {
                        word.text(",");
                    }
                    word.append(plain(item, plan)?);
                }
            }
            single => word.append(plain(single, plan)?),
        }
    }
    Some(word)
}

/// A value that the CLI's shorthand takes as it stands.
fn plain(value: &Value, plan: &Plan) -> Option<Word> {
    let legal = |c: char| c.is_ascii_alphanumeric() || "._:/@-".contains(c);
    match value {
        Value::Text(text) if !text.is_empty() && text.chars().all(legal) => {
            Some(Word::literal(text.as_str()))
        }
        Value::Reference(reference) => Some(Word::variable(variable_of(plan, *reference))),
        Value::Text(_)
        | Value::Whole(_)
        | Value::Flag(_)
        | Value::List(_)
        | Value::Group(_)
        | Value::Map(_)
        | Value::Blob(_) => None,
    }
}
