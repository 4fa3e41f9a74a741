//! Rules of what a task runs: a document, a function or a state machine.

use crate::catalogue::{documents, location::is_account, pattern, task as k};

use super::super::arn::Arn;
use super::super::finding::Findings;
use super::part::Part;
use super::rule::{Rule, Scope};
use crate::quote::quoted;

const OPTIONS: &str =
    "https://docs.aws.amazon.com/systems-manager/latest/userguide/mw-cli-task-options.html";
const ROLES: &str = "https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-maintenance-permissions.html";
/// The prefix that the service-linked role's policy demands of names.
const PREFIX_OF_ROLE: &str = "SSM";

pub(super) const TASK_ARN: Rule = Rule {
    finds: &[
        (
            "document",
            "A Run Command or Automation task names a document",
        ),
        ("document-case", "A document is spelt in AWS's own case"),
        ("function", "A Lambda task names a function"),
        (
            "state-machine",
            "A Step Functions task has the ARN of a state machine",
        ),
        (
            "qualifier-twice",
            "A function's version or alias is said once",
        ),
    ],
    scope: Scope::Task,
    run: |part, found| {
        let typed = part.text(&k::TASK_ARN);
        if typed.is_empty() {
            return;
        }
        match part.text(&k::TASK_TYPE) {
            "RUN_COMMAND" | "AUTOMATION" => document(typed, part, found),
            "LAMBDA" => function(typed, part, found),
            "STEP_FUNCTIONS" => state_machine(typed, part, found),
            _ => {}
        }
    },
};

fn document(typed: &str, part: &Part<'_>, found: &mut Findings<'_>) {
    let fits = match Arn::parse(typed) {
        Some(arn) => {
            let name = arn
                .resource
                .strip_prefix("document/")
                .or_else(|| arn.resource.strip_prefix("automation-definition/"));
            arn.service == "ssm"
                && (arn.account.is_empty() || arn.has_account())
                && name.is_some_and(|name| !name.is_empty())
        }
        None => (pattern::NAME.matches)(typed),
    };
    let at = part.at(&k::TASK_ARN);
    if fits {
        if let Some(meant) = documents::in_any_case(typed) {
            let (name, meant) = (documents::name_of(typed), meant.name);
            found
                .warning(
                    &at,
                    "document-case",
                    format!(
                        "{} is spelt `{meant}` by AWS: {}",
                        part.label(&k::TASK_ARN),
                        quoted(name)
                    ),
                )
                .hint("names of documents are case-sensitive")
                .source(OPTIONS)
                .fix(format!("Use `{meant}`"), &at, typed.replace(name, meant));
        }
        return;
    }
    let report = found
        .error(
            &at,
            "document",
            format!(
                "{} must be a name or an ARN: {}",
                part.label(&k::TASK_ARN),
                quoted(typed)
            ),
        )
        .hint(format!(
            "a name has {}; an ARN is `arn:aws:ssm:<Region>:<account>:document/<name>`",
            pattern::NAME.says
        ))
        .source(OPTIONS);
    if typed.trim() != typed {
        report.fix("Remove the blanks", &at, typed.trim());
    }
}

fn function(typed: &str, part: &Part<'_>, found: &mut Findings<'_>) {
    let at = part.at(&k::TASK_ARN);
    if !is_function(typed) {
        let report = found
            .error(&at, "function", format!("{} must be a name or an ARN: {}", part.label(&k::TASK_ARN), quoted(typed)))
            .hint("`SSMWarmCaches`, or `arn:aws:lambda:<Region>:<12 digits>:function:<name>`, with `:<version or alias>` if you like")
            .source(OPTIONS);
        let trimmed = typed.trim();
        if is_function(trimmed) {
            report.fix("Remove the blanks", &at, trimmed);
        } else if let Some(mended) = with_segment(trimmed) {
            report
                .hint("`function:` stands before its name")
                .fix("Mend the ARN", &at, mended);
        }
        return;
    }
    let qualifier = [
        &k::TASK_INVOCATION_PARAMETERS,
        &k::LAMBDA,
        &k::lambda::QUALIFIER,
    ];
    if part.node(&qualifier).is_some() && qualified(typed) {
        found
            .warning(
                &part.deep_at(&qualifier),
                "qualifier-twice",
                format!(
                    "{}: the function's name has one too: {}",
                    k::lambda::QUALIFIER.label,
                    quoted(typed)
                ),
            )
            .hint("which of the two counts is not documented: give one")
            .removal("Remove it here", &part.deep_at(&qualifier));
    }
}

/// A function's ARN that lacks its last segment but one.
fn with_segment(typed: &str) -> Option<String> {
    let arn = Arn::parse(typed)?;
    let name = arn.resource.trim_start_matches("function/");
    let mended = format!("{}function:{name}", typed.strip_suffix(arn.resource)?);
    (!name.contains(':') && is_function(&mended)).then_some(mended)
}

/// A function's name, its partial ARN or its ARN, each with or without a version or alias.
fn is_function(typed: &str) -> bool {
    let name_of = |resource: &str| -> bool {
        let (name, qualifier) = resource
            .split_once(':')
            .map_or((resource, None), |(name, qualifier)| {
                (name, Some(qualifier))
            });
        let legal = |c: u8| c.is_ascii_alphanumeric() || matches!(c, b'-' | b'_' | b'.');
        (1..=64).contains(&name.len())
            && name.bytes().all(legal)
            && qualifier.is_none_or(|q| {
                q == "$LATEST"
                    || q == "$LATEST.PUBLISHED"
                    || (!q.is_empty() && q.bytes().all(|c| legal(c) && c != b'.'))
            })
    };
    if typed.starts_with("arn:") {
        return Arn::parse(typed).is_some_and(|arn| {
            arn.service == "lambda"
                && !arn.region.is_empty()
                && arn.has_account()
                && arn.resource.strip_prefix("function:").is_some_and(name_of)
        });
    }
    match typed.split_once(":function:") {
        Some((account, name)) => is_account(account) && name_of(name),
        None => name_of(typed),
    }
}

/// Whether a function's name or ARN ends in a version or alias.
fn qualified(typed: &str) -> bool {
    match typed.split_once("function:") {
        Some((_, name)) => name.contains(':'),
        None => typed.contains(':') && !typed.starts_with(|c: char| c.is_ascii_digit()),
    }
}

fn state_machine(typed: &str, part: &Part<'_>, found: &mut Findings<'_>) {
    let at = part.at(&k::TASK_ARN);
    let arn = Arn::parse(typed)
        .filter(|arn| arn.service == "states" && !arn.region.is_empty() && arn.has_account());
    if arn.is_some_and(|arn| {
        arn.resource
            .strip_prefix("stateMachine:")
            .is_some_and(|name| !name.is_empty())
    }) {
        return;
    }
    let report = found
        .error(
            &at,
            "state-machine",
            format!(
                "{} must be an ARN, `arn:aws:states:<Region>:<12 digits>:stateMachine:<name>`: {}",
                part.label(&k::TASK_ARN),
                quoted(typed)
            ),
        )
        .source(OPTIONS);
    if let Some(name) = arn.and_then(|arn| arn.resource.strip_prefix("execution:")) {
        let name = name.split(':').next().unwrap_or(name);
        let mended = typed
            .split("execution:")
            .next()
            .map(|start| format!("{start}stateMachine:{name}"))
            .unwrap_or_default();
        report.hint("that is the ARN of an execution").fix(
            format!("Use {}", quoted(&format!("stateMachine:{name}"))),
            &at,
            mended,
        );
    } else if arn.is_some_and(|arn| arn.resource.starts_with("express:")) {
        report.hint(
            "that is an execution of an Express workflow; a window runs Standard workflows only",
        );
    } else if typed.trim() != typed {
        report.fix("Remove the blanks", &at, typed.trim());
    }
}

pub(super) const PREFIX: Rule = Rule {
    finds: &[(
        "ssm-prefix",
        "The default role may run only functions and state machines named SSM…",
    )],
    scope: Scope::Task,
    run: |part, found| {
        let typed = part.text(&k::TASK_ARN);
        let (what, name) = match part.text(&k::TASK_TYPE) {
            "LAMBDA" => (
                "functions",
                typed
                    .split_once("function:")
                    .map_or(typed, |(_, name)| name),
            ),
            "STEP_FUNCTIONS" => (
                "state machines",
                typed
                    .split_once("stateMachine:")
                    .map_or("", |(_, name)| name),
            ),
            _ => return,
        };
        let alias = part.deep(&[
            &k::TASK_INVOCATION_PARAMETERS,
            &k::LAMBDA,
            &k::lambda::QUALIFIER,
        ]);
        let prefixed = name.split(':').any(|word| word.starts_with(PREFIX_OF_ROLE))
            || alias.starts_with(PREFIX_OF_ROLE);
        if name.is_empty() || prefixed || !part.text(&k::SERVICE_ROLE_ARN).is_empty() {
            return;
        }
        found
            .warning(
                &part.at(&k::TASK_ARN),
                "ssm-prefix",
                format!("The default role may run only {what} whose names begin with `{PREFIX_OF_ROLE}`: {}", quoted(name)),
            )
            .hint(format!("give the task its own {}, or rename it", k::SERVICE_ROLE_ARN.label))
            .source(ROLES);
    },
};

pub(super) const REGION: Rule = Rule {
    finds: &[("cross-region", "What a task uses is in one Region")],
    scope: Scope::Task,
    run: |part, found| {
        let topic = [
            &k::TASK_INVOCATION_PARAMETERS,
            &k::RUN_COMMAND,
            &k::run_command::NOTIFICATION_CONFIG,
            &k::run_command::NOTIFICATION_ARN,
        ];
        let own = Arn::region_of(part.text(&k::TASK_ARN));
        let other = if part.text(&k::TASK_TYPE) == "RUN_COMMAND" {
            Arn::region_of(part.deep(&topic))
        } else {
            None
        };
        if let (Some(own), Some(other)) = (&own, &other)
            && own != other
        {
            found
                .warning(
                    &part.deep_at(&topic),
                    "cross-region",
                    format!(
                        "{} is in another Region than the task: {}, not {}",
                        k::run_command::NOTIFICATION_ARN.label,
                        quoted(other),
                        quoted(own)
                    ),
                )
                .hint("a window reaches what is in its own Region");
            return;
        }
        // Regions of the tasks of one window must agree, whatever the window's own is.
        let Some(region_here) = own.or(other) else {
            return;
        };
        if let Some(first) = &part.around.region
            && *first != region_here
        {
            found
                .warning(
                    &part.at(&k::TASK_ARN),
                    "cross-region",
                    format!(
                        "{} is in another Region than the window's other tasks: {}, not {}",
                        part.label(&k::TASK_ARN),
                        quoted(&region_here),
                        quoted(first)
                    ),
                )
                .hint("a window reaches what is in its own Region");
        }
    },
};
