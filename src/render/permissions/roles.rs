//! Which roles a plan names, what each is for, and who hands it over.
//!
//! A role may serve several tasks, and as more than one thing: its policy then
//! holds what all of them need.

use crate::catalogue::documents::ASSUME_ROLE;
use crate::catalogue::task::{self as k, AUTOMATION, RUN_COMMAND, automation, run_command};
use crate::check::{Arn, Plan, Planned, Value};
use crate::render::markdown::code;
use crate::render::place::{ANY, Place};
use crate::render::reading::{self, called};

use super::needs::{document_name, needs};
use super::policy::{Policy, Statement};

/// What some runbooks do with the role they run under, where AWS documents it:
/// an action and what it is on.
static RUNBOOKS: &[(&str, &[(&str, &str)])] = &[
    (
        "AWS-StopEC2Instance",
        &[
            ("ec2:StopInstances", "instance/*"),
            ("ec2:DescribeInstanceStatus", "*"),
        ],
    ),
    (
        "AWS-CreateImage",
        &[("ec2:CreateImage", "*"), ("ec2:DescribeImages", "*")],
    ),
];

/// A role that the plan names.
pub(super) struct Role<'a> {
    pub(super) arn: &'a str,
    /// Its name, without its path.
    pub(super) name: &'a str,
    /// Its path, `/` for none.
    pub(super) path: String,
    /// What it does, each in a few words of Markdown.
    pub(super) serves: Vec<String>,
    pub(super) policy: Policy,
    /// The runbooks that need more than is known here.
    pub(super) runbooks: Vec<&'a str>,
}

/// All that the plan's tasks need.
#[derive(Default)]
pub(super) struct Roles<'a> {
    pub(super) all: Vec<Role<'a>>,
    /// The tasks that run under the service-linked role.
    pub(super) without: Vec<&'a str>,
    /// The roles that whoever registers the tasks hands over.
    pub(super) passed: Vec<&'a str>,
    /// Whether a task watches an alarm.
    pub(super) alarm: bool,
}

impl<'a> Roles<'a> {
    /// The roles of a plan, in the order in which it names them.
    pub(super) fn of(plan: &'a Plan, place: &Place<'_>) -> Self {
        let mut roles = Roles::default();
        for task in plan.requests() {
            if task.operation().name == k::REGISTER.name && task.body().is_some() {
                roles.task(plan, task, place);
            }
        }
        roles
    }

    fn task(&mut self, plan: &'a Plan, task: &'a Planned, place: &Place<'_>) {
        self.alarm |= reading::of(task, &k::ALARM_CONFIGURATION).is_some();
        let input = reading::of(task, &k::TASK_INVOCATION_PARAMETERS);
        let command = reading::within(input, &RUN_COMMAND);
        let notification = reading::within(command, &run_command::NOTIFICATION_CONFIG);
        let publisher = notification
            .and_then(|_| reading::text(reading::within(command, &run_command::SERVICE_ROLE_ARN)));
        let own = reading::text(reading::of(task, &k::SERVICE_ROLE_ARN))
            .filter(|arn| !is_service_linked(arn));
        let runbook_role = assume_role(reading::within(input, &AUTOMATION));
        let name = called(task);
        match own {
            None => self.without.push(name),
            Some(arn) => {
                self.pass(arn);
                let mut needs = needs(plan, task, place);
                let handed = publisher.into_iter().chain(runbook_role);
                needs.extend(handed.map(|role| {
                    Statement::new("PassRoles", &["iam:PassRole"], HANDS)
                        .on([role.to_owned()])
                        .passed()
                }));
                self.grant(arn, &["runs the task ", &code(name)], needs);
            }
        }
        if let Some(arn) = runbook_role {
            self.pass(arn);
        }
        if reading::text(reading::of(task, &k::TASK_TYPE)) == Some("AUTOMATION") {
            self.runbook(task, own, runbook_role, place);
        }
        if let Some(arn) = publisher {
            self.pass(arn);
            let topic = reading::within(notification, &run_command::NOTIFICATION_ARN);
            let publish = Statement::new("Publish", &["sns:Publish"], PUBLISHES)
                .on(reading::text(topic).map(str::to_owned));
            let serves = ["publishes the notifications of ", &code(name)];
            self.grant(arn, &serves, vec![publish]);
        }
    }

    /// The actions of a runbook, on the role it runs under.
    fn runbook(
        &mut self,
        task: &'a Planned,
        own: Option<&'a str>,
        assumed: Option<&'a str>,
        place: &Place<'_>,
    ) {
        let document = reading::text(reading::of(task, &k::TASK_ARN)).unwrap_or_default();
        let name = document_name(document);
        let Some(arn) = assumed.or(own) else {
            return;
        };
        let known = RUNBOOKS.iter().find(|(known, _)| *known == name);
        let actions = known.map_or(&[][..], |(_, actions)| actions);
        let acts = actions.iter().map(|&(action, on)| {
            let (sid, on) = match on {
                ANY => ("RunbookActions", on.to_owned()),
                resource => ("RunbookOnInstances", place.arn("ec2", resource)),
            };
            Statement::new(sid, &[action], ACTS).on([on])
        });
        let serves = match assumed {
            Some(_) => ["works through the runbook of ", &code(called(task))].concat(),
            None => String::new(),
        };
        self.grant(arn, &[&serves], acts.collect());
        let role = self.all.iter_mut().find(|role| role.arn == arn);
        if let Some(role) = role.filter(|role| known.is_none() && !role.runbooks.contains(&name)) {
            role.runbooks.push(name);
        }
    }

    fn pass(&mut self, arn: &'a str) {
        if !self.passed.contains(&arn) {
            self.passed.push(arn);
        }
    }

    /// Adds statements to a role, and what they serve.
    fn grant(&mut self, arn: &'a str, serves: &[&str], statements: Vec<Statement>) {
        if !self.all.iter().any(|role| role.arn == arn) {
            self.all.push(Role::new(arn));
        }
        let Some(role) = self.all.iter_mut().find(|role| role.arn == arn) else {
            return;
        };
        let serves = serves.concat();
        if !serves.is_empty() {
            role.serves.push(serves);
        }
        for statement in statements {
            role.policy.add(statement);
        }
    }
}

impl<'a> Role<'a> {
    fn new(arn: &'a str) -> Self {
        let full = arn.split_once(":role/").map_or(arn, |(_, full)| full);
        let (path, name) = match full.rsplit_once('/') {
            Some((path, name)) => (["/", path, "/"].concat(), name),
            None => ("/".to_owned(), full),
        };
        Role {
            arn,
            name,
            path,
            serves: Vec::new(),
            policy: Policy::default(),
            runbooks: Vec::new(),
        }
    }

    /// What to add to its policy by hand, if something.
    pub(super) fn to_add(&self) -> Option<String> {
        let names: Vec<String> = self.runbooks.iter().map(|name| code(name)).collect();
        (!names.is_empty()).then(|| {
            format!(
                "Add what {} itself does: a runbook acts under this role, and AWS documents no list of its actions that this page could use",
                names.join(", ")
            )
        })
    }
}

const HANDS: &str =
    "Hands the role for notifications, or the one of the runbook, over to Systems Manager";
const PUBLISHES: &str = "Publishes what becomes of a command; a topic that is encrypted also needs `kms:GenerateDataKey` and `kms:Decrypt` on its key";
const ACTS: &str = "What the runbook itself does: it acts under this role";

/// Whether a role is made and kept by AWS.
fn is_service_linked(arn: &str) -> bool {
    arn.contains(":role/aws-service-role/")
}

/// The role that a runbook is told to run under.
fn assume_role(automation: Option<&Value>) -> Option<&str> {
    let Some(Value::Map(entries)) = reading::within(automation, &automation::PARAMETERS) else {
        return None;
    };
    let (_, values) = entries.iter().find(|(key, _)| key == ASSUME_ROLE.name)?;
    let arn = reading::text(reading::items(Some(values)).first())?;
    Arn::parse(arn).filter(|arn| arn.service == "iam" && arn.resource.starts_with("role/"))?;
    Some(arn)
}
