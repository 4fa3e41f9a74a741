//! A Terraform configuration for the AWS provider: a resource for each window,
//! target and task, tied together by references.
//!
//! It is written as `terraform fmt` leaves it: the equals signs of
//! neighbouring lines in one column. What the provider has no attribute for,
//! or sends otherwise than it is written, is said beside it.

mod body;
mod composed;
mod lines;
mod notes;
mod strings;
mod values;

pub use strings::string;

use crate::catalogue::location::is_account;
use crate::catalogue::names::TERRAFORM;
use crate::catalogue::window;
use crate::check::{Plan, Planned, Value};

use super::artifact::{Artifact, Wanted};
use super::code::{Chunk, Code, Kind};
use super::format::Format;
use super::names::name;
use super::options::Options;
use super::word::Word;
use body::body;
use lines::arguments;
use notes::notes;

pub(super) const FORMAT: Format = Format {
    id: "terraform",
    label: "Terraform",
    help: "Resources of Terraform's AWS provider, which refer to each other",
    render,
};

/// The provider whose attributes these are.
const HEAD: &str = "# Leave out these two blocks where your configuration has them already.
terraform {
  required_providers {
    aws = {
      source  = \"hashicorp/aws\"
      version = \">= 5.0\"
    }
  }
}
";

fn render(plan: &Plan, options: &Options, wanted: Wanted) -> Vec<Artifact> {
    let mut artifact = Artifact::of_all(plan, "Configuration", "maintenance-window.tf");
    if wanted.text_of(0) && artifact.problems.is_empty() && !plan.requests().is_empty() {
        let mut head = Chunk::default();
        head.push(Kind::Plain, HEAD);
        provider(options, &mut head);
        let mut chunks = vec![head];
        chunks.extend(
            plan.creations()
                .map(|request| resource(plan, options, request)),
        );
        artifact.code = Some(Code { chunks });
        artifact.notes = notes(plan);
    }
    vec![artifact]
}

/// The provider's block: what the project does not say comes from the AWS configuration.
fn provider(options: &Options, chunk: &mut Chunk) {
    let mut lines = Vec::new();
    for (name, text) in [("region", &options.region), ("profile", &options.profile)] {
        if !text.is_empty() {
            lines.push((name.to_owned(), Word::literal(string(text))));
        }
    }
    if is_account(&options.account) {
        let only = ["[", &string(&options.account), "]"].concat();
        lines.push(("allowed_account_ids".to_owned(), Word::literal(only)));
    }
    chunk
        .push(Kind::Plain, "\nprovider ")
        .push(Kind::Value, "\"aws\"")
        .push(Kind::Plain, " {");
    if lines.is_empty() {
        chunk.push(Kind::Plain, "}\n");
        return;
    }
    chunk.push(Kind::Plain, "\n");
    arguments(&lines, 2, chunk);
    chunk.push(Kind::Plain, "}\n");
}

fn resource(plan: &Plan, options: &Options, request: &Planned) -> Chunk {
    let mut chunk = Chunk::of(request.part());
    chunk
        .push(Kind::Plain, "\n")
        .push(Kind::Comment, ["# ", request.title(), "\n"].concat())
        .push(Kind::Plain, "resource ")
        .push(Kind::Value, ["\"", kind(request), "\""].concat())
        .push(Kind::Plain, " ")
        .push(Kind::Variable, ["\"", &name(plan, request), "\""].concat())
        .push(Kind::Plain, " {\n");
    let mut members = request.body().unwrap_or_default().to_vec();
    if options.disabled && request.operation().name == window::CREATE.name {
        members.push((&window::ENABLED, Value::Flag(false)));
    }
    body(plan, &members, 2, &mut chunk);
    chunk.push(Kind::Plain, "}\n");
    chunk
}

/// The kind of resource that a request makes.
fn kind(request: &Planned) -> &'static str {
    TERRAFORM.resource(request.operation()).unwrap_or_default()
}
