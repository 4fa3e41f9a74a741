//! What a window does: the fields of a task, and the requests that register,
//! change, read and remove tasks.
//!
//! What each type of task takes is in the modules below; which fields go
//! together the rules know.

pub mod alarm;
pub mod automation;
pub mod lambda;
pub mod legacy;
pub mod run_command;
pub mod step_functions;

use super::envelope::{CLIENT_TOKEN, REPLACE, WINDOW_ID};
use super::listing::{MAX_RESULTS, NEXT_TOKEN, TASK_FILTERS};
use super::{
    Choice, Field, Format, Group, Lines, List, Member, Operation, Returned, Shape, Text, Whole,
    pattern, target,
};
pub use alarm::{ALARM_CONFIGURATION, ALARM_NAME, ALARMS, IGNORE_POLL_ALARM_FAILURE};
pub use automation::AUTOMATION;
pub use lambda::LAMBDA;
pub use legacy::{LOGGING_INFO, TASK_PARAMETERS};
pub use run_command::RUN_COMMAND;
pub use step_functions::STEP_FUNCTIONS;

/// `WindowTaskId`
pub static WINDOW_TASK_ID: Field = Field::new(
    "WindowTaskId",
    "Window task ID",
    Shape::Text(&Text::new(36, Some(36)).pattern(&pattern::UUID)),
)
.help("The registered task. AWS gives the id when the task is registered.")
.example("4f7ca192-7e9a-40fe-9192-5cb15a0b1c2d")
.doc(request!("GetMaintenanceWindowTask", "WindowTaskId"));

/// `TaskType`
pub static TASK_TYPE: Field = Field::new(
    "TaskType",
    "Task type",
    Shape::Choice(&[
        Choice::new(
            "RUN_COMMAND",
            "Run Command",
            "Runs a command document, such as a shell script or patching, on nodes.",
        ),
        Choice::new(
            "AUTOMATION",
            "Automation",
            "Runs a runbook that works through AWS APIs, once for each target.",
        ),
        Choice::new(
            "LAMBDA",
            "Lambda",
            "Invokes a function, once for each target.",
        ),
        Choice::new(
            "STEP_FUNCTIONS",
            "Step Functions",
            "Starts a state machine, once for each target.",
        ),
    ]),
)
.help("What kind of thing the task runs. It can't be changed after registration.")
.doc(request!("RegisterTaskWithMaintenanceWindow", "TaskType"));

/// `TaskArn`
pub static TASK_ARN: Field =
    Field::new("TaskArn", "Document, function or state machine", Shape::Text(&Text::new(1, Some(1600)).format(Format::TaskArn)))
        .called(
            TASK_TYPE.name,
            &[("RUN_COMMAND", "Document"), ("AUTOMATION", "Runbook"), ("LAMBDA", "Function"), ("STEP_FUNCTIONS", "State machine")],
        )
        .help("What to run: a document's or function's name or ARN. Step Functions takes only the state machine's ARN.")
        .example("AWS-RunPatchBaseline")
        .doc(request!("RegisterTaskWithMaintenanceWindow", "TaskArn"));

/// `Name` of a task.
pub static NAME: Field = Field::new(
    "Name",
    "Task name",
    Shape::Text(&Text::new(3, Some(128)).pattern(&pattern::NAME)),
)
.help("What the task is called in lists and in this page's outline.")
.example("install-patches")
.doc(request!("RegisterTaskWithMaintenanceWindow", "Name"));

/// `Description` of a task.
pub static DESCRIPTION: Field = Field::new(
    "Description",
    "Description",
    Shape::Text(&Text::new(1, Some(128)).format(Format::Prose)),
)
.help("What the task does. Once set, an update can clear it only with Replace.")
.example("Installs approved patches and reboots if needed")
.doc(request!("RegisterTaskWithMaintenanceWindow", "Description"));

/// `Key` of a task's target.
pub static TARGET_KEY: Field = Field::new(
    "Key",
    "Key",
    Shape::Choice(&[
        Choice::new(target::WINDOW_TARGET_IDS, "Registered targets", "Targets of this window, by their ids."),
        Choice::new(target::INSTANCE_IDS, "Node ids", "Managed nodes, registered or not."),
    ]),
)
.help("Whether the values are registered targets or node ids. A task takes no tags or groups: register them as targets.")
.doc(member!("Target", "Key"));

/// `Values` of a task's target.
pub static TARGET_VALUES: Field = Field::new("Values", "Values", Shape::List(&target::VALUE_LIST))
    .called(TARGET_KEY.name, target::VALUES_OF)
    .help("Up to 10 ids of registered targets, or up to 50 node ids. One per line.")
    .example("i-0123456789abcdef0")
    .doc(member!("Target", "Values"));

/// `Targets` of a task.
pub static TARGETS: Field = Field::new(
    "Targets",
    "Targets",
    Shape::List(&List {
        item: Shape::Group(&Group { members: &[Member::required(&TARGET_KEY), Member::required(&TARGET_VALUES)] }),
        min: 0,
        max: Some(5),
        lines: Lines::Rows,
        one: "target list",
    }),
)
.help("What the task runs on. Run Command needs targets; with several, they are handled one after another. Other types may run once, with none.")
.default("runs once, without a target")
.doc(request!("RegisterTaskWithMaintenanceWindow", "Targets"));

/// `MaxConcurrency`
pub static MAX_CONCURRENCY: Field = Field::new(
    "MaxConcurrency",
    "Concurrency",
    Shape::Text(&Text::new(1, Some(7)).pattern(&pattern::CONCURRENCY)),
)
.help("How many targets the task runs on at the same time. Needed with targets, refused without.")
.example("10%")
.doc(request!(
    "RegisterTaskWithMaintenanceWindow",
    "MaxConcurrency"
));

/// `MaxErrors`
pub static MAX_ERRORS: Field =
    Field::new("MaxErrors", "Error threshold", Shape::Text(&Text::new(1, Some(7)).pattern(&pattern::ERRORS)))
        .help("How many failures are tolerated: 0 stops at the first, 3 at the fourth. Needed with targets, refused without.")
                .example("0")
        .doc(request!("RegisterTaskWithMaintenanceWindow", "MaxErrors"));

/// `Priority`
pub static PRIORITY: Field = Field::new("Priority", "Task priority", Shape::Whole(Whole { min: 0, max: None }))
    .help("Order within the window: 0 goes first, equal numbers run side by side. A failed task does not stop the next.")
    .example("1")
    .default("AWS documents no default; give a number")
    .doc(request!("RegisterTaskWithMaintenanceWindow", "Priority"));

/// `ServiceRoleArn`
pub static SERVICE_ROLE_ARN: Field =
    Field::new("ServiceRoleArn", "IAM service role", Shape::Text(&Text::new(1, None).format(Format::RoleArn)))
        .help("The role the window assumes to run the task. AWS advises a role of your own; whoever registers the task must be allowed to pass it.")
        .example("arn:aws:iam::123456789012:role/MaintenanceWindowRole")
        .default("the service-linked role AWSServiceRoleForAmazonSSM")
        .doc("https://docs.aws.amazon.com/systems-manager/latest/userguide/setting-up-maintenance-windows.html");

/// `TaskInvocationParameters`
pub static TASK_INVOCATION_PARAMETERS: Field = Field::new(
    "TaskInvocationParameters",
    "Input parameters",
    Shape::Group(&Group {
        members: &[
            Member::shown(&RUN_COMMAND),
            Member::shown(&AUTOMATION),
            Member::shown(&LAMBDA),
            Member::shown(&STEP_FUNCTIONS),
        ],
    }),
)
.help("What the task passes on. Only the part of the task's own type may be given; an update replaces it as a whole.")
.doc(request!("RegisterTaskWithMaintenanceWindow", "TaskInvocationParameters"));

/// Which block of the invocation parameters belongs to which type of task.
pub static BLOCKS: [(&str, &Field); 4] = [
    ("RUN_COMMAND", &RUN_COMMAND),
    ("AUTOMATION", &AUTOMATION),
    ("LAMBDA", &LAMBDA),
    ("STEP_FUNCTIONS", &STEP_FUNCTIONS),
];

/// `CutoffBehavior`
pub static CUTOFF_BEHAVIOR: Field = Field::new(
    "CutoffBehavior",
    "New task invocation cutoff",
    Shape::Choice(&[
        Choice::new(
            "CONTINUE_TASK",
            "Disabled: go on past the cutoff",
            "What runs goes on, and the task keeps starting new invocations.",
        ),
        Choice::new(
            "CANCEL_TASK",
            "Enabled: stop at the cutoff",
            "Starts no more invocations. Run Command also tries to cancel what runs; the others let it finish.",
        ),
    ]),
)
.help("What happens to a task that is not done when the window stops initiating tasks.")
.default("CONTINUE_TASK")
.doc(request!("RegisterTaskWithMaintenanceWindow", "CutoffBehavior"));

/// What a choice of [`CUTOFF_BEHAVIOR`] does to a task of one type: of its help, which speaks of all, what holds there.
///
/// A task without targets runs `once`: there is nothing more to start.
pub fn at_cutoff(choice: &Choice, kind: &str, once: bool) -> &'static str {
    match (choice.value, kind) {
        ("CANCEL_TASK", _) if once => "What runs may finish",
        _ if once => "What runs goes on",
        ("CANCEL_TASK", "RUN_COMMAND") => {
            "Starts no more invocations, and tries to cancel what runs"
        }
        ("CANCEL_TASK", _) => "Starts no more invocations; what runs may finish",
        _ => choice.help.trim_end_matches('.'),
    }
}

/// `RegisterTaskWithMaintenanceWindow`
pub static REGISTER: Operation = Operation {
    name: "RegisterTaskWithMaintenanceWindow",
    label: "Register a task",
    help: "Adds work to a window. Whether role and document exist is not checked until it runs.",
    input: &[
        Member::required(&WINDOW_ID),
        Member::required(&TASK_TYPE),
        Member::required(&TASK_ARN),
        Member::shown(&NAME),
        Member::shown(&TARGETS),
        Member::shown(&MAX_CONCURRENCY),
        Member::shown(&MAX_ERRORS),
        Member::shown(&PRIORITY),
        Member::shown(&SERVICE_ROLE_ARN),
        Member::shown(&TASK_INVOCATION_PARAMETERS),
        Member::folded(&DESCRIPTION),
        Member::folded(&CUTOFF_BEHAVIOR),
        Member::folded(&ALARM_CONFIGURATION),
        Member::folded(&CLIENT_TOKEN),
        Member::folded(&TASK_PARAMETERS),
        Member::folded(&LOGGING_INFO),
    ],
    returns: &[Returned {
        name: "WindowTaskId",
        field: &WINDOW_TASK_ID,
    }],
    paginated: false,
    errors: &[
        "IdempotentParameterMismatch",
        "DoesNotExistException",
        "ResourceLimitExceededException",
        "FeatureNotAvailableException",
        "InternalServerError",
    ],
    doc: api!("RegisterTaskWithMaintenanceWindow"),
};

/// `DescribeMaintenanceWindowTasks`
pub static DESCRIBE: Operation = Operation {
    name: "DescribeMaintenanceWindowTasks",
    label: "List the tasks of a window",
    help: "Lists a window's tasks without their input parameters, in no particular order.",
    input: &[
        Member::required(&WINDOW_ID),
        Member::shown(&TASK_FILTERS),
        Member::folded(&MAX_RESULTS),
        Member::folded(&NEXT_TOKEN),
    ],
    returns: &[],
    paginated: true,
    errors: &["DoesNotExistException", "InternalServerError"],
    doc: api!("DescribeMaintenanceWindowTasks"),
};

/// `GetMaintenanceWindowTask`
pub static GET: Operation = Operation {
    name: "GetMaintenanceWindowTask",
    label: "Show a task",
    help: "Returns every setting of a task, input parameters included.",
    input: &[
        Member::required(&WINDOW_ID),
        Member::required(&WINDOW_TASK_ID),
    ],
    returns: &[],
    paginated: false,
    errors: &["DoesNotExistException", "InternalServerError"],
    doc: api!("GetMaintenanceWindowTask"),
};

/// `UpdateMaintenanceWindowTask`
pub static UPDATE: Operation = Operation {
    name: "UpdateMaintenanceWindowTask",
    label: "Update a task",
    help: "Changes the given settings and keeps the rest, unless Replace is on. Input parameters are always replaced as a whole.",
    input: &[
        Member::required(&WINDOW_ID),
        Member::required(&WINDOW_TASK_ID),
        Member::shown(&TASK_ARN),
        Member::shown(&NAME),
        Member::shown(&TARGETS),
        Member::shown(&MAX_CONCURRENCY),
        Member::shown(&MAX_ERRORS),
        Member::shown(&PRIORITY),
        Member::shown(&SERVICE_ROLE_ARN),
        Member::shown(&TASK_INVOCATION_PARAMETERS),
        Member::folded(&DESCRIPTION),
        Member::folded(&CUTOFF_BEHAVIOR),
        Member::folded(&ALARM_CONFIGURATION),
        Member::folded(&REPLACE),
        Member::folded(&TASK_PARAMETERS),
        Member::folded(&LOGGING_INFO),
    ],
    returns: &[],
    paginated: false,
    errors: &["DoesNotExistException", "InternalServerError"],
    doc: api!("UpdateMaintenanceWindowTask"),
};

/// `DeregisterTaskFromMaintenanceWindow`
pub static DEREGISTER: Operation = Operation {
    name: "DeregisterTaskFromMaintenanceWindow",
    label: "Deregister a task",
    help: "Takes a task off the window. What it runs stays as it is.",
    input: &[
        Member::required(&WINDOW_ID),
        Member::required(&WINDOW_TASK_ID),
    ],
    returns: &[],
    paginated: false,
    errors: &["DoesNotExistException", "InternalServerError"],
    doc: api!("DeregisterTaskFromMaintenanceWindow"),
};
