//! Rules of what a Lambda function or a state machine is given.

use crate::catalogue::{pseudo, task as k};

use super::super::report::{Edit, Fix};
use super::rule::{Rule, Scope};
use crate::quote::quoted;

const START_EXECUTION: &str =
    "https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html";
const INVOKE: &str = "https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html";
const ASSIGN: &str = "https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-maintenance-assign-tasks.html";
/// Lambda's own bound on the encoded client context, in bytes.
const LONGEST_CONTEXT: usize = 3583;
/// What Step Functions forbids in the name of an execution.
const FORBIDDEN: &str = "<>{}[]?*\"#%\\^|~`$&,;:/";

pub(super) const LAMBDA: Rule = Rule {
    finds: &[(
        "client-context-long",
        "Lambda takes up to 3583 bytes of client context",
    )],
    scope: Scope::Task,
    run: |part, found| {
        let path = [
            &k::TASK_INVOCATION_PARAMETERS,
            &k::LAMBDA,
            &k::lambda::CLIENT_CONTEXT,
        ];
        let context = part.deep(&path);
        if context.len() > LONGEST_CONTEXT {
            found
                .warning(
                    &part.deep_at(&path),
                    "client-context-long",
                    format!(
                        "{}: Lambda takes up to {LONGEST_CONTEXT} bytes: it has `{}`",
                        k::lambda::CLIENT_CONTEXT.label,
                        context.len()
                    ),
                )
                .source(INVOKE);
        }
    },
};

pub(super) const STANDARD: Rule = Rule {
    finds: &[(
        "standard-workflow",
        "A Step Functions task runs a Standard workflow",
    )],
    scope: Scope::Task,
    run: |part, found| {
        let typed = part.text(&k::TASK_ARN);
        if part.text(&k::TASK_TYPE) != "STEP_FUNCTIONS" || !typed.contains(":stateMachine:") {
            return;
        }
        found
            .info(
                &part.at(&k::TASK_ARN),
                "standard-workflow",
                format!(
                    "{} must be a Standard workflow, not an Express one: {}",
                    part.label(&k::TASK_ARN),
                    quoted(typed.rsplit(':').next().unwrap_or(typed))
                ),
            )
            .hint("its ARN does not tell; `aws stepfunctions describe-state-machine --query type --state-machine-arn` with the ARN does")
            .source(ASSIGN);
    },
};

pub(super) const STEP_FUNCTIONS: Rule = Rule {
    finds: &[
        (
            "execution-name-literal",
            "The name of an execution differs each time",
        ),
        (
            "execution-name-characters",
            "The name of an execution has no blanks and none of the reserved characters",
        ),
    ],
    scope: Scope::Task,
    run: |part, found| {
        let path = [
            &k::TASK_INVOCATION_PARAMETERS,
            &k::STEP_FUNCTIONS,
            &k::step_functions::NAME,
        ];
        let name = part.deep(&path);
        if name.is_empty() {
            return;
        }
        let at = part.deep_at(&path);
        let placeholders = pseudo::placeholders(name);
        let mut literal = name.to_owned();
        for placeholder in placeholders.iter().rev() {
            if literal.get(placeholder.range.clone()).is_some() {
                literal.replace_range(placeholder.range.clone(), "");
            }
        }
        if let Some(wrong) = literal
            .chars()
            .find(|c| c.is_whitespace() || c.is_control() || FORBIDDEN.contains(*c))
        {
            let which = if wrong.is_whitespace() || wrong.is_control() {
                "a blank".to_owned()
            } else {
                quoted(&wrong.to_string())
            };
            found
                .error(
                    &at,
                    "execution-name-characters",
                    format!(
                        "{} must not have blanks or any of {}: {} has {which}",
                        k::step_functions::NAME.label,
                        quoted(FORBIDDEN),
                        quoted(name)
                    ),
                )
                .source(START_EXECUTION);
        }
        let unique = placeholders.iter().any(|p| {
            matches!(
                p.name,
                "INVOCATION_ID" | "WINDOW_EXECUTION_ID" | "TASK_EXECUTION_ID"
            )
        });
        if !unique {
            found
                .warning(
                    &at,
                    "execution-name-literal",
                    format!("{} must be new each time for 90 days, and this is the same at every run: {}", k::step_functions::NAME.label, quoted(name)),
                )
                .hint("leave it empty, or let it hold `{{INVOCATION_ID}}`")
                .source(START_EXECUTION)
                .fixes(vec![
                    Fix { label: "Use `{{INVOCATION_ID}}`".into(), edits: vec![Edit::Set(at.clone(), "{{INVOCATION_ID}}".into())] },
                    Fix { label: "Leave it empty".into(), edits: vec![Edit::Put(at.clone(), None)] },
                ]);
        }
    },
};
