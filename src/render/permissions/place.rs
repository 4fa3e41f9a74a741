//! Where a plan's resources lie, as far as the ARNs in it tell: partition,
//! Region and account.

use crate::catalogue::documents::ASSUME_ROLE;
use crate::catalogue::task as k;
use crate::check::{Arn, Plan, Value};
use crate::render::reading;

/// What stands for what is not known: any.
pub(super) const ANY: &str = "*";

/// A partition, a Region and an account.
pub(super) struct Place<'a> {
    partition: Option<&'a str>,
    region: Option<&'a str>,
    account: Option<&'a str>,
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
    /// What the ARNs that were typed agree on.
    pub(super) fn of(plan: &'a Plan) -> Self {
        let (mut partition, mut region, mut account) =
            (Agreed::default(), Agreed::default(), Agreed::default());
        let mut hear = |text: &'a str| {
            let Some(arn) = Arn::parse(text) else { return };
            partition.hear(arn.partition);
            region.hear(arn.region);
            if arn.has_account() {
                account.hear(arn.account);
            }
        };
        for request in plan.requests() {
            for (field, value) in request.body().unwrap_or_default() {
                let is_input = field.name == k::TASK_INVOCATION_PARAMETERS.name;
                let is_arn = [k::TASK_ARN.name, k::SERVICE_ROLE_ARN.name].contains(&field.name);
                if is_arn {
                    reading::text(Some(value)).into_iter().for_each(&mut hear);
                } else if is_input {
                    named(value, &mut hear);
                }
            }
        }
        Place {
            partition: partition.text(),
            region: region.text(),
            account: account.text(),
        }
    }

    /// An ARN in this place, `resource` being what follows the account.
    pub(super) fn arn(&self, service: &str, resource: &str) -> String {
        self.arn_of(service, self.account.unwrap_or(ANY), resource)
    }

    /// An ARN in this place but for its account.
    pub(super) fn arn_of(&self, service: &str, account: &str, resource: &str) -> String {
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

    /// What was not known, and what stands for it.
    pub(super) fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if self.region.is_none() {
            notes.push("No ARN in this plan tells the Region, or they disagree: `*` stands for any; put yours in its place".to_owned());
        }
        if self.account.is_none() {
            notes.push("No ARN in this plan tells the account, or they disagree: `*` stands for any; put yours in its place".to_owned());
        }
        if self.partition.is_none() {
            notes.push(
                "The partition `aws` is assumed; elsewhere it is `aws-cn`, `aws-us-gov` or the like".to_owned(),
            );
        }
        notes
    }
}

/// The values within a task's input that are addresses of resources: the topic, and roles.
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
            let roles = entries.iter().filter(|(key, _)| key == ASSUME_ROLE.name);
            for item in roles.flat_map(|(_, value)| reading::items(Some(value))) {
                reading::text(Some(item)).into_iter().for_each(&mut *hear);
            }
        }
        _ => {}
    }
}
