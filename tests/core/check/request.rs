//! The requests of a window's later life: what they send, and what is found in them.

use maintenance_window_builder::catalogue::{Operation, Shape};
use maintenance_window_builder::check::{
    Ask, Checked, RULES, Scope, Severity, Source, Subject, check, operation, source, typed_at,
};
use maintenance_window_builder::draft::{Draft, Path};
use maintenance_window_builder::import;
use maintenance_window_builder::lifecycle::{named, operations, request, sample, shown, subjects};
use maintenance_window_builder::render::{self, Options, Wanted};
use proptest::prelude::*;
use serde_json::{Value, json};

/// As AWS is asked, without the page's client tokens.
fn bare() -> Options {
    Options {
        repeatable: false,
        ..Options::default()
    }
}

use super::super::draft::any_json;
use super::{draft, now, with};

pub const WINDOW: &str = "mw-0123456789abcdef0";
pub const TARGET: &str = "11111111-2222-3333-4444-555555555555";
pub const TASK: &str = "22222222-2222-3333-4444-555555555555";
pub const EXECUTION: &str = "33333333-2222-3333-4444-555555555555";
pub const RUN: &str = "44444444-2222-3333-4444-555555555555";
pub const INVOCATION: &str = "55555555-2222-3333-4444-555555555555";

/// The base project with every id known, some places changed, and what was typed for operations.
pub fn known(changes: &[(&str, Value)], operations: Value) -> Draft {
    let mut all = vec![
        ("/$id", json!(WINDOW)),
        ("/Targets/0/$id", json!(TARGET)),
        ("/Tasks/0/$id", json!(TASK)),
    ];
    all.extend(changes.iter().cloned());
    unknown(&all, operations)
}

/// The base project with some places changed, and what was typed for operations.
pub fn unknown(changes: &[(&str, Value)], operations: Value) -> Draft {
    let mut project = with(changes);
    if operations != json!({}) {
        project["Operations"] = operations;
    }
    draft(&project)
}

fn executions() -> Value {
    json!({"WindowExecutionId": EXECUTION, "TaskId": RUN, "InvocationId": INVOCATION})
}

pub fn op(name: &str) -> &'static Operation {
    named(name).unwrap()
}

fn subject(draft: &Draft, operation: &'static Operation) -> Path {
    subjects(draft, operation)[0].clone()
}

pub fn asked(draft: &Draft, name: &str) -> Checked {
    let plan = check(draft, now()).plan;
    operation(draft, &plan, op(name), &subject(draft, op(name)))
}

/// The body as the JSON format says it; null while it is blocked.
pub fn body(checked: &Checked) -> Value {
    let json = render::format("json").unwrap();
    let artifacts = (json.render)(&checked.plan, &bare(), Wanted::All);
    artifacts[0]
        .file_text()
        .map_or(Value::Null, |text| serde_json::from_str(&text).unwrap())
}

fn found(draft: &Draft, checked: &Checked) -> Vec<String> {
    let severity = |severity| match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    };
    let violations = checked.report.violations.iter();
    violations
        .map(|v| {
            format!(
                "{} {} {}",
                severity(v.severity),
                v.slug,
                draft.spell(&v.path)
            )
        })
        .collect()
}

type Case = (
    &'static str,
    &'static str,
    Vec<(&'static str, Value)>,
    Value,
);

#[rustfmt::skip]
fn cases() -> Vec<Case> {
    let replace = json!({"Replace": true});
    vec![
        ("error replace-required Operations.UpdateMaintenanceWindow.Duration", "UpdateMaintenanceWindow", vec![("/Duration", Value::Null)], replace.clone()),
        ("error replace-required Operations.UpdateMaintenanceWindowTarget.Targets", "UpdateMaintenanceWindowTarget", vec![("/Targets/0/Targets", Value::Null)], replace.clone()),
        ("error replace-required Operations.UpdateMaintenanceWindowTask.TaskArn", "UpdateMaintenanceWindowTask", vec![("/Tasks/0/TaskArn", Value::Null)], replace.clone()),
        ("info replace-clears Operations.UpdateMaintenanceWindow.Replace", "UpdateMaintenanceWindow", vec![], replace),
        ("warning update-nothing Operations.UpdateMaintenanceWindow", "UpdateMaintenanceWindow", vec![("/$existing", json!(true)), ("/WindowId", json!(WINDOW))], json!({})),
        ("info update-unseen Operations.UpdateMaintenanceWindow", "UpdateMaintenanceWindow", vec![("/$existing", json!(true)), ("/WindowId", json!(WINDOW))], json!({"Enabled": false})),
        ("info update-unseen Operations.UpdateMaintenanceWindowTask", "UpdateMaintenanceWindowTask", vec![("/Tasks", Value::Null)], json!({"WindowTaskId": TASK, "Priority": 3})),
        ("warning search-pair Operations.DescribeMaintenanceWindowSchedule.Targets", "DescribeMaintenanceWindowSchedule", vec![], json!({"ResourceType": "INSTANCE"})),
        ("warning search-pair Operations.DescribeMaintenanceWindowSchedule.ResourceType", "DescribeMaintenanceWindowSchedule", vec![], json!({"Targets": [{"Key": "tag:a", "Values": ["b"]}]})),
        ("warning filter-value Operations.DescribeMaintenanceWindowExecutions.Filters[0].Values", "DescribeMaintenanceWindowExecutions", vec![], json!({"Filters": [{"Key": "ExecutedAfter", "Values": "yesterday"}]})),
        ("warning filter-value Operations.DescribeMaintenanceWindows.Filters[0].Values", "DescribeMaintenanceWindows", vec![], json!({"Filters": [{"Key": "Enabled", "Values": ["yes"]}]})),
        ("warning filter-value Operations.DescribeMaintenanceWindowTasks.Filters[0].Values", "DescribeMaintenanceWindowTasks", vec![], json!({"Filters": [{"Key": "Priority", "Values": ["-1"]}]})),
        ("warning filter-value Operations.DescribeMaintenanceWindowTasks.Filters[0].Values", "DescribeMaintenanceWindowTasks", vec![], json!({"Filters": [{"Key": "TaskType", "Values": ["STEP_FUNCTION"]}]})),
        ("warning filter-value Operations.DescribeMaintenanceWindowExecutionTasks.Filters[0].Values", "DescribeMaintenanceWindowExecutionTasks", vec![], json!({"Filters": [{"Key": "STATUS", "Values": ["DONE"]}]})),
        ("warning deregister-unsafe Operations.DeregisterTargetFromMaintenanceWindow.Safe", "DeregisterTargetFromMaintenanceWindow", vec![], json!({"Safe": false})),
        // The rules and shapes of creation hold here too, at the place where the value was typed.
        ("error cutoff-below-duration Operations.UpdateMaintenanceWindow.Cutoff", "UpdateMaintenanceWindow", vec![], json!({"Cutoff": 4})),
        ("error cutoff-below-duration Windows[0].Cutoff", "UpdateMaintenanceWindow", vec![], json!({"Duration": 1})),
        ("error cutoff-below-duration Operations.UpdateMaintenanceWindow.Cutoff", "UpdateMaintenanceWindow", vec![("/$existing", json!(true)), ("/WindowId", json!(WINDOW))], json!({"Duration": 1, "Cutoff": 1})),
        ("error cutoff-below-duration Operations.UpdateMaintenanceWindow.Cutoff", "UpdateMaintenanceWindow", vec![], json!({"$only": true, "Cutoff": 4})),
        // What is not sent is not known to be so at AWS.
        ("warning cutoff-below-duration Windows[0].Cutoff", "UpdateMaintenanceWindow", vec![], json!({"$only": true, "Duration": 1})),
        ("warning end-past Windows[0].EndDate", "UpdateMaintenanceWindow", vec![("/EndDate", json!("2020-01-01T00:00:00Z"))], json!({"$only": true, "Enabled": false})),
        ("error end-past Windows[0].EndDate", "UpdateMaintenanceWindow", vec![("/EndDate", json!("2020-01-01T00:00:00Z"))], json!({"Enabled": false})),
        ("error never-runs Operations.UpdateMaintenanceWindow.Schedule", "UpdateMaintenanceWindow", vec![("/ScheduleTimezone", Value::Null)], json!({"Schedule": "cron(0 2 30 2 ? *)"})),
        ("error target-key Operations.UpdateMaintenanceWindowTarget.Targets[0].Key", "UpdateMaintenanceWindowTarget", vec![], json!({"Targets": [{"Key": "Role", "Values": ["web"]}]})),
        ("error target-key Operations.DescribeMaintenanceWindowSchedule.Targets[0].Key", "DescribeMaintenanceWindowSchedule", vec![], json!({"ResourceType": "INSTANCE", "Targets": [{"Key": "Role", "Values": ["web"]}]})),
        ("error run-command-target Windows[0].Tasks[0].Targets", "UpdateMaintenanceWindowTask", vec![("/Tasks/0/Targets", Value::Null)], json!({})),
        ("error invocation-block Operations.UpdateMaintenanceWindowTask.TaskInvocationParameters.Lambda", "UpdateMaintenanceWindowTask", vec![], json!({"TaskInvocationParameters": {"Lambda": {"Payload": "{}"}}})),
        ("error tag-reserved Operations.AddTagsToResource.Tags[0].Key", "AddTagsToResource", vec![], json!({"Tags": [{"Key": "aws:x", "Value": ""}]})),
        ("error required Operations.AddTagsToResource.Tags", "AddTagsToResource", vec![], json!({})),
        ("error required Operations.RemoveTagsFromResource.TagKeys", "RemoveTagsFromResource", vec![], json!({})),
        ("error range Operations.DescribeMaintenanceWindows.MaxResults", "DescribeMaintenanceWindows", vec![], json!({"MaxResults": 9})),
        ("error range Operations.DescribeMaintenanceWindows.MaxResults", "DescribeMaintenanceWindows", vec![], json!({"MaxResults": 101})),
        ("error range Operations.DescribeMaintenanceWindowsForTarget.MaxResults", "DescribeMaintenanceWindowsForTarget", vec![], json!({"MaxResults": 0})),
        ("error count Operations.DescribeMaintenanceWindows.Filters", "DescribeMaintenanceWindows", vec![], json!({"Filters": vec![json!({"Key": "Name", "Values": ["x"]}); 6]})),
        ("error choice Operations.DescribeMaintenanceWindows.Filters[0].Key", "DescribeMaintenanceWindows", vec![], json!({"Filters": [{"Key": "name", "Values": ["x"]}]})),
        ("error unknown-member Operations.GetMaintenanceWindow.Windows", "GetMaintenanceWindow", vec![], json!({"Windows": "x"})),
        ("error pattern Operations.GetMaintenanceWindow.WindowId", "GetMaintenanceWindow", vec![], json!({"WindowId": "mw-1a2b3c4d5e6f7g8h9"})),
        ("error pattern Windows[0].$id", "GetMaintenanceWindow", vec![("/$id", json!("mw-1a2b3c4d5e6f7g8h9"))], json!({})),
        ("error pattern Windows[0].Targets[0].$id", "UpdateMaintenanceWindowTask", vec![("/Targets/0/$id", json!("a1b2c3d4-a1b2-a1b2-a1b2-a1b2c3d4-a1b"))], json!({})),
        ("error required Windows[0].WindowId", "GetMaintenanceWindow", vec![("/$existing", json!(true))], json!({})),
        ("error required Operations.GetMaintenanceWindowTask.WindowTaskId", "GetMaintenanceWindowTask", vec![("/Tasks", Value::Null)], json!({})),
    ]
}

#[test]
fn every_rule_of_a_request_finds_what_it_says() {
    let mut missed = Vec::new();
    for (expected, name, changes, form) in cases() {
        let draft = known(&changes, json!({name: form}));
        let found = found(&draft, &asked(&draft, name));
        if !found.iter().any(|line| line == expected) {
            missed.push(format!("{name}: {expected}\n    found {found:?}"));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn every_slug_of_every_rule_of_a_request_has_a_case() {
    let cases = cases();
    let rules = RULES.iter().filter(|rule| rule.scope == Scope::Request);
    for (slug, says) in rules.flat_map(|rule| rule.finds) {
        let has_case = cases
            .iter()
            .any(|(expected, ..)| expected.split(' ').nth(1) == Some(slug));
        assert!(has_case, "{slug}: {says}");
    }
}

#[test]
fn an_error_blocks_the_request_and_a_warning_does_not() {
    for (expected, name, changes, form) in cases() {
        let draft = known(&changes, json!({name: form}));
        let checked = asked(&draft, name);
        let blocked = checked.plan.requests()[0].body().is_none();
        assert_eq!(blocked, checked.report.has_errors(), "{name}: {expected}");
        if expected.starts_with("error") {
            assert!(blocked, "{name}: {expected}");
        }
    }
}

/// What each operation sends about the base project when nothing is typed for it.
#[rustfmt::skip]
fn plain(window: &str, target: &str, task: &str, execution: &str, run: &str, invocation: &str) -> Vec<(&'static str, Value)> {
    let conditions = json!([{"Key": "tag:Role", "Values": ["web"]}]);
    let settings = json!({
        "Name": "scan",
        "TaskArn": "AWS-RunPatchBaseline",
        "Targets": [{"Key": "WindowTargetIds", "Values": [target]}],
        "MaxConcurrency": "10%", "MaxErrors": "1", "Priority": 1,
        "ServiceRoleArn": "arn:aws:iam::123456789012:role/MaintenanceWindow",
        "TaskInvocationParameters": {"RunCommand": {"Parameters": {"Operation": ["Scan"]}}},
    });
    let and = |base: &Value, more: Value| {
        let mut all = base.clone();
        all.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        all
    };
    let shape = json!({
        "Name": "Patch-Prod", "Schedule": "cron(0 2 ? * TUE#2 *)", "ScheduleTimezone": "America/New_York",
        "Duration": 4, "Cutoff": 1, "AllowUnassociatedTargets": false,
    });
    let of_window = json!({"WindowId": window});
    let of_execution = json!({"WindowExecutionId": execution});
    let of_run = json!({"WindowExecutionId": execution, "TaskId": run});
    let tagged = json!({"ResourceType": "MaintenanceWindow", "ResourceId": window});
    vec![
        ("CreateMaintenanceWindow", shape.clone()),
        ("DescribeMaintenanceWindows", json!({})),
        ("GetMaintenanceWindow", of_window.clone()),
        ("UpdateMaintenanceWindow", and(&of_window, shape)),
        ("RegisterTargetWithMaintenanceWindow", json!({"WindowId": window, "ResourceType": "INSTANCE", "Targets": conditions, "Name": "web-servers"})),
        ("DescribeMaintenanceWindowTargets", of_window.clone()),
        ("UpdateMaintenanceWindowTarget", json!({"WindowId": window, "WindowTargetId": target, "Targets": conditions, "Name": "web-servers"})),
        ("RegisterTaskWithMaintenanceWindow", and(&settings, json!({"WindowId": window, "TaskType": "RUN_COMMAND"}))),
        ("DescribeMaintenanceWindowTasks", of_window.clone()),
        ("GetMaintenanceWindowTask", json!({"WindowId": window, "WindowTaskId": task})),
        ("UpdateMaintenanceWindowTask", and(&settings, json!({"WindowId": window, "WindowTaskId": task}))),
        ("DescribeMaintenanceWindowSchedule", of_window.clone()),
        ("DescribeMaintenanceWindowsForTarget", json!({"ResourceType": "INSTANCE", "Targets": conditions})),
        ("DescribeMaintenanceWindowExecutions", of_window.clone()),
        ("GetMaintenanceWindowExecution", of_execution.clone()),
        ("DescribeMaintenanceWindowExecutionTasks", of_execution.clone()),
        ("GetMaintenanceWindowExecutionTask", of_run.clone()),
        ("DescribeMaintenanceWindowExecutionTaskInvocations", of_run.clone()),
        ("GetMaintenanceWindowExecutionTaskInvocation", and(&of_run, json!({"InvocationId": invocation}))),
        ("CancelMaintenanceWindowExecution", of_execution),
        ("DeregisterTaskFromMaintenanceWindow", json!({"WindowId": window, "WindowTaskId": task})),
        ("DeregisterTargetFromMaintenanceWindow", json!({"WindowId": window, "WindowTargetId": target, "Safe": true})),
        ("DeleteMaintenanceWindow", of_window),
        ("AddTagsToResource", and(&tagged, json!({"Tags": [{"Key": "a", "Value": "b"}]}))),
        ("RemoveTagsFromResource", and(&tagged, json!({"TagKeys": ["a", "b c"]}))),
        ("ListTagsForResource", tagged),
    ]
}

fn typed() -> Value {
    json!({"AddTagsToResource": {"Tags": [{"Key": "a", "Value": "b"}]}, "RemoveTagsFromResource": {"TagKeys": "a\nb c"}})
}

#[test]
fn every_operation_is_filled_from_the_plan_and_the_ids() {
    let mut forms = typed();
    forms
        .as_object_mut()
        .unwrap()
        .extend(executions().as_object().unwrap().clone());
    let draft = known(&[], forms);
    let all = plain(WINDOW, TARGET, TASK, EXECUTION, RUN, INVOCATION);
    assert_eq!(all.len(), 26);
    for (name, expected) in all {
        let checked = asked(&draft, name);
        assert_eq!(body(&checked), expected, "{name}: {:?}", checked.report);
    }
}

#[test]
fn what_is_not_known_yet_stays_a_placeholder_and_a_variable() {
    let draft = unknown(&[], typed());
    let all = plain(
        "<window.WindowId>",
        "<target_1.WindowTargetId>",
        "<task_1.WindowTaskId>",
        "<window_execution.WindowExecutionId>",
        "<task_execution.TaskExecutionId>",
        "<invocation.InvocationId>",
    );
    for (name, expected) in all {
        let checked = asked(&draft, name);
        assert_eq!(body(&checked), expected, "{name}: {:?}", checked.report);
        for format in render::FORMATS {
            let artifacts = (format.render)(&checked.plan, &bare(), Wanted::All);
            let text = artifacts[0].file_text().unwrap();
            if name == "GetMaintenanceWindowExecutionTaskInvocation" && format.id == "cli" {
                assert!(
                    text.contains("--invocation-id \"$INVOCATION_ID\""),
                    "{text}"
                );
                let notes = artifacts[0].notes.join("\n");
                assert!(
                    notes.contains("`WINDOW_EXECUTION_ID`, `TASK_EXECUTION_ID`, `INVOCATION_ID`"),
                    "{notes}"
                );
            }
            if name == "GetMaintenanceWindowTask" && format.id == "python" {
                assert!(text.contains("os.environ[\"TASK_1_ID\"]"), "{text}");
            }
        }
    }
}

#[test]
fn an_error_in_the_plan_does_not_block_what_does_not_send_it() {
    let draft = known(
        &[("/Cutoff", json!("x")), ("/Tasks/0/TaskArn", Value::Null)],
        json!({}),
    );
    for (name, ready) in [
        ("GetMaintenanceWindow", true),
        ("DeleteMaintenanceWindow", true),
        ("UpdateMaintenanceWindowTarget", true),
        ("GetMaintenanceWindowTask", true),
        ("UpdateMaintenanceWindow", false),
    ] {
        assert_eq!(asked(&draft, name).plan.ready() == 1, ready, "{name}");
    }
}

#[test]
fn what_is_typed_for_an_operation_wins() {
    let draft = known(
        &[],
        json!({"UpdateMaintenanceWindow": {"Name": "Other", "Enabled": false, "WindowId": "mw-fffffffffffffffff"}}),
    );
    let sent = body(&asked(&draft, "UpdateMaintenanceWindow"));
    assert_eq!(sent["Name"], "Other");
    assert_eq!(sent["Enabled"], false);
    assert_eq!(sent["WindowId"], "mw-fffffffffffffffff");
    assert_eq!(sent["Duration"], 4);
}

#[test]
fn only_what_is_typed_is_sent_when_that_is_wanted() {
    let draft = known(
        &[],
        json!({"UpdateMaintenanceWindow": {"$only": "true", "Enabled": "false"}}),
    );
    assert_eq!(
        body(&asked(&draft, "UpdateMaintenanceWindow")),
        json!({"WindowId": WINDOW, "Enabled": false})
    );
}

#[test]
fn an_existing_window_is_updated_with_what_is_typed_for_it() {
    let changes = [
        ("/$existing", json!(true)),
        ("/WindowId", json!(WINDOW)),
        ("/$id", Value::Null),
    ];
    let draft = known(
        &changes,
        json!({"UpdateMaintenanceWindow": {"Duration": "3"}}),
    );
    assert_eq!(
        body(&asked(&draft, "UpdateMaintenanceWindow")),
        json!({"WindowId": WINDOW, "Duration": 3})
    );
}

#[test]
fn a_cutoff_out_of_bounds_is_said_once_in_an_update_too() {
    for (typed, slug) in [
        (json!({"Cutoff": 24}), "cutoff-below-duration"),
        (
            json!({"Cutoff": 24, "Duration": 2}),
            "cutoff-below-duration",
        ),
        (json!({"Cutoff": -1}), "range"),
    ] {
        let draft = known(&[], json!({"UpdateMaintenanceWindow": typed}));
        let checked = asked(&draft, "UpdateMaintenanceWindow");
        let slugs: Vec<_> = checked.report.violations.iter().map(|v| v.slug).collect();
        assert_eq!(slugs, [slug], "{typed}");
        assert!(checked.plan.requests()[0].body().is_none());
    }
}

#[test]
fn a_fix_mends_what_was_typed_for_the_operation() {
    let mut draft = known(&[], json!({"UpdateMaintenanceWindow": {"Cutoff": 9}}));
    let checked = asked(&draft, "UpdateMaintenanceWindow");
    let violation = checked
        .report
        .violations
        .iter()
        .find(|v| v.slug == "cutoff-below-duration");
    draft.apply(&violation.unwrap().fixes[0]);
    assert!(!asked(&draft, "UpdateMaintenanceWindow").report.has_errors());
    let window = Draft::window_path(draft.windows()[0].id);
    assert_eq!(draft.text(&window.member("Cutoff")), "1");
}

#[test]
fn a_target_may_become_a_resource_group() {
    let group = json!([{"Key": "resource-groups:Name", "Values": ["web"]}]);
    let draft = known(
        &[],
        json!({"UpdateMaintenanceWindowTarget": {"Targets": group}}),
    );
    let checked = asked(&draft, "UpdateMaintenanceWindowTarget");
    assert_eq!(body(&checked)["Targets"], group, "{:?}", checked.report);
}

#[test]
fn a_form_says_where_a_value_comes_from() {
    let draft = known(
        &[("/$id", Value::Null)],
        json!({"GetMaintenanceWindowTask": {"WindowTaskId": TASK}}),
    );
    let plan = check(&draft, now()).plan;
    let operation = op("GetMaintenanceWindowTask");
    let ask = Ask {
        typed: true,
        ..Ask::plain(operation, &subject(&draft, operation))
    };
    let of = |name| source(&draft, &plan, &ask, operation.member(name).unwrap());
    assert!(matches!(of("WindowId"), Source::Later(_)));
    let checked = request(&draft, &plan, &ask);
    assert_eq!(shown(&draft, &checked.plan, &of("WindowId")), "$WINDOW_ID");
    let execution = Ask::typed(op("CancelMaintenanceWindowExecution"), &ask.subject);
    let checked = request(&draft, &plan, &execution);
    let id = source(&draft, &plan, &execution, &execution.operation.input[0]);
    assert_eq!(shown(&draft, &checked.plan, &id), "$WINDOW_EXECUTION_ID");
    let form = typed_at(operation, operation.member("WindowTaskId").unwrap().field);
    assert_eq!(
        draft.spell(&form),
        "Operations.GetMaintenanceWindowTask.WindowTaskId"
    );
    assert_eq!(of("WindowTaskId"), Source::Typed(form));
    let execution = op("CancelMaintenanceWindowExecution");
    let at = typed_at(
        execution,
        execution.member("WindowExecutionId").unwrap().field,
    );
    assert_eq!(draft.spell(&at), "Operations.WindowExecutionId");
}

#[test]
fn every_operation_knows_what_it_is_about() {
    let count = |subject| operations().filter(|o| Subject::of(o) == subject).count();
    assert_eq!(count(Subject::Account), 1);
    assert_eq!(count(Subject::Execution), 6);
    assert_eq!(count(Subject::Target), 4);
    assert_eq!(count(Subject::Task), 4);
    assert_eq!(count(Subject::Window), 11);
}

#[test]
fn ids_of_a_copy_are_not_those_of_the_original() {
    let mut draft = known(&[], json!({}));
    let window = Draft::window_path(draft.windows()[0].id);
    let copy = Draft::window_path(draft.duplicate_row(&window).unwrap());
    assert_eq!(draft.text(&window.member("$id")), WINDOW);
    assert!(
        !draft
            .node(&copy)
            .is_some_and(|node| format!("{node:?}").contains("$id"))
    );
}

#[test]
fn a_wrong_kind_in_any_member_is_an_error_at_that_member() {
    for operation in operations().filter(|o| o.returns.is_empty()) {
        for member in operation.input {
            let wrong = match member.field.shape {
                Shape::Group(_) | Shape::Map(_) => json!("x"),
                _ => json!({"x": "y"}),
            };
            let draft = known(&[], json!({operation.name: {member.field.name: wrong}}));
            let found = found(&draft, &asked(&draft, operation.name));
            let at = format!("Operations.{}.{}", operation.name, member.field.name);
            assert!(
                found
                    .iter()
                    .any(|line| line.starts_with("error") && line.ends_with(&at)),
                "{at}: {found:?}"
            );
        }
    }
}

#[test]
fn what_is_typed_for_operations_is_saved_shared_and_settled() {
    let project = json!({
        "format": "maintenance-window-builder", "version": 1,
        "Windows": [{"$id": WINDOW, "Targets": [{"$ref": "t1", "$id": TARGET}]}],
        "Operations": {
            "WindowExecutionId": EXECUTION,
            "DescribeMaintenanceWindows": {"Filters": [{"Key": "Name", "Values": ["a", "b"]}], "Unheard": {"of": "x"}},
            "NoSuchOperation": [["x"], "y"],
        },
        "Later": "unknown to this version",
    });
    let opened = draft(&project);
    let filters = Draft::operation_path("DescribeMaintenanceWindows").member("Filters");
    let values = filters.row(opened.rows(&filters)[0].id).member("Values");
    assert_eq!(opened.text(&values), "a\nb", "settled for its editor");
    assert_eq!(
        opened.spell(&values),
        "Operations.DescribeMaintenanceWindows.Filters[0].Values"
    );
    let saved = opened.to_json();
    for part in [
        "Unheard",
        "NoSuchOperation",
        "unknown to this version",
        EXECUTION,
        WINDOW,
        TARGET,
    ] {
        assert!(saved.to_string().contains(part), "{part}");
    }
    assert_eq!(Draft::from_file(&saved.to_string()).unwrap(), opened);
    let shared = import::link::read(import::link::body(&opened).as_bytes()).unwrap();
    assert_eq!(shared, opened);
}

#[test]
fn typing_into_an_operation_makes_its_place_and_clearing_leaves_no_trace() {
    let mut draft = Draft::blank();
    let filters = Draft::operation_path("DescribeMaintenanceWindows").member("Filters");
    let row = draft.add_row(&filters, maintenance_window_builder::draft::Node::group());
    draft.set(&filters.row(row).member("Key"), "Name");
    assert_eq!(
        draft.to_json()["Operations"],
        json!({"DescribeMaintenanceWindows": {"Filters": [{"Key": "Name"}]}})
    );
    draft.remove_row(&filters.row(row));
    draft.put(&filters, None);
    assert_eq!(draft, Draft::blank());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    /// Whatever stands under `Operations`, everything ends, nothing is lost, and only blocked requests lack a body.
    #[test]
    fn nothing_typed_for_an_operation_makes_it_panic(windows in prop::collection::vec(any_json(), 0..3), operations in any_json(), form in any_json(), nth in 0usize..26) {
        let operation = operations_at(nth);
        let mut all = operations;
        if let Value::Object(members) = &mut all {
            members.insert(operation.name.to_owned(), form);
        }
        let project = json!({"format": "maintenance-window-builder", "version": 1, "Windows": windows, "Operations": all});
        if let Ok(draft) = import::project(project.to_string().as_bytes()) {
            let before = draft.to_json();
            prop_assert_eq!(Draft::from_file(&before.to_string()).unwrap().to_json(), before.clone());
            let plan = check(&draft, now()).plan;
            for subject in subjects(&draft, operation) {
                let ask = Ask { typed: true, ..Ask::plain(operation, &subject) };
                let checked = request(&draft, &plan, &ask);
                prop_assert_eq!(checked.plan.requests()[0].body().is_none(), checked.report.has_errors());
                for violation in &checked.report.violations {
                    prop_assert!(!draft.spell(&violation.path).contains("gone"));
                    for fix in &violation.fixes {
                        let mut mended = draft.clone();
                        mended.apply(fix);
                    }
                }
                for format in render::FORMATS {
                    (format.render)(&checked.plan, &bare(), Wanted::All);
                }
                sample(&draft, &plan, &ask);
            }
            prop_assert_eq!(draft.to_json(), before);
        }
    }

    /// Any text in any member of a form is found or emitted.
    #[test]
    fn any_text_for_an_operation_is_found_or_emitted(nth in 0usize..26, text in prop_oneof!["\\PC{0,40}", "[ -~]{0,60}", "[$0-9a-f-]{0,40}"]) {
        let operation = operations_at(nth);
        for member in operation.input {
            let draft = known(&[], json!({operation.name: {member.field.name: text}}));
            let checked = asked(&draft, operation.name);
            for violation in &checked.report.violations {
                prop_assert!(!violation.message.is_empty() && !violation.message.ends_with('.'), "{}", violation.message);
            }
            prop_assert_eq!(checked.plan.requests()[0].body().is_none(), checked.report.has_errors());
        }
    }
}

fn operations_at(nth: usize) -> &'static Operation {
    operations().nth(nth).unwrap()
}
