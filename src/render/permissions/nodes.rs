//! What nodes do with a role of their own: the instance profile, or the role of
//! a hybrid activation.

use crate::catalogue::documents::Whose;
use crate::catalogue::task::{self as k, RUN_COMMAND, legacy, run_command};
use crate::check::{Plan, Planned, Value};
use crate::render::reading;

use super::acts::Acts;
use super::policy::{Policy, Statement};
use crate::render::place::{ANY, Place};

/// What AWS has for every managed node; the policy of a plan goes beside it.
pub(super) const BASE: &str = "Attach AWS's policy `AmazonSSMManagedInstanceCore` to the nodes' role: it lets them take commands, patch by their baseline and report compliance";

/// What the nodes of a plan do with their own role.
#[derive(Default)]
pub(super) struct Nodes {
    /// Whether a task works on nodes at all.
    pub(super) any: bool,
    pub(super) policy: Policy,
    /// What they may need besides, in Markdown.
    pub(super) more: Vec<String>,
}

impl Nodes {
    pub(super) fn of(plan: &Plan, place: &Place<'_>) -> Self {
        let mut nodes = Nodes::default();
        for task in plan.requests() {
            if task.operation().name != k::REGISTER.name || task.body().is_none() {
                continue;
            }
            let commands = reading::text(reading::of(task, &k::TASK_TYPE)) == Some("RUN_COMMAND");
            nodes.any |= commands;
            if commands {
                output(task, place)
                    .into_iter()
                    .for_each(|statement| nodes.policy.add(statement));
            }
            let Some(acts) = Acts::of(task) else { continue };
            for statement in acts.statements(Whose::Node, place) {
                nodes.policy.add(statement);
            }
            for more in acts.more(Whose::Node) {
                if !nodes.more.contains(&more) {
                    nodes.more.push(more);
                }
            }
        }
        nodes
    }
}

/// What a command's output takes.
fn output(task: &Planned, place: &Place<'_>) -> Vec<Statement> {
    let mut needs = Vec::new();
    let input = reading::of(task, &k::TASK_INVOCATION_PARAMETERS);
    let command = reading::within(input, &RUN_COMMAND);
    let logging = reading::of(task, &k::LOGGING_INFO).filter(|_| input.is_none());
    let bucket = reading::text(reading::within(
        command,
        &run_command::OUTPUT_S3_BUCKET_NAME,
    ))
    .or(reading::text(reading::within(
        logging,
        &legacy::S3_BUCKET_NAME,
    )));
    let prefix = reading::text(reading::within(command, &run_command::OUTPUT_S3_KEY_PREFIX)).or(
        reading::text(reading::within(logging, &legacy::S3_KEY_PREFIX)),
    );
    if let Some(bucket) = bucket {
        let prefix = prefix.filter(|prefix| !prefix.contains("{{"));
        let keys = match prefix {
            Some(prefix) => [prefix.trim_matches('/'), "/*"].concat(),
            None => ANY.to_owned(),
        };
        needs.push(
            Statement::new("WriteOutput", &["s3:PutObject", "s3:PutObjectAcl"], WRITES)
                .on([place.bucket(&[bucket, "/", &keys].concat())]),
        );
        needs.push(
            Statement::new(
                "ReadEncryption",
                &["s3:GetEncryptionConfiguration"],
                ENCRYPTS,
            )
            .on([place.bucket(bucket)]),
        );
    }
    let logs = reading::within(command, &run_command::CLOUD_WATCH_OUTPUT_CONFIG);
    let enabled = reading::within(logs, &run_command::CLOUD_WATCH_OUTPUT_ENABLED);
    if enabled == Some(&Value::Flag(true)) {
        let group = reading::within(logs, &run_command::CLOUD_WATCH_LOG_GROUP_NAME);
        let group = reading::text(group).unwrap_or("/aws/ssm/*");
        let group = ["log-group:", group].concat();
        needs.push(
            Statement::new(
                "WriteLogs",
                &[
                    "logs:CreateLogGroup",
                    "logs:CreateLogStream",
                    "logs:DescribeLogStreams",
                    "logs:PutLogEvents",
                ],
                LOGS,
            )
            .on([
                place.arn("logs", &group),
                place.arn("logs", &[&group, ":*"].concat()),
            ]),
        );
        needs.push(
            Statement::new("FindLogGroups", &["logs:DescribeLogGroups"], FINDS)
                .on([ANY.to_owned()]),
        );
    }
    needs
}

const WRITES: &str = "Writes the output of commands to S3: documented by AWS. A bucket that is encrypted with a key of yours also needs `kms:GenerateDataKey` on it";
const ENCRYPTS: &str = "Looks up how the bucket is encrypted: documented by AWS";
const LOGS: &str = "Writes the output of commands to CloudWatch Logs: documented by AWS";
const FINDS: &str =
    "Looks for the log group: documented by AWS; the action knows no narrower resource";
