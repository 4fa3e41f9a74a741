//! A CloudFormation template, as YAML and as JSON: a resource for each window,
//! target and task, and their ids as outputs.
//!
//! Both texts are written from one tree, so that they say the same. What
//! CloudFormation has no property for, or would read otherwise, is said beside
//! them.

mod json;
mod limits;
mod notes;
mod resource;
mod template;
mod yaml;

pub use yaml::yaml_text;

use crate::check::Plan;

use super::artifact::{Artifact, Wanted};
use super::format::Format;
use super::options::Options;
use json::Json;
use notes::{about_project, notes};
use template::{Syntax, template};
use yaml::Yaml;

pub(super) const FORMAT: Format = Format {
    id: "cloudformation",
    label: "CloudFormation",
    help: "A template of the window, its targets and its tasks, as YAML and as JSON",
    render,
};

fn render(plan: &Plan, options: &Options, wanted: Wanted) -> Vec<Artifact> {
    let texts: [(&str, &str, &dyn Syntax); 2] = [
        ("YAML template", "maintenance-window.yaml", &Yaml),
        ("JSON template", "maintenance-window.json", &Json),
    ];
    let mut artifacts = Vec::new();
    for (n, (title, file, syntax)) in texts.into_iter().enumerate() {
        let mut artifact = Artifact::of_all(plan, title, file);
        if wanted.text_of(n) && artifact.problems.is_empty() && !plan.requests().is_empty() {
            let code = template(plan, options, syntax);
            artifact.notes = notes(plan, &code);
            artifact.notes.extend(about_project(options, file));
            artifact.code = Some(code);
        }
        artifacts.push(artifact);
    }
    artifacts
}
