//! Whether the ARNs of a task are in the Region and account of the project.

use crate::catalogue::documents::is_assume_role;
use crate::catalogue::location::{is_account, is_region};
use crate::catalogue::task::{self as k, automation, run_command};
use crate::draft::page::{MAP_KEY, MAP_VALUE};
use crate::draft::{Node, Path};

use super::super::arn::Arn;
use super::super::finding::Findings;
use super::part::Part;
use super::rule::{Rule, Scope};
use crate::quote::quoted;

pub(super) const LOCATION: Rule = Rule {
    finds: &[
        (
            "project-region",
            "What a task uses is in the Region of the project",
        ),
        (
            "project-account",
            "What a task uses is in the account of the project",
        ),
    ],
    scope: Scope::Task,
    run: |part, found| {
        let project = &part.around.project;
        if project.region.is_empty() && project.account.is_empty() {
            return;
        }
        let input = &k::TASK_INVOCATION_PARAMETERS;
        for fields in [
            &[&k::TASK_ARN][..],
            &[&k::SERVICE_ROLE_ARN],
            &[input, &k::RUN_COMMAND, &run_command::SERVICE_ROLE_ARN],
            &[
                input,
                &k::RUN_COMMAND,
                &run_command::NOTIFICATION_CONFIG,
                &run_command::NOTIFICATION_ARN,
            ],
        ] {
            arn(part.deep(fields), &part.deep_at(fields), part, found);
        }
        let parameters = [input, &k::AUTOMATION, &automation::PARAMETERS];
        for row in part.node(&parameters).map_or(&[][..], Node::as_rows) {
            if is_assume_role(row.node.text_of(MAP_KEY)) {
                let at = part.deep_at(&parameters).row(row.id).member(MAP_VALUE);
                let values = row.node.member(MAP_VALUE).map(Node::lines);
                let first = values.unwrap_or_default().first().copied();
                arn(first.unwrap_or_default(), &at, part, found);
            }
        }
    },
};

fn arn(typed: &str, at: &Path, part: &Part<'_>, found: &mut Findings<'_>) {
    let Some(arn) = Arn::parse(typed) else { return };
    let project = &part.around.project;
    if is_region(&project.region) && !arn.region.is_empty() && arn.region != project.region {
        found
            .warning(
                at,
                "project-region",
                [
                    "The ARN is in another Region than the project: ",
                    &quoted(arn.region),
                    ", not ",
                    &quoted(&project.region),
                ]
                .concat(),
            )
            .hint("a window reaches only what is in its own Region");
    }
    // Another account may share a document.
    if is_account(&project.account)
        && arn.has_account()
        && arn.account != project.account
        && arn.service != "ssm"
    {
        found
            .warning(
                at,
                "project-account",
                [
                    "The ARN is in another account than the project: ",
                    &quoted(arn.account),
                    ", not ",
                    &quoted(&project.account),
                ]
                .concat(),
            )
            .hint("change the ARN, or the account under «Region, profile and more»");
    }
}
