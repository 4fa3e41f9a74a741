//! Amazon Resource Names: their six parts, and no more.

use crate::catalogue::location::is_account;

/// The parts of an ARN.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Arn<'a> {
    /// `aws`, `aws-cn`, `aws-us-gov`, …
    pub(crate) partition: &'a str,
    /// `iam`, `lambda`, …
    pub(crate) service: &'a str,
    /// `us-east-2`; empty for global services.
    pub(crate) region: &'a str,
    /// Twelve digits; empty where the owner is AWS.
    pub(crate) account: &'a str,
    /// What follows: `role/MaintenanceWindows`.
    pub(crate) resource: &'a str,
}

impl<'a> Arn<'a> {
    /// Splits a text; none when it is no ARN of a partition of AWS.
    pub(crate) fn parse(text: &'a str) -> Option<Arn<'a>> {
        let mut parts = text.splitn(6, ':');
        let (arn, partition, service, region, account, resource) = (
            parts.next()?,
            parts.next()?,
            parts.next()?,
            parts.next()?,
            parts.next()?,
            parts.next()?,
        );
        let known = arn == "arn" && (partition == "aws" || partition.starts_with("aws-"));
        (known && !service.is_empty() && !resource.is_empty()).then_some(Arn {
            partition,
            service,
            region,
            account,
            resource,
        })
    }
    /// The Region a text names, if it is an ARN that has one.
    pub(crate) fn region_of(text: &str) -> Option<String> {
        let region = Arn::parse(text)?.region;
        (!region.is_empty()).then(|| region.to_owned())
    }
    /// Whether the account is twelve digits.
    pub(crate) fn has_account(&self) -> bool {
        is_account(self.account)
    }
}
