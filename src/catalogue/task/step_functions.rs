//! What a Step Functions task takes.

use crate::catalogue::{Field, Format, Group, Member, Shape, Text};

/// `Input`
pub static INPUT: Field = Field::new(
    "Input",
    "Input",
    Shape::Text(&Text::new(0, Some(4096)).format(Format::Json)),
)
.help("JSON for the state machine. Pseudo parameters go inside quotes.")
.example(r#"{"instance": "{{RESOURCE_ID}}"}"#)
.default("an empty object")
.doc(member!("MaintenanceWindowStepFunctionsParameters", "Input"));

/// `Name` of the execution.
pub static NAME: Field = Field::new("Name", "Execution name", Shape::Text(&Text::new(1, Some(80))))
    .help("The name of each execution, unique for 90 days: put a pseudo parameter in it, or the second run fails.")
    .example("{{INVOCATION_ID}}")
    .default("a new name each time")
    .doc(member!("MaintenanceWindowStepFunctionsParameters", "Name"));

/// `StepFunctions`
pub static STEP_FUNCTIONS: Field = Field::new(
    "StepFunctions",
    "Step Functions",
    Shape::Group(&Group {
        members: &[Member::shown(&INPUT), Member::folded(&NAME)],
    }),
)
.help("What a Step Functions task passes to its state machine.")
.doc(api!("MaintenanceWindowStepFunctionsParameters"));
