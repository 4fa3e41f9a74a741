//! What people asked about in public, each with the advice they needed: a
//! project of theirs and all that is found in it, with the clicks that mend it.
//!
//! Nothing else may be found: advice that nobody needs is wrong advice. What is
//! right stands here too, and stays quiet.

use maintenance_window_builder::check::Severity;
use serde_json::{Value, json};

use super::{checked, with};

/// A task on the first target: type, what it runs, its block and what else differs.
fn task(kind: &str, arn: &str, block: Value) -> Vec<(&'static str, Value)> {
    vec![
        ("/Tasks/0/TaskType", json!(kind)),
        ("/Tasks/0/TaskArn", json!(arn)),
        ("/Tasks/0/TaskInvocationParameters", block),
    ]
}
fn run(arn: &str, block: Value) -> Vec<(&'static str, Value)> {
    task("RUN_COMMAND", arn, json!({ "RunCommand": block }))
}
fn runbook(arn: &str, parameters: Value) -> Vec<(&'static str, Value)> {
    task(
        "AUTOMATION",
        arn,
        json!({"Automation": {"Parameters": parameters}}),
    )
}
fn machine(block: Value) -> Vec<(&'static str, Value)> {
    let arn = "arn:aws:states:us-east-1:123456789012:stateMachine:SSMnightly";
    task("STEP_FUNCTIONS", arn, json!({ "StepFunctions": block }))
}
fn tags(key: &str, values: Value) -> Vec<(&'static str, Value)> {
    vec![(
        "/Targets/0/Targets",
        json!([{"Key": key, "Values": values}]),
    )]
}
fn window_tag(key: &str) -> Vec<(&'static str, Value)> {
    vec![("/Tags", json!([{"Key": key, "Value": ""}]))]
}
fn group(list: Value) -> Vec<(&'static str, Value)> {
    vec![
        ("/Targets/0/ResourceType", json!("RESOURCE_GROUP")),
        ("/Targets/0/Targets", list),
    ]
}
fn types(types: Value) -> Vec<(&'static str, Value)> {
    group(json!([
        {"Key": "resource-groups:Name", "Values": ["grp1"]},
        {"Key": "resource-groups:ResourceTypeFilters", "Values": types},
    ]))
}
fn schedule(text: &str) -> Vec<(&'static str, Value)> {
    vec![
        ("/Schedule", json!(text)),
        ("/ScheduleTimezone", Value::Null),
    ]
}
/// The runbook that stops nodes, with an id as typed.
fn stops(id: &str) -> Vec<(&'static str, Value)> {
    runbook("AWS-StopEC2Instance", json!({ "InstanceId": [id] }))
}
/// Two tasks that patch, with the operation and priority of the second.
fn then(operation: &str, priority: u32) -> Vec<(&'static str, Value)> {
    let mut second = super::base()["Windows"][0]["Tasks"][0].clone();
    second["TaskInvocationParameters"]["RunCommand"]["Parameters"]["Operation"] =
        json!([operation]);
    second["Priority"] = json!(priority);
    vec![("/Tasks/1", second)]
}
fn and(
    mut changes: Vec<(&'static str, Value)>,
    more: Vec<(&'static str, Value)>,
) -> Vec<(&'static str, Value)> {
    changes.extend(more);
    changes
}

type Case = (
    &'static str,
    Vec<(&'static str, Value)>,
    &'static [&'static str],
);

/// A report's number, a project, and its findings: severity, slug, clicks.
#[rustfmt::skip]
fn cases() -> Vec<Case> {
    vec![
        ("R01 refused", types(json!(["AWS::EC2::INSTANCE"])), &["error resource-type-case: Use `AWS::EC2::Instance`"]),
        ("R01 any case", types(json!(["AWS::rds::dbinstance"])), &["error resource-type-case: Use `AWS::RDS::DBInstance`"]),
        ("R01 not known", types(json!(["AWS::EC2::VPC"])), &["warning resource-type-unknown"]),
        ("R01 in words", types(json!(["EC2 Instance"])), &["error resource-type-filter: Use `AWS::EC2::Instance`"]),
        ("R01 right", types(json!(["AWS::EC2::Instance", "AWS::SSM::ManagedInstance"])), &[]),
        ("R02", run("AWS-RunPatchBaseline", json!({"Parameters": {"Operation": ["install"]}})), &["warning document-parameter-value: Use `Install`"]),
        ("R02 the other", run("AWS-RunPatchBaseline", json!({"Parameters": {"Operation": ["Scan"], "RebootOption": ["noreboot"]}})), &["warning document-parameter-value: Use `NoReboot`"]),
        ("R02 package", run("AWS-ConfigureAWSPackage", json!({"Parameters": {"action": ["install"], "name": ["AmazonCloudWatchAgent"]}})), &["warning document-parameter-value: Use `Install`"]),
        ("R07", run("AWS-RunRemoteScript", json!({"Parameters": {"sourceType": ["s3"], "sourceInfo": ["{\"path\":\"https://s3.amazonaws.com/b/hello.sh\"}"], "commandLine": ["hello.sh a b"]}})), &["warning document-parameter-value: Use `S3`"]),
        ("R09", run("AWS-RunShellScript", json!({"TimeoutSeconds": 7200, "Parameters": {"commands": ["sleep 3800"]}})), &["warning execution-timeout: Add `executionTimeout` with `7200`"]),
        ("R09 as both", run("AWS-RunShellScript", json!({"TimeoutSeconds": 7200, "Parameters": {"commands": ["sleep 3800"], "executionTimeout": ["7200"]}})), &[]),
        ("R09 short", run("AWS-RunShellScript", json!({"TimeoutSeconds": 3600, "Parameters": {"commands": ["df"]}})), &[]),
        ("R09 no such parameter", run("AWS-RunPatchBaseline", json!({"TimeoutSeconds": 7200, "Parameters": {"Operation": ["Scan"]}})), &[]),
        ("R13", machine(json!({"Input": "{}"})), &["info standard-workflow"]),
        ("R13 Express", task("STEP_FUNCTIONS", "arn:aws:states:us-east-1:123456789012:express:SSMnightly:a:b", json!({"StepFunctions": {"Input": "{}"}})), &["error state-machine"]),
        ("R14", machine(json!({"Input": "{}", "Name": "nightly"})), &["info standard-workflow", "warning execution-name-literal: Use `{{INVOCATION_ID}}` | Leave it empty"]),
        ("R14 right", machine(json!({"Input": "{}", "Name": "nightly-{{INVOCATION_ID}}"})), &["info standard-workflow"]),
        ("R16", schedule("cron(0 1 ? * 3#2 *)"), &["info cron-weekday-digit: Write `TUE#2`"]),
        ("R25", tags("tag:Patch Group", json!(["prod"])), &["info tag-key-metadata"]),
        ("R25 right", tags("tag:PatchGroup", json!(["prod"])), &[]),
        ("R24 typed as shown", tags("tag:Patch Group = x", json!(["x"])), &["warning tag-key-value: Use `Patch Group`"]),
        ("R24 into the key", tags("tag:PatchGroup=x", json!([])), &["error required", "warning tag-key-value: Split at `=` into `PatchGroup` and `x`"]),
        ("R24 into the value", tags("tag:PatchGroup", json!(["PatchGroup = x"])), &["warning tag-key-value: Use `x`"]),
        ("R24 a window's tag", window_tag("Patch Group = win-prod"), &["warning tag-value-in-key: Split at `=` into `Patch Group` and `win-prod`"]),
        ("R24 a window's tag in shorthand", window_tag("Key=Patch Group,Value=win-prod"), &["error pattern", "warning tag-value-in-key: Use `Patch Group` and `win-prod`"]),
        ("R24 a value of its own", tags("tag:options", json!(["a=b"])), &[]),
        ("R27", task("STEP_FUNCTION", "arn:aws:states:us-east-1:123456789012:stateMachine:SSMx", json!({})), &["error choice: Use `STEP_FUNCTIONS`"]),
        ("R38", runbook("AWS-StartEC2Instance", json!({"InstanceId": ["{{RESOURCE_ID}}"]})), &["warning stopped-nodes"]),
        ("R38 by ARN", runbook("arn:aws:ssm:us-east-1::document/AWS-StartEC2Instance", json!({"InstanceId": ["{{RESOURCE_ID}}"]})), &["warning stopped-nodes"]),
        ("R38 by id", and(runbook("AWS-StartEC2Instance", json!({"InstanceId": ["{{RESOURCE_ID}}"]})), tags("InstanceIds", json!(["i-0123456789abcdef0"]))), &[]),
        ("R38 a group", and(runbook("AWS-StartEC2Instance", json!({"InstanceId": ["{{RESOURCE_ID}}"]})), group(json!([{"Key": "resource-groups:Name", "Values": ["web"]}]))), &[]),
        ("R38 stops", stops("{{RESOURCE_ID}}"), &[]),
        ("R39", tags("Patch", json!(["prod"])), &["error target-key: Use `tag:Patch`"]),
        ("R39 in another notation", tags("Key=tag:Env,Values=prod,test", json!([])), &["error pattern", "error required", "error target-key: Use `tag:Env` with `prod, test`"]),
        ("R39 in another case", tags("Tags:Patch", json!(["prod"])), &["error target-key: Use `tag:Patch`"]),
        ("R23", tags("instanceids", json!(["i-0123456789abcdef0"])), &["error target-key: Use `InstanceIds`"]),
        ("R42 right", run("AWS-RunShellScript", json!({"Parameters": {"commands": ["date"], "executionTimeout": "12000"}})), &[]),
        ("R42 in hours", run("AWS-RunShellScript", json!({"Parameters": {"commands": ["date"], "executionTimeout": ["2h"]}})), &["warning document-parameter-value: Use `7200`"]),
        ("R43", run("AWS-RunPatchBaseline", json!({"Parameters": {"Operation": ["Scan"], "CloudWatchOutputConfig": {"CloudWatchOutputEnabled": true}}})), &["error wrong-kind: Clear it", "warning parameter-is-member: Move it beside the parameters"]),
        ("R43 any document", run("My-Doc", json!({"Parameters": {"CloudWatchOutputConfig": {"CloudWatchOutputEnabled": true}}})), &["error wrong-kind: Clear it", "warning parameter-is-member: Move it beside the parameters"]),
        ("R43 of that name", run("AWS-ApplyAnsiblePlaybooks", json!({"Parameters": {"SourceType": ["S3"], "SourceInfo": ["{}"], "TimeoutSeconds": ["600"]}})), &[]),
        ("R44", run("AWS-RunShellScript", json!({"DocumentVersion": "$LATEST", "Parameters": {"commands": ["date"]}})), &[]),
        ("R44 without the sign", run("AWS-RunShellScript", json!({"DocumentVersion": "latest", "Parameters": {"commands": ["date"]}})), &["error pattern: Use `$LATEST`"]),
        ("R57", and(vec![("/Tasks/0/TaskInvocationParameters", Value::Null)], vec![("/Tasks/0/TaskParameters", json!({"Operation": {"Values": ["Scan"]}}))]), &["warning deprecated"]),
        ("a document in another case", run("aws-runshellscript", json!({"Parameters": {"commands": ["df"]}})), &["warning document-case: Use `AWS-RunShellScript`"]),
        ("an id in upper case", tags("InstanceIds", json!(["i-0123456789ABCDEF0"])), &["warning instance-id-hex: Use `i-0123456789abcdef0`"]),
        ("R54", tags("ResourceGroup", json!(["grp1"])), &["error target-key: Make it a resource group"]),
        ("R54 in a group", group(json!([{"Key": "ResourceGroup", "Values": ["grp1"]}])), &["error target-key: Use `resource-groups:Name`"]),
        ("R55", group(json!([{"Key": "resource-groups:Name", "Values": ["aws-demo"]}])), &["warning group-name-aws"]),
        ("R55 AWS's own", group(json!([{"Key": "resource-groups:Name", "Values": ["AWS_AppRegistry_Application-shop"]}])), &[]),
        ("R55 within", group(json!([{"Key": "resource-groups:Name", "Values": ["my-aws-demo"]}])), &[]),
        ("R56 one too many", stops("{{RESOURCE_ID}}}"), &["warning pseudo-braces: Use `{{RESOURCE_ID}}`"]),
        ("R56 before", stops("{{{RESOURCE_ID}}"), &["warning pseudo-braces: Use `{{RESOURCE_ID}}`"]),
        ("R56 one short", stops("{{RESOURCE_ID}"), &["warning same-for-each-target", "warning pseudo-braces: Use `{{RESOURCE_ID}}`"]),
        ("R56 single", stops("{RESOURCE_ID}"), &["warning same-for-each-target", "warning pseudo-braces: Use `{{RESOURCE_ID}}`"]),
        ("R56 lower case", stops("{{resource_id}}"), &["warning same-for-each-target", "warning pseudo-unknown: Use `{{RESOURCE_ID}}`"]),
        ("R56 a longer name", stops("{{WINDOW_TARGET_ID}}"), &[]),
        ("R56 nested JSON", machine(json!({"Input": "{\"a\":{\"id\":\"{{TARGET_ID}}\"}}"})), &["info standard-workflow"]),
        ("R56 a shell's variable", run("AWS-RunShellScript", json!({"Parameters": {"commands": ["echo ${WINDOW_ID} {{WINDOW_ID}}"]}})), &[]),
        ("S01", then("Install", 1), &["warning patch-priority: Use `2`"]),
        ("S01 one after the other", then("Install", 2), &[]),
        ("S01 other nodes", and(then("Install", 1), vec![("/Tasks/1/Targets", json!([{"Key": "InstanceIds", "Values": ["i-0123456789abcdef0"]}])), ("/AllowUnassociatedTargets", json!(true))]), &[]),
        ("a ring before Patch Tuesday", schedule("cron(0 2 ? * WED#1 *)"), &["info patch-tuesday-before: Use `TUE#2` + 1 day"]),
        ("a ring on the first", schedule("cron(0 2 1 * ? *)"), &["info patch-tuesday-before"]),
        ("a ring after it", schedule("cron(0 2 20 * ? *)"), &[]),
        ("no patches on the first", and(schedule("cron(0 2 1 * ? *)"), run("AWS-RunShellScript", json!({"Parameters": {"commands": ["df"]}}))), &[]),
        ("no patches on a first Sunday", and(schedule("cron(0 2 ? * SUN#1 *)"), run("AWS-RunShellScript", json!({"Parameters": {"commands": ["df"]}}))), &[]),
        ("R03", and(schedule("cron(0 2 ? * TUE#2 *)"), vec![("/ScheduleOffset", json!(4))]), &[]),
        ("R18", schedule("0 6 15-21 * sun"), &["error schedule-form: Use `cron(0 6 ? * SUN#3 *)` | Use `cron(0 6 15-21 * ? *)` | Use `cron(0 6 ? * SUN *)`"]),
        ("R29", schedule("0 3 2 * 6"), &["error schedule-form: Use `cron(0 3 2 * ? *)` | Use `cron(0 3 ? * SAT *)`"]),
        ("R31", schedule("cron(0 0,3,6,9,12,15,18.21 * * ? *)"), &["error cron-unexpected: Use `cron(0 0,3,6,9,12,15,18,21 * * ? *)` | Use `cron(0 0,3,6,9,12,15,18,21 ? * * *)`"]),
        ("R32", schedule("cron(0/60 * * * ? *)"), &["warning cron-large-step: Write `0`", "warning interval-overlap"]),
        ("R32 broken", schedule("cron(0/1 * * ? *)"), &["error cron-field-count: Use `cron(0 0/1 * * ? *)`"]),
        ("R46", schedule("cron(0 0 7 ? * MON *)"), &["info cron-zero-seconds: Leave the seconds out"]),
        ("R48", schedule("cron(0 3 ? * 7L *)"), &["info cron-weekday-digit"]),
        ("R59", schedule("cron(0/10 * ? * *)"), &["error cron-field-count: Use `cron(0/10 * ? * * *)`"]),
        ("no start of the steps", schedule("0 /2 * * *"), &["error schedule-form: Use `cron(0 */2 * * ? *)`"]),
        ("in AWS's form", schedule("cron(0 /2 * * ? *)"), &["warning cron-step-start: Write the `*`", "warning interval-overlap"]),
    ]
}

#[test]
fn the_advice_is_what_was_asked_for_and_no_more() {
    let mut wrong = Vec::new();
    for (name, changes, expected) in cases() {
        let found: Vec<String> = checked(&with(&changes))
            .1
            .report
            .violations
            .iter()
            .map(|v| {
                let severity = match v.severity {
                    Severity::Error => "error",
                    Severity::Warning => "warning",
                    Severity::Info => "info",
                };
                // What a schedule means is tested where it is said.
                let clicks = v.fixes.iter().map(|fix| fix.label.split(": ").next());
                let clicks: Vec<&str> = clicks.flatten().collect();
                match clicks.join(" | ").as_str() {
                    "" => format!("{severity} {}", v.slug),
                    clicks => format!("{severity} {}: {clicks}", v.slug),
                }
            })
            .collect();
        let (mut left, mut right) = (found.clone(), expected.to_vec());
        left.sort();
        right.sort();
        if left != right {
            wrong.push(format!(
                "{name}:\n  expected {right:?}\n  found    {left:?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_click_leaves_nothing_to_find_of_its_kind() {
    for (name, changes, _) in cases() {
        let (draft, before) = checked(&with(&changes));
        for violation in &before.report.violations {
            for fix in &violation.fixes {
                let mut mended = draft.clone();
                mended.apply(fix);
                let after = maintenance_window_builder::check::check(&mended, super::now()).report;
                let same = after
                    .violations
                    .iter()
                    .any(|v| v.slug == violation.slug && v.path == violation.path);
                assert!(
                    !same,
                    "{name}: {} stays after {}",
                    violation.slug, fix.label
                );
            }
        }
    }
}
