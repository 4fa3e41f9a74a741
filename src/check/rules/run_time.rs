//! Rules of how long a command may take: the delivery timeout is not the run
//! time, which the document's own parameter bounds.

use std::borrow::Cow;

use crate::catalogue::{documents, task as k};
use crate::draft::page::{MAP_KEY, MAP_VALUE};
use crate::draft::{Node, Row, RowId};

use super::super::report::{Edit, Fix};
use super::document::entries;
use super::rule::{Rule, Scope};
use crate::quote::quoted;

const GUIDE: &str =
    "https://docs.aws.amazon.com/systems-manager/latest/userguide/monitor-about-status.html";

pub(super) const RUN_TIME: Rule = Rule {
    finds: &[(
        "execution-timeout",
        "A script that may run for long says so in `executionTimeout`",
    )],
    scope: Scope::Task,
    run: |part, found| {
        if part.text(&k::TASK_TYPE) != "RUN_COMMAND" {
            return;
        }
        let block = [&k::TASK_INVOCATION_PARAMETERS, &k::RUN_COMMAND];
        let [invocation, run] = block;
        let timeout = [invocation, run, &k::run_command::TIMEOUT_SECONDS];
        let typed = part.deep(&timeout);
        if typed.is_empty() {
            return;
        }
        let Some(parameter) = documents::find(part.text(&k::TASK_ARN))
            .and_then(|document| document.parameter(documents::RUN_TIME))
        else {
            return;
        };
        let default: Option<u32> = parameter.default.and_then(|seconds| seconds.parse().ok());
        let (Some(default), Ok(seconds)) = (default, typed.trim().parse::<u32>()) else {
            return;
        };
        let parameters = [invocation, run, &k::run_command::PARAMETERS];
        let node = part.node(&parameters);
        let at = part.deep_at(&parameters);
        let said = entries(node, &at)
            .iter()
            .any(|entry| entry.key.eq_ignore_ascii_case(parameter.name));
        if said || seconds <= default {
            return;
        }
        let documents::Value::Number { max, .. } = parameter.kind else {
            return;
        };
        let wanted = seconds.min(max).to_string();
        found
            .warning(
                &part.deep_at(&timeout),
                "execution-timeout",
                format!(
                    "{} bounds only the time until the command starts, and `{}` the run: {}",
                    k::run_command::TIMEOUT_SECONDS.label,
                    parameter.name,
                    quoted(typed)
                ),
            )
            .hint(format!(
                "without `{}` the script is stopped after {default} seconds",
                parameter.name
            ))
            .source(GUIDE)
            .fixes(vec![Fix {
                label: format!("Add `{}` with `{wanted}`", parameter.name),
                edits: vec![Edit::Put(at, Some(with(node, parameter.name, &wanted)))],
            }]);
    },
};

/// Parameters with one more.
pub(super) fn with(parameters: Option<&Node>, name: &'static str, value: &str) -> Node {
    let value = Node::Text(value.to_owned());
    match parameters {
        Some(Node::Group(members)) => {
            let mut members = members.clone();
            members.push((Cow::Borrowed(name), value));
            Node::Group(members)
        }
        other => {
            let mut rows = other.map_or(&[][..], Node::as_rows).to_vec();
            let row = Node::Group(vec![
                (Cow::Borrowed(MAP_KEY), Node::Text(name.to_owned())),
                (Cow::Borrowed(MAP_VALUE), value),
            ]);
            rows.push(Row::new(RowId(0), row));
            Node::Rows(rows)
        }
    }
}
