//! AWS CLI commands that read their requests from files: one script, the files,
//! and all of them in one archive.
//!
//! No shell sees what a person typed, so none can break it. Ids that other
//! requests return can't be in a file that is written before; they stand on the
//! command line, which goes before the file.

use crate::check::Plan;

use super::artifact::{Artifact, Wanted};
use super::code::{Chunk, Code, Kind};
use super::command::{Site, request_file, stem};
use super::format::Format;
use super::options::{Options, Shell};
use super::script::script;
use super::steps::{Step, steps};
use super::zip::{Entry, archive};

pub(super) const FORMAT: Format = Format {
    id: "cli-files",
    label: "CLI with files",
    help: "One request file each and a script that sends them in order: the form that no shell can break",
    render,
};

fn render(plan: &Plan, options: &Options, wanted: Wanted) -> Vec<Artifact> {
    let site = Site::new(plan, options);
    let steps = steps(plan, options);
    let (script_wanted, archive_wanted) = (wanted.text_of(0), wanted.text_of(1));
    let mut script = script(
        &site,
        &FORMAT,
        &steps,
        true,
        script_wanted || archive_wanted,
    );
    let mut all = Artifact::of_all(plan, "All files in one archive", "maintenance-window.zip");
    let mut files: Vec<Artifact> = steps
        .iter()
        .enumerate()
        .map(|(n, step)| file(&site, n, step, archive_wanted || wanted.text_of(n + 2)))
        .collect();
    if archive_wanted && script.code.is_some() {
        pack(&script, &files, &mut all);
    }
    // What was packed but not asked for by itself.
    for (n, file) in files.iter_mut().enumerate() {
        file.code = file.code.take().filter(|_| wanted.text_of(n + 2));
    }
    if script.code.is_some() {
        let place = "Keep the script and the request files in one folder, and run it there";
        script.notes.insert(0, place.to_owned());
        if !script_wanted {
            (script.code, script.notes) = (None, Vec::new());
        }
    }
    let mut artifacts = vec![script, all];
    artifacts.extend(files);
    artifacts
}

fn file(site: &Site<'_>, n: usize, step: &Step<'_>, wanted: bool) -> Artifact {
    let mut artifact = Artifact::of(step, [&stem(n, step), ".json"].concat());
    if let Some(body) = step.body.as_ref().filter(|_| wanted) {
        let mut chunk = Chunk::of(step.request.part());
        chunk.push(Kind::Plain, request_file(site, body));
        if matches!(
            site.options.shell,
            Shell::PowerShell | Shell::WindowsPowerShell
        ) {
            artifact.notes.push(format!(
                "Download it, or save what you copied as UTF-8 without a byte order mark: `[IO.File]::WriteAllText(\"$PWD\\{}\", (Get-Clipboard -Raw))`. The redirection `>` of Windows PowerShell writes UTF-16, which the AWS CLI does not read",
                artifact.file
            ));
        }
        artifact.code = Some(Code::of(chunk));
    }
    artifact
}

/// Fills the archive; its text is the list of what is in it.
fn pack(script: &Artifact, files: &[Artifact], all: &mut Artifact) {
    let mut list = Chunk::default();
    let entries: Vec<Entry> = std::iter::once(script)
        .chain(files)
        .filter_map(|artifact| {
            list.push(Kind::Plain, &artifact.file)
                .push(Kind::Plain, "\n");
            Some(Entry {
                name: artifact.file.clone(),
                bytes: artifact.file_bytes()?,
                runs: artifact.operation.is_none(),
            })
        })
        .collect();
    all.bytes = Some(archive(&entries));
    all.code = Some(Code::of(list));
    all.notes.clone_from(&script.notes);
}
