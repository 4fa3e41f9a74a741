//! Runbooks.

use super::document::{Document, Kind, Parameter, Platform, Value};

/// The parameter by which a runbook is told the role to run under.
pub(crate) const ASSUME_ROLE: Parameter = Parameter::new(
    "AutomationAssumeRole",
    Value::One,
    "The ARN of the role the runbook works under; the task's role when empty.",
);
const INSTANCE: Parameter =
    Parameter::new("InstanceId", Value::One, "The EC2 instance.").required();
const INSTANCES: Parameter =
    Parameter::new("InstanceId", Value::Many, "The EC2 instances.").required();

const fn runbook(
    name: &'static str,
    help: &'static str,
    parameters: &'static [Parameter],
) -> Document {
    Document {
        name,
        kind: Kind::Automation,
        help,
        platform: Platform::Aws,
        parameters,
    }
}

pub(super) static DOCUMENTS: &[Document] = &[
    runbook(
        "AWS-StartEC2Instance",
        "Starts EC2 instances.",
        &[
            INSTANCES,
            Parameter::new(
                "FailOnUnexpectedStopped",
                Value::Flag,
                "Whether an instance that stops unexpectedly counts as a failure.",
            )
            .default("True"),
            ASSUME_ROLE,
        ],
    ),
    runbook(
        "AWS-StopEC2Instance",
        "Stops EC2 instances.",
        &[INSTANCES, ASSUME_ROLE],
    ),
    runbook(
        "AWS-RestartEC2Instance",
        "Stops EC2 instances and starts them again.",
        &[INSTANCES, ASSUME_ROLE],
    ),
    runbook(
        "AWS-CreateImage",
        "Makes an AMI of an EC2 instance.",
        &[
            INSTANCE,
            Parameter::new(
                "NoReboot",
                Value::Flag,
                "Whether to leave the instance running; its files may then be half written.",
            )
            .default("False"),
            ASSUME_ROLE,
        ],
    ),
    runbook(
        "AWS-CreateSnapshot",
        "Makes a snapshot of an EBS volume.",
        &[
            Parameter::new("VolumeId", Value::One, "The EBS volume.").required(),
            Parameter::new("Description", Value::One, "A note on the snapshot."),
            ASSUME_ROLE,
        ],
    ),
    runbook(
        "AWS-CopySnapshot",
        "Copies an EBS snapshot into this Region.",
        &[
            Parameter::new("SnapshotId", Value::One, "The snapshot to copy.").required(),
            Parameter::new("SourceRegion", Value::One, "The Region it is in.").required(),
            Parameter::new("Description", Value::One, "A note on the copy."),
            ASSUME_ROLE,
        ],
    ),
    runbook(
        "AWS-DeleteSnapshot",
        "Deletes an EBS snapshot.",
        &[
            Parameter::new("SnapshotId", Value::One, "The snapshot to delete.").required(),
            ASSUME_ROLE,
        ],
    ),
    runbook(
        "AWS-PatchInstanceWithRollback",
        "Patches an EC2 instance, and restores its root volume if that fails.",
        &[
            INSTANCE,
            Parameter::new(
                "LambdaAssumeRole",
                Value::One,
                "The ARN of the role for the functions the runbook makes.",
            ),
            Parameter::new(
                "ReportS3Bucket",
                Value::One,
                "The bucket for the compliance report.",
            ),
            ASSUME_ROLE,
        ],
    ),
    runbook(
        "AWS-ResizeInstance",
        "Changes the type of an EC2 instance; it is stopped and started.",
        &[
            INSTANCE,
            Parameter::new(
                "InstanceType",
                Value::One,
                "The new type, such as `m7i.large`.",
            )
            .required(),
            ASSUME_ROLE,
        ],
    ),
    runbook(
        "AWS-RebootRdsInstance",
        "Restarts an RDS database instance.",
        &[
            Parameter::new(
                "InstanceId",
                Value::One,
                "The database instance's identifier.",
            )
            .required(),
            ASSUME_ROLE,
        ],
    ),
    runbook(
        "AWS-UpdateLinuxAmi",
        "Makes a new AMI from a Linux one, with packages updated and scripts of yours run.",
        &[
            Parameter::new("SourceAmiId", Value::One, "The AMI to start from.").required(),
            Parameter::new(
                "SecurityGroupIds",
                Value::Many,
                "Security groups for the instance that is updated.",
            )
            .required(),
            Parameter::new(
                "IamInstanceProfileName",
                Value::One,
                "The instance profile it runs with.",
            )
            .default("ManagedInstanceProfile"),
            Parameter::new("SubnetId", Value::One, "The subnet it runs in."),
            Parameter::new("TargetAmiName", Value::One, "The new AMI's name."),
            Parameter::new("InstanceType", Value::One, "The type it runs on.").default("t2.micro"),
            Parameter::new(
                "PreUpdateScript",
                Value::One,
                "The address of a script to run before the update.",
            )
            .default("none"),
            Parameter::new(
                "PostUpdateScript",
                Value::One,
                "The address of a script to run after the update.",
            )
            .default("none"),
            Parameter::new("IncludePackages", Value::One, "Packages to update.").default("all"),
            Parameter::new("ExcludePackages", Value::One, "Packages to leave alone.")
                .default("none"),
            Parameter::new(
                "MetadataOptions",
                Value::Json,
                "How the instance's metadata service is set up.",
            ),
            ASSUME_ROLE,
        ],
    ),
];
