//! What happened when a window opened: the requests that list, read and
//! cancel executions.
//!
//! A window's execution has task executions; each has invocations, one for
//! every target.

use super::envelope::WINDOW_ID;
use super::listing::{EXECUTION_FILTERS, MAX_RESULTS, NEXT_TOKEN, STATUS_FILTERS};
use super::{Choice, Field, Member, Operation, Shape, Text, pattern};

static ID: Text = Text::new(36, Some(36)).pattern(&pattern::UUID);

/// `WindowExecutionId`
pub static WINDOW_EXECUTION_ID: Field =
    Field::new("WindowExecutionId", "Window execution ID", Shape::Text(&ID))
        .help("One opening of the window, from the list of its executions.")
        .example("14bea65d-5ccc-462d-a2f3-e99c8a0b1c2d")
        .doc(request!(
            "GetMaintenanceWindowExecution",
            "WindowExecutionId"
        ));

/// `TaskId`, of a task's execution.
pub static TASK_ID: Field = Field::new("TaskId", "Task execution ID", Shape::Text(&ID))
    .help("One run of a task. It is the TaskExecutionId of the list of task executions, not the WindowTaskId.")
    .example("c9b05aba-197f-4d8d-be34-e73fbf0a1b2c")
    .doc(request!("GetMaintenanceWindowExecutionTask", "TaskId"));

/// `InvocationId`
pub static INVOCATION_ID: Field = Field::new("InvocationId", "Invocation ID", Shape::Text(&ID))
    .help("A task's run on one target, from the list of invocations.")
    .example("79c44d18-fcb4-49d5-b5a0-ee69350a1b2c")
    .doc(request!(
        "GetMaintenanceWindowExecutionTaskInvocation",
        "InvocationId"
    ));

/// What an execution, a task's execution and an invocation can have come to.
pub static STATUSES: &[Choice] = &[
    Choice::new("PENDING", "Pending", "It waits for its turn."),
    Choice::new("IN_PROGRESS", "In progress", "It runs."),
    Choice::new("SUCCESS", "Success", "It did what it should."),
    Choice::new(
        "FAILED",
        "Failed",
        "It went wrong; StatusDetails and the invocations say where.",
    ),
    Choice::new(
        "TIMED_OUT",
        "Timed out",
        "It was not done in its time, or the window closed first.",
    ),
    Choice::new(
        "CANCELLING",
        "Cancelling",
        "It is being stopped; what runs already goes on.",
    ),
    Choice::new(
        "CANCELLED",
        "Cancelled",
        "It was stopped by a person, an alarm or the error threshold.",
    ),
    Choice::new(
        "SKIPPED_OVERLAPPING",
        "Skipped, overlapping",
        "The run before was still going on, so this one did not begin.",
    ),
];

/// `DescribeMaintenanceWindowExecutions`
pub static DESCRIBE: Operation = Operation {
    name: "DescribeMaintenanceWindowExecutions",
    label: "List executions",
    help: "Lists the times a window opened and how each ended.",
    input: &[
        Member::required(&WINDOW_ID),
        Member::shown(&EXECUTION_FILTERS),
        Member::folded(&MAX_RESULTS),
        Member::folded(&NEXT_TOKEN),
    ],
    returns: &[],
    paginated: true,
    errors: &["InternalServerError"],
    doc: api!("DescribeMaintenanceWindowExecutions"),
};

/// `GetMaintenanceWindowExecution`
pub static GET: Operation = Operation {
    name: "GetMaintenanceWindowExecution",
    label: "Show an execution",
    help: "Returns an execution's status, times and the ids of its task executions.",
    input: &[Member::required(&WINDOW_EXECUTION_ID)],
    returns: &[],
    paginated: false,
    errors: &["DoesNotExistException", "InternalServerError"],
    doc: api!("GetMaintenanceWindowExecution"),
};

/// `DescribeMaintenanceWindowExecutionTasks`
pub static DESCRIBE_TASKS: Operation = Operation {
    name: "DescribeMaintenanceWindowExecutionTasks",
    label: "List the tasks of an execution",
    help: "Lists which tasks ran in an execution, and how each ended.",
    input: &[
        Member::required(&WINDOW_EXECUTION_ID),
        Member::shown(&STATUS_FILTERS),
        Member::folded(&MAX_RESULTS),
        Member::folded(&NEXT_TOKEN),
    ],
    returns: &[],
    paginated: true,
    errors: &["DoesNotExistException", "InternalServerError"],
    doc: api!("DescribeMaintenanceWindowExecutionTasks"),
};

/// `GetMaintenanceWindowExecutionTask`
pub static GET_TASK: Operation = Operation {
    name: "GetMaintenanceWindowExecutionTask",
    label: "Show a task's execution",
    help: "Returns what a task ran with and how it ended.",
    input: &[
        Member::required(&WINDOW_EXECUTION_ID),
        Member::required(&TASK_ID),
    ],
    returns: &[],
    paginated: false,
    errors: &["DoesNotExistException", "InternalServerError"],
    doc: api!("GetMaintenanceWindowExecutionTask"),
};

/// `DescribeMaintenanceWindowExecutionTaskInvocations`
pub static DESCRIBE_INVOCATIONS: Operation = Operation {
    name: "DescribeMaintenanceWindowExecutionTaskInvocations",
    label: "List the invocations of a task",
    help: "Lists a task's runs, one for each target, with the id of the command or automation behind each.",
    input: &[
        Member::required(&WINDOW_EXECUTION_ID),
        Member::required(&TASK_ID),
        Member::shown(&STATUS_FILTERS),
        Member::folded(&MAX_RESULTS),
        Member::folded(&NEXT_TOKEN),
    ],
    returns: &[],
    paginated: true,
    errors: &["DoesNotExistException", "InternalServerError"],
    doc: api!("DescribeMaintenanceWindowExecutionTaskInvocations"),
};

/// `GetMaintenanceWindowExecutionTaskInvocation`
pub static GET_INVOCATION: Operation = Operation {
    name: "GetMaintenanceWindowExecutionTaskInvocation",
    label: "Show an invocation",
    help: "Returns a task's run on one target: its parameters, status and owner information.",
    input: &[
        Member::required(&WINDOW_EXECUTION_ID),
        Member::required(&TASK_ID),
        Member::required(&INVOCATION_ID),
    ],
    returns: &[],
    paginated: false,
    errors: &["DoesNotExistException", "InternalServerError"],
    doc: api!("GetMaintenanceWindowExecutionTaskInvocation"),
};

/// `CancelMaintenanceWindowExecution`
pub static CANCEL: Operation = Operation {
    name: "CancelMaintenanceWindowExecution",
    label: "Cancel an execution",
    help: "Stops tasks that have not started; what runs already goes on.",
    input: &[Member::required(&WINDOW_EXECUTION_ID)],
    returns: &[],
    paginated: false,
    errors: &["InternalServerError", "DoesNotExistException"],
    doc: api!("CancelMaintenanceWindowExecution"),
};
