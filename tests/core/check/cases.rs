//! One project for each thing a rule can find.

use maintenance_window_builder::check::{RULES, Scope};
use serde_json::{Value, json};

use super::{base, found, with};

pub type Case = (&'static str, Vec<(&'static str, Value)>);

const LAMBDA: &str = "arn:aws:lambda:us-east-2:123456789012:function:SSM-warm";
const MACHINE: &str = "arn:aws:states:us-east-2:123456789012:stateMachine:SSM-report";

/// Changes that make the task another type, without targets.
fn task(
    kind: &str,
    arn: &str,
    block: Value,
    more: Vec<(&'static str, Value)>,
) -> Vec<(&'static str, Value)> {
    let mut changes = vec![
        ("/Tasks/0/TaskType", json!(kind)),
        ("/Tasks/0/TaskArn", json!(arn)),
        ("/Tasks/0/Targets", Value::Null),
        ("/Tasks/0/MaxConcurrency", Value::Null),
        ("/Tasks/0/MaxErrors", Value::Null),
        ("/Tasks/0/TaskInvocationParameters", block),
    ];
    changes.extend(more);
    changes
}
fn lambda(block: Value) -> Vec<(&'static str, Value)> {
    task("LAMBDA", LAMBDA, json!({"Lambda": block}), vec![])
}
fn machine(block: Value) -> Vec<(&'static str, Value)> {
    task(
        "STEP_FUNCTIONS",
        MACHINE,
        json!({"StepFunctions": block}),
        vec![],
    )
}
/// A runbook with these parameters on the targets of the task.
fn runbook(document: &str, parameters: Value) -> Vec<(&'static str, Value)> {
    vec![
        ("/Tasks/0/TaskType", json!("AUTOMATION")),
        ("/Tasks/0/TaskArn", json!(document)),
        (
            "/Tasks/0/TaskInvocationParameters",
            json!({"Automation": {"Parameters": parameters}}),
        ),
    ]
}
fn run(more: Value) -> Vec<(&'static str, Value)> {
    let mut block = json!({"Parameters": {"Operation": ["Scan"]}});
    block
        .as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    vec![("/Tasks/0/TaskInvocationParameters/RunCommand", block)]
}
fn target(list: Value) -> Vec<(&'static str, Value)> {
    vec![("/Targets/0/Targets", list)]
}
fn group(list: Value) -> Vec<(&'static str, Value)> {
    vec![
        ("/Targets/0/ResourceType", json!("RESOURCE_GROUP")),
        ("/Targets/0/Targets", list),
    ]
}
fn on(list: Value) -> Vec<(&'static str, Value)> {
    vec![("/Tasks/0/Targets", list)]
}
const TOPIC: &str = "arn:aws:sns:us-east-2:123456789012:patching";
const ROLE: &str = "arn:aws:iam::123456789012:role/Sns";

#[rustfmt::skip]
pub fn cases() -> Vec<Case> {
    vec![
        // project
        ("warning project-region Tasks[0].TaskArn", [lambda(json!({})), vec![("^/Settings", json!({"Region": "eu-west-1"}))]].concat()),
        ("warning project-account Tasks[0].TaskArn", [lambda(json!({})), vec![("^/Settings", json!({"Account": "210987654321"}))]].concat()),
        ("warning project-account Tasks[0].ServiceRoleArn", vec![("^/Settings", json!({"Account": "210987654321"}))]),
        // window
        ("error required WindowId", vec![("/$existing", json!(true))]),
        ("error cutoff-below-duration Cutoff", vec![("/Cutoff", json!(4))]),
        ("error offset-cron-only ScheduleOffset", vec![("/Schedule", json!("rate(0 days)")), ("/ScheduleOffset", json!(2))]),
        ("error tag-duplicate Tags[1].Key", vec![("/Tags", json!([{"Key": "a", "Value": ""}, {"Key": "a", "Value": "b"}]))]),
        ("error tag-reserved Tags[0].Key", vec![("/Tags", json!([{"Key": "AWS:a", "Value": "x"}]))]),
        ("warning tag-blanks Tags[0].Value", vec![("/Tags", json!([{"Key": "a", "Value": " x"}]))]),
        ("warning tag-value-in-key Tags[0].Key", vec![("/Tags", json!([{"Key": "Patch Group = x", "Value": ""}]))]),
        ("warning too-many-tasks Tasks", vec![("/Tasks", Value::from(vec![base()["Windows"][0]["Tasks"][0].clone(); 21]))]),
        ("warning too-many-targets Targets", vec![("/Targets", Value::from(vec![base()["Windows"][0]["Targets"][0].clone(); 101]))]),
        ("info no-task Tasks", vec![("/Tasks", Value::Null)]),
        // what the schedule makes of them
        ("error offset-cron-only ScheduleOffset", vec![("/Schedule", json!("rate(7 days)")), ("/ScheduleOffset", json!(2))]),
        ("error offset-nth-weekday ScheduleOffset", vec![("/Schedule", json!("cron(0 2 ? * TUE *)")), ("/ScheduleOffset", json!(2))]),
        ("error period-order EndDate", vec![("/StartDate", json!("2027-02-01T00:00:00Z")), ("/EndDate", json!("2027-01-01T00:00:00Z"))]),
        ("error period-empty Schedule", vec![("/StartDate", json!("2027-02-01T00:00:00Z")), ("/EndDate", json!("2027-02-02T00:00:00Z"))]),
        ("warning start-past StartDate", vec![("/StartDate", json!("2020-02-01T00:00:00Z"))]),
        ("error end-past EndDate", vec![("/EndDate", json!("2020-02-01T00:00:00Z"))]),
        ("error never-runs Schedule", vec![("/Schedule", json!("cron(0 2 30 2 ? *)"))]),
        ("error never-again Schedule", vec![("/Schedule", json!("cron(0 2 ? * TUE 2020)"))]),
        ("error interval-short Schedule", vec![("/Schedule", json!("rate(2 minutes)"))]),
        ("warning interval-overlap Schedule", vec![("/Schedule", json!("rate(2 hours)"))]),
        ("warning daylight-gap Schedule", vec![("/Schedule", json!("cron(30 2 ? * SUN *)"))]),
        ("warning daylight-overlap Schedule", vec![("/Schedule", json!("cron(30 1 ? * SUN *)"))]),
        ("warning short-months Schedule", vec![("/Schedule", json!("cron(0 3 31 * ? *)"))]),
        ("info fifth-weekday Schedule", vec![("/Schedule", json!("cron(0 3 ? * FRI#5 *)"))]),
        ("info patch-tuesday Schedule", vec![("/Schedule", json!("cron(0 3 ? * SAT#3 *)"))]),
        ("info patch-tuesday-before Schedule", vec![("/Schedule", json!("cron(0 3 ? * WED#1 *)"))]),
        ("info patch-tuesday-before Schedule", vec![("/Schedule", json!("cron(0 3 1 * ? *)"))]),
        ("info rate-anchor Schedule", vec![("/Schedule", json!("rate(7 days)"))]),
        ("info rate-daylight Schedule", vec![("/Schedule", json!("rate(7 days)"))]),
        // target
        ("error required Targets[0].Targets[0].Key", target(json!([{"Key": "tag:", "Values": ["web"]}]))),
        ("error target-key Targets[0].Targets[0].Key", target(json!([{"Key": "Role", "Values": ["web"]}]))),
        ("error target-key Targets[0].Targets[0].Key", group(json!([{"Key": "tag:a", "Values": ["b"]}]))),
        ("error target-instances-alone Targets[0].Targets", target(json!([{"Key": "InstanceIds", "Values": ["i-0123456789abcdef0"]}, {"Key": "tag:a", "Values": ["b"]}]))),
        ("error target-group-name Targets[0].Targets", group(json!([{"Key": "resource-groups:ResourceTypeFilters", "Values": ["AWS::EC2::Instance"]}]))),
        ("warning target-duplicate-key Targets[0].Targets[1].Key", target(json!([{"Key": "tag:a", "Values": ["b"]}, {"Key": "tag:a", "Values": ["c"]}]))),
        ("error instance-id Targets[0].Targets[0].Values", target(json!([{"Key": "InstanceIds", "Values": ["ID 1"]}]))),
        ("error instance-id Targets[0].Targets[0].Values", target(json!([{"Key": "InstanceIds", "Values": "i-1"}]))),
        ("warning instance-id-hex Targets[0].Targets[0].Values", target(json!([{"Key": "InstanceIds", "Values": ["i-1a2b3c4d5e6f7g8h9"]}]))),
        ("error instance-id-all Targets[0].Targets[0].Values", target(json!([{"Key": "InstanceIds", "Values": ["*"]}]))),
        ("error group-name Targets[0].Targets[0].Values", group(json!([{"Key": "resource-groups:Name", "Values": ["arn:aws:resource-groups:us-east-1:123456789012:group/web"]}]))),
        ("error resource-type-filter Targets[0].Targets[1].Values", group(json!([{"Key": "resource-groups:Name", "Values": ["web"]}, {"Key": "resource-groups:ResourceTypeFilters", "Values": ["EC2"]}]))),
        ("error resource-type-case Targets[0].Targets[1].Values", group(json!([{"Key": "resource-groups:Name", "Values": ["web"]}, {"Key": "resource-groups:ResourceTypeFilters", "Values": ["AWS::EC2::INSTANCE"]}]))),
        ("warning resource-type-unknown Targets[0].Targets[1].Values", group(json!([{"Key": "resource-groups:Name", "Values": ["web"]}, {"Key": "resource-groups:ResourceTypeFilters", "Values": ["AWS::EC2::VPC"]}]))),
        ("warning group-name-aws Targets[0].Targets[0].Values", group(json!([{"Key": "resource-groups:Name", "Values": ["AWS-demo"]}]))),
        ("warning many-filters Targets[0].Targets[1].Values", group(json!([{"Key": "resource-groups:Name", "Values": ["web"]}, {"Key": "resource-groups:ResourceTypeFilters", "Values": "AWS::A::A\nAWS::A::B\nAWS::A::C\nAWS::A::D\nAWS::A::E\nAWS::A::F"}]))),
        ("warning many-values Targets[0].Targets[0].Values", target(json!([{"Key": "tag:a", "Values": "1\n2\n3\n4\n5\n6"}]))),
        ("warning value-blanks Targets[0].Targets[0].Key", target(json!([{"Key": "tag: a", "Values": ["b"]}]))),
        ("warning duplicate-value Targets[0].Targets[0].Values", target(json!([{"Key": "tag:a", "Values": "b\nb"}]))),
        ("warning value-comma Targets[0].Targets[0].Values", target(json!([{"Key": "tag:a", "Values": "Prod, Dev"}]))),
        ("warning tag-key-value Targets[0].Targets[0].Key", target(json!([{"Key": "tag:Patch Group = x", "Values": ["x"]}]))),
        ("info tag-key-metadata Targets[0].Targets[0].Key", target(json!([{"Key": "tag:Patch Group", "Values": ["x"]}]))),
        ("warning tag-key-prefix Targets[0].Targets[0].Values", target(json!([{"Key": "tag-key", "Values": "tag:Env"}]))),
        // what a task runs on
        ("error choice Tasks[0].Targets[0].Key", on(json!([{"Key": "tag:Role", "Values": ["web"]}]))),
        ("error task-target-mixed Tasks[0].Targets", on(json!([{"Key": "WindowTargetIds", "Values": ["$t1"]}, {"Key": "InstanceIds", "Values": ["i-0123456789abcdef0"]}]))),
        ("error task-target-repeated Tasks[0].Targets", on(json!([{"Key": "WindowTargetIds", "Values": ["$t1"]}, {"Key": "WindowTargetIds", "Values": ["$t1"]}]))),
        ("error run-command-target Tasks[0].Targets", vec![("/Tasks/0/Targets", Value::Null)]),
        ("warning unassociated-targets Tasks[0].Targets", on(json!([{"Key": "InstanceIds", "Values": ["i-0123456789abcdef0"]}]))),
        ("error task-target-count Tasks[0].Targets[0].Values", on(json!([{"Key": "WindowTargetIds", "Values": (0..11).map(|n| format!("00000000-0000-0000-0000-0000000000{n:02}")).collect::<Vec<_>>()}]))),
        ("error task-target-gone Tasks[0].Targets[0].Values", on(json!([{"Key": "WindowTargetIds", "Values": ["$t9"]}]))),
        ("error window-target-id Tasks[0].Targets[0].Values", on(json!([{"Key": "WindowTargetIds", "Values": ["1a2b3c4d-1a2b-1a2b-1a2b-1a2b3c4d-1a2"]}]))),
        ("error required Tasks[0].MaxConcurrency", vec![("/Tasks/0/MaxConcurrency", Value::Null)]),
        ("error rate-without-target Tasks[0].MaxErrors", task("LAMBDA", LAMBDA, json!({}), vec![("/Tasks/0/MaxErrors", json!("1"))])),
        // what it runs
        ("error document Tasks[0].TaskArn", vec![("/Tasks/0/TaskArn", json!("AWS RunPatchBaseline"))]),
        ("warning document-case Tasks[0].TaskArn", vec![("/Tasks/0/TaskArn", json!("AWS-RunPatchbaseline"))]),
        ("error function Tasks[0].TaskArn", task("LAMBDA", "arn:aws:lambda:us-east-2:1:function:SSMx", json!({}), vec![])),
        ("error state-machine Tasks[0].TaskArn", task("STEP_FUNCTIONS", "SSM_MyStateMachine", json!({}), vec![])),
        ("error state-machine Tasks[0].TaskArn", task("STEP_FUNCTIONS", "arn:aws:states:us-east-2:123456789012:execution:SSMx:1", json!({}), vec![])),
        ("warning qualifier-twice Tasks[0].TaskInvocationParameters.Lambda.Qualifier", task("LAMBDA", "SSMx:1", json!({"Lambda": {"Qualifier": "1"}}), vec![])),
        ("warning ssm-prefix Tasks[0].TaskArn", task("LAMBDA", "warm", json!({}), vec![("/Tasks/0/ServiceRoleArn", Value::Null)])),
        ("warning cross-region Tasks[0].TaskInvocationParameters.RunCommand.NotificationConfig.NotificationArn", {
            let mut changes = run(json!({"ServiceRoleArn": ROLE, "NotificationConfig": {"NotificationArn": TOPIC, "NotificationEvents": ["All"], "NotificationType": "Command"}}));
            changes.push(("/Tasks/0/TaskArn", json!("arn:aws:ssm:eu-west-1:123456789012:document/mine")));
            changes
        }),
        ("warning patch-priority Tasks[1].Priority", vec![("/Tasks/1", base()["Windows"][0]["Tasks"][0].clone())]),
        ("warning priority-unset Tasks[0].Priority", vec![("/Tasks/0/Priority", Value::Null)]),
        ("warning alarm-type Tasks[0].AlarmConfiguration", task("LAMBDA", LAMBDA, json!({}), vec![("/Tasks/0/AlarmConfiguration", json!({"Alarms": [{"Name": "x"}]}))])),
        ("warning deprecated Tasks[0].LoggingInfo", vec![("/Tasks/0/LoggingInfo", json!({"S3BucketName": "bucket", "S3Region": "us-east-2"}))]),
        ("warning deprecated Tasks[0].TaskParameters", vec![("/Tasks/0/TaskParameters", json!({"Operation": {"Values": ["Scan"]}})), ("/Tasks/0/TaskInvocationParameters", Value::Null)]),
        // what it passes on
        ("error invocation-block Tasks[0].TaskInvocationParameters.Lambda", vec![("/Tasks/0/TaskInvocationParameters/Lambda", json!({"Qualifier": "1"}))]),
        ("error required Tasks[0].TaskInvocationParameters.RunCommand.ServiceRoleArn", run(json!({"NotificationConfig": {"NotificationArn": TOPIC, "NotificationEvents": ["All"], "NotificationType": "Command"}}))),
        ("error required Tasks[0].TaskInvocationParameters.RunCommand.NotificationConfig.NotificationArn", run(json!({"ServiceRoleArn": ROLE, "NotificationConfig": {"NotificationEvents": ["All"], "NotificationType": "Command"}}))),
        ("warning notification-part Tasks[0].TaskInvocationParameters.RunCommand.NotificationConfig.NotificationType", run(json!({"ServiceRoleArn": ROLE, "NotificationConfig": {"NotificationArn": TOPIC, "NotificationEvents": ["All"]}}))),
        ("warning notification-part Tasks[0].TaskInvocationParameters.RunCommand.NotificationConfig.NotificationEvents", run(json!({"ServiceRoleArn": ROLE, "NotificationConfig": {"NotificationArn": TOPIC, "NotificationType": "Command"}}))),
        ("warning notification-all Tasks[0].TaskInvocationParameters.RunCommand.NotificationConfig.NotificationEvents", run(json!({"ServiceRoleArn": ROLE, "NotificationConfig": {"NotificationArn": TOPIC, "NotificationType": "Command", "NotificationEvents": ["All", "Failed"]}}))),
        ("error choice Tasks[0].TaskInvocationParameters.RunCommand.NotificationConfig.NotificationEvents", run(json!({"ServiceRoleArn": ROLE, "NotificationConfig": {"NotificationArn": TOPIC, "NotificationType": "Command", "NotificationEvents": ["FAILURE"]}}))),
        ("error fifo-topic Tasks[0].TaskInvocationParameters.RunCommand.NotificationConfig.NotificationArn", run(json!({"ServiceRoleArn": ROLE, "NotificationConfig": {"NotificationArn": format!("{TOPIC}.fifo"), "NotificationType": "Command", "NotificationEvents": ["All"]}}))),
        ("error topic-arn Tasks[0].TaskInvocationParameters.RunCommand.NotificationConfig.NotificationArn", run(json!({"ServiceRoleArn": ROLE, "NotificationConfig": {"NotificationArn": "patching", "NotificationType": "Command", "NotificationEvents": ["All"]}}))),
        ("warning log-group-off Tasks[0].TaskInvocationParameters.RunCommand.CloudWatchOutputConfig.CloudWatchOutputEnabled", run(json!({"CloudWatchOutputConfig": {"CloudWatchLogGroupName": "/aws/ssm/x"}}))),
        ("warning hash-pair Tasks[0].TaskInvocationParameters.RunCommand.DocumentHashType", run(json!({"DocumentHash": "a".repeat(64)}))),
        ("warning hash-sha1 Tasks[0].TaskInvocationParameters.RunCommand.DocumentHashType", run(json!({"DocumentHash": "a".repeat(40), "DocumentHashType": "Sha1"}))),
        ("warning hash-form Tasks[0].TaskInvocationParameters.RunCommand.DocumentHash", run(json!({"DocumentHash": "abc", "DocumentHashType": "Sha256"}))),
        ("warning bucket-name Tasks[0].TaskInvocationParameters.RunCommand.OutputS3BucketName", run(json!({"OutputS3BucketName": "MyS3Bucket"}))),
        ("error role-arn Tasks[0].ServiceRoleArn", vec![("/Tasks/0/ServiceRoleArn", json!("arn:aws:iam::1122334455:role/MW-Role"))]),
        ("warning client-context-long Tasks[0].TaskInvocationParameters.Lambda.ClientContext", lambda(json!({"ClientContext": base64(&format!("{{\"a\":\"{}\"}}", "x".repeat(3000)))}))),
        ("error base64 Tasks[0].TaskInvocationParameters.Lambda.ClientContext", lambda(json!({"ClientContext": "{\"a\":1}"}))),
        ("error base64-json Tasks[0].TaskInvocationParameters.Lambda.ClientContext", lambda(json!({"ClientContext": base64("12")}))),
        ("error json Tasks[0].TaskInvocationParameters.Lambda.Payload", lambda(json!({"Payload": "{\"a\": {{TARGET_ID}}}"}))),
        ("error json Tasks[0].TaskInvocationParameters.StepFunctions.Input", machine(json!({"Input": "{"}))),
        ("error execution-name-characters Tasks[0].TaskInvocationParameters.StepFunctions.Name", machine(json!({"Name": "a b {{INVOCATION_ID}}"}))),
        ("warning parameter-is-member Tasks[0].TaskInvocationParameters.RunCommand.Parameters[1].$key", vec![("/Tasks/0/TaskInvocationParameters/RunCommand/Parameters", json!({"Operation": ["Scan"], "CloudWatchOutputConfig": {"CloudWatchOutputEnabled": true}}))]),
        ("info standard-workflow Tasks[0].TaskArn", machine(json!({"Input": "{}"}))),
        ("warning execution-name-literal Tasks[0].TaskInvocationParameters.StepFunctions.Name", machine(json!({"Name": "nightly"}))),
        // documents
        ("warning document-kind Tasks[0].TaskArn", vec![("/Tasks/0/TaskArn", json!("AWS-RestartEC2Instance"))]),
        ("warning document-parameter-unknown Tasks[0].TaskInvocationParameters.RunCommand.Parameters[0].$key", vec![("/Tasks/0/TaskInvocationParameters/RunCommand/Parameters", json!({"Colour": ["red"], "Operation": ["Scan"]}))]),
        ("warning document-parameter-case Tasks[0].TaskInvocationParameters.RunCommand.Parameters[0].$key", vec![("/Tasks/0/TaskInvocationParameters/RunCommand/Parameters", json!({"operation": ["Scan"]}))]),
        ("warning document-parameter-missing Tasks[0].TaskInvocationParameters.RunCommand.Parameters", vec![("/Tasks/0/TaskInvocationParameters/RunCommand", json!({"Comment": "x"}))]),
        ("warning document-parameter-value Tasks[0].TaskInvocationParameters.RunCommand.Parameters[0].$value", vec![("/Tasks/0/TaskInvocationParameters/RunCommand/Parameters", json!({"Operation": ["Instal"]}))]),
        ("warning same-for-each-target Tasks[0].TaskInvocationParameters.Automation.Parameters", vec![
            ("/Tasks/0/TaskType", json!("AUTOMATION")), ("/Tasks/0/TaskArn", json!("AWS-RestartEC2Instance")),
            ("/Tasks/0/TaskInvocationParameters", json!({"Automation": {"Parameters": {"InstanceId": ["i-0123456789abcdef0"]}}})),
        ]),
        ("warning document-unfit Tasks[0].TaskArn", runbook("AWS-PatchAsgInstance", json!({"InstanceId": ["{{RESOURCE_ID}}"]}))),
        ("warning document-legacy Tasks[0].TaskArn", vec![("/Tasks/0/TaskArn", json!("AWS-ApplyPatchBaseline"))]),
        ("info document-note Tasks[0].TaskArn", vec![("/Tasks/0/TaskArn", json!("AWSEC2-CreateVssSnapshot"))]),
        ("info document-parameter-missing Tasks[0].TaskInvocationParameters.RunCommand.Parameters", vec![
            ("/Tasks/0/TaskArn", json!("AWS-InstallApplication")), ("/Tasks/0/TaskInvocationParameters/RunCommand/Parameters", json!({"action": ["Install"]})),
        ]),
        ("info document-parameter-value Tasks[0].TaskInvocationParameters.RunCommand.Parameters[0].$value", vec![
            ("/Tasks/0/TaskArn", json!("AWS-RunDockerAction")), ("/Tasks/0/TaskInvocationParameters/RunCommand/Parameters", json!({"action": ["Prune"]})),
        ]),
        ("info document-parameter-long Tasks[0].TaskInvocationParameters.Automation.Parameters[1].$value", runbook("AWSSupport-StartEC2RescueWorkflow", json!({"InstanceId": ["{{RESOURCE_ID}}"], "OfflineScript": ["IyEvYmluL3NoCg=="]}))),
        ("warning document-parameter-long Tasks[0].TaskInvocationParameters.Automation.Parameters[1].$value", runbook("AWSSupport-StartEC2RescueWorkflow", json!({"InstanceId": ["{{RESOURCE_ID}}"], "OfflineScript": ["A".repeat(500)]}))),
        ("warning document-parameter-fixed Tasks[0].TaskInvocationParameters.Automation.Parameters[1].$value", runbook("AWS-CreateRdsSnapshot", json!({"DBInstanceIdentifier": ["{{RESOURCE_ID}}"], "DBSnapshotIdentifier": ["before-patching"]}))),
        ("warning execution-timeout Tasks[0].TaskInvocationParameters.RunCommand.TimeoutSeconds", vec![
            ("/Tasks/0/TaskArn", json!("AWS-RunShellScript")),
            ("/Tasks/0/TaskInvocationParameters/RunCommand", json!({"TimeoutSeconds": 7200, "Parameters": {"commands": ["sleep 3800"]}})),
        ]),
        ("warning stopped-nodes Tasks[0].Targets", vec![
            ("/Tasks/0/TaskType", json!("AUTOMATION")), ("/Tasks/0/TaskArn", json!("AWS-StartEC2Instance")),
            ("/Tasks/0/TaskInvocationParameters", json!({"Automation": {"Parameters": {"InstanceId": ["{{RESOURCE_ID}}"]}}})),
        ]),
        // pseudo parameters
        ("warning pseudo-braces Tasks[0].TaskInvocationParameters.Lambda.Payload", lambda(json!({"Payload": "\"{{WINDOW_ID}}}\""}))),
        ("error pseudo-run-command Tasks[0].TaskInvocationParameters.RunCommand.Comment", run(json!({"Comment": "on {{TARGET_ID}}"}))),
        ("warning pseudo-without-target Tasks[0].TaskInvocationParameters.Lambda.Payload", lambda(json!({"Payload": "\"{{TARGET_ID}}\""}))),
        ("warning pseudo-obsolete Tasks[0].TaskInvocationParameters.Lambda.Payload", lambda(json!({"Payload": "\"{{LOGGING_S3_REGION}}\""}))),
        ("warning pseudo-blanks Tasks[0].TaskInvocationParameters.Lambda.Payload", lambda(json!({"Payload": "\"{{ WINDOW_ID }}\""}))),
        ("warning pseudo-unknown Tasks[0].TaskInvocationParameters.Lambda.Payload", lambda(json!({"Payload": "\"{{WINDOWID}}\""}))),
        ("warning pseudo-encoded Tasks[0].TaskInvocationParameters.Lambda.ClientContext", lambda(json!({"ClientContext": base64("{\"a\":\"{{WINDOW_ID}}\"}")}))),
        ("error to-fill-in Schedule", vec![("/Schedule", json!("$CRON")), ("/$open", json!({"Schedule": "$CRON"}))]),
        ("error to-fill-in Targets[0].Name", vec![("/Targets/0/Name", json!("web-$STAGE")), ("/Targets/0/$open", json!({"Name": "$STAGE"}))]),
        ("error to-fill-in Tasks[0].Targets[0].Values", vec![("/Tasks/0/Targets", json!([{"Key": "InstanceIds", "Values": ["i-0123456789abcdef0", "$NODE"]}])), ("/Tasks/0/$open", json!({"Targets.Values": "$NODE"}))]),
        ("warning placeholder-id Tasks[0].Targets[0].Values", on(json!([{"Key": "InstanceIds", "Values": ["i-02573cafcfEXAMPLE"]}]))),
    ]
}

fn base64(text: &str) -> String {
    // Three bytes at a time: the tests have no use for a library here.
    let table = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in text.as_bytes().chunks(3) {
        let n = chunk.iter().fold(0u32, |n, b| n << 8 | u32::from(*b)) << (8 * (3 - chunk.len()));
        for i in 0..4 {
            out.push(if i <= chunk.len() {
                table[(n >> (18 - 6 * i) & 63) as usize] as char
            } else {
                '='
            });
        }
    }
    out
}

#[test]
fn every_rule_finds_what_it_says() {
    let mut missed = Vec::new();
    for (expected, changes) in cases() {
        let found = found(&with(&changes));
        if !found.iter().any(|line| line == expected) {
            missed.push(format!("{expected}\n    found {found:?}"));
        }
    }
    assert!(
        missed.is_empty(),
        "{} missed:\n{}",
        missed.len(),
        missed.join("\n")
    );
}

#[test]
fn every_slug_of_every_rule_has_a_case() {
    let cases = cases();
    // Those of requests have their cases in `request`.
    let rules = RULES.iter().filter(|rule| rule.scope != Scope::Request);
    for (slug, says) in rules.flat_map(|rule| rule.finds) {
        let has_case = cases
            .iter()
            .any(|(expected, _)| expected.split(' ').nth(1) == Some(slug));
        assert!(has_case, "{slug}: {says}");
    }
}

#[test]
fn a_window_is_not_blocked_by_what_aws_may_accept() {
    let warned = found(&with(&[("/Schedule", json!("cron(0 2 LW * ? *)"))]));
    assert!(
        warned.iter().all(|line| !line.starts_with("error")),
        "{warned:?}"
    );
}
