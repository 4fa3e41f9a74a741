//! The CloudWatch alarm that stops a task.

use crate::catalogue::{Field, Group, Lines, List, Member, Shape, Text, pattern};

/// `IgnorePollAlarmFailure`
pub static IGNORE_POLL_ALARM_FAILURE: Field = Field::new(
    "IgnorePollAlarmFailure",
    "Continue if the alarm can't be read",
    Shape::Flag,
)
.help("On: the task goes on when CloudWatch gives no alarm state. Off: it stops then.")
.default("the task stops")
.doc(member!("AlarmConfiguration", "IgnorePollAlarmFailure"));

/// `Name` of an alarm.
pub static ALARM_NAME: Field = Field::new(
    "Name",
    "Alarm name",
    Shape::Text(&Text::new(1, Some(255)).pattern(&pattern::ALARM_NAME)),
)
.help("The CloudWatch alarm's exact name, not its ARN. A composite alarm will do.")
.example("checkout-errors")
.doc(member!("Alarm", "Name"));

/// `Alarms`
pub static ALARMS: Field = Field::new(
    "Alarms",
    "Alarms",
    Shape::List(&List {
        item: Shape::Group(&Group {
            members: &[Member::required(&ALARM_NAME)],
        }),
        min: 1,
        max: Some(1),
        lines: Lines::Rows,
        one: "alarm",
    }),
)
.help("The alarm to watch. Despite being a list it holds exactly one.")
.doc(member!("AlarmConfiguration", "Alarms"));

/// `AlarmConfiguration`
pub static ALARM_CONFIGURATION: Field = Field::new(
    "AlarmConfiguration",
    "CloudWatch alarm",
    Shape::Group(&Group { members: &[Member::required(&ALARMS), Member::shown(&IGNORE_POLL_ALARM_FAILURE)] }),
)
.help("Stops the task when a CloudWatch alarm goes off. Documented for Run Command and Automation only.")
.default("no alarm stops the task")
.doc(request!("RegisterTaskWithMaintenanceWindow", "AlarmConfiguration"));
