//! A request that AWS Systems Manager takes.

use super::field::kebab;
use super::{Field, Member};

/// One operation of the API.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Operation {
    /// AWS's name, `CreateMaintenanceWindow`.
    pub name: &'static str,
    /// What it does, as a button or heading: «Create a maintenance window».
    pub label: &'static str,
    /// What it does and what to know before it is sent, in a sentence or two.
    pub help: &'static str,
    /// Its members, in the order of form and output.
    pub input: &'static [Member],
    /// The members of its answer that later requests need.
    pub returns: &'static [Returned],
    /// Whether the service answers in pages.
    pub paginated: bool,
    /// The errors it documents besides `ValidationException`.
    pub errors: &'static [&'static str],
    /// Its page in the AWS documentation.
    pub doc: &'static str,
}

/// A member of an answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Returned {
    /// Its name, `WindowId`.
    pub name: &'static str,
    /// The field of later requests that takes it.
    pub field: &'static Field,
}

impl Operation {
    /// The AWS CLI's command: `CreateMaintenanceWindow` → `create-maintenance-window`.
    pub fn command(&self) -> String {
        kebab(self.name)
    }
    /// The boto3 client's method: `CreateMaintenanceWindow` → `create_maintenance_window`.
    pub fn method(&self) -> String {
        kebab(self.name).replace('-', "_")
    }
    /// The member with this name.
    pub fn member(&self, name: &str) -> Option<&'static Member> {
        self.input.iter().find(|m| m.field.name == name)
    }
}
