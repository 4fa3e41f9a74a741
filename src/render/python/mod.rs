//! One Python script that a team would keep: it sends every request with
//! boto3 and hands the ids on, shows them first with `--dry-run`, and explains
//! what AWS answers when it refuses one.
//!
//! The requests stand as literal keyword arguments, for the engineer who
//! reviews them; the text is laid out as `ruff format` does.

mod values;

use crate::check::{Plan, Value};

use super::artifact::{Artifact, Wanted};
use super::code::{Chunk, Code, Kind};
use super::faults;
use super::format::Format;
use super::header::{comments, header};
use super::names::name;
use super::options::Options;
use super::place::Place;
use super::script::{gives_first, looks_at, names_new};
use super::shell::NONE_FOUND;
use super::steps::{Step, note, steps};
use super::variables::{needed, variable, variable_of};
use values::{INDENT, LINE, string, width, write};

pub(super) const FORMAT: Format = Format {
    id: "python",
    label: "boto3 Python",
    help: "A script that creates everything with boto3, in order, and hands the ids on; `--dry-run` shows the requests first",
    render,
};

/// What stands under the first line, which says what the script does.
const DOCSTRING: &str = r#"

Needs boto3, credentials and a Region. With --dry-run it needs neither of the
last two: it prints each request as JSON and sends nothing.
"""
"#;

const IMPORTS: &str = r#"
from __future__ import annotations

import argparse
import json
@import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TextIO, cast

import boto3
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    NoCredentialsError,
    NoRegionError,
)

if TYPE_CHECKING:
    from mypy_boto3_ssm import SSMClient

"#;

const CREATE: &str = r#"
def create(ssm: SSMClient, ids: TextIO) -> None:
    """Sends the requests in order and writes down each id that AWS returns."""
"#;

const CREATE_WINDOWS: &str = r#"
def create(ssm: SSMClient, ids: TextIO) -> list[str]:
    """Sends the requests in order and writes down each id that AWS returns.

    Returns the ids of the windows that they create or change.
    """
"#;

/// A request that names what was just created is sent again: the client asks this function whether to.
const AGAIN: &str = r#"

def again(attempts: int, response: object, **_: object) -> Any:
    """Says how long to wait before a request for a new id is sent once more."""
    unknown = "DoesNotExistException" in str(response)
    return 3.0 * attempts if unknown and attempts <= 3 else None
"#;

/// Of what AWS says about the call itself nobody asked; times are not JSON.
const SHOW: &str = r#"
def show(answer: Mapping[str, object], ids: TextIO) -> None:
    """Prints an answer without what AWS says about the call itself."""
    members = {**answer, "ResponseMetadata": None}
    print(json.dumps(members, indent=2, default=str), file=ids)

"#;

const LOOK: &str = r#"

def look(ssm: SSMClient, window_id: str) -> None:
    """Shows a window as it is now, and its next run."""
    now = ssm.get_maintenance_window(WindowId=window_id)
    enabled = "enabled" if now.get("Enabled") else "disabled"
    run = now.get("NextExecutionTime", "none")
    print(f"{window_id} is {enabled}; next run: {run}", file=sys.stderr)
"#;

const GUARD: &str = r#"        account = session.client("sts").get_caller_identity()["Account"]
        if account != ACCOUNT:
            wrong = f"the credentials are for account {account}, not {ACCOUNT}"
            print(f"Stopped: {wrong}.", file=sys.stderr)
            return 1
"#;

const DRY_RUN: &str = r#"

class DryRun:
    """Takes the client's place: prints each request as JSON and sends none."""

    def __init__(self) -> None:
        self.requests = 0

    def __getattr__(self, method: str) -> Callable[..., dict[str, str]]:
        def show(**members: object) -> dict[str, str]:
            self.requests += 1
            request = {"request": self.requests, "method": method, "members": members}
            print(json.dumps(request, indent=2))
            return {id_: f"<{id_} of request {self.requests}>" for id_ in RETURNED}

        return show
"#;

const DRY_RUN_OF_LISTS: &str = r#"

class DryRun:
    """Takes the client's place: prints each request as JSON and sends none."""

    def __init__(self) -> None:
        self.requests = 0

    def __getattr__(
        self, method: str
    ) -> Callable[..., dict[str, list[dict[str, str]]]]:
        def show(**members: object) -> dict[str, list[dict[str, str]]]:
            self.requests += 1
            request = {"request": self.requests, "method": method, "members": members}
            print(json.dumps(request, indent=2))
            return {
                list_: [{id_: f"<{id_} of request {self.requests}>"}]
                for list_, id_ in LISTED.items()
            }

        return show
"#;

const MAIN: &str = r#"

def main() -> int:
    """Reads the command line, sends the requests and explains what goes wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
@    parser.add_argument(
        "--dry-run",
        action="store_true",
        help="print each request as JSON and send none",
    )
    options = parser.parse_args()
    if options.dry_run:
        create(cast("SSMClient", DryRun()), sys.stderr)
        return 0
    try:
        session = boto3.Session(
            profile_name=options.profile,
            region_name=options.region,
        )
@    except NoRegionError:
        problem = "No Region: name one with --region, AWS_DEFAULT_REGION or a profile."
    except NoCredentialsError:
        problem = "No credentials: sign in, or name a profile with --profile."
    except BotoCoreError as error:
        problem = str(error)
    except ClientError as error:
        code = error.response.get("Error", {}).get("Code", "")
        advice = HELP.get(code, "")
        lines = [str(error), advice, "What was created before it stays."]
        problem = "\n".join(filter(None, lines))
    else:
        return 0
    print(problem, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
"#;

fn render(plan: &Plan, options: &Options, wanted: Wanted) -> Vec<Artifact> {
    let file = format!("{}.py", plan.stem().replace('-', "_"));
    let mut artifact = Artifact::of_all(plan, "One script", &file);
    artifact.shebang = "#!/usr/bin/env python3\n".into();
    if wanted.text_of(0) && artifact.problems.is_empty() && !plan.requests().is_empty() {
        artifact.code = Some(script(plan, options));
        artifact
            .notes
            .extend(note(plan, options).map(str::to_owned));
        let before: Vec<String> = needed(plan)
            .iter()
            .map(|one| ["`", &variable_of(plan, *one), "`"].concat())
            .collect();
        if !before.is_empty() {
            artifact.notes.push(format!(
                "Set {} in the environment to what the requests before return",
                before.join(", ")
            ));
        }
    }
    vec![artifact]
}

fn script(plan: &Plan, options: &Options) -> Code {
    let steps = steps(plan, options);
    let calls: Vec<Chunk> = steps
        .iter()
        .enumerate()
        .map(|(n, step)| call(plan, &steps, n, step))
        .collect();
    let looks = looks_at(&steps);
    let retries = steps.iter().any(|step| names_new(plan, step));
    let place = Place::of(plan, options);
    let mut head = Chunk::default();
    let lines = header(plan, options, "");
    let comments = comments(lines.get(1..).unwrap_or_default());
    let long_comment = comments.lines().any(|line| width(line) > LINE);
    head.push(Kind::Comment, comments);
    head.push(Kind::Comment, ["\"\"\"", plan.says(), DOCSTRING].concat());
    let too_long = |chunk: &Chunk| {
        let text: String = chunk.spans.iter().map(|span| span.text.as_str()).collect();
        text.lines().any(|line| width(line) > LINE)
    };
    if long_comment || calls.iter().any(too_long) {
        head.push(Kind::Comment, "\n# ruff: noqa: E501, RUF100\n");
    }
    let before = needed(plan);
    let shows = steps
        .iter()
        .any(|step| !step.request.completes() && step.operation.returns.is_empty());
    let imports = IMPORTS
        .replace('@', if before.is_empty() { "" } else { "import os\n" })
        .replace(
            "Callable",
            if shows {
                "Callable, Mapping"
            } else {
                "Callable"
            },
        )
        .replace(
            "from botocore.exceptions",
            if steps.iter().any(|step| step.operation.paginated) {
                "from botocore.config import Config\nfrom botocore.exceptions"
            } else {
                "from botocore.exceptions"
            },
        )
        .replace(
            "TYPE_CHECKING, ",
            if retries {
                "TYPE_CHECKING, Any, "
            } else {
                "TYPE_CHECKING, "
            },
        );
    head.push(Kind::Plain, imports);
    if shows {
        head.push(Kind::Plain, SHOW);
    }
    head.push(
        Kind::Plain,
        if looks.is_empty() {
            CREATE
        } else {
            CREATE_WINDOWS
        },
    );
    for one in &before {
        let of = plan
            .source(*one)
            .map_or_else(String::new, |request| name(plan, request));
        head.push(Kind::Plain, " ".repeat(INDENT))
            .push(Kind::Variable, of)
            .push(
                Kind::Plain,
                [" = {\"", one.member(), "\": os.environ[\""].concat(),
            )
            .push(Kind::Variable, variable_of(plan, *one))
            .push(Kind::Plain, "\"]}\n");
    }
    let mut chunks = vec![head];
    chunks.extend(calls);
    let mut tail = Chunk::default();
    if !looks.is_empty() {
        give_back(plan, &looks, &mut tail);
    }
    tail.push(Kind::Plain, "\n\n");
    if let Some(account) = place.account {
        tail.push(Kind::Comment, "# The account that the plan is for.\n")
            .push(Kind::Plain, "ACCOUNT = ")
            .push(Kind::Value, string(account))
            .push(Kind::Plain, "\n\n");
    }
    let lists = lists(&steps);
    help(&steps, &lists, &mut tail);
    let adaptive = steps.iter().any(|step| step.operation.paginated);
    let mut main = MAIN.split('@');
    let dry_run = if lists.is_empty() {
        DRY_RUN
    } else {
        DRY_RUN_OF_LISTS
    };
    tail.push(Kind::Plain, dry_run)
        .push(Kind::Plain, if retries { AGAIN } else { "" })
        .push(Kind::Plain, if looks.is_empty() { "" } else { LOOK })
        .push(Kind::Plain, main.next().unwrap_or_default());
    argument(
        "--region",
        &options.region,
        "the AWS Region, such as us-east-1",
        &mut tail,
    );
    argument(
        "--profile",
        &options.profile,
        "a profile of your AWS configuration",
        &mut tail,
    );
    tail.push(Kind::Plain, main.next().unwrap_or_default())
        .push(
            Kind::Plain,
            if adaptive {
                "        retries = Config(retries={\"mode\": \"adaptive\"})\n        ssm = session.client(\"ssm\", config=retries)\n"
            } else {
                "        ssm = session.client(\"ssm\")\n"
            },
        )
        // After the client: without a Region, that says so.
        .push(Kind::Plain, if place.account.is_some() { GUARD } else { "" })
        .push(
            Kind::Plain,
            if retries {
                "        ssm.meta.events.register(\"needs-retry.ssm\", again)\n"
            } else {
                ""
            },
        )
        .push(
            Kind::Plain,
            if looks.is_empty() {
                "        create(ssm, sys.stdout)\n"
            } else {
                "        for window_id in create(ssm, sys.stdout):\n            look(ssm, window_id)\n"
            },
        )
        .push(Kind::Plain, main.next().unwrap_or_default());
    chunks.push(tail);
    Code { chunks }
}

/// The lists of executions in the answers whose first entry a later request takes: the list, and the id in its entries.
fn lists(steps: &[Step<'_>]) -> Vec<(&'static str, &'static str)> {
    let each = steps.iter().enumerate();
    each.filter(|(n, step)| gives_first(steps, *n, step))
        .filter_map(|(_, step)| step.request.listed())
        .collect()
}

/// `return [window["WindowId"]]`
fn give_back(plan: &Plan, looks: &[Step<'_>], chunk: &mut Chunk) {
    let ids = looks.iter().flat_map(|look| look.body.iter().flatten());
    let ids: Vec<Value> = ids.map(|(_, value)| value.clone()).collect();
    let pad = " ".repeat(INDENT);
    chunk.push(Kind::Plain, [&pad, "return "].concat());
    let column = INDENT + "return ".len();
    write(plan, &Value::List(ids), INDENT, column, chunk);
    chunk.push(Kind::Plain, "\n");
}

/// An option of the command line, with the project's value unless that is empty.
fn argument(name: &str, value: &str, help: &str, chunk: &mut Chunk) {
    let pad = " ".repeat(INDENT);
    let (name, help) = (string(name), ["help=", &string(help)].concat());
    let words = match value {
        "" => vec![name, help],
        value => vec![name, ["default=", &string(value)].concat(), help],
    };
    let line = [&pad, "parser.add_argument(", &words.join(", "), ")\n"].concat();
    if width(&line) <= LINE + 1 {
        chunk.push(Kind::Plain, line);
        return;
    }
    let deep = pad.repeat(2);
    chunk.push(Kind::Plain, [&pad, "parser.add_argument(\n"].concat());
    for word in words {
        chunk.push(Kind::Plain, [&deep, &word, ",\n"].concat());
    }
    chunk.push(Kind::Plain, [&pad, ")\n"].concat());
}

/// One request: its title, the call, and the id that comes back.
fn call(plan: &Plan, steps: &[Step<'_>], n: usize, step: &Step<'_>) -> Chunk {
    let mut chunk = Chunk::of(step.request.part());
    let pad = " ".repeat(INDENT);
    let operation = step.operation;
    let name = name(plan, step.request);
    if n > 0 {
        chunk.push(Kind::Plain, "\n");
    }
    print(&string(&step.title), "sys.stderr", &mut chunk);
    chunk.push(Kind::Plain, &pad);
    let completes = step.request.completes();
    // Each has a type of its own.
    let numbered = ["answer_", &(n + 1).to_string()].concat();
    let answer = match (completes, operation.returns) {
        (true, _) => "",
        (false, []) => &numbered,
        (false, _) => &name,
    };
    if !completes {
        chunk.push(Kind::Variable, answer).push(Kind::Plain, " = ");
    }
    chunk.push(Kind::Plain, ["ssm.", &operation.method(), "(\n"].concat());
    for (field, value) in step.body.iter().flatten() {
        chunk
            .push(Kind::Plain, pad.repeat(2))
            .push(Kind::Name, field.name)
            .push(Kind::Plain, "=");
        let column = 2 * INDENT + field.name.len() + 1;
        write(plan, value, 2 * INDENT, column, &mut chunk);
        chunk.push(Kind::Plain, ",\n");
    }
    chunk.push(Kind::Plain, [&pad, ")\n"].concat());
    if completes {
        return chunk;
    }
    if let Some(returned) = operation.returns.first() {
        let label = string(&[&variable(plan, step.request), "="].concat());
        let id = [&name, "[\"", returned.name, "\"]"].concat();
        print(&[&label, " + ", &id].concat(), "ids", &mut chunk);
    } else {
        chunk.push(Kind::Plain, [&pad, "show(", answer, ", ids)\n"].concat());
    }
    if let (true, Some((list, id))) = (gives_first(steps, n, step), step.request.listed()) {
        let found = ["found_", &(n + 1).to_string()].concat();
        let lines = [
            [&pad, &found, " = ", &numbered, "[\"", list, "\"]\n"].concat(),
            [&pad, "if not ", &found, ":\n"].concat(),
            [&pad, &pad, "sys.exit(\"", NONE_FOUND, "\")\n"].concat(),
            [
                &pad,
                &name,
                " = {\"",
                id,
                "\": ",
                &found,
                "[0].get(\"",
                id,
                "\", \"\")}\n",
            ]
            .concat(),
        ];
        chunk.push(Kind::Plain, lines.concat());
    }
    chunk
}

/// `print(WHAT, file=WHERE)` in the body of the function.
fn print(what: &str, file: &str, chunk: &mut Chunk) {
    let pad = " ".repeat(INDENT);
    let line = [&pad, "print(", what, ", file=", file, ")\n"].concat();
    if width(&line) <= LINE {
        chunk.push(Kind::Plain, line);
        return;
    }
    let deep = pad.repeat(2);
    let lines = [
        &pad, "print(\n", &deep, what, ",\n", &deep, "file=", file, ",\n", &pad, ")\n",
    ];
    chunk.push(Kind::Plain, lines.concat());
}

/// The errors that AWS documents for the requests, and what helps; and the ids they return.
fn help(steps: &[Step<'_>], lists: &[(&str, &str)], chunk: &mut Chunk) {
    let operations: Vec<_> = steps.iter().map(|step| step.operation).collect();
    let mut returned: Vec<&str> = operations
        .iter()
        .flat_map(|operation| operation.returns.iter().map(|returned| returned.name))
        .collect();
    returned.sort_unstable();
    returned.dedup();
    if lists.is_empty() {
        chunk
            .push(Kind::Comment, "# The ids that AWS returns.\n")
            .push(Kind::Plain, "RETURNED: tuple[str, ...] = (");
        let quoted: Vec<String> = returned.iter().map(|id| string(id)).collect();
        chunk.push(Kind::Value, quoted.join(", "));
        let end = if returned.len() == 1 {
            ",)\n\n"
        } else {
            ")\n\n"
        };
        chunk.push(Kind::Plain, end);
    } else {
        chunk
            .push(
                Kind::Comment,
                "# The lists that AWS returns, and the id in their entries.\n",
            )
            .push(Kind::Plain, "LISTED = {\n");
        for (list, id) in lists {
            chunk
                .push(Kind::Plain, " ".repeat(INDENT))
                .push(Kind::Name, string(list))
                .push(Kind::Plain, ": ")
                .push(Kind::Value, string(id))
                .push(Kind::Plain, ",\n");
        }
        chunk.push(Kind::Plain, "}\n\n");
    }
    chunk
        .push(
            Kind::Comment,
            "# What helps against the errors that AWS documents for these requests.\n",
        )
        .push(Kind::Plain, "HELP = {\n");
    for (code, sentence) in faults::of(&operations) {
        chunk
            .push(Kind::Plain, " ".repeat(INDENT))
            .push(Kind::Name, string(code))
            .push(Kind::Plain, ": ");
        let column = INDENT + code.len() + 4;
        if column + sentence.len() + 3 <= LINE {
            chunk.push(Kind::Value, string(sentence));
        } else {
            chunk.push(Kind::Plain, "(\n");
            for line in folded(sentence, LINE - 2 * INDENT - 2) {
                chunk
                    .push(Kind::Plain, " ".repeat(2 * INDENT))
                    .push(Kind::Value, string(&line))
                    .push(Kind::Plain, "\n");
            }
            chunk.push(Kind::Plain, [&" ".repeat(INDENT), ")"].concat());
        }
        chunk.push(Kind::Plain, ",\n");
    }
    chunk.push(Kind::Plain, "}\n");
}

/// A sentence in lines of that width, the blanks at their ends.
fn folded(sentence: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in sentence.split_inclusive(' ') {
        match lines.last_mut() {
            Some(line) if line.len() + word.len() <= width => line.push_str(word),
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
