//! AWS CLI commands for any shell: one script that hands the ids on, and each
//! command alone.

use crate::check::Plan;

use super::artifact::{Artifact, Wanted};
use super::command::{Print, Site, command, stem, variables};
use super::format::Format;
use super::options::Options;
use super::script::{alone, as_file, look_after, notes, script, set_first};
use super::steps::steps;

pub(super) const FORMAT: Format = Format {
    id: "cli",
    label: "AWS CLI",
    help: "Commands for your shell: one script that hands the ids on, and each command alone",
    render,
};

fn render(plan: &Plan, options: &Options, wanted: Wanted) -> Vec<Artifact> {
    let site = Site::new(plan, options);
    let steps = steps(plan, options);
    let mut artifacts = vec![script(&site, &FORMAT, &steps, false, wanted.text_of(0))];
    for (n, step) in steps.iter().enumerate() {
        let file = [&stem(n, step), ".", site.shell.extension()].concat();
        let mut artifact = Artifact::of(step, file);
        as_file(&site, &mut artifact);
        if let Some(body) = step.body.as_ref().filter(|_| wanted.text_of(n + 1)) {
            let mut long = None;
            let code = alone(step, |chunk| {
                long = command(&site, n, step, false, Print::All, chunk);
                look_after(&site, step, chunk);
            });
            artifact.notes.extend(long);
            artifact
                .notes
                .extend(set_first(&site, &variables(&site, body)));
            artifact.code = Some(code);
            notes(&site, &FORMAT, false, &mut artifact);
        }
        artifacts.push(artifact);
    }
    artifacts
}
