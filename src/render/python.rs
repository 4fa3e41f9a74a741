//! One Python script that sends every request with boto3 and hands the ids
//! on.

use crate::check::{Plan, Planned, Reference};

use super::code::{Chunk, Code, Kind};
use super::literal::{self, Language, Layout};
use super::words::{Piece, Word, name};
use super::{Artifact, Format, Options, Wanted};

pub(super) const FORMAT: Format = Format {
    id: "python",
    label: "boto3 Python",
    help: "A script that creates everything with boto3, in order, and hands the ids on",
    render,
};

struct Python<'a> {
    plan: &'a Plan,
}

impl Language for Python<'_> {
    fn flag(&self, flag: bool) -> &'static str {
        if flag { "True" } else { "False" }
    }
    fn blob(&self, bytes: &[u8]) -> String {
        // boto3 encodes text as UTF-8 and then as base64.
        String::from_utf8_lossy(bytes).into_owned()
    }
    fn reference(&self, reference: Reference, out: &mut Word) {
        let of = self
            .plan
            .source(reference)
            .map_or_else(|| "request".to_owned(), |request| name(self.plan, request));
        out.add_variable(format!("{of}[\"{}\"]", reference.member));
    }
}

const INDENT: usize = 4;

fn render(plan: &Plan, _: &Options, wanted: Wanted) -> Vec<Artifact> {
    let mut artifact = Artifact::of_all(plan, "One script", "create_maintenance_window.py");
    artifact.shebang = "#!/usr/bin/env python3\n";
    if wanted.text_of(0) && artifact.problems.is_empty() && !plan.requests().is_empty() {
        let mut head = Chunk::default();
        head.push(Kind::Comment, "\"\"\"Creates maintenance windows with their targets and tasks.\n\n")
            .push(Kind::Comment, "Needs boto3, credentials and a Region: `AWS_PROFILE`, `AWS_REGION` or their like.\n\"\"\"\n\n")
            .push(Kind::Plain, "import boto3\n\n\ndef main() -> None:\n    ssm = boto3.client(\"ssm\")\n");
        let mut chunks = vec![head];
        chunks.extend(plan.requests().iter().map(|request| call(plan, request)));
        let mut tail = Chunk::default();
        tail.push(
            Kind::Plain,
            "\n\nif __name__ == \"__main__\":\n    main()\n",
        );
        chunks.push(tail);
        artifact.code = Some(Code { chunks });
    }
    vec![artifact]
}

fn call(plan: &Plan, request: &Planned) -> Chunk {
    let mut chunk = Chunk {
        part: Some(request.part().clone()),
        ..Chunk::default()
    };
    let pad = " ".repeat(INDENT);
    let operation = request.operation();
    let variable = name(plan, request);
    chunk
        .push(Kind::Plain, "\n")
        .push(Kind::Comment, format!("{pad}# {}\n", request.title()))
        .push(Kind::Plain, &pad)
        .push(Kind::Variable, &variable)
        .push(Kind::Plain, format!(" = ssm.{}(\n", operation.method()));
    for (field, value) in request.body().unwrap_or_default() {
        chunk
            .push(Kind::Plain, format!("{pad}{pad}"))
            .push(Kind::Name, field.name)
            .push(Kind::Plain, "=");
        let mut word = Word::default();
        literal::write(
            value,
            &Python { plan },
            Layout::Indented {
                by: 2 * INDENT,
                step: INDENT,
            },
            &mut word,
        );
        for piece in &word.0 {
            match piece {
                Piece::Literal(text) => chunk.push(Kind::Value, text),
                Piece::Variable(name) => chunk.push(Kind::Variable, name),
            };
        }
        chunk.push(Kind::Plain, ",\n");
    }
    chunk.push(Kind::Plain, format!("{pad})\n"));
    if let Some(returned) = operation.returns.first() {
        chunk
            .push(Kind::Plain, format!("{pad}print("))
            .push(
                Kind::Value,
                literal::string(&format!("{}:", request.title())),
            )
            .push(Kind::Plain, ", ")
            .push(Kind::Variable, format!("{variable}[\"{}\"]", returned.name))
            .push(Kind::Plain, ")\n");
    }
    chunk
}
