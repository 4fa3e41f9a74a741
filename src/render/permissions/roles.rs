//! Which roles a plan names, what each is for, and who hands it over.
//!
//! A role may serve several tasks, and as more than one thing: its policy then
//! holds what all of them need.

use crate::catalogue::documents::Whose;
use crate::catalogue::task::{self as k, RUN_COMMAND, run_command};
use crate::check::{Plan, Planned};
use crate::render::markdown::code;
use crate::render::place::Place;
use crate::render::reading::{self, called};

use super::acts::{Acts, assumed_role};
use super::needs::{document_name, needs};
use super::policy::{FUNCTIONS, Policy, SERVICE, Statement};

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
    /// The services that may take it on.
    pub(super) services: Vec<&'static str>,
    /// The runbooks that are not known here.
    pub(super) runbooks: Vec<&'a str>,
    /// What it may need besides, in Markdown.
    pub(super) more: Vec<String>,
}

/// All that the plan's tasks need.
#[derive(Default)]
pub(super) struct Roles<'a> {
    pub(super) all: Vec<Role<'a>>,
    /// The tasks that run under the service-linked role.
    pub(super) without: Vec<&'a str>,
    /// The roles that whoever registers the tasks hands over.
    pub(super) passed: Vec<&'a str>,
    /// What runbooks do for which the plan names no role.
    pub(super) unowned: Policy,
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
        let runbook_role = assumed_role(task);
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
                self.grant(arn, SERVICE, &["runs the task ", &code(name)], needs);
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
            self.grant(arn, SERVICE, &serves, vec![publish]);
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
        let acts = Acts::of(task);
        let statements = |whose| {
            let acts = acts.as_ref();
            acts.map_or_else(Vec::new, |acts| acts.statements(whose, place))
        };
        let function = acts.as_ref().and_then(Acts::function_role);
        if let Some(role) = function {
            let serves = ["runs the function of the runbook of ", &code(called(task))];
            self.grant(role, FUNCTIONS, &serves, statements(Whose::Function));
            self.note(role, acts.as_ref(), Whose::Function);
        }
        let does = statements(Whose::Runbook);
        let Some(arn) = assumed.or(own) else {
            does.into_iter()
                .for_each(|statement| self.unowned.add(statement));
            return;
        };
        let serves = match assumed {
            Some(_) => ["works through the runbook of ", &code(called(task))].concat(),
            None => String::new(),
        };
        self.grant(arn, SERVICE, &[&serves], does);
        self.note(arn, acts.as_ref(), Whose::Runbook);
        let document = reading::text(reading::of(task, &k::TASK_ARN)).unwrap_or_default();
        let name = document_name(document);
        let role = self.all.iter_mut().find(|role| role.arn == arn);
        if let Some(role) = role.filter(|role| acts.is_none() && !role.runbooks.contains(&name)) {
            role.runbooks.push(name);
        }
    }

    /// Notes what else a role may need.
    fn note(&mut self, arn: &str, acts: Option<&Acts<'_>>, whose: Whose) {
        let role = self.all.iter_mut().find(|role| role.arn == arn);
        let (Some(role), Some(acts)) = (role, acts) else {
            return;
        };
        for more in acts.more(whose) {
            if !role.more.contains(&more) {
                role.more.push(more);
            }
        }
    }

    fn pass(&mut self, arn: &'a str) {
        if !self.passed.contains(&arn) {
            self.passed.push(arn);
        }
    }

    /// Adds statements to a role, and what they serve.
    fn grant(
        &mut self,
        arn: &'a str,
        service: &'static str,
        serves: &[&str],
        statements: Vec<Statement>,
    ) {
        if !self.all.iter().any(|role| role.arn == arn) {
            self.all.push(Role::new(arn));
        }
        let Some(role) = self.all.iter_mut().find(|role| role.arn == arn) else {
            return;
        };
        if !role.services.contains(&service) {
            role.services.push(service);
        }
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
            services: Vec::new(),
            runbooks: Vec::new(),
            more: Vec::new(),
        }
    }

    /// What to add to its policy by hand.
    pub(super) fn to_add(&self) -> Vec<String> {
        let names: Vec<String> = self.runbooks.iter().map(|name| code(name)).collect();
        let unknown = (!names.is_empty()).then(|| {
            format!(
                "Add what {} itself does: a runbook acts under this role, and this page does not know its steps",
                names.join(", ")
            )
        });
        let more = self
            .more
            .iter()
            .map(|more| ["Not in the policy: ", more].concat());
        unknown.into_iter().chain(more).collect()
    }
}

const HANDS: &str =
    "Hands the role for notifications, or the one of the runbook, over to Systems Manager";
const PUBLISHES: &str = "Publishes what becomes of a command; a topic that is encrypted also needs `kms:GenerateDataKey` and `kms:Decrypt` on its key";
/// Whether a role is made and kept by AWS.
fn is_service_linked(arn: &str) -> bool {
    arn.contains(":role/aws-service-role/")
}
