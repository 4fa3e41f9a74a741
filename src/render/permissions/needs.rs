//! The least that the role of a task must be allowed, by the type of the task
//! (`aws-facts` §8.3: AWS's own example policy, narrowed to what the plan runs).

use crate::catalogue::target as t;
use crate::catalogue::task::{self as k, RUN_COMMAND, lambda, legacy, run_command};
use crate::check::{Arn, Plan, Planned};
use crate::render::place::{ANY, Place};
use crate::render::reading::{self, Reach};

use super::policy::Statement;

/// More nodes than this are not named one by one.
const MOST_NODES: usize = 20;

const SENDS: &str =
    "Runs these documents, and only on these nodes; a bucket for the output is named as well";
const FOLLOWS: &str = "Watches the commands it sent and cancels them at the cutoff; these actions know no narrower resource";
const STARTS: &str = "Starts these runbooks. AWS requires the document and the execution; some of its refusals name the definition";
const WATCHES: &str = "Follows the runbooks that it started";
const WATCHES_MACHINES: &str =
    "Watches what becomes of them, be they of the standard or the express kind";
const INVOKES: &str = "Invokes these functions; with `:*` where a version or alias is named";
const STARTS_MACHINES: &str = "Starts these state machines";
const FINDS: &str =
    "Finds the nodes behind the tags when the window opens; on everything, as in AWS's own example";
const FINDS_GROUPS: &str = "Finds the members of the resource groups when the window opens, and the resources of a stack for a group made of one; on everything, as in AWS's own example";

/// What the role of a task must be allowed.
pub(super) fn needs(plan: &Plan, task: &Planned, place: &Place<'_>) -> Vec<Statement> {
    let what = reading::text(reading::of(task, &k::TASK_ARN)).unwrap_or_default();
    let kind = reading::text(reading::of(task, &k::TASK_TYPE)).unwrap_or_default();
    let selected = Selected::of(plan, task);
    let mut needs = match kind {
        "RUN_COMMAND" => vec![
            Statement::new("SendCommands", &["ssm:SendCommand"], SENDS)
                .on([of_document(
                    what,
                    &["document/", document_name(what)].concat(),
                    place,
                )])
                .on(selected.nodes(place))
                .on(bucket(task, place)),
            Statement::new(
                "FollowCommands",
                &[
                    "ssm:CancelCommand",
                    "ssm:ListCommands",
                    "ssm:ListCommandInvocations",
                    "ssm:GetCommandInvocation",
                ],
                FOLLOWS,
            )
            .on([ANY.to_owned()]),
        ],
        "AUTOMATION" => {
            let name = document_name(what);
            let document = ["document/", name].concat();
            let definition = ["automation-definition/", name, ":*"].concat();
            let executions = place.arn("ssm", "automation-execution/*");
            vec![
                Statement::new("StartRunbooks", &["ssm:StartAutomationExecution"], STARTS).on([
                    of_document(what, &document, place),
                    of_document(what, &definition, place),
                    executions.clone(),
                ]),
                Statement::new("FollowRunbooks", &["ssm:GetAutomationExecution"], WATCHES)
                    .on([executions]),
            ]
        }
        "LAMBDA" => {
            let input = reading::of(task, &k::TASK_INVOCATION_PARAMETERS);
            let block = reading::within(input, &k::LAMBDA);
            let (function, qualified) = function(what, place);
            let qualified = qualified || reading::within(block, &lambda::QUALIFIER).is_some();
            let versions = qualified.then(|| [&function, ":*"].concat());
            vec![
                Statement::new("InvokeFunctions", &["lambda:InvokeFunction"], INVOKES)
                    .on([function])
                    .on(versions),
            ]
        }
        "STEP_FUNCTIONS" => {
            let (machine, name) = state_machine(what);
            let typed = (machine != what).then(|| what.to_owned());
            let started = |kind: &str, each: &str| match Arn::parse(what) {
                Some(arn) => {
                    let run = [kind, name, each].concat();
                    let parts = [
                        "arn",
                        arn.partition,
                        arn.service,
                        arn.region,
                        arn.account,
                        &run,
                    ];
                    parts.join(":")
                }
                None => place.arn("states", &[kind, name, each].concat()),
            };
            let executions = [started("execution:", ":*"), started("express:", ":*:*")];
            vec![
                Statement::new(
                    "StartStateMachines",
                    &["states:StartExecution"],
                    STARTS_MACHINES,
                )
                .on([machine.to_owned()])
                .on(typed),
                Statement::new(
                    "FollowStateMachines",
                    &["states:DescribeExecution"],
                    WATCHES_MACHINES,
                )
                .on(executions),
            ]
        }
        _ => Vec::new(),
    };
    if selected.tags {
        needs.push(
            Statement::new(
                "FindNodes",
                &[
                    "tag:GetResources",
                    "ssm:DescribeInstanceInformation",
                    "ssm:ListTagsForResource",
                ],
                FINDS,
            )
            .on([ANY.to_owned()]),
        );
    }
    if selected.groups {
        needs.push(
            Statement::new(
                "FindGroups",
                &[
                    "resource-groups:ListGroups",
                    "resource-groups:ListGroupResources",
                    "tag:GetResources",
                    "cloudformation:DescribeStacks",
                    "cloudformation:ListStackResources",
                ],
                FINDS_GROUPS,
            )
            .on([ANY.to_owned()]),
        );
    }
    needs
}

/// What a task's targets select.
#[derive(Default)]
struct Selected<'a> {
    ids: Vec<&'a str>,
    tags: bool,
    groups: bool,
}

impl<'a> Selected<'a> {
    fn of(plan: &'a Plan, task: &'a Planned) -> Self {
        let mut selected = Selected::default();
        for reach in reading::reach(plan, task) {
            match reach {
                Reach::Node(id) => selected.ids.push(id),
                // What it selects, only AWS knows.
                Reach::Registered(_) => (selected.tags, selected.groups) = (true, true),
                Reach::Planned(target) => {
                    let group = reading::text(reading::of(target, &t::RESOURCE_TYPE))
                        == Some("RESOURCE_GROUP");
                    for (key, values) in reading::conditions(target) {
                        match key {
                            t::INSTANCE_IDS => selected.ids.extend(values),
                            _ if group => selected.groups = true,
                            _ => selected.tags = true,
                        }
                    }
                }
            }
        }
        selected
    }

    /// The nodes that a command may be sent to.
    fn nodes(&self, place: &Place<'_>) -> Vec<String> {
        if self.tags || self.groups || self.ids.len() > MOST_NODES {
            return vec![
                place.arn("ec2", "instance/*"),
                place.arn("ssm", "managed-instance/*"),
            ];
        }
        let one = |id: &&str| match id.starts_with("mi-") {
            true => place.arn("ssm", &["managed-instance/", id].concat()),
            false => place.arn("ec2", &["instance/", id].concat()),
        };
        self.ids.iter().map(one).collect()
    }
}

/// The bucket for a command's output: sending a command is allowed on it, too.
fn bucket(task: &Planned, place: &Place<'_>) -> Option<String> {
    let input = reading::of(task, &k::TASK_INVOCATION_PARAMETERS);
    let command = reading::within(input, &RUN_COMMAND);
    let typed = match input {
        Some(_) => reading::within(command, &run_command::OUTPUT_S3_BUCKET_NAME),
        // The older members count only where the newer are absent.
        None => reading::within(reading::of(task, &k::LOGGING_INFO), &legacy::S3_BUCKET_NAME),
    };
    reading::text(typed).map(|name| place.bucket(name))
}

/// Whether a document's name is one that only AWS may give.
fn is_of_aws(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["aws", "amazon", "amzn"]
        .iter()
        .any(|prefix| name.starts_with(prefix))
}

/// A document's name, from its name or ARN.
pub(super) fn document_name(document: &str) -> &str {
    match Arn::parse(document) {
        Some(arn) => {
            let name = arn.resource.rsplit('/').next().unwrap_or(arn.resource);
            name.split(':').next().unwrap_or(name)
        }
        None => document,
    }
}

/// The ARN of a document, or of a runbook's definition, from what the task
/// names: `resource` follows the account. Documents of AWS have no account
/// (User Guide, "Setting up identity based policies examples").
fn of_document(typed: &str, resource: &str, place: &Place<'_>) -> String {
    let arn = Arn::parse(typed);
    let account = match arn {
        _ if is_of_aws(document_name(typed)) => Some(""),
        Some(arn) => Some(arn.account),
        None => None,
    };
    match (arn, account) {
        (Some(arn), Some(account)) => {
            let region = if arn.region.is_empty() {
                ANY
            } else {
                arn.region
            };
            ["arn", arn.partition, arn.service, region, account, resource].join(":")
        }
        (None, Some(account)) => place.arn_of("ssm", account, resource),
        (_, None) => place.arn("ssm", resource),
    }
}

/// A function's ARN without version or alias, from any form that Lambda takes; and whether it had one.
fn function(typed: &str, place: &Place<'_>) -> (String, bool) {
    if let Some(arn) = Arn::parse(typed) {
        let mut parts = arn.resource.splitn(3, ':');
        let name: Vec<&str> = parts.by_ref().take(2).collect();
        let function = [
            "arn",
            arn.partition,
            arn.service,
            arn.region,
            arn.account,
            &name.join(":"),
        ];
        return (function.join(":"), parts.next().is_some());
    }
    let (account, rest) = match typed.split_once(":function:") {
        Some((before, rest)) => (before.rsplit(':').next(), rest),
        None => (None, typed.strip_prefix("function:").unwrap_or(typed)),
    };
    let (name, qualified) = rest
        .split_once(':')
        .map_or((rest, false), |(name, _)| (name, true));
    let resource = ["function:", name].concat();
    let function = match account {
        Some(account) => place.arn_of("lambda", account, &resource),
        None => place.arn("lambda", &resource),
    };
    (function, qualified)
}

/// A state machine's ARN without version or alias, and its name.
fn state_machine(typed: &str) -> (&str, &str) {
    let Some((before, rest)) = typed.split_once(":stateMachine:") else {
        return (typed, typed);
    };
    let name = rest.split(':').next().unwrap_or(rest);
    let length = before.len() + ":stateMachine:".len() + name.len();
    (typed.get(..length).unwrap_or(typed), name)
}
