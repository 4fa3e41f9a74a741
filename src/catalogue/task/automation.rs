//! What an Automation task takes.

use crate::catalogue::{Field, Group, Lines, List, Map, Member, Shape, Text, pattern};

/// The most characters of a parameter's value.
pub(crate) const LONGEST_VALUE: usize = 512;

/// `Parameters` of the runbook.
pub static PARAMETERS: Field = Field::new(
    "Parameters",
    "Runbook parameters",
    Shape::Map(&Map {
        key: &Text::new(1, Some(50)),
        value: Shape::List(&List {
            item: Shape::Text(&Text::new(1, Some(LONGEST_VALUE))),
            min: 0,
            max: Some(50),
            lines: Lines::Script,
            one: "value",
        }),
        min: 1,
        max: Some(200),
        one: "parameter",
    }),
)
.help("What the runbook asks for, by its parameters' names. Every value is a list; `{{RESOURCE_ID}}` stands for each target.")
.default("the runbook's own defaults")
.doc(member!("MaintenanceWindowAutomationParameters", "Parameters"));

/// `DocumentVersion` of the runbook.
pub static DOCUMENT_VERSION: Field = Field::new(
    "DocumentVersion",
    "Runbook version",
    Shape::Text(&Text::new(1, None).pattern(&pattern::DOCUMENT_VERSION)),
)
.help("Which version of the runbook to run. A number pins it; the other two follow its owner.")
.example("$DEFAULT")
.default("$DEFAULT")
.doc(member!(
    "MaintenanceWindowAutomationParameters",
    "DocumentVersion"
));

/// `Automation`
pub static AUTOMATION: Field = Field::new(
    "Automation",
    "Automation",
    Shape::Group(&Group {
        members: &[Member::shown(&PARAMETERS), Member::shown(&DOCUMENT_VERSION)],
    }),
)
.help("What an Automation task passes to its runbook.")
.doc(api!("MaintenanceWindowAutomationParameters"));
