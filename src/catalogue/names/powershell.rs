//! What the AWS Tools for PowerShell call the operations.
//!
//! A cmdlet's parameters are the members in the singular, with those of a
//! group behind its name: `RunCommand_TimeoutSecond`.

use crate::catalogue::{Operation, execution, tag, target, task, window};

/// The cmdlet of each operation.
pub static CMDLETS: &[(&Operation, &str)] = &[
    (&window::CREATE, "New-SSMMaintenanceWindow"),
    (&window::UPDATE, "Update-SSMMaintenanceWindow"),
    (&window::GET, "Get-SSMMaintenanceWindow"),
    (&window::DESCRIBE, "Get-SSMMaintenanceWindowList"),
    (&window::DELETE, "Remove-SSMMaintenanceWindow"),
    (
        &window::DESCRIBE_SCHEDULE,
        "Get-SSMMaintenanceWindowSchedule",
    ),
    (
        &window::DESCRIBE_FOR_TARGET,
        "Get-SSMMaintenanceWindowsForTarget",
    ),
    (&target::REGISTER, "Register-SSMTargetWithMaintenanceWindow"),
    (&target::UPDATE, "Update-SSMMaintenanceWindowTarget"),
    (&target::DESCRIBE, "Get-SSMMaintenanceWindowTarget"),
    (
        &target::DEREGISTER,
        "Unregister-SSMTargetFromMaintenanceWindow",
    ),
    (&task::REGISTER, "Register-SSMTaskWithMaintenanceWindow"),
    (&task::UPDATE, "Update-SSMMaintenanceWindowTask"),
    (&task::GET, "Get-SSMMaintenanceWindowTask"),
    (&task::DESCRIBE, "Get-SSMMaintenanceWindowTaskList"),
    (&task::DEREGISTER, "Unregister-SSMTaskFromMaintenanceWindow"),
    (
        &execution::DESCRIBE,
        "Get-SSMMaintenanceWindowExecutionList",
    ),
    (&execution::GET, "Get-SSMMaintenanceWindowExecution"),
    (
        &execution::DESCRIBE_TASKS,
        "Get-SSMMaintenanceWindowExecutionTaskList",
    ),
    (
        &execution::GET_TASK,
        "Get-SSMMaintenanceWindowExecutionTask",
    ),
    (
        &execution::DESCRIBE_INVOCATIONS,
        "Get-SSMMaintenanceWindowExecutionTaskInvocationList",
    ),
    (
        &execution::GET_INVOCATION,
        "Get-SSMMaintenanceWindowExecutionTaskInvocation",
    ),
    (&execution::CANCEL, "Stop-SSMMaintenanceWindowExecution"),
    (&tag::ADD, "Add-SSMResourceTag"),
    (&tag::REMOVE, "Remove-SSMResourceTag"),
    (&tag::LIST, "Get-SSMResourceTag"),
];

/// The operation that a cmdlet's name means, in any case.
pub fn operation(cmdlet: &str) -> Option<&'static Operation> {
    let known = CMDLETS
        .iter()
        .find(|(_, name)| name.eq_ignore_ascii_case(cmdlet));
    known.map(|(operation, _)| *operation)
}
