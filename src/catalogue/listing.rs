//! What the requests that list things take besides: filters and pages.
//!
//! Every list has its own filter keys; their values are free text.

use super::{Choice, Field, Group, Lines, List, Member, Shape, Text, Whole};

/// `MaxResults` of most lists.
pub static MAX_RESULTS: Field = Field::new(
    "MaxResults",
    "Results per page",
    Shape::Whole(Whole {
        min: 10,
        max: Some(100),
    }),
)
.help("How many items one answer holds. Setting it turns off the AWS CLI's own paging.")
.example("50")
.unit("items")
.doc(request!("DescribeMaintenanceWindows", "MaxResults"));

/// `MaxResults` of the two searches.
pub static MAX_SEARCH_RESULTS: Field = Field::new(
    "MaxResults",
    "Results per page",
    Shape::Whole(Whole { min: 1, max: None }),
)
.help("How many items one answer holds. Setting it turns off the AWS CLI's own paging.")
.example("10")
.unit("items")
.doc(request!("DescribeMaintenanceWindowSchedule", "MaxResults"));

/// `NextToken`
pub static NEXT_TOKEN: Field = Field::new("NextToken", "Next token", Shape::Text(&Text::new(1, None)))
    .help("Continues a list where the previous answer ended. The AWS CLI and boto3's paginators do this by themselves.")
    .example("AAEAAXyZ1234")
    .doc(request!("DescribeMaintenanceWindows", "NextToken"));

/// `Values` of a filter.
pub static FILTER_VALUES: Field = Field::new(
    "Values",
    "Filter values",
    Shape::List(&List {
        item: Shape::Text(&Text::new(1, Some(256))),
        min: 1,
        max: None,
        lines: Lines::Values,
        one: "value",
    }),
)
.help("What the filtered property may be. One value per line; any of them matches.")
.doc(member!("MaintenanceWindowFilter", "Values"));

/// `Filters` with the keys that one request knows.
macro_rules! filters {
    ($(#[$says:meta])* $name:ident, $key:ident, $operation:literal, $help:literal, [$($value:literal $label:literal),+]) => {
        static $key: Field = Field::new(
            "Key",
            "Filter key",
            Shape::Choice(&[$(Choice::new($value, $label, "")),+]),
        )
        .help("The property to filter by.")
        .doc(member!("MaintenanceWindowFilter", "Key"));
        $(#[$says])*
        pub static $name: Field = Field::new(
            "Filters",
            "Filters",
            Shape::List(&List {
                item: Shape::Group(&Group { members: &[Member::required(&$key), Member::required(&FILTER_VALUES)] }),
                min: 0,
                max: Some(5),
                lines: Lines::Rows,
                one: "filter",
            }),
        )
        .help($help)
        .default("everything is listed")
        .doc(request!($operation, "Filters"));
    };
}

filters!(
    /// `Filters` of `DescribeMaintenanceWindows`.
    WINDOW_FILTERS,
    WINDOW_FILTER_KEY,
    "DescribeMaintenanceWindows",
    "Lists only windows with one of these names, or only enabled ones (`true`) or disabled ones (`false`).",
    ["Name" "Name", "Enabled" "Enabled"]
);
filters!(
    /// `Filters` of `DescribeMaintenanceWindowSchedule`.
    WINDOW_SCHEDULE_FILTERS,
    WINDOW_SCHEDULE_FILTER_KEY,
    "DescribeMaintenanceWindowSchedule",
    "Lists only runs before or after a moment, written as `2027-01-31T00:00:00Z`.",
    ["ScheduledBefore" "Scheduled before", "ScheduledAfter" "Scheduled after"]
);
filters!(
    /// `Filters` of `DescribeMaintenanceWindowTargets`.
    TARGET_FILTERS,
    TARGET_FILTER_KEY,
    "DescribeMaintenanceWindowTargets",
    "Lists only targets of a type, with an id or with owner information.",
    ["Type" "Resource type", "WindowTargetId" "Window target ID", "OwnerInformation" "Owner information"]
);
filters!(
    /// `Filters` of `DescribeMaintenanceWindowTasks`.
    TASK_FILTERS,
    TASK_FILTER_KEY,
    "DescribeMaintenanceWindowTasks",
    "Lists only tasks with an id, a document or function, a priority or a type.",
    ["WindowTaskId" "Window task ID", "TaskArn" "Task ARN", "Priority" "Priority", "TaskType" "Task type"]
);
filters!(
    /// `Filters` of `DescribeMaintenanceWindowExecutions`.
    EXECUTION_FILTERS,
    EXECUTION_FILTER_KEY,
    "DescribeMaintenanceWindowExecutions",
    "Lists only runs before or after a moment, written as `2027-01-31T00:00:00Z`.",
    ["ExecutedBefore" "Executed before", "ExecutedAfter" "Executed after"]
);
filters!(
    /// `Filters` of the two lists inside an execution.
    STATUS_FILTERS,
    STATUS_FILTER_KEY,
    "DescribeMaintenanceWindowExecutionTasks",
    "Lists only what has one of these statuses: `PENDING`, `IN_PROGRESS`, `SUCCESS`, `FAILED`, `TIMED_OUT`, `CANCELLING`, `CANCELLED`.",
    ["STATUS" "Status"]
);
