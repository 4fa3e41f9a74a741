//! The deprecated members of a task, kept because existing commands and
//! exports hold them.

use crate::catalogue::{Field, Format, Group, Lines, List, Map, Member, Shape, Text};

/// `Values` of a task parameter.
pub static VALUES: Field = Field::new(
    "Values",
    "Parameter values",
    Shape::List(&List {
        item: Shape::Text(&Text::new(1, Some(255))),
        min: 0,
        max: None,
        lines: Lines::Script,
        one: "value",
    }),
)
.help("What the parameter holds, one item per line.")
.example("df -h")
.doc(member!(
    "MaintenanceWindowTaskParameterValueExpression",
    "Values"
));

/// `TaskParameters`
pub static TASK_PARAMETERS: Field = Field::new(
    "TaskParameters",
    "Task parameters",
    Shape::Map(&Map {
        key: &Text::new(1, Some(255)),
        value: Shape::Group(&Group {
            members: &[Member::shown(&VALUES)],
        }),
        min: 0,
        max: None,
        one: "parameter",
    }),
)
.help("The old place for a command document's parameters.")
.deprecated(
    "Read only for Run Command, and only when there are no input parameters at all. Use those.",
)
.doc(request!(
    "RegisterTaskWithMaintenanceWindow",
    "TaskParameters"
));

/// `S3BucketName`
pub static S3_BUCKET_NAME: Field = Field::new(
    "S3BucketName",
    "Log bucket",
    Shape::Text(&Text::new(3, Some(63)).format(Format::Bucket)),
)
.help("The S3 bucket for logs.")
.example("maintenance-logs-123456789012")
.doc(member!("LoggingInfo", "S3BucketName"));

/// `S3KeyPrefix`
pub static S3_KEY_PREFIX: Field = Field::new(
    "S3KeyPrefix",
    "Log key prefix",
    Shape::Text(&Text::new(0, Some(500))),
)
.help("A folder in the bucket.")
.example("patching/web")
.doc(member!("LoggingInfo", "S3KeyPrefix"));

/// `S3Region`
pub static S3_REGION: Field = Field::new(
    "S3Region",
    "Log bucket's Region",
    Shape::Text(&Text::new(3, Some(20))),
)
.help("The Region the bucket is in.")
.example("us-east-1")
.doc(member!("LoggingInfo", "S3Region"));

/// `LoggingInfo`
pub static LOGGING_INFO: Field = Field::new(
    "LoggingInfo",
    "Logging",
    Shape::Group(&Group {
        members: &[Member::required(&S3_BUCKET_NAME), Member::shown(&S3_KEY_PREFIX), Member::required(&S3_REGION)],
    }),
)
.help("The old place for where output goes.")
.deprecated("Read only for Run Command without input parameters. Use the S3 bucket and key prefix of Run Command.")
.doc(request!("RegisterTaskWithMaintenanceWindow", "LoggingInfo"));
