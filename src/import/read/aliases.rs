//! Names and places that people write in place of AWS's own, as data.
//!
//! A name that differs in case, hyphens or number only needs no entry.

use std::borrow::Cow;

use super::call::Reading;
use crate::catalogue::task::run_command;
use crate::catalogue::{Field, Member, Shape, target, task};
use crate::syntax::{Data, Entry, Spanned};

/// Other names of members: what is written, and the member that is meant.
const NAMES: &[(&str, &str)] = &[
    ("ScheduleExpression", "Schedule"),
    ("Timezone", "ScheduleTimezone"),
    ("CutOff", "Cutoff"),
    ("AllowUnassociatedTarget", "AllowUnassociatedTargets"),
    ("AllowUnregisteredTargets", "AllowUnassociatedTargets"),
    ("ServiceRole", "ServiceRoleArn"),
    ("RoleArn", "ServiceRoleArn"),
    ("MaxConcurrent", "MaxConcurrency"),
    ("MaxError", "MaxErrors"),
    ("DocumentName", "TaskArn"),
    ("TaskTargetId", "Targets"),
    ("S3Bucket", "OutputS3BucketName"),
    ("OutputS3Bucket", "OutputS3BucketName"),
    ("S3KeyPrefix", "OutputS3KeyPrefix"),
    ("OutputS3Prefix", "OutputS3KeyPrefix"),
    ("CloudWatchConfig", "CloudWatchOutputConfig"),
    ("RunCommandParameters", "RunCommand"),
    ("MaintenanceWindowRunCommandParameters", "RunCommand"),
    ("AutomationParameters", "Automation"),
    ("MaintenanceWindowAutomationParameters", "Automation"),
    ("LambdaParameters", "Lambda"),
    ("MaintenanceWindowLambdaParameters", "Lambda"),
    ("StepFunctionsParameters", "StepFunctions"),
    ("MaintenanceWindowStepFunctionsParameters", "StepFunctions"),
    ("Parameter", "Parameters"),
];

/// Members that AWS or a tool has and that have no place in a plan, each with the reason.
const MEANINGLESS: &[(&str, &str)] = &[
    (
        "Enabled",
        "a plan does not hold whether a window is enabled",
    ),
    ("NextExecutionTime", "AWS works it out from the schedule"),
    ("CreatedDate", "AWS keeps it"),
    ("ModifiedDate", "AWS keeps it"),
    ("NextToken", "there are more than this answer holds"),
    ("ResponseMetadata", "it is about the answer"),
    ("WindowExecutionId", "it is about a run"),
    ("Replace", "it is about an update"),
];

/// The member that a name means, which is none of them to the letter.
pub fn member(members: &[Member], key: &str) -> Option<&'static Field> {
    let wanted = plain(key);
    let find = |name: &str| {
        let name = plain(name);
        let same = |m: &&Member| plain(m.field.name) == name;
        members.iter().find(same).map(|m| m.field)
    };
    find(key)
        .or_else(|| {
            let known = NAMES.iter().find(|(other, _)| plain(other) == wanted);
            known.and_then(|(_, name)| find(name))
        })
        .or_else(|| {
            // `Target`, `Tag`, `Value`: one of what the member lists.
            let plural = [wanted.as_str(), "s"].concat();
            find(&plural)
        })
}

/// Why a member has no place in a plan, if it is known to.
pub fn meaningless(key: &str) -> Option<&'static str> {
    let known = MEANINGLESS.iter().find(|(name, _)| *name == key);
    known.map(|(_, why)| *why)
}

/// A name without case, hyphens and underscores.
fn plain(name: &str) -> String {
    let letters = name.chars().filter(char::is_ascii_alphanumeric);
    letters.map(|c| c.to_ascii_lowercase()).collect()
}

/// The entries of a group with those that people put into another place put right.
pub fn places<'a>(
    reading: &mut Reading,
    field: &'static Field,
    entries: &'a [Entry],
) -> Cow<'a, [Entry]> {
    if field.name == task::RUN_COMMAND.name {
        return beside_parameters(reading, entries);
    }
    if field.name == task::TARGETS.name {
        return old_target(reading, entries);
    }
    if field.name == task::TASK_INVOCATION_PARAMETERS.name {
        return bare_parameters(reading, entries);
    }
    Cow::Borrowed(entries)
}

/// The entries of a request with the members of a task that stand inside its invocation
/// parameters beside them.
pub fn lifted<'a>(
    reading: &mut Reading,
    members: &[Member],
    entries: &'a [Entry],
) -> Cow<'a, [Entry]> {
    let holder = task::TASK_INVOCATION_PARAMETERS.name;
    let own = members_of(&task::TASK_INVOCATION_PARAMETERS);
    let belongs = |entry: &Entry| {
        let known = |members: &[Member]| members.iter().any(|m| m.field.name == entry.key);
        known(members) && !known(own) || entry.key == "DependsOn"
    };
    let is_holder =
        |entry: &&Entry| entry.key == holder && members.iter().any(|m| m.field.name == holder);
    let has = entries
        .iter()
        .filter(is_holder)
        .any(|entry| entry.value.entries().iter().any(belongs));
    if !has {
        return Cow::Borrowed(entries);
    }
    let mut out = Vec::new();
    for entry in entries {
        if !is_holder(&entry) {
            out.push(entry.clone());
            continue;
        }
        let inside = entry.value.entries().iter().cloned();
        let (wrong, right): (Vec<Entry>, Vec<Entry>) = inside.partition(belongs);
        for entry in wrong {
            let message = format!("`{}` belongs beside `{holder}`, not in it", entry.key);
            reading.notes.repaired(entry.at, "member-place", message);
            if entry.key != "DependsOn" {
                out.push(entry);
            }
        }
        let value = Spanned::new(entry.value.at, Data::Map(right));
        out.push(Entry::new(entry.key.clone(), entry.at, value));
    }
    Cow::Owned(out)
}

/// `TaskTargetId` and `TaskTargetType`, by which AWS's first answers told what a task works on.
fn old_target<'a>(reading: &mut Reading, entries: &'a [Entry]) -> Cow<'a, [Entry]> {
    let find = |name: &str| entries.iter().find(|entry| entry.key == name);
    let Some(id) = find("TaskTargetId") else {
        return Cow::Borrowed(entries);
    };
    let kind = find("TaskTargetType").and_then(|kind| kind.value.as_text());
    let key = match kind {
        Some("WINDOW_TARGET") => target::WINDOW_TARGET_IDS,
        _ => target::INSTANCE_IDS,
    };
    let message = format!("`TaskTargetId` is read as a value of `{key}`");
    reading.notes.repaired(id.at, "member-place", message);
    Cow::Owned(condition(id.at, key, id.value.clone()))
}

/// The entries of a condition that one value meets.
pub fn condition(at: usize, key: &str, value: Spanned) -> Vec<Entry> {
    let values = Spanned::new(at, Data::List(vec![value]));
    vec![
        Entry::new(task::TARGET_KEY.name, at, Spanned::text(at, key)),
        Entry::new(task::TARGET_VALUES.name, at, values),
    ]
}

/// `AutomationParameters` that hold the runbook's parameters themselves.
fn bare_parameters<'a>(reading: &mut Reading, entries: &'a [Entry]) -> Cow<'a, [Entry]> {
    let blocks: [(&str, &'static Field); 2] = [
        ("AutomationParameters", &task::AUTOMATION),
        ("RunCommandParameters", &task::RUN_COMMAND),
    ];
    let bare = |entry: &Entry| {
        let (_, block) = blocks.iter().find(|(name, _)| *name == entry.key)?;
        let members = members_of(block);
        let inside = entry.value.entries();
        let known = inside.iter().any(|one| member(members, &one.key).is_some());
        (!inside.is_empty() && !known).then_some(*block)
    };
    if !entries.iter().any(|entry| bare(entry).is_some()) {
        return Cow::Borrowed(entries);
    }
    let mut out = Vec::new();
    for entry in entries {
        let Some(block) = bare(entry) else {
            out.push(entry.clone());
            continue;
        };
        let message = format!(
            "`{}` is read as the `Parameters` of `{}`",
            entry.key, block.name
        );
        reading.notes.repaired(entry.at, "member-name", message);
        let inside = Entry::new(run_command::PARAMETERS.name, entry.at, entry.value.clone());
        let value = Spanned::new(entry.value.at, Data::Map(vec![inside]));
        out.push(Entry::new(block.name, entry.at, value));
    }
    Cow::Owned(out)
}

fn members_of(block: &'static Field) -> &'static [Member] {
    match block.shape {
        Shape::Group(group) => group.members,
        _ => &[],
    }
}

/// Members of the Run Command block that stand inside its parameters.
fn beside_parameters<'a>(reading: &mut Reading, entries: &'a [Entry]) -> Cow<'a, [Entry]> {
    const MISPLACED: [&Field; 5] = [
        &run_command::CLOUD_WATCH_OUTPUT_CONFIG,
        &run_command::NOTIFICATION_CONFIG,
        &run_command::OUTPUT_S3_BUCKET_NAME,
        &run_command::OUTPUT_S3_KEY_PREFIX,
        &run_command::TIMEOUT_SECONDS,
    ];
    let is_misplaced = |entry: &Entry| MISPLACED.iter().any(|field| field.name == entry.key);
    let parameters = |entry: &&Entry| entry.key == run_command::PARAMETERS.name;
    let has = entries
        .iter()
        .filter(parameters)
        .any(|entry| entry.value.entries().iter().any(is_misplaced));
    if !has {
        return Cow::Borrowed(entries);
    }
    let mut out = Vec::new();
    for entry in entries {
        if entry.key != run_command::PARAMETERS.name {
            out.push(entry.clone());
            continue;
        }
        let (wrong, right): (Vec<Entry>, Vec<Entry>) = entry
            .value
            .entries()
            .iter()
            .cloned()
            .partition(is_misplaced);
        for entry in wrong {
            let message = format!(
                "`{}` belongs beside the parameters, not among them",
                entry.key
            );
            reading.notes.repaired(entry.at, "member-place", message);
            out.push(entry);
        }
        let value = Spanned::new(entry.value.at, Data::Map(right));
        out.push(Entry::new(entry.key.clone(), entry.at, value));
    }
    Cow::Owned(out)
}

/// Whether a shape holds a single value.
pub fn is_leaf(shape: Shape) -> bool {
    !matches!(shape, Shape::List(_) | Shape::Map(_) | Shape::Group(_))
}
