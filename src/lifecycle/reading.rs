//! How to read an answer: what it means, and what to do when it is another
//! than expected. One entry for each operation.

use crate::catalogue::{Operation, execution as e, tag, target as t, task as k, window as w};

/// How to read the answer to an operation.
#[derive(Debug, Clone, Copy)]
pub struct Reading {
    /// The operation.
    pub operation: &'static Operation,
    /// What the answer means.
    pub means: &'static str,
    /// What to do when it is another.
    pub differs: &'static str,
}

const fn read(
    operation: &'static Operation,
    means: &'static str,
    differs: &'static str,
) -> Reading {
    Reading {
        operation,
        means,
        differs,
    }
}

/// How to read the answer to an operation; `None` for one that is not of maintenance windows.
pub fn reading(operation: &Operation) -> Option<&'static Reading> {
    READINGS
        .iter()
        .find(|reading| reading.operation.name == operation.name)
}

#[rustfmt::skip]
static READINGS: &[Reading] = &[
    read(&w::CREATE,
        "The window exists and is enabled. Its id goes into every later request.",
        "`IdempotentParameterMismatch` says that the client token was used for another request: change or clear it. After an answer that got lost, send the same request with the same token again: it makes no second window."),
    read(&w::DESCRIBE,
        "One entry for each window. `NextExecutionTime` is there only while the window is enabled and will open again.",
        "If the window is missing, look at account and Region. If there are two of one name, the request was sent twice: delete the one whose id you did not keep."),
    read(&w::GET,
        "Every setting as AWS has it. `NextExecutionTime` is when it opens next, in the window's zone.",
        "Update the window if a setting differs. Without `NextExecutionTime` it never opens again: it is disabled, its end date is past, or its schedule has no more dates."),
    read(&w::UPDATE,
        "The window as it is now. Settings that were not sent have kept their values, unless Replace was on.",
        "`DoesNotExistException` says that the id is of another account or Region, or that the window was deleted."),
    read(&w::DELETE,
        "The window is gone, and so are the registrations of its targets and tasks. AWS documents no error for one that was gone before.",
        "If tasks were running, they go on: cancel their execution, or stop the command or automation itself."),
    read(&w::DESCRIBE_SCHEDULE,
        "When AWS will open the window, soonest first: paste the answer to compare it with the preview, row by row.",
        "An empty list means that the window is disabled or has no run to come. A difference by whole hours points to the time zone or to a change of the clocks."),
    read(&w::DESCRIBE_FOR_TARGET,
        "The windows that have a target or a task for this node, tag or group.",
        "If a window is missing, ask in the form in which it was registered: by id, by tag or by group."),
    read(&t::REGISTER,
        "The target is registered. A task names it by this id.",
        "`DoesNotExistException` means that the window's id is wrong or of another Region. Whether the nodes exist is not looked at now; an id that matches nothing shows when the window opens."),
    read(&t::DESCRIBE,
        "One entry for each registered target, in no particular order.",
        "If one is missing, register it. If one is there twice, deregister the one that no task names."),
    read(&t::UPDATE,
        "The target as it is now. The tasks that name it keep doing so.",
        "`DoesNotExistException`: the target is of another window, or it was deregistered."),
    read(&t::DEREGISTER,
        "The target is off the window. The nodes are as they were.",
        "`TargetInUseException` names a task that still uses it: deregister or change that task first."),
    read(&k::REGISTER,
        "The task is registered and runs when the window next opens.",
        "AWS does not look at the role, the document or the function now. What is wrong with them shows in the first execution."),
    read(&k::DESCRIBE,
        "One entry for each task, in no particular order. `Type` is the task's type, and its input parameters are not shown.",
        "If one is there twice, it was registered twice and runs twice: deregister one of them."),
    read(&k::GET,
        "Every setting of the task, with its input parameters.",
        "Update the task if a setting differs; send its input parameters as a whole."),
    read(&k::UPDATE,
        "The task as it is now. Its input parameters are exactly those that were sent.",
        "If parameters are missing now, they were not in the request: send it again with all of them."),
    read(&k::DEREGISTER,
        "The task is off the window and runs no more. What it runs stays as it is.",
        "`DoesNotExistException`: the task is of another window, or it was deregistered before."),
    read(&e::DESCRIBE,
        "One entry each time the window opened. `SUCCESS` means that each task did what it should; the id leads to the details.",
        "An empty list means that the window has not opened since it was created: look at its next run. `SKIPPED_OVERLAPPING` means that the run before was still going on; lengthen the interval or shorten the tasks."),
    read(&e::GET,
        "How the execution ended, and the ids of the runs of its tasks.",
        "No `TaskIds` means that the window had no task when it opened. `FAILED` and `TIMED_OUT` are about at least one task: list them next. `StatusDetails` may say why."),
    read(&e::DESCRIBE_TASKS,
        "Each task of this execution with its status. The id is called `TaskExecutionId` here and `TaskId` in the requests that take it.",
        "A task that is missing was not started: the cutoff came first, or it was registered later. `CANCELLED` may be an alarm or the error threshold."),
    read(&e::GET_TASK,
        "What the task ran with: role, concurrency, error threshold and parameters as they were then.",
        "`FAILED` without any invocation points to the role: the service could not use it, or the target matched no node."),
    read(&e::DESCRIBE_INVOCATIONS,
        "One entry for each target. `ExecutionId` is the id of the command, automation, function call or state machine execution, for its own console.",
        "An empty list means that no node matched the target. Look at the node's tags and whether it is a managed node that is online."),
    read(&e::GET_INVOCATION,
        "One run on one target: parameters, status and times.",
        "`FAILED`: open the command or automation with the `ExecutionId` and read its output. `TIMED_OUT`: the node did not answer in time."),
    read(&e::CANCEL,
        "What has not started yet will not start. What runs already goes on to its end.",
        "`DoesNotExistException`: the execution is over or of another Region."),
    read(&tag::ADD,
        "No answer means that it is done. A key that was there has the new value.",
        "`TooManyTagsError` says that the window would have more tags than a resource can have."),
    read(&tag::REMOVE,
        "No answer means that it is done, also for keys that were not there.",
        "`InvalidResourceId` means that the window's id is wrong or of another Region."),
    read(&tag::LIST,
        "The window's tags as AWS has them.",
        "Keys differ in case: `Env` and `env` are two tags."),
];
