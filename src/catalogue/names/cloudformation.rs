//! What CloudFormation calls the members of AWS's requests: the kinds of
//! resource, and the property of every member or why there is none.

use crate::catalogue::task::{automation, lambda, legacy, run_command, step_functions};
use crate::catalogue::{tag, target, task, window};

use super::{Mapping, Place, Spelling};

const NO_TOKEN: Place = Place::Nowhere(
    "CloudFormation has no property for it and needs none, since a stack remembers what it created",
);

/// What the CDK calls the members: CloudFormation's names, in the spelling of the language.
pub static CDK: Mapping = Mapping {
    resources: &[
        (&window::CREATE, "CfnMaintenanceWindow"),
        (&target::REGISTER, "CfnMaintenanceWindowTarget"),
        (&task::REGISTER, "CfnMaintenanceWindowTask"),
    ],
    places: CLOUDFORMATION.places,
    spelling: Spelling::OfLanguage,
};

/// What CloudFormation calls the members.
pub static CLOUDFORMATION: Mapping = Mapping {
    resources: &[
        (&window::CREATE, "AWS::SSM::MaintenanceWindow"),
        (&target::REGISTER, "AWS::SSM::MaintenanceWindowTarget"),
        (&task::REGISTER, "AWS::SSM::MaintenanceWindowTask"),
    ],
    places: &[
        (&window::NAME, Place::Named("Name")),
        (&window::DESCRIPTION, Place::Named("Description")),
        (&window::SCHEDULE, Place::Named("Schedule")),
        (&window::SCHEDULE_TIMEZONE, Place::Named("ScheduleTimezone")),
        (&window::SCHEDULE_OFFSET, Place::Named("ScheduleOffset")),
        (&window::START_DATE, Place::Named("StartDate")),
        (&window::END_DATE, Place::Named("EndDate")),
        (&window::DURATION, Place::Named("Duration")),
        (&window::CUTOFF, Place::Named("Cutoff")),
        (
            &window::ALLOW_UNASSOCIATED_TARGETS,
            Place::Named("AllowUnassociatedTargets"),
        ),
        (&tag::TAGS, Place::Named("Tags")),
        (&tag::KEY, Place::Named("Key")),
        (&tag::VALUE, Place::Named("Value")),
        (&window::CLIENT_TOKEN, NO_TOKEN),
        (&window::WINDOW_ID, Place::Named("WindowId")),
        (&target::RESOURCE_TYPE, Place::Named("ResourceType")),
        (&target::TARGETS, Place::Named("Targets")),
        (&target::KEY, Place::Named("Key")),
        (&target::VALUES, Place::Named("Values")),
        (&target::NAME, Place::Named("Name")),
        (&target::OWNER_INFORMATION, Place::Named("OwnerInformation")),
        (&target::DESCRIPTION, Place::Named("Description")),
        (&task::TASK_TYPE, Place::Named("TaskType")),
        (&task::TASK_ARN, Place::Named("TaskArn")),
        (&task::NAME, Place::Named("Name")),
        (&task::TARGETS, Place::Named("Targets")),
        (&task::TARGET_KEY, Place::Named("Key")),
        (&task::TARGET_VALUES, Place::Named("Values")),
        (&task::MAX_CONCURRENCY, Place::Named("MaxConcurrency")),
        (&task::MAX_ERRORS, Place::Named("MaxErrors")),
        (&task::PRIORITY, Place::Named("Priority")),
        (&task::SERVICE_ROLE_ARN, Place::Named("ServiceRoleArn")),
        (&task::DESCRIPTION, Place::Named("Description")),
        (&task::CUTOFF_BEHAVIOR, Place::Named("CutoffBehavior")),
        (
            &task::TASK_INVOCATION_PARAMETERS,
            Place::Named("TaskInvocationParameters"),
        ),
        (
            &task::RUN_COMMAND,
            Place::Named("MaintenanceWindowRunCommandParameters"),
        ),
        (&run_command::PARAMETERS, Place::Named("Parameters")),
        (
            &run_command::DOCUMENT_VERSION,
            Place::Named("DocumentVersion"),
        ),
        (
            &run_command::TIMEOUT_SECONDS,
            Place::Named("TimeoutSeconds"),
        ),
        (
            &run_command::OUTPUT_S3_BUCKET_NAME,
            Place::Named("OutputS3BucketName"),
        ),
        (
            &run_command::OUTPUT_S3_KEY_PREFIX,
            Place::Named("OutputS3KeyPrefix"),
        ),
        (
            &run_command::CLOUD_WATCH_OUTPUT_CONFIG,
            Place::Named("CloudWatchOutputConfig"),
        ),
        (
            &run_command::CLOUD_WATCH_OUTPUT_ENABLED,
            Place::Named("CloudWatchOutputEnabled"),
        ),
        (
            &run_command::CLOUD_WATCH_LOG_GROUP_NAME,
            Place::Named("CloudWatchLogGroupName"),
        ),
        (
            &run_command::NOTIFICATION_CONFIG,
            Place::Named("NotificationConfig"),
        ),
        (
            &run_command::NOTIFICATION_ARN,
            Place::Named("NotificationArn"),
        ),
        (
            &run_command::NOTIFICATION_EVENTS,
            Place::Named("NotificationEvents"),
        ),
        (
            &run_command::NOTIFICATION_TYPE,
            Place::Named("NotificationType"),
        ),
        (
            &run_command::SERVICE_ROLE_ARN,
            Place::Named("ServiceRoleArn"),
        ),
        (&run_command::COMMENT, Place::Named("Comment")),
        (&run_command::DOCUMENT_HASH, Place::Named("DocumentHash")),
        (
            &run_command::DOCUMENT_HASH_TYPE,
            Place::Named("DocumentHashType"),
        ),
        (
            &task::AUTOMATION,
            Place::Named("MaintenanceWindowAutomationParameters"),
        ),
        (&automation::PARAMETERS, Place::Named("Parameters")),
        (
            &automation::DOCUMENT_VERSION,
            Place::Named("DocumentVersion"),
        ),
        (
            &task::LAMBDA,
            Place::Named("MaintenanceWindowLambdaParameters"),
        ),
        (&lambda::PAYLOAD, Place::Named("Payload")),
        (&lambda::QUALIFIER, Place::Named("Qualifier")),
        (&lambda::CLIENT_CONTEXT, Place::Named("ClientContext")),
        (
            &task::STEP_FUNCTIONS,
            Place::Named("MaintenanceWindowStepFunctionsParameters"),
        ),
        (&step_functions::INPUT, Place::Named("Input")),
        (&step_functions::NAME, Place::Named("Name")),
        (
            &task::ALARM_CONFIGURATION,
            Place::Nowhere("CloudFormation has no property for it, so no alarm stops the task"),
        ),
        (&legacy::TASK_PARAMETERS, Place::Named("TaskParameters")),
        (&legacy::VALUES, Place::Named("Values")),
        (&legacy::LOGGING_INFO, Place::Named("LoggingInfo")),
        (&legacy::S3_BUCKET_NAME, Place::Named("S3Bucket")),
        (&legacy::S3_KEY_PREFIX, Place::Named("S3Prefix")),
        (&legacy::S3_REGION, Place::Named("Region")),
    ],
    spelling: Spelling::Exact,
};
