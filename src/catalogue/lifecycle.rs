//! All requests, in the order of a window's life: made, filled, foreseen,
//! looked back on, emptied, deleted.

use super::{Operation, execution, tag, target, task, window};

/// The 23 maintenance-window operations.
pub static OPERATIONS: &[&Operation] = &[
    &window::CREATE,
    &window::DESCRIBE,
    &window::GET,
    &window::UPDATE,
    &target::REGISTER,
    &target::DESCRIBE,
    &target::UPDATE,
    &task::REGISTER,
    &task::DESCRIBE,
    &task::GET,
    &task::UPDATE,
    &window::DESCRIBE_SCHEDULE,
    &window::DESCRIBE_FOR_TARGET,
    &execution::DESCRIBE,
    &execution::GET,
    &execution::DESCRIBE_TASKS,
    &execution::GET_TASK,
    &execution::DESCRIBE_INVOCATIONS,
    &execution::GET_INVOCATION,
    &execution::CANCEL,
    &task::DEREGISTER,
    &target::DEREGISTER,
    &window::DELETE,
];

/// The operations that add, remove and list a window's tags.
pub static TAGGING: &[&Operation] = &[&tag::ADD, &tag::REMOVE, &tag::LIST];
