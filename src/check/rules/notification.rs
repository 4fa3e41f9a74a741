//! Rules of Run Command's notifications, which have a role of their own.

use crate::catalogue::task as k;
use crate::draft::Node;

use super::super::report::MISSING;
use super::rule::{Rule, Scope};
use crate::quote::quoted;

const GUIDE: &str = "https://docs.aws.amazon.com/systems-manager/latest/userguide/monitoring-sns-notifications.html";

pub(super) const NOTIFICATION: Rule = Rule {
    finds: &[
        (
            MISSING,
            "A notification has a topic, and a role that may publish to it",
        ),
        (
            "notification-part",
            "A notification says its events and its type",
        ),
        ("notification-all", "`All` stands alone among the events"),
    ],
    scope: Scope::Task,
    run: |part, found| {
        let config = [
            &k::TASK_INVOCATION_PARAMETERS,
            &k::RUN_COMMAND,
            &k::run_command::NOTIFICATION_CONFIG,
        ];
        let Some(node) = part.node(&config) else {
            return;
        };
        let at = part.deep_at(&config);
        let role = [
            &k::TASK_INVOCATION_PARAMETERS,
            &k::RUN_COMMAND,
            &k::run_command::SERVICE_ROLE_ARN,
        ];
        if part.deep(&role).is_empty() {
            found
                .error(
                    &part.deep_at(&role),
                    MISSING,
                    format!(
                        "{} is required when there are notifications",
                        k::run_command::SERVICE_ROLE_ARN.label
                    ),
                )
                .hint("it is the role that publishes to the topic, not the task's own")
                .source(GUIDE);
        }
        if node
            .text_of(k::run_command::NOTIFICATION_ARN.name)
            .is_empty()
        {
            found
                .error(
                    &at.member(k::run_command::NOTIFICATION_ARN.name),
                    MISSING,
                    format!(
                        "{} is required when there are notifications",
                        k::run_command::NOTIFICATION_ARN.label
                    ),
                )
                .source(GUIDE);
        }
        let events = node.member(k::run_command::NOTIFICATION_EVENTS.name);
        let chosen: Vec<&str> = events
            .map(Node::lines)
            .unwrap_or_default()
            .into_iter()
            .filter(|event| !event.trim().is_empty())
            .collect();
        if chosen.is_empty() {
            found
                .warning(
                    &at.member(k::run_command::NOTIFICATION_EVENTS.name),
                    "notification-part",
                    format!(
                        "{}: none is chosen",
                        k::run_command::NOTIFICATION_EVENTS.label
                    ),
                )
                .hint("what AWS sends then is not documented")
                .source(GUIDE);
        } else if chosen.len() > 1 && chosen.contains(&"All") {
            let at = at.member(k::run_command::NOTIFICATION_EVENTS.name);
            found
                .warning(
                    &at,
                    "notification-all",
                    format!(
                        "{}: `All` includes the others: {}",
                        k::run_command::NOTIFICATION_EVENTS.label,
                        quoted(&chosen.join(", "))
                    ),
                )
                .fix("Keep `All`", &at, "All");
        }
        if node
            .text_of(k::run_command::NOTIFICATION_TYPE.name)
            .is_empty()
        {
            let at = at.member(k::run_command::NOTIFICATION_TYPE.name);
            found
                .warning(
                    &at,
                    "notification-part",
                    format!("{} is empty", k::run_command::NOTIFICATION_TYPE.label),
                )
                .hint("`Command` tells of the whole command, `Invocation` of each node")
                .source(GUIDE)
                .fix("Use `Command`", &at, "Command");
        }
    },
};
