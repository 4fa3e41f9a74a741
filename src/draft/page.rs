//! The members that belong to the page and never to a request.
//!
//! They all begin with `$`, which no AWS member does. A reference to a target
//! of the same plan is a value that begins with `$` too: no id does.

/// The list of windows at the top.
pub const WINDOWS: &str = "Windows";
/// A window's targets.
pub const TARGETS: &str = "Targets";
/// A window's tasks.
pub const TASKS: &str = "Tasks";
/// On a window: `true` when it exists already and only its id is known.
pub const EXISTING: &str = "$existing";
/// On a target: the name by which tasks of the same window refer to it, `t1`.
pub const REF: &str = "$ref";
/// On a task: what was typed for another task type or kind of target, kept for when it is chosen again.
pub const KEPT: &str = "$kept";
/// A map's entry: its key.
pub const MAP_KEY: &str = "$key";
/// A map's entry: its value.
pub const MAP_VALUE: &str = "$value";

/// What was typed for the operations of a window's later life, by the operation's name; at the top.
pub const OPERATIONS: &str = "Operations";
/// Where and how the project is created, at the top: the members below.
pub const SETTINGS: &str = "Settings";
/// In [`SETTINGS`]: the Region of the windows.
pub const REGION: &str = "Region";
/// In [`SETTINGS`]: the AWS account of the windows.
pub const ACCOUNT: &str = "Account";
/// In [`SETTINGS`]: the profile of the AWS configuration that is used.
pub const PROFILE: &str = "Profile";
/// In [`SETTINGS`]: `true` when windows are disabled right after their creation.
pub const CREATE_DISABLED: &str = "CreateDisabled";
/// In [`SETTINGS`]: a word that goes into every client token, so that the same can be created again.
pub const TOKEN_WORD: &str = "TokenWord";

/// On a window, target or task: the id that AWS gave it.
pub const ID: &str = "$id";
/// On a window, target or task: values that were unknown when it was read, a line each, by the
/// member that has them: `{"Schedule": "$CRON", "Targets.Values": "$NODE"}`.
pub const OPEN: &str = "$open";
/// On an operation: `true` when only what was typed for it is sent and nothing is taken from the plan.
pub const ONLY: &str = "$only";

/// The value by which a task refers to the target named `name` in its window.
pub fn reference(name: &str) -> String {
    format!("${name}")
}

/// The target's name, if the value refers to one.
pub fn referred(value: &str) -> Option<&str> {
    value.strip_prefix('$').filter(|name| !name.is_empty())
}
