//! What Terraform's AWS provider calls the members of AWS's requests: the kinds
//! of resource, and the attribute or block of every member or why there is
//! none.

use crate::catalogue::task::{automation, lambda, legacy, run_command, step_functions};
use crate::catalogue::{tag, target, task, window};

use super::{Mapping, Place};

const NO_TOKEN: Place = Place::Nowhere(
    "Terraform has no attribute for it and needs none, since it remembers what it created",
);

/// What Terraform's AWS provider calls the members.
pub static TERRAFORM: Mapping = Mapping {
    resources: &[
        (&window::CREATE, "aws_ssm_maintenance_window"),
        (&target::REGISTER, "aws_ssm_maintenance_window_target"),
        (&task::REGISTER, "aws_ssm_maintenance_window_task"),
    ],
    places: &[
        (&window::NAME, Place::Named("name")),
        (&window::DESCRIPTION, Place::Named("description")),
        (&window::SCHEDULE, Place::Named("schedule")),
        (
            &window::SCHEDULE_TIMEZONE,
            Place::Named("schedule_timezone"),
        ),
        (&window::SCHEDULE_OFFSET, Place::Named("schedule_offset")),
        (&window::START_DATE, Place::Named("start_date")),
        (&window::END_DATE, Place::Named("end_date")),
        (&window::DURATION, Place::Named("duration")),
        (&window::CUTOFF, Place::Named("cutoff")),
        (
            &window::ALLOW_UNASSOCIATED_TARGETS,
            Place::Named("allow_unassociated_targets"),
        ),
        // Of no request that creates: of the one that disables right after.
        (&window::ENABLED, Place::Named("enabled")),
        (&tag::TAGS, Place::Pairs("tags")),
        (&window::CLIENT_TOKEN, NO_TOKEN),
        (&window::WINDOW_ID, Place::Named("window_id")),
        (&target::RESOURCE_TYPE, Place::Named("resource_type")),
        (&target::TARGETS, Place::Named("targets")),
        (&target::KEY, Place::Bytes("key", 1)),
        (&target::VALUES, Place::Named("values")),
        (&target::NAME, Place::Named("name")),
        (
            &target::OWNER_INFORMATION,
            Place::Bytes("owner_information", 1),
        ),
        (&target::DESCRIPTION, Place::Bytes("description", 3)),
        (&task::TASK_TYPE, Place::Named("task_type")),
        (&task::TASK_ARN, Place::Named("task_arn")),
        (&task::NAME, Place::Named("name")),
        (&task::TARGETS, Place::Named("targets")),
        (&task::TARGET_KEY, Place::Named("key")),
        (&task::TARGET_VALUES, Place::Named("values")),
        (&task::MAX_CONCURRENCY, Place::Named("max_concurrency")),
        (&task::MAX_ERRORS, Place::Named("max_errors")),
        (&task::PRIORITY, Place::Named("priority")),
        (&task::SERVICE_ROLE_ARN, Place::Named("service_role_arn")),
        (&task::DESCRIPTION, Place::Bytes("description", 1)),
        (&task::CUTOFF_BEHAVIOR, Place::Named("cutoff_behavior")),
        (
            &task::TASK_INVOCATION_PARAMETERS,
            Place::Named("task_invocation_parameters"),
        ),
        (&task::RUN_COMMAND, Place::Named("run_command_parameters")),
        (&run_command::PARAMETERS, Place::Named("parameter")),
        (
            &run_command::DOCUMENT_VERSION,
            Place::Named("document_version"),
        ),
        (
            &run_command::TIMEOUT_SECONDS,
            Place::Named("timeout_seconds"),
        ),
        (
            &run_command::OUTPUT_S3_BUCKET_NAME,
            Place::Named("output_s3_bucket"),
        ),
        (
            &run_command::OUTPUT_S3_KEY_PREFIX,
            Place::Named("output_s3_key_prefix"),
        ),
        (
            &run_command::CLOUD_WATCH_OUTPUT_CONFIG,
            Place::Named("cloudwatch_config"),
        ),
        (
            &run_command::CLOUD_WATCH_OUTPUT_ENABLED,
            Place::Named("cloudwatch_output_enabled"),
        ),
        (
            &run_command::CLOUD_WATCH_LOG_GROUP_NAME,
            Place::Named("cloudwatch_log_group_name"),
        ),
        (
            &run_command::NOTIFICATION_CONFIG,
            Place::Named("notification_config"),
        ),
        (
            &run_command::NOTIFICATION_ARN,
            Place::Named("notification_arn"),
        ),
        (
            &run_command::NOTIFICATION_EVENTS,
            Place::Named("notification_events"),
        ),
        (
            &run_command::NOTIFICATION_TYPE,
            Place::Named("notification_type"),
        ),
        (
            &run_command::SERVICE_ROLE_ARN,
            Place::Named("service_role_arn"),
        ),
        (&run_command::COMMENT, Place::Bytes("comment", 0)),
        (
            &run_command::DOCUMENT_HASH,
            Place::Bytes("document_hash", 0),
        ),
        (
            &run_command::DOCUMENT_HASH_TYPE,
            Place::Named("document_hash_type"),
        ),
        (&task::AUTOMATION, Place::Named("automation_parameters")),
        (&automation::PARAMETERS, Place::Named("parameter")),
        (
            &automation::DOCUMENT_VERSION,
            Place::Named("document_version"),
        ),
        (&task::LAMBDA, Place::Named("lambda_parameters")),
        (&lambda::PAYLOAD, Place::Named("payload")),
        (&lambda::QUALIFIER, Place::Named("qualifier")),
        (&lambda::CLIENT_CONTEXT, Place::Named("client_context")),
        (
            &task::STEP_FUNCTIONS,
            Place::Named("step_functions_parameters"),
        ),
        (&step_functions::INPUT, Place::Bytes("input", 0)),
        (&step_functions::NAME, Place::Bytes("name", 1)),
        (
            &task::ALARM_CONFIGURATION,
            Place::Nowhere("Terraform has no attribute for it, so no alarm stops the task"),
        ),
        (
            &legacy::TASK_PARAMETERS,
            Place::Formerly(
                "task_parameters",
                "Terraform has no attribute for it, so give the parameters to Run Command",
            ),
        ),
        (&legacy::VALUES, Place::Named("values")),
        (
            &legacy::LOGGING_INFO,
            Place::Formerly(
                "logging_info",
                "Terraform has no attribute for it, so give Run Command the S3 bucket",
            ),
        ),
        (&legacy::S3_BUCKET_NAME, Place::Named("s3_bucket_name")),
        (&legacy::S3_KEY_PREFIX, Place::Named("s3_bucket_prefix")),
        (&legacy::S3_REGION, Place::Named("s3_region")),
    ],
    spelling: super::Spelling::Exact,
};
