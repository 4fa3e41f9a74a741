//! The window itself: its fields, and the requests that create, change, read
//! and delete it.
//!
//! How a schedule reads and when it runs is not known here; what its fields
//! are called, the schedule engine and this share.

pub use super::envelope::{CLIENT_TOKEN, REPLACE, WINDOW_ID};
use super::listing::{
    MAX_RESULTS, MAX_SEARCH_RESULTS, NEXT_TOKEN, WINDOW_FILTERS, WINDOW_SCHEDULE_FILTERS,
};
pub use super::tag::TAGS;
use super::{Field, Format, Member, Operation, Returned, Shape, Text, Whole, pattern, target};
use crate::schedule::Input;

/// `Name`
pub static NAME: Field = Field::new("Name", "Name", Shape::Text(&Text::new(3, Some(128)).pattern(&pattern::NAME)))
    .help("What the window is called in lists. Several windows may share a name; only the id tells them apart.")
    .example("weekly-patching")
    .doc(request!("CreateMaintenanceWindow", "Name"));

/// `Description`
pub static DESCRIPTION: Field = Field::new(
    "Description",
    "Description",
    Shape::Text(&Text::new(1, Some(128)).format(Format::Prose)),
)
.help("What the window is for. Once set, an update can clear it only with Replace.")
.example("Patches the web servers every Sunday night")
.doc(request!("CreateMaintenanceWindow", "Description"));

/// `Schedule`
pub static SCHEDULE: Field =
    Field::new("Schedule", Input::Schedule.label(), Shape::Text(&Text::new(1, Some(256)).format(Format::Schedule)))
        .help("When the window opens: `cron(…)` by the calendar, `rate(…)` every so often, `at(…)` once. Cron has six fields, and one of the two day fields is `?`.")
        .hint("Weekdays count from 1 = Sunday; names such as `SUN` are safer.")
        .example("cron(0 2 ? * SUN *)")
        .doc("https://docs.aws.amazon.com/systems-manager/latest/userguide/reference-cron-and-rate-expressions.html");

/// `ScheduleTimezone`
pub static SCHEDULE_TIMEZONE: Field = Field::new(
    "ScheduleTimezone",
    Input::TimeZone.label(),
    Shape::Text(&Text::new(1, None).format(Format::TimeZone)),
)
.help("Whose clock the schedule follows. Start and end date keep their own offsets.")
.hint("An IANA name in its exact case, or an offset such as `+02:00`.")
.example("America/New_York")
.default("UTC")
.doc(request!("CreateMaintenanceWindow", "ScheduleTimezone"));

/// `ScheduleOffset`
pub static SCHEDULE_OFFSET: Field = Field::new("ScheduleOffset", Input::Offset.label(), Shape::Whole(Whole { min: 1, max: Some(6) }))
    .help("Days to wait after the date the cron expression names: `TUE#2` and 4 is the Saturday after Patch Tuesday.")
    .hint("Only with a cron whose day of week is an nth or last one, such as `TUE#2` or `6L`.")
    .example("4")
    .unit("days")
    .default("no wait")
    .doc("https://docs.aws.amazon.com/systems-manager/latest/userguide/maintenance-windows-schedule-options.html");

/// `StartDate`
pub static START_DATE: Field = Field::new(
    "StartDate",
    Input::StartDate.label(),
    Shape::Text(&Text::new(1, None).format(Format::Instant)),
)
.help("The window stays closed before this moment. A rate is counted from it.")
.hint("With an offset or `Z`; the schedule's time zone does not apply.")
.example("2027-01-01T00:00:00+01:00")
.default("active at once")
.doc(request!("CreateMaintenanceWindow", "StartDate"));

/// `EndDate`
pub static END_DATE: Field = Field::new(
    "EndDate",
    Input::EndDate.label(),
    Shape::Text(&Text::new(1, None).format(Format::Instant)),
)
.help("The window never opens after this moment. It must be later than the start date.")
.hint("With an offset or `Z`; the schedule's time zone does not apply.")
.example("2027-12-31T00:00:00+01:00")
.default("no end")
.doc(request!("CreateMaintenanceWindow", "EndDate"));

/// `Duration`
pub static DURATION: Field = Field::new(
    "Duration",
    "Duration",
    Shape::Whole(Whole {
        min: 1,
        max: Some(24),
    }),
)
.help("How long the window stays open.")
.example("4")
.unit("hours")
.doc(request!("CreateMaintenanceWindow", "Duration"));

/// `Cutoff`
pub static CUTOFF: Field = Field::new("Cutoff", "Stop initiating tasks", Shape::Whole(Whole { min: 0, max: Some(23) }))
    .help("How long before its end the window stops starting tasks; it must be shorter than the duration. Of 4 hours with 1, tasks start in the first 3.")
    .example("1")
    .unit("hours before the end")
    .doc(request!("CreateMaintenanceWindow", "Cutoff"));

/// `AllowUnassociatedTargets`
pub static ALLOW_UNASSOCIATED_TARGETS: Field = Field::new("AllowUnassociatedTargets", "Allow unregistered targets", Shape::Flag)
    .help("Whether tasks may name nodes that are not registered with the window. Without it, every task uses registered targets.")
    .doc(request!("CreateMaintenanceWindow", "AllowUnassociatedTargets"));

/// `Enabled`
pub static ENABLED: Field = Field::new("Enabled", "Enabled", Shape::Flag)
    .help("A disabled window keeps its definitions and never opens. Only an update can disable one; new windows are enabled.")
    .default("unchanged")
    .doc(request!("UpdateMaintenanceWindow", "Enabled"));

/// `CreateMaintenanceWindow`
pub static CREATE: Operation = Operation {
    name: "CreateMaintenanceWindow",
    label: "Create a maintenance window",
    help: "Makes a window that is enabled at once. It does nothing until it has a task.",
    input: &[
        Member::required(&NAME),
        Member::folded(&DESCRIPTION),
        Member::required(&SCHEDULE),
        Member::shown(&SCHEDULE_TIMEZONE),
        Member::shown(&SCHEDULE_OFFSET),
        Member::folded(&START_DATE),
        Member::folded(&END_DATE),
        Member::required(&DURATION),
        Member::required(&CUTOFF),
        Member::required(&ALLOW_UNASSOCIATED_TARGETS),
        Member::folded(&TAGS),
        Member::folded(&CLIENT_TOKEN),
    ],
    returns: &[Returned {
        name: "WindowId",
        field: &WINDOW_ID,
    }],
    paginated: false,
    errors: &[
        "IdempotentParameterMismatch",
        "ResourceLimitExceededException",
        "InternalServerError",
    ],
    doc: api!("CreateMaintenanceWindow"),
};

/// `DescribeMaintenanceWindows`
pub static DESCRIBE: Operation = Operation {
    name: "DescribeMaintenanceWindows",
    label: "List maintenance windows",
    help: "Lists the account's windows in this Region, each with its next run when it is enabled.",
    input: &[
        Member::shown(&WINDOW_FILTERS),
        Member::folded(&MAX_RESULTS),
        Member::folded(&NEXT_TOKEN),
    ],
    returns: &[],
    paginated: true,
    errors: &["InternalServerError"],
    doc: api!("DescribeMaintenanceWindows"),
};

/// `GetMaintenanceWindow`
pub static GET: Operation = Operation {
    name: "GetMaintenanceWindow",
    label: "Show a maintenance window",
    help: "Returns every setting of a window, with the next time it opens.",
    input: &[Member::required(&WINDOW_ID)],
    returns: &[],
    paginated: false,
    errors: &["DoesNotExistException", "InternalServerError"],
    doc: api!("GetMaintenanceWindow"),
};

/// `UpdateMaintenanceWindow`
pub static UPDATE: Operation = Operation {
    name: "UpdateMaintenanceWindow",
    label: "Update a maintenance window",
    help: "Changes the given settings and keeps the rest, unless Replace is on. Tags are changed by requests of their own.",
    input: &[
        Member::required(&WINDOW_ID),
        Member::shown(&NAME),
        Member::folded(&DESCRIPTION),
        Member::shown(&SCHEDULE),
        Member::shown(&SCHEDULE_TIMEZONE),
        Member::shown(&SCHEDULE_OFFSET),
        Member::folded(&START_DATE),
        Member::folded(&END_DATE),
        Member::shown(&DURATION),
        Member::shown(&CUTOFF),
        Member::shown(&ALLOW_UNASSOCIATED_TARGETS),
        Member::shown(&ENABLED),
        Member::folded(&REPLACE),
    ],
    returns: &[],
    paginated: false,
    errors: &["DoesNotExistException", "InternalServerError"],
    doc: api!("UpdateMaintenanceWindow"),
};

/// `DeleteMaintenanceWindow`
pub static DELETE: Operation = Operation {
    name: "DeleteMaintenanceWindow",
    label: "Delete a maintenance window",
    help: "Removes a window for good. The nodes and whatever its tasks worked on stay as they are.",
    input: &[Member::required(&WINDOW_ID)],
    returns: &[],
    paginated: false,
    errors: &["InternalServerError"],
    doc: api!("DeleteMaintenanceWindow"),
};

/// `DescribeMaintenanceWindowSchedule`
pub static DESCRIBE_SCHEDULE: Operation = Operation {
    name: "DescribeMaintenanceWindowSchedule",
    label: "List upcoming runs",
    help: "Lists when windows will open, as AWS computes it: the check on this page's own preview.",
    input: &[
        Member::shown(&WINDOW_ID),
        Member::shown(&target::RESOURCE_TYPE),
        Member::shown(&target::TARGETS),
        Member::shown(&WINDOW_SCHEDULE_FILTERS),
        Member::folded(&MAX_SEARCH_RESULTS),
        Member::folded(&NEXT_TOKEN),
    ],
    returns: &[],
    paginated: true,
    errors: &["InternalServerError", "DoesNotExistException"],
    doc: api!("DescribeMaintenanceWindowSchedule"),
};

/// `DescribeMaintenanceWindowsForTarget`
pub static DESCRIBE_FOR_TARGET: Operation = Operation {
    name: "DescribeMaintenanceWindowsForTarget",
    label: "List the windows of a target",
    help: "Answers which windows a node, tag or resource group is registered with.",
    input: &[
        Member::required(&target::RESOURCE_TYPE),
        Member::required(&target::TARGETS),
        Member::folded(&MAX_SEARCH_RESULTS),
        Member::folded(&NEXT_TOKEN),
    ],
    returns: &[],
    paginated: true,
    errors: &["InternalServerError"],
    doc: api!("DescribeMaintenanceWindowsForTarget"),
};
