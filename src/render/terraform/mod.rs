//! A Terraform configuration for the AWS provider: a resource for each window,
//! target and task, tied together by references.
//!
//! It is written as `terraform fmt` leaves it: the equals signs of
//! neighbouring lines in one column. What the provider has no attribute for,
//! or sends otherwise than it is written, is said beside it.

mod attributes;
mod body;
mod composed;
mod lines;
mod notes;
mod strings;
mod values;

pub use attributes::TERRAFORM;
pub use strings::string;

use crate::check::{Plan, Planned};

use super::artifact::{Artifact, Wanted};
use super::code::{Chunk, Code, Kind};
use super::format::Format;
use super::names::name;
use super::options::Options;
use attributes::kind;
use body::body;
use notes::notes;

pub(super) const FORMAT: Format = Format {
    id: "terraform",
    label: "Terraform",
    help: "Resources of Terraform's AWS provider, which refer to each other",
    render,
};

/// The provider whose attributes these are.
const HEAD: &str = "terraform {
  required_providers {
    aws = {
      source  = \"hashicorp/aws\"
      version = \">= 5.0\"
    }
  }
}
";

fn render(plan: &Plan, _: &Options, wanted: Wanted) -> Vec<Artifact> {
    let mut artifact = Artifact::of_all(plan, "Configuration", "maintenance-window.tf");
    if wanted.text_of(0) && artifact.problems.is_empty() && !plan.requests().is_empty() {
        let mut head = Chunk::default();
        head.push(Kind::Plain, HEAD);
        let mut chunks = vec![head];
        chunks.extend(plan.creations().map(|request| resource(plan, request)));
        artifact.code = Some(Code { chunks });
        artifact.notes = notes(plan);
    }
    vec![artifact]
}

fn resource(plan: &Plan, request: &Planned) -> Chunk {
    let mut chunk = Chunk::of(request.part());
    chunk
        .push(Kind::Plain, "\n")
        .push(Kind::Comment, ["# ", request.title(), "\n"].concat())
        .push(Kind::Plain, "resource ")
        .push(Kind::Value, ["\"", kind(request), "\""].concat())
        .push(Kind::Plain, " ")
        .push(Kind::Variable, ["\"", &name(plan, request), "\""].concat())
        .push(Kind::Plain, " {\n");
    body(plan, request.body().unwrap_or_default(), 2, &mut chunk);
    chunk.push(Kind::Plain, "}\n");
    chunk
}
