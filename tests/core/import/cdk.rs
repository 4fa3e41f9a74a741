//! Constructs of the CDK in TypeScript, JavaScript and Python.

use maintenance_window_builder::import::read::{Kind, read};
use serde_json::{Value, json};

use super::read::{notes, windows};

/// A window with a name and what [`REST`] says.
fn window(name: &str) -> Value {
    json!({"Name": name, "Schedule": "rate(7 days)", "Duration": "3", "Cutoff": "1", "AllowUnassociatedTargets": "true"})
}

const REST: &str =
    "schedule: 'rate(7 days)', duration: 3, cutoff: 1, allowUnassociatedTargets: true";

/// Ways to say the name of a window in TypeScript, each with the name and whether something is noted.
const NAMES: &[(&str, &str, bool)] = &[
    (
        "new ssm.CfnMaintenanceWindow(this, 'W', { name: 'w-1', REST });",
        "w-1",
        false,
    ),
    (
        "new CfnMaintenanceWindow(this, 'W', {\n  name: \"w-1\", // comment\n  /* x: 1, */ REST,\n})",
        "w-1",
        false,
    ),
    (
        "const name = 'w-1';\nnew aws_ssm.CfnMaintenanceWindow(stack, 'W', { name, REST })",
        "w-1",
        false,
    ),
    (
        "const props: ssm.CfnMaintenanceWindowProps = { name: 'w-1', REST };\nnew ssm.CfnMaintenanceWindow(this, 'W', props);",
        "w-1",
        false,
    ),
    (
        "const base = { REST } as const;\nnew ssm.CfnMaintenanceWindow(this, 'W', { ...base, name: 'w-1' });",
        "w-1",
        false,
    ),
    (
        "const a = { b: { 'c-d': 'w-1' } };\nnew ssm.CfnMaintenanceWindow(this, `W${1}`, { name: a.b['c-d'], REST });",
        "w-1",
        false,
    ),
    (
        "const stage = 'live';\nnew ssm.CfnMaintenanceWindow(this, 'W', { name: `w-${stage}`, REST });",
        "w-live",
        false,
    ),
    (
        "new ssm.CfnMaintenanceWindow(this, 'W', { name: `w-${props.stage}`, REST });",
        "w-${props.stage}",
        true,
    ),
    (
        "new ssm.CfnMaintenanceWindow(this, 'W', { name: props.name ?? 'w-1', REST });",
        "w-1",
        false,
    ),
    (
        "new ssm.CfnMaintenanceWindow(this, 'W', { name: props?.name || 'w-1', REST });",
        "w-1",
        false,
    ),
    (
        "new ssm.CfnMaintenanceWindow(this, 'W', { name: this.node.tryGetContext('name') ?? 'w-1', REST });",
        "w-1",
        false,
    ),
    (
        "new ssm.CfnMaintenanceWindow(this, 'W', { name: process.env.NAME!, REST });",
        "process.env.NAME",
        true,
    ),
    (
        "const { name = 'w-1' } = props;\nnew ssm.CfnMaintenanceWindow(this, 'W', { name, REST });",
        "w-1",
        false,
    ),
    (
        "new ssm.CfnMaintenanceWindow(this, 'W', { name: ['w', '1'].join('-'), REST });",
        "w-1",
        false,
    ),
    (
        "new ssm.CfnMaintenanceWindow(this, 'W', { name: cdk.Fn.join('-', ['w', '1']), REST });",
        "w-1",
        false,
    ),
    (
        "new ssm.CfnMaintenanceWindow(this, 'W', { name: Fn.sub('w-${AWS::Region}'), REST });",
        "w-${AWS::Region}",
        true,
    ),
    (
        "new ssm.CfnMaintenanceWindow(this, 'W', { name: 'w-' + String(1), REST });",
        "w-1",
        false,
    ),
    (
        "new ssm.CfnMaintenanceWindow(this, 'W', { name: live ? 'w-1' : 'w-2', REST });",
        "w-1",
        true,
    ),
    (
        "const w = new ssm.CfnMaintenanceWindow(this, 'W', { name: 'w', REST });\nw.name = 'w-1';\nw.addPropertyOverride('Duration', 3);",
        "w-1",
        false,
    ),
    (
        "export class S extends cdk.Stack {\n  private readonly name: string = 'w-1';\n  constructor(scope: Construct, id: string, props?: cdk.StackProps) {\n    super(scope, id, props);\n    new ssm.CfnMaintenanceWindow(this, 'W', { name: this.name, REST });\n  }\n}",
        "w-1",
        false,
    ),
    (
        "interface P extends StackProps { readonly name: string; other?: () => void }\nclass S extends Stack {\n  constructor(scope: Construct, id: string, private readonly props: P) {\n    super(scope, id);\n    this.make(props.name);\n  }\n  private make(name: string): void {\n    new ssm.CfnMaintenanceWindow(this, 'W', { name, REST });\n  }\n}\nnew S(app, 'S', { name: 'w-1' });",
        "w-1",
        false,
    ),
    (
        "function make(scope: Construct, { name = 'w', hours }: { name?: string; hours: number }): ssm.CfnMaintenanceWindow {\n  return new ssm.CfnMaintenanceWindow(scope, 'W', { name, REST });\n}\nmake(this, { name: 'w-1', hours: 2 });",
        "w-1",
        false,
    ),
    (
        "const make = (name: string) => new ssm.CfnMaintenanceWindow(this, 'W', { name, REST });\nmake('w-1');",
        "w-1",
        false,
    ),
    (
        "['w-1'].forEach((name) => {\n  new ssm.CfnMaintenanceWindow(this, name, { name, REST });\n});",
        "w-1",
        false,
    ),
    (
        "for (const [key, name] of Object.entries({ a: 'w-1' })) {\n  new ssm.CfnMaintenanceWindow(this, key, { name, REST });\n}",
        "w-1",
        false,
    ),
    (
        "enum Names { First = 'w-1' }\nnew ssm.CfnMaintenanceWindow(this, 'W', { name: Names.First, REST });",
        "w-1",
        false,
    ),
    (
        "if (props.enabled) {\n  new ssm.CfnMaintenanceWindow(this, 'W', { name: 'w-1', REST });\n}",
        "w-1",
        false,
    ),
    (
        "const p = new cdk.CfnParameter(this, 'P', { type: 'String', default: 'w-1' });\nnew ssm.CfnMaintenanceWindow(this, 'W', { name: p.valueAsString, REST });",
        "w-1",
        false,
    ),
    (
        "Some prose (it's short:\n\n```ts\nnew ssm.CfnMaintenanceWindow(this, 'W', { name: 'w-1', REST });\n```\nDone.",
        "w-1",
        false,
    ),
    (
        "new ssm.CfnMaintenanceWindow(this, 'W', { name: 'w-1', REST, ... });",
        "w-1",
        true,
    ),
    (
        "new ssm.CfnMaintenanceWindow(this, 'W', { name: 'w-1', REST",
        "w-1",
        false,
    ),
    (
        "new cdk.CfnResource(this, 'W', { type: 'AWS::SSM::MaintenanceWindow', properties: { Name: 'w-1', Schedule: 'rate(7 days)', Duration: 3, Cutoff: 1, AllowUnassociatedTargets: true } });",
        "w-1",
        false,
    ),
    (
        "const x = a / b; const r = /['\"`{]/g;\nnew ssm.CfnMaintenanceWindow(this, 'W', { name: 'w-1', REST });",
        "w-1",
        false,
    ),
];

#[test]
fn what_is_said_in_typescript_is_read() {
    for (text, name, noted) in NAMES {
        let text = text.replace("REST", REST);
        assert_eq!(windows(&text), json!([window(name)]), "{text}");
        let found = notes(&text);
        let all: Vec<_> = found
            .iter()
            .filter(|(_, kind, _)| *kind != Kind::Ignored)
            .collect();
        assert_eq!(!all.is_empty(), *noted, "{text}: {found:?}");
    }
}

/// The same in Python.
const PYTHON: &[(&str, &str, bool)] = &[
    (
        "ssm.CfnMaintenanceWindow(self, 'W', name='w-1', REST)",
        "w-1",
        false,
    ),
    (
        "aws_cdk.aws_ssm.CfnMaintenanceWindow(\n    scope=self, id='W', name=f'w-{1}', REST,\n)",
        "w-1",
        false,
    ),
    (
        "class S(Stack):\n    def __init__(self, scope, id, name='w-1', **kwargs):\n        super().__init__(scope, id, **kwargs)\n        ssm.CfnMaintenanceWindow(self, 'W', name=name, REST)\n",
        "w-1",
        false,
    ),
    (
        "class S(Stack):\n    def __init__(self, scope, id, *, stage, **kwargs):\n        super().__init__(scope, id, **kwargs)\n        ssm.CfnMaintenanceWindow(self, 'W', name=f'w-{stage}', REST)\n\napp = App()\nS(app, 'S', stage='1')\napp.synth()\n",
        "w-1",
        false,
    ),
    (
        "name = self.node.try_get_context('name') or 'w-1'\nssm.CfnMaintenanceWindow(self, 'W', name=name, REST)",
        "w-1",
        false,
    ),
    (
        "ssm.CfnMaintenanceWindow(self, 'W', name=Fn.join('-', ['w', '1']), REST)",
        "w-1",
        false,
    ),
    (
        "ssm.CfnMaintenanceWindow(self, 'W', name=config['name'], REST)",
        "config['name']",
        true,
    ),
    (
        "w = ssm.CfnMaintenanceWindow(self, 'W', name='w', REST)\nw.name = 'w-1'\nw.add_property_override('Duration', 3)",
        "w-1",
        false,
    ),
];

#[test]
fn what_is_said_in_python_is_read() {
    for (text, name, noted) in PYTHON {
        let text = text.replace(
            "REST",
            "schedule='rate(7 days)', duration=3, cutoff=1, allow_unassociated_targets=True",
        );
        assert_eq!(windows(&text), json!([window(name)]), "{text}");
        let found = notes(&text);
        let all: Vec<_> = found
            .iter()
            .filter(|(_, kind, _)| *kind != Kind::Ignored)
            .collect();
        assert_eq!(!all.is_empty(), *noted, "{text}: {found:?}");
    }
}

fn whole() -> Value {
    json!([{
        "Name": "w", "Schedule": "rate(7 days)", "Tags": [{"Key": "team", "Value": "ops"}],
        "Targets": [{"ResourceType": "INSTANCE", "Name": "nodes", "Targets": [{"Key": "tag:a_b", "Values": ["c"]}]}],
        "Tasks": [{
            "TaskType": "RUN_COMMAND", "TaskArn": "AWS-RunShellScript", "Priority": "1",
            "Targets": [{"Key": "WindowTargetIds", "Values": ["$t1"]}],
            "TaskInvocationParameters": {"RunCommand": {
                "Parameters": {"commands": ["df", ""], "workingDirectory": ["/"], "snake_case": ["x"]},
                "TimeoutSeconds": "60", "OutputS3BucketName": "logs",
                "CloudWatchOutputConfig": {"CloudWatchOutputEnabled": "true"},
                "NotificationConfig": {"NotificationEvents": ["Failed"]},
            }},
        }, {
            "TaskType": "LAMBDA", "TaskArn": "fn.functionArn",
            "TaskInvocationParameters": {"Lambda": {"Payload": "{\"a\":1}"}},
        }],
    }])
}

#[test]
fn whole_stacks_are_linked() {
    let typescript = "
    const window = new ssm.CfnMaintenanceWindow(this, 'W', { name: 'w', schedule: 'rate(7 days)', tags: [{ key: 'team', value: 'ops' }] });
    const target = new ssm.CfnMaintenanceWindowTarget(this, 'T', {
      windowId: window.ref, resourceType: 'INSTANCE', name: 'nodes',
      targets: [{ key: 'tag:a_b', values: ['c'] }],
    });
    const task = new ssm.CfnMaintenanceWindowTask(this, 'K', {
      windowId: window.ref, taskType: 'RUN_COMMAND', taskArn: 'AWS-RunShellScript', priority: 1,
      targets: [{ key: 'WindowTargetIds', values: [target.ref] }],
      taskInvocationParameters: { maintenanceWindowRunCommandParameters: {
        parameters: { commands: ['df', ''], workingDirectory: ['/'], snake_case: ['x'] },
        timeoutSeconds: 60, outputS3BucketName: 'logs',
        cloudWatchOutputConfig: { cloudWatchOutputEnabled: true },
        notificationConfig: { notificationEvents: ['Failed'] },
      } },
    });
    task.addDependency(target);
    new ssm.CfnMaintenanceWindowTask(this, 'L', {
      windowId: window.ref, taskType: 'LAMBDA', taskArn: fn.functionArn,
      taskInvocationParameters: { maintenanceWindowLambdaParameters: { payload: Buffer.from(JSON.stringify({ a: 1 })).toString('base64') } },
    });";
    let python = "
window = ssm.CfnMaintenanceWindow(self, 'W', name='w', schedule='rate(7 days)')
Tags.of(window).add('team', 'ops')
target = ssm.CfnMaintenanceWindowTarget(
    self, 'T', window_id=window.ref, resource_type='INSTANCE', name='nodes',
    targets=[ssm.CfnMaintenanceWindowTarget.TargetsProperty(key='tag:a_b', values=['c'])],
)
ssm.CfnMaintenanceWindowTask(
    self, 'K', window_id=window.ref, task_type='RUN_COMMAND', task_arn='AWS-RunShellScript', priority=1,
    targets=[{'key': 'WindowTargetIds', 'values': [target.ref]}],
    task_invocation_parameters=ssm.CfnMaintenanceWindowTask.TaskInvocationParametersProperty(
        maintenance_window_run_command_parameters={
            'parameters': {'commands': ['df', ''], 'workingDirectory': ['/'], 'snake_case': ['x']},
            'timeoutSeconds': 60, 'output_s3_bucket_name': 'logs',
            'cloud_watch_output_config': ssm.CfnMaintenanceWindowTask.CloudWatchOutputConfigProperty(cloud_watch_output_enabled=True),
            'notificationConfig': {'notificationEvents': ['Failed']},
        },
    ),
)
ssm.CfnMaintenanceWindowTask(
    self, 'L', window_id=window.ref, task_type='LAMBDA', task_arn=fn.functionArn,
    task_invocation_parameters={'maintenance_window_lambda_parameters': {'payload': json.dumps({'a': 1}, separators=(',', ':'))}},
)
";
    for text in [typescript, python] {
        let mut read = windows(text);
        // JSON is JSON, however it is laid out.
        let payload = &mut read[0]["Tasks"][1]["TaskInvocationParameters"]["Lambda"]["Payload"];
        let parsed: Value =
            serde_json::from_str(payload.as_str().unwrap_or_default()).expect("JSON");
        *payload = parsed.to_string().into();
        assert_eq!(read, whole(), "{text}");
        let found = notes(text);
        let open: Vec<_> = found
            .iter()
            .filter(|(_, kind, _)| *kind != Kind::Ignored)
            .collect();
        assert_eq!(open.len(), 1, "{text}: {found:?}");
    }
}

#[test]
fn two_stages_make_two_windows() {
    let text = "class S extends Stack {\n  constructor(scope, id, props) {\n    super(scope, id, props);\n    const w = new ssm.CfnMaintenanceWindow(this, 'W', { name: `w-${props.stage}`, schedule: 'rate(1 day)' });\n    new ssm.CfnMaintenanceWindowTarget(this, 'T', { windowId: w.ref, resourceType: 'INSTANCE', targets: [] });\n  }\n}\nfor (const stage of ['a', 'b']) new S(app, stage, { stage });";
    let target = json!([{"ResourceType": "INSTANCE"}]);
    let expected = |name: &str| json!({"Name": name, "Schedule": "rate(1 day)", "Targets": target});
    assert_eq!(windows(text), json!([expected("w-a"), expected("w-b")]));
}

#[test]
fn requests_of_the_sdk_for_javascript_are_read() {
    let text = "const { WindowId } = await client.send(new CreateMaintenanceWindowCommand({ Name: 'w', Schedule: 'rate(1 day)' }));\nawait client.send(new RegisterTargetWithMaintenanceWindowCommand({ WindowId, ResourceType: 'INSTANCE', Targets: [{ Key: 'tag:a', Values: ['b'] }] }));";
    let old = "const r = await ssm.createMaintenanceWindow({ Name: 'w', Schedule: 'rate(1 day)' }).promise();\nawait ssm.registerTargetWithMaintenanceWindow({ WindowId: r.WindowId, ResourceType: 'INSTANCE', Targets: [{ Key: 'tag:a', Values: ['b'] }] }).promise();";
    let handler = format!("exports.handler = async (event) => {{\n{text}\n}};");
    let test = format!("describe('x', () => {{ it('works', async () => {{\n{old}\n}}); }});");
    for text in [text, old, &handler, &test] {
        assert_eq!(
            windows(text),
            json!([{"Name": "w", "Schedule": "rate(1 day)", "Targets": [{"ResourceType": "INSTANCE", "Targets": [{"Key": "tag:a", "Values": ["b"]}]}]}]),
            "{text}"
        );
        assert_eq!(notes(text), [], "{text}");
    }
}

#[test]
fn what_is_left_out_is_said() {
    for (text, kind, says) in [
        (
            "new ssm.CfnMaintenanceWindow(this, 'W', { name: 'w', colour: 'red' })",
            Kind::Unread,
            "colour",
        ),
        (
            "new ssm.CfnMaintenanceWindow(this, 'W', { name: 'w', ...props })",
            Kind::Open,
            "props",
        ),
        (
            "const w = new ssm.CfnMaintenanceWindow(this, 'W', { name: 'w' });\nw.addPropertyOverride('A.B', 1);",
            Kind::Unread,
            "A.B",
        ),
        (
            "new ssm.CfnMaintenanceWindow(this, 'W', { name: 'w', duration: <hours> })",
            Kind::Open,
            "<hours>",
        ),
    ] {
        let outcome = read("", text);
        assert_eq!(outcome.windows.len(), 1, "{text}");
        let said = outcome
            .notes
            .iter()
            .any(|noted| noted.note.kind == kind && noted.note.message.contains(says));
        assert!(said, "{text}: {:?}", outcome.notes);
    }
}

#[test]
fn large_and_deep_programs_end() {
    let begin = "new ssm.CfnMaintenanceWindow(this, 'W', { name: 'w' });\n";
    for piece in [
        "(",
        "{",
        "[",
        "a(",
        "() => {",
        "new X({ a: ",
        "`${",
        "if (a) {",
        "x ? ",
        "a.",
        "<",
        "class A {",
        "(\n",
        "a: {\n",
        "'",
        "/*",
        "/",
        "f<",
        "- ",
        "async ",
    ] {
        let text = [begin, &piece.repeat(20_000)].concat();
        let before = std::time::Instant::now();
        let _ = read("", &text);
        let took = before.elapsed();
        // Without optimization; the page takes a tenth of it.
        assert!(
            took < std::time::Duration::from_secs(20),
            "{took:?}: {piece}"
        );
    }
}
