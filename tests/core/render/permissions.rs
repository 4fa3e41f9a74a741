//! What the policies say of plans that are out of the ordinary.

use maintenance_window_builder::check::{Plan, Value as Plain, check};
use maintenance_window_builder::import;
use maintenance_window_builder::lifecycle::PACKS;
use maintenance_window_builder::render::options::{Control, OFF, ON};
use maintenance_window_builder::render::{self, Artifact, Options, SETTINGS, Wanted};
use serde_json::{Value, json};

const ROLE: &str = "arn:aws:iam::123456789012:role/Tasks";

/// The files of a plan with these targets and tasks, by their names.
fn files(targets: Value, tasks: Value) -> Vec<Artifact> {
    files_in("", targets, tasks)
}

/// The same with a Region chosen in the settings.
fn files_in(region: &str, targets: Value, tasks: Value) -> Vec<Artifact> {
    let project = json!({"format": "maintenance-window-builder", "version": 1, "Windows": [{
        "Name": "window", "Schedule": "rate(7 days)", "Duration": 2, "Cutoff": 1,
        "AllowUnassociatedTargets": true, "Targets": targets, "Tasks": tasks}]});
    let draft = import::project(project.to_string().as_bytes()).unwrap();
    let checked = check(&draft, "2026-11-22T12:00:00Z".parse().unwrap());
    assert!(!checked.report.has_errors(), "{:?}", checked.report);
    let format = render::format("permissions").unwrap();
    let options = Options {
        region: region.to_owned(),
        ..Options::default()
    };
    (format.render)(&checked.plan, &options, Wanted::All)
}

fn text(files: &[Artifact], name: &str) -> String {
    let file = files.iter().find(|artifact| artifact.file == name);
    let names: Vec<&str> = files
        .iter()
        .map(|artifact| artifact.file.as_str())
        .collect();
    file.unwrap_or_else(|| panic!("no {name} in {names:?}"))
        .file_text()
        .unwrap()
}

/// The resources of a statement of a policy; none when it has no such statement.
fn resources(files: &[Artifact], name: &str, sid: &str) -> Vec<String> {
    let policy: Value = serde_json::from_str(&text(files, name)).unwrap();
    let statements = policy["Statement"].as_array().unwrap();
    let found = statements.iter().find(|statement| statement["Sid"] == sid);
    match found.map(|statement| &statement["Resource"]) {
        None => Vec::new(),
        Some(Value::String(one)) => vec![one.clone()],
        Some(several) => serde_json::from_value(several.clone()).unwrap(),
    }
}

fn lambda(function: &str, input: Value) -> Value {
    json!({"TaskType": "LAMBDA", "TaskArn": function, "Priority": 1, "ServiceRoleArn": ROLE,
        "TaskInvocationParameters": {"Lambda": input}})
}

fn command(nodes: &[String], more: Value) -> Value {
    let mut task = json!({"TaskType": "RUN_COMMAND", "TaskArn": "AWS-RunShellScript", "Priority": 1,
        "Targets": [{"Key": "InstanceIds", "Values": nodes}], "MaxConcurrency": "1", "MaxErrors": "0",
        "TaskInvocationParameters": {"RunCommand": {"Parameters": {"commands": "df"}}}});
    for (name, value) in more.as_object().unwrap() {
        task[name] = value.clone();
    }
    task
}

fn node(n: usize) -> String {
    format!("i-{n:017x}")
}

#[test]
fn a_function_is_named_in_full_whatever_form_was_typed() {
    for (typed, wanted) in [
        ("warm", "arn:aws:lambda:*:123456789012:function:warm"),
        (
            "123456789012:function:warm",
            "arn:aws:lambda:*:123456789012:function:warm",
        ),
        (
            "arn:aws:lambda:eu-west-1:210987654321:function:warm",
            "arn:aws:lambda:eu-west-1:210987654321:function:warm",
        ),
    ] {
        let all = files(json!([]), json!([lambda(typed, json!({}))]));
        assert_eq!(
            resources(&all, "tasks-policy.json", "InvokeFunctions"),
            [wanted],
            "{typed}"
        );
        let all = files(
            json!([]),
            json!([lambda(&format!("{typed}:live"), json!({}))]),
        );
        let versions = format!("{wanted}:*");
        assert_eq!(
            resources(&all, "tasks-policy.json", "InvokeFunctions"),
            [wanted, &versions],
            "{typed}"
        );
        let all = files(
            json!([]),
            json!([lambda(typed, json!({"Qualifier": "live"}))]),
        );
        assert_eq!(
            resources(&all, "tasks-policy.json", "InvokeFunctions"),
            [wanted, &versions],
            "{typed}"
        );
    }
}

#[test]
fn a_few_nodes_are_named_and_many_are_not() {
    let few: Vec<String> = (0..3)
        .map(node)
        .chain(["mi-0123456789abcdef0".to_owned()])
        .collect();
    let all = files(
        json!([]),
        json!([command(&few, json!({"ServiceRoleArn": ROLE}))]),
    );
    let on = resources(&all, "tasks-policy.json", "SendCommands");
    assert!(on.contains(&format!("arn:aws:ec2:*:123456789012:instance/{}", node(2))));
    assert!(
        on.contains(&"arn:aws:ssm:*:123456789012:managed-instance/mi-0123456789abcdef0".to_owned())
    );
    assert!(
        !on.iter().any(|resource| resource.ends_with("/*")),
        "{on:?}"
    );

    let many: Vec<String> = (0..40).map(node).collect();
    let all = files(
        json!([]),
        json!([command(&many, json!({"ServiceRoleArn": ROLE}))]),
    );
    let on = resources(&all, "tasks-policy.json", "SendCommands");
    assert!(
        on.contains(&"arn:aws:ec2:*:123456789012:instance/*".to_owned()),
        "{on:?}"
    );
    assert_eq!(on.len(), 3);
}

#[test]
fn a_role_that_aws_keeps_gets_no_policy() {
    let linked = "arn:aws:iam::123456789012:role/aws-service-role/ssm.amazonaws.com/AWSServiceRoleForAmazonSSM";
    for role in [json!({"ServiceRoleArn": linked}), json!({})] {
        let all = files(json!([]), json!([command(&[node(1)], role)]));
        let names: Vec<&str> = all.iter().map(|artifact| artifact.file.as_str()).collect();
        assert_eq!(
            names,
            ["permissions.md", "operator-policy.json", "create-roles.sh"]
        );
        assert!(resources(&all, "operator-policy.json", "PassRoles").is_empty());
        assert_eq!(
            resources(&all, "operator-policy.json", "CreateServiceLinkedRole").len(),
            1
        );
        assert!(text(&all, "permissions.md").contains("AWSServiceRoleForAmazonSSM"));
    }
}

#[test]
fn one_role_for_all_is_one_policy_and_two_of_a_name_are_two_files() {
    let notify = |role: &str| {
        json!({"ServiceRoleArn": ROLE, "TaskInvocationParameters": {"RunCommand": {
            "Parameters": {"commands": "df"}, "ServiceRoleArn": role, "NotificationConfig": {
            "NotificationArn": "arn:aws:sns:us-east-2:123456789012:topic", "NotificationEvents": ["Failed"], "NotificationType": "Command"}}}})
    };
    let all = files(json!([]), json!([command(&[node(1)], notify(ROLE))]));
    assert_eq!(
        resources(&all, "tasks-policy.json", "Publish"),
        ["arn:aws:sns:us-east-2:123456789012:topic"]
    );
    assert_eq!(resources(&all, "tasks-policy.json", "PassRoles"), [ROLE]);
    assert_eq!(resources(&all, "operator-policy.json", "PassRoles"), [ROLE]);
    assert_eq!(
        text(&all, "create-roles.sh")
            .matches("aws iam create-role")
            .count(),
        1
    );

    let other = "arn:aws:iam::123456789012:role/teams/web/tasks";
    let all = files(json!([]), json!([command(&[node(1)], notify(other))]));
    assert_eq!(resources(&all, "tasks-policy.json", "PassRoles"), [other]);
    assert_eq!(resources(&all, "tasks-2-policy.json", "Publish").len(), 1);
    let script = text(&all, "create-roles.sh");
    assert!(
        script.contains("--role-name tasks \\\n  --path /teams/web/ \\\n"),
        "{script}"
    );
}

#[test]
fn a_runbook_with_a_role_of_its_own_acts_under_that() {
    let assumed = "arn:aws:iam::123456789012:role/Runbook";
    let task = |runbook: &str| {
        json!([{"TaskType": "AUTOMATION", "TaskArn": runbook, "Priority": 1, "ServiceRoleArn": ROLE,
            "TaskInvocationParameters": {"Automation": {"Parameters": {
                "InstanceId": ["i-0123456789abcdef0"], "AutomationAssumeRole": [assumed]}}}}])
    };
    let all = files(json!([]), task("AWS-StopEC2Instance"));
    assert_eq!(resources(&all, "tasks-policy.json", "PassRoles"), [assumed]);
    assert!(resources(&all, "tasks-policy.json", "StopEC2InstanceDerived").is_empty());
    assert_eq!(
        resources(&all, "runbook-policy.json", "StopEC2InstanceDerived"),
        ["arn:aws:ec2:*:123456789012:instance/i-0123456789abcdef0"]
    );
    assert_eq!(
        resources(&all, "runbook-policy.json", "StopEC2InstanceDerived2"),
        ["*"]
    );
    let overview = text(&all, "permissions.md");
    assert!(
        overview
            .contains("What the runbook `AWS-StopEC2Instance` does itself: derived from its steps")
    );

    // Of one of your own nothing is known: the role stays without a policy, and that is said.
    let all = files(json!([]), task("Restart-Web"));
    assert!(
        all.iter()
            .all(|artifact| artifact.file != "runbook-policy.json")
    );
    assert!(text(&all, "permissions.md").contains("Add what `Restart-Web` itself does"));
    let script = all
        .iter()
        .find(|artifact| artifact.file == "create-roles.sh")
        .unwrap();
    assert!(
        script
            .notes
            .iter()
            .any(|note| note.contains("`Restart-Web`"))
    );
}

#[test]
fn a_runbook_without_a_role_says_what_a_role_would_need() {
    let mut task = runbook("AWS-StartEC2Instance", json!({}));
    task.as_object_mut().unwrap().remove("ServiceRoleArn");
    let all = files(json!([]), json!([task]));
    assert!(text(&all, "permissions.md").contains("- `ec2:StartInstances`"));
    assert_eq!(
        resources(&all, "runbooks-policy.json", "StartEC2InstanceDerived"),
        ["arn:aws:ec2:*:*:instance/i-0123456789abcdef0"]
    );
    assert!(text(&all, "create-roles.sh").contains("--policy-name maintenance-window-runbooks"));
}

fn parameters(document: &str, parameters: Value) -> Value {
    runbook(
        document,
        json!({"TaskInvocationParameters": {"Automation": {"Parameters": parameters}}}),
    )
}

#[test]
fn what_a_runbook_does_is_narrowed_to_its_parameters() {
    let topic = "arn:aws:sns:us-east-2:123456789012:done";
    for (document, given, sid, wanted) in [
        (
            "AWS-StopRdsInstance",
            json!({"InstanceId": ["orders"]}),
            "StopRdsInstanceDocumented",
            vec!["arn:aws:rds:us-east-2:123456789012:db:orders"],
        ),
        (
            "AWS-StopRdsInstance",
            json!({"InstanceId": ["{{RESOURCE_ID}}"]}),
            "StopRdsInstanceDocumented",
            vec!["arn:aws:rds:us-east-2:123456789012:db:*"],
        ),
        (
            "AWS-PublishSNSNotification",
            json!({"TopicArn": [topic], "Message": ["done"]}),
            "PublishSNSNotificationDerived",
            vec![topic],
        ),
        (
            "AWS-ExportPatchReportToS3",
            json!({"assumeRole": [ROLE], "s3BucketName": ["reports"], "targets": ["instanceids=*"]}),
            "ExportPatchReportToS3Derived2",
            vec!["arn:aws:s3:::reports/*"],
        ),
        (
            "AWS-CreateSnapshot",
            json!({"VolumeId": ["vol-0123456789abcdef0"]}),
            "CreateSnapshotDerived",
            vec![
                "arn:aws:ec2:us-east-2:123456789012:volume/vol-0123456789abcdef0",
                "arn:aws:ec2:us-east-2::snapshot/*",
            ],
        ),
    ] {
        let all = files_in("us-east-2", json!([]), json!([parameters(document, given)]));
        assert_eq!(
            resources(&all, "tasks-policy.json", sid),
            wanted,
            "{document}"
        );
    }
}

#[test]
fn the_function_of_a_runbook_acts_under_a_role_that_lambda_takes_on() {
    let function = "arn:aws:iam::123456789012:role/Function";
    let given = |role: Option<&str>| {
        let mut given = json!({"InstanceId": ["i-0123456789abcdef0"]});
        if let Some(role) = role {
            given["LambdaAssumeRole"] = json!([role]);
        }
        files(
            json!([]),
            json!([parameters("AWS-PatchInstanceWithRollback", given)]),
        )
    };
    let all = given(Some(function));
    let trust: Value = serde_json::from_str(&text(&all, "function-trust.json")).unwrap();
    assert_eq!(
        trust["Statement"][0]["Principal"]["Service"],
        "lambda.amazonaws.com"
    );
    assert!(text(&all, "function-policy.json").contains("ec2:CreateSnapshot"));
    let own = text(&all, "tasks-policy.json");
    assert!(!own.contains("iam:CreateRole"));
    let policy: Value = serde_json::from_str(&own).unwrap();
    let mut passes = policy["Statement"].as_array().unwrap().iter();
    let pass = passes.find(|one| one["Action"] == "iam:PassRole").unwrap();
    assert_eq!(pass["Resource"], function);
    assert_eq!(
        pass["Condition"]["StringEquals"]["iam:PassedToService"],
        "lambda.amazonaws.com"
    );

    // Without one it makes a role itself, which takes much more.
    let all = given(None);
    assert!(text(&all, "tasks-policy.json").contains("iam:CreateRole"));
    assert!(text(&all, "permissions.md").contains("give `LambdaAssumeRole` a role"));
}

#[test]
fn what_nodes_do_with_their_own_role_is_a_policy_of_its_own() {
    let with = |document: &str, block: Value| {
        let mut block = block;
        if block.get("Parameters").is_none() {
            block["Parameters"] = json!({"commands": ["df"]});
        }
        let task = command(
            &[node(1)],
            json!({"TaskArn": document, "TaskInvocationParameters": {"RunCommand": block}}),
        );
        files_in("us-east-2", json!([]), json!([task]))
    };
    let on = |files: &[Artifact], sid: &str| resources(files, "nodes-policy.json", sid);

    let all = with("AWS-RunShellScript", json!({}));
    assert!(
        all.iter()
            .all(|artifact| artifact.file != "nodes-policy.json")
    );
    assert!(text(&all, "permissions.md").contains("AmazonSSMManagedInstanceCore"));

    let output = json!({"OutputS3BucketName": "output", "OutputS3KeyPrefix": "patching",
        "CloudWatchOutputConfig": {"CloudWatchOutputEnabled": true}});
    let all = with("AWS-RunShellScript", output);
    assert_eq!(on(&all, "WriteOutput"), ["arn:aws:s3:::output/patching/*"]);
    assert_eq!(on(&all, "ReadEncryption"), ["arn:aws:s3:::output"]);
    assert_eq!(
        on(&all, "WriteLogs"),
        [
            "arn:aws:logs:us-east-2:*:log-group:/aws/ssm/*",
            "arn:aws:logs:us-east-2:*:log-group:/aws/ssm/*:*"
        ]
    );
    assert!(text(&all, "create-roles.sh").contains("--policy-name maintenance-window-nodes"));

    for (path, object, bucket) in [
        (
            "https://s3.amazonaws.com/tools/run/a.sh",
            "tools/run/a.sh*",
            "tools",
        ),
        (
            "https://tools.s3.us-east-2.amazonaws.com/run/",
            "tools/run/*",
            "tools",
        ),
        (
            "https://s3.us-east-2.amazonaws.com/tools/a.sh",
            "tools/a.sh*",
            "tools",
        ),
        ("{{ssm:place}}", "*/*", "*"),
    ] {
        let source = format!("{{\"path\": \"{path}\"}}");
        let given = json!({"Parameters": {"sourceType": ["S3"], "sourceInfo": [source], "commandLine": ["a.sh"]}});
        let all = with("AWS-RunRemoteScript", given);
        assert_eq!(
            on(&all, "RunRemoteScriptDocumented"),
            [format!("arn:aws:s3:::{object}")],
            "{path}"
        );
        assert_eq!(
            on(&all, "RunRemoteScriptDocumented2"),
            [format!("arn:aws:s3:::{bucket}")],
            "{path}"
        );
    }
    let given = json!({"Parameters": {"sourceType": ["GitHub"], "sourceInfo": ["{}"], "commandLine": ["a.sh"]}});
    let all = with("AWS-RunRemoteScript", given);
    assert!(
        all.iter()
            .all(|artifact| artifact.file != "nodes-policy.json")
    );

    let given = json!({"Parameters": {"Operation": ["Install"], "InstallOverrideList": ["s3://lists/march.yaml"]}});
    let all = with("AWS-RunPatchBaseline", given);
    assert_eq!(
        on(&all, "RunPatchBaselineDerived"),
        ["arn:aws:s3:::lists/march.yaml"]
    );

    let image = |given: Value| {
        let all = with("AWSEC2-VssInstallAndSnapshot", json!({"Parameters": given}));
        text(&all, "nodes-policy.json").contains("ec2:CreateImage")
    };
    assert!(image(json!({"CreateAmi": ["True"]})));
    assert!(!image(json!({"CreateAmi": ["False"]})) && !image(json!({"CopyOnly": ["True"]})));
}

#[test]
fn partition_region_and_account_are_taken_from_arns_that_agree() {
    let machine = |region: &str| {
        json!({"TaskType": "STEP_FUNCTIONS", "TaskArn": format!("arn:aws-cn:states:{region}:123456789012:stateMachine:SSM-m"),
            "Priority": 1, "ServiceRoleArn": "arn:aws-cn:iam::123456789012:role/Tasks"})
    };
    let all = files(json!([]), json!([machine("cn-north-1")]));
    assert_eq!(
        resources(&all, "operator-policy.json", "RegisterTasks"),
        ["arn:aws-cn:ssm:cn-north-1:123456789012:maintenancewindow/*"]
    );
    let all = files(
        json!([]),
        json!([machine("cn-north-1"), machine("cn-northwest-1")]),
    );
    assert_eq!(
        resources(&all, "operator-policy.json", "RegisterTasks"),
        ["arn:aws-cn:ssm:*:123456789012:maintenancewindow/*"]
    );
    let operator = all
        .iter()
        .find(|artifact| artifact.file == "operator-policy.json")
        .unwrap();
    assert!(operator.notes.iter().any(|note| note.contains("Region")));
}

#[test]
fn a_policy_beyond_what_iam_takes_says_so() {
    let name = |n: usize| format!("{}-{n}", "f".repeat(60));
    let tasks = |count: usize| -> Value {
        let all = (0..count).map(|n| lambda(&name(n), json!({"Qualifier": "live"})));
        Value::Array(all.collect())
    };
    for (count, wanted) in [
        (10, None),
        (30, Some("managed")),
        (60, Some("more than one role")),
    ] {
        let all = files(json!([]), tasks(count));
        let policy = all
            .iter()
            .find(|artifact| artifact.file == "tasks-policy.json")
            .unwrap();
        let said = policy.notes.iter().find(|note| note.starts_with("It has "));
        assert_eq!(said.is_some(), wanted.is_some(), "{count}: {said:?}");
        assert!(
            said.is_none_or(|said| said.contains(wanted.unwrap())),
            "{said:?}"
        );
    }
}

fn runbook(document: &str, more: Value) -> Value {
    let mut task = json!({"TaskType": "AUTOMATION", "TaskArn": document, "Priority": 1, "ServiceRoleArn": ROLE,
        "TaskInvocationParameters": {"Automation": {"Parameters": {"InstanceId": ["i-0123456789abcdef0"]}}}});
    for (name, value) in more.as_object().unwrap() {
        task[name] = value.clone();
    }
    task
}

#[test]
fn a_runbook_is_started_on_its_document_its_definition_and_the_execution() {
    // What was typed, and the Region, account and name in the ARNs of document and definition.
    for (typed, region, at) in [
        ("AWS-StopEC2Instance", "", "*::%AWS-StopEC2Instance"),
        (
            "AWS-StopEC2Instance",
            "eu-west-1",
            "eu-west-1::%AWS-StopEC2Instance",
        ),
        (
            "AWSSupport-ExecuteEC2Rescue",
            "eu-west-1",
            "eu-west-1::%AWSSupport-ExecuteEC2Rescue",
        ),
        (
            "Restart-Web",
            "eu-west-1",
            "eu-west-1:123456789012:%Restart-Web",
        ),
        ("Restart-Web", "", "*:123456789012:%Restart-Web"),
        (
            "arn:aws:ssm:us-east-2::document/AWS-StopEC2Instance",
            "",
            "us-east-2::%AWS-StopEC2Instance",
        ),
        (
            "arn:aws:ssm:us-east-2:123456789012:document/AWS-StopEC2Instance",
            "",
            "us-east-2::%AWS-StopEC2Instance",
        ),
        (
            "arn:aws:ssm:us-east-2:210987654321:document/Shared",
            "",
            "us-east-2:210987654321:%Shared",
        ),
        (
            "arn:aws:ssm:us-east-2::automation-definition/AWS-StopEC2Instance:1",
            "",
            "us-east-2::%AWS-StopEC2Instance",
        ),
    ] {
        let all = files_in(region, json!([]), json!([runbook(typed, json!({}))]));
        let here = match region {
            "" if typed.contains("us-east-2") => "us-east-2",
            "" => "*",
            region => region,
        };
        let executions = format!("arn:aws:ssm:{here}:123456789012:automation-execution/*");
        let arn = |kind: &str| format!("arn:aws:ssm:{}", at.replace('%', kind));
        assert_eq!(
            resources(&all, "tasks-policy.json", "StartRunbooks"),
            [
                arn("document/"),
                arn("automation-definition/") + ":*",
                executions.clone()
            ],
            "{typed} in {region:?}"
        );
        assert_eq!(
            resources(&all, "tasks-policy.json", "FollowRunbooks"),
            [executions]
        );
    }
}

#[test]
fn a_document_of_aws_has_no_account_for_run_command_either() {
    for (typed, wanted) in [
        (
            "AWS-RunShellScript",
            "eu-west-1::document/AWS-RunShellScript",
        ),
        (
            "AmazonCloudWatch-ManageAgent",
            "eu-west-1::document/AmazonCloudWatch-ManageAgent",
        ),
        ("Own", "eu-west-1:123456789012:document/Own"),
        (
            "arn:aws:ssm:eu-west-1::document/AWS-RunShellScript",
            "eu-west-1::document/AWS-RunShellScript",
        ),
        (
            "arn:aws:ssm:eu-west-1:210987654321:document/Shared",
            "eu-west-1:210987654321:document/Shared",
        ),
    ] {
        let task = command(
            &[node(1)],
            json!({"ServiceRoleArn": ROLE, "TaskArn": typed}),
        );
        let all = files_in("eu-west-1", json!([]), json!([task]));
        assert_eq!(
            resources(&all, "tasks-policy.json", "SendCommands"),
            [
                format!("arn:aws:ssm:{wanted}"),
                format!("arn:aws:ec2:eu-west-1:123456789012:instance/{}", node(1))
            ],
            "{typed}"
        );
    }
}

#[test]
fn the_region_of_the_settings_tells_the_partition() {
    for (region, partition) in [
        ("eu-central-1", "aws"),
        ("cn-northwest-1", "aws-cn"),
        ("us-gov-west-1", "aws-us-gov"),
        ("us-iso-east-1", "aws-iso"),
        ("us-isob-east-1", "aws-iso-b"),
        ("eusc-de-east-1", "aws-eusc"),
    ] {
        let all = files_in(
            region,
            json!([]),
            json!([command(
                &[node(1)],
                json!({"TaskArn": "AWS-UpdateSSMAgent",
                "TaskInvocationParameters": {"RunCommand": {}}})
            )]),
        );
        assert_eq!(
            resources(&all, "operator-policy.json", "RegisterTasks"),
            [format!(
                "arn:{partition}:ssm:{region}:*:maintenancewindow/*"
            )]
        );
        assert!(!text(&all, "permissions.md").contains("partition `aws` is assumed"));
    }
}

#[test]
fn whoever_registers_also_passes_the_role_of_the_runbook() {
    let assumed = "arn:aws:iam::123456789012:role/Runbook";
    let input = json!({"Automation": {"Parameters": {
        "InstanceId": ["i-0123456789abcdef0"], "AutomationAssumeRole": [assumed]}}});
    let with = runbook(
        "AWS-StopEC2Instance",
        json!({"TaskInvocationParameters": input}),
    );
    let all = files(json!([]), json!([with]));
    assert_eq!(
        resources(&all, "operator-policy.json", "PassRoles"),
        [ROLE, assumed]
    );
    assert_eq!(resources(&all, "tasks-policy.json", "PassRoles"), [assumed]);
}

#[test]
fn a_resource_group_may_be_made_of_a_stack() {
    let group = json!([{"$ref": "group", "ResourceType": "RESOURCE_GROUP",
        "Targets": [{"Key": "resource-groups:Name", "Values": ["web"]}]}]);
    let task = command(
        &[],
        json!({"ServiceRoleArn": ROLE,
        "Targets": [{"Key": "WindowTargetIds", "Values": ["$group"]}]}),
    );
    let policy: Value =
        serde_json::from_str(&text(&files(group, json!([task])), "tasks-policy.json")).unwrap();
    let finds = policy["Statement"].as_array().unwrap().iter();
    let finds = finds.filter(|one| one["Sid"] == "FindGroups");
    let actions: Vec<&Value> = finds.map(|one| &one["Action"]).collect();
    let actions = actions[0].as_array().unwrap();
    for action in [
        "resource-groups:ListGroupResources",
        "cloudformation:DescribeStacks",
        "cloudformation:ListStackResources",
    ] {
        assert!(actions.contains(&json!(action)), "{action} in {actions:?}");
    }
}

/// Whether a pattern of a policy covers a resource.
fn covers(pattern: &str, resource: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == resource,
        Some((start, end)) => {
            let rest = resource.strip_prefix(start);
            let starts = rest.map(|rest| (0..=rest.len()).filter_map(move |at| rest.get(at..)));
            starts.is_some_and(|mut all| all.any(|rest| covers(end, rest)))
        }
    }
}

/// The policy of whoever registers allows each request of every script and pack, whatever is set.
#[test]
fn whoever_registers_may_send_every_request_of_every_setting() {
    let mut seen = std::collections::BTreeSet::new();
    for (_, file) in super::projects() {
        let project = import::project(&std::fs::read(&file).unwrap()).unwrap();
        for set in all_settings() {
            let mut draft = project.clone();
            let options = super::settle(&mut draft, &set);
            let checked = check(&draft, crate::check::now());
            assert!(!checked.report.has_errors(), "{}", file.display());
            let format = render::format("permissions").unwrap();
            let files = (format.render)(&checked.plan, &options, Wanted::All);
            let policy: Value =
                serde_json::from_str(&text(&files, "operator-policy.json")).unwrap();
            let listed = |value: &Value| -> Vec<String> {
                match value {
                    Value::Array(all) => all
                        .iter()
                        .map(|one| one.as_str().unwrap().to_owned())
                        .collect(),
                    one => vec![one.as_str().unwrap().to_owned()],
                }
            };
            let packs = PACKS
                .iter()
                .map(|pack| pack.check(&draft, &checked.plan, None).plan);
            let plans: Vec<Plan> = packs.chain([checked.plan.clone()]).collect();
            for request in plans.iter().flat_map(Plan::requests) {
                let name = request.operation().name;
                let action = format!("ssm:{name}");
                let mut statements = policy["Statement"].as_array().unwrap().iter();
                let allows = |statement: &Value| {
                    let id =
                        request
                            .body()
                            .unwrap_or_default()
                            .iter()
                            .find_map(|(field, value)| match value {
                                Plain::Text(id) if field.name == "WindowId" => Some(id.clone()),
                                _ => None,
                            });
                    let id = id.unwrap_or_else(|| "mw-0123456789abcdef0".to_owned());
                    let arn = format!("arn:aws:ssm:us-east-1:123456789012:maintenancewindow/{id}");
                    let region = listed(&statement["Resource"]);
                    listed(&statement["Action"]).contains(&action)
                        && region.iter().any(|on| {
                            // Where the account is, other tests say.
                            let tail =
                                |arn: &str| arn.rsplit_once(':').map_or(arn, |(_, t)| t).to_owned();
                            covers(&tail(on), &tail(&arn))
                        })
                };
                assert!(
                    statements.any(allows),
                    "{}: {action} is not allowed: {policy}",
                    file.display()
                );
                seen.insert(name);
            }
        }
    }
    // All but those that no script sends by itself.
    assert!(seen.len() >= 18, "{seen:?}");
}

/// Each setting by itself, with each of its values.
fn all_settings() -> Vec<Vec<(&'static str, &'static str)>> {
    let mut all = vec![Vec::new()];
    for setting in SETTINGS {
        match setting.control {
            Control::Choice(choices) => {
                all.extend(choices.iter().map(|one| vec![(setting.id, one.id)]))
            }
            Control::Flag => all.extend([ON, OFF].map(|value| vec![(setting.id, value)])),
            Control::Text { example, .. } => all.push(vec![(setting.id, example)]),
        }
    }
    all
}
