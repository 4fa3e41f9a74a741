//! What to know about a document in a window: whether AWS says that it belongs
//! there, and which parameters do not suit a task that runs again and again.

use crate::catalogue::documents::{self, Concern, Document, Kind};
use crate::catalogue::task as k;

use super::super::finding::Findings;
use super::super::report::Severity;
use super::document::{Entry, entries};
use super::part::Part;
use super::rule::{Rule, Scope};

const MOST: usize = k::automation::LONGEST_VALUE;
/// From here on a value is close to that.
const CLOSE: usize = 400;

pub(super) const USE: Rule = Rule {
    finds: &[
        (
            "document-unfit",
            "AWS says that some documents are not for maintenance windows",
        ),
        (
            "document-legacy",
            "A document is one that AWS still updates",
        ),
        (
            "document-note",
            "What to know about a document before a window runs it",
        ),
        (
            "document-parameter-long",
            "A parameter that is often long fits in a task",
        ),
        (
            "document-parameter-fixed",
            "A name that must be new on each run is not fixed",
        ),
    ],
    scope: Scope::Task,
    run: |part, found| {
        let (block, kind) = match part.text(&k::TASK_TYPE) {
            "RUN_COMMAND" => (
                [&k::RUN_COMMAND, &k::run_command::PARAMETERS],
                Kind::Command,
            ),
            "AUTOMATION" => (
                [&k::AUTOMATION, &k::automation::PARAMETERS],
                Kind::Automation,
            ),
            _ => return,
        };
        let known = documents::find(part.text(&k::TASK_ARN));
        let Some(document) = known.filter(|document| document.kind == kind) else {
            return;
        };
        cautions(document, part, found);
        let [block, parameters] = block;
        let block = [&k::TASK_INVOCATION_PARAMETERS, block, parameters];
        for entry in entries(part.node(&block), &part.deep_at(&block)) {
            if kind == Kind::Automation {
                long(document, &entry, found);
            }
            fixed(document, &entry, found);
        }
    },
};

fn cautions(document: &Document, part: &Part<'_>, found: &mut Findings<'_>) {
    for caution in &document.cautions {
        let (severity, slug, says) = match caution.concern {
            Concern::Unfit => (
                Severity::Warning,
                "document-unfit",
                " does not belong in a maintenance window: ",
            ),
            Concern::Legacy => (Severity::Warning, "document-legacy", " is out of date: "),
            Concern::Note => (Severity::Info, "document-note", ": "),
        };
        found
            .says(
                severity,
                &part.at(&k::TASK_ARN),
                slug,
                [document.name, says, caution.reason].concat(),
            )
            .hint(caution.hint)
            .source(document.doc);
    }
}

fn long(document: &Document, entry: &Entry<'_>, found: &mut Findings<'_>) {
    let Some(parameter) = document.parameter(entry.key).filter(|p| p.long) else {
        return;
    };
    for value in entry.values() {
        let length = value.chars().count();
        let severity = match length > CLOSE || value.contains("{{") {
            true => Severity::Warning,
            false => Severity::Info,
        };
        // What is longer is an error already.
        if length <= MOST {
            found
                .says(
                    severity,
                    &entry.value_at,
                    "document-parameter-long",
                    format!(
                        "`{}` often needs more than the {MOST} characters that a window's task takes: `{length}` so far",
                        parameter.name
                    ),
                )
                .hint("put what is longer into a runbook of yours, which calls this one");
        }
    }
}

fn fixed(document: &Document, entry: &Entry<'_>, found: &mut Findings<'_>) {
    let Some(parameter) = document.parameter(entry.key).filter(|p| p.unique) else {
        return;
    };
    if entry.values().iter().any(|value| !value.contains("{{")) {
        found
            .warning(
                &entry.value_at,
                "document-parameter-fixed",
                format!(
                    "`{}` is the same on every run, and {} refuses one that exists",
                    parameter.name, document.name
                ),
            )
            .hint("leave it out, or put `{{WINDOW_EXECUTION_ID}}` into it");
    }
}
