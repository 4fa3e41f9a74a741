//! Where a plan's resources lie, as far as the settings and the ARNs in the
//! plan tell: partition, Region and account.

use crate::catalogue::location::{is_account, is_region, partition_of};
use crate::catalogue::task as k;
use crate::check::{Arn, Plan, Value};

use super::options::Options;
use super::reading;

/// What stands for what is not known: any.
pub(super) const ANY: &str = "*";

/// A partition, a Region and an account.
pub(super) struct Place<'a> {
    pub(super) partition: Option<&'a str>,
    region: Option<&'a str>,
    pub(super) account: Option<&'a str>,
}

/// What all that is known agrees on.
#[derive(Default)]
struct Agreed<'a> {
    first: Option<&'a str>,
    differs: bool,
}

impl<'a> Agreed<'a> {
    fn hear(&mut self, text: &'a str) {
        if text.is_empty() {
            return;
        }
        self.differs |= *self.first.get_or_insert(text) != text;
    }
    fn text(&self) -> Option<&'a str> {
        self.first.filter(|_| !self.differs)
    }
}

impl<'a> Place<'a> {
    /// The Region and account of the project; for the rest, what the ARNs
    /// that were typed agree on.
    pub(super) fn of(plan: &'a Plan, options: &'a Options) -> Self {
        let (mut partition, mut region) = (Agreed::default(), Agreed::default());
        // A role is the window's own; a document or function may be another account's.
        let (mut of_roles, mut of_others) = (Agreed::default(), Agreed::default());
        let mut hear = |text: &'a str| {
            let Some(arn) = Arn::parse(text) else { return };
            partition.hear(arn.partition);
            region.hear(arn.region);
            match arn.service {
                _ if !arn.has_account() => {}
                "iam" => of_roles.hear(arn.account),
                _ => of_others.hear(arn.account),
            }
        };
        for body in plan.bodies() {
            for (field, value) in body {
                let is_input = field.name == k::TASK_INVOCATION_PARAMETERS.name;
                let is_arn = [k::TASK_ARN.name, k::SERVICE_ROLE_ARN.name].contains(&field.name);
                if is_arn {
                    reading::text(Some(value)).into_iter().for_each(&mut hear);
                } else if is_input {
                    named(value, &mut hear);
                }
            }
        }
        let chosen = Some(options.region.as_str()).filter(|region| is_region(region));
        let region = chosen.or(region.text());
        let own = Some(options.account.as_str()).filter(|account| is_account(account));
        Place {
            partition: chosen
                .map(partition_of)
                .or(partition.text())
                .or(region.map(partition_of)),
            region,
            account: own.or(of_roles.first.map_or(of_others.text(), |_| of_roles.text())),
        }
    }

    /// An ARN in this place, `resource` being what follows the account.
    pub(super) fn arn(&self, service: &str, resource: &str) -> String {
        self.arn_of(service, self.account.unwrap_or(ANY), resource)
    }

    /// An ARN in this place but for its account.
    pub(super) fn arn_of(&self, service: &str, account: &str, resource: &str) -> String {
        // Neither roles nor buckets lie in a Region.
        let region = if service == "iam" {
            ""
        } else {
            self.region.unwrap_or(ANY)
        };
        let parts = [
            "arn",
            self.partition.unwrap_or("aws"),
            service,
            region,
            account,
            resource,
        ];
        parts.join(":")
    }

    /// A bucket's ARN, which tells neither Region nor account.
    pub(super) fn bucket(&self, name: &str) -> String {
        ["arn:", self.partition.unwrap_or("aws"), ":s3:::", name].concat()
    }

    /// The principal of a service of AWS: in China, EC2 has another than elsewhere.
    pub(super) fn principal(&self, service: &str) -> String {
        let ends = match self.partition {
            Some("aws-cn") if service == "ec2" => ".amazonaws.com.cn",
            _ => ".amazonaws.com",
        };
        [service, ends].concat()
    }

    /// What was not known, and what stands for it.
    pub(super) fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if self.region.is_none() {
            notes.push("Neither the settings nor the ARNs in this plan name one Region, so `*` stands for any: choose a Region in the settings, or replace it".to_owned());
        }
        if self.account.is_none() {
            notes.push("Neither the settings nor the ARNs in this plan name one account, so `*` stands for any: type your account in the settings, or replace it".to_owned());
        }
        if self.partition.is_none() {
            notes.push(
                "The partition `aws` is assumed; in China it is `aws-cn`, in AWS GovCloud (US) `aws-us-gov`".to_owned(),
            );
        }
        notes
    }
}

/// The values within a task's input that may be ARNs: the topic, roles, and parameters.
fn named<'a>(value: &'a Value, hear: &mut dyn FnMut(&'a str)) {
    match value {
        Value::Group(members) => {
            for (field, value) in members {
                let is_arn = [
                    k::run_command::NOTIFICATION_ARN.name,
                    k::run_command::SERVICE_ROLE_ARN.name,
                ];
                match value {
                    Value::Text(text) if is_arn.contains(&field.name) => hear(text),
                    value => named(value, hear),
                }
            }
        }
        Value::Map(entries) => {
            for item in entries
                .iter()
                .flat_map(|(_, value)| reading::items(Some(value)))
            {
                reading::text(Some(item)).into_iter().for_each(&mut *hear);
            }
        }
        _ => {}
    }
}
