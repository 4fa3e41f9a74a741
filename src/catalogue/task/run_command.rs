//! What a Run Command task takes.
//!
//! The parameters of the document it runs are in `documents`.

use crate::catalogue::{
    Choice, Field, Format, Group, Lines, List, Map, Member, Shape, Text, Whole, pattern,
};

/// `Parameters` of the command document.
pub static PARAMETERS: Field = Field::new(
    "Parameters",
    "Command parameters",
    Shape::Map(&Map {
        key: &Text::new(1, None),
        value: Shape::List(&List {
            item: Shape::Text(&Text::new(0, None)),
            min: 0,
            max: None,
            lines: Lines::Script,
            one: "line",
        }),
        min: 0,
        max: None,
        one: "parameter",
    }),
)
.help("What the document asks for, by its parameters' names. Every value is a list, a script one item per line.")
.default("the document's own defaults")
.doc(member!("MaintenanceWindowRunCommandParameters", "Parameters"));

/// `DocumentVersion`
pub static DOCUMENT_VERSION: Field =
    Field::new("DocumentVersion", "Document version", Shape::Text(&Text::new(1, None).pattern(&pattern::DOCUMENT_VERSION)))
        .help("Which version of the command document to run. A number pins it; the other two follow its owner.")
        .example("$DEFAULT")
        .default("$DEFAULT")
        .doc(member!("MaintenanceWindowRunCommandParameters", "DocumentVersion"));

/// `TimeoutSeconds`
pub static TIMEOUT_SECONDS: Field =
    Field::new("TimeoutSeconds", "Delivery timeout", Shape::Whole(Whole { min: 30, max: Some(2_592_000) }))
        .help("How long a node may take to start the command. How long it may run is the document's executionTimeout.")
        .example("600")
        .unit("seconds")
        .doc(member!("MaintenanceWindowRunCommandParameters", "TimeoutSeconds"));

/// `OutputS3BucketName`
pub static OUTPUT_S3_BUCKET_NAME: Field =
    Field::new("OutputS3BucketName", "S3 bucket", Shape::Text(&Text::new(3, Some(63)).format(Format::Bucket)))
        .help("Where the full output goes. Nodes write it with their instance profile, not with the task's role.")
        .example("maintenance-logs-123456789012")
        .default("Systems Manager alone keeps the output, cut short")
        .doc(member!("MaintenanceWindowRunCommandParameters", "OutputS3BucketName"));

/// `OutputS3KeyPrefix`
pub static OUTPUT_S3_KEY_PREFIX: Field = Field::new(
    "OutputS3KeyPrefix",
    "S3 key prefix",
    Shape::Text(&Text::new(0, Some(500))),
)
.help("A folder in the bucket to keep the output apart.")
.example("patching/web")
.doc(member!(
    "MaintenanceWindowRunCommandParameters",
    "OutputS3KeyPrefix"
));

/// `CloudWatchOutputEnabled`
pub static CLOUD_WATCH_OUTPUT_ENABLED: Field = Field::new(
    "CloudWatchOutputEnabled",
    "Send output to CloudWatch Logs",
    Shape::Flag,
)
.help("Sends the output to a log group. Nodes write it with their instance profile.")
.default("nothing is sent")
.doc(member!("CloudWatchOutputConfig", "CloudWatchOutputEnabled"));

/// `CloudWatchLogGroupName`
pub static CLOUD_WATCH_LOG_GROUP_NAME: Field = Field::new(
    "CloudWatchLogGroupName",
    "Log group name",
    Shape::Text(&Text::new(1, Some(512)).pattern(&pattern::LOG_GROUP)),
)
.help("The log group to write to. It has no effect unless output is sent to CloudWatch Logs.")
.example("/maintenance/patching")
.default("`/aws/ssm/` with the document's name")
.doc(member!("CloudWatchOutputConfig", "CloudWatchLogGroupName"));

/// `CloudWatchOutputConfig`
pub static CLOUD_WATCH_OUTPUT_CONFIG: Field = Field::new(
    "CloudWatchOutputConfig",
    "CloudWatch output",
    Shape::Group(&Group {
        members: &[
            Member::shown(&CLOUD_WATCH_OUTPUT_ENABLED),
            Member::shown(&CLOUD_WATCH_LOG_GROUP_NAME),
        ],
    }),
)
.help("Streams the command's output to CloudWatch Logs.")
.doc(member!(
    "MaintenanceWindowRunCommandParameters",
    "CloudWatchOutputConfig"
));

/// `NotificationArn`
pub static NOTIFICATION_ARN: Field =
    Field::new("NotificationArn", "SNS topic", Shape::Text(&Text::new(1, None).format(Format::TopicArn)))
        .help("The topic that gets the messages: a standard topic, in the window's Region; FIFO topics don't work.")
        .example("arn:aws:sns:us-east-1:123456789012:maintenance")
        .doc(member!("NotificationConfig", "NotificationArn"));

/// `NotificationEvents`
pub static NOTIFICATION_EVENTS: Field = Field::new(
    "NotificationEvents",
    "Events",
    Shape::List(&List {
        item: Shape::Choice(&[
            Choice::new("All", "All", "Every one of the others."),
            Choice::new("InProgress", "In progress", ""),
            Choice::new("Success", "Success", ""),
            Choice::new("TimedOut", "Timed out", ""),
            Choice::new("Cancelled", "Cancelled", ""),
            Choice::new("Failed", "Failed", ""),
        ]),
        min: 0,
        max: None,
        lines: Lines::Values,
        one: "event",
    }),
)
.help("Which changes of status to report. `All` covers the rest.")
.doc(member!("NotificationConfig", "NotificationEvents"));

/// `NotificationType`
pub static NOTIFICATION_TYPE: Field = Field::new(
    "NotificationType",
    "Notify for",
    Shape::Choice(&[
        Choice::new(
            "Command",
            "The command as a whole",
            "One message when the whole command changes status.",
        ),
        Choice::new(
            "Invocation",
            "Every node",
            "One message for each node whose status changes.",
        ),
    ]),
)
.help("Whether messages are about the whole command or about each node.")
.doc(member!("NotificationConfig", "NotificationType"));

/// `NotificationConfig`
pub static NOTIFICATION_CONFIG: Field = Field::new(
    "NotificationConfig",
    "SNS notifications",
    Shape::Group(&Group {
        members: &[Member::shown(&NOTIFICATION_ARN), Member::shown(&NOTIFICATION_EVENTS), Member::shown(&NOTIFICATION_TYPE)],
    }),
)
.help("Reports the command's status to an SNS topic. It needs the SNS role below, which is not the task's role.")
.doc(member!("MaintenanceWindowRunCommandParameters", "NotificationConfig"));

/// `ServiceRoleArn` of the notifications.
pub static SERVICE_ROLE_ARN: Field =
    Field::new("ServiceRoleArn", "SNS role", Shape::Text(&Text::new(1, None).format(Format::RoleArn)))
        .help("The role that publishes to the SNS topic, needed with notifications. The task runs under its own role.")
        .needed_with("NotificationConfig")
        .example("arn:aws:iam::123456789012:role/SnsPublishRole")
        .doc(member!("MaintenanceWindowRunCommandParameters", "ServiceRoleArn"));

/// `Comment`
pub static COMMENT: Field = Field::new("Comment", "Comment", Shape::Text(&Text::new(0, Some(100))))
    .help("A note that appears with the command in Run Command's history.")
    .example("Weekly patching")
    .doc(member!("MaintenanceWindowRunCommandParameters", "Comment"));

/// `DocumentHash`
pub static DOCUMENT_HASH: Field = Field::new("DocumentHash", "Document hash", Shape::Text(&Text::new(0, Some(256))))
    .help("The hash the document must have, 64 hexadecimal digits for SHA-256; a changed document is then not run.")
    .example("b9d0966408047ebcafee82de4d42477299306fd37510c6815c19e9848e2bffe8")
    .doc(member!("MaintenanceWindowRunCommandParameters", "DocumentHash"));

/// `DocumentHashType`
pub static DOCUMENT_HASH_TYPE: Field = Field::new(
    "DocumentHashType",
    "Hash type",
    Shape::Choice(&[
        Choice::new("Sha256", "SHA-256", ""),
        Choice::new(
            "Sha1",
            "SHA-1 (deprecated)",
            "AWS no longer creates these; use SHA-256.",
        ),
    ]),
)
.help("How the hash was computed. Give hash and type together.")
.doc(member!(
    "MaintenanceWindowRunCommandParameters",
    "DocumentHashType"
));

/// `RunCommand`
pub static RUN_COMMAND: Field = Field::new(
    "RunCommand",
    "Run Command",
    Shape::Group(&Group {
        members: &[
            Member::shown(&PARAMETERS),
            Member::shown(&DOCUMENT_VERSION),
            Member::shown(&TIMEOUT_SECONDS),
            Member::logs(&OUTPUT_S3_BUCKET_NAME),
            Member::logs(&OUTPUT_S3_KEY_PREFIX),
            Member::logs(&CLOUD_WATCH_OUTPUT_CONFIG),
            Member::logs(&NOTIFICATION_CONFIG),
            Member::logs(&SERVICE_ROLE_ARN),
            Member::folded(&COMMENT),
            Member::folded(&DOCUMENT_HASH),
            Member::folded(&DOCUMENT_HASH_TYPE),
        ],
    }),
)
.help("What a Run Command task passes to its document, and where the output goes.")
.doc(api!("MaintenanceWindowRunCommandParameters"));
