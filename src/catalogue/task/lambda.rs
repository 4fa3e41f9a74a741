//! What a Lambda task takes.

use crate::catalogue::{Blob, Field, Format, Group, Member, Shape, Text, pattern};

/// `Payload`
pub static PAYLOAD: Field = Field::new("Payload", "Payload", Shape::Blob(Blob { max: 4096, format: Format::Json }))
    .help("JSON for the function. Type it plain: each output encodes it as its tool wants. Pseudo parameters go inside quotes.")
    .example(r#"{"instance": "{{RESOURCE_ID}}"}"#)
    .doc(member!("MaintenanceWindowLambdaParameters", "Payload"));

/// `Qualifier`
pub static QUALIFIER: Field = Field::new(
    "Qualifier",
    "Version or alias",
    Shape::Text(&Text::new(1, Some(128)).pattern(&pattern::QUALIFIER)),
)
.help("Which version or alias of the function to invoke.")
.example("$LATEST")
.default("$LATEST")
.doc(member!("MaintenanceWindowLambdaParameters", "Qualifier"));

/// `ClientContext`
pub static CLIENT_CONTEXT: Field =
    Field::new("ClientContext", "Client context", Shape::Text(&Text::new(1, Some(8000)).format(Format::Base64)))
        .help("JSON the function reads from its context object. It travels as base64, of which Lambda itself takes 3,583 bytes.")
        .example("eyJjdXN0b20iOnsiY2xpZW50IjoicGF0Y2hpbmcifX0=")
        .doc(member!("MaintenanceWindowLambdaParameters", "ClientContext"));

/// `Lambda`
pub static LAMBDA: Field = Field::new(
    "Lambda",
    "Lambda",
    Shape::Group(&Group {
        members: &[
            Member::shown(&PAYLOAD),
            Member::shown(&QUALIFIER),
            Member::folded(&CLIENT_CONTEXT),
        ],
    }),
)
.help("What a Lambda task passes to its function.")
.doc(api!("MaintenanceWindowLambdaParameters"));
