//! The projects a person can start from, as data.
//!
//! Each is a project file as the page writes it, so an example is also a file
//! to learn the format from. Tests hold that each is without errors.

use crate::draft::Draft;
use crate::import;

/// A project to start from.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    /// Its stable name: `weekly-patch-scan`.
    pub id: &'static str,
    /// What the menu calls it.
    pub name: &'static str,
    /// What it shows, in a line.
    pub summary: &'static str,
    /// The project file. A function, so that the page needs it only when it is asked for.
    pub text: fn() -> &'static str,
}

impl Example {
    /// The example as a draft; a blank one if its file can't be read, which a test rules out.
    pub fn draft(&self) -> Draft {
        import::project((self.text)().as_bytes()).unwrap_or_default()
    }
}

macro_rules! example {
    ($id:literal, $name:literal, $summary:literal) => {
        Example {
            id: $id,
            name: $name,
            summary: $summary,
            text: || include_str!(concat!("examples/", $id, ".json")),
        }
    };
}

/// The project that a first visit shows.
pub const FIRST: Example = example!(
    "weekly-patch-scan",
    "A weekly patch scan by tag",
    "One window, one target, one task: which patches are missing on production"
);

/// All examples, in the order of the menu.
pub static EXAMPLES: &[Example] = &[
    FIRST,
    example!(
        "walkthrough",
        "The AWS walkthrough",
        "Every target and task of AWS's own CLI walkthrough, with its mistakes put right"
    ),
    example!(
        "scan-and-install",
        "Scan, then install patches",
        "Run Command on the Saturday after Patch Tuesday, with a log and a notification"
    ),
    example!(
        "two-rings",
        "Two rings of patching",
        "Two windows: staging first, production three days later"
    ),
    example!(
        "lambda",
        "A Lambda function per node",
        "Takes each node out of its load balancer"
    ),
    example!(
        "step-functions",
        "A state machine per node",
        "Replaces nodes one by one with Step Functions"
    ),
    example!(
        "automation",
        "An Automation runbook per node",
        "An image of every database node, without a reboot"
    ),
    example!(
        "no-target",
        "A task without targets",
        "A Lambda function that runs once, on no node"
    ),
    example!(
        "resource-group",
        "A resource group",
        "Reboots the databases of a group on the last Friday of the month"
    ),
];
