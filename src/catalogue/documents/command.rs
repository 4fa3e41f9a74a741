//! Documents for Run Command.

use super::document::{Document, Kind, Parameter, Platform, Value};

const OPERATION: Parameter = Parameter::new(
    "Operation",
    Value::One,
    "`Scan` only reports missing patches; `Install` installs them.",
)
.required()
.allowed(&["Scan", "Install"]);
const REBOOT_OPTION: Parameter = Parameter::new(
    "RebootOption",
    Value::One,
    "Whether a node restarts after patches were installed.",
)
.default("RebootIfNeeded")
.allowed(&["RebootIfNeeded", "NoReboot"]);
const SNAPSHOT_ID: Parameter = Parameter::new(
    "SnapshotId",
    Value::One,
    "Leave it out: the window derives one, so that all nodes use the same patches.",
);
const INSTALL_OVERRIDE_LIST: Parameter = Parameter::new(
    "InstallOverrideList",
    Value::One,
    "An `https` or `s3://` address of a list of patches to install instead.",
);
const ASSOCIATION_ID: Parameter = Parameter::new(
    "AssociationId",
    Value::One,
    "For Systems Manager itself; leave it out.",
);
const TIMEOUT: Value = Value::Number {
    min: 1,
    max: 172_800,
};

const SCRIPT: [Parameter; 3] = [
    Parameter::new("commands", Value::Many, "The script, one line per item.").required(),
    Parameter::new(
        "workingDirectory",
        Value::One,
        "The folder the script starts in.",
    )
    .default("")
    .max(4096),
    Parameter::new(
        "executionTimeout",
        TIMEOUT,
        "Seconds the script may run before it is stopped.",
    )
    .default("3600"),
];

pub(super) static DOCUMENTS: &[Document] = &[
    Document {
        name: "AWS-RunShellScript",
        kind: Kind::Command,
        help: "Runs a shell script.",
        platform: Platform::Unix,
        parameters: &SCRIPT,
    },
    Document {
        name: "AWS-RunPowerShellScript",
        kind: Kind::Command,
        help: "Runs a PowerShell script.",
        platform: Platform::PowerShell,
        parameters: &SCRIPT,
    },
    Document {
        name: "AWS-RunPatchBaseline",
        kind: Kind::Command,
        help: "Scans nodes for missing patches, or installs those their patch baseline approves.",
        platform: Platform::Any,
        parameters: &[
            OPERATION,
            REBOOT_OPTION,
            SNAPSHOT_ID,
            INSTALL_OVERRIDE_LIST,
            Parameter::new(
                "BaselineOverride",
                Value::One,
                "An `https` or `s3://` address of patch baselines to use instead.",
            ),
            ASSOCIATION_ID,
            Parameter::new(
                "StepTimeoutSeconds",
                Value::Number {
                    min: 1,
                    max: 36_000,
                },
                "Seconds patching may take on a node.",
            ),
        ],
    },
    Document {
        name: "AWS-RunPatchBaselineWithHooks",
        kind: Kind::Command,
        help: "Patches as AWS-RunPatchBaseline does, with documents of yours before and after.",
        platform: Platform::Any,
        parameters: &[
            OPERATION,
            REBOOT_OPTION,
            SNAPSHOT_ID,
            Parameter::new(
                "PreInstallHookDocName",
                Value::One,
                "The command document to run before installing. It must not restart the node.",
            )
            .default("AWS-Noop"),
            Parameter::new(
                "PostInstallHookDocName",
                Value::One,
                "The command document to run after installing and restarting.",
            )
            .default("AWS-Noop"),
            Parameter::new(
                "OnExitHookDocName",
                Value::One,
                "The command document to run at the very end.",
            )
            .default("AWS-Noop"),
        ],
    },
    Document {
        name: "AWS-RunPatchBaselineAssociation",
        kind: Kind::Command,
        help: "Patches with a baseline chosen by tags; made for associations.",
        platform: Platform::Any,
        parameters: &[
            OPERATION,
            REBOOT_OPTION,
            Parameter::new(
                "BaselineTags",
                Value::One,
                "The tag of the baseline, as `Key=…,Values=…`.",
            ),
            ASSOCIATION_ID,
            INSTALL_OVERRIDE_LIST,
        ],
    },
    Document {
        name: "AWS-ConfigureAWSPackage",
        kind: Kind::Command,
        help: "Installs or removes a Distributor package.",
        platform: Platform::Any,
        parameters: &[
            Parameter::new(
                "action",
                Value::One,
                "Whether to install or remove the package.",
            )
            .required()
            .default("Install")
            .allowed(&["Install", "Uninstall"]),
            Parameter::new(
                "name",
                Value::One,
                "The package's name, or its ARN when another account shares it.",
            )
            .required(),
            Parameter::new("version", Value::One, "The version; the latest when empty.")
                .default(""),
            Parameter::new(
                "installationType",
                Value::One,
                "Whether an older version is removed first or updated where it is.",
            )
            .default("Uninstall and reinstall")
            .allowed(&["Uninstall and reinstall", "In-place update"]),
            Parameter::new(
                "additionalArguments",
                Value::Json,
                "Values for the package's own scripts.",
            )
            .default("{}"),
        ],
    },
    Document {
        name: "AWS-UpdateSSMAgent",
        kind: Kind::Command,
        help: "Updates the SSM Agent.",
        platform: Platform::Any,
        parameters: &[
            Parameter::new(
                "version",
                Value::One,
                "The agent's version; the latest when empty.",
            )
            .default(""),
            Parameter::new(
                "allowDowngrade",
                Value::Flag,
                "Whether an older version may replace a newer one.",
            )
            .default("false"),
        ],
    },
    Document {
        name: "AWS-ApplyAnsiblePlaybooks",
        kind: Kind::Command,
        help: "Runs Ansible playbooks from GitHub or S3 on the node itself.",
        platform: Platform::Linux,
        parameters: &[
            Parameter::new("SourceType", Value::One, "Where the playbooks are.")
                .allowed(&["GitHub", "S3"]),
            Parameter::new(
                "SourceInfo",
                Value::Json,
                "How to get them, such as `{\"path\": \"https://…\"}` for S3.",
            )
            .default("{}"),
            Parameter::new(
                "InstallDependencies",
                Value::One,
                "Whether Ansible is installed first.",
            )
            .default("True")
            .allowed(&["True", "False"]),
            Parameter::new(
                "PlaybookFile",
                Value::One,
                "The playbook in the source, ending in `.yml` or `.yaml`.",
            )
            .default("hello-world-playbook.yml"),
            Parameter::new(
                "ExtraVariables",
                Value::One,
                "Variables as `key=value`, with blanks between.",
            )
            .default("SSM=True"),
            Parameter::new(
                "Check",
                Value::One,
                "Whether to only report what would change.",
            )
            .default("False")
            .allowed(&["True", "False"]),
            Parameter::new("Verbose", Value::One, "How much is logged.")
                .default("-v")
                .allowed(&["-v", "-vv", "-vvv", "-vvvv"]),
            Parameter::new(
                "TimeoutSeconds",
                Value::One,
                "Seconds the playbook may run.",
            )
            .default("3600"),
        ],
    },
    Document {
        name: "AWS-RunRemoteScript",
        kind: Kind::Command,
        help: "Fetches a script from GitHub or S3 and runs it.",
        platform: Platform::Any,
        parameters: &[
            Parameter::new("sourceType", Value::One, "Where the script is.")
                .allowed(&["GitHub", "S3"]),
            Parameter::new(
                "sourceInfo",
                Value::Json,
                "How to get it, such as `{\"path\": \"https://…\"}` for S3.",
            ),
            Parameter::new(
                "commandLine",
                Value::One,
                "The script to run, with its arguments.",
            ),
            Parameter::new(
                "workingDirectory",
                Value::One,
                "The folder to fetch it to and start it in.",
            ),
            Parameter::new(
                "executionTimeout",
                TIMEOUT,
                "Seconds the script may run before it is stopped.",
            )
            .default("3600"),
        ],
    },
];
