//! The request bodies as boto3 takes them: one JSON object per request.
//!
//! A Lambda payload is plain text here, which boto3 encodes itself. What
//! another request returns is a marked placeholder.

use crate::check::{Plan, Reference};

use super::artifact::{Artifact, Wanted};
use super::code::{Chunk, Code, Kind};
use super::format::Format;
use super::literal::{self, Language, Layout};
use super::names::{file_stem, name_of};
use super::options::Options;
use super::project::session;
use super::steps::{Step, steps};
use super::word::{Piece, Word};

pub(super) const FORMAT: Format = Format {
    id: "json",
    label: "boto3 JSON",
    help: "One request body each, as boto3 takes it: `client.create_maintenance_window(**json.load(file))`",
    render,
};

struct Json<'a> {
    plan: &'a Plan,
}

impl Language for Json<'_> {
    fn flag(&self, flag: bool) -> &'static str {
        if flag { "true" } else { "false" }
    }
    fn blob(&self, bytes: &[u8]) -> String {
        String::from_utf8_lossy(bytes).into_owned()
    }
    fn reference(&self, reference: Reference, out: &mut Word) {
        out.text("\"");
        out.add_variable(placeholder(self.plan, reference));
        out.text("\"");
    }
}

/// What stands for a value that another request returns: `<window.WindowId>`.
fn placeholder(plan: &Plan, reference: Reference) -> String {
    format!("<{}.{}>", name_of(plan, reference), reference.member())
}

fn render(plan: &Plan, options: &Options, wanted: Wanted) -> Vec<Artifact> {
    let steps = steps(plan, options);
    let steps = steps.iter().enumerate();
    steps
        .map(|(n, step)| artifact(plan, options, n, step, wanted.text_of(n)))
        .collect()
}

fn artifact(plan: &Plan, options: &Options, n: usize, step: &Step<'_>, wanted: bool) -> Artifact {
    let file = format!("{:02}-{}.json", n + 1, file_stem(&step.title));
    let mut artifact = Artifact::of(step, file);
    let Some(body) = step.body.as_ref().filter(|_| wanted) else {
        return artifact;
    };
    let mut word = Word::default();
    literal::group(
        body,
        &Json { plan },
        Layout::Indented { by: 0, step: 2 },
        &mut word,
    );
    let mut chunk = Chunk::of(step.request.part());
    let mut placeholders: Vec<&str> = Vec::new();
    for piece in &word.0 {
        match piece {
            Piece::Literal(text) => chunk.push(Kind::Plain, text),
            Piece::Variable(name) => {
                if !placeholders.contains(&name.as_str()) {
                    placeholders.push(name);
                }
                chunk.push(Kind::Variable, name)
            }
        };
    }
    if !placeholders.is_empty() {
        let quoted: Vec<String> = placeholders.iter().map(|p| format!("`{p}`")).collect();
        artifact.notes.push(format!(
            "Put the ids that the requests before return in the place of {}",
            quoted.join(", ")
        ));
    }
    artifact.notes.extend(session(options).map(|session| {
        [
            "A request body cannot name it: send the request with ",
            &session,
        ]
        .concat()
    }));
    artifact.code = Some(Code::of(chunk));
    artifact
}
